//! What an item can show besides sentences: a table from the month's figures, a trend chart. Both
//! are paragraphs of its text, so they are edited, moved and undone as such.

use egui::{ScrollArea, Ui};

use crate::model::{Indicator, Item, Measure};
use crate::text::exhibit::{ChartSource, USUAL_MONTHS, is_row, is_table_place, table_place};
use crate::ui::cx::Cx;
use crate::ui::widgets;

/// The buttons that put a table or a chart at the end of the text.
pub fn insert_ui(ui: &mut Ui, cx: &Cx<'_>, item: &Item, change: impl Fn(Item)) {
    let add = |lines: Vec<String>| {
        let mut paragraphs = item.paragraphs.clone();
        paragraphs.extend(lines);
        change(Item { paragraphs, ..item.clone() });
    };
    ui.horizontal(|ui| {
        let indicators = &cx.page.bulletin.indicators;
        let table = ui.menu_button("插入数据表", |ui| {
            if let Some(indicator) = indicator_ui(ui, indicators) {
                add(table_lines(indicator, &item.paragraphs));
                ui.close();
            }
        });
        table.response.on_hover_text("一项指标一行：本月、环比、同比；再选一项就再加一行。\n单元格写 < 并入左边一格，写 ^ 并入上面一格");
        let chart = ui.menu_button("插入趋势图", |ui| {
            if let Some(indicator) = indicator_ui(ui, indicators) {
                add(vec![chart_line(indicator)]);
                ui.close();
            }
        });
        chart.response.on_hover_text("近12个月的折线图；月数、环比、图题可在正文里改");
        if table_ends_section(cx, item) && ui.button("栏目的数据表放在这里").clicked() {
            add(vec![table_place()]);
        }
    });
}

/// Whether the item's section has a table of figures that no item has given a place.
fn table_ends_section(cx: &Cx<'_>, item: &Item) -> bool {
    let sections = cx.page.issue.iter().flat_map(|issue| &issue.sections);
    let own = sections.into_iter().find(|section| section.items.iter().any(|of| of.id == item.id));
    own.filter(|section| section.table.is_some()).is_some_and(|section| {
        let mut texts = section.items.iter().flat_map(|item| &item.paragraphs);
        !texts.any(|text| is_table_place(text))
    })
}

fn indicator_ui<'a>(ui: &mut Ui, indicators: &'a [Indicator]) -> Option<&'a Indicator> {
    widgets::quiet(ui, "选指标");
    let list = ScrollArea::vertical().max_height(320.0);
    list.show(ui, |ui| indicators.iter().find(|i| ui.button(&i.name).clicked())).inner
}

/// A row for the indicator, under a head of its own unless the text ends with a table.
fn table_lines(indicator: &Indicator, paragraphs: &[String]) -> Vec<String> {
    let name = &indicator.name;
    let row =
        format!("| {name} | {} | {{{name}}} | {{{name}·环比}} | {{{name}·同比}} |", indicator.unit);
    if paragraphs.last().is_some_and(|last| is_row(last)) {
        return vec![row];
    }
    let head = "| 指标 | 单位 | 本月 | 环比 | 同比 |".to_owned();
    let rule = "| --- | :---: | ---: | ---: | ---: |".to_owned();
    vec!["| {年月}主要数据 |".to_owned(), head, rule, row]
}

fn chart_line(indicator: &Indicator) -> String {
    ChartSource {
        names: vec![indicator.name.clone()],
        measure: Measure::Value,
        months: USUAL_MONTHS,
        overlay_years: false,
        caption: String::new(),
    }
    .source()
}
