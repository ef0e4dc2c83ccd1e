//! What a screen may see while it draws: everything read-only, requests through the queue.

use std::cell::RefCell;

use crate::ops::Book;

use super::action::{Action, Actions};
use super::backups::Backups;
use super::change::Change;
use super::commands::Command;
use super::editing::Editing;
use super::page::Page;
use super::reviewing::Reviewing;

/// The view of one frame.
pub struct Cx<'a> {
    pub book: &'a Book,
    pub page: &'a Page,
    pub actions: &'a Actions,
    /// What there is to say about the issue.
    pub reviewing: &'a Reviewing,
    pub backups: &'a Backups,
    pub editing: &'a RefCell<Editing>,
    /// A command of the screen itself that was asked for by key in this frame.
    pub asked: Option<Command>,
    /// An input method's composition is open: nothing is stored, Enter is not ours.
    pub composing: bool,
    /// Seconds on egui's clock.
    pub now: f64,
}

impl Cx<'_> {
    pub fn send(&self, action: Action) {
        self.actions.send(action);
    }

    pub fn change(&self, change: Change) {
        self.actions.change(change);
    }

    /// Whether a command of the screen was asked for by key.
    pub fn asked(&self, command: Command) -> bool {
        self.asked == Some(command)
    }
}
