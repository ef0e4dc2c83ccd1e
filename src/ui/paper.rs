//! Fonts and paper: what the window does about them besides showing pages.

use std::path::Path;

use crate::layout::FontRole;
use crate::model::IssueId;

use super::app::{AppWindow, BookState};

impl AppWindow {
    pub(super) fn choose_font(&mut self, role: FontRole, path: Option<&Path>) {
        let BookState::Open(book) = &mut self.book else { return };
        match book.choose_font(role, path) {
            Ok(()) => self.saved.stored(),
            Err(err) => self.refused(&err),
        }
    }

    /// Stores nothing: the file goes to the system's viewer.
    pub(super) fn print(&mut self, issue: &IssueId) {
        let BookState::Open(book) = &self.book else { return };
        match book.issue(issue).and_then(|issue| book.print_out(&issue)) {
            Ok(report) => {
                self.toasts
                    .done(format!("已用阅读器打开，可在那里打印：{}", report.path.display()));
            }
            Err(err) => self.refused(&err),
        }
    }
}
