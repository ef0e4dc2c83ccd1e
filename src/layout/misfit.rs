//! What does not fit on the page as it should, in words. Knows no page.

use crate::document::Anchor;

/// Something a person has to look at; the page shows all of the text in any case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The bulletin's name takes several lines.
    Name { characters: usize, lines: usize },
    /// The issuer takes several lines.
    Issuer { characters: usize },
    /// Cells of a table had to be cut inside a word or number.
    Table { caption: String, columns: usize, anchor: Anchor },
    /// A row of a table is taller than a page.
    Row { caption: String, row: usize, anchor: Anchor },
    /// The distribution list is taller than a page.
    Imprint,
    /// No font at hand has these characters.
    NoFont { chars: String },
    /// The house's pitch gives another number of lines than the standard's 22.
    Lines { lines: usize },
}

impl Misfit {
    /// What is wrong and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Self::Name { characters, lines } => {
                format!("刊名有 {characters} 字，一行排不下，排成了 {lines} 行；请看是否改短")
            }
            Self::Issuer { characters } => {
                format!("编印单位有 {characters} 字，压窄后一行仍排不下，已折行；请看是否改用简称")
            }
            Self::Table { caption, columns, .. } => format!(
                "表“{caption}”有 {columns} 栏，缩小字号后仍太宽，有的格里字或数被折断；请减少栏数或改短表头"
            ),
            Self::Row { caption, row, .. } => {
                format!("表“{caption}”第 {row} 行比一页还高，已分到两页；请改短这一行的文字")
            }
            Self::Imprint => "报送名单比一页还长，已接排到下一页；请看是否精简".to_owned(),
            Self::NoFont { chars } => format!(
                "没有字体能印这些字：{chars}，暂印作 {}；请在 设置·字体 里指定含有它们的字体文件",
                super::MISSING
            ),
            Self::Lines { lines } => {
                format!("按现在的行距每页排 {lines} 行，国家标准是 22 行；可在版式里改行距")
            }
        }
    }

    /// The part of the issue it is about.
    pub fn anchor(&self) -> Option<Anchor> {
        match self {
            Self::Table { anchor, .. } | Self::Row { anchor, .. } => Some(*anchor),
            _ => None,
        }
    }
}
