//! Commands that write files: an issue, a trend, the sample's set of both.

use crate::model::{DepartmentCode, IndicatorCode, Measure, Month, ParseMonthError};
use crate::ops::{Book, ExportReport, OpError, TrendRequest, USUAL_TREND_MONTHS};

use super::args::{Export, Trend};
use super::books::shown;
use super::month;
use super::output::Output;

pub fn issue(book: &Book, of: &Export, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &of.of.issue, &of.of.of)?;
    let report = book.export_issue(&issue, &of.to)?;
    tell(&report, output);
    output.json(&serde_json::json!({
        "file": shown(&report.path),
        "bytes": report.bytes,
        "sha256": report.sha256,
        "empty_slots": report.empty,
        "remarks": report.remarks,
    }));
    Ok(0)
}

pub fn tell(report: &ExportReport, output: &mut Output<'_>) {
    output.say(&format!("已导出：{}", report.path.display()));
    output.say(&format!("已读回核对；SHA-256：{}", report.sha256));
    if !report.empty.is_empty() {
        let places = report.empty.join("、");
        output.note(&format!("注意：还有 {} 处待填，印作〔〕：{places}", report.empty.len()));
    }
}

pub fn trend(book: &Book, trend: &Trend, output: &mut Output<'_>) -> Result<u8, OpError> {
    let indicators: Vec<IndicatorCode> = trend
        .indicators
        .iter()
        .map(|name| book.find_indicator(name).map(|indicator| indicator.code))
        .collect::<Result<_, _>>()?;
    // One picture is of one bulletin: the first indicator's.
    let bulletin = match indicators.first() {
        Some(first) => book.bulletin_of(first)?.clone(),
        None => book.main_bulletin()?,
    };
    let measure = Measure::from_name(&trend.measure)
        .or_else(|| Measure::from_word(&trend.measure))
        .ok_or_else(|| OpError::NoSuchMeasure { text: trend.measure.clone() })?;
    let until = match &trend.until {
        Some(text) => month(text)?,
        None => latest(book)?,
    };
    let from = match &trend.from {
        Some(text) => month(text)?,
        None => until.plus(1 - USUAL_TREND_MONTHS),
    };
    let department = match &trend.department {
        Some(name) => book.find_department(name)?.code,
        None => DepartmentCode::hall(),
    };
    let request = TrendRequest {
        bulletin: bulletin.code,
        indicators,
        department,
        measure,
        from,
        to: until,
        overlay_years: trend.overlay_years,
    };
    book.export_chart(&request, &trend.to)?;
    output.say(&format!("已导出：{}", trend.to.display()));
    output.json(&serde_json::json!({ "file": shown(&trend.to) }));
    Ok(0)
}

fn latest(book: &Book) -> Result<Month, OpError> {
    let months = book.months()?;
    let today = book.today();
    let newest = months.into_iter().max().or_else(|| Month::of(today));
    newest.ok_or_else(|| OpError::Month(ParseMonthError(today.to_string())))
}
