//! From draft to published (发布): an issue is checked, its parts are signed, and what is published
//! is frozen. A published issue is only ever superseded, by a revision of the whole.

mod chain;
mod freeze;
mod obstacles;
mod parts;
mod publish;
mod trail;

use crate::model::{Correction, Issue, IssueStatus, Publication};
use crate::store::PublicationHead;

use super::book::Book;
use super::error::OpError;
use super::review::{Review, Sources};

pub use chain::ChainFault;
pub(super) use freeze::{read_figures, rendered};
pub use obstacles::Obstacle;
pub use parts::{IssuePart, Signing};
pub use publish::{Published, Waiver};
pub use trail::TrailEntry;

/// How far an issue is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: IssueStatus,
    /// What is signed one by one: masthead with distribution list, then each section.
    pub parts: Vec<IssuePart>,
    /// What stands in the way of publishing; empty for a published issue.
    pub obstacles: Vec<Obstacle>,
    /// What was published of it, the first version first.
    pub publications: Vec<PublicationHead>,
    /// Figures printed by this series that changed since, and nobody decided what that means.
    pub corrections: Vec<Correction>,
}

impl Standing {
    /// Whether the issue stays as it was printed.
    pub fn is_frozen(&self) -> bool {
        self.status == IssueStatus::Published && !self.publications.is_empty()
    }

    /// Whether it was published and is being revised.
    pub fn is_revised(&self) -> bool {
        self.status != IssueStatus::Published && !self.publications.is_empty()
    }

    /// Obstacles that nobody can answer for: they must be mended.
    pub fn is_blocked(&self) -> bool {
        self.obstacles.iter().any(|obstacle| !obstacle.can_be_waived())
    }
}

impl Book {
    /// How far an issue is; reads and checks the whole of it.
    pub fn standing(&self, issue: &Issue) -> Result<Standing, OpError> {
        let sources = self.review_sources(issue)?;
        let review = sources.review();
        self.standing_of(&sources, &review)
    }

    /// As [`Self::standing`], of an issue that was read and checked before.
    pub fn standing_of(&self, sources: &Sources, review: &Review) -> Result<Standing, OpError> {
        let issue = &sources.issue;
        let parts = self.parts(issue, &sources.document)?;
        let publications = self.read().publications_of(&issue.id)?;
        let corrections = self.open_corrections_of(&issue.bulletin)?;
        if issue.status == IssueStatus::Published && !publications.is_empty() {
            let (status, obstacles) = (issue.status, Vec::new());
            return Ok(Standing { status, parts, obstacles, publications, corrections });
        }
        let mut obstacles = obstacles::of_print(&sources.document, review);
        let is_clean = obstacles.is_empty();
        let own = |one: &&Correction| publications.iter().all(|p| p.seq != one.publication);
        obstacles.extend(corrections.iter().filter(own).map(|one| self.undecided(one)));
        let unsigned = parts.iter().filter(|part| !part.is_signed());
        let unsigned: Vec<Obstacle> = unsigned.map(Obstacle::unsigned).collect();
        let status = match (is_clean, unsigned.is_empty()) {
            // Of a time before publishing was recorded.
            _ if issue.status == IssueStatus::Published => issue.status,
            (_, true) => IssueStatus::Signed,
            (true, false) => IssueStatus::Checked,
            (false, false) => IssueStatus::Draft,
        };
        obstacles.extend(unsigned);
        Ok(Standing { status, parts, obstacles, publications, corrections })
    }

    fn parts_of(&self, issue: &crate::model::IssueId) -> Result<Vec<IssuePart>, OpError> {
        let issue = self.issue(issue)?;
        self.parts(&issue, &self.document(&issue)?)
    }

    /// The status of an issue as lists show it.
    pub fn issue_status(&self, issue: &Issue) -> Result<IssueStatus, OpError> {
        if issue.status == IssueStatus::Published {
            return Ok(issue.status);
        }
        Ok(self.standing(issue)?.status)
    }

    /// All publications in their order.
    pub fn publications(&self) -> Result<Vec<PublicationHead>, OpError> {
        Ok(self.read().publications()?)
    }

    /// What was published of an issue, the first version first.
    pub fn publications_of(
        &self,
        issue: &crate::model::IssueId,
    ) -> Result<Vec<PublicationHead>, OpError> {
        Ok(self.read().publications_of(issue)?)
    }

    /// A publication with all that it froze.
    pub fn publication(&self, seq: i64) -> Result<Option<Publication>, OpError> {
        Ok(self.read().publication(seq)?)
    }
}
