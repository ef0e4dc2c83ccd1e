//! Words by which the model's enums are stored.

use crate::model::{
    CorrectionKind, ExceptionKind, FigureSource, FigureState, IssueStatus, ItemNumbering,
    ItemState, Level,
};

/// An enum stored as a word.
pub(super) trait Word: Sized + Copy + PartialEq + 'static {
    const WORDS: &'static [(Self, &'static str)];

    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(value, _)| *value == self).map_or("", |(_, word)| word)
    }

    fn from_word(text: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, word)| *word == text).map(|(value, _)| *value)
    }
}

impl Word for FigureState {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Entered, "entered"),
        (Self::Blank, "blank"),
        (Self::Zero, "zero"),
        (Self::NotReported, "not_reported"),
        (Self::Draft, "draft"),
    ];
}

impl Word for FigureSource {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Typed, "typed"),
        (Self::Pasted, "pasted"),
        (Self::Document, "document"),
        (Self::Demo, "demo"),
    ];
}

impl Word for IssueStatus {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Draft, "draft"),
        (Self::Checked, "checked"),
        (Self::Signed, "signed"),
        (Self::Published, "published"),
    ];
}

impl Word for ItemNumbering {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::None, "none"), (Self::Chinese, "chinese"), (Self::Arabic, "arabic")];
}

impl Word for ItemState {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Active, "active"), (Self::LeftOut, "left_out")];
}

impl Word for ExceptionKind {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Date, "date"),
        (Self::Ordinal, "ordinal"),
        (Self::Quoted, "quoted"),
        (Self::Signed, "signed"),
    ];
}

impl Word for CorrectionKind {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Open, "open"), (Self::Revision, "revision"), (Self::Erratum, "erratum")];
}

impl Word for Level {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Must, "must"), (Self::Doubt, "doubt"), (Self::Hint, "hint")];
}
