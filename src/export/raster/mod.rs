//! Pages → pixels, from the same placed glyphs as the PDF: the picture of a page is drawn anew in a
//! few milliseconds while somebody types. Outlines are turned into masks once for each font, glyph
//! and size. Knows no window.

mod mask;

use std::collections::HashMap;

use super::fonts::FontSet;
use crate::layout::{FontId, Glyph, Line, PAPER, Page, Rect, Tint};
use mask::Mask;

/// Masks kept; a few zoom levels of a long issue.
const MASKS_AT_MOST: usize = 12_000;
/// Glyphs stand at quarters of a pixel.
const STEPS: f32 = 4.0;

/// A drawn page, opaque, rows of red, green, blue, alpha.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

/// Draws pages and remembers the glyphs it has drawn.
#[derive(Default)]
pub struct Painter {
    masks: HashMap<Key, Mask>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    font: FontId,
    glyph: u16,
    /// Pixels of an em, and of an em's width, in sixteenths.
    size: u32,
    stretched: u32,
    /// Quarter of the pixel it begins in.
    step: usize,
}

impl Picture {
    fn blank(width: usize, height: usize) -> Self {
        Self { width, height, rgba: vec![0xFF; width * height * 4] }
    }

    /// Mixes a colour into a pixel of a row; `part` of 255.
    fn mix(pixel: &mut [u8], ink: [u8; 3], part: u8) {
        for (old, new) in pixel.iter_mut().zip(ink) {
            let (part, rest) = (u32::from(part), 255 - u32::from(part));
            let mixed = (u32::from(*old) * rest + u32::from(new) * part + 127) / 255;
            *old = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }

    /// The pixels of a stretch of a row.
    fn row(&mut self, y: usize, left: usize, right: usize) -> &mut [u8] {
        let right = right.min(self.width);
        let start = (y * self.width + left.min(right)) * 4;
        let end = (y * self.width + right) * 4;
        if y < self.height { self.rgba.get_mut(start..end).unwrap_or_default() } else { &mut [] }
    }
}

impl Painter {
    /// The page at so many pixels a point.
    pub fn page(&mut self, page: &Page, fonts: &FontSet, scale: f32) -> Picture {
        let (width, height) = (pixels(PAPER.0 * scale), pixels(PAPER.1 * scale));
        let mut picture = Picture::blank(width, height);
        if self.masks.len() > MASKS_AT_MOST {
            self.masks.clear();
        }
        for shade in &page.shades {
            bar(&mut picture, shade, scale, [0xFF, 0xF2, 0x99]);
        }
        for rule in &page.rules {
            bar(&mut picture, &rule.rect, scale, ink(rule.tint));
        }
        for polygon in &page.shapes {
            let (mask, x, y) = mask::of_polygon(&polygon.corners, scale);
            stamp(&mut picture, &mask, (x, y), polygon.colour);
        }
        for line in &page.lines {
            self.line(&mut picture, line, fonts, scale);
        }
        picture
    }

    fn line(&mut self, picture: &mut Picture, line: &Line, fonts: &FontSet, scale: f32) {
        // Whole pixels upwards keep the strokes of a line alike.
        let baseline = (line.baseline * scale).round();
        for glyph in &line.glyphs {
            let Some(id) = glyph.glyph else { continue };
            let x = (glyph.x * scale * STEPS).round() / STEPS;
            let key = key(glyph, id, scale, x);
            let draw = || {
                fonts
                    .font(glyph.font)
                    .map(|font| mask::of(font, id, mask_size(&key)))
                    .unwrap_or_default()
            };
            let mask = self.masks.entry(key).or_insert_with(draw);
            stamp(picture, mask, (x.floor(), baseline), ink(glyph.tint));
        }
    }
}

fn key(glyph: &Glyph, id: u16, scale: f32, x: f32) -> Key {
    Key {
        font: glyph.font,
        glyph: id,
        size: sixteenths(glyph.size * scale),
        stretched: sixteenths(glyph.size * glyph.stretch * scale),
        step: pixels((x - x.floor()) * STEPS),
    }
}

fn mask_size(key: &Key) -> mask::Size {
    mask::Size {
        width: key.stretched as f32 / 16.0,
        height: key.size as f32 / 16.0,
        shift: key.step as f32 / STEPS,
    }
}

fn stamp(picture: &mut Picture, mask: &Mask, (x, y): (f32, f32), ink: [u8; 3]) {
    if mask.width == 0 {
        return;
    }
    for (nth, row) in mask.cover.chunks_exact(mask.width).enumerate() {
        let top = y + mask.top + nth as f32;
        let left = x + mask.left;
        if top < 0.0 || left < 0.0 {
            continue;
        }
        let left = pixels(left);
        let target = picture.row(pixels(top), left, left + mask.width);
        for (pixel, part) in target.chunks_exact_mut(4).zip(row) {
            if *part > 0 {
                let colour = pixel.get_mut(..3).unwrap_or_default();
                Picture::mix(colour, ink, *part);
            }
        }
    }
}

/// Fills a rectangle; a rule never gets thinner than a pixel.
fn bar(picture: &mut Picture, rect: &Rect, scale: f32, ink: [u8; 3]) {
    let edge = |from: f32, to: f32| {
        let start = (from * scale).round().max(0.0);
        (pixels(start), pixels(start + ((to - from) * scale).round().max(1.0)))
    };
    let (left, right) = edge(rect.left, rect.right);
    let (top, bottom) = edge(rect.top, rect.bottom);
    for y in top..bottom {
        for pixel in picture.row(y, left, right).chunks_exact_mut(4) {
            let colour = pixel.get_mut(..3).unwrap_or_default();
            Picture::mix(colour, ink, u8::MAX);
        }
    }
}

fn ink(tint: Tint) -> [u8; 3] {
    match tint {
        Tint::Black => [0, 0, 0],
        Tint::Red => [0xFF, 0, 0],
    }
}

/// Whole pixels, never below zero; a page is far smaller than the largest picture.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what a picture can measure"
)]
fn pixels(length: f32) -> usize {
    length.round().clamp(0.0, 20_000.0) as usize
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what a glyph can measure"
)]
fn sixteenths(length: f32) -> u32 {
    (length * 16.0).round().clamp(0.0, 100_000.0) as u32
}

#[cfg(test)]
mod tests;
