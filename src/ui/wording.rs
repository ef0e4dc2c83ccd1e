//! Values in the words of the screen: numbers with signs, titles, counts. Knows no widget.

use crate::model::{DisplayStyle, Indicator, Month, Quantity};
use crate::text::prose::{IssueSlot, Prose, Slot, SlotText, SlotValues};
use crate::trend::measure::{Derived, DerivedUnit};

/// What stands where there is no value.
pub const NONE: &str = "—";

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

/// A section's title as printed in `month`; a slot it cannot fill keeps its name.
pub fn section_title(source: &str, month: Month, number: u32) -> String {
    struct Facts(Month, u32);
    impl SlotValues for Facts {
        fn slot_text(&self, slot: &Slot, _power: u8) -> SlotText {
            let Self(month, number) = self;
            match slot.issue_slot() {
                Some(IssueSlot::YearMonth) => SlotText::Filled(month.chinese()),
                Some(IssueSlot::Month) => SlotText::Filled(format!("{}月", month.month())),
                Some(IssueSlot::Year) => SlotText::Filled(format!("{}年", month.year())),
                Some(IssueSlot::Number) => SlotText::Filled(number.to_string()),
                Some(IssueSlot::Visits) | None => SlotText::Empty,
            }
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
    fn titles_are_printed() {
        let month = "2025-04".parse().unwrap();
        assert_eq!(section_title("{年月}总体运行情况", month, 4), "2025年4月总体运行情况");
    }
}
