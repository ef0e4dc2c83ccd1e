//! Settings kept in the book, e.g. who works with it. Recorded, but no step of undo: they are no
//! content.

use super::book::Book;
use super::error::OpError;
use super::op::Op;
use crate::store::BatchKind;

impl Book {
    /// A setting, if it was ever set.
    pub fn setting(&self, key: &str) -> Result<Option<String>, OpError> {
        Ok(self.read().setting(key)?)
    }

    /// Stores a setting.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), OpError> {
        self.transact_as(Op::SetSetting, "设置", BatchKind::Setting, |writer| {
            writer.put_setting(key, value)?;
            Ok(())
        })
    }
}
