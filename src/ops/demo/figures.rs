//! Invented figures: levels with season, growth and accident; wholes that equal their parts; exact
//! and rounded reports. Knows indicators by name.

use std::collections::BTreeMap;

use crate::model::{
    Bulletin, Department, DisplayStyle, FigureKey, Indicator, IndicatorCode, IndicatorKind, Month,
    Quantity, Relation,
};

use super::DemoFigure;
use super::random::Random;
use super::script::{Level, Script};

/// Amounts of one month in each indicator's smallest part.
type Amounts = BTreeMap<IndicatorCode, i64>;

/// Percent of the yearly mean, January to December, with Spring Festival in February.
const SEASON: [i64; 12] = [94, 66, 104, 102, 98, 106, 100, 97, 103, 94, 109, 124];
/// The same for January and February of years whose festival falls in January.
const EARLY_FESTIVAL: [i64; 2] = [74, 91];
const EARLY_FESTIVAL_YEARS: [i32; 6] = [2020, 2023, 2025, 2028, 2031, 2034];

pub(super) fn invent(
    bulletin: &Bulletin,
    script: &Script,
    departments: &[Department],
    months: &[Month],
) -> Vec<DemoFigure> {
    let mut figures = Vec::new();
    let Some(last) = months.last().copied() else { return figures };
    for (number, month) in (0i32..).zip(months.iter().copied()) {
        let world = World { bulletin, script, last, month, number };
        let amounts = world.amounts();
        for indicator in &bulletin.indicators {
            let Some(amount) = amounts.get(&indicator.code).copied() else { continue };
            figures.push(world.hall_figure(indicator, amount));
            if world.is_by_department(indicator) {
                figures.extend(world.department_figures(indicator, amount, departments));
            }
        }
    }
    figures
}

struct World<'a> {
    bulletin: &'a Bulletin,
    script: &'a Script,
    last: Month,
    month: Month,
    /// From 0, the oldest month.
    number: i32,
}

impl World<'_> {
    fn level(&self, indicator: &Indicator) -> Option<&Level> {
        self.script.level.iter().find(|level| level.name == indicator.name)
    }

    fn amounts(&self) -> Amounts {
        let mut amounts = Amounts::new();
        for indicator in &self.bulletin.indicators {
            let amount = match self.level(indicator) {
                Some(level) if level.base > 0 => self.of_level(level),
                Some(_) => None,
                None => Some(self.unknown(indicator)),
            };
            amounts.extend(amount.map(|amount| (indicator.code.clone(), amount)));
        }
        // What depends on what may depend on something else: three rounds settle it.
        for _ in 0..3 {
            self.settle(&mut amounts);
        }
        amounts
    }

    fn of_level(&self, level: &Level) -> Option<i64> {
        let per_mille = |amount: i64, by: i64| amount * (1000 + by) / 1000;
        let mut amount = if level.yearly > 0 {
            if self.month.month() < level.yearly {
                return None;
            }
            let years = i64::from(self.month.year() - self.last.year());
            per_mille(level.base, level.growth * (years + 2))
        } else {
            let noise =
                Random::of(&level.name, self.month.index()).between(-level.noise, level.noise);
            per_mille(per_mille(level.base, level.growth * i64::from(self.number)), noise)
        };
        if level.season {
            amount = amount * season(self.month) / 100;
        }
        for exception in self.script.exception.iter().filter(|e| e.indicator == level.name) {
            if self.month == self.last.plus(-exception.months_back) {
                amount = amount * exception.permille / 1000;
            }
        }
        if level.round > 0 {
            amount -= amount % level.round;
        }
        Some(amount.max(0))
    }

    /// An indicator the script does not know: a size drawn from its name.
    fn unknown(&self, indicator: &Indicator) -> i64 {
        let size = Random::of(&indicator.name, 0).between(200, 4000);
        let noise = Random::of(&indicator.name, self.month.index()).between(-40, 40);
        match indicator.kind {
            IndicatorKind::Ratio => 9000 + size % 900 + noise,
            IndicatorKind::Stock => size * (1000 + i64::from(self.number) * 3) / 1000,
            IndicatorKind::Flow => size * season(self.month) / 100 * (1000 + noise) / 1000,
        }
    }

    fn settle(&self, amounts: &mut Amounts) {
        for indicator in &self.bulletin.indicators {
            let Some(level) = self.level(indicator) else { continue };
            let named = |name: &str| {
                let other = self.bulletin.indicator_named(name)?;
                amounts.get(&other.code).copied()
            };
            let amount = if level.sum_of.is_empty() {
                let [low, high] = level.permille;
                let share = Random::of(&level.name, self.month.index()).between(low, high);
                named(&level.follows).map(|base| base * share / 1000)
            } else {
                level.sum_of.iter().map(|name| named(name)).sum()
            };
            amounts.extend(amount.map(|amount| (indicator.code.clone(), amount)));
        }
        for relation in &self.bulletin.relations {
            let (code, amount) = related(relation, amounts);
            amounts.extend(amount.map(|amount| (code.clone(), amount)));
        }
    }

    fn hall_figure(&self, indicator: &Indicator, amount: i64) -> DemoFigure {
        let key = FigureKey::of_hall(&indicator.code, self.month);
        let missing = self.script.not_reported.iter().find(|n| n.indicator == indicator.name);
        if let Some(missing) = missing.filter(|_| self.month == self.unreported_month()) {
            return DemoFigure { key, typed: "未报".to_owned(), note: missing.note.clone() };
        }
        let is_exception = |exception: &&super::script::Exception| {
            exception.indicator == indicator.name
                && self.month == self.last.plus(-exception.months_back)
        };
        let note = self.script.exception.iter().find(is_exception).map(|e| e.note.clone());
        DemoFigure { key, typed: self.typed(indicator, amount), note: note.unwrap_or_default() }
    }

    /// A month of an earlier year, away from every month the newest issue compares itself with.
    fn unreported_month(&self) -> Month {
        let back = if self.last.month() < 9 { 9 } else { 14 };
        self.last.plus(-back)
    }

    /// Every third month is reported to the last digit, the others as the bulletin prints them.
    fn typed(&self, indicator: &Indicator, amount: i64) -> String {
        let decimals = i8::try_from(indicator.decimals).unwrap_or(0);
        let places = if indicator.kind == IndicatorKind::Ratio { 2 } else { decimals };
        let Some(quantity) = Quantity::new(amount, -places) else { return String::new() };
        let power = indicator.style.power;
        if indicator.unit == "%" {
            return format!("{}%", indicator.print(quantity));
        }
        let is_exact = power == 4 && self.number % 3 == 1 && self.month != self.last;
        if power == 0 || is_exact {
            return quantity.print(DisplayStyle { power: 0, ..indicator.style });
        }
        let coarse = u8::from(self.level(indicator).is_some_and(|level| level.coarse));
        let decimals = indicator.style.decimals.saturating_sub(coarse);
        let number = quantity.print(DisplayStyle { decimals, ..indicator.style });
        format!("{number}{}", if power == 8 { "亿" } else { "万" })
    }

    fn is_by_department(&self, indicator: &Indicator) -> bool {
        indicator.by_department || self.level(indicator).is_some_and(|level| level.by_department)
    }

    /// Shares that add up to the hall's exact amount; rates lie around the hall's.
    fn department_figures(
        &self,
        indicator: &Indicator,
        amount: i64,
        departments: &[Department],
    ) -> Vec<DemoFigure> {
        let weights: Vec<i64> = (2i64..)
            .zip(departments)
            .map(|(place, department)| {
                let own = Random::of(department.code.as_str(), 0).between(900, 1100);
                let now = Random::of(department.code.as_str(), self.month.index());
                own * { now }.between(94, 106) / place
            })
            .collect();
        let all: i64 = weights.iter().sum::<i64>().max(1);
        let mut rest = amount;
        let mut shares: Vec<i64> = Vec::new();
        for weight in weights.iter().skip(1) {
            let share = if indicator.kind == IndicatorKind::Ratio {
                (amount + (weight % 121) - 60).min(10_000)
            } else {
                amount * weight / all
            };
            rest -= share;
            shares.push(share);
        }
        let first = if indicator.kind == IndicatorKind::Ratio { amount } else { rest };
        shares.insert(0, first);
        let figure = |(department, share): (&Department, i64)| DemoFigure {
            key: FigureKey::new(&indicator.code, self.month, &department.code),
            typed: plain(indicator, share),
            note: String::new(),
        };
        departments.iter().zip(shares).map(figure).collect()
    }
}

fn plain(indicator: &Indicator, amount: i64) -> String {
    let is_ratio = indicator.kind == IndicatorKind::Ratio;
    let decimals = if is_ratio { 2 } else { i8::try_from(indicator.decimals).unwrap_or(0) };
    let style = DisplayStyle { power: 0, decimals: 2, trim: false };
    let number = Quantity::new(amount, -decimals).map(|q| q.print(style)).unwrap_or_default();
    if indicator.unit == "%" { number + "%" } else { number }
}

fn season(month: Month) -> i64 {
    let place = usize::try_from(month.month()).unwrap_or(1).saturating_sub(1);
    let early = EARLY_FESTIVAL_YEARS.contains(&month.year());
    let early = if early { EARLY_FESTIVAL.get(place) } else { None };
    early.or_else(|| SEASON.get(place)).copied().unwrap_or(100)
}

/// The amount a declared relation demands, and of which indicator.
fn related<'a>(relation: &'a Relation, amounts: &Amounts) -> (&'a IndicatorCode, Option<i64>) {
    let amount = |code: &IndicatorCode| amounts.get(code).copied();
    match relation {
        Relation::Sum { whole, parts } => (whole, parts.iter().map(amount).sum()),
        Relation::Part { whole, part } => {
            (part, amount(part).zip(amount(whole)).map(|(part, whole)| part.min(whole)))
        }
        Relation::Cumulative { total: code, .. }
        | Relation::Range { indicator: code, .. }
        | Relation::Expected { indicator: code, .. } => (code, None),
        Relation::Rate { rate, numerator, denominator } => {
            let both = amount(numerator).zip(amount(denominator)).filter(|(_, d)| *d > 0);
            (rate, both.map(|(n, d)| (n * 20_000 + d) / (d * 2)))
        }
    }
}
