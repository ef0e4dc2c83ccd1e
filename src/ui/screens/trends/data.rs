//! What the trend screen shows: the chart, and the events and explanations beside it.

use crate::model::{DepartmentCode, IndicatorCode, Measure, Month};
use crate::ops::{Book, OpError, TrendRequest};
use crate::trend::chart::Chart;
use crate::ui::page::Page;
use crate::ui::{dates, wording};

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub indicators: Vec<IndicatorCode>,
    pub department: DepartmentCode,
    pub measure: Measure,
    /// How many months, ending with the shown one.
    pub months: i32,
    pub overlay_years: bool,
}

pub struct TrendData {
    /// The chart, or a sentence that says why there is none.
    pub chart: Result<Chart, String>,
    /// Events of the shown month: date and beginning.
    pub events: Vec<String>,
}

/// Measures that can be drawn, and their names.
pub const MEASURES: [(Measure, &str); 4] = [
    (Measure::Value, "数值"),
    (Measure::MonthOnMonth, "环比"),
    (Measure::YearOnYear, "同比"),
    (Measure::YearToDate, "累计"),
];

pub const MONTHS: [i32; 4] = [12, 24, 36, 60];

impl Choice {
    /// What is asked of the book.
    pub fn request(&self, page: &Page) -> TrendRequest {
        TrendRequest {
            bulletin: page.bulletin.code.clone(),
            indicators: self.indicators.clone(),
            department: self.department.clone(),
            measure: self.measure,
            from: page.month.plus(1 - self.months),
            to: page.month,
            overlay_years: self.overlay_years,
        }
    }
}

impl TrendData {
    pub fn load(book: &Book, page: &Page, choice: &Choice) -> Result<Self, OpError> {
        let chart = book.chart(&choice.request(page))?.map_err(|why| why.sentence());
        Ok(Self { chart, events: events(page, page.month) })
    }
}

fn events(page: &Page, month: Month) -> Vec<String> {
    let placed = page.issue.iter().flat_map(crate::model::Issue::items);
    let dated = placed.chain(&page.pool).filter(|item| item.date.is_some());
    dated
        .map(|item| {
            let date = item.date.map(|d| dates::short(d, month.year())).unwrap_or_default();
            let text = item.lead.clone().or_else(|| item.paragraphs.first().cloned());
            format!("{date}　{}", wording::beginning(&text.unwrap_or_default(), 26))
        })
        .collect()
}
