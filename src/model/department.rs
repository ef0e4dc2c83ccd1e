//! Who reports: the departments (部门) behind the windows, and the hall itself.

use serde::{Deserialize, Serialize};

use super::ids::DepartmentCode;
use super::month::Month;

/// A department with the names it goes by. The whole hall is a department of its own, so a figure
/// always belongs to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub code: DepartmentCode,
    /// Full name as printed, e.g. 水利厅.
    pub name: String,
    #[serde(default)]
    pub short_name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Order of precedence in lists; smaller comes first.
    #[serde(default)]
    pub rank: i64,
    #[serde(default)]
    pub valid_from: Option<Month>,
    #[serde(default)]
    pub valid_to: Option<Month>,
    /// Who carries its work on after [`Self::valid_to`], where it was merged (并入).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<DepartmentCode>,
}

impl Department {
    pub fn new(code: DepartmentCode, name: impl Into<String>, rank: i64) -> Self {
        Self {
            code,
            name: name.into(),
            short_name: String::new(),
            aliases: Vec::new(),
            rank,
            valid_from: None,
            valid_to: None,
            successor: None,
        }
    }

    pub fn is_hall(&self) -> bool {
        self.code == DepartmentCode::hall()
    }

    /// Every name it is known by, the full one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(std::iter::once(self.short_name.as_str()))
            .chain(self.aliases.iter().map(String::as_str))
            .filter(|name| !name.is_empty())
    }

    pub fn is_active(&self, month: Month) -> bool {
        self.valid_from.is_none_or(|from| from <= month)
            && self.valid_to.is_none_or(|to| month <= to)
    }
}
