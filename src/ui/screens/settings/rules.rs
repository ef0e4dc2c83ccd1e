//! 数据规则: what the figures of a month are held against, in words; added, edited, switched off.

mod draft;

use egui::{
    Button, CollapsingHeader, ComboBox, CompletionPopup, CompletionQuery, Id, RichText, ScrollArea,
    Suggestion, TextEdit, Ui,
};

use crate::model::{Bulletin, Relation, rule};
use crate::ops::relation_in_words;
use crate::text::initials;
use crate::ui::change::{Change, RelationChange};
use crate::ui::cx::Cx;
use crate::ui::{theme, widgets};

use draft::{Draft, Kind, is_joint};

#[derive(Default)]
pub struct Rules {
    /// The rule being written.
    draft: Option<Draft>,
}

fn send(cx: &Cx<'_>, change: RelationChange) {
    cx.change(Change::Relation(cx.page.bulletin.code.clone(), change));
}

impl Rules {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_width(ui.available_width());
                self.head_ui(ui, cx);
                self.list_ui(ui, cx);
                if self.draft.as_ref().is_some_and(|draft| draft.key.is_none()) {
                    self.draft_ui(ui, cx);
                }
            });
            ui.add_space(theme::STEP);
            widgets::sheet(ui, |ui| {
                ui.set_min_width(ui.available_width());
                expected_ui(ui, cx);
            });
        });
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        widgets::title(ui, &format!("{}的数据规则", cx.page.bulletin.name));
        widgets::quiet(
            ui,
            "录入和校对时按这些规则核对，不符的列在表格下面；确实如此的可以说明理由。规则不改动数据。",
        );
        ui.add_space(theme::STEP);
        let add = ui.add_enabled(self.draft.is_none(), Button::new("新增规则…"));
        if add.on_hover_text("选一种规则，再填指标").clicked() {
            self.draft = Some(Draft::default());
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let bulletin = &cx.page.bulletin;
        if bulletin.relations.is_empty() {
            ui.label("还没有规则。点“新增规则”，例如“合计 = 各分项”。");
        }
        for relation in &bulletin.relations {
            let key = relation.key();
            self.rule_ui(ui, cx, relation, &key);
            if self.draft.as_ref().is_some_and(|draft| draft.key.as_ref() == Some(&key)) {
                self.draft_ui(ui, cx);
            }
        }
    }

    fn rule_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, relation: &Relation, key: &str) {
        let bulletin = &cx.page.bulletin;
        let words = relation_in_words(bulletin, relation);
        ui.horizontal_wrapped(|ui| {
            switch_ui(ui, cx, key, &words);
            if relation.fault(bulletin).is_some() {
                widgets::amber_note(ui, "缺指标，查不了");
            }
            let edit = ui.add_enabled(self.draft.is_none(), Button::new("修改…").small());
            widgets::named(ui, edit.id, &format!("修改 {words}"));
            if edit.on_hover_text("改这条规则").clicked() {
                self.draft = Some(Draft::of(bulletin, relation));
            }
            let delete = ui.small_button("删除");
            widgets::named(ui, delete.id, &format!("删除 {words}"));
            if delete.on_hover_text("删去这条规则，可撤销").clicked() {
                self.draft = None;
                send(cx, RelationChange::Delete(key.to_owned()));
            }
        });
    }

    fn draft_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(draft) = &mut self.draft else { return };
        let (mut sure, mut gone) = (false, false);
        egui::Frame::group(ui.style()).show(ui, |ui| {
            let combo = ComboBox::from_id_salt("kind of rule").selected_text(draft.kind.name());
            let shown = combo.show_ui(ui, |ui| {
                for kind in Kind::ALL {
                    ui.selectable_value(&mut draft.kind, kind, kind.name());
                }
            });
            widgets::named(ui, shown.response.id, &format!("规则：{}", draft.kind.name()));
            for (slot, text) in draft.kind.slots().iter().zip(&mut draft.texts) {
                ui.horizontal(|ui| {
                    widgets::caption(ui, slot.label);
                    slot_ui(ui, cx, slot, text);
                });
            }
            if let Some(fault) = &draft.fault {
                widgets::amber_note(ui, fault);
            }
            ui.horizontal(|ui| {
                sure = ui.button("确定").on_hover_text("存下这条规则").clicked();
                gone = ui.button("取消").on_hover_text("不改了").clicked();
            });
        });
        if gone {
            self.draft = None;
        } else if sure {
            self.store(cx);
        }
    }

    fn store(&mut self, cx: &Cx<'_>) {
        let Some(draft) = &mut self.draft else { return };
        let rule = match draft.read(&cx.page.bulletin) {
            Ok(rule) => rule,
            Err(fault) => return draft.fault = Some(fault),
        };
        let new = rule.key();
        let twice = cx.page.bulletin.relations.iter().any(|r| r.key() == new);
        if twice && draft.key.as_ref() != Some(&new) {
            draft.fault = Some("已经有一条同样的规则，请修改原有的那条".to_owned());
            return;
        }
        let key = draft.key.take();
        self.draft = None;
        send(
            cx,
            match key {
                Some(key) => RelationChange::Edit { key, rule },
                None => RelationChange::Add(rule),
            },
        );
    }
}

/// Whether a rule is asked.
fn switch_ui(ui: &mut Ui, cx: &Cx<'_>, key: &str, words: &str) {
    let mut on = cx.page.bulletin.asks(key);
    let text = if on { words.to_owned() } else { format!("{words}（已停用）") };
    let colour = if on { theme::of(ui).text } else { theme::of(ui).quiet };
    let check = ui.checkbox(&mut on, RichText::new(text).color(colour));
    if check.on_hover_text("停用或启用").changed() {
        send(cx, RelationChange::Switch { key: key.to_owned(), on });
    }
}

/// What is asked without being declared: figures far from their own past.
fn expected_ui(ui: &mut Ui, cx: &Cx<'_>) {
    widgets::title(ui, "与往年同期比");
    widgets::quiet(
        ui,
        "每项数据自动与往年同月和近一年比，差得多时提问。不想问的在这里停用；要放宽或收紧，新增“与往年同期比”规则。",
    );
    let header = CollapsingHeader::new("各项指标").id_salt("expected rules");
    header.show(ui, |ui| {
        for indicator in &cx.page.bulletin.indicators {
            switch_ui(ui, cx, &rule::expected(&indicator.code), &indicator.name);
        }
    });
}

/// One field of a rule; names of indicators are completed.
fn slot_ui(ui: &mut Ui, cx: &Cx<'_>, slot: &draft::Slot, text: &mut String) {
    let id = Id::unique(("rule", slot.label));
    let width = (ui.available_width() - 16.0).clamp(120.0, 460.0);
    let edit = TextEdit::singleline(text).id(id).hint_text(slot.hint).desired_width(width);
    if slot.names && !cx.composing {
        let complete = |query: &CompletionQuery<'_>| names(&cx.page.bulletin, query.word);
        let popup = CompletionPopup::new(id).word_boundary(is_joint).max_height(200.0);
        popup.show(ui, edit, complete);
    } else {
        ui.add(edit);
    }
    widgets::named(ui, id, slot.label);
}

fn names(bulletin: &Bulletin, typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim();
    if typed.is_empty() || bulletin.indicators.iter().any(|i| i.name == typed) {
        return Vec::new();
    }
    let found = initials::best(&bulletin.indicators, typed, |i| i.names().collect());
    found.into_iter().take(10).map(|i| Suggestion::new(i.name.clone())).collect()
}
