//! What the trend screen shows: the chart, the headlines, what is known of the chosen month.

use crate::model::{DepartmentCode, FigureKey, IndicatorCode, Measure};
use crate::ops::{Book, Headline, OpError, Printed, TrendRequest};
use crate::trend::chart::{Chart, ChartKind, Season};
use crate::trend::explain::Change;
use crate::ui::page::Page;
use crate::ui::{dates, wording};

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub indicators: Vec<IndicatorCode>,
    pub department: DepartmentCode,
    pub kind: ChartKind,
    pub measure: Measure,
    pub season: Season,
    pub log: bool,
    /// Departments that were merged are followed as one.
    pub joined: bool,
    /// How many months, ending with the shown one.
    pub months: i32,
}

/// Measures that can be drawn, and their names.
pub const MEASURES: [(Measure, &str); 4] = [
    (Measure::Value, "数值"),
    (Measure::MonthOnMonth, "环比"),
    (Measure::YearOnYear, "同比"),
    (Measure::YearToDate, "累计"),
];

pub const MONTHS: [i32; 7] = [12, 24, 36, 60, 120, 180, 240];

pub const SEASONS: [(Season, &str, &str); 3] = [
    (Season::Calendar, "不管春节", "按公历月份"),
    (Season::Together, "1、2月合看", "春节有时在1月，有时在2月，两个月合在一起才好比"),
    (Season::Festival, "按春节对齐", "各年按春节所在的月份对齐；折线和柱形标出春节"),
];

impl Default for Choice {
    fn default() -> Self {
        Self {
            indicators: Vec::new(),
            department: DepartmentCode::hall(),
            kind: ChartKind::Line,
            measure: Measure::Value,
            season: Season::Calendar,
            log: false,
            joined: false,
            months: 24,
        }
    }
}

impl Choice {
    /// What is asked of the book.
    pub fn request(&self, page: &Page) -> TrendRequest {
        let months = (page.month.plus(1 - self.months), page.month);
        TrendRequest {
            department: self.department.clone(),
            kind: self.kind,
            measure: self.measure,
            season: self.season,
            log: self.log,
            joined: self.joined,
            ..TrendRequest::new(page.bulletin.code.clone(), self.indicators.clone(), months)
        }
    }

    /// The choice that asks for `request`, ending with the month it ends with.
    pub fn of(request: &TrendRequest) -> Self {
        Self {
            indicators: request.indicators.clone(),
            department: request.department.clone(),
            kind: request.kind,
            measure: request.measure,
            season: request.season,
            log: request.log,
            joined: request.joined,
            months: request.to.months_since(request.from) + 1,
        }
    }

    /// The indicator that everything below the chart speaks of.
    pub fn first(&self) -> Option<&IndicatorCode> {
        self.indicators.first()
    }

    /// Whether another measure than the kind's own can be drawn.
    pub fn takes_measure(&self) -> bool {
        !matches!(self.kind, ChartKind::Cumulative | ChartKind::Changes) && !self.kind.is_of_parts()
    }

    /// Whether departments are drawn of which some were merged into others.
    pub fn takes_joined(&self, page: &Page) -> bool {
        let single = |code: &DepartmentCode| {
            page.departments.iter().any(|other| other.successor.as_ref() == Some(code))
        };
        let of_departments = self.kind.is_by_department() || self.kind.is_of_parts();
        let any = page.departments.iter().any(|department| department.successor.is_some());
        if of_departments { any } else { single(&self.department) }
    }

    pub fn takes_log(&self) -> bool {
        matches!(self.kind, ChartKind::Line | ChartKind::Years | ChartKind::Multiples)
    }
}

/// What is drawn of the choice: no years before the book began.
pub fn drawn(book: &Book, page: &Page, choice: &Choice) -> Result<TrendRequest, OpError> {
    let mut request = choice.request(page);
    if let Some(first) = book.months()?.last() {
        let year = request.to.plus(1 - MONTHS[0]);
        request.from = request.from.max(year.min(*first));
    }
    Ok(request)
}

/// The chart, or a sentence that says why there is none.
pub fn chart(book: &Book, page: &Page, choice: &Choice) -> Result<Result<Chart, String>, OpError> {
    Ok(book.chart(&drawn(book, page, choice)?)?.map_err(|why| why.sentence()))
}

pub fn headlines(book: &Book, page: &Page, of: &DepartmentCode) -> Result<Vec<Headline>, OpError> {
    book.headlines(&page.bulletin.code, of, page.month)
}

/// What is known of one figure.
pub struct Known {
    /// In words: 6.1万件.
    pub value: String,
    /// On the month before, on the year before.
    pub changes: Vec<Change>,
    pub printed: Vec<Printed>,
    /// Events of the month: date and beginning.
    pub events: Vec<String>,
}

impl Known {
    pub fn load(book: &Book, page: &Page, figure: &FigureKey) -> Result<Self, OpError> {
        let (indicator, month) = (&figure.indicator, figure.month);
        let stored = book.figure(figure)?;
        let definition = book.indicator(indicator)?;
        let value = match stored.as_ref().and_then(|stored| stored.quantity) {
            Some(quantity) => {
                format!("{}{}", definition.print(quantity), definition.display_unit())
            }
            None => stored.map_or_else(|| "没有数据".to_owned(), |stored| stored.typed),
        };
        let mut changes = Vec::new();
        for base in [month.previous(), month.year_ago()] {
            changes.extend(book.what_moved(indicator, month, base)?);
        }
        let printed = book.printed(indicator, month)?;
        let events = book.events(&page.bulletin.code, month)?;
        let dated = events.into_iter().filter(|item| item.date.is_some());
        let events = dated
            .map(|item| {
                let date = item.date.map(|d| dates::short(d, month.year())).unwrap_or_default();
                let text = item.lead.clone().or_else(|| item.paragraphs.first().cloned());
                format!("{date}　{}", wording::beginning(&text.unwrap_or_default(), 30))
            })
            .collect();
        Ok(Self { value, changes, printed, events })
    }
}
