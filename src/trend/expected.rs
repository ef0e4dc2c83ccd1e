//! What a figure's own past lets expect of it: a wide, robust range and the sentence it rests on.
//! Integers throughout; what deviates is a question, never an error.

mod rate;

use std::collections::BTreeMap;

use crate::model::{Indicator, IndicatorKind, Month, Quantity};

/// A figure's usable values before the month in question.
pub type Past = BTreeMap<Month, Quantity>;

/// Months of past that [`expected`] looks at.
pub const PAST_MONTHS: i32 = 36;

/// Values outside `low`…`high` are worth a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    pub low: Quantity,
    pub high: Quantity,
    /// The middle of what is expected.
    pub usual: Quantity,
    /// 近3年4月在5.2万–6.4万件之间
    pub basis: String,
}

impl Expectation {
    /// What the judgement of a value rests on; of a rate also by how many points it differs.
    pub fn reason(&self, indicator: &Indicator, value: Quantity) -> String {
        let Self { usual, basis, .. } = self;
        let away = value.minus(*usual).filter(|away| indicator.is_ratio() && !away.is_zero());
        let Some(away) = away else { return basis.clone() };
        let side = if away.digits() > 0 { "高" } else { "低" };
        let unit = if indicator.unit == "%" { "个百分点" } else { &indicator.unit };
        let [usual, away] = [*usual, away.abs()].map(|one| indicator.print(one));
        format!("{basis}，比一般的{usual}{}{side}{away}{unit}", indicator.display_unit())
    }
}

/// Changes of twelve months are compared where at least this many are known.
const RATIOS: usize = 6;
/// Without two years, at least this many of the last twelve months must be known.
const RECENT: usize = 6;
/// A range is at least this many per mille wide on either side of the middle…
const NARROWEST: i128 = 250;
/// …wider where only the last months are known, and most around Spring Festival, which falls now
/// in January, now in February.
const NARROWEST_RECENT: i128 = 300;
const NARROWEST_FESTIVAL: i128 = 500;
/// Deviations of the past, in median absolute deviations, that count as usual (about 2.7 standard
/// deviations of a normal spread).
const SPREADS: i128 = 4;
/// No range reaches further than this from its middle, in per mille of it, so that ten times and a
/// tenth always lie outside.
const REACH: (i128, i128) = (400, 2500);
/// The same where the past itself reached further, more than once.
const REACH_RESTLESS: (i128, i128) = (160, 6000);

const ONE: i128 = 1000;

/// What `past` lets expect of `month`; `None` where it is too short or empty. `within` (percent, of
/// a rate percentage points) replaces the learned width.
pub fn expected(
    indicator: &Indicator,
    past: &Past,
    month: Month,
    within: Option<u16>,
) -> Option<Expectation> {
    let known = Known { indicator, past, month };
    let range = match within {
        _ if indicator.is_ratio() => known.by_points(within)?,
        Some(percent) => known.of_amounts()?.within(i128::from(percent) * 10),
        None => known.of_amounts()?,
    };
    let places = -i8::try_from(indicator.decimals).unwrap_or(0);
    Some(Expectation {
        low: significant(range.low, places, false)?,
        high: significant(range.high, places, true)?,
        usual: significant(range.middle, places, false)?,
        basis: range.basis,
    })
}

/// In 10⁻⁷ of the base unit.
struct Range {
    low: i128,
    middle: i128,
    high: i128,
    basis: String,
}

impl Range {
    /// `slack` per mille to either side.
    fn around(middle: i128, slack: i128) -> Self {
        let aside = scaled(middle, slack);
        Self {
            low: middle.saturating_sub(aside),
            middle,
            high: middle.saturating_add(aside),
            basis: String::new(),
        }
    }

    fn within(self, slack: i128) -> Self {
        let basis = format!("{}，允许偏离{}%", self.basis, slack / 10);
        Self { basis, ..Self::around(self.middle, slack) }
    }

    fn taking_in(self, values: &[i128]) -> Self {
        let low = values.iter().copied().fold(self.low, i128::min);
        let high = values.iter().copied().fold(self.high, i128::max);
        Self { low, high, ..self }
    }

    fn limited(self, (least, most): (i128, i128)) -> Self {
        let low = self.low.max(scaled(self.middle, least));
        let high = self.high.min(scaled(self.middle, most));
        Self { low, high, ..self }
    }
}

struct Known<'a> {
    indicator: &'a Indicator,
    past: &'a Past,
    month: Month,
}

impl Known<'_> {
    /// A positive amount; nothing can be learned from zero.
    fn at(&self, month: Month) -> Option<i128> {
        self.past.get(&month).map(|quantity| quantity.on_grid()).filter(|amount| *amount > 0)
    }

    fn back(&self, months: i32) -> Option<i128> {
        self.at(self.month.plus(-months))
    }

    fn of_amounts(&self) -> Option<Range> {
        self.by_season().or_else(|| self.by_recent())
    }

    /// The same month of earlier years, carried on by how the last twelve months stood to theirs.
    fn by_season(&self) -> Option<Range> {
        let ratios: Vec<i128> = (1..=12)
            .filter(|back| !is_festival(self.month.plus(-back)))
            .filter_map(|back| Some(per_mille(self.back(back)?, self.back(back + 12)?)))
            .collect();
        if ratios.len() < RATIOS {
            return None;
        }
        let growth = median(&ratios)?;
        let spread = per_mille(spread(&ratios, growth)?, growth);
        let mut carried = Vec::new();
        let mut factor = ONE;
        for years in 1..=PAST_MONTHS / 12 {
            factor = scaled(factor, growth);
            carried.extend(self.back(12 * years).map(|amount| scaled(amount, factor)));
        }
        let middle = median(&carried)?;
        let narrowest = if is_festival(self.month) { NARROWEST_FESTIVAL } else { NARROWEST };
        let slack = narrowest.max(SPREADS * spread).max(self.of_few(middle));
        let mut seen = self.same_months();
        if self.indicator.kind == IndicatorKind::Stock {
            seen.extend(self.back(1));
        }
        let range = Range::around(middle, slack).taking_in(&seen).limited(REACH);
        Some(Range { basis: self.season_words(growth), ..range })
    }

    /// The last twelve months, as far as they are known.
    fn by_recent(&self) -> Option<Range> {
        let values: Vec<i128> = (1..=12).filter_map(|back| self.back(back)).collect();
        if values.len() < RECENT {
            return None;
        }
        let changes: Vec<i128> = (1..=11)
            .filter_map(|back| Some(per_mille(self.back(back)?, self.back(back + 1)?)))
            .collect();
        let usual_change = median(&changes).unwrap_or(ONE);
        let spread = spread(&changes, usual_change).unwrap_or(0);
        let middle = median(&values)?;
        let slack = NARROWEST_RECENT.max(SPREADS * spread).max(self.of_few(middle));
        let (least, most) = (values.iter().min()?, values.iter().max()?);
        let seen = [scaled(*least, 900), scaled(*most, 1100)];
        let reach = if is_restless(&values, middle) { REACH_RESTLESS } else { REACH };
        let range = Range::around(middle, slack).taking_in(&seen).limited(reach);
        let (count, span) = (values.len(), self.span(*least, *most));
        Some(Range { basis: format!("近一年有数的{count}个月{span}"), ..range })
    }

    /// Small counts jump by chance: three times the root, in per mille.
    fn of_few(&self, middle: i128) -> i128 {
        let places = i8::try_from(self.indicator.decimals).unwrap_or(0);
        let counted = Quantity::from_grid(middle, -places).map_or(0, |q| i128::from(q.digits()));
        3 * ONE / counted.max(1).isqrt().max(1)
    }

    /// The same month of the earlier years; around Spring Festival both months it may fall in.
    fn same_months(&self) -> Vec<i128> {
        let years = 1..=PAST_MONTHS / 12;
        if !is_festival(self.month) {
            return years.filter_map(|year| self.back(12 * year)).collect();
        }
        let january = self.month.january();
        let both = |year: i32| [january.plus(-12 * year), january.plus(1 - 12 * year)];
        years.flat_map(both).filter_map(|month| self.at(month)).collect()
    }

    fn season_words(&self, growth: i128) -> String {
        let seen = self.same_months();
        let month = self.month.month();
        let name =
            if is_festival(self.month) { "1、2月".to_owned() } else { format!("{month}月") };
        if let (Some(least), Some(most), true) =
            (seen.iter().min(), seen.iter().max(), seen.len() > 1)
        {
            let oldest = (1..=PAST_MONTHS / 12).rev().find(|year| self.back(12 * year).is_some());
            let years = oldest.unwrap_or(1);
            let past = if years == 1 { "去年".to_owned() } else { format!("近{years}年") };
            return format!("{past}{name}{}", self.span(*least, *most));
        }
        let last = seen.first().map(|amount| self.words(*amount)).unwrap_or_default();
        let change = (growth - ONE + if growth < ONE { -5 } else { 5 }) / 10;
        let change = match change {
            0 => "大致持平".to_owned(),
            up if up > 0 => format!("增长{up}%左右"),
            down => format!("下降{}%左右", -down),
        };
        format!("去年{month}月为{last}，近一年同比{change}")
    }

    /// 在5.2万–6.4万件之间
    fn span(&self, least: i128, most: i128) -> String {
        let words = |amount| self.words(amount);
        let (least, most) = (words(least), words(most));
        if least == most {
            return format!("为{least}");
        }
        // 在5.2万–6.4万件之间, but 在98%–99%之间.
        let unit = if self.indicator.unit == "%" { "" } else { self.indicator.unit.as_str() };
        let low = least.strip_suffix(unit).unwrap_or(&least);
        format!("在{low}–{most}之间")
    }

    fn words(&self, amount: i128) -> String {
        let places = -i8::try_from(self.indicator.decimals).unwrap_or(0);
        let quantity = significant(amount, places, false);
        let text = quantity.map(|quantity| self.indicator.print(quantity)).unwrap_or_default();
        format!("{text}{}", self.indicator.display_unit())
    }
}

/// January and February, between which Spring Festival moves.
fn is_festival(month: Month) -> bool {
    month.month() <= 2
}

/// Whether the past itself left the usual reach more than once.
fn is_restless(values: &[i128], middle: i128) -> bool {
    let (least, most) = (scaled(middle, REACH.0), scaled(middle, REACH.1));
    values.iter().filter(|value| **value < least || **value > most).count() > 1
}

/// `by` per mille of an amount.
fn scaled(amount: i128, by: i128) -> i128 {
    amount.saturating_mul(by) / ONE
}

/// `part` in per mille of `whole`, which is positive.
fn per_mille(part: i128, whole: i128) -> i128 {
    part.saturating_mul(ONE) / whole.max(1)
}

fn median(values: &[i128]) -> Option<i128> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(sorted.len() / 2 - 1)?;
    Some(i128::midpoint(lower, upper))
}

/// Median absolute deviation.
fn spread(values: &[i128], middle: i128) -> Option<i128> {
    let away: Vec<i128> = values.iter().map(|value| (value - middle).abs()).collect();
    median(&away)
}

/// Rounded outwards to three digits, but to no finer place than 10^`finest`.
fn significant(amount: i128, finest: i8, up: bool) -> Option<Quantity> {
    (finest.max(-6)..=12).find_map(|exponent| {
        let down = Quantity::from_grid_floor(amount, exponent)?;
        let rest = i64::from(down.on_grid() < amount);
        let rounded = if up { Quantity::new(down.digits() + rest, exponent)? } else { down };
        (down.digits() < 1000).then_some(rounded)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DisplayStyle, IndicatorCode};
    use proptest::prelude::*;

    fn indicator(kind: IndicatorKind, power: u8) -> Indicator {
        Indicator {
            code: IndicatorCode::new("x"),
            name: "办件量".into(),
            aliases: Vec::new(),
            unit: "件".into(),
            kind,
            decimals: 0,
            style: DisplayStyle { power, decimals: 2, trim: true },
            section: String::new(),
            definition: String::new(),
            redefined: Vec::new(),
            valid_to: None,
            share_of: None,
            by_department: false,
            departments: Vec::new(),
            grouped: false,
        }
    }

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    /// The months before `at`, newest last.
    fn past(at: Month, values: &[i64]) -> Past {
        let first = at.plus(-i32::try_from(values.len()).unwrap());
        let quantities = values.iter().map(|value| Quantity::whole(*value).unwrap());
        first.through(at.previous()).zip(quantities).collect()
    }

    fn flow(values: &[i64], at: &str) -> Option<Expectation> {
        let at = month(at);
        expected(&indicator(IndicatorKind::Flow, 0), &past(at, values), at, None)
    }

    #[test]
    fn too_little_past_says_nothing() {
        assert_eq!(flow(&[100; 5], "2025-08"), None);
        assert_eq!(flow(&[], "2025-08"), None);
        assert_eq!(flow(&[0; 36], "2025-08"), None);
    }

    #[test]
    fn half_a_year_gives_its_own_spread() {
        let found = flow(&[1000, 1100, 950, 1050, 1000, 980], "2025-08").unwrap();
        assert_eq!(found.basis, "近一年有数的6个月在950–1100件之间");
        let (low, high) = (found.low.to_f64(), found.high.to_f64());
        assert!(low <= 700.0 && high >= 1300.0, "{found:?}");
    }

    #[test]
    fn the_season_is_carried_on_with_its_growth() {
        // Every August has twice the other months; each year is a tenth above the one before.
        let at = month("2025-08");
        let value = |month: Month| {
            let yearly = [8264, 9091, 10_000, 11_000];
            let base = yearly[usize::try_from(month.year() - 2022).unwrap()];
            if month.month() == 8 { base * 2 } else { base }
        };
        let months = at.plus(-36).through(at.previous());
        let values: Vec<i64> = months.map(value).collect();
        let found = flow(&values, "2025-08").unwrap();
        let usual = found.usual.to_f64();
        assert!((20_000.0..=23_000.0).contains(&usual), "{usual}");
        assert!(found.low.to_f64() > 10_000.0, "an ordinary month is no August");
        assert_eq!(found.basis, "近3年8月在16500–20000件之间");
    }

    #[test]
    fn around_spring_festival_both_months_count() {
        let at = month("2025-02");
        let value = |month: Month| match month.month() {
            1 if month.year() == 2025 => 700,
            2 => 650,
            _ => 1000,
        };
        let values: Vec<i64> = at.plus(-30).through(at.previous()).map(value).collect();
        let found = flow(&values, "2025-02").unwrap();
        let (low, high) = (found.low.to_f64(), found.high.to_f64());
        assert!(low <= 400.0 && high >= 1000.0, "{found:?}");
        assert!(found.basis.contains("1、2月"), "{}", found.basis);
    }

    #[test]
    fn a_tuned_width_replaces_the_learned_one() {
        let at = month("2025-08");
        let flow = indicator(IndicatorKind::Flow, 0);
        let found = expected(&flow, &past(at, &[1000; 36]), at, Some(10)).unwrap();
        assert_eq!((found.low.to_f64(), found.high.to_f64()), (900.0, 1100.0));
        assert!(found.basis.ends_with("允许偏离10%"));
    }

    proptest! {
        /// A slip of one power of ten never goes unasked, whatever the past, as long as the true
        /// value is like the past.
        #[test]
        fn ten_times_and_a_tenth_lie_outside(
            level in 200i64..1_000_000,
            noise in prop::collection::vec(-300i64..=300, 37),
            known in 6usize..=36,
        ) {
            let at = month("2025-08");
            let values: Vec<i64> = noise.iter().map(|n| level + level * n / 1000).collect();
            let (own, before) = values.split_last().unwrap();
            let before = &before[before.len() - known..];
            let found = flow(before, "2025-08").unwrap();
            prop_assert!(found.low.cmp_amount(found.usual).is_le(), "{:?} at {}", found, at);
            prop_assert!(found.usual.cmp_amount(found.high).is_le());
            prop_assert!(found.high.cmp_amount(Quantity::whole(own * 10).unwrap()).is_lt());
            prop_assert!(found.low.cmp_amount(Quantity::whole(own / 10).unwrap()).is_gt());
        }

        /// No past makes it panic.
        #[test]
        fn any_past_is_survived(
            values in prop::collection::vec((-999_999_999_999_999i64..=999_999_999_999_999, -6i8..=12), 0..40),
            within in prop::option::of(5u16..500),
        ) {
            let at = month("2025-08");
            let first = at.plus(-i32::try_from(values.len()).unwrap());
            let quantities = values.iter().map(|(digits, exponent)| Quantity::new(*digits, *exponent).unwrap());
            let past: Past = first.through(at.previous()).zip(quantities).collect();
            expected(&indicator(IndicatorKind::Flow, 4), &past, at, within);
        }
    }
}
