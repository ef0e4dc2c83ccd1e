//! Who works with the book: a name that is recorded with changes. It is asked for once, beside
//! the work and not before it, and can be changed at any time. No password, no protection.

use egui::{Key, Panel, TextEdit, Ui};

use super::action::{Action, Actions};
use super::app::bar;
use super::ime::Composition;
use super::widgets;

/// The question, while it is shown.
#[derive(Debug, Default)]
pub struct Who {
    asking: Option<String>,
    /// Names under which the book was worked on before, the newest first.
    known: Vec<String>,
}

/// The setting that remembers the name of one user of this machine.
pub fn setting() -> String {
    format!("who:{}", user())
}

/// The name that the machine knows the person by.
pub fn user() -> String {
    let name = ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    name.unwrap_or_default()
}

impl Who {
    /// Shows the question, with a name to begin from and those used before.
    pub fn ask(&mut self, name: &str, known: Vec<String>) {
        self.asking = Some(name.to_owned());
        self.known = known;
    }

    pub fn answered(&mut self) {
        self.asking = None;
    }

    /// A bar under the top one; it takes no focus.
    pub fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        let Some(name) = &mut self.asking else { return };
        bar(Panel::top("who"), ui, 4).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let label = ui.label("谁在用？");
                let edit = TextEdit::singleline(name).desired_width(140.0).hint_text("您的姓名");
                let response = ui.add(edit).labelled_by(label.id);
                let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
                let composing = Composition::is_open(ui.ctx());
                let clicked = ui.button("记住").clicked();
                if ((entered && !composing) || clicked) && !name.trim().is_empty() {
                    actions.send(Action::Actor(name.trim().to_owned()));
                }
                for known in &self.known {
                    let button = ui.small_button(known).on_hover_text("以前用过的名字，点一下就用");
                    widgets::named(ui, button.id, &format!("用{known}"));
                    if button.clicked() {
                        actions.send(Action::Actor(known.clone()));
                    }
                }
                widgets::quiet(ui, "只用来记录是谁改的，不是密码，也不防冒名");
            });
        });
    }
}
