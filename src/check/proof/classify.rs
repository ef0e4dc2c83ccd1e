//! What each numeral of a passage is. Knows no document and computes no figure.

use std::ops::Range;

use crate::document::{Role, Run};
use crate::model::{Bulletin, Indicator, Measure};
use crate::text::chars::is_blank;
use crate::text::labels::{self, LabelKind};
use crate::text::numerals::{Numeral, NumeralForm, numerals, unit_of};
use crate::text::prose::IssueSlot;

use super::passages::{Part, Passage};
use super::{Class, dates, lists, ordinals, spans, words};

/// A numeral of a passage with its class.
pub struct Token<'a> {
    pub numeral: Numeral,
    pub class: Class,
    /// As printed, power included.
    pub unit: String,
    /// Whose figure a slot prints here.
    pub indicator: Option<&'a Indicator>,
    /// The measure a slot prints here.
    pub slot: Option<Measure>,
}

/// A numeral and what stands on both sides of it, blanks next to it left out.
pub struct Place<'t> {
    pub text: &'t str,
    pub numeral: &'t Numeral,
    pub before: &'t str,
    /// After the digits and a power word.
    pub after: &'t str,
    /// The digits.
    pub digits: &'t str,
}

impl<'t> Place<'t> {
    pub fn of(numeral: &'t Numeral, text: &'t str) -> Self {
        let before = text.get(..numeral.range.start).unwrap_or("").trim_end_matches(is_blank);
        let after = text.get(numeral.unit_at..).unwrap_or("").trim_start_matches(is_blank);
        Self { text, numeral, before, after, digits: numeral.text(text) }
    }

    pub fn is_arabic(&self) -> bool {
        self.numeral.form == NumeralForm::Arabic
    }

    /// The amount, if it is a whole number of at most nine digits.
    pub fn whole(&self) -> Option<u32> {
        let quantity = self.numeral.quantity.filter(|quantity| quantity.exponent() >= 0)?;
        let scale = 10i64.checked_pow(u32::from(quantity.exponent().unsigned_abs()))?;
        u32::try_from(quantity.digits().checked_mul(scale)?).ok()
    }
}

/// Every numeral of the passage, in order; labels and words that only contain a digit left out.
pub fn tokens<'a>(passage: &Passage<'_>, bulletin: &'a Bulletin) -> Vec<Token<'a>> {
    let text = &passage.text;
    let context = Context::of(text);
    let mut found = Vec::new();
    for numeral in counted(passage) {
        let run = passage.run_at(numeral.range.start).map(|(run, _)| run);
        if run.is_some_and(|run| matches!(run.role, Role::Label | Role::Empty)) {
            continue;
        }
        let place = Place::of(&numeral, text);
        if !context.is_numeral(&place) {
            continue;
        }
        let by_slot = run.and_then(|run| by_slot(run, bulletin));
        let class = match by_slot {
            Some((class, _)) => class,
            None if is_rank(passage) => Class::Ordinal,
            None => context.class(&place),
        };
        let indicator = by_slot.and_then(|(_, indicator)| indicator);
        let cell = cell_indicator(passage, bulletin).filter(|_| class == Class::Bound);
        let unit = unit(&place, class);
        let indicator = indicator.or(cell);
        let unit =
            if cell.is_some() { indicator.map_or(unit, Indicator::display_unit) } else { unit };
        let slot = run.and_then(|run| run.slot.as_ref()).map(|slot| slot.measure);
        found.push(Token { numeral, class, unit, indicator, slot });
    }
    found
}

/// The numerals after a label that was typed: 1.6月底前 holds no 1.6.
fn counted(passage: &Passage<'_>) -> Vec<Numeral> {
    let opened: usize = {
        let ahead = passage.runs.iter();
        ahead
            .take_while(|run| matches!(run.role, Role::Label | Role::Lead))
            .map(|run| run.text.len())
            .sum()
    };
    let text = passage.text.as_str();
    let body = text.get(opened..).filter(|_| passage.part == Part::Paragraph).unwrap_or("");
    let Some((_, rest)) = labels::split(body).filter(|(label, _)| label.kind == LabelKind::Arabic)
    else {
        return numerals(text);
    };
    let from = text.len() - rest.len();
    let head = numerals(text.get(..opened).unwrap_or(""));
    let body = numerals(rest).into_iter().map(|mut numeral| {
        numeral.range = numeral.range.start + from..numeral.range.end + from;
        numeral.unit_at += from;
        numeral
    });
    head.into_iter().chain(body).collect()
}

/// Class and indicator of what a slot or a table printed.
fn by_slot<'a>(run: &Run, bulletin: &'a Bulletin) -> Option<(Class, Option<&'a Indicator>)> {
    let indicator = || bulletin.indicator_named(&run.slot.as_ref()?.name);
    let class = match run.role {
        Role::Figure => Class::Bound,
        Role::Derived => Class::Derived,
        Role::Plain | Role::Empty | Role::Label | Role::Lead | Role::Address => {
            return match run.slot.as_ref()?.issue_slot()? {
                IssueSlot::Number | IssueSlot::Visits => Some((Class::Ordinal, None)),
                _ => Some((Class::Date, None)),
            };
        }
    };
    Some((class, indicator()))
}

/// The indicator of a table's column, for cells that print its value.
fn cell_indicator<'a>(passage: &Passage<'_>, bulletin: &'a Bulletin) -> Option<&'a Indicator> {
    let spec = passage.table.filter(|_| passage.part == Part::Cell)?;
    let column = spec.columns.get(passage.column?.checked_sub(spec.leading())?)?;
    let own = column.measure == Measure::Value && !column.place;
    bulletin.indicator(&column.indicator).filter(|_| own)
}

/// The place in a ranking, or the number of a row.
fn is_rank(passage: &Passage<'_>) -> bool {
    let column = passage.column.filter(|_| passage.part == Part::Cell);
    column.zip(passage.table).is_some_and(|(column, spec)| {
        let own = column.checked_sub(spec.leading()).and_then(|at| spec.columns.get(at));
        column + 1 < spec.leading() || own.is_some_and(|column| column.place)
    })
}

/// What the words of a text say about its numerals.
struct Context {
    idioms: Vec<Range<usize>>,
    names: Vec<Range<usize>>,
    /// Titles and document numbers.
    titles: Vec<Range<usize>>,
    quotes: Vec<Range<usize>>,
    /// Addresses and standards.
    addresses: Vec<Range<usize>>,
}

impl Context {
    fn of(text: &str) -> Self {
        let mut titles = spans::titles(text);
        titles.extend(spans::document_numbers(text));
        Self {
            idioms: words::idioms(text),
            names: words::names(text),
            titles,
            quotes: spans::quoted_names(text),
            addresses: spans::addresses(text),
        }
    }

    /// Not so the 四 of 四川, the 一 of 进一步.
    fn is_numeral(&self, place: &Place<'_>) -> bool {
        let range = &place.numeral.range;
        !spans::touch(&self.idioms, range)
            && (counts_somehow(place) || spans::hold(&self.names, range))
    }

    fn class(&self, place: &Place<'_>) -> Class {
        let range = &place.numeral.range;
        if spans::hold(&self.titles, range) {
            Class::Quoted
        } else if spans::hold(&self.addresses, range)
            || spans::hold(&self.names, range) && !is_counted_number(place)
        {
            Class::Ordinal
        } else if dates::is_date(place) {
            Class::Date
        } else if ordinals::is_ordinal(place) {
            Class::Ordinal
        } else if lists::agrees(place) {
            Class::Derived
        } else if spans::hold(&self.quotes, range) {
            Class::Quoted
        } else if ordinals::is_manner_of_speaking(place) {
            Class::Ordinal
        } else {
            Class::Unproven
        }
    }
}

/// 12345件 is an amount, 12345热线 is a name.
fn is_counted_number(place: &Place<'_>) -> bool {
    let only_digits =
        place.before.ends_with(|c: char| !c.is_ascii_digit()) || place.before.is_empty();
    place.is_arabic()
        && only_digits
        && place.digits.len() >= 5
        && (place.numeral.power > 0 || !unit_of(place.after).is_empty())
}

/// Any Arabic or long numeral does, and a Chinese digit before a word that makes it count, date or
/// order.
fn counts_somehow(place: &Place<'_>) -> bool {
    place.is_arabic()
        || place.numeral.form == NumeralForm::Fraction
        || place.digits.chars().count() > 1
        || !ordinals::measure_word(place.after).is_empty()
        || dates::is_date(place)
        || ordinals::is_ordinal(place)
}

/// The unit as printed: 万件, 年, 个百分点.
fn unit(place: &Place<'_>, class: Class) -> String {
    let power = place.text.get(place.numeral.range.end..place.numeral.unit_at).unwrap_or("").trim();
    if class == Class::Date {
        return dates::unit(place).to_owned();
    }
    let own = place.numeral.unit(place.text);
    let after = place.after.trim_start_matches(['余', '多', '来', '几']);
    let counted = [own, unit_of(after), ordinals::measure_word(after), dates::unit(place)];
    let own = counted.into_iter().find(|unit| !unit.is_empty()).unwrap_or("");
    format!("{power}{own}")
}
