//! The fields of an indicator that is being written.

use egui::{ComboBox, CompletionPopup, CompletionQuery, Id, Suggestion, TextEdit, Ui};

use crate::text::initials;
use crate::ui::cx::Cx;
use crate::ui::{theme, widgets, wording};

use super::draft::{Asked, DECIMALS, Draft, KINDS, POWERS, is_joint};

const NARROW: f32 = 110.0;
const WIDE: f32 = 420.0;

pub fn fields_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut Draft, fresh: bool) {
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.horizontal_wrapped(|ui| {
        let id = text_ui(ui, "指标名称", "如 全程网办受理", &mut draft.name, 240.0);
        if fresh {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        text_ui(ui, "单位", "件", &mut draft.unit, NARROW);
    });
    let hint = "往期正文里的其他叫法，用；隔开";
    ui.horizontal_wrapped(|ui| {
        text_ui(ui, "别名", hint, &mut draft.aliases, WIDE);
    });
    ui.horizontal_wrapped(|ui| {
        choice_ui(ui, "怎样累计", &mut draft.kind, &KINDS.map(|(kind, name)| (kind, name.into())));
        section_ui(ui, cx, &mut draft.section);
    });
    print_ui(ui, draft);
    definitions_ui(ui, draft);
    asked_ui(ui, cx, draft);
    ui.horizontal_wrapped(|ui| {
        let names = |typed: &str| indicators(cx, typed);
        let hint = "占比的基数，可空";
        completed_ui(ui, cx, ("占比的基数", hint), &mut draft.share_of, &names);
        let hint = "最后一月，可空";
        text_ui(ui, "停用", hint, &mut draft.valid_to, NARROW);
    });
}

/// A caption and a field that is called by it.
fn text_ui(ui: &mut Ui, label: &str, hint: &str, text: &mut String, width: f32) -> Id {
    widgets::caption(ui, label);
    let id = Id::unique(("indicator", label));
    let width = f32::min(width, ui.available_width().max(NARROW));
    ui.add(TextEdit::singleline(text).id(id).hint_text(hint).desired_width(width));
    widgets::named(ui, id, label);
    id
}

fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    chosen: &mut T,
    choices: &[(T, String)],
) {
    let name = choices.iter().find(|(value, _)| value == chosen).map_or("", |(_, name)| name);
    widgets::caption(ui, label);
    let combo = ComboBox::from_id_salt(("indicator", label)).selected_text(name);
    let shown = combo.show_ui(ui, |ui| {
        for (value, name) in choices {
            ui.selectable_value(chosen, *value, name);
        }
    });
    widgets::named(ui, shown.response.id, &format!("{label}：{name}"));
}

/// Under which section the form shows it.
fn section_ui(ui: &mut Ui, cx: &Cx<'_>, section: &mut String) {
    let bulletin = &cx.page.bulletin;
    let mut titles: Vec<String> = bulletin
        .sections
        .iter()
        .map(|section| wording::section_title(&section.title, cx.page.month, 0))
        .collect();
    titles.push("其他指标".to_owned());
    let places = titles.iter().cloned().enumerate().collect::<Vec<_>>();
    let known = bulletin.sections.iter().position(|known| known.key == *section);
    let mut at = known.unwrap_or(bulletin.sections.len());
    choice_ui(ui, "所在栏目", &mut at, &places);
    *section = bulletin.sections.get(at).map(|section| section.key.clone()).unwrap_or_default();
}

fn print_ui(ui: &mut Ui, draft: &mut Draft) {
    let places = DECIMALS.map(|n| (n, if n == 0 { "没有".to_owned() } else { format!("{n} 位") }));
    ui.horizontal_wrapped(|ui| {
        choice_ui(ui, "填报的小数", &mut draft.decimals, &places);
        let powers = POWERS.map(|(power, name)| (power, name.to_owned()));
        choice_ui(ui, "印出时", &mut draft.style.power, &powers);
        choice_ui(ui, "印出的小数", &mut draft.style.decimals, &places);
        ui.checkbox(&mut draft.grouped, "印千分撇（38,426）");
        ui.checkbox(&mut draft.style.trim, "末尾的 0 不印");
    });
    widgets::quiet(ui, draft.example());
}

fn definitions_ui(ui: &mut Ui, draft: &mut Draft) {
    ui.horizontal_wrapped(|ui| {
        text_ui(ui, "口径", "算什么、不算什么", &mut draft.definition, WIDE);
    });
    let mut gone = None;
    for (nth, (from, text)) in draft.redefined.iter_mut().enumerate() {
        ui.horizontal_wrapped(|ui| {
            text_ui(ui, &format!("第 {} 次改口径，从", nth + 1), "2025-01", from, 84.0);
            text_ui(ui, &format!("起，改为（第 {} 次）", nth + 1), "新的口径", text, 280.0);
            let remove = ui.small_button("去掉");
            widgets::named(ui, remove.id, &format!("去掉第 {} 次改口径", nth + 1));
            if remove.clicked() {
                gone = Some(nth);
            }
        });
    }
    if let Some(nth) = gone {
        draft.redefined.remove(nth);
    }
    if ui.small_button("口径有改动…").on_hover_text("写明从哪个月起算法变了").clicked()
    {
        draft.redefined.push(Default::default());
    }
}

fn asked_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut Draft) {
    ui.horizontal_wrapped(|ui| {
        let choices = Asked::ALL.map(|asked| (asked, asked.name().to_owned()));
        choice_ui(ui, "由谁填报", &mut draft.asked, &choices);
        if draft.asked == Asked::Some {
            let names = |typed: &str| departments(cx, typed);
            let hint = "部门名称，用、隔开";
            completed_ui(ui, cx, ("填报部门", hint), &mut draft.departments, &names);
        }
    });
    ui.add_space(theme::STEP / 2.0);
}

/// A field whose words are completed.
fn completed_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (label, hint): (&str, &str),
    text: &mut String,
    names: &dyn Fn(&str) -> Vec<Suggestion>,
) {
    widgets::caption(ui, label);
    let id = Id::unique(("indicator", label));
    let width = f32::min(300.0, ui.available_width().max(NARROW));
    let edit = TextEdit::singleline(text).id(id).hint_text(hint).desired_width(width);
    if cx.composing {
        ui.add(edit);
    } else {
        let popup = CompletionPopup::new(id).word_boundary(is_joint).max_height(200.0);
        popup.show(ui, edit, |query: &CompletionQuery<'_>| names(query.word.trim()));
    }
    widgets::named(ui, id, label);
}

fn indicators(cx: &Cx<'_>, typed: &str) -> Vec<Suggestion> {
    let all = &cx.page.bulletin.indicators;
    if typed.is_empty() || all.iter().any(|i| i.name == typed) {
        return Vec::new();
    }
    let found = initials::best(all, typed, |i| i.names().collect());
    found.into_iter().take(10).map(|i| Suggestion::new(i.name.clone())).collect()
}

fn departments(cx: &Cx<'_>, typed: &str) -> Vec<Suggestion> {
    let all: Vec<_> = cx.page.departments.iter().filter(|d| !d.is_hall()).collect();
    if typed.is_empty() || all.iter().any(|d| d.name == typed) {
        return Vec::new();
    }
    let found = initials::best(&all, typed, |d| d.names().collect());
    found.into_iter().take(10).map(|d| Suggestion::new(d.name.clone())).collect()
}
