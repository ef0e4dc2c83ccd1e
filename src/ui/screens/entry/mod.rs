//! 录入: the month's figures, one row an indicator. Draws what `data` computed.

mod columns;
mod data;

use egui::{Event, Id, RichText, ScrollArea, Ui};

use crate::model::{DepartmentCode, FigureKey, FigureState, Month};
use crate::ui::action::Action;
use crate::ui::change::Change;
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::widgets::{self, Field, field_id};
use crate::ui::{theme, wording};

use columns::Columns;
pub(in crate::ui) use data::EntryData;
use data::Row;

type Key = (Month, crate::model::BulletinCode, DepartmentCode);

#[derive(Default)]
pub struct Entry {
    department: Option<DepartmentCode>,
    /// The field to be entered when the form is next drawn.
    focus: Focus,
    data: Loaded<Key, EntryData>,
}

#[derive(Default)]
enum Focus {
    #[default]
    Nowhere,
    /// The first figure that is missing, or the first of all.
    First,
    On(Id),
}

/// The id of the field of one figure.
fn figure_field(key: &FigureKey) -> Id {
    let record = format!("{} {} {}", key.indicator, key.month, key.department);
    field_id("figure", &record)
}

impl Entry {
    pub fn focus_first(&mut self) {
        self.focus = Focus::First;
    }

    pub fn focus_figure(&mut self, key: &FigureKey) {
        self.department = Some(key.department.clone());
        self.focus = Focus::On(figure_field(key));
    }

    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let department = self.department.clone().unwrap_or_else(DepartmentCode::hall);
        let page = cx.page;
        let key = (page.month, page.bulletin.code.clone(), department.clone());
        let load = || EntryData::load(cx.book, &page.bulletin, page.month, &department);
        let data = match self.data.get(cx.book.revision(), key, load) {
            Ok(data) => data,
            Err(message) => return widgets::message_box(ui, &message),
        };
        let goal = match std::mem::take(&mut self.focus) {
            Focus::Nowhere => None,
            Focus::On(id) => Some(id),
            Focus::First => {
                let missing = data.rows().find(|row| !row.is_filled());
                missing.or(data.rows().next()).map(|row| figure_field(&row.key))
            }
        };
        if let Some(id) = goal {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let mut chosen = None;
        widgets::sheet(ui, |ui| {
            ui.set_min_width(ui.available_width());
            chosen = head_ui(ui, cx, data, &department);
            ui.add_space(4.0);
            if data.total == 0 {
                ui.add_space(theme::GAP);
                ui.label("这个部门没有要填的指标。全厅的数据请在上面选“全厅”。");
                return;
            }
            paste(ui, cx, data);
            table_ui(ui, cx, data);
        });
        if chosen.is_some() {
            self.department = chosen;
        }
    }
}

/// Title, how much is filled, whose figures.
fn head_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    data: &EntryData,
    department: &DepartmentCode,
) -> Option<DepartmentCode> {
    let mut chosen = None;
    ui.horizontal(|ui| {
        widgets::title(ui, &format!("{}数据", cx.page.month.chinese()));
        let tokens = theme::of(ui);
        let missing = data.total - data.filled;
        let (text, colour) = if missing == 0 {
            (format!("{} 项已全部填好", data.total), tokens.green)
        } else {
            (format!("已填 {}/{}，还差 {missing} 项", data.filled, data.total), tokens.amber)
        };
        ui.label(RichText::new(text).font(theme::table_font()).color(colour));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            chosen = department_ui(ui, cx, department);
            widgets::caption(ui, "部门");
        });
    });
    chosen
}

fn department_ui(ui: &mut Ui, cx: &Cx<'_>, current: &DepartmentCode) -> Option<DepartmentCode> {
    let mut chosen = None;
    let name = cx.page.department_name(current).to_owned();
    let combo = egui::ComboBox::from_id_salt("department").width(200.0).truncate();
    let shown = combo.selected_text(&name).show_ui(ui, |ui| {
        let hall = DepartmentCode::hall();
        if ui.selectable_label(*current == hall, "全厅").clicked() {
            chosen = Some(hall);
        }
        for department in cx.page.windows() {
            if ui.selectable_label(department.code == *current, &department.name).clicked() {
                chosen = Some(department.code.clone());
            }
        }
    });
    widgets::named(ui, shown.response.id, &format!("部门：{name}"));
    chosen
}

fn table_ui(ui: &mut Ui, cx: &Cx<'_>, data: &EntryData) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let columns = Columns::fit(ui.available_width() - 14.0);
    columns.head_ui(ui);
    let ids: Vec<Id> = data.rows().map(|row| figure_field(&row.key)).collect();
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let mut nth = 0usize;
        for group in &data.groups {
            group_ui(ui, &group.title);
            for row in &group.rows {
                let above = nth.checked_sub(1).and_then(|at| ids.get(at)).copied();
                let below = ids.get(nth + 1).copied();
                row_ui(ui, cx, &columns, row, (above, below));
                nth += 1;
            }
        }
    });
}

fn group_ui(ui: &mut Ui, title: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(title).font(theme::bold_font(14.0)).color(theme::of(ui).quiet));
    ui.add_space(2.0);
}

fn row_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    columns: &Columns,
    row: &Row,
    neighbours: (Option<Id>, Option<Id>),
) {
    let tokens = theme::of(ui);
    let cells = columns.row(ui);
    let name = cells.text(ui, 0, &row.name, tokens.text);
    if let Some(name) = name.filter(|_| !row.definition.is_empty()) {
        name.on_hover_text(format!("口径：{}", row.definition));
    }
    cells.text(ui, 1, &row.unit, tokens.quiet);
    let draft = row.state == FigureState::Draft;
    cells.place(ui, 2, |ui| {
        let field = Field {
            number: true,
            font: Some(theme::table_font()),
            ground: draft.then_some(tokens.amber_ground),
            neighbours,
            equals: (!row.last_typed.is_empty()).then_some(row.last_typed.as_str()),
            ..Field::new(figure_field(&row.key), &row.name, &row.typed)
        };
        let key = &row.key;
        field.show(ui, cx, |typed| {
            Action::Change(Box::new(Change::Figure { key: key.clone(), typed }))
        });
    });
    let values =
        [&row.last, &row.year_ago, &row.month_on_month, &row.year_on_year, &row.year_to_date];
    for (nth, value) in values.into_iter().enumerate() {
        cells.number(ui, nth + 3, value, value_colour(ui, value));
    }
    cells.place(ui, 8, |ui| {
        let label = format!("{}近 12 个月走势", row.name);
        let width = ui.available_width();
        widgets::sparkline::show(ui, &row.recent, width, 24.0, &label);
    });
    cells.place(ui, 9, |ui| note_ui(ui, cx, row));
    if let Some(reason) = &row.reason {
        columns.below_ui(ui, |ui| {
            widgets::amber_note(ui, reason);
        });
    }
}

fn note_ui(ui: &mut Ui, cx: &Cx<'_>, row: &Row) {
    let record = format!("{} {} {}", row.key.indicator, row.key.month, row.key.department);
    let label = format!("{}说明", row.name);
    let field = Field {
        font: Some(theme::table_font()),
        ..Field::new(field_id("note", &record), &label, &row.note)
    };
    let response = field.show(ui, cx, |note| {
        Action::Change(Box::new(Change::FigureNote { key: row.key.clone(), note }))
    });
    if !row.note.is_empty() {
        response.on_hover_text(&row.note);
    }
}

/// Rising and falling are neither good nor bad here; only a missing value is quiet.
fn value_colour(ui: &Ui, text: &str) -> egui::Color32 {
    let tokens = theme::of(ui);
    if text == wording::NONE { tokens.quiet } else { tokens.text }
}

/// A block pasted from a table fills the rows from the focused one downwards, as one step.
fn paste(ui: &Ui, cx: &Cx<'_>, data: &EntryData) {
    let Some(focused) = ui.memory(egui::Memory::focused) else { return };
    let Some(start) = data.rows().position(|row| figure_field(&row.key) == focused) else { return };
    let block = ui.input_mut(|input| {
        let at = input.events.iter().position(
            |event| matches!(event, Event::Paste(text) if text.trim_end().contains('\n')),
        )?;
        match input.events.remove(at) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    });
    let Some(block) = block else { return };
    let first = |line: &str| line.split('\t').next().unwrap_or("").trim().to_owned();
    let rows = data.rows().skip(start).map(|row| row.key.clone());
    let cells: Vec<_> = rows.zip(block.trim_end().lines().map(first)).collect();
    cx.change(Change::Paste(cells));
}
