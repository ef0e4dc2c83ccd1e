//! Text with its looks on the system's clipboard; egui's own takes plain text alone.

use egui::Context;

use crate::model::{IssueId, SectionId};
use crate::ops::Copied;

use super::app::{AppWindow, BookState};

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

impl AppWindow {
    /// Copies an issue, or one section of it, and says what pasting will keep.
    pub(super) fn copy(&mut self, issue: &IssueId, section: Option<&SectionId>, ctx: &Context) {
        let BookState::Open(book) = &self.book else { return };
        match book.issue(issue).and_then(|issue| book.copied(&issue, section)) {
            Ok(copied) => {
                let what = if section.is_some() { "本栏目" } else { "整期" };
                let looks = if self.clipboard.put(ctx, &copied) {
                    "粘贴到 Word、WPS 或 OA 时保留标题和字体"
                } else {
                    "这台电脑的剪贴板只收文字"
                };
                self.toasts.done(format!("已复制{what}，{looks}"));
            }
            Err(err) => self.refused(&err),
        }
    }
}
