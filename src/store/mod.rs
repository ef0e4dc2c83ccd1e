//! L2: the book's file. The only place with SQL; knows the model and nothing above.
//!
//! Everything is read through a [`Reader`] and written through a [`Writer`], which records each
//! change in the same transaction.

mod aside;
mod bin;
mod compare;
mod copy;
mod error;
mod examine;
mod explanations;
mod figures;
mod frozen;
mod history;
mod issues;
mod items;
mod lock;
mod migrate;
mod open;
mod patience;
mod persons;
mod proof;
mod publications;
mod reader;
mod registry;
mod seal;
mod search;
mod table;
mod tables;
mod words;
mod writer;

pub use aside::{Scratch, replace, set_aside};
pub use bin::{Deleted, Deletion};
pub use compare::{RowDifference, RowImage, Salvaged, differences, salvage};
pub use copy::{Copying, LyingCopy, copy_finished, stated_sum, sum_of_file, sum_path};
pub use error::StoreError;
pub use examine::Flaw;
pub use frozen::Guard;
pub use history::{BatchRow, Change, StepRow, Trace};
pub use issues::{IssueSummary, RecipientRow, SectionRow};
pub use items::{ItemRow, VisitRow};
pub use open::{Store, Written};
pub use publications::PublicationHead;
pub use reader::Reader;
pub use search::{TextKind, TextRow};
pub use writer::{BatchHead, BatchKind, Writer};

#[cfg(test)]
pub(crate) mod tests;
