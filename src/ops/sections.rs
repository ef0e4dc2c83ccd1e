//! Sections (栏目) of an issue.

use super::book::Book;
use super::error::{OpError, Thing};
use super::ids;
use super::items::{next, section_row, to_pool};
use super::op::Op;
use super::types::SectionHead;
use crate::model::{IssueId, ItemNumbering, SectionId, SectionKind};
use crate::store::SectionRow;

impl Book {
    /// Adds an empty section at the end of the issue.
    pub fn add_section(
        &mut self,
        issue: &IssueId,
        kind: SectionKind,
        title: &str,
        numbering: ItemNumbering,
    ) -> Result<SectionId, OpError> {
        self.issue_head(issue)?;
        let id = SectionId::new(ids::mint(self.now()));
        let label = format!("新增栏目 {title}");
        let (issue, title) = (issue.clone(), checked_title(title)?);
        self.transact(Op::AddSection, &label, |writer| {
            let ord = next(writer.read().sections(&issue)?.last().map(|row| row.ord));
            let (id, key) = (id.clone(), id.to_string());
            let (table, unnumbered) = (None, false);
            let row = SectionRow { id, issue, key, kind, title, numbering, ord, table, unnumbered };
            writer.put_section(&row)?;
            Ok(())
        })?;
        Ok(id)
    }

    /// Adds what opens the issue before 一、: an unnumbered section at its beginning, as yet without a
    /// title.
    pub fn add_opening(&mut self, issue: &IssueId) -> Result<SectionId, OpError> {
        self.issue_head(issue)?;
        let id = SectionId::new(ids::mint(self.now()));
        self.transact(Op::AddSection, "新增标题和开头", |writer| {
            let rows = writer.read().sections(issue)?;
            let ord = rows.first().map_or(0, |first| first.ord - 1);
            writer.put_section(&SectionRow {
                id: id.clone(),
                issue: issue.clone(),
                key: id.to_string(),
                kind: SectionKind::Prose,
                title: String::new(),
                numbering: ItemNumbering::None,
                ord,
                table: None,
                unnumbered: true,
            })?;
            Ok(())
        })?;
        Ok(id)
    }

    /// Stores title, kind, numbering and table. Edits in quick succession become one step.
    pub fn update_section(&mut self, section: &SectionHead) -> Result<(), OpError> {
        let row = section_row(&self.read(), &section.id)?;
        let label = format!("修改栏目 {}", section.title);
        let head = section.clone();
        // Words that open an issue need no title.
        let title = match section.title.trim() {
            "" if section.unnumbered => String::new(),
            title => checked_title(title)?,
        };
        let field = format!("section {}", section.id);
        self.transact_field(Op::UpdateSection, &label, field, |writer| {
            let SectionHead { kind, unnumbered, numbering, table, .. } = head;
            let row = SectionRow { kind, title, numbering, table, unnumbered, ..row };
            writer.put_section(&row)?;
            Ok(())
        })
    }

    /// Moves a section to `position` (from 0) of its issue.
    pub fn move_section(&mut self, section: &SectionId, position: usize) -> Result<(), OpError> {
        let row = section_row(&self.read(), section)?;
        let label = format!("移动栏目 {}", row.title);
        self.transact(Op::MoveSection, &label, |writer| {
            let mut rows = writer.read().sections(&row.issue)?;
            rows.retain(|other| other.id != *section);
            rows.insert(position.min(rows.len()), row);
            for (ord, row) in (0..).zip(rows) {
                writer.put_section(&SectionRow { ord, ..row })?;
            }
            Ok(())
        })
    }

    /// Deletes a section; its items go back to the month's pool.
    pub fn delete_section(&mut self, section: &SectionId) -> Result<(), OpError> {
        let row = section_row(&self.read(), section)?;
        let label = format!("删除栏目 {}", row.title);
        self.transact(Op::DeleteSection, &label, |writer| {
            for item in writer.read().items_of_section(section)? {
                to_pool(writer, item)?;
            }
            writer.delete_section(section)?;
            Ok(())
        })
    }
}

fn checked_title(title: &str) -> Result<String, OpError> {
    let title = title.trim();
    if title.is_empty() { Err(OpError::Empty { what: Thing::Name }) } else { Ok(title.to_owned()) }
}
