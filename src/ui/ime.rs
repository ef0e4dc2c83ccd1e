//! Chinese input methods: knows when a composition is open, keeps its keys away from the form,
//! and keeps X11 from losing the first letter after a change of focus. Knows no field.

use egui::output::IMEOutput;
use egui::{Context, Event, FullOutput, Id, ImeEvent, Key, Plugin, RawInput, Rect, Ui};

/// Follows the input method of one window.
///
/// While a composition is open the bound text of a field holds the half-typed pinyin, so nothing
/// may be stored or judged, and Enter, Escape and the arrows belong to the candidate list.
pub struct Composition {
    open: bool,
    keep_enabled: bool,
    focus: Option<Id>,
    /// A composition was open when the focus moved in this pass.
    interrupt: bool,
    last: IMEOutput,
}

impl Composition {
    /// `keep_enabled` is for X11 only, see the method of that name.
    pub fn new(keep_enabled: bool) -> Self {
        let last = IMEOutput {
            purpose: egui::IMEPurpose::Normal,
            rect: Rect::ZERO,
            cursor_rect: Rect::ZERO,
            should_interrupt_composition: false,
        };
        Self { open: false, keep_enabled, focus: None, interrupt: false, last }
    }

    /// Whether a composition is open in this window.
    pub fn is_open(ctx: &Context) -> bool {
        ctx.with_plugin(|composition: &mut Self| composition.open).unwrap_or(false)
    }

    /// The window system re-creates its input context whenever input methods are switched off and
    /// on again, and does so one event late: the first letter after Tab or a click would go in
    /// raw. A new context also forgets that Chinese was switched on (fcitx5 keeps that state per
    /// context), so that every field would begin in Latin letters. So they are never switched off,
    /// and interrupted only to drop a composition that is really open. X11 places the candidates
    /// by the upper left corner of the caret, which would hide the line being typed; the caret is
    /// reported one line lower.
    fn keep_enabled(&mut self, ctx: &Context) {
        let last = &mut self.last;
        ctx.output_mut(|output| {
            if let Some(ime) = &mut output.ime {
                let below = egui::vec2(0.0, ime.cursor_rect.height());
                ime.cursor_rect = ime.cursor_rect.translate(below);
            }
            let ime = output.ime.get_or_insert(*last);
            *last = IMEOutput { should_interrupt_composition: false, ..*ime };
        });
    }
}

impl Plugin for Composition {
    fn debug_name(&self) -> &'static str {
        "composition"
    }

    fn input_hook(&mut self, _ctx: &Context, input: &mut RawInput) {
        let was_open = self.open;
        for event in &input.events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => self.open = !text.is_empty(),
                Event::Ime(ImeEvent::Commit(_)) => self.open = false,
                _ => {}
            }
        }
        if was_open || self.open {
            input.events.retain(|event| !is_key_of_the_candidates(event));
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let focus = ctx.memory(egui::Memory::focused);
        let moved = focus != self.focus;
        self.focus = focus;
        self.interrupt = moved && self.open;
        if moved {
            self.open = false;
        }
        if self.keep_enabled {
            self.keep_enabled(&ctx);
        }
    }

    /// Whoever moves the focus asks egui to interrupt the input method; here, after that, it is
    /// taken back where no composition is open.
    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        if let Some(ime) = output.platform_output.ime.as_mut().filter(|_| self.keep_enabled) {
            ime.should_interrupt_composition = self.interrupt;
        }
    }
}

fn is_key_of_the_candidates(event: &Event) -> bool {
    let Event::Key { key, .. } = event else { return false };
    matches!(
        key,
        Key::Enter
            | Key::Escape
            | Key::Tab
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::PageUp
            | Key::PageDown
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(keep_enabled: bool) -> Context {
        let ctx = Context::default();
        ctx.add_plugin(Composition::new(keep_enabled));
        ctx
    }

    /// Runs one frame; returns whether input methods are left switched on.
    fn frame(ctx: &Context, events: Vec<Event>) -> bool {
        let mut output = ctx.run_ui(RawInput { events, ..RawInput::default() }, |_| {});
        output.textures_delta.clear();
        output.platform_output.ime.is_some()
    }

    fn preedit(text: &str) -> Event {
        Event::Ime(ImeEvent::Preedit { text: text.into(), active_range_chars: None })
    }

    #[test]
    fn input_methods_are_never_switched_off_on_x11() {
        assert!(frame(&context(true), Vec::new()));
        assert!(!frame(&context(false), Vec::new()));
    }

    #[test]
    fn knows_when_a_composition_is_open() {
        let ctx = context(false);
        for (event, open) in [
            (preedit("wei"), true),
            (preedit(""), false),
            (preedit("xiu"), true),
            (Event::Ime(ImeEvent::Commit("修".into())), false),
        ] {
            frame(&ctx, vec![event]);
            assert_eq!(Composition::is_open(&ctx), open);
        }
    }
}
