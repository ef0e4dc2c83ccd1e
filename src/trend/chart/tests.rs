//! Tests of the chart description: kinds, gaps, marks, breaks, scales, and what is no chart.

mod kinds;
mod meaning;
mod trouble;

use super::*;
use crate::model::{
    Department, DepartmentCode, Figures, Indicator, IndicatorCode, IndicatorKind, Measure,
};
use crate::trend::fixture::{figures, hall, indicator, month};

/// Figures with the wishes of one chart.
struct World {
    indicators: Vec<Indicator>,
    departments: Vec<Department>,
    figures: Figures,
    facts: Facts,
    /// How many of the indicators are chosen.
    chosen: usize,
    whole: bool,
    season: Season,
    log: bool,
}

/// Figures as typed: indicator, month, department (empty for the hall), text.
fn world(typed: &[(&str, &str, &str, &str)]) -> World {
    let indicators = vec![
        indicator("cases", "办件量", "件", IndicatorKind::Flow),
        indicator("net", "网办量", "件", IndicatorKind::Flow),
        indicator("desk", "窗口量", "件", IndicatorKind::Flow),
        indicator("rate", "满意率", "%", IndicatorKind::Ratio),
    ];
    let departments = [("water", "水利厅"), ("land", "自然资源厅")];
    let mut all = vec![hall()];
    all.extend(departments.map(|(code, name)| Department::new(DepartmentCode::new(code), name, 1)));
    let figures = figures(&indicators, typed);
    World {
        indicators,
        departments: all,
        figures,
        facts: Facts::default(),
        chosen: 1,
        whole: false,
        season: Season::Calendar,
        log: false,
    }
}

/// One month after the other of the hall's first indicator.
fn monthly(first: &str, typed: &[&str]) -> World {
    let months: Vec<String> =
        month(first).through(month(first).plus(239)).map(|month| month.to_string()).collect();
    let rows: Vec<_> =
        months.iter().zip(typed).map(|(at, text)| ("cases", at.as_str(), "", *text)).collect();
    world(&rows)
}

impl World {
    fn draw(&self, kind: ChartKind, from: &str, to: &str) -> Result<Chart, Nothing> {
        self.measured(kind, Measure::Value, from, to)
    }

    fn measured(
        &self,
        kind: ChartKind,
        measure: Measure,
        from: &str,
        to: &str,
    ) -> Result<Chart, Nothing> {
        let chosen: Vec<&Indicator> = if self.whole {
            self.indicators.iter().skip(1).take(2).collect()
        } else {
            self.indicators.iter().take(self.chosen).collect()
        };
        let windows = kind.is_by_department() || (kind.is_of_parts() && !self.whole);
        let departments: Vec<&Department> =
            self.departments.iter().filter(|d| d.is_hall() != windows).collect();
        build(&ChartRequest {
            figures: &self.figures,
            indicators: &chosen,
            whole: (kind.is_of_parts()).then(|| self.indicators.first()).flatten(),
            departments: &departments,
            all: &self.indicators,
            kind,
            measure,
            season: self.season,
            log: self.log,
            cut: true,
            from: month(from),
            to: month(to),
            facts: &self.facts,
        })
    }
}

fn values(line: &Line) -> Vec<Option<f64>> {
    line.points.iter().map(|point| point.value).collect()
}

fn names(chart: &Chart) -> Vec<&str> {
    chart.lines.iter().map(|line| line.name.as_str()).collect()
}

fn noted(chart: &Chart, words: &str) -> bool {
    chart.notes.iter().any(|note| note.contains(words))
}
