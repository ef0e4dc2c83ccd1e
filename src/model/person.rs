//! People who may be named in a bulletin: the register (人员).

use super::ids::{DepartmentCode, PersonId};
use super::month::Month;

/// A person with posts, for completing visits and checking names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub department: Option<DepartmentCode>,
    /// Posts as printed, joined by 、
    pub posts: String,
    /// Order of precedence within the department; smaller comes first.
    pub rank: i64,
    /// First and last month in these posts.
    pub valid_from: Option<Month>,
    pub valid_to: Option<Month>,
}

impl Person {
    pub fn is_active(&self, month: Month) -> bool {
        self.valid_from.is_none_or(|from| from <= month)
            && self.valid_to.is_none_or(|to| month <= to)
    }
}
