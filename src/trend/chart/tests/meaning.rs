//! What a chart says besides its values: estimates, reports that lack, definitions, targets, what
//! is unusual.

use super::*;
use crate::model::Quantity;

fn redefined(at: &str) -> Break {
    let text = "只计本级".to_owned();
    Break { indicator: IndicatorCode::new("cases"), month: month(at), text }
}

#[test]
fn estimates_and_drafts_are_no_figures() {
    let world = monthly("2025-01", &["100", "约120", "一百多吧", "130"]);
    let chart = world.draw(ChartKind::Line, "2025-01", "2025-04").unwrap();
    let points = &chart.lines[0].points;
    assert_eq!((points[1].state, points[1].value), (PointState::Estimated, Some(120.0)));
    assert_eq!((points[2].state, points[2].value), (PointState::Draft, None));
    assert!(noted(&chart, "2025年2月是估计数，画成空心"));
    assert!(noted(&chart, "2025年3月填的不是数，没有画"));
}

#[test]
fn a_month_that_lacks_departments_says_so() {
    let mut world = monthly("2025-01", &["100", "80"]);
    let reported = Reported { reported: 18, asked: 22 };
    world.facts.partial.insert(month("2025-02"), reported);
    let chart = world.draw(ChartKind::Line, "2025-01", "2025-02").unwrap();
    assert_eq!(chart.lines[0].points[1].partial, Some(reported));
    assert!(chart.lines[0].points[1].words().contains("18/22个部门已报"));
    assert!(noted(&chart, "2025年2月只有18/22个部门报数"));
}

#[test]
fn no_comparison_across_definitions_without_a_footnote() {
    let mut world = monthly("2024-01", &["100"; 16]);
    world.facts.breaks.push(redefined("2025-02"));
    let chart = world.draw(ChartKind::Changes, "2025-01", "2025-04").unwrap();
    let crossed = |line: usize| -> Vec<bool> {
        chart.lines[line].points.iter().map(|point| point.across_break).collect()
    };
    assert_eq!(crossed(0), [false, true, false, false], "环比 of the first month alone");
    assert_eq!(crossed(1), [false, true, true, true], "同比 for a year");
    assert!(noted(&chart, "2025年2月起口径有变（只计本级），前后不宜直接比较。"));
    assert!(chart.marks.iter().any(|mark| mark.kind == MarkKind::Break));
    let later = world.draw(ChartKind::Line, "2025-03", "2025-04").unwrap();
    assert!(later.notes.iter().all(|note| !note.contains("口径")), "{:?}", later.notes);
}

#[test]
fn targets_are_drawn_where_they_hold() {
    let mut world = monthly("2025-01", &["100"; 6]);
    let aim = |measure, value| Aim {
        indicator: IndicatorCode::new("cases"),
        measure,
        from: month("2025-03"),
        until: month("2025-12"),
        value: Quantity::whole(value).unwrap(),
    };
    world.facts.aims = vec![aim(Measure::Value, 120), aim(Measure::YearToDate, 1200)];
    let chart = world.draw(ChartKind::Line, "2025-01", "2025-06").unwrap();
    let [target] = chart.targets.as_slice() else { panic!("{:?}", chart.targets) };
    assert_eq!((target.value, target.from, target.to), (120.0, 2, 5));
    assert!(chart.y.high >= 120.0 && target.text.starts_with("目标"));
    let sum = world.draw(ChartKind::Cumulative, "2025-01", "2025-06").unwrap();
    assert_eq!(sum.targets[0].text, "目标0.12万件");
}

#[test]
fn what_the_past_does_not_let_expect_is_marked() {
    let mut typed = vec!["1000"; 30];
    typed[28] = "9000";
    let chart = monthly("2023-01", &typed).draw(ChartKind::Line, "2024-07", "2025-06").unwrap();
    let unusual: Vec<String> = chart.lines[0]
        .points
        .iter()
        .filter(|point| point.unusual)
        .map(|point| point.month.to_string())
        .collect();
    assert_eq!(unusual, ["2025-05"]);
    assert!(chart.lines[0].band.iter().all(Option::is_some));
    assert!(chart.notes[0].starts_with("◎ 2025年5月"), "{:?}", chart.notes);
}

#[test]
fn marks_stand_in_the_newest_year_where_years_lie_over_each_other() {
    let mut world = monthly("2023-01", &["100"; 30]);
    let mark = |at: &str| Mark {
        kind: MarkKind::Event,
        month: month(at),
        text: "“一件事”上线".to_owned(),
    };
    world.facts.marks = vec![mark("2023-03"), mark("2025-03")];
    let chart = world.draw(ChartKind::Years, "2023-01", "2025-06").unwrap();
    assert_eq!(chart.marks.len(), 1);
    assert_eq!(chart.across.position(chart.marks[0].month), Some(2));
    assert_eq!(world.draw(ChartKind::Line, "2023-01", "2025-06").unwrap().marks.len(), 2);
}
