//! 编排: the outline of the issue at the left, the form of the chosen part at the right.

mod columns_form;
mod data;
mod head_form;
mod section_form;
mod table_form;

use egui::{Align, Layout, Rect, ScrollArea, TextEdit, Ui, UiBuilder};

use crate::model::{Issue, ItemId, SectionId};
use crate::ops::NewItem;
use crate::ops::SubjectOwned;
use crate::ui::action::Action;
use crate::ui::change::{Change, ItemChange, SectionChange};
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::dialogs::Dialog;
use crate::ui::publishing::locked;
use crate::ui::theme;
use crate::ui::widgets::{self, Row, field_id, move_asked};

use super::events::split;
use super::item_form::ItemForm;
use super::preview;
use data::{Outline, outline};

/// The part of the issue whose form is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    #[default]
    Head,
    Section(SectionId),
    Item(ItemId),
}

/// From this width on the pages stand beside the forms.
const PAGES_FROM: f32 = 1300.0;

#[derive(Default)]
pub struct Compile {
    chosen: Chosen,
    form: ItemForm,
    focus: bool,
    /// The field to be entered, where it is not the text.
    field: Option<egui::Id>,
    beside: preview::View,
}

impl Compile {
    pub fn choose(&mut self, chosen: Chosen) {
        self.chosen = chosen;
        self.focus = true;
    }

    /// Opens a form and enters one of its fields.
    pub fn show_field(&mut self, chosen: Chosen, field: egui::Id) {
        (self.chosen, self.field, self.focus) = (chosen, Some(field), false);
    }

    /// The part whose form is open.
    pub fn chosen(&self) -> &Chosen {
        &self.chosen
    }

    /// What is worked on, for its history; the masthead has none of its own here.
    pub fn subject(&self) -> Option<SubjectOwned> {
        match &self.chosen {
            Chosen::Head => None,
            Chosen::Section(id) => Some(SubjectOwned::Section(id.clone())),
            Chosen::Item(id) => Some(SubjectOwned::Item(id.clone())),
        }
    }

    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let Some(issue) = &cx.page.issue else { return missing_ui(ui, cx) };
        let lines = outline(issue, cx.reviewing.standing());
        if !lines.iter().any(|line| line.chosen == self.chosen) {
            self.chosen = Chosen::Head;
        }
        self.keys(cx, &lines);
        let (forms, pages) = with_pages(ui.available_rect_before_wrap());
        ui.scope_builder(UiBuilder::new().max_rect(forms).id_salt("forms"), |ui| {
            self.forms_ui(cx, ui, issue, &lines);
        });
        if let Some(pages) = pages {
            ui.scope_builder(UiBuilder::new().max_rect(pages).id_salt("pages"), |ui| {
                self.pages_ui(cx, ui, issue);
            });
        }
    }

    /// The printed pages beside the form; they follow what is worked on.
    fn pages_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, issue: &Issue) {
        let caret = self.caret(cx, ui);
        let place = preview::place_of(issue, &self.chosen);
        self.beside.follow(place.map(|place| preview::Place { caret, ..place }));
        let clicked = self.beside.ui(cx, ui, preview::Stand::Beside, &[]);
        if let Some(chosen) = clicked.and_then(|source| preview::opened(cx, issue, source)) {
            self.choose(chosen);
        }
    }

    /// The paragraph of the open form with the caret, and which part of it stands before that.
    fn caret(&self, cx: &Cx<'_>, ui: &Ui) -> Option<(usize, f32)> {
        let Chosen::Item(item) = &self.chosen else { return None };
        let id = field_id("text", item);
        let editing = cx.editing.borrow();
        let typed = editing.so_far(id)?;
        let range = TextEdit::load_state(ui.ctx(), id)?.cursor.char_range()?;
        caret_in(typed, range.primary.index.0)
    }

    fn forms_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, issue: &Issue, lines: &[Outline]) {
        let outline = (ui.available_width() * 0.4).clamp(260.0, 380.0);
        let (left, right) = split(ui, outline);
        ui.scope_builder(UiBuilder::new().max_rect(left).id_salt("left"), |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.outline_ui(cx, ui, issue, lines);
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("right"), |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                    self.form_ui(cx, ui, issue, lines);
                });
            });
        });
        ui.advance_cursor_after_rect(left.union(right));
    }

    /// Ctrl+Enter adds an item where one is chosen; Alt+↑↓ moves what is chosen.
    fn keys(&self, cx: &Cx<'_>, lines: &[Outline]) {
        let Some(line) = lines.iter().find(|line| line.chosen == self.chosen) else { return };
        if cx.asked(Command::New)
            && let Some(section) = &line.section
        {
            add_item(cx, section);
        }
        let Some(way) = move_asked(cx) else { return };
        if let Some(position) = way.target(line.at, line.count) {
            move_to(cx, &self.chosen, position);
        }
    }

    fn outline_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, issue: &Issue, lines: &[Outline]) {
        ui.horizontal(|ui| {
            widgets::title(ui, &format!("第{}期的编排", issue.number));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                locked(ui, cx.page.frozen, |ui| section_form::add_menu_ui(ui, cx, issue));
            });
        });
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.y = 1.0;
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            for line in lines {
                let chosen = line.chosen == self.chosen;
                let indent = if matches!(line.chosen, Chosen::Item(_)) { 20.0 } else { 0.0 };
                ui.horizontal(|ui| {
                    ui.add_space(indent);
                    let row = Row { bold: indent == 0.0, ..Row::new(&line.text, &line.mark) };
                    if row.show(ui, chosen).clicked() {
                        self.choose(line.chosen.clone());
                        self.focus = false;
                    }
                });
            }
        });
    }

    fn form_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, issue: &Issue, lines: &[Outline]) {
        let focus = std::mem::take(&mut self.focus);
        if let Some(field) = self.field.take() {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        locked(ui, cx.page.frozen, |ui| self.part_ui(cx, ui, (issue, lines), focus));
    }

    fn part_ui(
        &mut self,
        cx: &Cx<'_>,
        ui: &mut Ui,
        (issue, lines): (&Issue, &[Outline]),
        focus: bool,
    ) {
        match &self.chosen {
            Chosen::Head => head_form::head_ui(ui, cx, issue),
            Chosen::Section(id) => {
                if let Some(section) = issue.sections.iter().find(|s| s.id == *id) {
                    section_form::section_ui(ui, cx, issue, section);
                }
            }
            Chosen::Item(id) => {
                let Some(item) = issue.items().find(|item| item.id == *id) else { return };
                let line = lines.iter().find(|line| line.chosen == self.chosen);
                ui.horizontal(|ui| {
                    widgets::title(ui, line.map_or("条目", |line| line.text.as_str()));
                });
                ui.horizontal_wrapped(|ui| {
                    let (at, count) = line.map_or((0, 1), |line| (line.at, line.count));
                    move_buttons_ui(ui, cx, &self.chosen, at, count);
                    if ui.button("取出").on_hover_text("放回本月动态").clicked() {
                        cx.change(Change::Item(ItemChange::Unplace(item.id.clone())));
                    }
                    if ui.button("删除").on_hover_text("可以撤销（Ctrl+Z）").clicked() {
                        cx.change(Change::Item(ItemChange::Delete(item.id.clone())));
                    }
                });
                ui.add_space(theme::STEP);
                if focus {
                    ui.memory_mut(|memory| memory.request_focus(field_id("text", &item.id)));
                }
                self.form.ui(ui, cx, item, 12);
            }
        }
    }
}

/// In which paragraph of a text the `at`th character stands, and how far into it.
fn caret_in(text: &str, at: usize) -> Option<(usize, f32)> {
    let (mut start, mut paragraph) = (0, 0);
    for line in text.split('\n') {
        let length = line.chars().count();
        if at <= start + length {
            let part = (at - start) as f32 / length.max(1) as f32;
            return (!line.trim_end().is_empty()).then_some((paragraph, part));
        }
        paragraph += usize::from(!line.trim_end().is_empty());
        start += length + 1;
    }
    None
}

/// Room for the forms, and for the pages where the window is wide.
fn with_pages(room: Rect) -> (Rect, Option<Rect>) {
    if room.width() < PAGES_FROM {
        return (room, None);
    }
    let width = (room.width() * 0.38).clamp(480.0, 760.0);
    let (forms, pages) = room.split_left_right_at_x(room.right() - width);
    (forms.with_max_x(forms.right() - theme::GAP), Some(pages))
}

fn missing_ui(ui: &mut Ui, cx: &Cx<'_>) {
    widgets::sheet(ui, |ui| {
        let month = cx.page.month;
        widgets::title(ui, &format!("{}还没有一期", month.chinese()));
        ui.label("建好以后，就能编排栏目、写条目、看全文。");
        ui.add_space(theme::STEP);
        if widgets::accent_button(ui, &format!("新建{}月一期…", month.month())).clicked() {
            cx.send(Action::Open(Box::new(Dialog::new_issue(month))));
        }
    });
}

pub(super) fn add_item(cx: &Cx<'_>, section: &SectionId) {
    let (section, item) = (section.clone(), NewItem::default());
    cx.change(Change::Item(ItemChange::Add { section, item }));
}

fn move_to(cx: &Cx<'_>, chosen: &Chosen, position: usize) {
    match chosen {
        Chosen::Head => {}
        Chosen::Section(section) => {
            let section = section.clone();
            cx.change(Change::Section(SectionChange::Move { section, position }));
        }
        Chosen::Item(item) => {
            cx.change(Change::Item(ItemChange::Move { item: item.clone(), position }));
        }
    }
}

pub(super) fn move_buttons_ui(ui: &mut Ui, cx: &Cx<'_>, chosen: &Chosen, at: usize, count: usize) {
    if widgets::icon_button(ui, "↑", "上移（Alt+↑）", at > 0).clicked() {
        move_to(cx, chosen, at.saturating_sub(1));
    }
    if widgets::icon_button(ui, "↓", "下移（Alt+↓）", at + 1 < count).clicked() {
        move_to(cx, chosen, at + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::caret_in;

    #[test]
    fn the_caret_stands_in_a_paragraph() {
        let text = "一二三四\n\n五六";
        assert_eq!(caret_in(text, 0), Some((0, 0.0)));
        assert_eq!(caret_in(text, 4), Some((0, 1.0)));
        assert_eq!(caret_in(text, 5), None, "an empty line prints nothing");
        assert_eq!(caret_in(text, 7), Some((1, 0.5)));
        assert_eq!(caret_in(text, 9), None);
    }
}
