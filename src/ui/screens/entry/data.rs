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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FigureSource;
    use crate::ops::{Env, built_in, demo_book};

    fn sample() -> Book {
        let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
        let last = "2025-04".parse().unwrap();
        demo_book::in_memory(&bulletin, last, Env::system("测试")).unwrap()
    }

    fn load(book: &Book, month: &str) -> EntryData {
        let bulletin = book.main_bulletin().unwrap();
        let hall = DepartmentCode::hall();
        EntryData::load(book, &bulletin, month.parse().unwrap(), &hall).unwrap()
    }

    #[test]
    fn a_row_carries_its_bases() {
        let book = sample();
        let [now, last, year_ago] =
            ["2025-04", "2025-03", "2024-04"].map(|month| load(&book, month));
        let row = now.rows().next().unwrap();
        let typed = |data: &EntryData| data.rows().next().unwrap().last_typed.clone();
        assert_eq!(row.last_typed, last.rows().next().unwrap().typed);
        assert_ne!(typed(&now), typed(&year_ago));
        assert!(row.month_on_month.ends_with('%'), "{}", row.month_on_month);
        assert!(row.year_on_year.ends_with('%'), "{}", row.year_on_year);
        assert_eq!(row.recent.len(), 12);
        assert!(row.recent.iter().all(Option::is_some));
        assert_eq!(now.filled, now.total);
    }

    #[test]
    fn a_draft_is_not_filled_and_says_why() {
        let mut book = sample();
        let key = load(&book, "2025-04").rows().next().unwrap().key.clone();
        book.set_figure(&key, "六万多", FigureSource::Typed).unwrap();
        let data = load(&book, "2025-04");
        let row = data.rows().next().unwrap();
        assert!(!row.is_filled() && row.typed == "六万多");
        assert!(row.reason.as_ref().is_some_and(|reason| reason.contains("六万多")));
        assert_eq!(data.filled + 1, data.total);
    }

    #[test]
    fn a_month_without_figures_still_has_its_rows() {
        let data = load(&sample(), "2030-01");
        assert_eq!((data.filled, data.total > 0), (0, true));
        assert!(data.rows().all(|row| row.last == wording::NONE));
    }
}
