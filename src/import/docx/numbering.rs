//! Automatic numbering: the labels Word prints and no paragraph holds. Counts list by list, level
//! by level, as Word does.

use std::collections::BTreeMap;

use super::xml::{Space, Tag, Visitor, walk};
use super::{DocxError, Limits};

const LEVELS: usize = 9;

#[derive(Debug, Default)]
pub(super) struct Numbering {
    forms: BTreeMap<String, [Level; LEVELS]>,
    lists: BTreeMap<String, List>,
    /// What each form has counted to, level by level; 0 before the first.
    counts: BTreeMap<String, [u32; LEVELS]>,
    /// Lists whose own beginnings were already set.
    begun: Vec<String>,
    open: Open,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// 第%1章, %1、, (%2)
    text: String,
    legal: bool,
}

#[derive(Clone, Debug, Default)]
struct List {
    form: String,
    starts: [Option<u32>; LEVELS],
    /// Levels a list words for itself.
    levels: BTreeMap<usize, Level>,
}

/// What the reader is in the middle of.
#[derive(Debug, Default)]
struct Open {
    form: Option<String>,
    list: Option<String>,
    level: usize,
    in_override: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), text: String::new(), legal: false }
    }
}

impl Numbering {
    /// Of a damaged part the lists before the damage.
    pub fn read(xml: &str, limits: &Limits) -> Self {
        let mut numbering = Self::default();
        walk(xml, limits, &mut numbering).ok();
        numbering
    }

    /// Counts one more item and gives its label; empty for bullets and unknown lists.
    pub fn next(&mut self, list: &str, level: usize) -> String {
        let Some(known) = self.lists.get(list) else { return String::new() };
        let Some(form) = self.forms.get(&known.form) else { return String::new() };
        let Some(own) = known.levels.get(&level).or_else(|| form.get(level)) else {
            return String::new();
        };
        let counts = self.counts.entry(known.form.clone()).or_default();
        if !self.begun.iter().any(|begun| begun == list) {
            self.begun.push(list.to_owned());
            for (count, start) in counts.iter_mut().zip(known.starts) {
                *count = start.map_or(*count, |start| start.saturating_sub(1));
            }
        }
        let begins =
            |at: usize| known.levels.get(&at).or_else(|| form.get(at)).map_or(1, |l| l.start);
        for (at, count) in counts.iter_mut().enumerate() {
            if at < level && *count == 0 {
                *count = begins(at);
            } else if at == level {
                let first = known.starts.get(at).copied().flatten().unwrap_or(begins(at));
                *count = if *count == 0 { first } else { count.saturating_add(1) };
            } else if at > level {
                *count = 0;
            }
        }
        printed(level, own, form, counts)
    }
}

/// The label's text with its numbers put in.
fn printed(at: usize, own: &Level, form: &[Level; LEVELS], counts: &[u32; LEVELS]) -> String {
    if matches!(own.format.as_str(), "bullet" | "none") {
        return String::new();
    }
    let format_of = |level: usize| match form.get(level) {
        _ if own.legal => "decimal",
        Some(other) if level != at => &other.format,
        _ => &own.format,
    };
    let mut label = String::new();
    let mut chars = own.text.chars();
    while let Some(c) = chars.next() {
        let level = if c == '%' { chars.clone().next().and_then(|c| c.to_digit(10)) } else { None };
        let Some(level) = level.and_then(|level| usize::try_from(level).ok()?.checked_sub(1))
        else {
            label.push(c);
            continue;
        };
        chars.next();
        let count = counts.get(level).copied().unwrap_or(0);
        label.push_str(&number(format_of(level), count));
    }
    label
}

/// A number in one of Word's number formats; Arabic in any other.
fn number(format: &str, number: u32) -> String {
    let one_of = |first: char, most: u32| {
        let nth = number.checked_sub(1).filter(|nth| *nth < most)?;
        char::from_u32(u32::from(first) + nth).map(String::from)
    };
    let found = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital" => Some(chinese(number, ["十", "百", "千"], "零一二三四五六七八九")),
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            Some(chinese(number, ["拾", "佰", "仟"], "零壹贰叁肆伍陆柒捌玖"))
        }
        "ideographTraditional" => {
            "甲乙丙丁戊己庚辛壬癸".chars().nth(number.saturating_sub(1) as usize).map(String::from)
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => one_of('①', 20),
        "decimalEnclosedParen" => one_of('⑴', 20),
        "decimalEnclosedFullstop" => one_of('⒈', 20),
        "decimalZero" => Some(format!("{number:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(full_width(number)),
        "upperLetter" => one_of('A', 26),
        "lowerLetter" => one_of('a', 26),
        "upperRoman" => Some(roman(number)),
        "lowerRoman" => Some(roman(number).to_lowercase()),
        _ => None,
    };
    found.unwrap_or_else(|| number.to_string())
}

fn full_width(number: u32) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c);
    number.to_string().chars().map(wide).collect()
}

/// 12 → 十二, 105 → 一百零五; Arabic from 10 000 on.
fn chinese(number: u32, powers: [&str; 3], digits: &str) -> String {
    if number > 9999 {
        return number.to_string();
    }
    let digit = |n: u32| digits.chars().nth(n as usize % 10);
    if number == 0 {
        return digit(0).map(String::from).unwrap_or_default();
    }
    let [ten, hundred, thousand] = powers;
    let places = [(1000, thousand), (100, hundred), (10, ten), (1, "")];
    let mut words = String::new();
    let mut gap = false;
    for (size, word) in places {
        let here = number / size % 10;
        if here == 0 {
            gap |= !words.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            words.extend(digit(0));
        }
        // 十二, not 一十二.
        if !(size == 10 && here == 1 && words.is_empty() && ten == "十") {
            words.extend(digit(here));
        }
        words.push_str(word);
    }
    words
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut left = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            left -= value;
            text.push_str(sign);
        }
    }
    text
}

impl Numbering {
    /// The level that is being described.
    fn level(&mut self) -> Option<&mut Level> {
        let at = self.open.level;
        if let Some(form) = &self.open.form {
            return self.forms.get_mut(form)?.get_mut(at);
        }
        let list = self.lists.get_mut(self.open.list.as_ref()?)?;
        (self.open.in_override && at < LEVELS).then(|| list.levels.entry(at).or_default())
    }

    fn open_list(&mut self, tag: &Tag<'_>) {
        let value = |name| tag.value(name);
        match tag.name() {
            "abstractNum" => {
                self.open.form = value("abstractNumId");
                if let Some(form) = &self.open.form {
                    self.forms.insert(form.clone(), Default::default());
                }
            }
            "num" => {
                self.open = Open { list: value("numId"), ..Open::default() };
                if let Some(list) = &self.open.list {
                    self.lists.insert(list.clone(), List::default());
                }
            }
            "abstractNumId" => {
                let list = self.open.list.as_ref().and_then(|list| self.lists.get_mut(list));
                if let (Some(list), Some(form)) = (list, value("val")) {
                    list.form = form;
                }
            }
            "lvl" | "lvlOverride" => {
                self.open.in_override = self.open.list.is_some() && tag.name() == "lvl";
                self.open.level = value("ilvl").and_then(|v| v.parse().ok()).unwrap_or(0);
            }
            _ => {}
        }
    }
}

impl Visitor for Numbering {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), DocxError> {
        if tag.space != Space::Word {
            return Ok(());
        }
        let value = || tag.value("val");
        match tag.name() {
            "start" => {
                if let (Some(level), Some(start)) =
                    (self.level(), value().and_then(|v| v.parse().ok()))
                {
                    level.start = start;
                }
            }
            "numFmt" => {
                if let (Some(level), Some(format)) = (self.level(), value()) {
                    level.format = format;
                }
            }
            "lvlText" => {
                if let (Some(level), Some(text)) = (self.level(), value()) {
                    level.text = text.chars().take(40).collect();
                }
            }
            "isLgl" => {
                if let Some(level) = self.level() {
                    level.legal = tag.is_on();
                }
            }
            "startOverride" => {
                let at = self.open.level;
                let list = self.open.list.as_ref().and_then(|list| self.lists.get_mut(list));
                if let Some(start) = list.and_then(|list| list.starts.get_mut(at)) {
                    *start = value().and_then(|v| v.parse().ok());
                }
            }
            _ => self.open_list(tag),
        }
        Ok(())
    }

    fn close(&mut self, space: Space, name: &str) -> Result<(), DocxError> {
        if space == Space::Word && matches!(name, "abstractNum" | "num") {
            self.open = Open::default();
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), DocxError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (format, given, text) in [
            ("chineseCounting", 12, "十二"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCounting", 20, "二十"),
            ("chineseLegalSimplified", 3, "叁"),
            ("decimalEnclosedCircle", 5, "⑤"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("decimalFullWidth", 10, "１０"),
            ("upperRoman", 14, "XIV"),
            ("lowerLetter", 3, "c"),
            ("decimalZero", 7, "07"),
            ("a format of tomorrow", 7, "7"),
            ("decimalEnclosedCircle", 21, "21"),
        ] {
            assert_eq!(number(format, given), text, "{format}");
        }
    }
}
