//! What an import or a new issue did, line by line: nothing goes unnoticed.

use egui::{RichText, ScrollArea, Ui};

use crate::ops::{ImportReport, NewIssueReport};
use crate::ui::action::{Action, Actions};
use crate::ui::{theme, widgets, wording};

pub(super) fn imported_ui(ui: &mut Ui, actions: &Actions, report: &ImportReport) {
    super::heading(ui, &format!("已导入{}", report.month.chinese()));
    ui.label(format!(
        "数据 {} 项，条目 {} 条，进大厅 {} 人次。",
        report.figures, report.items, report.visits
    ));
    lists(ui, |ui| {
        let unplaced = report.unplaced.iter().map(|u| format!("第 {} 行：{}", u.line, u.text));
        part(ui, "没能归位的文字，请看一下放到哪里", unplaced, true);
        let conflicts = report.conflicts.iter().map(|conflict| {
            format!(
                "{}：工作簿里是 {}，文中是 {}（没有改动）",
                conflict.indicator, conflict.stored, conflict.found
            )
        });
        part(ui, "与已有数据不同", conflicts, true);
        part(
            ui,
            "接合的断句",
            report.joined.iter().map(|text| wording::beginning(text, 60)),
            false,
        );
        part(ui, "新登记的部门", report.departments.iter().cloned(), false);
        part(ui, "说明", report.notes.iter().cloned(), false);
    });
    if ui.button("由数字建指标…").on_hover_text("文中还没有来历的数字，可以建成指标").clicked()
    {
        actions.send(Action::NewIndicators);
    }
    super::close_foot(ui, actions);
}

pub(super) fn made_ui(ui: &mut Ui, actions: &Actions, report: &NewIssueReport) {
    let issue = &report.issue;
    super::heading(ui, &format!("已新建{}第{}期", issue.month.chinese(), issue.number));
    ui.label(format!("沿用 {} 段，待填 {} 处。", report.carried, report.empty_slots.len()));
    lists(ui, |ui| {
        part(ui, "说明", report.notes.iter().cloned(), false);
        part(ui, "没有沿用的条目", report.dropped.iter().cloned(), true);
        let empty = report.empty_slots.iter().map(|e| format!("{}：{}", e.section, e.slot));
        part(ui, "待填", empty, false);
    });
    super::close_foot(ui, actions);
}

fn lists(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
    let area = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true]);
    area.auto_shrink([false, true]).show(ui, add);
}

/// One list with its heading; an empty one is left out.
fn part(ui: &mut Ui, name: &str, lines: impl Iterator<Item = String>, look: bool) {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return;
    }
    ui.add_space(theme::STEP);
    let tokens = theme::of(ui);
    let (mark, colour) = if look { ("▲ ", tokens.amber) } else { ("", tokens.text) };
    let heading = format!("{mark}{name}（{}）", lines.len());
    ui.label(RichText::new(heading).font(theme::bold_font(15.0)).color(colour));
    for line in lines {
        widgets::quiet(ui, format!("· {line}"));
    }
}
