//! Numerals that somebody answered for: known again by the clause they stand in, whatever else of
//! the issue is edited, and no longer once their own number or clause changes.

use serde::Serialize;

use crate::check::Finding;
use crate::check::key::{digest, place_at};
use crate::document::Role;
use crate::model::{Exception, ExceptionKind, Issue};

use super::classify::Token;
use super::passages::Passage;
use super::{Class, Numeral};

/// What was declared of a numeral, as the account shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Declared {
    pub kind: ExceptionKind,
    pub reason: String,
    pub signer: String,
    /// UTC, ISO 8601.
    pub at: String,
}

/// What ends a clause, besides a comma that is not within a number.
const ENDS: [char; 11] = ['。', '；', '，', '！', '？', '：', ';', '!', '?', '、', '\u{3000}'];

fn ends_clause(text: &str, at: usize, c: char) -> bool {
    let digit =
        || text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    ENDS.contains(&c) || (c == ',' && !digit())
}

/// By which a numeral is known again: its item, the clause around it with slots by their names, the
/// numeral itself, and which of several like it in the clause.
pub fn key(issue: &Issue, passage: &Passage<'_>, token: &Token<'_>) -> String {
    let range = &token.numeral.range;
    let text = passage.text.as_str();
    let head = text.get(..range.start).unwrap_or("").char_indices();
    let is_end = |(at, c): &(usize, char)| ends_clause(text, *at, *c);
    let start = head.rev().find(is_end).map_or(0, |(at, _)| at);
    let tail = text.get(range.end..).unwrap_or("").char_indices();
    let mut tail = tail.map(|(at, c)| (range.end + at, c));
    let end = tail.find(is_end).map_or(text.len(), |(at, _)| at);
    let printed = format!("{}{}", token.numeral.text(text), token.unit);
    let before = clause(passage, start..range.start);
    let after = clause(passage, range.end..end);
    let part = format!("{:?}", passage.part);
    digest(&["numeral", place_at(issue, passage.anchor), &part, &before, &printed, &after])
}

/// The letters of a stretch of the print: what slots print by the slots' names, blanks and marks
/// left out, so that a figure of the same clause may change and a mark be mended.
fn clause(passage: &Passage<'_>, range: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    let mut at = 0;
    for run in passage.runs.iter() {
        let (from, to) = (at.max(range.start), (at + run.text.len()).min(range.end));
        if from < to {
            match &run.slot {
                Some(slot) => text.push_str(&slot.label()),
                None if run.role == Role::Label => {}
                None => text.push_str(run.text.get(from - at..to - at).unwrap_or("")),
            }
        }
        at += run.text.len();
    }
    text.retain(char::is_alphanumeric);
    text
}

/// Gives every numeral somebody answered for the class that was declared.
pub fn except(numerals: &mut [Numeral], exceptions: &[Exception]) {
    for numeral in numerals.iter_mut().filter(|numeral| numeral.class == Class::Unproven) {
        let Some(exception) = exceptions.iter().find(|one| one.key == numeral.key) else {
            continue;
        };
        numeral.class = class_of(exception.kind);
        numeral.proposal = None;
        numeral.declared = Some(Declared {
            kind: exception.kind,
            reason: exception.reason.clone(),
            signer: exception.signer.clone(),
            at: exception.at.clone(),
        });
    }
}

fn class_of(kind: ExceptionKind) -> Class {
    match kind {
        ExceptionKind::Date => Class::Date,
        ExceptionKind::Ordinal => Class::Ordinal,
        ExceptionKind::Quoted => Class::Quoted,
        ExceptionKind::Signed => Class::Exception,
    }
}

/// Whether a finding only says what an exception answers: that nothing speaks for the numeral.
pub fn is_answered(finding: &Finding, numerals: &[Numeral]) -> bool {
    finding.rule == "numeral-unproven"
        && numerals.iter().any(|numeral| {
            numeral.declared.is_some()
                && numeral.anchor == finding.anchor
                && numeral.start == finding.start
        })
}
