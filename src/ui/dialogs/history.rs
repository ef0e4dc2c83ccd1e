//! Who changed a thing, when, from what to what; every value can be brought back.

use egui::{RichText, ScrollArea, Ui};

use crate::ops::{HistoryEntry, SubjectOwned};
use crate::ui::action::{Action, Actions};
use crate::ui::change::{Change, RegisterChange};
use crate::ui::{theme, widgets, wording};

/// Explanations are given and taken back beside the rule, not here.
const EXPLAINED: &str = "偏差说明";

/// Characters of a value that stand in its line; the rest is shown on pointing at it.
const SHOWN: usize = 60;

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
    let side = |text: &Option<String>| {
        text.as_deref().map_or_else(|| "（空）".to_owned(), |text| wording::beginning(text, SHOWN))
    };
    ui.horizontal_wrapped(|ui| {
        widgets::quiet(ui, format!("{}　{}", wording::local_time(&entry.at), entry.actor));
        ui.label(RichText::new(entry.field).color(theme::of(ui).accent));
        let line = ui.label(format!("{} → {}", side(&entry.old), side(&entry.new)));
        if is_cut(entry.old.as_deref()) || is_cut(entry.new.as_deref()) {
            let whole = |text: &Option<String>| text.clone().unwrap_or_else(|| "（空）".to_owned());
            line.on_hover_text(format!(
                "原来：\n{}\n\n改为：\n{}",
                whole(&entry.old),
                whole(&entry.new)
            ));
        }
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

fn is_cut(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.chars().nth(SHOWN).is_some())
}
