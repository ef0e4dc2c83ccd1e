//! What of an earlier issue's words may stand again next month. Knows no book: paragraphs in,
//! paragraphs and remarks out.

use crate::model::{Item, Measure, SectionDefinition};
use crate::text::exhibit;
use crate::text::numerals::{NumeralForm, numerals};
use crate::text::prose::{Part, Prose, Slot};
use crate::text::scope::is_in_title;

/// The words a derived value is printed with, besides its digits.
const VALUE_WORDS: [&str; 12] =
    ["增长", "下降", "提高", "降低", "上升", "增加", "减少", "持平", "百分点", "个", "万", "亿"];

/// The item as it may stand again, when the definition has the same paragraphs: places that an
/// imported issue could only give as printed (增长13.5%, 3月) are slots again.
pub(super) fn as_defined(definition: Option<&SectionDefinition>, item: &Item) -> Option<Item> {
    let standing = definition.iter().flat_map(|section| &section.standing);
    // Rows of a table as it was printed say nothing of the sentences.
    let printed = |source: &&String| exhibit::is_row(source) && !source.contains('{');
    let sentences: Vec<&String> = item.paragraphs.iter().filter(|p| !printed(p)).collect();
    standing.into_iter().find_map(|known| {
        let same_length = known.paragraphs.len() == sentences.len();
        let mut pairs = known.paragraphs.iter().zip(&sentences);
        let same = same_length && pairs.all(|(known, source)| is_print_of(known, source));
        same.then(|| Item { paragraphs: known.paragraphs.clone(), ..item.clone() })
    })
}

/// Whether `source` says what `standing` says, with some derived values or months as literals.
fn is_print_of(standing: &str, source: &str) -> bool {
    let mut rest = source;
    let mut open: Option<Slot> = None;
    for part in Prose::parse(standing).parts {
        match part {
            Part::Text(literal) => {
                let Some((before, after)) = rest.split_once(literal.as_str()) else { return false };
                if !fits(open.take(), before) {
                    return false;
                }
                rest = after;
            }
            Part::Slot(slot) => match rest.strip_prefix(source_of(&slot).as_str()) {
                Some(after) => rest = after,
                None if is_known_later(&slot) && open.is_none() => open = Some(slot),
                None => return false,
            },
        }
    }
    fits(open, rest)
}

/// Whether a slot prints something an import may have had to leave as it stood.
fn is_known_later(slot: &Slot) -> bool {
    slot.issue_slot().is_some() || slot.measure != Measure::Value
}

/// Whether `text` is what the open slot may have printed; nothing, when no slot is open.
fn fits(open: Option<Slot>, text: &str) -> bool {
    let Some(slot) = open else { return text.is_empty() };
    let words: &[&str] = if slot.issue_slot().is_some() { &["年", "月"] } else { &VALUE_WORDS };
    let bare = words.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
    !text.is_empty() && bare.chars().all(is_digit)
}

fn source_of(slot: &Slot) -> String {
    Prose { parts: vec![Part::Slot(slot.clone())] }.source()
}

/// Takes a table kept as text (columns apart by blanks, numbers in them) off an item: last
/// month's numbers would stand there again. Says how it began.
pub(super) fn without_rows(item: &mut Item) -> Option<String> {
    // A table with slots is this month's again.
    let printed = !item.paragraphs.iter().any(|p| exhibit::is_row(p) && p.contains('{'));
    let is_row = |text: &String| {
        let text = text.trim();
        let columns = text.split("  ").filter(|column| !column.trim().is_empty()).count();
        let apart = columns.max(text.split('\t').count()) > 2 && !text.contains(['{', '。']);
        apart || (printed && exhibit::is_row(text))
    };
    let counts = |text: &&String| is_row(text) && text.contains(|c: char| c.is_ascii_digit());
    let first: String = item.paragraphs.iter().find(counts)?.chars().take(16).collect();
    let rows = item.paragraphs.iter().filter(counts).count();
    item.paragraphs.retain(|text| !is_row(text));
    Some(format!("表格 {rows} 行（{first}…）"))
}

/// The numbers a paragraph holds as plain text, each with its unit: what was true last month may
/// not be this month.
pub(super) fn copied_numbers(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in Prose::parse(source).parts {
        let Part::Text(text) = part else { continue };
        let counting = numerals(&text).into_iter().filter(|numeral| {
            numeral.form == NumeralForm::Arabic && !numeral.is_date_or_ordinal(&text)
        });
        // A number without a unit is a name: 12345热线.
        let with_unit = counting.filter(|numeral| !numeral.unit(&text).is_empty());
        found.extend(with_unit.map(|n| format!("{}{}", n.with_power(&text), n.unit(&text))));
    }
    found
}

/// Spans of a year by name.
const SPANS: [&str; 9] = [
    "上半年",
    "下半年",
    "前三季度",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "岁末年初",
    "春节期间",
];

/// The months, days and spans a paragraph names in so many words: they do not move on by
/// themselves.
pub(super) fn copied_times(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in Prose::parse(source).parts {
        let Part::Text(text) = part else { continue };
        let months = text.match_indices('月').filter_map(|(at, _)| month_around(&text, at));
        found.extend(months.map(str::to_owned));
        let spans: Vec<&str> = SPANS.into_iter().filter(|span| text.contains(span)).collect();
        // 前三季度 holds 三季度.
        let whole = |span: &&str| !spans.iter().any(|other| other != span && other.contains(*span));
        found.extend(spans.iter().copied().filter(whole).map(str::to_owned));
    }
    found
}

/// 8月, 2025年8月, 8月12日 around a 月; not in the title of a document.
fn month_around(text: &str, at: usize) -> Option<&str> {
    let digits = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = text.get(..at)?;
    let start = digits(before);
    if start == at || at - start > 2 || is_in_title(text, at) {
        return None;
    }
    let head = before.get(..start)?;
    let year = head.strip_suffix('年').map(digits).filter(|year| head.len() - year == 7);
    let after = text.get(at + '月'.len_utf8()..)?;
    let day = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ends = after.get(day..).is_some_and(|rest| day > 0 && rest.starts_with('日'));
    let end = at + '月'.len_utf8() + if ends { day + '日'.len_utf8() } else { 0 };
    text.get(year.unwrap_or(start)..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_comparisons_are_slots_again() {
        let standing = "{月}受理{办件}件，环比{办件·环比}，同比{办件·同比}。占{网办·占比}";
        for source in [
            "3月受理{办件}件，环比增长13.5%，同比{办件·同比}。占33.1%",
            "{月}受理{办件}件，环比持平，同比下降0.2个百分点。占{网办·占比}",
            standing,
        ] {
            assert!(is_print_of(standing, source), "{source}");
        }
        for source in [
            "3月受理5件，环比增长13.5%，同比{办件·同比}。占33.1%",
            "3月共受理{办件}件，环比增长13.5%，同比{办件·同比}。占33.1%",
            "3月受理{办件}件，环比增长13.5%，主要是{网办}，同比{办件·同比}。占33.1%",
            "3月受理{办件}件，环比增长13.5%，同比{办件·同比}。占33.1%，另有说明",
            "",
        ] {
            assert!(!is_print_of(standing, source), "{source}");
        }
    }

    #[test]
    fn rows_of_a_table_kept_as_text_do_not_come_again() {
        let paragraphs = ["受理{受理}件。", "窗口  受理  办结", "公安  9812  9790", "人社\t7\t6"];
        let mut item = crate::document::fixture::item(&paragraphs);
        assert_eq!(without_rows(&mut item).as_deref(), Some("表格 2 行（公安  9812  9790…）"));
        assert_eq!(item.paragraphs, ["受理{受理}件。"]);
        assert_eq!(without_rows(&mut item), None);
    }

    #[test]
    fn months_and_spans_left_as_text_are_listed() {
        let source = "{月}受理{受理}件，较8月多，前三季度共9件，2025年6月12日起，一季度按《2025年3月要点》办，个月，2个月，12月31日。";
        let expected = ["8月", "2025年6月12日", "12月31日", "前三季度", "一季度"];
        assert_eq!(copied_times(source), expected);
        assert_eq!(copied_times("{月}受理{受理}件。"), Vec::<String>::new());
    }

    #[test]
    fn numbers_left_as_text_are_listed() {
        let source = "2025年预算{预算}亿元，环节由5个压减到2个，12345热线第3次回访，增长13.5%。";
        assert_eq!(copied_numbers(source), ["5个", "2个", "13.5%"]);
    }
}
