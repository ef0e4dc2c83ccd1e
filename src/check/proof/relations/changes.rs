//! Stated changes against the series: value, direction, unit, base.

use crate::check::{Finding, Level};
use crate::model::{
    Agreement, DepartmentCode, Indicator, IndicatorKind, Interval, Measure, Quantity,
};
use crate::text::evidence::unit_fits;
use crate::trend::measure::{derive, words};

use super::Scene;
use super::amounts::{held_against, minus, percent};
use super::claims::{Claim, Direction, direction, is_percent, subject};

/// The base word beside the measures that may be printed after it.
fn allows(base: Measure, slot: Measure) -> bool {
    match base {
        Measure::MonthOnMonth => matches!(slot, Measure::MonthOnMonth | Measure::Difference),
        Measure::YearOnYear => matches!(slot, Measure::YearOnYear | Measure::YearToDateOnYear),
        _ => slot == base,
    }
}

pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    scene.claims.iter().filter_map(|claim| judge(scene, claim)).collect()
}

/// Whether a literal number is a change that the series gives as well.
pub fn is_proven(scene: &Scene<'_>, token: usize) -> bool {
    scene.claims.iter().any(|claim| {
        claim.token == Some(token)
            && claim.slot.is_none()
            && matches!(stated(scene, claim), Some(Stated { agreement, .. })
                if agreement != Agreement::Contradicts)
            && judge(scene, claim).is_none_or(|finding| finding.level == Level::Hint)
    })
}

fn judge(scene: &Scene<'_>, claim: &Claim<'_>) -> Option<Finding> {
    if let Some((text, measure)) = claim.slot {
        return of_slot(scene, claim, text, measure);
    }
    let stated = stated(scene, claim);
    let wrong_way = || direction_finding(scene, claim);
    let Some(stated) = stated else { return wrong_way() };
    let at = scene.tokens.get(claim.token?)?.numeral.range.clone();
    if let Some(message) = &stated.unit_fault {
        return Some(scene.finding("change-unit", Level::Doubt, at, message.clone()));
    }
    match stated.agreement {
        Agreement::Consistent => wrong_way(),
        Agreement::Off => {
            let message = format!("{}，末位差 1", stated.expected);
            Some(scene.finding("change-value", Level::Hint, at, message))
        }
        Agreement::Contradicts => {
            if let Some(message) = of_other_base(scene, claim) {
                return Some(scene.finding(
                    "change-base",
                    Level::Must,
                    claim.base.clone(),
                    message,
                ));
            }
            wrong_way().or_else(|| {
                let message = format!("{}，请核对", stated.expected);
                Some(scene.finding("change-value", Level::Must, at, message))
            })
        }
    }
}

/// A 同比 that is really the 环比, with its direction.
fn of_other_base(scene: &Scene<'_>, claim: &Claim<'_>) -> Option<String> {
    let (indicator, measure) = subject(scene, claim)?;
    let others = [Measure::MonthOnMonth, Measure::YearOnYear, Measure::YearToDateOnYear];
    let other = others.into_iter().filter(|other| *other != measure).find(|other| {
        let stated = stated_of(scene, claim, indicator, *other);
        stated.is_some_and(|stated| stated.agreement == Agreement::Consistent)
    })?;
    Some(format!(
        "这里写“{}”，数却与{}的{}相同；{}，请核对",
        measure.word(),
        indicator.name,
        other.word(),
        expected(scene, indicator, measure)?
    ))
}

/// 同比{X·环比}, 环比下降{X·环比}: the words before a slot must fit what it prints.
fn of_slot(scene: &Scene<'_>, claim: &Claim<'_>, text: &str, measure: Measure) -> Option<Finding> {
    if let Some((_, at)) = &claim.direction
        && direction(text).is_some()
    {
        let message = format!("“{text}”已带升降，前面不必再写升降");
        return Some(scene.finding("change-doubled", Level::Must, at.clone(), message));
    }
    (!allows(claim.measure, measure)).then(|| {
        let message = format!("这里写“{}”，填数位印的是{}", claim.measure.word(), measure.word());
        scene.finding("change-base", Level::Must, claim.base.clone(), message)
    })
}

/// A stated number against the series.
struct Stated {
    agreement: Agreement,
    /// 办件量环比按数据为增长3.2%
    expected: String,
    unit_fault: Option<String>,
}

/// `None` where the subject, its base or the number is not known.
fn stated(scene: &Scene<'_>, claim: &Claim<'_>) -> Option<Stated> {
    let (indicator, measure) = subject(scene, claim)?;
    stated_of(scene, claim, indicator, measure)
}

fn stated_of(
    scene: &Scene<'_>,
    claim: &Claim<'_>,
    indicator: &Indicator,
    measure: Measure,
) -> Option<Stated> {
    let token = scene.tokens.get(claim.token?).filter(|token| token.slot.is_none())?;
    let quantity = token.numeral.quantity?;
    let sign = claim.direction.as_ref().map_or(Direction::Up, |(direction, _)| *direction);
    let is_points = token.unit.ends_with("百分点");
    let interval =
        signed(quantity, if is_percent(&token.unit) { None } else { indicator.exact_from() }, sign);
    let expected = expected(scene, indicator, measure)?;
    if !is_percent(&token.unit) {
        let (now, base) = values(scene, indicator, measure)?;
        let difference =
            minus(now.interval(indicator.exact_from()), base.interval(indicator.exact_from()));
        let agreement = held_against(difference, interval);
        let is_own = unit_fits(token.numeral.after(scene.text()), &indicator.unit);
        let unit_fault =
            (!is_own).then(|| format!("“{}”的单位是“{}”，请核对", indicator.name, indicator.unit));
        return Some(Stated { agreement, expected, unit_fault });
    }
    let is_ratio = indicator.kind == IndicatorKind::Ratio;
    let computed = change(scene, indicator, measure, is_ratio && is_points)?;
    let mut agreement = held_against(computed, interval);
    if agreement == Agreement::Consistent && is_ratio && is_points && sign != Direction::Flat {
        agreement = of_printed_rates(scene, indicator, measure, interval)?;
    }
    let unit_fault = if is_points && !is_ratio {
        Some(format!("{}不是比率，变化应写“%”", indicator.name))
    } else if is_ratio && !is_points {
        // Near 100% both readings agree; print says points all the same.
        let points = held_against(change(scene, indicator, measure, true)?, interval);
        (points != Agreement::Contradicts)
            .then(|| format!("{}是比率，相差应写“个百分点”", indicator.name))
    } else {
        None
    };
    Some(Stated { agreement, expected, unit_fault })
}

/// Rounding may explain a difference that the printed rates do not have; a reader who subtracts
/// them stumbles all the same.
fn of_printed_rates(
    scene: &Scene<'_>,
    indicator: &Indicator,
    measure: Measure,
    stated: Interval,
) -> Option<Agreement> {
    let (now, base) = values(scene, indicator, measure)?;
    let [now, base] = [now, base].map(|rate| rate.interval(Some(i8::MAX)));
    let exact = minus(now, base);
    let agrees = exact.compare(stated) == Agreement::Consistent;
    Some(if agrees { Agreement::Consistent } else { Agreement::Off })
}

fn expected(scene: &Scene<'_>, indicator: &Indicator, measure: Measure) -> Option<String> {
    let hall = DepartmentCode::hall();
    let derived = derive(scene.figures, indicator, None, &hall, scene.issue.month, measure)?;
    let words = words(derived, measure, indicator, indicator.style.power);
    Some(format!("{}{}按数据为{words}", indicator.name, measure.word()))
}

fn signed(quantity: Quantity, exact_from: Option<i8>, direction: Direction) -> Interval {
    let interval = quantity.interval(exact_from);
    match direction {
        Direction::Down => Interval { low: -interval.high, high: -interval.low },
        Direction::Up | Direction::Flat => interval,
    }
}

/// The figures a change compares.
fn values(
    scene: &Scene<'_>,
    indicator: &Indicator,
    measure: Measure,
) -> Option<(Quantity, Quantity)> {
    let month = scene.issue.month;
    let hall = DepartmentCode::hall();
    let at = |month| scene.figures.quantity(&indicator.code, month, &hall);
    let sum = |month| {
        let derived = derive(scene.figures, indicator, None, &hall, month, Measure::YearToDate)?;
        Some(derived.quantity)
    };
    match measure {
        Measure::MonthOnMonth => Some((at(month)?, at(month.previous())?)),
        Measure::YearOnYear => Some((at(month)?, at(month.year_ago())?)),
        Measure::YearToDateOnYear => Some((sum(month)?, sum(month.year_ago())?)),
        _ => None,
    }
}

/// What the change can be in percent, or in points, given how precisely its figures were reported.
fn change(
    scene: &Scene<'_>,
    indicator: &Indicator,
    measure: Measure,
    points: bool,
) -> Option<Interval> {
    let (now, base) = values(scene, indicator, measure)?;
    let (now, base) = (now.interval(indicator.exact_from()), base.interval(indicator.exact_from()));
    if points {
        return Some(minus(now, base));
    }
    let change = percent(now, base)?;
    Some(Interval { low: change.low - HUNDRED, high: change.high - HUNDRED })
}

/// 100% on the grid of intervals.
const HUNDRED: i128 = 1_000_000_000;

/// 环比增长 where the series fell.
fn direction_finding(scene: &Scene<'_>, claim: &Claim<'_>) -> Option<Finding> {
    let (stated, at) = claim.direction.clone()?;
    let (indicator, measure) = subject(scene, claim)?;
    let is_ratio = indicator.kind == IndicatorKind::Ratio;
    let change = change(scene, indicator, measure, is_ratio)?;
    let fell = change.high < 0;
    let rose = change.low > 0;
    // One percent or point: what is still called level.
    let level = 10_000_000;
    let wrong = match stated {
        Direction::Up => fell,
        Direction::Down => rose,
        Direction::Flat => change.high < -level || change.low > level,
    };
    wrong.then(|| {
        let expected = expected(scene, indicator, measure).unwrap_or_default();
        scene.finding(
            "change-direction",
            Level::Must,
            at,
            format!("{expected}，升降写反了，请核对"),
        )
    })
}
