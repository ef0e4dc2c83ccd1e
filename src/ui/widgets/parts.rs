//! Labels, buttons and boxes in the window's look.

use egui::{
    Button, Color32, Frame, Id, InnerResponse, Margin, Response, RichText, Sense, Stroke, Ui, vec2,
};

use crate::ops::UserMessage;
use crate::ui::theme;

/// Gives a widget its name in the accessibility tree.
pub fn named(ui: &Ui, id: Id, label: &str) {
    ui.ctx().accesskit_node_builder(id, |node| node.set_label(label));
}

/// A white sheet that carries a part of the work.
pub fn sheet<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let tokens = theme::of(ui);
    Frame::new()
        .fill(tokens.panel)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(4)
        .inner_margin(Margin::same(16))
        .show(ui, add)
}

/// The heading of a sheet.
pub fn title(ui: &mut Ui, text: &str) -> Response {
    let text = RichText::new(text).font(theme::bold_font(16.0)).color(theme::of(ui).text);
    ui.add(egui::Label::new(text).truncate())
}

/// Text that explains.
pub fn quiet(ui: &mut Ui, text: impl Into<String>) -> Response {
    ui.label(RichText::new(text).small().color(theme::of(ui).quiet))
}

/// The name above or before a field.
pub fn caption(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).font(theme::table_font()).color(theme::of(ui).quiet))
}

/// A remark with a mark of its own, so that its colour need not be seen.
pub fn amber_note(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(format!("▲ {text}")).small().color(theme::of(ui).amber))
}

/// The one button of a screen that goes on.
pub fn accent_button(ui: &mut Ui, text: &str) -> Response {
    let tokens = theme::of(ui);
    let text = RichText::new(text).color(tokens.on_accent).font(theme::bold_font(15.0));
    ui.add(Button::new(text).fill(tokens.accent).min_size(vec2(96.0, 34.0)))
}

/// A small button that shows one sign and is named by a word.
pub fn icon_button(ui: &mut Ui, sign: &str, word: &str, enabled: bool) -> Response {
    let button = Button::new(RichText::new(sign).font(theme::table_font())).frame(false);
    let response = ui.add_enabled(enabled, button.min_size(vec2(28.0, 28.0))).on_hover_text(word);
    named(ui, response.id, word);
    response
}

/// One of several large choices: a heading and a sentence.
pub fn choice(ui: &mut Ui, heading: &str, sentence: &str, accent: bool) -> Response {
    let tokens = theme::of(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 76.0), Sense::click());
    let lit = response.hovered() || response.has_focus();
    let stroke = if lit || accent { tokens.accent } else { tokens.border };
    let fill = if lit { tokens.chosen } else { tokens.panel };
    let thickness = if response.has_focus() { 2.0 } else { 1.0 };
    let painter = ui.painter();
    painter.rect(rect, 4, fill, Stroke::new(thickness, stroke), egui::StrokeKind::Inside);
    let at = rect.left_top() + vec2(18.0, 13.0);
    let font = theme::bold_font(17.0);
    painter.text(at, egui::Align2::LEFT_TOP, heading, font, tokens.text);
    let at = rect.left_top() + vec2(18.0, 43.0);
    painter.text(at, egui::Align2::LEFT_TOP, sentence, theme::table_font(), tokens.quiet);
    let label = format!("{heading}：{sentence}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    response
}

/// A line that leads somewhere: what, how much of it, and a sign when it is not finished.
pub fn link_line(ui: &mut Ui, name: &str, state: &str, colour: Color32, done: bool) -> Response {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::click());
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 4, tokens.chosen);
    }
    let middle = rect.left_center();
    let sign = if done { "●" } else { "○" };
    let font = theme::table_font;
    painter.text(middle + vec2(8.0, 0.0), egui::Align2::LEFT_CENTER, sign, font(), colour);
    let body = egui::FontId::proportional(15.0);
    painter.text(middle + vec2(32.0, 0.0), egui::Align2::LEFT_CENTER, name, body, tokens.text);
    let at = middle + vec2(150.0, 0.0);
    painter.text(at, egui::Align2::LEFT_CENTER, state, font(), colour);
    let arrow = rect.right_center() - vec2(10.0, 0.0);
    painter.text(arrow, egui::Align2::RIGHT_CENTER, "›", font(), tokens.quiet);
    let label = format!("{name}：{state}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &label));
    response
}

/// What went wrong, in place of what could not be shown.
pub fn message_box(ui: &mut Ui, message: &UserMessage) {
    sheet(ui, |ui| {
        title(ui, &message.text);
        if !message.hint.is_empty() {
            ui.label(&message.hint);
        }
    });
}
