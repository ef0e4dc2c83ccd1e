//! A section's paragraphs → items with label, date, lead and department. Knows no figures.

use jiff::civil::Date;

use super::names;
use crate::model::{ItemNumbering, Month, SectionKind};
use crate::text::dates;
use crate::text::labels::{self, Label, LabelKind};

/// An item as it stands in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawItem {
    pub date: Option<Date>,
    pub department: Option<String>,
    pub lead: Option<String>,
    /// Literal text.
    pub paragraphs: Vec<String>,
}

/// The items of one section and how they are labelled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawItems {
    pub numbering: ItemNumbering,
    pub items: Vec<RawItem>,
    pub notes: Vec<String>,
}

/// Groups paragraphs into items. `kind` is `None` while a section's kind is still to be guessed.
pub fn group(paragraphs: &[&str]) -> RawItems {
    let first = paragraphs.first().and_then(|text| labels::split(text)).map(|(label, _)| label);
    let level = first.filter(|label| numbering_of(label.kind) != ItemNumbering::None);
    match level {
        Some(label) => labelled(paragraphs, label.kind),
        None if paragraphs.first().is_some_and(|text| text.starts_with(BULLETS)) => {
            bulleted(paragraphs)
        }
        None => unlabelled(paragraphs),
    }
}

/// Marks that open the items of an unnumbered list.
const BULLETS: [char; 9] = ['●', '○', '■', '□', '◆', '◇', '▲', '★', '◎'];

/// Each bullet begins an item; the marks themselves are not kept.
fn bulleted(paragraphs: &[&str]) -> RawItems {
    let mut grouped = RawItems::default();
    let mark: String = paragraphs.iter().filter_map(|text| text.chars().next()).take(1).collect();
    grouped.notes.push(format!("条目前的“{mark}”未收录。"));
    for text in paragraphs {
        let plain = text.trim_start_matches(BULLETS).trim_start().to_owned();
        let begins = plain.len() < text.len();
        match grouped.items.last_mut() {
            Some(item) if !begins => item.paragraphs.push(plain),
            _ => grouped.items.push(RawItem { paragraphs: vec![plain], ..RawItem::default() }),
        }
    }
    grouped
}

fn numbering_of(kind: LabelKind) -> ItemNumbering {
    match kind {
        LabelKind::Chinese => ItemNumbering::Chinese,
        LabelKind::Arabic | LabelKind::ArabicBrackets | LabelKind::Circled => ItemNumbering::Arabic,
        LabelKind::Section | LabelKind::Running => ItemNumbering::None,
    }
}

fn labelled(paragraphs: &[&str], kind: LabelKind) -> RawItems {
    let mut grouped = RawItems { numbering: numbering_of(kind), ..RawItems::default() };
    if matches!(kind, LabelKind::ArabicBrackets | LabelKind::Circled) {
        grouped.notes.push("条目序号统一为“1.”的形式。".to_owned());
    }
    let mut expected = 1;
    for text in paragraphs {
        match labels::split(text) {
            Some((Label { kind: found, number }, rest)) if found == kind => {
                if number != expected {
                    grouped
                        .notes
                        .push(format!("条目序号不连续：应为第{expected}条，原文为第{number}条。"));
                }
                expected = number + 1;
                grouped
                    .items
                    .push(RawItem { paragraphs: vec![rest.to_owned()], ..RawItem::default() });
            }
            _ => match grouped.items.last_mut() {
                Some(item) => item.paragraphs.push((*text).to_owned()),
                None => grouped
                    .items
                    .push(RawItem { paragraphs: vec![(*text).to_owned()], ..RawItem::default() }),
            },
        }
    }
    grouped
}

/// Without labels, a paragraph that opens with a day begins an item if the first one does.
fn unlabelled(paragraphs: &[&str]) -> RawItems {
    let dated = paragraphs.first().is_some_and(|text| dates::leading_day(text).is_some());
    let mut grouped = RawItems::default();
    for text in paragraphs {
        let begins = dated && dates::leading_day(text).is_some();
        match grouped.items.last_mut() {
            Some(item) if !begins => item.paragraphs.push((*text).to_owned()),
            _ => grouped
                .items
                .push(RawItem { paragraphs: vec![(*text).to_owned()], ..RawItem::default() }),
        }
    }
    grouped
}

/// What a section of no definition holds, judged by its items.
pub fn guess_kind(title: &str, items: &[RawItem]) -> SectionKind {
    if title.contains("进大厅") {
        return SectionKind::Visits;
    }
    let first = |item: &RawItem| item.paragraphs.first().cloned().unwrap_or_default();
    let dated: Vec<String> = items.iter().map(first).filter(|text| tells_a_day(text)).collect();
    if items.is_empty() || dated.len() * 2 < items.len() || dated.is_empty() {
        let is_list =
            items.len() > 1 || items.iter().any(|item| split_lead(&first(item)).is_some());
        return if is_list { SectionKind::Work } else { SectionKind::Prose };
    }
    let by_department = |text: &&String| {
        dates::leading_day(text).and_then(|day| text.get(day.length..)).is_some_and(|rest| {
            names::department_in_sentence(rest.trim_start_matches('，'), &[]).is_some()
        })
    };
    let departments = dated.iter().filter(by_department).count();
    if departments * 2 > dated.len() { SectionKind::News } else { SectionKind::Events }
}

/// Whether a text begins with a day, and so tells of an event; numbers of a whole month do not.
fn tells_a_day(text: &str) -> bool {
    dates::leading_day(text).is_some() && !dates::opens_with_whole_month(text)
}

/// Fills in date, lead and department of an item, taking from its first paragraph what printing
/// will put back.
pub fn dress(
    item: &mut RawItem,
    kind: SectionKind,
    covered: Month,
    known: &[String],
) -> Vec<String> {
    let mut notes = Vec::new();
    let Some(first) = item.paragraphs.first_mut() else { return notes };
    let may_lead = !matches!(kind, SectionKind::Prose | SectionKind::Visits | SectionKind::Table);
    if let Some((lead, rest)) = split_lead(first).filter(|_| may_lead) {
        item.lead = Some(lead.to_owned());
        *first = rest.to_owned();
    } else if let Some(day) = dates::leading_day(first).filter(|_| may_lead) {
        item.date = day.date(covered);
        if item.date.is_none() {
            let date = first.get(..day.length).unwrap_or("");
            notes.push(format!("日期“{date}”不存在，按原文收录。"));
        }
        strip_day(first, item.date);
    }
    if kind == SectionKind::News {
        let clause =
            first.trim_start_matches(|c: char| c.is_ascii_digit() || "年月日，至—".contains(c));
        item.department = names::department_in_sentence(clause, known).map(str::to_owned);
    }
    notes
}

/// Takes off exactly what printing will put before the text: `4月25日，`.
fn strip_day(text: &mut String, date: Option<Date>) {
    let Some(date) = date else { return };
    let printed = format!("{}月{}日，", date.month(), date.day());
    if let Some(rest) = text.strip_prefix(&printed).filter(|rest| !rest.is_empty()) {
        // A text that itself opens with a date is printed without another one before it.
        let another = dates::number(rest)
            .is_some_and(|(_, tail)| tail.starts_with(['年', '月', '日', '-', '.']));
        if !another {
            *text = rest.to_owned();
        }
    }
}

/// The run-in heading (段首标题) before the first 。, and the text after it.
pub fn split_lead(text: &str) -> Option<(&str, &str)> {
    let (lead, rest) = text.split_once('。')?;
    let marks = ['，', '；', '：', '！', '？', '《'];
    let fits = (2..=24).contains(&lead.chars().count())
        && !lead.contains(marks)
        && !rest.trim().is_empty()
        && !lead.chars().any(|c| c.is_ascii_digit())
        && dates::leading_day(lead).is_none();
    fits.then_some((lead, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered() -> Month {
        "2025-04".parse().unwrap()
    }

    fn dressed(text: &str, kind: SectionKind) -> RawItem {
        let mut item = RawItem { paragraphs: vec![text.to_owned()], ..RawItem::default() };
        dress(&mut item, kind, covered(), &[]);
        item
    }

    #[test]
    fn labels_make_items_and_the_rest_follows_them() {
        let grouped = group(&["（一）甲。", "续。", "（二）乙。", "1.丙。"]);
        assert_eq!(grouped.numbering, ItemNumbering::Chinese);
        let paragraphs: Vec<_> = grouped.items.iter().map(|i| i.paragraphs.clone()).collect();
        assert_eq!(paragraphs, [["甲。", "续。"], ["乙。", "1.丙。"]]);
        assert_eq!(group(&["1.甲。", "3.乙。"]).notes.len(), 1);
        assert_eq!(group(&["引言：", "1.甲。", "2.乙。"]).items.len(), 1);
        assert_eq!(group(&["4月1日，甲。", "续。", "4月2日，乙。"]).items.len(), 2);
        assert_eq!(group(&["●甲。", "续。", "● 乙。"]).items[1].paragraphs, ["乙。"]);
        assert!(group(&[]).items.is_empty());
    }

    #[test]
    fn dates_are_taken_off_when_printing_restores_them() {
        let item = dressed("4月25日，省中心召开会议。", SectionKind::Events);
        assert_eq!(item.date.map(|d| d.to_string()).as_deref(), Some("2025-04-25"));
        assert_eq!(item.paragraphs, ["省中心召开会议。"]);
        for kept in [
            "4月25日上午，召开。",
            "2025年4月25日，召开。",
            "4月1日至3日，召开。",
            "4月05日，召开。",
        ] {
            let item = dressed(kept, SectionKind::Events);
            assert!(item.date.is_some());
            assert_eq!(item.paragraphs, [kept]);
        }
        assert_eq!(dressed("4月31日，召开。", SectionKind::Events).date, None);
    }

    #[test]
    fn leads_are_short_first_sentences() {
        let item = dressed("增值化改革。4月25日，调研。", SectionKind::Work);
        assert_eq!(item.lead.as_deref(), Some("增值化改革"));
        assert_eq!(item.paragraphs, ["4月25日，调研。"]);
        assert_eq!(item.date, None);
        for plain in ["4月，配合修改方案。会同征集。", "配合办公厅，修改方案。又。", "只有一句。"]
        {
            assert_eq!(dressed(plain, SectionKind::Work).lead, None, "{plain}");
        }
    }

    #[test]
    fn news_name_their_department() {
        let item = dressed("4月10日，应急管理厅行政审批处赴凉山州。", SectionKind::News);
        assert_eq!(item.department.as_deref(), Some("应急管理厅"));
        assert_eq!(dressed("4月10日，全省工作会议召开。", SectionKind::News).department, None);
    }

    #[test]
    fn kinds_are_guessed() {
        let items = |texts: &[&str]| group(texts).items;
        assert_eq!(guess_kind("其他", &items(&["（一）4月1日，水利厅印发。"])), SectionKind::News);
        assert_eq!(guess_kind("其他", &items(&["（一）4月1日，召开会议。"])), SectionKind::Events);
        assert_eq!(guess_kind("其他", &items(&["1.热线。受理。", "2.督办。"])), SectionKind::Work);
        assert_eq!(guess_kind("其他", &items(&["本月平稳。"])), SectionKind::Prose);
        assert_eq!(guess_kind("话务", &items(&["4月1日至30日，接听9个。"])), SectionKind::Prose);
        assert_eq!(guess_kind("局长进大厅", &items(&["本月平稳。"])), SectionKind::Visits);
    }
}
