//! The lines of a text or markdown file, freed of the file's own marks. Knows no part of an issue.

use crate::text::chars::{is_blank, is_zero_width};
use crate::text::house_style::normalise;
use crate::text::joins::Join;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// From 1.
    pub number: usize,
    /// In house style.
    pub text: String,
    /// As it stands in the file, without marks of markdown.
    pub raw: String,
    /// Level of a markdown heading, 0 for any other line.
    pub heading: usize,
    /// Columns: a row of a table, or several things set apart by wide blanks.
    pub columns: bool,
    /// Its cells, from 0, that are one with a neighbour.
    pub merged: Vec<(usize, Join)>,
}

/// What a file says of its lines (from 1) beside their text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineStyle {
    /// Lines set as headings, with their level.
    pub headings: Vec<(usize, u8)>,
    /// Cells of a table's row, from 0, that are one with a neighbour.
    pub merged: Vec<(usize, usize, Join)>,
}

/// Every line with something on it.
pub fn source_lines(text: &str) -> Vec<SourceLine> {
    let numbered: Vec<(usize, &str)> = text
        .split('\n')
        .enumerate()
        .flat_map(|(index, line)| {
            line.split(['\r', '\u{c}', '\u{b}', '\u{2028}', '\u{2029}'])
                .map(move |part| (index + 1, part))
        })
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    let front = front_matter(&numbered);
    let body = numbered.get(front..).unwrap_or_default();
    let markdown = front > 0 || body.iter().any(|(_, line)| heading_level(line) > 0);
    let lines = body.iter().filter_map(|(number, line)| source_line(*number, line, markdown));
    lines.filter(|line| !line.text.is_empty()).collect()
}

/// How many of the lines are front matter: `---`, lines of `key: value`, `---`.
fn front_matter(lines: &[(usize, &str)]) -> usize {
    let is_fence = |line: &str| line.trim() == "---";
    let plain = |line: &str| line.trim_start_matches('\u{feff}').trim().to_owned();
    if !lines.first().is_some_and(|(_, line)| is_fence(&plain(line))) {
        return 0;
    }
    let end = lines.iter().skip(1).take(60).position(|(_, line)| is_fence(line));
    end.map_or(0, |end| end + 2)
}

fn source_line(number: usize, line: &str, markdown: bool) -> Option<SourceLine> {
    let mut raw: String =
        line.chars().filter(|c| !is_zero_width(*c)).collect::<String>().replace("**", "");
    let mut heading = 0;
    if markdown {
        if is_markdown_only(&raw) {
            return None;
        }
        heading = heading_level(&raw);
        raw = without_marks(&raw, heading);
    }
    let raw = trimmed(&raw);
    let columns = has_columns(&raw);
    Some(SourceLine { number, text: normalise(&raw), raw, heading, columns, merged: Vec::new() })
}

/// A line without blanks around it. An empty first cell of a row keeps its place.
fn trimmed(raw: &str) -> String {
    let inner = raw.trim_matches(is_blank);
    let blanks = raw.len() - raw.trim_start_matches(is_blank).len();
    let before = raw.get(..blanks).unwrap_or("").trim_start_matches([' ', '\u{3000}']);
    if inner.contains('\t') && before.starts_with('\t') {
        format!("{before}{inner}")
    } else {
        inner.to_owned()
    }
}

fn heading_level(line: &str) -> usize {
    let line = line.trim_start();
    let level = line.len() - line.trim_start_matches('#').len();
    let spaced = line.get(level..).is_some_and(|rest| rest.starts_with([' ', '\t']));
    if (1..=6).contains(&level) && spaced { level } else { 0 }
}

/// Rules, comments and pictures. The line under a table's head says how its columns are set.
fn is_markdown_only(line: &str) -> bool {
    let line = line.trim();
    let made_of = |marks: &[char]| line.len() >= 3 && line.chars().all(|c| marks.contains(&c));
    made_of(&['-', ' '])
        || made_of(&['*', ' '])
        || (line.starts_with("![") && line.ends_with(')'))
        || (line.starts_with("<!--") && line.ends_with("-->"))
}

fn without_marks(line: &str, heading: usize) -> String {
    let text = line.trim();
    let text = if heading > 0 { text.get(heading..).unwrap_or("") } else { text };
    let text = text.strip_prefix("> ").unwrap_or(text);
    let text = text.strip_suffix('\\').unwrap_or(text);
    let text = text.strip_suffix("<br>").unwrap_or(text);
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escapes = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        if !escapes {
            plain.push(c);
        } else if let Some(escaped) = chars.next() {
            plain.push(escaped);
        }
    }
    plain
}

fn has_columns(raw: &str) -> bool {
    let wide = raw.split("  ").filter(|part| !part.trim().is_empty()).count() > 2;
    raw.contains('\t') || raw.starts_with('|') || wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_loses_its_marks() {
        let text = "---\ntitle: 月报\n---\n\n# 政务窗口月报\n\n## 一、总体情况\n\n4月，办理**6.1**万件\\*。\n---\n1\\. 项\n";
        let lines = source_lines(text);
        let found: Vec<_> = lines.iter().map(|l| (l.number, l.heading, l.text.as_str())).collect();
        let expected = [
            (5, 1, "政务窗口月报"),
            (7, 2, "一、总体情况"),
            (9, 0, "4月，办理6.1万件*。"),
            (11, 0, "1.项"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn plain_text_keeps_its_characters() {
        let lines = source_lines("# 不是标题吗\r\n第1行\\*\r\n商务厅\t12\t3\r\n");
        assert_eq!(lines.len(), 3);
        assert!(lines[2].columns);
        assert_eq!(source_lines("a\\*b")[0].text, "a\\*b");
        assert_eq!(source_lines("\t合计\t9")[0].raw, "\t合计\t9");
        assert_eq!(source_lines("\t受理9件。")[0].raw, "受理9件。");
        assert!(source_lines("").is_empty());
    }
}
