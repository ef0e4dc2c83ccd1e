//! What the two registers share: columns of fields, months as text, a line to add by.

use egui::{Id, Key, TextEdit, Ui};

use crate::model::Month;
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::pasted;
use crate::ui::widgets;

/// A month as it stands in a field.
pub(super) fn month_text(month: Option<Month>) -> String {
    month.map(|month| month.to_string()).unwrap_or_default()
}

/// Understands 2023-12 and 2023年12月; nothing is no month.
pub(super) fn read_month(text: &str) -> Result<Option<Month>, ()> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let plain = plain.replace('年', "-").replace('月', "").replace(['.', '/'], "-");
    let parts: Vec<&str> = plain.split('-').collect();
    match parts.as_slice() {
        [year, month] => {
            let month = year.parse().ok().zip(month.parse().ok());
            month.and_then(|(year, month)| Month::new(year, month)).map(Some).ok_or(())
        }
        _ => Err(()),
    }
}

/// The headings above the columns.
pub(super) fn heads_ui(ui: &mut Ui, columns: &[(&str, f32)]) {
    ui.horizontal(|ui| {
        for (name, width) in columns {
            ui.scope(|ui| {
                ui.set_width(*width);
                widgets::caption(ui, name);
            });
        }
    });
}

/// A line in which new names are typed: what was typed when Enter was pressed, or a pasted block of
/// several lines. Ctrl+Enter enters it.
pub(super) fn add_ui(ui: &mut Ui, cx: &Cx<'_>, typed: &mut String, hint: &str) -> Option<String> {
    let mut added = None;
    ui.horizontal(|ui| {
        let id = Id::unique(("add", hint));
        if ui.memory(|memory| memory.has_focus(id))
            && let Some(block) = pasted::block(ui)
        {
            added = Some(format!("{}{block}", std::mem::take(typed)));
        }
        let edit = TextEdit::singleline(typed).id(id).hint_text(hint).desired_width(320.0);
        let response = ui.add(edit.margin(egui::Margin::symmetric(6, 4)));
        widgets::named(ui, response.id, hint);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let clicked = ui.button("添加").on_hover_text("回车；Ctrl+Enter 到这一格").clicked();
        if (entered && !cx.composing || clicked) && !typed.trim().is_empty() {
            added = Some(std::mem::take(typed).trim().to_owned());
            response.request_focus();
        }
        if cx.asked(Command::New) {
            response.request_focus();
        }
    });
    added
}

/// What is wrong with a month as typed.
pub(super) fn check_month(typed: &str) -> Result<(), String> {
    read_month(typed).map(drop).map_err(|()| "月份可写 2023-12 或 2023年12月".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_people_write_them() {
        let month = Month::new(2023, 12);
        for text in ["2023-12", "2023年12月", "2023.12", " 2023-12 "] {
            assert_eq!(read_month(text), Ok(month), "{text}");
        }
        assert_eq!(read_month(""), Ok(None));
        assert_eq!(read_month("去年底"), Err(()));
        assert_eq!(read_month("2023-13"), Err(()));
    }
}
