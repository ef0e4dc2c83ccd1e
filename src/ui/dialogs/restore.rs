//! Before going back to a backup: what would change. After a damaged book: what it still told, to
//! be taken one by one or all.

use egui::{RichText, ScrollArea, Ui};

use crate::ops::{Difference, Recovery, RestorePreview};
use crate::ui::action::{Action, Actions};
use crate::ui::change::Change;
use crate::ui::{theme, widgets};

/// So many differences are drawn; more are counted.
const SHOWN: usize = 500;

/// What a damaged book still told, with what of it is to be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    recovery: Recovery,
    taken: Vec<bool>,
}

impl Recovered {
    pub fn new(recovery: Recovery) -> Self {
        let taken = vec![true; recovery.salvage.differences.len()];
        Self { recovery, taken }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        let Recovery { restored, salvage } = &self.recovery;
        super::heading(ui, "已用备份恢复");
        ui.label(format!("损坏的工作簿整个放在 {}，没有改动它。", restored.set_aside.display()));
        if let Some(why) = &salvage.hopeless {
            widgets::amber_note(ui, &format!("损坏的文件里读不出内容：{why}"));
        }
        if !salvage.broken.is_empty() {
            let text = format!("损坏的文件里有一部分读不出来：{}", salvage.broken.join("、"));
            widgets::amber_note(ui, &text);
        }
        if salvage.differences.is_empty() {
            ui.label("备份里已有损坏文件中读得出的全部内容。");
            return super::close_foot(ui, actions);
        }
        let count = salvage.differences.len();
        ui.label(format!("损坏的文件里有 {count} 处比备份新，请看要取回哪些："));
        lines_ui(ui, &salvage.differences, Some(&mut self.taken));
        let pairs = salvage.differences.iter().zip(&self.taken);
        let chosen: Vec<Difference> =
            pairs.filter(|(_, taken)| **taken).map(|(one, _)| one.clone()).collect();
        let yes = format!("取回 {} 处", chosen.len());
        if super::foot(ui, actions, &yes, !chosen.is_empty()) {
            actions.send(Action::Close);
            actions.change(Change::TakeOver(chosen));
        }
    }
}

pub(super) fn preview_ui(ui: &mut Ui, actions: &Actions, preview: &RestorePreview) {
    super::heading(ui, "恢复到这份备份？");
    widgets::quiet(ui, preview.backup.display().to_string());
    match preview.differences.len() {
        0 => ui.label("内容与现在完全相同。"),
        count => ui.label(format!("会改动 {count} 处（现在的 → 恢复以后的）：")),
    };
    lines_ui(ui, &preview.differences, None);
    if !preview.has_sum {
        widgets::amber_note(ui, "这份备份旁边没有校验和，只检查了它的结构。");
    }
    ui.label("现在的工作簿会整个移到一边，不会删除。");
    if super::foot(ui, actions, "恢复", true) {
        actions.send(Action::Restore(preview.backup.clone()));
    }
}

fn lines_ui(ui: &mut Ui, differences: &[Difference], mut taken: Option<&mut Vec<bool>>) {
    let height = (ui.ctx().content_rect().height() - 320.0).max(140.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for (at, one) in differences.iter().take(SHOWN).enumerate() {
            ui.horizontal_wrapped(|ui| {
                if let Some(taken) = taken.as_mut().and_then(|taken| taken.get_mut(at)) {
                    let check = ui.checkbox(taken, "");
                    widgets::named(ui, check.id, &format!("取回 {} {}", one.what, one.name));
                }
                ui.label(RichText::new(one.what).color(theme::of(ui).quiet));
                ui.label(one.sentence().trim_start_matches(one.what).trim_start());
            });
        }
        if differences.len() > SHOWN {
            widgets::quiet(ui, format!("…还有 {} 处", differences.len() - SHOWN));
        }
    });
}
