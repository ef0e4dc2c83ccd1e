//! Packs and locked backups from the window: made, opened, checked.

use std::path::Path;

use crate::model::IssueId;
use crate::ops::{OpError, Passphrase, is_file_locked, message, unlock_backup};

use super::action::Purpose;
use super::app::{AppWindow, BookState};
use super::dialogs::{Dialog, UnlockDialog};

impl AppWindow {
    pub(super) fn pack(&mut self, issue: &IssueId, path: &Path, by: Option<&Passphrase>) {
        let BookState::Open(book) = &self.book else { return };
        let packed = book.issue(issue).and_then(|issue| book.pack_issue(&issue, path, by));
        match packed {
            Ok(report) => {
                let sum = report.sha256.short();
                let mut text = format!(
                    "台账已存到 {}：{} 个文件，{} 条修改记录，校验和 {sum}…",
                    report.path.display(),
                    report.files,
                    report.changes
                );
                if !report.empty.is_empty() {
                    let empty = report.empty.len();
                    text = format!("{text}。还有 {empty} 处待填，印作〔〕");
                }
                self.toasts.done(text);
            }
            Err(err) => self.toasts.failed(message(&err)),
        }
    }

    pub(super) fn back_up_locked(&mut self, path: &Path, by: &Passphrase) {
        let BookState::Open(book) = &mut self.book else { return };
        match book.back_up_locked(path, by) {
            Ok(path) => self.toasts.done(format!("已备份、加了口令并检查过：{}", path.display())),
            Err(err) => self.toasts.failed(message(&err)),
        }
    }

    /// A pack or backup that was chosen: asks for its passphrase first where it has one.
    pub(super) fn came_in(&mut self, path: &Path, purpose: &Purpose) {
        match is_file_locked(path) {
            Ok(true) => {
                let dialog = UnlockDialog::new(path.to_owned(), purpose.clone(), None);
                self.dialog = Some(Dialog::Unlock(Box::new(dialog)));
            }
            Ok(false) if *purpose == Purpose::Backup => self.backup_chosen(path.to_owned()),
            Ok(false) => self.check_pack(path, None),
            Err(err) => self.toasts.failed(message(&err)),
        }
    }

    pub(super) fn unlock(&mut self, path: &Path, purpose: &Purpose, by: &Passphrase) {
        self.dialog = None;
        if *purpose != Purpose::Backup {
            return self.check_pack(path, Some(by));
        }
        match unlock_backup(path, &self.path, by) {
            Ok(open) => {
                let backup = open.path().to_owned();
                self.backups.unlocked = Some(open);
                self.backup_chosen(backup);
            }
            Err(err) => self.did_not_open(path, purpose, &err),
        }
    }

    fn check_pack(&mut self, path: &Path, by: Option<&Passphrase>) {
        let checked = match &self.book {
            BookState::Open(book) => book.check_pack(path, by),
            _ => crate::ops::check_pack(path, by),
        };
        match checked {
            Ok(check) => self.dialog = Some(Dialog::PackChecked(Box::new(check))),
            Err(err) if by.is_some() => self.did_not_open(path, &Purpose::VerifyPack, &err),
            Err(err) => self.toasts.failed(message(&err)),
        }
    }

    fn did_not_open(&mut self, path: &Path, purpose: &Purpose, err: &OpError) {
        let wrong = Some(message(err).text);
        let dialog = UnlockDialog::new(path.to_owned(), purpose.clone(), wrong);
        self.dialog = Some(Dialog::Unlock(Box::new(dialog)));
    }
}
