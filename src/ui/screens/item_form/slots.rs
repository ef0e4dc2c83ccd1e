//! What completes a slot (填数位) once `{` is typed: indicators, their measures, facts of the
//! issue.

use egui::{CompletionQuery, Suggestion};

use crate::model::{Bulletin, Indicator, IndicatorKind, Measure};
use crate::text::initials;
use crate::text::prose::{IssueSlot, Slot};

/// Lines of the list.
const MOST: usize = 12;
/// With no more indicators than these left, their measures are listed too.
const FEW: usize = 2;

/// Suggestions for the word after an opening brace; none elsewhere.
pub fn suggestions(bulletin: &Bulletin, query: &CompletionQuery<'_>) -> Vec<Suggestion> {
    let before = query.word_range.start.0.checked_sub(1);
    if before.and_then(|at| query.text.chars().nth(at)) != Some('{') {
        return Vec::new();
    }
    let found = found(bulletin, query.word).into_iter();
    found
        .map(|(label, about)| {
            Suggestion::new(format!("{label}}}")).content(label).description(about)
        })
        .collect()
}

/// Labels of slots with what they stand for, the best first. `typed` may name a measure after `·`
/// or a mark that is easier to type.
fn found<'a>(bulletin: &'a Bulletin, typed: &str) -> Vec<(String, &'a str)> {
    let (name, measure) = match typed.split_once(['·', '.', '。', '-', '—', '/', '、', '•'])
    {
        Some((name, measure)) => (name, Some(measure.trim())),
        None => (typed, None),
    };
    let indicators = initials::best(&bulletin.indicators, name, |i| i.names().collect());
    if let Some(wanted) = measure {
        let of = |indicator: &'a Indicator| {
            measures(indicator)
                .filter(|measure| initials::fit(measure.word(), wanted).is_some())
                .map(|measure| derived(indicator, measure))
        };
        return indicators.into_iter().flat_map(of).take(MOST).collect();
    }
    let facts = initials::best(IssueSlot::ALL, name, |slot| vec![slot.name()]);
    let few = if indicators.len() <= FEW { indicators.clone() } else { Vec::new() };
    let values = indicators.into_iter().map(|i| (i.name.clone(), i.unit.as_str()));
    let facts = facts.into_iter().map(|slot| (slot.name().to_owned(), "本期"));
    let more = few.into_iter().flat_map(|i| measures(i).map(|measure| derived(i, measure)));
    values.chain(facts).chain(more).take(MOST).collect()
}

/// The measures an indicator has, but for its figure itself.
fn measures(indicator: &Indicator) -> impl Iterator<Item = Measure> {
    let ratio = indicator.kind == IndicatorKind::Ratio;
    let share = indicator.share_of.is_some();
    Measure::ALL.into_iter().filter(move |measure| match measure {
        Measure::Value => false,
        Measure::YearToDate | Measure::YearToDateOnYear => !ratio,
        Measure::Share => share,
        _ => true,
    })
}

fn derived(indicator: &Indicator, measure: Measure) -> (String, &'static str) {
    let about = match measure {
        Measure::MonthOnMonth | Measure::YearOnYear | Measure::YearToDateOnYear => {
            "印作 增长3.2%、下降1.2%、持平"
        }
        Measure::Difference => "印作 增加120、减少35",
        Measure::Share => "印作 45.6%",
        Measure::Value | Measure::YearToDate | Measure::LastMonth | Measure::YearAgo => "数",
    };
    (Slot::new(&indicator.name, measure).label(), about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::built_in;

    const DEFINITION: &str = r#"
        code = "x"
        name = "刊"
        title = "刊"
        [[indicator]]
        code = "a"
        name = "受理"
        unit = "件"
        [[indicator]]
        code = "b"
        name = "办结"
        unit = "件"
        [[indicator]]
        code = "c"
        name = "满意率"
        unit = "%"
        kind = "ratio"
    "#;

    fn labels(typed: &str) -> Vec<String> {
        let bulletin = built_in::parse(DEFINITION).unwrap();
        found(&bulletin, typed).into_iter().map(|(label, _)| label).collect()
    }

    #[test]
    fn a_name_alone_lists_the_figure_then_its_measures() {
        let found = labels("sl");
        assert_eq!(found[..3], ["受理", "受理·环比", "受理·同比"]);
        assert!(found.contains(&"受理·去年同月".to_owned()));
    }

    #[test]
    fn a_mark_after_the_name_asks_for_a_measure() {
        for typed in ["受理·环", "受理.hb", "sl.hb", "受理、环比"] {
            assert_eq!(labels(typed), ["受理·环比"], "{typed}");
        }
        assert_eq!(labels("受理·tb"), ["受理·同比", "受理·累计同比"]);
    }

    #[test]
    fn a_rate_has_no_year_to_date_and_nobody_a_share_of_nothing() {
        assert!(labels("满意率·").iter().all(|label| !label.contains("累计")));
        assert!(labels("满意率·占比").is_empty());
    }

    #[test]
    fn nothing_typed_lists_all_figures_and_facts() {
        assert_eq!(
            labels(""),
            ["受理", "办结", "满意率", "年月", "月", "年", "上月", "月末", "期", "进大厅"]
        );
    }
}
