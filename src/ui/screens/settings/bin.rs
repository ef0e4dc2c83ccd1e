//! 回收站: what was deleted, to be brought back.

use egui::{RichText, ScrollArea, Ui};

use crate::ops::BinEntry;
use crate::ui::change::{Change, RegisterChange};
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::{theme, widgets, wording};

/// So many things are listed.
const LISTED: usize = 200;

#[derive(Default)]
pub struct Bin {
    entries: Loaded<(), Vec<BinEntry>>,
}

impl Bin {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let load = || cx.book.bin(LISTED);
        let entries = match self.entries.get(cx.book.revision(), (), load) {
            Ok(entries) => &*entries,
            Err(message) => return widgets::message_box(ui, &message),
        };
        widgets::sheet(ui, |ui| {
            ui.set_min_width(ui.available_width());
            if entries.is_empty() {
                ui.label("回收站是空的。删掉的动态、条目、名单和人员会列在这里，随时可以恢复。");
                return;
            }
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                for entry in entries {
                    entry_ui(ui, cx, entry);
                }
            });
        });
    }
}

fn entry_ui(ui: &mut Ui, cx: &Cx<'_>, entry: &BinEntry) {
    ui.horizontal(|ui| {
        let words = wording::beginning(&entry.words, 40);
        let button = ui.button("恢复").on_hover_text("放回原处；可以撤销");
        widgets::named(ui, button.id, &format!("恢复{}{words}", entry.what));
        if button.clicked() {
            let change = RegisterChange::Restore(Box::new(entry.clone()));
            cx.change(Change::Register(change));
        }
        ui.label(RichText::new(entry.what).color(theme::of(ui).quiet));
        ui.label(&words);
        if entry.parts > 0 {
            widgets::quiet(ui, format!("连同 {} 项", entry.parts));
        }
        widgets::quiet(ui, format!("{} {}", wording::local_time(&entry.at), entry.actor));
    });
}
