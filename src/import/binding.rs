//! Which numeral of an issue is which indicator's figure: by the standing paragraphs first, else
//! by the evidence of the words around. Knows no layout and no slot grammar.

use std::collections::BTreeSet;

use crate::model::{Bulletin, Indicator, Measure, Month, SectionKind};
use crate::text::candidates::{self, typed};
use crate::text::evidence::{Surroundings, is_of_other_time, sentence_scope, unit_fits};
use crate::text::numerals::{Numeral, numerals};
use crate::text::prose::{Part, Prose, Reading, SlotReading, read};

/// A paragraph whose numerals may be figures.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    pub text: &'a str,
    /// Key of its section.
    pub section: &'a str,
    pub kind: SectionKind,
    pub lead: &'a str,
}

/// A numeral that is an indicator's figure.
#[derive(Clone, Debug)]
pub struct Bound<'a> {
    /// Index of the field.
    pub field: usize,
    pub numeral: Numeral,
    pub indicator: &'a Indicator,
    /// As [`Indicator::read`] takes it.
    pub typed: String,
    /// The standing paragraph prints a figure again that is bound already.
    pub repeats: bool,
}

/// What the fields' numerals turned out to be.
#[derive(Debug, Default)]
pub struct Binding<'a> {
    /// In order of the text.
    pub bound: Vec<Bound<'a>>,
    /// The reading of each field with the standing paragraph most like it, if any is.
    pub readings: Vec<Option<Reading>>,
}

/// Likeness in percent from which a standing paragraph speaks for a text.
const STANDING_LIKE: u8 = 50;
/// Agreement around a slot, in percent, from which its value is believed.
pub const SLOT_AGREES: u8 = 60;
/// Bytes beyond which a text is no paragraph of a bulletin and its numerals stay text.
const LONGEST: usize = 12_000;

/// Bytes of an issue that are compared with standing paragraphs: a real one has some 20 000.
const MOST_BYTES: usize = 300_000;
/// Numerals of an issue that are looked at one by one: a real one has some hundreds.
const MOST_NUMERALS: usize = 6_000;

#[derive(Clone)]
struct Candidate<'a> {
    score: i64,
    field: usize,
    numeral: usize,
    indicator: &'a Indicator,
}

/// Binds every numeral that is beyond doubt a figure; each indicator at most once.
/// `standing` holds (section key, prose).
pub fn bind<'a>(
    fields: &[Field<'_>],
    bulletin: &'a Bulletin,
    standing: &[(String, Prose)],
    month: Month,
) -> Binding<'a> {
    let found: Vec<Vec<Numeral>> = fields.iter().map(|field| numerals(field.text)).collect();
    let mut read_bytes = 0;
    let like: Vec<Option<(&Prose, Reading)>> = fields
        .iter()
        .map(|field| {
            read_bytes += field.text.len();
            (read_bytes <= MOST_BYTES).then(|| best_reading(field, standing)).flatten()
        })
        .collect();
    let mut looked_at = 0;
    let mut candidates = Vec::new();
    let mut standing = Vec::new();
    for (index, (field, numerals)) in fields.iter().zip(&found).enumerate() {
        if let Some(Some((prose, reading))) = like.get(index) {
            let place = Place { index, field, numerals, month };
            standing.extend(by_standing(&place, prose, reading, bulletin));
        }
        looked_at += numerals.len();
        if field.text.len() <= LONGEST && looked_at <= MOST_NUMERALS {
            let place = Place { index, field, numerals, month };
            candidates.extend(by_wording(&place, bulletin));
        }
    }
    candidates.extend(standing.iter().cloned());
    let mut bound = choose(candidates, fields, &found);
    bound.extend(repetitions(&standing, &bound, fields, &found));
    bound.sort_by_key(|b| (b.field, b.numeral.range.start));
    let readings = like.into_iter().map(|like| like.map(|(_, reading)| reading)).collect();
    Binding { bound, readings }
}

/// Takes the strongest candidates first; each numeral and each indicator once.
fn choose<'a>(
    mut candidates: Vec<Candidate<'a>>,
    fields: &[Field<'_>],
    found: &[Vec<Numeral>],
) -> Vec<Bound<'a>> {
    candidates.sort_by_key(|c| (-c.score, c.field, c.numeral));
    let mut used_numerals = BTreeSet::new();
    let mut used_indicators = BTreeSet::new();
    let mut bound = Vec::new();
    for candidate in candidates {
        let place = (candidate.field, candidate.numeral);
        let code = candidate.indicator.code.as_str();
        if used_numerals.contains(&place) || used_indicators.contains(code) {
            continue;
        }
        if let Some(taken) = take(&candidate, fields, found) {
            used_numerals.insert(place);
            used_indicators.insert(code);
            bound.push(taken);
        }
    }
    bound
}

fn take<'a>(
    candidate: &Candidate<'a>,
    fields: &[Field<'_>],
    found: &[Vec<Numeral>],
) -> Option<Bound<'a>> {
    let Candidate { field, indicator, .. } = *candidate;
    let numeral = found.get(field)?.get(candidate.numeral)?.clone();
    let typed = typed(&numeral, fields.get(field)?.text, indicator)?;
    Some(Bound { field, numeral, indicator, typed, repeats: false })
}

/// Further places where a standing paragraph prints a figure that is bound, with the same number.
fn repetitions<'a>(
    standing: &[Candidate<'a>],
    bound: &[Bound<'a>],
    fields: &[Field<'_>],
    found: &[Vec<Numeral>],
) -> Vec<Bound<'a>> {
    let again = |candidate: &Candidate<'a>| {
        let again = take(candidate, fields, found)?;
        let is_free =
            !bound.iter().any(|b| b.field == again.field && b.numeral.range == again.numeral.range);
        let same =
            |b: &&Bound<'a>| b.indicator.code == again.indicator.code && b.typed == again.typed;
        (is_free && bound.iter().any(|b| same(&b))).then_some(Bound { repeats: true, ..again })
    };
    standing.iter().filter_map(again).collect()
}

/// A field whose numerals are looked at.
struct Place<'f> {
    index: usize,
    field: &'f Field<'f>,
    numerals: &'f [Numeral],
    month: Month,
}

fn best_reading<'p>(
    field: &Field<'_>,
    standing: &'p [(String, Prose)],
) -> Option<(&'p Prose, Reading)> {
    standing
        .iter()
        .filter(|(section, prose)| section == field.section && prose.has_figures())
        .map(|(_, prose)| (prose, read(prose, field.text)))
        .filter(|(_, reading)| reading.similarity >= STANDING_LIKE)
        .max_by_key(|(_, reading)| reading.similarity)
}

fn by_standing<'a>(
    place: &Place<'_>,
    prose: &Prose,
    reading: &Reading,
    bulletin: &'a Bulletin,
) -> Vec<Candidate<'a>> {
    let text = place.field.text;
    let candidate = |value: &SlotReading| {
        if value.slot.measure != Measure::Value || value.agreement < SLOT_AGREES {
            return None;
        }
        let indicator = bulletin.indicator_named(&value.slot.name)?;
        let at = place.numerals.iter().position(|n| n.range == value.range)?;
        let numeral = place.numerals.get(at)?;
        let around = Surroundings::of(numeral, place.field.text, place.field.lead);
        if is_of_other_time(&around.scope, indicator, place.month)
            && !is_of_other_time(&words_before(prose, value, place.month), indicator, place.month)
        {
            return None;
        }
        // Words that agree to the letter outweigh any wording of the definition; others do not.
        let score = i64::from(value.agreement) + if value.agreement == 100 { 5000 } else { 300 };
        unit_fits(numeral.after(text), &indicator.unit).then_some(Candidate {
            score,
            field: place.index,
            numeral: at,
            indicator,
        })
    };
    reading.values.iter().filter_map(candidate).collect()
}

/// The words a standing paragraph has before a slot, folded; its figures left out.
fn words_before(prose: &Prose, value: &SlotReading, month: Month) -> String {
    let before = prose.parts.iter().take_while(|part| **part != Part::Slot(value.slot.clone()));
    let words: String = before
        .map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Slot(slot) => {
                slot.issue_slot().and_then(|fact| fact.of_month(month)).unwrap_or_default()
            }
        })
        .collect();
    sentence_scope(&words)
}

fn by_wording<'a>(place: &Place<'_>, bulletin: &'a Bulletin) -> Vec<Candidate<'a>> {
    let Field { text, section, kind, lead } = *place.field;
    let around = candidates::Place { text, lead, section, kind, month: place.month };
    let of_numeral = |(numeral, found): (usize, &Numeral)| {
        let (field, around) = (place.index, &around);
        let at_home = candidates::candidates(found, around, bulletin).into_iter();
        let at_home = at_home.filter(|candidate| candidate.at_home);
        at_home
            .map(move |c| Candidate { score: c.score, field, numeral, indicator: c.indicator })
            .collect::<Vec<_>>()
    };
    place.numerals.iter().enumerate().flat_map(of_numeral).collect()
}
