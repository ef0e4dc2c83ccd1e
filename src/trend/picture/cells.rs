//! Departments beside each other: small plots on one scale, or a row of coloured cells each.

use crate::trend::chart::{Chart, Line, Point, PointState};

use super::grid::month_ticks;
use super::page::Page;
use super::plot::Plot;
use super::shape::{Anchor, Ink, Shape};
use super::words::{ems, shortened};
use super::{Area, Spot, lines, marks};

pub fn multiples(page: &mut Page<'_>) {
    let (em, chart) = (page.frame.em, page.chart);
    let (left, right) = (em + page.label_room(&chart.y), page.frame.width - em);
    let columns = (1..=8u8)
        .rev()
        .find(|n| (right - left) / f64::from(*n) >= em * 11.0)
        .map_or(1, usize::from)
        .min(chart.lines.len().max(1));
    let width = (right - left) / columns as f64;
    let rows = chart.lines.len().div_ceil(columns);
    let free = (page.frame.height - page.y - em * 4.0) / rows.max(1) as f64;
    let height = free.clamp(em * 5.6, em * 10.0);
    let count = chart.across.count().max(1) as f64;
    let (first, last) = page.frame.view.unwrap_or((0.0, count - 1.0));
    let top = page.y;
    for (nth, line) in chart.lines.iter().enumerate() {
        let (row, column) = ((nth / columns) as f64, (nth % columns) as f64);
        let x = left + column * width;
        let y = top + row * height;
        let area = Area {
            left: x,
            top: y + em * 1.6,
            right: x + width - em * 0.8,
            bottom: y + height - em * 0.5,
        };
        let plot = Plot { area, em, first, last, y: &chart.y };
        let is_lowest = nth + columns >= chart.lines.len();
        small(page, (nth, line), &plot, (column < 0.5, is_lowest));
    }
    page.y = top + rows as f64 * height + em * 1.6;
}

fn small(
    page: &mut Page<'_>,
    (nth, line): (usize, &Line),
    plot: &Plot<'_>,
    (is_leftmost, is_lowest): (bool, bool),
) {
    let (em, area) = (plot.em, plot.area);
    let room = (area.right - area.left) / em;
    let newest = line.last().and_then(|point| point.value).map(|value| {
        let decimals = decimals(page.chart);
        format!("{value:.decimals$}")
    });
    let newest = newest.unwrap_or_default();
    let name = shortened(&line.name, room - ems(&newest) - 0.5);
    let y = area.top - em * 0.4;
    page.text((area.left, y), em, Anchor::Start, Ink::Text, &name);
    page.text((area.right, y), em, Anchor::End, Ink::Quiet, &newest);
    let ends = [plot.y.ticks.first(), plot.y.ticks.last()];
    let zero = plot.y.ticks.iter().find(|tick| tick.label == "0");
    for tick in ends.into_iter().flatten().chain(zero) {
        let Some(y) = plot.y(tick.at) else { continue };
        page.rule((area.left, y), (area.right, y), Ink::Rule, em * 0.06);
        if is_leftmost {
            let at = (area.left - em * 0.4, y + em * 0.35);
            page.text(at, em * 0.9, Anchor::End, Ink::Quiet, &tick.label);
        }
    }
    marks::grounds(page, plot);
    lines::draw(page, (nth, line), plot);
    if is_lowest {
        let across = &page.chart.across;
        let ends = [(across.name(0), Anchor::Start, area.left)];
        let last = (across.name(across.count().saturating_sub(1)), Anchor::End, area.right);
        let fits = (area.right - area.left) / em > 13.0;
        for (text, anchor, x) in ends.into_iter().chain(fits.then_some(last)) {
            page.text((x, area.bottom + em * 1.3), em * 0.9, anchor, Ink::Quiet, &text);
        }
    }
}

/// Widest name of a row, in ems.
const NAME: f64 = 9.0;

pub fn heat(page: &mut Page<'_>) {
    let (em, chart) = (page.frame.em, page.chart);
    scale(page);
    let names = chart.lines.iter().map(|line| ems(&line.name)).fold(2.0, f64::max).min(NAME);
    let (left, right) = (em * (1.5 + names), page.frame.width - em);
    let top = page.y + em * 0.4;
    let free = (page.frame.height - top - em * 4.0) / chart.lines.len().max(1) as f64;
    let height = free.clamp(em * 1.45, em * 2.2);
    let count = chart.across.count().max(1) as f64;
    let (first, last) = page.frame.view.unwrap_or((0.0, count - 1.0));
    let bottom = top + height * chart.lines.len() as f64;
    let area = Area { left, top, right, bottom };
    let plot = Plot { area, em, first, last, y: &chart.y };
    let words = in_cells(chart, &plot);
    for (nth, line) in chart.lines.iter().enumerate() {
        let y = top + height * nth as f64;
        let name = shortened(&line.name, names);
        page.text(
            (left - em * 0.5, y + height / 2.0 + em * 0.35),
            em,
            Anchor::End,
            Ink::Text,
            &name,
        );
        for (position, point) in line.points.iter().enumerate() {
            if plot.shows(position) {
                let x = plot.x(position) - plot.slot() / 2.0;
                let (start, end) = (x.max(left), (x + plot.slot()).min(right));
                let area = Area { left: start, top: y, right: end, bottom: y + height };
                cell(page, area, point, words);
                page.spots.push(Spot { line: nth, position, area });
            }
        }
    }
    for tick in month_ticks(page, &plot) {
        let x = plot.at(tick.at);
        let half = ems(&tick.label) * em / 2.0;
        let x = x.max(left - em + half).min(right + em * 0.6 - half);
        page.text((x, bottom + em * 1.3), em, Anchor::Middle, Ink::Quiet, &tick.label);
    }
    page.plot = Some(area);
    page.y = bottom + em * 1.9;
}

/// Decimals of the numbers in the cells, where these are wide enough for them.
fn in_cells(chart: &Chart, plot: &Plot<'_>) -> Option<usize> {
    let decimals = decimals(chart);
    let largest = chart.y.high.abs().max(chart.y.low.abs());
    let text = format!("{largest:.decimals$}");
    (ems(&text) * plot.em * 0.85 < plot.slot() - plot.em * 0.3).then_some(decimals)
}

/// Enough for two or three digits of the largest value.
fn decimals(chart: &Chart) -> usize {
    match chart.y.high.abs().max(chart.y.low.abs()) {
        large if large >= 100.0 => 0,
        medium if medium >= 10.0 => 1,
        _ if chart.y.power == 0 && chart.y.unit != "%" => 0,
        _ => 2,
    }
}

/// From −1 to 1 where there are negative values, else from 0 to 1.
fn share(chart: &Chart, value: f64) -> f64 {
    let (low, high) = (chart.y.low, chart.y.high);
    if low < 0.0 {
        let reach = high.max(-low).max(f64::MIN_POSITIVE);
        return (value / reach).clamp(-1.0, 1.0);
    }
    chart.y.height(value).unwrap_or(0.0).clamp(0.0, 1.0)
}

fn cell(page: &mut Page<'_>, area: Area, point: &Point, words: Option<usize>) {
    let em = page.frame.em;
    let (width, height) = (area.right - area.left, area.bottom - area.top);
    let gap = (em * 0.06).min(width * 0.1);
    let middle = (area.left.midpoint(area.right), area.top + height / 2.0 + em * 0.32);
    let Some(value) = point.value else {
        let sign = match point.state {
            PointState::NotReported => "×",
            PointState::Draft => "?",
            PointState::ZeroBase => "○",
            _ => "·",
        };
        page.text(middle, em * 0.9, Anchor::Middle, Ink::Quiet, sign);
        return;
    };
    let ink = Ink::Heat(share(page.chart, value));
    let (left, top) = (area.left + gap, area.top + gap);
    let (width, height) = (width - 2.0 * gap, height - 2.0 * gap);
    page.shapes.push(Shape::Rect { left, top, width, height, ink });
    if point.beyond {
        page.text(middle, em * 0.9, Anchor::Middle, Ink::Paper, "▲");
    } else if let Some(decimals) = words {
        let about = if point.state == PointState::Estimated { "约" } else { "" };
        let text = format!("{about}{value:.decimals$}");
        let letters = if ink.is_dark() { Ink::Paper } else { Ink::Text };
        page.text(middle, em * 0.85, Anchor::Middle, letters, &text);
    }
}

/// What the colours mean, beside the unit.
fn scale(page: &mut Page<'_>) {
    let (em, chart) = (page.frame.em, page.chart);
    let (low, high) = (chart.y.ticks.first(), chart.y.ticks.last());
    let (Some(low), Some(high)) = (low, high) else { return };
    let y = page.y - em * 0.9;
    let mut x = em * (3.0 + ems(&format!("单位：{}", chart.y.unit)));
    page.text((x, y), em, Anchor::Start, Ink::Quiet, &low.label);
    x += em * (ems(&low.label) + 0.4);
    for step in 0..=5u8 {
        let value = low.at + (high.at - low.at) * f64::from(step) / 5.0;
        let ink = Ink::Heat(share(chart, value));
        let (top, width, height) = (y - em * 0.85, em * 1.3, em);
        page.shapes.push(Shape::Rect { left: x, top, width, height, ink });
        x += em * 1.3;
    }
    page.text((x + em * 0.4, y), em, Anchor::Start, Ink::Quiet, &high.label);
    x += em * (ems(&high.label) + 1.4);
    let key = "×未报　·没有数据";
    if x + em * ems(key) < page.frame.width - em {
        page.text((x, y), em, Anchor::Start, Ink::Quiet, key);
    }
}
