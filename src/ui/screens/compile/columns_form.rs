//! The columns of a section's table of figures, and how its rows are set.

use egui::{ComboBox, ScrollArea, Ui};

use crate::model::{Indicator, Measure, Section, TableColumn, TableSpec};
use crate::ui::change::{Change, SectionChange};
use crate::ui::cx::Cx;
use crate::ui::widgets::{self, Field, field_id};

const HEAD_WIDTH: f32 = 130.0;
const MENU_HEIGHT: f32 = 320.0;

/// What a column can tell of its indicator; places are apart.
fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Value => "本月数",
        Measure::Difference => "较上月增减",
        other => other.word(),
    }
}

/// The menu that gives a section its first table, by the indicator it shows.
pub fn new_table_ui(ui: &mut Ui, cx: &Cx<'_>, section: &Section) {
    let menu = ui.menu_button("＋ 数据表", |ui| {
        if let Some(indicator) = indicators_ui(ui, cx) {
            let columns = vec![TableColumn::of(indicator)];
            let row_head = "部门".to_owned();
            set(cx, section, TableSpec { row_head, columns, ..TableSpec::default() });
            ui.close();
        }
    });
    menu.response.on_hover_text("各部门一行，数在“录入”里由部门填；先选第一列的指标");
}

pub fn columns_ui(ui: &mut Ui, cx: &Cx<'_>, section: &Section, table: &TableSpec) {
    ui.horizontal_wrapped(|ui| {
        ui.label("第一列");
        let id = field_id("row head", &section.id);
        let field = Field::new(id, "第一列的表头", &table.row_head);
        Field { width: HEAD_WIDTH, ..field }
            .show(ui, cx, |typed| change(section, TableSpec { row_head: typed, ..table.clone() }));
        widgets::quiet(ui, "各部门的名称");
    });
    for (at, column) in table.columns.iter().enumerate() {
        ui.horizontal_wrapped(|ui| column_ui(ui, cx, section, (table, at, column)));
    }
    ui.horizontal_wrapped(|ui| {
        let menu = ui.menu_button("＋ 列", |ui| {
            if let Some(indicator) = indicators_ui(ui, cx) {
                let mut table = table.clone();
                table.columns.push(TableColumn::of(indicator));
                set(cx, section, table);
                ui.close();
            }
        });
        menu.response.on_hover_text("再加一列：先选指标，再选印本月数、环比还是同比");
        options_ui(ui, cx, section, table);
    });
}

fn column_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    section: &Section,
    (table, at, column): (&TableSpec, usize, &TableColumn),
) {
    let with = |column: TableColumn| {
        let mut table = table.clone();
        if let Some(own) = table.columns.get_mut(at) {
            *own = column;
        }
        table
    };
    let nth = at + 1;
    ui.label(format!("第{nth}项"));
    let record = format!("{} {at} {}", section.id, column.indicator);
    let head = Field::new(field_id("column head", &record), "", &column.head);
    Field { label: &format!("第{nth}项的表头"), width: HEAD_WIDTH, ..head }
        .show(ui, cx, |head| change(section, with(TableColumn { head, ..column.clone() })));
    let over = Field::new(field_id("column over", &record), "", &column.over);
    let label = format!("第{nth}项的上级表头");
    Field { label: &label, hint: "上级表头", width: HEAD_WIDTH, ..over }
        .show(ui, cx, |over| change(section, with(TableColumn { over, ..column.clone() })));
    let known = cx.page.bulletin.indicator(&column.indicator);
    let name = known.map_or("没有这个指标", |indicator| indicator.name.as_str());
    let combo = ComboBox::from_id_salt(("column", &record)).selected_text(name).width(150.0);
    let menu = combo.show_ui(ui, |ui| {
        let indicators = &cx.page.bulletin.indicators;
        indicators.iter().find(|one| ui.selectable_label(false, &one.name).clicked())
    });
    widgets::named(ui, menu.response.id, &format!("第{nth}项的指标：{name}"));
    if let Some(picked) = menu.inner.flatten() {
        let indicator = picked.code.clone();
        let (stated, style) = (None, None);
        let column = TableColumn { indicator, stated, style, ..column.clone() };
        set(cx, section, with(column));
    }
    told_ui(ui, cx, section, (nth, column), &with);
    for (label, to) in [("←", at.checked_sub(1)), ("→", Some(nth))] {
        let to = to.filter(|to| *to < table.columns.len());
        let button = ui.add_enabled(to.is_some(), egui::Button::new(label));
        widgets::named(ui, button.id, &format!("第{nth}项移到{label}"));
        if let Some(to) = to.filter(|_| button.clicked()) {
            set(cx, section, swapped(table, at, to));
        }
    }
    // The last column goes with the table.
    let button = ui.add_enabled(table.columns.len() > 1, egui::Button::new("×"));
    widgets::named(ui, button.id, &format!("删去第{nth}项"));
    if button.on_hover_text("删去这一列；填过的数不动").clicked() {
        set(cx, section, without(table, at));
    }
}

/// What the column tells of its indicator.
fn told_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    section: &Section,
    (nth, column): (usize, &TableColumn),
    with: &impl Fn(TableColumn) -> TableSpec,
) {
    let places = [(Measure::Value, "名次"), (Measure::LastMonth, "上月名次")];
    let told = |measure: Measure, place: bool| {
        let known = places.iter().find(|(of, _)| place && *of == measure);
        known.map_or_else(|| measure_name(measure), |(_, name)| *name)
    };
    let name = told(column.measure, column.place);
    let combo = ComboBox::from_id_salt(("told", section.id.as_str(), nth)).selected_text(name);
    let menu = combo.width(110.0).show_ui(ui, |ui| {
        let figures = Measure::ALL.into_iter().map(|measure| (measure, false));
        let places = places.iter().map(|(measure, _)| (*measure, true));
        let mut picked = None;
        for (measure, place) in figures.chain(places) {
            let is_own = (measure, place) == (column.measure, column.place);
            if ui.selectable_label(is_own, told(measure, place)).clicked() {
                picked = Some((measure, place));
            }
        }
        picked
    });
    widgets::named(ui, menu.response.id, &format!("第{nth}项印什么：{name}"));
    if let Some((measure, place)) = menu.inner.flatten() {
        set(cx, section, with(TableColumn { measure, place, stated: None, ..column.clone() }));
    }
}

/// Serial numbers, the total, the ranking.
fn options_ui(ui: &mut Ui, cx: &Cx<'_>, section: &Section, table: &TableSpec) {
    let tick = |ui: &mut Ui, on: bool, label: &str| {
        let mut on = on;
        ui.checkbox(&mut on, label).changed().then_some(on)
    };
    let word = |on: bool, word: &str| if on { word.to_owned() } else { String::new() };
    if let Some(on) = tick(ui, !table.serial.is_empty(), "序号") {
        set(cx, section, TableSpec { serial: word(on, "序号"), ..table.clone() });
    }
    if let Some(on) = tick(ui, !table.total.is_empty(), "合计行") {
        set(cx, section, TableSpec { total: word(on, "合计"), ..table.clone() });
    }
    if !table.total.is_empty()
        && let Some(total_first) = tick(ui, table.total_first, "合计在最前")
    {
        set(cx, section, TableSpec { total_first, ..table.clone() });
    }
    let ranked = table.rank_by.and_then(|at| table.columns.get(at));
    let name = ranked.map_or_else(|| "不排名".to_owned(), |by| format!("按{}排名", by.head));
    let combo = ComboBox::from_id_salt(("rank", section.id.as_str())).selected_text(&name);
    let menu = combo.show_ui(ui, |ui| {
        let mut picked = ui.selectable_label(ranked.is_none(), "不排名").clicked().then_some(None);
        for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| !column.place) {
            let text = format!("按{}排名", column.head);
            if ui.selectable_label(table.rank_by == Some(at), text).clicked() {
                picked = Some(Some(at));
            }
        }
        picked
    });
    widgets::named(ui, menu.response.id, &format!("排名：{name}"));
    if let Some(rank_by) = menu.inner.flatten() {
        set(cx, section, TableSpec { rank_by, ..table.clone() });
    }
}

fn indicators_ui<'a>(ui: &mut Ui, cx: &Cx<'a>) -> Option<&'a Indicator> {
    widgets::quiet(ui, "选指标");
    let indicators = &cx.page.bulletin.indicators;
    if indicators.is_empty() {
        widgets::quiet(ui, "还没有指标，先在 设置·指标 里建");
    }
    let list = ScrollArea::vertical().max_height(MENU_HEIGHT);
    list.show(ui, |ui| indicators.iter().find(|one| ui.button(&one.name).clicked())).inner
}

/// The table with two columns in each other's place; the ranking goes with its column.
fn swapped(table: &TableSpec, at: usize, to: usize) -> TableSpec {
    let mut table = table.clone();
    if at < table.columns.len() && to < table.columns.len() {
        table.columns.swap(at, to);
    }
    let moved = |by: usize| match by {
        by if by == at => to,
        by if by == to => at,
        by => by,
    };
    table.rank_by = table.rank_by.map(moved);
    table
}

fn without(table: &TableSpec, at: usize) -> TableSpec {
    let mut table = table.clone();
    if at < table.columns.len() {
        table.columns.remove(at);
    }
    table.rank_by =
        table.rank_by.filter(|by| *by != at).map(|by| if by > at { by - 1 } else { by });
    table
}

fn set(cx: &Cx<'_>, section: &Section, table: TableSpec) {
    cx.send(change(section, table));
}

fn change(section: &Section, table: TableSpec) -> crate::ui::action::Action {
    let table = SectionChange::Table(section.id.clone(), Box::new(table));
    crate::ui::action::Action::Change(Box::new(Change::Section(table)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IndicatorCode, Signs};

    #[test]
    fn the_ranking_goes_with_its_column() {
        let column = |head: &str| TableColumn {
            head: head.to_owned(),
            over: String::new(),
            indicator: IndicatorCode::new(head),
            measure: Measure::Value,
            stated: None,
            style: None,
            place: false,
            untotalled: false,
            signs: Signs::default(),
        };
        let columns = ["甲", "乙", "丙"].map(column).to_vec();
        let table = TableSpec { columns, rank_by: Some(1), ..TableSpec::default() };
        let ranked = |table: TableSpec| {
            table.rank_by.and_then(|at| table.columns.get(at)).map(|column| column.head.clone())
        };
        for table in [swapped(&table, 0, 1), swapped(&table, 1, 2), without(&table, 0)] {
            assert_eq!(ranked(table).as_deref(), Some("乙"));
        }
        assert_eq!(ranked(without(&table, 1)), None);
    }
}
