//! Pages → PDF bytes: embedded subsets of the fonts, text that copies out as it reads, bookmarks.
//! Knows no issue and no disk. Same pages, same bytes: no date and no random name is written.

mod text;

use krilla::color::{luma, rgb};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect as Area};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Paint};
use krilla::surface::Surface;
use krilla::{Document as Pdf, SerializeSettings};

use super::error::ExportError;
use super::fonts::FontSet;
use crate::document::Meta;
use crate::layout::{OutlineEntry, PAPER, Page, Pages, Polygon, Rect, Tint};

/// The pages as a PDF file.
pub fn pdf(pages: &Pages, meta: &Meta, fonts: &FontSet) -> Result<Vec<u8>, ExportError> {
    let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    let mut pdf = Pdf::new_with(settings);
    let mut faces = text::Faces::new(fonts);
    for page in &pages.pages {
        let Some(paper) = PageSettings::from_wh(PAPER.0, PAPER.1) else { continue };
        let mut sheet = pdf.start_page_with(paper);
        let mut surface = sheet.surface();
        draw(&mut surface, page, &mut faces);
        surface.finish();
        sheet.finish();
    }
    pdf.set_outline(outline(&pages.outline));
    let title = format!("{} {}", meta.title, meta.number_line);
    pdf.set_metadata(Metadata::new().title(title).language("zh-CN".to_owned()));
    pdf.finish().map_err(|err| ExportError::Pdf(err.to_string()))
}

fn draw(surface: &mut Surface<'_>, page: &Page, faces: &mut text::Faces<'_>) {
    for shade in &page.shades {
        bar(surface, shade, rgb::Color::new(0xFF, 0xF2, 0x99));
    }
    for rule in &page.rules {
        bar(surface, &rule.rect, colour(rule.tint));
    }
    for polygon in &page.shapes {
        shape(surface, polygon);
    }
    for line in &page.lines {
        faces.line(surface, line);
    }
}

fn bar(surface: &mut Surface<'_>, rect: &Rect, colour: impl Into<Paint>) {
    let area = Area::from_ltrb(rect.left, rect.top, rect.right, rect.bottom);
    let Some(area) = area else { return };
    let mut path = PathBuilder::new();
    path.push_rect(area);
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&path);
    }
}

fn shape(surface: &mut Surface<'_>, polygon: &Polygon) {
    let mut path = PathBuilder::new();
    for (at, (x, y)) in polygon.corners.iter().enumerate() {
        if at == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
    }
    path.close();
    if let Some(path) = path.finish() {
        let [red, green, blue] = polygon.colour;
        surface.set_fill(Some(fill(rgb::Color::new(red, green, blue))));
        surface.draw_path(&path);
    }
}

fn fill(colour: impl Into<Paint>) -> Fill {
    Fill { paint: colour.into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

/// Black is a grey, which a printer sets with its black ink alone: black mixed of colours frays at the
/// edges of letters. Red stays a screen colour, as in the docx; offices print it themselves.
fn colour(tint: Tint) -> Paint {
    match tint {
        Tint::Black => luma::Color::black().into(),
        Tint::Red => rgb::Color::new(0xFF, 0, 0).into(),
    }
}

/// Titles with the leads below them.
fn outline(entries: &[OutlineEntry]) -> Outline {
    let node = |entry: &OutlineEntry| {
        let place = XyzDestination::new(entry.page, Point::from_xy(0.0, entry.top));
        OutlineNode::new(entry.title.clone(), place).with_open(true)
    };
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for entry in entries {
        match &mut open {
            Some(parent) if entry.level > 1 => parent.push_child(node(entry)),
            _ => {
                if let Some(done) = open.replace(node(entry)) {
                    outline.push_child(done);
                }
            }
        }
    }
    if let Some(last) = open {
        outline.push_child(last);
    }
    outline
}

#[cfg(test)]
mod tests;
