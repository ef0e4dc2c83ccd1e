//! Each kind of chart from the same sort of figures.

use super::*;

#[test]
fn the_axis_reads_in_ten_thousands_and_gaps_stay_gaps() {
    let mut world = world(&[
        ("cases", "2025-01", "", "5.87万"),
        ("cases", "2025-02", "", "未报"),
        ("cases", "2025-03", "", "61023"),
        ("rate", "2025-03", "", "99.1%"),
    ]);
    world.chosen = 4;
    let chart = world.draw(ChartKind::Line, "2025-01", "2025-04").unwrap();
    assert_eq!(chart.y.unit, "万件");
    assert_eq!(names(&chart), ["办件量", "网办量", "窗口量"], "a rate has no place beside 件");
    assert_eq!(values(&chart.lines[0]), [Some(5.87), None, Some(6.1023), None]);
    let labels: Vec<&str> = chart.y.ticks.iter().map(|t| t.label.as_str()).collect();
    assert_eq!(labels, ["0", "2", "4", "6", "8"]);
    assert!(noted(&chart, "办件量：2025年2月未报。"));
    assert!(noted(&chart, "满意率的单位不是件，没有画在这张图上。"));
    world.chosen = 1;
    let chart = world.draw(ChartKind::Bar, "2025-01", "2025-04").unwrap();
    assert_eq!(chart.title, "办件量（2025年1月—2025年4月）");
}

#[test]
fn years_lie_over_each_other_newest_first_and_old_ones_fade() {
    let world = world(&[
        ("cases", "2019-02", "", "25"),
        ("cases", "2024-02", "", "30"),
        ("cases", "2025-01", "", "10"),
        ("cases", "2025-02", "", "20"),
    ]);
    let chart = world.draw(ChartKind::Years, "2019-01", "2025-02").unwrap();
    assert_eq!(names(&chart), ["2025年", "2024年", "2019年"]);
    assert!(chart.lines.iter().all(|line| line.points.len() == 12));
    let weights: Vec<Weight> = chart.lines.iter().map(|line| line.look.weight).collect();
    assert_eq!(weights, [Weight::Main, Weight::Plain, Weight::Faint]);
    assert_eq!((chart.across.name(1), chart.y.unit.as_str()), ("2月".to_owned(), "件"));
}

#[test]
fn the_sum_of_the_year_stands_beside_last_years() {
    let typed =
        ["10", "20", "30", "10", "10", "10", "10", "10", "10", "10", "10", "10", "15", "25"];
    let chart = monthly("2024-01", &typed).draw(ChartKind::Cumulative, "2024-03", "2025-02");
    let chart = chart.unwrap();
    assert_eq!(names(&chart), ["2025年累计", "2024年累计"]);
    assert_eq!(values(&chart.lines[0])[..3], [Some(15.0), Some(40.0), None]);
    assert_eq!(values(&chart.lines[1])[11], Some(150.0));
    assert_eq!(chart.title, "办件量：累计与上年（2025年1—2月）");
}

#[test]
fn a_hole_ends_the_sum_and_is_named() {
    let chart = monthly("2025-01", &["10", "未报", "30"]);
    let chart = chart.draw(ChartKind::Cumulative, "2025-01", "2025-03");
    assert!(matches!(chart, Err(Nothing::OneValue { .. })));
    let chart = monthly("2025-01", &["10", "20", "未报", "30"]);
    let chart = chart.draw(ChartKind::Cumulative, "2025-01", "2025-04").unwrap();
    assert!(noted(&chart, "今年没有2025年3月的数"));
    assert_eq!(values(&chart.lines[0])[..4], [Some(10.0), Some(30.0), None, None]);
}

#[test]
fn changes_are_bars_on_both_bases() {
    let mut typed = vec!["100"; 14];
    typed[13] = "120";
    let chart = monthly("2024-01", &typed).draw(ChartKind::Changes, "2025-01", "2025-02").unwrap();
    assert_eq!(names(&chart), ["环比", "同比"]);
    assert_eq!(chart.y.unit, "%");
    assert_eq!(values(&chart.lines[0]), [Some(0.0), Some(20.0)]);
    assert_eq!(values(&chart.lines[1]), [Some(0.0), Some(20.0)]);
}

#[test]
fn january_and_february_are_taken_together_where_asked() {
    let mut typed = vec!["100"; 26];
    (typed[12], typed[13]) = ("40", "180");
    let mut world = monthly("2024-01", &typed);
    world.season = Season::Together;
    let chart = world.draw(ChartKind::Years, "2024-01", "2025-12").unwrap();
    let newest = &chart.lines[0].points;
    assert_eq!(newest.len(), 11);
    assert_eq!(newest[0].value, Some(110.0), "the mean of both");
    assert!(newest[0].text.starts_with("1、2月合计"));
    let chart = world.draw(ChartKind::Changes, "2025-01", "2025-02").unwrap();
    assert_eq!(values(&chart.lines[1]), [None, Some(10.0)]);
    assert!(noted(&chart, "1、2月的同比按两个月合计计算"));
}

#[test]
fn years_are_laid_by_the_month_of_spring_festival() {
    // January 2025, February 2024.
    let mut typed = vec!["100"; 24];
    (typed[1], typed[12]) = ("60", "55");
    let mut world = monthly("2024-01", &typed);
    world.season = Season::Festival;
    let chart = world.draw(ChartKind::Years, "2024-01", "2025-12").unwrap();
    assert_eq!(chart.across.name(1), "春节当月");
    assert_eq!(values(&chart.lines[0])[1], Some(55.0));
    assert_eq!(values(&chart.lines[1])[1], Some(60.0));
    let chart = world.draw(ChartKind::Line, "2024-01", "2025-12").unwrap();
    let festivals = chart.marks.iter().filter(|mark| mark.kind == MarkKind::Festival);
    let months: Vec<String> = festivals.map(|mark| mark.month.to_string()).collect();
    assert_eq!(months, ["2024-02", "2025-01"]);
}

#[test]
fn parts_make_up_a_whole_with_what_they_leave() {
    let mut world = world(&[
        ("cases", "2025-01", "", "1000"),
        ("net", "2025-01", "", "600"),
        ("desk", "2025-01", "", "300"),
        ("cases", "2025-02", "", "1000"),
        ("net", "2025-02", "", "700"),
    ]);
    world.whole = true;
    let chart = world.draw(ChartKind::Share, "2025-01", "2025-02").unwrap();
    assert_eq!(names(&chart), ["网办量", "窗口量", "其余"]);
    let january: Vec<Option<f64>> = chart.lines.iter().map(|line| values(line)[0]).collect();
    assert_eq!(january, [Some(60.0), Some(30.0), Some(10.0)]);
    assert_eq!(values(&chart.lines[0])[1], None, "a month that lacks a part has no shares");
    assert!(noted(&chart, "有1个月缺部分数据"));
    assert_eq!((chart.y.low, chart.y.high), (0.0, 100.0));
    let chart = world.draw(ChartKind::Stack, "2025-01", "2025-02").unwrap();
    assert!(chart.y.high >= 1000.0, "the axis holds the whole column");
}

#[test]
fn departments_share_one_scale() {
    let world = world(&[
        ("cases", "2025-01", "water", "5"),
        ("cases", "2025-02", "water", "6"),
        ("cases", "2025-02", "", "6"),
    ]);
    for kind in [ChartKind::Multiples, ChartKind::Heat] {
        let chart = world.draw(kind, "2025-01", "2025-02").unwrap();
        assert_eq!(names(&chart), ["水利厅"]);
        assert!(noted(&chart, "自然资源厅没有数据，没有画出。"));
    }
    let chart = world.draw(ChartKind::Stack, "2025-01", "2025-02");
    assert_eq!(names(&chart.unwrap()), ["水利厅"]);
}

#[test]
fn month_labels_thin_out_with_the_room() {
    let months: Vec<_> = month("2023-11").through(month("2025-10")).collect();
    let across = Across::Months(months);
    let labels =
        |room| -> Vec<String> { across.ticks(room).into_iter().map(|tick| tick.label).collect() };
    assert_eq!(labels(100).len(), 24);
    assert_eq!(labels(100)[0..4], ["2023年11月", "12月", "2024年1月", "2月"]);
    assert_eq!(labels(12)[0..3], ["2024年1月", "4月", "7月"]);
    assert_eq!(labels(4), ["2024年", "2025年"]);
    let part = across.ticks_between(12, 14, 20);
    assert_eq!(part[0], Tick { at: 12.0, label: "2024年11月".to_owned() });
}

#[test]
fn names_of_the_console_are_read() {
    for kind in ChartKind::ALL {
        assert_eq!(ChartKind::from_name(kind.chinese()), Some(kind));
    }
    assert_eq!(ChartKind::from_name("heat"), Some(ChartKind::Heat));
    assert_eq!(ChartKind::from_name("pie"), None);
    assert_eq!(Season::from_name("festival"), Some(Season::Festival));
}
