//! The item as it will be printed, with its slots and their values. Changes nothing.

use egui::{RichText, Ui};

use crate::document::{Block, Role, Run};
use crate::model::Item;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::preview;
use crate::ui::{theme, widgets};

/// The item as it will be printed, and its slots with their values; a click on one leads to the
/// figure.
pub fn printed_ui(ui: &mut Ui, cx: &Cx<'_>, item: &Item) {
    let printed = printed(cx, item);
    if !printed.iter().any(|runs| runs.iter().any(|run| run.slot.is_some())) {
        return;
    }
    widgets::caption(ui, "印出来是");
    for runs in &printed {
        ui.label(preview::paint::text(ui, runs, 15.0));
    }
    widgets::caption(ui, "填数位（点一下去填）");
    ui.horizontal_wrapped(|ui| {
        let mut shown: Vec<&str> = Vec::new();
        for run in printed.iter().flat_map(|runs| runs.iter()) {
            let Some(slot) = run.slot.as_ref().filter(|slot| slot.issue_slot().is_none()) else {
                continue;
            };
            if !shown.contains(&slot.name.as_str()) {
                shown.push(&slot.name);
                chip_ui(ui, cx, &slot.name, run);
            }
        }
    });
}

/// Paragraphs of the document that were printed from the item.
fn printed<'a>(cx: &Cx<'a>, item: &Item) -> Vec<&'a [Run]> {
    let (Some(issue), Some(document)) = (&cx.page.issue, &cx.page.document) else {
        return Vec::new();
    };
    let place = issue.sections.iter().enumerate().find_map(|(section, s)| {
        s.items.iter().position(|of| of.id == item.id).map(|at| (section, Some(at)))
    });
    let of_item = |block: &'a Block| match block {
        Block::Paragraph { runs, anchor } => {
            (place == Some((anchor.section, anchor.item))).then_some(runs.as_slice())
        }
        _ => None,
    };
    document.blocks.iter().filter_map(of_item).collect()
}

fn chip_ui(ui: &mut Ui, cx: &Cx<'_>, name: &str, run: &Run) {
    let tokens = theme::of(ui);
    let indicator = cx.page.bulletin.indicator_named(name);
    let empty = run.role == Role::Empty;
    let text = if empty { format!("{name}　待填") } else { format!("{name}　{}", run.text) };
    let (ink, ground) = if empty {
        (tokens.amber, tokens.amber_ground)
    } else {
        (tokens.accent, tokens.figure_ground)
    };
    let text = RichText::new(text).font(theme::table_font()).color(ink);
    let chip = ui.add(egui::Button::new(text).fill(ground));
    match indicator {
        Some(indicator) if chip.clicked() => {
            let key = crate::model::FigureKey::of_hall(&indicator.code, cx.page.month);
            cx.send(Action::Figure(key));
        }
        Some(_) => {}
        None => {
            chip.on_hover_text("没有叫这个名字的指标");
        }
    }
}
