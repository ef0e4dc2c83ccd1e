//! Which line opens which section. Knows titles and labels, not what stands below them.

use std::collections::BTreeSet;

use super::lines::SourceLine;
use super::masthead::names_body;
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
    let styled = lines.iter().filter(|line| line.heading == 2).count() > 1;
    let known = bulletin.sections.iter().flat_map(titles);
    // A title in a list of contents is none where headings are marked as such.
    let known: Vec<String> = known.filter(|title| !title.is_empty() && !styled).collect();
    let mut found: Vec<Heading> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            labelled_heading((index, line))
                .or_else(|| unlabelled_heading(index, line, &known, labelled.is_empty(), marked))
        })
        .collect();
    found.dedup_by(|b, a| a.title == b.title && b.line == a.line);
    if labelled.is_empty() && !styled {
        let marked: Vec<usize> = found.iter().map(|heading| heading.line).collect();
        found.extend(plain_headings(lines, &marked));
        found.sort_by_key(|heading| heading.line);
    }
    found
}

/// Words above a table of contents.
const CONTENTS: [&str; 6] = ["目录", "【目录】", "本期目录", "本期要目", "要目", "内容提要"];

/// Lines of a table of contents (目录): headings in a row that all come again further down.
pub fn contents(lines: &[SourceLine]) -> Vec<usize> {
    let listed = marked_contents(lines);
    if listed.is_empty() { numbered_contents(lines) } else { listed }
}

/// A table of contents whose entries are headings further down, marked as such.
fn marked_contents(lines: &[SourceLine]) -> Vec<usize> {
    let bare = |text: &str| text.chars().filter(|c| !is_blank(*c)).collect::<String>();
    let is_word = |line: &SourceLine| CONTENTS.contains(&bare(&line.text).as_str());
    let Some(word) = lines.iter().position(is_word) else { return Vec::new() };
    let title = |line: &SourceLine| {
        let text = bare(&line.text);
        text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '…' | '.' | '·'))
            .to_owned()
    };
    let headings = lines.iter().skip(word + 1).filter(|line| line.heading == 2);
    let headings: BTreeSet<String> = headings.map(title).collect();
    let entries = lines
        .iter()
        .skip(word + 1)
        .take_while(|line| line.heading != 2 && headings.contains(&title(line)));
    match entries.count() {
        0 => Vec::new(),
        count => (word..=word + count).collect(),
    }
}

fn numbered_contents(lines: &[SourceLine]) -> Vec<usize> {
    let title = |line: &SourceLine| {
        let text = line.text.trim_end_matches(|c: char| {
            c.is_ascii_digit() || is_blank(c) || matches!(c, '…' | '.' | '·' | '-' | '—')
        });
        labelled_title(text).map(str::to_owned)
    };
    let titles: Vec<Option<String>> = lines.iter().map(title).collect();
    let Some(start) = titles.iter().position(Option::is_some) else { return Vec::new() };
    let run: Vec<&String> = titles.iter().skip(start).map_while(Option::as_ref).collect();
    // The first title that comes again at once ends the table.
    let again = run.iter().skip(1).position(|title| run.first() == Some(title));
    let length = again.map_or(run.len(), |at| at + 1);
    let below: BTreeSet<&String> = titles.iter().skip(start + length).flatten().collect();
    if length < 2 || !run.iter().take(length).all(|title| below.contains(*title)) {
        return Vec::new();
    }
    let word = start.checked_sub(1).filter(|at| {
        let text: Option<String> =
            lines.get(*at).map(|line| line.text.chars().filter(|c| !is_blank(*c)).collect());
        text.is_some_and(|text| CONTENTS.contains(&text.as_str()))
    });
    word.into_iter().chain(start..start + length).collect()
}

/// Headings of a sheet that numbers none: （一）大厅运行 on a line of its own, else a short line
/// with running text below and a finished sentence above.
fn plain_headings(lines: &[SourceLine], marked: &[usize]) -> Vec<Heading> {
    let heading = |line: usize, number: Option<u32>, title: &str| Heading {
        line,
        number,
        title: title.to_owned(),
        rest: String::new(),
    };
    let bracketed = lines.iter().enumerate().filter_map(|(at, line)| {
        let (label, rest) = labels::split(&line.text)?;
        let stands = label.kind == LabelKind::Chinese && is_short_title(rest);
        stands.then(|| heading(at, Some(label.number), rest))
    });
    let bracketed: Vec<Heading> = bracketed.collect();
    if marked.is_empty() && bracketed.len() > 1 {
        return bracketed;
    }
    let is_text = |line: &SourceLine| line.text.contains(['。', '，', '；']);
    let top = lines.iter().position(is_text).unwrap_or(lines.len());
    let stands = |(at, line): (usize, &SourceLine)| {
        let first = marked.is_empty() && at < top;
        let above = at.checked_sub(1).and_then(|at| lines.get(at));
        let below = lines.get(at + 1).is_some_and(is_text);
        let title = line.text.trim();
        let free = !line.columns && !marked.contains(&at) && labels::split(title).is_none();
        let plain = is_short_title(title) && !title.contains(|c: char| c.is_ascii_digit());
        let apart = first || above.is_some_and(|line| line.text.ends_with('。'));
        (free && plain && below && apart && !names_body(title)).then(|| heading(at, None, title))
    };
    let plain: Vec<Heading> = lines.iter().enumerate().filter_map(stands).collect();
    if plain.len() + marked.len() > 1 { plain } else { Vec::new() }
}

fn is_short_title(text: &str) -> bool {
    labels::is_heading_text(text) && (2..=16).contains(&text.chars().count())
}

fn labelled_title(text: &str) -> Option<&str> {
    let (label, rest) = labels::split(text)?;
    let closed = rest.trim_end_matches(['。', '：', '、', ' ']);
    (label.kind == LabelKind::Section && labels::is_heading_text(closed)).then_some(closed)
}

/// Whether a line opens a section by its number.
pub fn is_numbered(line: &SourceLine) -> bool {
    labelled_heading((0, line)).is_some()
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
        assert_eq!(keys("壹、窗口资讯\n4月1日，印发。"), [Some("news".to_owned())]);
    }

    fn found(text: &str) -> Vec<String> {
        let bulletin =
            bulletin_from_toml(include_str!("../../assets/bulletin/zhengwu.toml")).unwrap();
        headings(&source_lines(text), &bulletin).into_iter().map(|h| h.title).collect()
    }

    #[test]
    fn sheets_that_number_nothing_or_in_brackets() {
        let text = "某区通报\n某区审批局\n大厅数据\n6月，受理9件。\n企业开办：3户。\n亮点工作\n6月6日，启用专区。\n某区审批局\n";
        assert_eq!(found(text), ["大厅数据", "亮点工作"]);
        let text = "某县简报\n（一）大厅运行\n受理9件。\n（二）改革\n1.优化流程。\n";
        assert_eq!(found(text), ["大厅运行", "改革"]);
        assert_eq!(found("某县简报\n受理9件。\n"), Vec::<String>::new());
    }

    #[test]
    fn a_table_of_contents_is_told_from_the_sections() {
        let text =
            "月报\n目 录\n一、综述……1\n二、数据……2\n一、综述\n受理9件。\n二、数据\n办结8件。\n";
        assert_eq!(contents(&source_lines(text)), [1, 2, 3]);
        let text = "月报\n一、综述\n二、数据\n办结8件。\n三、综述\n";
        assert_eq!(contents(&source_lines(text)), Vec::<usize>::new());
    }
}
