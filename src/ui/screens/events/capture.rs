//! The line in which an event is noted quickly: date, department and text in one go, Enter stores
//! it. A pasted block of several becomes several.

use egui::{Key, Ui};

use crate::ui::action::Action;
use crate::ui::change::{CAPTURE_DRAFT, Change, ItemChange};
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::pasted;
use crate::ui::widgets::{Field, field_id};

#[derive(Default)]
pub struct CaptureLine {
    /// What was typed and not yet taken, also from the last time the program ran.
    draft: Loaded<(), String>,
    /// Counts the lines taken; each has a field of its own, which begins empty.
    taken: usize,
}

impl CaptureLine {
    /// The field, to be entered by key.
    pub fn id(&self) -> egui::Id {
        field_id("capture", &self.taken)
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let load = || Ok(cx.book.setting(CAPTURE_DRAFT)?.unwrap_or_default());
        let draft = self.draft.get(cx.book.revision(), (), load).cloned().unwrap_or_default();
        let id = self.id();
        // Into a line that is begun a block goes as text: nothing typed may be lost for it.
        let begun = cx.editing.borrow_mut().text(id, &draft);
        if begun.trim().is_empty()
            && ui.memory(|memory| memory.has_focus(id))
            && let Some(block) = pasted::block(ui)
        {
            capture(cx, block);
        }
        let field = Field {
            hint: "记一条：25日，水利厅：……　回车记下；可一次粘贴多条",
            ..Field::new(id, "记一条动态", &draft)
        };
        let draft_of = |text| Action::Change(Box::new(Change::Item(ItemChange::Draft(text))));
        let response = field.show(ui, cx, draft_of);
        let entered = ui.input(|input| input.key_pressed(Key::Enter));
        if response.lost_focus() && entered && !cx.composing {
            let text = cx.editing.borrow_mut().text(id, &draft);
            if text.trim().is_empty() {
                return;
            }
            capture(cx, text);
            self.taken += 1;
            let next = self.id();
            ui.memory_mut(|memory| memory.request_focus(next));
        }
    }
}

fn capture(cx: &Cx<'_>, text: String) {
    let (bulletin, month) = (cx.page.bulletin.code.clone(), cx.page.month);
    cx.change(Change::Item(ItemChange::Capture { bulletin, month, text }));
}
