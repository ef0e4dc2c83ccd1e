//! A laid out chart as pixels, with the bundled face: the same picture on every machine, and on
//! one without a window. Knows shapes and no chart.

use skrifa::instance::{LocationRef, Size as FontSize};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath, Circle, Rect, Shape as _, Stroke};
use vello_cpu::{Level, Pixmap, RenderContext, RenderSettings, Resources};

use crate::export::error::ExportError;
use crate::export::fonts::window_fonts;
use crate::trend::chart::{Chart, Marker};
use crate::trend::picture::{Anchor, Fill, Ink, Picture, Shape};

use super::svg::corners;
use super::{POINTS_PER_MM, Size, on_paper};

/// Pixels of a picture, red, green, blue and opacity (always full) for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    pub width: u16,
    pub height: u16,
    pub rgba: Vec<u8>,
}

/// Largest side in pixels; a finer picture is drawn coarser instead of not at all.
const MOST_PIXELS: f64 = 12_000.0;
const TOLERANCE: f64 = 0.05;

/// Draws the chart with `dpi` pixels an inch. Same chart, size and dpi, same bytes.
pub fn png(chart: &Chart, size: Size, dpi: f64) -> Result<Vec<u8>, ExportError> {
    let Raster { width, height, rgba } = raster(chart, size, dpi);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width.into(), height.into());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let dots = whole(dpi * 100.0 / 2.54).map_or(0, u32::from);
    let (xppu, yppu, unit) = (dots, dots, png::Unit::Meter);
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu, yppu, unit }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgba)?;
    writer.finish()?;
    Ok(bytes)
}

/// As [`png()`], as bare pixels.
pub fn raster(chart: &Chart, size: Size, dpi: f64) -> Raster {
    let picture = on_paper(chart, size);
    let scale = dpi / (25.4 * POINTS_PER_MM);
    let scale = scale.clamp(0.1, MOST_PIXELS / picture.width.max(picture.height).max(1.0));
    paint(&picture, scale)
}

fn paint(picture: &Picture, scale: f64) -> Raster {
    let width = whole((picture.width * scale).ceil()).unwrap_or(1).max(1);
    let height = whole((picture.height * scale).ceil()).unwrap_or(1).max(1);
    // One level everywhere: the same bytes whatever the processor can do.
    let settings = RenderSettings { level: Level::baseline(), num_threads: 0 };
    let mut context = RenderContext::new_with(width, height, settings);
    context.set_transform(Affine::scale(scale));
    context.set_paint(colour(Ink::Paper));
    context.fill_rect(&Rect::new(0.0, 0.0, picture.width + 1.0, picture.height + 1.0));
    let mut painter = Painter { context, faces: Faces::new() };
    for shape in &picture.shapes {
        painter.draw(shape);
    }
    let mut pixmap = Pixmap::new(width, height);
    painter.context.flush();
    painter.context.render(&mut pixmap, &mut Resources::new());
    // The paper is opaque, so premultiplied and plain colours are the same.
    let rgba = pixmap.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b, 0xFF]).collect();
    Raster { width, height, rgba }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
fn whole(value: f64) -> Option<u16> {
    value.is_finite().then(|| value.clamp(0.0, f64::from(u16::MAX)) as u16)
}

#[allow(clippy::cast_possible_truncation, reason = "sizes of letters need no more digits")]
fn single(value: f64) -> f32 {
    value as f32
}

fn colour(ink: Ink) -> AlphaColor<Srgb> {
    let [red, green, blue] = ink.on_paper();
    AlphaColor::from_rgb8(red, green, blue)
}

struct Painter {
    context: RenderContext,
    faces: Faces,
}

impl Painter {
    fn draw(&mut self, shape: &Shape) {
        match shape {
            Shape::Line { points, ink, width, dash } => {
                let stroke = Stroke::new(*width).with_dashes(0.0, dash.iter().copied());
                self.stroke(&polygon(points.iter().copied(), false), *ink, stroke);
            }
            Shape::Band { upper, lower, ink } => {
                self.fill(&polygon(upper.iter().chain(lower.iter().rev()).copied(), true), *ink);
            }
            Shape::Rect { left, top, width, height, ink } => {
                self.context.set_paint(colour(*ink));
                self.context.fill_rect(&Rect::new(*left, *top, left + width, top + height));
            }
            Shape::Marker { at, radius, marker, ink, fill, .. } => {
                let path = match marker {
                    Marker::Circle => Circle::new(*at, *radius).to_path(TOLERANCE),
                    other => polygon(corners(*other, *at, *radius).into_iter(), true),
                };
                self.marker(&path, *ink, *fill);
            }
            Shape::Text { at, size, anchor, bold, ink, text } => {
                self.context.set_paint(colour(*ink));
                let path = self.faces.outline(text, *bold, *size, (*at, *anchor));
                self.context.fill_path(&path);
            }
        }
    }

    fn marker(&mut self, path: &BezPath, ink: Ink, fill: Fill) {
        match fill {
            Fill::Full => {
                self.fill(path, ink);
                self.stroke(path, Ink::Paper, Stroke::new(0.4));
            }
            Fill::Hollow => {
                self.fill(path, Ink::Paper);
                self.stroke(path, ink, Stroke::new(0.9));
            }
            Fill::Half => {
                let pale = match ink {
                    Ink::Series(index, colour) => Ink::Pale(index, colour),
                    other => other,
                };
                self.fill(path, pale);
                self.stroke(path, ink, Stroke::new(0.9));
            }
        }
    }

    fn fill(&mut self, path: &BezPath, ink: Ink) {
        self.context.set_paint(colour(ink));
        self.context.fill_path(path);
    }

    fn stroke(&mut self, path: &BezPath, ink: Ink, stroke: Stroke) {
        self.context.set_paint(colour(ink));
        self.context.set_stroke(stroke);
        self.context.stroke_path(path);
    }
}

fn polygon(points: impl Iterator<Item = (f64, f64)>, closed: bool) -> BezPath {
    let mut path = BezPath::new();
    for (nth, point) in points.enumerate() {
        if nth == 0 { path.move_to(point) } else { path.line_to(point) }
    }
    if closed && !path.elements().is_empty() {
        path.close_path();
    }
    path
}

/// The bundled faces; a bundled face that cannot be read draws nothing.
struct Faces {
    plain: Option<FontRef<'static>>,
    bold: Option<FontRef<'static>>,
}

impl Faces {
    fn new() -> Self {
        let [plain, bold] = window_fonts();
        Self { plain: FontRef::new(plain).ok(), bold: FontRef::new(bold).ok() }
    }

    /// The letters of a line of text as one path.
    fn outline(
        &self,
        text: &str,
        bold: bool,
        size: f64,
        ((x, y), anchor): ((f64, f64), Anchor),
    ) -> BezPath {
        let glyphs: Vec<(&FontRef<'static>, GlyphId)> =
            text.chars().filter_map(|c| self.glyph(c, bold)).collect();
        let font_size = FontSize::new(single(size));
        let location = LocationRef::default();
        let advance = |(face, glyph): &(&FontRef<'static>, GlyphId)| {
            f64::from(face.glyph_metrics(font_size, location).advance_width(*glyph).unwrap_or(0.0))
        };
        let advances: Vec<f64> = glyphs.iter().map(advance).collect();
        let width: f64 = advances.iter().sum();
        let mut pen = Pen {
            path: BezPath::new(),
            x: match anchor {
                Anchor::Start => x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            },
            y,
        };
        for ((face, glyph), advance) in glyphs.into_iter().zip(advances) {
            if let Some(outline) = face.outline_glyphs().get(glyph) {
                let settings = DrawSettings::unhinted(font_size, location);
                if let Err(err) = outline.draw(settings, &mut pen) {
                    log::warn!("a glyph of the bundled face cannot be drawn: {err}");
                }
            }
            pen.x += advance;
        }
        pen.path
    }

    /// The bold face holds the common characters; others come from the plain one.
    fn glyph(&self, c: char, bold: bool) -> Option<(&FontRef<'static>, GlyphId)> {
        let of = |face: &'_ Option<FontRef<'static>>| {
            face.as_ref().and_then(|face| face.charmap().map(c))
        };
        if bold && let (Some(face), Some(glyph)) = (&self.bold, of(&self.bold)) {
            return Some((face, glyph));
        }
        self.plain.as_ref().zip(of(&self.plain))
    }
}

/// Moves outlines to their place; fonts count upwards, pictures downwards.
struct Pen {
    path: BezPath,
    x: f64,
    y: f64,
}

impl Pen {
    fn place(&self, x: f32, y: f32) -> (f64, f64) {
        (self.x + f64::from(x), self.y - f64::from(y))
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.place(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.place(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.place(cx, cy), self.place(x, y));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path.curve_to(self.place(cx0, cy0), self.place(cx1, cy1), self.place(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
