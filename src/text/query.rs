//! What a search asks for: words that must all occur, whatever their width and case. Finds where,
//! and cuts an excerpt around the first place.

use std::ops::Range;

use memchr::memchr3_iter;
use memchr::memmem::Finder;

use super::chars::{folded, half_width, is_blank, is_han};

/// A longer query is cut; nobody looks for a page by typing the page.
const LONGEST: usize = 60;

/// Words, all of which must occur.
#[derive(Clone, Debug)]
pub struct Query {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    /// As compared: half width, lower case.
    letters: Vec<char>,
    anchor: Anchor,
}

/// What of a word is looked for first, because it is found fast and seldom in vain.
#[derive(Clone, Debug)]
enum Anchor {
    /// The longest run of Chinese characters, which have one form only, and how many letters of the
    /// word stand before it.
    Han(Box<Finder<'static>>, usize),
    /// The first letter, by the bytes with which its forms begin (`6` and `６`).
    Bytes([u8; 3]),
    /// A first letter of too many forms.
    Every,
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

    /// Whether each word occurs in one of the fields, which are texts.
    pub fn fits(&self, fields: &[impl AsRef<[u8]>]) -> bool {
        self.words.iter().all(|word| fields.iter().any(|field| word.is_in(field.as_ref())))
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
        let first = letters.first().copied()?;
        let runs = letters.chunk_by(|a, b| is_han(*a) == is_han(*b));
        let placed = runs.scan(0, |at, run| {
            let start = *at;
            *at += run.len();
            Some((start, run))
        });
        let han = placed.filter(|(_, run)| run.iter().all(|c| is_han(*c)));
        let anchor = match han.max_by_key(|(_, run)| run.len()) {
            Some((at, run)) => {
                let run: String = run.iter().collect();
                Anchor::Han(Box::new(Finder::new(&run).into_owned()), at)
            }
            None => first_bytes(first).map_or(Anchor::Every, Anchor::Bytes),
        };
        Some(Self { letters, anchor })
    }

    fn is_in(&self, text: &[u8]) -> bool {
        match &self.anchor {
            Anchor::Han(finder, before) => {
                let mut from = 0;
                while let Some(found) = text.get(from..).and_then(|rest| finder.find(rest)) {
                    let start = back(text, from + found, *before);
                    if start.is_some_and(|start| self.begins(text, start)) {
                        return true;
                    }
                    from += found + 1;
                }
                false
            }
            Anchor::Bytes([a, b, c]) => {
                memchr3_iter(*a, *b, *c, text).any(|at| self.begins(text, at))
            }
            Anchor::Every => (0..text.len()).any(|at| self.begins(text, at)),
        }
    }

    /// Whether the word stands at a byte of the text.
    fn begins(&self, text: &[u8], at: usize) -> bool {
        let longest = self.letters.len().saturating_mul(4);
        let rest = text.get(at..text.len().min(at.saturating_add(longest))).unwrap_or_default();
        // A character that the cut broke is more than the word needs.
        let valid = rest.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        let mut letters = valid.chars().map(compared);
        self.letters.iter().all(|wanted| letters.next() == Some(*wanted))
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

/// Where the character begins that stands so many characters before a byte of a text.
fn back(text: &[u8], mut at: usize, characters: usize) -> Option<usize> {
    for _ in 0..characters {
        at = at.checked_sub(1)?;
        while text.get(at).is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000) {
            at = at.checked_sub(1)?;
        }
    }
    Some(at)
}

/// The bytes with which the characters begin that are compared as `letter`; `None` when there are
/// more than three.
fn first_bytes(letter: char) -> Option<[u8; 3]> {
    // What folds to something else lies before and behind the Chinese characters.
    let others = ('\0'..='\u{33ff}').chain('\u{a000}'..='\u{ffff}');
    let mut bytes: Vec<u8> = Vec::new();
    for c in others.chain(std::iter::once(letter)).filter(|c| compared(*c) == letter) {
        let mut buffer = [0; 4];
        let first = c.encode_utf8(&mut buffer).bytes().next()?;
        if !bytes.contains(&first) {
            bytes.push(first);
        }
    }
    match *bytes.as_slice() {
        [a] => Some([a, a, a]),
        [a, b] => Some([a, b, b]),
        [a, b, c] => Some([a, b, c]),
        _ => None,
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
        assert!(query("窗口办结6").fits(&[text]) && query("件(oa系统").fits(&[text]));
        assert!(!query("水利 公安").fits(&[text]));
        assert!(query("水利 公安").fits(&[text, "公安厅"]));
        assert!(query("龑").fits(&["王龑𫖯"]) && query("𫖯").fits(&["王龑𫖯"]));
        assert!(!query("%").fits(&["水利厅"]) && !query("_").fits(&["水利厅"]));
    }

    #[test]
    fn nothing_is_no_query() {
        assert!(Query::parse(" 　 ").is_none());
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
        fn every_mark_is_a_word_that_was_asked_for(text in "[水利厅a-cA-C０-９ ]{0,60}", word in "[水利a-c0-3，]{1,4}") {
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
