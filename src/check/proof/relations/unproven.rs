//! Amounts that nothing speaks for, as findings. Knows no other rule.

use crate::check::proof::Class;
use crate::check::proof::classify::Token;
use crate::check::{Finding, Level};

use super::{Scene, is_proven, proposal};

/// Amounts with a unit or a power: a question where figures belong, a remark in dated news, whose
/// facts no figure holds.
pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let dated = scene.section().is_none_or(|section| section.kind.is_dated());
    let level = if dated { Level::Hint } else { Level::Doubt };
    let mut found = Vec::new();
    for (at, token) in scene.tokens.iter().enumerate() {
        if token.class != Class::Unproven || !is_amount(token) || is_proven(scene, at) {
            continue;
        }
        let printed = format!("{}{}", token.numeral.text(scene.text()), token.unit);
        let message = match proposal(scene, at) {
            Some(proposal) => {
                format!("“{printed}”与数据相同，可改为填数位“{}”，以后随数据更新", proposal.source)
            }
            None => format!("“{printed}”没有数据可对，请核对"),
        };
        let range = token.numeral.range.clone();
        found.push(scene.finding("numeral-unproven", level, range, message));
    }
    found
}

fn is_amount(token: &Token<'_>) -> bool {
    !token.unit.is_empty() || token.numeral.power > 0 || token.numeral.quantity.is_none()
}
