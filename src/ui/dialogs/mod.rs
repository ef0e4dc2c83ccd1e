//! Questions and reports that stand before everything else until they are answered.

mod capture;
mod corrections;
mod history;
mod learn;
mod lock;
mod packed;
mod path;
mod publish;
mod reports;
mod restore;
mod sheet;
mod since;
mod steps;
mod verified;

use egui::{Color32, Frame, Id, Key, Modal, RichText, Ui};

use crate::check::verify::SentenceSince;
use crate::model::{Issue, ItemId, Month};
use crate::ops::{
    HistoryEntry, ImportReport, NewIssueReport, PackCheck, Recovery, RestorePreview, StepEntry,
    SubjectOwned, built_in,
};

use super::action::{Action, Actions};
use super::change::{Change, ItemChange, PublishingChange};
use super::tables::TableReading;
use super::{commands, theme, widgets};

pub use capture::CaptureDialog;
pub use corrections::CorrectionsDialog;
pub use learn::LearnDialog;
pub use lock::{Leaving, LockDialog, UnlockDialog};
pub use path::PathDialog;
pub use publish::PublishDialog;
pub use restore::Recovered;
pub use sheet::SheetDialog;
pub use since::SinceDialog;
pub use verified::VerifiedDialog;

#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Which bulletin a new book begins with: names, and the chosen one.
    NewBook { names: Vec<(String, String)>, chosen: usize },
    /// Makes the issue of a month.
    NewIssue { month: Month },
    /// Asks once before something is taken away.
    Confirm { question: String, more: String, yes: String, action: Box<Action> },
    /// Why an item is kept from print.
    LeaveOut { item: ItemId, reason: String },
    /// A path typed or picked in our own dialog.
    Path(Box<PathDialog>),
    /// What an import placed and what it could not.
    Imported(Box<ImportReport>),
    /// What became of last month's content.
    Made(Box<NewIssueReport>),
    /// What was recorded of a thing, the oldest first.
    History { subject: SubjectOwned, name: String, entries: Vec<HistoryEntry> },
    /// What can be taken back, the newest first.
    Steps(Vec<StepEntry>),
    /// Numbers of the issue that may become indicators.
    Learn(Box<LearnDialog>),
    /// How a text was taken apart into events.
    Capture(Box<CaptureDialog>),
    /// What a table of figures would change.
    Sheet(Box<SheetDialog>),
    /// What going back to a backup would change.
    Restore(Box<RestorePreview>),
    /// What a damaged book still told.
    Recovered(Box<Recovered>),
    /// What a returned file differs in.
    Verified(Box<VerifiedDialog>),
    /// What became of the issue since the one before.
    Since(Box<SinceDialog>),
    /// Whether a file that leaves the house gets a passphrase.
    Lock(Box<LockDialog>),
    /// Asks for the passphrase of a file.
    Unlock(Box<UnlockDialog>),
    /// What a pack was found to be.
    PackChecked(Box<PackCheck>),
    /// What is in the way of publishing.
    Publish(Box<PublishDialog>),
    /// Figures that changed after they were printed.
    Corrections(Box<CorrectionsDialog>),
    /// The sheet of keys.
    Keys,
}

impl Dialog {
    pub fn new_issue(month: Month) -> Self {
        Self::NewIssue { month }
    }

    pub fn lock(leaving: Leaving) -> Self {
        Self::Lock(Box::new(LockDialog::new(leaving)))
    }

    pub fn recovered(recovery: Recovery) -> Self {
        Self::Recovered(Box::new(Recovered::new(recovery)))
    }

    pub fn since(
        before: Month,
        sentences: Vec<SentenceSince>,
        places: Vec<Option<Action>>,
    ) -> Self {
        Self::Since(Box::new(SinceDialog::new(before, sentences, places)))
    }

    pub fn new_book() -> Self {
        let names = built_in::names()
            .map(|code| {
                let name = built_in::bulletin(code).map(|b| b.name);
                (code.to_owned(), name.unwrap_or_else(|_| code.to_owned()))
            })
            .collect();
        Self::NewBook { names, chosen: 0 }
    }

    pub fn delete_issue(issue: &Issue) -> Self {
        Self::Confirm {
            question: format!("删除{}第{}期？", issue.month.chinese(), issue.number),
            more: "栏目、条目和名单一起删除；数据和没放进栏目的动态留下。可以撤销。".to_owned(),
            yes: "删除".to_owned(),
            action: Box::new(Action::Change(Box::new(Change::DeleteIssue(issue.id.clone())))),
        }
    }

    pub fn revise(issue: &Issue) -> Self {
        let change = PublishingChange::Revise(issue.id.clone());
        Self::Confirm {
            question: format!("修订第{}期（{}）？", issue.number, issue.month.chinese()),
            more: "正文可以改了。改好、签好后再发布一次，成为新的一版；原来发布的那份照样保留。"
                .to_owned(),
            yes: "修订".to_owned(),
            action: Box::new(Action::Change(Box::new(Change::Publishing(change)))),
        }
    }

    /// Draws the dialog; Escape and a click beside it close it.
    pub fn ui(&mut self, ui: &Ui, actions: &Actions) {
        let width = match self {
            Self::Sheet(_)
            | Self::Learn(_)
            | Self::Capture(_)
            | Self::History { .. }
            | Self::Restore(_)
            | Self::PackChecked(_)
            | Self::Publish(_)
            | Self::Corrections(_)
            | Self::Recovered(_) => 760.0,
            Self::Verified(_) => 980.0,
            Self::Since(_) => 860.0,
            Self::Lock(_) => 560.0,
            Self::Path(_) | Self::Imported(_) | Self::Made(_) | Self::Steps(_) | Self::Keys => {
                620.0
            }
            _ => 440.0,
        };
        let room = ui.ctx().content_rect().width() - 80.0;
        let modal = Modal::new(Id::unique("dialog"))
            .frame(Frame::popup(ui.style()).inner_margin(24))
            .backdrop_color(Color32::from_black_alpha(70))
            .show(ui.ctx(), |ui| {
                ui.set_width(f32::min(width, room));
                match self {
                    Self::NewBook { names, chosen } => new_book_ui(ui, actions, names, chosen),
                    Self::NewIssue { month } => new_issue_ui(ui, actions, *month),
                    Self::Confirm { question, more, yes, action } => {
                        confirm_ui(ui, actions, [question, more, yes], action);
                    }
                    Self::LeaveOut { item, reason } => leave_out_ui(ui, actions, item, reason),
                    Self::History { subject, name, entries } => {
                        history::history_ui(ui, actions, (subject, name), entries);
                    }
                    Self::Steps(steps) => steps::steps_ui(ui, actions, steps),
                    Self::Learn(learn) => learn.ui(ui, actions),
                    Self::Capture(capture) => capture.ui(ui, actions),
                    Self::Sheet(sheet) => sheet.ui(ui, actions),
                    Self::Verified(verified) => verified.ui(ui, actions),
                    Self::Since(since) => since.ui(ui, actions),
                    Self::Path(path) => path.ui(ui, actions),
                    Self::Imported(report) => reports::imported_ui(ui, actions, report),
                    Self::Made(report) => reports::made_ui(ui, actions, report),
                    Self::Restore(preview) => restore::preview_ui(ui, actions, preview),
                    Self::Recovered(recovered) => recovered.ui(ui, actions),
                    Self::Lock(lock) => lock.ui(ui, actions),
                    Self::Unlock(unlock) => unlock.ui(ui, actions),
                    Self::PackChecked(check) => packed::checked_ui(ui, actions, check),
                    Self::Publish(publish) => publish.ui(ui, actions),
                    Self::Corrections(corrections) => corrections.ui(ui, actions),
                    Self::Keys => keys_ui(ui, actions),
                }
            });
        if modal.should_close() {
            actions.send(Action::Close);
        }
    }
}

/// A table that is being read; what lies below waits.
pub fn reading_ui(ui: &Ui, actions: &Actions, reading: &TableReading) {
    let modal = Modal::new(Id::unique("reading"))
        .frame(Frame::popup(ui.style()).inner_margin(24))
        .backdrop_color(Color32::from_black_alpha(70))
        .show(ui.ctx(), |ui| {
            ui.set_width(360.0);
            reading.ui(ui, actions);
        });
    if modal.should_close() {
        actions.send(Action::CancelTable);
    }
}

fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::bold_font(18.0)));
    ui.add_space(4.0);
}

/// The buttons at the foot: the one that goes on, and the way back. Enter goes on.
fn foot(ui: &mut Ui, actions: &Actions, yes: &str, enabled: bool) -> bool {
    ui.add_space(theme::STEP);
    let mut go = false;
    ui.horizontal(|ui| {
        ui.add_enabled_ui(enabled, |ui| go = widgets::accent_button(ui, yes).clicked());
        if ui.button("取消").clicked() {
            actions.send(Action::Close);
        }
    });
    let entered = enabled && ui.input(|i| i.key_pressed(Key::Enter));
    let composing = super::ime::Composition::is_open(ui.ctx());
    let nothing_focused = ui.memory(|m| m.focused().is_none());
    go || (entered && !composing && nothing_focused)
}

fn close_foot(ui: &mut Ui, actions: &Actions) {
    ui.add_space(theme::STEP);
    let response = ui.horizontal(|ui| widgets::accent_button(ui, "知道了")).inner;
    if ui.memory(|m| m.focused().is_none()) {
        response.request_focus();
    }
    if response.clicked() {
        actions.send(Action::Close);
    }
}

fn new_book_ui(ui: &mut Ui, actions: &Actions, names: &[(String, String)], chosen: &mut usize) {
    heading(ui, "新建工作簿");
    ui.label("先用哪一种刊？栏目、文字和名单以后都可以改。");
    for (index, (_, name)) in names.iter().enumerate() {
        ui.radio_value(chosen, index, name);
    }
    if foot(ui, actions, "新建", !names.is_empty())
        && let Some((code, _)) = names.get(*chosen)
    {
        actions.send(Action::NewBook(code.clone()));
    }
}

fn new_issue_ui(ui: &mut Ui, actions: &Actions, month: Month) {
    heading(ui, &format!("新建{}的一期", month.chinese()));
    ui.label("沿用最近一期的栏目、固定段落和名单，填数位留空；有日期的动态不沿用。");
    if foot(ui, actions, "新建", true) {
        actions.send(Action::NewIssue(month));
    }
}

fn confirm_ui(ui: &mut Ui, actions: &Actions, words: [&str; 3], action: &Action) {
    let [question, more, yes] = words;
    heading(ui, question);
    ui.label(more);
    if foot(ui, actions, yes, true) {
        actions.send(Action::Close);
        actions.send(action.clone());
    }
}

fn leave_out_ui(ui: &mut Ui, actions: &Actions, item: &ItemId, reason: &mut String) {
    heading(ui, "这一条不登");
    let label = ui.label("原因（留给以后看的人）");
    let edit = egui::TextEdit::singleline(reason).desired_width(f32::INFINITY);
    let response = ui.add(edit.hint_text("如：与上月重复")).labelled_by(label.id);
    let first = ui.memory(|m| m.focused().is_none());
    if first && !response.lost_focus() {
        response.request_focus();
    }
    if foot(ui, actions, "不登", true) {
        actions.send(Action::Close);
        let change = ItemChange::LeaveOut { item: item.clone(), reason: reason.clone() };
        actions.change(Change::Item(change));
    }
}

fn keys_ui(ui: &mut Ui, actions: &Actions) {
    heading(ui, "快捷键");
    let height = (ui.ctx().content_rect().height() - 200.0).max(200.0);
    let area = egui::ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true]);
    area.show(ui, |ui| {
        egui::Grid::new("keys").num_columns(2).spacing([32.0, 6.0]).show(ui, |ui| {
            for (keys, meaning) in commands::FIELD_KEYS {
                ui.label(RichText::new(keys).color(theme::of(ui).accent));
                ui.label(meaning);
                ui.end_row();
            }
            for entry in
                commands::TABLE.iter().chain(&commands::FORM).filter(|entry| entry.key.is_some())
            {
                ui.label(RichText::new(entry.key_text).color(theme::of(ui).accent));
                let words = if entry.tip.is_empty() { "到这一页" } else { entry.tip };
                ui.label(format!("{}：{words}", entry.text.trim_end_matches('…')));
                ui.end_row();
            }
        });
    });
    close_foot(ui, actions);
}
