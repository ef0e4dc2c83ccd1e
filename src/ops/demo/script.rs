//! The scripts of the sample data in `assets/demo`: levels of figures, families of sentences,
//! invented names. Knows their shape only.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::{Department, DepartmentCode, DistributionDefinition};

const ZHENGWU: &str = include_str!("../../../assets/demo/zhengwu.toml");
const PINGYI: &str = include_str!("../../../assets/demo/pingyi.toml");

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Script {
    pub issuer: String,
    /// Day of the following month printed as the issue's date.
    pub issue_day: i8,
    /// Issues that appeared before the first invented one.
    pub total_before: u32,
    /// Prose source of the first section, preferred to the bulletin's standing paragraph.
    pub overview: String,
    pub visits: String,
    pub surnames: Vec<String>,
    pub given: Vec<String>,
    /// Words for `<…>` in the families.
    pub lists: BTreeMap<String, Vec<String>>,
    pub department: Vec<ScriptDepartment>,
    pub level: Vec<Level>,
    pub exception: Vec<Exception>,
    pub not_reported: Vec<NotReported>,
    pub work: Vec<Topic>,
    pub event: Vec<Family>,
    pub news: Vec<Family>,
    pub issue: Vec<WrittenIssue>,
    pub distribution: Vec<DistributionDefinition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScriptDepartment {
    pub code: String,
    pub name: String,
    pub short_name: String,
    pub aliases: Vec<String>,
    pub posts: Vec<String>,
    /// Kinds of applications it handles.
    pub matters: Vec<String>,
}

/// How large an indicator is and how it moves. Amounts are in its smallest part (件, 0.01%).
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Level {
    pub name: String,
    pub base: i64,
    /// Follows the year: low at Spring Festival, high at its end.
    pub season: bool,
    /// Per mille a month, or a year when `yearly`.
    pub growth: i64,
    /// Largest accidental deviation, per mille.
    pub noise: i64,
    /// From this month of each year on, one value until December; 0 for monthly figures.
    pub yearly: u32,
    /// Rounded to a multiple of this; 0 for none.
    pub round: i64,
    /// Between these per milles of another indicator.
    pub follows: String,
    pub permille: [i64; 2],
    pub sum_of: Vec<String>,
    /// Reported with one place less than the parts.
    pub coarse: bool,
    pub by_department: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exception {
    pub months_back: i32,
    pub indicator: String,
    pub permille: i64,
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotReported {
    pub indicator: String,
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    pub lead: String,
    pub paragraphs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Family {
    pub text: String,
}

/// A month whose dated items were written one by one.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WrittenIssue {
    pub months_back: i32,
    pub visits: usize,
    pub event: Vec<Written>,
    pub news: Vec<Written>,
    pub pool: Vec<Written>,
    pub left_out: Vec<Written>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Written {
    pub day: i8,
    pub department: Option<String>,
    pub text: String,
    pub reason: String,
}

/// The script of a bulletin; other series borrow the second one, which fits any city's hall.
pub(super) fn script(code: &str) -> Script {
    let text = if code == "zhengwu" { ZHENGWU } else { PINGYI };
    // A test proves that both parse.
    toml::from_str(text).unwrap_or_default()
}

impl Script {
    pub fn departments(&self) -> Vec<Department> {
        let department = |(rank, from): (i64, &ScriptDepartment)| Department {
            short_name: from.short_name.clone(),
            aliases: from.aliases.clone(),
            ..Department::new(DepartmentCode::new(&from.code), &from.name, rank * 10)
        };
        (1..).zip(&self.department).map(department).collect()
    }

    pub fn posts_of(&self, department: &str) -> Vec<String> {
        let known = self.department.iter().find(|d| d.name == department);
        known.map_or_else(
            || ["党组成员、副局长", "二级调研员", "审批科科长"].map(str::to_owned).to_vec(),
            |department| department.posts.clone(),
        )
    }

    pub fn matters_of(&self, department: &str) -> Vec<String> {
        let known = self.department.iter().find(|d| d.name == department);
        known.map(|department| department.matters.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_parse() {
        for text in [ZHENGWU, PINGYI] {
            let script: Script = toml::from_str(text).unwrap();
            assert!(!script.event.is_empty() && !script.news.is_empty());
        }
    }
}
