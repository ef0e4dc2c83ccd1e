//! The table of a section that is drawn from figures: its columns, and the departments with a row.

use egui::{CollapsingHeader, ScrollArea, Ui};

use crate::model::{Department, DepartmentCode, Section, SectionKind, TableSpec};
use crate::text::exhibit::is_table_place;
use crate::ui::action::Action;
use crate::ui::change::{Change, SectionChange};
use crate::ui::cx::Cx;
use crate::ui::dialogs::Dialog;
use crate::ui::{theme, widgets};

use super::columns_form;

pub fn table_ui(ui: &mut Ui, cx: &Cx<'_>, section: &Section) {
    let Some(table) = &section.table else {
        if !section.kind.is_dated() && section.kind != SectionKind::Visits {
            ui.add_space(theme::STEP);
            columns_form::new_table_ui(ui, cx, section);
        }
        return;
    };
    ui.add_space(theme::STEP);
    let placed = section.items.iter().flat_map(|item| &item.paragraphs);
    let place = if placed.into_iter().any(|text| is_table_place(text)) {
        "印在条目里 {数据表} 那一行的位置"
    } else {
        "印在本栏目最后"
    };
    widgets::caption(ui, &format!("数据表（{place}，数由各部门在“录入”里填）"));
    let heads = table.columns.iter().map(|column| format!("{} {}", column.over, column.head));
    let heads: Vec<String> = std::iter::once(table.row_head.clone()).chain(heads).collect();
    ui.label(heads.iter().map(|head| head.trim()).collect::<Vec<_>>().join(" ｜ "));
    rows_ui(ui, cx, section, table);
    let columns = CollapsingHeader::new("改表头和列").id_salt(("columns", section.id.as_str()));
    columns.show(ui, |ui| columns_form::columns_ui(ui, cx, section, table));
    if section.kind != SectionKind::Table && ui.button("删去数据表…").clicked() {
        let change = Change::Section(SectionChange::RemoveTable(section.id.clone()));
        cx.send(Action::Open(Box::new(Dialog::Confirm {
            question: "本栏目不再印这张数据表？".to_owned(),
            more: "各部门填的数都在“录入”里，不受影响。可以撤销。".to_owned(),
            yes: "删去".to_owned(),
            action: Box::new(Action::Change(Box::new(change))),
        })));
    }
}

/// The departments, each to be taken out, and a menu of those that can be added.
fn rows_ui(ui: &mut Ui, cx: &Cx<'_>, section: &Section, table: &TableSpec) {
    let set = |rows: Vec<DepartmentCode>| {
        cx.change(Change::Section(SectionChange::TableRows(section.id.clone(), rows)));
    };
    ui.horizontal_wrapped(|ui| {
        if table.departments.is_empty() {
            widgets::quiet(ui, "填了数的部门各一行；要定下各行，加上部门");
        }
        for code in &table.departments {
            let own = || cx.page.department_name(code);
            let name = table.names.get(code).map_or_else(own, String::as_str);
            // Without any, every department that reports would have a row.
            let button = egui::Button::new(format!("{name} ×"));
            let button = ui.add_enabled(table.departments.len() > 1, button);
            widgets::named(ui, button.id, &format!("{name} 不再有一行"));
            if button.on_hover_text("不再有这一行；填过的数不动").clicked() {
                set(table.departments.iter().filter(|other| *other != code).cloned().collect());
            }
        }
        let free = |department: &&Department| !table.departments.contains(&department.code);
        let free: Vec<&Department> = cx.page.windows().filter(free).collect();
        if let Some(new) = add_ui(ui, &free) {
            set(table.departments.iter().cloned().chain([new]).collect());
        }
    });
}

/// The menu of departments that can be added; returns the one picked.
fn add_ui(ui: &mut Ui, free: &[&Department]) -> Option<DepartmentCode> {
    let list = |ui: &mut Ui| {
        let picked = free.iter().find(|department| ui.button(&department.name).clicked());
        if picked.is_some() {
            ui.close();
        }
        picked.map(|department| department.code.clone())
    };
    let menu = |ui: &mut Ui| ScrollArea::vertical().max_height(320.0).show(ui, list).inner;
    let button =
        ui.add_enabled_ui(!free.is_empty(), |ui| ui.menu_button("＋ 部门", menu).inner.flatten());
    if free.is_empty() {
        let tip = "登记过的部门都在表里了；新部门在 设置·部门 里登记";
        button.response.on_hover_text(tip);
    }
    button.inner
}
