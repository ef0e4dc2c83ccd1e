//! Document → docx bytes: the parts of the package. Knows no issue, only blocks, and no disk.
//!
//! Layout follows GB/T 9704-2012 where it speaks (paper, type area, body, page number) and the
//! house where it is silent (masthead, distribution block). No theme part: theme fonts override
//! the names written here. Same document, same bytes: file times are fixed and no clock is read.

mod body;
mod chart;
mod footer;
mod imprint;
mod masthead;
mod properties;
mod rare;
mod runs;
mod settings;
mod styles;
mod table;
mod xml;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

use crate::document::{Block, Document};
use crate::model::HouseStyle;

use super::error::ExportError;

/// The document as a Word file.
pub fn docx(document: &Document, style: &HouseStyle) -> Result<Vec<u8>, ExportError> {
    let parts = parts(document, &style.within_bounds())?;
    let size = parts.iter().map(|(_, part)| part.len()).sum::<usize>() / 4;
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
    let options = SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Deflated)
        // Less work than the default's, for about a kilobyte more.
        .compression_level(Some(2))
        .system(System::Unix)
        .unix_permissions(0o644);
    for (name, part) in parts {
        archive.start_file(name, options)?;
        archive.write_all(&part).map_err(ExportError::PackWrite)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Names and contents of all parts, in the order in which they are packed.
fn parts(document: &Document, house: &HouseStyle) -> Result<Vec<(String, Vec<u8>)>, ExportError> {
    let charts: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Chart(chart) = block { Some(&chart.chart) } else { None })
        .collect();
    let footers: Vec<String> = footer::footer_parts(house.page_number)
        .map(|[odd, even]| vec![odd, even, footer::empty_part()])
        .unwrap_or_default();
    let (number, feet) = (charts.len(), footers.len());
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, text: String| parts.push((name.to_owned(), text.into_bytes()));
    add("[Content_Types].xml", properties::content_types_part(number, feet));
    add("_rels/.rels", properties::RELATIONSHIPS.to_owned());
    add("word/_rels/document.xml.rels", properties::document_relationships(number, feet));
    add("word/document.xml", body::document_part(document, house));
    let headline = |block: &Block| matches!(block, Block::Heading { level: 0, .. });
    let headline = document.blocks.iter().any(headline);
    add("word/styles.xml", styles::styles_part(house, headline));
    add("word/settings.xml", settings::settings_part());
    add("word/fontTable.xml", settings::font_table_part());
    for (number, footer) in (1..).zip(footers) {
        add(&format!("word/footer{number}.xml"), footer);
    }
    for (number, chart) in (1..).zip(&charts) {
        add(&format!("word/charts/chart{number}.xml"), chart::chart_part(chart));
        let relationships = chart::chart_relationships(number);
        add(&format!("word/charts/_rels/chart{number}.xml.rels"), relationships);
    }
    add("docProps/core.xml", properties::core_part(&document.meta));
    for (number, chart) in (1..).zip(&charts) {
        parts.push((format!("word/embeddings/chart{number}.xlsx"), chart::workbook(chart)?));
    }
    Ok(parts)
}

#[cfg(test)]
pub(super) mod reader;
#[cfg(test)]
mod tests;
