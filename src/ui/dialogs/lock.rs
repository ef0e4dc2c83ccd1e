//! A passphrase set for a file that leaves the house, or asked for one that came in.

use std::path::PathBuf;

use egui::{RichText, TextEdit, Ui};

use crate::model::IssueId;
use crate::ops::{NO_WAY_BACK, Passphrase, message};
use crate::ui::action::{Action, Actions, Purpose};
use crate::ui::{theme, widgets};

/// What is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// The pack of an issue; a passphrase if wanted.
    Pack(IssueId),
    /// A backup that is always locked.
    Backup,
}

/// Asks whether and with which passphrase; then where to.
#[derive(Clone, PartialEq)]
pub struct LockDialog {
    leaving: Leaving,
    lock: bool,
    text: String,
    again: String,
    /// A passphrase of the program's is shown, so that it can be noted.
    seen: bool,
}

impl std::fmt::Debug for LockDialog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LockDialog").field("leaving", &self.leaving).finish_non_exhaustive()
    }
}

impl LockDialog {
    pub fn new(leaving: Leaving) -> Self {
        let lock = leaving == Leaving::Backup;
        Self { leaving, lock, text: String::new(), again: String::new(), seen: false }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        match self.leaving {
            Leaving::Pack(_) => {
                super::heading(ui, "打台账");
                ui.label("成品、当月数据、数字校样、修改记录和定稿原文存成一个文件，每个字节都有校验和。");
                ui.checkbox(&mut self.lock, "加口令（要送出单位时）");
            }
            Leaving::Backup => {
                super::heading(ui, "加口令备份");
                ui.label("备份整本工作簿，加上口令再存到优盘或共享文件夹。");
            }
        }
        if self.lock {
            self.fields_ui(ui);
        }
        let passphrase = self.passphrase();
        let problem = passphrase.as_ref().err();
        if let Some(problem) = problem.filter(|_| !self.text.is_empty()) {
            widgets::amber_note(ui, problem);
        }
        if super::foot(ui, actions, "选择存到哪里…", problem.is_none())
            && let Ok(passphrase) = passphrase
        {
            self.go_on(actions, passphrase);
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui) {
        widgets::amber_note(ui, &format!("{NO_WAY_BACK}。"));
        let mut offered = false;
        egui::Grid::new("passphrase").num_columns(2).spacing([8.0, 6.0]).show(ui, |ui| {
            for (name, text) in [("口令", &mut self.text), ("再输一遍", &mut self.again)] {
                let label = widgets::caption(ui, name);
                ui.horizontal(|ui| {
                    let edit = TextEdit::singleline(text).password(!self.seen).desired_width(260.0);
                    let edit = ui.add(edit).labelled_by(label.id);
                    widgets::named(ui, edit.id, name);
                    if name == "口令" {
                        ui.checkbox(&mut self.seen, "显示");
                        let give =
                            ui.button("给一个").on_hover_text("由程序给一个不会被猜中的口令");
                        offered = give.clicked();
                    }
                });
                ui.end_row();
            }
        });
        if offered && let Ok(passphrase) = Passphrase::random() {
            passphrase.text().clone_into(&mut self.text);
            self.again.clone_from(&self.text);
            self.seen = true;
        }
        widgets::quiet(
            ui,
            "至少 12 个字符。收到的人用本程序打开；口令只用字母、数字、符号的，7-Zip 也能打开。",
        );
    }

    /// What the fields come to, or what speaks against it.
    fn passphrase(&self) -> Result<Option<Passphrase>, String> {
        if !self.lock {
            return Ok(None);
        }
        let passphrase = Passphrase::new(&self.text).map_err(|err| message(&err).text)?;
        if self.text == self.again {
            Ok(Some(passphrase))
        } else {
            Err("两遍不一样".to_owned())
        }
    }

    fn go_on(&self, actions: &Actions, passphrase: Option<Passphrase>) {
        let purpose = match (&self.leaving, passphrase) {
            (Leaving::Pack(issue), passphrase) => Purpose::Pack(issue.clone(), passphrase),
            (Leaving::Backup, Some(passphrase)) => Purpose::LockedBackup(passphrase),
            (Leaving::Backup, None) => return,
        };
        actions.send(Action::Pick(purpose));
    }
}

/// Asks for the passphrase of a file.
#[derive(Clone, PartialEq)]
pub struct UnlockDialog {
    path: PathBuf,
    /// What it is opened for.
    purpose: Purpose,
    text: String,
    /// Why it did not open with the last one.
    wrong: Option<String>,
}

impl std::fmt::Debug for UnlockDialog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnlockDialog").field("path", &self.path).finish_non_exhaustive()
    }
}

impl UnlockDialog {
    pub fn new(path: PathBuf, purpose: Purpose, wrong: Option<String>) -> Self {
        Self { path, purpose, text: String::new(), wrong }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        super::heading(ui, "这个文件加了口令");
        widgets::quiet(ui, self.path.display().to_string());
        let label = widgets::caption(ui, "口令");
        let edit = TextEdit::singleline(&mut self.text).password(true).desired_width(f32::INFINITY);
        let edit = ui.add(edit).labelled_by(label.id);
        widgets::named(ui, edit.id, "口令");
        let entered = edit.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if ui.memory(|m| m.focused().is_none()) && !entered {
            edit.request_focus();
        }
        if let Some(wrong) = &self.wrong {
            ui.label(RichText::new(format!("▲ {wrong}")).color(theme::of(ui).red));
        }
        if super::foot(ui, actions, "打开", !self.text.is_empty()) || entered {
            let passphrase = Passphrase::given(&self.text);
            let (path, purpose) = (self.path.clone(), self.purpose.clone());
            actions.send(Action::Unlock(path, purpose, passphrase));
        }
    }
}
