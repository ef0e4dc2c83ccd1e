//! Recorded deletions, read as the things that were deleted: what the recycle bin (回收站) shows.

use super::error::StoreError;
use super::issues::{
    IssueSummary, RecipientRow, SectionRow, issue_from_row, recipient_from_row, section_from_row,
};
use super::items::{ItemRow, VisitRow, item_from_row, visit_from_row};
use super::persons::person_from_row;
use super::proof::{exception_from_row, ignored_from_row};
use super::reader::Reader;
use super::registry::department_from_row;
use super::table::{Value, kept_row, row_from_text};
use super::tables;
use super::writer::Writer;
use crate::model::{Department, Exception, Ignored, Person};

/// A thing as it was when it was deleted.
#[derive(Clone, Debug, PartialEq)]
pub enum Deleted {
    Item(ItemRow),
    Visit(VisitRow),
    Recipient(RecipientRow),
    Section(SectionRow),
    Issue(IssueSummary),
    Department(Department),
    Person(Person),
    Exception(Exception),
    Ignored(Ignored),
}

/// One recorded deletion.
#[derive(Clone, Debug, PartialEq)]
pub struct Deletion {
    pub batch: i64,
    pub seq: i64,
    /// UTC, ISO 8601.
    pub at: String,
    pub actor: String,
    /// The step it was part of.
    pub label: String,
    /// do, undo or redo.
    pub kind: String,
    pub thing: Deleted,
}

const SELECT: &str = "SELECT c.batch, c.seq, c.tbl, c.row, c.old, b.at, b.actor, b.label, b.kind
     FROM change c JOIN batch b ON b.id = c.batch WHERE c.kind = 'delete'";

impl Reader<'_> {
    /// Up to `limit` deletions before the place `(batch, seq)`, newest first. Things that exist
    /// again are left out, so fewer may come; the place to go on from is returned as well, `None`
    /// at the end of the record.
    #[expect(clippy::type_complexity, reason = "a page and where the next begins")]
    pub fn deletions(
        &self,
        before: (i64, i64),
        limit: i64,
    ) -> Result<(Vec<Deletion>, Option<(i64, i64)>), StoreError> {
        let sql = format!(
            "{SELECT} AND (c.batch, c.seq) < (?1, ?2) ORDER BY c.batch DESC, c.seq DESC LIMIT ?3"
        );
        let params = [Value::Int(before.0), Value::Int(before.1), Value::Int(limit)];
        let rows = self.rows(&sql, &params)?;
        let next = rows.last().and_then(|row| match row.as_slice() {
            [Value::Int(batch), Value::Int(seq), ..] => Some((*batch, *seq)),
            _ => None,
        });
        let mut found = Vec::new();
        for row in rows {
            found.extend(self.deletion(&row)?);
        }
        Ok((found, next))
    }

    /// What one step deleted and is still gone, newest first.
    pub fn deletions_of(&self, batch: i64) -> Result<Vec<Deletion>, StoreError> {
        let sql = format!("{SELECT} AND c.batch = ?1 ORDER BY c.seq DESC");
        let mut found = Vec::new();
        for row in self.rows(&sql, &[Value::Int(batch)])? {
            found.extend(self.deletion(&row)?);
        }
        Ok(found)
    }

    /// `None` for what exists again and for tables that have no place in the bin.
    fn deletion(&self, row: &[Value]) -> Result<Option<Deletion>, StoreError> {
        let [
            Value::Int(batch),
            Value::Int(seq),
            Value::Text(table),
            Value::Text(key),
            Value::Text(old),
            Value::Text(at),
            Value::Text(actor),
            Value::Text(label),
            Value::Text(kind),
        ] = row
        else {
            return Err(StoreError::Row { table: "change", detail: format!("{row:?}") });
        };
        let Some(of) = tables::named(table) else { return Ok(None) };
        if self.by_key(of, &row_from_text(key)?)?.is_some() {
            return Ok(None);
        }
        let old = kept_row(of, old)?;
        let thing = match table.as_str() {
            "item" => Deleted::Item(item_from_row(old)?),
            "visit" => Deleted::Visit(visit_from_row(old)?),
            "recipient" => Deleted::Recipient(recipient_from_row(old)?),
            "section" => Deleted::Section(section_from_row(old)?),
            "issue" => Deleted::Issue(issue_from_row(old)?),
            "department" => Deleted::Department(department_from_row(old)?),
            "person" => Deleted::Person(person_from_row(old)?),
            "exception" => Deleted::Exception(exception_from_row(old)?),
            "ignored" => Deleted::Ignored(ignored_from_row(old)?),
            _ => return Ok(None),
        };
        let (at, actor, label, kind) = (at.clone(), actor.clone(), label.clone(), kind.clone());
        Ok(Some(Deletion { batch: *batch, seq: *seq, at, actor, label, kind, thing }))
    }
}

impl Writer<'_> {
    /// Stores a deleted thing again, as it was.
    pub fn put_deleted(&mut self, thing: &Deleted) -> Result<bool, StoreError> {
        match thing {
            Deleted::Item(row) => self.put_item(row),
            Deleted::Visit(row) => self.put_visit(row),
            Deleted::Recipient(row) => self.put_recipient(row),
            Deleted::Section(row) => self.put_section(row),
            Deleted::Issue(row) => self.put_issue(row),
            Deleted::Department(row) => self.put_department(row),
            Deleted::Person(row) => self.put_person(row),
            Deleted::Exception(row) => self.put_exception(row),
            Deleted::Ignored(row) => self.put_ignored(row),
        }
    }
}
