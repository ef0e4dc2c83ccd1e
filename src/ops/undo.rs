//! Undo and redo, across restarts.

use super::book::Book;
use super::error::OpError;

impl Book {
    /// Takes the last step back and says what it was; `None` when there is none.
    pub fn undo(&mut self) -> Result<Option<String>, OpError> {
        todo!()
    }

    /// Does the last undone step again and says what it was; `None` when there is none.
    pub fn redo(&mut self) -> Result<Option<String>, OpError> {
        todo!()
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        todo!()
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        todo!()
    }
}
