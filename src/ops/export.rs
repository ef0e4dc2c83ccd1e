//! An issue composed, checked and written to a file of the person's choice.

use std::path::{Path, PathBuf};

use super::book::Book;
use super::error::OpError;
use super::publishing::rendered;
use super::{print, read_back};
use crate::document::{Block, Document, compose};
use crate::export::{self, FigureRow, figure_rows, figures_csv, write_whole};
use crate::model::{
    Bulletin, DepartmentCode, Figure, FigureKey, FigureSource, FigureState, Figures, Issue, Month,
    Sum,
};

/// The extensions an issue can be written with.
pub const ISSUE_FORMATS: [&str; 6] = ["docx", "pdf", "md", "txt", "json", "csv"];

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportReport {
    pub path: PathBuf,
    pub bytes: usize,
    /// Labels of the places printed as 〔…〕, in order of print.
    pub empty: Vec<String>,
    /// The sum by which the file is known.
    pub sha256: Sum,
    /// The publication it was written of; `None` for a draft.
    pub publication: Option<i64>,
    /// What the page has to say: what does not fit, which stand-in prints what.
    pub remarks: Vec<String>,
}

impl Book {
    /// The issue as it will be printed; a published one as it was.
    pub fn document(&self, issue: &Issue) -> Result<Document, OpError> {
        if let Some((_, thawed)) = self.thawed(issue)? {
            return Ok(thawed.document);
        }
        let bulletin = self.bulletin(&issue.bulletin)?;
        let figures = self.figures_for_print(issue)?;
        Ok(compose(issue, &bulletin, &figures, &self.departments()?))
    }

    /// The issue as it would print now, also where it was published.
    pub fn living_document(&self, issue: &Issue) -> Result<Document, OpError> {
        Ok(self.composed_for_print(issue)?.0)
    }

    /// The issue as printed, with the definition and figures it was printed from; a published one
    /// as it was.
    pub(super) fn composed(&self, issue: &Issue) -> Result<(Document, Bulletin, Figures), OpError> {
        let Some((_, thawed)) = self.thawed(issue)? else { return self.composed_for_print(issue) };
        let bulletin = self.bulletin(&issue.bulletin)?;
        let bulletin = Bulletin { house_style: thawed.house, ..bulletin };
        Ok((thawed.document, bulletin, thawed.figures))
    }

    /// The issue as it would print now.
    pub(super) fn composed_for_print(
        &self,
        issue: &Issue,
    ) -> Result<(Document, Bulletin, Figures), OpError> {
        let bulletin = self.bulletin(&issue.bulletin)?;
        let figures = self.figures_for_issue(issue)?;
        let document = compose(issue, &bulletin, &figures, &self.departments()?);
        Ok((document, bulletin, figures))
    }

    /// One row an indicator of the bulletin, blank ones included.
    pub fn figure_rows(
        &self,
        bulletin: &Bulletin,
        month: Month,
        department: &DepartmentCode,
    ) -> Result<Vec<FigureRow>, OpError> {
        let mut figures = self.figures(&[month], Some(department))?;
        for indicator in &bulletin.indicators {
            let key = FigureKey::new(&indicator.code, month, department);
            if figures.get(&key).is_none() {
                figures.insert(blank(key));
            }
        }
        Ok(figure_rows(figures.iter(), bulletin, &self.departments()?))
    }

    /// The row of one cell, filled or not.
    pub fn figure_row(&self, key: &FigureKey) -> Result<FigureRow, OpError> {
        let owner = self.bulletin_of(&key.indicator)?;
        let figure = self.figure(key)?.unwrap_or_else(|| blank(key.clone()));
        let rows = figure_rows([&figure], owner, &self.departments);
        rows.into_iter().next().ok_or_else(|| self.no_indicator(key.indicator.as_str()))
    }

    /// Writes the issue in the format of the path's extension, whole or not at all.
    pub fn export_issue(&self, issue: &Issue, path: &Path) -> Result<ExportReport, OpError> {
        let kind = extension(path);
        if !ISSUE_FORMATS.contains(&kind.as_str()) {
            let known = &ISSUE_FORMATS;
            return Err(OpError::UnknownFormat { path: path.to_owned(), known });
        }
        let (document, bulletin, figures) = self.composed(issue)?;
        let mut remarks = Vec::new();
        let mut print = None;
        match kind.as_str() {
            "pdf" => {
                let fonts = print::fonts(&self.font_sources()?);
                let made = print::printed(&document, &bulletin.house_style, &fonts);
                remarks = made.remarks();
                print = Some(made);
            }
            "md" => write_charts(&document, path)?,
            _ => {}
        }
        let print = print.as_ref().map(|print| (&print.pages, print.fonts.as_ref()));
        let bytes = match rendered(&document, &bulletin.house_style, &kind, print)? {
            Some(bytes) => bytes,
            None if kind == "csv" => figures_csv(&self.issue_rows(issue, &bulletin, &figures)?),
            None => export::json(&document, issue, self.issue_rows(issue, &bulletin, &figures)?)?
                .into_bytes(),
        };
        let fault = |fault| OpError::ReadBack { path: path.to_owned(), fault };
        if kind == "docx" {
            read_back::check_docx(&bytes, &document).map_err(fault)?;
        }
        write_whole(path, &bytes)?;
        read_back::check_disk(path, &bytes).map_err(fault)?;
        let sha256 = Sum::of(&bytes);
        let empty = document.empty.iter().map(|slot| slot.label.clone()).collect();
        let publication = self.thawed(issue)?.map(|(seq, _)| seq);
        let (path, bytes) = (path.to_owned(), bytes.len());
        Ok(ExportReport { path, bytes, empty, sha256, publication, remarks })
    }

    /// The figures of the issue's own month, of the hall and the departments.
    pub(super) fn issue_rows(
        &self,
        issue: &Issue,
        bulletin: &Bulletin,
        figures: &Figures,
    ) -> Result<Vec<FigureRow>, OpError> {
        let own = figures.iter().filter(|figure| figure.key.month == issue.month);
        let of_bulletin = own.filter(|f| bulletin.indicator(&f.key.indicator).is_some());
        Ok(figure_rows(of_bulletin, bulletin, &self.departments()?))
    }
}

/// The pictures that a Markdown file links to, beside it.
fn write_charts(document: &Document, path: &Path) -> Result<(), OpError> {
    let charts = document.blocks.iter().filter_map(|block| match block {
        Block::Chart(block) => Some(&block.chart),
        _ => None,
    });
    for (number, chart) in (1..).zip(charts) {
        let picture = export::chart::svg(chart, export::chart::Size::default());
        let name = export::chart_file(&document.meta, number);
        write_whole(&path.with_file_name(name), picture.as_bytes())?;
    }
    Ok(())
}

/// A row as a person reads it on the console: the value with its unit, or the state in words.
pub fn in_words(row: &FigureRow) -> String {
    match (row.state, &row.value) {
        (FigureState::NotReported, _) => "未报".to_owned(),
        (FigureState::Draft, _) => format!("“{}”（不是数）", row.typed),
        (_, Some(value)) => format!("{value}{}", row.unit),
        (_, None) => "（空）".to_owned(),
    }
}

fn blank(key: FigureKey) -> Figure {
    let (source, state) = (FigureSource::Typed, FigureState::Blank);
    Figure { key, typed: String::new(), quantity: None, state, source, note: String::new() }
}

/// The path's extension in lower case; empty when it has none.
pub(super) fn extension(path: &Path) -> String {
    path.extension().map(|ext| ext.to_string_lossy().to_lowercase()).unwrap_or_default()
}
