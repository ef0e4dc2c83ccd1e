//! A finished or returned file held against the issue (核对成品): what differs, sentence by sentence
//! and number by number. Pure: the file comes in as lines, whatever it was.
//!
//! House style (widths of brackets and digits, blanks, broken lines, page numbers, new numbering)
//! is no difference; where it was noticed it is listed apart.

mod align;
mod alike;
mod compare;
mod fold;
mod labels;
mod names;
mod report;
mod returned;
mod retype;
mod since;
mod tokens;
mod units;
mod value;
mod words;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::document::{Anchor, Document};
use crate::model::{Bulletin, Figures, Issue};

use super::proof::Part;

pub use returned::ReturnedLine;
pub use retype::{Refusal, retyped};
pub use since::{NumberSince, SentenceSince, Since, WordsSince, since};

/// What kind of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Another number, or another unit.
    Number,
    Date,
    /// A department, a person or another name of the office's registers.
    Name,
    /// Other words.
    Changed,
    /// A sentence the issue does not have.
    Added,
    /// A sentence the file does not have.
    Removed,
    /// The same sentence in another place.
    Moved,
    /// The same number in another shape: 61,000 for 6.1万.
    Notation,
    /// The same words in another look: widths of marks, form of a label.
    Style,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub kind: Kind,
    /// The issue's sentence; of an added one the file's.
    pub sentence: String,
    /// What the file has there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// What the issue has there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stored: Option<String>,
    /// The indicator whose figure is printed there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// That figure as it was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The file's sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// Label and title of the section as printed; 报头 or 报尾 outside all sections; empty where the
    /// issue has no place for it.
    pub section: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// First character of what differs within the paragraph's printed text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// In Chinese.
    pub message: String,
    #[serde(skip)]
    pub place: Option<Place>,
}

/// Where a sentence stands in the issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub part: Part,
    /// `None` outside all sections.
    pub anchor: Option<Anchor>,
    /// Characters of the paragraph's printed text that the sentence takes up.
    pub start: usize,
    pub end: usize,
}

/// What holding a file against an issue gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    pub differences: Vec<Difference>,
    /// Differences of look alone.
    pub style: Vec<Difference>,
    /// Differences that were left out beyond the first ones.
    pub more: usize,
    /// Percent of the issue's text found word for word, or of the file's text that is the issue's,
    /// whichever is more: a low one means that the file is of something else.
    pub coverage: usize,
}

impl Verification {
    /// Whether the file says the same as the issue.
    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }
}

/// What a file is held against.
#[derive(Clone, Copy)]
pub struct Printed<'a> {
    pub issue: &'a Issue,
    pub bulletin: &'a Bulletin,
    pub figures: &'a Figures,
    pub document: &'a Document,
    /// Names of departments and persons.
    pub names: &'a [String],
}

/// Most differences that are told one by one.
pub const MOST_DIFFERENCES: usize = 500;

/// Most characters of a file that are compared: many times what the issue has.
pub fn most_characters(document: &Document) -> usize {
    crate::document::plain_text(document).chars().count().saturating_mul(8).max(200_000)
}

/// Holds a file against the issue.
pub fn verify(printed: &Printed<'_>, lines: &[ReturnedLine]) -> Verification {
    report::Report::of(printed, lines).finish()
}

impl Kind {
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Number => "数字",
            Self::Date => "日期",
            Self::Name => "名称",
            Self::Changed => "文字",
            Self::Added => "多出",
            Self::Removed => "缺少",
            Self::Moved => "移位",
            Self::Notation => "写法",
            Self::Style => "格式",
        }
    }
}
