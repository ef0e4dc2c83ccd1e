//! Settings kept in the book, e.g. who works with it. Not undoable: they are no content.

use super::book::Book;
use super::error::OpError;

impl Book {
    /// A setting, if it was ever set.
    pub fn setting(&self, key: &str) -> Result<Option<String>, OpError> {
        todo!()
    }

    /// Stores a setting.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), OpError> {
        todo!()
    }
}
