//! One open book file: the revision everything shown depends on, and `transact`, the only way to change.

use std::path::Path;

use super::clock::Env;
use super::error::OpError;
use crate::model::Bulletin;

/// An open book.
pub struct Book {
    env: Env,
}

/// Everything that can be done to a book, one name each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    SetFigure,
}

impl Book {
    /// Makes a new book file with the hall, the bulletin and its departments. An existing file is
    /// never overwritten.
    pub fn create(path: &Path, bulletin: &Bulletin, env: Env) -> Result<Self, OpError> {
        todo!()
    }

    /// Opens a book file.
    pub fn open(path: &Path, env: Env) -> Result<Self, OpError> {
        todo!()
    }

    /// A book that lives in memory, for tests and previews.
    pub fn in_memory(bulletin: &Bulletin, env: Env) -> Result<Self, OpError> {
        todo!()
    }

    /// Where the file lies; empty for a book in memory.
    pub fn path(&self) -> &Path {
        todo!()
    }

    /// Rises with each committed change: what was loaded at another revision is stale.
    pub fn revision(&self) -> u64 {
        todo!()
    }

    /// Who is recorded with changes.
    pub fn actor(&self) -> &str {
        todo!()
    }

    /// Sets who is recorded with changes from now on.
    pub fn set_actor(&mut self, actor: &str) {
        todo!()
    }

    /// Today, by the book's clock.
    pub fn today(&self) -> jiff::civil::Date {
        todo!()
    }
}
