//! What must hold between figures, as data: declared by the bulletin, edited by the office.

use serde::{Deserialize, Serialize};

use super::bulletin::Bulletin;
use super::ids::IndicatorCode;
use super::indicator::{Indicator, same_unit};
use super::quantity::Quantity;

/// A declared rule about the figures one department reports for one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Relation {
    /// The parts add up to the whole.
    Sum { whole: IndicatorCode, parts: Vec<IndicatorCode> },
    /// The part should not exceed the whole; it may where last month's rest is closed this month.
    Part { whole: IndicatorCode, part: IndicatorCode },
    /// `rate` = numerator / denominator, in percent.
    Rate { rate: IndicatorCode, numerator: IndicatorCode, denominator: IndicatorCode },
    /// Bounds, both allowed values, as texts the indicator understands (`10万`, `100%`).
    Range {
        indicator: IndicatorCode,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        low: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        high: Option<String>,
    },
    /// `total` counts from January: last month's total and this month's `monthly` make it up.
    Cumulative { total: IndicatorCode, monthly: IndicatorCode },
    /// How far, in percent, a figure may lie from what its past lets expect before it is asked
    /// about, instead of what the past's own spread gives.
    Expected { indicator: IndicatorCode, within: u16 },
}

/// Why a relation cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RelationFault {
    #[error("no indicator {code}")]
    Unknown { code: IndicatorCode },
    #[error("{name} is related to itself")]
    Itself { name: String },
    #[error("{name} is named twice")]
    Twice { name: String },
    #[error("no parts of {name}")]
    NoParts { name: String },
    #[error("neither bound of {name} is given")]
    NoBound { name: String },
    #[error("{text} is no amount of {name}")]
    Bound { name: String, text: String },
    #[error("the bounds {low} and {high} of {name} are the wrong way round")]
    Crossed { name: String, low: String, high: String },
    /// A rate where an amount is needed.
    #[error("{name} is a rate")]
    IsRatio { name: String },
    /// Not a rate where one is needed.
    #[error("{name} is no rate")]
    NotRatio { name: String },
    #[error("{unit} and {other} cannot be compared")]
    Units { unit: String, other: String },
    #[error("an expectation within {percent} percent asks about everything")]
    TooNarrow { percent: u16 },
}

/// Keys of what is asked of every figure without being declared, see [`Relation::key`].
pub mod rule {
    use super::IndicatorCode;

    /// The text in the cell is no number.
    pub fn draft(indicator: &IndicatorCode) -> String {
        format!("draft:{indicator}")
    }

    /// An amount hardly anything counted has.
    pub fn odd(indicator: &IndicatorCode) -> String {
        format!("odd:{indicator}")
    }

    /// Far from what its past lets expect.
    pub fn expected(indicator: &IndicatorCode) -> String {
        format!("expected:{indicator}")
    }
}

impl Relation {
    /// The stable name under which answers to the rule are kept and by which it is switched off.
    pub fn key(&self) -> String {
        match self {
            // One whole may be split in two ways, each a rule of its own.
            Self::Sum { whole, parts } => {
                let parts: Vec<&str> = parts.iter().map(IndicatorCode::as_str).collect();
                format!("sum:{whole}={}", parts.join("+"))
            }
            Self::Part { whole, part } => format!("part:{whole}>{part}"),
            Self::Rate { rate, .. } => format!("rate:{rate}"),
            Self::Range { indicator, .. } => format!("range:{indicator}"),
            Self::Cumulative { total, .. } => format!("cumulative:{total}"),
            Self::Expected { indicator, .. } => rule::expected(indicator),
        }
    }

    /// Every indicator it names, the one it is about first.
    pub fn indicators(&self) -> Vec<&IndicatorCode> {
        match self {
            Self::Sum { whole, parts } => std::iter::once(whole).chain(parts).collect(),
            Self::Part { whole, part } => vec![part, whole],
            Self::Rate { rate, numerator, denominator } => vec![rate, numerator, denominator],
            Self::Range { indicator, .. } | Self::Expected { indicator, .. } => vec![indicator],
            Self::Cumulative { total, monthly } => vec![total, monthly],
        }
    }

    /// What keeps the relation from being checked in this bulletin.
    pub fn fault(&self, bulletin: &Bulletin) -> Option<RelationFault> {
        let codes = self.indicators();
        let known = |code: &IndicatorCode| {
            let fault = || RelationFault::Unknown { code: code.clone() };
            bulletin.indicator(code).ok_or_else(fault)
        };
        let named: Result<Vec<&Indicator>, _> = codes.into_iter().map(known).collect();
        match named {
            Ok(named) => self.fault_among(&named),
            Err(fault) => Some(fault),
        }
    }

    fn fault_among(&self, named: &[&Indicator]) -> Option<RelationFault> {
        let (first, rest) = named.split_first()?;
        let name = first.name.clone();
        if rest.iter().any(|other| other.code == first.code) {
            return Some(RelationFault::Itself { name });
        }
        let (mut later, mut twice) = (rest.iter(), None);
        while let Some(one) = later.next() {
            let again = later.clone().any(|other| other.code == one.code);
            twice = twice.or(again.then(|| one.name.clone()));
        }
        if let Some(name) = twice {
            return Some(RelationFault::Twice { name });
        }
        let mixed = rest.iter().find(|other| !same_unit(&other.unit, &first.unit));
        let units = || {
            mixed.map(|other| RelationFault::Units {
                unit: first.unit.clone(),
                other: other.unit.clone(),
            })
        };
        match self {
            Self::Sum { parts, .. } if parts.is_empty() => Some(RelationFault::NoParts { name }),
            Self::Sum { .. } | Self::Cumulative { .. } => amounts(named).or_else(units),
            Self::Part { .. } => units(),
            Self::Rate { .. } if !first.is_ratio() => Some(RelationFault::NotRatio { name }),
            Self::Rate { .. } => amounts(rest),
            Self::Range { low, high, .. } => bounds_fault(first, low.as_deref(), high.as_deref()),
            Self::Expected { within, .. } => {
                (*within < 5).then_some(RelationFault::TooNarrow { percent: *within })
            }
        }
    }
}

impl Indicator {
    /// A bound of a range as typed; `None` when it is no amount.
    pub fn bound(&self, text: &str) -> Option<Quantity> {
        self.read(text).ok()?.1
    }
}

/// Rates do not add up, and nothing is a share of one.
fn amounts(named: &[&Indicator]) -> Option<RelationFault> {
    let rate = named.iter().find(|indicator| indicator.is_ratio())?;
    Some(RelationFault::IsRatio { name: rate.name.clone() })
}

fn bounds_fault(
    indicator: &Indicator,
    low: Option<&str>,
    high: Option<&str>,
) -> Option<RelationFault> {
    let name = indicator.name.clone();
    let unread = [low, high].into_iter().flatten().find(|text| indicator.bound(text).is_none());
    if let Some(text) = unread {
        return Some(RelationFault::Bound { name, text: text.to_owned() });
    }
    match (low, high) {
        (None, None) => Some(RelationFault::NoBound { name }),
        (Some(low), Some(high)) => {
            let crossed = indicator.bound(low)?.cmp_amount(indicator.bound(high)?).is_gt();
            let (low, high) = (low.to_owned(), high.to_owned());
            crossed.then_some(RelationFault::Crossed { name, low, high })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bulletin(relations: &str) -> Bulletin {
        let head = r#"
            code = "x"
            name = "刊"
            title = "刊"
            indicator = [
                { code = "all", name = "总量", unit = "件" },
                { code = "net", name = "网办", unit = "件" },
                { code = "rate", name = "网办率", unit = "%", kind = "ratio" },
                { code = "sum", name = "兑现", unit = "元", style = { power = 8, decimals = 2 } },
            ]
        "#;
        toml::from_str(&format!("{head}\n{relations}")).unwrap()
    }

    fn fault(relation: &str) -> Option<RelationFault> {
        let bulletin = bulletin(&format!("[[relation]]\n{relation}"));
        bulletin.relations[0].fault(&bulletin)
    }

    #[test]
    fn every_kind_is_read_and_kept_and_has_its_own_key() {
        let bulletin = bulletin(
            r#"
            [[relation]]
            kind = "sum"
            whole = "all"
            parts = ["net"]
            [[relation]]
            kind = "part"
            whole = "all"
            part = "net"
            [[relation]]
            kind = "rate"
            rate = "rate"
            numerator = "net"
            denominator = "all"
            [[relation]]
            kind = "range"
            indicator = "rate"
            high = "100%"
            [[relation]]
            kind = "cumulative"
            total = "all"
            monthly = "net"
            [[relation]]
            kind = "expected"
            indicator = "net"
            within = 30
            "#,
        );
        let keys: Vec<String> = bulletin.relations.iter().map(Relation::key).collect();
        let expected = [
            "sum:all=net",
            "part:all>net",
            "rate:rate",
            "range:rate",
            "cumulative:all",
            "expected:net",
        ];
        assert_eq!(keys, expected);
        let json = serde_json::to_string(&bulletin).unwrap();
        assert_eq!(serde_json::from_str::<Bulletin>(&json).unwrap(), bulletin);
        assert!(bulletin.relations.iter().all(|relation| relation.fault(&bulletin).is_none()));
    }

    #[test]
    fn faulty_relations_are_named() {
        use RelationFault as F;
        let sum = |parts: &str| fault(&format!("kind = \"sum\"\nwhole = \"all\"\nparts = {parts}"));
        assert!(matches!(sum("[]"), Some(F::NoParts { .. })));
        assert!(matches!(sum("[\"all\"]"), Some(F::Itself { .. })));
        assert!(matches!(sum("[\"net\", \"net\"]"), Some(F::Twice { .. })));
        assert!(matches!(sum("[\"rate\"]"), Some(F::IsRatio { .. })));
        assert!(matches!(sum("[\"sum\"]"), Some(F::Units { .. })));
        assert!(matches!(sum("[\"none\"]"), Some(F::Unknown { .. })));
        let range =
            |bounds: &str| fault(&format!("kind = \"range\"\nindicator = \"all\"\n{bounds}"));
        assert!(matches!(range(""), Some(F::NoBound { .. })));
        assert!(matches!(range("low = \"多\""), Some(F::Bound { .. })));
        assert!(matches!(range("low = \"2万\"\nhigh = \"1万\""), Some(F::Crossed { .. })));
        assert_eq!(range("low = \"1万\"\nhigh = \"2万\""), None);
        let rate = "kind = \"rate\"\nrate = \"sum\"\nnumerator = \"net\"\ndenominator = \"all\"";
        assert!(matches!(fault(rate), Some(F::NotRatio { .. })));
        let narrow = "kind = \"expected\"\nindicator = \"all\"\nwithin = 2";
        assert!(matches!(fault(narrow), Some(F::TooNarrow { percent: 2 })));
    }
}
