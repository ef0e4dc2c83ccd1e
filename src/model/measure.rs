//! What a slot, a column or a chart shows of an indicator: the figure itself or a value derived
//! from the series.

use serde::{Deserialize, Serialize};

/// A measure (量度) of an indicator in a month. Bases are fixed: 环比 the month before, 同比 the
/// same month last year, 累计 January to the month.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Measure {
    /// The figure of the month.
    #[default]
    #[serde(rename = "value")]
    Value,
    #[serde(rename = "mom")]
    MonthOnMonth,
    #[serde(rename = "yoy")]
    YearOnYear,
    #[serde(rename = "ytd")]
    YearToDate,
    /// 累计同比: year-to-date against the same months last year.
    #[serde(rename = "ytd_yoy")]
    YearToDateOnYear,
    #[serde(rename = "last_month")]
    LastMonth,
    #[serde(rename = "year_ago")]
    YearAgo,
    /// Difference to the month before, in the indicator's unit.
    #[serde(rename = "difference")]
    Difference,
    /// Share of the indicator's declared whole.
    #[serde(rename = "share")]
    Share,
}

impl Measure {
    pub const ALL: [Self; 9] = [
        Self::Value,
        Self::MonthOnMonth,
        Self::YearOnYear,
        Self::YearToDate,
        Self::YearToDateOnYear,
        Self::LastMonth,
        Self::YearAgo,
        Self::Difference,
        Self::Share,
    ];

    /// The word after the `·` in a slot; empty for the figure itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Value => "",
            Self::MonthOnMonth => "环比",
            Self::YearOnYear => "同比",
            Self::YearToDate => "累计",
            Self::YearToDateOnYear => "累计同比",
            Self::LastMonth => "上月",
            Self::YearAgo => "去年同月",
            Self::Difference => "差",
            Self::Share => "占比",
        }
    }

    /// Reads the word after the `·`.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| *m != Self::Value && m.word() == word)
    }

    /// The name used on the console: value, mom, yoy, ytd…
    pub fn from_name(name: &str) -> Option<Self> {
        Deserialize::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(
            name,
        ))
        .ok()
    }
}
