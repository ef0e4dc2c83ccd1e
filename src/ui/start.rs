//! What is shown without an open book: three large choices at first start, or why the book could
//! not be opened.

use std::path::Path;

use egui::{CentralPanel, Frame, Rect, RichText, Ui, UiBuilder, pos2, vec2};

use crate::ops::{Backup, UserMessage};

use super::action::{Action, Actions, Purpose};
use super::dialogs::Dialog;
use super::{theme, widgets, wording};

/// Three choices, one sentence each.
pub fn first_ui(ui: &mut Ui, actions: &Actions, path: &Path) {
    column(ui, |ui| {
        ui.label(RichText::new("月报").font(theme::bold_font(32.0)).color(theme::of(ui).text));
        ui.label("政务窗口月报：录数据、编一期、看趋势，全在这台电脑上。");
        ui.add_space(theme::GAP);
        let sample = "用 24 个月的虚构数据看看各页怎么用，不影响自己的工作簿";
        if widgets::choice(ui, "看示例", sample, true).clicked() {
            actions.send(Action::Sample);
        }
        let import = "选一期已有的月报文字稿（txt），数据、动态和名单读进来接着用";
        if widgets::choice(ui, "导入往期", import, false).clicked() {
            actions.send(Action::Pick(Purpose::Import));
        }
        let new = "从空白开始，先填本月数据";
        if widgets::choice(ui, "新建", new, false).clicked() {
            actions.send(Action::Open(Box::new(Dialog::new_book())));
        }
        ui.add_space(theme::STEP);
        ui.horizontal(|ui| {
            widgets::quiet(ui, format!("工作簿将放在 {}", path.display()));
            if ui.link("打开已有的工作簿…").clicked() {
                actions.send(Action::Pick(Purpose::Book));
            }
        });
    });
}

/// The book is there but cannot be opened.
pub fn trouble_ui(
    ui: &mut Ui,
    actions: &Actions,
    path: &Path,
    (message, backup): (&UserMessage, Option<&Backup>),
) {
    column(ui, |ui| {
        let heading = RichText::new("工作簿没有打开").font(theme::bold_font(24.0));
        ui.label(heading.color(theme::of(ui).text));
        ui.add_space(theme::STEP);
        widgets::message_box(ui, message);
        ui.add_space(theme::STEP);
        widgets::quiet(ui, path.display().to_string());
        ui.add_space(theme::STEP);
        if message.is_of_damage() {
            recover_ui(ui, actions, backup);
            ui.add_space(theme::STEP);
        }
        ui.horizontal(|ui| {
            if ui.button("再试一次").clicked() {
                actions.send(Action::Retry);
            }
            if ui.button("打开另一本…").clicked() {
                actions.send(Action::Pick(Purpose::Book));
            }
            if ui.button("看示例").clicked() {
                actions.send(Action::Sample);
            }
        });
    });
}

/// The way back from damage: the newest good backup, or another one.
fn recover_ui(ui: &mut Ui, actions: &Actions, backup: Option<&Backup>) {
    match backup {
        Some(backup) => {
            let at = wording::local_time(&backup.at.to_string());
            ui.label(format!(
                "最近一份完好的备份是 {at} 的（{}）。恢复后，损坏文件里还读得出的内容会列出来，可以取回。",
                backup.reason.chinese()
            ));
            if widgets::accent_button(ui, "用这份备份恢复").clicked() {
                actions.send(Action::Recover(backup.path.clone()));
            }
        }
        None => {
            ui.label("工作簿旁边没有完好的备份。如果拷到过优盘或共享文件夹，可以用那里的。");
        }
    }
    if ui.button("用别处的备份恢复…").clicked() {
        actions.send(Action::Pick(Purpose::Backup));
    }
}

fn column(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let ground = theme::of(ui).ground;
    CentralPanel::default().frame(Frame::new().fill(ground)).show(ui, |ui| {
        let room = ui.max_rect();
        let width = room.width().min(640.0) - 48.0;
        let top = ((room.height() - 440.0) / 2.5).max(24.0);
        let left = (room.width() - width) / 2.0;
        let corner = room.min + vec2(left, top);
        let rect = Rect::from_min_max(corner, pos2(corner.x + width, room.bottom()));
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| ui.vertical(add));
    });
}
