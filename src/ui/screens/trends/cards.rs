//! The month's headline figures as cards: value, changes, the last year as a line, unusual or not.

use egui::{
    Align, Color32, Frame, Layout, Margin, RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder, vec2,
};

use crate::model::IndicatorCode;
use crate::ops::{Headline, Judged};
use crate::ui::{theme, widgets, wording};

/// Smallest width of a card that holds 政务服务事项 and its changes.
const WIDTH: f32 = 186.0;
pub const HEIGHT: f32 = 106.0;
/// Of a card without its line and its judgement in words.
pub const LOW_HEIGHT: f32 = 60.0;
const GAP: f32 = 8.0;

/// Draws one row of cards; returns the one that was chosen. `low`: there is little height.
pub fn ui(
    ui: &mut Ui,
    headlines: &[Headline],
    chosen: Option<&IndicatorCode>,
    low: bool,
) -> Option<IndicatorCode> {
    let room = ui.available_width();
    let fits = (1..=8u8).rev().find(|n| f32::from(*n) * (WIDTH + GAP) - GAP <= room);
    let fits = f32::from(fits.unwrap_or(1));
    let width = ((room + GAP) / fits - GAP).floor();
    let mut clicked = None;
    let area = ScrollArea::horizontal().id_salt("cards").auto_shrink([false, true]);
    area.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for headline in headlines {
                let on = chosen == Some(&headline.indicator);
                if card(ui, headline, width, (on, low)) {
                    clicked = Some(headline.indicator.clone());
                }
            }
        });
    });
    clicked
}

fn card(ui: &mut Ui, headline: &Headline, width: f32, (on, low): (bool, bool)) -> bool {
    let tokens = theme::of(ui);
    let height = if low { LOW_HEIGHT } else { HEIGHT };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    if on && ui.ctx().input(|input| input.events.iter().any(is_arrow)) {
        response.scroll_to_me(None);
    }
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, on, spoken(headline)));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let (line, fill) =
        if on { (tokens.accent, tokens.chosen) } else { (tokens.line, tokens.panel) };
    let stroke = Stroke::new(if on || response.has_focus() { 2.0 } else { 1.0 }, line);
    let frame = Frame::new().fill(fill).stroke(stroke).corner_radius(4);
    ui.painter().add(frame.paint(rect.shrink(1.0)));
    let inner = rect.shrink2(vec2(12.0, 8.0));
    let place = UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::LEFT));
    let mut inside = ui.new_child(place);
    if low {
        low_content(&mut inside, headline);
    } else {
        content(&mut inside, headline, inner.width());
    }
    if let Some(tip) = tip(headline) {
        return response.on_hover_text(tip).clicked();
    }
    response.clicked()
}

fn is_arrow(event: &egui::Event) -> bool {
    use egui::Key::{ArrowDown, ArrowUp, End, Home};
    matches!(event, egui::Event::Key { key: ArrowDown | ArrowUp | Home | End, pressed: true, .. })
}

fn content(ui: &mut Ui, headline: &Headline, width: f32) {
    let tokens = theme::of(ui);
    ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
    let name = RichText::new(&headline.name).font(theme::table_font()).color(tokens.quiet);
    ui.add(egui::Label::new(name).truncate());
    ui.horizontal(|ui| {
        let text = if headline.value.is_some() { headline.text.as_str() } else { "未填" };
        ui.label(RichText::new(text).font(theme::bold_font(21.0)).color(tokens.text));
        if headline.value.is_some() {
            let unit = RichText::new(&headline.unit).font(theme::table_font());
            ui.label(unit.color(tokens.quiet));
        }
        let room = (width - ui.min_rect().width() - 8.0).clamp(0.0, 90.0);
        if room >= 36.0 {
            let label = format!("{}近 12 个月走势", headline.name);
            widgets::sparkline::show(ui, &headline.recent, room, 26.0, &label);
        }
    });
    ui.label(RichText::new(changes(headline)).small().color(tokens.text));
    let (sign, words, ink) = judgement(headline, tokens);
    ui.label(RichText::new(format!("{sign} {words}")).small().color(ink));
}

/// 全程网办受理 6.12 万件, and below it the changes, with the sign of the judgement.
fn low_content(ui: &mut Ui, headline: &Headline) {
    let tokens = theme::of(ui);
    ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
    let line = vec2(ui.available_width(), 22.0);
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
        let text = if headline.value.is_some() {
            format!("{}{}", headline.text, headline.unit)
        } else {
            "未填".to_owned()
        };
        ui.label(RichText::new(text).font(theme::bold_font(15.0)).color(tokens.text));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let name = RichText::new(&headline.name).font(theme::table_font());
            ui.add(egui::Label::new(name.color(tokens.quiet)).truncate());
        });
    });
    ui.horizontal(|ui| {
        let (sign, _, ink) = judgement(headline, tokens);
        ui.label(RichText::new(sign).small().color(ink));
        let changes = RichText::new(changes(headline)).small().color(tokens.text);
        ui.add(egui::Label::new(changes).truncate());
    });
}

/// Sign, words and colour; empty where the past lets expect nothing.
fn judgement(headline: &Headline, tokens: &theme::Tokens) -> (&'static str, &'static str, Color32) {
    match &headline.judged {
        Some(Judged::High(_)) => ("▲", "高于往常", tokens.amber),
        Some(Judged::Low(_)) => ("▼", "低于往常", tokens.amber),
        Some(Judged::Usual) => ("●", "在往常范围内", tokens.green),
        None => ("", "", tokens.quiet),
    }
}

fn changes(headline: &Headline) -> String {
    let mark = if headline.across_break { "※" } else { "" };
    let month = wording::change(headline.month_on_month);
    let year = wording::change(headline.year_on_year);
    format!("环比 {month}　同比 {year}{mark}")
}

/// The sentence behind the judgement, and the reason somebody gave.
fn tip(headline: &Headline) -> Option<String> {
    let mut lines = Vec::new();
    if let Some(Judged::High(basis) | Judged::Low(basis)) = &headline.judged {
        lines.push(basis.clone());
    }
    if !headline.reason.is_empty() {
        lines.push(format!("说明：{}", headline.reason));
    }
    if headline.across_break {
        lines.push("※ 口径有变，环比或同比跨了两种口径，不宜直接比较。".to_owned());
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn spoken(headline: &Headline) -> String {
    let judged = match &headline.judged {
        Some(Judged::High(_)) => "，高于往常",
        Some(Judged::Low(_)) => "，低于往常",
        Some(Judged::Usual) => "，在往常范围内",
        None => "",
    };
    let Headline { name, text, unit, .. } = headline;
    format!("{name} {text}{unit}，{}{judged}", changes(headline))
}

/// The frame around what stands below the chart.
pub fn quiet_frame(ui: &Ui) -> Frame {
    let tokens = theme::of(ui);
    Frame::new()
        .fill(tokens.stripe)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(4)
        .inner_margin(Margin::same(12))
}
