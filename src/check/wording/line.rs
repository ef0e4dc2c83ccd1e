//! One printed paragraph or title as the rules see it: characters, what may be changed in them,
//! and where each comes from in the source.

use crate::text::chars::{is_blank, is_han};

use super::guard::{Guard, guards};
use super::pairs::Pairs;

/// Which field of the model a character was typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Lead,
    Paragraph,
}

/// The place of one printed character in its source, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub field: Field,
    pub start: usize,
    pub end: usize,
}

/// What a rule found in a line: characters from `start` up to `end` of the printed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub start: usize,
    pub end: usize,
    pub message: String,
    /// Where it differs from the rule's own.
    pub level: Option<super::Level>,
    /// Replacements within the printed text, in order and apart; empty when nobody but a person
    /// can mend it.
    pub edits: Vec<Edit>,
    /// The next paragraph belongs to this one.
    pub joins: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub start: usize,
    pub end: usize,
    pub new: String,
}

impl Hit {
    pub fn new(start: usize, end: usize, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { start, end, message, level: None, edits: Vec::new(), joins: false }
    }

    pub fn at(self, level: super::Level) -> Self {
        Self { level: Some(level), ..self }
    }

    /// Mends the whole place at once.
    pub fn becomes(mut self, new: impl Into<String>) -> Self {
        self.edits = vec![Edit { start: self.start, end: self.end, new: new.into() }];
        self
    }

    /// Mends single characters of the place.
    pub fn with(mut self, edits: impl IntoIterator<Item = (usize, usize, String)>) -> Self {
        self.edits = edits.into_iter().map(|(start, end, new)| Edit { start, end, new }).collect();
        self.edits.sort_by_key(|edit| edit.start);
        self
    }
}

/// A printed paragraph or title.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub chars: Vec<char>,
    guards: Vec<Guard>,
    origins: Vec<Option<Origin>>,
    /// First character after the generated label, lead, date and department.
    pub body: usize,
    /// Positions of everything that is no Chinese character.
    pub marks: Vec<usize>,
    pub pairs: Pairs,
    pub is_title: bool,
}

impl Line {
    pub fn new(chars: Vec<char>, origins: Vec<Option<Origin>>, body: usize) -> Self {
        let mut guards = guards(&chars);
        for (guard, origin) in guards.iter_mut().zip(&origins) {
            if origin.is_none() {
                *guard = Guard::Fixed;
            }
        }
        let marks: Vec<usize> =
            chars.iter().enumerate().filter(|(_, c)| !is_han(**c)).map(|(at, _)| at).collect();
        let pairs = Pairs::of(&chars, &marks, &guards);
        Self { chars, guards, origins, body, marks, pairs, is_title: false }
    }

    pub fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The character before `at`.
    pub fn before(&self, at: usize) -> Option<char> {
        self.get(at.checked_sub(1)?)
    }

    /// The nearest character to the left that is no blank.
    pub fn left(&self, at: usize) -> Option<char> {
        self.chars.get(..at)?.iter().rev().find(|c| !is_blank(**c)).copied()
    }

    /// The nearest character from `at` on that is no blank.
    pub fn right(&self, at: usize) -> Option<char> {
        self.chars.get(at..)?.iter().find(|c| !is_blank(**c)).copied()
    }

    /// The text from `start` up to `end`, or to the end of the line.
    pub fn slice(&self, start: usize, end: usize) -> String {
        let end = end.min(self.chars.len());
        self.chars.get(start..end).unwrap_or_default().iter().collect()
    }

    /// Whether the text from `at` on begins with `word`.
    pub fn follows(&self, at: usize, word: &str) -> bool {
        let rest = self.chars.get(at..).unwrap_or_default();
        let mut rest = rest.iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    /// Whether the text up to `at` ends with `word`.
    pub fn precedes(&self, at: usize, word: &str) -> bool {
        let length = word.chars().count();
        at.checked_sub(length).is_some_and(|from| self.follows(from, word))
    }

    /// How many ASCII digits stand from `at` on.
    pub fn digits(&self, at: usize) -> usize {
        let rest = self.chars.get(at..).unwrap_or_default();
        rest.iter().take_while(|c| c.is_ascii_digit()).count()
    }

    /// The run of ASCII digits that ends before `at`.
    pub fn digits_before(&self, at: usize) -> usize {
        let rest = self.chars.get(..at).unwrap_or_default();
        rest.iter().rev().take_while(|c| c.is_ascii_digit()).count()
    }

    pub fn number(&self, start: usize, end: usize) -> Option<u32> {
        self.slice(start, end).parse().ok()
    }

    /// Whether no rule may speak of the character: address, time, standard, or printed by a slot.
    pub fn is_fixed(&self, at: usize) -> bool {
        self.guards.get(at).is_none_or(|guard| *guard == Guard::Fixed)
    }

    /// Whether rules on wording may speak of the character: neither fixed nor in 《》.
    pub fn is_free(&self, at: usize) -> bool {
        self.guards.get(at) == Some(&Guard::Free)
    }

    pub fn all_free(&self, start: usize, end: usize) -> bool {
        (start..end).all(|at| self.is_free(at))
    }

    pub fn origin(&self, at: usize) -> Option<Origin> {
        self.origins.get(at).copied().flatten()
    }

    /// Whether the characters between are all typed rather than printed by a slot or generated.
    pub fn is_typed(&self, start: usize, end: usize) -> bool {
        (start..end).all(|at| self.origin(at).is_some())
    }

    /// The marks that rules on widths may speak of, with their places.
    pub fn open_marks(&self) -> impl Iterator<Item = (usize, char)> {
        self.marks
            .iter()
            .filter(|at| !self.is_fixed(**at))
            .filter_map(|at| Some((*at, self.get(*at)?)))
    }

    /// Start and end of each sentence, with its closing mark.
    pub fn sentences(&self) -> Vec<(usize, usize)> {
        let mut sentences = Vec::new();
        let mut start = self.body;
        for at in self.marks.iter().copied().filter(|at| *at >= self.body) {
            if matches!(self.get(at), Some('。' | '！' | '？')) {
                sentences.push((start, at + 1));
                start = at + 1;
            }
        }
        if start < self.chars.len() {
            sentences.push((start, self.chars.len()));
        }
        sentences
    }

    /// A text all of which was typed, for trying rules on it.
    #[cfg(test)]
    pub fn typed(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let field = Field::Paragraph;
        let origins =
            (0..chars.len()).map(|at| Some(Origin { field, start: at, end: at + 1 })).collect();
        Self::new(chars, origins, 0)
    }
}
