//! Texts in the form in which a returned file and the print are compared: blanks and bold marks out,
//! brackets, marks and digits of one width. Every folded character knows where it stands.

use crate::text::chars::folded;

/// Between the cells of a row.
pub(super) const CELL: char = '\t';

/// A folded text.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    pub chars: Vec<char>,
    /// Index of each character in what was folded.
    pub places: Vec<usize>,
    text: String,
    /// Byte in `text` of each character.
    bytes: Vec<usize>,
}

impl Folded {
    pub fn of(source: impl IntoIterator<Item = char>) -> Self {
        let mut all = Self::default();
        for (place, c) in source.into_iter().enumerate() {
            let Some(c) = fold(c) else { continue };
            all.bytes.push(all.text.len());
            all.text.push(c);
            all.chars.push(c);
            all.places.push(place);
        }
        all
    }

    pub fn len(&self) -> usize {
        self.chars.len()
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a folded text stands between two characters, first place first.
    pub fn find(&self, text: &str, from: usize, to: usize) -> Option<usize> {
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or(self.text.len());
        let (start, end) = (byte(from), byte(to));
        let found = self.text.get(start..end)?.find(text)? + start;
        self.bytes.binary_search(&found).ok()
    }

    pub fn starts_with(&self, text: &str, at: usize) -> bool {
        let start = self.bytes.get(at).copied().unwrap_or(self.text.len());
        self.text.get(start..).is_some_and(|rest| rest.starts_with(text))
    }
}

/// One character folded, `None` for what print may or may not carry.
pub(super) fn fold(c: char) -> Option<char> {
    if c == CELL {
        return Some(CELL);
    }
    folded(c).map(|c| match c {
        '．' => '.',
        '～' => '~',
        '○' => '〇',
        '﹪' => '%',
        other => other,
    })
}

/// Whether two characters are the same of another width or make. “ and ” are not.
pub(super) fn is_same_mark(one: char, other: char) -> bool {
    let quotes = ['“', '”', '‘', '’'];
    one == other
        || (fold(one) == fold(other) && !(quotes.contains(&one) && quotes.contains(&other)))
}
