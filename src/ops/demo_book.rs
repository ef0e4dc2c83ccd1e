//! The sample book: the invented data of `demo`, stored as a book of its own.

use std::path::{Path, PathBuf};

use super::book::{Book, Writer};
use super::clock::Env;
use super::demo::{DemoBook, demo};
use super::error::OpError;
use super::issues;
use super::op::Op;
use super::trends::{TrendRequest, USUAL_TREND_MONTHS};
use crate::model::{Bulletin, Figure, FigureSource, FigureState, Month};
use crate::store::{BatchKind, ItemRow};

/// Makes a new book at `path` with 24 invented months ending with `last`. An existing file is
/// never replaced.
pub fn create(path: &Path, bulletin: &Bulletin, last: Month, env: Env) -> Result<Book, OpError> {
    let (sample, definition) = invent(bulletin, last);
    Book::create_filled(path, &definition, env, |writer| fill(writer, &definition, &sample))
}

/// The sample in memory, for tests.
pub fn in_memory(bulletin: &Bulletin, last: Month, env: Env) -> Result<Book, OpError> {
    let (sample, definition) = invent(bulletin, last);
    let mut book = Book::in_memory(&definition, env)?;
    // Stored as part of the book's making: there is nothing before the sample to undo back to.
    book.transact_as(Op::Create, "建立示例", BatchKind::Setting, |writer| {
        fill(writer, &definition, &sample)
    })?;
    Ok(book)
}

/// Writes the issue of `last` as docx, md and txt and a picture of the first two indicators into
/// `folder`, which is made when it is not there; returns the files.
pub fn export(book: &Book, last: Month, folder: &Path) -> Result<Vec<PathBuf>, OpError> {
    std::fs::create_dir_all(folder)
        .map_err(|source| OpError::WriteFile { path: folder.to_owned(), source })?;
    let issue = book.issue_of(last)?;
    let mut files = Vec::new();
    for extension in ["docx", "md", "txt"] {
        let path = folder.join(format!("{}-{last}.{extension}", issue.title));
        files.push(book.export_issue(&issue, &path)?.path);
    }
    let bulletin = book.bulletin(&issue.bulletin)?;
    let path = folder.join(format!("趋势-{last}.svg"));
    let indicators = bulletin.indicators.iter().take(2).map(|i| i.code.clone()).collect();
    let months = (last.plus(1 - USUAL_TREND_MONTHS), last);
    let request = TrendRequest::new(bulletin.code, indicators, months);
    book.export_chart(&request, &path)?;
    files.push(path);
    Ok(files)
}

/// The invented departments become the definition's own, so that they are founded with the book.
fn invent(bulletin: &Bulletin, last: Month) -> (DemoBook, Bulletin) {
    let sample = demo(bulletin, last);
    let departments = sample.departments.clone();
    (sample, Bulletin { departments, ..bulletin.clone() })
}

fn fill(writer: &mut Writer<'_>, bulletin: &Bulletin, sample: &DemoBook) -> Result<(), OpError> {
    for figure in &sample.figures {
        store_figure(writer, bulletin, figure)?;
    }
    for issue in &sample.issues {
        issues::store(writer, issue)?;
    }
    for (ord, item) in (0..).zip(&sample.pool) {
        let (item, bulletin) = (item.clone(), bulletin.code.clone());
        writer.put_item(&ItemRow { item, bulletin, section: None, ord })?;
    }
    Ok(())
}

pub(super) fn store_figure(
    writer: &mut Writer<'_>,
    bulletin: &Bulletin,
    figure: &super::demo::DemoFigure,
) -> Result<(), OpError> {
    let read = bulletin.indicator(&figure.key.indicator).map(|i| i.read(&figure.typed));
    let (state, quantity) = read.and_then(Result::ok).unwrap_or((FigureState::Draft, None));
    writer.put_figure(&Figure {
        key: figure.key.clone(),
        typed: figure.typed.clone(),
        quantity,
        state,
        source: FigureSource::Demo,
        note: figure.note.clone(),
    })?;
    Ok(())
}
