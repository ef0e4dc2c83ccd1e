//! The window: what it holds between frames, and the order of one frame.

use std::cell::RefCell;
use std::path::PathBuf;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::model::FigureKey;
use crate::ops::{Book, Env, SubjectOwned, UserMessage, in_log, message};

use super::action::{Action, Actions};
use super::backups::Backups;
use super::clipboard::Clipboard;
use super::commands::{self, Command};
use super::cx::Cx;
use super::dialogs::{self, Dialog};
use super::editing::Editing;
use super::files::Picking;
use super::findings::{self, FindingsPanel};
use super::ime::Composition;
use super::loaded::Loaded;
use super::page::{Page, Place};
use super::reviewing::Reviewing;
use super::route::Route;
use super::screens::Screens;
use super::search::Search;
use super::shell::{self, Saved};
use super::tables::TableReading;
use super::toasts::Toasts;
use super::who::{self, Who};
use super::zoom::Zoom;
use super::{start, theme, widgets};

/// So many names used before are offered to who works.
const NAMES: usize = 5;

/// The book of this window, or why there is none.
pub enum BookState {
    /// No file yet: first start.
    None,
    Open(Box<Book>),
    Trouble(UserMessage),
}

pub struct AppWindow {
    /// The person's own book.
    pub(super) own: PathBuf,
    /// The book shown: the own one, the sample, or another.
    pub(super) path: PathBuf,
    pub(super) book: BookState,
    pub(super) place: Option<Place>,
    pub(super) page: Loaded<Place, Page>,
    pub(super) actions: Actions,
    pub(super) editing: RefCell<Editing>,
    pub(super) route: Route,
    pub(super) screens: Screens,
    pub(super) reviewing: Reviewing,
    pub(super) findings: FindingsPanel,
    pub(super) dialog: Option<Dialog>,
    pub(super) toasts: Toasts,
    pub(super) saved: Saved,
    pub(super) picking: Option<Picking>,
    /// A table being read.
    pub(super) table: Option<TableReading>,
    pub(super) search: Option<Search>,
    pub(super) who: Who,
    pub(super) backups: Backups,
    pub(super) clipboard: Clipboard,
    zoom: Zoom,
}

impl AppWindow {
    /// A window on the book at `path`; without such a file it offers the three beginnings.
    pub fn open(path: PathBuf) -> Self {
        let mut window = Self {
            own: path.clone(),
            path,
            book: BookState::None,
            place: None,
            page: Loaded::default(),
            actions: Actions::default(),
            editing: RefCell::default(),
            route: Route::default(),
            screens: Screens::default(),
            reviewing: Reviewing::default(),
            findings: FindingsPanel::default(),
            dialog: None,
            toasts: Toasts::default(),
            saved: Saved::default(),
            picking: None,
            table: None,
            search: None,
            who: Who::default(),
            backups: Backups::default(),
            clipboard: Clipboard::default(),
            zoom: Zoom::default(),
        };
        window.reopen();
        window
    }

    /// A window on a book that is open already.
    pub fn with_book(book: Book) -> Self {
        let mut window = Self::open(PathBuf::new());
        window.show_book(book);
        window
    }

    /// Asks for something, as a screen would.
    pub fn ask(&self, action: Action) {
        self.actions.send(action);
    }

    /// The open book, for tests that look behind the window.
    pub fn book(&self) -> Option<&Book> {
        match &self.book {
            BookState::Open(book) => Some(book),
            BookState::None | BookState::Trouble(_) => None,
        }
    }

    /// The figure whose row has, or last had, the focus in the month's form.
    pub fn focused_figure(&self) -> Option<FigureKey> {
        self.screens.focused_figure()
    }

    /// Opens the file at `path`, if there is one.
    pub(super) fn reopen(&mut self) {
        self.leave_book();
        self.book = BookState::None;
        if !self.path.exists() {
            return;
        }
        match Book::open(&self.path, environment()) {
            Ok(book) => {
                self.show_book(book);
                self.greet();
            }
            Err(err) => {
                log::error!("opening the book: {}", in_log(&err));
                self.trouble(message(&err));
            }
        }
    }

    pub(super) fn show_book(&mut self, book: Book) {
        self.place = match Place::latest(&book) {
            Ok(place) => Some(place),
            Err(err) => {
                self.book = BookState::Trouble(message(&err));
                return;
            }
        };
        self.page = Loaded::default();
        self.screens = Screens::default();
        self.reviewing = Reviewing::default();
        self.findings = FindingsPanel::default();
        self.editing = RefCell::default();
        self.search = None;
        self.saved = Saved::default();
        self.route = Route::Overview;
        self.book = BookState::Open(Box::new(book));
    }

    /// Takes the name this person gave before, or asks for it.
    pub(super) fn greet(&mut self) {
        let BookState::Open(book) = &mut self.book else { return };
        match book.setting(&who::setting()) {
            Ok(Some(name)) => book.set_actor(&name),
            Ok(None) => self.ask_who(),
            Err(err) => log::warn!("{}", in_log(&err)),
        }
    }

    pub(super) fn ask_who(&mut self) {
        if let BookState::Open(book) = &self.book {
            let mut known = book.actors().unwrap_or_default();
            known.truncate(NAMES);
            self.who.ask(book.actor(), known);
        }
    }

    /// Records changes under this name from now on, and remembers it.
    pub(super) fn actor(&mut self, name: &str) {
        let BookState::Open(book) = &mut self.book else { return };
        book.set_actor(name);
        match book.set_setting(&who::setting(), name) {
            Ok(()) => self.who.answered(),
            Err(err) => self.refused(&err),
        }
    }

    pub(super) fn history(&mut self, subject: SubjectOwned) {
        let BookState::Open(book) = &self.book else { return };
        let entries = book.history(subject.subject());
        let name = book.subject_name(subject.subject());
        match entries.and_then(|entries| name.map(|name| (entries, name))) {
            Ok((entries, name)) => self.dialog = Some(Dialog::History { subject, name, entries }),
            Err(err) => self.refused(&err),
        }
    }

    /// The history of the cell or item that is worked on.
    pub(super) fn history_here(&mut self) {
        match self.screens.subject(self.route) {
            Some(subject) => self.history(subject),
            None => self.toasts.done("先点一下要看历史的那一格或那一条"),
        }
    }

    /// One frame: draws, then does what was asked for.
    pub fn draw(&mut self, ui: &mut Ui) {
        let now = ui.input(|i| i.time);
        ui.input_mut(commands::hush);
        self.zoom.fit(ui.ctx());
        self.poll_picking(ui.ctx());
        self.poll_table(ui.ctx());
        self.poll_backups(ui.ctx(), now);
        self.dropped(ui.ctx());
        match &self.book {
            BookState::Open(_) => self.draw_book(ui, now),
            BookState::None => start::first_ui(ui, &self.actions, &self.path),
            BookState::Trouble(message) => {
                let backup = self.backups.best.as_ref();
                start::trouble_ui(ui, &self.actions, &self.path, (message, backup));
            }
        }
        if let Some(reading) = &self.table {
            dialogs::reading_ui(ui, &self.actions, reading);
        }
        if let Some(dialog) = &mut self.dialog {
            dialog.ui(ui, &self.actions);
        }
        self.toasts.ui(ui);
        if !ui.ctx().will_discard() {
            self.act(ui.ctx(), now);
        }
    }

    fn draw_book(&mut self, ui: &mut Ui, now: f64) {
        let BookState::Open(book) = &self.book else { return };
        let Some(place) = self.place.clone() else { return };
        let load = || Page::load(book, &place);
        let page = match self.page.get(book.revision(), place.clone(), load) {
            Ok(page) => page,
            Err(message) => {
                CentralPanel::default().show(ui, |ui| widgets::message_box(ui, &message));
                return;
            }
        };
        let composing = Composition::is_open(ui.ctx());
        let idle = self.editing.borrow().idle(now);
        // The month's form has findings of its own and must not wait for those of the issue.
        let shown = findings::stands_beside(self.route);
        let issue = page.issue.as_ref();
        if let Some(seconds) = shown.then(|| self.reviewing.follow(book, issue, idle)).flatten() {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(seconds + 0.01));
        }
        if let Some(lapsed) = self.reviewing.take_lapsed() {
            self.toasts.done(lapsed);
        }
        let free = self.dialog.is_none() && self.search.is_none() && !composing;
        let asked = if free { asked(ui, self.route, page, &self.actions) } else { None };
        let cx = Cx {
            book,
            page,
            actions: &self.actions,
            reviewing: &self.reviewing,
            backups: &self.backups,
            editing: &self.editing,
            asked,
            composing,
            now,
        };
        self.saved.waits = self.editing.borrow().waits(now).is_some();
        let sample = self.path != self.own;
        shell::top_ui(ui, &cx, &self.saved, sample);
        shell::unreadable_ui(ui, &cx);
        self.who.ui(ui, &self.actions);
        shell::bottom_ui(ui, &cx, self.screens.hint(self.route));
        shell::side_ui(ui, &cx, self.route);
        self.findings.ui(ui, &cx, self.route);
        let ground = theme::of(ui).ground;
        let frame = Frame::new().fill(ground).inner_margin(Margin::same(16));
        let screens = &mut self.screens;
        let route = self.route;
        CentralPanel::default().frame(frame).show(ui, |ui| screens.ui(route, &cx, ui));
        if let Some(search) = &mut self.search {
            search.ui(ui, &cx);
        }
    }

    /// Stores what is due and carries out the queue. What is being typed is stored before
    /// anything else happens, so that no action overtakes a keystroke.
    fn act(&mut self, ctx: &egui::Context, now: f64) {
        let focused = ctx.memory(egui::Memory::focused);
        let due = self.editing.borrow_mut().due(focused, now);
        let queue: Vec<Action> = self.actions.take();
        let first = match due {
            Some(action) => Some(action),
            None if queue.is_empty() => None,
            None => self.editing.borrow_mut().take_pending(),
        };
        if !queue.is_empty() || first.is_some() {
            ctx.request_repaint();
        }
        if let Some(action) = first {
            self.dispatch(action, ctx);
        }
        for action in queue {
            let changes = matches!(
                action,
                Action::Change(_) | Action::Undo | Action::Redo | Action::UndoTo(_)
            );
            self.dispatch(action, ctx);
            if changes {
                self.editing.borrow_mut().overtaken();
            }
        }
        if let Some(seconds) = self.editing.borrow().waits(now) {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(seconds + 0.01));
        }
    }

    /// Stores what is still being typed, before the window goes.
    pub(super) fn flush(&mut self, ctx: &egui::Context) {
        let pending = self.editing.borrow_mut().take_pending();
        if let Some(action) = pending {
            self.dispatch(action, ctx);
        }
    }
}

/// Reads the keys of the command table: the window's own are queued, the screen's are returned.
fn asked(ui: &Ui, route: Route, page: &Page, actions: &Actions) -> Option<Command> {
    let entry = commands::pressed(ui, route)?;
    if entry.of_screen {
        return Some(entry.command);
    }
    if entry.command.enabled(page)
        && let Some(action) = entry.command.action(page)
    {
        actions.send(action);
    }
    None
}

/// Who is recorded with changes: the name the machine knows.
pub(super) fn environment() -> Env {
    Env::system(who::user())
}

impl eframe::App for AppWindow {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
        if ui.input(|i| i.viewport().close_requested()) {
            let ctx = ui.ctx().clone();
            self.flush(&ctx);
        }
    }

    /// The window is gone; what changed since the last backup gets its own.
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.back_up_on_exit();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// The panel used by the parts of the shell.
pub(super) fn bar(panel: Panel, ui: &Ui, margin: i8) -> Panel {
    let tokens = theme::of(ui);
    let frame = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(16, margin));
    panel.frame(frame).resizable(false)
}
