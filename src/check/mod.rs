//! L1: values and text in, findings (校对意见) out. A finding is no error: nothing is refused.

mod figures;
mod issue;
pub mod key;
mod last;
mod names;
mod near_names;
mod proof;
mod tables;
pub mod verify;
pub mod wording;

use serde::Serialize;

use crate::document::Anchor;
use crate::model::IndicatorCode;

pub use crate::model::Level;
pub use figures::{CellFinding, Form, entry_findings};
pub use issue::{at_place, is_ahead, print_findings};
pub use last::against_last;
pub use names::{department_remark, name_findings};
pub use near_names::near_name_findings;
pub use proof::{
    Account, Class, Declared, Numeral, Part, Proposal, account, account_item, except, is_answered,
    proof,
};

/// One remark about an issue or its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Short stable id of the rule, e.g. `slot-empty`.
    pub rule: &'static str,
    pub level: Level,
    /// Label and title of the section as printed; empty for a finding about figures alone.
    pub section: String,
    /// Label of the item, e.g. （二）.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Paragraph within the item, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// First character of the place within the paragraph's printed text.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// What stands there.
    pub text: String,
    /// In Chinese: what is wrong and what to do.
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
    /// Where in the issue it stands, for those who can show it.
    #[serde(skip)]
    pub anchor: Option<Anchor>,
    /// The indicator whose figure it is about.
    #[serde(skip)]
    pub indicator: Option<IndicatorCode>,
}
