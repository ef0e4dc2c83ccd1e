//! Document → docx bytes: the parts of the package. Knows no issue, only blocks, and no disk.
//!
//! Layout follows GB/T 9704-2012 where it speaks (paper, type area, body, page number) and house
//! practice for masthead and distribution block. No theme part: theme fonts override the names
//! written here. Same document, same bytes: file times are fixed and no clock is read.

mod body;
mod footer;
mod imprint;
mod masthead;
mod properties;
mod runs;
mod settings;
mod styles;
mod table;
mod xml;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

use crate::document::Document;
use crate::model::HouseStyle;

use super::error::ExportError;

/// The document as a Word file.
pub fn docx(document: &Document, style: &HouseStyle) -> Result<Vec<u8>, ExportError> {
    let parts = [
        ("[Content_Types].xml", properties::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", properties::RELATIONSHIPS.to_owned()),
        ("word/_rels/document.xml.rels", properties::DOCUMENT_RELATIONSHIPS.to_owned()),
        ("word/document.xml", body::document_part(document, style)),
        ("word/styles.xml", styles::styles_part(style)),
        ("word/settings.xml", settings::SETTINGS.to_owned()),
        ("word/fontTable.xml", settings::font_table_part()),
        ("word/footer1.xml", footer::footer_part(footer::Side::Odd)),
        ("word/footer2.xml", footer::footer_part(footer::Side::Even)),
        ("docProps/core.xml", properties::core_part(&document.meta)),
    ];
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
        archive.write_all(part.as_bytes()).map_err(ExportError::PackWrite)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
pub(super) mod reader;
#[cfg(test)]
mod tests;
