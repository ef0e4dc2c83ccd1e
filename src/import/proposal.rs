//! What reading an issue proposes: plain values without ids, ready to be shown and accepted.

use jiff::civil::Date;

use crate::model::{
    Department, DistributionLevel, Figures, IndicatorCode, ItemNumbering, Month, SectionKind,
};

/// What the book knows already and reading may lean on.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub departments: Vec<Department>,
    /// Standing paragraphs of earlier issues; the definition's own are always tried as well.
    pub standing: Vec<StandingProse>,
    /// Figures of earlier months. A derived value in print (同比…) becomes a slot only when these
    /// give the very same words; else it stays text.
    pub figures: Figures,
    /// The month covered, when the person importing says it.
    pub month: Option<Month>,
}

/// A paragraph of an earlier issue and the section it stood in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingProse {
    /// Key of the section in the definition.
    pub section: String,
    /// Prose source.
    pub source: String,
}

/// A whole issue as read. Every line of the file is in here or in `unplaced`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueProposal {
    pub masthead: MastheadProposal,
    pub sections: Vec<SectionProposal>,
    pub figures: Vec<FigureProposal>,
    pub visits: Vec<VisitProposal>,
    pub recipients: Vec<RecipientProposal>,
    /// 印数, where the foot names it.
    pub copies: Option<u16>,
    /// Who made the issue, as the foot tells it; empty where it does not.
    pub editors: String,
    /// Names of departments met that are not known yet, in order of appearance.
    pub departments: Vec<String>,
    pub unplaced: Vec<Unplaced>,
    /// Sentences that a page turn had cut, as put together again.
    pub joined: Vec<String>,
    /// What a person should look at, in Chinese.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MastheadProposal {
    pub title: String,
    /// 第N期; `None` when the text names none.
    pub number: Option<u32>,
    pub total_number: Option<u32>,
    /// The year stands before 第N期.
    pub number_year: bool,
    /// Empty when the text names none.
    pub issuer: String,
    pub issue_date: Option<Date>,
    /// The month covered.
    pub month: Month,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionProposal {
    /// Key in the definition, or the title itself for a section that is not defined.
    pub key: String,
    pub kind: SectionKind,
    /// Prose source.
    pub title: String,
    pub unnumbered: bool,
    pub numbering: ItemNumbering,
    pub items: Vec<ItemProposal>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemProposal {
    pub date: Option<Date>,
    pub department: Option<String>,
    /// Without its closing 。
    pub lead: Option<String>,
    /// Prose sources.
    pub paragraphs: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureProposal {
    pub indicator: IndicatorCode,
    /// As printed, with its power (5.87万) and, for rates, its %: what [`Indicator::read`] takes.
    ///
    /// [`Indicator::read`]: crate::model::Indicator::read
    pub typed: String,
    /// The sentence it stands in.
    pub sentence: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitProposal {
    pub department: String,
    pub posts: String,
    pub person: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientProposal {
    pub level: DistributionLevel,
    pub name: String,
    /// The mark between this entry and the next of its level.
    pub joint: char,
}

/// Text that found no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// Line of the file, from 1.
    pub line: usize,
    pub text: String,
}
