//! Tests of the laid out chart: nothing lies outside, gaps break lines, marks stand in every kind.

use super::*;
use crate::model::Month;
use crate::trend::chart::{
    Across, ChartKind, Line, Look, Mark, MarkKind, Point, PointState, Season, Tick, YAxis,
};

fn chart(kind: ChartKind, lines: usize, values: &[Option<f64>]) -> Chart {
    let first: Month = "2023-05".parse().unwrap();
    let point = |(nth, value): (usize, &Option<f64>)| Point {
        month: first.plus(i32::try_from(nth).unwrap()),
        value: *value,
        exact: None,
        text: value.map(|value| format!("{value}万件")).unwrap_or_default(),
        note: String::new(),
        state: if value.is_some() { PointState::Known } else { PointState::NotReported },
        partial: None,
        across_break: false,
        joined: false,
        unusual: false,
        beyond: false,
    };
    let line = |nth: usize| Line {
        name: format!("第{nth}项"),
        points: values.iter().enumerate().map(point).collect(),
        look: Look::of(nth),
        band: Vec::new(),
    };
    let high = if kind.is_of_parts() { 24.0 } else { 8.0 };
    let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| share * high);
    let ticks = ticks.map(|at| Tick { at, label: format!("{at:.0}") }).to_vec();
    let last = first.plus(i32::try_from(values.len()).unwrap() - 1);
    let across = match kind {
        ChartKind::Years => Across::Year(Season::Calendar),
        _ => Across::Months(first.through(last).collect()),
    };
    let mark = |kind, at: i32, text: &str| Mark { kind, month: first.plus(at), text: text.into() };
    Chart {
        kind,
        title: "办理政务服务事项（2023年5月—2025年4月）".into(),
        across,
        y: YAxis { unit: "万件".into(), power: 4, low: 0.0, high, ticks, log: false },
        lines: (0..lines).map(line).collect(),
        targets: Vec::new(),
        marks: vec![
            mark(MarkKind::Break, 2, "只计本级"),
            mark(MarkKind::Reason, 2, "集中换证"),
            mark(MarkKind::Event, 3, "“一件事”上线"),
        ],
        notes: vec!["电话咨询：2024年9月未报。".into()],
    }
}

const VALUES: [Option<f64>; 6] = [Some(6.1), Some(5.8), None, Some(7.1), None, Some(6.6)];

fn frame(width: f64) -> Frame {
    Frame { width, height: width * 0.6, em: width / 50.0, view: None, chosen: None }
}

fn texts(picture: &Picture) -> Vec<&str> {
    let texts = picture.shapes.iter().filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn every_kind_keeps_its_words_and_marks_inside_the_picture() {
    for kind in ChartKind::ALL {
        let picture = lay_out(&chart(kind, 3, &VALUES), frame(450.0));
        let texts = texts(&picture);
        assert!(texts.iter().any(|text| text.starts_with("① 2023年7月口径：只计本级")), "{kind:?}");
        assert!(texts.iter().any(|text| text.contains("电话咨询")), "{kind:?}");
        for shape in &picture.shapes {
            let points: Vec<(f64, f64)> = match shape {
                Shape::Line { points, .. } => points.clone(),
                Shape::Band { upper, lower, .. } => upper.iter().chain(lower).copied().collect(),
                Shape::Rect { left, top, width, height, .. } => {
                    vec![(*left, *top), (left + width, top + height)]
                }
                Shape::Marker { at, .. } | Shape::Text { at, .. } => vec![*at],
            };
            for (x, y) in points {
                let inside =
                    (-0.1..=450.1).contains(&x) && (-0.1..=picture.height + 0.1).contains(&y);
                assert!(inside, "{kind:?}: {shape:?} lies at {x}, {y}");
            }
        }
    }
}

#[test]
fn a_gap_breaks_the_line_and_what_was_not_reported_has_a_sign() {
    let picture = lay_out(&chart(ChartKind::Line, 1, &VALUES), frame(450.0));
    let blue = |shape: &&Shape| matches!(shape, Shape::Line { ink: Ink::Series(0, _), .. });
    let lines: Vec<&Shape> = picture.shapes.iter().filter(blue).collect();
    assert_eq!(lines.len(), 1, "one run of two, no line over the gaps");
    let markers = picture.shapes.iter().filter(|shape| matches!(shape, Shape::Marker { .. }));
    assert_eq!(markers.count(), 4, "a lone point keeps its marker");
    assert_eq!(texts(&picture).iter().filter(|text| **text == "×").count(), 2);
}

#[test]
fn marks_of_one_month_share_its_place() {
    let picture = lay_out(&chart(ChartKind::Bar, 1, &VALUES), frame(450.0));
    let texts = texts(&picture);
    assert!(texts.contains(&"①②") && texts.contains(&"③"), "{texts:?}");
}

#[test]
fn a_low_picture_grows_and_a_narrow_one_has_thicker_lines() {
    let chart = chart(ChartKind::Line, 2, &VALUES);
    let low = Frame { height: 20.0, ..frame(450.0) };
    assert!(lay_out(&chart, low).height > 150.0);
    let width = |frame: Frame| {
        let picture = lay_out(&chart, frame);
        let widths = picture.shapes.iter().filter_map(|shape| match shape {
            Shape::Line { ink: Ink::Series(0, _), width, .. } => Some(width / frame.em),
            _ => None,
        });
        widths.fold(0.0, f64::max)
    };
    let small = Frame { width: 170.0, height: 127.0, em: 6.3, view: None, chosen: None };
    assert!(width(small) > width(frame(450.0)));
}

#[test]
fn pointing_finds_the_point_also_where_the_view_is_panned() {
    let chart = chart(ChartKind::Line, 1, &VALUES);
    let all = lay_out(&chart, frame(450.0));
    assert_eq!(all.spots.len(), 6, "gaps that were declared can be pointed at too");
    let panned = Frame { view: Some((2.5, 5.0)), ..frame(450.0) };
    let panned = lay_out(&chart, panned);
    let positions: Vec<usize> = panned.spots.iter().map(|spot| spot.position).collect();
    assert!(positions.contains(&5) && !positions.contains(&0), "{positions:?}");
    let plot = panned.plot.unwrap();
    let (x, y) = panned.spots[0].area.centre();
    assert!(plot.contains(x, y));
}

#[test]
fn sixty_departments_fit_under_each_other() {
    for kind in [ChartKind::Multiples, ChartKind::Heat] {
        let picture = lay_out(&chart(kind, 60, &VALUES), frame(700.0));
        assert!(texts(&picture).contains(&"第59项"), "{kind:?}");
        assert!(picture.spots.iter().any(|spot| spot.line == 59));
    }
}

#[test]
fn lines_of_text_break_before_the_range_and_never_inside_a_number() {
    use super::words::{broken, shortened, title_rows};
    let rows = title_rows("第1项业务办件量等8项指标（2024年5月—2025年4月）", 24.0);
    assert_eq!(rows, ["第1项业务办件量等8项指标", "（2024年5月—2025年4月）"]);
    assert_eq!(broken("共12345件", 3.0), ["共", "12345", "件"]);
    assert_eq!(shortened("新疆生产建设兵团政务服务窗口", 6.0), "新疆生产建…");
}
