//! Commands about figures: a month listed, a cell filled.

use crate::model::{DepartmentCode, FigureKey, FigureSource};
use crate::ops::{Book, FigureRow, OpError, in_words};

use super::args::{Figures, Set};
use super::month;
use super::output::Output;

pub fn list(book: &Book, of: &Figures, output: &mut Output<'_>) -> Result<u8, OpError> {
    let month = month(&of.month)?;
    let department = department(book, of.department.as_deref())?;
    let rows = book.figure_rows(&book.main_bulletin()?, month, &department)?;
    output.json(&rows);
    for row in &rows {
        output.say(&line(row));
    }
    Ok(0)
}

pub fn set(book: &mut Book, set: &Set, output: &mut Output<'_>) -> Result<u8, OpError> {
    let month = month(&set.month)?;
    let indicator = book.find_indicator(&set.indicator)?;
    let department = department(book, set.department.as_deref())?;
    book.check_figure(&indicator.code, &set.value)?;
    let key = FigureKey::new(&indicator.code, month, &department);
    book.set_figure(&key, &set.value, FigureSource::Typed)?;
    let rows = book.figure_rows(&book.main_bulletin()?, month, &department)?;
    if let Some(row) = rows.iter().find(|row| row.indicator == indicator.code) {
        output.json(row);
        output.say(&line(row));
    }
    Ok(0)
}

fn department(book: &Book, name: Option<&str>) -> Result<DepartmentCode, OpError> {
    name.map_or_else(
        || Ok(DepartmentCode::hall()),
        |name| book.find_department(name).map(|department| department.code),
    )
}

fn line(row: &FigureRow) -> String {
    format!("{}  {}  {}  {}", row.month, row.department, row.name, in_words(row))
}
