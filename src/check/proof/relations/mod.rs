//! What the printed numbers say of one another and of the figures: sums, lists, changes, dates.
//! A base that the text does not declare is never guessed.

mod amounts;
mod bound;
mod changes;
mod claims;
mod counts;
mod dates;
mod literals;
mod series;
mod shares;
mod sums;
mod totals;
mod unproven;
mod within;

use std::cell::OnceCell;
use std::ops::Range;

use crate::check::{Finding, Level};
use crate::model::{Bulletin, Figures, Indicator, Issue, Quantity, Section};

use super::classify::Token;
use super::passages::Passage;

use claims::Claim;

pub use changes::is_proven;
pub use literals::{Proposal, proposal};

/// Bytes beyond which a text is no paragraph of a bulletin and its numbers are not compared.
const LONGEST: usize = 12_000;

/// One passage with its numerals, and what it can be held against.
pub struct Scene<'a> {
    pub issue: &'a Issue,
    pub bulletin: &'a Bulletin,
    pub figures: &'a Figures,
    pub passage: &'a Passage<'a>,
    pub tokens: &'a [Token<'a>],
    /// The changes the passage states.
    claims: Vec<Claim<'a>>,
    /// For each token the indicator its words name, once it was asked for.
    named: Vec<OnceCell<Option<(&'a Indicator, Quantity)>>>,
}

impl<'a> Scene<'a> {
    pub fn new(
        (issue, bulletin, figures): (&'a Issue, &'a Bulletin, &'a Figures),
        passage: &'a Passage<'a>,
        tokens: &'a [Token<'a>],
    ) -> Self {
        let is_long = passage.text.len() > LONGEST;
        let claims = if is_long { Vec::new() } else { claims::claims(passage, tokens) };
        let named = tokens.iter().map(|_| OnceCell::new()).collect();
        Self { issue, bulletin, figures, passage, tokens, claims, named }
    }

    pub fn is_long(&self) -> bool {
        self.passage.text.len() > LONGEST
    }

    pub fn text(&self) -> &'a str {
        &self.passage.text
    }

    pub fn section(&self) -> Option<&'a Section> {
        self.issue.sections.get(self.passage.anchor?.section)
    }

    /// The run-in heading of the item.
    pub fn lead(&self) -> &'a str {
        let item = |section: &'a Section| section.items.get(self.passage.anchor?.item?);
        self.section().and_then(item).and_then(|item| item.lead.as_deref()).unwrap_or("")
    }

    /// A finding about some bytes of the passage.
    fn finding(
        &self,
        rule: &'static str,
        level: Level,
        at: Range<usize>,
        message: String,
    ) -> Finding {
        let text = self.text();
        let count = |part: Option<&str>| part.map_or(0, |part| part.chars().count());
        let start = count(text.get(..at.start));
        Finding {
            rule,
            level,
            section: self.passage.section.clone(),
            item: self.passage.item.clone(),
            paragraph: self.passage.anchor.map(|anchor| anchor.paragraph),
            start,
            end: start + count(text.get(at.clone())),
            text: text.get(at).unwrap_or("").to_owned(),
            message,
            fix: None,
            anchor: self.passage.anchor,
            indicator: None,
        }
    }
}

/// Every finding about the numbers of one passage, in order.
pub fn of_scene(scene: &Scene<'_>) -> Vec<Finding> {
    if scene.is_long() {
        let message = "这一段太长，其中的数字没有相互核对，请分段".to_owned();
        return vec![scene.finding("proof-too-long", Level::Doubt, 0..0, message)];
    }
    let mut here = bound::findings(scene);
    here.extend(sums::findings(scene));
    here.extend(counts::findings(scene));
    here.extend(changes::findings(scene));
    here.extend(within::findings(scene));
    here.extend(dates::findings(scene));
    here.extend(series::findings(scene));
    here.extend(literals::findings(scene));
    // What a rule has named already need not be called unproven as well.
    let mut unproven = unproven::findings(scene);
    unproven.retain(|finding| !here.iter().any(|other| other.start == finding.start));
    here.extend(unproven);
    here.sort_by_key(|finding| finding.start);
    here
}

#[cfg(test)]
mod tests;
