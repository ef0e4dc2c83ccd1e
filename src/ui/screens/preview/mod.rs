//! 预览: the issue as it prints, page by page, with what waits to be filled and what proofreading
//! found. A click on a part leads to its form, the right button to the trend of its figures.

mod bar;
mod data;
mod figures;
mod kept;
mod marks;
pub(super) mod paint;
mod view;

use std::time::Duration;

use egui::{Key, Ui};

use crate::document::Anchor;
use crate::layout::Source;
use crate::model::{BulletinCode, FigureKey, Issue, Month};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::route::Route;
use crate::ui::widgets;

use super::compile::Chosen;
use data::PreviewData;
pub(super) use kept::Kept;
use marks::Mark;
pub(super) use view::{Place, Stand, View};

/// Seconds without a change before the issue is checked again: the check is no part of a keystroke.
const QUIET_FOR: f64 = 0.4;

#[derive(Default)]
pub struct Preview {
    data: Loaded<(Month, BulletinCode), PreviewData>,
    findings: Loaded<(Month, BulletinCode), Vec<Mark>>,
    /// Revision seen last, and since when.
    seen: (u64, f64),
    view: View,
}

impl Preview {
    /// Draws the pages; returns the part whose form was asked for.
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, worked_on: &Chosen) -> Option<Chosen> {
        let (Some(issue), Some(document)) = (&cx.page.issue, &cx.page.document) else {
            widgets::sheet(ui, |ui| {
                widgets::title(ui, &format!("{}还没有一期", cx.page.month.chinese()));
                ui.label("建好一期以后，这里按印出来的样子一页一页显示。");
            });
            return None;
        };
        let key = (cx.page.month, cx.page.bulletin.code.clone());
        let load = || Ok(PreviewData::of(document));
        match self.data.get(cx.book.revision(), key, load) {
            Ok(data) => bar::ui(ui, cx, data, &mut self.view),
            Err(message) => widgets::message_box(ui, &message),
        }
        ui.add_space(4.0);
        self.keys(ui);
        self.view.follow(place_of(issue, worked_on));
        let settled = settled(&mut self.seen, cx, ui);
        let key = (cx.page.month, cx.page.bulletin.code.clone());
        let load = || Ok(marks::of(&cx.book.check(issue)?, document));
        let marks: &[Mark] = match settled.then(|| self.findings.get(cx.book.revision(), key, load))
        {
            Some(Ok(marks)) => marks,
            Some(Err(_)) | None => &[],
        };
        let clicked = self.view.ui(cx, ui, Stand::Screen, marks);
        opened(cx, issue, clicked?)
    }

    /// The figure the pointer or the focus is on.
    pub fn pointed(&self) -> Option<&FigureKey> {
        self.view.pointed.first().map(|told| &told.figure)
    }

    /// The pages are shown from the place that was worked on.
    pub fn entered(&mut self) {
        self.view.unfollow();
    }

    /// Keys that turn pages while nothing else has the focus.
    fn keys(&mut self, ui: &Ui) {
        if ui.memory(|memory| memory.focused().is_some()) {
            return;
        }
        let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
        if pressed(Key::PageDown) {
            self.view.turn(true);
        } else if pressed(Key::PageUp) {
            self.view.turn(false);
        } else if pressed(Key::Home) {
            self.view.turn_to(0);
        } else if pressed(Key::End) {
            self.view.turn_to(usize::MAX);
        }
    }
}

/// Whether nothing has changed for a while.
fn settled((revision, since): &mut (u64, f64), cx: &Cx<'_>, ui: &Ui) -> bool {
    if *revision != cx.book.revision() {
        let first = *revision == 0;
        *revision = cx.book.revision();
        *since = if first { cx.now - QUIET_FOR } else { cx.now };
    }
    let wait = *since + QUIET_FOR - cx.now;
    if wait > 0.0 {
        ui.ctx().request_repaint_after(Duration::from_secs_f64(wait + 0.01));
    }
    wait <= 0.0
}

/// The form a click on the page leads to.
pub(super) fn opened(cx: &Cx<'_>, issue: &Issue, clicked: Source) -> Option<Chosen> {
    let chosen = match clicked {
        Source::Distribution(_) => {
            cx.send(Action::Go(Route::Lists));
            return None;
        }
        Source::PageNumber => return None,
        Source::Masthead => Chosen::Head,
        other => part(issue, other.anchor()?),
    };
    cx.send(Action::Go(Route::Compile));
    Some(chosen)
}

/// The part of the issue a paragraph was printed from.
fn part(issue: &Issue, anchor: Anchor) -> Chosen {
    let Some(section) = issue.sections.get(anchor.section) else { return Chosen::Head };
    match anchor.item.and_then(|at| section.items.get(at)) {
        Some(item) => Chosen::Item(item.id.clone()),
        None => Chosen::Section(section.id.clone()),
    }
}

/// Section and item that are worked on; `None` for the masthead.
pub(super) fn place_of(issue: &Issue, chosen: &Chosen) -> Option<Place> {
    issue.sections.iter().enumerate().find_map(|(nth, section)| {
        let item = match chosen {
            Chosen::Section(id) if section.id == *id => None,
            Chosen::Head | Chosen::Section(_) => return None,
            Chosen::Item(id) => Some(section.items.iter().position(|item| item.id == *id)?),
        };
        Some(Place { section: nth, item, caret: None })
    })
}
