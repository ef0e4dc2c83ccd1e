//! L3: everything a person can do with a book, one function each. Window and console call these
//! and nothing below; all changes go through [`Book::transact`], so each is undoable and recorded.

mod book;
pub mod built_in;
mod bulletins;
mod clock;
mod departments;
mod error;
mod figures;
mod history;
mod ids;
pub mod import;
mod issues;
mod items;
mod message;
mod new_issue;
mod op;
mod recipients;
mod sections;
mod settings;
mod suggest;
mod types;
mod undo;
mod visits;

pub use crate::store::IssueSummary;
pub use book::Book;
pub use clock::{Clock, Env, SystemClock};
pub use error::{OpError, Thing};
pub use history::{HistoryEntry, Subject};
pub use import::{Conflict, ImportReport, NewFigure, NewIssue, NewSection};
pub use message::{MessageKind, UserMessage, message};
pub use new_issue::{EmptySlot, NewIssueReport};
pub use op::Op;
pub use types::{IssueHead, NewItem, NewRecipient, NewVisit, SectionHead, Unplaced};

#[cfg(test)]
mod tests;
