//! The files of a pack that are rendered from its frozen source: made once when the issue is packed,
//! and again when the pack is checked.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::{Block, Document, plain_text};
use crate::export::fonts::FontSet;
use crate::export::{self, ExportError};
use crate::layout::FontId;
use crate::model::{HouseStyle, PackedFont, Sum};
use crate::ops::print::{Print, printed};

pub(super) const DOCX: &str = "issue.docx";
pub(super) const PDF: &str = "issue.pdf";
pub(super) const MARKDOWN: &str = "issue.md";
pub(super) const TEXT: &str = "issue.txt";

/// What an issue is printed from, whatever becomes of the book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub document: Document,
    pub house: HouseStyle,
}

/// The rendered files with what they are, and the fonts of the PDF.
pub(super) struct Rendered {
    pub files: Vec<(String, &'static str, Vec<u8>)>,
    pub fonts: Vec<PackedFont>,
    pub print: Print,
}

pub(super) fn render(source: &Source, fonts: &Arc<FontSet>) -> Result<Rendered, ExportError> {
    let Source { document, house } = source;
    let print = printed(document, house, fonts);
    let mut files = vec![
        (DOCX.to_owned(), "成品（Word）", export::docx(document, house)?),
        (PDF.to_owned(), "成品（PDF）", export::pdf(&print.pages, &document.meta, fonts)?),
        (MARKDOWN.to_owned(), "成品（Markdown）", export::markdown(document).into_bytes()),
        (TEXT.to_owned(), "成品的文字", plain_text(document).into_bytes()),
    ];
    let charts = document.blocks.iter().filter_map(|block| match block {
        Block::Chart(block) => Some(&block.chart),
        _ => None,
    });
    for (number, chart) in (1..).zip(charts) {
        let picture = export::chart::svg(chart, export::chart::Size::default());
        let name = export::chart_file(&document.meta, number);
        files.push((name, "图", picture.into_bytes()));
    }
    Ok(Rendered { files, fonts: used(&print, fonts), print })
}

/// The fonts whose glyphs stand on the pages, in the order in which they first do.
fn used(print: &Print, fonts: &FontSet) -> Vec<PackedFont> {
    let mut seen: BTreeSet<FontId> = BTreeSet::new();
    let mut used = Vec::new();
    let lines = print.pages.pages.iter().flat_map(|page| &page.lines);
    for glyph in lines.flat_map(|line| &line.glyphs).filter(|glyph| glyph.glyph.is_some()) {
        if !seen.insert(glyph.font) {
            continue;
        }
        let Some(font) = fonts.font(glyph.font) else { continue };
        let Some(bytes) = font.bytes() else { continue };
        used.push(PackedFont {
            name: font.name.clone(),
            face: font.index,
            bundled: font.is_bundled(),
            sha256: Sum::of((*bytes).as_ref()),
        });
    }
    used
}
