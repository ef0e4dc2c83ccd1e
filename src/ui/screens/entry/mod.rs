//! 录入: the month's figures, one row an indicator. Draws what `data` computed.

mod columns;
mod data;
mod findings;
mod form;
mod grid;
mod head;
mod keys;
mod paste;
mod status;
mod sums;
mod walk;

use egui::Ui;

use crate::model::{DepartmentCode, FigureKey, Month};
use crate::ui::commands::{Command, FormCommand};
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::{theme, widgets};

pub(in crate::ui) use data::EntryData;
use form::{Form, Held};

type Key = (Month, crate::model::BulletinCode, DepartmentCode);

#[derive(Default)]
pub struct Entry {
    department: Option<DepartmentCode>,
    /// The field to be entered when the form is next drawn.
    focus: Focus,
    data: Loaded<Key, EntryData>,
    findings: findings::Findings,
    chooser: head::Chooser,
    held: Held,
    shown: Option<Key>,
}

#[derive(Default)]
enum Focus {
    #[default]
    Nowhere,
    /// The first figure that is missing, or the first of all.
    First,
    On(FigureKey),
}

impl Entry {
    pub fn focus_first(&mut self) {
        self.focus = Focus::First;
    }

    pub fn focus_figure(&mut self, key: &FigureKey) {
        self.department = Some(key.department.clone());
        self.focus = Focus::On(key.clone());
    }

    /// The figure whose row has, or last had, the focus; `None` before one was entered.
    pub fn focused_figure(&self) -> Option<FigureKey> {
        self.held.focused.clone()
    }

    /// Whose form is shown.
    pub fn department(&self) -> DepartmentCode {
        self.department.clone().unwrap_or_else(DepartmentCode::hall)
    }

    /// What the bottom line says instead of the keys.
    pub fn remark(&self) -> Option<&'static str> {
        self.held.remark
    }

    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        self.step_department(cx);
        let department = self.department.clone().unwrap_or_else(DepartmentCode::hall);
        let page = cx.page;
        let key = (page.month, page.bulletin.code.clone(), department.clone());
        if self.shown.as_ref() != Some(&key) {
            self.turn(&key);
        }
        let load = || EntryData::load(cx.book, &page.bulletin, page.month, &department);
        let data = match self.data.get(cx.book.revision(), key, load) {
            Ok(data) => data,
            Err(message) => return widgets::message_box(ui, &message),
        };
        let mut form = Form { cx, data, held: &mut self.held };
        let focus = std::mem::take(&mut self.focus);
        if let Some(nth) = goal(&focus, form.data) {
            form.show(ui, nth);
        }
        let mut chosen = head::Chosen::default();
        widgets::sheet(ui, |ui| {
            ui.set_min_width(ui.available_width());
            chosen = self.chooser.ui(ui, cx, form.data, &department);
            ui.add_space(4.0);
            if form.data.total == 0 {
                ui.add_space(theme::GAP);
                ui.label("这个部门没有要填的指标。全厅的数据请在上面选“全厅”。");
                return;
            }
            self.findings.ui(ui, cx, &department, form.held.focused.as_ref());
            form.begin(ui);
            paste::paste(ui, cx, form.data, &department);
            form.ui(ui);
        });
        if chosen.fill_blanks {
            form.fill_blanks();
        }
        if chosen.department.is_some() {
            self.department = chosen.department;
            self.focus = Focus::First;
        }
    }

    /// Another month or department is shown; the focus stays with its indicator.
    fn turn(&mut self, (month, bulletin, department): &Key) {
        let before = self.held.turn();
        if let (Focus::Nowhere, Some(before)) = (&self.focus, before) {
            self.focus = Focus::On(FigureKey::new(&before.indicator, *month, department));
        }
        self.shown = Some((*month, bulletin.clone(), department.clone()));
    }

    fn step_department(&mut self, cx: &Cx<'_>) {
        let forward = match cx.asked {
            Some(Command::Form(FormCommand::NextDepartment)) => true,
            Some(Command::Form(FormCommand::PreviousDepartment)) => false,
            _ => return,
        };
        let current = self.department.clone().unwrap_or_else(DepartmentCode::hall);
        if let Some(next) = head::neighbour(cx, &current, forward) {
            self.department = Some(next);
            self.focus = Focus::First;
        }
    }
}

/// The row to be entered.
fn goal(focus: &Focus, data: &EntryData) -> Option<usize> {
    match focus {
        Focus::Nowhere => None,
        Focus::On(key) => data.rows().position(|row| row.key == *key),
        Focus::First => {
            let missing = data.rows().position(|row| !row.is_filled());
            missing.or_else(|| (data.total > 0).then_some(0))
        }
    }
}
