//! What the past of a line lets expect of each of its months. Knows no axis.

use crate::model::{DepartmentCode, Figures, Indicator, Month};
use crate::trend::expected::{Expectation, PAST_MONTHS, Past, expected};

/// One for each month from `from` to `to`; `None` where the past is too short.
pub(super) fn band(
    figures: &Figures,
    indicator: &Indicator,
    department: &DepartmentCode,
    (from, to): (Month, Month),
    within: Option<u16>,
) -> Vec<Option<Expectation>> {
    let known = |month: Month| {
        figures.quantity(&indicator.code, month, department).map(|quantity| (month, quantity))
    };
    let past: Past = from.plus(-PAST_MONTHS).through(to).filter_map(known).collect();
    from.through(to).map(|month| expected(indicator, &past, month, within)).collect()
}
