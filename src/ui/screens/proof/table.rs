//! The numerals as a table: what each is, what it is bound to, and where it stands.

use egui::{Align2, Color32, FontId, Rect, ScrollArea, Sense, TextWrapMode, Ui, WidgetText, vec2};

use crate::check::Class;
use crate::ui::theme;

use super::data::{Entry, Look, Sheet};
use super::text::{inks, underline};

const HEIGHT: f32 = 46.0;

/// Draws the rows of `shown`; returns the numeral that was clicked.
pub fn table_ui(
    ui: &mut Ui,
    sheet: &Sheet,
    shown: &[usize],
    chosen: Option<usize>,
    scroll: bool,
) -> Option<usize> {
    let mut clicked = None;
    head_ui(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().id_salt("proof table").auto_shrink([false, false]);
    if let Some(row) = shown.iter().position(|at| chosen == Some(*at)).filter(|_| scroll) {
        let (room, top) = (ui.available_height(), row as f32 * HEIGHT);
        area = area.vertical_scroll_offset((top - room / 2.0 + HEIGHT / 2.0).max(0.0));
    }
    area.show_rows(ui, HEIGHT, shown.len(), |ui, rows| {
        for at in shown.get(rows).unwrap_or_default() {
            let Some(entry) = sheet.entries.get(*at) else { continue };
            if row_ui(ui, entry, chosen == Some(*at)) {
                clicked = Some(*at);
            }
        }
    });
    clicked
}

/// Where the columns begin, as parts of the width.
const COLUMNS: [(&str, f32); 4] =
    [("数字", 0.0), ("类别", 0.25), ("指标、签字", 0.46), ("位置", 0.8)];

fn head_ui(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    for (name, from) in COLUMNS {
        let at = rect.left_center() + vec2(10.0 + from * (rect.width() - 20.0), 0.0);
        let font = FontId::proportional(13.0);
        ui.painter().text(at, Align2::LEFT_CENTER, name, font, theme::of(ui).quiet);
    }
}

fn row_ui(ui: &mut Ui, entry: &Entry, chosen: bool) -> bool {
    let tokens = theme::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    if chosen {
        ui.painter().rect_filled(rect, 4, tokens.chosen);
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0, tokens.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4, tokens.stripe);
    }
    let numeral = &entry.numeral;
    let printed = format!("{}{}", numeral.text, numeral.unit.as_deref().unwrap_or_default());
    let cells = [&printed, class(entry), spoken_for(entry), &entry.place];
    let (ink, _) = inks(tokens, entry.look);
    let colours = [ink, ink, tokens.text, tokens.quiet];
    let ends = COLUMNS.iter().skip(1).map(|(_, from)| *from).chain([1.0]);
    for (((text, colour), (_, from)), to) in cells.into_iter().zip(colours).zip(COLUMNS).zip(ends) {
        let room = rect.width() - 20.0;
        let left = rect.left() + 10.0 + from * room;
        let drawn = cell(ui, text, (left, rect.top() + 14.0), (to - from) * room - 8.0, colour);
        if from == 0.0 {
            underline(ui, drawn, entry.look);
        }
    }
    let left = rect.left() + 10.0;
    cell(ui, &numeral.sentence, (left, rect.top() + 33.0), rect.width() - 20.0, tokens.quiet);
    let label = format!("{printed}，{}，{}", class(entry), entry.place);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, &label)
    });
    let clicked = response.clicked();
    response.on_hover_text(hover(entry));
    clicked
}

fn cell(ui: &Ui, text: &str, (x, middle): (f32, f32), width: f32, colour: Color32) -> Rect {
    let wrap = Some(TextWrapMode::Truncate);
    let galley =
        WidgetText::from(text).into_galley(ui, wrap, width.max(20.0), FontId::proportional(13.5));
    let at = egui::pos2(x, middle - galley.size().y / 2.0);
    let rect = Rect::from_min_size(at, galley.size());
    ui.painter().galley_with_override_text_color(at, galley, colour);
    rect
}

/// The class, or that something speaks against the number.
fn class(entry: &Entry) -> &'static str {
    match (entry.look, entry.numeral.class) {
        (Look::Contradicted, Class::Unproven) => "待证，有疑",
        (Look::Contradicted, _) => "有疑",
        (_, class) => class.chinese(),
    }
}

/// The indicator whose figure it is, or who signed for it.
fn spoken_for(entry: &Entry) -> &str {
    let signer = entry.numeral.declared.as_ref().map(|declared| declared.signer.as_str());
    entry.numeral.name.as_deref().or(signer).unwrap_or_default()
}

fn hover(entry: &Entry) -> String {
    let mut text = entry.numeral.sentence.clone();
    if !entry.message.is_empty() {
        text = format!("{text}\n▲ {}", entry.message);
    }
    if let Some(declared) = &entry.numeral.declared {
        let reason = if declared.reason.is_empty() {
            String::new()
        } else {
            format!("：{}", declared.reason)
        };
        text = format!("{text}\n{} 认定为{}{reason}", declared.signer, declared.kind.chinese());
    }
    text
}
