//! Trends: figures loaded, described as one chart, written as picture or table.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::book::Book;
use super::error::OpError;
use crate::export::chart::{Raster, Size, csv, png, raster, svg, table};
use crate::model::{
    Bulletin, BulletinCode, Department, DepartmentCode, Figures, Indicator, IndicatorCode, Measure,
    Month, Relation,
};
use crate::text::exhibit::{ChartSource, MOST_MONTHS};
use crate::trend::chart::{
    Break, Chart, ChartKind, ChartRequest, Facts, Mark, MarkKind, Nothing, Reported, Season, build,
    first_needed,
};
use crate::trend::series::short_or_full;

/// What to follow, and over which months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendRequest {
    pub bulletin: BulletinCode,
    pub indicators: Vec<IndicatorCode>,
    pub department: DepartmentCode,
    pub kind: ChartKind,
    pub measure: Measure,
    /// How years are laid over each other; elsewhere, whether Spring Festival is marked.
    #[serde(default)]
    pub season: Season,
    /// An axis of factors.
    #[serde(default)]
    pub log: bool,
    /// Departments that were merged are followed as one.
    #[serde(default)]
    pub joined: bool,
    pub from: Month,
    pub to: Month,
}

impl TrendRequest {
    /// The paragraph of an item that prints this chart; `None` for what an issue cannot hold: other
    /// kinds than lines and years, one department alone.
    pub fn exhibit(&self, bulletin: &Bulletin) -> Option<String> {
        let overlay_years = self.kind == ChartKind::Years;
        if !(overlay_years || self.kind == ChartKind::Line)
            || self.department != DepartmentCode::hall()
        {
            return None;
        }
        let names: Option<Vec<String>> = self
            .indicators
            .iter()
            .map(|code| Some(bulletin.indicator(code)?.name.clone()))
            .collect();
        let names = names.filter(|names| !names.is_empty())?;
        let months = (self.to.months_since(self.from) + 1).clamp(2, MOST_MONTHS);
        let (measure, caption) = (self.measure, String::new());
        Some(ChartSource { names, measure, months, overlay_years, caption }.source())
    }
}

/// Months drawn when none are named.
pub const USUAL_TREND_MONTHS: i32 = 24;

/// The extensions a chart can be written with.
pub const CHART_FORMATS: &[&str] = &["svg", "png", "csv", "xlsx"];

/// Reasons and events drawn on a chart at most, of each; more would cover it.
const MARKS: usize = 8;
/// Characters of an event's text on a chart.
const EVENT_CHARACTERS: usize = 28;
/// Fine enough for print.
const DPI: f64 = 300.0;
/// Pixels an inch of a picture that is pasted.
const CLIPBOARD_DPI: f64 = 200.0;

impl TrendRequest {
    /// A line of the hall's figures.
    pub fn new(
        bulletin: BulletinCode,
        indicators: Vec<IndicatorCode>,
        (from, to): (Month, Month),
    ) -> Self {
        Self {
            bulletin,
            indicators,
            department: DepartmentCode::hall(),
            kind: ChartKind::Line,
            measure: Measure::Value,
            season: Season::Calendar,
            log: false,
            joined: false,
            from,
            to,
        }
    }
}

/// Whose lines are drawn, and of what.
struct Cast<'a> {
    indicators: Vec<&'a Indicator>,
    whole: Option<&'a Indicator>,
    departments: Vec<&'a Department>,
}

impl Book {
    /// Describes the chart; the inner error says in a sentence why there is none.
    pub fn chart(&self, request: &TrendRequest) -> Result<Result<Chart, Nothing>, OpError> {
        let bulletin = self.bulletin_ref(&request.bulletin)?;
        let cast = self.cast(bulletin, request);
        let start = first_needed(request.kind, request.measure, request.from);
        let mut figures = Figures::default();
        for code in with_bases(&cast) {
            let months = (start, request.to);
            if let [only] = cast.departments.as_slice()
                && !request.joined
            {
                self.load(&code, &only.code, months, &mut figures)?;
            } else {
                self.read().figures_of_departments(&code, months, &mut figures)?;
            }
        }
        if cast.whole.is_some() {
            let hall = DepartmentCode::hall();
            for whole in cast.whole.into_iter().chain(cast.indicators.first().copied()) {
                self.load(&whole.code, &hall, (start, request.to), &mut figures)?;
            }
        }
        self.note_explanations(&mut figures, &request.department, (start, request.to))?;
        let mut facts = self.facts(bulletin, request, &cast, &figures)?;
        if request.joined {
            let whose = (cast.indicators.as_slice(), cast.departments.as_slice());
            facts.joins = self.join(whose, &mut figures, (start, request));
        }
        Ok(build(&ChartRequest {
            figures: &figures,
            indicators: &cast.indicators,
            whole: cast.whole,
            departments: &cast.departments,
            all: &bulletin.indicators,
            kind: request.kind,
            measure: request.measure,
            season: request.season,
            log: request.log,
            cut: true,
            from: request.from,
            to: request.to,
            facts: &facts,
        }))
    }

    /// Writes a chart by the file's extension: svg and png a picture across a page, csv and xlsx
    /// the values.
    pub fn export_chart(&self, request: &TrendRequest, path: &Path) -> Result<(), OpError> {
        self.export_chart_of(request, path, Size::PAGE)
    }

    /// As [`Self::export_chart`], the picture so many millimetres wide.
    pub fn export_chart_wide(
        &self,
        request: &TrendRequest,
        path: &Path,
        width_mm: u16,
    ) -> Result<(), OpError> {
        let width_mm = f64::from(width_mm);
        self.export_chart_of(request, path, Size { width_mm, height_mm: width_mm * 0.65 })
    }

    fn export_chart_of(
        &self,
        request: &TrendRequest,
        path: &Path,
        size: Size,
    ) -> Result<(), OpError> {
        let kind = super::export::extension(path);
        if !CHART_FORMATS.contains(&kind.as_str()) {
            return Err(OpError::UnknownFormat { path: path.to_owned(), known: CHART_FORMATS });
        }
        let chart = self.drawable(request)?;
        let bytes = match kind.as_str() {
            "svg" => svg(&chart, size).into_bytes(),
            "png" => png(&chart, size, DPI)?,
            "csv" => csv(&chart),
            _ => crate::export::grid_xlsx(&table(&chart))?,
        };
        Ok(crate::export::write_whole(path, &bytes)?)
    }

    /// The chart as pixels, to be pasted elsewhere.
    pub fn chart_picture(&self, request: &TrendRequest) -> Result<Raster, OpError> {
        Ok(raster(&self.drawable(request)?, Size::default(), CLIPBOARD_DPI))
    }

    fn drawable(&self, request: &TrendRequest) -> Result<Chart, OpError> {
        self.chart(request)?.map_err(|why| OpError::NoChart { why })
    }

    fn load(
        &self,
        indicator: &IndicatorCode,
        department: &DepartmentCode,
        months: (Month, Month),
        figures: &mut Figures,
    ) -> Result<(), OpError> {
        Ok(self.read().figures_of_series(indicator, department, months, figures)?)
    }

    /// A chart of parts shows the declared parts of a whole, or else its departments.
    fn cast<'a>(&'a self, bulletin: &'a Bulletin, request: &TrendRequest) -> Cast<'a> {
        let chosen =
            |code: &IndicatorCode| bulletin.indicator(code).or_else(|| self.indicator(code).ok());
        let indicators: Vec<&Indicator> = request.indicators.iter().filter_map(chosen).collect();
        let own = self.departments.iter().filter(|d| d.code == request.department).collect();
        let windows = |indicator| self.windows_drawn(indicator, request);
        let Some(first) = indicators.first().copied() else {
            return Cast { indicators, whole: None, departments: own };
        };
        if request.kind.is_by_department() {
            return Cast { indicators: vec![first], whole: None, departments: windows(first) };
        }
        if !request.kind.is_of_parts() {
            return Cast { indicators, whole: None, departments: own };
        }
        let parts = |relation: &'a Relation| match relation {
            Relation::Sum { whole, parts } => Some((whole, parts)),
            _ => None,
        };
        let mut sums = bulletin.relations.iter().filter_map(parts);
        if indicators.len() > 1 {
            let same = |codes: &[IndicatorCode]| {
                codes.len() == indicators.len()
                    && indicators.iter().all(|indicator| codes.contains(&indicator.code))
            };
            let whole = sums.find(|(_, parts)| same(parts)).and_then(|(whole, _)| chosen(whole));
            return Cast { indicators, whole, departments: own };
        }
        if let Some((_, parts)) = sums.find(|(whole, _)| **whole == first.code) {
            let indicators = parts.iter().filter_map(chosen).collect();
            return Cast { indicators, whole: Some(first), departments: own };
        }
        Cast { indicators: vec![first], whole: Some(first), departments: windows(first) }
    }

    /// Departments that are asked for the indicator in some month of the range, by rank.
    pub(super) fn windows_asked(
        &self,
        indicator: &Indicator,
        (from, to): (Month, Month),
    ) -> Vec<&Department> {
        let existed = |department: &&Department| {
            department.valid_from.is_none_or(|first| first <= to)
                && department.valid_to.is_none_or(|last| from <= last)
        };
        let windows = self.departments.iter().filter(|department| !department.is_hall());
        windows.filter(existed).filter(|d| indicator.is_asked_of(&d.code)).collect()
    }

    fn facts(
        &self,
        bulletin: &Bulletin,
        request: &TrendRequest,
        cast: &Cast<'_>,
        figures: &Figures,
    ) -> Result<Facts, OpError> {
        let Some(first) = cast.indicators.first() else { return Ok(Facts::default()) };
        let mut marks = reasons(figures, request, &cast.indicators);
        marks.extend(self.events_of(request, first)?);
        let is_hall = matches!(cast.departments.as_slice(), [only] if only.is_hall());
        let partial = if is_hall && first.by_department {
            self.partly_reported(first, (request.from, request.to))?
        } else {
            BTreeMap::new()
        };
        let within = bulletin.relations.iter().find_map(|relation| match relation {
            Relation::Expected { indicator, within } if *indicator == first.code => Some(*within),
            _ => None,
        });
        let breaks = cast.indicators.iter().flat_map(|indicator| breaks(indicator)).collect();
        let aims = self.aims(&bulletin.code)?;
        let gone = cast.departments.iter().filter_map(|department| self.gone(department)).collect();
        Ok(Facts { marks, breaks, aims, partial, within, gone, joins: Vec::new() })
    }

    /// Months in which some departments reported and some did not.
    fn partly_reported(
        &self,
        indicator: &Indicator,
        months: (Month, Month),
    ) -> Result<BTreeMap<Month, Reported>, OpError> {
        let counts = self.read().reports_of(&indicator.code, months)?;
        let asked = |month: Month| {
            let windows = self.departments.iter().filter(|d| !d.is_hall() && d.is_active(month));
            windows.filter(|department| indicator.is_asked_of(&department.code)).count()
        };
        let partly = counts
            .into_iter()
            .map(|(month, reported)| (month, Reported { reported, asked: asked(month) }));
        Ok(partly.filter(|(_, all)| all.reported < all.asked).collect())
    }

    /// A department that ceased, with its successor: the declared one, else the one that goes by
    /// its old name too (原水利厅).
    fn gone(&self, department: &Department) -> Option<(String, Month, Option<String>)> {
        let last = department.valid_to?;
        let took_over = |other: &&Department| {
            other.code != department.code
                && other.is_active(last.next())
                && other
                    .aliases
                    .iter()
                    .any(|alias| alias.strip_prefix('原').unwrap_or(alias) == department.name)
        };
        let declared = department.successor.as_ref();
        let declared = declared.and_then(|code| self.departments.iter().find(|d| d.code == *code));
        let successor = declared.or_else(|| self.departments.iter().find(took_over));
        let successor = successor.map(|other| short_or_full(other).to_owned());
        Some((short_or_full(department).to_owned(), last, successor))
    }

    /// Dated facts of the months that name the indicator, the newest at most.
    fn events_of(&self, request: &TrendRequest, first: &Indicator) -> Result<Vec<Mark>, OpError> {
        let names: Vec<&str> = first.names().filter(|name| name.chars().count() > 2).collect();
        let months = (request.from, request.to);
        let found = self.read().events_naming(&request.bulletin, months, &names, MARKS)?;
        let mark = |item: crate::model::Item| {
            let date = item.date?;
            let text = item.lead.or_else(|| item.paragraphs.into_iter().next())?;
            let text = beginning(&text, EVENT_CHARACTERS);
            let text = format!("{}日{text}", date.day());
            Some(Mark { kind: MarkKind::Event, month: item.month, text })
        };
        Ok(found.into_iter().filter_map(mark).collect())
    }
}

/// The indicators and the wholes their shares are taken of.
fn with_bases(cast: &Cast<'_>) -> Vec<IndicatorCode> {
    let own = cast.indicators.iter().map(|i| i.code.clone());
    let bases = cast.indicators.iter().filter_map(|i| i.share_of.clone());
    own.chain(bases).collect()
}

/// The months from which something else is counted.
pub(super) fn breaks(indicator: &Indicator) -> Vec<Break> {
    let one = |change: &crate::model::Redefinition| Break {
        indicator: indicator.code.clone(),
        month: change.from,
        text: change.text.clone(),
    };
    indicator.redefined.iter().map(one).collect()
}

/// Explanations written beside the figures become marks on the chart.
fn reasons(figures: &Figures, request: &TrendRequest, indicators: &[&Indicator]) -> Vec<Mark> {
    let shown = |month: Month| request.from <= month && month <= request.to;
    let mut marks: Vec<Mark> = figures
        .iter()
        .filter(|figure| shown(figure.key.month) && !figure.note.is_empty())
        .filter(|figure| figure.key.department == request.department)
        .filter(|figure| indicators.iter().any(|i| i.code == figure.key.indicator))
        .map(|figure| Mark {
            kind: MarkKind::Reason,
            month: figure.key.month,
            text: figure.note.clone(),
        })
        .collect();
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.month));
    marks.truncate(MARKS);
    marks
}

fn beginning(text: &str, count: usize) -> String {
    let mut characters = text.chars().filter(|c| *c != '\n');
    let start: String = characters.by_ref().take(count).collect();
    if characters.next().is_some() { format!("{start}…") } else { start }
}
