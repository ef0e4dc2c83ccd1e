//! What stands in the way of publishing an issue, each in a sentence.

use super::parts::{IssuePart, Signing};
use crate::check::{Class, Finding, Level, Numeral};
use crate::document::{Document, EmptySlot};
use crate::model::Correction;
use crate::ops::book::Book;

/// Findings that say what [`Obstacle::Empty`] says.
const OF_EMPTY: [&str; 5] =
    ["slot-empty", "slot-unknown", "visits-empty", "text-empty", "masthead-empty"];

/// One thing in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// 待填: a place that prints 〔…〕.
    Empty(EmptySlot),
    /// 必改.
    Must(Box<Finding>),
    /// 待证: a numeral nothing speaks for.
    Unproven(Box<Numeral>),
    /// 待处理: a printed figure changed, and nobody decided what that means.
    Undecided(String),
    /// 未签, or signed and changed since.
    Unsigned { title: String, lapsed: Option<String> },
}

impl Obstacle {
    pub(super) fn unsigned(part: &IssuePart) -> Self {
        let lapsed = match &part.signing {
            Signing::Lapsed { signer, .. } => Some(signer.clone()),
            _ => None,
        };
        Self::Unsigned { title: part.title.clone(), lapsed }
    }

    /// Whether somebody may answer for it with a reason and a name. An empty place, a missing
    /// signature and an undecided correction must be mended.
    pub fn can_be_waived(&self) -> bool {
        matches!(self, Self::Must(_) | Self::Unproven(_))
    }

    /// 待填 一、 全程网办受理
    pub fn sentence(&self) -> String {
        match self {
            Self::Empty(slot) => {
                let place = if slot.section.is_empty() { "报头" } else { slot.section.as_str() };
                format!("待填 {place}{} {}", slot.item, slot.label)
            }
            Self::Must(finding) => {
                let place = [finding.section.as_str(), finding.item.as_deref().unwrap_or("")];
                format!("必改 {} {}", place.concat(), finding.message)
            }
            Self::Unproven(numeral) => {
                let place = [numeral.section.as_str(), numeral.item.as_deref().unwrap_or("")];
                let unit = numeral.unit.as_deref().unwrap_or("");
                format!("待证 {} “{}{unit}”没有数据可对", place.concat(), numeral.text)
            }
            Self::Undecided(sentence) => format!("更正待处理 {sentence}"),
            Self::Unsigned { title, lapsed: None } => format!("未签 {title}"),
            Self::Unsigned { title, lapsed: Some(signer) } => {
                format!("签字已失效 {title}（{signer}签字后改过，请重新签）")
            }
        }
    }
}

/// What the print itself and its review say.
pub(super) fn of_print(document: &Document, review: &crate::ops::review::Review) -> Vec<Obstacle> {
    let mut found: Vec<Obstacle> = document.empty.iter().cloned().map(Obstacle::Empty).collect();
    let must = review
        .findings
        .iter()
        .filter(|one| one.level == Level::Must && !OF_EMPTY.contains(&one.rule));
    found.extend(must.map(|one| Obstacle::Must(Box::new(one.clone()))));
    let open = review.numerals.iter().filter(|one| one.class == Class::Unproven);
    found.extend(open.map(|one| Obstacle::Unproven(Box::new(one.clone()))));
    found
}

impl Book {
    pub(super) fn undecided(&self, correction: &Correction) -> Obstacle {
        Obstacle::Undecided(self.correction_in_words(correction))
    }
}
