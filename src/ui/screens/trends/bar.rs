//! What is drawn and how, in one row of choices above the chart.

use egui::Ui;

use crate::model::Target;
use crate::trend::chart::ChartKind;
use crate::ui::action::{Action, Purpose};
use crate::ui::change::Change;
use crate::ui::cx::Cx;
use crate::ui::{theme, widgets};

use super::data::{self, Choice, MEASURES, MONTHS, SEASONS};

/// `low`: there is little height, and the chart matters more than its choices.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, choice: &mut Choice, low: bool) {
    if !low {
        kinds_ui(ui, choice);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if low {
            let kinds = ChartKind::ALL.map(|kind| (kind, kind.chinese().to_owned()));
            combo(ui, "画法", 96.0, &mut choice.kind, &kinds);
        }
        choices_ui(ui, cx, choice);
        targets_ui(ui, cx, choice);
        if low {
            let (menu, _) = egui::containers::menu::MenuButton::new("图…")
                .ui(ui, |ui| files_ui(ui, cx, choice));
            widgets::named(ui, menu.id, "存图、复制图、放进本期");
        } else {
            files_ui(ui, cx, choice);
        }
    });
}

fn kinds_ui(ui: &mut Ui, choice: &mut Choice) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 8.0;
        for (nth, kind) in ChartKind::ALL.into_iter().enumerate() {
            let text = egui::RichText::new(kind.chinese()).font(theme::table_font());
            let response = ui.selectable_value(&mut choice.kind, kind, text);
            response.on_hover_text(format!("{}（键 {}）", purpose(kind), nth + 1));
        }
    });
}

fn choices_ui(ui: &mut Ui, cx: &Cx<'_>, choice: &mut Choice) {
    if choice.takes_measure() {
        let measures = MEASURES.map(|(measure, name)| (measure, name.to_owned()));
        combo(ui, "量度", 70.0, &mut choice.measure, &measures);
    }
    let months = MONTHS.map(|months| (months, format!("{months} 个月")));
    combo(ui, "时间段", 92.0, &mut choice.months, &months);
    let seasons = SEASONS.map(|(season, name, _)| (season, name.to_owned()));
    combo(ui, "春节", 110.0, &mut choice.season, &seasons);
    department_ui(cx, ui, choice);
    if choice.takes_joined(cx.page) {
        let joined = ui.checkbox(&mut choice.joined, "并入的连起来");
        joined.on_hover_text("并入前的月份，把被并入的部门加进接替的部门，前后才好比");
    }
    if choice.takes_log() {
        let log = ui.checkbox(&mut choice.log, "对数");
        log.on_hover_text("纵轴每格相差10倍，用于相差极大的数");
    }
}

fn purpose(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Line => "各月走势，浅色带是往常范围",
        ChartKind::Bar => "各月大小",
        ChartKind::Years => "每年一条线，同月相比",
        ChartKind::Cumulative => "今年累计与上年累计",
        ChartKind::Changes => "每月的环比和同比",
        ChartKind::Stack => "总数由哪些部分构成",
        ChartKind::Share => "各部分占总数多少",
        ChartKind::Multiples => "每个部门一张小图，同一把尺子",
        ChartKind::Heat => "月份乘部门，颜色越深数越大",
    }
}

fn combo<T: PartialEq + Copy>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    value: &mut T,
    choices: &[(T, String)],
) {
    let current = choices.iter().find(|(choice, _)| choice == value);
    let text = current.map(|(_, text)| text.clone()).unwrap_or_default();
    let combo = egui::ComboBox::from_id_salt(name).width(width).selected_text(&text);
    let shown = combo.show_ui(ui, |ui| {
        for (choice, text) in choices {
            ui.selectable_value(value, *choice, text);
        }
    });
    widgets::named(ui, shown.response.id, &format!("{name}：{text}"));
}

fn department_ui(cx: &Cx<'_>, ui: &mut Ui, choice: &mut Choice) {
    let by_department = cx.page.bulletin.indicators.iter().any(|i| i.by_department);
    if !by_department || choice.kind.is_by_department() {
        return;
    }
    let current = &mut choice.department;
    let name = cx.page.department_name(current).to_owned();
    let combo = egui::ComboBox::from_id_salt("trend department").width(130.0).truncate();
    let shown = combo.selected_text(&name).show_ui(ui, |ui| {
        ui.selectable_value(current, crate::model::DepartmentCode::hall(), "全厅");
        for department in cx.page.departments.iter().filter(|department| !department.is_hall()) {
            ui.selectable_value(current, department.code.clone(), &department.name);
        }
    });
    widgets::named(ui, shown.response.id, &format!("部门：{name}"));
}

/// The aims of the shown year, typed like figures.
fn targets_ui(ui: &mut Ui, cx: &Cx<'_>, choice: &mut Choice) {
    let Some(indicator) = choice.first().and_then(|code| cx.page.bulletin.indicator(code)) else {
        return;
    };
    let year = cx.page.month.year();
    let menu = egui::containers::menu::MenuConfig::new()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let button = egui::containers::menu::MenuButton::new("目标").config(menu);
    let (response, shown) = button.ui(ui, |ui| {
        ui.set_min_width(260.0);
        widgets::title(ui, &format!("{year}年{}的目标", indicator.name));
        let fields = [(false, "每月"), (true, "全年累计")];
        for (total, name) in fields.into_iter().filter(|(total, _)| !total || !indicator.is_ratio())
        {
            let target =
                Target { indicator: indicator.code.clone(), year, total, value: String::new() };
            let stored = cx.page.bulletin.targets.iter().find(|other| other.is_about(&target));
            let stored = stored.map(|target| target.value.as_str()).unwrap_or_default();
            ui.horizontal(|ui| {
                ui.label(name);
                let id = ui.scope_id().with(("target", &target.indicator, year, total));
                let mut text = ui
                    .data(|data| data.get_temp::<String>(id))
                    .unwrap_or_else(|| stored.to_owned());
                let edit = egui::TextEdit::singleline(&mut text).hint_text("不设目标");
                let field = ui.add(edit.desired_width(110.0));
                widgets::named(ui, field.id, &format!("{name}目标"));
                widgets::caption(ui, &indicator.unit);
                if field.lost_focus() && text.trim() != stored {
                    let target = Target { value: text.trim().to_owned(), ..target };
                    cx.change(Change::Target(cx.page.bulletin.code.clone(), target));
                    ui.data_mut(|data| data.remove::<String>(id));
                } else if field.has_focus() {
                    ui.data_mut(|data| data.insert_temp(id, text));
                } else {
                    ui.data_mut(|data| data.remove::<String>(id));
                }
            });
        }
        widgets::quiet(ui, "写 6.5万 这样的数，按回车；清空就是取消。");
    });
    widgets::named(ui, response.id, "设定目标");
    drop(shown);
}

fn files_ui(ui: &mut Ui, cx: &Cx<'_>, choice: &Choice) {
    let asked = choice.request(cx.page);
    // A picture shows what the screen shows; in an issue the months asked for will come.
    let request = data::drawn(cx.book, cx.page, choice).unwrap_or_else(|_| asked.clone());
    if ui.button("存图…").on_hover_text("PNG、SVG 图，或 xlsx、CSV 数据表").clicked() {
        cx.send(Action::Pick(Purpose::Chart(request.clone())));
    }
    if ui.button("复制图").on_hover_text("复制成图片，贴到别的程序里").clicked() {
        cx.send(Action::CopyChart(Box::new(request)));
    }
    let source = asked.exhibit(&cx.page.bulletin);
    let button = ui.add_enabled(source.is_some(), egui::Button::new("放进本期…"));
    let button = button.on_hover_text("复制成正文里的一行；到“编排”里另起一段粘贴，就印成这张图");
    let button = button.on_disabled_hover_text("全厅的折线和按年对比可以放进本期");
    if let Some(source) = source.filter(|_| button.clicked()) {
        ui.ctx().copy_text(source.clone());
        cx.send(Action::Say(format!("已复制 {source}，到“编排”里另起一段粘贴")));
    }
}
