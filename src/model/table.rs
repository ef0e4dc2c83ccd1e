//! What a table in an issue shows: rows of departments, columns of figures, ranked or not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bulletin::Bulletin;
use super::ids::{DepartmentCode, IndicatorCode};
use super::indicator::Indicator;
use super::measure::Measure;
use super::month::Month;
use super::quantity::DisplayStyle;

/// A table drawn from the month's figures: one row a department that reported, one column an
/// indicator or a measure of it. It ends its section unless an item says where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSpec {
    /// Caption above the table, a prose source.
    pub caption: String,
    /// Head of the first column, e.g. 窗口.
    pub row_head: String,
    pub columns: Vec<TableColumn>,
    /// Column (from 0) by which rows are ranked, largest first; `None` keeps department order.
    #[serde(default)]
    pub rank_by: Option<usize>,
    /// Head of the column that tells the places of a ranking; empty for 名次.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rank_head: String,
    /// At most so many rows; 0 for all.
    #[serde(default)]
    pub limit: usize,
    /// Head of a first column that numbers the rows (序号); empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub serial: String,
    /// Departments that have a row in any case, in this order and before all others: what one of
    /// them has not reported is still to be filled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<DepartmentCode>,
    /// What departments are called in this table, where not by their own names (公安 for 市公安局).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<DepartmentCode, String>,
    /// Name of a row with the hall's own figures (合计); empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub total: String,
    /// Whether it stands above the others instead of below them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub total_first: bool,
}

impl TableSpec {
    /// How many columns stand before those of figures: serial number, place, name.
    pub fn leading(&self) -> usize {
        1 + usize::from(self.has_places()) + usize::from(!self.serial.is_empty())
    }

    /// Whether the rows are ranked and a column tells their places.
    pub fn has_places(&self) -> bool {
        self.rank_by.is_some()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableColumn {
    pub head: String,
    /// The head above it, shared with neighbours that have the same (受理 over 本月 and 环比); empty
    /// for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub over: String,
    pub indicator: IndicatorCode,
    #[serde(default)]
    pub measure: Measure,
    /// Where the book lacks the months a change is measured against: the indicator whose figure
    /// tells the change as it was stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<IndicatorCode>,
    /// How the column writes the figure itself, where not in the indicator's own style.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<DisplayStyle>,
    /// Whether it tells the row's place by the figure, largest first, instead of the figure.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub place: bool,
    /// Whether the total's row has no number in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub untotalled: bool,
    #[serde(default, skip_serializing_if = "Signs::is_none")]
    pub signs: Signs,
}

impl TableColumn {
    /// A column of an indicator's figures, headed by its name and unit.
    pub fn of(indicator: &Indicator) -> Self {
        Self {
            head: format!("{}（{}）", indicator.name, indicator.display_unit()),
            over: String::new(),
            indicator: indicator.code.clone(),
            measure: Measure::Value,
            stated: None,
            style: None,
            place: false,
            untotalled: false,
            signs: Signs::default(),
        }
    }

    /// The indicator a row's department is asked for in a month, so that the cell can be filled.
    pub fn asks<'b>(&self, bulletin: &'b Bulletin, month: Month) -> Option<&'b Indicator> {
        let own = (self.measure == Measure::Value && !self.place).then_some(&self.indicator);
        let code = own.or(self.stated.as_ref())?;
        bulletin.indicator(code).filter(|indicator| own.is_some() || indicator.is_asked_in(month))
    }
}

/// Signs around the numbers of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signs {
    /// % follows each number of a rate.
    #[serde(default)]
    pub percent: bool,
    /// Numbers above zero have a plus: +205.
    #[serde(default)]
    pub plus: bool,
    /// Changes have neither % nor 个百分点 behind them: the head says it (环比（%）).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bare: bool,
}

impl Signs {
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}
