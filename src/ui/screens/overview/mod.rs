//! 总览: what the month still lacks, the next step, the headline figures.

mod data;

use egui::{Align, Frame, Layout, Margin, RichText, ScrollArea, Stroke, Ui, vec2};

use crate::model::{BulletinCode, Month};
use crate::ops::TrailEntry;
use crate::ui::action::Action;
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::dialogs::Dialog;
use crate::ui::loaded::Loaded;
use crate::ui::{theme, widgets, wording};

use data::{Card, Line, Next, OverviewData, after, checked};

#[derive(Default)]
pub struct Overview {
    data: Loaded<(Month, BulletinCode), OverviewData>,
}

impl Overview {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let page = cx.page;
        let key = (page.month, page.bulletin.code.clone());
        let load = || OverviewData::load(cx.book, page);
        let data = match self.data.get(cx.book.revision(), key, load) {
            Ok(data) => data,
            Err(message) => return widgets::message_box(ui, &message),
        };
        let checked = checked(cx.reviewing);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            list_ui(ui, cx, data, &checked);
            if !data.cards.is_empty() {
                ui.add_space(theme::GAP);
                cards_ui(ui, cx, data);
            }
        });
    }
}

fn list_ui(ui: &mut Ui, cx: &Cx<'_>, data: &OverviewData, checked: &[Line]) {
    widgets::sheet(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal(|ui| {
            let number = cx.page.issue.as_ref().map(crate::model::Issue::number_line);
            let title = format!("{} {}", cx.page.month.chinese(), number.unwrap_or_default());
            ui.label(RichText::new(title.trim_end()).font(theme::bold_font(18.0)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                next_ui(ui, cx, after(data.next, checked));
            });
        });
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let tokens = theme::of(ui);
        for line in data.lines.iter().chain(checked) {
            let colour = if line.done { tokens.green } else { tokens.amber };
            let row = widgets::link_line(ui, line.name, &line.state, colour, line.done);
            if row.clicked() {
                cx.send(Action::Go(line.route));
            }
        }
        trail_ui(ui, &data.trail);
    });
}

/// What became of the issue: the newest lines, the rest on a click.
fn trail_ui(ui: &mut Ui, trail: &[TrailEntry]) {
    const SHOWN: usize = 3;
    if trail.is_empty() {
        return;
    }
    let line_ui = |ui: &mut Ui, entry: &TrailEntry| {
        let at = wording::local_time(&entry.at);
        let text = format!("{at}　{}　{}", entry.actor, entry.text);
        widgets::quiet(ui, text).on_hover_text(&entry.more);
    };
    ui.add_space(theme::STEP);
    for entry in trail.iter().take(SHOWN) {
        line_ui(ui, entry);
    }
    let rest = trail.get(SHOWN..).unwrap_or_default();
    if !rest.is_empty() {
        let title = RichText::new(format!("更早的 {} 条", rest.len())).small();
        egui::CollapsingHeader::new(title).id_salt("trail").show(ui, |ui| {
            for entry in rest {
                line_ui(ui, entry);
            }
        });
    }
}

/// The one large button.
fn next_ui(ui: &mut Ui, cx: &Cx<'_>, next: Next) {
    match next {
        Next::NewIssue(month) => {
            let text = format!("新建{}月一期…", month.month());
            if widgets::accent_button(ui, &text).clicked() {
                cx.send(Action::Open(Box::new(Dialog::new_issue(month))));
            }
        }
        Next::Go(route, text) => {
            if widgets::accent_button(ui, &format!("下一步：{text}")).clicked() {
                cx.send(Action::Go(route));
            }
        }
        Next::Publish => {
            if widgets::accent_button(ui, "发布这一期…").clicked()
                && let Some(action) = Command::Publish.action(cx.page)
            {
                cx.send(action);
            }
        }
        Next::Export => {
            if widgets::accent_button(ui, "导出这一期…").clicked()
                && let Some(action) = Command::Export.action(cx.page)
            {
                cx.send(action);
            }
        }
    }
}

fn cards_ui(ui: &mut Ui, cx: &Cx<'_>, data: &OverviewData) {
    let gap = 12.0;
    let columns = 3.0;
    let width = (ui.available_width() - gap * (columns - 1.0)) / columns;
    ui.spacing_mut().item_spacing = vec2(gap, gap);
    for row in data.cards.chunks(3) {
        ui.horizontal(|ui| {
            for card in row {
                card_ui(ui, cx, card, width);
            }
        });
    }
}

fn card_ui(ui: &mut Ui, _cx: &Cx<'_>, card: &Card, width: f32) {
    let tokens = theme::of(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(4)
        .inner_margin(Margin::same(14));
    frame.show(ui, |ui| {
        ui.vertical(|ui| {
            ui.set_width(width - 30.0);
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            let name = RichText::new(&card.name).font(theme::table_font()).color(tokens.quiet);
            ui.add(egui::Label::new(name).truncate());
            ui.horizontal(|ui| {
                let value = RichText::new(&card.value).font(theme::bold_font(24.0));
                ui.label(value.color(tokens.text));
                let unit = RichText::new(&card.unit).font(theme::table_font());
                ui.label(unit.color(tokens.quiet));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let label = format!("{}近 12 个月走势", card.name);
                    let room = (ui.available_width() - 4.0).clamp(40.0, 120.0);
                    widgets::sparkline::show(ui, &card.recent, room, 32.0, &label);
                });
            });
            let changes = format!("环比 {}　同比 {}", card.month_on_month, card.year_on_year);
            ui.label(RichText::new(changes).font(theme::table_font()).color(tokens.text));
        });
    });
}
