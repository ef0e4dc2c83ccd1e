//! Which line opens which section. Knows titles and labels, not what stands below them.

use super::lines::SourceLine;
use crate::model::{Bulletin, SectionDefinition};
use crate::text::chars::is_blank;
use crate::text::labels::{self, LabelKind};
use crate::text::prose::{Part, Prose};

/// A line that opens a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Index of the line.
    pub line: usize,
    /// Ordinal as printed, when there is one.
    pub number: Option<u32>,
    pub title: String,
    /// What follows a run-in title (一、总体情况。4月…) on the same line.
    pub rest: String,
}

/// Finds the headings of sections among the lines.
pub fn headings(lines: &[SourceLine], bulletin: &Bulletin) -> Vec<Heading> {
    let labelled: Vec<Heading> = lines.iter().enumerate().filter_map(labelled_heading).collect();
    let marked = lines.iter().any(|line| line.heading > 1);
    let known: Vec<String> =
        bulletin.sections.iter().flat_map(titles).filter(|title| !title.is_empty()).collect();
    let mut found: Vec<Heading> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            labelled_heading((index, line))
                .or_else(|| unlabelled_heading(index, line, &known, labelled.is_empty(), marked))
        })
        .collect();
    found.dedup_by(|b, a| a.title == b.title && b.line == a.line);
    found
}

fn labelled_heading((index, line): (usize, &SourceLine)) -> Option<Heading> {
    let (label, rest) = labels::split(&line.text)?;
    if label.kind != LabelKind::Section || line.columns {
        return None;
    }
    let number = Some(label.number);
    let closed = rest.trim_end_matches(['。', '：', '、', ' ']);
    if labels::is_heading_text(closed) {
        let title = closed.to_owned();
        return Some(Heading { line: index, number, title, rest: String::new() });
    }
    let (title, rest) = rest.split_once(['。', '：'])?;
    let is_title = labels::is_heading_text(title) && title.chars().count() <= 20;
    (is_title && !rest.trim().is_empty()).then(|| Heading {
        line: index,
        number,
        title: title.to_owned(),
        rest: rest.trim().to_owned(),
    })
}

/// A heading without 一、: of markdown, in 【】, or a title the definition knows.
fn unlabelled_heading(
    index: usize,
    line: &SourceLine,
    known: &[String],
    none_labelled: bool,
    marked: bool,
) -> Option<Heading> {
    let text = line.text.trim();
    let framed = text.strip_prefix('【').and_then(|t| t.strip_suffix('】'));
    let title = framed.unwrap_or(text);
    let is_known = labels::is_heading_text(title) && known.contains(&bare_title(title));
    let is_marked = marked && line.heading == 2 && labels::split(text).is_none();
    let is_framed = none_labelled && framed.is_some();
    (is_known || is_marked || is_framed).then(|| Heading {
        line: index,
        number: None,
        title: title.to_owned(),
        rest: String::new(),
    })
}

/// A title without months, slots, brackets and blanks: what stays the same every month.
pub fn bare_title(title: &str) -> String {
    let words: String = Prose::parse(title)
        .parts
        .into_iter()
        .filter_map(|part| match part {
            Part::Text(text) => Some(text),
            Part::Slot(_) => None,
        })
        .collect();
    let kept: String = words
        .chars()
        .filter(|c| !is_blank(*c) && !matches!(c, '（' | '）' | '(' | ')' | '“' | '”'))
        .collect();
    without_months(&kept)
}

fn without_months(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let tail = rest.get(digits..).unwrap_or("");
        let mark = ["年度", "年", "月份", "月"].into_iter().find(|mark| tail.starts_with(*mark));
        match mark {
            Some(mark) if digits > 0 => rest = tail.strip_prefix(mark).unwrap_or(tail),
            _ => {
                plain.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or("");
            }
        }
    }
    plain.replace("本月", "")
}

fn titles(section: &SectionDefinition) -> impl Iterator<Item = String> {
    std::iter::once(&section.title).chain(&section.aliases).map(|title| bare_title(title))
}

/// Likeness from which a title counts as a rewording of a defined one.
const LIKE_ENOUGH: usize = 75;

/// Gives each printed title the section of the definition it is most like, each section once.
pub fn assign<'a>(
    headings: &[Heading],
    bulletin: &'a Bulletin,
) -> Vec<Option<&'a SectionDefinition>> {
    let mut scores: Vec<(usize, usize, usize)> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let printed = bare_title(&heading.title);
        for (defined, section) in bulletin.sections.iter().enumerate() {
            let best = titles(section).map(|title| likeness(&printed, &title)).max().unwrap_or(0);
            if best >= LIKE_ENOUGH {
                scores.push((best, at, defined));
            }
        }
    }
    scores.sort_by_key(|(score, at, defined)| (usize::MAX - score, *at, *defined));
    let mut assigned: Vec<Option<usize>> = vec![None; headings.len()];
    for (_, at, defined) in scores {
        let taken = assigned.contains(&Some(defined));
        if let Some(slot) = assigned.get_mut(at)
            && slot.is_none()
            && !taken
        {
            *slot = Some(defined);
        }
    }
    assigned.into_iter().map(|at| at.and_then(|at| bulletin.sections.get(at))).collect()
}

/// How alike two titles are, 0 to 115: common characters in order, and a little more when one
/// contains the other whole or the beginnings agree.
fn likeness(printed: &str, defined: &str) -> usize {
    let a: Vec<char> = printed.chars().collect();
    let b: Vec<char> = defined.chars().collect();
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let common = common_length(&a, &b);
    let shorter = a.len().min(b.len());
    let contained = usize::from(common == shorter && shorter >= 4) * 10;
    let same_start = usize::from(a.get(..2).is_some_and(|start| b.starts_with(start))) * 5;
    common * 100 / a.len().max(b.len()) + contained + same_start
}

fn common_length(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        let mut left = 0;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            let best = if x == y { diagonal + 1 } else { above.max(left) };
            diagonal = above;
            left = best;
            *cell = best;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::bulletin_from_toml;
    use crate::import::lines::source_lines;

    fn keys(text: &str) -> Vec<Option<String>> {
        let bulletin =
            bulletin_from_toml(include_str!("../../assets/bulletin/zhengwu.toml")).unwrap();
        let headings = headings(&source_lines(text), &bulletin);
        assign(&headings, &bulletin).into_iter().map(|d| d.map(|d| d.key.clone())).collect()
    }

    #[test]
    fn titles_are_known_in_spite_of_rewording() {
        let text = "一、2025年5月份总体运行情况\n二、政务服务工作动态\n三、重点工作任务推进情况\n四、窗口工作动态\n五、厅(局)长“进大厅”";
        let found: Vec<_> = keys(text).into_iter().flatten().collect();
        assert_eq!(found, ["overview", "events", "work", "news", "visits"]);
    }

    #[test]
    fn other_titles_stay_other() {
        assert_eq!(keys("一、热线运行情况\n二、效能监督\n三、下月工作安排"), [None, None, None]);
    }

    #[test]
    fn headings_in_other_forms() {
        assert_eq!(keys("窗口资讯\n4月1日，印发。"), [Some("news".to_owned())]);
        assert_eq!(keys("【窗口资讯】\n4月1日，印发。\n【其他】"), [Some("news".to_owned()), None]);
        assert_eq!(keys("# 月报\n## 一、窗口资讯\n## 附记"), [Some("news".to_owned()), None]);
        assert_eq!(keys("四、窗口资讯。4月1日，印发办法。"), [Some("news".to_owned())]);
        assert_eq!(keys("四、对4月1日以前的，一律办结。"), []);
    }
}
