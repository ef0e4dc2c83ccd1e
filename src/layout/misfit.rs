//! What does not fit on the page as it should, in words. Knows no page.

use crate::document::Anchor;
use crate::model::Level;

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
    /// No font at hand has these characters; the paragraph and character where the first stands.
    NoFont { chars: String, first: Option<(Anchor, usize)> },
    /// The house's pitch gives another number of lines than the standard's 22.
    Lines { lines: usize },
    /// The last line of a paragraph holds a single character.
    Orphan { text: String, at: usize, anchor: Anchor },
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
                "{}有 {columns} 栏，缩小字号后仍太宽，有的格里字或数被折断；请减少栏数或改短表头",
                named(caption)
            ),
            Self::Row { caption, row, .. } => {
                let table = named(caption);
                format!("{table}第 {row} 行比一页还高，已分到两页；请改短这一行的文字")
            }
            Self::Imprint => "报送名单比一页还长，已接排到下一页；请看是否精简".to_owned(),
            Self::NoFont { chars, .. } => format!(
                "没有字体能印这些字：{chars}，暂印作 {}；请在 设置·字体 里指定含有它们的字体文件",
                super::MISSING
            ),
            Self::Lines { lines } => {
                format!("按现在的行距每页排 {lines} 行，国家标准是 22 行；可在版式里改行距")
            }
            Self::Orphan { text, .. } => {
                format!("这一段的末行只有“{text}”，可增减几个字，使末行不止一个字")
            }
        }
    }

    /// The part of the issue it is about.
    pub fn anchor(&self) -> Option<Anchor> {
        match self {
            Self::Table { anchor, .. }
            | Self::Row { anchor, .. }
            | Self::Orphan { anchor, .. }
            | Self::NoFont { first: Some((anchor, _)), .. } => Some(*anchor),
            _ => None,
        }
    }

    /// What stands there, with the place of its first character in the paragraph as printed.
    pub fn words(&self) -> (usize, &str) {
        match self {
            Self::Orphan { text, at, .. } => (*at, text),
            Self::NoFont { chars, first: Some((_, at)) } => {
                let end = chars.chars().next().map_or(0, char::len_utf8);
                (*at, chars.get(..end).unwrap_or_default())
            }
            _ => (0, ""),
        }
    }

    /// The part of the page that no paragraph prints.
    pub fn part(&self) -> &'static str {
        match self {
            Self::Name { .. } | Self::Issuer { .. } => "报头",
            Self::Imprint => "报尾",
            _ => "全文",
        }
    }

    /// The proofreader's rule it breaks.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Name { .. } | Self::Issuer { .. } => "L01",
            Self::Table { .. } | Self::Row { .. } => "L02",
            Self::Imprint => "L03",
            Self::NoFont { .. } => "L04",
            Self::Lines { .. } => "L05",
            Self::Orphan { .. } => "L06",
        }
    }

    pub fn level(&self) -> Level {
        match self {
            Self::NoFont { .. } => Level::Must,
            Self::Lines { .. } | Self::Orphan { .. } => Level::Hint,
            _ => Level::Doubt,
        }
    }
}

/// A table by its caption, where it has one.
fn named(caption: &str) -> String {
    if caption.is_empty() { "这张表".to_owned() } else { format!("表“{caption}”") }
}
