//! 校样: the account of every numeral of the issue, as text and as a table side by side; each
//! unproven one is answered by one key.

mod answer;
mod data;
mod table;
mod text;

use egui::{Key, Modifiers, RichText, Ui, UiBuilder};

use crate::check::{Class, Numeral};
use crate::model::IssueId;
use crate::ui::action::{Action, Purpose};
use crate::ui::cx::Cx;
use crate::ui::publishing::{locked, parts_ui};
use crate::ui::{theme, widgets};

use answer::{Question, Verdict, judge};
use data::{Look, Sheet};

/// With less room than this the table stands below the text.
const BESIDE: f32 = 860.0;

#[derive(Default)]
pub struct Proof {
    sheet: Sheet,
    of: Option<(u64, IssueId)>,
    /// Among all numerals.
    chosen: Option<usize>,
    class: Option<Class>,
    section: Option<String>,
    question: Option<Question>,
    scroll: bool,
}

impl Proof {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let (Some(issue), Some(sources)) = (&cx.page.issue, cx.reviewing.sources()) else {
            return empty_ui(ui, cx);
        };
        self.load(cx, ui);
        let shown = self.shown();
        self.settle(&shown);
        self.keys(ui, cx, &issue.id, &shown);
        self.head_ui(ui, cx, issue.number, &sources.issue.id);
        parts_ui(ui, cx);
        locked(ui, cx.page.frozen, |ui| self.verdicts_ui(ui, cx, &issue.id));
        ui.add_space(4.0);
        let scroll = std::mem::take(&mut self.scroll);
        let all = ui.available_rect_before_wrap();
        let (one, other) = if all.width() >= BESIDE {
            all.split_left_right_at_fraction(0.56)
        } else {
            all.split_top_bottom_at_fraction(0.52)
        };
        let gap = egui::vec2(4.0, 4.0);
        let clicked = ui.scope_builder(UiBuilder::new().max_rect(one.shrink2(gap)), |ui| {
            let inner = widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                text::text_ui(ui, &self.sheet, self.chosen, scroll)
            });
            inner.inner
        });
        let row = ui.scope_builder(UiBuilder::new().max_rect(other.shrink2(gap)), |ui| {
            let inner = widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                table::table_ui(ui, &self.sheet, &shown, self.chosen, scroll)
            });
            inner.inner
        });
        ui.advance_cursor_after_rect(all);
        if let Some(at) = clicked.inner.or(row.inner) {
            self.choose(at);
            if !shown.contains(&at) {
                (self.class, self.section) = (None, None);
            }
        }
    }

    fn load(&mut self, cx: &Cx<'_>, ui: &Ui) {
        if self.of.as_ref() == cx.reviewing.version() {
            return;
        }
        let same = self.of.as_ref().map(|of| &of.1) == cx.reviewing.version().map(|of| &of.1);
        self.of = cx.reviewing.version().cloned();
        let Some(sources) = cx.reviewing.sources() else { return };
        let findings = cx.reviewing.findings();
        self.sheet = Sheet::new(&sources.document, cx.reviewing.numerals(), &findings);
        self.question = None;
        if !same {
            let open = |entry: &data::Entry| entry.numeral.class == Class::Unproven;
            self.chosen = self.sheet.entries.iter().position(open);
            (self.class, self.section) = (None, None);
        }
        self.scroll = true;
        ui.ctx().request_repaint();
    }

    fn choose(&mut self, at: usize) {
        self.chosen = Some(at);
        self.question = None;
        self.scroll = true;
    }

    /// The numerals that the filters let through.
    fn shown(&self) -> Vec<usize> {
        let lets = |numeral: &Numeral| {
            self.class.is_none_or(|class| class == numeral.class)
                && self.section.as_ref().is_none_or(|section| *section == numeral.section)
        };
        let entries = self.sheet.entries.iter().enumerate();
        entries.filter(|(_, entry)| lets(&entry.numeral)).map(|(at, _)| at).collect()
    }

    /// The chosen one is among those shown: the next of them when it no longer is.
    fn settle(&mut self, shown: &[usize]) {
        let at = self.chosen.unwrap_or(0);
        if !shown.contains(&at) {
            let next = shown.iter().find(|one| **one > at).or(shown.last());
            if next.copied() != self.chosen {
                self.chosen = next.copied();
                self.scroll = true;
            }
        }
    }

    fn entry(&self) -> Option<&data::Entry> {
        self.sheet.entries.get(self.chosen?)
    }

    /// ↑↓ walk, Space goes to the next unproven one, ←→ change the class shown, digits judge,
    /// Enter goes to the field.
    fn keys(&mut self, ui: &Ui, cx: &Cx<'_>, issue: &IssueId, shown: &[usize]) {
        if cx.composing || self.question.is_some() || ui.memory(|memory| memory.focused().is_some())
        {
            return;
        }
        let pressed =
            |key| ui.input(|input| input.modifiers == Modifiers::NONE && input.key_pressed(key));
        let way = isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp));
        let at = shown.iter().position(|one| self.chosen == Some(*one)).unwrap_or(0);
        if let Some(next) = at.checked_add_signed(way).filter(|_| way != 0)
            && let Some(next) = shown.get(next)
        {
            return self.choose(*next);
        }
        if pressed(Key::Space) {
            return self.next_open(cx);
        }
        let turn = isize::from(pressed(Key::ArrowRight)) - isize::from(pressed(Key::ArrowLeft));
        if turn != 0 {
            return self.turn_class(turn);
        }
        let Some(numeral) = self.entry().map(|entry| entry.numeral.clone()) else { return };
        if pressed(Key::Enter) {
            return cx.send(Action::Numeral(Box::new(numeral)));
        }
        let verdict = Verdict::ALL.into_iter().find(|(_, key, ..)| pressed(*key));
        let fits = |verdict: &Verdict| !cx.page.frozen && verdict.fits(&numeral);
        if let Some((verdict, ..)) = verdict.filter(|(verdict, ..)| fits(verdict)) {
            self.question = judge(cx, issue, &numeral, verdict);
        }
    }

    fn next_open(&mut self, cx: &Cx<'_>) {
        let from = self.chosen.map_or(0, |at| at + 1);
        let open = |at: &usize| {
            let entry = self.sheet.entries.get(*at);
            entry.is_some_and(|entry| matches!(entry.look, Look::Unproven | Look::Contradicted))
        };
        let count = self.sheet.entries.len();
        match (from..count).chain(0..from).find(open) {
            Some(at) => {
                (self.class, self.section) = (None, None);
                self.choose(at);
            }
            None => cx.send(Action::Say("没有待证、有疑的数字了".to_owned())),
        }
    }

    fn turn_class(&mut self, turn: isize) {
        let classes: Vec<Option<Class>> = std::iter::once(None)
            .chain(Class::ALL.into_iter().filter(|class| self.count(*class) > 0).map(Some))
            .collect();
        let at = classes.iter().position(|class| *class == self.class).unwrap_or(0);
        let next = (at + classes.len()).saturating_add_signed(turn) % classes.len();
        self.class = classes.get(next).copied().flatten();
        self.scroll = true;
    }

    fn count(&self, class: Class) -> usize {
        self.sheet.entries.iter().filter(|entry| entry.numeral.class == class).count()
    }

    /// 69 个数字：已绑定 24 · … · 待证 0
    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, number: u32, issue: &IssueId) {
        ui.horizontal_wrapped(|ui| {
            let text = format!("第{number}期　{} 个数字", self.sheet.entries.len());
            ui.label(RichText::new(text).font(theme::bold_font(16.0)));
            let all = ui.selectable_label(self.class.is_none(), RichText::new("全部").small());
            if all.clicked() {
                self.class = None;
            }
            for class in Class::ALL {
                let count = self.count(class);
                if count == 0 && class != Class::Unproven {
                    continue;
                }
                let text = RichText::new(format!("{} {count}", class.chinese())).small();
                let text = text.color(class_ink(ui, class, count));
                let chip = ui.selectable_label(self.class == Some(class), text);
                if chip.on_hover_text("只列这一类（←→ 换）").clicked() {
                    self.class = Some(class).filter(|class| self.class != Some(*class));
                }
            }
            self.section_ui(ui);
            let tip = "导出或打印校样表，核对人可在纸上签字";
            if ui.button("校样表…").on_hover_text(tip).clicked() {
                cx.send(Action::Pick(Purpose::ProofSheet(issue.clone())));
            }
        });
    }

    fn section_ui(&mut self, ui: &mut Ui) {
        let mut sections: Vec<&str> =
            self.sheet.entries.iter().map(|entry| entry.numeral.section.as_str()).collect();
        sections.dedup();
        let shown = self.section.clone().unwrap_or_else(|| "全部栏目".to_owned());
        let combo = egui::ComboBox::from_id_salt("sections of numerals").selected_text(shown);
        let shown = combo.width(150.0).truncate().show_ui(ui, |ui| {
            ui.selectable_value(&mut self.section, None, "全部栏目");
            for section in sections {
                ui.selectable_value(&mut self.section, Some(section.to_owned()), section);
            }
        });
        widgets::named(ui, shown.response.id, "看哪个栏目的数字");
    }

    /// What the chosen one is, and what can be made of it.
    fn verdicts_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, issue: &IssueId) {
        let Some(entry) = self.entry() else { return };
        let (numeral, message) = (entry.numeral.clone(), entry.message.clone());
        ui.horizontal_wrapped(|ui| {
            let printed =
                format!("{}{}", numeral.text, numeral.unit.as_deref().unwrap_or_default());
            ui.label(RichText::new(format!("“{printed}”")).font(theme::bold_font(15.0)));
            for (verdict, _, text, tip) in Verdict::ALL {
                if verdict == Verdict::Withdraw && !verdict.fits(&numeral) {
                    continue;
                }
                let fits = verdict.fits(&numeral);
                let button = ui.add_enabled(fits, egui::Button::new(text).small());
                if button.on_hover_text(tip).clicked() {
                    self.question = judge(cx, issue, &numeral, verdict);
                }
            }
            if ui.small_button("去原处").on_hover_text("到录入这个数字的地方（回车）").clicked()
            {
                cx.send(Action::Numeral(Box::new(numeral.clone())));
            }
            if !message.is_empty() {
                widgets::amber_note(ui, &message);
            }
        });
        let Some(question) = self.question.as_mut().filter(|one| one.key() == numeral.key) else {
            self.question = None;
            return;
        };
        if question.ui(ui, cx, issue, &numeral) {
            self.question = None;
            ui.memory_mut(egui::Memory::stop_text_input);
        }
    }
}

fn class_ink(ui: &Ui, class: Class, count: usize) -> egui::Color32 {
    let tokens = theme::of(ui);
    match class {
        Class::Unproven if count == 0 => tokens.green,
        Class::Unproven => tokens.amber,
        Class::Bound | Class::Derived => tokens.accent,
        Class::Exception => tokens.green,
        Class::Date | Class::Ordinal | Class::Quoted => tokens.quiet,
    }
}

fn empty_ui(ui: &mut Ui, cx: &Cx<'_>) {
    if let Some(message) = cx.reviewing.failure() {
        return widgets::message_box(ui, message);
    }
    widgets::sheet(ui, |ui| {
        widgets::title(ui, &format!("{}还没有一期", cx.page.month.chinese()));
        ui.label("建好一期以后，这里列出每个数字的来历。");
    });
}
