//! Every change of one block, by kind.

use yuebao::check::Numeral;
use yuebao::document::Run;

use crate::books::Finished;
use crate::{numbers, words};

/// Kinds of change, in the order of the table.
pub const KINDS: [&str; 25] = [
    "figure digit",
    "figure digits swapped",
    "figure point",
    "figure 万",
    "figure unit",
    "derived digit",
    "derived swapped",
    "derived point",
    "derived unit",
    "direction word",
    "fact digit",
    "fact digits swapped",
    "fact point",
    "fact 万",
    "fact unit",
    "fact direction",
    "list count",
    "list member",
    "date: year",
    "date: month",
    "date: day",
    "date: other",
    "name character",
    "list label",
    "bracket or quote",
];

/// Characters of a block's text and what stands there instead.
pub struct Change {
    pub kind: &'static str,
    pub start: usize,
    pub end: usize,
    pub instead: String,
}

impl Change {
    pub fn new(kind: &'static str, start: usize, end: usize, instead: impl Into<String>) -> Self {
        Self { kind, start, end, instead: instead.into() }
    }
}

pub fn changes(text: &str, runs: &[Run], numerals: &[Numeral], finished: &Finished) -> Vec<Change> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    for numeral in numerals {
        found.extend(numbers::digits(numeral, &chars));
        found.extend(numbers::slips(numeral, &chars));
        found.extend(numbers::units(numeral, &chars));
        found.extend(words::members(numeral, &chars));
    }
    found.extend(words::directions(runs));
    found.extend(words::names(&chars, &finished.departments));
    found.extend(words::labels(&chars));
    found.extend(words::brackets(&chars, runs));
    found
}
