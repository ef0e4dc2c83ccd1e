//! Pasting into the form: a column of numbers over blank cells goes in at once; anything else is
//! shown first.

use egui::{Event, Ui};

use crate::model::DepartmentCode;
use crate::ui::action::{Action, TableSource};
use crate::ui::change::Change;
use crate::ui::cx::Cx;

use super::data::{EntryData, Row};

/// Takes a pasted block of several lines or cells, when a figure's field has the focus.
pub(super) fn paste(ui: &Ui, cx: &Cx<'_>, data: &EntryData, department: &DepartmentCode) {
    let Some(focused) = ui.memory(egui::Memory::focused) else { return };
    let Some(start) = data.rows().position(|row| row.field == focused) else { return };
    let Some(block) = taken(ui) else { return };
    let lines: Vec<&str> = block.trim_end().lines().collect();
    let rows: Vec<&Row> = data.rows().skip(start).take(lines.len()).collect();
    let is_column = lines.iter().all(|line| is_number(line));
    let fits = rows.len() == lines.len();
    let cells =
        || rows.iter().zip(&lines).map(|(row, line)| (row.key.clone(), line.trim().to_owned()));
    if is_column && fits && rows.iter().all(|row| row.typed.is_empty()) {
        cx.change(Change::Paste(cells().collect()));
    } else if is_column {
        let left = lines.len() - rows.len();
        cx.send(Action::PreviewCells { cells: cells().collect(), left });
    } else {
        cx.send(Action::ReadTable {
            source: TableSource::Block(block),
            month: Some(cx.page.month),
            department: department.clone(),
        });
    }
}

/// The pasted text, if it is more than one cell; a single value is the field's own affair.
fn taken(ui: &Ui) -> Option<String> {
    ui.input_mut(|input| {
        let at = input.events.iter().position(
            |event| matches!(event, Event::Paste(text) if text.trim_end().contains(['\n', '\t'])),
        )?;
        match input.events.remove(at) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}

/// A cell of a column of values: a number, a gap, or nothing.
fn is_number(line: &str) -> bool {
    let line = line.trim();
    let number = line.starts_with(|c: char| c.is_numeric() || matches!(c, '-' | '－' | '.' | '—'));
    !line.contains('\t')
        && (line.is_empty() || number || line.starts_with('未'))
        && line.chars().count() < 24
}
