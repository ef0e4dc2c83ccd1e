//! The form of one section: title, what it holds, how its items are numbered.

use egui::{RichText, Ui};

use crate::model::{Issue, ItemNumbering, Section, SectionKind};
use crate::ops::SectionHead;
use crate::ui::action::Action;
use crate::ui::change::{Change, SectionChange};
use crate::ui::cx::Cx;
use crate::ui::dialogs::Dialog;
use crate::ui::widgets::{self, Field, field_id};
use crate::ui::{theme, wording};

use super::{Chosen, add_item, move_buttons_ui, table_form};

pub fn kind_name(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Prose => "固定段落",
        SectionKind::Events => "动态",
        SectionKind::Work => "专题工作",
        SectionKind::News => "窗口资讯",
        SectionKind::Visits => "进大厅",
        SectionKind::Table => "表格",
    }
}

fn numbering_name(numbering: ItemNumbering) -> &'static str {
    match numbering {
        ItemNumbering::None => "不编号",
        ItemNumbering::Chinese => "（一）（二）",
        ItemNumbering::Arabic => "1. 2.",
    }
}

pub fn section_ui(ui: &mut Ui, cx: &Cx<'_>, issue: &Issue, section: &Section) {
    let at = issue.sections.iter().position(|s| s.id == section.id).unwrap_or(0);
    let printed = wording::section_title(&section.title, issue.month, issue.number);
    widgets::title(ui, if printed.is_empty() { "开头" } else { &printed });
    ui.horizontal_wrapped(|ui| {
        let chosen = Chosen::Section(section.id.clone());
        move_buttons_ui(ui, cx, &chosen, at, issue.sections.len());
        if ui.button("＋ 新条目").on_hover_text("Ctrl+Enter").clicked() {
            add_item(cx, &section.id);
        }
        let copy = ui.button("复制本栏目");
        if copy.on_hover_text("粘贴到 Word、WPS 或 OA，保留标题和字体").clicked() {
            cx.send(Action::Copy(issue.id.clone(), Some(section.id.clone())));
        }
        if ui.button("删除栏目…").clicked() {
            let delete = SectionChange::Delete(section.id.clone());
            cx.send(Action::Open(Box::new(Dialog::Confirm {
                question: format!("删除栏目“{printed}”？"),
                more: format!("里面的 {} 条放回本月动态。可以撤销。", section.items.len()),
                yes: "删除".to_owned(),
                action: Box::new(Action::Change(Box::new(Change::Section(delete)))),
            })));
        }
    });
    ui.add_space(theme::STEP);
    fields_ui(ui, cx, section);
    table_form::table_ui(ui, cx, section);
    let is_title = section.unnumbered && !section.title.is_empty();
    if section.items.is_empty() && section.table.is_none() && !is_title {
        ui.add_space(theme::STEP);
        widgets::quiet(ui, "这个栏目还没有条目，导出时会标出来。按 Ctrl+Enter 写第一条。");
    }
}

/// The section's own fields, as they are stored.
fn head_of(section: &Section) -> SectionHead {
    SectionHead {
        id: section.id.clone(),
        kind: section.kind,
        title: section.title.clone(),
        unnumbered: section.unnumbered,
        numbering: section.numbering,
        table: section.table.clone(),
    }
}

fn fields_ui(ui: &mut Ui, cx: &Cx<'_>, section: &Section) {
    let head = head_of(section);
    let set = |head: SectionHead| {
        Action::Change(Box::new(Change::Section(SectionChange::Head(Box::new(head)))))
    };
    let month = cx.page.month.chinese();
    widgets::caption(ui, &format!("栏目标题（{{年月}} 会印成 {month}）"));
    let id = field_id("section title", &section.id);
    let hint = if section.unnumbered { "可以空着" } else { "" };
    let field = Field { width: 520.0, hint, ..Field::new(id, "栏目标题", &section.title) };
    field.show(ui, cx, |typed| {
        let typed = typed.trim().to_owned();
        let needed = typed.is_empty() && !head.unnumbered;
        let title = if needed { head.title.clone() } else { typed };
        set(SectionHead { title, ..head.clone() })
    });
    let mut numbered = !head.unnumbered;
    let tick = ui.checkbox(&mut numbered, "标题前编号（一、二、）");
    let tip = "不编号的栏目放在最前面时，标题居中印在报头之后，标题可以空着";
    if tick.on_hover_text(tip).changed() {
        cx.send(set(SectionHead { unnumbered: !numbered, ..head.clone() }));
    }
    ui.add_space(4.0);
    widgets::caption(ui, "栏目里放什么");
    ui.horizontal_wrapped(|ui| {
        for kind in SectionKind::ALL {
            let shown = kind != SectionKind::Table || head.table.is_some();
            if shown && ui.radio(head.kind == kind, kind_name(kind)).clicked() {
                cx.send(set(SectionHead { kind, ..head.clone() }));
            }
        }
    });
    widgets::caption(ui, "条目怎样编号");
    ui.horizontal_wrapped(|ui| {
        for numbering in [ItemNumbering::None, ItemNumbering::Chinese, ItemNumbering::Arabic] {
            let name = numbering_name(numbering);
            if ui.radio(head.numbering == numbering, name).clicked() {
                cx.send(set(SectionHead { numbering, ..head.clone() }));
            }
        }
    });
}

/// The menu that adds a section of a kind.
pub fn add_menu_ui(ui: &mut Ui, cx: &Cx<'_>, issue: &Issue) {
    ui.menu_button(RichText::new("＋ 栏目"), |ui| {
        if !issue.sections.first().is_some_and(|first| first.unnumbered) {
            let button = egui::Button::new("标题、开头").frame(false);
            let button = ui.add(button.min_size(egui::vec2(140.0, theme::ROW)));
            let tip = "印在报头与第一个栏目之间，不编号：关于10月份……的通报、主送、开头的话";
            if button.on_hover_text(tip).clicked() {
                cx.change(Change::Section(SectionChange::AddOpening(issue.id.clone())));
                ui.close();
            }
        }
        for kind in SectionKind::ALL {
            if kind == SectionKind::Table {
                continue;
            }
            let button = egui::Button::new(kind_name(kind)).frame(false);
            if ui.add(button.min_size(egui::vec2(140.0, theme::ROW))).clicked() {
                let add = SectionChange::Add {
                    issue: issue.id.clone(),
                    kind,
                    title: format!("新栏目（{}）", kind_name(kind)),
                };
                cx.change(Change::Section(add));
                ui.close();
            }
        }
    });
}
