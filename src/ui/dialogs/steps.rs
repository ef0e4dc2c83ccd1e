//! The steps that can be taken back, the newest first; a click takes back all down to one.

use egui::{RichText, ScrollArea, Ui};

use crate::ops::StepEntry;
use crate::ui::action::{Action, Actions};
use crate::ui::{theme, widgets, wording};

pub(super) fn steps_ui(ui: &mut Ui, actions: &Actions, steps: &[StepEntry]) {
    super::heading(ui, "撤销到哪一步");
    if steps.is_empty() {
        ui.label("还没有可撤销的操作。");
        return super::close_foot(ui, actions);
    }
    widgets::quiet(ui, "点一行，它和它上面的都撤销；撤销了的都可以重做（Ctrl+Y）。");
    ui.add_space(4.0);
    let height = (ui.ctx().content_rect().height() - 240.0).max(160.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (nth, step) in steps.iter().enumerate() {
            let who = format!("{}　{}", wording::local_time(&step.at), step.actor);
            let row = widgets::list_row(ui, false, &step.label, "", who.trim_end());
            let tip = format!("撤销这 {} 步", nth + 1);
            if row.on_hover_text(tip).clicked() {
                actions.send(Action::Close);
                actions.send(Action::UndoTo(step.batch));
            }
        }
    });
    ui.add_space(theme::STEP);
    if ui.button(RichText::new("不撤销")).clicked() {
        actions.send(Action::Close);
    }
}
