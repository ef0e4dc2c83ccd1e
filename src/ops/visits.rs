//! Leaders at the hall (进大厅), month by month.

use super::book::Book;
use super::error::{OpError, Thing};
use super::ids;
use super::items::next;
use super::op::Op;
use super::types::NewVisit;
use crate::model::{BulletinCode, Department, Month, Person, Visit, VisitId};
use crate::store::VisitRow;

impl Book {
    /// The month's visits in their order.
    pub fn visits(&self, bulletin: &BulletinCode, month: Month) -> Result<Vec<Visit>, OpError> {
        let rows = self.read().visits(bulletin, month)?;
        Ok(rows.into_iter().map(|row| row.visit).collect())
    }

    /// Adds a visit at the end of the month's list.
    pub fn add_visit(
        &mut self,
        bulletin: &BulletinCode,
        month: Month,
        visit: &NewVisit,
    ) -> Result<Visit, OpError> {
        self.bulletin_ref(bulletin)?;
        let visit = self.new_visit(visit);
        let label = format!("新增进大厅 {}", visit.person);
        self.transact(Op::AddVisit, &label, |writer| {
            let ord = next(writer.read().visits(bulletin, month)?.last().map(|row| row.ord));
            let (visit, bulletin) = (visit.clone(), bulletin.clone());
            writer.put_visit(&VisitRow { visit, bulletin, month, ord })?;
            Ok(())
        })?;
        Ok(visit)
    }

    /// Stores an edited visit. Edits in quick succession become one step.
    pub fn update_visit(&mut self, visit: &Visit) -> Result<(), OpError> {
        let row = self.visit_row(&visit.id)?;
        let label = format!("修改进大厅 {}", visit.person);
        let visit = visit.clone();
        self.transact_field(Op::UpdateVisit, &label, format!("visit {}", visit.id), |writer| {
            writer.put_visit(&VisitRow { visit, ..row })?;
            Ok(())
        })
    }

    /// Moves a visit to `position` (from 0) of its month's list.
    pub fn move_visit(&mut self, visit: &VisitId, position: usize) -> Result<(), OpError> {
        let row = self.visit_row(visit)?;
        let label = format!("移动进大厅 {}", row.visit.person);
        self.transact(Op::MoveVisit, &label, |writer| {
            let mut rows = writer.read().visits(&row.bulletin, row.month)?;
            rows.retain(|other| other.visit.id != *visit);
            rows.insert(position.min(rows.len()), row);
            for (ord, row) in (0..).zip(rows) {
                writer.put_visit(&VisitRow { ord, ..row })?;
            }
            Ok(())
        })
    }

    /// Puts the month's visits in the order of the register: by department rank, then by the rank of
    /// the person. Who is not registered follows in the order given.
    pub fn sort_visits(&mut self, bulletin: &BulletinCode, month: Month) -> Result<(), OpError> {
        let persons = self.persons()?;
        let departments = self.departments.clone();
        self.transact(Op::SortVisits, "按部门排序进大厅", |writer| {
            let mut rows = writer.read().visits(bulletin, month)?;
            rows.sort_by_key(|row| precedence(&row.visit, &departments, &persons));
            for (ord, row) in (0..).zip(rows) {
                writer.put_visit(&VisitRow { ord, ..row })?;
            }
            Ok(())
        })
    }

    /// Deletes a visit; undo brings it back.
    pub fn delete_visit(&mut self, visit: &VisitId) -> Result<(), OpError> {
        let row = self.visit_row(visit)?;
        let label = format!("删除进大厅 {}", row.visit.person);
        self.transact(Op::DeleteVisit, &label, |writer| {
            writer.delete_visit(visit)?;
            Ok(())
        })
    }

    pub(super) fn new_visit(&self, new: &NewVisit) -> Visit {
        Visit {
            id: VisitId::new(ids::mint(self.now())),
            department: new.department.clone(),
            posts: new.posts.clone(),
            person: new.person.clone(),
        }
    }

    fn visit_row(&self, id: &VisitId) -> Result<VisitRow, OpError> {
        let gone = || OpError::Gone { what: Thing::Visit, id: id.to_string() };
        self.read().visit(id)?.ok_or_else(gone)
    }
}

/// Smaller stands first; what is not registered has no rank and stands last.
fn precedence(visit: &Visit, departments: &[Department], persons: &[Person]) -> [(bool, i64); 2] {
    let named = |d: &&Department| d.names().any(|name| name == visit.department);
    let department = departments.iter().find(named);
    let code = department.map(|d| &d.code);
    let of = |p: &&Person| p.name == visit.person && p.department.as_ref() == code;
    let person = persons.iter().find(of).map(|person| person.rank);
    [department.map(|d| d.rank), person].map(|rank| (rank.is_none(), rank.unwrap_or_default()))
}
