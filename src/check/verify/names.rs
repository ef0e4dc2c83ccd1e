//! Names of departments and persons within a changed sentence, so that a slip in one is told as the
//! whole name.

use std::ops::Range;

use super::Kind;
use super::compare::Part;

pub(super) struct Names<'a> {
    /// Longest first.
    known: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub fn new(names: &'a [String]) -> Self {
        let mut known: Vec<&str> =
            names.iter().map(|name| name.trim()).filter(|name| name.chars().count() >= 2).collect();
        known.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
        known.dedup();
        Self { known }
    }

    /// The part as a change of a name where it touches one, with the whole name on both sides.
    pub fn widened(&self, own: &[char], other: &[char], part: &Part) -> Part {
        let mut widened = part.clone();
        let inserted: String = other.get(part.file.clone()).unwrap_or_default().iter().collect();
        if let Some(name) = self.touching(own, &part.issue) {
            let before = part.issue.start.saturating_sub(name.start);
            let after = name.end.saturating_sub(part.issue.end);
            widened.kind = Kind::Name;
            widened.issue = part.issue.start - before..part.issue.end + after;
            let start = part.file.start.saturating_sub(before);
            widened.file = start..(part.file.end + after).min(other.len());
        } else if part.issue.is_empty() && self.known.iter().any(|name| inserted.contains(name)) {
            widened.kind = Kind::Name;
        }
        widened
    }

    /// The longest name that shares a character with the range, or holds it inside.
    fn touching(&self, chars: &[char], range: &Range<usize>) -> Option<Range<usize>> {
        self.known.iter().find_map(|name| {
            let name: Vec<char> = name.chars().collect();
            let from = range.start.saturating_sub(name.len());
            (from..=range.end).find_map(|start| {
                let own = start..start + name.len();
                let touches = if range.is_empty() {
                    own.start < range.start && range.start < own.end
                } else {
                    own.start < range.end && range.start < own.end
                };
                (touches && chars.get(own.clone()) == Some(name.as_slice())).then_some(own)
            })
        })
    }
}
