//! Figures (数据): looked up, checked, stored as typed.

use super::book::{Book, Writer};
use super::error::{OpError, Thing};
use super::op::Op;
use super::suggest::nearest;
use crate::document::kind_of;
use crate::model::{
    Bulletin, Department, DepartmentCode, Figure, FigureKey, FigureSource, FigureState, Figures,
    Indicator, IndicatorCode, Issue, Month, Quantity,
};
use crate::store::Reader;
use crate::text::exhibit::chart;
use crate::trend::chart::first_needed;

impl Book {
    /// One figure, if the cell was ever filled.
    pub fn figure(&self, key: &FigureKey) -> Result<Option<Figure>, OpError> {
        Ok(self.read().figure(key)?)
    }

    /// All figures of the months, of one department or (`None`) of all.
    pub fn figures(
        &self,
        months: &[Month],
        department: Option<&DepartmentCode>,
    ) -> Result<Figures, OpError> {
        let mut found = Figures::default();
        for month in months {
            self.read().figures_of_month(*month, department, &mut found)?;
        }
        Ok(found)
    }

    /// What an issue needs: its month of every department, the month before and the same month
    /// last year, and the hall's figures from January of both years. Departments are loaded for
    /// the base months only where the issue has a table to show them.
    pub fn figures_for_issue(&self, issue: &Issue) -> Result<Figures, OpError> {
        let mut found = self.figures_for_print(issue)?;
        self.read().figures_of_month(issue.month, None, &mut found)?;
        Ok(found)
    }

    /// What the issue's print shows, without what only tells of the month: departments are loaded
    /// where the issue has a table to show them, prose prints the hall's figures alone.
    pub(super) fn figures_for_print(&self, issue: &Issue) -> Result<Figures, OpError> {
        self.loader().for_print(issue, &self.bulletin(&issue.bulletin)?)
    }

    fn loader(&self) -> Loader<'_> {
        Loader { reader: self.read(), bulletins: &self.bulletins }
    }

    /// The hall's figures from January of the month's year and of the year before, with the month
    /// before: all that slots can print.
    pub(super) fn figures_of_hall(
        &self,
        bulletin: &Bulletin,
        month: Month,
    ) -> Result<Figures, OpError> {
        self.loader().of_hall(bulletin, month)
    }

    /// The indicators' figures of one department from `from` to `to`, both included.
    pub fn series(
        &self,
        indicators: &[IndicatorCode],
        department: &DepartmentCode,
        from: Month,
        to: Month,
    ) -> Result<Figures, OpError> {
        let mut found = Figures::default();
        for indicator in indicators {
            self.read().figures_of_series(indicator, department, (from, to), &mut found)?;
        }
        Ok(found)
    }

    /// Every month that has a figure, an issue, an event or a visit, newest first.
    pub fn months(&self) -> Result<Vec<Month>, OpError> {
        if let Some(months) = self.months.get() {
            return Ok(months.clone());
        }
        let months = self.read().months()?;
        Ok(self.months.get_or_init(|| months).clone())
    }

    /// The indicator with this code, of any bulletin.
    pub fn indicator(&self, code: &IndicatorCode) -> Result<&Indicator, OpError> {
        let found = self.bulletins.iter().find_map(|bulletin| bulletin.indicator(code));
        found.ok_or_else(|| self.no_indicator(code.as_str()))
    }

    /// Finds an indicator by name, alias or code, of any bulletin; else suggests.
    pub fn find_indicator(&self, text: &str) -> Result<Indicator, OpError> {
        let text = text.trim();
        named(&self.bulletins, text).cloned().ok_or_else(|| self.no_indicator(text))
    }

    pub(super) fn no_indicator(&self, text: &str) -> OpError {
        let indicators = self.bulletins.iter().flat_map(|bulletin| &bulletin.indicators);
        let names = indicators.flat_map(Indicator::names);
        OpError::NoSuchIndicator { text: text.to_owned(), suggestions: nearest(text, names) }
    }

    /// Whether `typed` is a figure of the indicator; changes nothing.
    pub fn check_figure(
        &self,
        indicator: &IndicatorCode,
        typed: &str,
    ) -> Result<(FigureState, Option<Quantity>), OpError> {
        let indicator = self.indicator(indicator)?;
        indicator.read(typed).map_err(|why| OpError::NotAFigure {
            indicator: indicator.name.clone(),
            unit: indicator.unit.clone(),
            typed: typed.to_owned(),
            why,
        })
    }

    /// Stores what was typed. A text that is no figure is kept as a draft: look at the state.
    /// Edits of one cell in quick succession are one step.
    pub fn set_figure(
        &mut self,
        key: &FigureKey,
        typed: &str,
        source: FigureSource,
    ) -> Result<Figure, OpError> {
        let figure = self.read_figure(key, typed, source)?;
        let label = format!("填写 {}", self.cell_name(key));
        let field = format!("figure {} {} {}", key.indicator, key.department, key.month);
        self.transact_field(Op::SetFigure, &label, field, |writer| store(writer, figure))
    }

    /// Stores many cells as one step (a pasted block).
    pub fn set_figures(
        &mut self,
        cells: &[(FigureKey, String)],
        source: FigureSource,
    ) -> Result<Vec<Figure>, OpError> {
        let figures: Result<Vec<Figure>, OpError> =
            cells.iter().map(|(key, typed)| self.read_figure(key, typed, source)).collect();
        let figures = figures?;
        let label = format!("填写 {} 项数据", figures.len());
        self.transact(Op::SetFigures, &label, |writer| {
            figures.into_iter().map(|figure| store(writer, figure)).collect()
        })
    }

    /// Explains a figure (说明).
    pub fn set_figure_note(&mut self, key: &FigureKey, note: &str) -> Result<Figure, OpError> {
        self.indicator(&key.indicator)?;
        self.department(&key.department)?;
        let stored = self.figure(key)?;
        let blank = || blank_figure(key);
        let figure = Figure { note: note.to_owned(), ..stored.unwrap_or_else(blank) };
        let label = format!("说明 {}", self.cell_name(key));
        let field = format!("note {} {} {}", key.indicator, key.department, key.month);
        self.transact_field(Op::SetFigureNote, &label, field, |writer| {
            writer.put_figure(&figure)?;
            Ok(figure)
        })
    }

    /// Understands a cell as far as possible.
    pub(super) fn read_figure(
        &self,
        key: &FigureKey,
        typed: &str,
        source: FigureSource,
    ) -> Result<Figure, OpError> {
        let indicator = self.indicator(&key.indicator)?;
        self.department(&key.department)?;
        let (state, quantity) = indicator.read(typed).unwrap_or((FigureState::Draft, None));
        let typed = typed.to_owned();
        Ok(Figure { key: key.clone(), typed, quantity, state, source, note: String::new() })
    }

    pub(super) fn department(&self, code: &DepartmentCode) -> Result<&Department, OpError> {
        let found = self.departments.iter().find(|department| department.code == *code);
        found.ok_or_else(|| OpError::Gone { what: Thing::Department, id: code.to_string() })
    }

    /// 全程网办受理（2025年4月）, with the department where it is not the hall.
    pub(super) fn cell_name(&self, key: &FigureKey) -> String {
        let indicator = self.indicator(&key.indicator).map_or("", |i| i.name.as_str());
        let month = key.month.chinese();
        match self.department(&key.department) {
            Ok(department) if !department.is_hall() => {
                format!("{indicator}（{month}，{}）", department.name)
            }
            _ => format!("{indicator}（{month}）"),
        }
    }
}

/// The indicator with this name, alias or code, of any bulletin.
fn named<'b>(bulletins: &'b [Bulletin], text: &str) -> Option<&'b Indicator> {
    let by_name = bulletins.iter().find_map(|bulletin| bulletin.indicator_named(text));
    let code = IndicatorCode::new(text);
    by_name.or_else(|| bulletins.iter().find_map(|bulletin| bulletin.indicator(&code)))
}

/// Loads what an issue prints, within a step too.
pub(super) struct Loader<'a> {
    pub reader: Reader<'a>,
    pub bulletins: &'a [Bulletin],
}

impl Loader<'_> {
    /// See [`Book::figures_for_print`].
    pub(super) fn for_print(&self, issue: &Issue, bulletin: &Bulletin) -> Result<Figures, OpError> {
        let month = issue.month;
        let mut found = self.of_hall(bulletin, month)?;
        if issue.sections.iter().any(|section| section.table.is_some()) {
            for month in [month, month.previous(), month.year_ago()] {
                self.reader.figures_of_month(month, None, &mut found)?;
            }
        }
        self.for_charts(issue, &mut found)?;
        Ok(found)
    }

    /// What the charts in an issue's items draw: the hall's figures of their months.
    fn for_charts(&self, issue: &Issue, found: &mut Figures) -> Result<(), OpError> {
        let hall = DepartmentCode::hall();
        for chart in issue.items().flat_map(|item| &item.paragraphs).filter_map(|p| chart(p)) {
            let from = issue.month.plus(1 - chart.months);
            let from = first_needed(kind_of(&chart), chart.measure, from);
            for name in &chart.names {
                let Some(indicator) = named(self.bulletins, name.trim()) else { continue };
                let codes = std::iter::once(&indicator.code).chain(&indicator.share_of);
                for code in codes {
                    let months = (from, issue.month);
                    self.reader.figures_of_series(code, &hall, months, found)?;
                }
            }
        }
        Ok(())
    }

    /// See [`Book::figures_of_hall`].
    fn of_hall(&self, bulletin: &Bulletin, month: Month) -> Result<Figures, OpError> {
        let hall = DepartmentCode::hall();
        let mut found = Figures::default();
        // By series: other bulletins' figures of these months are not even read.
        for last in [month, month.year_ago()] {
            let first = last.january().min(last.previous());
            for indicator in &bulletin.indicators {
                let code = &indicator.code;
                self.reader.figures_of_series(code, &hall, (first, last), &mut found)?;
            }
        }
        Ok(found)
    }
}

/// Stores a figure, keeping the note that stands beside the cell. An empty text in a cell that was
/// never filled leaves no trace.
pub(super) fn store(writer: &mut Writer<'_>, mut figure: Figure) -> Result<Figure, OpError> {
    match writer.read().figure(&figure.key)? {
        Some(stored) => figure.note = stored.note,
        None if figure.typed.is_empty() => return Ok(figure),
        None => {}
    }
    writer.put_figure(&figure)?;
    Ok(figure)
}

fn blank_figure(key: &FigureKey) -> Figure {
    Figure {
        key: key.clone(),
        typed: String::new(),
        quantity: None,
        state: FigureState::Blank,
        source: FigureSource::Typed,
        note: String::new(),
    }
}
