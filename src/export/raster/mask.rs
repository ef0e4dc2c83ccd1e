//! One glyph as a mask of coverage. Knows an outline, no colour.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use skrifa::outline::OutlinePen;

use crate::export::fonts::FontFile;

/// Pixels an em is wide and high, and how far into its first pixel the glyph begins.
#[derive(Clone, Copy)]
pub struct Size {
    pub width: f32,
    pub height: f32,
    pub shift: f32,
}

/// Coverage by rows, placed relative to the pixel of the glyph's origin.
#[derive(Default)]
pub struct Mask {
    pub left: f32,
    pub top: f32,
    pub width: usize,
    pub cover: Vec<u8>,
}

/// Thin strokes on white look thinner than on paper; this makes up for it.
const GAMMA: f32 = 0.85;
/// Larger than any masthead at any zoom.
const LARGEST: f32 = 4000.0;

pub fn of(font: &FontFile, glyph: u16, size: Size) -> Mask {
    let ink = font.ink(glyph);
    let (left, right) = (ink.left * size.width + size.shift, ink.right * size.width + size.shift);
    let (top, bottom) = (-ink.top * size.height, -ink.bottom * size.height);
    let (left, top) = (left.floor(), top.floor());
    let (width, height) = (right.ceil() - left + 1.0, bottom.ceil() - top + 1.0);
    if !(width > 1.0 && height > 1.0 && width < LARGEST && height < LARGEST) {
        return Mask::default();
    }
    let (columns, rows) = (super::pixels(width), super::pixels(height));
    let mut pen = Pen {
        raster: Rasterizer::new(columns, rows),
        size,
        origin: (left, top),
        start: point(0.0, 0.0),
        at: point(0.0, 0.0),
    };
    font.draw(glyph, &mut pen);
    let cover = cover(&pen.raster, columns * rows);
    Mask { left, top, width: columns, cover }
}

/// A polygon of the page as a mask, and the pixel its mask begins at.
pub fn of_polygon(corners: &[(f32, f32)], scale: f32) -> (Mask, f32, f32) {
    let ends = |of: fn(&(f32, f32)) -> f32| {
        let scaled = || corners.iter().map(|corner| of(corner) * scale);
        (scaled().fold(f32::MAX, f32::min).floor(), scaled().fold(f32::MIN, f32::max).ceil())
    };
    let ((left, right), (top, bottom)) = (ends(|corner| corner.0), ends(|corner| corner.1));
    let (width, height) = (right - left + 1.0, bottom - top + 1.0);
    if !(width > 0.0 && height > 0.0 && width < LARGEST && height < LARGEST) {
        return (Mask::default(), 0.0, 0.0);
    }
    let (columns, rows) = (super::pixels(width), super::pixels(height));
    let mut raster = Rasterizer::new(columns, rows);
    let spot = |(x, y): &(f32, f32)| point(x * scale - left, y * scale - top);
    let next = corners.iter().cycle().skip(1);
    for (from, to) in corners.iter().zip(next) {
        raster.draw_line(spot(from), spot(to));
    }
    let cover = cover(&raster, columns * rows);
    (Mask { left: 0.0, top: 0.0, width: columns, cover }, left, top)
}

fn cover(raster: &Rasterizer, pixels: usize) -> Vec<u8> {
    let mut cover = vec![0; pixels];
    raster.for_each_pixel(|at, part| {
        if let Some(pixel) = cover.get_mut(at) {
            *pixel = parts(part);
        }
    });
    cover
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to one byte")]
fn parts(part: f32) -> u8 {
    (part.clamp(0.0, 1.0).powf(GAMMA) * 255.0).round() as u8
}

struct Pen {
    raster: Rasterizer,
    size: Size,
    origin: (f32, f32),
    start: Point,
    at: Point,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> Point {
        let x = x * self.size.width + self.size.shift - self.origin.0;
        point(x, -y * self.size.height - self.origin.1)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.point(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.raster.draw_line(self.at, to);
        self.at = to;
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let (control, to) = (self.point(cx0, cy0), self.point(x, y));
        self.raster.draw_quad(self.at, control, to);
        self.at = to;
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (one, two, to) = (self.point(cx0, cy0), self.point(cx1, cy1), self.point(x, y));
        self.raster.draw_cubic(self.at, one, two, to);
        self.at = to;
    }

    fn close(&mut self) {
        self.raster.draw_line(self.at, self.start);
        self.at = self.start;
    }
}
