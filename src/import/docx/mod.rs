//! Word files (.docx) → paragraphs, rows of tables and facts about the file. Writes nothing and
//! trusts nothing: sizes are counted while unpacking, parts are read as a stream, nothing recurses.
//!
//! The text is what would be printed once every tracked change is accepted: deleted, moved-away and
//! hidden words are no part of it but are named in [`Facts`]; so are comments, authors and links.
//! Automatic numbering is resolved. Text boxes stand after the paragraph that holds them; headers,
//! footers and footnotes are left out.

mod body;
mod facts;
mod notes;
mod numbering;
mod package;
mod paragraph;
mod styles;
mod xml;

#[cfg(test)]
mod tests;

pub use facts::{Change, ChangeKind, Facts, Property, PropertyKind, Remark};

use super::lines::LineStyle;
use crate::text::joins::Join;
use package::Package;

/// A Word file as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docx {
    pub pieces: Vec<Piece>,
    pub facts: Facts,
}

/// What stands below one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Paragraph {
        /// What automatic numbering puts before the text (一、 （一） 1.), else empty.
        label: String,
        /// May hold tabs and line breaks.
        text: String,
        /// Level of a heading, 1 being the highest.
        heading: Option<u8>,
    },
    /// The cells of one row of a table.
    Row(Vec<Cell>),
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    /// The neighbour it is one with.
    pub joined: Option<Join>,
}

/// How much is read of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub size: usize,
    /// Bytes of all parts that are read, once unpacked.
    pub unpacked: usize,
    pub parts: usize,
    pub depth: usize,
    pub pieces: usize,
    /// Bytes of text.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            size: 64 << 20,
            unpacked: 128 << 20,
            parts: 4096,
            depth: 256,
            pieces: 200_000,
            text: 16 << 20,
        }
    }
}

/// Why a Word file could not be read; the words are made in `ops`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    #[error("{what:?}: at most {limit}")]
    TooMuch { what: Much, limit: usize },
    #[error("damaged: {detail}")]
    Damaged { detail: String },
    /// A part declares a document type, which no Word file does.
    #[error("a document type is declared")]
    Doctype,
    /// A package without a main part that is a text.
    #[error("not a Word file")]
    NotWord,
    #[error("encrypted")]
    Encrypted,
}

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Much {
    Size,
    Unpacked,
    Parts,
    Depth,
    Pieces,
    Text,
}

/// Reads a Word file within the limits.
pub fn read_docx(bytes: &[u8], limits: &Limits) -> Result<Docx, DocxError> {
    if bytes.len() > limits.size {
        return Err(DocxError::TooMuch { what: Much::Size, limit: limits.size });
    }
    let mut package = Package::open(bytes, limits)?;
    let main = package.main_part()?;
    let xml = package.text(&main)?.ok_or(DocxError::NotWord)?;
    // These only help: a damaged one costs numbers or levels, not the text.
    let styles = package.helpful(&package::beside(&main, "styles.xml"))?;
    let numbering = package.helpful(&package::beside(&main, "numbering.xml"))?;
    let numbering = numbering::Numbering::read(&numbering, limits);
    let styles = styles::Styles::read(&styles, limits);
    let (pieces, mut facts) = body::read(&xml, &styles, numbering, limits)?;
    facts::complete(&mut facts, &mut package, &main, limits)?;
    Ok(Docx { pieces, facts })
}

impl Docx {
    /// One line a paragraph, without empty ones; cells of a row set apart by tabs. A tab within a
    /// paragraph sets two things apart (编印单位 and 印发日期) and is a new line.
    pub fn text(&self) -> String {
        self.text_and_style().0
    }

    /// The text, and what the file says of its lines beside it.
    pub fn text_and_style(&self) -> (String, LineStyle) {
        let mut text = String::new();
        let mut style = LineStyle::default();
        let mut line = 1;
        for piece in &self.pieces {
            let begins = text.len();
            match piece {
                Piece::Paragraph { label, text: own, heading } => {
                    style.headings.extend(heading.map(|level| (line, level)));
                    text.push_str(label);
                    let own = own.replace('\t', "\n");
                    let own = own.trim_matches('\n');
                    let apart = label.ends_with(|c: char| c.is_ascii_alphanumeric())
                        || label.ends_with('.') && own.starts_with(|c: char| c.is_ascii_digit());
                    if apart {
                        text.push(' ');
                    }
                    text.push_str(own);
                }
                Piece::Row(cells) => {
                    let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
                    text.push_str(&texts.join("\t"));
                    let merged = cells.iter().enumerate();
                    let merged = merged.filter_map(|(at, cell)| Some((line, at, cell.joined?)));
                    style.merged.extend(merged);
                }
            }
            text.push('\n');
            line += text.get(begins..).unwrap_or("").matches('\n').count();
        }
        (text, style)
    }
}
