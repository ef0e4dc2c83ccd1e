//! The word lists that say where a digit does not count. Knows no sentence.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// Words in which 一, 十, 百 and the like are no numerals.
static IDIOMS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| automaton(include_str!("../../../assets/words/idioms.txt")));
/// Names that hold a numeral: 一件事, 12345, 两会.
static NAMES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| automaton(include_str!("../../../assets/words/numbered-names.txt")));

/// All words of a list at once; `None` only if the list could not be built.
fn automaton(file: &str) -> Option<AhoCorasick> {
    let words =
        file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    AhoCorasick::new(words).ok()
}

/// Bytes of every word of the idiom list in a text.
pub fn idioms(text: &str) -> Vec<Range<usize>> {
    occurrences(text, IDIOMS.as_ref())
}

/// Bytes of every numbered name in a text.
pub fn names(text: &str) -> Vec<Range<usize>> {
    occurrences(text, NAMES.as_ref())
}

fn occurrences(text: &str, words: Option<&AhoCorasick>) -> Vec<Range<usize>> {
    words.iter().flat_map(|words| words.find_overlapping_iter(text)).map(|m| m.range()).collect()
}
