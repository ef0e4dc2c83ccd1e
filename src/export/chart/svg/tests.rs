//! Tests of the SVG picture and the CSV table: text, gaps, sizes, exact numbers.

use super::*;
use crate::export::chart::csv;
use crate::model::{Month, Quantity};
use crate::trend::chart::{Across, Line, Look, Point, Tick, YAxis};

fn chart(lines: &[(&str, &[Option<i64>])], marks: &[(&str, &str)]) -> Chart {
    let first: Month = "2023-05".parse().unwrap();
    let count = lines.first().map_or(0, |(_, values)| values.len());
    let months: Vec<Month> = first.through(first.plus(i32::try_from(count).unwrap() - 1)).collect();
    let line = |(index, (name, values)): (usize, &(&str, &[Option<i64>]))| Line {
        name: (*name).to_owned(),
        look: Look::of(index),
        points: months
            .iter()
            .zip(*values)
            .map(|(month, value)| Point {
                month: *month,
                value: value.map(|v| v as f64 / 1e4),
                exact: value.and_then(Quantity::whole),
                text: value.map(|v| format!("{v}件")).unwrap_or_default(),
                note: String::new(),
            })
            .collect(),
    };
    let ticks = [0.0, 2.0, 4.0, 6.0, 8.0];
    let ticks = ticks.map(|at| Tick { at, label: format!("{at:.0}") }).to_vec();
    let mark = |(month, text): &(&str, &str)| Mark {
        month: month.parse().unwrap(),
        text: (*text).to_owned(),
    };
    Chart {
        title: "办理政务服务事项（2023年5月—2025年4月）".into(),
        across: Across::Months(months.clone()),
        y: YAxis { unit: "万件".into(), power: 4, low: 0.0, high: 8.0, ticks },
        lines: lines.iter().enumerate().map(line).collect(),
        marks: marks.iter().map(mark).collect(),
        notes: vec!["电话咨询：2024年9月未报。".into()],
    }
}

const A: [Option<i64>; 6] = [Some(61_023), Some(58_700), None, Some(71_000), None, Some(66_000)];
const B: [Option<i64>; 6] =
    [Some(21_000), Some(28_700), Some(30_000), Some(31_000), Some(29_000), Some(26_000)];

#[test]
fn text_is_text_and_is_escaped() {
    let picture =
        svg(&chart(&[("A<B&C", &A), ("乙", &B)], &[("2023-07", "“一件事”<上线>")]), Size::PAGE);
    assert!(picture.contains(">A&lt;B&amp;C</text>"));
    assert!(picture.contains("① 2023年7月：“一件事”&lt;上线&gt;"));
    assert!(picture.contains(">2023年5月</text>"));
    assert!(picture.contains("单位：万件"));
    let mut reader = quick_xml::Reader::from_str(&picture);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("not XML: {error}"),
        }
    }
}

#[test]
fn a_gap_breaks_the_line_and_a_lone_point_keeps_its_marker() {
    let picture = svg(&chart(&[("甲", &A)], &[]), Size::PAGE);
    assert_eq!(picture.matches("<polyline").count(), 1, "one run of two, no line over the gaps");
    assert_eq!(picture.matches("<circle").count(), 4);
}

#[test]
fn a_small_picture_keeps_its_size_or_grows() {
    let picture = svg(&chart(&[("甲", &A), ("乙", &B)], &[]), Size::SMALL);
    assert!(picture.contains("width=\"60.0mm\" height=\"45.0mm\""), "{picture}");
    let low = Size { width_mm: 60.0, height_mm: 10.0 };
    assert!(!svg(&chart(&[("甲", &A)], &[]), low).contains("height=\"10.0mm\""));
}

#[test]
fn the_table_holds_exact_numbers() {
    let table = csv(&chart(&[("甲,一", &A), ("乙", &B)], &[]));
    let rows: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows.first().copied(), Some("月份,\"甲,一（件）\",乙（件）"));
    assert_eq!(rows.get(1).copied(), Some("2023-05,61023,21000"));
    assert_eq!(rows.get(3).copied(), Some("2023-07,,30000"));
}

#[test]
fn lines_break_before_the_range_and_never_inside_a_number() {
    let rows = title_rows("第1项业务办件量等8项指标（2024年5月—2025年4月）", 24.0);
    assert_eq!(rows, ["第1项业务办件量等8项指标", "（2024年5月—2025年4月）"]);
    assert_eq!(broken("共12345件", 3.0), ["共", "12345", "件"]);
}
