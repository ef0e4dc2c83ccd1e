//! Reads the annotated issues beside this file: invented bulletins of other halls, in which every
//! numeral is followed by `@` and its class, and paragraphs by slips with the rule that must see
//! them.
//!
//! `@u` an amount, `@d` a date or span of time, `@o` an ordinal or part of a name, `@q` quoted, `@c`
//! as many as the names before it. `~ old => new : rule/level` is a slip in the paragraph above it.

use std::path::{Path, PathBuf};

/// One annotated issue.
pub struct Annotated {
    pub name: String,
    /// The issue without annotations.
    pub text: String,
    /// Numerals with their class, in order.
    pub numerals: Vec<(String, char)>,
    pub slips: Vec<Slip>,
}

pub struct Slip {
    pub old: String,
    pub new: String,
    pub rule: String,
    pub level: String,
}

/// All issues, by name.
pub fn all() -> Vec<Annotated> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files = std::fs::read_dir(folder).expect("tests/corpus is there");
    let mut files: Vec<PathBuf> = files.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Annotated {
    let source = std::fs::read_to_string(path).expect("an annotated issue is text");
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
    let mut issue = Annotated {
        name: name.unwrap_or_default(),
        text: String::new(),
        numerals: Vec::new(),
        slips: Vec::new(),
    };
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some(slip) = line.strip_prefix("~ ") {
            issue.slips.push(slip_of(slip));
        } else {
            plain(line, &mut issue);
        }
    }
    issue
}

fn slip_of(line: &str) -> Slip {
    let part =
        || line.split_once(" => ").and_then(|(old, rest)| Some((old, rest.split_once(" : ")?)));
    let (old, (new, rule)) = part().unwrap_or_else(|| panic!("no slip: {line}"));
    let (rule, level) = rule.split_once('/').unwrap_or_else(|| panic!("no level: {line}"));
    let [old, new, rule, level] = [old, new, rule, level].map(str::to_owned);
    Slip { old, new, rule, level }
}

/// Takes the annotations off a line.
fn plain(line: &str, issue: &mut Annotated) {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('@') {
        issue.text.push_str(before);
        let class = after.chars().next().filter(|c| "udoqc".contains(*c));
        let annotates = class.is_some() && before.ends_with(|c: char| !c.is_ascii_alphabetic());
        if let Some(class) = class.filter(|_| annotates) {
            issue.numerals.push((last_numeral(before), class));
            rest = after.get(1..).unwrap_or("");
        } else {
            issue.text.push('@');
            rest = after;
        }
    }
    issue.text.push_str(rest);
    issue.text.push_str("\n\n");
}

/// The digits a text ends with, Arabic or Chinese.
fn last_numeral(text: &str) -> String {
    let of_number =
        |c: char| c.is_ascii_digit() || ".,一二三四五六七八九十百千万半两分之".contains(c);
    let start = text.char_indices().rev().take_while(|(_, c)| of_number(*c)).last();
    text.get(start.map_or(text.len(), |(at, _)| at)..).unwrap_or("").to_owned()
}
