//! What is being put together while the text is read: paragraphs, runs, rows.

use super::styles::ListPlace;
use super::{Cell, Piece};
use crate::text::joins::Join;

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
    /// Cells that reach over more than one column, and how many more.
    pub wide: Vec<(usize, usize)>,
    /// Cells that are one with the cell above.
    pub continued: Vec<usize>,
    pub deleted: bool,
}

/// Columns of a table at most (Word: 63).
const COLUMNS: usize = 63;

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
        let mut cells = Vec::new();
        for (at, cell) in self.cells.into_iter().enumerate() {
            let text = cell_text(cell);
            let up = self.continued.contains(&at) && text.is_empty();
            let joined = up.then_some(Join::Up);
            cells.push(Cell { text, joined });
            // Columns a merged cell covers stay columns, so that those behind it keep their place.
            let more = self.wide.iter().find(|(wide, _)| *wide == at).map_or(0, |(_, more)| *more);
            let covered = Cell { text: String::new(), joined: joined.or(Some(Join::Left)) };
            cells.extend(std::iter::repeat_n(covered, more));
        }
        vec![Piece::Row(cells)]
    }

    /// The cell being read goes on from the one above (`vMerge`).
    pub fn continues(&mut self) {
        self.continued.push(self.cells.len());
    }

    /// The cell being read reaches over so many columns (`gridSpan`).
    pub fn spans(&mut self, columns: usize) {
        let more = columns.min(COLUMNS).saturating_sub(1);
        self.wide.push((self.cells.len(), more));
    }
}

/// The text of a cell on one line.
fn cell_text(pieces: Vec<Piece>) -> String {
    let mut text = String::new();
    for piece in pieces {
        let (label, own) = match piece {
            Piece::Paragraph { label, text, .. } => (label, text),
            Piece::Row(cells) => {
                let texts: Vec<String> = cells.into_iter().map(|cell| cell.text).collect();
                (String::new(), texts.join(" "))
            }
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
