//! What the form of a month shows: one row an indicator, with its bases beside it.

use egui::Id;

use crate::model::{
    Bulletin, DepartmentCode, Figure, FigureKey, FigureState, Figures, Indicator, Measure, Month,
    Quantity,
};
use crate::ops::{Book, OpError, message};
use crate::trend::measure::derive;
use crate::ui::widgets::field_id;
use crate::ui::wording;

use super::walk::{Cell, Part};

pub struct EntryData {
    pub groups: Vec<Group>,
    rows: Vec<Row>,
    /// Rows with a figure, zero or a declared gap.
    pub filled: usize,
    pub total: usize,
    /// What the rows were computed from, so that one can be computed anew while it is typed.
    figures: Figures,
}

pub struct Group {
    /// Of the section; by it a group stays folded from month to month.
    pub key: String,
    pub title: String,
    /// Its rows among all rows of the form.
    pub rows: std::ops::Range<usize>,
    pub filled: usize,
}

pub struct Row {
    pub key: FigureKey,
    /// The indicator's place in the bulletin.
    pub indicator: usize,
    /// The field of the figure, and of its explanation.
    pub field: Id,
    pub note_field: Id,
    pub name: String,
    /// What exactly is counted, for the tooltip.
    pub definition: String,
    pub unit: String,
    pub typed: String,
    pub state: FigureState,
    pub quantity: Option<Quantity>,
    /// How the text is understood, where that is not what it says: `= 61,000件`.
    pub understood: Option<String>,
    /// Why a draft is no figure.
    pub reason: Option<String>,
    pub note: String,
    pub last: String,
    /// Last month as it was typed, for `=`; empty where that was no figure.
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
        let asked: Vec<(usize, &Indicator)> = bulletin
            .indicators
            .iter()
            .enumerate()
            .filter(|(_, i)| i.is_asked_of(department) && i.is_asked_in(month))
            .collect();
        let codes: Vec<_> = asked.iter().map(|(_, indicator)| indicator.code.clone()).collect();
        let figures = book.series(&codes, department, month.year_ago(), month)?;
        let at = At { book, figures: &figures, month, department };
        let mut rows = Vec::with_capacity(asked.len());
        let mut groups = Vec::new();
        for (key, title, members) in grouped(bulletin, month, &asked) {
            let first = rows.len();
            rows.extend(members.into_iter().map(|(nth, indicator)| at.row(nth, indicator)));
            let filled = rows.iter().skip(first).filter(|row: &&Row| row.is_filled()).count();
            groups.push(Group { key, title, rows: first..rows.len(), filled });
        }
        groups.retain(|group| !group.rows.is_empty());
        let filled = groups.iter().map(|group| group.filled).sum();
        Ok(Self { filled, total: rows.len(), groups, rows, figures })
    }

    pub fn rows(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.rows.iter()
    }

    pub fn row(&self, nth: usize) -> Option<&Row> {
        self.rows.get(nth)
    }

    /// The cell whose field has this id.
    pub fn cell(&self, field: Id) -> Option<Cell> {
        self.rows.iter().enumerate().find_map(|(row, it)| {
            let part = match field {
                id if id == it.field => Part::Figure,
                id if id == it.note_field => Part::Note,
                _ => return None,
            };
            Some(Cell { row, part })
        })
    }

    /// A row as it would be with another text in its cell. Nothing is stored.
    pub fn retyped(&self, book: &Book, bulletin: &Bulletin, row: &Row, typed: &str) -> Option<Row> {
        let indicator = bulletin.indicators.get(row.indicator)?;
        let FigureKey { month, department, .. } = &row.key;
        let key = |month| FigureKey { month, ..row.key.clone() };
        let months = month.year_ago().through(*month);
        let mut figures: Figures =
            months.filter_map(|month| self.figures.get(&key(month)).cloned()).collect();
        let (state, quantity) = indicator.read(typed).unwrap_or((FigureState::Draft, None));
        figures.insert(Figure {
            key: row.key.clone(),
            typed: typed.to_owned(),
            quantity,
            state,
            source: crate::model::FigureSource::Typed,
            note: row.note.clone(),
        });
        let at = At { book, figures: &figures, month: *month, department };
        Some(at.row(row.indicator, indicator))
    }
}

impl Row {
    pub fn is_filled(&self) -> bool {
        matches!(self.state, FigureState::Entered | FigureState::Zero | FigureState::NotReported)
    }

    pub fn is_blank(&self) -> bool {
        self.state == FigureState::Blank
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
    fn row(&self, nth: usize, indicator: &Indicator) -> Row {
        let key = FigureKey::new(&indicator.code, self.month, self.department);
        let of = |month| self.figures.get(&FigureKey::new(&indicator.code, month, self.department));
        let measure =
            |measure| derive(self.figures, indicator, None, self.department, self.month, measure);
        let figure = self.figures.get(&key);
        let last = of(self.month.previous());
        let known = |state| matches!(state, FigureState::Entered | FigureState::Zero);
        let record = format!("{} {} {}", key.indicator, key.month, key.department);
        let typed = figure.map(|f| f.typed.clone()).unwrap_or_default();
        let quantity = figure.and_then(|figure| figure.quantity);
        Row {
            indicator: nth,
            field: field_id("figure", &record),
            note_field: field_id("note", &record),
            reason: self.reason(indicator, figure),
            state: figure.map_or(FigureState::Blank, |f| f.state),
            quantity,
            understood: understood(indicator, &typed, quantity),
            note: figure.map(|f| f.note.clone()).unwrap_or_default(),
            typed,
            name: indicator.name.clone(),
            definition: indicator.definition_in(self.month).to_owned(),
            unit: indicator.display_unit(),
            last: past(last, indicator),
            last_typed: last
                .filter(|f| known(f.state))
                .map(|f| f.typed.clone())
                .unwrap_or_default(),
            year_ago: past(of(self.month.year_ago()), indicator),
            month_on_month: wording::change(measure(Measure::MonthOnMonth)),
            year_on_year: wording::change(measure(Measure::YearOnYear)),
            year_to_date: wording::figure(
                measure(Measure::YearToDate).map(|derived| derived.quantity),
                indicator,
            ),
            recent: self
                .month
                .plus(-11)
                .through(self.month)
                .map(|month| of(month)?.quantity.map(Quantity::to_f64))
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

/// A figure of another month: blank, zero and 未报 look different.
fn past(figure: Option<&Figure>, indicator: &Indicator) -> String {
    match figure.map(|figure| (figure.state, figure.quantity)) {
        Some((FigureState::Zero, _)) => "0".to_owned(),
        Some((FigureState::Entered, quantity)) => wording::figure(quantity, indicator),
        Some((FigureState::NotReported, _)) => "未报".to_owned(),
        Some((FigureState::Draft, _)) => "不是数".to_owned(),
        Some((FigureState::Blank, _)) | None => wording::NONE.to_owned(),
    }
}

/// The amount in full where the text says it shorter: `= 61,000件` for `6.1万`.
fn understood(indicator: &Indicator, typed: &str, quantity: Option<Quantity>) -> Option<String> {
    let full = wording::in_full(quantity?);
    let same = |text: &str| text.chars().filter(|c| !matches!(c, ',' | ' ')).collect::<String>();
    let bare = same(typed.trim());
    let bare = bare.strip_suffix(indicator.unit.as_str()).unwrap_or(&bare);
    (same(&full) != bare).then(|| format!("= {full}{}", indicator.unit))
}

type Members<'a> = Vec<(usize, &'a Indicator)>;

/// Indicators under key and title of their sections, in the bulletin's order; the rest at the end.
fn grouped<'a>(
    bulletin: &Bulletin,
    month: Month,
    asked: &[(usize, &'a Indicator)],
) -> Vec<(String, String, Members<'a>)> {
    let among = |wanted: &dyn Fn(&str) -> bool| -> Members<'a> {
        asked.iter().filter(|(_, indicator)| wanted(&indicator.section)).copied().collect()
    };
    let sections = bulletin.sections.iter().map(|section| {
        let title = wording::section_title(&section.title, month, 0);
        (section.key.clone(), title, among(&|key| key == section.key))
    });
    let rest = among(&|key| bulletin.section(key).is_none());
    sections.chain(std::iter::once((String::new(), "其他指标".to_owned(), rest))).collect()
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
    fn a_row_is_computed_from_text_that_is_not_stored() {
        let book = sample();
        let bulletin = book.main_bulletin().unwrap();
        let data = load(&book, "2025-04");
        let row = data.row(0).unwrap();
        let double = format!("{}0", row.last_typed);
        let again = data.retyped(&book, &bulletin, row, &double.replace('万', "")).unwrap();
        assert_ne!(again.month_on_month, row.month_on_month);
        assert_ne!(again.year_to_date, row.year_to_date);
        assert_eq!(again.last, row.last);
        let draft = data.retyped(&book, &bulletin, row, "六万多").unwrap();
        assert_eq!(draft.month_on_month, wording::NONE);
        assert!(draft.reason.is_some() && draft.quantity.is_none());
        assert_eq!(load(&book, "2025-04").row(0).unwrap().typed, row.typed);
    }

    #[test]
    fn what_is_understood_is_said_only_where_the_text_says_it_otherwise() {
        let book = sample();
        let bulletin = book.main_bulletin().unwrap();
        let data = load(&book, "2025-04");
        let row = data.row(0).unwrap();
        let said = |typed: &str| data.retyped(&book, &bulletin, row, typed).unwrap().understood;
        for plain in ["61023", "61,023", "61,023件", "61 023", "", "未报", "0", "x"] {
            assert_eq!(said(plain), None, "{plain}");
        }
        for (typed, full) in [("6.1万", "= 61,000件"), ("6.1", "= 61,000件"), ("６１", "= 61件")]
        {
            assert_eq!(said(typed).as_deref(), Some(full));
        }
    }

    #[test]
    fn groups_cover_the_rows_in_order_and_fields_find_their_cells() {
        let data = load(&sample(), "2025-04");
        let covered: Vec<usize> = data.groups.iter().flat_map(|group| group.rows.clone()).collect();
        assert_eq!(covered, (0..data.total).collect::<Vec<_>>());
        let row = data.row(3).unwrap();
        assert_eq!(data.cell(row.note_field), Some(Cell { row: 3, part: Part::Note }));
        assert_eq!(data.cell(Id::unique("elsewhere")), None);
    }

    #[test]
    fn a_month_without_figures_still_has_its_rows() {
        let data = load(&sample(), "2030-01");
        assert_eq!((data.filled, data.total > 0), (0, true));
        assert!(data.rows().all(|row| row.last == wording::NONE));
    }
}
