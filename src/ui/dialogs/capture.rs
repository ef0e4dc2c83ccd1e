//! How a text was taken apart into events, to be corrected before anything is stored.

use egui::{ScrollArea, TextEdit, Ui};

use crate::model::{BulletinCode, Month};
use crate::ops::NewItem;
use crate::ui::action::Actions;
use crate::ui::change::{Change, ItemChange};
use crate::ui::{dates, theme, widgets};

/// The events of a text, as texts.
#[derive(Clone, Debug, PartialEq)]
pub struct CaptureDialog {
    bulletin: BulletinCode,
    month: Month,
    rows: Vec<Row>,
    /// Names of departments, to tell which are none.
    departments: Vec<String>,
    /// The line for new events is emptied when the events are stored.
    of_line: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Row {
    taken: bool,
    date: String,
    department: String,
    text: String,
}

impl CaptureDialog {
    pub fn new(
        (bulletin, month): (BulletinCode, Month),
        events: Vec<NewItem>,
        departments: Vec<String>,
        of_line: bool,
    ) -> Self {
        let row = |event: NewItem| Row {
            taken: true,
            date: event.date.map(|date| dates::short(date, month.year())).unwrap_or_default(),
            department: event.department.unwrap_or_default(),
            text: event.paragraphs.join("\n"),
        };
        Self { bulletin, month, rows: events.into_iter().map(row).collect(), departments, of_line }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        super::heading(ui, &format!("看作 {} 条动态", self.rows.len()));
        widgets::quiet(ui, "请看日期、部门和正文分得对不对，可以直接改；不要的去掉勾。");
        ui.add_space(4.0);
        let height = (ui.ctx().content_rect().height() - 260.0).max(160.0);
        let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        area.show(ui, |ui| {
            for (nth, row) in self.rows.iter_mut().enumerate() {
                row.ui(ui, nth, self.month, &self.departments);
                ui.separator();
            }
        });
        let events: Result<Vec<NewItem>, String> =
            self.rows.iter().filter(|row| row.taken).map(|row| row.read(self.month)).collect();
        let count = self.rows.iter().filter(|row| row.taken).count();
        let yes = format!("记下 {count} 条");
        let ready = events.as_ref().is_ok_and(|events| !events.is_empty());
        if super::foot(ui, actions, &yes, ready)
            && let Ok(events) = events
        {
            let (bulletin, month) = (self.bulletin.clone(), self.month);
            let of_line = self.of_line;
            actions.send(crate::ui::action::Action::Close);
            let change = ItemChange::AddEvents { bulletin, month, events, of_line };
            actions.change(Change::Item(change));
        }
    }
}

impl Row {
    fn ui(&mut self, ui: &mut Ui, nth: usize, month: Month, departments: &[String]) {
        let number = nth + 1;
        ui.horizontal_wrapped(|ui| {
            let check = ui.checkbox(&mut self.taken, number.to_string());
            widgets::named(ui, check.id, &format!("记下第 {number} 条"));
            field(ui, &mut self.date, 96.0, "日期", &format!("第 {number} 条 日期"));
            field(ui, &mut self.department, 200.0, "部门", &format!("第 {number} 条 部门"));
            if let Err(why) = dates::parse(&self.date, month) {
                widgets::amber_note(ui, &why);
            }
            let name = self.department.trim();
            if !name.is_empty() && departments.iter().all(|known| known != name) {
                widgets::amber_note(ui, &format!("部门“{name}”没有登记"));
            }
        });
        let edit = TextEdit::multiline(&mut self.text).desired_rows(1).hint_text("正文");
        let response = ui.add(edit.desired_width(f32::INFINITY));
        widgets::named(ui, response.id, &format!("第 {number} 条 正文"));
        ui.add_space(theme::STEP / 2.0);
    }

    fn read(&self, month: Month) -> Result<NewItem, String> {
        let date = dates::parse(&self.date, month)?;
        let department = Some(self.department.trim().to_owned()).filter(|name| !name.is_empty());
        let paragraphs = self.text.lines().map(str::trim).filter(|line| !line.is_empty());
        let paragraphs = paragraphs.map(str::to_owned).collect();
        Ok(NewItem { date, department, paragraphs, ..NewItem::default() })
    }
}

fn field(ui: &mut Ui, text: &mut String, width: f32, hint: &str, name: &str) {
    let response = ui.add(TextEdit::singleline(text).desired_width(width).hint_text(hint));
    widgets::named(ui, response.id, name);
}
