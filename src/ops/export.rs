//! An issue composed, checked and written to a file of the person's choice.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::book::Book;
use super::error::OpError;
use crate::check::{Finding, check_issue};
use crate::document::{Document, compose, plain_text};
use crate::export;
use crate::model::{
    Bulletin, DepartmentCode, Figure, FigureKey, FigureState, Figures, Indicator, Issue, Month,
};

/// The extensions an issue can be written with.
pub const ISSUE_FORMATS: [&str; 5] = ["docx", "md", "txt", "json", "csv"];

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportReport {
    pub path: PathBuf,
    pub bytes: usize,
    /// Labels of the places printed as 〔…〕, in order of print.
    pub empty: Vec<String>,
}

/// One figure as listed and as written to JSON; numbers as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureRow {
    pub month: Month,
    pub indicator: String,
    pub name: String,
    /// As printed with the value: 万件.
    pub unit: String,
    pub department: String,
    pub typed: String,
    /// As printed: `6.1`; empty where there is none.
    pub value: String,
    pub state: FigureState,
}

impl FigureRow {
    pub fn of(indicator: &Indicator, figure: &Figure, department: &str) -> Self {
        let value = figure.quantity.map(|quantity| indicator.print(quantity)).unwrap_or_default();
        Self {
            month: figure.key.month,
            indicator: indicator.code.to_string(),
            name: indicator.name.clone(),
            unit: indicator.display_unit(),
            department: department.to_owned(),
            typed: figure.typed.clone(),
            value,
            state: figure.state,
        }
    }

    fn blank(indicator: &Indicator, month: Month, department: &str) -> Self {
        Self {
            month,
            indicator: indicator.code.to_string(),
            name: indicator.name.clone(),
            unit: indicator.display_unit(),
            department: department.to_owned(),
            typed: String::new(),
            value: String::new(),
            state: FigureState::Blank,
        }
    }

    /// The value with its unit, or the state in words.
    pub fn in_words(&self) -> String {
        match self.state {
            FigureState::Entered | FigureState::Zero => format!("{}{}", self.value, self.unit),
            FigureState::Blank => "（空）".to_owned(),
            FigureState::NotReported => "未报".to_owned(),
            FigureState::Draft => format!("“{}”（不是数）", self.typed),
        }
    }
}

impl Book {
    /// The issue as it will be printed.
    pub fn document(&self, issue: &Issue) -> Result<Document, OpError> {
        Ok(self.composed(issue)?.0)
    }

    /// The issue as printed, with the definition and figures it was printed from.
    fn composed(&self, issue: &Issue) -> Result<(Document, Bulletin, Figures), OpError> {
        let bulletin = self.bulletin(&issue.bulletin)?;
        let figures = self.figures_for_issue(issue)?;
        let document = compose(issue, &bulletin, &figures, &self.departments()?);
        Ok((document, bulletin, figures))
    }

    /// Everything there is to say about an issue before it goes to print.
    pub fn check(&self, issue: &Issue) -> Result<Vec<Finding>, OpError> {
        let (document, bulletin, figures) = self.composed(issue)?;
        Ok(check_issue(issue, &bulletin, &figures, &document))
    }

    /// One row an indicator of the bulletin, blank ones included.
    pub fn figure_rows(
        &self,
        bulletin: &Bulletin,
        month: Month,
        department: &DepartmentCode,
    ) -> Result<Vec<FigureRow>, OpError> {
        let figures = self.figures(&[month], Some(department))?;
        let name = self.find_department(department.as_str())?.name;
        let row = |indicator: &Indicator| {
            let key = FigureKey::new(&indicator.code, month, department);
            figures.get(&key).map_or_else(
                || FigureRow::blank(indicator, month, &name),
                |figure| FigureRow::of(indicator, figure, &name),
            )
        };
        Ok(bulletin.indicators.iter().map(row).collect())
    }

    /// Writes the issue in the format of the path's extension, whole or not at all.
    pub fn export_issue(&self, issue: &Issue, path: &Path) -> Result<ExportReport, OpError> {
        let kind = extension(path);
        if !ISSUE_FORMATS.contains(&kind.as_str()) {
            let known = &ISSUE_FORMATS;
            return Err(OpError::UnknownFormat { path: path.to_owned(), known });
        }
        let (document, bulletin, figures) = self.composed(issue)?;
        let bytes = match kind.as_str() {
            "docx" => export::docx::docx(&document, &bulletin.house_style)?,
            "md" => export::markdown::markdown(&document).into_bytes(),
            "txt" => plain_text(&document).into_bytes(),
            "csv" => self.figures_csv(&bulletin, issue.month)?.into_bytes(),
            _ => export::json::json(issue, &bulletin, &figures, &document).into_bytes(),
        };
        export::write_whole(path, &bytes)?;
        let empty = document.empty.iter().map(|slot| slot.label.clone()).collect();
        Ok(ExportReport { path: path.to_owned(), bytes: bytes.len(), empty })
    }

    /// The month's figures of the whole hall as a table for a spreadsheet.
    fn figures_csv(&self, bulletin: &Bulletin, month: Month) -> Result<String, OpError> {
        let rows = self.figure_rows(bulletin, month, &DepartmentCode::hall())?;
        let cells = rows.into_iter().map(|row| vec![row.name, row.unit, row.value, row.typed]);
        let head = ["指标", "单位", &month.chinese(), "录入原文"].map(str::to_owned).to_vec();
        Ok(export::table::csv(&[head].into_iter().chain(cells).collect::<Vec<_>>()))
    }
}

/// The path's extension in lower case; empty when it has none.
pub(super) fn extension(path: &Path) -> String {
    path.extension().map(|ext| ext.to_string_lossy().to_lowercase()).unwrap_or_default()
}
