//! What is known of single months: numbers above the plot, their words below it.

use crate::trend::chart::{Chart, Mark, MarkKind};

use super::page::{Page, foot};
use super::plot::Plot;
use super::shape::{Anchor, Ink, Shape};
use super::words::{ems, number};

/// Rows of numbers above a plot at most.
const LANES: usize = 3;

/// The marks that have a number, in order.
fn numbered(chart: &Chart) -> impl Iterator<Item = (usize, &Mark)> {
    chart.marks.iter().filter(|mark| mark.kind != MarkKind::Festival).enumerate()
}

/// Marks in words and what else must be said, broken into lines of `width` ems.
pub fn feet(chart: &Chart, width: f64) -> Vec<String> {
    let mark = |(index, mark): (usize, &Mark)| {
        let word = mark.kind.chinese();
        format!("{} {}{word}：{}", number(index), mark.month.chinese(), mark.text)
    };
    let festival = chart.marks.iter().any(|mark| mark.kind == MarkKind::Festival);
    let festival = festival.then(|| "注：浅色竖条是春节所在的月份。".to_owned());
    let band = chart.lines.iter().any(|line| !line.band.is_empty());
    let band = band.then(|| "注：浅色带是按往年同期估的正常范围。".to_owned());
    let notes = chart.notes.iter().map(|note| match note.strip_prefix('◎') {
        Some(unusual) => format!("◎{unusual}"),
        None => format!("注：{note}"),
    });
    let feet = numbered(chart).map(mark).chain(notes).chain(festival).chain(band);
    feet.flat_map(|text| foot(&text, width)).collect()
}

/// The numbers of one position.
struct Label {
    x: f64,
    text: String,
    lane: usize,
    is_break: bool,
}

fn labels(chart: &Chart, plot: &Plot<'_>) -> Vec<Label> {
    let mut places: Vec<(usize, String, bool)> = Vec::new();
    for (index, mark) in numbered(chart) {
        let Some(position) = chart.across.position(mark.month) else { continue };
        if !plot.shows(position) {
            continue;
        }
        let is_break = matches!(mark.kind, MarkKind::Break | MarkKind::Merger);
        match places.iter_mut().find(|(at, ..)| *at == position) {
            Some((_, text, breaks)) => {
                text.push_str(&number(index));
                *breaks |= is_break;
            }
            None => places.push((position, number(index), is_break)),
        }
    }
    let mut ends = [f64::NEG_INFINITY; LANES];
    let mut labels = Vec::new();
    places.sort_by_key(|(position, ..)| *position);
    for (position, text, is_break) in places {
        let x = plot.x(position);
        let half = ems(&text) * plot.em / 2.0;
        let lane = ends.iter().position(|end| *end <= x - half).unwrap_or(LANES - 1);
        if let Some(end) = ends.get_mut(lane) {
            *end = x + half + plot.em * 0.2;
        }
        labels.push(Label { x, text, lane, is_break });
    }
    labels
}

/// Rows of numbers that the marks in sight take.
pub fn lanes(chart: &Chart, plot: &Plot<'_>) -> usize {
    labels(chart, plot).iter().map(|label| label.lane + 1).max().unwrap_or(0)
}

/// Behind everything: months of Spring Festival.
pub fn grounds(page: &mut Page<'_>, plot: &Plot<'_>) {
    for mark in page.chart.marks.iter().filter(|mark| mark.kind == MarkKind::Festival) {
        let Some(position) = page.chart.across.position(mark.month) else { continue };
        if !plot.shows(position) {
            continue;
        }
        let left = (plot.x(position) - plot.slot() / 2.0).max(plot.area.left);
        let right = (plot.x(position) + plot.slot() / 2.0).min(plot.area.right);
        let (top, height) = (plot.area.top, plot.area.bottom - plot.area.top);
        let width = (right - left).max(0.0);
        page.shapes.push(Shape::Rect { left, top, width, height, ink: Ink::Tint });
    }
}

pub fn draw(page: &mut Page<'_>, plot: &Plot<'_>) {
    let em = plot.em;
    for label in labels(page.chart, plot) {
        let base = plot.area.top - em * 0.35 - em * 1.25 * label.lane as f64;
        // A change of definition divides the months before from its own.
        let (x, dash, width) = if label.is_break {
            (label.x - plot.slot() / 2.0, Vec::new(), em * 0.12)
        } else {
            (label.x, vec![em * 0.2, em * 0.25], em * 0.07)
        };
        let points = vec![(x, base + em * 0.2), (x, plot.area.bottom)];
        page.shapes.push(Shape::Line { points, ink: Ink::Quiet, width, dash });
        page.text((label.x, base), em, Anchor::Middle, Ink::Text, &label.text);
    }
}
