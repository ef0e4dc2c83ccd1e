//! Lines of glyphs in a PDF: runs of one font and size, each glyph where the page has it. Knows no
//! page.

use std::collections::BTreeMap;

use krilla::geom::{Point, Transform};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::{colour, fill};
use crate::export::fonts::FontSet;
use crate::layout::{FontId, Glyph, Line};

/// The fonts of one file, opened when first used.
pub struct Faces<'a> {
    fonts: &'a FontSet,
    open: BTreeMap<FontId, Option<Font>>,
}

impl<'a> Faces<'a> {
    pub fn new(fonts: &'a FontSet) -> Self {
        Self { fonts, open: BTreeMap::new() }
    }

    fn font(&mut self, id: FontId) -> Option<Font> {
        let fonts = self.fonts;
        let open = || {
            let file = fonts.font(id)?;
            Font::new(file.bytes()?.into(), file.index)
        };
        self.open.entry(id).or_insert_with(open).clone()
    }

    /// Draws a line. A blank belongs to the run before it, so that it is copied out too.
    pub fn line(&mut self, surface: &mut Surface<'_>, line: &Line) {
        let same = |one: &Glyph, next: &Glyph| next.glyph.is_none() || alike(one, next);
        let mut rest = line.glyphs.as_slice();
        while let Some(first) = rest.iter().position(|glyph| glyph.glyph.is_some()) {
            let run = rest.get(first..).unwrap_or_default();
            let Some(head) = run.first() else { break };
            let length = run.iter().position(|glyph| !same(head, glyph)).unwrap_or(run.len());
            let (run, tail) = run.split_at_checked(length).unwrap_or((run, &[]));
            self.run(surface, run, line.baseline);
            rest = tail;
        }
    }

    fn run(&mut self, surface: &mut Surface<'_>, run: &[Glyph], baseline: f32) {
        let Some(head) = run.first() else { return };
        let Some(font) = self.font(head.font) else { return };
        let mut text = String::new();
        let mut glyphs: Vec<KrillaGlyph> = Vec::with_capacity(run.len());
        for (at, glyph) in run.iter().enumerate() {
            let start = text.len();
            text.push(glyph.c);
            let Some(id) = glyph.glyph else {
                if let Some(last) = glyphs.last_mut() {
                    last.text_range.end = text.len();
                }
                continue;
            };
            let next = run.get(at + 1..).unwrap_or_default();
            let next = next.iter().find(|next| next.glyph.is_some()).map_or(glyph.x, |next| next.x);
            let ems = head.size * head.stretch;
            let advance = (next - glyph.x) / ems;
            let id = GlyphId::new(u32::from(id));
            glyphs.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, start..text.len(), None));
        }
        surface.set_fill(Some(fill(colour(head.tint))));
        let stretched = (head.stretch - 1.0).abs() > 1e-4;
        if stretched {
            let stretch = Transform::from_row(head.stretch, 0.0, 0.0, 1.0, head.x, baseline);
            surface.push_transform(&stretch);
            surface.draw_glyphs(Point::from_xy(0.0, 0.0), &glyphs, font, &text, head.size, false);
            surface.pop();
        } else {
            let start = Point::from_xy(head.x, baseline);
            surface.draw_glyphs(start, &glyphs, font, &text, head.size, false);
        }
    }
}

/// Whether two glyphs can be drawn in one go.
fn alike(one: &Glyph, next: &Glyph) -> bool {
    let close = |a: f32, b: f32| (a - b).abs() < 1e-4;
    one.font == next.font
        && one.tint == next.tint
        && close(one.size, next.size)
        && close(one.stretch, next.stretch)
}
