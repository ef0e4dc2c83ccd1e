//! Runs of a document as text of a form: faces by role, nothing of the page.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, FontId, Stroke, Ui};

use crate::document::{Role, Run};
use crate::ui::theme::{self, Tokens};

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
        Role::Plain | Role::Label | Role::Address => (body, tokens.text, Stroke::NONE),
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
