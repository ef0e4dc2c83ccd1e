//! Putting an event into a section: by button, by key, by dragging.

use egui::{Key, Modifiers, RichText, Ui};

use crate::model::{ItemId, ItemState, Section};
use crate::ui::action::Action;
use crate::ui::change::{Change, ItemChange};
use crate::ui::cx::Cx;
use crate::ui::dialogs::Dialog;
use crate::ui::widgets::{self, Move};
use crate::ui::{theme, wording};

use super::data::{Shown, sections};

/// Alt+1…9 puts the chosen event at the end of that section, Alt+0 back among the waiting.
pub fn by_key(ui: &Ui, cx: &Cx<'_>, shown: &Shown<'_>) {
    const KEYS: [Key; 10] = [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    let pressed = |key: &Key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, *key));
    let Some(nth) = KEYS.iter().position(pressed) else { return };
    let item = shown.item.id.clone();
    match nth.checked_sub(1) {
        None if shown.placed.is_some() => cx.change(Change::Item(ItemChange::Unplace(item))),
        None => {}
        Some(nth) => {
            let Some(section) = sections(cx.page).nth(nth) else { return };
            let place = ItemChange::Place {
                item,
                section: section.id.clone(),
                position: section.items.len(),
            };
            if shown.item.state == ItemState::LeftOut {
                ask_to_print(cx, shown, section, place);
            } else {
                cx.change(Change::Item(place));
            }
        }
    }
}

/// What was decided not to print goes into print on purpose only.
fn ask_to_print(cx: &Cx<'_>, shown: &Shown<'_>, section: &Section, place: ItemChange) {
    let number = cx.page.issue.as_ref().map_or(0, |issue| issue.number);
    let title = wording::section_title(&section.title, cx.page.month, number);
    let reason = match shown.item.reason.trim() {
        "" => "当时没有写原因。".to_owned(),
        reason => format!("当时的原因：{reason}。"),
    };
    let dialog = Dialog::Confirm {
        question: "这一条定了不登，要重新采用吗？".to_owned(),
        more: format!("{reason}采用后放进“{title}”，可以撤销。"),
        yes: "采用并放进".to_owned(),
        action: Box::new(Action::Change(Box::new(Change::Item(place)))),
    };
    cx.send(Action::Open(Box::new(dialog)));
}

pub fn move_item(cx: &Cx<'_>, item: &ItemId, way: Move, at: usize, count: usize) {
    if let Some(position) = way.target(at, count) {
        cx.change(Change::Item(ItemChange::Move { item: item.clone(), position }));
    }
}

/// Where the event stands, and the ways to put it elsewhere.
pub fn place_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &Shown<'_>) {
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
