//! Fonts that exist on no disk, and documents of any shape, for tests.

use super::faces::{FontId, FontRole, Fonts, Ink, Shape};
use crate::document::{Anchor, Block, Document, Meta, Role, Run};
use crate::model::Month;

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
