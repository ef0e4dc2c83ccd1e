//! The word lists that say where a digit does not count. Knows no sentence.

use std::ops::Range;
use std::sync::LazyLock;

/// Words in which 一, 十, 百 and the like are no numerals.
static IDIOMS: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../../../assets/words/idioms.txt")));
/// Names that hold a numeral: 一件事, 12345, 两会.
static NAMES: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../../../assets/words/numbered-names.txt")));

/// A list in buckets by the words' first characters, so that a text is walked once.
struct Words {
    buckets: Vec<Vec<&'static str>>,
}

const BUCKETS: usize = 512;

fn bucket(c: char) -> usize {
    usize::try_from(u32::from(c)).unwrap_or(0) % BUCKETS
}

impl Words {
    fn new(file: &'static str) -> Self {
        let mut buckets = vec![Vec::new(); BUCKETS];
        let lines = file.lines().map(str::trim);
        for word in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let first = word.chars().next().map(bucket);
            if let Some(bucket) = first.and_then(|first| buckets.get_mut(first)) {
                bucket.push(word);
            }
        }
        Self { buckets }
    }

    fn occurrences(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (at, c) in text.char_indices() {
            let Some(words) = self.buckets.get(bucket(c)).filter(|words| !words.is_empty()) else {
                continue;
            };
            let rest = text.get(at..).unwrap_or("");
            let here = words.iter().filter(|word| rest.starts_with(**word));
            found.extend(here.map(|word| at..at + word.len()));
        }
        found
    }
}

/// Bytes of every word of the idiom list in a text.
pub fn idioms(text: &str) -> Vec<Range<usize>> {
    IDIOMS.occurrences(text)
}

/// Bytes of every numbered name in a text.
pub fn names(text: &str) -> Vec<Range<usize>> {
    NAMES.occurrences(text)
}
