//! Every error in Chinese: what happened and where, and what to do. The one exhaustive match.

use super::error::OpError;

/// What kind of trouble: decides colour and exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// What was asked cannot be done.
    You,
    NotFound,
    TooNew,
    Locked,
    Damaged,
    Disk,
    /// Something to look at, not a failure.
    Findings,
    Bug,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserMessage {
    pub kind: MessageKind,
    /// What happened, and where.
    pub text: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl MessageKind {
    /// 1 findings, 2 cannot be done, 3 trouble with file or disk, 70 a bug of ours.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Findings => 1,
            Self::You | Self::NotFound => 2,
            Self::TooNew | Self::Locked | Self::Damaged | Self::Disk => 3,
            Self::Bug => 70,
        }
    }
}

/// Words an error for people.
pub fn message(err: &OpError) -> UserMessage {
    todo!()
}
