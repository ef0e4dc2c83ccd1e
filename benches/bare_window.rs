//! The least an eframe window can be: one label in the product's faces. `startup.sh` compares the
//! program with it.

use std::sync::Arc;

use eframe::egui::{self, FontData, FontDefinitions, FontFamily};

/// Closes itself after its second frame when the variable is set, as the program does.
const EXIT_AFTER_FIRST_FRAME: &str = "YUEBAO_EXIT_AFTER_FIRST_FRAME";

const FACES: [(&str, &[u8]); 2] = [
    ("sc", include_bytes!("../assets/fonts/NotoSansSC-Regular.ttf")),
    ("sc-bold", include_bytes!("../assets/fonts/NotoSansSC-Bold-GB2312.ttf")),
];

struct BareWindow {
    frames: u32,
    exit_early: bool,
}

impl eframe::App for BareWindow {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        ui.label("政务窗口月报");
        self.frames += 1;
        if self.exit_early {
            if self.frames > 1 {
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            }
            ui.ctx().request_repaint();
        }
    }
}

fn install_faces(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    // The last one in comes first, so the regular face is put in after the bold one.
    for (name, bytes) in FACES.into_iter().rev() {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts.families.entry(FontFamily::Proportional).or_default().insert(0, name.to_owned());
    }
    ctx.set_fonts(fonts);
}

fn main() -> eframe::Result {
    let exit_early = std::env::var_os(EXIT_AFTER_FIRST_FRAME).is_some();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1200.0, 760.0]),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native(
        "yuebao-bare",
        options,
        Box::new(move |cc| {
            install_faces(&cc.egui_ctx);
            Ok(Box::new(BareWindow { frames: 0, exit_early }))
        }),
    )
}
