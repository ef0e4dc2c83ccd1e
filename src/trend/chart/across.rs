//! What runs along the bottom: months one after the other, or the months of a year under each
//! other. Knows labels and positions, no values.

use serde::{Deserialize, Serialize};

use crate::model::Month;
use crate::trend::festival;

use super::axis::{self, Tick};

/// How years are laid over each other.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    /// 1 to 12.
    #[default]
    Calendar,
    /// January and February as one, because Spring Festival moves between them.
    Together,
    /// By the month of Spring Festival.
    Festival,
}

/// Positions are 0, 1, 2… and every line has a point at each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Across {
    /// Month after month.
    Months(Vec<Month>),
    /// One line a year.
    Year(Season),
}

/// Months before the festival's in a year laid by it.
const BEFORE: i32 = 1;

impl Across {
    /// Number of positions.
    pub fn count(&self) -> usize {
        match self {
            Self::Months(months) => months.len(),
            Self::Year(Season::Together) => 11,
            Self::Year(Season::Calendar | Season::Festival) => 12,
        }
    }

    /// The full name of a position: 2025年4月, or 4月 where years lie over each other.
    pub fn name(&self, position: usize) -> String {
        match self {
            Self::Months(months) => months.get(position).map(|m| m.chinese()).unwrap_or_default(),
            Self::Year(Season::Calendar) => format!("{}月", position + 1),
            Self::Year(Season::Together) if position == 0 => "1—2月".to_owned(),
            Self::Year(Season::Together) => format!("{}月", position + 2),
            Self::Year(Season::Festival) => match position {
                0 => "春节前1月".to_owned(),
                1 => "春节当月".to_owned(),
                later => format!("节后{}月", later - 1),
            },
        }
    }

    /// Labels along the bottom, at most about `room` of the width of `12月`. The first label and
    /// every January carry their year: 2025年1月, 2月…
    pub fn ticks(&self, room: usize) -> Vec<Tick> {
        if let Self::Months(months) = self {
            return axis::month_ticks(months, room);
        }
        let step = if room >= 14 { 1 } else { 3 };
        let of = |position: u32| {
            let name = self.name(usize::try_from(position).unwrap_or(0));
            let label = match name.as_str() {
                "春节前1月" => "节前1".to_owned(),
                "春节当月" => "春节".to_owned(),
                other => other.replace("节后", "+"),
            };
            Tick { at: f64::from(position), label }
        };
        let count = u32::try_from(self.count()).unwrap_or(12);
        (0..count).filter(|position| position % step == 0).map(of).collect()
    }

    /// Labels of a part of the positions, `first` to `last`, as [`Self::ticks`].
    pub fn ticks_between(&self, first: usize, last: usize, room: usize) -> Vec<Tick> {
        match self {
            Self::Months(months) => {
                let shown = months.get(first..=last.min(months.len().saturating_sub(1)));
                let offset = u32::try_from(first).map_or(0.0, f64::from);
                let ticks = axis::month_ticks(shown.unwrap_or_default(), room);
                ticks.into_iter().map(|tick| Tick { at: tick.at + offset, ..tick }).collect()
            }
            Self::Year(_) => self.ticks(room),
        }
    }

    /// Where a month stands; `None` outside the chart.
    pub fn position(&self, month: Month) -> Option<usize> {
        match self {
            Self::Months(months) => {
                let first = months.first()?;
                let at = usize::try_from(month.months_since(*first)).ok()?;
                (at < months.len()).then_some(at)
            }
            Self::Year(season) => {
                let years = [month.year(), month.year() + 1];
                years.into_iter().find_map(|year| {
                    (0..self.count()).find(|at| season.months(year, *at).contains(&month))
                })
            }
        }
    }
}

impl Season {
    /// The name used on the console: calendar, together, festival.
    pub fn from_name(name: &str) -> Option<Self> {
        let text = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(name);
        Deserialize::deserialize(text).ok()
    }

    /// The months that stand at a position of a year: two where they are taken together, none
    /// where the festival is not known.
    pub fn months(self, year: i32, position: usize) -> Vec<Month> {
        let nth = i32::try_from(position).unwrap_or(0);
        let Some(january) = Month::new(year, 1) else { return Vec::new() };
        match self {
            Self::Calendar => vec![january.plus(nth)],
            Self::Together if nth == 0 => vec![january, january.next()],
            Self::Together => vec![january.plus(nth + 1)],
            Self::Festival => {
                let month = festival::month_in(year);
                month.map(|month| month.plus(nth - BEFORE)).into_iter().collect()
            }
        }
    }
}
