//! Lines: strokes with their dash, markers, gaps left open, what is expected behind them.

use crate::trend::chart::{ChartKind, Line, Point, PointState, Weight};

use super::page::Page;
use super::plot::Plot;
use super::shape::{Anchor, Fill, Ink, Shape};
use super::words::ems;
use super::{Area, Spot};

/// Up to so many positions in sight every point has its marker; beyond, only special ones.
const ALL_MARKED: f64 = 36.0;

pub fn all(page: &mut Page<'_>, plot: &Plot<'_>) {
    let chart = page.chart;
    for line in &chart.lines {
        band(&mut page.shapes, line, plot);
    }
    // The first line is the most important one and lies on top.
    for (nth, line) in chart.lines.iter().enumerate().rev() {
        draw(page, (nth, line), plot);
    }
    if let [only] = chart.lines.as_slice() {
        newest(page, only, plot);
    }
}

/// One line with its spots.
pub fn draw(page: &mut Page<'_>, (nth, line): (usize, &Line), plot: &Plot<'_>) {
    let em = plot.em;
    let ink = Ink::of(line.look);
    let width = match line.look.weight {
        Weight::Main => plot.line_width() * 1.5,
        Weight::Plain => plot.line_width(),
        Weight::Faint => plot.line_width() * 0.7,
    };
    let runs = runs(line, plot);
    for run in runs.iter().filter(|run| run.len() > 1) {
        let points = run.iter().map(|dot| dot.at).collect();
        let dash = line.look.dash.iter().map(|part| f64::from(*part) * width).collect();
        page.shapes.push(Shape::Line { points, ink, width, dash });
    }
    let all = plot.shown() <= ALL_MARKED && !(plot.is_narrow() && plot.shown() > 12.0);
    let marked = line.look.weight != Weight::Faint && page.chart.kind != ChartKind::Multiples;
    for run in &runs {
        let alone = run.len() == 1;
        for dot in run {
            let special = alone || dot.fill != Fill::Full || dot.point.unusual;
            if special || (all && marked) {
                let radius = em * if plot.is_narrow() { 0.3 } else { 0.26 };
                let (at, marker, fill) = (dot.at, line.look.marker, dot.fill);
                let label = format!("{} {}", dot.point.month.chinese(), dot.point.words());
                page.shapes.push(Shape::Marker { at, radius, marker, ink, fill, label });
            }
            if dot.point.unusual {
                ring(&mut page.shapes, dot.at, em * 0.62, em);
            }
            if plot.shows(dot.position) {
                page.spots.push(spot(nth, dot.position, dot.at, em * 0.7));
            }
        }
    }
    holes(page, (nth, line), plot);
}

/// Months without a value that have something to say: 未报 is a cross, a draft a question mark.
pub fn holes(page: &mut Page<'_>, (nth, line): (usize, &Line), plot: &Plot<'_>) {
    if line.look.weight == Weight::Faint {
        return;
    }
    let (em, base) = (plot.em, plot.base());
    for (position, point) in line.points.iter().enumerate() {
        let sign = match point.state {
            PointState::NotReported => "×",
            PointState::Draft => "?",
            PointState::ZeroBase => "○",
            _ => continue,
        };
        if point.value.is_none() && plot.shows(position) {
            let at = (plot.x(position), base - em * 0.2);
            page.text(at, em, Anchor::Middle, Ink::Quiet, sign);
            page.spots.push(spot(nth, position, (at.0, base - em * 0.5), em * 0.7));
        }
    }
}

pub fn ring(shapes: &mut Vec<Shape>, at: (f64, f64), radius: f64, em: f64) {
    let steps = 24u8;
    let point = |n: u8| {
        let angle = f64::from(n) / f64::from(steps) * std::f64::consts::TAU;
        (at.0 + radius * angle.cos(), at.1 + radius * angle.sin())
    };
    let points = (0..=steps).map(point).collect();
    shapes.push(Shape::Line { points, ink: Ink::Amber, width: em * 0.14, dash: Vec::new() });
}

fn spot(line: usize, position: usize, (x, y): (f64, f64), reach: f64) -> Spot {
    let area = Area { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
    Spot { line, position, area }
}

struct Dot<'a> {
    position: usize,
    at: (f64, f64),
    fill: Fill,
    point: &'a Point,
}

/// Neighbouring points in sight that have values.
fn runs<'a>(line: &'a Line, plot: &Plot<'_>) -> Vec<Vec<Dot<'a>>> {
    let mut runs: Vec<Vec<Dot<'a>>> = vec![Vec::new()];
    for (position, point) in line.points.iter().enumerate() {
        let at = position as f64;
        if at < plot.first - 1.5 || at > plot.last + 1.5 {
            continue;
        }
        let height = point.value.and_then(|value| plot.y(value));
        match (height, runs.last_mut()) {
            (Some(y), Some(run)) => {
                let at = (plot.x(position), y);
                run.push(Dot { position, at, fill: fill(point), point });
            }
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs
}

pub fn fill(point: &Point) -> Fill {
    if point.state == PointState::Estimated || point.across_break {
        Fill::Hollow
    } else if point.partial.is_some() {
        Fill::Half
    } else {
        Fill::Full
    }
}

fn band(shapes: &mut Vec<Shape>, line: &Line, plot: &Plot<'_>) {
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut close = |upper: &mut Vec<(f64, f64)>, lower: &mut Vec<(f64, f64)>| {
        let (upper, lower) = (std::mem::take(upper), std::mem::take(lower));
        if upper.len() > 1 {
            shapes.push(Shape::Band { upper, lower, ink: Ink::Tint });
        }
    };
    for (position, ends) in line.band.iter().enumerate() {
        let at = position as f64;
        let seen = plot.first - 1.5 <= at && at <= plot.last + 1.5;
        let heights = ends
            .filter(|_| seen)
            .and_then(|[low, high]| Some((plot.y(low).unwrap_or(plot.area.bottom), plot.y(high)?)));
        match heights {
            Some((low, high)) => {
                upper.push((plot.x(position), high));
                lower.push((plot.x(position), low));
            }
            None => close(&mut upper, &mut lower),
        }
    }
    close(&mut upper, &mut lower);
}

/// The value everybody asks for is written beside its point.
fn newest(page: &mut Page<'_>, line: &Line, plot: &Plot<'_>) {
    let known = line.points.iter().enumerate().rev();
    let Some((position, point)) = known.into_iter().find(|(_, point)| point.value.is_some()) else {
        return;
    };
    let Some(y) = point.value.and_then(|value| plot.y(value)) else { return };
    if !plot.shows(position) {
        return;
    }
    let em = plot.em;
    let x = plot.x(position).min(plot.area.right - ems(&point.text) * em / 2.0 + em * 0.8);
    let above = y - em * 0.8;
    let y = if above - em < plot.area.top { y + em * 1.6 } else { above };
    let (anchor, ink, text) = (Anchor::Middle, Ink::Text, point.text.clone());
    page.shapes.push(Shape::Text { at: (x, y), size: em, anchor, bold: true, ink, text });
}
