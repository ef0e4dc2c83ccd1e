//! 备份: what there is, where a second copy goes, the way back, and the health of the book.

use egui::{RichText, ScrollArea, TextEdit, Ui};

use crate::ops::{Backup, Diagnosis, backup_folder};
use crate::ui::action::{Action, Purpose};
use crate::ui::backups::Backups as Running;
use crate::ui::cx::Cx;
use crate::ui::dialogs::{Dialog, Leaving};
use crate::ui::loaded::Loaded;
use crate::ui::{theme, widgets, wording};

#[derive(Default)]
pub struct Backups {
    list: Loaded<u64, (Vec<Backup>, String)>,
    second: Option<String>,
}

impl Backups {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let load = || {
            let second = cx.book.second_folder()?;
            let second = second.map(|path| path.to_string_lossy().into_owned());
            Ok((cx.book.backups(), second.unwrap_or_default()))
        };
        let key = cx.backups.finished;
        let (list, second) = match self.list.get(cx.book.revision(), key, load) {
            Ok(loaded) => (&loaded.0, &loaded.1),
            Err(message) => return widgets::message_box(ui, &message),
        };
        widgets::sheet(ui, |ui| {
            ui.set_min_width(ui.available_width());
            state_ui(ui, cx, list.first());
            ui.add_space(theme::STEP);
            second_ui(ui, cx, second, &mut self.second);
        });
        ui.add_space(theme::STEP);
        widgets::sheet(ui, |ui| {
            ui.set_min_width(ui.available_width());
            health_ui(ui, cx.backups.diagnosis.as_ref());
            list_ui(ui, cx, list);
        });
    }
}

fn state_ui(ui: &mut Ui, cx: &Cx<'_>, newest: Option<&Backup>) {
    let running: &Running = cx.backups;
    ui.horizontal(|ui| {
        let button = ui.add_enabled_ui(!running.is_running(), |ui| {
            widgets::accent_button(ui, "立即备份").clicked()
        });
        if button.inner {
            cx.send(Action::BackUp);
        }
        if ui.button("检查工作簿").on_hover_text("逐页检查工作簿和各份备份").clicked()
        {
            cx.send(Action::Examine);
        }
        if ui.button("用别处的备份恢复…").clicked() {
            cx.send(Action::Pick(Purpose::Backup));
        }
        let tip = "存到优盘或共享文件夹，没有口令打不开";
        if ui.button("加口令另存一份…").on_hover_text(tip).clicked() {
            cx.send(Action::Open(Box::new(Dialog::lock(Leaving::Backup))));
        }
        let text = match newest {
            _ if running.is_running() => "正在备份或检查…".to_owned(),
            Some(newest) => {
                let at = wording::local_time(&newest.at.to_string());
                format!("最近一份：{at}（{}）", newest.reason.chinese())
            }
            None => "还没有备份".to_owned(),
        };
        widgets::quiet(ui, text);
    });
    ui.add_space(4.0);
    widgets::quiet(
        ui,
        "有改动时每 30 分钟、退出时和导入前自动备份，每份都检查过。一天内留每小时一份，另留 30 天、24 个月各一份；发布时的备份一直留着。",
    );
    let folder = backup_folder(cx.book.path());
    widgets::quiet(ui, format!("存放在 {}", folder.display()));
    if let Some(trouble) = &running.trouble {
        widgets::amber_note(ui, trouble);
    }
}

fn second_ui(ui: &mut Ui, cx: &Cx<'_>, stored: &str, typed: &mut Option<String>) {
    ui.horizontal(|ui| {
        let label = widgets::caption(ui, "第二备份文件夹");
        let text = typed.get_or_insert_with(|| stored.to_owned());
        let edit = TextEdit::singleline(text).desired_width(420.0);
        let hint = "另一个磁盘、优盘或共享文件夹，如 E:\\月报备份";
        let edit = ui.add(edit.hint_text(hint).margin(egui::Margin::symmetric(6, 4)));
        let edit = edit.labelled_by(label.id);
        widgets::named(ui, edit.id, "第二备份文件夹");
        let changed = text.trim() != stored;
        if ui.add_enabled(changed, egui::Button::new("采用")).clicked() {
            cx.send(Action::SecondFolder(text.trim().to_owned()));
        }
        if changed && ui.button("还原").clicked() {
            *typed = None;
        }
    });
    widgets::quiet(ui, "不在时照常工作，接上后补存；这些备份不加口令。留空就不存第二份。");
}

fn health_ui(ui: &mut Ui, diagnosis: Option<&Diagnosis>) {
    let Some(diagnosis) = diagnosis else { return };
    if diagnosis.is_well() {
        let text = format!("● 工作簿完好，{} 份备份也都完好。", diagnosis.backups);
        ui.label(RichText::new(text).color(theme::of(ui).green));
    }
    for defect in &diagnosis.damage {
        ui.label(RichText::new(format!("▲ {defect}")).color(theme::of(ui).red));
    }
    for remark in &diagnosis.remarks {
        widgets::amber_note(ui, remark);
    }
    if !diagnosis.advice.is_empty() {
        ui.label(&diagnosis.advice);
    }
    ui.add_space(theme::STEP);
}

fn list_ui(ui: &mut Ui, cx: &Cx<'_>, list: &[Backup]) {
    if list.is_empty() {
        ui.label("备份会列在这里，每一份都可以先看看与现在有什么不同，再决定是否恢复。");
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for backup in list {
            ui.horizontal(|ui| {
                let at = wording::local_time(&backup.at.to_string());
                let button = ui.button("恢复…").on_hover_text("先列出会改动什么");
                widgets::named(ui, button.id, &format!("恢复到 {at}"));
                if button.clicked() {
                    cx.send(Action::PreviewRestore(backup.path.clone()));
                }
                ui.label(at);
                ui.label(backup.reason.chinese());
                let kilobytes = backup.bytes.div_ceil(1024);
                widgets::quiet(ui, format!("{kilobytes} KB"));
            });
        }
    });
}
