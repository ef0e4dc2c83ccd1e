//! 人员: the register of persons. Each field stores itself.

use egui::{CompletionQuery, ScrollArea, Ui};

use crate::model::{Department, Person};
use crate::ops::{NewPerson, SubjectOwned};
use crate::ui::action::Action;
use crate::ui::change::{Change, RegisterChange};
use crate::ui::cx::Cx;
use crate::ui::screens::item_form::departments;
use crate::ui::theme;
use crate::ui::widgets::{self, Field, Move, field_id, move_asked};

use super::refused::Refused;
use super::register::{add_ui, check_month, heads_ui, month_text, read_month};

const COLUMNS: [(&str, f32); 5] =
    [("姓名", 110.0), ("部门", 200.0), ("职务", 220.0), ("从", 84.0), ("到", 84.0)];

#[derive(Default)]
pub struct Persons {
    new: String,
    refused: Refused,
}

impl Persons {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        widgets::sheet(ui, |ui| {
            ui.set_min_width(ui.available_width());
            if let Some(name) = add_ui(ui, cx, &mut self.new, "新人员的姓名") {
                for name in name.split(['、', '\n', '\r']).map(str::trim).filter(|n| !n.is_empty())
                {
                    let (name, posts) = (name.to_owned(), String::new());
                    let new = NewPerson { name, department: None, posts };
                    cx.change(Change::Register(RegisterChange::AddPerson(new)));
                }
            }
            let tip = "把历次“进大厅”里出现过的部门、职务、姓名登记进来，一步可撤销";
            if ui.button("从历次进大厅名单中收集").on_hover_text(tip).clicked() {
                cx.change(Change::Register(RegisterChange::Collect));
            }
            ui.add_space(theme::STEP);
            let rows = &cx.page.persons;
            if rows.is_empty() {
                ui.label("还没有登记人员。登记以后，在“名单”里写姓名或首字母就能带出部门和职务。");
                return;
            }
            ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
                heads_ui(ui, &COLUMNS);
                ui.spacing_mut().item_spacing.y = 4.0;
                for person in rows {
                    let peers = rows.iter().filter(|other| other.department == person.department);
                    let at = peers.clone().position(|other| other.id == person.id).unwrap_or(0);
                    row_ui(ui, cx, person, (at, peers.count()), &mut self.refused);
                }
            });
        });
    }
}

fn change(change: RegisterChange) -> Action {
    Action::Change(Box::new(Change::Register(change)))
}

fn row_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    person: &Person,
    (at, count): (usize, usize),
    refused: &mut Refused,
) {
    let parts = ["name", "department", "posts", "from", "to"];
    let ids = parts.map(|part| field_id(part, &format!("person {}", person.id)));
    let department = person.department.as_ref().map(|code| cx.page.department_name(code));
    let texts = [
        person.name.clone(),
        department.unwrap_or_default().to_owned(),
        person.posts.clone(),
        month_text(person.valid_from),
        month_text(person.valid_to),
    ];
    let name = &person.name;
    ui.horizontal(|ui| {
        let focused = ui.memory(egui::Memory::focused);
        for (nth, (id, text)) in ids.iter().zip(&texts).enumerate() {
            let (title, width) = COLUMNS.get(nth).copied().unwrap_or_default();
            let label = format!("{name} {title}");
            let complete = |query: &CompletionQuery<'_>| departments(cx, query.text);
            let field = Field {
                width,
                neighbours: (None, ids.get(nth + 1).copied()),
                complete: if nth == 1 { Some(&complete) } else { None },
                ..Field::new(*id, &label, text)
            };
            field.show(ui, cx, |typed| {
                change(RegisterChange::Person(edited(cx, person, nth, &typed)))
            });
            refused.look(cx, *id, |typed| check(cx, nth, typed));
        }
        let asked = move_asked(cx).filter(|_| focused.is_some_and(|id| ids.contains(&id)));
        let up = widgets::icon_button(ui, "↑", &format!("上移 {name}"), at > 0).clicked();
        let down = widgets::icon_button(ui, "↓", &format!("下移 {name}"), at + 1 < count).clicked();
        let way = asked.or(up.then_some(Move::Up)).or(down.then_some(Move::Down));
        if let Some(position) = way.and_then(|way| way.target(at, count)) {
            cx.send(change(RegisterChange::MovePerson { id: person.id.clone(), position }));
        }
        if widgets::icon_button(ui, "×", &format!("删除 {name}"), true).clicked() {
            cx.send(change(RegisterChange::DeletePerson(person.id.clone())));
        }
        let history = ui.small_button("历史");
        widgets::named(ui, history.id, &format!("{name}的历史"));
        if history.clicked() {
            let subject = SubjectOwned::Person(person.id.clone());
            cx.send(Action::History(subject));
        }
    });
    refused.ui(ui, &ids);
}

/// What is wrong with one field as typed.
fn check(cx: &Cx<'_>, nth: usize, typed: &str) -> Result<(), String> {
    let text = typed.trim();
    match nth {
        0 if text.is_empty() => Err("姓名不能空".to_owned()),
        1 if !text.is_empty() && department_named(cx, text).is_none() => {
            Err("没有登记这个部门，请先在“部门”里添加".to_owned())
        }
        0..=2 => Ok(()),
        _ => check_month(typed),
    }
}

fn department_named<'a>(cx: &Cx<'a>, text: &str) -> Option<&'a Department> {
    cx.page.departments.iter().find(|d| d.names().any(|name| name == text))
}

/// The person with one field as typed. A department nobody knows, an empty name or a month that
/// cannot be read leave the field as it was.
fn edited(cx: &Cx<'_>, person: &Person, nth: usize, typed: &str) -> Person {
    let mut edited = person.clone();
    let text = typed.trim();
    match nth {
        0 if !text.is_empty() => text.clone_into(&mut edited.name),
        0 => {}
        1 if text.is_empty() => edited.department = None,
        1 => {
            let named = department_named(cx, text);
            edited.department = named.map(|d| d.code.clone()).or(edited.department);
        }
        2 => text.clone_into(&mut edited.posts),
        3 => edited.valid_from = read_month(typed).unwrap_or(person.valid_from),
        _ => edited.valid_to = read_month(typed).unwrap_or(person.valid_to),
    }
    edited
}
