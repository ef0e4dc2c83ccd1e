//! Prose with slots (填数位): paragraphs read both ways.
//!
//! Grammar: literal text, `{name}` and `{name·measure}`, `{{` and `}}` for braces. A slot prints a
//! number only; the literal after it carries the unit, and a leading 万 or 亿 of that literal
//! decides in which power the number is written (`{全程网办受理}万件` prints 5.87).
//!
//! Some names belong to the issue instead of an indicator: 年月, 月, 年, 上月, 月末, 期, 进大厅.

mod parse;
mod print;
mod read;

pub use parse::{ProseFault, ProseFaultKind};
pub use print::{JOINTS, Piece, PieceKind, Printed, SlotText, SlotValues, power_after};
pub use read::{Reading, SlotReading, read};

use serde::{Deserialize, Serialize};

use super::exhibit::TABLE_WORD;
use crate::model::{Measure, Month};

/// A paragraph or title: literals and slots in order. Adjacent literals are joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    Slot(Slot),
}

/// A place that prints a figure, a value derived from it, or a fact of the issue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// Indicator name, or one of [`IssueSlot`]'s names. Never empty, holds no brace.
    pub name: String,
    pub measure: Measure,
}

/// Slots filled from the issue itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueSlot {
    /// 2025年4月
    YearMonth,
    /// 4月
    Month,
    /// 2025年
    Year,
    /// 3月: the month before, as in 与3月相比
    LastMonth,
    /// 30日: the last day, as in 截至4月30日
    MonthEnd,
    /// 第4期 prints as 4
    Number,
    /// 水利厅党组成员、副厅长刘辉，…
    Visits,
}

/// A title as an issue of that month prints it: its months and years in place, all else as written.
pub fn title_of_month(source: &str, month: Month) -> String {
    IssueSlot::ALL.into_iter().fold(source.to_owned(), |title, slot| {
        let printed = slot.of_month(month);
        printed.map_or(title.clone(), |text| title.replace(&format!("{{{}}}", slot.name()), &text))
    })
}

/// Whether a name between braces means something else than an indicator.
pub fn is_reserved(name: &str) -> bool {
    IssueSlot::from_name(name).is_some() || name == TABLE_WORD
}

impl IssueSlot {
    pub const ALL: [Self; 7] = [
        Self::YearMonth,
        Self::Month,
        Self::Year,
        Self::LastMonth,
        Self::MonthEnd,
        Self::Number,
        Self::Visits,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::YearMonth => "年月",
            Self::Month => "月",
            Self::Year => "年",
            Self::LastMonth => "上月",
            Self::MonthEnd => "月末",
            Self::Number => "期",
            Self::Visits => "进大厅",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slot| slot.name() == name)
    }

    /// What it prints in an issue of this month; `None` where the month does not say.
    pub fn of_month(self, month: Month) -> Option<String> {
        Some(match self {
            Self::YearMonth => month.chinese(),
            Self::Month => format!("{}月", month.month()),
            Self::Year => format!("{}年", month.year()),
            Self::LastMonth => format!("{}月", month.previous().month()),
            Self::MonthEnd => format!("{}日", month.last_day()),
            Self::Number | Self::Visits => return None,
        })
    }
}

impl Slot {
    pub fn new(name: impl Into<String>, measure: Measure) -> Self {
        Self { name: name.into(), measure }
    }

    /// The fact of the issue this slot prints, if it is no indicator's.
    pub fn issue_slot(&self) -> Option<IssueSlot> {
        (self.measure == Measure::Value).then(|| IssueSlot::from_name(&self.name)).flatten()
    }

    /// `name` or `name·measure`: what stands between the braces, and between 〔〕 when empty.
    pub fn label(&self) -> String {
        match self.measure.word() {
            "" => self.name.clone(),
            word => format!("{}·{word}", self.name),
        }
    }
}

impl Prose {
    /// Literal text only.
    pub fn literal(text: &str) -> Self {
        let mut prose = Self::default();
        prose.push_text(text);
        prose
    }

    pub fn push_text(&mut self, text: &str) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Text(last)) => last.push_str(text),
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
    }

    pub fn push_slot(&mut self, slot: Slot) {
        self.parts.push(Part::Slot(slot));
    }

    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.parts.iter().filter_map(|part| match part {
            Part::Slot(slot) => Some(slot),
            Part::Text(_) => None,
        })
    }

    /// The text around the slots.
    pub fn literals(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(text) => Some(text.as_str()),
            Part::Slot(_) => None,
        })
    }

    /// Whether any slot prints a figure, so that the paragraph returns every month.
    pub fn has_figures(&self) -> bool {
        self.slots().any(|slot| slot.issue_slot().is_none())
    }

    /// The source text this prose was parsed from, in canonical form.
    pub fn source(&self) -> String {
        self.parts.iter().fold(String::new(), |mut source, part| {
            match part {
                Part::Text(text) => source.push_str(&text.replace('{', "{{").replace('}', "}}")),
                Part::Slot(slot) => {
                    source.push('{');
                    source.push_str(&slot.label());
                    source.push('}');
                }
            }
            source
        })
    }
}

#[cfg(test)]
mod tests;
