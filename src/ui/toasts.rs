//! Short messages at the lower right: what was done, or what went wrong. Errors stay until read.

use egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Stroke, Ui, vec2};

use crate::ops::{MessageKind, UserMessage};

use super::theme;

/// Seconds a plain message stays.
const STAY: f64 = 5.0;

struct Toast {
    text: String,
    hint: String,
    failure: bool,
    /// On egui's clock; `None` until first drawn.
    until: Option<f64>,
}

#[derive(Default)]
pub struct Toasts {
    list: Vec<Toast>,
}

impl Toasts {
    /// Says what was done.
    pub fn done(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.list.retain(|toast| toast.failure);
        self.list.push(Toast { text, hint: String::new(), failure: false, until: None });
    }

    /// Says what could not be done; stays until it is closed.
    pub fn failed(&mut self, message: UserMessage) {
        let failure = message.kind != MessageKind::Findings;
        self.list.retain(|toast| toast.text != message.text);
        self.list.push(Toast { text: message.text, hint: message.hint, failure, until: None });
    }

    pub fn ui(&mut self, ui: &Ui) {
        if self.list.is_empty() {
            return;
        }
        let now = ui.input(|i| i.time);
        let mut closed = None;
        Area::new(Id::unique("toasts"))
            .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -48.0))
            .order(Order::Foreground)
            .show(ui.ctx(), |ui| {
                for (index, toast) in self.list.iter_mut().enumerate() {
                    let until = *toast.until.get_or_insert(now + STAY);
                    if toast_ui(ui, toast) || (!toast.failure && now >= until) {
                        closed = Some(index);
                    } else if !toast.failure {
                        ui.ctx().request_repaint_after_secs(
                            std::time::Duration::from_secs_f64((until - now).max(0.0))
                                .as_secs_f32(),
                        );
                    }
                }
            });
        if let Some(index) = closed {
            self.list.remove(index);
            ui.ctx().request_repaint();
        }
    }
}

/// Draws one message; returns whether it was closed.
fn toast_ui(ui: &mut Ui, toast: &Toast) -> bool {
    let tokens = theme::of(ui);
    let colour = if toast.failure { tokens.red } else { tokens.green };
    let mut closed = false;
    Frame::new()
        .fill(tokens.panel)
        .stroke(Stroke::new(1.0, colour))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.set_max_width(420.0);
            ui.label(RichText::new(&toast.text).color(tokens.text));
            if !toast.hint.is_empty() {
                ui.label(RichText::new(&toast.hint).color(tokens.quiet).small());
            }
            if toast.failure {
                closed = ui.button("知道了").clicked();
            }
        });
    closed
}
