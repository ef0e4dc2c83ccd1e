//! Tests of the pictures and tables of a chart: text stays text, pixels are there, numbers exact.

use super::*;
use crate::model::{Month, Quantity};
use crate::trend::chart::{
    Across, ChartKind, Line, Look, Mark, MarkKind, Point, PointState, Tick, YAxis,
};

fn chart(lines: &[(&str, &[Option<i64>])]) -> Chart {
    let first: Month = "2023-05".parse().unwrap();
    let count = lines.first().map_or(0, |(_, values)| values.len());
    let months: Vec<Month> = first.through(first.plus(i32::try_from(count).unwrap() - 1)).collect();
    let line = |(index, (name, values)): (usize, &(&str, &[Option<i64>]))| Line {
        name: (*name).to_owned(),
        look: Look::of(index),
        band: Vec::new(),
        points: months
            .iter()
            .zip(*values)
            .map(|(month, value)| Point {
                month: *month,
                value: value.map(|v| v as f64 / 1e4),
                exact: value.and_then(Quantity::whole),
                text: value.map(|v| format!("{v}件")).unwrap_or_default(),
                note: String::new(),
                state: if value.is_some() { PointState::Known } else { PointState::Missing },
                partial: None,
                across_break: false,
                joined: false,
                unusual: false,
                beyond: false,
            })
            .collect(),
    };
    let ticks = [0.0, 2.0, 4.0, 6.0, 8.0];
    let ticks = ticks.map(|at| Tick { at, label: format!("{at:.0}") }).to_vec();
    let text = "“一件事”<上线>".to_owned();
    Chart {
        kind: ChartKind::Line,
        title: "办理政务服务事项（2023年5月—2025年4月）".into(),
        across: Across::Months(months.clone()),
        y: YAxis { unit: "万件".into(), power: 4, low: 0.0, high: 8.0, ticks, log: false },
        lines: lines.iter().enumerate().map(line).collect(),
        targets: Vec::new(),
        marks: vec![Mark { kind: MarkKind::Event, month: "2023-07".parse().unwrap(), text }],
        notes: vec!["电话咨询：2024年9月未报。".into()],
    }
}

const A: [Option<i64>; 6] = [Some(61_023), Some(58_700), None, Some(71_000), None, Some(66_000)];
const B: [Option<i64>; 6] =
    [Some(21_000), Some(28_700), Some(30_000), Some(31_000), Some(29_000), Some(26_000)];

#[test]
fn text_is_text_and_is_escaped() {
    let picture = svg(&chart(&[("A<B&C", &A), ("乙", &B)]), Size::PAGE);
    assert!(picture.contains(">A&lt;B&amp;C</text>"));
    assert!(picture.contains("① 2023年7月动态：“一件事”&lt;上线&gt;"));
    assert!(picture.contains(">2023年5月</text>"));
    assert!(picture.contains("单位：万件"));
    assert!(picture.contains("Noto Sans SC"));
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
fn a_small_picture_keeps_its_size_or_grows() {
    let picture = svg(&chart(&[("甲", &A), ("乙", &B)]), Size::SMALL);
    assert!(picture.contains("width=\"60.0mm\""), "{picture}");
    let low = Size { width_mm: 60.0, height_mm: 10.0 };
    assert!(!svg(&chart(&[("甲", &A)]), low).contains("height=\"10.0mm\""));
}

#[test]
fn pixels_are_the_same_each_time_and_hold_every_ink() {
    let chart = chart(&[("甲", &A), ("乙", &B)]);
    let bytes = png(&chart, Size::SMALL, 96.0).unwrap();
    assert_eq!(bytes, png(&chart, Size::SMALL, 96.0).unwrap());
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(info.width, 227, "60 mm at 96 pixels an inch");
    let count = |wanted: [u8; 3]| pixels.chunks(4).filter(|p| p[..3] == wanted).count();
    assert!(count([0x1B, 0x5F, 0xAA]) > 50, "the first line");
    assert!(count([0xFF, 0xFF, 0xFF]) > 10_000, "paper");
    assert!(pixels.chunks(4).all(|pixel| pixel[3] == 0xFF));
}

#[test]
fn bold_letters_outside_the_bold_face_come_from_the_plain_one() {
    let mut chart = chart(&[("甲", &A)]);
    let ink = |title: &str, chart: &mut Chart| {
        title.clone_into(&mut chart.title);
        let raster = raster(chart, Size::SMALL, 96.0);
        raster.rgba.chunks(4).take(227 * 12).filter(|pixel| pixel[0] < 0x80).count()
    };
    let none = ink("", &mut chart);
    assert!(ink("䶮", &mut chart) > none + 10);
}

#[test]
fn the_table_holds_exact_numbers_and_the_sheet_says_the_rest() {
    let chart = chart(&[("甲,一", &A), ("乙", &B)]);
    let csv = String::from_utf8(csv(&chart)).unwrap();
    let rows: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows.first().copied(), Some("月份,\"甲,一（件）\",乙（件）"));
    assert_eq!(rows.get(1).copied(), Some("2023-05,61023,21000"));
    assert_eq!(rows.get(3).copied(), Some("2023-07,,30000"));
    assert_eq!(rows.len(), 7);
    let said = table(&chart).rows.split_off(6);
    assert_eq!(said[0][0], crate::export::GridCell::text("2023年7月动态：“一件事”<上线>"));
    assert_eq!(said[1][0], crate::export::GridCell::text("注：电话咨询：2024年9月未报。"));
}
