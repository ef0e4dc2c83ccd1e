//! What the form of a month shows: one row an indicator, with its bases beside it.

use crate::model::{
    Bulletin, DepartmentCode, Figure, FigureKey, FigureState, Figures, Indicator, Measure, Month,
};
use crate::ops::{Book, OpError, message};
use crate::trend::measure::derive;
use crate::ui::wording;

pub struct EntryData {
    pub groups: Vec<Group>,
    /// Rows with a figure, zero or a declared gap.
    pub filled: usize,
    pub total: usize,
}

pub struct Group {
    pub title: String,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub key: FigureKey,
    pub name: String,
    /// What exactly is counted, for the tooltip.
    pub definition: String,
    pub unit: String,
    pub typed: String,
    pub state: FigureState,
    /// Why a draft is no figure.
    pub reason: Option<String>,
    pub note: String,
    pub last: String,
    /// Last month as it was typed, for `=`.
    pub last_typed: String,
    pub year_ago: String,
    pub month_on_month: String,
    pub year_on_year: String,
    pub year_to_date: String,
    /// Twelve months, the oldest first.
    pub recent: Vec<Option<f64>>,
}

impl EntryData {
    pub fn load(
        book: &Book,
        bulletin: &Bulletin,
        month: Month,
        department: &DepartmentCode,
    ) -> Result<Self, OpError> {
        let hall = *department == DepartmentCode::hall();
        let indicators: Vec<&Indicator> =
            bulletin.indicators.iter().filter(|i| hall || i.by_department).collect();
        let codes: Vec<_> = indicators.iter().map(|i| i.code.clone()).collect();
        let figures = book.series(&codes, department, month.year_ago(), month)?;
        let at = At { book, figures: &figures, month, department };
        let groups = grouped(bulletin, month, &indicators, |indicator| at.row(indicator));
        let rows = || groups.iter().flat_map(|group| &group.rows);
        let filled = rows().filter(|row| row.is_filled()).count();
        Ok(Self { filled, total: rows().count(), groups })
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }
}

impl Row {
    pub fn is_filled(&self) -> bool {
        matches!(self.state, FigureState::Entered | FigureState::Zero | FigureState::NotReported)
    }
}

/// The month and department the form is about.
struct At<'a> {
    book: &'a Book,
    figures: &'a Figures,
    month: Month,
    department: &'a DepartmentCode,
}

impl At<'_> {
    fn row(&self, indicator: &Indicator) -> Row {
        let key = FigureKey::new(&indicator.code, self.month, self.department);
        let last_key = FigureKey::new(&indicator.code, self.month.previous(), self.department);
        let quantity = |month| self.figures.quantity(&indicator.code, month, self.department);
        let measure =
            |measure| derive(self.figures, indicator, None, self.department, self.month, measure);
        let figure = self.figures.get(&key);
        let typed = figure.map(|f| f.typed.clone()).unwrap_or_default();
        let first = self.month.plus(-11);
        Row {
            reason: self.reason(indicator, figure),
            state: figure.map_or(FigureState::Blank, |f| f.state),
            note: figure.map(|f| f.note.clone()).unwrap_or_default(),
            typed,
            name: indicator.name.clone(),
            definition: indicator.definition.clone(),
            unit: indicator.display_unit(),
            last: wording::figure(quantity(self.month.previous()), indicator),
            last_typed: self.figures.get(&last_key).map(|f| f.typed.clone()).unwrap_or_default(),
            year_ago: wording::figure(quantity(self.month.year_ago()), indicator),
            month_on_month: wording::change(measure(Measure::MonthOnMonth)),
            year_on_year: wording::change(measure(Measure::YearOnYear)),
            year_to_date: wording::figure(
                measure(Measure::YearToDate).map(|derived| derived.quantity),
                indicator,
            ),
            recent: first
                .through(self.month)
                .map(|month| quantity(month).map(crate::model::Quantity::to_f64))
                .collect(),
            key,
        }
    }

    fn reason(&self, indicator: &Indicator, figure: Option<&Figure>) -> Option<String> {
        let figure = figure.filter(|figure| figure.state == FigureState::Draft)?;
        let refused = self.book.check_figure(&indicator.code, &figure.typed).err()?;
        Some(message(&refused).text)
    }
}

/// Rows under the titles of their sections, in the bulletin's order; the rest at the end.
fn grouped(
    bulletin: &Bulletin,
    month: Month,
    indicators: &[&Indicator],
    row: impl Fn(&Indicator) -> Row,
) -> Vec<Group> {
    let of = |key: String| indicators.iter().filter(move |i| i.section == key);
    let mut groups: Vec<Group> = bulletin
        .sections
        .iter()
        .map(|section| Group {
            title: wording::section_title(&section.title, month, 0),
            rows: of(section.key.clone()).map(|indicator| row(indicator)).collect(),
        })
        .collect();
    let known = |key: &str| bulletin.section(key).is_some();
    let rest = indicators.iter().filter(|i| !known(&i.section)).map(|i| row(i)).collect();
    groups.push(Group { title: "其他指标".to_owned(), rows: rest });
    groups.retain(|group| !group.rows.is_empty());
    groups
}
