//! Trends: figures loaded, described as one chart, written as picture or table.

use std::path::Path;

use super::book::Book;
use super::error::OpError;
use crate::model::{
    BulletinCode, Department, DepartmentCode, Figures, Indicator, IndicatorCode, Measure, Month,
};
use crate::trend::chart::{Chart, ChartRequest, Mark, Nothing, build};
use crate::trend::series::first_needed;

/// What to follow, and over which months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendRequest {
    pub bulletin: BulletinCode,
    pub indicators: Vec<IndicatorCode>,
    pub department: DepartmentCode,
    pub measure: Measure,
    pub from: Month,
    pub to: Month,
    /// Each year a line over 1–12月, for the first indicator.
    pub overlay_years: bool,
}

/// Months drawn when none are named.
pub const USUAL_TREND_MONTHS: i32 = 24;

/// Events drawn on a chart at most; more would cover it.
const MARKS: usize = 12;

impl Book {
    /// Describes the chart; the inner error says in a sentence why there is none.
    pub fn chart(&self, request: &TrendRequest) -> Result<Result<Chart, Nothing>, OpError> {
        let bulletin = self.bulletin(&request.bulletin)?;
        let departments = self.departments()?;
        let indicators: Vec<&Indicator> =
            request.indicators.iter().filter_map(|code| self.indicator(code).ok()).collect();
        let codes = with_bases(&indicators);
        let start = first_needed(request.measure, request.from);
        let mut figures = self.series(&codes, &request.department, start, request.to)?;
        self.note_explanations(&mut figures, &request.department, (start, request.to))?;
        let department: Vec<&Department> =
            departments.iter().filter(|d| d.code == request.department).collect();
        let marks = notes_as_marks(&figures, request, &indicators);
        Ok(build(&ChartRequest {
            figures: &figures,
            indicators: &indicators,
            departments: &department,
            all: &bulletin.indicators,
            measure: request.measure,
            from: request.from,
            to: request.to,
            overlay_years: request.overlay_years,
            marks: &marks,
        }))
    }

    /// Writes a chart by the file's extension: svg a picture, csv the values behind it.
    pub fn export_chart(&self, request: &TrendRequest, path: &Path) -> Result<(), OpError> {
        let kind = super::export::extension(path);
        if !matches!(kind.as_str(), "svg" | "csv") {
            let known = &["svg", "csv"];
            return Err(OpError::UnknownFormat { path: path.to_owned(), known });
        }
        let chart = self.chart(request)?.map_err(|why| OpError::NoChart { why })?;
        let text = if kind == "svg" {
            crate::export::chart::svg(&chart, crate::export::chart::Size::default())
        } else {
            crate::export::chart::csv(&chart)
        };
        Ok(crate::export::write_whole(path, text.as_bytes())?)
    }
}

/// The indicators and the wholes their shares are taken of.
fn with_bases(indicators: &[&Indicator]) -> Vec<IndicatorCode> {
    let own = indicators.iter().map(|i| i.code.clone());
    let bases = indicators.iter().filter_map(|i| i.share_of.clone());
    own.chain(bases).collect()
}

/// Explanations written beside the figures become marks on the chart.
fn notes_as_marks(
    figures: &Figures,
    request: &TrendRequest,
    indicators: &[&Indicator],
) -> Vec<Mark> {
    figures
        .iter()
        .filter(|figure| figure.key.month >= request.from && !figure.note.is_empty())
        .filter(|figure| indicators.iter().any(|i| i.code == figure.key.indicator))
        .take(MARKS)
        .map(|figure| Mark { month: figure.key.month, text: figure.note.clone() })
        .collect()
}
