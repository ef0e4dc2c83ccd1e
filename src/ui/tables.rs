//! Tables of figures coming in and going out: files are read beside the window, which goes on
//! drawing and can call the reading off.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use egui::{Context, Ui};

use crate::model::{DepartmentCode, FigureKey, Month};
use crate::ops::{Book, Listing, OpError, SheetContent, SheetRequest};

use super::action::{Action, Actions, Purpose, TableSource};
use super::app::{AppWindow, BookState};
use super::dialogs::{Dialog, SheetDialog};
use super::route::Route;
use super::widgets;

/// A file being read in a thread of its own.
pub struct TableReading {
    path: PathBuf,
    department: DepartmentCode,
    answer: Receiver<Result<SheetContent, OpError>>,
    rows: Arc<AtomicUsize>,
    cancelled: Arc<AtomicBool>,
}

impl TableReading {
    fn start(path: &Path, request: SheetRequest) -> Option<Self> {
        let (send, answer) = channel();
        let (rows, cancelled) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let department = request.department.clone();
        let (of, counted, stop) = (path.to_owned(), Arc::clone(&rows), Arc::clone(&cancelled));
        let read = move || {
            let mut progress = |rows| {
                counted.store(rows, Ordering::Relaxed);
                !stop.load(Ordering::Relaxed)
            };
            send.send(SheetContent::of_file(&of, &request, &mut progress)).ok();
        };
        std::thread::Builder::new().name("table".to_owned()).spawn(read).ok()?;
        Some(Self { path: path.to_owned(), department, answer, rows, cancelled })
    }

    /// What is being read, how far, and the way out.
    pub fn ui(&self, ui: &mut Ui, actions: &Actions) {
        let name = self.path.file_name().map(|n| n.to_string_lossy().into_owned());
        ui.label(format!("正在读 {}…", name.unwrap_or_default()));
        widgets::quiet(ui, format!("已读 {} 行", self.rows.load(Ordering::Relaxed)));
        if ui.button("取消").clicked() {
            actions.send(Action::CancelTable);
        }
    }
}

impl AppWindow {
    /// Reads a table and shows what it would change.
    pub(super) fn read_table(
        &mut self,
        source: TableSource,
        month: Option<Month>,
        department: &DepartmentCode,
    ) {
        self.dialog = None;
        let BookState::Open(book) = &self.book else { return };
        let Some(place) = &self.place else { return };
        let bulletin = match book.bulletin(&place.bulletin) {
            Ok(bulletin) => bulletin,
            Err(err) => return self.refused(&err),
        };
        let request = book.sheet_request(&bulletin, month, department);
        match source {
            TableSource::File(path) => self.table = TableReading::start(&path, request),
            TableSource::Block(text) => {
                let content = SheetContent::of_block(&text, &request);
                let source = (TableSource::Block(text), department.clone());
                self.show_table(content, source);
            }
        }
    }

    /// Takes the answer of the reading when there is one.
    pub(super) fn poll_table(&mut self, ctx: &Context) {
        let Some(reading) = &self.table else { return };
        let answer = match reading.answer.try_recv() {
            Err(TryRecvError::Empty) => {
                return ctx.request_repaint_after(Duration::from_millis(60));
            }
            Err(TryRecvError::Disconnected) => None,
            Ok(answer) => Some(answer),
        };
        let Some(reading) = self.table.take() else { return };
        if let Some(content) = answer
            && !reading.cancelled.load(Ordering::Relaxed)
        {
            self.show_table(content, (TableSource::File(reading.path), reading.department));
        }
    }

    pub(super) fn cancel_table(&mut self) {
        if let Some(reading) = self.table.take() {
            reading.cancelled.store(true, Ordering::Relaxed);
            self.toasts.done("已取消导入，没有改动任何内容");
        }
    }

    /// Shows what numbers that stand by their place would change; `left` found no row.
    pub(super) fn preview_cells(&mut self, cells: &[(FigureKey, String)], left: usize) {
        let BookState::Open(book) = &self.book else { return };
        match book.preview_cells(cells, left) {
            Ok(preview) => {
                self.dialog = Some(Dialog::Sheet(Box::new(SheetDialog::new(preview, None))));
            }
            Err(err) => self.refused(&err),
        }
    }

    fn show_table(
        &mut self,
        content: Result<SheetContent, OpError>,
        source: (TableSource, DepartmentCode),
    ) {
        let BookState::Open(book) = &self.book else { return };
        match content.and_then(|content| book.preview_sheet(&content)) {
            Ok(preview) => {
                let dialog = SheetDialog::new(preview, Some(source));
                self.dialog = Some(Dialog::Sheet(Box::new(dialog)));
            }
            Err(err) => self.refused(&err),
        }
    }

    /// The table that the screen shows.
    pub(super) fn table_shown(&self) -> Purpose {
        let listing = match self.route {
            Route::Events => Listing::Events,
            Route::Lists => Listing::Lists,
            Route::Settings => match self.screens.settings_listing() {
                Some(listing) => listing,
                None => return Purpose::ExportTable,
            },
            _ => return Purpose::ExportTable,
        };
        Purpose::ExportList(listing)
    }

    pub(super) fn export_list(&mut self, listing: &Listing, path: &Path) {
        let BookState::Open(book) = &self.book else { return };
        let Some(place) = &self.place else { return };
        let write = |book: &Book| {
            let bulletin = book.bulletin(&place.bulletin)?;
            book.export_listing(listing, &bulletin, place.month, path)
        };
        match write(book) {
            Ok(()) => self.toasts.done(format!("已导出：{}", path.display())),
            Err(err) => self.refused(&err),
        }
    }

    /// Writes the form of the month shown.
    pub(super) fn export_table(&mut self, department: &DepartmentCode, path: &Path) {
        let BookState::Open(book) = &self.book else { return };
        let Some(place) = &self.place else { return };
        let write = |book: &Book| {
            let bulletin = book.bulletin(&place.bulletin)?;
            book.export_form(&bulletin, place.month, department, path)
        };
        match write(book) {
            Ok(()) => self.toasts.done(format!("已导出：{}", path.display())),
            Err(err) => self.refused(&err),
        }
    }
}
