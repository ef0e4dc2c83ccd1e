//! Literal text and what was bound in it → prose with slots. Knows neither sections nor lines.

use std::ops::Range;

use crate::model::Month;
use crate::text::dates;
use crate::text::prose::{IssueSlot, Part, Prose, Slot};
use crate::text::scope::is_in_title;

/// A slot that takes the place of bytes of a text.
pub type Placed = (Range<usize>, Slot);

/// Puts slots into a text. Slots may come in any order; one that overlaps an earlier one is left
/// out.
pub fn with_slots(text: &str, mut slots: Vec<Placed>) -> Prose {
    slots.sort_by_key(|(range, _)| (range.start, range.end));
    let mut prose = Prose::default();
    let mut at = 0;
    for (range, slot) in slots {
        if range.start < at {
            continue;
        }
        prose.push_text(text.get(at..range.start).unwrap_or(""));
        at = range.end;
        prose.push_slot(slot);
    }
    prose.push_text(text.get(at..).unwrap_or(""));
    prose
}

/// A paragraph's source with slots where its words name the month covered or its year.
pub fn with_month_slots(source: &str, covered: Month) -> String {
    with_placed(source, |text| month_slots(text, covered))
}

/// A paragraph's source with slots where it names the month before as the base of a comparison, or
/// tells the month covered by its last day: what else would be last month's in the next issue.
pub fn with_spans(source: &str, covered: Month) -> String {
    with_placed(source, |text| {
        let mut slots = bases(text, covered);
        slots.extend(month_ends(text, covered));
        slots
    })
}

/// A caption's source with slots where it names the month covered, wherever that stands.
pub fn with_title_slots(source: &str, covered: Month) -> String {
    with_placed(source, |text| title_slots(text, covered))
}

fn with_placed(source: &str, slots: impl Fn(&str) -> Vec<Placed>) -> String {
    let mut prose = Prose::default();
    for part in Prose::parse(source).parts {
        match part {
            Part::Slot(slot) => prose.push_slot(slot),
            Part::Text(text) => {
                let placed = with_slots(&text, slots(&text));
                for part in placed.parts {
                    match part {
                        Part::Slot(slot) => prose.push_slot(slot),
                        Part::Text(text) => prose.push_text(&text),
                    }
                }
            }
        }
    }
    prose.source()
}

/// The places where a text names the month covered or its year, as slots that print just that.
pub fn month_slots(text: &str, covered: Month) -> Vec<Placed> {
    let mut slots: Vec<Placed> = Vec::new();
    let whole = covered.chinese();
    let year = format!("{}年", covered.year());
    for (at, found) in text.match_indices(&whole) {
        if starts_number(text, at) && !opens_day(text, at + found.len()) {
            slots.push((at..at + found.len(), issue(IssueSlot::YearMonth)));
        }
    }
    for (at, found) in text.match_indices(&year) {
        let follows_month = text
            .get(at + found.len()..)
            .and_then(dates::number)
            .is_some_and(|(_, rest)| rest.starts_with('月'));
        if starts_number(text, at) && !follows_month {
            slots.push((at..at + found.len(), issue(IssueSlot::Year)));
        }
    }
    slots.retain(|(range, _)| !is_in_title(text, range.start));
    slots.extend(lone_months(text, covered));
    slots.extend(bases(text, covered));
    slots.extend(month_ends(text, covered));
    slots
}

fn issue(slot: IssueSlot) -> Slot {
    Slot::new(slot.name(), crate::model::Measure::Value)
}

/// Each `3月` that a comparison has as its base, when it is the month before: 与3月相比, 较3月增长.
fn bases(text: &str, covered: Month) -> Vec<Placed> {
    let month = format!("{}月", covered.previous().month());
    let is_base = |at: &usize| {
        let before = text.get(..*at).unwrap_or("");
        let after = text.get(at + month.len()..).unwrap_or("");
        before.ends_with(['与', '较', '比', '同'])
            && dates::number(after).is_none()
            && !reaches_on(after)
            && !is_in_title(text, *at)
    };
    let places = text.match_indices(&month).map(|(at, _)| at).filter(is_base);
    places.map(|at| (at..at + month.len(), issue(IssueSlot::LastMonth))).collect()
}

/// The month covered as its last day tells it: 截至4月30日, 4月1日至30日.
fn month_ends(text: &str, covered: Month) -> Vec<Placed> {
    let (month, year) = (format!("{}月", covered.month()), format!("{}年", covered.year()));
    let last = u32::from(covered.last_day().unsigned_abs());
    let mut slots = Vec::new();
    for (at, _) in text.match_indices(&month) {
        let before = text.get(..at).unwrap_or("");
        let day_at = at + month.len();
        let Some((day, rest)) = text.get(day_at..).and_then(dates::number) else { continue };
        let Some(rest) = rest.strip_prefix('日').filter(|_| starts_number(text, at)) else {
            continue;
        };
        let behind = text.len() - rest.len();
        let with_year = before.strip_suffix(year.as_str());
        let head = with_year.unwrap_or(before);
        let up_to =
            ["截至", "截止", "截止到", "截至到", "截止至"].iter().any(|w| head.ends_with(w));
        let end = dates::span_end(rest)
            .filter(|end| day == 1 && end.day == last && end.is_of(covered.month()));
        if end.is_none() && !(up_to && day == last) {
            continue;
        }
        let whole = if with_year.is_some() { IssueSlot::YearMonth } else { IssueSlot::Month };
        slots.push((head.len()..day_at, issue(whole)));
        let (day_at, behind) = end.map_or((day_at, behind), |end| {
            if end.month.is_some() {
                let from = (behind + end.day_at).saturating_sub(month.len());
                slots.push((from..behind + end.day_at, issue(IssueSlot::Month)));
            }
            (behind + end.day_at, behind + end.length)
        });
        slots.push((day_at..behind, issue(IssueSlot::MonthEnd)));
    }
    // What is written in another way (三十日, 04月) stays as it is.
    let printed = |slot: &Slot| slot.issue_slot().and_then(|fact| fact.of_month(covered));
    slots.retain(|(range, slot)| text.get(range.clone()) == printed(slot).as_deref());
    slots
}

/// Each `4月` that names the month covered by itself: at the start, after a mark, or in 其中4月.
/// So does the end of 1—4月. Days, other ranges, deadlines and titles in 《》 are none.
fn lone_months(text: &str, covered: Month) -> Vec<Placed> {
    let month = format!("{}月", covered.month());
    let is_month = |at: &usize| {
        let before = text.get(..*at).unwrap_or("");
        let after = text.get(at + month.len()..).unwrap_or("");
        let opens = before.is_empty()
            || before.ends_with(['，', '；', '。', '（', '：', '中', '而'])
            || from_january(before);
        opens && dates::number(after).is_none() && !reaches_on(after) && !is_in_title(text, *at)
    };
    let places = text.match_indices(&month).map(|(at, _)| at).filter(is_month);
    places.map(|at| (at..at + month.len(), issue(IssueSlot::Month))).collect()
}

/// Whether the words behind a month make it a part of one, a deadline or the begin of a span.
fn reaches_on(after: &str) -> bool {
    let parts = ["上旬", "中旬", "下旬", "上半", "下半", "中，", "中下", "上中"];
    let bounds = [
        '底', '末', '初', '起', '以', '前', '至', '到', '—', '-', '~', '～', '、', '和', '与', '及',
    ];
    after.starts_with(bounds) || parts.iter().any(|part| after.starts_with(part))
}

/// Whether a range of months from January is open: 1—, 今年1至.
fn from_january(before: &str) -> bool {
    let first = ["1—", "1-", "1至", "1～", "1月—", "1月至", "1月-"];
    let head = first.iter().find_map(|range| before.strip_suffix(range));
    head.is_some_and(|head| !head.ends_with(|c: char| c.is_ascii_digit() || c == '.'))
}

/// Month slots of a title, where a month may stand anywhere: 4月份总体情况.
pub fn title_slots(title: &str, covered: Month) -> Vec<Placed> {
    let mut slots = month_slots(title, covered);
    let month = format!("{}月", covered.month());
    for (at, found) in title.match_indices(&month) {
        let is_free = !slots.iter().any(|(range, _)| range.contains(&at));
        let after_year = title.get(..at).is_some_and(|before| before.ends_with('年'));
        if is_free && !after_year && starts_number(title, at) && !opens_day(title, at + found.len())
        {
            slots.push((at..at + found.len(), issue(IssueSlot::Month)));
        }
    }
    slots
}

fn starts_number(text: &str, at: usize) -> bool {
    !text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit() || c == '.'))
}

/// Whether a day follows: 2025年4月 of 2025年4月25日.
fn opens_day(text: &str, at: usize) -> bool {
    text.get(at..).and_then(dates::number).is_some_and(|(_, rest)| rest.starts_with('日'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str, title: bool) -> String {
        let covered = "2025-04".parse().unwrap();
        let slots = if title { title_slots(text, covered) } else { month_slots(text, covered) };
        with_slots(text, slots).source()
    }

    #[test]
    fn only_the_month_covered_becomes_a_slot() {
        for (text, expected) in [
            ("2025年4月，受理17件", "{年月}，受理17件"),
            ("4月，受理17件", "{月}，受理17件"),
            ("4月25日，受理", "4月25日，受理"),
            ("2025年预算，2024年结余", "{年}预算，2024年结余"),
            ("2025年4月25日受理", "2025年4月25日受理"),
            ("2025年3月受理", "2025年3月受理"),
            ("12025年4月", "12025年4月"),
            ("累计9条；4月推送3条，其中4月份2条", "累计9条；{月}推送3条，其中{月}份2条"),
            ("截至4月底，4月、5月", "截至4月底，4月、5月"),
            ("今年1—4月，1月至4月，11—4月，2—4月", "今年1—{月}，1月至{月}，11—4月，2—4月"),
            ("与3月相比，较3月份增长，比3月底", "与{上月}相比，较{上月}份增长，比3月底"),
            ("较3月下降，比3月上升，较3月下旬", "较{上月}下降，比{上月}上升，较3月下旬"),
            ("截至4月30日，4月1日至30日", "截至{月}{月末}，{月}1日至{月末}"),
            ("2025年4月1日—4月30日", "{年月}1日—{月}{月末}"),
            ("截至4月29日，4月1日至3日，持续至4月30日", "截至4月29日，4月1日至3日，持续至4月30日"),
            ("截至4月三十日", "截至{月}三十日"),
            ("印发《2025年4月要点》", "印发《2025年4月要点》"),
            ("{4月}", "{{4月}}"),
        ] {
            assert_eq!(source(text, false), expected);
        }
        assert_eq!(source("全省4月份总体情况", true), "全省{月}份总体情况");
        assert_eq!(source("2025年4月总体运行情况", true), "{年月}总体运行情况");
        assert_eq!(source("14月情况", true), "14月情况");
        let caption =
            with_title_slots("表1 4月份各窗口{办件}（单位：件）", "2025-04".parse().unwrap());
        assert_eq!(caption, "表1 {月}份各窗口{办件}（单位：件）");
    }
}
