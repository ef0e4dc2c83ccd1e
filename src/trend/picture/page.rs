//! The page of a chart: title, legend, unit, plots and footnotes, each in its own band from top to
//! bottom.

use crate::trend::chart::{Chart, ChartKind, Line, Weight, YAxis};

use super::plot::Plot;
use super::shape::{Anchor, Fill, Ink, Shape};
use super::words::{broken, ems, title_rows};
use super::{Area, Frame, Picture, Spot, bars, cells, grid, lines, marks};

/// Grows downwards: each band is written at `y`.
pub struct Page<'a> {
    pub chart: &'a Chart,
    pub frame: Frame,
    pub shapes: Vec<Shape>,
    pub spots: Vec<Spot>,
    pub plot: Option<Area>,
    pub y: f64,
}

/// Lowest height of a plot, in ems.
const LOWEST: f64 = 9.0;

impl<'a> Page<'a> {
    pub fn new(chart: &'a Chart, frame: Frame) -> Self {
        let y = frame.em * 0.6;
        Self { chart, frame, shapes: Vec::new(), spots: Vec::new(), plot: None, y }
    }

    pub fn finish(mut self) -> Picture {
        let em = self.frame.em;
        self.title();
        self.legend();
        self.unit();
        let feet = marks::feet(self.chart, self.frame.width / em - 2.0);
        let foot_height = em * (0.8 + 1.45 * feet.len() as f64);
        let bottom = self.frame.height - foot_height;
        match self.chart.kind {
            ChartKind::Multiples => cells::multiples(&mut self),
            ChartKind::Heat => cells::heat(&mut self),
            _ => self.plot(bottom - em * 2.0),
        }
        for foot in &feet {
            self.y += em * 1.45;
            self.text((em, self.y), em * 0.95, Anchor::Start, Ink::Quiet, foot);
        }
        self.y += em * 0.8;
        let Self { frame, shapes, spots, plot, y, .. } = self;
        Picture { width: frame.width, height: y, shapes, spots, plot }
    }

    pub fn text(&mut self, at: (f64, f64), size: f64, anchor: Anchor, ink: Ink, text: &str) {
        let text = text.to_owned();
        self.shapes.push(Shape::Text { at, size, anchor, bold: false, ink, text });
    }

    pub fn rule(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink, width: f64) {
        self.shapes.push(Shape::Line { points: vec![from, to], ink, width, dash: Vec::new() });
    }

    fn title(&mut self) {
        let size = self.frame.em * 1.2;
        let width = (self.frame.width - 2.0 * self.frame.em) / size;
        for text in title_rows(&self.chart.title, width) {
            self.y += size;
            let at = (self.frame.em, self.y);
            let (anchor, ink) = (Anchor::Start, Ink::Text);
            self.shapes.push(Shape::Text { at, size, anchor, bold: true, ink, text });
            self.y += size * 0.3;
        }
    }

    /// One line needs no legend: the title names it. Faint lines share an entry.
    fn legend(&mut self) {
        let chart = self.chart;
        if chart.lines.len() < 2 || matches!(chart.kind, ChartKind::Multiples | ChartKind::Heat) {
            return;
        }
        let em = self.frame.em;
        let sample = em * 2.4;
        let mut x = em;
        self.y += em * 1.3;
        let mut faint = chart.lines.iter().filter(|line| line.look.weight == Weight::Faint);
        let (first, last) = (faint.next(), faint.next_back());
        for line in &chart.lines {
            let is_faint = line.look.weight == Weight::Faint;
            let name = match (first, last) {
                (Some(newest), Some(oldest)) if is_faint && chart.kind == ChartKind::Years => {
                    if line.name != newest.name {
                        continue;
                    }
                    format!("{}—{}", oldest.name, newest.name)
                }
                _ => legend_name(chart, line),
            };
            let width = sample + em * (0.6 + ems(&name) + 1.2);
            if x > em && x + width - em > self.frame.width - em {
                x = em;
                self.y += em * 1.5;
            }
            self.sample(line, (x, self.y - em * 0.35), sample);
            let at = (x + sample + em * 0.4, self.y);
            self.text(at, em, Anchor::Start, Ink::Text, &name);
            x += width;
        }
        self.y += em * 0.2;
    }

    fn sample(&mut self, line: &Line, (x, y): (f64, f64), width: f64) {
        let em = self.frame.em;
        if matches!(self.chart.kind, ChartKind::Bar | ChartKind::Changes)
            || self.chart.kind.is_of_parts()
        {
            let area = Area {
                left: x + em * 0.5,
                top: y - em * 0.5,
                right: x + width,
                bottom: y + em * 0.5,
            };
            bars::filled(&mut self.shapes, area, line.look, em);
            return;
        }
        let points = vec![(x, y), (x + width, y)];
        let stroke = if line.look.weight == Weight::Main { em * 0.24 } else { em * 0.16 };
        let dash = line.look.dash.iter().map(|part| f64::from(*part) * stroke).collect();
        let ink = Ink::of(line.look);
        self.shapes.push(Shape::Line { points, ink, width: stroke, dash });
        if line.look.weight != Weight::Faint {
            let (at, radius, marker) = ((x + width / 2.0, y), em * 0.27, line.look.marker);
            let (fill, label) = (Fill::Full, String::new());
            self.shapes.push(Shape::Marker { at, radius, marker, ink, fill, label });
        }
    }

    fn unit(&mut self) {
        let em = self.frame.em;
        self.y += em * 1.5;
        let unit = format!("单位：{}", self.chart.y.unit);
        self.text((em, self.y), em, Anchor::Start, Ink::Quiet, &unit);
        self.y += em * 0.9;
    }

    /// Width of the labels of the upright axis.
    pub fn label_room(&self, y: &YAxis) -> f64 {
        let widest = y.ticks.iter().map(|tick| ems(&tick.label)).fold(0.0, f64::max);
        self.frame.em * (widest + 0.8)
    }

    fn plot(&mut self, bottom: f64) {
        let (em, chart) = (self.frame.em, self.chart);
        let count = chart.across.count().max(1);
        let (first, last) = self.frame.view.unwrap_or((0.0, count as f64 - 1.0));
        let mut area = Area {
            left: em + self.label_room(&chart.y),
            top: self.y + em * 0.5,
            right: self.frame.width - em,
            bottom: bottom.max(self.y + em * LOWEST),
        };
        let lanes = marks::lanes(chart, &Plot { area, em, first, last, y: &chart.y });
        area.top += em * 1.25 * lanes as f64;
        area.bottom = area.bottom.max(area.top + em * (LOWEST - 2.0));
        let plot = Plot { area, em, first, last, y: &chart.y };
        marks::grounds(self, &plot);
        grid::draw(self, &plot);
        marks::draw(self, &plot);
        match chart.kind {
            ChartKind::Bar | ChartKind::Changes => bars::grouped(self, &plot),
            ChartKind::Stack | ChartKind::Share => bars::stacked(self, &plot),
            _ => lines::all(self, &plot),
        }
        grid::targets(self, &plot);
        self.plot = Some(area);
        self.y = area.bottom + em * 1.9;
    }
}

/// Parts tell their newest share: 水利 35%.
fn legend_name(chart: &Chart, line: &Line) -> String {
    let newest = line.points.last().filter(|_| chart.kind == ChartKind::Share);
    match newest.and_then(|point| point.value) {
        Some(share) => format!("{} {share:.0}%", line.name),
        None => line.name.clone(),
    }
}

/// Lines of a footnote.
pub fn foot(text: &str, width: f64) -> Vec<String> {
    broken(text, width / 0.95)
}
