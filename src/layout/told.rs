//! Which figures a place on a page tells: the number under the pointer, else those of its sentence.
//! Knows no screen.

use crate::document::{Anchor, Block, Document, Run, Table, text_of};
use crate::model::{Bulletin, Department, FigureKey, Indicator, Issue, Measure, Month};

use super::Source;

/// A figure that is printed, or that what is printed is computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub figure: FigureKey,
    /// The indicator, after the department where it is one's own.
    pub name: String,
    /// How it is printed.
    pub measure: Measure,
}

/// What the pages were made from.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    pub document: &'a Document,
    pub issue: &'a Issue,
    pub bulletin: &'a Bulletin,
    pub departments: &'a [Department],
}

/// Names shorter than this are words of any sentence.
const NAME: usize = 3;
const ENDS: [char; 4] = ['。', '；', '！', '？'];

/// The figures told at the nth character of a source; anywhere in it without one.
pub fn told(made: Made<'_>, source: Source, at: Option<usize>) -> Vec<Told> {
    let mut found = Vec::new();
    for block in &made.document.blocks {
        match (block, source) {
            (Block::Paragraph { runs, anchor }, Source::Paragraph(of))
            | (Block::Heading { runs, anchor, .. }, Source::Heading(of))
                if *anchor == of =>
            {
                found.extend(in_runs(made, runs, at));
            }
            (Block::Chart(chart), Source::Caption(of)) if chart.anchor == of => {
                found.extend(in_runs(made, &chart.caption, None));
            }
            (Block::Table(table), Source::Caption(of)) if table.anchor == of => {
                found.extend(in_runs(made, &table.caption, at));
            }
            (Block::Table(table), Source::Cell { anchor, row, column })
                if table.anchor == anchor =>
            {
                found.extend(in_cell(made, table, (row, column)));
            }
            _ => {}
        }
    }
    let mut once: Vec<Told> = Vec::new();
    for told in found {
        if once.iter().all(|other| other.figure != told.figure) {
            once.push(told);
        }
    }
    once
}

impl<'a> Made<'a> {
    /// What a run prints by its slot.
    fn by_slot(self, run: &Run) -> Option<Told> {
        let slot = run.slot.as_ref()?;
        let indicator = self.bulletin.indicator_named(&slot.name)?;
        Some(self.of_hall(indicator, slot.measure))
    }

    fn of_hall(self, indicator: &Indicator, measure: Measure) -> Told {
        let month = month_of(self.issue.month, measure);
        let figure = FigureKey::of_hall(&indicator.code, month);
        Told { figure, name: indicator.name.clone(), measure }
    }

    /// The indicators a text names; of names within each other, the longest.
    fn named_in(self, text: &str) -> Vec<Told> {
        let names = self.bulletin.indicators.iter().flat_map(|indicator| {
            let names = indicator.names().filter(|name| name.chars().count() >= NAME);
            names.map(move |name| (indicator, name))
        });
        let mut hits: Vec<(usize, usize, &Indicator)> = names
            .filter_map(|(indicator, name)| Some((text.find(name)?, name.len(), indicator)))
            .collect();
        hits.sort_by_key(|(at, length, _)| (*at, std::cmp::Reverse(*length)));
        let mut end = 0;
        let own = |(at, length, indicator): (usize, usize, &Indicator)| {
            (at >= end).then(|| {
                end = at + length;
                self.of_hall(indicator, Measure::Value)
            })
        };
        hits.into_iter().filter_map(own).collect()
    }

    fn department(self, row: &[Run]) -> Option<&'a Department> {
        let named = |department: &&Department| {
            !department.is_hall()
                && row.iter().any(|cell| department.names().any(|name| name == cell.text))
        };
        self.departments.iter().find(named)
    }
}

/// 上月 and 去年同月 tell a figure of another month than the issue's.
fn month_of(month: Month, measure: Measure) -> Month {
    match measure {
        Measure::LastMonth => month.previous(),
        Measure::YearAgo => month.year_ago(),
        _ => month,
    }
}

fn in_runs(made: Made<'_>, runs: &[Run], at: Option<usize>) -> Vec<Told> {
    let text = text_of(runs);
    let (from, to) = at.map_or((0, usize::MAX), |at| sentence(&text, at));
    let mut start = 0;
    let mut told = Vec::new();
    for run in runs {
        let end = start + run.text.chars().count();
        let own = made.by_slot(run);
        if at.is_some_and(|at| (start..end).contains(&at))
            && let Some(hit) = &own
        {
            return vec![hit.clone()];
        }
        told.extend(own.filter(|_| from <= start && start < to));
        start = end;
    }
    if told.is_empty() {
        let words: String = text.chars().skip(from).take(to.saturating_sub(from)).collect();
        return made.named_in(&words);
    }
    told
}

/// First and one past the last character of the sentence around a character.
fn sentence(text: &str, at: usize) -> (usize, usize) {
    let ends =
        || text.chars().enumerate().filter(|(_, c)| ENDS.contains(c)).map(|(nth, _)| nth + 1);
    let from = ends().take_while(|end| *end <= at).last().unwrap_or(0);
    let to = ends().find(|end| *end > at).unwrap_or(usize::MAX);
    (from, to)
}

fn in_cell(made: Made<'_>, table: &Table, (row, column): (usize, usize)) -> Vec<Told> {
    let heads = table.column_heads();
    let head = heads.get(column).map(String::as_str).unwrap_or_default();
    let below = row.checked_sub(table.head_rows());
    let Some(cells) = below.and_then(|row| table.body().get(row)) else {
        return by_column(made, table, column, head);
    };
    let Some(cell) = cells.get(column) else { return Vec::new() };
    if let Some(told) = made.by_slot(cell) {
        return vec![told];
    }
    let mut told = by_column(made, table, column, head);
    if told.is_empty() {
        return in_runs(made, std::slice::from_ref(cell), None);
    }
    if let Some(department) = made.department(cells) {
        for one in &mut told {
            let asked = made.bulletin.indicator(&one.figure.indicator);
            if asked.is_some_and(|indicator| indicator.is_asked_of(&department.code)) {
                one.figure.department = department.code.clone();
                one.name = format!("{}{}", department.name, one.name);
            }
        }
    }
    told
}

/// What a column tells: of a table of figures as it is set up, else by the words of its head.
fn by_column(made: Made<'_>, table: &Table, column: usize, head: &str) -> Vec<Told> {
    let Anchor { section, item, .. } = table.anchor;
    let set_up = made.issue.sections.get(section).filter(|_| item.is_none());
    let Some(spec) = set_up.and_then(|section| section.table.as_ref()) else {
        return made.named_in(head);
    };
    let before = table.head.len().saturating_sub(spec.columns.len());
    let own = column.checked_sub(before).and_then(|nth| spec.columns.get(nth));
    let told = own.and_then(|column| {
        let indicator = made.bulletin.indicator(&column.indicator)?;
        Some(made.of_hall(indicator, column.measure))
    });
    told.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture::{Fixture, fixture};
    use crate::model::DepartmentCode;

    fn anchor(section: usize) -> Anchor {
        Anchor { section, item: Some(0), paragraph: 0 }
    }

    /// Name and month of what is told where `words` are printed.
    fn names(fixture: &Fixture, source: Source, words: Option<&str>) -> Vec<String> {
        let document = fixture.document();
        let text = document.blocks.iter().find_map(|block| match block {
            Block::Paragraph { runs, anchor } if Source::Paragraph(*anchor) == source => {
                Some(text_of(runs))
            }
            _ => None,
        });
        let text = text.unwrap_or_default();
        let at = words.map(|words| text.split_once(words).unwrap().0.chars().count());
        let made = Made {
            document: &document,
            issue: &fixture.issue,
            bulletin: &fixture.bulletin,
            departments: &fixture.departments,
        };
        let name = |told: Told| format!("{} {}", told.name, told.figure.month);
        told(made, source, at).into_iter().map(name).collect()
    }

    #[test]
    fn a_number_tells_its_figure_and_a_word_those_of_its_sentence() {
        let fixture = fixture();
        let overview = Source::Paragraph(anchor(0));
        assert_eq!(names(&fixture, overview, Some("6.23")), ["办件量 2026-03"]);
        let sentence = names(&fixture, overview, Some("其中全程"));
        assert_eq!(sentence, ["全程网办受理 2026-03"]);
        assert_eq!(names(&fixture, overview, None).len(), 5, "all of the paragraph");
    }

    #[test]
    fn a_figure_of_another_month_keeps_its_month() {
        let mut fixture = fixture();
        fixture.issue.sections[0].items[0].paragraphs =
            vec!["上月办理{办件量·上月}万件，去年同月{办件量·去年同月}万件。".into()];
        let source = Source::Paragraph(anchor(0));
        assert_eq!(names(&fixture, source, Some("4.9")), ["办件量 2026-02"]);
        assert_eq!(names(&fixture, source, Some("6.4")), ["办件量 2025-03"]);
    }

    #[test]
    fn words_without_slots_tell_the_indicators_they_name() {
        let mut fixture = fixture();
        fixture.issue.sections[0].items[0].paragraphs =
            vec!["全程网办受理稳步上升。会议另行通知。".into()];
        let source = Source::Paragraph(anchor(0));
        assert_eq!(names(&fixture, source, Some("稳步")), ["全程网办受理 2026-03"]);
        assert_eq!(names(&fixture, source, Some("会议")), Vec::<String>::new());
    }

    #[test]
    fn a_cell_tells_the_figure_of_its_rows_department() {
        let fixture = fixture();
        let table = Anchor { section: 3, item: None, paragraph: 0 };
        let document = fixture.document();
        let made = Made {
            document: &document,
            issue: &fixture.issue,
            bulletin: &fixture.bulletin,
            departments: &fixture.departments,
        };
        let cell = |row, column| told(made, Source::Cell { anchor: table, row, column }, Some(0));
        let first = cell(1, 2);
        assert_eq!(first[0].figure.department, DepartmentCode::new("d2"));
        assert_eq!(cell(0, 2)[0].figure.department, DepartmentCode::hall());
        assert_eq!(cell(1, 0), [], "a place is no figure");
        assert_eq!(cell(99, 99), []);
    }
}
