//! How lines and parts are told from each other, in colour and without. Knows no painter.

use serde::{Deserialize, Deserializer, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Its place in the palette; painters of another ground bring their own colours.
    pub index: usize,
    /// Red, green, blue on paper.
    pub colour: [u8; 3],
    /// Lengths of ink and gap in line widths; empty for a solid line.
    #[serde(deserialize_with = "known_dash")]
    pub dash: &'static [f32],
    pub marker: Marker,
    /// How an area is filled.
    pub pattern: Pattern,
    pub weight: Weight,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marker {
    Circle,
    Square,
    Triangle,
    Diamond,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    Full,
    /// Lines that rise to the right.
    Rising,
    Falling,
    Pale,
    Level,
    Upright,
    Crossed,
}

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The year in question among others.
    Main,
    Plain,
    /// Only there for comparison: thin and grey, without markers.
    Faint,
}

/// Colour, dash, marker, filling.
type Entry = ([u8; 3], &'static [f32], Marker, Pattern);

/// Dark and light alternate, so that a black and white print keeps neighbours apart; the hues stay
/// apart for readers who see no red or no green. No two of the first seven are filled alike: the
/// full ones are a dark and a light one.
const ALL: [Entry; 8] = [
    ([0x1B, 0x5F, 0xAA], &[], Marker::Circle, Pattern::Full),
    ([0xE0, 0x8A, 0x1E], &[5.0, 2.5], Marker::Square, Pattern::Rising),
    ([0x1F, 0x6B, 0x52], &[1.2, 2.2], Marker::Triangle, Pattern::Upright),
    ([0xB0, 0x6F, 0xB8], &[7.0, 2.0, 1.2, 2.0], Marker::Diamond, Pattern::Falling),
    ([0x2B, 0x30, 0x3E], &[10.0, 3.0], Marker::Circle, Pattern::Crossed),
    ([0x56, 0xB4, 0xD3], &[3.0, 3.0], Marker::Square, Pattern::Full),
    ([0xA0, 0x30, 0x44], &[6.0, 2.0, 1.2, 2.0, 1.2, 2.0], Marker::Triangle, Pattern::Level),
    ([0x9A, 0xA3, 0x4A], &[2.0, 1.5], Marker::Diamond, Pattern::Crossed),
];

/// The rest of a whole, and years long ago.
const GREY: [u8; 3] = [0xA9, 0xB0, 0xBD];

/// The dash that reads so; a solid line where none does.
fn known_dash<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static [f32], D::Error> {
    let read = Vec::<f32>::deserialize(deserializer)?;
    let known = ALL.iter().map(|(_, dash, ..)| *dash).find(|dash| *dash == read);
    Ok(known.unwrap_or_default())
}

impl Look {
    /// Lines told apart; more begin again.
    pub const COUNT: usize = ALL.len();

    /// The look of the `index`th line; they repeat after eight.
    pub fn of(index: usize) -> Self {
        let index = index % ALL.len();
        let [first, ..] = ALL;
        let (colour, dash, marker, pattern) = ALL.get(index).copied().unwrap_or(first);
        Self { index, colour, dash, marker, pattern, weight: Weight::Plain }
    }

    pub fn main() -> Self {
        Self { weight: Weight::Main, ..Self::of(0) }
    }

    pub fn faint() -> Self {
        let (dash, marker): (&[f32], Marker) = (&[], Marker::Circle);
        let (pattern, weight) = (Pattern::Pale, Weight::Faint);
        Self { index: usize::MAX, colour: GREY, dash, marker, pattern, weight }
    }
}
