//! The last twelve months as a line too small for axes.

use egui::{Color32, Pos2, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::theme;

/// Draws values from the oldest to the newest; gaps stay gaps, the last is marked. `label` is what
/// a screen reader says instead.
pub fn show(ui: &mut Ui, values: &[Option<f64>], width: f32, height: f32, label: &str) -> Response {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, label));
    if values.iter().flatten().count() < 2 {
        return response;
    }
    let points = place(values, rect.shrink2(vec2(4.0, 5.0)));
    paint(ui, &points, tokens.quiet);
    if let Some(Some(last)) = points.last() {
        ui.painter().circle_filled(*last, 2.5, tokens.accent);
    }
    response
}

fn paint(ui: &Ui, points: &[Option<Pos2>], colour: Color32) {
    let stroke = Stroke::new(1.3, colour);
    for pair in points.windows(2) {
        if let [Some(from), Some(to)] = pair {
            ui.painter().line_segment([*from, *to], stroke);
        }
    }
}

/// Where each value lies in `rect`; a level series lies in the middle.
fn place(values: &[Option<f64>], rect: Rect) -> Vec<Option<Pos2>> {
    let known = || values.iter().flatten().copied();
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    let steps = values.len().saturating_sub(1).max(1) as f32;
    let height = |value: f64| {
        let part = if high > low { (value - low) / (high - low) } else { 0.5 };
        egui::remap_clamp(part, 0.0..=1.0, f64::from(rect.bottom())..=f64::from(rect.top()))
    };
    values
        .iter()
        .enumerate()
        .map(|(nth, value)| {
            let x = rect.left() + rect.width() * (nth as f32) / steps;
            value.map(|value| pos2(x, narrow(height(value))))
        })
        .collect()
}

/// Screen coordinates fit a float of 32 bits.
#[expect(clippy::cast_possible_truncation, reason = "a pixel position, clamped to the screen")]
fn narrow(value: f64) -> f32 {
    value as f32
}
