//! A table of figures before it is taken in: every value that would change, and every place that
//! was not understood.

use egui::{RichText, ScrollArea, Ui};

use crate::model::{DepartmentCode, Month};
use crate::ops::{SheetChange, SheetPreview};
use crate::ui::action::{Action, Actions, TableSource};
use crate::ui::change::Change;
use crate::ui::{theme, widgets};

/// A preview with what of it is to be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetDialog {
    preview: SheetPreview,
    /// One for each change.
    taken: Vec<bool>,
    /// Read again for another month; `None` for cells that stand by their place.
    source: Option<(TableSource, DepartmentCode)>,
}

impl SheetDialog {
    pub fn new(preview: SheetPreview, source: Option<(TableSource, DepartmentCode)>) -> Self {
        let taken = vec![true; preview.changes.len()];
        Self { preview, taken, source }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        let SheetPreview { name, changes, unchanged, unread, .. } = &self.preview;
        super::heading(ui, &format!("导入 {name}"));
        let overwritten = changes.iter().filter(|change| !change.old.is_empty()).count();
        ui.label(match (changes.len(), unchanged) {
            (0, 0) => "没有读出任何数据，什么也没有改动。".to_owned(),
            (0, same) => format!("{same} 项都与工作簿里的相同，没有要改的。"),
            (count, same) => {
                format!("会改动 {count} 项（其中 {overwritten} 项已有数），{same} 项相同。")
            }
        });
        let height = (ui.ctx().content_rect().height() - 300.0).max(140.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            changes_ui(ui, changes, &mut self.taken);
            remarks_ui(ui, &self.preview, unread.len());
        });
        self.months_ui(ui, actions);
        self.foot_ui(ui, actions);
    }

    /// The table is about another month: nothing is taken for this one.
    fn months_ui(&self, ui: &mut Ui, actions: &Actions) {
        let Some((source, department)) = &self.source else { return };
        for month in self.preview.other_months.iter().take(6) {
            ui.horizontal_wrapped(|ui| {
                let text = format!("表里有{}的数，没有算在里面。", month.chinese());
                widgets::amber_note(ui, &text);
                if ui.button(format!("改看{}的", month.chinese())).clicked() {
                    actions.send(read(source, *month, department));
                }
            });
        }
    }

    fn foot_ui(&self, ui: &mut Ui, actions: &Actions) {
        let chosen: Vec<SheetChange> = self
            .preview
            .changes
            .iter()
            .zip(&self.taken)
            .filter(|(_, taken)| **taken)
            .map(|(change, _)| change.clone())
            .collect();
        if self.preview.changes.is_empty() {
            return super::close_foot(ui, actions);
        }
        let yes = format!("采用 {} 项", chosen.len());
        if super::foot(ui, actions, &yes, !chosen.is_empty()) {
            let preview = SheetPreview { changes: Vec::new(), ..self.preview.clone() };
            actions.send(Action::Close);
            actions.send(Action::Change(Box::new(Change::Sheet(Box::new(preview), chosen))));
        }
    }
}

fn read(source: &TableSource, month: Month, department: &DepartmentCode) -> Action {
    let (source, department) = (source.clone(), department.clone());
    Action::ReadTable { source, month: Some(month), department }
}

fn changes_ui(ui: &mut Ui, changes: &[SheetChange], taken: &mut [bool]) {
    if changes.is_empty() {
        return;
    }
    let tokens = theme::of(ui);
    let several = |of: fn(&SheetChange) -> String| {
        changes.first().is_some_and(|first| changes.iter().any(|other| of(other) != of(first)))
    };
    let (months, owners) = (
        several(|change| change.key.month.to_string()),
        several(|change| change.department.clone()),
    );
    egui::Grid::new("changes").striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
        for heading in ["采用", "指标", "原来", "改为", "在表里"] {
            widgets::caption(ui, heading);
        }
        ui.end_row();
        for (change, taken) in changes.iter().zip(taken) {
            let mut name = change.indicator.clone();
            if owners {
                name = format!("{name}（{}）", change.department);
            }
            if months {
                name = format!("{}　{name}", change.key.month.chinese());
            }
            let check = ui.checkbox(taken, "");
            widgets::named(ui, check.id, &format!("采用{name} {}", change.new));
            ui.label(&name);
            let old = if change.old.is_empty() { "—" } else { &change.old };
            ui.label(RichText::new(old).color(tokens.quiet));
            ui.label(RichText::new(&change.new).font(theme::bold_font(14.0)));
            widgets::quiet(ui, &change.place);
            ui.end_row();
        }
    });
}

fn remarks_ui(ui: &mut Ui, preview: &SheetPreview, count: usize) {
    for note in &preview.notes {
        widgets::amber_note(ui, note);
    }
    if count == 0 {
        return;
    }
    ui.add_space(theme::STEP);
    ui.label(RichText::new(format!("没读懂的 {count} 处")).font(theme::bold_font(14.0)));
    for unread in &preview.unread {
        widgets::amber_note(ui, &format!("{}：{}", unread.place, unread.reason));
    }
}
