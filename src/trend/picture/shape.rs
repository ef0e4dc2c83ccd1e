//! What painters draw: a handful of shapes in inks that are named by what they are for.

use crate::trend::chart::{Look, Marker};

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Through all points; `dash` in points, empty for a solid line.
    Line {
        points: Vec<(f64, f64)>,
        ink: Ink,
        width: f64,
        dash: Vec<f64>,
    },
    /// Between two edges of as many points.
    Band {
        upper: Vec<(f64, f64)>,
        lower: Vec<(f64, f64)>,
        ink: Ink,
    },
    Rect {
        left: f64,
        top: f64,
        width: f64,
        height: f64,
        ink: Ink,
    },
    Marker {
        at: (f64, f64),
        radius: f64,
        marker: Marker,
        ink: Ink,
        fill: Fill,
        label: String,
    },
    Text {
        at: (f64, f64),
        size: f64,
        anchor: Anchor,
        bold: bool,
        ink: Ink,
        text: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    Full,
    /// An estimate, or compared across definitions.
    Hollow,
    /// Not everybody reported.
    Half,
}

/// Where the point of a text lies on its base line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ink {
    Text,
    Quiet,
    Rule,
    Paper,
    /// What is expected; months of Spring Festival.
    Tint,
    /// Worth a question.
    Amber,
    /// A line or part, by its place in the palette, with its colour on paper.
    Series(usize, [u8; 3]),
    /// The same, much lighter: the ground of a pattern.
    Pale(usize, [u8; 3]),
    /// −1 to 1: how far below or above.
    Heat(f64),
}

const TEXT: [u8; 3] = [0x1F, 0x24, 0x30];
const QUIET: [u8; 3] = [0x5B, 0x65, 0x76];
const RULE: [u8; 3] = [0xD8, 0xDC, 0xE3];
const WHITE: [u8; 3] = [0xFF, 0xFF, 0xFF];
const TINT: [u8; 3] = [0xE6, 0xEC, 0xF4];
const AMBER: [u8; 3] = [0xB0, 0x6A, 0x00];
const HOT: [u8; 3] = [0x0E, 0x3F, 0x7A];
const COLD: [u8; 3] = [0x8A, 0x4B, 0x08];

impl Ink {
    pub fn of(look: Look) -> Self {
        Self::Series(look.index, look.colour)
    }

    /// Red, green, blue on white paper.
    pub fn on_paper(self) -> [u8; 3] {
        match self {
            Self::Text => TEXT,
            Self::Quiet => QUIET,
            Self::Rule => RULE,
            Self::Paper => WHITE,
            Self::Tint => TINT,
            Self::Amber => AMBER,
            Self::Series(_, colour) => colour,
            Self::Pale(_, colour) => mixed(WHITE, colour, 0.22),
            Self::Heat(share) if share < 0.0 => mixed(WHITE, COLD, 0.06 - share * 0.86),
            Self::Heat(share) => mixed(WHITE, HOT, 0.06 + share * 0.86),
        }
    }

    /// Whether white letters are read better on it than dark ones.
    pub fn is_dark(self) -> bool {
        let [red, green, blue] = self.on_paper().map(u32::from);
        red * 299 + green * 587 + blue * 114 < 165_000
    }
}

/// `share` of `b` in `a`.
pub fn mixed(a: [u8; 3], b: [u8; 3], share: f64) -> [u8; 3] {
    let [mut red, mut green, mut blue] = a;
    for (channel, other) in [&mut red, &mut green, &mut blue].into_iter().zip(b) {
        let value = f64::from(*channel) + (f64::from(other) - f64::from(*channel)) * share;
        *channel = byte(value);
    }
    [red, green, blue]
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte; colours are not counted"
)]
fn byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}
