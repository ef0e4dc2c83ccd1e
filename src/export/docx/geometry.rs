//! Paper, type area, sizes and faces of a printed issue, in Word's units. Knows no text.
//!
//! Lengths are twips (1/20 pt) unless the name says otherwise; sizes of type are half points.

/// A4 portrait.
pub const PAPER: (u32, u32) = (11906, 16838);
/// 天头 37 mm, right 26 mm, bottom 35 mm, 订口 28 mm.
pub const MARGIN_TOP: u32 = 2098;
pub const MARGIN_RIGHT: u32 = 1474;
pub const MARGIN_BOTTOM: u32 = 1984;
pub const MARGIN_LEFT: u32 = 1588;
/// Puts the dashes of the page number 7 mm below the type area, 269 mm from the top.
pub const FOOTER: u32 = 1450;
/// 版心 156 mm wide.
pub const TEXT_WIDTH: u32 = 8844;
/// 156 mm in EMU and in points, for the text box of the distribution block.
pub const TEXT_WIDTH_EMU: u32 = 5_616_000;
pub const TEXT_WIDTH_POINTS: &str = "442.2";

/// 28.95 pt exact gives 22 lines a page; 29 pt would give 21.
pub const LINE: u32 = 579;
/// −0.25 pt a character gives 28 a line; 28 × 16 pt is wider than 156 mm.
pub const SPACING: i32 = -5;
/// Width of one body character with its spacing.
pub const CELL: u32 = 315;

/// 三号 16 pt.
pub const SIZE_3: u32 = 32;
/// 四号 14 pt.
pub const SIZE_4: u32 = 28;
/// 小四 12 pt.
pub const SIZE_SMALL_4: u32 = 24;

/// A typeface by its role in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Body.
    Fang,
    /// Leads.
    Kai,
    /// Section titles, heads of tables.
    Hei,
    /// The bulletin's name.
    Title,
    /// Page numbers.
    Song,
}

impl Face {
    pub const ALL: [Self; 5] = [Self::Fang, Self::Kai, Self::Hei, Self::Title, Self::Song];

    /// The family written into the file.
    pub fn family(self) -> &'static str {
        match self {
            Self::Fang => "仿宋_GB2312",
            Self::Kai => "楷体_GB2312",
            Self::Hei => "黑体",
            Self::Title => "方正小标宋简体",
            Self::Song => "宋体",
        }
    }

    /// What to take where the family is not installed.
    pub fn alternate(self) -> &'static str {
        match self {
            Self::Fang => "仿宋",
            Self::Kai => "楷体",
            Self::Hei => "SimHei",
            Self::Title => "华文中宋",
            Self::Song => "SimSun",
        }
    }
}

/// Digits and Latin letters, where the house sets them apart.
pub const LATIN_FAMILY: &str = "Times New Roman";

/// Width of a text in half cells of its own size: Latin letters and digits take one, all else two.
pub fn half_cells(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

pub fn millimetres(mm: u8) -> u32 {
    u32::from(mm) * 7200 / 127
}
