//! Choosing files: the system's dialog in a thread of its own, and ours where there is none.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use egui::Context;

use crate::ops::{Listing, places};

use super::action::{Action, Purpose};
use super::app::{AppWindow, BookState};
use super::dialogs::{Dialog, PathDialog};

/// An answer "nothing chosen" sooner than this came from no person: there is no dialog on this
/// machine, and ours takes over.
const TOO_QUICK: Duration = Duration::from_millis(150);

/// A file being chosen in the system's dialog.
pub struct Picking {
    purpose: Purpose,
    answer: Receiver<Option<PathBuf>>,
    asked: Instant,
    /// What our own dialog would begin with.
    fallback: PathDialog,
}

impl AppWindow {
    pub(super) fn pick(&mut self, purpose: Purpose) {
        self.dialog = None;
        if self.picking.is_some() {
            return;
        }
        let fallback = self.path_dialog(&purpose);
        match start(&purpose, &fallback) {
            Some(answer) => {
                self.picking = Some(Picking { purpose, answer, asked: Instant::now(), fallback });
            }
            None => self.dialog = Some(Dialog::Path(Box::new(fallback))),
        }
    }

    /// Takes the answer of the system's dialog when there is one.
    pub(super) fn poll_picking(&mut self, ctx: &Context) {
        let Some(picking) = &self.picking else { return };
        let answer = match picking.answer.try_recv() {
            Err(TryRecvError::Empty) => {
                return ctx.request_repaint_after(Duration::from_millis(60));
            }
            Err(TryRecvError::Disconnected) => None,
            Ok(answer) => answer,
        };
        let Some(picking) = self.picking.take() else { return };
        match answer {
            Some(path) => self.actions.send(Action::Picked(picking.purpose, path)),
            None if picking.asked.elapsed() < TOO_QUICK => {
                self.dialog = Some(Dialog::Path(Box::new(picking.fallback)));
            }
            None => {}
        }
    }

    fn path_dialog(&self, purpose: &Purpose) -> PathDialog {
        let folder = places::documents_folder();
        let extension = purpose.formats().first().map_or("", |(extension, _)| *extension);
        let name = match purpose {
            Purpose::Export(_) => Some(format!("{}.{extension}", self.issue_name())),
            Purpose::Chart(request) => {
                Some(format!("趋势（{}）.{extension}", request.to.chinese()))
            }
            Purpose::ExportTable => {
                let month = self.place.as_ref().map(|place| place.month.chinese());
                Some(format!("{}数据.{extension}", month.unwrap_or_default()))
            }
            Purpose::ProofSheet(_) => Some(format!("{}校样.{extension}", self.issue_name())),
            Purpose::ExportWords => Some(format!("本单位词表.{extension}")),
            Purpose::Import
            | Purpose::ImportTable
            | Purpose::ImportWords
            | Purpose::Verify
            | Purpose::Book
            | Purpose::Backup
            | Purpose::VerifyPack
            | Purpose::Font(_) => None,
            Purpose::Pack(..) => Some(format!("{}台账.{extension}", self.issue_name())),
            Purpose::LockedBackup(_) => Some(format!("月报备份.yuebao.{extension}")),
            Purpose::ExportList(listing) => {
                let of_month = matches!(listing, Listing::Events | Listing::Lists);
                let month = self.place.as_ref().filter(|_| of_month);
                let month = month.map(|place| place.month.chinese()).unwrap_or_default();
                Some(format!("{month}{}.{extension}", listing.name()))
            }
        };
        PathDialog::new(purpose.clone(), folder, name)
    }

    /// 政务窗口月报第4期（2025年4月）
    fn issue_name(&self) -> String {
        let BookState::Open(book) = &self.book else { return "月报".to_owned() };
        let Some(place) = &self.place else { return "月报".to_owned() };
        match book.issue_in(&place.bulletin, place.month) {
            Ok(Some(issue)) => {
                format!("{}第{}期（{}）", issue.title, issue.number, issue.month.chinese())
            }
            _ => format!("月报（{}）", place.month.chinese()),
        }
    }
}

/// Asks in a thread, since the system's dialog blocks; `None` when no thread could be had.
fn start(purpose: &Purpose, like: &PathDialog) -> Option<Receiver<Option<PathBuf>>> {
    let mut dialog = rfd::FileDialog::new().set_directory(&like.folder).set_title(purpose.title());
    let saving = purpose.saves();
    for (extension, name) in purpose.formats() {
        dialog = dialog.add_filter(*name, &[*extension]);
    }
    if let Some(name) = like.path.file_name().filter(|_| saving) {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    let (send, receive) = channel();
    std::thread::Builder::new()
        .name("file dialog".to_owned())
        .spawn(move || {
            let chosen = if saving { dialog.save_file() } else { dialog.pick_file() };
            send.send(chosen).ok();
        })
        .ok()?;
    Some(receive)
}

/// The sample lies beside the person's own book and is never mixed with it.
pub fn sample_path(own: &Path) -> PathBuf {
    let stem = own.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = format!("{}-示例.yuebao", stem.unwrap_or_else(|| "月报".to_owned()));
    if own.as_os_str().is_empty() {
        places::data_folder().join(name)
    } else {
        own.with_file_name(name)
    }
}

/// Makes the folder a new book goes into; where that fails, making the book says why.
pub fn make_folder(book: &Path) {
    if let Some(folder) = book.parent() {
        std::fs::create_dir_all(folder).ok();
    }
}
