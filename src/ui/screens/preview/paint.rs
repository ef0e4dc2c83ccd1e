//! Blocks of a document on the screen: faces by role, nothing else. Pages and lines of print are
//! not imitated here.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Color32, Direction, FontId, Label, Layout, Response, RichText, Sense, Stroke, Ui,
};

use crate::document::{self, ChartBlock, DistributionLine, Meta, Role, Run, Table, text_of};
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets;

const BODY: f32 = 16.0;

/// Name, number, issuer and date above the red rule.
pub fn masthead(ui: &mut Ui, meta: &Meta) {
    let tokens = theme::of(ui);
    let [title, number, issuer, date] = meta.lines();
    ui.vertical_centered(|ui| {
        let name = RichText::new(&title.text).font(theme::bold_font(34.0));
        ui.label(name.color(colour_of(tokens, &title, tokens.red)));
        ui.label(small(tokens, &number));
    });
    ui.horizontal(|ui| {
        ui.label(small(tokens, &issuer));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(small(tokens, &date));
        });
    });
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 10.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(2.0, tokens.red));
    ui.add_space(theme::STEP);
}

/// Only the name and the rule are red in print.
fn small(tokens: &Tokens, run: &Run) -> RichText {
    RichText::new(&run.text).size(BODY).color(colour_of(tokens, run, tokens.text))
}

fn colour_of(tokens: &Tokens, run: &Run, filled: Color32) -> Color32 {
    if run.role == Role::Empty { tokens.amber } else { filled }
}

pub fn heading(ui: &mut Ui, runs: &[Run]) -> Response {
    ui.add_space(theme::STEP);
    let tokens = theme::of(ui);
    let mut job = LayoutJob::default();
    for run in runs {
        let colour = colour_of(tokens, run, tokens.text);
        job.append(&run.text, 0.0, TextFormat::simple(theme::bold_font(18.0), colour));
    }
    clickable(ui, job, &text_of(runs))
}

/// A paragraph with its first line two characters in.
pub fn paragraph(ui: &mut Ui, runs: &[Run]) -> Response {
    clickable(ui, text(ui, runs, BODY), &text_of(runs))
}

/// Runs as text of the given size, the first line two characters in.
pub fn text(ui: &Ui, runs: &[Run], size: f32) -> LayoutJob {
    let tokens = theme::of(ui);
    let mut job = LayoutJob::default();
    for (nth, run) in runs.iter().enumerate() {
        let indent = if nth == 0 { size * 2.0 } else { 0.0 };
        job.append(&run.text, indent, format(tokens, run.role, size));
    }
    job
}

fn format(tokens: &Tokens, role: Role, size: f32) -> TextFormat {
    let body = FontId::proportional(size);
    let bold = theme::bold_font(size);
    let (font, colour, underline) = match role {
        Role::Plain | Role::Label => (body, tokens.text, Stroke::NONE),
        Role::Figure | Role::Derived => (body, tokens.accent, Stroke::NONE),
        Role::Empty => (bold, tokens.amber, Stroke::new(1.0, tokens.amber)),
        Role::Lead => (bold, tokens.text, Stroke::NONE),
    };
    TextFormat {
        underline,
        line_height: Some(size * 1.7),
        valign: Align::Center,
        ..TextFormat::simple(font, colour)
    }
}

fn clickable(ui: &mut Ui, job: LayoutJob, text: &str) -> Response {
    let tokens = theme::of(ui);
    let behind = ui.painter().add(egui::Shape::Noop);
    let response = ui.add(Label::new(job).wrap().sense(Sense::click()));
    if response.hovered() || response.has_focus() {
        let rect = response.rect.expand2(egui::vec2(8.0, 2.0));
        let stroke = Stroke::new(1.0, tokens.line);
        let shape = egui::epaint::RectShape::new(
            rect,
            4,
            Color32::TRANSPARENT,
            stroke,
            egui::StrokeKind::Inside,
        );
        ui.painter().set(behind, shape);
    }
    widgets::named(ui, response.id, text);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

pub fn table(ui: &mut Ui, table: &Table) {
    let tokens = theme::of(ui);
    if !table.caption.is_empty() {
        ui.vertical_centered(|ui| {
            ui.label(RichText::new(text_of(&table.caption)).font(theme::bold_font(15.0)));
        });
    }
    let id = (table.anchor.section, table.anchor.item, table.anchor.paragraph);
    let columns = table.head.len().max(1);
    let width = (ui.available_width() / columns as f32 - 12.0).max(40.0);
    egui::Grid::new(id).num_columns(columns).striped(true).min_col_width(width).show(ui, |ui| {
        for (nth, cell) in table.head.iter().enumerate() {
            let text = RichText::new(&cell.text).font(theme::bold_font(14.0));
            cell_ui(ui, table.align.get(nth), text.color(tokens.text));
        }
        ui.end_row();
        for row in &table.rows {
            for (nth, cell) in row.iter().enumerate() {
                let colour = if cell.role == Role::Empty { tokens.amber } else { tokens.text };
                let text = RichText::new(&cell.text).font(theme::table_font()).color(colour);
                cell_ui(ui, table.align.get(nth), text);
            }
            ui.end_row();
        }
    });
}

/// A cell, set as its column is.
fn cell_ui(ui: &mut Ui, align: Option<&document::Align>, text: RichText) {
    let layout = match align {
        Some(document::Align::Right) => Layout::right_to_left(Align::Center),
        Some(document::Align::Centre) => Layout::centered_and_justified(Direction::LeftToRight),
        Some(document::Align::Left) | None => Layout::left_to_right(Align::Center),
    };
    ui.with_layout(layout, |ui| ui.label(text));
}

/// The place of a chart: its caption, and what it shows in words.
pub fn chart(ui: &mut Ui, block: &ChartBlock) {
    let tokens = theme::of(ui);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(format!("〔图：{}〕", block.chart.title)).color(tokens.quiet));
        ui.label(RichText::new(text_of(&block.caption)).font(theme::bold_font(15.0)));
    });
}

pub fn distribution(ui: &mut Ui, lines: &[DistributionLine], copies: Option<&str>) {
    let tokens = theme::of(ui);
    ui.add_space(theme::GAP);
    for line in lines {
        let (rect, _) =
            ui.allocate_exact_size(egui::vec2(ui.available_width(), 4.0), Sense::hover());
        ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, tokens.text));
        ui.label(RichText::new(line.print()).size(15.0).color(tokens.text));
    }
    if let Some(copies) = copies {
        ui.label(RichText::new(copies).size(15.0).color(tokens.text));
    }
}
