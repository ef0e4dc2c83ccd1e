//! Dragging an event: onto another one, before or after it, or onto a section that is empty yet.

use egui::{Response, Sense, Stroke, Ui, vec2};

use crate::model::{ItemId, ItemState};
use crate::ui::change::{Change, ItemChange};
use crate::ui::cx::Cx;
use crate::ui::{theme, wording};

use super::data::{Shown, sections};

/// Lets a row be dragged, and takes what is dropped on its upper or lower half.
pub fn row_drag(ui: &Ui, cx: &Cx<'_>, row: &Response, shown: &Shown<'_>, all: &[Shown<'_>]) {
    row.dnd_set_drag_payload(shown.item.id.clone());
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let after = pointer.is_some_and(|at| at.y > row.rect.center().y);
    let other = |item: &ItemId| *item != shown.item.id;
    if row.dnd_hover_payload::<ItemId>().is_some_and(|item| other(&item)) {
        let stroke = Stroke::new(2.0, theme::of(ui).accent);
        let edge = if after { row.rect.bottom() } else { row.rect.top() };
        ui.painter().hline(row.rect.x_range(), edge, stroke);
    }
    if let Some(item) = row.dnd_release_payload::<ItemId>()
        && other(&item)
        && let Some(change) = dropped(cx, &item, shown, after, all)
    {
        cx.change(Change::Item(change));
    }
}

/// What dropping `item` before or after `on` means; nothing where it stands there already.
fn dropped(
    cx: &Cx<'_>,
    item: &ItemId,
    on: &Shown<'_>,
    after: bool,
    all: &[Shown<'_>],
) -> Option<ItemChange> {
    let dragged = all.iter().find(|shown| shown.item.id == *item)?;
    let id = item.clone();
    match (&dragged.placed, &on.placed) {
        (from, Some((section, at, _))) => {
            let own = from.as_ref().filter(|(of, ..)| of == section).map(|(_, own, _)| *own);
            let position = landing(own, *at, after);
            let section = section.clone();
            (own != Some(position)).then_some(ItemChange::Place { item: id, section, position })
        }
        (Some(_), None) => Some(ItemChange::Unplace(id)),
        (None, None) if dragged.item.state != on.item.state => {
            let taken_in = dragged.item.state == ItemState::LeftOut;
            taken_in.then_some(ItemChange::TakeIn(id))
        }
        (None, None) => {
            let place = |of: &ItemId| cx.page.pool.iter().position(|item| item.id == *of);
            let (own, at) = (place(item), place(&on.item.id)?);
            let position = landing(own, at, after);
            (own != Some(position)).then_some(ItemChange::Move { item: id, position })
        }
    }
}

/// The position among the others once the dragged one, which stood at `own` in the same list, has
/// been taken out.
fn landing(own: Option<usize>, at: usize, after: bool) -> usize {
    let at = at + usize::from(after);
    at - usize::from(own.is_some_and(|own| own < at))
}

/// A line for each section that has no events yet, to drop one on.
pub fn empty_sections_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let number = cx.page.issue.as_ref().map_or(0, |issue| issue.number);
    for section in sections(cx.page).filter(|section| section.items.is_empty()) {
        let name = wording::section_title(&section.title, cx.page.month, number);
        let tokens = theme::of(ui);
        let size = vec2(ui.available_width(), theme::ROW);
        let (rect, line) = ui.allocate_exact_size(size, Sense::hover());
        let over = line.dnd_hover_payload::<ItemId>().is_some();
        let colour = if over { tokens.accent } else { tokens.quiet };
        let text = format!("“{}”还没有动态，可拖到这里", wording::beginning(&name, 12));
        let at = rect.left_center() + vec2(12.0, 0.0);
        let font = egui::FontId::proportional(13.0);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, &text, font, colour);
        line.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
        if let Some(item) = line.dnd_release_payload::<ItemId>() {
            let (item, section) = ((*item).clone(), section.id.clone());
            cx.change(Change::Item(ItemChange::Place { item, section, position: 0 }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_lands_where_the_line_was_drawn() {
        // A list of four; the position is the one after taking the dragged one out.
        for (own, at, after, lands) in [
            (None, 0, false, 0),
            (None, 3, true, 4),
            (Some(0), 2, false, 1),
            (Some(0), 2, true, 2),
            (Some(3), 1, false, 1),
            (Some(3), 1, true, 2),
            (Some(1), 2, false, 1),
            (Some(2), 1, true, 2),
        ] {
            assert_eq!(landing(own, at, after), lands, "{own:?} {at} {after}");
        }
    }
}
