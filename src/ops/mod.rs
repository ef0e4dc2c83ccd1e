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
mod copies;
mod corrections;
mod damage;
pub mod demo;
pub mod demo_book;
mod departments;
mod difference;
mod doctor;
mod error;
mod exceptions;
mod explanations;
mod export;
mod exports;
mod figures;
mod file_facts;
mod form;
mod headlines;
mod history;
mod house;
mod ids;
pub mod import;
mod indicators;
mod issue_files;
mod issues;
mod items;
mod last_issue;
mod learn;
mod listings;
mod locked;
mod mergers;
mod message;
mod new_issue;
mod op;
mod own_bulletin;
mod pack;
mod persons;
pub mod places;
mod print;
mod proof_sheet;
mod proofread;
mod publishing;
mod read_back;
mod recipients;
mod relations;
mod review;
pub mod scale_book;
mod search;
mod section_table;
mod sections;
mod settings;
mod sheets;
mod since;
mod suggest;
mod tables;
mod targets;
mod trends;
mod types;
mod undo;
mod verify;
mod viewer;
mod visits;
mod words;

pub use crate::export::FigureRow;
pub use crate::export::chart::Raster;
pub use crate::export::fonts::{
    FontReport, FontSet, FontSources, Origin, RoleReport, window_fonts,
};
pub use crate::export::raster::{Painter, Picture};
pub use crate::import::is_contained;
pub use crate::store::{IssueSummary, PublicationHead};
pub use backup::{
    Backup, BackupJob, BackupReason, BackupReport, BackupState, RestorePreview, Restored,
    SecondCopy, Unlocked, backup_folder, is_file_locked, unlock_backup,
};
pub use bin::BinEntry;
pub use bind::{Fit, Offer};
pub use book::Book;
pub use capture::EventRemark;
pub use clock::{CONSOLE, Clock, Env, SystemClock};
pub use copies::Copied;
pub use corrections::{ChangedFigure, Decided, Printing};
pub use damage::{Recovery, Salvage, best_backup, recover};
pub use departments::{Listed, NewDepartment};
pub use difference::Difference;
pub use doctor::{Diagnosis, Examination, diagnose};
pub use error::{OpError, Thing, UnfitSuccessor, in_log};
pub use exceptions::{Binding, SourcePlace};
pub use export::{ExportReport, ISSUE_FORMATS, in_words};
pub use form::DepartmentSum;
pub use headlines::{Headline, Judged, Printed};
pub use history::{HistoryEntry, Subject, SubjectOwned};
pub use import::{Conflict, ImportReport, NewFigure, NewIssue, NewSection};
pub use indicators::IndicatorFault;
pub use issue_files::{bulletin_of_file, read_definition};
pub use learn::{NewIndicator, NewTable, TableOffers};
pub use listings::Listing;
pub use locked::{NO_WAY_BACK, Passphrase};
pub use message::{MessageKind, UserMessage, io_words, message};
pub use new_issue::{EmptySlot, NewIssueReport};
pub use op::Op;
pub use pack::{
    Again, FileCheck, FileState, PackCheck, PackReport, Why, check_pack, check_pack_with,
};
pub use persons::{Collected, NewPerson};
pub use print::{Print, font_remarks, fonts, printed};
pub use proof_sheet::PROOF_FORMATS;
pub use proofread::RuleSwitch;
pub use publishing::{
    ChainFault, IssuePart, Obstacle, Published, Signing, Standing, TrailEntry, Waiver,
};
pub use read_back::ReadBackFault;
pub use relations::relation_in_words;
pub use review::{Review, Sources};
pub use search::{Hit, SearchResult, Target};
pub use sheets::{SheetChange, SheetContent, SheetPreview, SheetRequest, SheetUnread};
pub use tables::TABLE_FORMATS;
pub use trends::{CHART_FORMATS, TrendRequest, USUAL_TREND_MONTHS};
pub use types::{IssueHead, NewItem, NewRecipient, NewVisit, SectionHead, Unplaced};
pub use undo::StepEntry;
pub use verify::Verified;
pub use words::WordsReport;

#[cfg(test)]
mod tests;
