//! The screens. Each has `data.rs`, which computes what is shown, and `mod.rs`, which draws it.

mod compile;
mod entry;
mod events;
mod item_form;
mod lists;
mod overview;
mod preview;
mod proof;
pub mod settings;
mod trends;

use egui::Ui;

use crate::model::{BulletinCode, DepartmentCode, FigureKey, ItemId, SectionId};

use crate::ops::{Listing, SubjectOwned, TrendRequest};

use super::change::Made;
use super::cx::Cx;
use super::publishing::notice_ui;
use super::route::Route;

/// What the screens remember: choices and loaded data, never facts.
#[derive(Default)]
pub struct Screens {
    overview: overview::Overview,
    entry: entry::Entry,
    events: events::Events,
    compile: compile::Compile,
    lists: lists::Lists,
    proof: proof::Proof,
    preview: preview::Preview,
    trends: trends::Trends,
    settings: settings::Settings,
}

impl Screens {
    pub fn ui(&mut self, route: Route, cx: &Cx<'_>, ui: &mut Ui) {
        self.events.give_up(cx, route == Route::Events);
        notice_ui(ui, cx, route);
        match route {
            Route::Overview => self.overview.ui(cx, ui),
            Route::Entry => self.entry.ui(cx, ui),
            Route::Events => self.events.ui(cx, ui),
            Route::Compile => self.compile.ui(cx, ui),
            Route::Lists => self.lists.ui(cx, ui),
            Route::Proof => self.proof.ui(cx, ui),
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

    /// Opens the form of an item and selects some characters in one of its fields; on 动态 where
    /// that is shown, in 编排 otherwise. Says which of the two.
    pub fn show_field(&mut self, route: Route, item: &ItemId, field: egui::Id) -> Route {
        if route == Route::Events {
            self.events.show_field(item.clone(), field);
            return Route::Events;
        }
        self.compile.show_field(compile::Chosen::Item(item.clone()), field);
        Route::Compile
    }

    /// Opens the form of a section, or of the masthead, and enters one of its fields.
    pub fn show_section(&mut self, section: Option<&SectionId>, field: Option<egui::Id>) {
        let chosen =
            section.map_or(compile::Chosen::Head, |id| compile::Chosen::Section(id.clone()));
        match field {
            Some(field) => self.compile.show_field(chosen, field),
            None => self.compile.choose(chosen),
        }
    }

    /// The list that 设置 shows, if it is one that goes out as a table.
    pub fn settings_listing(&self) -> Option<Listing> {
        self.settings.listing()
    }

    /// Chooses what 设置 shows.
    pub fn show_settings(&mut self, tab: settings::Tab) {
        self.settings.choose(tab);
    }

    /// The figure whose row has, or last had, the focus in the month's form.
    pub fn focused_figure(&self) -> Option<FigureKey> {
        self.entry.focused_figure()
    }

    /// The figure that is pointed at on the pages.
    pub fn pointed(&self, route: Route) -> Option<&FigureKey> {
        self.preview.pointed().filter(|_| route == Route::Preview)
    }

    pub fn show_figure(&mut self, key: &FigureKey) {
        self.entry.focus_figure(key);
    }

    /// Shows how a figure developed.
    pub fn show_trend(&mut self, bulletin: BulletinCode, key: &FigureKey) {
        self.trends.show(bulletin, key);
    }

    /// Shows a chart as it was asked for.
    pub fn show_chart(&mut self, request: &TrendRequest) {
        self.trends.show_chart(request);
    }

    /// Opens the form of what was just made.
    pub fn made(&mut self, made: Made) {
        match made {
            Made::Nothing | Made::Rewritten(_) => {}
            Made::Item(item) => {
                self.events.choose(item.clone());
                self.compile.choose(compile::Chosen::Item(item));
            }
            Made::Begun(item) => self.events.begun(item),
            Made::Event(item) => self.events.show(item),
            Made::Section(section) => self.compile.choose(compile::Chosen::Section(section)),
            Made::Visit(visit) => self.lists.made_visit(&visit),
            Made::Recipient(recipient) => self.lists.made_recipient(&recipient),
        }
    }
}
