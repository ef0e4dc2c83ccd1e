//! Tests of the chart description: scales, gaps, year overlay, labels, nothing to draw.

use super::*;
use crate::model::{
    Department, DepartmentCode, DisplayStyle, Figure, FigureKey, FigureSource, Figures, Indicator,
    IndicatorCode, IndicatorKind, Measure,
};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn indicator(code: &str, name: &str, unit: &str, kind: IndicatorKind) -> Indicator {
    let power = if unit == "件" { 4 } else { 0 };
    Indicator {
        code: IndicatorCode::new(code),
        name: name.into(),
        aliases: Vec::new(),
        unit: unit.into(),
        kind,
        decimals: 0,
        style: DisplayStyle { power, decimals: 2, trim: true },
        section: String::new(),
        definition: String::new(),
        share_of: None,
        by_department: false,
        departments: Vec::new(),
        grouped: false,
    }
}

struct World {
    indicators: Vec<Indicator>,
    figures: Figures,
    hall: Department,
}

fn world(values: &[(&str, &str, &str)]) -> World {
    let indicators = vec![
        indicator("cases", "办件量", "件", IndicatorKind::Flow),
        indicator("rate", "满意率", "%", IndicatorKind::Ratio),
    ];
    let figure = |(code, at, typed): &(&str, &str, &str)| {
        let indicator = indicators.iter().find(|i| i.code.as_str() == *code).unwrap();
        let (state, quantity) = indicator.read(typed).unwrap();
        let key = FigureKey::of_hall(&indicator.code, month(at));
        let source = FigureSource::Typed;
        Figure { key, typed: (*typed).into(), quantity, state, source, note: String::new() }
    };
    let figures = values.iter().map(figure).collect();
    World { indicators, figures, hall: Department::new(DepartmentCode::hall(), "全厅", 0) }
}

impl World {
    fn draw(
        &self,
        measure: Measure,
        from: &str,
        to: &str,
        overlay: bool,
    ) -> Result<Chart, Nothing> {
        let indicators: Vec<&Indicator> = self.indicators.iter().collect();
        build(&ChartRequest {
            figures: &self.figures,
            indicators: &indicators,
            departments: &[&self.hall],
            all: &self.indicators,
            measure,
            from: month(from),
            to: month(to),
            overlay_years: overlay,
            marks: &[],
        })
    }
}

#[test]
fn the_axis_reads_in_ten_thousands_and_gaps_stay_gaps() {
    let world = world(&[
        ("cases", "2025-01", "5.87万"),
        ("cases", "2025-02", "未报"),
        ("cases", "2025-03", "61023"),
        ("rate", "2025-03", "99.1%"),
    ]);
    let chart = world.draw(Measure::Value, "2025-01", "2025-04", false).unwrap();
    assert_eq!(chart.y.unit, "万件");
    assert_eq!(chart.lines.len(), 1, "a rate has no place on an axis of 件");
    let values: Vec<Option<f64>> =
        chart.lines.first().unwrap().points.iter().map(|p| p.value).collect();
    assert_eq!(values, [Some(5.87), None, Some(6.1023), None]);
    let labels: Vec<&str> = chart.y.ticks.iter().map(|t| t.label.as_str()).collect();
    assert_eq!(labels, ["0", "2", "4", "6", "8"]);
    assert_eq!(chart.notes, ["办件量：2025年2月未报。", "满意率的单位不是件，没有画在这张图上。"]);
    assert_eq!(chart.title, "办件量（2025年1月—2025年4月）");
}

#[test]
fn years_lie_over_each_other_newest_first() {
    let world = world(&[
        ("cases", "2024-02", "30"),
        ("cases", "2025-01", "10"),
        ("cases", "2025-02", "20"),
    ]);
    let chart = world.draw(Measure::Value, "2024-01", "2025-02", true).unwrap();
    let names: Vec<&str> = chart.lines.iter().map(|l| l.name.as_str()).collect();
    assert_eq!(names, ["2025年", "2024年"]);
    assert!(chart.lines.iter().all(|line| line.points.len() == 12));
    assert_eq!(chart.across.name(1), "2月");
    assert_eq!(chart.y.unit, "件");
}

#[test]
fn says_why_there_is_nothing_to_draw() {
    let world = world(&[("cases", "2025-01", "61023")]);
    let sentence = |measure, from, to| world.draw(measure, from, to, false).unwrap_err().sentence();
    assert_eq!(
        sentence(Measure::Value, "2025-01", "2025-04"),
        "“办件量”只有2025年1月一个月有数据（6.1万件），至少要两个月才看得出走势。"
    );
    assert!(sentence(Measure::YearOnYear, "2025-01", "2025-04").contains("没有“办件量·同比”"));
    assert!(sentence(Measure::Value, "2025-04", "2025-01").contains("起始月份晚于截止月份"));
}

#[test]
fn month_labels_thin_out_with_the_room() {
    let months: Vec<Month> = month("2023-11").through(month("2025-10")).collect();
    let across = Across::Months(months);
    let labels =
        |room| -> Vec<String> { across.ticks(room).into_iter().map(|tick| tick.label).collect() };
    assert_eq!(labels(100).len(), 24);
    assert_eq!(labels(100)[0..4], ["2023年11月", "12月", "2024年1月", "2月"]);
    assert_eq!(labels(12)[0..3], ["2024年1月", "4月", "7月"]);
    assert_eq!(labels(4), ["2024年", "2025年"]);
}

#[test]
fn steps_are_round_for_any_size() {
    for (low, high) in [(0.0, 0.0), (0.0, 3.0), (-12.5, 40.0), (98.2, 99.9), (0.0, 1e9), (5.0, 5.0)]
    {
        let axis = axis::y_axis(low, high, low <= 0.0, "%", 0);
        assert!((2..=9).contains(&axis.ticks.len()), "{low}..{high}: {:?}", axis.ticks);
        assert!(axis.low <= low && axis.high >= high);
        let mut labels: Vec<&String> = axis.ticks.iter().map(|t| &t.label).collect();
        labels.dedup();
        assert_eq!(labels.len(), axis.ticks.len(), "labels differ: {labels:?}");
    }
}
