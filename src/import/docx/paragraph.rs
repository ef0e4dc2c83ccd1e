//! What is being put together while the text is read: paragraphs, runs, rows.

use super::Piece;
use super::styles::ListPlace;

/// A paragraph that is open.
#[derive(Default)]
pub(super) struct Paragraph {
    pub text: String,
    pub style: Option<String>,
    pub list: ListPlace,
    pub level: Option<u8>,
    /// Its end is deleted: the next paragraph goes on where it ends.
    pub runs_on: bool,
    /// Text boxes held by it.
    pub boxes: Vec<Piece>,
}

/// A row of a table that is open.
#[derive(Default)]
pub(super) struct Row {
    pub cells: Vec<Vec<Piece>>,
    pub deleted: bool,
}

impl Row {
    /// A row as it reads: of a table of words that only arranges them, its paragraphs.
    pub fn pieces(self) -> Vec<Piece> {
        if self.deleted {
            return Vec::new();
        }
        let ends = |piece: &Piece| match piece {
            Piece::Paragraph { text, .. } => text.contains('。'),
            Piece::Row(_) => true,
        };
        let several = |cell: &Vec<Piece>| {
            cell.len() > 1 && cell.iter().filter(|piece| ends(piece)).count() > 1
        };
        let filled = self.cells.iter().filter(|cell| !cell.is_empty()).count();
        if filled == 0 {
            return Vec::new();
        }
        if self.cells.len() == 1 || self.cells.iter().any(several) {
            return self.cells.into_iter().flatten().collect();
        }
        vec![Piece::Row(self.cells.into_iter().map(cell_text).collect())]
    }
}

/// The text of a cell on one line.
fn cell_text(pieces: Vec<Piece>) -> String {
    let mut text = String::new();
    for piece in pieces {
        let (label, own) = match piece {
            Piece::Paragraph { label, text, .. } => (label, text),
            Piece::Row(cells) => (String::new(), cells.join(" ")),
        };
        let own = own.replace(['\t', '\n'], " ");
        let word = |c: char| c.is_ascii_alphanumeric();
        if text.ends_with(word) && (label.starts_with(word) || own.starts_with(word)) {
            text.push(' ');
        }
        text.push_str(&label);
        text.push_str(&own);
    }
    text
}
