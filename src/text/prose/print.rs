//! Prose + values → printed text that remembers which bytes came from which slot.

use std::ops::Range;

use super::{Part, Prose, Slot};

/// Where the values of slots come from.
pub trait SlotValues {
    /// The text a slot prints. `power` is the power of ten the literal after the slot announces:
    /// 4 before 万, 8 before 亿, 12 before 万亿, else 0.
    fn slot_text(&self, slot: &Slot, power: u8) -> SlotText;
}

/// What a slot prints, or why it prints nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotText {
    Filled(String),
    /// No figure yet: printed as 〔label〕 so that nobody overlooks it.
    Empty,
    /// No indicator has this name: printed as 〔label〕 too.
    Unknown,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    pub text: String,
    /// In order, without gaps, covering the whole text.
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of [`Printed::text`].
    pub range: Range<usize>,
    pub kind: PieceKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PieceKind {
    Literal,
    Filled(Slot),
    Empty(Slot),
    Unknown(Slot),
}

impl Prose {
    pub fn print(&self, values: &dyn SlotValues) -> Printed {
        let mut printed = Printed::default();
        for (index, part) in self.parts.iter().enumerate() {
            match part {
                Part::Text(text) => printed.push(text, PieceKind::Literal),
                Part::Slot(slot) => {
                    let following = match self.parts.get(index + 1) {
                        Some(Part::Text(text)) => text.as_str(),
                        Some(Part::Slot(_)) | None => "",
                    };
                    printed.push_slot(slot, values.slot_text(slot, power_after(following)));
                }
            }
        }
        printed
    }
}

impl Printed {
    pub fn push(&mut self, text: &str, kind: PieceKind) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { range: start..self.text.len(), kind });
    }

    fn push_slot(&mut self, slot: &Slot, text: SlotText) {
        match text {
            SlotText::Filled(text) => self.push(&text, PieceKind::Filled(slot.clone())),
            SlotText::Empty => {
                self.push(&format!("〔{}〕", slot.label()), PieceKind::Empty(slot.clone()));
            }
            SlotText::Unknown => {
                self.push(&format!("〔{}〕", slot.label()), PieceKind::Unknown(slot.clone()));
            }
        }
    }

    /// The printed text of a piece.
    pub fn text_of(&self, piece: &Piece) -> &str {
        self.text.get(piece.range.clone()).unwrap_or("")
    }
}

/// The power of ten a literal announces to the number before it.
pub fn power_after(literal: &str) -> u8 {
    [("万亿", 12), ("亿", 8), ("万", 4)]
        .into_iter()
        .find_map(|(word, power)| literal.starts_with(word).then_some(power))
        .unwrap_or(0)
}
