//! The form of one item or event: date, department, lead, text. Shared by 动态 and 编排.

use egui::{CompletionQuery, RichText, Suggestion, Ui};

use crate::document::{Block, Role, Run};
use crate::model::{Item, Month};
use crate::text::initials;
use crate::text::prose::IssueSlot;
use crate::ui::action::Action;
use crate::ui::change::{Change, ItemChange};
use crate::ui::cx::Cx;
use crate::ui::widgets::{self, Field, field_id};
use crate::ui::{dates, theme};

/// Draws the form; each field stores itself. `rows` is the height of the text.
pub fn item_ui(ui: &mut Ui, cx: &Cx<'_>, item: &Item, rows: usize) {
    let edit = |change: Item| Action::Change(Box::new(Change::Item(ItemChange::Edit(change))));
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width(150.0);
            widgets::caption(ui, "日期");
            date_ui(ui, cx, item);
        });
        ui.vertical(|ui| {
            widgets::caption(ui, "部门");
            department_ui(ui, cx, item);
        });
    });
    widgets::caption(ui, "段首标题（可不填）");
    let lead = item.lead.clone().unwrap_or_default();
    let field = Field {
        hint: "如：惠企政策“直达快享”",
        neighbours: (None, Some(field_id("text", &item.id))),
        ..Field::new(field_id("lead", &item.id), "段首标题", &lead)
    };
    field.show(ui, cx, |typed| edit(Item { lead: filled(&typed), ..item.clone() }));
    widgets::caption(ui, "正文（一行一段）");
    let text = item.paragraphs.join("\n");
    let complete = |query: &CompletionQuery<'_>| slots(cx, query);
    let field = Field {
        rows,
        hint: "写下发生了什么；输入 { 可选指标，数字会随数据变化",
        complete: Some(&complete),
        boundary: |c| matches!(c, '{' | '}' | '\n' | '，' | '。'),
        ..Field::new(field_id("text", &item.id), "正文", &text)
    };
    field.show(ui, cx, |typed| edit(Item { paragraphs: paragraphs(&typed), ..item.clone() }));
    printed_ui(ui, cx, item);
}

/// One paragraph a line; empty lines between are no paragraphs.
fn paragraphs(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim_end).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn filled(typed: &str) -> Option<String> {
    let text = typed.trim().trim_end_matches('。');
    (!text.is_empty()).then(|| text.to_owned())
}

fn date_ui(ui: &mut Ui, cx: &Cx<'_>, item: &Item) {
    let year = item.month.year();
    let stored = item.date.map(|date| dates::short(date, year)).unwrap_or_default();
    let id = field_id("date", &item.id);
    let typed = cx.editing.borrow_mut().text(id, &stored);
    let next = Some(field_id("department", &item.id));
    let field = Field {
        hint: "25、4.25",
        width: 150.0,
        neighbours: (None, next),
        ..Field::new(id, "日期", &stored)
    };
    field.show(ui, cx, |typed| {
        let date = dates::parse(&typed, item.month).unwrap_or(item.date);
        Action::Change(Box::new(Change::Item(ItemChange::Edit(Item { date, ..item.clone() }))))
    });
    match dates::parse(&typed, item.month) {
        Err(reason) => {
            widgets::amber_note(ui, &reason);
        }
        Ok(Some(date)) if Month::of(date) != Some(item.month) => {
            widgets::amber_note(ui, &format!("不在{}月", item.month.month()));
        }
        Ok(_) => {}
    }
}

fn department_ui(ui: &mut Ui, cx: &Cx<'_>, item: &Item) {
    let stored = item.department.clone().unwrap_or_default();
    let complete = |query: &CompletionQuery<'_>| departments(cx, query.text);
    let field = Field {
        hint: "写几个字，选部门",
        neighbours: (None, Some(field_id("text", &item.id))),
        complete: Some(&complete),
        ..Field::new(field_id("department", &item.id), "部门", &stored)
    };
    field.show(ui, cx, |typed| {
        let name = typed.trim();
        let department = (!name.is_empty()).then(|| name.to_owned());
        let item = Item { department, ..item.clone() };
        Action::Change(Box::new(Change::Item(ItemChange::Edit(item))))
    });
}

/// Departments that report in the month, by characters or by the first letters of their pinyin.
pub fn departments(cx: &Cx<'_>, typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim();
    if typed.is_empty() || cx.page.departments.iter().any(|d| d.name == typed) {
        return Vec::new();
    }
    let found = initials::best(cx.page.windows(), typed, |d| d.names().collect());
    found.into_iter().take(12).map(|d| Suggestion::new(d.name.clone())).collect()
}

/// Indicators and facts of the issue, after an opening brace.
fn slots(cx: &Cx<'_>, query: &CompletionQuery<'_>) -> Vec<Suggestion> {
    let before = query.word_range.start.0.checked_sub(1);
    if before.and_then(|at| query.text.chars().nth(at)) != Some('{') {
        return Vec::new();
    }
    let facts = IssueSlot::ALL.into_iter().map(|slot| (slot.name(), "本期"));
    let indicators = cx.page.bulletin.indicators.iter().map(|i| (i.name.as_str(), i.unit.as_str()));
    initials::best(indicators.chain(facts), query.word, |(name, _)| vec![*name])
        .into_iter()
        .take(12)
        .map(|(name, about)| {
            Suggestion::new(format!("{name}}}")).content(name.to_owned()).description(about)
        })
        .collect()
}

/// The item as it will be printed, and its slots with their values; a click on one leads to the
/// figure.
fn printed_ui(ui: &mut Ui, cx: &Cx<'_>, item: &Item) {
    let printed = printed(cx, item);
    if !printed.iter().any(|runs| runs.iter().any(|run| run.slot.is_some())) {
        return;
    }
    widgets::caption(ui, "印出来是");
    for runs in &printed {
        ui.label(super::preview::paint::text(ui, runs, 15.0));
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
