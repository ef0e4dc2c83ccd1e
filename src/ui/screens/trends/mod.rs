//! 趋势: the month's headline figures, one chart, what is known of the chosen month. Arrow keys
//! walk the indicators, digits choose the kind of chart.

mod bar;
mod below;
mod canvas;
mod cards;
mod data;
mod list;
mod paint;

use egui::{Key, Modifiers, ScrollArea, Ui, UiBuilder};

use crate::model::{BulletinCode, DepartmentCode, FigureKey, Month};
use crate::ops::{Headline, TrendRequest};
use crate::trend::chart::{Chart, ChartKind, Point};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::{theme, widgets};

use super::events::split;
use canvas::{Canvas, Touched};
use data::{Choice, Known};

/// Below this height the choices above the chart are folded.
const LOW: f32 = 480.0;

type Key3<T> = (Month, BulletinCode, T);

#[derive(Default)]
pub struct Trends {
    choice: Choice,
    filter: String,
    /// The bulletin the choice was made for.
    bulletin: Option<BulletinCode>,
    /// The month under discussion, where it is not the page's.
    chosen: Option<Month>,
    canvas: Canvas,
    /// What the canvas was laid out for.
    drawn: Option<(u64, Month, Choice)>,
    chart: Loaded<Key3<Choice>, Result<Chart, String>>,
    headlines: Loaded<Key3<DepartmentCode>, Vec<Headline>>,
    known: Loaded<Key3<FigureKey>, Known>,
}

impl Trends {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        self.begin(cx);
        self.keys(cx, ui);
        let wide = ui.available_width() > 760.0;
        let (left, right) = split(ui, if wide { 216.0 } else { 176.0 });
        ui.scope_builder(UiBuilder::new().max_rect(left).id_salt("left"), |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                list::ui(ui, cx, &mut self.choice, &mut self.filter);
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("right"), |ui| {
            let height = ui.available_height();
            ScrollArea::vertical().id_salt("trend").auto_shrink([false, false]).show(ui, |ui| {
                self.work(cx, ui, height);
            });
        });
        ui.advance_cursor_after_rect(left.union(right));
    }

    /// Shows the trend of a figure, its month under discussion.
    pub fn show(&mut self, bulletin: BulletinCode, key: &FigureKey) {
        self.bulletin = Some(bulletin);
        self.choice.indicators = vec![key.indicator.clone()];
        self.choice.department = key.department.clone();
        self.chosen = Some(key.month);
        if self.choice.kind.is_by_department() || self.choice.kind.is_of_parts() {
            self.choice.kind = ChartKind::Line;
        }
    }

    /// Shows a chart as it was asked for.
    pub fn show_chart(&mut self, request: &TrendRequest) {
        self.bulletin = Some(request.bulletin.clone());
        self.choice = Choice::of(request);
        self.chosen = None;
    }

    /// The figure under discussion.
    pub fn figure(&self, month: Month) -> Option<FigureKey> {
        let month = self.chosen.unwrap_or(month);
        Some(FigureKey::new(self.choice.first()?, month, &self.choice.department))
    }

    /// The first indicator with a story is drawn, so that the screen never begins empty.
    fn begin(&mut self, cx: &Cx<'_>) {
        let code = &cx.page.bulletin.code;
        if self.bulletin.as_ref() != Some(code) {
            self.bulletin = Some(code.clone());
            let first = cx.page.bulletin.indicators.first();
            self.choice.indicators = first.map(|i| i.code.clone()).into_iter().collect();
            self.choice.department = DepartmentCode::hall();
            self.chosen = None;
        }
        let span = cx.page.month.months_since(self.chosen.unwrap_or(cx.page.month));
        if span < 0 || span >= self.choice.months {
            self.chosen = None;
        }
    }

    /// Keys while no field has the focus; typing in the filter is typing.
    fn keys(&mut self, cx: &Cx<'_>, ui: &Ui) {
        let busy = ui.ctx().memory(|memory| memory.focused().is_some());
        if busy || cx.composing || egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let steps = [(Key::ArrowDown, 1), (Key::ArrowUp, -1)];
        for (_, step) in steps.into_iter().filter(|(key, _)| pressed(*key)) {
            list::walk(cx, &mut self.choice, &self.filter, step);
        }
        for (_, step) in [(Key::PageUp, -1), (Key::PageDown, 1)].iter().filter(|(k, _)| pressed(*k))
        {
            cx.send(Action::Month(cx.page.month.plus(*step)));
        }
        for (_, step) in
            [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)].iter().filter(|(k, _)| pressed(*k))
        {
            let month = self.chosen.unwrap_or(cx.page.month).plus(*step);
            self.chosen = Some(month.min(cx.page.month));
        }
        let digits = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ];
        for (key, kind) in digits.into_iter().zip(ChartKind::ALL) {
            if pressed(key) {
                self.choice.kind = kind;
            }
        }
        if let (true, Some(key)) = (pressed(Key::Enter), self.figure(cx.page.month)) {
            below::open(cx, &key);
        }
        if pressed(Key::Num0) {
            self.canvas.show_all();
        }
    }

    fn work(&mut self, cx: &Cx<'_>, ui: &mut Ui, height: f32) {
        let low = height < LOW;
        self.cards_ui(cx, ui, low);
        ui.add_space(theme::STEP);
        widgets::sheet(ui, |ui| {
            ui.set_min_width(ui.available_width());
            bar::ui(ui, cx, &mut self.choice, low);
            let above = if low { cards::LOW_HEIGHT + 84.0 } else { cards::HEIGHT + 120.0 };
            let room = (height - above - 150.0).clamp(230.0, 620.0);
            self.chart_ui(cx, ui, room);
        });
        ui.add_space(theme::STEP);
        self.below_ui(cx, ui);
    }

    fn cards_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, low: bool) {
        let department = self.choice.department.clone();
        let key = (cx.page.month, cx.page.bulletin.code.clone(), department.clone());
        let load = || data::headlines(cx.book, cx.page, &department);
        match self.headlines.get(cx.book.revision(), key, load) {
            Ok(headlines) if headlines.is_empty() => {
                let month = cx.page.month.chinese();
                widgets::quiet(ui, format!("{month}和上一个月都没有数据。"));
            }
            Ok(headlines) => {
                if let Some(code) = cards::ui(ui, headlines, self.choice.first(), low) {
                    self.choice.indicators = vec![code];
                }
            }
            Err(message) => widgets::message_box(ui, &message),
        }
    }

    fn chart_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, room: f32) {
        let key = (cx.page.month, cx.page.bulletin.code.clone(), self.choice.clone());
        let load = || data::chart(cx.book, cx.page, &self.choice);
        let revision = cx.book.revision();
        let chart = match self.chart.get(revision, key, load) {
            Ok(chart) => chart,
            Err(message) => return widgets::message_box(ui, &message),
        };
        let now = (revision, cx.page.month, self.choice.clone());
        if self.drawn.as_ref() != Some(&now) {
            self.canvas.forget();
            self.drawn = Some(now);
        }
        match chart {
            Ok(chart) => {
                let free = ui.ctx().memory(|memory| memory.focused().is_none());
                if let Some(factor) = free.then(|| canvas::zoom_key(ui)).flatten() {
                    self.canvas.zoom(chart, factor);
                }
                let chosen = self.chosen.or(Some(cx.page.month));
                match self.canvas.ui(ui, chart, room, chosen) {
                    Some(Touched::Chosen(line, month)) => {
                        self.chosen = Some(month);
                        follow(cx, &mut self.choice, line);
                    }
                    Some(Touched::Opened(line, month)) => {
                        let mut choice = self.choice.clone();
                        follow(cx, &mut choice, line);
                        if let Some(code) = choice.first() {
                            below::open(cx, &FigureKey::new(code, month, &choice.department));
                        }
                    }
                    None => {}
                }
                if self.canvas.is_zoomed() && ui.small_button("看全部（0）").clicked() {
                    self.canvas.show_all();
                }
            }
            Err(sentence) => {
                ui.add_space(theme::GAP);
                ui.label(sentence.as_str());
            }
        }
    }

    fn below_ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        let Some(figure) = self.figure(cx.page.month) else { return };
        let key = (figure.month, cx.page.bulletin.code.clone(), figure.clone());
        let load = || Known::load(cx.book, cx.page, &figure);
        let name = cx.page.bulletin.indicator(&figure.indicator);
        let name = name.map(|indicator| indicator.name.clone()).unwrap_or_default();
        // A chart of several lines does not say which of them is meant.
        let point = match self.chart.kept() {
            Some(Ok(chart)) if chart.lines.len() == 1 => point_of(chart, figure.month),
            _ => None,
        };
        let point = point.map(Point::words);
        match self.known.get(cx.book.revision(), key, load) {
            Ok(known) => {
                let value = point.as_ref().unwrap_or(&known.value);
                below::ui(ui, cx, &figure, &format!("{name} {value}"), known);
            }
            Err(message) => widgets::message_box(ui, &message),
        }
    }
}

/// The first line's point of a month.
fn point_of(chart: &Chart, month: Month) -> Option<&Point> {
    chart.lines.iter().flat_map(|line| &line.points).find(|point| point.month == month)
}

/// A chosen line of several becomes the one below the chart speaks of.
fn follow(cx: &Cx<'_>, choice: &mut Choice, line: usize) {
    if choice.kind.is_by_department() {
        return;
    }
    if let Some(code) = choice.indicators.get(line).cloned()
        && choice.indicators.len() > 1
        && cx.page.bulletin.indicator(&code).is_some()
    {
        choice.indicators.retain(|other| *other != code);
        choice.indicators.insert(0, code);
    }
}
