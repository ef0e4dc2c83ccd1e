//! Binding (绑定) a number of an item's text to an indicator: what may be meant, and the one step
//! that puts a slot in its place and, where the month has no figure yet, stores it.

use std::ops::Range;

use super::book::Book;
use super::error::OpError;
use super::figures::store;
use super::items::item_row;
use super::op::Op;
use crate::model::{
    Bulletin, DepartmentCode, FigureKey, FigureSource, FigureState, Figures, Indicator, ItemId,
    Measure, Quantity, SectionKind,
};
use crate::store::ItemRow;
use crate::text::candidates::{Place, candidates, numeral_at, typed, without_slots};
use crate::text::evidence::{Surroundings, is_of_other_time, unit_fits};
use crate::text::numerals::Numeral;
use crate::text::prose::{Slot, power_after};
use crate::trend::measure::{derive, words};

/// Offers beyond these are no help in choosing.
const MOST: usize = 6;

/// One way to bind a number of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub slot: Slot,
    /// Bytes of the paragraph's source that the slot takes the place of.
    pub range: Range<usize>,
    /// What stands there now.
    pub replaced: String,
    pub fit: Fit,
}

/// How an offer agrees with the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The slot prints just what stands there.
    Same,
    /// The same amount or a rounding of it, printed like this.
    SameAmount(String),
    /// The month has no figure yet: this is stored as typed.
    Fills(String),
    /// The book has another figure, which prints like this; it stays.
    Differs(String),
    /// The book says that there is no number (未报), or has what is none; it stays.
    NoNumber(String),
}

/// A paragraph and the number in it that is to be bound.
struct Spot<'a> {
    bulletin: &'a Bulletin,
    figures: &'a Figures,
    place: Place<'a>,
    source: &'a str,
    plain: &'a str,
    numeral: Numeral,
}

impl Book {
    /// The ways to bind the number that `range` (bytes of the paragraph's source, empty for a
    /// caret) selects or touches, the likeliest first; none where no Arabic number stands there.
    /// `source` is the paragraph as it is being typed.
    pub fn binding_offers(
        &self,
        item: &ItemId,
        source: &str,
        range: &Range<usize>,
    ) -> Result<Vec<Offer>, OpError> {
        let plain = without_slots(source);
        let Some(numeral) = numeral_at(source, &plain, range) else { return Ok(Vec::new()) };
        let row = item_row(&self.read(), item)?;
        let bulletin = self.bulletin(&row.bulletin)?;
        let section = row.section.as_ref().map(|id| self.read().section(id)).transpose()?.flatten();
        let (section, kind) = section
            .map_or((String::new(), SectionKind::Events), |section| (section.key, section.kind));
        let month = row.item.month;
        let lead = row.item.lead.as_deref().unwrap_or("");
        let place = Place { text: &plain, lead, section: &section, kind, month };
        let figures = self.figures_of_hall(&bulletin, month)?;
        let (bulletin, figures, plain) = (&bulletin, &figures, plain.as_str());
        Ok(Spot { bulletin, figures, place, source, plain, numeral }.offers())
    }

    /// Puts the slot into paragraph `at` of the item and stores the figure where the month had
    /// none, as one step. Refused when the text is no longer the one the offer was made for.
    pub fn bind_number(&mut self, item: &ItemId, at: usize, offer: &Offer) -> Result<(), OpError> {
        let row = item_row(&self.read(), item)?;
        let stale = || OpError::StaleBinding { text: offer.replaced.clone() };
        let mut changed = row.item.clone();
        let paragraph = changed.paragraphs.get_mut(at).ok_or_else(stale)?;
        if paragraph.get(offer.range.clone()) != Some(offer.replaced.as_str()) {
            return Err(stale());
        }
        paragraph.replace_range(offer.range.clone(), &format!("{{{}}}", offer.slot.label()));
        let figure = match &offer.fit {
            Fit::Fills(typed) => {
                let indicator = self.bulletin_ref(&row.bulletin)?.indicator_named(&offer.slot.name);
                let indicator = indicator.ok_or_else(|| self.no_indicator(&offer.slot.name))?;
                let key = FigureKey::of_hall(&indicator.code, row.item.month);
                if !is_blank(self.figure(&key)?.map(|figure| figure.state)) {
                    return Err(stale());
                }
                Some(self.read_figure(&key, typed, FigureSource::Typed)?)
            }
            Fit::Same | Fit::SameAmount(_) | Fit::Differs(_) | Fit::NoNumber(_) => None,
        };
        let label = format!("绑定 {}", offer.slot.label());
        self.transact(Op::BindNumber, &label, |writer| {
            if let Some(figure) = figure {
                store(writer, figure)?;
            }
            writer.put_item(&ItemRow { item: changed, ..row })?;
            Ok(())
        })
    }
}

fn is_blank(state: Option<FigureState>) -> bool {
    state.is_none_or(|state| state == FigureState::Blank)
}

impl Spot<'_> {
    /// Agreeing ones first, then the likelier by the words around.
    fn offers(&self) -> Vec<Offer> {
        let spoken = candidates(&self.numeral, &self.place, self.bulletin);
        let score_of = |indicator: &Indicator| {
            let spoken = spoken.iter().find(|one| one.indicator.code == indicator.code);
            spoken.map_or(0, |one| one.score)
        };
        let mut ranked: Vec<(i64, Offer)> = Vec::new();
        for indicator in &self.bulletin.indicators {
            let score = score_of(indicator);
            let value = self.value(indicator, score > 0).map(|offer| (rank(&offer, score), offer));
            ranked.extend(value);
            for measure in Measure::ALL.into_iter().filter(|measure| *measure != Measure::Value) {
                let offer = self.derived(indicator, measure, score > 0);
                ranked.extend(offer.map(|offer| (rank(&offer, score), offer)));
            }
        }
        ranked.sort_by_key(|(rank, _)| -rank);
        ranked.into_iter().map(|(_, offer)| offer).take(MOST).collect()
    }

    /// The indicator's own figure of the month.
    fn value(&self, indicator: &Indicator, spoken: bool) -> Option<Offer> {
        let slot = Slot::new(&indicator.name, Measure::Value);
        let (range, power) = self.digits();
        let typed = typed(&self.numeral, self.plain, indicator)?;
        if !unit_fits(self.numeral.after(self.plain), &indicator.unit) {
            return None;
        }
        let key = FigureKey::of_hall(&indicator.code, self.place.month);
        let stored = self.figures.get(&key);
        let fit = match stored.and_then(|figure| figure.quantity) {
            Some(quantity) => {
                let printed = self.printed(indicator, Measure::Value, power)?;
                let stands = indicator.read(&typed).ok()?.1?;
                let same = stands.minus(quantity).is_some_and(Quantity::is_zero);
                if self.source.get(range.clone()) == Some(printed.as_str()) {
                    Fit::Same
                } else if same {
                    Fit::SameAmount(printed)
                } else {
                    Fit::Differs(printed)
                }
            }
            None if is_blank(stored.map(|figure| figure.state)) => Fit::Fills(typed),
            None => Fit::NoNumber(stored?.typed.clone()),
        };
        let agrees = matches!(fit, Fit::Same | Fit::SameAmount(_));
        (spoken || agrees).then(|| self.offer(slot, range, fit))
    }

    /// A value computed from the series, offered only where it prints what stands there.
    fn derived(&self, indicator: &Indicator, measure: Measure, spoken: bool) -> Option<Offer> {
        let slot = Slot::new(&indicator.name, measure);
        let (digits, power) = self.digits();
        let printed = self.printed(indicator, measure, power)?;
        let around = Surroundings::of(&self.numeral, self.plain, self.place.lead);
        let named = around.scope.contains(measure.word())
            || is_of_other_time(&around.scope, indicator, self.place.month)
            || spoken;
        // A small number agrees with something by chance.
        let weighty = named || self.numeral.text(self.plain).len() > 2;
        let number = self.numeral.text(self.plain);
        let lead = printed.find(number).filter(|_| weighty)?;
        if lead == 0 && printed.len() == number.len() {
            let unit = unit_fits(self.numeral.after(self.plain), &indicator.unit);
            let of_time = named && (self.source.get(digits.clone()) == Some(printed.as_str()));
            return (unit && of_time).then(|| self.offer(slot, digits, Fit::Same));
        }
        let (head, tail) = (printed.get(..lead)?, printed.get(lead..)?);
        if !self.source.get(self.numeral.range.start..)?.starts_with(tail) {
            return None;
        }
        let before = self.source.get(..self.numeral.range.start)?;
        let said = spoken_direction(before, head)?;
        let range = self.numeral.range.start - said..self.numeral.range.start + tail.len();
        let fit = if said == head.len() && before.ends_with(head) {
            Fit::Same
        } else {
            Fit::SameAmount(printed.clone())
        };
        Some(self.offer(slot, range, fit))
    }

    /// What a slot takes the place of, and the power the text after it gives to the number.
    fn digits(&self) -> (Range<usize>, u8) {
        let Range { start, end } = self.numeral.range;
        let tail = self.source.get(end..).unwrap_or("");
        let word = tail.trim_start_matches(' ');
        let power = power_after(word);
        // A blank before 万 would keep it from being seen as the number's.
        let end = if power > 0 { end + tail.len() - word.len() } else { end };
        (start..end, power)
    }

    fn printed(&self, indicator: &Indicator, measure: Measure, power: u8) -> Option<String> {
        let whole = indicator.share_of.as_ref().and_then(|code| self.bulletin.indicator(code));
        let hall = DepartmentCode::hall();
        let derived = derive(self.figures, indicator, whole, &hall, self.place.month, measure)?;
        Some(words(derived, measure, indicator, power))
    }

    fn offer(&self, slot: Slot, range: Range<usize>, fit: Fit) -> Offer {
        let replaced = self.source.get(range.clone()).unwrap_or("").to_owned();
        Offer { slot, range, replaced, fit }
    }
}

/// Bytes of the direction word before a number that says the same as `wanted` (增长 for 上升, with
/// 了 or without); 0 where none is wanted.
fn spoken_direction(before: &str, wanted: &str) -> Option<usize> {
    const UP: [&str; 6] = ["增长", "上升", "提高", "增加", "上涨", "提升"];
    const DOWN: [&str; 5] = ["下降", "减少", "降低", "回落", "下跌"];
    if wanted.is_empty() {
        return Some(0);
    }
    let head = before.strip_suffix('了').unwrap_or(before);
    let (up, down) = (UP.contains(&wanted), DOWN.contains(&wanted));
    let words: &[&str] = if up { &UP } else { &DOWN };
    let word = words.iter().find(|word| (up || down) && head.ends_with(**word))?;
    Some(before.len() - head.len() + word.len())
}

/// Agreement weighs more than any wording; a figure more than what is computed from figures.
fn rank(offer: &Offer, score: i64) -> i64 {
    let fit = match offer.fit {
        Fit::Same => 40_000,
        Fit::SameAmount(_) => 30_000,
        Fit::Fills(_) => 20_000,
        Fit::Differs(_) | Fit::NoNumber(_) => 10_000,
    };
    fit + score * 2 + i64::from(offer.slot.measure == Measure::Value)
}

#[cfg(test)]
mod tests;
