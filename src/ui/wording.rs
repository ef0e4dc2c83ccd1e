//! Values in the words of the screen: numbers with signs, titles, counts. Knows no widget.

use crate::model::{DisplayStyle, Indicator, Month, Quantity};
use crate::text::prose::{IssueSlot, Prose, Slot, SlotText, SlotValues};
use crate::trend::measure::{Derived, DerivedUnit};

/// What stands where there is no value.
pub const NONE: &str = "—";

/// A recorded time in the time of this machine: `2025年4月25日 17:02`.
pub fn local_time(at: &str) -> String {
    let Ok(time) = at.parse::<jiff::Timestamp>() else { return at.to_owned() };
    let time = jiff::tz::TimeZone::system().to_datetime(time);
    format!(
        "{}年{}月{}日 {:02}:{:02}",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute()
    )
}

/// A change with its sign: `+3.2%`, `−1.2%`, `持平`, `+0.3点` for rates.
pub fn change(derived: Option<Derived>) -> String {
    let Some(Derived { quantity, unit }) = derived else { return NONE.to_owned() };
    if quantity.is_zero() {
        return "持平".to_owned();
    }
    let sign = if quantity.digits() > 0 { '+' } else { '−' };
    let number = quantity.abs().print(DisplayStyle { power: 0, decimals: 2, trim: true });
    let unit = if unit == DerivedUnit::Points { "点" } else { "%" };
    format!("{sign}{number}{unit}")
}

/// A figure in the indicator's own style, without the unit.
pub fn figure(quantity: Option<Quantity>, indicator: &Indicator) -> String {
    quantity.map_or_else(|| NONE.to_owned(), |quantity| indicator.print(quantity))
}

/// The amount in full with commas, to its last reported digit: `61,000`, `59.49`.
pub fn in_full(quantity: Quantity) -> String {
    let decimals = (-quantity.exponent()).max(0).unsigned_abs();
    let text = quantity.print(DisplayStyle { power: 0, decimals, trim: false });
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::from(sign);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// The amount as somebody would report it, never with digits that were not reported: `6.1万`,
/// `61,023`, `59.49`.
pub fn reported(quantity: Quantity) -> String {
    let (power, word) = match quantity.exponent() {
        ..=0 => return in_full(quantity),
        1..=4 => (4, "万"),
        5..=8 => (8, "亿"),
        _ => (12, "万亿"),
    };
    let places = i16::from(power) - i16::from(quantity.exponent());
    let decimals = u8::try_from(places).unwrap_or(0);
    format!("{}{word}", quantity.print(DisplayStyle { power, decimals, trim: false }))
}

/// A section's title as printed in `month`; a slot it cannot fill keeps its name.
pub fn section_title(source: &str, month: Month, number: u32) -> String {
    struct Facts(Month, u32);
    impl SlotValues for Facts {
        fn slot_text(&self, slot: &Slot, _power: u8) -> SlotText {
            let Self(month, number) = self;
            let fact = match slot.issue_slot() {
                Some(IssueSlot::Number) => Some(number.to_string()),
                fact => fact.and_then(|fact| fact.of_month(*month)),
            };
            fact.map_or(SlotText::Empty, SlotText::Filled)
        }
    }
    Prose::parse(source).print(&Facts(month, number)).text
}

/// The beginning of a text, at most `count` characters.
pub fn beginning(text: &str, count: usize) -> String {
    let mut characters = text.chars().filter(|c| *c != '\n');
    let start: String = characters.by_ref().take(count).collect();
    if characters.next().is_some() { format!("{start}…") } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_carry_a_sign() {
        let percent = |digits, exponent| {
            let quantity = Quantity::new(digits, exponent).unwrap();
            change(Some(Derived { quantity, unit: DerivedUnit::Percent }))
        };
        assert_eq!(percent(32, -1), "+3.2%");
        assert_eq!(percent(-120, -2), "−1.2%");
        assert_eq!(percent(0, 0), "持平");
        assert_eq!(change(None), "—");
    }

    #[test]
    fn amounts_are_told_to_their_last_reported_digit() {
        for (digits, exponent, full, reported_as) in [
            (61, 3, "61,000", "6.1万"),
            (61_023, 0, "61,023", "61,023"),
            (5949, -2, "59.49", "59.49"),
            (-1_234_567, 0, "-1,234,567", "-1,234,567"),
            (123, 0, "123", "123"),
            (12, 7, "120,000,000", "1.2亿"),
            (0, 0, "0", "0"),
        ] {
            let quantity = Quantity::new(digits, exponent).unwrap();
            assert_eq!(in_full(quantity), full);
            assert_eq!(reported(quantity), reported_as);
        }
    }

    #[test]
    fn titles_are_printed() {
        let month = "2025-04".parse().unwrap();
        assert_eq!(section_title("{年月}总体运行情况", month, 4), "2025年4月总体运行情况");
    }
}
