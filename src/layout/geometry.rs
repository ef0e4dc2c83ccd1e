//! Paper, type area, lines, sizes, faces and colours of a printed issue: values that docx, PDF and
//! preview share, so that they cannot drift apart. Knows no text and lays out nothing.
//!
//! Lengths are twips (1/20 pt, 1/1440 inch) unless the name says otherwise; sizes of type are half
//! points, weights of rules eighths of a point: the units of Word, in which all values are whole.

use crate::model::{HouseStyle, Preset};

/// A4 portrait.
pub const PAPER: (u32, u32) = (11906, 16838);
/// 订口 28 mm and 26 mm; 版心 156 mm wide between them.
pub const MARGIN_LEFT: u32 = 1588;
pub const MARGIN_RIGHT: u32 = 1474;
pub const TEXT_WIDTH: u32 = PAPER.0 - MARGIN_LEFT - MARGIN_RIGHT;
/// From the lower edge of the paper to the page number's line: puts its dashes 269 mm from the top.
pub const FOOTER: u32 = 1450;

/// 28 characters fill a line of 156 mm.
pub const COLUMNS: u32 = 28;
/// What that takes off each character of 16 pt: 28 × 16 pt are wider than 156 mm.
pub const SPACING: i32 = -5;
/// Width of one body character with its spacing.
pub const CELL: u32 = 315;

/// 三号 16 pt: body, headings, masthead.
pub const SIZE_3: u32 = 32;
/// 二号 22 pt: the issue's own title.
pub const SIZE_2: u32 = 44;
/// 四号 14 pt: tables, distribution block, page number.
pub const SIZE_4: u32 = 28;
/// 小四 12 pt: tables of many columns.
pub const SIZE_SMALL_4: u32 = 24;

/// The largest size and share of the line of the bulletin's name, in half points and percent; a
/// name that does not fit at the smallest size is narrowed, then broken over lines.
pub const NAME_SHARE: u32 = 96;
pub const NAME_SMALLEST: u32 = 72;
pub const NAME_NARROWEST: u32 = 66;
/// Height of the name's ink, and from one of its lines to the next, in percent of its size.
pub const NAME_INK: u32 = 94;
pub const NAME_PITCH: u32 = 115;
/// From the line box of the issuer to the red rule, in points: 4 mm from the ink, which ends above
/// the foot of its box.
pub const RED_RULE_BELOW: u32 = 7;
/// Narrowest letters of the issuer, in percent, before the date gets its own line.
pub const ISSUER_NARROWEST: u32 = 80;
/// The inset of issuer and date: one character.
pub const MASTHEAD_INSET: u32 = 320;

/// Pitch of a line in a table and in the distribution block.
pub const TABLE_LINE: u32 = 420;
pub const DISTRIBUTION_LINE: u32 = 520;
/// Inset of the distribution list and of the page number: one character of 14 pt.
pub const SMALL_INSET: u32 = 280;
/// Rules of the distribution block: 1 pt (0.35 mm) above and below, 0.75 pt (0.25 mm) between.
pub const OUTER_RULE: u32 = 8;
pub const INNER_RULE: u32 = 6;
/// A distribution block of more lines cannot stand at the foot as one piece.
pub const FLOATING_LINES: u32 = 20;

/// The red of masthead and rule: as Word writes it, and as ink (cyan, magenta, yellow, black in
/// percent).
pub const RED_RGB: &str = "FF0000";
pub const RED_INK: [u8; 4] = [0, 80, 80, 0];

/// What the preset and the house's line pitch make of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub top: u32,
    pub bottom: u32,
    /// Pitch of body lines and height of a blank line.
    pub line: u32,
    /// Full lines on a page.
    pub lines: u32,
    /// White above the masthead that the margin does not give: half the leading in preset B.
    pub above_name: u32,
}

impl Page {
    pub fn of(house: &HouseStyle) -> Self {
        let (top, bottom, usual, above_name) = match house.preset {
            // 37 and 35 mm.
            Preset::TypeArea => (2098, 1984, 579, 0),
            // 34.58 and 32.58 mm; 2.42 mm are half of 10.39 − 5.54 mm.
            Preset::Electronic => (1960, 1847, 589, 137),
        };
        let line = match house.within_bounds().line_twips {
            0 => usual,
            own => u32::from(own),
        };
        Self { top, bottom, line, lines: (PAPER.1 - top - bottom) / line, above_name }
    }

    /// Height of the type area, as the preset counts it.
    pub fn height(&self) -> u32 {
        PAPER.1 - self.top - self.bottom
    }
}

/// Lines of the page that the bulletin's name takes with the white above it, at a size in half
/// points: what follows stands on the same line of the page in every format.
pub fn name_lines(house: &HouseStyle, size: u32, lines: u32) -> u32 {
    let letters = size * 10;
    let below_first = lines.saturating_sub(1) * letters * NAME_PITCH / 100;
    let ink = millimetres(house.title_top_mm) + letters * NAME_INK / 100 + below_first;
    ink.div_ceil(Page::of(house).line)
}

/// Full lines a page of the preset takes at a pitch in twips.
pub fn lines_per_page(preset: Preset, line_twips: u16) -> u32 {
    Page::of(&HouseStyle { preset, line_twips, ..HouseStyle::default() }).lines
}

/// A typeface by its role in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// 仿宋: body.
    Fang,
    /// 楷体: leads.
    Kai,
    /// 黑体: section titles, heads of tables.
    Hei,
    /// 小标宋: the bulletin's name.
    Title,
    /// 宋体: page numbers.
    Song,
}

impl Face {
    pub const ALL: [Self; 5] = [Self::Fang, Self::Kai, Self::Hei, Self::Title, Self::Song];

    /// The family written into files.
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

    /// The family that has the characters beyond GB 2312, which the usual one lacks: rare
    /// characters of names among them.
    pub fn rare_family(self) -> &'static str {
        match self {
            Self::Fang => "仿宋",
            Self::Kai => "楷体",
            Self::Hei => "黑体",
            Self::Title | Self::Song => "宋体",
        }
    }
}

/// Digits and Latin letters, where the house sets them apart.
pub const LATIN_FAMILY: &str = "Times New Roman";

/// Width of a text in half cells of its own size: Latin letters and digits take one, all else two.
pub fn half_cells(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Millimetres in twips.
pub fn millimetres(mm: u8) -> u32 {
    u32::from(mm) * 7200 / 127
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_area_is_156_by_225_millimetres() {
        assert_eq!(TEXT_WIDTH, 8844);
        assert_eq!(Page::of(&HouseStyle::default()).height(), 12756);
        assert_eq!(millimetres(20), 1133);
    }

    #[test]
    fn the_name_takes_whole_lines() {
        let house = HouseStyle::default();
        assert_eq!(name_lines(&house, 120, 1), 4);
        assert_eq!(name_lines(&house, 72, 1), 4);
        assert_eq!(name_lines(&house, 72, 4), 8);
        assert_eq!(name_lines(&HouseStyle { title_top_mm: 0, ..house }, 120, 1), 2);
    }

    #[test]
    fn the_pitch_says_how_many_lines_a_page_takes() {
        for (preset, points, lines) in [
            (Preset::TypeArea, 0.0, 22),
            (Preset::TypeArea, 28.0, 22),
            (Preset::TypeArea, 28.95, 22),
            (Preset::TypeArea, 29.0, 21),
            (Preset::TypeArea, 30.0, 21),
            (Preset::Electronic, 0.0, 22),
            (Preset::Electronic, 29.45, 22),
            (Preset::Electronic, 30.0, 21),
        ] {
            let twips = format!("{:.0}", points * 20.0).parse().unwrap();
            assert_eq!(lines_per_page(preset, twips), lines, "{preset:?} {points}");
        }
    }
}
