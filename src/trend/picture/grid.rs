//! Axes: rules with their labels, months along the bottom, targets.

use crate::trend::chart::Tick;

use super::page::Page;
use super::plot::Plot;
use super::shape::{Anchor, Ink, Shape};
use super::words::ems;

pub fn draw(page: &mut Page<'_>, plot: &Plot<'_>) {
    upright(page, plot);
    months(page, plot);
}

fn upright(page: &mut Page<'_>, plot: &Plot<'_>) {
    let em = plot.em;
    let y = plot.y;
    // Labels of a low picture would touch.
    let room = (plot.area.bottom - plot.area.top) / (em * 1.5);
    let every =
        if y.ticks.len() as f64 > room || (plot.is_narrow() && y.ticks.len() > 5) { 2 } else { 1 };
    for (nth, tick) in y.ticks.iter().enumerate() {
        let Some(height) = plot.y(tick.at) else { continue };
        let is_base = tick.label == "0" || (y.low > 0.0 && tick.at <= y.low);
        let (ink, width) = if is_base { (Ink::Quiet, 0.09) } else { (Ink::Rule, 0.06) };
        page.rule((plot.area.left, height), (plot.area.right, height), ink, em * width);
        if nth % every == 0 {
            let at = (plot.area.left - em * 0.4, height + em * 0.35);
            page.text(at, em, Anchor::End, Ink::Quiet, &tick.label);
        }
    }
}

fn months(page: &mut Page<'_>, plot: &Plot<'_>) {
    let em = plot.em;
    let bottom = plot.area.bottom;
    for tick in month_ticks(page, plot) {
        let x = plot.at(tick.at);
        page.rule((x, bottom), (x, bottom + em * 0.35), Ink::Quiet, em * 0.07);
        let half = ems(&tick.label) * em / 2.0;
        let inside = x.max(em * 0.4 + half).min(plot.area.right + em * 0.6 - half);
        page.text((inside, bottom + em * 1.5), em, Anchor::Middle, Ink::Quiet, &tick.label);
    }
    if let Some(chosen) = page.frame.chosen.filter(|at| plot.shows(*at)) {
        let x = plot.x(chosen);
        let points = vec![(x, plot.area.top), (x, bottom)];
        let dash = vec![em * 0.3, em * 0.3];
        page.shapes.push(Shape::Line { points, ink: Ink::Quiet, width: em * 0.08, dash });
    }
}

/// As many labels as do not touch.
pub fn month_ticks(page: &Page<'_>, plot: &Plot<'_>) -> Vec<Tick> {
    let across = &page.chart.across;
    let mut shown = (0..across.count()).filter(|at| {
        let at = *at as f64;
        plot.first <= at && at <= plot.last
    });
    let Some(first) = shown.next() else { return Vec::new() };
    let last = shown.next_back().unwrap_or(first);
    // `12月` with the air around it takes two ems and a half.
    let mut room = (1..=200u8)
        .rev()
        .find(|n| f64::from(*n) * plot.em * 2.5 < plot.area.right - plot.area.left)
        .map_or(2, usize::from);
    let mut ticks = across.ticks_between(first, last, room);
    while collide(&ticks, plot) && room > 2 {
        room -= 1;
        ticks = across.ticks_between(first, last, room);
    }
    ticks
}

/// Whether two neighbouring labels would touch.
fn collide(ticks: &[Tick], plot: &Plot<'_>) -> bool {
    ticks.windows(2).any(|pair| match pair {
        [a, b] => {
            let need = plot.em * (ems(&a.label).midpoint(ems(&b.label)) + 0.3);
            plot.at(b.at) - plot.at(a.at) < need
        }
        _ => false,
    })
}

pub fn targets(page: &mut Page<'_>, plot: &Plot<'_>) {
    let em = plot.em;
    for target in &page.chart.targets {
        let Some(y) = plot.y(target.value) else { continue };
        let left = (plot.x(target.from) - plot.slot() / 2.0).max(plot.area.left);
        let right = (plot.x(target.to) + plot.slot() / 2.0).min(plot.area.right);
        if right <= left {
            continue;
        }
        let (points, dash) = (vec![(left, y), (right, y)], vec![em * 0.7, em * 0.35]);
        page.shapes.push(Shape::Line { points, ink: Ink::Amber, width: em * 0.14, dash });
        // Before its line where there is room, so that it covers no newer month.
        let before = left - em * (ems(&target.text) + 0.6) > plot.area.left;
        let (at, anchor) = if before {
            ((left - em * 0.3, y + em * 0.35), Anchor::End)
        } else {
            ((left + em * 0.2, y - em * 0.35), Anchor::Start)
        };
        page.text(at, em, anchor, Ink::Amber, &target.text);
    }
}
