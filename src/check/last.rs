//! An issue against the one before it: number and date of the masthead, sections that went missing,
//! sentences nobody touched. Knows no figure.

use std::collections::HashSet;

use crate::document::numbering::section_name;
use crate::document::{Anchor, Block, Document, Role, Run};
use crate::model::{Issue, SectionKind};
use crate::text::chars::is_han;
use crate::text::numerals::counts;

use super::{Finding, Level};

/// Shorter sentences are the same by chance.
const TELLING: usize = 16;

/// Everything that is odd about an issue beside the one before it.
pub fn against_last(
    issue: &Issue,
    document: &Document,
    last: &Issue,
    last_document: &Document,
) -> Vec<Finding> {
    let mut found = masthead(issue, last);
    found.extend(missing_sections(issue, last));
    found.extend(unchanged(issue, document, last_document));
    found
}

fn masthead(issue: &Issue, last: &Issue) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut say = |level, text: String, message: String| {
        let section = "报头".to_owned();
        found.push(Finding { section, text, message, ..blank("S11", level) });
    };
    let first = issue.month.month() == 1 && issue.number == 1;
    if issue.number == last.number {
        let text = format!("第{}期", issue.number);
        say(Level::Must, text, format!("期号与上一期相同（第{}期），请核对", last.number));
    } else if issue.number != last.number.saturating_add(1) && !first {
        let text = format!("第{}期", issue.number);
        say(Level::Doubt, text, format!("上一期是第{}期，期号不连续，请核对", last.number));
    }
    if let (Some(now), Some(before)) = (issue.total_number, last.total_number)
        && now != before.saturating_add(1)
    {
        let level = if now <= before { Level::Must } else { Level::Doubt };
        say(level, format!("总第{now}期"), format!("上一期是总第{before}期，总期号不连续，请核对"));
    }
    if let (Some(now), Some(before)) = (issue.issue_date, last.issue_date)
        && now <= before
    {
        let text = crate::document::chinese_date(now);
        let before = crate::document::chinese_date(before);
        say(Level::Must, text, format!("印发日期不晚于上一期（{before}），请核对"));
    }
    found
}

/// Standing sections of the last issue that this one has not.
fn missing_sections(issue: &Issue, last: &Issue) -> Vec<Finding> {
    let here = |title: &str, key: &str| {
        issue.sections.iter().any(|own| own.key == key || own.title == title)
    };
    let missing = last.sections.iter().filter(|section| !here(&section.title, &section.key));
    missing
        .map(|section| {
            let title = section.title.replace("{年月}", "");
            let message = format!("上一期有“{title}”，本期没有这一栏目");
            Finding { text: title, message, ..blank("S13", Level::Hint) }
        })
        .collect()
}

/// Sentences that stand in the last issue to the letter; in a section of figures a number that did
/// not change either is a question.
fn unchanged(issue: &Issue, document: &Document, last: &Document) -> Vec<Finding> {
    let known: HashSet<String> =
        paragraphs(last).flat_map(|(runs, ..)| sentences(runs)).map(|s| s.plain).collect();
    let mut found = Vec::new();
    for (runs, anchor, item) in paragraphs(document) {
        let model = issue.sections.get(anchor.section);
        let figures = model.is_some_and(|section| section.kind == SectionKind::Prose);
        for sentence in sentences(runs).filter(|sentence| known.contains(&sentence.plain)) {
            let counted = !counts(&sentence.text).is_empty();
            let level = if figures && counted { Level::Doubt } else { Level::Hint };
            let message = if counted {
                "这一句与上一期完全相同，请核对其中的数字是否已更新"
            } else {
                "这一句与上一期完全相同，请看是否需要改写"
            };
            found.push(Finding {
                section: section_name(issue, anchor.section),
                item: item.clone(),
                paragraph: Some(anchor.paragraph),
                anchor: Some(anchor),
                start: sentence.start,
                end: sentence.end,
                text: sentence.text,
                message: message.to_owned(),
                ..blank("S08", level)
            });
        }
    }
    found
}

fn blank(rule: &'static str, level: Level) -> Finding {
    Finding {
        rule,
        level,
        section: String::new(),
        item: None,
        paragraph: None,
        start: 0,
        end: 0,
        text: String::new(),
        message: String::new(),
        fix: None,
        anchor: None,
        indicator: None,
    }
}

/// Runs of every paragraph with its place and the label of its item.
fn paragraphs(document: &Document) -> impl Iterator<Item = (&[Run], Anchor, Option<String>)> {
    let mut item: Option<(usize, Option<usize>, String)> = None;
    document.blocks.iter().filter_map(move |block| {
        let Block::Paragraph { runs, anchor } = block else { return None };
        if let Some(label) = runs.first().filter(|run| run.role == Role::Label) {
            item = Some((anchor.section, anchor.item, label.text.clone()));
        }
        let own = item
            .as_ref()
            .filter(|(section, index, _)| (*section, *index) == (anchor.section, anchor.item));
        let label = own.map(|(.., label)| label.clone());
        Some((runs.as_slice(), *anchor, label))
    })
}

struct Sentence {
    /// Characters of the paragraph.
    start: usize,
    end: usize,
    text: String,
    /// Characters and digits alone.
    plain: String,
}

/// The sentences of a paragraph without what is generated before it.
fn sentences(runs: &[Run]) -> impl Iterator<Item = Sentence> {
    let opened: usize = runs
        .iter()
        .take_while(|run| matches!(run.role, Role::Label | Role::Lead))
        .map(|run| run.text.chars().count())
        .sum();
    let chars: Vec<char> = runs.iter().flat_map(|run| run.text.chars()).collect();
    let mut found = Vec::new();
    let mut start = opened;
    for at in opened..chars.len() {
        let ends = matches!(chars.get(at), Some('。' | '！' | '？')) || at + 1 == chars.len();
        if !ends {
            continue;
        }
        let letters = chars.get(start..=at).unwrap_or_default();
        let plain: String =
            letters.iter().filter(|c| is_han(**c) || c.is_ascii_alphanumeric()).collect();
        if plain.chars().count() >= TELLING {
            found.push(Sentence { start, end: at + 1, text: letters.iter().collect(), plain });
        }
        start = at + 1;
    }
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture::{fixture, item, section};

    /// The rules that speak of March beside February; both with these paragraphs.
    fn rules(kind: SectionKind, last: &str, now: &str) -> Vec<(&'static str, Level)> {
        let mut before = fixture();
        before.issue.month = before.issue.month.previous();
        (before.issue.number, before.issue.total_number) = (2, Some(26));
        before.issue.issue_date =
            before.issue.issue_date.map(|date| date.saturating_sub(jiff::Span::new().days(30)));
        before.issue.sections = vec![section("a", kind, "情况", vec![item(&[last])])];
        let mut after = fixture();
        after.issue.sections = vec![section("a", kind, "情况", vec![item(&[now])])];
        let found =
            against_last(&after.issue, &after.document(), &before.issue, &before.document());
        found.into_iter().map(|finding| (finding.rule, finding.level)).collect()
    }

    #[test]
    fn a_sentence_nobody_touched_is_asked_about() {
        let text = "共受理群众来信二十封以上，接待群众312人次，办结率很高。";
        assert_eq!(rules(SectionKind::Prose, text, text), [("S08", Level::Doubt)]);
        assert_eq!(rules(SectionKind::Work, text, text), [("S08", Level::Hint)]);
        let changed = text.replace("312", "321");
        assert_eq!(rules(SectionKind::Prose, text, &changed), []);
        let plain = "中心按照统一部署持续推进各项工作落地见效。";
        assert_eq!(rules(SectionKind::Prose, plain, plain), [("S08", Level::Hint)]);
        assert_eq!(rules(SectionKind::Prose, "工作有序。", "工作有序。"), []);
    }

    #[test]
    fn the_masthead_goes_on_from_the_last() {
        let of = |change: fn(&mut Issue)| {
            let last = fixture();
            let mut now = fixture();
            now.issue.month = now.issue.month.plus(1);
            (now.issue.number, now.issue.total_number) = (4, Some(28));
            now.issue.issue_date = Some("2026-05-11".parse().unwrap());
            change(&mut now.issue);
            masthead(&now.issue, &last.issue).into_iter().map(|f| f.level).collect::<Vec<_>>()
        };
        assert_eq!(of(|_| {}), []);
        assert_eq!(of(|issue| issue.number = 3), [Level::Must]);
        assert_eq!(of(|issue| issue.number = 6), [Level::Doubt]);
        assert_eq!(of(|issue| issue.total_number = Some(27)), [Level::Must]);
        assert_eq!(of(|issue| issue.total_number = Some(30)), [Level::Doubt]);
        assert_eq!(
            of(|issue| issue.issue_date = Some("2026-04-09".parse().unwrap())),
            [Level::Must]
        );
        let january =
            |issue: &mut Issue| (issue.month, issue.number) = ("2027-01".parse().unwrap(), 1);
        assert_eq!(of(january), []);
    }

    #[test]
    fn a_section_that_went_missing_is_named() {
        let (last, mut now) = (fixture(), fixture());
        now.issue.sections.pop();
        let found = missing_sections(&now.issue, &last.issue);
        assert_eq!(found.iter().map(|f| f.text.as_str()).collect::<Vec<_>>(), ["局长进大厅"]);
        assert_eq!(missing_sections(&last.issue, &last.issue), []);
    }
}
