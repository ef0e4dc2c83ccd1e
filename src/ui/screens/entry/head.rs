//! The line above the grid: which month, how much is filled, whose figures.

use std::collections::BTreeMap;

use egui::{Align, Button, Layout, RichText, Ui};

use crate::model::{BulletinCode, DepartmentCode, Indicator, Month};
use crate::ops::OpError;
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::{theme, widgets};

use super::data::EntryData;

/// How many cells each department has filled, of how many.
type Counts = BTreeMap<DepartmentCode, (usize, usize)>;

/// Loaded when the chooser is opened, not before.
#[derive(Default)]
pub struct Chooser {
    counts: Loaded<(Month, BulletinCode), Counts>,
}

/// What was chosen above the grid.
#[derive(Default)]
pub struct Chosen {
    pub department: Option<DepartmentCode>,
    pub fill_blanks: bool,
}

/// The hall and the departments of the month, in the order of the chooser.
pub fn departments<'a>(cx: &'a Cx<'_>) -> impl Iterator<Item = (DepartmentCode, &'a str)> {
    let windows = cx.page.windows().map(|it| (it.code.clone(), it.name.as_str()));
    std::iter::once((DepartmentCode::hall(), "全厅")).chain(windows)
}

/// The department before or after this one; round at the ends.
pub fn neighbour(cx: &Cx<'_>, current: &DepartmentCode, forward: bool) -> Option<DepartmentCode> {
    let codes: Vec<DepartmentCode> = departments(cx).map(|(code, _)| code).collect();
    let at = codes.iter().position(|code| code == current)?;
    let step = if forward { 1 } else { codes.len() - 1 };
    codes.get((at + step) % codes.len()).filter(|code| *code != current).cloned()
}

impl Chooser {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        data: &EntryData,
        current: &DepartmentCode,
    ) -> Chosen {
        let mut chosen = Chosen::default();
        ui.horizontal(|ui| {
            widgets::title(ui, &format!("{}数据", cx.page.month.chinese()));
            filled_ui(ui, data);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                chosen.department = self.department_ui(ui, cx, current);
                if ui.available_width() > 200.0 {
                    widgets::caption(ui, "部门");
                }
                let can_fill = data.rows().any(|row| row.is_blank() && !row.last_typed.is_empty());
                if can_fill && ui.available_width() > 140.0 {
                    let button =
                        Button::new(RichText::new("空项照填上月").font(theme::table_font()));
                    let tip = "把还空着的项都填上月的数，一步可撤销（Ctrl+Shift+D）";
                    chosen.fill_blanks = ui.add(button).on_hover_text(tip).clicked();
                }
            });
        });
        chosen
    }

    fn department_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        current: &DepartmentCode,
    ) -> Option<DepartmentCode> {
        let mut chosen = None;
        let name = cx.page.department_name(current).to_owned();
        let width = ui.available_width().clamp(96.0, 200.0);
        let combo = egui::ComboBox::from_id_salt("department").width(width).truncate();
        let shown = combo.selected_text(&name).show_ui(ui, |ui| {
            let counts = self.counts(cx);
            for (code, name) in departments(cx) {
                let (filled, asked) = counts.get(&code).copied().unwrap_or_default();
                let text = format!("{name}　已填 {filled}/{asked}");
                if ui.selectable_label(code == *current, text).clicked() {
                    chosen = Some(code);
                }
            }
        });
        shown.response.clone().on_hover_text("Alt+PageUp、Alt+PageDown 换部门");
        widgets::named(ui, shown.response.id, &format!("部门：{name}"));
        chosen
    }

    fn counts(&mut self, cx: &Cx<'_>) -> Counts {
        let page = cx.page;
        let load = || count(cx);
        let key = (page.month, page.bulletin.code.clone());
        self.counts
            .get(cx.book.revision(), key, load)
            .map(|counts| counts.clone())
            .unwrap_or_default()
    }
}

fn count(cx: &Cx<'_>) -> Result<Counts, OpError> {
    let (bulletin, month) = (&cx.page.bulletin, cx.page.month);
    let is_asked = |i: &Indicator, of: &DepartmentCode| i.is_asked_of(of) && i.is_asked_in(month);
    let mut counts: Counts = departments(cx)
        .map(|(code, _)| {
            let asked = bulletin.indicators.iter().filter(|i| is_asked(i, &code)).count();
            (code, (0, asked))
        })
        .collect();
    for (department, indicator) in cx.book.filled_cells(month)? {
        let asked = bulletin.indicator(&indicator).is_some_and(|i| is_asked(i, &department));
        if let Some((filled, _)) = counts.get_mut(&department).filter(|_| asked) {
            *filled += 1;
        }
    }
    Ok(counts)
}

fn filled_ui(ui: &mut Ui, data: &EntryData) {
    let tokens = theme::of(ui);
    let missing = data.total - data.filled;
    let (text, colour) = if missing == 0 {
        (format!("{} 项已全部填好", data.total), tokens.green)
    } else {
        (format!("已填 {}/{}，还差 {missing} 项", data.filled, data.total), tokens.amber)
    };
    ui.label(RichText::new(text).font(theme::table_font()).color(colour));
}
