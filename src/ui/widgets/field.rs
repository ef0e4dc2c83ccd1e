//! A text field of the window: stores what is typed by itself, leaves compositions alone, and
//! walks to its neighbours by Enter and the arrows.

use std::borrow::Cow;
use std::ops::Range;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::{
    Color32, CompletionPopup, CompletionQuery, Context, EventFilter, FontId, Id, Key, Modifiers,
    RectAlign, Response, Stroke, Suggestion, TextBuffer, TextEdit, TextStyle, Ui, vec2,
};

use crate::check::Level;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme;

use super::parts::named;

/// Proposes completions for the word before the caret.
type Complete<'a> = &'a dyn Fn(&CompletionQuery<'_>) -> Vec<Suggestion>;

/// Tells which characters of a text are underlined, and how grave it is.
type Marks<'a> = &'a dyn Fn(&str) -> Vec<(Range<usize>, Level)>;

/// The id of the field for one part of one record. It holds the record's identity, so that the
/// field's own undo cannot bring back another record's text.
pub fn field_id(part: &'static str, record: &dyn std::fmt::Display) -> Id {
    Id::unique(("field", part, record.to_string()))
}

pub struct Field<'a> {
    pub id: Id,
    /// Name in the accessibility tree.
    pub label: &'a str,
    pub stored: &'a str,
    pub hint: &'a str,
    pub width: f32,
    /// More than one row makes it a text of paragraphs, where Enter begins a new one.
    pub rows: usize,
    /// Numbers stand at the right and are selected when the field is entered.
    pub number: bool,
    /// A cell of a grid: selected when it is entered; Tab, Enter, Escape and the arrows are the
    /// grid's.
    pub cell: bool,
    pub font: Option<FontId>,
    pub ground: Option<Color32>,
    /// Fields above and below.
    pub neighbours: (Option<Id>, Option<Id>),
    /// What `=` stands for.
    pub equals: Option<&'a str>,
    pub complete: Option<Complete<'a>>,
    /// Which characters end the word that is completed.
    pub boundary: fn(char) -> bool,
    /// What is to be underlined in a text.
    pub marks: Option<Marks<'a>>,
}

impl<'a> Field<'a> {
    pub fn new(id: Id, label: &'a str, stored: &'a str) -> Self {
        Self {
            id,
            label,
            stored,
            hint: "",
            width: f32::INFINITY,
            rows: 1,
            number: false,
            cell: false,
            font: None,
            ground: None,
            neighbours: (None, None),
            equals: None,
            complete: None,
            boundary: |_| false,
            marks: None,
        }
    }

    /// Draws the field. `make` turns what was typed into the action that stores it.
    pub fn show(self, ui: &mut Ui, cx: &Cx<'_>, make: impl Fn(String) -> Action) -> Response {
        let (id, label) = (self.id, self.label);
        let mut text = cx.editing.borrow_mut().lend(id, self.stored);
        let (response, accepted) = self.edit(ui, cx, &mut text);
        if response.gained_focus() || (response.has_focus() && !cx.editing.borrow().is_active(id)) {
            let left = cx.editing.borrow_mut().begin(id, self.stored);
            if let Some(action) = left {
                cx.send(action);
            }
            if (self.number || self.cell) && !response.is_pointer_button_down_on() {
                select_all(ui.ctx(), id, &text);
            }
            response.scroll_to_me(None);
        }
        if response.is_pointer_button_down_on() {
            cx.editing.borrow_mut().set_fresh(id, false);
        }
        self.take_last(ui, &response, &mut text, cx);
        cx.editing.borrow_mut().typed(id, text, cx.composing, cx.now, &make);
        if !accepted && !self.cell {
            self.walk(ui, cx, &response, &make);
        }
        named(ui, id, label);
        response
    }

    fn edit(&self, ui: &mut Ui, cx: &Cx<'_>, text: &mut Cow<'_, str>) -> (Response, bool) {
        let font = self.font.clone().unwrap_or_else(|| TextStyle::Body.resolve(ui.style()));
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
            let text = text.as_str();
            let marks = self.marks.map(|marks| marks(text)).unwrap_or_default();
            let job = underlined(ui, text, &marks, (font.clone(), width));
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let mut edit = if self.rows > 1 {
            TextEdit::multiline(text).desired_rows(self.rows)
        } else {
            TextEdit::singleline(text)
        };
        if self.marks.is_some() {
            edit = edit.layouter(&mut layouter);
        }
        let width = self.width.min(ui.available_width());
        let mut edit = edit
            .id(self.id)
            .hint_text(self.hint.to_owned())
            .desired_width(width)
            .min_size(vec2(width, theme::ROW - 4.0))
            .margin(egui::Margin::symmetric(6, 4))
            .align(egui::Align2([
                if self.number { egui::Align::Max } else { egui::Align::Min },
                if self.rows > 1 { egui::Align::Min } else { egui::Align::Center },
            ]));
        if let Some(font) = &self.font {
            edit = edit.font(font.clone());
        }
        if let Some(ground) = self.ground {
            edit = edit.background_color(ground);
        }
        if self.cell {
            let all = EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            edit = edit.event_filter(all);
        }
        let Some(complete) = self.complete.filter(|_| !cx.composing) else {
            return (edit.show(ui).response.response, false);
        };
        let output = CompletionPopup::new(self.id)
            .word_boundary(self.boundary)
            .align(RectAlign::BOTTOM_START)
            .max_height(240.0)
            .show(ui, edit, complete);
        (output.text_edit.response.response, output.accepted.is_some() || output.is_open)
    }

    /// `=` alone in the field is last month's text.
    fn take_last(&self, ui: &Ui, response: &Response, text: &mut Cow<'_, str>, cx: &Cx<'_>) {
        let Some(last) = self.equals else { return };
        let asks = matches!(text.trim(), "=" | "＝") || text.ends_with(['=', '＝']);
        if response.changed() && asks && !cx.composing {
            *text = Cow::Owned(last.to_owned());
            select(ui.ctx(), self.id, CCursorRange::one(end(last)));
        }
    }

    fn walk(&self, ui: &Ui, cx: &Cx<'_>, response: &Response, make: &impl Fn(String) -> Action) {
        let pressed = |key| ui.input(|i| i.modifiers == Modifiers::NONE && i.key_pressed(key));
        if cx.composing {
            return;
        }
        if response.lost_focus() && pressed(Key::Escape) {
            cx.editing.borrow_mut().restore(self.id, cx.now, make);
        }
        if self.rows > 1 {
            return;
        }
        let (above, below) = self.neighbours;
        let ways = [
            (Key::Enter, response.lost_focus(), below),
            (Key::ArrowDown, response.has_focus(), below),
            (Key::ArrowUp, response.has_focus(), above),
        ];
        let way = ways.into_iter().find(|(key, here, _)| *here && pressed(*key));
        if let Some((key, _, Some(goal))) = way {
            // Consumed, or the field entered now would walk on with the same key.
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            ui.memory_mut(|memory| memory.request_focus(goal));
        }
    }
}

/// Selects the whole text of a field, as on entering a cell.
pub fn select_all(ctx: &Context, id: Id, text: &str) {
    select(ctx, id, CCursorRange::two(CCursor::new(0), end(text)));
}

/// Selects some characters of a field.
pub fn select_range(ctx: &Context, id: Id, range: &Range<usize>) {
    select(ctx, id, CCursorRange::two(CCursor::new(range.start), CCursor::new(range.end)));
}

/// Puts the caret behind the text of a field.
pub fn caret_to_end(ctx: &Context, id: Id, text: &str) {
    select(ctx, id, CCursorRange::one(end(text)));
}

/// Puts the caret before the `at`th character of a field.
pub fn caret_at(ctx: &Context, id: Id, at: usize) {
    select(ctx, id, CCursorRange::one(CCursor::new(at)));
}

/// A text with some of its characters underlined: red for what is wrong, amber for what is asked,
/// grey for what is only worth knowing.
fn underlined(
    ui: &Ui,
    text: &str,
    marks: &[(Range<usize>, Level)],
    (font, width): (FontId, f32),
) -> LayoutJob {
    let tokens = theme::of(ui);
    let plain = TextFormat::simple(font, tokens.text);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let level = |at: usize| {
        let here = marks.iter().filter(|(range, _)| range.contains(&at));
        here.map(|(_, level)| *level).min()
    };
    let format = |level: Option<Level>| {
        let (ink, width) = match level {
            None => return plain.clone(),
            Some(Level::Must) => (tokens.red, 2.0),
            Some(Level::Doubt) => (tokens.amber, 1.5),
            Some(Level::Hint) => (tokens.quiet, 1.0),
        };
        TextFormat { underline: Stroke::new(width, ink), ..plain.clone() }
    };
    if marks.is_empty() {
        job.append(text, 0.0, plain);
        return job;
    }
    let mut from = 0;
    let mut of = level(0);
    for (character, (byte, _)) in text.char_indices().enumerate() {
        let here = level(character);
        if here != of {
            job.append(text.get(from..byte).unwrap_or(""), 0.0, format(of));
            (from, of) = (byte, here);
        }
    }
    job.append(text.get(from..).unwrap_or(""), 0.0, format(of));
    job
}

fn end(text: &str) -> CCursor {
    CCursor::new(text.chars().count())
}

fn select(ctx: &Context, id: Id, range: CCursorRange) {
    let mut state = TextEdit::load_state(ctx, id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ctx, id, state);
}
