//! Fonts that exist on no disk, and documents of any shape, for tests.

use super::faces::{FontId, FontRole, Fonts, Ink, Shape};
use crate::document::{Anchor, Block, ChartBlock, Document, Meta, Role, Run};
use crate::model::Month;
use crate::trend::chart::{Across, Chart, ChartKind, Line, Look, Point, PointState, Tick, YAxis};

/// Every character one em wide, letters half an em; emoji in no font, 喆 and 龑 only in the second.
pub struct PlainFonts;

impl Fonts for PlainFonts {
    fn shape(&self, _role: FontRole, c: char) -> Option<Shape> {
        if ('\u{1f000}'..='\u{1faff}').contains(&c) {
            return None;
        }
        let font = FontId(u16::from(matches!(c, '喆' | '龑')));
        let advance = if c.is_ascii() { 0.5 } else { 1.0 };
        Some(Shape { font, glyph: u16::try_from(u32::from(c) % 60_000).unwrap(), advance })
    }

    fn ink(&self, _font: FontId, _glyph: u16) -> Ink {
        Ink { left: 0.05, bottom: -0.1, right: 0.95, top: 0.85 }
    }

    fn own(&self, _role: FontRole) -> FontId {
        FontId(0)
    }
}

pub fn meta() -> Meta {
    Meta {
        title: "政务窗口月报".into(),
        number_line: "第4期".into(),
        issuer: "青溪市政务服务中心".into(),
        issue_date: Some(jiff::civil::date(2025, 5, 16)),
        month: Month::new(2025, 4).unwrap(),
        number: 4,
        total_number: None,
    }
}

pub fn document(blocks: Vec<Block>) -> Document {
    Document { meta: meta(), blocks, empty: Vec::new() }
}

pub fn anchor(section: usize) -> Anchor {
    Anchor { section, item: None, paragraph: 0 }
}

pub fn paragraph(text: &str) -> Block {
    Block::Paragraph { runs: vec![Run::plain(text)], anchor: anchor(0) }
}

pub fn heading(text: &str) -> Block {
    Block::Heading {
        level: 1,
        runs: vec![Run::new(Role::Label, "一、"), Run::plain(text)],
        anchor: anchor(0),
    }
}

/// A chart of one indicator from January 2025 on.
pub fn chart_of(values: &[Option<u8>]) -> ChartBlock {
    let first = Month::new(2025, 1).unwrap();
    let months: Vec<Month> =
        (0..values.len()).map(|at| first.plus(i32::try_from(at).unwrap())).collect();
    let point = |(month, value): (&Month, &Option<u8>)| Point {
        month: *month,
        value: value.map(f64::from),
        exact: None,
        text: String::new(),
        note: String::new(),
        state: PointState::Known,
        partial: None,
        across_break: false,
        joined: false,
        unusual: false,
        beyond: false,
    };
    let points = months.iter().zip(values).map(point).collect();
    let tick = |at: u8| Tick { at: f64::from(at), label: at.to_string() };
    let y = YAxis {
        unit: "件".into(),
        power: 0,
        low: 0.0,
        high: 8.0,
        log: false,
        ticks: [0, 2, 4, 6, 8].map(tick).to_vec(),
    };
    let chart = Chart {
        kind: ChartKind::Line,
        targets: Vec::new(),
        title: String::new(),
        across: Across::Months(months),
        y,
        lines: vec![Line { name: "受理量".into(), points, look: Look::of(1), band: Vec::new() }],
        marks: Vec::new(),
        notes: Vec::new(),
    };
    let caption = vec![Run::plain("图1 受理量走势")];
    ChartBlock { caption, chart: Box::new(chart), anchor: anchor(3) }
}
