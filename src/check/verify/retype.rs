//! Taking the words of one changed sentence of a file into the issue. Numbers are never taken: a
//! sentence whose numbers differ is refused whole.

use crate::check::proof::passages;
use crate::check::wording::{Fix, retype};
use crate::document::Document;
use crate::model::Issue;
use crate::text::house_style::normalise;

use super::compare::Pair;
use super::{Difference, Kind};

/// Why the words of a sentence cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A number differs; only a person may change it.
    Number { stored: String, printed: String },
    /// The words are printed by a slot, a list or a label, not typed.
    Generated,
    /// The file has no words that differ, or the issue's sentence is no longer the one compared.
    Nothing,
}

/// The change of the issue's source that takes over the words of a difference.
pub fn retyped(
    issue: &Issue,
    document: &Document,
    difference: &Difference,
) -> Result<Fix, Refusal> {
    let (Some(place), Some(found)) = (difference.place, difference.found.as_ref()) else {
        return Err(Refusal::Generated);
    };
    let anchor = place.anchor.ok_or(Refusal::Generated)?;
    let all = passages(issue, document);
    let own = all.iter().find(|p| p.part == place.part && p.anchor == Some(anchor));
    let chars: Vec<char> = own.map(|p| p.text.chars().collect()).unwrap_or_default();
    let sentence = chars.get(place.start..place.end).ok_or(Refusal::Nothing)?;
    let text: String = sentence.iter().collect();
    if text.trim() != difference.sentence {
        return Err(Refusal::Nothing);
    }
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
