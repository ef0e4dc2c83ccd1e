//! Below the chart: what is known of the chosen month, where it was printed, what moved it.

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::model::{FigureKey, Measure};
use crate::ops::{Printed, Target};
use crate::trend::explain::{Change, Contribution};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::{theme, widgets};

use super::cards::quiet_frame;
use super::data::Known;

/// Rows of the table of departments before the rest is folded.
const ROWS: usize = 6;

pub fn ui(ui: &mut Ui, cx: &Cx<'_>, key: &FigureKey, words: &str, known: &Known) {
    let width = ui.available_width();
    if width < 720.0 {
        month_ui(ui, cx, key, words, known);
        ui.add_space(theme::STEP);
        changes_ui(ui, known);
        return;
    }
    let left = (width * 0.56).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme::STEP;
        for (width, is_left) in [(left, true), (width - left - theme::STEP, false)] {
            let layout = egui::Layout::top_down(egui::Align::LEFT);
            ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
                ui.set_max_width(width);
                if is_left { changes_ui(ui, known) } else { month_ui(ui, cx, key, words, known) }
            });
        }
    });
}

fn month_ui(ui: &mut Ui, cx: &Cx<'_>, key: &FigureKey, words: &str, known: &Known) {
    quiet_frame(ui).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        ui.horizontal_wrapped(|ui| {
            let text = format!("{} {words}", key.month.chinese());
            ui.label(RichText::new(text).font(theme::bold_font(14.0)));
            let button = ui.small_button("去录入").on_hover_text("到这一格（Enter）");
            if button.clicked() {
                open(cx, key);
            }
        });
        if known.printed.is_empty() {
            widgets::quiet(ui, "没有哪一期的正文印着这个数。");
        } else {
            widgets::caption(ui, "印在哪里");
        }
        for (nth, printed) in known.printed.iter().enumerate() {
            ui.push_id(("printed", nth), |ui| printed_ui(ui, cx, printed));
        }
        if !known.events.is_empty() {
            widgets::caption(ui, &format!("{}动态", key.month.chinese()));
            let area = ScrollArea::vertical().id_salt("events").max_height(110.0);
            area.auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for event in &known.events {
                    widgets::quiet(ui, event);
                }
            });
        }
    });
}

/// Shows the form of a figure in its month.
pub fn open(cx: &Cx<'_>, key: &FigureKey) {
    cx.send(Action::Goto(Box::new(Target::Figure(key.clone()))));
}

fn printed_ui(ui: &mut Ui, cx: &Cx<'_>, printed: &Printed) {
    let which = match printed.measure {
        Measure::Value => String::new(),
        other => format!("（{}）", other.word()),
    };
    let text = format!("{}月报{which}：{}", printed.month.chinese(), printed.sentence);
    let link = ui.link(RichText::new(text).font(theme::table_font()));
    if link.on_hover_text("去改这一段").clicked() {
        cx.send(Action::Goto(Box::new(Target::Item {
            bulletin: printed.bulletin.clone(),
            month: printed.month,
            item: printed.item.clone(),
            placed: true,
        })));
    }
}

fn changes_ui(ui: &mut Ui, known: &Known) {
    quiet_frame(ui).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        if known.changes.is_empty() {
            widgets::quiet(ui, "上月和去年同月都没有数，比不出变化。");
        }
        for (nth, change) in known.changes.iter().enumerate() {
            if nth > 0 {
                ui.separator();
            }
            ui.push_id(("change", nth), |ui| change_ui(ui, change));
        }
    });
}

fn change_ui(ui: &mut Ui, change: &Change) {
    ui.label(RichText::new(&change.heading).font(theme::bold_font(14.0)));
    ui.add(egui::Label::new(RichText::new(&change.summary).font(theme::table_font())).wrap());
    table(ui, "部门", &change.departments);
    table(ui, "部分", &change.parts);
    for note in &change.notes {
        ui.add(egui::Label::new(RichText::new(note).small().color(theme::of(ui).quiet)).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        let button = ui.button("复制").on_hover_text(&change.plain);
        widgets::named(ui, button.id, &format!("复制{}的句子", change.heading));
        if button.clicked() {
            ui.ctx().copy_text(change.plain.clone());
        }
        if let Some(source) = &change.with_slots {
            let tip = format!("贴进本月这一期的正文，数字随数据更新：\n{source}");
            let button = ui.button("复制成填数位").on_hover_text(tip);
            widgets::named(ui, button.id, &format!("复制{}的填数位句子", change.heading));
            if button.clicked() {
                ui.ctx().copy_text(source.clone());
            }
        }
    });
}

/// The ranked table; what moved little is counted, not listed.
fn table(ui: &mut Ui, head: &str, rows: &[Contribution]) {
    if rows.is_empty() {
        return;
    }
    let grid = egui::Grid::new(head).num_columns(4).striped(true).min_row_height(22.0);
    grid.spacing(vec2(12.0, 2.0)).show(ui, |ui| {
        for text in [head, "从 → 到", "变化", "占全部变化"] {
            widgets::quiet(ui, text);
        }
        ui.end_row();
        for row in rows.iter().take(ROWS) {
            let cell = |ui: &mut Ui, text: &str| {
                ui.label(RichText::new(text).font(theme::table_font()));
            };
            cell(ui, &row.name);
            cell(ui, &format!("{} → {}", row.base, row.now));
            cell(ui, &row.change);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                cell(ui, &row.share);
            });
            ui.end_row();
        }
    });
    if rows.len() > ROWS {
        widgets::quiet(ui, format!("另有 {} 项变化更小。", rows.len() - ROWS));
    }
}
