//! Text of several lines that was pasted in this frame.

use egui::{Event, Ui};

/// Takes a pasted block away from the field that has the focus; a single line is the field's own
/// affair.
pub fn block(ui: &Ui) -> Option<String> {
    ui.input_mut(|input| {
        let at = input.events.iter().position(
            |event| matches!(event, Event::Paste(text) if text.trim_end().contains('\n')),
        )?;
        match input.events.remove(at) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}
