//! 动态: the month's events at the left, the form of the chosen one at the right.

mod data;

use egui::{Align, Layout, RichText, ScrollArea, Ui, UiBuilder, vec2};

use crate::model::{ItemId, ItemState};
use crate::ops::NewItem;
use crate::ui::action::Action;
use crate::ui::change::{Change, ItemChange};
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::dialogs::Dialog;
use crate::ui::widgets::{self, Move, field_id, list_row, move_asked};
use crate::ui::{theme, wording};

use super::item_form;
use data::{Shown, find, sections, shown};

#[derive(Default)]
pub struct Events {
    chosen: Option<ItemId>,
    /// The form of a new event asks for its date first.
    focus: bool,
}

impl Events {
    pub fn choose(&mut self, item: ItemId) {
        self.chosen = Some(item);
        self.focus = true;
    }

    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let events = shown(cx.page);
        if cx.asked(Command::New) {
            add(cx);
        }
        let known = self.chosen.as_ref().is_some_and(|id| find(&events, id).is_some());
        if !known {
            self.chosen = events.first().map(|shown| shown.item.id.clone());
        }
        let (left, right) = split(ui, 360.0);
        ui.scope_builder(UiBuilder::new().max_rect(left).id_salt("left"), |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.list_ui(cx, ui, &events);
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("right"), |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                match self.chosen.as_ref().and_then(|id| find(&events, id)) {
                    Some(shown) => self.form_ui(cx, ui, shown),
                    None => {
                        ui.label("本月还没有动态。按 Ctrl+Enter 记第一条。");
                    }
                }
            });
        });
        ui.advance_cursor_after_rect(left.union(right));
    }

    fn list_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, events: &[Shown<'_>]) {
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
        ui.spacing_mut().item_spacing.y = 2.0;
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            for shown in events {
                let (first, second) = shown.lines();
                let chosen = self.chosen.as_ref() == Some(&shown.item.id);
                let mark = wording::beginning(&shown.state, 8);
                if list_row(ui, chosen, &first, &second, &mark).clicked() {
                    self.chosen = Some(shown.item.id.clone());
                }
            }
        });
    }

    fn form_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, shown: &Shown<'_>) {
        let item = shown.item;
        if std::mem::take(&mut self.focus) {
            ui.memory_mut(|memory| memory.request_focus(field_id("date", &item.id)));
        }
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            place_ui(ui, cx, shown);
            ui.add_space(theme::STEP);
            item_form::item_ui(ui, cx, item, 10);
        });
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

fn move_item(cx: &Cx<'_>, item: &ItemId, way: Move, at: usize, count: usize) {
    if let Some(position) = way.target(at, count) {
        cx.change(Change::Item(ItemChange::Move { item: item.clone(), position }));
    }
}

/// Where the event stands, and the ways to put it elsewhere.
fn place_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &Shown<'_>) {
    let item = shown.item;
    let change = |change: ItemChange| cx.change(Change::Item(change));
    ui.horizontal_wrapped(|ui| {
        let tokens = theme::of(ui);
        match &shown.placed {
            Some((_, at, _)) => {
                let text = format!("在“{}”第 {} 条", shown.state, at + 1);
                ui.label(RichText::new(text).color(tokens.green));
            }
            None if item.state == ItemState::LeftOut => {
                widgets::amber_note(ui, &format!("不登：{}", item.reason));
            }
            None => {
                widgets::amber_note(ui, "还没有放进栏目");
            }
        }
        if item.state == ItemState::LeftOut {
            if ui.button("重新采用").clicked() {
                change(ItemChange::TakeIn(item.id.clone()));
            }
        } else {
            move_ui(ui, cx, shown);
            section_buttons(ui, cx, shown);
            if ui.button("不登…").clicked() {
                let id = item.id.clone();
                let dialog = Dialog::LeaveOut { item: id, reason: String::new() };
                cx.send(Action::Open(Box::new(dialog)));
            }
        }
        if ui.button("删除").on_hover_text("可以撤销（Ctrl+Z）").clicked() {
            change(ItemChange::Delete(item.id.clone()));
        }
    });
}

fn move_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &Shown<'_>) {
    let Some((_, at, count)) = &shown.placed else { return };
    if widgets::icon_button(ui, "↑", "上移（Alt+↑）", *at > 0).clicked() {
        move_item(cx, &shown.item.id, Move::Up, *at, *count);
    }
    if widgets::icon_button(ui, "↓", "下移（Alt+↓）", at + 1 < *count).clicked() {
        move_item(cx, &shown.item.id, Move::Down, *at, *count);
    }
    if ui.button("取出").on_hover_text("从栏目里取出，仍留在本月动态里").clicked()
    {
        cx.change(Change::Item(ItemChange::Unplace(shown.item.id.clone())));
    }
}

fn section_buttons(ui: &mut Ui, cx: &Cx<'_>, shown: &Shown<'_>) {
    let number = cx.page.issue.as_ref().map_or(0, |issue| issue.number);
    for section in sections(cx.page) {
        if shown.placed.as_ref().is_some_and(|(of, _, _)| *of == section.id) {
            continue;
        }
        let name = wording::section_title(&section.title, cx.page.month, number);
        let text = format!("放进“{}”", wording::beginning(&name, 10));
        if ui.button(text).clicked() {
            let (item, position) = (shown.item.id.clone(), section.items.len());
            let section = section.id.clone();
            cx.change(Change::Item(ItemChange::Place { item, section, position }));
        }
    }
}

/// The place of a list and of the form beside it.
pub fn split(ui: &Ui, left: f32) -> (egui::Rect, egui::Rect) {
    let room = ui.available_rect_before_wrap();
    let width = left.min(room.width() * 0.4);
    let first = egui::Rect::from_min_size(room.min, vec2(width, room.height()));
    let second = egui::Rect::from_min_max(room.min + vec2(width + 12.0, 0.0), room.max);
    (first, second)
}
