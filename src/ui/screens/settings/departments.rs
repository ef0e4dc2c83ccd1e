//! 部门: the register of departments. Each field stores itself.

use egui::{Id, ScrollArea, Ui};

use crate::model::{Department, Month};
use crate::ops::{NewDepartment, SubjectOwned, message};
use crate::ui::action::Action;
use crate::ui::change::{Change, RegisterChange};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::{self, Field, Move, field_id, move_asked};

use super::refused::Refused;
use super::register::{add_ui, check_month, heads_ui, month_text, read_month};

const COLUMNS: [(&str, f32); 6] = [
    ("全称", 200.0),
    ("简称", 100.0),
    ("别名（用、隔开）", 160.0),
    ("启用", 84.0),
    ("停用", 84.0),
    ("并入", 130.0),
];

#[derive(Default)]
pub struct Departments {
    new: String,
    refused: Refused,
}

impl Departments {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        widgets::sheet(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let hint = "新部门的全称，可用、隔开几个，也可粘贴一列";
            if let Some(names) = add_ui(ui, cx, &mut self.new, hint) {
                let new = |name: &str| NewDepartment {
                    name: name.trim().to_owned(),
                    ..Default::default()
                };
                let names = names.split(['、', '\n', '\r', '\t']).filter(|n| !n.trim().is_empty());
                let list = names.map(new).collect();
                cx.change(Change::Register(RegisterChange::AddDepartments(list)));
            }
            widgets::quiet(
                ui,
                "次序就是排名，Alt+↑↓ 移动；停用的部门往期照旧，之后的月份不再列出；并入了哪个部门，趋势图上会注明。",
            );
            ui.add_space(theme::STEP);
            let rows: Vec<&Department> =
                cx.page.departments.iter().filter(|d| !d.is_hall()).collect();
            if rows.is_empty() {
                ui.label("还没有登记部门。在上面写下名称，回车。");
                return;
            }
            ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
                heads_ui(ui, &COLUMNS);
                ui.spacing_mut().item_spacing.y = 4.0;
                for (at, department) in rows.iter().enumerate() {
                    row_ui(ui, cx, department, (at, rows.len()), &mut self.refused);
                }
            });
        });
    }
}

fn store(department: Department) -> Action {
    Action::Change(Box::new(Change::Register(RegisterChange::Department(department))))
}

fn row_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    department: &Department,
    (at, count): (usize, usize),
    refused: &mut Refused,
) {
    let parts = ["name", "short", "aliases", "from", "to", "into"];
    let ids = parts.map(|part| field_id(part, &format!("department {}", department.code)));
    ui.horizontal(|ui| {
        let name = department.name.clone();
        let texts = [
            name.clone(),
            department.short_name.clone(),
            department.aliases.join("、"),
            month_text(department.valid_from),
            month_text(department.valid_to),
            cx.book.successor_name(department),
        ];
        let focused = ui.memory(egui::Memory::focused);
        for (nth, (id, text)) in ids.iter().zip(&texts).enumerate() {
            let (title, width) = COLUMNS.get(nth).copied().unwrap_or_default();
            let label = format!("{name} {title}");
            let next = ids.get(nth + 1).copied();
            let field = Field { width, neighbours: (None, next), ..Field::new(*id, &label, text) };
            field.show(ui, cx, |typed| store(edited(cx, department, nth, &typed)));
            refused.look(cx, *id, |typed| check(cx, department, nth, typed));
        }
        if !department.is_active(cx.page.month) {
            widgets::quiet(ui, "已停用");
        }
        buttons_ui(ui, cx, department, &ids, (at, count), focused);
    });
    refused.ui(ui, &ids);
}

/// The department with one field as typed; a month or a department that cannot be read stays as it
/// was.
fn edited(cx: &Cx<'_>, department: &Department, nth: usize, typed: &str) -> Department {
    let mut edited = department.clone();
    let text = typed.trim().to_owned();
    match nth {
        0 => edited.name = text,
        1 => edited.short_name = text,
        2 => {
            let names = text.split(['、', '，', ',']).map(|name| name.trim().to_owned());
            edited.aliases = names.filter(|name| !name.is_empty()).collect();
        }
        3 => edited.valid_from = read_month(typed).unwrap_or(department.valid_from),
        4 => edited.valid_to = read_month(typed).unwrap_or(department.valid_to),
        _ if text.is_empty() => edited.successor = None,
        _ => {
            let heir = cx.book.find_department(&text).ok().map(|heir| heir.code);
            edited.successor = heir.or(edited.successor);
        }
    }
    edited
}

/// What is wrong with one field as typed, before it is refused.
fn check(cx: &Cx<'_>, department: &Department, nth: usize, typed: &str) -> Result<(), String> {
    if nth == 3 || nth == 4 {
        return check_month(typed);
    }
    let edited = edited(cx, department, nth, typed);
    let found = match nth {
        5 if typed.trim().is_empty() => Ok(()),
        5 => cx.book.find_department(typed).and_then(|_| cx.book.check_successor(&edited)),
        _ => cx.book.check_names(&edited),
    };
    found.map_err(|err| message(&err).text)
}

fn buttons_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    department: &Department,
    ids: &[Id; 6],
    (at, count): (usize, usize),
    focused: Option<Id>,
) {
    let name = &department.name;
    let asked = move_asked(cx).filter(|_| focused.is_some_and(|id| ids.contains(&id)));
    let up = widgets::icon_button(ui, "↑", &format!("上移 {name}"), at > 0).clicked();
    let down = widgets::icon_button(ui, "↓", &format!("下移 {name}"), at + 1 < count).clicked();
    let way = asked.or(up.then_some(Move::Up)).or(down.then_some(Move::Down));
    if let Some(position) = way.and_then(|way| way.target(at, count)) {
        let code = department.code.clone();
        cx.change(Change::Register(RegisterChange::MoveDepartment { code, position }));
    }
    if department.valid_to.is_none() && end_ui(ui, name, cx.page.month) {
        let code = department.code.clone();
        let last = cx.page.month.previous();
        cx.change(Change::Register(RegisterChange::EndDepartment { code, last }));
    }
    let tip = "没有任何记录提到它时才能删；可以撤销";
    let delete = ui.small_button("删除").on_hover_text(tip);
    widgets::named(ui, delete.id, &format!("删除 {name}"));
    if delete.clicked() {
        let code = department.code.clone();
        cx.change(Change::Register(RegisterChange::DeleteDepartment(code)));
    }
    let history = ui.small_button("历史");
    widgets::named(ui, history.id, &format!("{name}的历史"));
    if history.clicked() {
        let subject = SubjectOwned::Department(department.code.clone());
        cx.send(Action::History(subject));
    }
}

fn end_ui(ui: &mut Ui, name: &str, month: Month) -> bool {
    let tip = format!("{name}从{}起不再列出；可以撤销", month.chinese());
    let response = ui.small_button("停用").on_hover_text(tip);
    widgets::named(ui, response.id, &format!("停用 {name}"));
    response.clicked()
}
