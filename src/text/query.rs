//! What a search asks for: words that must all occur, whatever their width and case. Finds where,
//! and cuts an excerpt around the first place.

use std::ops::Range;

use super::chars::{folded, half_width, is_blank, is_han};

/// A longer query is cut; nobody looks for a page by typing the page.
const LONGEST: usize = 60;

/// Words, all of which must occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// As compared: half width, lower case.
    letters: Vec<char>,
    /// The word itself when it holds Chinese characters alone, which have one form only.
    plain: Option<String>,
}

/// A piece of a text with the characters that were found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// Character ranges of `text`, in order, without overlap.
    pub marks: Vec<Range<usize>>,
}

impl Query {
    /// `None` when there is nothing to look for.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().take(LONGEST).collect();
        let words: Vec<Word> = text.split(is_blank).filter_map(Word::new).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// Whether each word occurs in one of the fields.
    pub fn fits(&self, fields: &[&str]) -> bool {
        self.words.iter().all(|word| fields.iter().any(|field| word.is_in(field)))
    }

    /// The only word, as typed but half width; `None` when there are several.
    pub fn single(&self) -> Option<String> {
        match self.words.as_slice() {
            [word] => Some(word.letters.iter().collect()),
            _ => None,
        }
    }

    /// Where the words occur, as character ranges in order and without overlap.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let letters: Vec<char> = text.chars().map(compared).collect();
        let mut marks: Vec<Range<usize>> =
            self.words.iter().flat_map(|word| word.places(&letters)).collect();
        marks.sort_by_key(|mark| (mark.start, mark.end));
        let mut merged: Vec<Range<usize>> = Vec::new();
        for mark in marks {
            match merged.last_mut() {
                Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
                _ => merged.push(mark),
            }
        }
        merged
    }

    /// About `room` characters of `text` around the first place where a word occurs.
    pub fn excerpt(&self, text: &str, room: usize) -> Excerpt {
        let all = self.marks(text);
        let first = all.first().map_or(0, |mark| mark.start);
        let count = text.chars().count();
        let start = if first + room / 2 <= room { 0 } else { first - room / 3 };
        let start = if count <= room { 0 } else { start.min(count - room) };
        let end = (start + room).min(count);
        let body = text.chars().skip(start).take(end - start);
        let body = body.map(|c| if c == '\n' { ' ' } else { c });
        let before = usize::from(start > 0);
        let lead = if start > 0 { "…" } else { "" };
        let tail = if end < count { "…" } else { "" };
        let marks = all
            .into_iter()
            .filter(|mark| mark.start >= start && mark.end <= end)
            .map(|mark| mark.start - start + before..mark.end - start + before)
            .collect();
        Excerpt { text: lead.chars().chain(body).chain(tail.chars()).collect(), marks }
    }
}

impl Word {
    fn new(text: &str) -> Option<Self> {
        let letters: Vec<char> = text.chars().map(compared).collect();
        let plain = text.chars().all(is_han).then(|| text.to_owned());
        (!letters.is_empty()).then_some(Self { letters, plain })
    }

    fn is_in(&self, text: &str) -> bool {
        if let Some(plain) = &self.plain {
            return text.contains(plain.as_str());
        }
        let Some(first) = self.letters.first().copied() else { return true };
        let begins = |c: char| {
            if is_han(first) {
                return c == first;
            }
            // Most of a text; nothing of it can be the letter or mark that is looked for.
            !matches!(c, '\u{4e00}'..='\u{9fff}') && compared(c) == first
        };
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            let rest = self.letters.iter().copied().skip(1);
            let following = || letters.clone().take(self.letters.len() - 1).map(compared);
            if begins(letter) && rest.eq(following()) {
                return true;
            }
        }
        false
    }

    fn places(&self, letters: &[char]) -> Vec<Range<usize>> {
        let length = self.letters.len();
        let windows = letters.windows(length).enumerate();
        windows
            .filter(|(_, window)| *window == self.letters.as_slice())
            .map(|(at, _)| at..at + length)
            .collect()
    }
}

/// The form in which characters are compared: one for one, so that places stay the same.
fn compared(c: char) -> char {
    if is_han(c) {
        return c;
    }
    let plain = folded(c).unwrap_or(half_width(c));
    plain.to_lowercase().next().unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn query(text: &str) -> Query {
        Query::parse(text).unwrap()
    }

    #[test]
    fn all_words_must_occur_whatever_their_width_and_case() {
        let text = "水利厅窗口办结６.１万件（OA系统）";
        for wanted in ["水利", "水利 6.1万", "oa", "(OA", "窗口　系统"] {
            assert!(query(wanted).fits(&[text]), "{wanted}");
        }
        assert!(!query("水利 公安").fits(&[text]));
        assert!(query("水利 公安").fits(&[text, "公安厅"]));
        assert!(query("龑").fits(&["王龑𫖯"]) && query("𫖯").fits(&["王龑𫖯"]));
        assert!(!query("%").fits(&["水利厅"]) && !query("_").fits(&["水利厅"]));
    }

    #[test]
    fn nothing_is_no_query() {
        assert_eq!(Query::parse(" 　 "), None);
    }

    #[test]
    fn an_excerpt_shows_the_place() {
        let text = format!("{}取水许可{}", "前".repeat(80), "后".repeat(80));
        let found = query("许可").excerpt(&text, 30);
        assert_eq!(found.text.chars().count(), 32);
        let mark = found.marks.first().unwrap().clone();
        let marked: String = found.text.chars().skip(mark.start).take(mark.len()).collect();
        assert_eq!(marked, "许可");
        assert_eq!(query("短").excerpt("短文", 30).text, "短文");
    }

    proptest! {
        #[test]
        fn every_mark_is_a_word_that_was_asked_for(text in "[水利厅a-cA-C０-９ ]{0,60}", word in "[水利a-c0-3]{1,3}") {
            let query = query(&word);
            let letters: Vec<char> = text.chars().map(compared).collect();
            let marks = query.marks(&text);
            prop_assert_eq!(!marks.is_empty(), query.fits(&[&text]));
            for mark in marks {
                prop_assert!(mark.end <= letters.len() && mark.len() >= word.chars().count());
            }
        }

        #[test]
        fn an_excerpt_is_never_longer_than_its_room(text in "\\PC{0,200}", word in "\\PC{1,4}", room in 8usize..60) {
            if let Some(query) = Query::parse(&word) {
                let found = query.excerpt(&text, room);
                prop_assert!(found.text.chars().count() <= room + 2);
                prop_assert!(found.marks.iter().all(|m| m.end <= found.text.chars().count()));
            }
        }
    }
}
