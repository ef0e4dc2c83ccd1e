//! 动态: the month's events at the left, the form of the chosen one at the right.

mod capture;
mod data;
mod place;

use egui::{Align, Key, Layout, Modifiers, RichText, ScrollArea, Sense, Ui, UiBuilder, vec2};

use crate::model::{BulletinCode, ItemId, Month};
use crate::ops::{EventRemark, NewItem};
use crate::ui::change::{Change, ItemChange};
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::widgets::{self, field_id, list_row, move_asked};
use crate::ui::{theme, wording};

use super::item_form::ItemForm;
use capture::CaptureLine;
use data::{Filter, Shown, find, shown};
use place::{by_key, dropped, move_item, place_ui};

#[derive(Default)]
pub struct Events {
    chosen: Option<ItemId>,
    filter: Filter,
    line: CaptureLine,
    form: ItemForm,
    remarks: Loaded<(Month, BulletinCode), Vec<EventRemark>>,
    /// The form of a new event asks for its date first.
    focus: bool,
    focus_line: bool,
}

impl Events {
    pub fn choose(&mut self, item: ItemId) {
        self.chosen = Some(item);
        self.focus = true;
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
    }

    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let events = shown(cx.page);
        if cx.asked(Command::New) {
            add(cx);
        }
        let key = (cx.page.month, cx.page.bulletin.code.clone());
        let load = || cx.book.event_remarks(&cx.page.bulletin.code, cx.page.month);
        let remarks = match self.remarks.get(cx.book.revision(), key, load) {
            Ok(remarks) => remarks.clone(),
            Err(message) => return widgets::message_box(ui, &message),
        };
        if std::mem::take(&mut self.focus_line) {
            let line = self.line.id();
            ui.memory_mut(|memory| memory.request_focus(line));
        }
        self.walk(ui, &events);
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

    /// ↑ and ↓ walk through the list while no field has the focus.
    fn walk(&mut self, ui: &Ui, events: &[Shown<'_>]) {
        let line = self.line.id();
        if ui.memory(|memory| memory.focused().is_some_and(|focused| focused != line)) {
            return;
        }
        let way = ui.input(|input| {
            let pressed = |key| input.modifiers == Modifiers::NONE && input.key_pressed(key);
            isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp))
        });
        let at = events.iter().position(|shown| self.chosen.as_ref() == Some(&shown.item.id));
        let next = at.and_then(|at| at.checked_add_signed(way)).and_then(|at| events.get(at));
        if let Some(next) = next.filter(|_| way != 0) {
            self.chosen = Some(next.item.id.clone());
        }
    }

    fn list_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, events: &[Shown<'_>], remarks: &[EventRemark]) {
        ui.horizontal(|ui| {
            widgets::title(ui, &format!("{}月动态", cx.page.month.month()));
            widgets::quiet(ui, format!("{} 条", events.len()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("＋ 新动态").on_hover_text("Ctrl+Enter").clicked() {
                    add(cx);
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
                self.row_ui(cx, ui, shown, remarks);
            }
        });
    }

    fn row_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, shown: &Shown<'_>, remarks: &[EventRemark]) {
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
        row.dnd_set_drag_payload(shown.item.id.clone());
        if let Some(item) = row.dnd_hover_payload::<ItemId>()
            && *item != shown.item.id
        {
            let stroke = egui::Stroke::new(2.0, theme::of(ui).accent);
            ui.painter().hline(row.rect.x_range(), row.rect.top(), stroke);
        }
        if let Some(item) = row.dnd_release_payload::<ItemId>()
            && *item != shown.item.id
        {
            dropped(cx, &item, shown);
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
            place_ui(ui, cx, shown);
            for remark in remarks.iter().filter(|remark| remark.item == item.id) {
                widgets::amber_note(ui, &remark.text);
            }
            ui.add_space(theme::STEP);
            self.form.ui(ui, cx, item, 10);
        });
        by_key(ui, cx, shown);
        if let (Some(way), Some((_, at, count))) = (move_asked(cx), shown.placed.as_ref()) {
            move_item(cx, &item.id, way, *at, *count);
        }
    }
}

fn add(cx: &Cx<'_>) {
    cx.change(Change::Item(ItemChange::AddEvent {
        bulletin: cx.page.bulletin.code.clone(),
        month: cx.page.month,
        event: NewItem::default(),
    }));
}

/// The place of a list and of the form beside it.
pub fn split(ui: &Ui, left: f32) -> (egui::Rect, egui::Rect) {
    let room = ui.available_rect_before_wrap();
    let width = left.min(room.width() * 0.4);
    let first = egui::Rect::from_min_size(room.min, vec2(width, room.height()));
    let second = egui::Rect::from_min_max(room.min + vec2(width + 12.0, 0.0), room.max);
    (first, second)
}
