//! Checks on the figures of one form: one department, one month. Texts that are no numbers, odd
//! amounts, the bulletin's declared relations, and what the past lets expect. Nothing is refused:
//! whoever knows why a figure deviates explains it, and the remark is answered.

mod finding;
mod relations;
mod usual;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::model::{
    Bulletin, DepartmentCode, Explanation, Figure, FigureKey, FigureState, Figures, Indicator,
    IndicatorCode, IndicatorKind, Month, Quantity, Relation, rule,
};
use crate::trend::expected::Expectation;

use super::Level;

pub use finding::CellFinding;

/// One department's figures of one month, and what is known beside them.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    pub bulletin: &'a Bulletin,
    /// At least the month and the month before of the department.
    pub figures: &'a Figures,
    pub month: Month,
    pub department: &'a DepartmentCode,
    /// What the past lets expect, where there is enough of it.
    pub expected: &'a BTreeMap<IndicatorCode, Expectation>,
    /// Answers given for the month.
    pub explanations: &'a [Explanation],
}

/// Everything to be asked about a form, in the order of its indicators; of one indicator the
/// gravest first. Relations with a missing figure say nothing.
pub fn entry_findings(form: &Form<'_>) -> Vec<CellFinding> {
    let bulletin = form.bulletin;
    let mut findings: Vec<CellFinding> = Vec::new();
    for indicator in &bulletin.indicators {
        findings.extend(form.draft(indicator));
        findings.extend(form.odd(indicator));
        findings.extend(form.unusual(indicator));
    }
    findings.extend(bulletin.relations.iter().filter_map(|relation| form.relation(relation)));
    findings.retain(|finding| bulletin.asks(&finding.rule));
    for finding in &mut findings {
        finding.answer(form);
    }
    let place = |finding: &CellFinding| {
        bulletin.indicators.iter().position(|i| Some(&i.code) == finding.cells.first())
    };
    findings.sort_by_cached_key(|finding| (place(finding), finding.level));
    findings
}

impl<'a> Form<'a> {
    fn figure_of(&self, code: &IndicatorCode, month: Month) -> Option<&'a Figure> {
        self.figures.get(&FigureKey::new(code, month, self.department))
    }

    fn figure(&self, code: &IndicatorCode) -> Option<&'a Figure> {
        self.figure_of(code, self.month)
    }

    fn cell(&self, code: &IndicatorCode) -> Option<(&'a Indicator, Quantity)> {
        Some((self.bulletin.indicator(code)?, self.figure(code)?.quantity?))
    }

    fn draft(&self, indicator: &Indicator) -> Option<CellFinding> {
        let figure = self.figure(&indicator.code)?;
        (figure.state == FigureState::Draft).then(|| {
            let (name, typed) = (&indicator.name, &figure.typed);
            let message = format!(
                "{name}（{}）填的“{typed}”不是数，请改成数字、留空或填“未报”",
                self.month.chinese(),
            );
            let key = rule::draft(&indicator.code);
            CellFinding::new(key, "figure-draft", Level::Must, message)
                .at(&[&indicator.code], typed.clone())
        })
    }

    /// An amount no count or rate has, or one that the print would hide. A declared range speaks
    /// in place of the general bounds.
    fn odd(&self, indicator: &Indicator) -> Option<CellFinding> {
        let (_, quantity) = self.cell(&indicator.code)?;
        let printed = indicator.print(quantity);
        let said = shown(indicator, quantity);
        let hidden = !quantity.is_zero() && printed.chars().all(|c| matches!(c, '0' | '.' | '-'));
        let (has_low, has_high) = self.bounded(&indicator.code);
        let is_flow = indicator.kind == IndicatorKind::Flow;
        let exceeds = quantity.cmp_amount(Quantity::whole(100)?) == Ordering::Greater;
        let (kind, message) = if quantity.digits() < 0 && is_flow && !has_low {
            ("figure-negative", format!("{} 填的是负数，请核对", indicator.name))
        } else if hidden {
            ("figure-hidden", format!("{said} 印出来是 0，填的却不是 0，请核对单位和位数"))
        } else if indicator.is_ratio() && exceeds && !has_high {
            ("figure-above-100", format!("{said} 超过 100%，请核对"))
        } else {
            return None;
        };
        let key = rule::odd(&indicator.code);
        Some(CellFinding::new(key, kind, Level::Doubt, message).at(&[&indicator.code], printed))
    }

    fn bounded(&self, code: &IndicatorCode) -> (bool, bool) {
        let ranges = self.bulletin.relations.iter().filter_map(|relation| match relation {
            Relation::Range { indicator, low, high } if indicator == code => Some((low, high)),
            _ => None,
        });
        ranges.fold((false, false), |(has_low, has_high), (low, high)| {
            (has_low || low.is_some(), has_high || high.is_some())
        })
    }
}

/// 全程网办受理 5.87万件
fn shown(indicator: &Indicator, quantity: Quantity) -> String {
    format!("{} {}", indicator.name, amount(indicator, quantity))
}

/// 5.87万件
fn amount(indicator: &Indicator, quantity: Quantity) -> String {
    format!("{}{}", indicator.print(quantity), indicator.display_unit())
}

#[cfg(test)]
mod tests;
