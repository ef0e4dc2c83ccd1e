//! The form of one item or event: date, department, lead, text. Shared by 动态 and 编排.

mod binding;
mod exhibits;
mod printed;
mod slots;

use egui::{CompletionQuery, Suggestion, Ui};

use crate::model::{Item, Month};
use crate::text::initials;
use crate::ui::action::Action;
use crate::ui::change::{Change, ItemChange};
use crate::ui::cx::Cx;
use crate::ui::dates;
use crate::ui::widgets::{self, Field, field_id};

use binding::Binding;

/// What the form remembers between frames.
#[derive(Default)]
pub struct ItemForm {
    binding: Binding,
}

impl ItemForm {
    /// Draws the form; each field stores itself. `rows` is the height of the text.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, item: &Item, rows: usize) {
        heads_ui(ui, cx, item);
        widgets::caption(ui, "正文（一行一段）");
        let text = item.paragraphs.join("\n");
        let complete = |query: &CompletionQuery<'_>| slots::suggestions(&cx.page.bulletin, query);
        let id = field_id("text", &item.id);
        let marks = |text: &str| {
            let live = cx.reviewing.typed(&item.id, text);
            live.map(|live| live.marks.clone()).unwrap_or_default()
        };
        let field = Field {
            rows,
            marks: Some(&marks),
            hint: "写下发生了什么；输入 { 可选指标，数字会随数据变化",
            complete: Some(&complete),
            boundary: |c| matches!(c, '{' | '}' | '\n' | '，' | '。'),
            ..Field::new(id, "正文", &text)
        };
        field.show(ui, cx, |typed| edit(Item { paragraphs: paragraphs(&typed), ..item.clone() }));
        let typed = cx.editing.borrow().so_far(id).map_or(text, str::to_owned);
        self.binding.ui(ui, cx, item, (id, &typed));
        exhibits::insert_ui(ui, cx, item, |item| cx.send(edit(item)));
        printed::printed_ui(ui, cx, item);
    }
}

fn edit(change: Item) -> Action {
    Action::Change(Box::new(Change::Item(ItemChange::Edit(change))))
}

fn heads_ui(ui: &mut Ui, cx: &Cx<'_>, item: &Item) {
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width(150.0);
            widgets::caption(ui, "日期");
            date_ui(ui, cx, item);
        });
        ui.vertical(|ui| {
            widgets::caption(ui, "部门");
            department_ui(ui, cx, item);
        });
    });
    widgets::caption(ui, "段首标题（可不填）");
    let lead = item.lead.clone().unwrap_or_default();
    let field = Field {
        hint: "如：惠企政策“直达快享”",
        neighbours: (None, Some(field_id("text", &item.id))),
        ..Field::new(field_id("lead", &item.id), "段首标题", &lead)
    };
    field.show(ui, cx, |typed| edit(Item { lead: filled(&typed), ..item.clone() }));
}

/// One paragraph a line; empty lines between are no paragraphs.
fn paragraphs(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim_end).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn filled(typed: &str) -> Option<String> {
    let text = typed.trim().trim_end_matches('。');
    (!text.is_empty()).then(|| text.to_owned())
}

fn date_ui(ui: &mut Ui, cx: &Cx<'_>, item: &Item) {
    let year = item.month.year();
    let stored = item.date.map(|date| dates::short(date, year)).unwrap_or_default();
    let id = field_id("date", &item.id);
    let typed = cx.editing.borrow_mut().text(id, &stored);
    let next = Some(field_id("department", &item.id));
    let field = Field {
        hint: "25、4.25",
        width: 150.0,
        neighbours: (None, next),
        ..Field::new(id, "日期", &stored)
    };
    field.show(ui, cx, |typed| {
        let date = dates::parse(&typed, item.month).unwrap_or(item.date);
        Action::Change(Box::new(Change::Item(ItemChange::Edit(Item { date, ..item.clone() }))))
    });
    match dates::parse(&typed, item.month) {
        Err(reason) => {
            widgets::amber_note(ui, &reason);
        }
        Ok(Some(date)) if Month::of(date) != Some(item.month) => {
            widgets::amber_note(ui, &format!("不在{}月", item.month.month()));
        }
        Ok(_) => {}
    }
}

fn department_ui(ui: &mut Ui, cx: &Cx<'_>, item: &Item) {
    let stored = item.department.clone().unwrap_or_default();
    let complete = |query: &CompletionQuery<'_>| departments(cx, query.text);
    let field = Field {
        hint: "写几个字，选部门",
        neighbours: (None, Some(field_id("text", &item.id))),
        complete: Some(&complete),
        ..Field::new(field_id("department", &item.id), "部门", &stored)
    };
    field.show(ui, cx, |typed| {
        let name = typed.trim();
        let department = (!name.is_empty()).then(|| name.to_owned());
        let item = Item { department, ..item.clone() };
        Action::Change(Box::new(Change::Item(ItemChange::Edit(item))))
    });
}

/// Departments that report in the month, by characters or by the first letters of their pinyin.
pub fn departments(cx: &Cx<'_>, typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim();
    if typed.is_empty() || cx.page.departments.iter().any(|d| d.name == typed) {
        return Vec::new();
    }
    let found = initials::best(cx.page.windows(), typed, |d| d.names().collect());
    found.into_iter().take(12).map(|d| Suggestion::new(d.name.clone())).collect()
}
