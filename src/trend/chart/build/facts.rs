//! What is known of the months besides their figures.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{DepartmentCode, IndicatorCode, Measure, Month, Quantity};
use crate::trend::chart::Mark;

/// How many departments reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    pub reported: usize,
    pub asked: usize,
}

/// From `month` on something else is counted (口径).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    pub indicator: IndicatorCode,
    pub month: Month,
    /// What is counted now.
    pub text: String,
}

/// What was aimed at in the months from `from` to `until`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    pub indicator: IndicatorCode,
    /// The figure itself, or 累计.
    pub measure: Measure,
    pub from: Month,
    pub until: Month,
    pub value: Quantity,
}

/// What is drawn besides the lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub marks: Vec<Mark>,
    pub breaks: Vec<Break>,
    pub aims: Vec<Aim>,
    /// Of the first indicator: months in which some departments reported and some did not.
    pub partial: BTreeMap<Month, Reported>,
    /// Percent that the first indicator may lie from what is expected, where the office set it.
    pub within: Option<u16>,
    /// Departments that went, by name, each with its last month and who does its work now.
    pub gone: Vec<(String, Month, Option<String>)>,
    /// Departments whose figures hold those of others merged into them.
    pub joins: Vec<Join>,
}

/// A department drawn together with those merged into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    pub department: DepartmentCode,
    pub name: String,
    /// Who was merged, by name, each with the first month after it.
    pub merged: Vec<(String, Month)>,
}

impl Join {
    /// Whether a month's figure is the sum of several departments.
    pub fn holds(&self, month: Month) -> bool {
        self.merged.iter().any(|(_, from)| month < *from)
    }
}

impl Facts {
    /// The change of definition between a month and what `measure` compares it with.
    pub fn crossed(
        &self,
        indicator: &IndicatorCode,
        measure: Measure,
        month: Month,
    ) -> Option<&Break> {
        let base = crate::trend::series::first_needed(measure, month);
        self.breaks
            .iter()
            .find(|one| one.indicator == *indicator && base < one.month && one.month <= month)
    }
}
