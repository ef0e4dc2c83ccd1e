//! 校对规则: every rule of the proofreader with an example of wrong and right, its level and its
//! switch; below them the office's own words.

use egui::{RichText, ScrollArea, Ui};

use crate::check::{Level, wording};
use crate::ops::RuleSwitch;
use crate::ui::change::{Change, ProofChange};
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::{theme, widgets};

use super::words::Words;

#[derive(Default)]
pub struct Proofreading {
    switches: Loaded<(), Vec<RuleSwitch>>,
    words: Words,
    /// Narrows the list to rules that hold these words.
    wanted: String,
}

impl Proofreading {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let load = || cx.book.rule_switches();
        let switches = match self.switches.get(cx.book.revision(), (), load) {
            Ok(switches) => switches.clone(),
            Err(message) => return widgets::message_box(ui, &message),
        };
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_width(ui.available_width());
                self.words.ui(ui, cx);
            });
            ui.add_space(theme::STEP);
            widgets::sheet(ui, |ui| {
                ui.set_min_width(ui.available_width());
                self.rules_ui(ui, cx, &switches);
            });
        });
    }

    fn rules_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, switches: &[RuleSwitch]) {
        let off = switches.iter().filter(|one| !one.on).count();
        widgets::title(ui, &format!("校对规则　{} 条，停用 {off} 条", switches.len()));
        widgets::quiet(
            ui,
            "必改：肯定有错，可一次改正；存疑：要人看一眼；提示：供参考。停用的不再查，随时可以启用。",
        );
        ui.horizontal(|ui| {
            widgets::caption(ui, "找规则");
            let edit = egui::TextEdit::singleline(&mut self.wanted).desired_width(200.0);
            let field = ui.add(edit.hint_text("如：括号、日期"));
            widgets::named(ui, field.id, "找规则");
        });
        ui.add_space(4.0);
        let wanted = self.wanted.trim();
        let fits = |one: &&RuleSwitch| {
            wanted.is_empty() || one.rule.name.contains(wanted) || one.rule.id.contains(wanted)
        };
        for level in Level::ALL {
            let of_level: Vec<&RuleSwitch> =
                switches.iter().filter(|one| one.rule.level == level).filter(fits).collect();
            if of_level.is_empty() {
                continue;
            }
            ui.add_space(4.0);
            ui.label(RichText::new(level.chinese()).font(theme::bold_font(15.0)));
            for one in of_level {
                rule_ui(ui, cx, one);
            }
        }
    }
}

/// Switch and name, and what it says: 错 (高新区) 正 （高新区）
fn rule_ui(ui: &mut Ui, cx: &Cx<'_>, one: &RuleSwitch) {
    let tokens = theme::of(ui);
    let mut on = one.on;
    ui.horizontal_wrapped(|ui| {
        let ink = if on { tokens.text } else { tokens.quiet };
        let name = RichText::new(one.rule.name).font(theme::table_font()).color(ink);
        let check = ui.checkbox(&mut on, name);
        let rule = one.rule.id.to_owned();
        if check.on_hover_text(format!("{} 停用或启用", one.rule.id)).changed() {
            cx.change(Change::Proof(Box::new(ProofChange::SwitchRule { rule, on })));
        }
        if let Some((wrong, right)) = wording::example(one.rule.id) {
            widgets::quiet(ui, "错");
            ui.label(RichText::new(wrong).font(theme::table_font()).color(tokens.red));
            widgets::quiet(ui, "正");
            ui.label(RichText::new(right).font(theme::table_font()).color(tokens.green));
        }
        if !one.on {
            widgets::amber_note(ui, "已停用");
        }
    });
}
