//! The findings one below the other, by section; the chosen one with what can be done about it.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Button, Color32, FontId, RichText, Ui};

use crate::check::{Finding, Level, wording};
use crate::ui::action::Action;
use crate::ui::change::{Change, ProofChange};
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::theme;

use super::{FindingsPanel, fix, ignore};

/// Longer texts are not repeated beside their correction.
const SHOWN: usize = 16;

/// Under which heading a finding stands.
pub fn section(finding: &Finding) -> &str {
    if finding.section.is_empty() { "本月数据" } else { &finding.section }
}

/// The colour of a level; the level is always written out too.
pub fn ink(ui: &Ui, level: Level) -> Color32 {
    let tokens = theme::of(ui);
    match level {
        Level::Must => tokens.red,
        Level::Doubt => tokens.amber,
        Level::Hint => tokens.quiet,
    }
}

impl FindingsPanel {
    pub(super) fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, shown: &[&Finding]) {
        let mut heading = "";
        for (at, finding) in shown.iter().enumerate() {
            if section(finding) != heading || at == 0 {
                heading = section(finding);
                ui.add_space(4.0);
                let text = RichText::new(heading).font(theme::bold_font(13.0));
                ui.add(egui::Label::new(text.color(theme::of(ui).quiet)).truncate());
            }
            ui.push_id(at, |ui| self.finding_ui(ui, cx, finding, at));
        }
    }

    fn finding_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, at: usize) {
        let tokens = theme::of(ui);
        let chosen = self.current.as_ref().is_some_and(|(current, _)| current == finding);
        let ground = if chosen { tokens.chosen } else { Color32::TRANSPARENT };
        let frame = egui::Frame::new().fill(ground).corner_radius(4).inner_margin(4);
        let shown = frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let line = ui.add(Button::new(words(ui, finding)).frame(false).wrap());
            if line.on_hover_text("到这一处（F8）").clicked() {
                self.choose(cx, finding, at);
            }
            if chosen {
                buttons_ui(ui, cx, finding);
            }
        });
        if chosen && self.scroll {
            shown.response.scroll_to_me(Some(Align::Center));
        }
    }
}

/// 必改　（二）…应为…
fn words(ui: &Ui, finding: &Finding) -> LayoutJob {
    let tokens = theme::of(ui);
    let format = |font: FontId, colour| TextFormat::simple(font, colour);
    let mut job = LayoutJob::default();
    let level = format!("{}　", finding.level.chinese());
    job.append(&level, 0.0, format(theme::bold_font(13.0), ink(ui, finding.level)));
    if let Some(item) = &finding.item {
        job.append(item, 0.0, format(FontId::proportional(13.0), tokens.quiet));
    }
    let mut text = finding.message.clone();
    let short = |text: &String| text.chars().count() <= SHOWN;
    if let Some(fix) = finding.fix.as_ref().filter(|fix| short(fix) && short(&finding.text)) {
        text = format!("{text}：{} → {fix}", finding.text);
    }
    job.append(&text, 0.0, format(theme::table_font(), tokens.text));
    job
}

fn buttons_ui(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding) {
    ui.horizontal_wrapped(|ui| {
        if finding.fix.is_some()
            && ui.small_button("改正").on_hover_text("Ctrl+.，可以撤销").clicked()
        {
            fix(cx, finding);
        }
        let tip = "这一处不再提（Ctrl+I），别处照提；可以撤销";
        if ui.small_button("忽略").on_hover_text(tip).clicked() {
            ignore(cx, finding);
        }
        let tip = "到“校样”里认定它是什么，或由人签字";
        if finding.rule == "numeral-unproven"
            && ui.small_button("去认定").on_hover_text(tip).clicked()
        {
            cx.send(Action::Go(Route::Proof));
        }
        if let Some(rule) = wording::rule(finding.rule) {
            let button = ui.small_button("停用规则");
            let tip = format!("不再查“{}”；在 设置→校对规则 里可再启用", rule.name);
            if button.on_hover_text(tip).clicked() {
                let rule = rule.id.to_owned();
                let switch = ProofChange::SwitchRule { rule, on: false };
                cx.change(Change::Proof(Box::new(switch)));
            }
        }
    });
}
