//! The screens. Each has `data.rs`, which computes what is shown, and `mod.rs`, which draws it.

mod compile;
mod entry;
mod events;
mod item_form;
mod lists;
mod overview;
mod preview;
pub mod settings;
mod trends;

use egui::Ui;

use crate::model::{DepartmentCode, FigureKey};

use crate::ops::SubjectOwned;

use super::change::Made;
use super::cx::Cx;
use super::route::Route;

/// What the screens remember: choices and loaded data, never facts.
#[derive(Default)]
pub struct Screens {
    overview: overview::Overview,
    entry: entry::Entry,
    events: events::Events,
    compile: compile::Compile,
    lists: lists::Lists,
    preview: preview::Preview,
    trends: trends::Trends,
    settings: settings::Settings,
}

impl Screens {
    pub fn ui(&mut self, route: Route, cx: &Cx<'_>, ui: &mut Ui) {
        match route {
            Route::Overview => self.overview.ui(cx, ui),
            Route::Entry => self.entry.ui(cx, ui),
            Route::Events => self.events.ui(cx, ui),
            Route::Compile => self.compile.ui(cx, ui),
            Route::Lists => self.lists.ui(cx, ui),
            Route::Preview => {
                if let Some(chosen) = self.preview.ui(cx, ui, self.compile.chosen()) {
                    self.compile.choose(chosen);
                }
            }
            Route::Trends => self.trends.ui(cx, ui),
            Route::Settings => self.settings.ui(cx, ui),
        }
    }

    /// What the bottom line says: the keys of the screen, or what just happened on it.
    pub fn hint(&self, route: Route) -> &'static str {
        let remark = if route == Route::Entry { self.entry.remark() } else { None };
        remark.unwrap_or(route.hint())
    }

    /// The screen was just opened: the form puts the caret where work goes on.
    pub fn entered(&mut self, route: Route) {
        match route {
            Route::Entry => self.entry.focus_first(),
            Route::Events => self.events.focus_line(),
            Route::Preview => self.preview.entered(),
            _ => {}
        }
    }

    /// What is worked on, for its history.
    pub fn subject(&self, route: Route) -> Option<SubjectOwned> {
        match route {
            Route::Entry => self.entry.focused_figure().map(SubjectOwned::Figure),
            Route::Events => self.events.chosen().map(SubjectOwned::Item),
            Route::Compile => self.compile.subject(),
            _ => None,
        }
    }

    /// Whose form 录入 shows.
    pub fn department(&self) -> DepartmentCode {
        self.entry.department()
    }

    /// Chooses what 设置 shows.
    pub fn show_settings(&mut self, tab: settings::Tab) {
        self.settings.choose(tab);
    }

    /// The figure whose row has, or last had, the focus in the month's form.
    pub fn focused_figure(&self) -> Option<FigureKey> {
        self.entry.focused_figure()
    }

    pub fn show_figure(&mut self, key: &FigureKey) {
        self.entry.focus_figure(key);
    }

    /// Opens the form of what was just made.
    pub fn made(&mut self, made: Made) {
        match made {
            Made::Nothing => {}
            Made::Item(item) => {
                self.events.choose(item.clone());
                self.compile.choose(compile::Chosen::Item(item));
            }
            Made::Event(item) => self.events.show(item),
            Made::Section(section) => self.compile.choose(compile::Chosen::Section(section)),
            Made::Visit(visit) => self.lists.made_visit(&visit),
            Made::Recipient(recipient) => self.lists.made_recipient(&recipient),
        }
    }
}
