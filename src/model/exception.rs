//! What people decided about an issue against what the program says of it: numerals that no figure
//! prints, findings to be passed over.

use serde::Serialize;

use super::ids::IssueId;

/// What a person said a numeral is that nothing else speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionKind {
    /// 日期
    Date,
    /// 序次、名称
    Ordinal,
    /// 引用
    Quoted,
    /// 例外: an amount that stands without a figure, for a reason somebody signed.
    Signed,
}

/// One numeral excepted from needing a figure. It counts while the clause around it reads the same
/// and holds the same number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    pub issue: IssueId,
    /// By which the numeral is known again, see `check::proof`.
    pub key: String,
    pub kind: ExceptionKind,
    /// The numeral with its unit.
    pub printed: String,
    /// As it read when it was declared.
    pub sentence: String,
    pub reason: String,
    /// Who answers for it.
    pub signer: String,
    /// UTC, ISO 8601.
    pub at: String,
}

/// One finding that is passed over. It counts while the text around reads the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    pub issue: IssueId,
    /// By which the finding is known again.
    pub key: String,
    pub rule: String,
    /// What stood there.
    pub text: String,
    /// What was said of it.
    pub message: String,
    /// Who passed it over.
    pub actor: String,
    /// UTC, ISO 8601.
    pub at: String,
}

impl ExceptionKind {
    pub const ALL: [Self; 4] = [Self::Date, Self::Ordinal, Self::Quoted, Self::Signed];

    pub fn chinese(self) -> &'static str {
        match self {
            Self::Date => "日期",
            Self::Ordinal => "序次、名称",
            Self::Quoted => "引用",
            Self::Signed => "例外",
        }
    }
}
