//! What a house prints its own way (版式): paper preset, masthead, page number, distribution block.
//! Knows no page: what the numbers come to on paper stands in `layout::geometry`.
//!
//! Every field has the usual value as its default, so that definitions written before a field was
//! known still load.

use serde::{Deserialize, Serialize};

use super::issue::DistributionLevel;

/// Sizes in points, distances in millimetres, line pitch in twips (1/20 pt), gaps in blank lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is one switch an office can set")]
pub struct HouseStyle {
    pub preset: Preset,
    /// Pitch of body lines in twips; 0 takes the preset's.
    pub line_twips: u16,
    /// Digits and Latin letters in Times New Roman instead of the Chinese face.
    pub latin_digits: bool,
    /// A quarter space between Chinese and digits, added by the page, never by the text.
    pub digit_space: bool,
    pub page_number: PageNumber,
    /// Largest size of the bulletin's name, in points.
    pub title_points: u8,
    /// Width of the name's letters in percent (字符缩放).
    pub title_width: u8,
    /// From the top of the type area to the top of the name, in millimetres.
    pub title_top_mm: u8,
    /// Blank lines between name and number, number and issuer, rule and text.
    pub gap_after_title: u8,
    pub gap_after_number: u8,
    pub gap_after_rule: u8,
    /// Weight of the red rule in eighths of a point.
    pub rule_eighths: u8,
    pub date_line: DateLine,
    /// The levels of the distribution list that are printed.
    pub levels: Vec<DistributionLevel>,
    /// 印数: copies printed, named under the list; 0 names none.
    pub copies: u16,
    /// The distribution block stands on an even page, without page number.
    pub even_page: bool,
    /// Leads of items numbered 1. in bold.
    pub bold_third_level: bool,
    pub label_face: LabelFace,
    /// The year stands before 第N期.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub number_year: bool,
    /// Who made the issue and how to reach them (编辑、审核、电话), under the distribution list; empty for
    /// none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub editors: String,
}

/// Which reading of the standard the page follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Margins 37/35 mm, lines of 28.95 pt: what offices set in Word.
    #[default]
    TypeArea,
    /// GB/T 33476.2: margins 34.58/32.58 mm, lines of 29.45 pt; first ink at 37 mm.
    Electronic,
}

/// Where `— 1 —` stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageNumber {
    /// Odd pages at the right, even pages at the left.
    #[default]
    Outer,
    Centre,
    None,
}

/// Where the issue date stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateLine {
    /// Beside the issuer, whose letters are narrowed to 80 % at most; else on a line of its own.
    #[default]
    Fitted,
    /// Always on a line of its own.
    Own,
}

/// The face of a label （一） that opens an item without a lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelFace {
    /// As the text after it (仿宋).
    #[default]
    Body,
    /// As a lead (楷体).
    Lead,
}

impl Default for HouseStyle {
    fn default() -> Self {
        Self {
            preset: Preset::default(),
            line_twips: 0,
            latin_digits: true,
            digit_space: false,
            page_number: PageNumber::default(),
            title_points: 60,
            title_width: 100,
            title_top_mm: 20,
            gap_after_title: 1,
            gap_after_number: 1,
            gap_after_rule: 1,
            rule_eighths: 18,
            date_line: DateLine::default(),
            levels: DistributionLevel::ALL.to_vec(),
            copies: 0,
            even_page: false,
            bold_third_level: false,
            label_face: LabelFace::default(),
            number_year: false,
            editors: String::new(),
        }
    }
}

impl Preset {
    pub const ALL: [Self; 2] = [Self::TypeArea, Self::Electronic];
}

impl PageNumber {
    pub const ALL: [Self; 3] = [Self::Outer, Self::Centre, Self::None];
}

impl DateLine {
    pub const ALL: [Self; 2] = [Self::Fitted, Self::Own];
}

impl LabelFace {
    pub const ALL: [Self; 2] = [Self::Body, Self::Lead];
}

impl HouseStyle {
    /// The values brought into the range a page can be set with; a definition may say anything.
    #[must_use]
    pub fn within_bounds(&self) -> Self {
        let line = self.line_twips;
        Self {
            line_twips: if line == 0 { 0 } else { line.clamp(400, 1000) },
            title_points: self.title_points.clamp(22, 80),
            title_width: self.title_width.clamp(66, 100),
            title_top_mm: self.title_top_mm.min(60),
            gap_after_title: self.gap_after_title.min(3),
            gap_after_number: self.gap_after_number.min(3),
            gap_after_rule: self.gap_after_rule.min(3),
            rule_eighths: self.rule_eighths.clamp(4, 48),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_written_before_fields_were_added_still_loads() {
        let old = r#"{"latin_digits":false,"title_points":36,"title_top_mm":16}"#;
        let style: HouseStyle = serde_json::from_str(old).unwrap();
        let plain = HouseStyle::default();
        let expected =
            HouseStyle { latin_digits: false, title_points: 36, title_top_mm: 16, ..plain };
        assert_eq!(style, expected);
    }

    #[test]
    fn every_value_comes_back_from_toml() {
        let style = HouseStyle {
            preset: Preset::Electronic,
            line_twips: 560,
            latin_digits: false,
            digit_space: true,
            page_number: PageNumber::Centre,
            title_points: 48,
            title_width: 80,
            title_top_mm: 35,
            gap_after_title: 0,
            gap_after_number: 2,
            gap_after_rule: 3,
            rule_eighths: 24,
            date_line: DateLine::Own,
            levels: vec![DistributionLevel::Report, DistributionLevel::Issue],
            copies: 60,
            even_page: true,
            bold_third_level: true,
            label_face: LabelFace::Lead,
            number_year: true,
            editors: "编辑：甲　　审核：乙".into(),
        };
        let json = serde_json::to_string(&style).unwrap();
        assert_eq!(serde_json::from_str::<HouseStyle>(&json).unwrap(), style);
        let toml = "preset = \"electronic\"\npage_number = \"centre\"\nlevels = [\"报\", \"发\"]";
        let read: HouseStyle = toml::from_str(toml).unwrap();
        assert_eq!((read.preset, read.page_number), (style.preset, style.page_number));
        assert_eq!(read.levels, style.levels);
    }

    #[test]
    fn wild_values_are_brought_within_bounds() {
        let wild = HouseStyle {
            line_twips: 9,
            title_points: 255,
            title_width: 1,
            gap_after_rule: 200,
            rule_eighths: 0,
            ..HouseStyle::default()
        };
        let tame = wild.within_bounds();
        assert_eq!((tame.line_twips, tame.title_points, tame.title_width), (400, 80, 66));
        assert_eq!((tame.gap_after_rule, tame.rule_eighths), (3, 4));
        assert_eq!(HouseStyle::default().within_bounds(), HouseStyle::default());
    }
}
