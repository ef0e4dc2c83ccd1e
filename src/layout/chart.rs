//! A trend chart on the page: axes, lines told apart by dash and marker, legend, caption below. All
//! of it is filled shapes and text, so that PDF and preview draw the same. Knows no figures, only
//! the chart's description.

use crate::document::{ChartBlock, text_of};
use crate::trend::chart::{Chart, Line, Look as LineLook, Marker};

use super::cells::{Cells, Look};
use super::faces::FontRole;
use super::flow::{ASCENT, Flow, LEFT, SMALL, Text, WIDTH};
use super::lines::{Set, break_lines};
use super::{Polygon, Rect, Source};

/// Rows of the plot itself.
const PLOT_ROWS: usize = 8;
/// 五号, for the small texts.
const SIZE: f32 = 10.5;
const GREY: [u8; 3] = [0xB8, 0xBE, 0xC9];
const DARK: [u8; 3] = [0x40, 0x46, 0x52];
const STROKE: f32 = 1.4;
const DOT: f32 = 2.2;
/// A label of the bottom axis takes so many ems with the air around it.
const LABEL_EMS: f32 = 2.6;
/// Up to so many points each has its marker.
const ALL_MARKED: usize = 36;

type Spot = (f32, f32);

/// The rectangle the lines live in.
struct Plot {
    area: Rect,
    low: f32,
    high: f32,
    positions: usize,
}

impl Plot {
    fn x(&self, position: f32) -> f32 {
        let last = self.positions.saturating_sub(1).max(1) as f32;
        let inset = SIZE * 0.8;
        self.area.left + inset + position / last * (self.area.right - self.area.left - 2.0 * inset)
    }

    fn y(&self, value: f64) -> f32 {
        let span = (self.high - self.low).max(f32::EPSILON);
        self.area.bottom - (narrow(value) - self.low) / span * (self.area.bottom - self.area.top)
    }
}

impl Flow<'_> {
    pub fn chart(&mut self, block: &ChartBlock) {
        let source = Source::Caption(block.anchor);
        let rows = self.chart_rows(block);
        if self.row + rows > self.rows && rows <= self.rows {
            self.new_page();
        }
        self.legend(&block.chart, source);
        let top = self.top_of(self.row);
        let height = PLOT_ROWS as f32 * self.pitch;
        self.plot(
            &block.chart,
            source,
            Rect { left: LEFT, top, right: LEFT + WIDTH, bottom: top + height },
        );
        self.row += PLOT_ROWS + 1;
        self.chart_caption(block, source);
    }

    /// Rows of legend, plot, labels and caption.
    pub fn chart_rows(&self, block: &ChartBlock) -> usize {
        let caption = usize::from(!caption(block).is_empty());
        self.legend_rows(&block.chart).len() + PLOT_ROWS + 1 + caption + block.chart.notes.len()
    }

    fn tiny(&self, role: FontRole) -> Look {
        self.small(role, SIZE)
    }

    /// The lines named in each row of the legend, with the width each takes.
    fn legend_rows(&self, chart: &Chart) -> Vec<Vec<(usize, f32)>> {
        let mut rows: Vec<Vec<(usize, f32)>> = Vec::new();
        let mut x = f32::MAX;
        for (nth, line) in chart.lines.iter().enumerate() {
            let width =
                Cells::of(&line.name, self.tiny(FontRole::Fang), self.fonts).width() + SIZE * 4.5;
            if x + width > WIDTH {
                rows.push(Vec::new());
                x = 0.0;
            }
            x += width;
            rows.last_mut().into_iter().for_each(|row| row.push((nth, width)));
        }
        rows
    }

    fn legend(&mut self, chart: &Chart, source: Source) {
        for row in self.legend_rows(chart) {
            let top = self.top_of(self.row);
            let mut x = LEFT + (WIDTH - row.iter().map(|(_, width)| width).sum::<f32>()) / 2.0;
            for (nth, width) in row {
                let Some(line) = chart.lines.get(nth) else { continue };
                let y = top + SIZE * 0.6;
                self.stroke(&[(x, y), (x + SIZE * 2.4, y)], &line.look);
                self.marker((x + SIZE * 1.2, y), &line.look);
                let at = (x + SIZE * 2.8, top + ASCENT * SIZE);
                self.label(&line.name, source, at, Set::Left);
                x += width;
            }
            self.row += 1;
        }
    }

    fn plot(&mut self, chart: &Chart, source: Source, room: Rect) {
        let widest = chart
            .y
            .ticks
            .iter()
            .map(|tick| Cells::of(&tick.label, self.tiny(FontRole::Fang), self.fonts).width());
        let left = room.left + widest.fold(SIZE, f32::max) + SIZE * 0.5;
        let area =
            Rect { left, top: room.top + SIZE * 2.2, right: room.right, bottom: room.bottom };
        let plot = Plot {
            area,
            low: narrow(chart.y.low),
            high: narrow(chart.y.high),
            positions: chart.across.count(),
        };
        self.label(
            &format!("单位：{}", chart.y.unit),
            source,
            (room.left, room.top + SIZE),
            Set::Left,
        );
        for tick in &chart.y.ticks {
            let y = plot.y(tick.at);
            self.bar(Rect { left, top: y - 0.2, right: area.right, bottom: y + 0.2 }, GREY);
            self.label(&tick.label, source, (left - SIZE * 0.4, y + SIZE * 0.35), Set::Right);
        }
        self.bar(
            Rect { left, top: area.bottom - 0.3, right: area.right, bottom: area.bottom + 0.3 },
            DARK,
        );
        let room =
            (1..=200_u16).take_while(|n| f32::from(*n) * LABEL_EMS * SIZE < area.right - left);
        for tick in chart.across.ticks(room.count().max(2)) {
            let x = plot.x(narrow(tick.at));
            self.bar(
                Rect { left: x - 0.3, top: area.bottom, right: x + 0.3, bottom: area.bottom + 3.0 },
                DARK,
            );
            self.label(&tick.label, source, (x, area.bottom + SIZE * 1.4), Set::Centre);
        }
        // The first line is the most important one and lies on top.
        for line in chart.lines.iter().rev() {
            self.curve(line, &plot);
        }
    }

    fn curve(&mut self, line: &Line, plot: &Plot) {
        let spots: Vec<Option<Spot>> = line
            .points
            .iter()
            .enumerate()
            .map(|(at, point)| point.value.map(|value| (plot.x(at as f32), plot.y(value))))
            .collect();
        for run in spots.split(Option::is_none) {
            let run: Vec<Spot> = run.iter().copied().flatten().collect();
            self.stroke(&run, &line.look);
        }
        let every = if spots.len() <= ALL_MARKED { 1 } else { spots.len() / 12 };
        for spot in spots.iter().step_by(every).flatten() {
            self.marker(*spot, &line.look);
        }
    }

    /// A line through the spots, cut into dashes.
    fn stroke(&mut self, spots: &[Spot], look: &LineLook) {
        let pattern: Vec<f32> = look.dash.iter().map(|part| part * STROKE).collect();
        let mut dash =
            Dash { pattern: &pattern, at: 0, left: pattern.first().copied().unwrap_or(f32::MAX) };
        for (from, to) in spots.iter().zip(spots.iter().skip(1)) {
            for (from, to) in dash.of(*from, *to) {
                self.shape(segment(from, to, STROKE), look.colour);
            }
        }
    }

    fn marker(&mut self, (x, y): Spot, look: &LineLook) {
        let r = DOT;
        let corners = match look.marker {
            Marker::Circle => (0..12_u8)
                .map(|step| {
                    let (sin, cos) = (f32::from(step) * std::f32::consts::TAU / 12.0).sin_cos();
                    (x + r * cos, y + r * sin)
                })
                .collect(),
            Marker::Square => vec![(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
            Marker::Triangle => {
                vec![(x, y - r * 1.3), (x + r * 1.2, y + r * 0.9), (x - r * 1.2, y + r * 0.9)]
            }
            Marker::Diamond => {
                let d = r * 1.35;
                vec![(x, y - d), (x + d, y), (x, y + d), (x - d, y)]
            }
        };
        self.shape(corners, look.colour);
    }

    fn bar(&mut self, rect: Rect, colour: [u8; 3]) {
        let Rect { left, top, right, bottom } = rect;
        self.shape(vec![(left, top), (right, top), (right, bottom), (left, bottom)], colour);
    }

    fn shape(&mut self, corners: Vec<Spot>, colour: [u8; 3]) {
        if let Some(page) = self.pages.last_mut() {
            page.shapes.push(Polygon { corners, colour });
        }
    }

    fn label(&mut self, text: &str, source: Source, (x, baseline): Spot, set: Set) {
        let cells = Cells::of(text, self.tiny(FontRole::Fang), self.fonts);
        let width = cells.width();
        let left = match set {
            Set::Centre => (x - width / 2.0).clamp(LEFT, LEFT + WIDTH - width.min(WIDTH)),
            Set::Right => x - width,
            Set::Left | Set::Both => x,
        };
        let top = baseline - ASCENT * SIZE;
        let room = Rect { left, top, right: left + width, bottom: top + SIZE };
        let text = Text { cells: &cells.list, source };
        self.place(&text, 0..cells.list.len(), room, (baseline, Set::Left));
    }

    fn chart_caption(&mut self, block: &ChartBlock, source: Source) {
        let notes = block.chart.notes.iter().map(|note| (note.clone(), FontRole::Fang, SIZE));
        let caption =
            Some((caption(block), FontRole::Hei, SMALL)).filter(|(text, ..)| !text.is_empty());
        for (text, role, size) in caption.into_iter().chain(notes) {
            let cells = Cells::of(&text, self.small(role, size), self.fonts);
            let text = Text { cells: &cells.list, source };
            for range in break_lines(&cells.list, WIDTH, WIDTH) {
                self.line(&text, range, (LEFT, WIDTH), Set::Centre);
            }
        }
    }
}

/// The caption, or the chart's own title.
fn caption(block: &ChartBlock) -> String {
    let own = text_of(&block.caption);
    if own.is_empty() { block.chart.title.clone() } else { own }
}

/// Where in its pattern of ink and gap a line is.
struct Dash<'a> {
    pattern: &'a [f32],
    at: usize,
    left: f32,
}

impl Dash<'_> {
    /// The inked pieces of a straight piece of line.
    fn of(&mut self, from: Spot, to: Spot) -> Vec<(Spot, Spot)> {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        if self.pattern.is_empty() || length <= 0.0 {
            return vec![(from, to)];
        }
        let along = |part: f32| {
            let part = part / length;
            (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
        };
        let (mut pieces, mut done) = (Vec::new(), 0.0);
        while done < length {
            let step = self.left.min(length - done).max(0.05);
            if self.at.is_multiple_of(2) {
                pieces.push((along(done), along(done + step)));
            }
            done += step;
            self.left -= step;
            if self.left <= 0.0 {
                self.at = (self.at + 1) % self.pattern.len();
                self.left = self.pattern.get(self.at).copied().unwrap_or(1.0);
            }
        }
        pieces
    }
}

/// A straight piece of line as a rectangle, a little longer so that pieces meet.
fn segment(from: Spot, to: Spot, width: f32) -> Vec<Spot> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(f32::EPSILON);
    let (ux, uy) = (dx / length * width / 2.0, dy / length * width / 2.0);
    let (from, to) = ((from.0 - ux * 0.5, from.1 - uy * 0.5), (to.0 + ux * 0.5, to.1 + uy * 0.5));
    vec![
        (from.0 - uy, from.1 + ux),
        (to.0 - uy, to.1 + ux),
        (to.0 + uy, to.1 - ux),
        (from.0 + uy, from.1 - ux),
    ]
}

#[expect(clippy::cast_possible_truncation, reason = "a place on paper needs no more digits")]
fn narrow(value: f64) -> f32 {
    value as f32
}
