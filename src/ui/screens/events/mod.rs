//! 动态: the month's events at the left, the form of the chosen one at the right.

mod capture;
mod data;
mod drag;
mod place;

use egui::{Align, Key, Layout, Modifiers, RichText, ScrollArea, Sense, Ui, UiBuilder, vec2};

use crate::model::{BulletinCode, ItemId, ItemState, Month};
use crate::ops::{EventRemark, NewItem};
use crate::ui::action::Action;
use crate::ui::change::{Change, ItemChange};
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::publishing::locked;
use crate::ui::widgets::{self, field_id, list_row, move_asked};
use crate::ui::{theme, wording};

use super::item_form::ItemForm;
use capture::CaptureLine;
use data::{Filter, Shown, find, shown};
use drag::{empty_sections_ui, row_drag};
use place::{by_key, move_item, place_ui};

#[derive(Default)]
pub struct Events {
    chosen: Option<ItemId>,
    filter: Filter,
    line: CaptureLine,
    form: ItemForm,
    remarks: Loaded<(Month, BulletinCode), Vec<EventRemark>>,
    /// The event made last, while nothing need be written in it yet.
    begun: Option<ItemId>,
    /// The form of a new event asks for its date first.
    focus: bool,
    focus_line: bool,
    /// The field to be entered.
    field: Option<egui::Id>,
    /// The chosen row is brought into view.
    scroll: bool,
}

impl Events {
    pub fn choose(&mut self, item: ItemId) {
        self.chosen = Some(item);
        self.focus = true;
    }

    /// Opens the form of an event and enters one of its fields.
    pub fn show_field(&mut self, item: ItemId, field: egui::Id) {
        (self.chosen, self.field) = (Some(item), Some(field));
        self.scroll = true;
    }

    /// An event was made to be written: it goes again when it is left without a word.
    pub fn begun(&mut self, item: ItemId) {
        self.begun = Some(item.clone());
        self.choose(item);
    }

    /// Gives up the event that was begun, unless it is still the one worked on.
    pub fn give_up(&mut self, cx: &Cx<'_>, shown: bool) {
        let working = shown && self.chosen == self.begun;
        if let Some(item) = self.begun.take_if(|_| !working) {
            cx.change(Change::Item(ItemChange::Discard(item)));
        }
    }

    /// The screen was opened: what is typed becomes an event.
    pub fn focus_line(&mut self) {
        self.focus_line = true;
    }

    /// The event whose form is shown.
    pub fn chosen(&self) -> Option<ItemId> {
        self.chosen.clone()
    }

    /// Chooses an event without entering its form.
    pub fn show(&mut self, item: ItemId) {
        self.chosen = Some(item);
        self.focus_line = true;
    }

    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let events = shown(cx.page);
        if cx.asked(Command::New) {
            self.add(cx, &events);
        }
        let key = (cx.page.month, cx.page.bulletin.code.clone());
        let load = || cx.book.event_remarks(&cx.page.bulletin.code, cx.page.month);
        let remarks = match self.remarks.get(cx.book.revision(), key, load) {
            Ok(remarks) => remarks.clone(),
            Err(message) => return widgets::message_box(ui, &message),
        };
        if let Some(field) = self.field.take() {
            ui.memory_mut(|memory| memory.request_focus(field));
            self.focus_line = false;
        }
        if std::mem::take(&mut self.focus_line) {
            let line = self.line.id();
            ui.memory_mut(|memory| memory.request_focus(line));
        }
        if self.filter != Filter::All && !events.iter().any(|one| self.filter.lets(one, &remarks)) {
            self.filter = Filter::All;
        }
        self.walk(ui, cx, &events, &remarks);
        let known = self.chosen.as_ref().is_some_and(|id| find(&events, id).is_some());
        if !known {
            self.chosen = events.first().map(|shown| shown.item.id.clone());
        }
        let (left, right) = split(ui, 360.0);
        ui.scope_builder(UiBuilder::new().max_rect(left).id_salt("left"), |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.list_ui(cx, ui, &events, &remarks);
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("right"), |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                match self.chosen.as_ref().and_then(|id| find(&events, id)) {
                    Some(shown) => self.form_ui(cx, ui, shown, &remarks),
                    None => {
                        ui.label("本月还没有动态。在左边写一行、回车，或按 Ctrl+Enter 逐项填写。");
                    }
                }
            });
        });
        ui.advance_cursor_after_rect(left.union(right));
    }

    /// ↑ and ↓ walk through the rows that are shown while no other field has the focus.
    fn walk(&mut self, ui: &Ui, cx: &Cx<'_>, events: &[Shown<'_>], remarks: &[EventRemark]) {
        let line = self.line.id();
        let elsewhere = |focused| focused != line;
        if cx.composing || ui.memory(|memory| memory.focused().is_some_and(elsewhere)) {
            return;
        }
        let way = ui.input(|input| {
            let pressed = |key| input.modifiers == Modifiers::NONE && input.key_pressed(key);
            isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp))
        });
        if way == 0 {
            return;
        }
        let rows: Vec<&ItemId> = events
            .iter()
            .filter(|one| self.filter.lets(one, remarks))
            .map(|one| &one.item.id)
            .collect();
        let at = rows.iter().position(|id| self.chosen.as_ref() == Some(*id));
        let next = at.map_or(Some(0), |at| at.checked_add_signed(way)).and_then(|at| rows.get(at));
        if let Some(next) = next {
            self.chosen = Some((*next).clone());
            self.scroll = true;
        }
    }

    /// A new event; one that is still empty is gone on with.
    fn add(&mut self, cx: &Cx<'_>, events: &[Shown<'_>]) {
        let blank = |shown: &&Shown<'_>| {
            let item = shown.item;
            shown.placed.is_none()
                && item.state == ItemState::Active
                && item.paragraphs.is_empty()
                && (&item.date, &item.department, &item.lead) == (&None, &None, &None)
        };
        if let Some(shown) = events.iter().find(blank) {
            return self.choose(shown.item.id.clone());
        }
        cx.change(Change::Item(ItemChange::AddEvent {
            bulletin: cx.page.bulletin.code.clone(),
            month: cx.page.month,
            event: NewItem::default(),
        }));
    }

    fn list_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, events: &[Shown<'_>], remarks: &[EventRemark]) {
        ui.horizontal(|ui| {
            widgets::title(ui, &format!("{}月动态", cx.page.month.month()));
            widgets::quiet(ui, format!("{} 条", events.len()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("＋ 新动态").on_hover_text("Ctrl+Enter").clicked() {
                    self.add(cx, events);
                }
            });
        });
        ui.add_space(4.0);
        self.line.ui(ui, cx);
        ui.horizontal_wrapped(|ui| {
            for filter in Filter::ALL {
                let count = events.iter().filter(|shown| filter.lets(shown, remarks)).count();
                if count > 0 || filter == Filter::All {
                    let text = RichText::new(format!("{} {count}", filter.name())).small();
                    ui.selectable_value(&mut self.filter, filter, text);
                }
            }
        });
        ui.spacing_mut().item_spacing.y = 2.0;
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let filter = self.filter;
            for shown in events.iter().filter(|shown| filter.lets(shown, remarks)) {
                self.row_ui(cx, ui, (shown, events), remarks);
            }
            if filter == Filter::All {
                empty_sections_ui(ui, cx);
            }
        });
    }

    fn row_ui(
        &mut self,
        cx: &Cx<'_>,
        ui: &mut Ui,
        (shown, all): (&Shown<'_>, &[Shown<'_>]),
        remarks: &[EventRemark],
    ) {
        let (first, second) = shown.lines();
        let chosen = self.chosen.as_ref() == Some(&shown.item.id);
        let odd: Vec<&str> = remarks
            .iter()
            .filter(|remark| remark.item == shown.item.id)
            .map(|remark| remark.text.as_str())
            .collect();
        let sign = if odd.is_empty() { "" } else { "▲ " };
        let mark = format!("{sign}{}", wording::beginning(&shown.state, 8));
        let row = list_row(ui, chosen, &first, &second, &mark);
        let row = row.interact(Sense::click_and_drag());
        row_drag(ui, cx, &row, shown, all);
        if chosen && std::mem::take(&mut self.scroll) {
            row.scroll_to_me(None);
        }
        if row.clicked() {
            self.chosen = Some(shown.item.id.clone());
        }
        if !odd.is_empty() {
            row.on_hover_text(odd.join("\n"));
        }
    }

    fn form_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, shown: &Shown<'_>, remarks: &[EventRemark]) {
        let item = shown.item;
        if std::mem::take(&mut self.focus) {
            ui.memory_mut(|memory| memory.request_focus(field_id("date", &item.id)));
        }
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let is_locked = cx.page.frozen && shown.placed.is_some();
            locked(ui, is_locked, |ui| place_ui(ui, cx, shown));
            for remark in remarks.iter().filter(|remark| remark.item == item.id) {
                remark_ui(ui, cx, remark);
            }
            ui.add_space(theme::STEP);
            locked(ui, is_locked, |ui| self.form.ui(ui, cx, item, 10));
        });
        by_key(ui, cx, shown);
        if let (Some(way), Some((_, at, count))) = (move_asked(cx), shown.placed.as_ref()) {
            move_item(cx, &item.id, way, *at, *count);
        }
    }
}

/// A remark; one that speaks of another event leads there.
fn remark_ui(ui: &mut Ui, cx: &Cx<'_>, remark: &EventRemark) {
    ui.horizontal_wrapped(|ui| {
        widgets::amber_note(ui, &remark.text);
        if let Some(target) = &remark.like
            && ui.link("看那一条").clicked()
        {
            cx.send(Action::Goto(Box::new(target.clone())));
        }
    });
}

/// The place of a list and of the form beside it.
pub fn split(ui: &Ui, left: f32) -> (egui::Rect, egui::Rect) {
    let room = ui.available_rect_before_wrap();
    let width = left.min(room.width() * 0.4);
    let first = egui::Rect::from_min_size(room.min, vec2(width, room.height()));
    let second = egui::Rect::from_min_max(room.min + vec2(width + 12.0, 0.0), room.max);
    (first, second)
}
