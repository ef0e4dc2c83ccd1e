//! The chart on the screen: laid out once for its size, panned and zoomed, pointed at and chosen
//! from. Knows what a point is, not what is done with it.

use egui::{Id, Key, Modifiers, Pos2, Rect, Response, Sense, Ui, vec2};

use crate::model::Month;
use crate::trend::chart::Chart;
use crate::trend::picture::{Frame, Picture, Spot, lay_out};
use crate::ui::{theme, widgets};

use super::paint;

/// Size of the small texts.
const EM: f32 = 13.0;
/// Fewest positions in sight.
const CLOSEST: f64 = 6.0;

#[derive(Default)]
pub struct Canvas {
    /// First and last position in sight; everything when `None`.
    view: Option<(f64, f64)>,
    laid: Option<Laid>,
}

struct Laid {
    frame: Frame,
    picture: Picture,
}

/// What was done on the chart.
pub enum Touched {
    /// A point was chosen: line and month.
    Chosen(usize, Month),
    /// Its cell was asked for.
    Opened(usize, Month),
}

impl Canvas {
    /// The chart is another one: everything is laid out anew and in sight.
    pub fn forget(&mut self) {
        self.view = None;
        self.laid = None;
    }

    pub fn is_zoomed(&self) -> bool {
        self.view.is_some()
    }

    pub fn show_all(&mut self) {
        self.view = None;
    }

    /// Draws the chart; `chosen` is the month under discussion.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        chart: &Chart,
        height: f32,
        chosen: Option<Month>,
    ) -> Option<Touched> {
        let width = ui.available_width();
        let frame = Frame {
            width: f64::from(width),
            height: f64::from(height),
            em: f64::from(EM),
            view: self.view,
            chosen: chosen.and_then(|month| chart.across.position(month)),
        };
        if self.laid.as_ref().is_none_or(|laid| laid.frame != frame) {
            self.laid = Some(Laid { frame, picture: lay_out(chart, frame) });
        }
        let laid = self.laid.as_ref()?;
        let size = vec2(width, paint::narrow(laid.picture.height.max(1.0)));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
        widgets::named(ui, response.id, &spoken(chart));
        if ui.is_rect_visible(rect) {
            paint::picture(ui, &laid.picture, rect.min, self.view.is_some());
        }
        let spot = response.hover_pos().and_then(|at| nearest(&laid.picture, at, rect));
        let touched = spot.and_then(|spot| touched(chart, spot, &response));
        if let Some(spot) = spot {
            hover(ui, chart, spot, rect);
        }
        let plot = laid.picture.plot;
        self.steer(ui, chart, &response, plot.map(|area| (area.left, area.right)));
        touched
    }

    /// Drag pans, Ctrl and the wheel zoom around the pointer, a double click in the margin shows
    /// everything again.
    fn steer(&mut self, ui: &Ui, chart: &Chart, response: &Response, plot: Option<(f64, f64)>) {
        let Some((left, right)) = plot else { return };
        let last = chart.across.count().max(1) as f64 - 1.0;
        let (from, to) = self.view.unwrap_or((0.0, last));
        let slots = to - from + 1.0;
        let per_point = slots / (right - left).max(1.0);
        let mut view = (from, to);
        let dragged = f64::from(response.drag_delta().x) * per_point;
        if response.dragged() && self.view.is_some() {
            view = (from - dragged, to - dragged);
        }
        if let Some(at) = response.hover_pos() {
            let zoom = f64::from(ui.input(egui::InputState::zoom_delta));
            if (zoom - 1.0).abs() > 1e-6 {
                let share = (f64::from(at.x - response.rect.left()) - left) / (right - left);
                view = zoomed(view, zoom, share.clamp(0.0, 1.0), last);
            }
        }
        self.settle(view, last);
    }

    /// Zooms by a key, around the middle.
    pub fn zoom(&mut self, chart: &Chart, factor: f64) {
        let last = chart.across.count().max(1) as f64 - 1.0;
        let view = self.view.unwrap_or((0.0, last));
        self.settle(zoomed(view, factor, 1.0, last), last);
    }

    fn settle(&mut self, (from, to): (f64, f64), last: f64) {
        let slots = (to - from).min(last);
        if slots >= last - 1e-6 {
            self.view = None;
            return;
        }
        let from = from.clamp(0.0, last - slots);
        self.view = Some((from, from + slots));
    }
}

/// The view with `factor` times the size, what lies at `share` of it staying there.
fn zoomed((from, to): (f64, f64), factor: f64, share: f64, last: f64) -> (f64, f64) {
    let slots = to - from;
    let wanted = (slots / factor).clamp(CLOSEST.min(last), last);
    let fixed = from + slots * share;
    let from = fixed - wanted * share;
    (from, from + wanted)
}

/// The spot under the pointer, or the nearest in its column.
fn nearest(picture: &Picture, at: Pos2, rect: Rect) -> Option<Spot> {
    let (x, y) = (f64::from(at.x - rect.left()), f64::from(at.y - rect.top()));
    let hit = picture.spots.iter().rev().find(|spot| spot.area.contains(x, y));
    if hit.is_some() {
        return hit.copied();
    }
    let plot = picture.plot.filter(|plot| plot.contains(x, y))?;
    let away = |spot: &Spot| {
        let (cx, cy) = spot.area.centre();
        (cx - x).abs() * 4.0 + (cy - y).abs()
    };
    let reach = (plot.right - plot.left) * 0.06;
    let near = picture.spots.iter().filter(|spot| (spot.area.centre().0 - x).abs() < reach);
    near.min_by(|a, b| away(a).total_cmp(&away(b))).copied()
}

fn touched(chart: &Chart, spot: Spot, response: &Response) -> Option<Touched> {
    let point = chart.lines.get(spot.line)?.points.get(spot.position)?;
    if response.double_clicked() {
        return Some(Touched::Opened(spot.line, point.month));
    }
    response.clicked().then_some(Touched::Chosen(spot.line, point.month))
}

/// A small sheet beside the pointer, and a mark on the point itself.
fn hover(ui: &Ui, chart: &Chart, spot: Spot, rect: Rect) {
    let Some(line) = chart.lines.get(spot.line) else { return };
    let Some(point) = line.points.get(spot.position) else { return };
    let tokens = theme::of(ui);
    let (x, y) = spot.area.centre();
    let at = rect.min + vec2(paint::narrow(x), paint::narrow(y));
    ui.painter().circle_stroke(at, 6.0, egui::Stroke::new(1.5, tokens.accent));
    let band =
        line.band.get(spot.position).copied().flatten().map_or_else(String::new, |[low, high]| {
            format!("\n往常 {low:.2}—{high:.2}{}", chart.y.unit)
        });
    let note = match point.note.as_str() {
        "" => String::new(),
        note => format!("\n说明：{note}"),
    };
    let text = format!("{}　{}\n{}{band}{note}", line.name, point.month.chinese(), point.words());
    let layer = egui::LayerId::new(egui::Order::Tooltip, Id::unique("trend hover"));
    let painter = ui.ctx().layer_painter(layer);
    let galley = painter.layout(text, theme::table_font(), tokens.text, 360.0);
    let size = galley.size() + vec2(16.0, 12.0);
    let mut corner = at + vec2(14.0, -size.y - 10.0);
    corner.x = corner.x.min(rect.right() - size.x).max(rect.left());
    corner.y = corner.y.max(rect.top() + 4.0);
    let sheet = Rect::from_min_size(corner, size);
    let stroke = egui::Stroke::new(1.0, tokens.border);
    painter.rect(sheet, 4, tokens.panel, stroke, egui::StrokeKind::Inside);
    painter.galley(corner + vec2(8.0, 6.0), galley, tokens.text);
}

/// Keys of the chart while no field has the focus.
pub fn zoom_key(ui: &Ui) -> Option<f64> {
    ui.input_mut(|input| {
        let plus = input.consume_key(Modifiers::NONE, Key::Plus)
            || input.consume_key(Modifiers::NONE, Key::Equals);
        let minus = input.consume_key(Modifiers::NONE, Key::Minus);
        match (plus, minus) {
            (true, _) => Some(1.5),
            (_, true) => Some(1.0 / 1.5),
            _ => None,
        }
    })
}

/// The chart in words: what, from when to when, the last value of each line, what is unusual.
fn spoken(chart: &Chart) -> String {
    let last = chart.across.count().saturating_sub(1);
    let lines: Vec<String> = chart
        .lines
        .iter()
        .take(12)
        .filter_map(|line| {
            let point = line.last()?;
            Some(format!("{}最近为{}", line.name, point.words()))
        })
        .collect();
    let range = format!("{}至{}", chart.across.name(0), chart.across.name(last));
    let notes = chart.notes.join("");
    format!("{}，{range}。{}。{notes}", chart.title, lines.join("，"))
}
