//! Comparisons printed as plain text behind a figure's slot (环比增长5.2%) → slots that compute
//! them, so that next month's paragraph does not repeat what was true last month.

use std::ops::Range;

use super::numerals::{Numeral, NumeralForm, numerals};
use super::prose::{IssueSlot, JOINTS, Part, Prose, Slot};
use crate::model::{Bulletin, Measure, Month};

const DIRECTIONS: [&str; 12] = [
    "增长", "下降", "增加", "减少", "提高", "降低", "上升", "提升", "回落", "上涨", "下跌", "下滑",
];
const MONTHLY: [&str; 6] = ["环比", "较上月", "比上月", "与上月相比", "较上期", "比上期"];
const YEARLY: [&str; 7] = [
    "同比",
    "较去年同期",
    "比去年同期",
    "较上年同期",
    "比上年同期",
    "与去年同期相比",
    "与上年同期相比",
];

/// The paragraph with every comparison that plainly belongs to a slot before it in its sentence
/// put as a slot of that indicator's measure; anything doubtful stays as it is. `month` is the one
/// the paragraph covers: the month before it is a base as well (较8月增长5.2%).
pub fn with_comparison_slots(source: &str, bulletin: &Bulletin, month: Month) -> String {
    let mut prose = Prose::default();
    let mut figures: Vec<Slot> = Vec::new();
    for part in with_last_month(source, month).parts {
        match part {
            Part::Slot(slot) => {
                if slot.measure == Measure::Value && bulletin.indicator_named(&slot.name).is_some()
                {
                    figures.push(slot.clone());
                }
                prose.push_slot(slot);
            }
            Part::Text(text) => {
                for sentence in text.split_inclusive(['。', '！', '？']) {
                    push(&mut prose, sentence, &figures, (bulletin, month));
                    if sentence.ends_with(['。', '！', '？']) {
                        figures.clear();
                    }
                }
            }
        }
    }
    prose.source()
}

/// The prose with the month before in words, so that a base is one piece of text.
fn with_last_month(source: &str, month: Month) -> Prose {
    let mut prose = Prose::default();
    for part in Prose::parse(source).parts {
        let named = match &part {
            Part::Slot(slot) => slot.issue_slot().filter(|fact| *fact == IssueSlot::LastMonth),
            Part::Text(_) => None,
        };
        match (named.and_then(|fact| fact.of_month(month)), part) {
            (Some(text), _) | (None, Part::Text(text)) => prose.push_text(&text),
            (None, Part::Slot(slot)) => prose.push_slot(slot),
        }
    }
    prose
}

/// Adds a stretch of text behind the figures of its sentence.
fn push(prose: &mut Prose, text: &str, figures: &[Slot], of: (&Bulletin, Month)) {
    let mut at = 0;
    for (range, slot) in comparisons(text, figures, of) {
        prose.push_text(text.get(at..range.start).unwrap_or(""));
        at = range.end;
        prose.push_slot(slot);
    }
    prose.push_text(text.get(at..).unwrap_or(""));
}

/// Numbers told by one base word: 环比分别增长5.2%、4.8%.
struct Row<'n> {
    measure: Measure,
    each: bool,
    /// Each with the place where its direction begins.
    numerals: Vec<(usize, &'n Numeral)>,
}

fn comparisons(
    text: &str,
    figures: &[Slot],
    (bulletin, month): (&Bulletin, Month),
) -> Vec<(Range<usize>, Slot)> {
    let found = numerals(text);
    let mut placed = Vec::new();
    for row in rows(text, &found, month) {
        let count = row.numerals.len();
        let whose = match (row.each, count) {
            (false, 1) => figures.last().into_iter().collect(),
            (true, 2..) => last_of_make(text, &row, figures, bulletin),
            _ => Vec::new(),
        };
        if whose.len() != count {
            continue;
        }
        let slots: Option<Vec<_>> = row
            .numerals
            .iter()
            .zip(whose)
            .map(|((from, numeral), figure)| {
                let (end, measure) = measured(text, numeral, row.measure, figure, bulletin)?;
                Some((*from..end, Slot::new(figure.name.clone(), measure)))
            })
            .collect();
        placed.extend(slots.unwrap_or_default());
    }
    placed
}

/// The last figures that change as the row's numbers say: amounts in percent, rates in points.
fn last_of_make<'f>(
    text: &str,
    row: &Row<'_>,
    figures: &'f [Slot],
    bulletin: &Bulletin,
) -> Vec<&'f Slot> {
    let points = row.numerals.iter().any(|(_, numeral)| numeral.unit(text) == "个百分点");
    let fits = |figure: &&Slot| {
        bulletin.indicator_named(&figure.name).is_some_and(|one| one.is_ratio() == points)
    };
    let all: Vec<&Slot> = figures.iter().filter(fits).collect();
    all.len()
        .checked_sub(row.numerals.len())
        .and_then(|at| all.get(at..))
        .unwrap_or_default()
        .to_vec()
}

/// Where the printed change ends, and what measures it: a percentage or points, or so many of the
/// indicator's own unit more than last month.
fn measured(
    text: &str,
    numeral: &Numeral,
    measure: Measure,
    figure: &Slot,
    bulletin: &Bulletin,
) -> Option<(usize, Measure)> {
    let unit = numeral.unit(text);
    if matches!(unit, "%" | "％" | "个百分点") {
        let blank = text.get(numeral.unit_at..)?.len() - numeral.after(text).len();
        return Some((numeral.unit_at + blank + unit.len(), measure));
    }
    let indicator = bulletin.indicator_named(&figure.name)?;
    // Behind a slot 万 and 亿 say in what it is written.
    let written = numeral.power == 0 || numeral.power == indicator.style.power;
    let own = indicator.unit == unit && written && measure == Measure::MonthOnMonth;
    own.then_some((numeral.range.end, Measure::Difference))
}

fn rows<'n>(text: &str, found: &'n [Numeral], month: Month) -> Vec<Row<'n>> {
    let mut rows: Vec<Row<'n>> = Vec::new();
    let mut end_of_last = None;
    // Where an amount more or less ended, and its base: 比上月增加0.31万件，增长7.19%.
    let mut amount: Option<(usize, Measure)> = None;
    for numeral in found.iter().filter(|numeral| numeral.form == NumeralForm::Arabic) {
        let before = text.get(..numeral.range.start).unwrap_or("");
        let bare = DIRECTIONS.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
        let row = JOINTS.iter().find_map(|joint| bare.strip_suffix(joint));
        let goes_on = row.is_some_and(|row| Some(row.len()) == end_of_last);
        end_of_last = None;
        let said_before = amount.take().filter(|(end, _)| {
            let clause = bare.strip_suffix(['，', ',']).filter(|_| bare.len() < before.len());
            clause.is_some_and(|clause| clause.len() == *end)
        });
        if goes_on {
            if let Some(row) = rows.last_mut() {
                row.numerals.push((bare.len(), numeral));
                end_of_last = Some(end(text, numeral));
            }
        } else if let Some((measure, from, each)) = opening(before, month) {
            rows.push(Row { measure, each, numerals: vec![(from, numeral)] });
            end_of_last = Some(end(text, numeral));
            let counted = !matches!(numeral.unit(text), "" | "%" | "％" | "个百分点");
            amount = (counted && !each).then_some((end(text, numeral), measure));
        } else if let Some((_, measure)) = said_before {
            rows.push(Row { measure, each: false, numerals: vec![(bare.len(), numeral)] });
        }
    }
    rows
}

fn end(text: &str, numeral: &Numeral) -> usize {
    numeral.unit_at + numeral.unit(text).len()
}

/// The base, the place of the direction and whether it says 分别, for words that end right before
/// a number and begin right after a mark.
fn opening(before: &str, month: Month) -> Option<(Measure, usize, bool)> {
    let bare = before.strip_suffix('了').unwrap_or(before);
    let rest = DIRECTIONS.iter().find_map(|word| bare.strip_suffix(word))?;
    let from = rest.len();
    let (rest, each) = match rest.strip_suffix("分别") {
        Some(rest) => (rest, true),
        None => (rest.strip_suffix('均').unwrap_or(rest), false),
    };
    // 与8月相比，增长5.2%
    let rest = rest.strip_suffix('，').filter(|rest| rest.ends_with("相比")).unwrap_or(rest);
    let named = rest.strip_suffix("相比").unwrap_or(rest);
    let named = named.strip_suffix('份').unwrap_or(named);
    let named = named.strip_suffix(&format!("{}月", month.previous().month()));
    let named = named.and_then(|rest| rest.strip_suffix(['较', '比', '与']));
    let monthly = MONTHLY.iter().find_map(|word| rest.strip_suffix(word)).or(named);
    let yearly = YEARLY.iter().find_map(|word| rest.strip_suffix(word));
    let (head, measure) = match (monthly, yearly) {
        (Some(head), _) => (head, Measure::MonthOnMonth),
        (None, Some(head)) => (head, Measure::YearOnYear),
        (None, None) => return None,
    };
    head.ends_with(['，', '；', '（', '、', ',']).then_some((measure, from, each))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Indicator, IndicatorKind};
    use proptest::prelude::*;

    fn bulletin() -> Bulletin {
        let indicator = |name: &str, unit: &str, kind: &str| {
            format!(
                "[[indicator]]\ncode = \"{name}\"\nname = \"{name}\"\nunit = \"{unit}\"\nkind = \"{kind}\"\n"
            )
        };
        let text = ["code = \"a\"\nname = \"a\"\ntitle = \"a\"\n".to_owned()]
            .into_iter()
            .chain([
                indicator("受理", "件", "flow"),
                indicator("办结", "件", "flow"),
                indicator("满意率", "%", "ratio"),
            ])
            .collect::<String>();
        let bulletin: Bulletin = toml::from_str(&text).unwrap();
        let rate = bulletin.indicators.last().map(|one: &Indicator| one.kind);
        assert_eq!(rate, Some(IndicatorKind::Ratio));
        bulletin
    }

    fn check(source: &str, expected: &str) {
        assert_eq!(with_comparison_slots(source, &bulletin(), september()), expected);
    }

    fn september() -> Month {
        "2025-09".parse().unwrap()
    }

    #[test]
    fn a_comparison_behind_its_figure_is_computed_from_now_on() {
        check("受理{受理}件，环比增长5.2%。", "受理{受理}件，环比{受理·环比}。");
        check(
            "受理{受理}件，较上月下降1.2%，同比增长了3%；",
            "受理{受理}件，较上月{受理·环比}，同比{受理·同比}；",
        );
        check(
            "受理{受理}件、办结{办结}件，环比分别增长5.2%、下降4.8%。",
            "受理{受理}件、办结{办结}件，环比分别{受理·环比}、{办结·环比}。",
        );
        check(
            "受理{受理}件，比上月增加310件，增长5.2%；比去年同期减少80件，下降1.7%。",
            "受理{受理}件，比上月{受理·差}件，{受理·环比}；比去年同期减少80件，{受理·同比}。",
        );
        check(
            "受理{受理}件、办结{办结}件，同比分别增长9.6%和9.9%。",
            "受理{受理}件、办结{办结}件，同比分别{受理·同比}和{办结·同比}。",
        );
        check(
            "受理{受理}件、办结{办结}件，环比分别增长5.2%、4.8%。",
            "受理{受理}件、办结{办结}件，环比分别{受理·环比}、{办结·环比}。",
        );
        check("满意率{满意率}%，同比提高1.3个百分点。", "满意率{满意率}%，同比{满意率·同比}。");
        check(
            "受理{受理}件、办结{办结}件，满意率{满意率}%，环比分别增长5.2%、4.8%。",
            "受理{受理}件、办结{办结}件，满意率{满意率}%，环比分别{受理·环比}、{办结·环比}。",
        );
        check("受理{受理}件，较上月增加126件。", "受理{受理}件，较上月{受理·差}件。");
        check("受理{受理}件，较8月下降1.2%。", "受理{受理}件，较8月{受理·环比}。");
        check(
            "受理{受理}件，与{上月}份相比，增加126件，增长5%。",
            "受理{受理}件，与8月份相比，{受理·差}件，{受理·环比}。",
        );
        check("受理{受理}件，与上月相比，下降1.2%。", "受理{受理}件，与上月相比，{受理·环比}。");
        check("受理{受理}件，较7月下降1.2%。", "受理{受理}件，较7月下降1.2%。");
    }

    #[test]
    fn what_may_be_of_something_else_stays_text() {
        for source in [
            "受理{受理}件，满意度环比提高0.1个百分点。",
            "受理{受理}件。同比增长3%。",
            "同比增长3%，受理{受理}件。",
            "受理{受理}件、办结{办结}件，环比增长5.2%、4.8%。",
            "受理{受理}件，较上月增加126人次。",
            "受理{受理}件，较上月增加1.2万件。",
            "受理{受理}件，增长5.2%。",
            "受理{受理}件，环比分别增长5.2%。",
            "受理{未知}件，环比增长5.2%。",
        ] {
            check(source, source);
        }
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_other_words(text in "[受理环同比增长分别、，。0-9.%件{}·]{0,40}") {
            let once = with_comparison_slots(&text, &bulletin(), september());
            prop_assert_eq!(with_comparison_slots(&once, &bulletin(), september()), once.clone());
        }
    }
}
