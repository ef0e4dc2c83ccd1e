//! 趋势: indicators to choose at the left, one chart, the events of the month below.

mod data;
mod plot;

use egui::{ScrollArea, TextEdit, Ui, UiBuilder};

use crate::model::{BulletinCode, DepartmentCode, Measure, Month};
use crate::ui::action::{Action, Purpose};
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::{theme, widgets};

use super::events::split;
use data::{Choice, MEASURES, MONTHS, TrendData};

type Key = (Month, BulletinCode, Choice);

pub struct Trends {
    choice: Choice,
    filter: String,
    /// The bulletin the choice was made for.
    bulletin: Option<BulletinCode>,
    data: Loaded<Key, TrendData>,
}

impl Default for Trends {
    fn default() -> Self {
        let choice = Choice {
            indicators: Vec::new(),
            department: DepartmentCode::hall(),
            measure: Measure::Value,
            months: 24,
            overlay_years: false,
        };
        Self { choice, filter: String::new(), bulletin: None, data: Loaded::default() }
    }
}

impl Trends {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        self.begin(cx);
        let (left, right) = split(ui, 280.0);
        ui.scope_builder(UiBuilder::new().max_rect(left).id_salt("left"), |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.indicators_ui(cx, ui);
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("right"), |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                let height = ui.available_height();
                ScrollArea::vertical().id_salt("chart").show(ui, |ui| {
                    self.measures_ui(cx, ui);
                    ui.add_space(4.0);
                    self.chart_ui(cx, ui, height - ui.min_size().y);
                });
            });
        });
        ui.advance_cursor_after_rect(left.union(right));
    }

    /// The first indicator with a story is drawn, so that the screen never begins empty.
    fn begin(&mut self, cx: &Cx<'_>) {
        let code = &cx.page.bulletin.code;
        if self.bulletin.as_ref() != Some(code) {
            self.bulletin = Some(code.clone());
            let first = cx.page.bulletin.indicators.first();
            self.choice.indicators = first.map(|i| i.code.clone()).into_iter().collect();
            self.choice.department = DepartmentCode::hall();
        }
    }

    fn indicators_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        self.department_ui(cx, ui);
        widgets::title(ui, "看哪些指标");
        let edit = TextEdit::singleline(&mut self.filter).hint_text("筛选：写几个字");
        let response = ui.add(edit.desired_width(f32::INFINITY));
        widgets::named(ui, response.id, "筛选指标");
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        let filter = if cx.composing { "" } else { self.filter.trim() };
        let hall = self.choice.department == DepartmentCode::hall();
        let chosen = &mut self.choice.indicators;
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            for indicator in &cx.page.bulletin.indicators {
                let fits = indicator.names().any(|name| name.contains(filter));
                if !fits || !(hall || indicator.by_department) {
                    continue;
                }
                let mut on = chosen.contains(&indicator.code);
                let text = format!("{}（{}）", indicator.name, indicator.display_unit());
                let text = egui::RichText::new(text).font(theme::table_font());
                if ui.checkbox(&mut on, text).changed() {
                    if on {
                        chosen.push(indicator.code.clone());
                    } else {
                        chosen.retain(|code| *code != indicator.code);
                    }
                }
            }
        });
    }

    fn measures_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            for (measure, name) in MEASURES {
                ui.selectable_value(&mut self.choice.measure, measure, name);
            }
            ui.separator();
            for months in MONTHS {
                let name = months.to_string();
                let response = ui.selectable_value(&mut self.choice.months, months, name);
                widgets::named(ui, response.id, &format!("{months} 个月"));
            }
            widgets::caption(ui, "个月");
            ui.separator();
            ui.checkbox(&mut self.choice.overlay_years, "按年叠看")
                .on_hover_text("每年一条线，只画第一个指标");
            if ui.button("存图…").on_hover_text("SVG 图或 CSV 数据表").clicked() {
                cx.send(Action::Pick(Purpose::Chart(self.choice.request(cx.page))));
            }
        });
    }

    fn department_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        if !cx.page.bulletin.indicators.iter().any(|i| i.by_department) {
            return;
        }
        let current = &mut self.choice.department;
        let name = cx.page.department_name(current).to_owned();
        let combo = egui::ComboBox::from_id_salt("trend department")
            .width(ui.available_width() - 8.0)
            .truncate();
        let shown = combo.selected_text(&name).show_ui(ui, |ui| {
            ui.selectable_value(current, DepartmentCode::hall(), "全厅");
            for department in cx.page.windows() {
                ui.selectable_value(current, department.code.clone(), &department.name);
            }
        });
        widgets::named(ui, shown.response.id, &format!("部门：{name}"));
    }

    fn chart_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, room: f32) {
        let key = (cx.page.month, cx.page.bulletin.code.clone(), self.choice.clone());
        let load = || TrendData::load(cx.book, cx.page, &self.choice);
        let data = match self.data.get(cx.book.revision(), key, load) {
            Ok(data) => data,
            Err(message) => return widgets::message_box(ui, &message),
        };
        let below = if data.events.is_empty() { 40.0 } else { 136.0 };
        let height = (room - below).max(200.0);
        match &data.chart {
            Ok(chart) => {
                plot::show(ui, chart, height);
                for note in chart.notes.iter().take(2) {
                    widgets::quiet(ui, note);
                }
            }
            Err(sentence) => {
                ui.add_space(theme::GAP);
                ui.label(sentence);
                return;
            }
        }
        if !data.events.is_empty() {
            widgets::caption(ui, &format!("{}动态", cx.page.month.chinese()));
            let area = ScrollArea::vertical().id_salt("events").max_height(96.0);
            area.auto_shrink([false, false]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for event in &data.events {
                    widgets::quiet(ui, event);
                }
            });
        }
    }
}
