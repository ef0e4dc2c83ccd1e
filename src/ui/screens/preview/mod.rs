//! 预览: the whole text of the issue on one sheet, figures tinted, empty places marked. A click on
//! a paragraph leads to its form.

mod data;
pub(super) mod paint;

use egui::{Frame, Margin, RichText, ScrollArea, Stroke, Ui};

use crate::document::{Anchor, Block, Document, Meta};
use crate::model::{BulletinCode, Issue, Month};
use crate::ui::action::Action;
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::route::Route;
use crate::ui::{theme, widgets};

use super::compile::Chosen;
use data::PreviewData;

#[derive(Default)]
pub struct Preview {
    data: Loaded<(Month, BulletinCode), PreviewData>,
}

impl Preview {
    /// Draws the sheet; returns the part whose form was asked for.
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) -> Option<Chosen> {
        let (Some(issue), Some(document)) = (&cx.page.issue, &cx.page.document) else {
            widgets::sheet(ui, |ui| {
                widgets::title(ui, &format!("{}还没有一期", cx.page.month.chinese()));
                ui.label("建好一期以后，这里显示整期文字。");
            });
            return None;
        };
        let key = (cx.page.month, cx.page.bulletin.code.clone());
        let load = || Ok(PreviewData::of(document));
        match self.data.get(cx.book.revision(), key, load) {
            Ok(data) => bar_ui(ui, cx, data),
            Err(message) => widgets::message_box(ui, &message),
        }
        ui.add_space(4.0);
        let mut chosen = None;
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            chosen = paper_ui(ui, document);
        });
        let chosen = chosen.map(|anchor| part(issue, anchor))?;
        cx.send(Action::Go(Route::Compile));
        Some(chosen)
    }
}

/// How much waits to be filled, and the way out.
fn bar_ui(ui: &mut Ui, cx: &Cx<'_>, data: &PreviewData) {
    ui.horizontal(|ui| {
        let tokens = theme::of(ui);
        if data.waiting.is_empty() {
            ui.label(RichText::new("● 全文没有待填处").color(tokens.green));
        } else {
            widgets::amber_note(ui, &data.waiting);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::accent_button(ui, "导出…").clicked()
                && let Some(action) = Command::Export.action(cx.page)
            {
                cx.send(action);
            }
            widgets::quiet(ui, format!("约 {} 字", data.characters));
        });
    });
}

fn paper_ui(ui: &mut Ui, document: &Document) -> Option<Anchor> {
    let tokens = theme::of(ui);
    let room = ui.available_width();
    let width = room.min(820.0);
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.add_space(((room - width) / 2.0).max(0.0));
        let frame = Frame::new()
            .fill(tokens.paper)
            .stroke(Stroke::new(1.0, tokens.line))
            .inner_margin(Margin::symmetric(56, 40));
        frame.show(ui, |ui| {
            ui.vertical(|ui| {
                ui.set_width(width - 114.0);
                ui.spacing_mut().item_spacing.y = 6.0;
                for (nth, block) in document.blocks.iter().enumerate() {
                    let anchor = ui.push_id(nth, |ui| block_ui(ui, &document.meta, block)).inner;
                    clicked = clicked.take().or(anchor);
                }
            });
        });
    });
    clicked
}

fn block_ui(ui: &mut Ui, meta: &Meta, block: &Block) -> Option<Anchor> {
    match block {
        Block::Masthead => {
            paint::masthead(ui, meta);
            None
        }
        Block::Heading { runs, anchor, .. } => {
            paint::heading(ui, runs).clicked().then_some(*anchor)
        }
        Block::Paragraph { runs, anchor } => {
            paint::paragraph(ui, runs).clicked().then_some(*anchor)
        }
        Block::Table(table) => {
            paint::table(ui, table);
            None
        }
        Block::Chart(chart) => {
            paint::chart(ui, chart);
            None
        }
        Block::Distribution { lines, copies } => {
            paint::distribution(ui, lines, copies.as_deref());
            None
        }
    }
}

/// The part of the issue a paragraph was printed from.
fn part(issue: &Issue, anchor: Anchor) -> Chosen {
    let Some(section) = issue.sections.get(anchor.section) else { return Chosen::Head };
    match anchor.item.and_then(|at| section.items.get(at)) {
        Some(item) => Chosen::Item(item.id.clone()),
        None => Chosen::Section(section.id.clone()),
    }
}
