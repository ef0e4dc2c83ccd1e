//! Backups from the window: made in a thread while work goes on, when a changed book has had none
//! for half an hour, before much is taken in, and at the end; and the ways back to one.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use egui::Context;

use crate::ops::{
    Backup, BackupJob, BackupReason, BackupReport, Diagnosis, Examination, OpError, SecondCopy,
    Unlocked, UserMessage, best_backup, in_log, message, recover,
};

use super::action::Action;
use super::app::{AppWindow, BookState, environment};
use super::dialogs::Dialog;

/// Seconds between looks whether a backup is due.
const LOOK: f64 = 60.0;

/// A share that does not answer must not keep the program from ending.
const AT_EXIT: Duration = Duration::from_secs(10);

/// What the worker is given.
enum Work {
    Backup(BackupJob),
    Examination(Box<Examination>),
}

/// What it made of it.
enum Done {
    Backup(Result<BackupReport, OpError>, BackupReason),
    Examination(Result<Diagnosis, OpError>),
}

/// The way in and the way out.
type Worker = (Sender<(Work, BackupReason)>, Receiver<Done>);

/// The worker, and what is known of the backups.
#[derive(Default)]
pub struct Backups {
    worker: Option<Worker>,
    running: usize,
    next_look: f64,
    /// Rises with each finished backup: a list loaded before is stale.
    pub(super) finished: u64,
    /// Why the last one failed, until one succeeds.
    pub(super) trouble: Option<String>,
    /// What the last examination found.
    pub(super) diagnosis: Option<Diagnosis>,
    /// A backup taken out of its lock, as long as the window may go back to it.
    pub(super) unlocked: Option<Unlocked>,
    /// What would replace a book that cannot be opened.
    pub(super) best: Option<Backup>,
}

impl Backups {
    pub fn is_running(&self) -> bool {
        self.running > 0
    }

    fn give(&mut self, work: Work, reason: BackupReason) {
        let worker = self.worker.get_or_insert_with(start);
        if worker.0.send((work, reason)).is_ok() {
            self.running += 1;
        }
    }
}

/// One thread, so that two backups never meet in a folder.
fn start() -> Worker {
    let (give, take) = channel::<(Work, BackupReason)>();
    let (answer, answers) = channel();
    let work = move || {
        for (work, reason) in take {
            let done = match work {
                Work::Backup(job) => Done::Backup(job.run(), reason),
                Work::Examination(examination) => Done::Examination(examination.run()),
            };
            if answer.send(done).is_err() {
                return;
            }
        }
    };
    // Without a thread nothing takes the work and the next answer says that the worker is gone.
    drop(std::thread::Builder::new().name("backups".to_owned()).spawn(work));
    (give, answers)
}

impl AppWindow {
    /// Begins a backup of the book as it stands; work goes on meanwhile.
    pub(super) fn back_up(&mut self, reason: BackupReason) {
        let BookState::Open(book) = &mut self.book else { return };
        match book.begin_backup(reason) {
            Ok(Some(job)) => self.backups.give(Work::Backup(job), reason),
            Ok(None) => {}
            Err(err) => self.backup_failed(&err),
        }
    }

    /// Takes answers, and looks from time to time whether a backup is due.
    pub(super) fn poll_backups(&mut self, ctx: &Context, now: f64) {
        let answers: Vec<Done> = match &self.backups.worker {
            Some((_, answers)) if self.backups.running > 0 => answers.try_iter().collect(),
            _ => Vec::new(),
        };
        for done in answers {
            self.backups.running -= 1;
            self.take_answer(done);
        }
        if self.backups.running > 0 {
            ctx.request_repaint_after(Duration::from_millis(100));
        }
        if now < self.backups.next_look {
            return;
        }
        self.backups.next_look = now + LOOK;
        let BookState::Open(book) = &self.book else { return };
        match (book.backup_is_due(), book.is_unsaved_in_backups()) {
            (Ok(true), _) if self.backups.running == 0 => self.back_up(BackupReason::Timed),
            // An idle window draws nothing; it has to be woken for the next look.
            (Ok(_), Ok(true)) => ctx.request_repaint_after(Duration::from_mins(1)),
            (Err(err), _) | (_, Err(err)) => self.backup_failed(&err),
            _ => {}
        }
    }

    fn take_answer(&mut self, done: Done) {
        match done {
            Done::Backup(Ok(report), reason) => {
                self.backups.finished += 1;
                self.backups.trouble = second_trouble(&report.second);
                if reason == BackupReason::Manual {
                    self.toasts.done(format!("已备份并检查过：{}", report.path.display()));
                }
                if let (Some(trouble), BackupReason::Manual) = (&self.backups.trouble, reason) {
                    self.toasts.done(trouble.clone());
                }
            }
            Done::Backup(Err(err), _) => self.backup_failed(&err),
            Done::Examination(Ok(diagnosis)) => self.backups.diagnosis = Some(diagnosis),
            Done::Examination(Err(err)) => self.toasts.failed(message(&err)),
        }
    }

    /// A failed backup is said and keeps being said; nothing that was typed is touched by it.
    fn backup_failed(&mut self, err: &OpError) {
        log::error!("backup: {}", in_log(err));
        let said = message(err);
        self.backups.trouble = Some(said.text.clone());
        self.toasts.failed(said);
    }

    /// Before another book is opened in this window.
    pub(super) fn leave_book(&mut self) {
        if let BookState::Open(book) = &self.book
            && matches!(book.is_unsaved_in_backups(), Ok(true))
        {
            self.back_up(BackupReason::Exit);
        }
        self.backups.diagnosis = None;
        self.backups.next_look = 0.0;
    }

    /// The last backup is waited for, a share that does not answer only for a while.
    pub(super) fn back_up_on_exit(&mut self) {
        self.leave_book();
        let Some((give, answers)) = self.backups.worker.take() else { return };
        drop(give);
        let deadline = std::time::Instant::now() + AT_EXIT;
        while self.backups.running > 0 {
            let left = deadline.saturating_duration_since(std::time::Instant::now());
            let Ok(done) = answers.recv_timeout(left) else { break };
            self.backups.running -= 1;
            if let Done::Backup(Err(err), _) = done {
                log::error!("backup at the end: {}", in_log(&err));
            }
        }
    }

    pub(super) fn second_folder(&mut self, folder: &str) {
        let BookState::Open(book) = &mut self.book else { return };
        let folder = Some(Path::new(folder.trim())).filter(|path| !path.as_os_str().is_empty());
        match book.set_second_folder(folder) {
            Ok(()) => self.back_up(BackupReason::Manual),
            Err(err) => self.toasts.failed(message(&err)),
        }
    }

    /// A file chosen as the backup to go back to.
    pub(super) fn backup_chosen(&mut self, backup: PathBuf) {
        let open = matches!(self.book, BookState::Open(_));
        self.actions.send(if open {
            Action::PreviewRestore(backup)
        } else {
            Action::Recover(backup)
        });
    }

    pub(super) fn preview_restore(&mut self, backup: &Path) {
        let BookState::Open(book) = &self.book else { return };
        match book.preview_restore(backup) {
            Ok(preview) => self.dialog = Some(Dialog::Restore(Box::new(preview))),
            Err(err) => self.toasts.failed(message(&err)),
        }
    }

    pub(super) fn restore_backup(&mut self, backup: &Path) {
        self.dialog = None;
        let BookState::Open(book) = std::mem::replace(&mut self.book, BookState::None) else {
            return;
        };
        match book.restore_backup(backup, environment()) {
            Ok((book, restored)) => {
                self.show_book(book);
                self.greet();
                self.back_up(BackupReason::Restore);
                let aside = restored.set_aside.display();
                self.toasts.done(format!("已恢复。换下的工作簿整个放在 {aside}"));
            }
            Err(err) => {
                self.reopen();
                self.toasts.failed(message(&err));
            }
        }
    }

    /// Why the book is not open, and what could take its place.
    pub(super) fn trouble(&mut self, why: UserMessage) {
        let best = || best_backup(&self.path, environment().clock.now());
        self.backups.best = why.is_of_damage().then(best).flatten();
        self.book = BookState::Trouble(why);
    }

    pub(super) fn recover(&mut self, backup: &Path) {
        match recover(&self.path, backup, environment()) {
            Ok((book, recovery)) => {
                self.show_book(book);
                self.greet();
                self.back_up(BackupReason::Restore);
                self.dialog = Some(Dialog::recovered(recovery));
            }
            Err(err) => self.toasts.failed(message(&err)),
        }
    }

    pub(super) fn examine(&mut self) {
        let BookState::Open(book) = &mut self.book else { return };
        match book.begin_examination() {
            Ok(Some(work)) => {
                let work = Work::Examination(Box::new(work));
                self.backups.give(work, BackupReason::Manual);
            }
            Ok(None) => self.toasts.done("这本工作簿只在内存里，没有文件可查"),
            Err(err) => self.toasts.failed(message(&err)),
        }
    }
}

/// The backup lies beside the book; that the second copy does not is worth a sentence.
fn second_trouble(second: &SecondCopy) -> Option<String> {
    match second {
        SecondCopy::None | SecondCopy::Done => None,
        SecondCopy::Away(folder) => Some(format!(
            "第二备份文件夹 {} 连不上；备份已存在工作簿旁边，连上后补存",
            folder.display()
        )),
        SecondCopy::Failed(why) => Some(format!("第二份备份没有存成：{}", why.text)),
    }
}
