//! Text with its looks on the system's clipboard; egui's own takes plain text alone.

use egui::Context;

use crate::ops::Copied;

/// Kept as long as the window: on X11 the owner of what was copied must stay alive.
#[derive(Default)]
pub struct Clipboard {
    system: Option<arboard::Clipboard>,
}

impl Clipboard {
    /// Copies with looks; where the system takes none, the plain text. Says which it was.
    pub fn put(&mut self, ctx: &Context, copied: &Copied) -> bool {
        if self.system.is_none() {
            self.system = arboard::Clipboard::new().ok();
        }
        let system = self.system.as_mut();
        let put = system.map(|system| system.set_html(&copied.html, Some(&copied.text)));
        if matches!(put, Some(Ok(()))) {
            return true;
        }
        ctx.copy_text(copied.text.clone());
        false
    }
}
