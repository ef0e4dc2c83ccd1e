//! The rows of the form, grouped as the bulletin is. Only what is seen is laid out, and the row
//! that is typed in, wherever it is: a field that is not drawn would lose the focus.

use std::collections::BTreeSet;

use egui::{Align, Button, Label, Layout, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, vec2};

use crate::model::FigureState;
use crate::ui::action::Action;
use crate::ui::change::Change;
use crate::ui::cx::Cx;
use crate::ui::widgets::{self, Field};
use crate::ui::{theme, wording};

use super::columns::{BELOW, Cells, Column, Columns, ROW};
use super::data::{EntryData, Group, Row};
use super::status;
use super::sums::Sums;
use super::walk::{Cell, Part};

const GROUP: f32 = 36.0;
const BUTTON: f32 = 80.0;
/// Height of the strip of one explanation below the grid.
const STRIP: f32 = 44.0;

/// What is shown, read-only.
pub struct View<'a> {
    pub cx: &'a Cx<'a>,
    pub data: &'a EntryData,
    pub columns: &'a Columns,
    /// Sections whose rows are folded away.
    pub folded: &'a BTreeSet<String>,
    pub focused: Option<Cell>,
    /// The focus has just come to its row, which must be seen.
    pub arrived: bool,
    /// The focused row as it is being typed.
    pub live: Option<&'a Row>,
}

/// What the mouse asked for, and how much was seen.
#[derive(Default)]
pub struct Shown {
    /// The section to be folded or unfolded.
    pub toggled: Option<String>,
    /// The row whose sum is to be put into its cell.
    pub adopted: Option<usize>,
    /// Rows of a page.
    pub page: usize,
}

enum Line<'a> {
    Group(&'a Group),
    Row(usize),
}

struct Spot<'a> {
    line: Line<'a>,
    top: f32,
    height: f32,
}

impl View<'_> {
    pub fn ui(&self, ui: &mut Ui, sums: &mut Sums) -> Shown {
        let (spots, height) = self.spots(sums);
        let mut shown = Shown::default();
        ui.spacing_mut().item_spacing.y = 0.0;
        self.columns.head_ui(ui);
        let strip = self.strip(ui.available_height());
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        let room = (ui.available_height() - strip).max(0.0);
        let area = area.max_height(room).min_scrolled_height(0.0);
        area.show_viewport(ui, |ui, seen| {
            ui.set_height(height);
            shown.page = rows_of(seen.height());
            let whole = ui.max_rect();
            for spot in &spots {
                let focused = match spot.line {
                    Line::Group(_) => false,
                    Line::Row(nth) => self.focused.is_some_and(|cell| cell.row == nth),
                };
                let apart =
                    spot.top > seen.max.y + ROW || spot.top + spot.height < seen.min.y - ROW;
                if apart && !focused {
                    continue;
                }
                let corner = whole.left_top() + vec2(0.0, spot.top);
                let rect = Rect::from_min_size(corner, vec2(whole.width(), spot.height));
                match spot.line {
                    Line::Group(group) => {
                        if self.group_ui(ui, rect, group) {
                            shown.toggled = Some(group.key.clone());
                        }
                    }
                    Line::Row(nth) => {
                        if self.row_ui(ui, rect, nth, sums) {
                            shown.adopted = Some(nth);
                        }
                    }
                }
            }
        });
        if strip > 0.0 {
            self.strip_ui(ui);
        }
        shown
    }

    /// Height of the strip below the grid. In a low window it gives way to a row, unless an
    /// explanation is being typed in it.
    fn strip(&self, room: f32) -> f32 {
        let typing = self.focused.is_some_and(|cell| cell.part == Part::Note);
        let wanted = !self.columns.has_note() && (typing || room >= STRIP + ROW);
        if wanted { STRIP } else { 0.0 }
    }

    /// Below the grid where there is no room for a column of explanations: that of the row in
    /// focus.
    fn strip_ui(&self, ui: &mut Ui) {
        ui.add_space(STRIP - ROW);
        let row = self.focused.and_then(|cell| self.data.row(cell.row));
        ui.horizontal(|ui| match row {
            Some(row) => {
                widgets::caption(ui, &format!("说明（{}）", row.name));
                self.note_ui(ui, row);
            }
            None => {
                widgets::caption(ui, "选一项，在这里写说明");
            }
        });
    }

    /// Where each line lies, and the height of them all.
    fn spots(&self, sums: &Sums) -> (Vec<Spot<'_>>, f32) {
        let mut spots = Vec::with_capacity(self.data.total + self.data.groups.len());
        let mut top = 0.0;
        let mut add = |line, height| {
            spots.push(Spot { line, top, height });
            top += height;
        };
        for group in &self.data.groups {
            add(Line::Group(group), GROUP);
            if self.folded.contains(&group.key) {
                continue;
            }
            for nth in group.rows.clone() {
                let row = self.row(nth);
                let lines = row.map_or(0, |row| {
                    let has_sum = sums.verdict(row).line.is_some();
                    usize::from(row.reason.is_some()) + usize::from(has_sum)
                });
                add(Line::Row(nth), ROW + BELOW * lines as f32);
            }
        }
        (spots, top + ROW)
    }

    /// A row as it stands now, half typed where it is being typed.
    fn row(&self, nth: usize) -> Option<&Row> {
        let typed = self.focused.is_some_and(|cell| cell.row == nth);
        self.live.filter(|_| typed).or_else(|| self.data.row(nth))
    }

    /// The heading of a group; true when it is to be folded or unfolded.
    fn group_ui(&self, ui: &mut Ui, rect: Rect, group: &Group) -> bool {
        let tokens = theme::of(ui);
        let folded = self.folded.contains(&group.key);
        let id = egui::Id::unique(("entry group", &group.key));
        let response = ui.interact(rect, id, Sense::click());
        let lit = response.hovered() || response.has_focus();
        if lit {
            ui.painter().rect_filled(rect, 4, tokens.stripe);
        }
        let middle = egui::pos2(rect.left() + 16.0, rect.bottom() - 15.0);
        let ink = if lit { tokens.accent } else { tokens.quiet };
        arrow(ui, middle - vec2(10.0, 0.0), folded, ink);
        let font = theme::bold_font(14.0);
        let title = &group.title;
        let drawn = ui.painter().text(middle, egui::Align2::LEFT_CENTER, title, font, ink);
        let count = format!("已填 {}/{}", group.filled, group.rows.len());
        let at = egui::pos2(drawn.right() + theme::GAP, middle.y);
        let font = theme::table_font();
        ui.painter().text(at, egui::Align2::LEFT_CENTER, &count, font, tokens.quiet);
        let state = if folded { "已收起" } else { "已展开" };
        let label = format!("{}，{count}，{state}", group.title);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
        let tip =
            if folded { "点开；Alt+→ 全部展开" } else { "点一下收起；Alt+←" };
        response.on_hover_text(tip).clicked()
    }

    /// One row with the lines beneath it; true when its sum is to be adopted.
    fn row_ui(&self, ui: &mut Ui, rect: Rect, nth: usize, sums: &mut Sums) -> bool {
        let (Some(row), Some(stored)) = (self.row(nth), self.data.row(nth)) else { return false };
        sums.refresh(self.cx, ui, row);
        let verdict = sums.verdict(row);
        let tokens = theme::of(ui);
        let cells = self.columns.row(rect, row.field);
        let typing = self.focused.is_some_and(|cell| cell.row == nth);
        if typing {
            ui.painter().rect_filled(rect, 0, tokens.stripe);
        }
        names_ui(ui, &cells, row);
        let (state, colour) = status::words(row, verdict, typing, tokens);
        self.figure_ui(ui, &cells, (row, stored), &state);
        bases_ui(ui, &cells, row);
        let tip = verdict.agrees.as_ref().or(row.understood.as_ref());
        if let (Some(label), Some(tip)) = (cells.label(ui, Column::State, &state, colour), tip) {
            label.on_hover_text(tip);
        }
        cells.place(ui, Column::Note, |ui| self.note_ui(ui, stored));
        if typing && self.arrived {
            ui.scroll_to_rect(rect, None);
        }
        let mut beneath = 0;
        let room = |nth: usize| rect.height() >= ROW + BELOW * (nth + 1) as f32 - 1.0;
        if let Some(reason) = row.reason.as_ref().filter(|_| room(beneath)) {
            line_ui(ui, cells.below(beneath), &format!("▲ {reason}"), tokens.amber);
            beneath += 1;
        }
        let line = verdict.line.as_ref().filter(|_| room(beneath));
        line.is_some_and(|line| sum_ui(ui, cells.below(beneath), line, verdict.differs, &row.name))
    }

    fn figure_ui(&self, ui: &mut Ui, cells: &Cells<'_>, (row, stored): (&Row, &Row), state: &str) {
        let ground = theme::of(ui).amber_ground;
        cells.place(ui, Column::Now, |ui| {
            let field = Field {
                number: true,
                cell: true,
                font: Some(theme::table_font()),
                ground: (row.state == FigureState::Draft).then_some(ground),
                equals: (!row.last_typed.is_empty()).then_some(row.last_typed.as_str()),
                ..Field::new(stored.field, &stored.name, &stored.typed)
            };
            let response = field.show(ui, self.cx, |typed| {
                let key = stored.key.clone();
                Action::Change(Box::new(Change::Figure { key, typed }))
            });
            if response.changed() {
                response.scroll_to_me(None);
            }
            ui.ctx().accesskit_node_builder(stored.field, |node| {
                let reason = row.reason.as_deref().unwrap_or(state);
                node.set_description(format!("{}，{reason}，上月 {}", row.unit, row.last));
            });
        });
    }

    fn note_ui(&self, ui: &mut Ui, row: &Row) {
        let label = format!("{}说明", row.name);
        let field = Field {
            cell: true,
            font: Some(theme::table_font()),
            ..Field::new(row.note_field, &label, &row.note)
        };
        let response = field.show(ui, self.cx, |note| {
            let key = row.key.clone();
            Action::Change(Box::new(Change::FigureNote { key, note }))
        });
        if response.changed() {
            response.scroll_to_me(None);
        }
        if !row.note.is_empty() {
            response.on_hover_text(&row.note);
        }
    }
}

/// Down where the group is open, to the right where it is folded.
fn arrow(ui: &Ui, middle: egui::Pos2, folded: bool, ink: egui::Color32) {
    let points = if folded {
        vec![vec2(-2.5, -4.5), vec2(3.5, 0.0), vec2(-2.5, 4.5)]
    } else {
        vec![vec2(-4.5, -2.5), vec2(4.5, -2.5), vec2(0.0, 3.5)]
    };
    let points = points.into_iter().map(|offset| middle + offset).collect();
    ui.painter().add(egui::Shape::convex_polygon(points, ink, egui::Stroke::NONE));
}

fn names_ui(ui: &Ui, cells: &Cells<'_>, row: &Row) {
    let tokens = theme::of(ui);
    let name = cells.label(ui, Column::Name, &row.name, tokens.text);
    if let Some(name) = name.filter(|_| !row.definition.is_empty()) {
        name.on_hover_text(format!("{}（{}）\n口径：{}", row.name, row.unit, row.definition));
    }
    cells.label(ui, Column::Unit, &row.unit, tokens.quiet);
}

/// Rising and falling are neither good nor bad here; only a missing value is quiet.
fn bases_ui(ui: &mut Ui, cells: &Cells<'_>, row: &Row) {
    let tokens = theme::of(ui);
    for (column, value) in [
        (Column::Last, &row.last),
        (Column::YearAgo, &row.year_ago),
        (Column::MonthOnMonth, &row.month_on_month),
        (Column::YearOnYear, &row.year_on_year),
        (Column::YearToDate, &row.year_to_date),
    ] {
        let is_number = value.chars().any(|c| c.is_ascii_digit()) || value == "持平";
        let colour = if is_number && value != wording::NONE { tokens.text } else { tokens.quiet };
        cells.label(ui, column, value, colour);
    }
    cells.place(ui, Column::Recent, |ui| {
        let label = format!("{}近 12 个月走势", row.name);
        let width = ui.available_width();
        widgets::sparkline::show(ui, &row.recent, width, 24.0, &label);
    });
}

/// A remark beneath a row, cut where it does not fit.
fn line_ui(ui: &mut Ui, rect: Rect, text: &str, colour: egui::Color32) -> Rect {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    let add =
        |ui: &mut Ui| ui.add(Label::new(RichText::new(text).small().color(colour)).truncate()).rect;
    ui.scope_builder(builder, add).inner
}

/// The departments' sum with the button that puts it into the cell.
fn sum_ui(ui: &mut Ui, rect: Rect, text: &str, differs: bool, name: &str) -> bool {
    let tokens = theme::of(ui);
    let left = Rect::from_min_max(rect.min, rect.max - vec2(BUTTON + theme::STEP, 0.0));
    let drawn = if differs {
        line_ui(ui, left, &format!("▲ {text}"), tokens.amber)
    } else {
        line_ui(ui, left, text, tokens.quiet)
    };
    let corner = egui::pos2(drawn.right() + theme::STEP, rect.top());
    let right = Rect::from_min_size(corner, vec2(BUTTON, rect.height()));
    let builder = UiBuilder::new().max_rect(right).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().interact_size.y = BELOW - 4.0;
        ui.spacing_mut().button_padding = vec2(8.0, 0.0);
        let response = ui.add(Button::new(RichText::new("采用合计").small()));
        let response = response.on_hover_text("把各部门的合计填进这一格（Ctrl+M），可撤销");
        widgets::named(ui, response.id, &format!("{name}采用合计"));
        response.clicked()
    })
    .inner
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few dozen rows, never negative"
)]
fn rows_of(height: f32) -> usize {
    (height / ROW).clamp(2.0, 200.0) as usize - 1
}
