//! The line in which an event is noted quickly: date, department and text in one go, Enter stores
//! it; beneath stands how it will be taken apart. A pasted block is looked through before it is stored.

use egui::{Key, Modifiers, Ui};

use crate::model::Month;
use crate::ops::NewItem;
use crate::ui::action::Action;
use crate::ui::change::{CAPTURE_DRAFT, Change, ItemChange};
use crate::ui::cx::Cx;
use crate::ui::dialogs::{CaptureDialog, Dialog};
use crate::ui::loaded::Loaded;
use crate::ui::widgets::{self, Field, field_id};
use crate::ui::{dates, pasted, wording};

#[derive(Default)]
pub struct CaptureLine {
    /// What was typed and not yet taken, also from the last time the program ran.
    draft: Loaded<(), String>,
    /// Counts the lines taken; each has a field of its own, which begins empty.
    taken: usize,
    /// How the line would be taken apart.
    split: Loaded<(Month, String), Vec<NewItem>>,
}

impl CaptureLine {
    /// Date, department and text as they would be stored.
    fn split_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, typed: &str) {
        if typed.trim().is_empty() {
            return;
        }
        let month = cx.page.month;
        let load = || Ok(cx.book.capture(month, typed));
        let key = (month, typed.to_owned());
        let split = self.split.get(cx.book.revision(), key, load);
        let Ok([first, rest @ ..]) = split.as_deref().map(Vec::as_slice) else { return };
        let date = first.date.map(|date| dates::short(date, month.year()));
        let date = date.unwrap_or_else(|| "没有日期".to_owned());
        let department = first.department.as_deref().unwrap_or("没有部门");
        let text = wording::beginning(&first.paragraphs.concat(), 24);
        let more =
            if rest.is_empty() { String::new() } else { format!("　等 {} 条", rest.len() + 1) };
        widgets::quiet(ui, format!("回车记作：{date}｜{department}｜{text}{more}"))
            .on_hover_text("分得不对，按 Shift+Enter 先改再记");
    }

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
            look_through(cx, &block, false);
        }
        let shifted = |ui: &Ui| ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::Enter));
        if ui.memory(|memory| memory.has_focus(id)) && !cx.composing && shifted(ui) {
            look_through(cx, &begun, true);
        }
        let field = Field {
            hint: "记一条：25日，水利厅：……　回车记下；可粘贴多条",
            ..Field::new(id, "记一条动态", &draft)
        };
        let draft_of = |text| Action::Change(Box::new(Change::Item(ItemChange::Draft(text))));
        let response = field.show(ui, cx, draft_of);
        self.split_ui(ui, cx, &begun);
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

/// Shows the events of a text before they are stored.
fn look_through(cx: &Cx<'_>, text: &str, of_line: bool) {
    let (bulletin, month) = (cx.page.bulletin.code.clone(), cx.page.month);
    let events = cx.book.capture(month, text);
    if events.is_empty() {
        return;
    }
    let departments = cx.page.windows().map(|department| department.name.clone()).collect();
    let dialog = CaptureDialog::new((bulletin, month), events, departments, of_line);
    cx.send(Action::Open(Box::new(Dialog::Capture(Box::new(dialog)))));
}

fn capture(cx: &Cx<'_>, text: String) {
    let (bulletin, month) = (cx.page.bulletin.code.clone(), cx.page.month);
    cx.change(Change::Item(ItemChange::Capture { bulletin, month, text }));
}
