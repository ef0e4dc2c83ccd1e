//! Sections (栏目) of an issue.

use super::book::Book;
use super::error::OpError;
use super::types::*;
use crate::model::*;

impl Book {
    /// Adds an empty section at the end of the issue.
    pub fn add_section(
        &mut self,
        issue: &IssueId,
        kind: SectionKind,
        title: &str,
        numbering: ItemNumbering,
    ) -> Result<SectionId, OpError> {
        todo!()
    }

    /// Stores title, kind, numbering and table.
    pub fn update_section(&mut self, section: &SectionHead) -> Result<(), OpError> {
        todo!()
    }

    /// Moves a section to `position` (from 0) of its issue.
    pub fn move_section(&mut self, section: &SectionId, position: usize) -> Result<(), OpError> {
        todo!()
    }

    /// Deletes a section; its items go back to the month's pool.
    pub fn delete_section(&mut self, section: &SectionId) -> Result<(), OpError> {
        todo!()
    }
}
