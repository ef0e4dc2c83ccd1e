//! What a pack was found to be: file by file, in words.

use egui::{RichText, ScrollArea, Ui};

use crate::ops::{Again, FileState, PackCheck};
use crate::ui::action::Actions;
use crate::ui::{theme, widgets};

pub(super) fn checked_ui(ui: &mut Ui, actions: &Actions, check: &PackCheck) {
    let month = check.month.chinese();
    super::heading(ui, &format!("核对台账：《{}》第{}期（{month}）", check.title, check.number));
    let tokens = theme::of(ui);
    if check.is_sound() {
        let text = "● 完好：一个字节不差，由原文重新排印的结果也相同。";
        ui.label(RichText::new(text).color(tokens.green));
    } else if check.is_untouched() {
        widgets::amber_note(ui, "打包以后没有动过；有的文件在本机重新排印的结果不同，见下。");
    } else {
        let text = "▲ 打包以后被动过，或没有拷完整，见下。";
        ui.label(RichText::new(text).color(tokens.red));
    }
    if !check.published.is_empty() {
        ui.label(&check.published);
    }
    for remark in check.remarks() {
        widgets::amber_note(ui, &remark);
    }
    ui.add_space(theme::STEP);
    let height = (ui.ctx().content_rect().height() - 380.0).max(140.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        egui::Grid::new("files").num_columns(4).spacing([24.0, 6.0]).show(ui, |ui| {
            for file in &check.files {
                ui.label(&file.name);
                ui.label(&file.what);
                let (state, colour) = match file.state {
                    FileState::Same => ("● 未动", tokens.green),
                    FileState::Altered => ("▲ 改过", tokens.red),
                    FileState::Missing => ("▲ 缺少", tokens.red),
                    FileState::Unlisted => ("▲ 多出", tokens.red),
                };
                ui.label(RichText::new(state).color(colour));
                ui.label(match file.again {
                    Again::Not => "",
                    Again::Same => "重新排印相同",
                    Again::Other { .. } => "重新排印不同",
                });
                ui.end_row();
            }
        });
    });
    ui.add_space(theme::STEP);
    widgets::quiet(ui, format!("由 {} 打包。整个文件的校验和（SHA-256）：", check.program));
    widgets::quiet(ui, check.sum.as_str());
    super::close_foot(ui, actions);
}
