//! Columns beside each other and on top of each other, with patterns where there is room for them.

use crate::trend::chart::{Look, Pattern, Point};

use super::lines::{fill, height, holes, value_beyond};
use super::page::Page;
use super::plot::Plot;
use super::shape::{Anchor, Fill, Ink, Shape};
use super::words::ems;
use super::{Area, Spot};

/// Share of a position that its columns take.
const FILLED: f64 = 0.74;

pub fn grouped(page: &mut Page<'_>, plot: &Plot<'_>) {
    let chart = page.chart;
    let count = chart.lines.len().max(1) as f64;
    let width = plot.slot() * FILLED / count;
    let base = plot.base();
    for (nth, line) in chart.lines.iter().enumerate() {
        for (position, point) in line.points.iter().enumerate() {
            let top = point.value.and_then(|value| height(plot, point, value));
            let (Some(top), true) = (top, plot.shows(position)) else { continue };
            let left = plot.x(position) + (nth as f64 - count / 2.0) * width;
            let area = Area {
                left,
                top: top.min(base),
                right: left + width * 0.94,
                bottom: top.max(base),
            };
            column(page, area, line.look, point);
            page.spots.push(Spot { line: nth, position, area: reachable(area, base, plot.em) });
            if point.beyond {
                broken(page, plot, area, top < base);
                // Of several columns beyond, each value has a row of its own.
                let row = plot.em * 1.25 * nth as f64;
                let end = if top < base { area.top + row } else { area.bottom - row };
                value_beyond(page, plot, (area.right - plot.em * 0.4, end), &point.text);
            } else if chart.lines.len() == 1 {
                value(page, plot, position, point, top);
            }
        }
        holes(page, (nth, line), plot);
    }
}

/// Two slanted cuts near the end of a column that goes on beyond the axis.
fn broken(page: &mut Page<'_>, plot: &Plot<'_>, area: Area, is_above: bool) {
    let em = plot.em;
    let middle = if is_above { area.top + em * 1.6 } else { area.bottom - em * 1.6 };
    for away in [-0.28, 0.28] {
        let y = middle + em * away;
        let points =
            vec![(area.left - em * 0.3, y + em * 0.25), (area.right + em * 0.3, y - em * 0.25)];
        page.shapes.push(Shape::Line { points, ink: Ink::Paper, width: em * 0.24, dash: vec![] });
    }
}

/// A column too low to point at reaches up a little.
fn reachable(area: Area, base: f64, em: f64) -> Area {
    let (top, bottom) = (area.top.min(base - em * 0.5), area.bottom.max(base + em * 0.3));
    Area { top, bottom, ..area }
}

fn column(page: &mut Page<'_>, area: Area, look: Look, point: &Point) {
    let em = page.frame.em;
    match fill(point) {
        Fill::Full => filled(&mut page.shapes, area, look, em),
        Fill::Hollow if point.across_break || point.joined => {
            let look = Look { pattern: Pattern::Falling, ..look };
            filled(&mut page.shapes, area, look, em);
        }
        Fill::Hollow => outline(&mut page.shapes, area, Ink::of(look), em),
        Fill::Half => filled(&mut page.shapes, area, Look { pattern: Pattern::Level, ..look }, em),
    }
}

/// Above or below its column, where columns are wide enough.
fn value(page: &mut Page<'_>, plot: &Plot<'_>, position: usize, point: &Point, top: f64) {
    let em = plot.em;
    let Some(value) = point.value else { return };
    let decimals = if plot.y.unit.ends_with('%') || plot.y.power == 0 { 0..=1 } else { 2..=2 };
    let decimals = if value.fract() == 0.0 { 0 } else { *decimals.end() };
    let text = format!("{value:.decimals$}");
    if ems(&text) * em > plot.slot() * 0.98 {
        return;
    }
    let y = if value < 0.0 { top + em * 1.2 } else { top - em * 0.3 };
    page.text((plot.x(position), y), em * 0.95, Anchor::Middle, Ink::Text, &text);
}

pub fn stacked(page: &mut Page<'_>, plot: &Plot<'_>) {
    let chart = page.chart;
    let width = plot.slot() * FILLED.max(if plot.slot() < plot.em { 1.0 } else { 0.0 });
    for position in 0..chart.across.count() {
        if !plot.shows(position) {
            continue;
        }
        let left = plot.x(position) - width / 2.0;
        let scale = squeezed(page, plot, position);
        let mut sum = 0.0;
        for (nth, line) in chart.lines.iter().enumerate() {
            let Some(point) = line.points.get(position) else { continue };
            let Some(value) = point.value.filter(|value| *value > 0.0) else { continue };
            let value = value * scale;
            let (Some(bottom), Some(top)) = (plot.y(sum), plot.y(sum + value)) else { continue };
            sum += value;
            let area = Area { left, top, right: left + width, bottom };
            column(page, area, line.look, point);
            page.spots.push(Spot { line: nth, position, area });
        }
        if scale < 1.0 {
            let (top, bottom) = (plot.area.top, plot.base());
            broken(page, plot, Area { left, top, right: left + width, bottom }, true);
        }
    }
}

/// Below 1 for a column that goes on beyond the axis: its parts keep their shares.
fn squeezed(page: &Page<'_>, plot: &Plot<'_>, position: usize) -> f64 {
    let points = || page.chart.lines.iter().filter_map(|line| line.points.get(position));
    if !points().any(|point| point.beyond) {
        return 1.0;
    }
    let sum: f64 = points().filter_map(|point| point.value).filter(|value| *value > 0.0).sum();
    if sum > plot.y.high { plot.y.high / sum } else { 1.0 }
}

/// An area in the pattern of its look; a small one is filled plainly.
pub fn filled(shapes: &mut Vec<Shape>, area: Area, look: Look, em: f64) {
    let (full, pale) = (Ink::of(look), Ink::Pale(look.index, look.colour));
    let (width, height) = (area.right - area.left, area.bottom - area.top);
    let small = width < em * 0.55 || height < em * 0.3;
    let rect = |ink| Shape::Rect { left: area.left, top: area.top, width, height, ink };
    if look.pattern == Pattern::Full || small {
        shapes.push(rect(full));
        return;
    }
    shapes.push(rect(pale));
    let stroke = em * 0.12;
    for (from, to) in hatch(area, look.pattern, em * 0.5) {
        shapes.push(Shape::Line { points: vec![from, to], ink: full, width: stroke, dash: vec![] });
    }
    outline(shapes, area, full, em);
}

fn outline(shapes: &mut Vec<Shape>, area: Area, ink: Ink, em: f64) {
    let inset = em * 0.05;
    let (left, right) = (area.left + inset, area.right - inset);
    let (top, bottom) = (area.top + inset, area.bottom - inset);
    let points = vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
    shapes.push(Shape::Line { points, ink, width: em * 0.1, dash: Vec::new() });
}

type Stroke = ((f64, f64), (f64, f64));

/// The strokes of a pattern, cut to the area.
fn hatch(area: Area, pattern: Pattern, step: f64) -> Vec<Stroke> {
    let Area { left, top, right, bottom } = area;
    let (width, height) = (right - left, bottom - top);
    let steps = |length: f64| {
        (1..=400u16).map(move |n| f64::from(n) * step).take_while(move |at| *at < length)
    };
    let slanted = |rising: bool| {
        steps(width + height).map(move |at| {
            // From the left or the far edge down to the bottom or the right one.
            let (x1, y1) = if at < height { (0.0, at) } else { (at - height, height) };
            let (x2, y2) = if at < width { (at, 0.0) } else { (width, at - width) };
            let place = |x: f64, y: f64| (left + x, if rising { top + y } else { bottom - y });
            (place(x1, y1), place(x2, y2))
        })
    };
    match pattern {
        Pattern::Full | Pattern::Pale => Vec::new(),
        Pattern::Rising => slanted(true).collect(),
        Pattern::Falling => slanted(false).collect(),
        Pattern::Level => steps(height).map(|y| ((left, top + y), (right, top + y))).collect(),
        Pattern::Upright => steps(width).map(|x| ((left + x, top), (left + x, bottom))).collect(),
        Pattern::Crossed => slanted(true).chain(slanted(false)).collect(),
    }
}
