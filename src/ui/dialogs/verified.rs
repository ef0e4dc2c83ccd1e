//! A returned file beside the issue: the differences at the left, at the right the chosen one with
//! both sentences, and what can be done about it.

use std::path::PathBuf;

use egui::text::LayoutJob;
use egui::{Align, Color32, Key, Layout, RichText, ScrollArea, TextFormat, Ui, vec2};

use crate::check::verify::{Difference, Kind, Verification};
use crate::ops::Verified;
use crate::ui::action::{Action, Actions};
use crate::ui::{theme, widgets, wording};

/// Width of the list, in points.
const LIST: f32 = 330.0;
/// The order in which kinds are counted in the summary.
const KINDS: [Kind; 8] = [
    Kind::Number,
    Kind::Date,
    Kind::Name,
    Kind::Changed,
    Kind::Added,
    Kind::Removed,
    Kind::Moved,
    Kind::Notation,
];

/// What is shown of a file held against the issue.
#[derive(Clone, Debug, PartialEq)]
pub struct VerifiedDialog {
    path: PathBuf,
    /// 2025年4月第4期
    issue: String,
    verified: Verified,
    /// Where each difference leads in the issue, and the field of its figure.
    places: Vec<Option<Action>>,
    figures: Vec<Option<Action>>,
    chosen: usize,
    /// The choice the list was last scrolled to.
    shown: Option<usize>,
    /// Whether words were taken from the file, so that they can be given back.
    took: bool,
}

impl VerifiedDialog {
    pub fn new(
        path: PathBuf,
        issue: String,
        verified: Verified,
        places: Vec<Option<Action>>,
        figures: Vec<Option<Action>>,
    ) -> Self {
        Self { path, issue, verified, places, figures, chosen: 0, shown: None, took: false }
    }

    /// The same file after the issue was changed: the choice stays near.
    #[must_use]
    pub fn after(mut self, before: &Self, took: bool) -> Self {
        let last = self.verified.verification.differences.len().saturating_sub(1);
        self.chosen = before.chosen.min(last);
        self.took = took;
        self
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned());
        super::heading(ui, &format!("核对成品：{}", name.unwrap_or_default()));
        let Verified { verification, remarks } = &self.verified;
        ui.label(summary(&self.issue, verification));
        for remark in remarks {
            widgets::amber_note(ui, remark);
        }
        if verification.is_same() {
            same_ui(ui, verification);
        } else {
            self.differences_ui(ui, actions);
        }
        self.foot_ui(ui, actions);
    }

    fn differences_ui(&mut self, ui: &mut Ui, actions: &Actions) {
        ui.add_space(theme::STEP);
        let height = (ui.ctx().content_rect().height() - 340.0).clamp(220.0, 460.0);
        self.keys(ui);
        ui.horizontal_top(|ui| {
            // The line between would take whatever height there is, and a bit more each frame.
            ui.set_max_height(height);
            let down = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(LIST, height), down, |ui| self.list_ui(ui, height));
            ui.separator();
            let rest = vec2(ui.available_width(), height);
            ui.allocate_ui_with_layout(rest, down, |ui| {
                ScrollArea::vertical()
                    .id_salt("difference")
                    .max_height(height)
                    .min_scrolled_height(height)
                    .auto_shrink([false, false])
                    .show(ui, |ui| self.chosen_ui(ui, actions));
            });
        });
    }

    /// ↑ and ↓ walk the list, F8 and Shift+F8 too.
    fn keys(&mut self, ui: &Ui) {
        let last = self.verified.verification.differences.len().saturating_sub(1);
        let (down, up) = ui.input(|input| {
            let shift = input.modifiers.shift;
            let f8 = input.key_pressed(Key::F8);
            let (down, up) = (input.key_pressed(Key::ArrowDown), input.key_pressed(Key::ArrowUp));
            (down || (f8 && !shift), up || (f8 && shift))
        });
        if down {
            self.chosen = (self.chosen + 1).min(last);
        } else if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, height: f32) {
        let moved = self.shown != Some(self.chosen);
        self.shown = Some(self.chosen);
        ScrollArea::vertical()
            .id_salt("differences")
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.set_width(LIST - 12.0);
                ui.spacing_mut().item_spacing.y = 2.0;
                for (at, difference) in self.verified.verification.differences.iter().enumerate() {
                    let place = place(difference);
                    let first = format!("{}　{}", difference.kind.chinese(), short(difference));
                    let row = widgets::list_row(ui, at == self.chosen, &first, &place, "");
                    if row.clicked() || row.gained_focus() {
                        self.chosen = at;
                    }
                    if at == self.chosen && moved {
                        row.scroll_to_me(None);
                    }
                }
                let more = self.verified.verification.more;
                if more > 0 {
                    widgets::quiet(ui, format!("还有 {more} 处没有列出"));
                }
            });
    }

    fn chosen_ui(&self, ui: &mut Ui, actions: &Actions) {
        let Some(difference) = self.verified.verification.differences.get(self.chosen) else {
            return;
        };
        ui.set_width(ui.available_width());
        widgets::caption(ui, &place(difference));
        ui.label(RichText::new(&difference.message).font(theme::bold_font(15.0)));
        ui.add_space(theme::STEP);
        let own = difference.kind != Kind::Added;
        if own {
            widgets::caption(ui, "本期");
            let mark = difference.stored.as_deref();
            sentence_ui(ui, &difference.sentence, mark, theme::of(ui).green);
        }
        let found = if own { difference.found.as_deref() } else { Some(&*difference.sentence) };
        if let Some(found) = found {
            ui.add_space(theme::STEP);
            widgets::caption(ui, "成品文件");
            sentence_ui(ui, found, difference.printed.as_deref(), theme::of(ui).red);
        }
        ui.add_space(theme::GAP);
        self.buttons_ui(ui, actions, difference);
    }

    fn buttons_ui(&self, ui: &mut Ui, actions: &Actions, difference: &Difference) {
        ui.horizontal_wrapped(|ui| {
            let taken = match difference.kind {
                Kind::Changed | Kind::Name if difference.found.is_some() => {
                    Some(("采用文件的文字", "把文件里这一句的文字改进本期；数字不会改，可以撤销"))
                }
                Kind::Added if difference.place.is_some() => Some((
                    "把这一句加进本期",
                    "接在它前面那一句之后；有数字的句子不能这样加，可以撤销",
                )),
                Kind::Removed if difference.stored.is_some() => {
                    Some(("把这一句从本期删去", "有数字的句子、自成一段的不能这样删，可以撤销"))
                }
                _ => None,
            };
            if let Some((words, tip)) = taken
                && ui.button(words).on_hover_text(tip).clicked()
            {
                let (difference, path) = (Box::new(difference.clone()), self.path.clone());
                actions.send(Action::TakeWords(difference, path));
            }
            let place = self.places.get(self.chosen).and_then(Option::as_ref);
            go_ui(ui, actions, place, "到原处", "关上对照，到这一句所在的地方");
            let figure = self.figures.get(self.chosen).and_then(Option::as_ref);
            go_ui(ui, actions, figure, "去录入", "关上对照，到这项数据的格");
        });
        if matches!(difference.kind, Kind::Number | Kind::Date) {
            widgets::quiet(ui, "数字不会随文件更改：请核实后到录入页或编排里改。");
        }
    }

    fn foot_ui(&self, ui: &mut Ui, actions: &Actions) {
        ui.add_space(theme::STEP);
        ui.horizontal(|ui| {
            let close = widgets::accent_button(ui, "关闭");
            if ui.memory(|memory| memory.focused().is_none()) {
                close.request_focus();
            }
            if close.clicked() {
                actions.send(Action::Close);
            }
            if self.took && ui.button("撤销采用").clicked() {
                actions.send(Action::Undo);
                actions.send(Action::Verify(self.path.clone()));
            }
            let style = self.verified.verification.style.len();
            if style > 0 {
                widgets::quiet(
                    ui,
                    format!("另有 {style} 句只是符号宽窄、序号等写法不同，没有列出"),
                );
            }
        });
    }
}

fn go_ui(ui: &mut Ui, actions: &Actions, to: Option<&Action>, text: &str, tip: &str) {
    let Some(to) = to else { return };
    if ui.button(text).on_hover_text(tip).clicked() {
        actions.send(Action::Close);
        actions.send(to.clone());
    }
}

fn same_ui(ui: &mut Ui, verification: &Verification) {
    ui.add_space(theme::GAP);
    ui.horizontal(|ui| {
        let tokens = theme::of(ui);
        ui.label(RichText::new("✔").size(22.0).color(tokens.green));
        ui.label(RichText::new("完全一致").font(theme::bold_font(18.0)).color(tokens.green));
    });
    let style = verification.style.len();
    let words = if style > 0 {
        "每一句、每个数字都与本期相同；只有符号宽窄等写法不同。"
    } else {
        "每一句、每个数字都与本期相同。"
    };
    ui.label(words);
}

/// 与2025年4月第4期有 5 处不同：数字 2 · 文字 3
fn summary(issue: &str, verification: &Verification) -> String {
    let differences = &verification.differences;
    let count = differences.len() + verification.more;
    if count == 0 {
        return format!("对照{issue}。");
    }
    let of = |kind: &Kind| differences.iter().filter(|one| one.kind == *kind).count();
    let parts: Vec<String> = KINDS
        .iter()
        .map(|kind| (kind, of(kind)))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{} {count}", kind.chinese()))
        .collect();
    format!("与{issue}有 {count} 处不同：{}", parts.join(" · "))
}

/// 一、总体运行情况（二）
fn place(difference: &Difference) -> String {
    let item = difference.item.as_deref().unwrap_or_default();
    format!("{}{item}", difference.section)
}

/// What differs in few characters.
fn short(difference: &Difference) -> String {
    let text = |text: &Option<String>| text.as_deref().map(|text| wording::beginning(text, 12));
    match (text(&difference.stored), text(&difference.printed)) {
        (Some(stored), Some(printed)) => format!("{stored} → {printed}"),
        (Some(stored), None) => format!("少 {stored}"),
        (None, Some(printed)) => format!("多 {printed}"),
        (None, None) => wording::beginning(&difference.sentence, 14),
    }
}

/// A sentence with what differs in it marked by colour and a line below.
fn sentence_ui(ui: &mut Ui, sentence: &str, mark: Option<&str>, colour: Color32) {
    let tokens = theme::of(ui);
    let font = egui::FontId::proportional(15.0);
    let plain = TextFormat::simple(font.clone(), tokens.text);
    let marked = TextFormat {
        underline: egui::Stroke::new(1.5, colour),
        ..TextFormat::simple(font, colour)
    };
    let mut job = LayoutJob::default();
    let split = mark.filter(|mark| !mark.is_empty() && *mark != sentence);
    match split.and_then(|mark| sentence.split_once(mark).map(|(head, tail)| (head, mark, tail))) {
        Some((head, mark, tail)) => {
            job.append(head, 0.0, plain.clone());
            job.append(mark, 0.0, marked);
            job.append(tail, 0.0, plain);
        }
        None => job.append(sentence, 0.0, plain),
    }
    job.wrap.max_width = ui.available_width();
    ui.label(job);
}
