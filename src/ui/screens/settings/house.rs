//! 版式: how the pages of a bulletin are set, each value with its way back to the usual one.

use egui::emath::Numeric;
use egui::{ComboBox, DragValue, Grid, Response, ScrollArea, Ui};

use crate::layout::geometry::Page;
use crate::model::{DateLine, DistributionLevel, HouseStyle, LabelFace, PageNumber, Preset};
use crate::ui::change::Change;
use crate::ui::cx::Cx;
use crate::ui::{theme, widgets};

/// Full lines of a page, as the standard wants them.
const LINES: u32 = 22;

#[derive(Default)]
pub struct House {
    /// What is being dragged or typed; stored when it is let go.
    draft: Option<HouseStyle>,
}

impl House {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let bulletin = &cx.page.bulletin;
        let mut house = self.draft.take().unwrap_or_else(|| bulletin.house_style.clone());
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_width(ui.available_width());
                widgets::title(ui, &format!("{}的版式", bulletin.name));
                widgets::quiet(
                    ui,
                    "对 docx、PDF 和预览同时起作用；改动可撤销。国家标准没有规定的（报头、报尾）各单位可以不同。",
                );
                ui.add_space(theme::STEP);
                Grid::new("house style").num_columns(3).spacing([16.0, 8.0]).show(ui, |ui| {
                    page_rows(ui, &mut house);
                    text_rows(ui, &mut house);
                    masthead_rows(ui, &mut house);
                    imprint_rows(ui, &mut house);
                });
                ui.add_space(theme::STEP);
                let all = ui.add_enabled(
                    house != HouseStyle::default(),
                    egui::Button::new("全部恢复默认"),
                );
                if all.on_hover_text("每一项都回到默认值，可撤销").clicked() {
                    house = HouseStyle::default();
                }
            });
        });
        let house = house.within_bounds();
        if house == bulletin.house_style {
            return;
        }
        let held = ui.ctx().dragged_id().is_some();
        if held || cx.composing {
            self.draft = Some(house);
        } else {
            cx.change(Change::House(bulletin.code.clone(), house));
        }
    }
}

/// One value: its name, its control, and the way back where it is not the usual one.
fn row<T: PartialEq + Clone>(
    ui: &mut Ui,
    house: &mut HouseStyle,
    name: &str,
    field: impl Fn(&mut HouseStyle) -> &mut T,
    control: impl FnOnce(&mut Ui, &mut T),
) {
    let mut usual = HouseStyle::default();
    widgets::caption(ui, name);
    ui.horizontal(|ui| control(ui, field(house)));
    if *field(house) == *field(&mut usual) {
        ui.label("");
    } else {
        let reset = ui.small_button("恢复默认");
        widgets::named(ui, reset.id, &format!("{name}恢复默认"));
        if reset.on_hover_text("回到默认值").clicked() {
            *field(house) = field(&mut usual).clone();
        }
    }
    ui.end_row();
}

fn number<T: Numeric>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    range: std::ops::RangeInclusive<T>,
    unit: &str,
) -> Response {
    let drag = DragValue::new(value).range(range).speed(0.1).update_while_editing(false);
    let response = ui.add(drag);
    widgets::named(ui, response.id, name);
    ui.label(unit);
    response
}

fn choice<T: PartialEq + Copy>(ui: &mut Ui, name: &str, value: &mut T, choices: &[(T, &str)]) {
    let shown = choices.iter().find(|(choice, _)| choice == value).map_or("", |(_, text)| text);
    let combo = ComboBox::from_id_salt(name).selected_text(shown).width(300.0);
    let response = combo.show_ui(ui, |ui| {
        for (choice, text) in choices {
            ui.selectable_value(value, *choice, *text);
        }
    });
    widgets::named(ui, response.response.id, &format!("{name}：{shown}"));
}

fn page_rows(ui: &mut Ui, house: &mut HouseStyle) {
    row(
        ui,
        house,
        "版面",
        |h| &mut h.preset,
        |ui, value| {
            let choices = [
                (Preset::TypeArea, "版心法：页边距 37/35 毫米，行距 28.95 磅"),
                (Preset::Electronic, "国标电子公文（GB/T 33476.2）：29.45 磅"),
            ];
            choice(ui, "版面", value, &choices);
        },
    );
    let page = Page::of(house);
    row(ui, house, "正文行距", |h| &mut h.line_twips, |ui, twips| pitch_ui(ui, twips, page));
    row(
        ui,
        house,
        "页码",
        |h| &mut h.page_number,
        |ui, value| {
            let choices = [
                (PageNumber::Outer, "单页居右、双页居左"),
                (PageNumber::Centre, "居中"),
                (PageNumber::None, "不印"),
            ];
            choice(ui, "页码", value, &choices);
        },
    );
}

fn text_rows(ui: &mut Ui, house: &mut HouseStyle) {
    row(
        ui,
        house,
        "数字和西文",
        |h| &mut h.latin_digits,
        |ui, value| {
            let choices = [(true, "Times New Roman"), (false, "同中文字体")];
            choice(ui, "数字和西文", value, &choices);
        },
    );
    row(
        ui,
        house,
        "数字与汉字之间",
        |h| &mut h.digit_space,
        |ui, value| {
            ui.checkbox(value, "自动留空（文字里不加空格）");
        },
    );
    row(
        ui,
        house,
        "三级标题",
        |h| &mut h.bold_third_level,
        |ui, value| {
            ui.checkbox(value, "“1.”级的段首标题加粗");
        },
    );
    row(
        ui,
        house,
        "条目序号",
        |h| &mut h.label_face,
        |ui, value| {
            let choices =
                [(LabelFace::Body, "没有段首标题时同正文（仿宋）"), (LabelFace::Lead, "总用楷体")];
            choice(ui, "条目序号", value, &choices);
        },
    );
}

/// The pitch in points, with the lines that a page then takes.
fn pitch_ui(ui: &mut Ui, twips: &mut u16, page: Page) {
    let mut points = f64::from(page.line) / 20.0;
    let drag = DragValue::new(&mut points)
        .range(20.0..=50.0)
        .speed(0.05)
        .fixed_decimals(2)
        .update_while_editing(false);
    let response = ui.add(drag);
    widgets::named(ui, response.id, "正文行距（磅）");
    if response.changed() {
        // The unit of Word is a twentieth of a point.
        let text = format!("{:.0}", points * 20.0);
        *twips = text.parse().unwrap_or(*twips);
    }
    ui.label(format!("磅　每页{}行", page.lines));
    if page.lines != LINES {
        widgets::amber_note(ui, "公文一般每页22行");
    }
}

fn masthead_rows(ui: &mut Ui, house: &mut HouseStyle) {
    let mut count = |name: &str, field: fn(&mut HouseStyle) -> &mut u8, range, unit: &str| {
        row(ui, house, name, field, |ui, value| {
            number(ui, name, value, range, unit);
        });
    };
    count("刊名最大字号", |h| &mut h.title_points, 22..=80, "磅，放不下时自动缩小");
    count("刊名字符缩放", |h| &mut h.title_width, 66..=100, "%");
    count("刊名上边距", |h| &mut h.title_top_mm, 0..=60, "毫米（到版心上边）");
    count("刊名后空行", |h| &mut h.gap_after_title, 0..=3, "行");
    count("期号后空行", |h| &mut h.gap_after_number, 0..=3, "行");
    count("红线后空行", |h| &mut h.gap_after_rule, 0..=3, "行");
    row(
        ui,
        house,
        "期号前印年份",
        |h| &mut h.number_year,
        |ui, value| {
            ui.checkbox(value, "2025年第4期");
        },
    );
    row(
        ui,
        house,
        "红线粗细",
        |h| &mut h.rule_eighths,
        |ui, eighths| {
            let mut points = f64::from(*eighths) / 8.0;
            let drag = DragValue::new(&mut points).range(0.5..=6.0).speed(0.05).max_decimals(3);
            let response = ui.add(drag.update_while_editing(false));
            widgets::named(ui, response.id, "红线粗细（磅）");
            if response.changed() {
                *eighths = format!("{:.0}", points * 8.0).parse().unwrap_or(*eighths);
            }
            ui.label("磅");
        },
    );
    row(
        ui,
        house,
        "印发日期",
        |h| &mut h.date_line,
        |ui, value| {
            let choices = [
                (DateLine::Fitted, "与编印单位同行，放不下时另起一行"),
                (DateLine::Own, "总是另起一行"),
            ];
            choice(ui, "印发日期", value, &choices);
        },
    );
}

fn imprint_rows(ui: &mut Ui, house: &mut HouseStyle) {
    row(
        ui,
        house,
        "报尾",
        |h| &mut h.levels,
        |ui, levels| {
            for level in DistributionLevel::ALL {
                let mut on = levels.contains(&level);
                if ui.checkbox(&mut on, level.label()).changed() {
                    let wanted = |other: &DistributionLevel| {
                        if *other == level { on } else { levels.contains(other) }
                    };
                    *levels = DistributionLevel::ALL.into_iter().filter(wanted).collect();
                }
            }
        },
    );
    row(
        ui,
        house,
        "编辑、审核、电话",
        |h| &mut h.editors,
        |ui, value| {
            let field = egui::TextEdit::singleline(value).desired_width(420.0);
            let field = ui.add(field.hint_text("印在报送名单下面；空着不印"));
            widgets::named(ui, field.id, "编辑、审核、电话");
        },
    );
    row(
        ui,
        house,
        "印数",
        |h| &mut h.copies,
        |ui, value| {
            number(ui, "印数", value, 0..=9999, "份，0 为不印");
        },
    );
    row(
        ui,
        house,
        "报尾位置",
        |h| &mut h.even_page,
        |ui, value| {
            ui.checkbox(value, "移到双页（该页和它前面的空白页不印页码）");
        },
    );
}
