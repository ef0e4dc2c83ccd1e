//! What a hall aims at in a year.

use serde::{Deserialize, Serialize};

use super::ids::IndicatorCode;

/// The aim of one year for the hall's figure of one indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    pub indicator: IndicatorCode,
    pub year: i32,
    /// Of January to December together, instead of each month.
    #[serde(default)]
    pub total: bool,
    /// As typed, a text the indicator understands: `6.5万`, `99%`.
    pub value: String,
}

impl Target {
    /// Whether both speak of the same.
    pub fn is_about(&self, other: &Self) -> bool {
        self.indicator == other.indicator && self.year == other.year && self.total == other.total
    }
}
