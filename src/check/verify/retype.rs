//! Taking one sentence of a file into the issue: its words where they changed, the whole of one
//! that was added within a paragraph, and out what was left out. Numbers are never taken: a
//! sentence whose numbers differ, or that comes or goes with a number, is refused whole.

use crate::check::proof::passages;
use crate::check::wording::{Fix, retype};
use crate::document::Document;
use crate::model::Issue;
use crate::text::house_style::normalise;
use crate::text::numerals::numerals;

use super::compare::Pair;
use super::{Difference, Kind};

/// Why the words of a sentence cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A number differs; only a person may change it.
    Number { stored: String, printed: String },
    /// The words are printed by a slot, a list or a label, not typed.
    Generated,
    /// The sentence is all its paragraph says, or a paragraph of its own.
    Paragraph,
    /// The file has no words that differ, or the issue's sentence is no longer the one compared.
    Nothing,
}

/// The change of the issue's source that takes over a difference of words, an added or a removed
/// sentence.
pub fn retyped(
    issue: &Issue,
    document: &Document,
    difference: &Difference,
) -> Result<Fix, Refusal> {
    let apart =
        if difference.kind == Kind::Added { Refusal::Paragraph } else { Refusal::Generated };
    let place = difference.place.ok_or(apart)?;
    let anchor = place.anchor.ok_or(Refusal::Generated)?;
    let all = passages(issue, document);
    let own = all.iter().find(|p| p.part == place.part && p.anchor == Some(anchor));
    let chars: Vec<char> = own.map(|p| p.text.chars().collect()).unwrap_or_default();
    if difference.kind == Kind::Added {
        without_numbers(&difference.sentence, |printed| (String::new(), printed))?;
        let end = Some(place.end).filter(|end| *end <= chars.len()).ok_or(Refusal::Nothing)?;
        let edit = (end, end, normalise(&difference.sentence));
        return retype(issue, document, anchor, &[edit]).ok_or(Refusal::Generated);
    }
    let sentence = chars.get(place.start..place.end).ok_or(Refusal::Nothing)?;
    let text: String = sentence.iter().collect();
    if text.trim() != difference.sentence {
        return Err(Refusal::Nothing);
    }
    if difference.kind == Kind::Removed {
        // A whole section that is gone is told by its first sentence.
        difference.stored.as_ref().ok_or(Refusal::Paragraph)?;
        without_numbers(&text, |stored| (stored, String::new()))?;
        let rest = chars.iter().take(place.start).chain(chars.iter().skip(place.end));
        if rest.filter(|c| c.is_alphanumeric()).count() <= LABEL {
            return Err(Refusal::Paragraph);
        }
        let edit = (place.start, place.end, String::new());
        return retype(issue, document, anchor, &[edit]).ok_or(Refusal::Generated);
    }
    let found = difference.found.as_ref().ok_or(Refusal::Generated)?;
    let other: Vec<char> = found.chars().collect();
    let pair = Pair::new(sentence, &other);
    let mut edits = Vec::new();
    for part in pair.parts(&|_| None) {
        let words = |chars: &[char], range: &std::ops::Range<usize>| -> String {
            chars.get(range.clone()).unwrap_or_default().iter().collect()
        };
        let (stored, printed) = (words(sentence, &part.issue), words(&other, &part.file));
        match part.kind {
            Kind::Notation => {}
            Kind::Number | Kind::Date => return Err(Refusal::Number { stored, printed }),
            _ => {
                let start = place.start + part.issue.start;
                edits.push((start, start + part.issue.len(), normalise(&printed)));
            }
        }
    }
    if edits.is_empty() {
        return Err(Refusal::Nothing);
    }
    retype(issue, document, anchor, &edits).ok_or(Refusal::Generated)
}

/// Letters of a paragraph that may be but its label (（十二）).
const LABEL: usize = 3;

/// Refuses a sentence with a number; `told` says which side has it.
fn without_numbers(
    sentence: &str,
    told: impl Fn(String) -> (String, String),
) -> Result<(), Refusal> {
    let Some(numeral) = numerals(sentence).into_iter().next() else { return Ok(()) };
    let (stored, printed) = told(numeral.with_power(sentence).to_owned());
    Err(Refusal::Number { stored, printed })
}
