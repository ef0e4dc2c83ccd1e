//! Ctrl+K: one field for everything. Commands by name or first letters, and the whole book's
//! texts as one types, the newest first.

use egui::text::LayoutJob;
use egui::{Align2, Area, Frame, Id, Key, Modifiers, Order, ScrollArea, TextEdit, TextFormat, Ui};

use crate::model::Month;
use crate::ops::{Hit, Listing, SearchResult, Target};
use crate::text::initials;
use crate::text::query::Excerpt;

use super::action::{Action, Purpose};
use super::commands::{Entry, TABLE};
use super::cx::Cx;
use super::loaded::Loaded;
use super::widgets::{self, Row};
use super::{theme, wording};

/// So many hits are listed; more are told of.
const LISTED: usize = 60;
const COMMANDS: usize = 6;
const RECENT: usize = 6;

/// The open field with what it found.
#[derive(Default)]
pub struct Search {
    text: String,
    chosen: usize,
    result: Loaded<String, SearchResult>,
}

/// One line that can be chosen.
enum Line<'a> {
    Command(&'static Entry),
    Month(Month),
    Hit(&'a Hit),
}

impl Search {
    /// Draws the field and the lines; what is chosen is asked for.
    pub fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let screen = ui.ctx().content_rect();
        let width = (screen.width() - 80.0).min(680.0);
        let mut lost = false;
        let area = Area::new(Id::unique("search")).order(Order::Foreground);
        let shown = area.anchor(Align2::CENTER_TOP, [0.0, 56.0]).show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(12).show(ui, |ui| {
                ui.set_width(width);
                self.field_ui(ui, cx);
                lost = self.lines_ui(ui, cx, screen.height() - 200.0);
            });
        });
        let beside = ui.input(|i| i.pointer.any_pressed())
            && ui
                .input(|i| i.pointer.interact_pos())
                .is_some_and(|at| !shown.response.rect.contains(at));
        let escaped = !cx.composing && ui.input(|i| i.key_pressed(Key::Escape));
        if lost || beside || escaped {
            cx.send(Action::CloseSearch);
        }
    }

    fn field_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        // Taken before the field sees them, where they would move the caret or end the typing.
        let step = |ui: &mut Ui, key| {
            !cx.composing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
        };
        if step(ui, Key::ArrowDown) {
            self.chosen = self.chosen.saturating_add(1);
        }
        if step(ui, Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let edit = TextEdit::singleline(&mut self.text)
            .id(Id::unique("search field"))
            .hint_text("搜索动态、正文、数据、说明、名单，或写命令（首字母也行）")
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6));
        let response = ui.add(edit);
        widgets::named(ui, response.id, "搜索");
        if !response.has_focus() {
            response.request_focus();
        }
        if response.changed() {
            self.chosen = 0;
        }
    }

    /// Whether a line was chosen.
    fn lines_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, height: f32) -> bool {
        let typed = if cx.composing { String::new() } else { self.text.trim().to_owned() };
        let load = || cx.book.search(&typed, LISTED);
        let result = match self.result.get(cx.book.revision(), typed.clone(), load) {
            Ok(result) => &*result,
            Err(message) => {
                widgets::message_box(ui, &message);
                return false;
            }
        };
        let lines = lines(cx, &typed, result);
        self.chosen = self.chosen.min(lines.len().saturating_sub(1));
        let entered = !cx.composing && ui.input(|i| i.key_pressed(Key::Enter));
        let mut gone = false;
        ui.add_space(4.0);
        ScrollArea::vertical().max_height(height.max(160.0)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (nth, line) in lines.iter().enumerate() {
                let clicked = line.ui(ui, cx, nth == self.chosen);
                if clicked || (entered && nth == self.chosen) {
                    line.ask(cx);
                    gone = true;
                }
            }
            if !typed.is_empty() && result.hits.is_empty() && lines.is_empty() {
                ui.label(format!("没有找到“{typed}”。试试少写几个字，或用空格分开几个词。"));
            }
            if !result.hits.is_empty() {
                let tip = "把找到的都存成 xlsx 或 csv";
                if ui.small_button("导出结果…").on_hover_text(tip).clicked() {
                    cx.send(Action::Pick(Purpose::ExportList(Listing::Hits(typed.clone()))));
                    gone = true;
                }
            }
            if result.more {
                widgets::quiet(ui, format!("只列出最新的 {LISTED} 处，再写几个字可以缩小范围。"));
            }
        });
        gone
    }
}

fn lines<'a>(cx: &Cx<'_>, typed: &str, result: &'a SearchResult) -> Vec<Line<'a>> {
    let able = |entry: &&'static Entry| !entry.of_screen && entry.command.enabled(cx.page);
    let mut seen = Vec::new();
    let once = |entry: &&'static Entry| {
        let new = !seen.contains(&entry.command);
        seen.push(entry.command);
        new
    };
    let entries = TABLE.iter().filter(able).filter(once);
    if typed.is_empty() {
        let months = cx.page.months.iter().take(RECENT).map(|month| Line::Month(*month));
        return entries.map(Line::Command).chain(months).collect();
    }
    let commands = initials::best(entries, typed, |entry| vec![entry.text.trim_end_matches('…')]);
    let commands = commands.into_iter().take(COMMANDS).map(Line::Command);
    commands.chain(result.hits.iter().map(Line::Hit)).collect()
}

impl Line<'_> {
    fn ui(&self, ui: &mut Ui, cx: &Cx<'_>, chosen: bool) -> bool {
        let response = match self {
            Self::Command(entry) => {
                let first = format!("命令　{}", entry.text.trim_end_matches('…'));
                Row::new(&first, entry.key_text).show(ui, chosen)
            }
            Self::Month(month) => {
                let number = cx.page.summary(*month).map(|issue| format!("第{}期", issue.number));
                let first = format!("月份　{}", month.chinese());
                Row::new(&first, &number.unwrap_or_default()).show(ui, chosen)
            }
            Self::Hit(hit) => hit_ui(ui, hit, chosen),
        };
        if chosen {
            response.scroll_to_me(None);
        }
        response.clicked()
    }

    fn ask(&self, cx: &Cx<'_>) {
        match self {
            Self::Command(entry) => {
                if let Some(action) = entry.command.action(cx.page) {
                    cx.send(action);
                }
            }
            Self::Month(month) => cx.send(Action::Month(*month)),
            Self::Hit(hit) => cx.send(Action::Goto(Box::new(hit.target.clone()))),
        }
    }
}

/// What it is and when; below it the text with the words found in it.
fn hit_ui(ui: &mut Ui, hit: &Hit, chosen: bool) -> egui::Response {
    let month = hit.month.map(Month::chinese).unwrap_or_default();
    let first = format!("{}　{}", hit.kind, hit.title);
    let row = Row { second: " ", ..Row::new(first.trim_end(), &month) };
    let response = row.show(ui, chosen);
    let galley = ui.painter().layout_job(marked(ui, &hit.excerpt, response.rect.width() - 24.0));
    let at = response.rect.left_bottom() + egui::vec2(12.0, -6.0 - galley.size().y);
    ui.painter().galley(at, galley, theme::of(ui).quiet);
    let text = format!("{first} {month} {}", hit.excerpt.text);
    widgets::named(ui, response.id, &wording::beginning(&text, 120));
    response
}

fn marked(ui: &Ui, excerpt: &Excerpt, width: f32) -> LayoutJob {
    let tokens = theme::of(ui);
    let font = egui::FontId::proportional(13.0);
    let mut job = LayoutJob::default();
    job.wrap.max_rows = 1;
    job.wrap.max_width = width;
    job.wrap.break_anywhere = true;
    for (nth, letter) in excerpt.text.chars().enumerate() {
        let found = excerpt.marks.iter().any(|mark| mark.contains(&nth));
        let format = TextFormat {
            font_id: font.clone(),
            color: if found { tokens.text } else { tokens.quiet },
            background: if found { tokens.amber_ground } else { egui::Color32::TRANSPARENT },
            underline: egui::Stroke::new(f32::from(u8::from(found)), tokens.amber),
            ..TextFormat::default()
        };
        job.append(letter.encode_utf8(&mut [0; 4]), 0.0, format);
    }
    job
}

/// The month and bulletin a target is shown in; `None` where any will do.
pub fn place_of(target: &Target) -> Option<(Option<&crate::model::BulletinCode>, Month)> {
    match target {
        Target::Item { bulletin, month, .. }
        | Target::Section { bulletin, month, .. }
        | Target::Visit { bulletin, month, .. }
        | Target::List { bulletin, month }
        | Target::Issue { bulletin, month } => Some((Some(bulletin), *month)),
        Target::Figure(key) => Some((None, key.month)),
        Target::Indicator(_) | Target::Department(_) | Target::Person => None,
    }
}
