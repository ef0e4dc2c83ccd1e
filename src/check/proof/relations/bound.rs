//! A number a slot printed, with the 万 or 亿 and the unit that follow it in print, against the
//! figure it stands for.

use crate::check::proof::classify::Token;
use crate::check::proof::passages::Part;
use crate::check::{Finding, Level};
use crate::model::{Agreement, DepartmentCode, Indicator, Measure};
use crate::text::evidence::unit_fits;
use crate::trend::measure::derive;

use super::Scene;

pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    if scene.passage.part != Part::Paragraph {
        return Vec::new();
    }
    let mut found = Vec::new();
    for token in scene.tokens {
        let Some((indicator, measure)) = token.indicator.zip(token.slot) else { continue };
        let own = matches!(
            measure,
            Measure::Value | Measure::LastMonth | Measure::YearAgo | Measure::YearToDate
        );
        if own {
            found.extend(power(scene, token, indicator, measure));
            found.extend(unit(scene, token, indicator, measure));
        }
    }
    found
}

/// The number with its 万 or 亿 against the figure.
fn power(
    scene: &Scene<'_>,
    token: &Token<'_>,
    indicator: &Indicator,
    measure: Measure,
) -> Option<Finding> {
    let (hall, month) = (DepartmentCode::hall(), scene.issue.month);
    let figure = derive(scene.figures, indicator, None, &hall, month, measure)?.quantity;
    // Print is rounded, so the figure must lie in what was printed.
    let printed = token.numeral.quantity?.interval(None);
    let contradicts =
        printed.compare(figure.interval(indicator.exact_from())) == Agreement::Contradicts;
    contradicts.then(|| {
        let stored = format!("{}{}", indicator.print(figure), indicator.display_unit());
        let text = token.numeral.with_power(scene.text());
        let message = format!("{}的数据是 {stored}，这里印成 {text}，请核对", indicator.name);
        scene.finding("figure-printed", Level::Must, token.numeral.range.clone(), message)
    })
}

/// The unit after a number that was computed; that after a figure has a rule of its own.
fn unit(
    scene: &Scene<'_>,
    token: &Token<'_>,
    indicator: &Indicator,
    measure: Measure,
) -> Option<Finding> {
    let after = token.numeral.after(scene.text());
    let differs = measure != Measure::Value && !unit_fits(after, &indicator.unit);
    differs.then(|| {
        let message = format!("“{}”的单位是“{}”，请核对", indicator.name, indicator.unit);
        scene.finding("derived-unit", Level::Doubt, token.numeral.range.clone(), message)
    })
}
