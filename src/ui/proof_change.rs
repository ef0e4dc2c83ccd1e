//! Changes about the proof of an issue, as values.

use crate::check::{Finding, Numeral};
use crate::model::{ExceptionKind, Ignored, IssueId, OfficeWord};
use crate::ops::{Book, OpError};

#[derive(Clone, Debug, PartialEq)]
pub enum ProofChange {
    /// What a numeral is that no figure prints.
    Except {
        issue: IssueId,
        numeral: Numeral,
        kind: ExceptionKind,
        reason: String,
        /// Whoever works, when empty.
        signer: String,
    },
    /// Takes that back.
    Withdraw {
        issue: IssueId,
        numeral: Numeral,
    },
    Fix {
        issue: IssueId,
        finding: Finding,
    },
    /// Everything that is certain.
    FixAll(IssueId),
    Ignore {
        issue: IssueId,
        finding: Finding,
    },
    /// An ignored finding is heard again.
    Heed(Ignored),
    SwitchRule {
        rule: String,
        on: bool,
    },
    /// A word of the office, new or in place of another.
    Word {
        old: Option<String>,
        word: OfficeWord,
    },
    DeleteWord(String),
}

impl ProofChange {
    pub(super) fn apply(self, book: &mut Book) -> Result<(), OpError> {
        match self {
            Self::Except { issue, numeral, kind, reason, signer } => {
                book.except_numeral(&issue, &numeral, kind, (&reason, &signer))
            }
            Self::Withdraw { issue, numeral } => book.withdraw_exception(&issue, &numeral),
            Self::Fix { issue, finding } => book.fix(&issue, &finding),
            Self::FixAll(issue) => book.fix_all(&issue).map(drop),
            Self::Ignore { issue, finding } => book.ignore_finding(&book.issue(&issue)?, &finding),
            Self::Heed(ignored) => book.heed_finding(&ignored),
            Self::SwitchRule { rule, on } => book.switch_rule(&rule, on),
            Self::Word { old, word } => book.set_word(old.as_deref(), &word),
            Self::DeleteWord(wrong) => book.delete_word(&wrong),
        }
    }
}
