//! Fonts as a page sees them: roles, and what a role prints a character with. Knows no file; the
//! fonts themselves come in through [`Fonts`].

use super::geometry::Face;

/// What a stretch of text is for; which family prints it is decided elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontRole {
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
    /// Digits and Latin letters, where the house sets them apart.
    Latin,
}

impl FontRole {
    pub const ALL: [Self; 6] =
        [Self::Fang, Self::Kai, Self::Hei, Self::Title, Self::Song, Self::Latin];

    pub fn chinese(self) -> &'static str {
        match self {
            Self::Fang => "仿宋",
            Self::Kai => "楷体",
            Self::Hei => "黑体",
            Self::Title => "小标宋",
            Self::Song => "宋体",
            Self::Latin => "数字和西文",
        }
    }

    /// What it prints, for people.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Fang => "正文",
            Self::Kai => "段首标题",
            Self::Hei => "栏目标题、表头",
            Self::Title => "刊名",
            Self::Song => "页码",
            Self::Latin => "数字、字母",
        }
    }
}

impl From<Face> for FontRole {
    fn from(face: Face) -> Self {
        match face {
            Face::Fang => Self::Fang,
            Face::Kai => Self::Kai,
            Face::Hei => Self::Hei,
            Face::Title => Self::Title,
            Face::Song => Self::Song,
        }
    }
}

/// One of the fonts at hand, by its place in their list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u16);

/// What prints a character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    pub font: FontId,
    pub glyph: u16,
    /// In ems.
    pub advance: f32,
}

/// The box a glyph's ink fills, in ems from its origin; upwards is positive.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ink {
    pub left: f32,
    pub bottom: f32,
    pub right: f32,
    pub top: f32,
}

/// The fonts a page is set with.
pub trait Fonts {
    /// What prints the character in this role: the role's own font, or the first stand-in that
    /// has it; `None` when no font at hand does.
    fn shape(&self, role: FontRole, c: char) -> Option<Shape>;
    /// The ink of a glyph; an empty box where there is none.
    fn ink(&self, font: FontId, glyph: u16) -> Ink;
    /// The font that is meant to print a role.
    fn own(&self, role: FontRole) -> FontId;
}
