//! A window that closes by itself after its second frame, to measure how long starting takes.
//! Knows nothing of what it shows.

use eframe::{App, Frame};
use egui::{Ui, ViewportCommand, Visuals};

/// Set by `benches/startup.sh`.
const EXIT_AFTER_FIRST_FRAME: &str = "YUEBAO_EXIT_AFTER_FIRST_FRAME";

/// The program itself, or in its brief form where a measurement asks for it.
pub fn wrapped<A: App + 'static>(app: A) -> Box<dyn App> {
    if std::env::var_os(EXIT_AFTER_FIRST_FRAME).is_some() {
        Box::new(Brief { app, frames: 0 })
    } else {
        Box::new(app)
    }
}

struct Brief<A> {
    app: A,
    frames: u32,
}

impl<A: App> App for Brief<A> {
    fn ui(&mut self, ui: &mut Ui, frame: &mut Frame) {
        self.app.ui(ui, frame);
        self.frames += 1;
        if self.frames > 1 {
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
        ui.ctx().request_repaint();
    }

    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }
}
