//! One figure (数据): the value of an indicator for a month and a department, as typed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ids::{DepartmentCode, IndicatorCode};
use super::month::Month;
use super::quantity::Quantity;

/// Blank, zero and not reported are three states; a text that is no number is kept as a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureState {
    Entered,
    Blank,
    Zero,
    NotReported,
    Draft,
}

/// Where a figure came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureSource {
    Typed,
    Pasted,
    Document,
    Demo,
}

/// Identifies a figure: two people filling the same cell meet in one row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FigureKey {
    pub indicator: IndicatorCode,
    pub month: Month,
    pub department: DepartmentCode,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub key: FigureKey,
    /// Exactly what was typed, also when it is no number.
    pub typed: String,
    /// `None` unless the state is `Entered` or `Zero`.
    pub quantity: Option<Quantity>,
    pub state: FigureState,
    pub source: FigureSource,
    /// Explanation (说明) shown beside the figure.
    pub note: String,
}

impl FigureKey {
    pub fn new(indicator: &IndicatorCode, month: Month, department: &DepartmentCode) -> Self {
        Self { indicator: indicator.clone(), month, department: department.clone() }
    }

    pub fn of_hall(indicator: &IndicatorCode, month: Month) -> Self {
        Self::new(indicator, month, &DepartmentCode::hall())
    }
}

/// A set of figures loaded for one purpose: an issue with its base months, a form, a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    map: BTreeMap<FigureKey, Figure>,
}

impl Figures {
    pub fn get(&self, key: &FigureKey) -> Option<&Figure> {
        self.map.get(key)
    }

    pub fn insert(&mut self, figure: Figure) {
        self.map.insert(figure.key.clone(), figure);
    }

    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.map.values()
    }

    pub fn len(&self) -> usize {
        self.map.len()
    }

    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// The usable quantity of one cell.
    pub fn quantity(
        &self,
        indicator: &IndicatorCode,
        month: Month,
        department: &DepartmentCode,
    ) -> Option<Quantity> {
        self.get(&FigureKey::new(indicator, month, department)).and_then(|f| f.quantity)
    }
}

impl FromIterator<Figure> for Figures {
    fn from_iter<I: IntoIterator<Item = Figure>>(figures: I) -> Self {
        Self { map: figures.into_iter().map(|f| (f.key.clone(), f)).collect() }
    }
}
