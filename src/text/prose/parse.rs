//! Source text → prose. Never fails: what is no slot stays literal and is reported.

use std::ops::Range;

use crate::model::Measure;

use super::{Prose, Slot};

/// A place where the source is no correct prose; the text there was kept as literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseFault {
    pub kind: ProseFaultKind,
    /// Bytes of the source.
    pub range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProseFaultKind {
    /// `{` without its `}`.
    Unclosed,
    /// `}` without its `{`.
    Unopened,
    /// `{}`.
    EmptyName,
}

impl Prose {
    /// Parses a source, keeping faulty places as literal text.
    pub fn parse(source: &str) -> Self {
        Self::parse_with_faults(source).0
    }

    pub fn parse_with_faults(source: &str) -> (Self, Vec<ProseFault>) {
        let mut prose = Self::default();
        let mut faults = Vec::new();
        let mut rest = source;
        while let Some(at) = rest.find(['{', '}']) {
            let offset = source.len() - rest.len() + at;
            let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
            prose.push_text(before);
            let (length, fault) = brace(from, &mut prose);
            if let Some(kind) = fault {
                faults.push(ProseFault { kind, range: offset..offset + length });
            }
            rest = from.get(length..).unwrap_or("");
        }
        prose.push_text(rest);
        (prose, faults)
    }
}

/// Consumes what begins at a brace; returns its length in bytes.
fn brace(from: &str, prose: &mut Prose) -> (usize, Option<ProseFaultKind>) {
    for double in ["{{", "}}"] {
        if from.starts_with(double) {
            prose.push_text(double.get(1..).unwrap_or(""));
            return (2, None);
        }
    }
    if from.starts_with('}') {
        prose.push_text("}");
        return (1, Some(ProseFaultKind::Unopened));
    }
    let inner = from.get(1..).unwrap_or("");
    let end = inner.find(['{', '}', '\n']);
    let name = end
        .filter(|end| inner.get(*end..).is_some_and(|tail| tail.starts_with('}')))
        .and_then(|end| inner.get(..end));
    match name {
        None => {
            prose.push_text("{");
            (1, Some(ProseFaultKind::Unclosed))
        }
        Some(name) if name.trim().is_empty() => {
            prose.push_text(from.get(..name.len() + 2).unwrap_or("{"));
            (name.len() + 2, Some(ProseFaultKind::EmptyName))
        }
        Some(name) => {
            prose.push_slot(slot(name.trim()));
            (name.len() + 2, None)
        }
    }
}

fn slot(name: &str) -> Slot {
    name.rsplit_once('·')
        .filter(|(name, _)| !name.trim().is_empty())
        .and_then(|(name, word)| Some(Slot::new(name.trim(), Measure::from_word(word.trim())?)))
        .unwrap_or_else(|| Slot::new(name, Measure::Value))
}
