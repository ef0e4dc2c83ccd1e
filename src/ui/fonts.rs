//! The faces of the window, compiled in so that every machine shows the same; knows no screen.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily};

use crate::ops::window_fonts;

/// The family of the real bold face; `strong()` alone only changes a colour.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Installs both faces. The Chinese face comes first everywhere, so that Latin letters and digits
/// match it; symbols it lacks come from egui's own faces.
pub fn install(ctx: &Context) {
    let [regular, strong] = window_fonts();
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert("sc".into(), Arc::new(FontData::from_static(regular)));
    fonts.font_data.insert("sc-bold".into(), Arc::new(FontData::from_static(strong)));
    fonts.families.entry(FontFamily::Proportional).or_default().insert(0, "sc".into());
    fonts.families.entry(FontFamily::Monospace).or_default().push("sc".into());
    let mut family = vec!["sc-bold".to_owned()];
    family.extend(fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default());
    fonts.families.insert(bold(), family);
    ctx.set_fonts(fonts);
}
