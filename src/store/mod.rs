//! L2: the book's file. The only place with SQL; knows the model and nothing above.
//!
//! Everything is read through a [`Reader`] and written through a [`Writer`], which records each
//! change in the same transaction.

mod bin;
mod error;
mod explanations;
mod figures;
mod history;
mod issues;
mod items;
mod lock;
mod migrate;
mod open;
mod persons;
mod proof;
mod reader;
mod registry;
mod seal;
mod search;
mod table;
mod tables;
mod words;
mod writer;

pub use bin::{Deleted, Deletion};
pub use error::StoreError;
pub use history::{BatchRow, Change, StepRow, Trace};
pub use issues::{IssueSummary, RecipientRow, SectionRow};
pub use items::{ItemRow, VisitRow};
pub use open::{Store, Written};
pub use reader::Reader;
pub use search::{TextKind, TextRow};
pub use writer::{BatchHead, BatchKind, Writer};

#[cfg(test)]
pub(crate) mod tests;
