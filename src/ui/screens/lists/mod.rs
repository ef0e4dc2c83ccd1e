//! 名单: leaders at the hall (进大厅), and the distribution list 报 / 送 / 发, as forms.

mod rows;

use egui::{Align, Layout, ScrollArea, Ui};

use crate::model::{DistributionLevel, Recipient, RecipientId, VisitId};
use crate::ops::{NewRecipient, NewVisit};
use crate::ui::change::{Change, ListChange};
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::publishing::locked;
use crate::ui::theme;
use crate::ui::widgets::{self, field_id};

#[derive(Default)]
pub struct Lists {
    /// The field to be entered next frame: of a row that was just made.
    focus: Option<egui::Id>,
    /// A visit that was just made: its name is asked first where persons are registered.
    made: Option<VisitId>,
    /// Everybody who ever stood on a list.
    known: Loaded<(), Vec<Recipient>>,
}

impl Lists {
    pub fn made_visit(&mut self, visit: &VisitId) {
        self.made = Some(visit.clone());
    }

    pub fn made_recipient(&mut self, recipient: &RecipientId) {
        self.focus = Some(field_id("recipient", recipient));
    }

    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        if let Some(visit) = self.made.take() {
            let part = if cx.page.persons.is_empty() { "visit department" } else { "visit person" };
            self.focus = Some(field_id(part, &visit));
        }
        if let Some(id) = self.focus.take() {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if cx.asked(Command::New) {
            add_where_focused(cx, ui);
        }
        let known = self.known.get(cx.book.revision(), (), || cx.book.known_recipients());
        let known = known.map(|known| known.as_slice()).unwrap_or_default();
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            locked(ui, cx.page.frozen, |ui| {
                if cx.page.has_visits() {
                    visits_ui(ui, cx);
                    ui.add_space(theme::GAP);
                }
                distribution_ui(ui, cx, known);
            });
        });
    }
}

/// Ctrl+Enter adds to the list that is being typed in; else a visit.
fn add_where_focused(cx: &Cx<'_>, ui: &Ui) {
    let focused = ui.memory(egui::Memory::focused);
    let mut list = cx.page.issue.iter().flat_map(|issue| &issue.distribution);
    match list.find(|r| focused == Some(field_id("recipient", &r.id))) {
        Some(recipient) => add_recipient(cx, recipient.level),
        None => add_visit(cx),
    }
}

fn add_visit(cx: &Cx<'_>) {
    cx.change(Change::List(ListChange::AddVisit {
        bulletin: cx.page.bulletin.code.clone(),
        month: cx.page.month,
        visit: NewVisit::default(),
    }));
}

fn add_recipient(cx: &Cx<'_>, level: DistributionLevel) {
    let Some(issue) = &cx.page.issue else { return };
    let recipient = NewRecipient { level, name: String::new(), joint: '、' };
    cx.change(Change::List(ListChange::AddRecipient { issue: issue.id.clone(), recipient }));
}

fn visits_ui(ui: &mut Ui, cx: &Cx<'_>) {
    widgets::sheet(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal(|ui| {
            widgets::title(ui, &format!("{}月厅（局）长进大厅", cx.page.month.month()));
            widgets::quiet(ui, format!("{} 人次", cx.page.visits.len()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let sort =
                    ui.button("按部门排序").on_hover_text("按部门的次序、部门内按登记的次序排");
                if sort.clicked() {
                    let (bulletin, month) = (cx.page.bulletin.code.clone(), cx.page.month);
                    cx.change(Change::List(ListChange::SortVisits { bulletin, month }));
                }
                if ui.button("＋ 新一行").on_hover_text("Ctrl+Enter").clicked() {
                    add_visit(cx);
                }
            });
        });
        ui.add_space(4.0);
        if cx.page.visits.is_empty() {
            widgets::quiet(ui, "本月还没有记。按 Ctrl+Enter 记第一人。");
            return;
        }
        rows::visit_head_ui(ui);
        ui.spacing_mut().item_spacing.y = 4.0;
        let count = cx.page.visits.len();
        for (at, visit) in cx.page.visits.iter().enumerate() {
            rows::visit_ui(ui, cx, visit, at, count);
        }
    });
}

fn distribution_ui(ui: &mut Ui, cx: &Cx<'_>, known: &[Recipient]) {
    widgets::sheet(ui, |ui| {
        ui.set_min_width(ui.available_width());
        widgets::title(ui, "报、送、发名单");
        let Some(issue) = &cx.page.issue else {
            widgets::quiet(ui, "名单属于每一期；这个月还没有一期。");
            return;
        };
        for level in DistributionLevel::ALL {
            ui.add_space(theme::STEP);
            ui.horizontal(|ui| {
                widgets::caption(ui, &format!("{}：", level.label()));
                let name = format!("＋ 添到“{}”", level.label());
                if ui.button(name).clicked() {
                    add_recipient(cx, level);
                }
            });
            ui.spacing_mut().item_spacing.y = 4.0;
            for (at, recipient) in issue.distribution.iter().enumerate() {
                if recipient.level == level {
                    rows::recipient_ui(ui, cx, (issue, known), recipient, at);
                }
            }
        }
    });
}
