//! A draft that says itself to be about right (约6.1万, 预计300件): no figure, but worth a hollow
//! mark on a chart.

use crate::model::{Indicator, Quantity};

/// Longer words before those they contain.
const ABOUT: [&str; 21] = [
    "大约为",
    "大约",
    "大概",
    "约为",
    "约",
    "预计为",
    "预计",
    "估计为",
    "估计",
    "暂估",
    "接近",
    "超过",
    "不到",
    "将近",
    "左右",
    "上下",
    "（估）",
    "(估)",
    "≈",
    "~",
    "近",
];

/// Words that stand between number and unit.
const MORE: [char; 3] = ['余', '多', '来'];

/// The amount of a draft that is marked as an estimate; `None` for any other text.
pub fn estimated(indicator: &Indicator, typed: &str) -> Option<Quantity> {
    let mut text = typed.trim().to_owned();
    for word in ABOUT {
        text = text.replace(word, "");
    }
    text.retain(|c| !MORE.contains(&c));
    if text.len() == typed.trim().len() {
        return None;
    }
    indicator.read(&text).ok()?.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IndicatorKind;
    use crate::trend::fixture::indicator;

    #[test]
    fn only_what_says_so_is_an_estimate() {
        let cases = indicator("cases", "办件量", "件", IndicatorKind::Flow);
        for (typed, digits, exponent) in [
            ("约6.1万", 61, 3),
            ("大约 300件", 300, 0),
            ("6万余件", 6, 4),
            ("预计5.87万件左右", 587, 2),
        ] {
            assert_eq!(estimated(&cases, typed), Quantity::new(digits, exponent), "{typed}");
        }
        for typed in ["6.1.2万", "300件", "约", "约很多", "", "未报"] {
            assert_eq!(estimated(&cases, typed), None, "{typed}");
        }
    }
}
