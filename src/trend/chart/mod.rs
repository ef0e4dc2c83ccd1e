//! What a chart shows, as plain values: lines, axes, legend, marks. The window and the SVG writer
//! draw the same description; it knows neither. The only place where figures become floats.

mod axis;
mod build;

use serde::Serialize;

use crate::model::{Month, Quantity};

pub use axis::{Tick, YAxis};
pub use build::{ChartRequest, build};

/// A chart with at least two values in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    pub title: String,
    pub across: Across,
    pub y: YAxis,
    pub lines: Vec<Line>,
    pub marks: Vec<Mark>,
    /// What the reader must know: months not reported, an axis that does not start at zero,
    /// indicators left out for their other unit.
    pub notes: Vec<String>,
}

/// What runs along the bottom. Positions are 0, 1, 2… and every line has a point at each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Across {
    /// Month after month.
    Months(Vec<Month>),
    /// 1 to 12, one line a year.
    Year,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    pub name: String,
    /// One for each position of [`Chart::across`].
    pub points: Vec<Point>,
    pub look: Look,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    pub month: Month,
    /// In [`YAxis::unit`] (万件, 亿元, %); `None` is a gap, never zero.
    pub value: Option<f64>,
    /// The value in the indicator's base unit, for tables.
    #[serde(skip)]
    pub exact: Option<Quantity>,
    /// The value in words, e.g. `6.1万件`; `未报` where that was declared, else empty at a gap.
    pub text: String,
    /// The explanation written beside the figure.
    pub note: String,
}

/// An event worth seeing beside the lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    pub month: Month,
    pub text: String,
}

/// How a line is told from the others, in colour and without.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Look {
    /// Red, green, blue.
    pub colour: [u8; 3],
    /// Lengths of ink and gap in line widths; empty for a solid line.
    pub dash: &'static [f32],
    pub marker: Marker,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Marker {
    Circle,
    Square,
    Triangle,
    Diamond,
}

/// Why there is no chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// Nothing was chosen.
    NoIndicator,
    /// The first month lies after the last.
    NoMonths,
    /// No figure in the range (from, to), or none that the measure can be computed from.
    NoFigures { names: String, from: Month, to: Month },
    /// One value is a number, not a trend.
    OneValue { name: String, month: Month, text: String },
}

impl Nothing {
    /// The sentence shown in place of the chart.
    pub fn sentence(&self) -> String {
        match self {
            Self::NoIndicator => "还没有选指标：请在左边勾选要看的指标。".to_owned(),
            Self::NoMonths => "起始月份晚于截止月份，请重新选择。".to_owned(),
            Self::NoFigures { names, from, to } => format!(
                "{}至{}没有“{names}”可画的数据：请先录入数据，或换一个时间段。",
                from.chinese(),
                to.chinese()
            ),
            Self::OneValue { name, month, text } => format!(
                "“{name}”只有{}一个月有数据（{text}），至少要两个月才看得出走势。",
                month.chinese()
            ),
        }
    }
}

impl Across {
    /// Number of positions.
    pub fn count(&self) -> usize {
        match self {
            Self::Months(months) => months.len(),
            Self::Year => 12,
        }
    }

    /// The full name of a position: 2025年4月, or 4月 where years lie over each other.
    pub fn name(&self, position: usize) -> String {
        match self {
            Self::Months(months) => months.get(position).map(|m| m.chinese()).unwrap_or_default(),
            Self::Year => format!("{}月", position + 1),
        }
    }

    /// Labels along the bottom, at most about `room` of the width of `12月`. The first label and
    /// every January carry their year: 2025年1月, 2月…
    pub fn ticks(&self, room: usize) -> Vec<Tick> {
        match self {
            Self::Months(months) => axis::month_ticks(months, room),
            Self::Year => {
                let step = if room >= 12 { 1 } else { 3 };
                let at = (0u32..12).step_by(step);
                at.map(|n| Tick { at: f64::from(n), label: format!("{}月", n + 1) }).collect()
            }
        }
    }

    /// Where a month stands; `None` outside the chart.
    pub fn position(&self, month: Month) -> Option<usize> {
        match self {
            Self::Months(months) => months.iter().position(|m| *m == month),
            Self::Year => usize::try_from(month.month()).ok()?.checked_sub(1),
        }
    }
}

impl Look {
    /// Looks that differ by colour, dash and marker; dark and light alternate so that a black and
    /// white print keeps them apart.
    const ALL: [Self; 8] = [
        Self { colour: [0x1B, 0x5F, 0xAA], dash: &[], marker: Marker::Circle },
        Self { colour: [0xD9, 0x77, 0x06], dash: &[5.0, 2.5], marker: Marker::Square },
        Self { colour: [0x2F, 0x7D, 0x4F], dash: &[1.2, 2.2], marker: Marker::Triangle },
        Self { colour: [0x8E, 0x3B, 0x8C], dash: &[7.0, 2.0, 1.2, 2.0], marker: Marker::Diamond },
        Self { colour: [0x1F, 0x24, 0x30], dash: &[10.0, 3.0], marker: Marker::Circle },
        Self { colour: [0x2B, 0xA6, 0xA6], dash: &[3.0, 3.0], marker: Marker::Square },
        Self {
            colour: [0xB2, 0x3A, 0x48],
            dash: &[6.0, 2.0, 1.2, 2.0, 1.2, 2.0],
            marker: Marker::Triangle,
        },
        Self { colour: [0x66, 0x70, 0x85], dash: &[2.0, 1.5], marker: Marker::Diamond },
    ];

    /// The look of the `index`th line; they repeat after eight.
    pub fn of(index: usize) -> Self {
        let [first, ..] = Self::ALL;
        Self::ALL.get(index % Self::ALL.len()).copied().unwrap_or(first)
    }
}

#[cfg(test)]
mod tests;
