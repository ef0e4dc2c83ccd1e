//! Axes: round steps, 万 and 亿 decided by the data, month labels by the room there is. Knows
//! numbers and months, no lines.

use serde::{Deserialize, Serialize};

use crate::model::Month;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tick {
    /// Position in the axis's own measure.
    pub at: f64,
    pub label: String,
}

/// The upright axis; all values are in `unit`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct YAxis {
    /// Unit with its power: 万件, 亿元, 人次, %.
    pub unit: String,
    /// Power of ten the values were divided by: 0, 4 or 8.
    pub power: u8,
    pub low: f64,
    pub high: f64,
    /// From `low` to `high`, both included.
    pub ticks: Vec<Tick>,
    /// Equal distances are equal factors (对数); `low` is then above zero.
    pub log: bool,
}

impl YAxis {
    /// How far up a value stands, 0 at `low`, 1 at `high`; `None` for what a logarithm lacks.
    pub fn height(&self, value: f64) -> Option<f64> {
        if !self.log {
            return Some((value - self.low) / (self.high - self.low));
        }
        let (low, high) = (self.low.log10(), self.high.log10());
        (value > 0.0).then(|| (value.log10() - low) / (high - low))
    }
}

/// An axis of factors of ten around positive values, labelled 1, 10, … 1万, 10万.
pub(super) fn log_axis(low: f64, high: f64, unit: &str) -> YAxis {
    let first = low.max(1e-6).log10().floor();
    let last = high.max(1e-6).log10().ceil().max(first + 1.0);
    let mut ticks = Vec::new();
    let mut exponent = first;
    while exponent <= last {
        ticks.push(Tick { at: 10f64.powf(exponent), label: power_label(exponent) });
        exponent += 1.0;
    }
    let (low, high) = (10f64.powf(first), 10f64.powf(last));
    YAxis { unit: unit.to_owned(), power: 0, low, high, ticks, log: true }
}

fn power_label(exponent: f64) -> String {
    let (down, word) = if exponent >= 8.0 {
        (8.0, "亿")
    } else if exponent >= 4.0 {
        (4.0, "万")
    } else {
        (0.0, "")
    };
    let number = 10f64.powf(exponent - down);
    let decimals = decimals_of(number);
    format!("{number:.decimals$}{word}")
}

/// The power of ten in which amounts up to `largest` read best: 万 from ten thousand, 亿 from a
/// hundred million. Percentages are never scaled.
pub(super) fn power_for(largest: f64, unit: &str) -> u8 {
    match unit {
        "%" | "百分点" => 0,
        _ if largest >= 1e8 => 8,
        _ if largest >= 1e4 => 4,
        _ => 0,
    }
}

pub(super) fn unit_with_power(unit: &str, power: u8) -> String {
    let word = match power {
        4 => "万",
        8 => "亿",
        _ => "",
    };
    format!("{word}{unit}")
}

/// An axis around `low..=high` with four to seven round steps.
pub(super) fn y_axis(low: f64, high: f64, from_zero: bool, unit: &str, power: u8) -> YAxis {
    let (mut low, mut high) = (low, high);
    if from_zero {
        (low, high) = (low.min(0.0), high.max(0.0));
    }
    if high - low < f64::EPSILON * high.abs().max(1.0) {
        (low, high) = if from_zero { (low, low + 1.0) } else { (low - 0.5, high + 0.5) };
    }
    let step = nice_step((high - low) / 5.0, unit, power);
    let first = (low / step).floor();
    let count = ((high / step).ceil() - first).max(1.0);
    let decimals = decimals_of(step);
    let mut ticks = Vec::new();
    let mut n = 0.0;
    while n <= count {
        let at = (first + n) * step;
        ticks.push(Tick { at, label: label(at, decimals) });
        n += 1.0;
    }
    let unit = unit_with_power(unit, power);
    let (low, high) = (first * step, (first + count) * step);
    YAxis { unit, power, low, high, ticks, log: false }
}

/// The next of 1, 2, 5 × 10ⁿ. Whole things (件, 人次) are not divided.
fn nice_step(rough: f64, unit: &str, power: u8) -> f64 {
    let magnitude = 10f64.powf(rough.log10().floor());
    let times = [1.0, 2.0, 5.0, 10.0].into_iter().find(|t| t * magnitude >= rough * 0.999);
    let step = times.unwrap_or(10.0) * magnitude;
    let divisible = power > 0 || matches!(unit, "%" | "百分点" | "元");
    if divisible { step } else { step.max(1.0) }
}

fn decimals_of(step: f64) -> usize {
    (0..6)
        .find(|places| {
            let scaled = step * 10f64.powi(*places);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
        })
        .and_then(|places| usize::try_from(places).ok())
        .unwrap_or(6)
}

fn label(at: f64, decimals: usize) -> String {
    let text = format!("{at:.decimals$}");
    let is_zero = text.chars().all(|c| matches!(c, '-' | '0' | '.'));
    if is_zero { "0".to_owned() } else { text }
}

/// Steps of months that a reader can follow.
const STEPS: [i32; 7] = [1, 2, 3, 6, 12, 24, 60];

pub(super) fn month_ticks(months: &[Month], room: usize) -> Vec<Tick> {
    let labelled = |step: i32| labelled_months(months, step);
    let fits = |ticks: &Vec<Tick>| width(ticks) <= room.max(2);
    let mut steps = STEPS.into_iter().map(labelled);
    steps.find(fits).unwrap_or_else(|| labelled(120))
}

fn labelled_months(months: &[Month], step: i32) -> Vec<Tick> {
    let mut year = None;
    let mut ticks = Vec::new();
    let months = (0u32..).zip(months);
    for (position, month) in months.filter(|(_, m)| m.index().rem_euclid(step) == 0) {
        let label = if step >= 12 {
            format!("{}年", month.year())
        } else if year == Some(month.year()) {
            format!("{}月", month.month())
        } else {
            month.chinese()
        };
        year = Some(month.year());
        ticks.push(Tick { at: f64::from(position), label });
    }
    ticks
}

/// Room the labels take, where `12月` takes one.
fn width(ticks: &[Tick]) -> usize {
    ticks.iter().map(|tick| if tick.label.chars().count() > 3 { 2 } else { 1 }).sum()
}
