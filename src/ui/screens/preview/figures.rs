//! From a number or sentence on the page to its trend: by the right button, or by key while the
//! pointer or the focus is on it.

use egui::{Color32, Pos2, Response, Stroke, Ui, pos2};

use crate::layout::{Line, Made, Page, Source, Told, told};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::widgets;

/// Figures offered at most.
const OFFERED: usize = 10;

/// Offers the figures of a part of the page; returns those the pointer or the focus is on.
pub fn ui(
    cx: &Cx<'_>,
    ui: &Ui,
    response: &Response,
    (page, source, place, scale): (&Page, Source, egui::Rect, f32),
) -> Vec<Told> {
    let (Some(issue), Some(document)) = (&cx.page.issue, &cx.page.document) else {
        return Vec::new();
    };
    let departments = &cx.page.departments;
    let made = Made { document, issue, bulletin: &cx.page.bulletin, departments };
    let pointer = response.hover_pos().or(response.interact_pointer_pos());
    let hit = pointer.and_then(|at| character(page, source, (at - place.min) / scale));
    let id = response.id.with("figures");
    if response.secondary_clicked() {
        let figures = told(made, source, hit.map(|(_, at)| at));
        ui.data_mut(|data| data.insert_temp(id, figures));
    }
    response.context_menu(|ui| {
        let figures: Vec<Told> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        menu(cx, ui, &figures);
    });
    if !response.hovered() && !response.has_focus() {
        return Vec::new();
    }
    let pointed = told(made, source, hit.map(|(_, at)| at));
    if let (Some((line, at)), [only]) = (hit, pointed.as_slice()) {
        number(ui, response, (line, at, only), (place.min, scale));
    }
    pointed
}

fn menu(cx: &Cx<'_>, ui: &mut Ui, figures: &[Told]) {
    if figures.is_empty() {
        widgets::quiet(ui, "这里没有印哪项数据，也没有提到指标。");
    }
    for told in figures.iter().take(OFFERED) {
        if ui.button(format!("看走势：{}", words(told))).clicked() {
            cx.send(Action::Trend(told.figure.clone()));
            ui.close();
        }
    }
}

fn words(told: &Told) -> String {
    match told.measure.word() {
        "" => told.name.clone(),
        word => format!("{}（{word}）", told.name),
    }
}

/// The character of a source at a point of the paper, and the line it stands in.
fn character(page: &Page, source: Source, at: egui::Vec2) -> Option<(&Line, usize)> {
    let of = |line: &&Line| line.source == source && line.room.contains(at.x, at.y);
    let line = page.lines.iter().find(of)?;
    let glyph = line.glyphs.iter().rev().find(|glyph| glyph.x <= at.x)?;
    Some((line, glyph.at))
}

/// A number that comes from a figure is underlined, and says what it is.
fn number(
    ui: &Ui,
    response: &Response,
    (line, at, told): (&Line, usize, &Told),
    (corner, scale): (Pos2, f32),
) {
    let Some((from, to)) = digits(line, at) else { return };
    let y = corner.y + (line.baseline + 2.0) * scale;
    let ends = [pos2(corner.x + from * scale, y), pos2(corner.x + to * scale, y)];
    ui.painter().line_segment(ends, Stroke::new(2.0, Color32::from_rgb(0x1B, 0x5F, 0xAA)));
    let month = told.figure.month.chinese();
    let text = format!("{}，{month}\n右键或 Alt+T 看走势，点一下去改", words(told));
    response.clone().on_hover_text_at_pointer(text);
}

/// From where to where the number around a character stands.
fn digits(line: &Line, at: usize) -> Option<(f32, f32)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
    let hit = line.glyphs.iter().position(|glyph| glyph.at == at && is_part(glyph.c))?;
    let (before, after) = line.glyphs.split_at_checked(hit)?;
    let first = before.iter().rev().take_while(|glyph| is_part(glyph.c)).last();
    let last = after.iter().take_while(|glyph| is_part(glyph.c)).last()?;
    let first = first.or(after.first())?;
    Some((first.x, last.x + last.size * last.stretch * 0.5))
}
