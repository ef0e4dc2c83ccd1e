//! Lines: strokes with their dash, markers, gaps left open, what is expected behind them.

use crate::trend::chart::{ALL_MARKED, ChartKind, Line, Marker, Point, PointState, Weight};

use super::page::Page;
use super::plot::Plot;
use super::shape::{Anchor, Fill, Ink, Shape};
use super::words::ems;
use super::{Area, Spot};

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
    // Of a long line in a small plot, the strokes would run together.
    let dense = page.chart.kind == ChartKind::Multiples && plot.slot() < em * 0.25;
    let width = if dense { width * 0.6 } else { width };
    // Where most months are not complete, the footnote says so and marks would hide the line.
    let partial = line.points.iter().filter(|point| point.partial.is_some()).count();
    let mostly = line.points.len() > ALL_MARKED && partial * 2 > line.points.len();
    let runs = runs(line, plot);
    for run in runs.iter().filter(|run| run.len() > 1) {
        strokes(&mut page.shapes, run, line, (ink, width));
    }
    let all = plot.shown() <= ALL_MARKED as f64 && !(plot.is_narrow() && plot.shown() > 12.0);
    let marked = line.look.weight != Weight::Faint && page.chart.kind != ChartKind::Multiples;
    for run in &runs {
        let alone = run.len() == 1;
        for dot in run {
            let filled = dot.fill == Fill::Full || (mostly && dot.fill == Fill::Half);
            let special = alone || !filled || dot.point.unusual;
            if dot.point.beyond {
                beyond(page, dot, ink, plot);
            } else if special || (all && marked) {
                let radius = em * if plot.is_narrow() { 0.3 } else { 0.26 };
                let (at, marker, fill) = (dot.at, line.look.marker, dot.fill);
                let label = format!("{} {}", dot.point.month.chinese(), dot.point.words());
                page.shapes.push(Shape::Marker { at, radius, marker, ink, fill, label });
            }
            if dot.point.unusual && !dot.point.beyond {
                ring(&mut page.shapes, dot.at, em * 0.62, em);
            }
            if plot.shows(dot.position) {
                page.spots.push(spot(nth, dot.position, dot.at, em * 0.7));
            }
        }
    }
    holes(page, (nth, line), plot);
}

/// The strokes of a run; to and from what lies beyond the axis they are thin and dotted.
fn strokes(shapes: &mut Vec<Shape>, run: &[Dot<'_>], line: &Line, (ink, width): (Ink, f64)) {
    let dash: Vec<f64> = line.look.dash.iter().map(|part| f64::from(*part) * width).collect();
    for within in run.split(|dot| dot.point.beyond).filter(|part| part.len() > 1) {
        let (points, dash) = (within.iter().map(|dot| dot.at).collect(), dash.clone());
        shapes.push(Shape::Line { points, ink, width, dash });
    }
    for pair in run.windows(2) {
        if let [a, b] = pair
            && (a.point.beyond || b.point.beyond)
        {
            let (points, width) = (vec![a.at, b.at], width * 0.7);
            let dash = vec![width * 1.5, width * 2.5];
            shapes.push(Shape::Line { points, ink, width, dash });
        }
    }
}

/// A triangle at the end of the axis, with the value where there is room for it.
fn beyond(page: &mut Page<'_>, dot: &Dot<'_>, ink: Ink, plot: &Plot<'_>) {
    let em = plot.em;
    let (x, y) = dot.at;
    let (radius, marker, fill) = (em * 0.34, Marker::Triangle, Fill::Full);
    let label = format!("{} {}", dot.point.month.chinese(), dot.point.words());
    let at = (x, y + em * 0.35);
    page.shapes.push(Shape::Marker { at, radius, marker, ink, fill, label });
    if page.chart.kind != ChartKind::Multiples && plot.shows(dot.position) {
        value_beyond(page, plot, (x, y), &dot.point.text);
    }
}

/// The value of what lies beyond the axis, beside its end.
pub fn value_beyond(page: &mut Page<'_>, plot: &Plot<'_>, (x, y): (f64, f64), text: &str) {
    let em = plot.em;
    let is_above = y <= plot.area.top.midpoint(plot.area.bottom);
    let y = if is_above { y + em } else { y - em * 0.4 };
    let fits = x + em * (ems(text) + 0.8) < plot.area.right;
    let (x, anchor) =
        if fits { (x + em * 0.7, Anchor::Start) } else { (x - em * 0.7, Anchor::End) };
    page.shapes.push(Shape::Text {
        at: (x, y),
        size: em,
        anchor,
        bold: true,
        ink: Ink::Text,
        text: text.to_owned(),
    });
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

/// What lies beyond the axis stands at its end.
pub fn height(plot: &Plot<'_>, point: &Point, value: f64) -> Option<f64> {
    let y = plot.y(value)?;
    Some(if point.beyond { y.clamp(plot.area.top, plot.area.bottom) } else { y })
}

/// Neighbouring points in sight that have values.
fn runs<'a>(line: &'a Line, plot: &Plot<'_>) -> Vec<Vec<Dot<'a>>> {
    let mut runs: Vec<Vec<Dot<'a>>> = vec![Vec::new()];
    for (position, point) in line.points.iter().enumerate() {
        let at = position as f64;
        if at < plot.first - 1.5 || at > plot.last + 1.5 {
            continue;
        }
        let height = point.value.and_then(|value| height(plot, point, value));
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
    if point.state == PointState::Estimated || point.across_break || point.joined {
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
    if !plot.shows(position) || point.beyond {
        return;
    }
    let em = plot.em;
    let x = plot.x(position).min(plot.area.right - ems(&point.text) * em / 2.0 + em * 0.8);
    let above = y - em * 0.8;
    let y = if above - em < plot.area.top { y + em * 1.6 } else { above };
    let (anchor, ink, text) = (Anchor::Middle, Ink::Text, point.text.clone());
    page.shapes.push(Shape::Text { at: (x, y), size: em, anchor, bold: true, ink, text });
}
