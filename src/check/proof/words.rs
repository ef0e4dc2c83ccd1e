//! The word lists that say where a digit does not count. Knows no sentence.

use std::ops::Range;
use std::sync::LazyLock;

/// Words in which 一, 十, 百 and the like are no numerals.
static IDIOMS: LazyLock<Vec<&str>> =
    LazyLock::new(|| lines(include_str!("../../../assets/words/idioms.txt")));
/// Names that hold a numeral: 一件事, 12345, 两会.
static NAMES: LazyLock<Vec<&str>> =
    LazyLock::new(|| lines(include_str!("../../../assets/words/numbered-names.txt")));

fn lines(file: &'static str) -> Vec<&'static str> {
    let words =
        file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    words.collect()
}

/// Bytes of every word of the idiom list in a text.
pub fn idioms(text: &str) -> Vec<Range<usize>> {
    occurrences(text, &IDIOMS)
}

/// Bytes of every numbered name in a text.
pub fn names(text: &str) -> Vec<Range<usize>> {
    occurrences(text, &NAMES)
}

fn occurrences(text: &str, words: &[&str]) -> Vec<Range<usize>> {
    words
        .iter()
        .flat_map(|word| text.match_indices(*word).map(|(at, word)| at..at + word.len()))
        .collect()
}
