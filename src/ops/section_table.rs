//! The table of figures of a section (数据表): its columns, its rows, who is asked for its figures.

use super::book::Book;
use super::error::OpError;
use super::items::section_row;
use super::op::Op;
use crate::model::{Bulletin, DepartmentCode, Month, SectionId, TableColumn, TableSpec};
use crate::store::SectionRow;
use crate::text::exhibit::is_table_place;

/// Columns and rows a table has at most.
const COLUMNS: usize = 20;
const ROWS: usize = 200;

impl Book {
    /// Gives a section this table, or changes the one it has; one without columns goes. The departments
    /// with a row are asked for what the columns count. Edits in quick succession become one step.
    pub fn set_table(&mut self, section: &SectionId, table: &TableSpec) -> Result<(), OpError> {
        let row = section_row(&self.read(), section)?;
        if table.columns.is_empty() {
            return self.remove_table(section);
        }
        for column in &table.columns {
            self.indicator(&column.indicator)?;
        }
        table.departments.iter().try_for_each(|code| self.department(code).map(drop))?;
        let table = within_bounds(table);
        let issue = self.issue_head(&row.issue)?;
        let mut bulletin = self.bulletin(&issue.bulletin)?;
        ask(&mut bulletin, &table, issue.month);
        let label = format!("修改数据表 {}", row.title);
        let place = self.bulletin_place(&bulletin.code)?;
        self.transact_field(Op::UpdateSection, &label, format!("table {section}"), |writer| {
            writer.put_bulletin(&bulletin, place)?;
            writer.put_section(&SectionRow { table: Some(table), ..row })?;
            Ok(())
        })
    }

    /// Sets which departments have a row in a section's table in any case, and in what order. Those
    /// new to it are asked for its indicators. A section without such a table stays as it is.
    pub fn set_table_rows(
        &mut self,
        section: &SectionId,
        departments: &[DepartmentCode],
    ) -> Result<(), OpError> {
        let row = section_row(&self.read(), section)?;
        let Some(table) = row.table else { return Ok(()) };
        self.set_table(section, &TableSpec { departments: departments.to_vec(), ..table })
    }

    /// Takes the table of figures out of a section, with the line that gave it its place; an item that
    /// was nothing but that line goes as well.
    pub fn remove_table(&mut self, section: &SectionId) -> Result<(), OpError> {
        let row = section_row(&self.read(), section)?;
        let label = format!("删去数据表 {}", row.title);
        self.transact(Op::UpdateSection, &label, |writer| {
            for mut item in writer.read().items_of_section(section)? {
                let before = item.item.paragraphs.len();
                item.item.paragraphs.retain(|text| !is_table_place(text));
                let is_spent = item.item.paragraphs.is_empty() && item.item.lead.is_none();
                if item.item.paragraphs.len() == before {
                    continue;
                }
                if is_spent {
                    writer.delete_item(&item.item.id)?;
                } else {
                    writer.put_item(&item)?;
                }
            }
            writer.put_section(&SectionRow { table: None, ..row })?;
            Ok(())
        })
    }
}

/// The table with no more than it can have; ranked by a column that is there and counts.
fn within_bounds(table: &TableSpec) -> TableSpec {
    let mut table = table.clone();
    table.columns.truncate(COLUMNS);
    table.departments.truncate(ROWS);
    table.limit = table.limit.min(ROWS);
    let counts = |at: &usize| table.columns.get(*at).is_some_and(|column| !column.place);
    table.rank_by = table.rank_by.filter(counts);
    table
}

/// Asks the departments with a row for what the columns count; a table of whoever reports asks all.
fn ask(bulletin: &mut Bulletin, table: &TableSpec, month: Month) {
    let asks = |column: &TableColumn| column.asks(bulletin, month).map(|one| one.code.clone());
    let asked: Vec<_> = table.columns.iter().filter_map(asks).collect();
    for indicator in &mut bulletin.indicators {
        if !asked.contains(&indicator.code) {
            continue;
        }
        let of_every_one = indicator.by_department && indicator.departments.is_empty();
        indicator.by_department = true;
        if !of_every_one {
            let new = table.departments.iter();
            let new = new.filter(|code| !indicator.departments.contains(code));
            let new: Vec<DepartmentCode> = new.cloned().collect();
            indicator.departments.extend(new);
        }
    }
}
