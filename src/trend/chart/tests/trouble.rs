//! Figures that make a bad chart: an honest picture, or a sentence that says why there is none.

use super::*;

fn refused(world: &World, kind: ChartKind, from: &str, to: &str) -> String {
    world.draw(kind, from, to).unwrap_err().sentence()
}

#[test]
fn one_month_is_no_trend() {
    let world = world(&[("cases", "2025-01", "", "61023")]);
    assert_eq!(
        refused(&world, ChartKind::Line, "2025-01", "2025-04"),
        "“办件量”只有2025年1月一个月有数据（6.1万件），至少要两个月才看得出走势。"
    );
    assert!(refused(&world, ChartKind::Years, "2025-01", "2025-04").contains("至少要两个月"));
    assert!(refused(&world, ChartKind::Changes, "2025-01", "2025-04").contains("没有可比的两个月"));
    assert!(world.draw(ChartKind::Bar, "2025-01", "2025-01").is_ok(), "a bar stands alone");
}

#[test]
fn no_month_and_too_many_are_said() {
    let world = world(&[("cases", "2025-01", "", "1")]);
    assert!(refused(&world, ChartKind::Line, "2025-04", "2025-01").contains("晚于截止月份"));
    assert!(refused(&world, ChartKind::Line, "2020-04", "2025-01").contains("一个月有数据"));
    assert!(refused(&world, ChartKind::Heat, "1925-04", "2025-01").contains("最多看240个月"));
    assert!(refused(&world, ChartKind::Line, "2023-04", "2024-01").contains("没有“办件量”"));
    assert!(refused(&world, ChartKind::Multiples, "2025-01", "2025-01").contains("没有分部门填报"));
}

#[test]
fn nothing_but_zeros_is_a_flat_line_with_a_word() {
    let chart = monthly("2025-01", &["0", "0", "0"]).draw(ChartKind::Line, "2025-01", "2025-03");
    let chart = chart.unwrap();
    assert!(noted(&chart, "各月都是0。"));
    assert!(chart.y.low < chart.y.high);
    let changes = monthly("2024-01", &["0"; 16]);
    let sentence = refused(&changes, ChartKind::Changes, "2025-01", "2025-04");
    assert!(sentence.contains("“办件量”的基数都是0，算不出变化"), "{sentence}");
}

#[test]
fn below_zero_the_axis_goes_on_and_parts_are_refused() {
    let mut world = monthly("2025-01", &["-500", "300", "200"]);
    let chart = world.draw(ChartKind::Bar, "2025-01", "2025-03").unwrap();
    assert!(chart.y.low <= -500.0 && chart.y.high >= 300.0);
    assert!(chart.y.ticks.iter().any(|tick| tick.label == "0"));
    world = super::world(&[("net", "2025-01", "", "-5"), ("desk", "2025-01", "", "8")]);
    world.whole = true;
    assert!(refused(&world, ChartKind::Share, "2025-01", "2025-01").contains("负数"));
    world.log = true;
    world.whole = false;
}

#[test]
fn one_value_a_million_times_the_others_is_named_and_a_logarithm_shows_both() {
    let mut world = monthly("2025-01", &["12", "10", "11", "11000000", "12", "0"]);
    let chart = world.draw(ChartKind::Line, "2025-01", "2025-06").unwrap();
    assert!(noted(&chart, "2025年4月的1100万件远远超出其余各点"), "{:?}", chart.notes);
    assert!(chart.y.power == 0 && chart.y.high < 20.0, "the axis is made for the others");
    let beyond: Vec<bool> = chart.lines[0].points.iter().map(|point| point.beyond).collect();
    assert_eq!(beyond, [false, false, false, true, false, false]);
    world.log = true;
    let chart = world.draw(ChartKind::Line, "2025-01", "2025-06").unwrap();
    assert!(chart.y.log && !noted(&chart, "一般水平"));
    let height = |value: f64| chart.y.height(value).unwrap();
    assert!(height(10.0) > 0.0 || chart.y.low <= 10.0);
    assert!(height(11.0) > 0.005 && height(11_000_000.0) < 1.0);
    assert_eq!(chart.y.height(0.0), None);
    assert!(noted(&chart, "0和负数在对数纵轴上没有位置"));
    let labels: Vec<&str> = chart.y.ticks.iter().map(|tick| tick.label.as_str()).collect();
    assert_eq!(labels.last(), Some(&"1亿"));
    assert!(labels.contains(&"1万") && labels.contains(&"100"));
}

#[test]
fn a_line_that_is_large_throughout_is_no_exception() {
    let months = ["2025-01", "2025-02", "2025-03", "2025-04"];
    let typed: Vec<_> = months
        .iter()
        .flat_map(|at| [("cases", *at, "water", "5"), ("cases", *at, "land", "5000000")])
        .collect();
    let chart = world(&typed).draw(ChartKind::Multiples, "2025-01", "2025-04").unwrap();
    assert!(chart.lines.iter().flat_map(|line| &line.points).all(|point| !point.beyond));
    assert!(chart.y.high >= 500.0 && noted(&chart, "约为一般水平的100万倍"), "{:?}", chart.notes);
}

#[test]
fn growth_by_and_by_is_no_exception() {
    let typed = ["10", "30", "90", "270", "800", "2400", "7200", "21000"];
    let chart = monthly("2025-01", &typed).draw(ChartKind::Bar, "2025-01", "2025-08").unwrap();
    assert!(chart.lines[0].points.iter().all(|point| !point.beyond));
}

#[test]
fn a_change_on_zero_is_a_sign_not_a_number() {
    let chart = monthly("2025-01", &["0", "50", "60", "70"]);
    let chart = chart.measured(ChartKind::Bar, Measure::MonthOnMonth, "2025-02", "2025-04");
    let chart = chart.unwrap();
    assert_eq!(chart.lines[0].points[0].state, PointState::ZeroBase);
    assert!(noted(&chart, "2025年2月的基数为0，算不出变化"));
}

#[test]
fn bases_of_zero_are_no_gap_in_the_data() {
    let typed = ["10", "20", "0", "0", "0", "0", "0", "30", "40"];
    let chart = monthly("2025-01", &typed);
    let chart = chart.measured(ChartKind::Line, Measure::MonthOnMonth, "2025-01", "2025-09");
    let chart = chart.unwrap();
    assert!(noted(&chart, "的基数为0，算不出变化"), "{:?}", chart.notes);
    assert!(!noted(&chart, "没有数据"), "{:?}", chart.notes);
}

#[test]
fn an_axis_reads_as_the_bulletin_prints() {
    let chart = monthly("2025-01", &["2100", "2300"]).draw(ChartKind::Line, "2025-01", "2025-02");
    let y = chart.unwrap().y;
    assert_eq!((y.power, y.ticks.last().unwrap().label.as_str()), (4, "0.25"));
    let few = monthly("2025-01", &["21", "23"]).draw(ChartKind::Line, "2025-01", "2025-02");
    assert_eq!(few.unwrap().y.power, 0, "0.0023 reads badly");
}

#[test]
fn a_department_that_was_merged_ends_and_says_where_to() {
    let mut world = world(&[
        ("cases", "2025-01", "water", "5"),
        ("cases", "2025-02", "water", "6"),
        ("cases", "2025-03", "land", "20"),
        ("cases", "2025-02", "land", "9"),
    ]);
    world.departments[1].valid_to = Some(month("2025-02"));
    world.facts.gone = vec![("水利厅".into(), month("2025-02"), Some("自然资源厅".into()))];
    let chart = world.draw(ChartKind::Multiples, "2025-01", "2025-03").unwrap();
    assert_eq!(chart.lines[0].points[2].state, PointState::Absent);
    assert!(chart.lines[0].points[2].words().contains("当时没有这个部门"));
    assert!(noted(&chart, "水利厅自2025年3月起并入自然资源厅"));
    world.facts.gone[0].2 = None;
    let chart = world.draw(ChartKind::Heat, "2025-01", "2025-03").unwrap();
    assert!(noted(&chart, "水利厅报数到2025年2月为止"));
}

#[test]
fn two_years_without_data_are_a_gap_with_a_word() {
    let mut typed = vec!["100"; 40];
    for hole in &mut typed[8..32] {
        *hole = "";
    }
    let chart = monthly("2022-01", &typed).draw(ChartKind::Line, "2022-01", "2025-04").unwrap();
    assert_eq!(chart.lines[0].points.iter().filter(|p| p.value.is_none()).count(), 24);
    assert!(noted(&chart, "2022年9月至2024年8月有24个月没有数据，线在这里断开"));
}

#[test]
fn a_rate_has_no_sum_and_no_parts() {
    let mut world = world(&[("rate", "2025-01", "", "99%"), ("rate", "2025-02", "", "98%")]);
    world.indicators.rotate_right(1);
    for kind in [ChartKind::Cumulative, ChartKind::Share, ChartKind::Stack] {
        assert!(refused(&world, kind, "2025-01", "2025-02").contains("不能相加"), "{kind:?}");
    }
    let chart = world.draw(ChartKind::Line, "2025-01", "2025-02").unwrap();
    assert!(noted(&chart, "纵轴不从0开始。"));
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
