//! The office's own words for the proofreader, and how sure a rule is.

use serde::Serialize;

/// How sure a rule is, and so how loudly it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 必改: wrong.
    Must,
    /// 存疑: a person must look.
    Doubt,
    /// 提示: worth knowing.
    Hint,
}

/// A wrong word and what should stand there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OfficeWord {
    pub wrong: String,
    /// Empty, or several joined by `/`, where only a person can choose.
    pub right: String,
    pub level: Level,
    pub note: String,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Must, Self::Doubt, Self::Hint];

    pub fn chinese(self) -> &'static str {
        match self {
            Self::Must => "必改",
            Self::Doubt => "存疑",
            Self::Hint => "提示",
        }
    }

    pub fn from_chinese(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.chinese() == word)
    }
}
