//! Books opened and made: an empty one, the sample, one made of a past issue.

use std::path::Path;

use crate::model::Month;
use crate::ops::{
    BackupReason, Book, ImportReport, OpError, built_in, bulletin_of_file, demo_book,
};

use super::app::{AppWindow, BookState, environment};
use super::dialogs::Dialog;
use super::files;
use super::route::Route;

impl AppWindow {
    pub(super) fn import(&mut self, path: &Path) {
        self.back_up(BackupReason::Import);
        let read = match &mut self.book {
            BookState::Open(book) => book.import_issue_file(path, None),
            BookState::None | BookState::Trouble(_) => self.import_into_new(path),
        };
        match read {
            Ok(report) => {
                self.saved.stored();
                self.place.iter_mut().for_each(|place| place.month = report.month);
                self.dialog = Some(Dialog::Imported(Box::new(report)));
            }
            Err(err) => self.refused(&err),
        }
    }

    /// Reads into a new book; a file that cannot be read leaves no empty book behind.
    fn import_into_new(&mut self, path: &Path) -> Result<ImportReport, OpError> {
        let bulletin = bulletin_of_file(path)?;
        Book::in_memory(&bulletin, environment())?.preview_issue_file(path, None)?;
        files::make_folder(&self.path);
        let mut book = Book::create(&self.path, &bulletin, environment())?;
        let report = book.import_issue_file(path, None)?;
        self.show_book(book);
        Ok(report)
    }

    pub(super) fn new_book(&mut self, name: &str) {
        self.dialog = None;
        files::make_folder(&self.path);
        let made = built_in::bulletin(name)
            .and_then(|bulletin| Book::create(&self.path, &bulletin, environment()));
        match made {
            Ok(book) => {
                self.show_book(book);
                self.go(Route::Entry);
            }
            Err(err) => self.refused(&err),
        }
    }

    pub(super) fn open_sample(&mut self) {
        let path = files::sample_path(&self.own);
        if path.exists() {
            return self.open_path(&path);
        }
        files::make_folder(&path);
        let Some(last) = Month::new(2025, 4) else { return };
        let made = built_in::bulletin(built_in::DEFAULT)
            .and_then(|bulletin| demo_book::create(&path, &bulletin, last, environment()));
        match made {
            Ok(book) => {
                self.path = path;
                self.show_book(book);
            }
            Err(err) => self.refused(&err),
        }
    }

    pub(super) fn open_path(&mut self, path: &Path) {
        path.clone_into(&mut self.path);
        self.reopen();
    }
}
