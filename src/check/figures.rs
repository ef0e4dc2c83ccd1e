//! Checks on the figures of one month: the bulletin's declared relations and unread drafts.

use std::cmp::Ordering;

use crate::model::{
    Agreement, Bulletin, DepartmentCode, Figure, FigureKey, FigureState, Figures, Indicator,
    IndicatorCode, IndicatorKind, Interval, Month, Quantity, Relation,
};

use super::{Finding, Level};

/// Tests the declared relations of the whole hall's figures in one month, and lists texts that are
/// no numbers. Relations with a missing figure say nothing.
pub fn relations(bulletin: &Bulletin, figures: &Figures, month: Month) -> Vec<Finding> {
    let cells = Cells { bulletin, figures, month };
    let related = bulletin.relations.iter().filter_map(|relation| cells.check(relation));
    let drafts = bulletin.indicators.iter().filter_map(|indicator| cells.draft(indicator));
    let odd = bulletin.indicators.iter().filter_map(|indicator| cells.odd(indicator));
    drafts.chain(odd).chain(related).collect()
}

struct Cells<'a> {
    bulletin: &'a Bulletin,
    figures: &'a Figures,
    month: Month,
}

impl<'a> Cells<'a> {
    fn figure(&self, code: &IndicatorCode) -> Option<&'a Figure> {
        self.figures.get(&FigureKey::new(code, self.month, &DepartmentCode::hall()))
    }

    fn cell(&self, code: &IndicatorCode) -> Option<(&'a Indicator, Quantity)> {
        Some((self.bulletin.indicator(code)?, self.figure(code)?.quantity?))
    }

    fn draft(&self, indicator: &Indicator) -> Option<Finding> {
        let figure = self.figure(&indicator.code)?;
        (figure.state == FigureState::Draft).then(|| {
            let message = format!(
                "{}（{}）填的“{}”不是数，请改成数字、留空或填“未报”",
                indicator.name,
                self.month.chinese(),
                figure.typed
            );
            finding("figure-draft", Level::Must, figure.typed.clone(), message)
        })
    }

    /// An amount no count or rate has, or one that the print would hide.
    fn odd(&self, indicator: &Indicator) -> Option<Finding> {
        let (_, quantity) = self.cell(&indicator.code)?;
        let printed = indicator.print(quantity);
        let said = shown(indicator, quantity);
        let hidden = !quantity.is_zero() && printed.chars().all(|c| matches!(c, '0' | '.' | '-'));
        let is_ratio = indicator.kind == IndicatorKind::Ratio;
        let (rule, message) = if quantity.digits() < 0 && indicator.kind == IndicatorKind::Flow {
            ("figure-negative", format!("{} 填的是负数，请核对", indicator.name))
        } else if hidden {
            ("figure-hidden", format!("{said} 印出来是 0，填的却不是 0，请核对单位和位数"))
        } else if is_ratio && quantity.cmp_amount(Quantity::whole(100)?) == Ordering::Greater {
            ("figure-above-100", format!("{said} 超过 100%，请核对"))
        } else {
            return None;
        };
        Some(finding(rule, Level::Doubt, printed, message))
    }

    fn check(&self, relation: &Relation) -> Option<Finding> {
        match relation {
            Relation::Sum { whole, parts } => self.sum(whole, parts),
            Relation::Part { whole, part } => self.part(whole, part),
            Relation::Rate { rate, numerator, denominator } => {
                self.rate(rate, numerator, denominator)
            }
        }
    }

    fn sum(&self, whole: &IndicatorCode, parts: &[IndicatorCode]) -> Option<Finding> {
        let (whole, total) = self.cell(whole)?;
        let parts: Vec<_> = parts.iter().map(|part| self.cell(part)).collect::<Option<_>>()?;
        let interval = parts
            .iter()
            .map(|(indicator, quantity)| quantity.interval(indicator.exact_from()))
            .reduce(Interval::plus)?;
        let terms: Vec<_> =
            parts.iter().map(|(indicator, quantity)| shown(indicator, *quantity)).collect();
        let statement = format!("{} 应等于 {} 之和", shown(whole, total), terms.join("、"));
        let text = whole.print(total);
        match interval.compare(total.interval(whole.exact_from())) {
            Agreement::Consistent => None,
            Agreement::Off => {
                let message = format!("{statement}，末位差 1，可能是截尾而非四舍五入");
                Some(finding("relation-sum", Level::Hint, text, message))
            }
            Agreement::Contradicts => {
                let message = format!("{statement}，实际不符，请核对各数");
                Some(finding("relation-sum", Level::Must, text, message))
            }
        }
    }

    fn part(&self, whole: &IndicatorCode, part: &IndicatorCode) -> Option<Finding> {
        let ((whole, total), (part, piece)) = (self.cell(whole)?, self.cell(part)?);
        let exceeds =
            piece.interval(part.exact_from()).low > total.interval(whole.exact_from()).high;
        exceeds.then(|| {
            let message = format!(
                "{} 大于 {}，是否有上月结转？请核对",
                shown(part, piece),
                shown(whole, total)
            );
            finding("relation-part", Level::Doubt, part.print(piece), message)
        })
    }

    fn rate(
        &self,
        rate: &IndicatorCode,
        numerator: &IndicatorCode,
        denominator: &IndicatorCode,
    ) -> Option<Finding> {
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
            finding("relation-rate", Level::Must, rate.print(stated), message)
        })
    }
}

/// 全程网办受理 5.87万件
fn shown(indicator: &Indicator, quantity: Quantity) -> String {
    format!("{} {}{}", indicator.name, indicator.print(quantity), indicator.display_unit())
}

fn finding(rule: &'static str, level: Level, text: String, message: String) -> Finding {
    Finding {
        rule,
        level,
        section: String::new(),
        item: None,
        paragraph: None,
        start: 0,
        end: 0,
        text,
        message,
        fix: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FigureSource;

    const DEFINITION: &str = r#"
        code = "x"
        name = "刊"
        title = "刊"
        [[indicator]]
        code = "all"
        name = "办件总量"
        unit = "件"
        style = { power = 4, decimals = 2, trim = true }
        [[indicator]]
        code = "net"
        name = "网办"
        unit = "件"
        style = { power = 4, decimals = 2, trim = true }
        [[indicator]]
        code = "desk"
        name = "窗口"
        unit = "件"
        style = { power = 4, decimals = 2, trim = true }
        [[indicator]]
        code = "rate"
        name = "网办率"
        unit = "%"
        kind = "ratio"
        style = { decimals = 2, trim = true }
        [[relation]]
        kind = "sum"
        whole = "all"
        parts = ["net", "desk"]
        [[relation]]
        kind = "part"
        whole = "all"
        part = "net"
        [[relation]]
        kind = "rate"
        rate = "rate"
        numerator = "net"
        denominator = "all"
    "#;

    fn check(values: &[(&str, &str)]) -> Vec<(&'static str, Level)> {
        let bulletin: Bulletin = toml::from_str(DEFINITION).unwrap();
        assert_eq!(bulletin.indicators.last().map(|i| i.kind), Some(IndicatorKind::Ratio));
        let month: Month = "2025-04".parse().unwrap();
        let figures = values
            .iter()
            .map(|(code, typed)| {
                let indicator = bulletin.indicator(&IndicatorCode::new(*code)).unwrap();
                let read = indicator.read(typed);
                let (state, quantity) = read.unwrap_or((FigureState::Draft, None));
                let key = FigureKey::of_hall(&indicator.code, month);
                let (typed, source) = ((*typed).to_owned(), FigureSource::Typed);
                Figure { key, typed, quantity, state, source, note: String::new() }
            })
            .collect();
        relations(&bulletin, &figures, month).into_iter().map(|f| (f.rule, f.level)).collect()
    }

    #[test]
    fn rounded_parts_that_agree_say_nothing() {
        assert_eq!(check(&[("all", "6.1万"), ("net", "5.87万"), ("desk", "0.21万")]), []);
        assert_eq!(check(&[("all", "6.1万"), ("net", "5.87万")]), []);
    }

    #[test]
    fn a_wrong_sum_is_found_and_a_cut_digit_is_only_noted() {
        let wrong = check(&[("all", "7.1万"), ("net", "5.87万"), ("desk", "0.21万")]);
        assert_eq!(wrong, [("relation-sum", Level::Must)]);
        let cut = check(&[("all", "6.0万"), ("net", "5.87万"), ("desk", "0.21万")]);
        assert_eq!(cut, [("relation-sum", Level::Hint)]);
    }

    #[test]
    fn a_part_above_its_whole_is_a_question() {
        assert_eq!(check(&[("all", "100"), ("net", "101")]), [("relation-part", Level::Doubt)]);
    }

    #[test]
    fn a_rate_is_recomputed_from_its_base() {
        assert_eq!(check(&[("all", "200"), ("net", "150"), ("rate", "75%")]), []);
        let off = check(&[("all", "200"), ("net", "150"), ("rate", "80%")]);
        assert_eq!(off, [("relation-rate", Level::Must)]);
    }

    #[test]
    fn odd_amounts_are_questions() {
        assert_eq!(check(&[("all", "-5")]), [("figure-negative", Level::Doubt)]);
        assert_eq!(check(&[("all", "5")]), [("figure-hidden", Level::Doubt)]);
        assert_eq!(check(&[("rate", "100.1%")]), [("figure-above-100", Level::Doubt)]);
        assert_eq!(check(&[("all", "0"), ("rate", "100%")]), []);
    }

    #[test]
    fn a_text_that_is_no_number_is_reported() {
        assert_eq!(check(&[("all", "6.1.2万")]), [("figure-draft", Level::Must)]);
    }
}
