//! The issue as text, its numerals told apart by ink and by underline; a click on one chooses it.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Label, Rect, ScrollArea, Sense, Shape, Stroke, Ui, pos2};

use crate::check::Part;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets;

use super::data::{Line, Look, Sheet};

const SIZE: f32 = 15.0;

/// Draws the text; returns the numeral that was clicked.
pub fn text_ui(ui: &mut Ui, sheet: &Sheet, chosen: Option<usize>, scroll: bool) -> Option<usize> {
    let mut clicked = None;
    ScrollArea::vertical().id_salt("proof text").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for (nth, line) in sheet.lines.iter().enumerate() {
            let hit = ui.push_id(nth, |ui| line_ui(ui, sheet, line, chosen, scroll)).inner;
            clicked = clicked.or(hit);
        }
    });
    clicked
}

fn line_ui(
    ui: &mut Ui,
    sheet: &Sheet,
    line: &Line,
    chosen: Option<usize>,
    scroll: bool,
) -> Option<usize> {
    if line.text.is_empty() {
        return None;
    }
    if line.part == Part::Heading {
        ui.add_space(theme::STEP);
    }
    let tokens = theme::of(ui);
    let job = job(tokens, sheet, line, chosen);
    let label = Label::new(job).wrap().sense(Sense::click());
    let (at, galley, response) = label.layout_in_ui(ui);
    ui.painter().galley(at, galley.clone(), tokens.text);
    widgets::named(ui, response.id, &line.text);
    for (range, nth) in &line.marks {
        let character = |byte: usize| line.text.get(..byte).map_or(0, |head| head.chars().count());
        let place = |byte| galley.pos_from_cursor(egui::text::CCursor::new(character(byte)));
        let (from, to) = (place(range.start), place(range.end));
        let rect = Rect::from_min_max(from.min, pos2(to.max.x, from.max.y));
        let rect = rect.translate(at.to_vec2());
        let one_row = (from.min.y - to.min.y).abs() < 1.0;
        let look = sheet.entries.get(*nth).map_or(Look::Quiet, |entry| entry.look);
        if one_row {
            underline(ui, rect, look);
        }
        if chosen == Some(*nth) {
            let ring = rect.expand2(egui::vec2(2.0, 0.0));
            let stroke = Stroke::new(2.0, tokens.accent);
            if one_row {
                ui.painter().rect_stroke(ring, 3, stroke, egui::StrokeKind::Outside);
            }
            if scroll {
                ui.scroll_to_rect(rect.expand(40.0), None);
            }
        }
    }
    let at = response.interact_pointer_pos().filter(|_| response.clicked())? - at.to_vec2();
    line.numeral_at(galley.cursor_from_pos(at.to_vec2()).index.0)
}

fn job(tokens: &Tokens, sheet: &Sheet, line: &Line, chosen: Option<usize>) -> LayoutJob {
    let mut job = LayoutJob::default();
    let heading = line.part == Part::Heading;
    let plain = TextFormat {
        line_height: Some(SIZE * 1.7),
        ..TextFormat::simple(
            if heading { theme::bold_font(SIZE + 1.0) } else { FontId::proportional(SIZE) },
            tokens.text,
        )
    };
    let mut at = 0;
    for (range, nth) in &line.marks {
        job.append(line.text.get(at..range.start).unwrap_or(""), 0.0, plain.clone());
        let look = sheet.entries.get(*nth).map_or(Look::Quiet, |entry| entry.look);
        let (ink, ground) = inks(tokens, look);
        let bold = heading || matches!(look, Look::Unproven | Look::Contradicted);
        let format = TextFormat {
            color: ink,
            background: if chosen == Some(*nth) { tokens.chosen } else { ground },
            font_id: if bold { theme::bold_font(SIZE) } else { FontId::proportional(SIZE) },
            ..plain.clone()
        };
        job.append(line.text.get(range.clone()).unwrap_or(""), 0.0, format);
        at = range.end;
    }
    job.append(line.text.get(at..).unwrap_or(""), 0.0, plain);
    job
}

/// Ink and ground of a numeral.
pub fn inks(tokens: &Tokens, look: Look) -> (Color32, Color32) {
    match look {
        Look::Bound => (tokens.accent, tokens.figure_ground),
        Look::Quiet => (tokens.quiet, Color32::TRANSPARENT),
        Look::Exception => (tokens.green, Color32::TRANSPARENT),
        Look::Unproven => (tokens.amber, tokens.amber_ground),
        Look::Contradicted => (tokens.red, Color32::TRANSPARENT),
    }
}

/// What tells them apart without colour: nothing, a line, dashes, two lines.
pub fn underline(ui: &Ui, rect: Rect, look: Look) {
    let tokens = theme::of(ui);
    let (ink, _) = inks(tokens, look);
    let y = rect.bottom() - 3.0;
    let ends = |y: f32| [pos2(rect.left(), y), pos2(rect.right(), y)];
    let stroke = Stroke::new(1.5, ink);
    match look {
        Look::Bound | Look::Quiet => {}
        Look::Exception => {
            ui.painter().line_segment(ends(y), stroke);
        }
        Look::Unproven => {
            ui.painter().extend(Shape::dashed_line(&ends(y), stroke, 4.0, 2.5));
        }
        Look::Contradicted => {
            ui.painter().line_segment(ends(y - 1.5), stroke);
            ui.painter().line_segment(ends(y + 1.5), stroke);
        }
    }
}
