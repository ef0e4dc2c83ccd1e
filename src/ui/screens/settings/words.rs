//! 本单位词表: the office's own wrong and right words, typed here or carried in as text.

use egui::{Button, ComboBox, Id, Key, TextEdit, Ui};

use crate::check::Level;
use crate::model::OfficeWord;
use crate::ui::action::{Action, Purpose};
use crate::ui::change::{Change, ProofChange};
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::{theme, widgets};

#[derive(Default)]
pub struct Words {
    list: Loaded<(), Vec<OfficeWord>>,
    draft: Draft,
}

/// A word being written.
struct Draft {
    /// The one it takes the place of.
    old: Option<String>,
    wrong: String,
    right: String,
    level: Level,
    note: String,
}

impl Default for Draft {
    fn default() -> Self {
        let (wrong, right, note) = (String::new(), String::new(), String::new());
        Self { old: None, wrong, right, level: Level::Doubt, note }
    }
}

impl Words {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let load = || cx.book.words();
        let words = match self.list.get(cx.book.revision(), (), load) {
            Ok(words) => words.clone(),
            Err(message) => return widgets::message_box(ui, &message),
        };
        widgets::title(ui, &format!("本单位词表　{} 条", words.len()));
        widgets::quiet(
            ui,
            "本单位不用的说法和该用的说法，校对时一并查。“正”可以空着，或用 / 分开几个由人选。",
        );
        ui.horizontal(|ui| {
            if ui.button("导入…").on_hover_text("读入一份词表（文本）").clicked() {
                cx.send(Action::Pick(Purpose::ImportWords));
            }
            let export = ui.add_enabled(!words.is_empty(), Button::new("导出…"));
            if export.on_hover_text("存成文本，可带到别的单位").clicked() {
                cx.send(Action::Pick(Purpose::ExportWords));
            }
        });
        ui.add_space(4.0);
        for word in &words {
            self.word_ui(ui, cx, word);
        }
        self.draft_ui(ui, cx);
    }

    fn word_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, word: &OfficeWord) {
        ui.horizontal_wrapped(|ui| {
            let right = if word.right.is_empty() { "（不用）" } else { &word.right };
            ui.label(format!("{} → {right}", word.wrong));
            widgets::quiet(ui, word.level.chinese());
            if !word.note.is_empty() {
                widgets::quiet(ui, word.note.as_str());
            }
            let edit = ui.small_button("修改…");
            widgets::named(ui, edit.id, &format!("修改 {}", word.wrong));
            if edit.clicked() {
                self.draft = Draft {
                    old: Some(word.wrong.clone()),
                    wrong: word.wrong.clone(),
                    right: word.right.clone(),
                    level: word.level,
                    note: word.note.clone(),
                };
            }
            let delete = ui.small_button("删除");
            widgets::named(ui, delete.id, &format!("删除 {}", word.wrong));
            if delete.on_hover_text("可撤销").clicked() {
                let delete = ProofChange::DeleteWord(word.wrong.clone());
                cx.change(Change::Proof(Box::new(delete)));
            }
        });
    }

    /// The line in which a word is written.
    fn draft_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let draft = &mut self.draft;
        let (mut sure, mut gone) = (false, false);
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            let entered = !cx.composing && ui.input(|input| input.key_pressed(Key::Enter));
            let mut field = |ui: &mut Ui, label: &str, text: &mut String, width: f32| {
                widgets::caption(ui, label);
                let edit = TextEdit::singleline(text).id(Id::unique(("office word", label)));
                let response = ui.add(edit.desired_width(width));
                widgets::named(ui, response.id, label);
                sure |= response.lost_focus() && entered;
            };
            field(ui, "错", &mut draft.wrong, 120.0);
            field(ui, "正", &mut draft.right, 120.0);
            let combo = ComboBox::from_id_salt("level of a word");
            let shown = combo.selected_text(draft.level.chinese()).width(70.0).show_ui(ui, |ui| {
                for level in Level::ALL {
                    ui.selectable_value(&mut draft.level, level, level.chinese());
                }
            });
            widgets::named(ui, shown.response.id, "级别");
            field(ui, "说明", &mut draft.note, 160.0);
            let filled = !draft.wrong.trim().is_empty() && draft.wrong.trim() != draft.right.trim();
            let text = if draft.old.is_some() { "确定" } else { "添加" };
            let button = ui.add_enabled(filled, Button::new(text));
            sure = (sure || button.on_hover_text("回车").clicked()) && filled;
            gone = draft.old.is_some() && ui.button("取消").clicked();
        });
        if sure {
            let Draft { old, wrong, right, level, note } = std::mem::take(draft);
            let word = OfficeWord { wrong, right, level, note };
            cx.change(Change::Proof(Box::new(ProofChange::Word { old, word })));
            let first = Id::unique(("office word", "错"));
            ui.memory_mut(|memory| memory.request_focus(first));
        } else if gone {
            *draft = Draft::default();
        }
        ui.add_space(theme::STEP);
    }
}
