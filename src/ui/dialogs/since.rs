//! The issue beside the one before: what changed in words, what in numbers, what stands as it did.

use egui::{RichText, ScrollArea, Ui};

use crate::check::verify::{NumberSince, SentenceSince, Since};
use crate::model::Month;
use crate::ui::action::{Action, Actions};
use crate::ui::{theme, widgets, wording};

/// Which sentences are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    Numbers,
    Words,
    Standing,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SinceDialog {
    before: Month,
    sentences: Vec<SentenceSince>,
    /// Where each leads.
    places: Vec<Option<Action>>,
    shown: Shown,
}

impl SinceDialog {
    pub fn new(before: Month, sentences: Vec<SentenceSince>, places: Vec<Option<Action>>) -> Self {
        Self { before, sentences, places, shown: Shown::default() }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        super::heading(ui, &format!("与上期（{}）对照", self.before.chinese()));
        let count = |shown| self.sentences.iter().filter(|one| is_in(one, shown)).count();
        let tabs = [
            (Shown::Numbers, "数字", count(Shown::Numbers)),
            (Shown::Words, "文字", count(Shown::Words)),
            (Shown::Standing, "照旧未改", count(Shown::Standing)),
        ];
        ui.horizontal(|ui| {
            for (shown, name, count) in tabs {
                ui.selectable_value(&mut self.shown, shown, format!("{name} {count}"));
            }
        });
        ui.separator();
        let height = (ui.ctx().content_rect().height() - 260.0).max(200.0);
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, false]).show(ui, |ui| self.list_ui(ui, actions));
        super::close_foot(ui, actions);
    }

    fn list_ui(&self, ui: &mut Ui, actions: &Actions) {
        if !self.sentences.iter().any(|one| is_in(one, self.shown)) {
            ui.add_space(theme::STEP);
            ui.label(match self.shown {
                Shown::Numbers => "没有可对照的数字。",
                Shown::Words => "文字与上期相同。",
                Shown::Standing => "没有一字未改的句子。",
            });
        }
        if self.shown == Shown::Numbers {
            return self.numbers_ui(ui, actions);
        }
        let mut section = "";
        for (one, place) in self.sentences.iter().zip(&self.places) {
            if !is_in(one, self.shown) {
                continue;
            }
            if one.section != section && !one.section.is_empty() {
                section = &one.section;
                ui.add_space(4.0);
                widgets::caption(ui, section);
            }
            sentence_ui(ui, actions, one, place.as_ref());
        }
    }

    fn numbers_ui(&self, ui: &mut Ui, actions: &Actions) {
        egui::Grid::new("numbers").striped(true).num_columns(5).spacing([18.0, 6.0]).show(
            ui,
            |ui| {
                for head in ["数据", "上期", "本期", "环比", "说明"] {
                    widgets::caption(ui, head);
                }
                ui.end_row();
                for (one, place) in self.sentences.iter().zip(&self.places) {
                    for number in one.numbers.iter().filter(|_| is_in(one, Shown::Numbers)) {
                        number_ui(ui, actions, one, number, place.as_ref());
                    }
                }
            },
        );
    }
}

fn is_in(one: &SentenceSince, shown: Shown) -> bool {
    match shown {
        Shown::Numbers => !one.numbers.is_empty(),
        Shown::Words => matches!(one.state, Since::Words | Since::New | Since::Gone),
        Shown::Standing => one.standing,
    }
}

fn number_ui(
    ui: &mut Ui,
    actions: &Actions,
    one: &SentenceSince,
    number: &NumberSince,
    place: Option<&Action>,
) {
    let tokens = theme::of(ui);
    let name = number.indicator.clone().unwrap_or_else(|| wording::beginning(&one.sentence, 14));
    let name = wording::beginning(&name, 16);
    link_ui(ui, actions, &name, &one.sentence, place);
    let before = number.before.as_deref().unwrap_or(if one.state == Since::New {
        "—"
    } else {
        &number.now
    });
    ui.label(RichText::new(before).color(tokens.quiet));
    let now = if number.now.is_empty() { "（没有了）" } else { &number.now };
    ui.label(RichText::new(now).font(theme::bold_font(14.0)));
    ui.label(number.change.as_deref().unwrap_or("—"));
    // Rounding may hide that a figure moved.
    let moved = number.change.as_deref().is_some_and(|change| change != "持平");
    let same = number.before.is_none() && one.state != Since::New;
    match &number.unusual {
        Some(unusual) => {
            let short = wording::beginning(unusual, 26);
            ui.label(RichText::new(format!("▲ {short}")).color(tokens.amber))
                .on_hover_text(unusual);
        }
        None if same && moved => {
            widgets::quiet(ui, "印出来与上期相同");
        }
        None if same => {
            ui.label(RichText::new("与上期相同").color(tokens.amber));
        }
        None => {
            widgets::quiet(ui, "");
        }
    }
    ui.end_row();
}

fn sentence_ui(ui: &mut Ui, actions: &Actions, one: &SentenceSince, place: Option<&Action>) {
    ui.horizontal_wrapped(|ui| {
        let tokens = theme::of(ui);
        if !one.standing {
            ui.label(RichText::new(one.state.chinese()).color(tokens.accent));
        }
        let item = one.item.as_deref().unwrap_or_default();
        let text = wording::beginning(&format!("{item}{}", one.sentence), 90);
        link_ui(ui, actions, &text, &one.sentence, place);
    });
    for words in &one.words {
        let text = match (words.before.as_str(), words.now.as_str()) {
            ("", now) => format!("　　加“{now}”"),
            (before, "") => format!("　　去“{before}”"),
            (before, now) => format!("　　“{before}” → “{now}”"),
        };
        widgets::quiet(ui, text);
    }
}

/// Text that leads to where it is typed.
fn link_ui(ui: &mut Ui, actions: &Actions, text: &str, whole: &str, place: Option<&Action>) {
    let Some(place) = place else {
        ui.label(text);
        return;
    };
    if ui.link(text).on_hover_text(whole).clicked() {
        actions.send(Action::Close);
        actions.send(place.clone());
    }
}
