//! The indicators that may be meant by one numeral of a text, by the words around it. Decides
//! nothing: import takes what is beyond doubt, a person chooses among the rest.

use std::ops::Range;

use super::chars::is_blank;
use super::evidence::{Surroundings, evidence, is_of_other_time, section_score, unit_fits};
use super::numerals::{Numeral, NumeralForm, numerals};
use super::scope;
use crate::model::{Bulletin, Indicator, IndicatorKind, Month, SectionKind};

/// Where a numeral stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'t> {
    /// The whole paragraph.
    pub text: &'t str,
    /// The run-in heading of its item, empty when there is none.
    pub lead: &'t str,
    /// Key of its section, empty for the pool.
    pub section: &'t str,
    pub kind: SectionKind,
    pub month: Month,
}

/// An indicator the words speak for.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    pub indicator: &'a Indicator,
    /// Greater is likelier; comparable within one text.
    pub score: i64,
    /// The section asks for it, or its words are plain enough for another section.
    pub at_home: bool,
}

/// Every indicator whose unit follows the numeral and whose wording stands before it; in order of
/// the definition.
pub fn candidates<'a>(
    numeral: &Numeral,
    place: &Place<'_>,
    bulletin: &'a Bulletin,
) -> Vec<Candidate<'a>> {
    if numeral.form != NumeralForm::Arabic || numeral.is_date_or_ordinal(place.text) {
        return Vec::new();
    }
    let around = Surroundings::of(numeral, place.text, place.lead);
    let named = i64::from(scope::names_month(&around.scope, place.month)) * 8;
    let candidate = |indicator: &'a Indicator| {
        if !unit_fits(numeral.after(place.text), &indicator.unit)
            || is_of_other_time(&around.scope, indicator, place.month)
        {
            return None;
        }
        let evidence = evidence(&around, indicator)?;
        let section = section_score(place.section, place.kind, indicator, &evidence);
        let score = section.unwrap_or(0) + evidence.score + named;
        Some(Candidate { indicator, score, at_home: section.is_some() })
    };
    bulletin.indicators.iter().filter_map(candidate).collect()
}

/// The figure as it would be typed into the indicator's cell; `None` where the indicator would not
/// accept it or the numeral is none.
pub fn typed(numeral: &Numeral, text: &str, indicator: &Indicator) -> Option<String> {
    let number: String = numeral.with_power(text).chars().filter(|c| !is_blank(*c)).collect();
    if is_torn(numeral, text) {
        return None;
    }
    let percent =
        if indicator.kind == IndicatorKind::Ratio && indicator.unit == "%" { "%" } else { "" };
    let with_unit = indicator.read(&format!("{number}{}", indicator.unit)).ok()?.1;
    let typed = format!("{number}{percent}");
    (indicator.read(&typed).ok()?.1 == with_unit).then_some(typed)
}

/// Whether a numeral is only a piece of a number that blanks have torn (1 012), or none at all.
fn is_torn(numeral: &Numeral, text: &str) -> bool {
    let digits = numeral.text(text);
    let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let before = text.get(..numeral.range.start).unwrap_or("");
    let apart = |text: &str, rest: &str| text.len() != rest.len();
    let head = before.trim_end_matches(is_blank);
    let tail = text.get(numeral.range.end..).unwrap_or("");
    let next = tail.trim_start_matches(is_blank);
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    padded
        || (apart(before, head) && head.ends_with(digit))
        || (apart(tail, next) && next.starts_with(digit))
}

/// The source of a paragraph with every slot replaced by as many zeros as it has bytes: what is
/// left stands where it stood, and no slot's name passes for words of the sentence.
pub fn without_slots(source: &str) -> String {
    let mut plain = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        plain.push_str(before);
        let doubled = from.starts_with("{{");
        let end = from.get(1..).and_then(|inner| inner.find(['{', '}', '\n'])).map(|end| end + 1);
        let closed = end
            .filter(|end| !doubled && from.get(*end..).is_some_and(|tail| tail.starts_with('}')));
        // `{{` and an open brace are text.
        let length = closed.map_or(if doubled { 2 } else { 1 }, |end| end + 1);
        let (slot, after) = from.split_at_checked(length).unwrap_or((from, ""));
        if closed.is_some() {
            plain.extend(std::iter::repeat_n('0', slot.len()));
        } else {
            plain.push_str(slot);
        }
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// The Arabic numeral of a paragraph's source that a selection overlaps or the caret touches, its
/// power and unit included; what stands within a slot is none. `range` in bytes, empty for a caret.
pub fn numeral_at(source: &str, plain: &str, range: &Range<usize>) -> Option<Numeral> {
    let touches = |numeral: &Numeral| {
        let own = numeral.range.start..numeral.unit_at + numeral.unit(plain).len();
        if range.is_empty() {
            own.start <= range.start && range.start <= own.end
        } else {
            own.start < range.end && range.start < own.end
        }
    };
    let is_free =
        |numeral: &Numeral| source.get(numeral.range.clone()) == Some(numeral.text(plain));
    numerals(plain)
        .into_iter()
        .find(|numeral| numeral.form == NumeralForm::Arabic && touches(numeral) && is_free(numeral))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_hidden_where_they_stand() {
        for (source, plain) in [
            ("受理{受理}万件", "受理00000000万件"),
            ("{{5}}件{a·环比}。", "{{5}}件00000000000。"),
            ("开{没完", "开{没完"),
            ("", ""),
        ] {
            assert_eq!(without_slots(source), plain);
            assert_eq!(source.len(), plain.len());
        }
    }

    #[test]
    fn the_number_at_the_caret_or_in_the_selection_is_meant() {
        let source = "受理{受理}万件，办结5.9万件，咨询956人次。";
        let plain = without_slots(source);
        let at = |needle: &str| source.find(needle).unwrap();
        let found = |range: Range<usize>| {
            numeral_at(source, &plain, &range).map(|numeral| numeral.text(&plain).to_owned())
        };
        assert_eq!(found(at("5.9")..at("5.9")).as_deref(), Some("5.9"));
        assert_eq!(found(at("件，咨询")..at("件，咨询")).as_deref(), Some("5.9"), "behind 万");
        assert_eq!(found(at("956")..at("人次")).as_deref(), Some("956"));
        assert_eq!(
            found(source.len() - 3..source.len() - 3).as_deref(),
            Some("956"),
            "behind 人次"
        );
        assert_eq!(found(at("咨询")..at("人次")).as_deref(), Some("956"));
        assert_eq!(found(at("理}")..at("理}")), None, "a slot is bound already");
        assert_eq!(found(at("咨询")..at("咨询")), None);
    }
}
