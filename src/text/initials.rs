//! Finding a Chinese name by what is quickly typed: some of its characters, the first letters of
//! their pinyin (slt → 水利厅) or the pinyin itself (shuili).

use pinyin::ToPinyin as _;

/// How well what was typed fits a name; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The whole name.
    Whole,
    /// How the name begins.
    Beginning,
    /// The first letters of its characters, or their pinyin, from the beginning.
    Sound,
    /// A piece from within, by characters or by sound.
    Within,
    /// Its characters in order, others between them.
    Scattered,
}

/// Readings that are common in names and that the first reading of the character is not.
const OTHER_READINGS: [(char, &[&str]); 12] = [
    ('重', &["chong", "zhong"]),
    ('行', &["hang", "xing"]),
    ('长', &["chang", "zhang"]),
    ('厦', &["xia", "sha"]),
    ('调', &["diao", "tiao"]),
    ('都', &["du", "dou"]),
    ('会', &["hui", "kuai"]),
    ('乐', &["le", "yue"]),
    ('地', &["di", "de"]),
    ('率', &["lv", "lu", "shuai"]),
    ('校', &["xiao", "jiao"]),
    ('藏', &["zang", "cang"]),
];

/// How `typed` fits `name`; `None` when it does not. Case and white space do not matter.
pub fn fit(name: &str, typed: &str) -> Option<Fit> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let typed = typed.to_lowercase();
    let name = name.to_lowercase();
    if typed.is_empty() || typed == name {
        return Some(Fit::Whole);
    }
    if name.starts_with(&typed) {
        return Some(Fit::Beginning);
    }
    let characters: Vec<char> = name.chars().collect();
    let rest: Vec<char> = typed.chars().collect();
    if sounds(&characters, &rest) {
        return Some(Fit::Sound);
    }
    let later = |from: usize| characters.get(from..).is_some_and(|part| sounds(part, &rest));
    if name.contains(&typed) || (rest.len() > 1 && (1..characters.len()).any(later)) {
        return Some(Fit::Within);
    }
    let mut letters = characters.iter();
    rest.iter().all(|wanted| letters.any(|letter| letter == wanted)).then_some(Fit::Scattered)
}

/// The names that fit, the best first, otherwise in the order given.
pub fn best<'a, T>(
    named: impl IntoIterator<Item = T>,
    typed: &str,
    names: impl Fn(&T) -> Vec<&'a str>,
) -> Vec<T>
where
    T: 'a,
{
    let fitting = |entry: &T| names(entry).into_iter().filter_map(|name| fit(name, typed)).min();
    let mut found: Vec<(Fit, T)> =
        named.into_iter().filter_map(|entry| fitting(&entry).map(|fit| (fit, entry))).collect();
    found.sort_by_key(|(fit, _)| *fit);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// Whether all of `typed` reads from the first character on: each takes itself, its first letter,
/// or its pinyin (of which the last may be unfinished).
fn sounds(characters: &[char], typed: &[char]) -> bool {
    // How much of `typed` may have been read before each character.
    let mut read = vec![false; typed.len() + 1];
    if let Some(start) = read.first_mut() {
        *start = true;
    }
    for character in characters {
        let mut next = vec![false; typed.len() + 1];
        let starts = read.iter().enumerate().filter(|(_, reached)| **reached);
        for at in starts.map(|(at, _)| at) {
            for length in lengths(*character, typed.get(at..).unwrap_or_default()) {
                if let Some(reached) = next.get_mut(at + length) {
                    *reached = true;
                }
            }
        }
        if next.last() == Some(&true) {
            return true;
        }
        read = next;
    }
    false
}

/// How many of the typed letters one character may stand for.
fn lengths(character: char, typed: &[char]) -> Vec<usize> {
    let mut found = Vec::new();
    if typed.first() == Some(&character) {
        found.push(1);
    }
    for reading in readings(character) {
        let shared = reading.chars().zip(typed).take_while(|(a, b)| a == *b).count();
        if shared > 0 {
            found.push(1);
        }
        if shared == reading.chars().count() || shared == typed.len() {
            found.push(shared);
        }
    }
    found
}

fn readings(character: char) -> Vec<&'static str> {
    let others = OTHER_READINGS.iter().find(|(of, _)| *of == character);
    match others {
        Some((_, readings)) => readings.to_vec(),
        None => character.to_pinyin().map(pinyin::Pinyin::plain).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_letters_sound_and_characters() {
        for (name, typed, wanted) in [
            ("水利厅", "水利厅", Some(Fit::Whole)),
            ("水利厅", "水", Some(Fit::Beginning)),
            ("水利厅", "slt", Some(Fit::Sound)),
            ("水利厅", "SL", Some(Fit::Sound)),
            ("水利厅", "shuil", Some(Fit::Sound)),
            ("水利厅", "水lt", Some(Fit::Sound)),
            ("重庆窗口", "cqck", Some(Fit::Sound)),
            ("省水利厅", "slt", Some(Fit::Within)),
            ("省水利厅", "shuili", Some(Fit::Within)),
            ("自然资源厅", "资源", Some(Fit::Within)),
            ("自然资源厅", "自资", Some(Fit::Scattered)),
            ("水利厅", "jyt", None),
            ("张䶮", "zy", Some(Fit::Sound)),
        ] {
            assert_eq!(fit(name, typed), wanted, "{name} {typed}");
        }
    }

    #[test]
    fn the_best_comes_first() {
        let names = ["省水利厅", "水利厅", "水文局"];
        assert_eq!(best(names, "sl", |name| vec![*name]).first(), Some(&"水利厅"));
        assert_eq!(best(names, "水文", |name| vec![*name]), ["水文局"]);
    }

    #[test]
    fn long_input_ends_quickly() {
        let name = "啊率".repeat(40);
        assert_eq!(fit(&name, &format!("{}b", "al".repeat(40))), None);
    }
}
