//! Figures that changed after they were printed: every sentence that printed them, and what the
//! change means.

use egui::{RichText, ScrollArea, Ui};

use crate::model::CorrectionKind;
use crate::ops::{ChangedFigure, Printing};
use crate::ui::action::{Action, Actions};
use crate::ui::publishing::{Decision, PublishingAction};
use crate::ui::{theme, widgets};

use super::heading;
use super::publish::field_ui;

#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionsDialog {
    open: Vec<ChangedFigure>,
    /// Which one is looked at.
    at: usize,
    why: String,
}

impl CorrectionsDialog {
    pub fn new(open: Vec<ChangedFigure>) -> Self {
        Self { open, at: 0, why: String::new() }
    }

    pub fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        heading(ui, "刊出后改过的数据");
        let count = self.open.len();
        if count > 1 {
            ui.horizontal_wrapped(|ui| {
                for (at, one) in self.open.iter().enumerate() {
                    if ui.selectable_label(self.at == at, &one.name).clicked() {
                        self.at = at;
                        self.why.clear();
                    }
                }
            });
        }
        let Some(one) = self.open.get(self.at) else { return };
        ui.label(one.headline());
        ui.add_space(4.0);
        let height = (ui.ctx().content_rect().height() - 420.0).clamp(120.0, 360.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for printing in &one.printings {
                printing_ui(ui, printing);
            }
        });
        ui.add_space(theme::STEP);
        field_ui(ui, "为什么（必填）", &mut self.why, "如：录入时看错一位；年报核定后调整");
        widgets::quiet(ui, "更正：刊出的数错了，下一期登一段更正，程序先写好。");
        widgets::quiet(ui, "修订：当时没有错，后来核定改动；两个数都留着，不登更正。");
        ui.add_space(theme::STEP);
        let mut chosen = None;
        ui.horizontal(|ui| {
            ui.add_enabled_ui(!self.why.trim().is_empty(), |ui| {
                if widgets::accent_button(ui, "更正").clicked() {
                    chosen = Some(CorrectionKind::Erratum);
                }
                if ui.button("修订").clicked() {
                    chosen = Some(CorrectionKind::Revision);
                }
            });
            if ui.button("以后再定").clicked() {
                actions.send(Action::Close);
            }
        });
        if let Some(kind) = chosen {
            let (figure, why) = (one.figure.clone(), self.why.clone());
            let decision = Decision { figure, kind, why };
            actions.send(PublishingAction::Decide(decision).action());
        }
    }
}

fn printing_ui(ui: &mut Ui, printing: &Printing) {
    let tokens = theme::of(ui);
    for place in &printing.places {
        widgets::caption(ui, &format!("{}　{}{}", printing.name, place.section, place.item));
        let line = |mark: &str, text: &str, colour| {
            RichText::new(format!("{mark}{}", text.trim())).font(theme::table_font()).color(colour)
        };
        ui.label(line("刊出：", &place.was, tokens.text));
        ui.label(line("现为：", &place.now, tokens.amber));
        ui.add_space(4.0);
    }
}
