//! One row of a list: chosen by click or key, with a quiet second line.

use egui::{Align2, Color32, FontId, Key, Response, Sense, TextWrapMode, Ui, WidgetText, vec2};

use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::theme;

/// Which way the chosen row is to be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
}

/// The move asked for by Alt+↑↓ in this frame.
pub fn move_asked(cx: &Cx<'_>) -> Option<Move> {
    match cx.asked {
        Some(Command::MoveUp) => Some(Move::Up),
        Some(Command::MoveDown) => Some(Move::Down),
        _ => None,
    }
}

impl Move {
    /// The new position of row `at` of `count`, if there is room.
    pub fn target(self, at: usize, count: usize) -> Option<usize> {
        match self {
            Self::Up => at.checked_sub(1),
            Self::Down => Some(at + 1).filter(|to| *to < count),
        }
    }
}

/// What a row says: a line, a quiet line below it (may be empty), a mark at the right.
pub struct Row<'a> {
    pub first: &'a str,
    pub second: &'a str,
    pub mark: &'a str,
    pub bold: bool,
}

impl<'a> Row<'a> {
    pub fn new(first: &'a str, mark: &'a str) -> Self {
        Self { first, second: "", mark, bold: false }
    }

    /// Draws the row; Enter and Space choose it.
    pub fn show(&self, ui: &mut Ui, chosen: bool) -> Response {
        row_ui(ui, chosen, self)
    }
}

/// A row of two lines; the second may be empty.
pub fn list_row(ui: &mut Ui, chosen: bool, first: &str, second: &str, mark: &str) -> Response {
    Row { second, ..Row::new(first, mark) }.show(ui, chosen)
}

fn row_ui(ui: &mut Ui, chosen: bool, row: &Row<'_>) -> Response {
    let Row { first, second, mark, bold } = *row;
    let tokens = theme::of(ui);
    let height = if second.is_empty() { theme::ROW } else { 48.0 };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    if chosen {
        ui.painter().rect_filled(rect, 4, tokens.chosen);
        let bar = egui::Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0, tokens.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4, tokens.stripe);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, tokens.accent);
        ui.painter().rect_stroke(rect, 4, stroke, egui::StrokeKind::Inside);
    }
    let mut right = rect.right() - 10.0;
    if !mark.is_empty() {
        let at = egui::pos2(right, rect.top() + if second.is_empty() { 15.0 } else { 14.0 });
        let font = FontId::proportional(13.0);
        let drawn = ui.painter().text(at, Align2::RIGHT_CENTER, mark, font, tokens.quiet);
        right = drawn.left() - 8.0;
    }
    let top = if second.is_empty() { 15.0 } else { 14.0 };
    let font = if bold { theme::bold_font(15.0) } else { FontId::proportional(15.0) };
    line(ui, rect, right, top, first, (font, tokens.text));
    let quiet = (FontId::proportional(13.0), tokens.quiet);
    line(ui, rect, rect.right() - 10.0, 34.0, second, quiet);
    let label = if mark.is_empty() { first.to_owned() } else { format!("{first}，{mark}") };
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, &label)
    });
    let entered = response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if entered { response.union(response.clone()) } else { response }
}

fn line(
    ui: &Ui,
    rect: egui::Rect,
    right: f32,
    top: f32,
    text: &str,
    (font, colour): (FontId, Color32),
) {
    if text.is_empty() {
        return;
    }
    let left = rect.left() + 12.0;
    let width = (right - left).max(20.0);
    let wrap = Some(TextWrapMode::Truncate);
    let galley = WidgetText::from(text).into_galley(ui, wrap, width, font);
    let at = egui::pos2(left, rect.top() + top - galley.size().y / 2.0);
    ui.painter().galley_with_override_text_color(at, galley, colour);
}
