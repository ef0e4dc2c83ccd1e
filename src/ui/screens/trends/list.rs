//! The indicators at the left: one is looked at, more can be ticked to be drawn with it.

use egui::{Modifiers, ScrollArea, TextEdit, Ui};

use crate::model::{DepartmentCode, Indicator};
use crate::ui::cx::Cx;
use crate::ui::{theme, widgets};

use super::data::Choice;

/// Indicators that can be chosen, in the bulletin's order.
fn offered<'a>(cx: &Cx<'a>, choice: &Choice, filter: &str) -> Vec<&'a Indicator> {
    let hall = choice.department == DepartmentCode::hall();
    let indicators = cx.page.bulletin.indicators.iter();
    let fits = |indicator: &&Indicator| {
        let named = indicator.names().any(|name| name.contains(filter));
        named && (hall || indicator.by_department)
    };
    indicators.filter(fits).collect()
}

/// Looks at the next or the previous indicator.
pub fn walk(cx: &Cx<'_>, choice: &mut Choice, filter: &str, step: i32) {
    let offered = offered(cx, choice, filter.trim());
    let codes: Vec<_> = offered.iter().map(|indicator| indicator.code.clone()).collect();
    let at = choice.first().and_then(|code| codes.iter().position(|other| other == code));
    let next = match (at, step > 0) {
        (Some(at), true) => at + 1,
        (Some(at), false) => at.saturating_sub(1),
        (None, _) => 0,
    };
    let next = next.min(codes.len().saturating_sub(1));
    choice.indicators = codes.get(next).cloned().into_iter().collect();
}

pub fn ui(ui: &mut Ui, cx: &Cx<'_>, choice: &mut Choice, filter: &mut String) {
    let edit = TextEdit::singleline(filter).hint_text("筛选指标");
    let response = ui.add(edit.desired_width(f32::INFINITY));
    widgets::named(ui, response.id, "筛选指标");
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing = egui::vec2(4.0, 2.0);
    let filter = if cx.composing { "" } else { filter.trim() };
    let shown = offered(cx, choice, filter);
    if shown.is_empty() {
        widgets::quiet(ui, "没有这样的指标。");
    }
    let walked = ui.input(|input| {
        input.key_pressed(egui::Key::ArrowDown) || input.key_pressed(egui::Key::ArrowUp)
    });
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for indicator in shown {
            row(ui, choice, indicator, walked);
        }
    });
}

fn row(ui: &mut Ui, choice: &mut Choice, indicator: &Indicator, walked: bool) {
    ui.horizontal(|ui| {
        let code = &indicator.code;
        let mut on = choice.indicators.contains(code);
        let tick = ui.checkbox(&mut on, "").on_hover_text("一起画");
        widgets::named(ui, tick.id, &format!("一起画{}", indicator.name));
        if tick.changed() {
            if on {
                choice.indicators.push(code.clone());
            } else {
                choice.indicators.retain(|other| other != code);
            }
        }
        let first = choice.first() == Some(code);
        let text = egui::RichText::new(&indicator.name).font(theme::table_font());
        let button = egui::Button::selectable(first, text).truncate();
        let size = egui::vec2(ui.available_width(), 26.0);
        let layout = egui::Layout::top_down_justified(egui::Align::LEFT);
        let response = ui.allocate_ui_with_layout(size, layout, |ui| ui.add(button)).inner;
        let tip = format!("{}（{}）", indicator.name, indicator.display_unit());
        let response = response.on_hover_text(tip);
        if first && walked {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            let with = ui.input(|input| input.modifiers.matches_logically(Modifiers::COMMAND));
            if !with {
                choice.indicators.clear();
            }
            choice.indicators.retain(|other| other != code);
            choice.indicators.insert(0, code.clone());
        }
    });
}
