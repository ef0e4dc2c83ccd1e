//! Binding a number of the text: selecting one, or Ctrl+B at one, offers the indicators it may be.
//! Which those are is the book's business.

use std::ops::Range;

use egui::{Id, Key, Modifiers, RichText, TextEdit, Ui};

use crate::model::{Item, ItemId};
use crate::ops::{Fit, Offer};
use crate::ui::change::{Change, ItemChange};
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::theme;
use crate::ui::widgets::{self, caret_at};

/// The number that is pointed at, and what it may be.
#[derive(Default)]
pub struct Binding {
    pointed: Option<Pointed>,
    /// Asked for by key: the first offer takes the focus, and having none is said.
    by_key: bool,
    focus: bool,
    /// The buttons of the last frame.
    buttons: Vec<Id>,
    offers: Loaded<Pointed, Vec<Offer>>,
}

/// A selection or caret within one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pointed {
    item: ItemId,
    /// Among the item's paragraphs.
    paragraph: usize,
    source: String,
    /// Bytes of the source.
    range: Range<usize>,
    /// Characters of the whole text before the paragraph.
    before: usize,
}

impl Binding {
    /// Follows the selection in the text field `id`, which shows `text`, and draws the offers.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, item: &Item, (id, text): (Id, &str)) {
        self.follow(ui, cx, item, id, text);
        let Some(pointed) = self.pointed.clone() else { return };
        let load = || cx.book.binding_offers(&pointed.item, &pointed.source, &pointed.range);
        let offers = match self.offers.get(cx.book.revision(), pointed.clone(), load) {
            Ok(offers) => offers.clone(),
            Err(message) => return widgets::message_box(ui, &message),
        };
        let Some(first) = offers.first() else {
            self.focus = false;
            if self.by_key {
                widgets::quiet(ui, "光标处没有对得上指标的数字。输入 { 可从全部指标里选");
            }
            return;
        };
        // The selection is not painted while the offers have the focus.
        let caption = format!("“{}”绑定到（Ctrl+B）", first.replaced);
        let taken = self.offers_ui(ui, &caption, &offers);
        if let Some(offer) = taken {
            self.take(ui, cx, id, &pointed, offer);
        }
    }

    /// Keeps what is pointed at while the caret stays, or while the offers have the focus.
    fn follow(&mut self, ui: &Ui, cx: &Cx<'_>, item: &Item, id: Id, text: &str) {
        let focused = ui.memory(egui::Memory::focused);
        if focused != Some(id) {
            let ours = focused.is_none_or(|focused| self.buttons.contains(&focused));
            let left = self.pointed.as_ref().is_some_and(|pointed| pointed.item != item.id);
            let escaped = focused.is_some() && ui.input(|input| input.key_pressed(Key::Escape));
            if escaped && ours {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            if !ours || left || escaped {
                self.pointed = None;
            }
            return;
        }
        let now = if cx.composing { None } else { pointed_at(ui, item, id, text) };
        if cx.asked(Command::Bind) {
            (self.by_key, self.focus) = (true, true);
            self.pointed = now;
        } else if now.as_ref().is_some_and(|now| !now.range.is_empty()) {
            self.by_key &= self.pointed == now;
            self.pointed = now;
        } else if self.pointed != now {
            self.pointed = None;
        }
    }

    fn offers_ui<'o>(
        &mut self,
        ui: &mut Ui,
        caption: &str,
        offers: &'o [Offer],
    ) -> Option<&'o Offer> {
        self.buttons.clear();
        let mut taken = None;
        ui.horizontal_wrapped(|ui| {
            widgets::quiet(ui, caption);
            for offer in offers {
                let button = ui.add(button(ui, offer)).on_hover_text(hover(offer));
                self.buttons.push(button.id);
                if button.clicked() {
                    taken = Some(offer);
                }
            }
        });
        if let Some(first) = self.buttons.first().filter(|_| std::mem::take(&mut self.focus)) {
            ui.memory_mut(|memory| memory.request_focus(*first));
        }
        taken
    }

    fn take(&mut self, ui: &Ui, cx: &Cx<'_>, id: Id, pointed: &Pointed, offer: &Offer) {
        let (item, paragraph) = (pointed.item.clone(), pointed.paragraph);
        cx.change(Change::Item(ItemChange::Bind { item, paragraph, offer: offer.clone() }));
        let before = pointed.source.get(..offer.range.start).unwrap_or("").chars().count();
        let slot = offer.slot.label().chars().count() + 2;
        caret_at(ui.ctx(), id, pointed.before + before + slot);
        ui.memory_mut(|memory| memory.request_focus(id));
        // The same Enter must not begin a paragraph.
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        self.pointed = None;
    }
}

/// What is selected in the field, cut at the end of its first paragraph.
fn pointed_at(ui: &Ui, item: &Item, id: Id, text: &str) -> Option<Pointed> {
    let range = TextEdit::load_state(ui.ctx(), id)?.cursor.char_range()?.as_sorted_char_range();
    let (start, end) = (range.start.0, range.end.0);
    let mut before = 0;
    let mut paragraph = 0;
    for line in text.split('\n') {
        let length = line.chars().count();
        if start <= before + length {
            let byte = |at: usize| {
                line.char_indices().nth(at.saturating_sub(before)).map_or(line.len(), |(at, _)| at)
            };
            let (range, item) = (byte(start)..byte(end), item.id.clone());
            return Some(Pointed { item, paragraph, source: line.to_owned(), range, before });
        }
        // Empty lines are no paragraphs.
        paragraph += usize::from(!line.trim_end().is_empty());
        before += length + 1;
    }
    None
}

fn button(ui: &Ui, offer: &Offer) -> egui::Button<'static> {
    let tokens = theme::of(ui);
    let label = offer.slot.label();
    let (text, ink, ground) = match &offer.fit {
        Fit::Same => (format!("{label}　相符"), tokens.accent, tokens.figure_ground),
        Fit::SameAmount(printed) => {
            (format!("{label}　印作 {printed}"), tokens.accent, tokens.figure_ground)
        }
        Fit::Fills(typed) => {
            (format!("{label}　并填入 {typed}"), tokens.accent, tokens.figure_ground)
        }
        Fit::Differs(printed) => {
            (format!("{label}　数据是 {printed}"), tokens.amber, tokens.amber_ground)
        }
        Fit::NoNumber(typed) => {
            (format!("{label}　数据是“{typed}”"), tokens.amber, tokens.amber_ground)
        }
    };
    egui::Button::new(RichText::new(text).font(theme::table_font()).color(ink)).fill(ground)
}

fn hover(offer: &Offer) -> String {
    let (label, replaced) = (offer.slot.label(), &offer.replaced);
    match &offer.fit {
        Fit::Same => format!("“{replaced}”换成填数位 {{{label}}}，印出来不变"),
        Fit::SameAmount(printed) => format!("“{replaced}”换成填数位 {{{label}}}，印作“{printed}”"),
        Fit::Fills(typed) => {
            format!("本月“{label}”还没有数据：填入 {typed}，并把“{replaced}”换成填数位")
        }
        Fit::Differs(printed) => {
            format!(
                "本月“{label}”的数据印作“{printed}”，与“{replaced}”不同。绑定后印数据，数据不改"
            )
        }
        Fit::NoNumber(typed) => {
            format!("本月“{label}”的数据是“{typed}”。绑定后印作〔{label}〕待填，数据不改")
        }
    }
}
