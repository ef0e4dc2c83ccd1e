//! Figures far from what their own past lets expect: a question with the past as its reason.

use crate::check::Level;
use crate::model::{Indicator, Quantity, rule};
use crate::trend::expected::Expectation;

use super::relations::difference;
use super::{CellFinding, Form, amount, shown};

/// From so many times the usual on, or this part of it, 万 and 件 were probably confused.
const MAGNITUDE: i128 = 5;

impl Form<'_> {
    pub(super) fn unusual(&self, indicator: &Indicator) -> Option<CellFinding> {
        let (_, quantity) = self.cell(&indicator.code)?;
        let expected = self.expected.get(&indicator.code)?;
        let stated = quantity.interval(indicator.exact_from());
        let (side, bound) = if stated.low > expected.high.on_grid() {
            ("高", expected.high)
        } else if stated.high < expected.low.on_grid() {
            ("低", expected.low)
        } else {
            return None;
        };
        let Expectation { low, high, basis, .. } = expected;
        let message = format!(
            "{} 比预计偏{side}：{basis}，预计在{}–{}之间，{}{}{}。请核对，确实如此请说明",
            shown(indicator, quantity),
            indicator.print(*low),
            amount(indicator, *high),
            if side == "高" { "多出" } else { "还差" },
            difference(indicator, quantity, bound),
            magnitude(indicator, quantity, expected.usual).unwrap_or_default()
        );
        let key = rule::expected(&indicator.code);
        let finding = CellFinding::new(key, "figure-unusual", Level::Doubt, message);
        Some(finding.at(&[&indicator.code], indicator.print(quantity)))
    }
}

/// Words for a value that looks like another unit's.
fn magnitude(indicator: &Indicator, value: Quantity, usual: Quantity) -> Option<String> {
    let (value, usual) = (value.on_grid(), usual.on_grid());
    let units = if indicator.style.power > 0 {
        let (large, small) = (indicator.display_unit(), &indicator.unit);
        format!("，是否把“{large}”和“{small}”弄混")
    } else {
        "，是否多写或少写了一位".to_owned()
    };
    let times = if value >= usual.saturating_mul(MAGNITUDE) {
        format!("约为常值的{}倍", value / usual.max(1))
    } else if value > 0 && value.saturating_mul(MAGNITUDE) <= usual {
        format!("约为常值的{}分之一", usual / value)
    } else {
        return None;
    };
    Some(format!("；{times}，数量级可能有误{units}"))
}
