//! Sample data (示例): two invented years of a bulletin for trying out, tests and screenshots.
//! Plain values from a fixed seed; knows no database, no clock, no screen.

mod clauses;
mod figures;
mod issues;
mod random;
mod scale;
mod scale_prose;
mod script;
mod texts;

use crate::model::{
    Bulletin, Department, Figure, FigureKey, FigureSource, FigureState, Figures, Issue, Item, Month,
};

pub use scale::{Scale, scale};
pub use scale_prose::{RARE_WORD, events};

/// Months of sample data.
pub const MONTHS: i32 = 24;

/// Everything invented for one bulletin. Ids are the same in every run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoBook {
    /// The bulletin's own departments, or invented ones where it names none. Without the hall.
    pub departments: Vec<Department>,
    pub figures: Vec<DemoFigure>,
    /// Oldest first, one a month; all but the newest are published.
    pub issues: Vec<Issue>,
    /// The newest month's events that no issue prints: waiting in the pool, or left out.
    pub pool: Vec<Item>,
}

/// A figure as a clerk would have typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoFigure {
    pub key: FigureKey,
    pub typed: String,
    pub note: String,
}

/// Invents [`MONTHS`] months ending with `last`. Indicators are found by name, so any definition
/// of the series will do; those it does not know get plausible figures of their own.
pub fn demo(bulletin: &Bulletin, last: Month) -> DemoBook {
    let script = script::script(bulletin.code.as_str());
    let months: Vec<Month> = last.plus(1 - MONTHS).through(last).collect();
    let departments = departments(bulletin, &script);
    let figures = figures::invent(bulletin, &script, &departments, &months);
    let known: Figures = figures.iter().filter_map(|figure| understood(bulletin, figure)).collect();
    let writer = issues::Writer::new(bulletin, &script, &departments, &known, last);
    let issues = months.iter().map(|month| writer.issue(*month)).collect();
    let pool = writer.pool();
    DemoBook { departments, figures, issues, pool }
}

fn departments(bulletin: &Bulletin, script: &script::Script) -> Vec<Department> {
    if bulletin.departments.is_empty() {
        script.departments()
    } else {
        bulletin.departments.clone()
    }
}

/// The figure as the program reads it.
fn understood(bulletin: &Bulletin, figure: &DemoFigure) -> Option<Figure> {
    let (key, typed, note) = (figure.key.clone(), figure.typed.clone(), figure.note.clone());
    let indicator = bulletin.indicator(&key.indicator)?;
    let (state, quantity) = indicator.read(&typed).unwrap_or((FigureState::Draft, None));
    Some(Figure { key, typed, quantity, state, source: FigureSource::Demo, note })
}

#[cfg(test)]
mod tests;
