//! Trends: charts written to files, changes explained, aims set.

use crate::model::{DepartmentCode, IndicatorCode, Measure, Month, ParseMonthError, Target};
use crate::ops::{Book, OpError, TrendRequest, USUAL_TREND_MONTHS};
use crate::trend::chart::{ChartKind, Season};
use crate::trend::explain::{Change, Contribution};

use super::args::{Aim, MergeDepartment, Trend};
use super::books::shown;
use super::month;
use super::output::Output;

/// Rows of a table of contributions.
const ROWS: usize = 8;

pub fn trend(book: &Book, trend: &Trend, output: &mut Output<'_>) -> Result<u8, OpError> {
    let request = request(book, trend)?;
    let mut told = serde_json::json!({});
    if let Some(path) = &trend.to {
        match trend.width {
            Some(width) => book.export_chart_wide(&request, path, width)?,
            None => book.export_chart(&request, path)?,
        }
        output.say(&format!("已导出：{}", path.display()));
        told = serde_json::json!({ "file": shown(path) });
    }
    if trend.explain {
        let mut all = Vec::new();
        for indicator in &request.indicators {
            for base in [request.to.previous(), request.to.year_ago()] {
                let Some(change) = book.what_moved(indicator, request.to, base)? else {
                    output.say(&format!("{}没有数，比不出变化。", base.chinese()));
                    continue;
                };
                say(&change, output);
                all.push(json(&change));
            }
        }
        if let Some(object) = told.as_object_mut() {
            object.insert("changes".to_owned(), all.into());
        }
    }
    output.json(&told);
    Ok(0)
}

pub fn aim(book: &mut Book, aim: &Aim, output: &mut Output<'_>) -> Result<u8, OpError> {
    let indicator = book.find_indicator(&aim.indicator)?;
    let bulletin = book.bulletin_of(&indicator.code)?.code.clone();
    let (total, value) = (aim.total, aim.value.clone());
    let target = Target { indicator: indicator.code, year: aim.year, total, value };
    book.set_target(&bulletin, &target)?;
    let which = if aim.total { "全年" } else { "每月" };
    let value = if aim.value.trim().is_empty() { "已取消" } else { aim.value.trim() };
    output.say(&format!("{}年{which}目标 {}：{value}", aim.year, indicator.name));
    output.json(&serde_json::json!({ "target": target }));
    Ok(0)
}

pub fn merge(
    book: &mut Book,
    of: &MergeDepartment,
    output: &mut Output<'_>,
) -> Result<u8, OpError> {
    let (department, heir) = (book.find_department(&of.name)?, book.find_department(&of.into)?);
    let last = month(&of.last)?;
    book.merge_department(&department.code, &heir.code, last)?;
    let (name, into, from) = (&department.name, &heir.name, last.next());
    output.say(&format!("{name}自{}起并入{into}", from.chinese()));
    output.json(&serde_json::json!({ "department": name, "into": into, "from": from }));
    Ok(0)
}

fn request(book: &Book, trend: &Trend) -> Result<TrendRequest, OpError> {
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
    let kind = ChartKind::from_name(&trend.kind).filter(|_| !trend.overlay_years);
    Ok(TrendRequest {
        department,
        kind: kind.unwrap_or(ChartKind::Years),
        measure,
        season: Season::from_name(&trend.season).unwrap_or_default(),
        log: trend.log,
        joined: trend.joined,
        ..TrendRequest::new(bulletin.code, indicators, (from, until))
    })
}

fn say(change: &Change, output: &mut Output<'_>) {
    output.say(&format!("{}：{}", change.heading, change.summary));
    let row = |row: &Contribution| {
        let share =
            if row.share.is_empty() { String::new() } else { format!("  占{}", row.share) };
        format!("  {}  {} → {}  {}{share}", row.name, row.base, row.now, row.change)
    };
    for rows in [&change.departments, &change.parts] {
        for line in rows.iter().take(ROWS).map(row) {
            output.say(&line);
        }
        if rows.len() > ROWS {
            output.say(&format!("  另有{}项变化更小", rows.len() - ROWS));
        }
    }
    for note in &change.notes {
        output.say(&format!("  注：{note}"));
    }
    output.say(&format!("  {}", change.plain));
    if let Some(source) = &change.with_slots {
        output.say(&format!("  带填数位：{source}"));
    }
}

fn json(change: &Change) -> serde_json::Value {
    let rows = |rows: &[Contribution]| -> Vec<serde_json::Value> {
        let row = |row: &Contribution| {
            serde_json::json!({
                "name": row.name, "base": row.base, "now": row.now,
                "change": row.change, "share": row.share,
            })
        };
        rows.iter().map(row).collect()
    };
    serde_json::json!({
        "heading": change.heading,
        "summary": change.summary,
        "departments": rows(&change.departments),
        "parts": rows(&change.parts),
        "notes": change.notes,
        "sentence": change.plain,
        "source": change.with_slots,
    })
}

fn latest(book: &Book) -> Result<Month, OpError> {
    let months = book.months()?;
    let today = book.today();
    let newest = months.into_iter().max().or_else(|| Month::of(today));
    newest.ok_or_else(|| OpError::Month(ParseMonthError(today.to_string())))
}
