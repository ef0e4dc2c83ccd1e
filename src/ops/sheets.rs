//! Tables of figures (数据表) from spreadsheets: previewed cell by cell, taken in as one step.

use std::io::Read as _;
use std::path::Path;

use super::book::Book;
use super::error::OpError;
use super::figures::store;
use super::op::Op;
use crate::import::sheet::{
    self, Context, Limits, Much, Progress, Reading, Sheet, SheetError, SheetFigure, Unread,
};
use crate::model::{
    Bulletin, Department, DepartmentCode, FigureKey, FigureSource, FigureState, Month,
};

/// What is to be filled from a table.
#[derive(Clone, Debug)]
pub struct SheetRequest {
    pub bulletin: Bulletin,
    pub departments: Vec<Department>,
    /// `None` takes the months that the table names.
    pub month: Option<Month>,
    /// Whose figures they are where the table names no department.
    pub department: DepartmentCode,
}

/// A table as read, before it is held against the book.
#[derive(Clone, Debug)]
pub struct SheetContent {
    /// What it is called in labels: the file's name, or 粘贴的表.
    pub name: String,
    pub source: FigureSource,
    reading: Reading,
}

/// What taking a table in would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetPreview {
    pub name: String,
    pub source: FigureSource,
    pub changes: Vec<SheetChange>,
    /// Cells that hold the same already.
    pub unchanged: usize,
    pub unread: Vec<SheetUnread>,
    pub notes: Vec<String>,
    /// Months that the table is about and that were not asked for.
    pub other_months: Vec<Month>,
}

/// One cell of the book that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetChange {
    pub key: FigureKey,
    pub indicator: String,
    pub department: String,
    /// What stands there; empty for a blank cell.
    pub old: String,
    pub new: String,
    pub place: String,
}

/// A place of the table that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetUnread {
    pub place: String,
    pub text: String,
    pub reason: String,
}

impl SheetContent {
    /// Reads a file; needs no book, so that it can be done beside the window. `progress` is told
    /// the rows read and answers whether to go on.
    pub fn of_file(
        path: &Path,
        request: &SheetRequest,
        progress: Progress<'_>,
    ) -> Result<Self, OpError> {
        let limits = Limits::default();
        let fault = |source| OpError::Sheet { path: path.to_owned(), source };
        let unreadable = |source| OpError::ReadFile { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(unreadable)?;
        let mut bytes = Vec::new();
        file.take(limits.size + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if u64::try_from(bytes.len()).is_ok_and(|size| size > limits.size) {
            return Err(fault(SheetError::TooMuch { what: Much::Size, limit: limits.size }));
        }
        let extension = path.extension().and_then(|it| it.to_str()).unwrap_or("").to_lowercase();
        let is_workbook = bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
        let (sheets, notes) = match extension.as_str() {
            "ods" => return Err(fault(SheetError::OldFormat)),
            _ if is_workbook => {
                (sheet::read_workbook(&bytes, &limits, progress).map_err(fault)?, Vec::new())
            }
            _ => {
                let read = sheet::read_delimited(&bytes, &limits, progress);
                let (sheet, notes) = read.map_err(fault)?;
                (vec![sheet], notes)
            }
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        Ok(Self::of_sheets(name, FigureSource::Document, &sheets, notes, request))
    }

    /// Reads a block copied from a spreadsheet.
    pub fn of_block(text: &str, request: &SheetRequest) -> Result<Self, OpError> {
        let read = sheet::read_delimited(text.as_bytes(), &Limits::default(), &mut |_| true);
        let fault = |source| OpError::Sheet { path: "粘贴的内容".into(), source };
        let (sheet, notes) = read.map_err(fault)?;
        let name = "粘贴的表".to_owned();
        Ok(Self::of_sheets(name, FigureSource::Pasted, &[sheet], notes, request))
    }

    fn of_sheets(
        name: String,
        source: FigureSource,
        sheets: &[Sheet],
        notes: Vec<String>,
        request: &SheetRequest,
    ) -> Self {
        let mut reading = sheet::understand(sheets, &request.context());
        reading.notes.splice(0..0, notes);
        Self { name, source, reading }
    }
}

impl SheetRequest {
    fn context(&self) -> Context<'_> {
        let Self { bulletin, departments, month, department } = self;
        Context { bulletin, departments, month: *month, department }
    }
}

impl Book {
    /// A request for the bulletin's figures.
    pub fn sheet_request(
        &self,
        bulletin: &Bulletin,
        month: Option<Month>,
        department: &DepartmentCode,
    ) -> SheetRequest {
        let departments = self.departments.clone();
        SheetRequest {
            bulletin: bulletin.clone(),
            departments,
            month,
            department: department.clone(),
        }
    }

    /// Holds a table against the book; changes nothing.
    pub fn preview_sheet(&self, content: &SheetContent) -> Result<SheetPreview, OpError> {
        let mut changes = Vec::new();
        let mut unchanged = 0;
        for figure in &content.reading.figures {
            if figure.typed.is_empty() {
                continue;
            }
            let stored = self.figure(&figure.key)?;
            let new = self.read_figure(&figure.key, &figure.typed, content.source)?;
            let same = stored.as_ref().is_some_and(|stored| {
                stored.typed.trim() == new.typed.trim()
                    || (new.quantity.is_some() && stored.quantity == new.quantity)
                    || (new.state == FigureState::NotReported && stored.state == new.state)
            });
            if same {
                unchanged += 1;
                continue;
            }
            let indicator = self.indicator(&figure.key.indicator)?;
            changes.push(SheetChange {
                key: figure.key.clone(),
                indicator: indicator.name.clone(),
                department: self.department(&figure.key.department)?.name.clone(),
                old: stored.map(|stored| stored.typed).unwrap_or_default(),
                new: figure.typed.clone(),
                place: figure.place.clone(),
            });
        }
        let reading = &content.reading;
        Ok(SheetPreview {
            name: content.name.clone(),
            source: content.source,
            changes,
            unchanged,
            unread: reading.unread.iter().map(unread).collect(),
            notes: reading.notes.clone(),
            other_months: reading.other_months.clone(),
        })
    }

    /// What numbers would change that stand in the cells by their place; `left` of them found no
    /// cell.
    pub fn preview_cells(
        &self,
        cells: &[(FigureKey, String)],
        left: usize,
    ) -> Result<SheetPreview, OpError> {
        let figure = |(nth, (key, typed)): (usize, &(FigureKey, String))| SheetFigure {
            key: key.clone(),
            typed: typed.clone(),
            place: format!("第{}行", nth + 1),
        };
        let figures = cells.iter().enumerate().map(figure).collect();
        let mut reading = Reading { figures, ..Reading::default() };
        if left > 0 {
            reading.notes.push(format!("表单到底了，还有 {left} 个数没有格子可放"));
        }
        let (name, source) = ("粘贴的一列".to_owned(), FigureSource::Pasted);
        self.preview_sheet(&SheetContent { name, source, reading })
    }

    /// Takes changes of a preview in, as one step; returns how many. A cell that was changed since
    /// the preview refuses the whole.
    pub fn import_sheet(
        &mut self,
        preview: &SheetPreview,
        changes: &[SheetChange],
    ) -> Result<usize, OpError> {
        let mut figures = Vec::new();
        for change in changes {
            let stored = self.figure(&change.key)?.map(|figure| figure.typed).unwrap_or_default();
            if stored != change.old {
                return Err(OpError::CellChanged {
                    cell: self.cell_name(&change.key),
                    was: change.old.clone(),
                    now: stored,
                });
            }
            figures.push(self.read_figure(&change.key, &change.new, preview.source)?);
        }
        let count = figures.len();
        if count == 0 {
            return Ok(0);
        }
        let label = format!("导入 {count} 项数据（{}）", preview.name);
        self.transact(Op::ImportSheet, &label, |writer| {
            figures.into_iter().try_for_each(|figure| store(writer, figure).map(drop))
        })?;
        Ok(count)
    }
}

fn unread(unread: &Unread) -> SheetUnread {
    let Unread { place, text, reason } = unread.clone();
    SheetUnread { place, text, reason }
}
