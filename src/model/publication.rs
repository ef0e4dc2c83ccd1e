//! What was published (发布): signed part by part, frozen, numbered through the whole book, each
//! record known by a sum that covers the one before. Corrections say what changed of it since.

use serde::{Deserialize, Serialize};

use super::figure::FigureKey;
use super::ids::{CorrectionId, IssueId, ItemId, SectionId};
use super::sum::{Sum, Summing};

/// Who answers for a part of an issue (签字). It counts while the part has this sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    pub issue: IssueId,
    /// `None` for masthead and distribution list.
    pub section: Option<SectionId>,
    pub signer: String,
    /// UTC, ISO 8601.
    pub at: String,
    pub hash: Sum,
}

/// One publication of an issue, as it was. A later one of the same issue supersedes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// 1, 2, 3… through the whole book.
    pub seq: i64,
    pub issue: IssueId,
    /// 1, then one more with each revision of the issue.
    pub version: u32,
    /// UTC, ISO 8601.
    pub at: String,
    pub actor: String,
    /// Why it was revised; empty for the first version.
    pub why: String,
    pub frozen: Frozen,
    /// Of the publication before, whatever its issue; `None` for the first.
    pub previous: Option<Sum>,
    /// Of everything above.
    pub hash: Sum,
}

/// The content of a publication, as text: what is hashed is what is stored, to the byte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// JSON: bulletin, month, number, title, issuer, date.
    pub head: String,
    /// As printed.
    pub text: String,
    /// JSON: all figures the print was made of.
    pub figures: String,
    /// JSON: the document tree.
    pub document: String,
    /// JSON: how the pages are set.
    pub house: String,
    /// JSON: what stood against it and who answered for that.
    pub exceptions: String,
    /// JSON: who signed what.
    pub sign_offs: String,
    /// JSON: sums of the files made of the document.
    pub files: String,
}

/// One file that was written of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRecord {
    /// UTC, to the second.
    pub at: String,
    pub actor: String,
    /// The name without its folder.
    pub file: String,
    pub bytes: i64,
    pub sha256: Sum,
    /// The publication it was written of; `None` for a draft.
    pub publication: Option<i64>,
}

/// What a changed figure means for what was printed of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionKind {
    /// 待处理: nobody decided yet.
    Open,
    /// 修订: what was printed was right then; both values are kept.
    Revision,
    /// 更正: what was printed was wrong; a later issue says so.
    Erratum,
}

/// A figure that changed after a publication printed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub id: CorrectionId,
    /// Number of the publication.
    pub publication: i64,
    pub figure: FigureKey,
    /// As typed when it was published; empty where nothing was.
    pub printed: String,
    /// As typed since.
    pub value: String,
    pub places: Vec<PrintedPlace>,
    pub kind: CorrectionKind,
    /// Who changed it, then who decided.
    pub actor: String,
    pub why: String,
    /// UTC, ISO 8601; of the change, then of the decision.
    pub at: String,
    /// The item with the paragraph of an erratum, once drafted.
    pub item: Option<ItemId>,
}

/// A place of a publication that would read otherwise now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedPlace {
    /// Label and title as printed.
    pub section: String,
    /// （二）, where items have labels.
    #[serde(default)]
    pub item: String,
    /// The sentence as printed, or the row of a table.
    pub was: String,
    /// As it would print now.
    pub now: String,
}

impl Publication {
    /// A publication with its sum.
    pub fn sealed(
        (seq, previous): (i64, Option<Sum>),
        (issue, version): (IssueId, u32),
        (at, actor, why): (String, String, String),
        frozen: Frozen,
    ) -> Self {
        let hash = Sum::of(&[]);
        let mut sealed = Self { seq, issue, version, at, actor, why, frozen, previous, hash };
        sealed.hash = sealed.sum();
        sealed
    }

    /// The sum its content has, which is its `hash` unless something was altered.
    pub fn sum(&self) -> Sum {
        let (seq, version) = (self.seq.to_string(), self.version.to_string());
        let frozen = &self.frozen;
        let parts = [
            seq.as_str(),
            self.issue.as_str(),
            &version,
            &self.at,
            &self.actor,
            &self.why,
            &frozen.head,
            &frozen.text,
            &frozen.figures,
            &frozen.document,
            &frozen.house,
            &frozen.exceptions,
            &frozen.sign_offs,
            &frozen.files,
            self.previous.as_ref().map_or("", Sum::as_str),
        ];
        let mut summing = Summing::default();
        for part in parts {
            // With its length, so that nothing can move from one part to the next unseen.
            summing.add(format!("{}:", part.len()).as_bytes());
            summing.add(part.as_bytes());
        }
        summing.finish()
    }
}

impl CorrectionKind {
    pub const ALL: [Self; 3] = [Self::Open, Self::Revision, Self::Erratum];

    pub fn chinese(self) -> &'static str {
        match self {
            Self::Open => "待处理",
            Self::Revision => "修订",
            Self::Erratum => "更正",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publication() -> Publication {
        let frozen = Frozen { text: "受理6.1万件。".to_owned(), ..Frozen::default() };
        let who = ("2025-05-16T00:00:00Z".to_owned(), "张三".to_owned(), String::new());
        Publication::sealed((1, None), (IssueId::new("i1"), 1), who, frozen)
    }

    #[test]
    fn any_change_shows_in_the_sum() {
        let sealed = publication();
        assert_eq!(sealed.sum(), sealed.hash);
        let changed = |change: fn(&mut Publication)| {
            let mut one = publication();
            change(&mut one);
            one.sum() != one.hash
        };
        assert!(changed(|one| one.frozen.text.push(' ')));
        assert!(changed(|one| one.actor = "李四".to_owned()));
        assert!(changed(|one| one.at = "2025-05-17T00:00:00Z".to_owned()));
        assert!(changed(|one| one.previous = Some(Sum::of(b"x"))));
        assert!(changed(|one| one.version = 2));
    }

    #[test]
    fn nothing_moves_from_one_part_to_the_next_unseen() {
        let mut moved = publication();
        moved.frozen.figures = moved.frozen.text.split_off("受理".len());
        assert_ne!(moved.sum(), moved.hash);
    }
}
