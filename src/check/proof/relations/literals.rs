//! Numbers typed as plain text whose words name an indicator: the same number as its figure, which
//! a slot could print, or another.

use serde::Serialize;

use crate::check::proof::Class;
use crate::check::proof::passages::Part;
use crate::check::{Finding, Level};
use crate::model::{Agreement, DepartmentCode, Indicator, IndicatorCode, Quantity};
use crate::text::evidence::{Surroundings, evidence, is_of_other_time, section_score, unit_fits};
use crate::text::numerals::Numeral;

use super::Scene;

/// The slot that would print a number typed as plain text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    pub indicator: IndicatorCode,
    /// As it stands in a paragraph's source: `{全程网办受理}`.
    pub source: String,
}

/// The slot for an unproven number that agrees with the figure its words name.
pub fn proposal(scene: &Scene<'_>, token: usize) -> Option<Proposal> {
    let (indicator, figure) = named(scene, token)?;
    let printed = scene.tokens.get(token)?.numeral.quantity?;
    let agrees = compare(indicator, printed, figure) == Agreement::Consistent;
    agrees.then(|| Proposal {
        indicator: indicator.code.clone(),
        source: format!("{{{}}}", indicator.name),
    })
}

pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, token) in scene.tokens.iter().enumerate() {
        let Some((indicator, figure)) = named(scene, at) else { continue };
        let Some(printed) = token.numeral.quantity else { continue };
        let level = match compare(indicator, printed, figure) {
            Agreement::Consistent => continue,
            Agreement::Off => Level::Hint,
            Agreement::Contradicts => Level::Doubt,
        };
        let stored = format!("{}{}", indicator.print(figure), indicator.display_unit());
        let text = token.numeral.text(scene.text());
        let message =
            format!("{} 本月数据是 {stored}，这里印 {text}{}，请核对", indicator.name, token.unit);
        found.push(scene.finding("numeral-differs", level, token.numeral.range.clone(), message));
    }
    found
}

fn compare(indicator: &Indicator, printed: Quantity, figure: Quantity) -> Agreement {
    let exact = indicator.exact_from();
    printed.interval(exact).compare(figure.interval(exact))
}

/// The indicator the words around an unproven number name, with its figure of the month.
fn named<'a>(scene: &Scene<'a>, token: usize) -> Option<(&'a Indicator, Quantity)> {
    *scene.named.get(token)?.get_or_init(|| find_named(scene, token))
}

fn find_named<'a>(scene: &Scene<'a>, token: usize) -> Option<(&'a Indicator, Quantity)> {
    let token_of = scene.tokens.get(token)?;
    let literal = token_of.class == Class::Unproven && scene.passage.part == Part::Paragraph;
    if !literal || scene.is_long() || scene.claims.iter().any(|claim| claim.token == Some(token)) {
        return None;
    }
    let indicator = best(scene, &token_of.numeral)?;
    let hall = DepartmentCode::hall();
    let figure = scene.figures.quantity(&indicator.code, scene.issue.month, &hall)?;
    Some((indicator, figure))
}

fn best<'a>(scene: &Scene<'a>, numeral: &Numeral) -> Option<&'a Indicator> {
    let section = scene.section()?;
    let around = Surroundings::of(numeral, scene.text(), scene.lead());
    let after = numeral.after(scene.text());
    let score = |indicator: &'a Indicator| {
        let fits = unit_fits(after, &indicator.unit)
            && !is_of_other_time(&around.scope, indicator, scene.issue.month);
        // The unit is quickly told and rules most indicators out.
        let evidence = if fits { evidence(&around, indicator)? } else { return None };
        let section = section_score(&section.key, section.kind, indicator, &evidence)?;
        Some((section + evidence.score, indicator))
    };
    let best = scene.bulletin.indicators.iter().filter_map(score).max_by_key(|(score, _)| *score);
    best.map(|(_, indicator)| indicator)
}
