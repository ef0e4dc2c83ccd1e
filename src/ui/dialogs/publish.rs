//! Before an issue is published: what is still in the way, and who answers for what is let stand.

use egui::{RichText, ScrollArea, Ui};

use crate::model::{Issue, IssueId};
use crate::ops::{Obstacle, Standing};
use crate::ui::action::Actions;
use crate::ui::publishing::{PublishRequest, PublishingAction};
use crate::ui::{theme, widgets};

use super::{close_foot, foot, heading};

/// So many obstacles are listed; the rest is counted.
const LISTED: usize = 100;

#[derive(Clone, Debug, PartialEq)]
pub struct PublishDialog {
    issue: IssueId,
    title: String,
    /// It was published before.
    is_revised: bool,
    /// Something must be mended first.
    is_blocked: bool,
    obstacles: Vec<String>,
    why: String,
    reason: String,
    signer: String,
}

impl PublishDialog {
    pub fn new(issue: &Issue, standing: &Standing, actor: &str) -> Self {
        let version = standing.publications.last().map(|last| last.version + 1);
        let version = version.map(|version| format!("第{version}版")).unwrap_or_default();
        // What must be mended stands first.
        let mut sorted: Vec<&Obstacle> = standing.obstacles.iter().collect();
        sorted.sort_by_key(|one| one.can_be_waived());
        Self {
            issue: issue.id.clone(),
            title: format!("发布第{}期（{}）{version}", issue.number, issue.month.chinese()),
            is_revised: standing.is_revised(),
            is_blocked: standing.is_blocked(),
            obstacles: sorted.into_iter().map(Obstacle::sentence).collect(),
            why: String::new(),
            reason: String::new(),
            signer: actor.to_owned(),
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        heading(ui, &self.title);
        if self.obstacles.is_empty() {
            ui.label("各部分都已签字，校样干净。");
        } else {
            self.obstacles_ui(ui);
        }
        if self.is_blocked {
            ui.add_space(theme::STEP);
            ui.label("待填、未签、更正待处理的先办好；之后，待证、必改的可以作为例外发布。");
            return close_foot(ui, actions);
        }
        if self.is_revised {
            field_ui(ui, "为什么修订（必填）", &mut self.why, "如：数据有误，经核实改正");
        }
        if !self.obstacles.is_empty() {
            ui.add_space(4.0);
            ui.label("这些可以作为例外发布，理由和签字人记在发布记录里。");
            field_ui(ui, "例外的理由（必填）", &mut self.reason, "如：动态里的数字由各部门提供");
            field_ui(ui, "签字人（必填）", &mut self.signer, "姓名");
        }
        ui.add_space(4.0);
        widgets::quiet(
            ui,
            "发布后，正文、数据和版面按现在的样子冻结，不能撤销；要改只能修订本期。",
        );
        let waived = !self.obstacles.is_empty();
        let filled = |text: &str| !text.trim().is_empty();
        let ready = (!self.is_revised || filled(&self.why))
            && (!waived || (filled(&self.reason) && filled(&self.signer)));
        if foot(ui, actions, "发布", ready) {
            let request = PublishRequest {
                issue: self.issue.clone(),
                why: self.why.clone(),
                waiver: waived.then(|| (self.reason.clone(), self.signer.clone())),
            };
            actions.send(PublishingAction::Publish(request).action());
        }
    }

    fn obstacles_ui(&self, ui: &mut Ui) {
        ui.label(format!("还有 {} 项：", self.obstacles.len()));
        let height = (ui.ctx().content_rect().height() - 520.0).clamp(120.0, 320.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for sentence in self.obstacles.iter().take(LISTED) {
                ui.label(RichText::new(format!("· {sentence}")).font(theme::table_font()));
            }
            if let Some(more) = self.obstacles.len().checked_sub(LISTED).filter(|more| *more > 0) {
                widgets::quiet(ui, format!("另有 {more} 项"));
            }
        });
    }
}

pub(super) fn field_ui(ui: &mut Ui, name: &str, text: &mut String, hint: &str) {
    let label = widgets::caption(ui, name);
    let edit = egui::TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY);
    ui.add(edit).labelled_by(label.id);
}
