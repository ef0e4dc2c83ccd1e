//! L3: everything a person can do with a book, one function each. Window and console call these
//! and nothing below; all changes go through `transact`, so each is undoable and recorded.

mod backup;
mod bin;
mod bind;
mod book;
pub mod built_in;
mod bulletins;
mod capture;
mod carry;
mod clock;
mod damage;
pub mod demo;
pub mod demo_book;
mod departments;
mod difference;
mod doctor;
mod error;
mod explanations;
mod export;
mod figures;
mod file_facts;
mod form;
mod headlines;
mod history;
mod house;
mod ids;
pub mod import;
mod issue_files;
mod issues;
mod items;
mod last_issue;
mod learn;
mod message;
mod new_issue;
mod op;
mod own_bulletin;
mod persons;
pub mod places;
mod print;
mod proofread;
mod recipients;
mod relations;
pub mod scale_book;
mod search;
mod sections;
mod settings;
mod sheets;
mod suggest;
mod tables;
mod targets;
mod trends;
mod types;
mod undo;
mod visits;

pub use crate::export::FigureRow;
pub use crate::export::chart::Raster;
pub use crate::export::fonts::{
    FontReport, FontSet, FontSources, Origin, RoleReport, window_fonts,
};
pub use crate::store::IssueSummary;
pub use backup::{
    Backup, BackupJob, BackupReason, BackupReport, BackupState, RestorePreview, Restored,
    SecondCopy, backup_folder,
};
pub use bin::BinEntry;
pub use bind::{Fit, Offer};
pub use book::Book;
pub use capture::EventRemark;
pub use clock::{Clock, Env, SystemClock};
pub use damage::{Recovery, Salvage, best_backup, recover};
pub use departments::{Listed, NewDepartment};
pub use difference::Difference;
pub use doctor::{Diagnosis, Examination, diagnose};
pub use error::{OpError, Thing};
pub use export::{ExportReport, ISSUE_FORMATS, in_words};
pub use form::DepartmentSum;
pub use headlines::{Headline, Judged, Printed};
pub use history::{HistoryEntry, Subject, SubjectOwned};
pub use import::{Conflict, ImportReport, NewFigure, NewIssue, NewSection};
pub use issue_files::{bulletin_of_file, read_definition};
pub use learn::NewIndicator;
pub use message::{MessageKind, UserMessage, io_words, message};
pub use new_issue::{EmptySlot, NewIssueReport};
pub use op::Op;
pub use persons::{Collected, NewPerson};
pub use print::{Print, font_remarks, fonts, printed};
pub use proofread::RuleSwitch;
pub use relations::relation_in_words;
pub use search::{Hit, SearchResult, Target};
pub use sheets::{SheetChange, SheetContent, SheetPreview, SheetRequest, SheetUnread};
pub use tables::TABLE_FORMATS;
pub use trends::{CHART_FORMATS, TrendRequest, USUAL_TREND_MONTHS};
pub use types::{IssueHead, NewItem, NewRecipient, NewVisit, SectionHead, Unplaced};
pub use undo::StepEntry;

#[cfg(test)]
mod tests;
