//! One frame of the form: where the focus is, what keys and commands ask for, then the grid.

use std::collections::BTreeSet;

use egui::{Event, FocusDirection, Ui};

use crate::model::FigureKey;
use crate::ui::action::Action;
use crate::ui::change::Change;
use crate::ui::commands::{Command, FormCommand};
use crate::ui::cx::Cx;
use crate::ui::widgets;

use super::columns::Columns;
use super::data::{EntryData, Row};
use super::grid::View;
use super::keys::{self, Asked};
use super::sums::Sums;
use super::walk::{Cell, Ground, Part, Reached, Step};

/// What the form remembers between frames, beside its data.
#[derive(Default)]
pub struct Held {
    /// Sections whose rows are folded away.
    folded: BTreeSet<String>,
    sums: Sums,
    live: Option<Live>,
    /// Keystrokes that belong to the next frame.
    later: Vec<Event>,
    /// What the bottom line says instead of the keys.
    pub remark: Option<&'static str>,
    /// The figure whose row has the focus.
    pub focused: Option<FigureKey>,
    page: usize,
    /// The row that had the focus in the last frame.
    row: Option<usize>,
}

/// The row that is being typed in, computed once for each text.
struct Live {
    revision: u64,
    typed: String,
    row: Row,
}

pub struct Form<'a> {
    pub cx: &'a Cx<'a>,
    pub data: &'a EntryData,
    pub held: &'a mut Held,
}

impl Form<'_> {
    /// Gives the keystrokes that waited to whoever has the focus now.
    pub fn begin(&mut self, ui: &Ui) {
        keys::give_back(ui, &mut self.held.later);
    }

    pub fn ui(&mut self, ui: &mut Ui) {
        let columns = Columns::fit(ui.available_width() - 14.0);
        self.held.sums.begin(self.cx.page.month, self.cx.book.revision());
        if ui.input(|i| i.events.iter().any(|e| matches!(e, Event::Key { pressed: true, .. }))) {
            self.held.remark = None;
        }
        if let Some(Command::Form(command)) = self.cx.asked {
            self.command(ui, command);
        }
        if let Some(cell) = self.focused(ui).filter(|_| !self.cx.composing) {
            let fresh = self.field(cell).is_some_and(|id| self.cx.editing.borrow().is_fresh(id));
            match keys::take(ui, &mut self.held.later, fresh) {
                Some(Asked::Walk(step)) => self.walk(ui, cell, step),
                Some(Asked::Edit) => self.edit(ui, cell),
                Some(Asked::Restore) => self.restore(ui, cell),
                None => {}
            }
        }
        self.table(ui, &columns);
    }

    fn table(&mut self, ui: &mut Ui, columns: &Columns) {
        let focused = self.focused(ui);
        let row = focused.and_then(|cell| self.data.row(cell.row));
        if let Some(row) = row {
            self.held.focused = Some(row.key.clone());
        }
        self.relive(row);
        let now = focused.map(|cell| cell.row);
        let arrived = std::mem::replace(&mut self.held.row, now) != now;
        let Held { folded, sums, live, page, .. } = &mut *self.held;
        let live = live.as_ref().map(|live| &live.row);
        let view = View { cx: self.cx, data: self.data, columns, folded, focused, arrived, live };
        let shown = view.ui(ui, sums);
        *page = shown.page;
        if let Some(key) = shown.toggled
            && !folded.remove(&key)
        {
            folded.insert(key);
        }
        if let Some(nth) = shown.adopted {
            self.adopt(nth);
        }
    }

    /// Computes the row that is being typed in anew when its text changed.
    fn relive(&mut self, row: Option<&Row>) {
        let editing = self.cx.editing.borrow();
        let revision = self.cx.book.revision();
        let typing = row.and_then(|row| Some((row, editing.so_far(row.field)?)));
        let Some((row, typed)) = typing.filter(|(row, typed)| row.typed != **typed) else {
            self.held.live = None;
            return;
        };
        let known = self.held.live.as_ref().is_some_and(|live| {
            live.revision == revision && live.typed == typed && live.row.field == row.field
        });
        if !known {
            let again = self.data.retyped(self.cx.book, &self.cx.page.bulletin, row, typed);
            self.held.live = again.map(|row| Live { revision, typed: typed.to_owned(), row });
        }
    }

    fn focused(&self, ui: &Ui) -> Option<Cell> {
        self.data.cell(ui.memory(egui::Memory::focused)?)
    }

    fn field(&self, cell: Cell) -> Option<egui::Id> {
        let row = self.data.row(cell.row)?;
        Some(if cell.part == Part::Figure { row.field } else { row.note_field })
    }

    fn stored(&self, cell: Cell) -> &str {
        match (self.data.row(cell.row), cell.part) {
            (Some(row), Part::Figure) => &row.typed,
            (Some(row), Part::Note) => &row.note,
            (None, _) => "",
        }
    }

    /// Rows that are not folded away.
    fn rows(&self) -> Vec<usize> {
        let open = self.data.groups.iter().filter(|group| !self.held.folded.contains(&group.key));
        open.flat_map(|group| group.rows.clone()).collect()
    }

    fn walk(&mut self, ui: &Ui, from: Cell, step: Step) {
        let rows = self.rows();
        let blank = |nth: usize| self.data.row(nth).is_some_and(Row::is_blank);
        let ground = Ground { rows: &rows, blank: &blank, page: self.held.page.max(1) };
        match ground.step(from, step) {
            Reached::Cell(to) => self.go(ui, to),
            Reached::Edge(remark) => {
                self.held.remark = Some(remark);
                self.select(ui, from);
                ui.ctx().request_repaint();
            }
            Reached::Out => {
                let forward = step == Step::Next;
                let way = if forward { FocusDirection::Next } else { FocusDirection::Previous };
                ui.memory_mut(|memory| memory.move_focus(way));
            }
            Reached::Here => {}
        }
    }

    fn go(&self, ui: &Ui, to: Cell) {
        if let Some(field) = self.field(to) {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
    }

    /// Stores what is typed and selects the cell as if it were entered anew.
    fn select(&self, ui: &Ui, cell: Cell) {
        let Some(field) = self.field(cell) else { return };
        let mut editing = self.cx.editing.borrow_mut();
        if let Some(action) = editing.take_pending() {
            self.cx.send(action);
        }
        editing.set_fresh(field, true);
        let text = editing.so_far(field).unwrap_or("");
        widgets::select_all(ui.ctx(), field, text);
    }

    fn edit(&self, ui: &Ui, cell: Cell) {
        let Some(field) = self.field(cell) else { return };
        let mut editing = self.cx.editing.borrow_mut();
        editing.set_fresh(field, false);
        let text = editing.so_far(field).unwrap_or_else(|| self.stored(cell));
        widgets::caret_to_end(ui.ctx(), field, text);
    }

    /// Escape: back to what stood here; from a cell that is untouched, out of the form.
    fn restore(&self, ui: &Ui, cell: Cell) {
        let Some(field) = self.field(cell) else { return };
        let mut editing = self.cx.editing.borrow_mut();
        if !editing.was_touched(field) {
            ui.memory_mut(|memory| memory.surrender_focus(field));
            return;
        }
        editing.restore(field, self.cx.now, |text| self.store(cell, text));
        editing.set_fresh(field, true);
        widgets::select_all(ui.ctx(), field, editing.so_far(field).unwrap_or(""));
    }

    fn store(&self, cell: Cell, text: String) -> Action {
        let Some(row) = self.data.row(cell.row) else { return Action::Close };
        let key = row.key.clone();
        Action::Change(Box::new(match cell.part {
            Part::Figure => Change::Figure { key, typed: text },
            Part::Note => Change::FigureNote { key, note: text },
        }))
    }

    /// Puts a text into a figure's cell as if it were typed there.
    fn put(&self, ui: &Ui, nth: usize, text: String) {
        let cell = Cell { row: nth, part: Part::Figure };
        let Some(field) = self.field(cell) else { return };
        let mut editing = self.cx.editing.borrow_mut();
        if editing.is_active(field) {
            widgets::caret_to_end(ui.ctx(), field, &text);
            editing.replace(field, text, self.cx.now, |text| self.store(cell, text));
        } else {
            self.cx.send(self.store(cell, text));
        }
    }

    fn command(&mut self, ui: &Ui, command: FormCommand) {
        let focused = self.focused(ui);
        if let (None, FormCommand::NextBlank, Some(nth)) = (focused, command, self.first_blank()) {
            return self.show(ui, nth);
        }
        let Some(cell) = focused.or_else(|| self.first(command)) else { return };
        match command {
            FormCommand::NextBlank => self.walk(ui, cell, Step::NextBlank),
            FormCommand::PreviousBlank => self.walk(ui, cell, Step::PreviousBlank),
            FormCommand::TakeLast if cell.part == Part::Figure => {
                match self.data.row(cell.row).map(|row| row.last_typed.clone()) {
                    Some(last) if !last.is_empty() => self.put(ui, cell.row, last),
                    _ => self.held.remark = Some("上月没有这一项的数"),
                }
            }
            FormCommand::TakeSum => self.take_sum(ui, cell.row),
            FormCommand::FoldGroup => self.fold(ui, cell),
            FormCommand::UnfoldAll => self.held.folded.clear(),
            FormCommand::FillBlanks => self.fill_blanks(),
            FormCommand::TakeLast
            | FormCommand::PreviousDepartment
            | FormCommand::NextDepartment
            | FormCommand::Explain => {}
        }
        if self.held.remark.is_some() {
            ui.ctx().request_repaint();
        }
    }

    fn first_blank(&self) -> Option<usize> {
        self.data.rows().position(Row::is_blank)
    }

    /// From where a command starts that needs no focus.
    fn first(&self, command: FormCommand) -> Option<Cell> {
        let anywhere = !matches!(command, FormCommand::TakeLast | FormCommand::TakeSum);
        anywhere.then_some(Cell { row: 0, part: Part::Figure }).filter(|_| self.data.total > 0)
    }

    fn take_sum(&mut self, ui: &Ui, nth: usize) {
        let row = self.data.row(nth);
        match row.and_then(|row| self.held.sums.verdict(row).adopt.clone()) {
            Some(sum) => self.put(ui, nth, sum),
            None => self.held.remark = Some("这一项没有各部门的合计"),
        }
    }

    fn adopt(&self, nth: usize) {
        let row = self.data.row(nth);
        let sum = row.and_then(|row| self.held.sums.verdict(row).adopt.clone());
        if let Some(sum) = sum {
            self.cx.send(self.store(Cell { row: nth, part: Part::Figure }, sum));
        }
    }

    /// Folds the group of the focused cell; the focus goes on to what stays.
    fn fold(&mut self, ui: &Ui, cell: Cell) {
        let holds = |group: &&super::data::Group| group.rows.contains(&cell.row);
        let Some(group) = self.data.groups.iter().find(holds) else { return };
        self.held.folded.insert(group.key.clone());
        let rows = self.rows();
        let next = rows.iter().find(|row| **row > cell.row).or(rows.last());
        if let Some(row) = next {
            self.go(ui, Cell { row: *row, part: cell.part });
        }
    }

    pub fn fill_blanks(&mut self) {
        let blank = self.data.rows().filter(|row| row.is_blank() && !row.last_typed.is_empty());
        let keys: Vec<FigureKey> = blank.map(|row| row.key.clone()).collect();
        if keys.is_empty() {
            self.held.remark = Some("没有可照填上月的空项");
        } else {
            self.cx.change(Change::FillFromLastMonth(keys));
        }
    }

    /// Shows the cell of a figure: unfolds its group and gives it the focus.
    pub fn show(&mut self, ui: &Ui, nth: usize) {
        let group = self.data.groups.iter().find(|group| group.rows.contains(&nth));
        if let Some(group) = group {
            self.held.folded.remove(&group.key);
        }
        self.go(ui, Cell { row: nth, part: Part::Figure });
    }
}

impl Held {
    /// Another month or department is shown; returns the figure that had the focus.
    pub fn turn(&mut self) -> Option<FigureKey> {
        self.live = None;
        self.remark = None;
        self.focused.take()
    }
}
