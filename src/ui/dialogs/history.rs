//! Who changed a thing, when, from what to what; every value can be brought back.

use egui::text::LayoutJob;
use egui::{RichText, ScrollArea, Stroke, TextFormat, Ui};

use crate::ops::{HistoryEntry, SubjectOwned};
use crate::text::word_diff::{Change as Piece, cut, word_diff};
use crate::ui::action::{Action, Actions};
use crate::ui::change::{Change, RegisterChange};
use crate::ui::{theme, widgets, wording};

/// Explanations are given and taken back beside the rule, not here.
const EXPLAINED: &str = "偏差说明";

/// Characters that stand on both sides of what changed in a longer text.
const AROUND: usize = 14;

/// Draws what was recorded, the newest first.
pub(super) fn history_ui(
    ui: &mut Ui,
    actions: &Actions,
    (subject, name): (&SubjectOwned, &str),
    entries: &[HistoryEntry],
) {
    super::heading(ui, &format!("{name}的历史"));
    if entries.is_empty() {
        ui.label("还没有改动记录。");
        return super::close_foot(ui, actions);
    }
    let height = (ui.ctx().content_rect().height() - 220.0).max(160.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for entry in entries.iter().rev() {
            entry_ui(ui, actions, subject, entry);
        }
    });
    super::close_foot(ui, actions);
}

fn entry_ui(ui: &mut Ui, actions: &Actions, subject: &SubjectOwned, entry: &HistoryEntry) {
    ui.horizontal_wrapped(|ui| {
        widgets::quiet(ui, format!("{}　{}", wording::local_time(&entry.at), entry.actor));
        ui.label(RichText::new(entry.field).color(theme::of(ui).accent));
        changed_ui(ui, entry);
        widgets::quiet(ui, &entry.label);
        if let Some(old) = entry.old.clone().filter(|_| entry.field != EXPLAINED) {
            let button = ui.small_button("恢复成原来的").on_hover_text(&old);
            if button.clicked() {
                let (subject, entry) = (subject.clone(), Box::new(entry.clone()));
                let change = RegisterChange::RestoreValue { subject, entry, value: Some(old) };
                actions.send(Action::Close);
                actions.change(Change::Register(change));
            }
        }
    });
    ui.separator();
}

/// What went and what came, with a little of what stayed; both whole texts on pointing at it.
fn changed_ui(ui: &mut Ui, entry: &HistoryEntry) {
    let side = |text: &Option<String>| text.clone().unwrap_or_default();
    let (old, new) = (side(&entry.old), side(&entry.new));
    let label = if old.is_empty() || new.is_empty() {
        let words =
            |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
        ui.label(format!("{} → {}", words(&old), words(&new)))
    } else {
        ui.label(difference(ui, &old, &new))
    };
    let spoken = format!("{}：原来 {old}，改为 {new}", entry.field);
    widgets::named(ui, label.id, &spoken);
    label.on_hover_text(format!("原来：\n{old}\n\n改为：\n{new}"));
}

fn difference(ui: &Ui, old: &str, new: &str) -> LayoutJob {
    let tokens = theme::of(ui);
    let mut job = LayoutJob::default();
    for (change, text) in cut(word_diff(old, new), AROUND) {
        let mut format = TextFormat::simple(egui::FontId::proportional(14.0), tokens.quiet);
        match change {
            Piece::Kept => {}
            Piece::Gone => {
                format.color = tokens.red;
                format.strikethrough = Stroke::new(1.0, tokens.red);
            }
            Piece::New => {
                format.color = tokens.green;
                format.underline = Stroke::new(1.0, tokens.green);
            }
        }
        job.append(&text, 0.0, format);
    }
    job
}
