//! The bulletin's declared relations, with the rounding of what was reported taken into account.

use crate::check::Level;
use crate::model::{Agreement, Indicator, IndicatorCode, Interval, Month, Quantity, Relation};

use super::{CellFinding, Form, amount, shown};

impl Form<'_> {
    pub(super) fn relation(&self, relation: &Relation) -> Option<CellFinding> {
        let (kind, level, text, message) = match relation {
            Relation::Sum { whole, parts } => self.sum(whole, parts),
            Relation::Part { whole, part } => self.part(whole, part),
            Relation::Rate { rate, numerator, denominator } => {
                self.rate(rate, numerator, denominator)
            }
            Relation::Range { indicator, low, high } => {
                self.range(indicator, low.as_deref(), high.as_deref())
            }
            Relation::Cumulative { total, monthly } => self.cumulative(total, monthly),
            Relation::Expected { .. } => None,
        }?;
        let cells = relation.indicators();
        Some(CellFinding::new(relation.key(), kind, level, message).at(&cells, text))
    }

    fn sum(&self, whole: &IndicatorCode, parts: &[IndicatorCode]) -> Option<Remark> {
        let (whole, total) = self.cell(whole)?;
        let parts: Vec<_> = parts.iter().map(|part| self.cell(part)).collect::<Option<_>>()?;
        let sides = Sides {
            kind: "relation-sum",
            statement: {
                let terms: Vec<_> =
                    parts.iter().map(|(indicator, quantity)| shown(indicator, *quantity)).collect();
                format!("{} 应等于 {} 之和", shown(whole, total), terms.join("、"))
            },
            whole,
            total,
        };
        sides.compare(&parts)
    }

    fn cumulative(&self, total: &IndicatorCode, monthly: &IndicatorCode) -> Option<Remark> {
        let ((whole, stated), (part, added)) = (self.cell(total)?, self.cell(monthly)?);
        let last = self.month.previous();
        let said = shown(whole, stated);
        let addend = format!("本月{}", shown(part, added));
        if self.month.month() == 1 {
            let statement = format!("{said} 是1月的累计，应等于 {addend}");
            let sides = Sides { kind: "relation-cumulative", statement, whole, total: stated };
            return sides.compare(&[(part, added)]);
        }
        let before = self.figure_of(total, last)?.quantity?;
        let statement =
            format!("{said} 应等于 {}累计 {} 加 {addend}", named(last), amount(whole, before));
        let sides = Sides { kind: "relation-cumulative", statement, whole, total: stated };
        sides.compare(&[(whole, before), (part, added)])
    }

    fn part(&self, whole: &IndicatorCode, part: &IndicatorCode) -> Option<Remark> {
        let ((whole, total), (part, piece)) = (self.cell(whole)?, self.cell(part)?);
        let exceeds =
            piece.interval(part.exact_from()).low > total.interval(whole.exact_from()).high;
        let more = piece.minus(total).map(|more| amount(part, more)).unwrap_or_default();
        let message = format!(
            "{} 大于 {}，多{more}，是否有上月结转？请核对",
            shown(part, piece),
            shown(whole, total)
        );
        exceeds.then(|| ("relation-part", Level::Doubt, part.print(piece), message))
    }

    fn rate(
        &self,
        rate: &IndicatorCode,
        numerator: &IndicatorCode,
        denominator: &IndicatorCode,
    ) -> Option<Remark> {
        let (rate, stated) = self.cell(rate)?;
        let ((top, part), (bottom, whole)) = (self.cell(numerator)?, self.cell(denominator)?);
        let decimals = stated.exponent().min(0).unsigned_abs().min(4);
        let computed = part.percent_of(whole, decimals)?;
        let agreement = computed.interval(None).compare(stated.interval(None));
        (agreement == Agreement::Contradicts).then(|| {
            let message = format!(
                "{} 应为 {} ÷ {} = {}%，请核对",
                shown(rate, stated),
                shown(top, part),
                shown(bottom, whole),
                rate.print(computed)
            );
            ("relation-rate", Level::Must, rate.print(stated), message)
        })
    }

    fn range(
        &self,
        indicator: &IndicatorCode,
        low: Option<&str>,
        high: Option<&str>,
    ) -> Option<Remark> {
        let (indicator, quantity) = self.cell(indicator)?;
        let stated = quantity.interval(indicator.exact_from());
        let bound = |text: Option<&str>| text.and_then(|text| indicator.bound(text));
        let below = bound(low).filter(|low| beyond(stated.high, low.on_grid(), stated));
        let above = bound(high).filter(|high| stated.low > high.on_grid());
        let said = shown(indicator, quantity);
        let by = |bound: Quantity| difference(indicator, quantity, bound);
        let message = if let Some(high) = above {
            format!("{said} 高于上限 {}，多{}，请核对", amount(indicator, high), by(high))
        } else {
            let low = below?;
            format!("{said} 低于下限 {}，少{}，请核对", amount(indicator, low), by(low))
        };
        Some(("relation-range", Level::Must, indicator.print(quantity), message))
    }
}

/// Kind, level, what stands there, what is to be said.
type Remark = (&'static str, Level, String, String);

/// A whole that others should make up.
struct Sides<'a> {
    kind: &'static str,
    /// What should equal what.
    statement: String,
    whole: &'a Indicator,
    total: Quantity,
}

impl Sides<'_> {
    fn compare(self, parts: &[(&Indicator, Quantity)]) -> Option<Remark> {
        let interval = parts
            .iter()
            .map(|(indicator, quantity)| quantity.interval(indicator.exact_from()))
            .reduce(Interval::plus)?;
        let (statement, whole) = (self.statement, self.whole);
        let text = whole.print(self.total);
        match interval.compare(self.total.interval(whole.exact_from())) {
            Agreement::Consistent => None,
            Agreement::Off => {
                let message = format!("{statement}，末位差 1，可能是截尾而非四舍五入");
                Some((self.kind, Level::Hint, text, message))
            }
            Agreement::Contradicts => {
                let quantities = parts.iter().map(|(_, quantity)| *quantity);
                let mut sums = quantities.map(Some);
                let first = sums.next().flatten();
                let sum = sums.fold(first, |sum, next| sum?.plus(next?));
                let gap = sum.and_then(|sum| self.total.minus(sum));
                let by = gap.map_or_else(String::new, |gap| {
                    let side = if gap.digits() < 0 { "少" } else { "多" };
                    format!("，实际{side}{}", amount(whole, gap.abs()))
                });
                let message = format!("{statement}{by}，请核对各数");
                Some((self.kind, Level::Must, text, message))
            }
        }
    }
}

/// Whether a report ends below a bound; a rounded report does not contain its upper end.
fn beyond(end: i128, bound: i128, stated: Interval) -> bool {
    end < bound || (end == bound && stated.low < stated.high)
}

fn named(month: Month) -> String {
    format!("{}月", month.month())
}

/// How far a value lies from an exact bound, in the indicator's print.
pub(super) fn difference(indicator: &Indicator, value: Quantity, bound: Quantity) -> String {
    let gap = value.on_grid().saturating_sub(bound.on_grid()).saturating_abs();
    let gap = Quantity::from_grid(gap, value.exponent());
    let Some(gap) = gap else { return String::new() };
    if indicator.is_ratio() && indicator.unit == "%" {
        return format!("{}个百分点", indicator.print(gap));
    }
    amount(indicator, gap)
}
