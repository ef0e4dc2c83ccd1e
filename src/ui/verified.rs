//! Files held against the issue that is shown: chosen, or dropped on the window.

use std::path::{Path, PathBuf};

use egui::{Align2, Color32, Context, FontId, Id, LayerId, Order};

use crate::check::Part;
use crate::check::verify::Difference;
use crate::model::{FigureKey, Issue};
use crate::ops::{Book, OpError, Target, Verified, in_log, message};
use crate::text::prose::Prose;

use super::action::{Action, Purpose, TableSource};
use super::app::{AppWindow, BookState};
use super::dialogs::{Dialog, VerifiedDialog};
use super::theme;

impl AppWindow {
    /// Holds a file against the month's issue and shows what differs.
    pub(super) fn verify(&mut self, path: &Path) {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
            return self.came_in(path, &Purpose::VerifyPack);
        }
        self.show_verified(path, false);
    }

    /// Takes the words of one sentence, then holds the file against the issue again.
    pub(super) fn take_words(&mut self, difference: &Difference, path: &Path) {
        let Some(issue) = self.issue_shown() else { return };
        let BookState::Open(book) = &mut self.book else { return };
        match issue.and_then(|issue| book.take_words(&issue.id, difference)) {
            Ok(()) => {
                self.saved.stored();
                self.show_verified(path, true);
            }
            // Nothing was lost: the reason is told, the mark of saving stays.
            Err(err) => self.toasts.failed(message(&err)),
        }
    }

    fn show_verified(&mut self, path: &Path, took: bool) {
        let Some(issue) = self.issue_shown() else { return };
        let BookState::Open(book) = &self.book else { return };
        let made = issue.and_then(|issue| {
            let verified = book.verify_file(&issue, path)?;
            Ok(dialog(book, &issue, path, verified))
        });
        match made {
            Ok(dialog) => {
                let dialog = match &self.dialog {
                    Some(Dialog::Verified(before)) => dialog.after(before, took),
                    _ => dialog,
                };
                self.dialog = Some(Dialog::Verified(Box::new(dialog)));
            }
            Err(err) => {
                self.dialog = None;
                log::warn!("{}", in_log(&err));
                self.toasts.failed(message(&err));
            }
        }
    }

    /// Shows what became of the issue since the one before.
    pub(super) fn compare(&mut self) {
        let Some(issue) = self.issue_shown() else { return };
        let BookState::Open(book) = &self.book else { return };
        let made = issue.and_then(|issue| {
            let before = book.issue_before(&issue, None)?;
            let sentences = book.since(&issue, &before)?;
            let places = sentences.iter().map(|s| place_of(&issue, s.place.as_ref())).collect();
            Ok(Dialog::since(before.month, sentences, places))
        });
        match made {
            Ok(dialog) => self.dialog = Some(dialog),
            Err(err) => self.toasts.failed(message(&err)),
        }
    }

    /// The issue of the month shown; `None` without an open book.
    fn issue_shown(&self) -> Option<Result<Issue, OpError>> {
        let (BookState::Open(book), Some(place)) = (&self.book, &self.place) else { return None };
        let none = OpError::NoIssue { month: place.month, nearest: None };
        let found = book.issue_in(&place.bulletin, place.month);
        Some(found.and_then(|issue| issue.ok_or(none)))
    }

    /// Says what will happen while a file hangs over the window, and takes it when it falls.
    pub(super) fn dropped(&mut self, ctx: &Context) {
        let (hovers, dropped): (bool, Vec<PathBuf>) = ctx.input(|input| {
            let raw = &input.raw;
            let paths = raw.dropped_files.iter().map(|file| file.path().to_owned());
            (!raw.hovered_files.is_empty(), paths.collect())
        });
        let open = matches!(self.book, BookState::Open(_));
        if hovers && open {
            hovering_ui(ctx);
        }
        let Some(path) = dropped.into_iter().next() else { return };
        let kind = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        let action = match kind.as_deref() {
            Some("yuebao") => Action::Picked(Purpose::Book, path),
            Some("xlsx" | "csv") if open => Action::ReadTable {
                source: TableSource::File(path),
                month: self.place.as_ref().map(|place| place.month),
                department: self.screens.department(),
            },
            _ if self.issue_shown().is_some_and(|issue| issue.is_ok()) => Action::Verify(path),
            _ => Action::Picked(Purpose::Import, path),
        };
        self.actions.send(action);
    }
}

fn dialog(book: &Book, issue: &Issue, path: &Path, verified: Verified) -> VerifiedDialog {
    let differences = &verified.verification.differences;
    let places = differences.iter().map(|one| place_of(issue, one.place.as_ref())).collect();
    let bulletin = book.bulletin(&issue.bulletin).ok();
    let figure = |one: &Difference| {
        let slot = Prose::parse(&format!("{{{}}}", one.indicator.as_deref()?));
        let name = slot.slots().next()?.name.clone();
        let indicator = bulletin.as_ref()?.indicator_named(&name)?;
        Some(Action::Figure(FigureKey::of_hall(&indicator.code, issue.month)))
    };
    let figures = differences.iter().map(figure).collect();
    let name = format!("{}第{}期", issue.month.chinese(), issue.number);
    VerifiedDialog::new(path.to_owned(), name, verified, places, figures)
}

/// Where a sentence of the issue is typed.
fn place_of(issue: &Issue, place: Option<&crate::check::verify::Place>) -> Option<Action> {
    let place = place?;
    let (bulletin, month) = (issue.bulletin.clone(), issue.month);
    let target = match place.anchor {
        None if place.part == Part::Distribution => Target::List { bulletin, month },
        None => Target::Issue { bulletin, month },
        Some(anchor) => {
            let section = issue.sections.get(anchor.section)?;
            match anchor.item.and_then(|item| section.items.get(item)) {
                Some(item) => Target::Item { bulletin, month, item: item.id.clone(), placed: true },
                None => Target::Section { bulletin, month, section: section.id.clone() },
            }
        }
    };
    Some(Action::Goto(Box::new(target)))
}

fn hovering_ui(ctx: &Context) {
    let rect = ctx.content_rect();
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("dropping")));
    painter.rect_filled(rect, 0, Color32::from_black_alpha(120));
    let text = "松开鼠标：核对这份成品（docx、md、txt），或导入数据表（xlsx、csv）";
    let font: FontId = theme::bold_font(20.0);
    painter.text(rect.center(), Align2::CENTER_CENTER, text, font, Color32::WHITE);
}
