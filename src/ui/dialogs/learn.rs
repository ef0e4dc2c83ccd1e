//! Numbers of an issue that may become indicators: each with its sentence, the proposed name to be
//! looked at, and whether it is taken.

use egui::{Grid, RichText, ScrollArea, TextEdit, Ui};

use crate::model::IssueId;
use crate::ops::{NewIndicator, NewTable, TableOffers};
use crate::ui::action::{Action, Actions};
use crate::ui::change::Change;
use crate::ui::{theme, widgets, wording};

/// Characters of a sentence that are shown; the whole is in the tooltip.
const SHOWN: usize = 34;
/// And of a line on a table.
const LINE: usize = 110;

/// The offers with what of them is to be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnDialog {
    issue: IssueId,
    offers: Vec<NewIndicator>,
    /// One for each offer.
    taken: Vec<bool>,
    tables: TableOffers,
    /// One for each table.
    drawn: Vec<bool>,
}

impl LearnDialog {
    pub fn new(issue: IssueId, offers: Vec<NewIndicator>, tables: TableOffers) -> Self {
        let (taken, drawn) = (vec![true; offers.len()], vec![true; tables.tables.len()]);
        Self { issue, offers, taken, tables, drawn }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        super::heading(ui, "由数字建指标");
        widgets::quiet(
            ui,
            "固定段落里还没有来历的数字。建成指标后，本月的数记进“录入”，原处改为填数位，下月只填数。名称可改。",
        );
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            if ui.button("全选").clicked() {
                self.taken.fill(true);
                self.drawn.fill(true);
            }
            if ui.button("全不选").clicked() {
                self.taken.fill(false);
                self.drawn.fill(false);
            }
        });
        let height = (ui.ctx().content_rect().height() - 320.0).max(140.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            self.tables_ui(ui);
            if !self.offers.is_empty() {
                Grid::new("offers").striped(true).spacing([12.0, 4.0]).show(ui, |ui| self.rows(ui));
            }
        });
        let (chosen, tables) = (self.chosen(), self.tables_chosen());
        let yes = match tables.len() {
            0 => format!("建 {} 项", chosen.len()),
            count => format!("建 {} 项、{count} 张表", chosen.len()),
        };
        if super::foot(ui, actions, &yes, !(chosen.is_empty() && tables.is_empty())) {
            actions.send(Action::Close);
            actions.change(Change::LearnIndicators(self.issue.clone(), chosen, tables));
        }
    }

    /// The tables, and those that stay as they are, with the reason.
    fn tables_ui(&mut self, ui: &mut Ui) {
        for (table, drawn) in self.tables.tables.iter().zip(&mut self.drawn) {
            let next = if table.is_of_indicators() {
                "数记进“录入”，下月填本月数，其余由数据算出"
            } else {
                "数记进各部门的“录入”，下月由各部门填的数画出同样的表"
            };
            let tick = ui.checkbox(drawn, wording::beginning(&table.summary(), LINE));
            tick.on_hover_text(format!("{}。{next}", table.summary()));
        }
        for kept in &self.tables.kept {
            widgets::quiet(ui, wording::beginning(kept, LINE)).on_hover_text(kept);
        }
    }

    fn rows(&mut self, ui: &mut Ui) {
        for heading in ["建", "名称", "数", "在哪一句"] {
            widgets::caption(ui, heading);
        }
        ui.end_row();
        for (at, (offer, taken)) in self.offers.iter_mut().zip(&mut self.taken).enumerate() {
            let check = ui.checkbox(taken, "");
            widgets::named(ui, check.id, &format!("建 {} {}", offer.indicator.name, offer.printed));
            let field = TextEdit::singleline(&mut offer.indicator.name).id_salt(("name", at));
            let field = ui.add_enabled_ui(*taken, |ui| ui.add_sized([210.0, 28.0], field)).inner;
            widgets::named(ui, field.id, &format!("{} 的指标名称", offer.printed));
            ui.label(RichText::new(&offer.printed).font(theme::bold_font(14.0)));
            let near = near(&offer.sentence, &offer.printed);
            widgets::quiet(ui, near).on_hover_text(&offer.sentence);
            ui.end_row();
        }
    }

    fn chosen(&self) -> Vec<NewIndicator> {
        let pairs = self.offers.iter().zip(&self.taken);
        pairs.filter(|(_, taken)| **taken).map(|(offer, _)| offer.clone()).collect()
    }

    fn tables_chosen(&self) -> Vec<NewTable> {
        let pairs = self.tables.tables.iter().zip(&self.drawn);
        pairs.filter(|(_, drawn)| **drawn).map(|(table, _)| table.clone()).collect()
    }
}

/// The part of the sentence around the number.
fn near(sentence: &str, printed: &str) -> String {
    let at = sentence.find(printed).unwrap_or(0);
    let before = sentence.get(..at).map_or(0, |before| before.chars().count());
    let skipped = before.saturating_sub(SHOWN / 2);
    let tail: String = sentence.chars().skip(skipped).collect();
    let mark = if skipped > 0 { "…" } else { "" };
    format!("{mark}{}", wording::beginning(&tail, SHOWN))
}
