//! Bound numerals → slots, derived values that can be proven → slots, and what is left to say
//! about the others. Knows no sections.

use super::binding::{Bound, Field, SLOT_AGREES};
use super::paragraph::Placed;
use crate::model::{
    Bulletin, DepartmentCode, Figure, FigureKey, FigureSource, Figures, Measure, Month,
};
use crate::text::numerals::counts;
use crate::text::prose::{Reading, Slot, SlotReading};
use crate::trend::measure;

/// The known figures together with those of the issue.
pub fn figures(known: &Figures, bound: &[Bound<'_>], month: Month) -> Figures {
    let of_issue = bound.iter().filter_map(|bound| {
        let (state, quantity) = bound.indicator.read(&bound.typed).ok()?;
        let key = FigureKey::of_hall(&bound.indicator.code, month);
        let (typed, source) = (bound.typed.clone(), FigureSource::Document);
        Some(Figure { key, typed, quantity, state, source, note: String::new() })
    });
    known.iter().cloned().chain(of_issue).collect()
}

pub fn figure_slots(bound: &[&Bound<'_>]) -> Vec<Placed> {
    let slot = |bound: &&Bound<'_>| {
        (bound.numeral.range.clone(), Slot::new(&bound.indicator.name, Measure::Value))
    };
    bound.iter().map(slot).collect()
}

/// What became of the derived values (同比, 累计…) a standing paragraph expects.
#[derive(Debug, Default)]
pub struct Derivations {
    /// Those that the known figures print in the very same words.
    pub placed: Vec<Placed>,
    /// The others, which stay text: slot and bytes.
    pub literal: Vec<Placed>,
}

pub fn derivations(
    reading: &Reading,
    bulletin: &Bulletin,
    figures: &Figures,
    month: Month,
) -> Derivations {
    let expected = reading.values.iter().filter(|v| v.slot.measure != Measure::Value);
    let mut found = Derivations::default();
    for value in expected.filter(|value| value.agreement >= SLOT_AGREES) {
        let proven = words(value, bulletin, figures, month).as_ref() == Some(&value.text);
        let list = if proven { &mut found.placed } else { &mut found.literal };
        list.push((value.range.clone(), value.slot.clone()));
    }
    found
}

/// One note on the derived values of a field that stay text.
pub fn literal_note(derived: &Derivations, text: &str) -> Option<String> {
    let value = |(range, slot): &Placed| {
        format!("{}“{}”", slot.label(), text.get(range.clone()).unwrap_or(""))
    };
    let values: Vec<String> = derived.literal.iter().map(value).collect();
    (!values.is_empty())
        .then(|| format!("按原文收录、未改为自动计算的数字：{}。", values.join("、")))
}

fn words(
    value: &SlotReading,
    bulletin: &Bulletin,
    figures: &Figures,
    month: Month,
) -> Option<String> {
    let indicator = bulletin.indicator_named(&value.slot.name)?;
    let whole = indicator.share_of.as_ref().and_then(|code| bulletin.indicator(code));
    let hall = DepartmentCode::hall();
    let measure = value.slot.measure;
    let derived = measure::derive(figures, indicator, whole, &hall, month, measure)?;
    Some(measure::words(derived, measure, indicator, value.power))
}

/// Figures that print otherwise than they stood in the text: 6,713 as 6713.
pub fn print_notes(bound: &[Bound<'_>], fields: &[Field<'_>]) -> Vec<String> {
    let note = |bound: &Bound<'_>| {
        let quantity = bound.indicator.read(&bound.typed).ok()?.1?;
        let printed = measure::own_number(quantity, bound.indicator, bound.numeral.power);
        let stood = bound.numeral.text(fields.get(bound.field)?.text);
        (printed != stood)
            .then(|| format!("“{}”的“{stood}”将印作“{printed}”。", bound.indicator.name))
    };
    bound.iter().filter_map(note).collect()
}

/// Counts in a field that no indicator took: 142个.
pub fn unbound(
    index: usize,
    field: &Field<'_>,
    bound: &[Bound<'_>],
    derived: Option<&Derivations>,
) -> Vec<String> {
    let known = derived.iter().flat_map(|d| d.placed.iter().chain(&d.literal));
    let known: Vec<_> = known.map(|(range, _)| range.clone()).collect();
    let taken = |start: usize| {
        bound.iter().any(|b| b.field == index && b.numeral.range.start == start)
            || known.iter().any(|range| range.contains(&start))
    };
    let open = counts(field.text).into_iter().filter(|(n, _)| !taken(n.range.start));
    open.map(|(_, printed)| printed).collect()
}
