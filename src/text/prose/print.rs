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
        let mut texts: Vec<Option<SlotText>> = Vec::with_capacity(self.parts.len());
        for (index, part) in self.parts.iter().enumerate() {
            let following = match self.parts.get(index + 1) {
                Some(Part::Text(text)) => text.as_str(),
                Some(Part::Slot(_)) | None => "",
            };
            texts.push(match part {
                Part::Text(_) => None,
                Part::Slot(slot) => Some(values.slot_text(slot, power_after(following))),
            });
        }
        self.state_directions_once(&mut texts);
        let mut printed = Printed::default();
        for (part, text) in self.parts.iter().zip(texts) {
            match (part, text) {
                (Part::Text(text), _) => printed.push(text, PieceKind::Literal),
                (Part::Slot(slot), text) => {
                    printed.push_slot(slot, text.unwrap_or(SlotText::Empty));
                }
            }
        }
        printed
    }

    /// 环比分别增长4.1%、2.9%: where all changes of such a list go one way, the first says so for
    /// all of them.
    fn state_directions_once(&self, texts: &mut [Option<SlotText>]) {
        for (index, part) in self.parts.iter().enumerate() {
            if !matches!(part, Part::Text(text) if text.ends_with("分别")) {
                continue;
            }
            let listed = self.listed_from(index + 1);
            let word = |at: &usize| match texts.get(*at) {
                Some(Some(SlotText::Filled(text))) => direction(text),
                _ => None,
            };
            let mut words = listed.iter().map(word);
            let Some(first) = words.next().flatten() else { continue };
            if !words.all(|word| word == Some(first)) {
                continue;
            }
            for at in listed.iter().skip(1) {
                if let Some(Some(SlotText::Filled(text))) = texts.get_mut(*at)
                    && let Some(bare) = text.strip_prefix(first)
                {
                    *text = bare.to_owned();
                }
            }
        }
    }

    /// The slots from a part on that are joined by nothing but 、和与及.
    fn listed_from(&self, start: usize) -> Vec<usize> {
        let mut listed = Vec::new();
        let mut at = start;
        while matches!(self.parts.get(at), Some(Part::Slot(_))) {
            listed.push(at);
            match self.parts.get(at + 1) {
                Some(Part::Text(joint)) if JOINTS.contains(&joint.as_str()) => at += 2,
                _ => break,
            }
        }
        listed
    }
}

/// What joins the members of a list.
pub const JOINTS: [&str; 4] = ["、", "和", "与", "及"];
/// Words a change begins with, see `trend::measure::words`.
const DIRECTIONS: [&str; 6] = ["增长", "下降", "提高", "降低", "增加", "减少"];

fn direction(text: &str) -> Option<&'static str> {
    DIRECTIONS.into_iter().find(|word| text.starts_with(word))
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
