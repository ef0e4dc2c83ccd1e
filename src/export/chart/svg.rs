//! The SVG page of a chart: title, legend, axes, notes, each in its own band from top to bottom.
//! Text stays text. Knows the chart description and millimetres.

use std::fmt::Write as _;

use crate::trend::chart::{Chart, Mark, Tick};

use super::lines;

/// Outer size in millimetres. A picture too low for its texts grows in height, it clips nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub width_mm: f64,
    pub height_mm: f64,
}

impl Size {
    /// Across the type area of an A4 page.
    pub const PAGE: Self = Self { width_mm: 156.0, height_mm: 90.0 };
    /// Half a column.
    pub const SMALL: Self = Self { width_mm: 60.0, height_mm: 45.0 };
}

impl Default for Size {
    fn default() -> Self {
        Self::PAGE
    }
}

const POINTS_PER_MM: f64 = 72.0 / 25.4;
const FONTS: &str = "'Source Han Sans SC','Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei',\
                     '微软雅黑','SimHei','黑体',sans-serif";
pub(super) const INK: &str = "#1F2430";
pub(super) const QUIET: &str = "#667085";
pub(super) const RULE: &str = "#D8DCE3";

/// The rectangle the lines live in, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plot {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    /// Font size of the small texts; all distances follow it.
    pub em: f64,
    pub positions: usize,
    pub low: f64,
    pub high: f64,
}

impl Plot {
    pub fn x(&self, position: f64) -> f64 {
        let last = self.positions.saturating_sub(1).max(1) as f64;
        let inset = self.em * 0.6;
        self.left + inset + position / last * (self.right - self.left - 2.0 * inset)
    }

    pub fn y(&self, value: f64) -> f64 {
        self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)
    }
}

/// Grows downwards: each band is written at `y`.
struct Page {
    out: String,
    width: f64,
    y: f64,
    em: f64,
    margin: f64,
}

/// Draws the chart. Same chart and size, same bytes.
pub fn svg(chart: &Chart, size: Size) -> String {
    let width = size.width_mm.clamp(30.0, 1000.0) * POINTS_PER_MM;
    let em = (width / 50.0).clamp(6.3, 9.0);
    let mut page = Page { out: String::new(), width, y: em, em, margin: em };
    page.title(chart);
    page.legend(chart);
    page.unit(chart);
    let feet = feet(chart, width - 2.0 * em, em);
    let foot_height = em * (2.4 + 1.45 * feet.len() as f64);
    let wanted = size.height_mm.clamp(20.0, 1000.0) * POINTS_PER_MM;
    let bottom = (wanted - foot_height).max(page.y + em * 7.0);
    page.plot(chart, bottom);
    page.feet(&feet, bottom + em * 2.6);
    let height = bottom + foot_height;
    wrap(chart, &page.out, size.width_mm.clamp(30.0, 1000.0), width, height)
}

fn wrap(chart: &Chart, body: &str, width_mm: f64, width: f64, height: f64) -> String {
    let height_mm = height / POINTS_PER_MM;
    let title = escape(&chart.title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width_mm:.1}mm\" \
         height=\"{height_mm:.1}mm\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"{FONTS}\">\n<title>{title}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n{body}</svg>\n"
    )
}

impl Page {
    fn title(&mut self, chart: &Chart) {
        let size = self.em * 1.25;
        let width = self.width - 2.0 * self.margin;
        for line in title_rows(&chart.title, width / size) {
            self.y += size;
            let at = (self.margin, self.y);
            text(&mut self.out, at, size, Anchor::Start, INK, true, &line);
            self.y += size * 0.35;
        }
    }

    /// One line needs no legend: the title names it.
    fn legend(&mut self, chart: &Chart) {
        if chart.lines.len() < 2 {
            return;
        }
        let (em, sample) = (self.em, self.em * 2.8);
        let mut x = self.margin;
        self.y += em * 1.3;
        for line in &chart.lines {
            let width = sample + em * (0.6 + ems(&line.name) + 1.4);
            if x > self.margin && x + width - em > self.width - self.margin {
                x = self.margin;
                self.y += em * 1.5;
            }
            lines::sample(&mut self.out, line, (x, self.y - em * 0.35), sample, em);
            let at = (x + sample + em * 0.4, self.y);
            text(&mut self.out, at, em, Anchor::Start, INK, false, &line.name);
            x += width;
        }
        self.y += em * 0.3;
    }

    fn unit(&mut self, chart: &Chart) {
        self.y += self.em * 1.5;
        let unit = format!("单位：{}", chart.y.unit);
        let at = (self.margin, self.y);
        text(&mut self.out, at, self.em, Anchor::Start, QUIET, false, &unit);
        self.y += self.em * 1.0;
    }

    fn plot(&mut self, chart: &Chart, bottom: f64) {
        let em = self.em;
        let labels = chart.y.ticks.iter().map(|tick| ems(&tick.label)).fold(0.0, f64::max);
        let marks_room = if chart.marks.is_empty() { 0.0 } else { em * 1.2 };
        let plot = Plot {
            left: self.margin + em * (labels + 0.6),
            top: self.y + marks_room,
            right: self.width - self.margin,
            bottom,
            em,
            positions: chart.across.count(),
            low: chart.y.low,
            high: chart.y.high,
        };
        grid(&mut self.out, chart, &plot);
        months(&mut self.out, chart, &plot);
        marks(&mut self.out, chart, &plot);
        // The first line is the most important one and lies on top.
        for line in chart.lines.iter().rev() {
            lines::draw(&mut self.out, line, &plot);
        }
    }

    fn feet(&mut self, feet: &[String], top: f64) {
        for (row, foot) in feet.iter().enumerate() {
            let at = (self.margin, top + self.em * (0.6 + 1.45 * row as f64));
            text(&mut self.out, at, self.em * 0.95, Anchor::Start, QUIET, false, foot);
        }
    }
}

fn grid(out: &mut String, chart: &Chart, plot: &Plot) {
    for tick in &chart.y.ticks {
        let y = plot.y(tick.at);
        let is_base = tick.label == "0" || (chart.y.low > 0.0 && tick.at <= chart.y.low);
        let (colour, width) = if is_base { (QUIET, 0.8) } else { (RULE, 0.5) };
        rule(out, (plot.left, y), (plot.right, y), colour, width, "");
        let at = (plot.left - plot.em * 0.5, y + plot.em * 0.35);
        text(out, at, plot.em, Anchor::End, QUIET, false, &tick.label);
    }
}

fn months(out: &mut String, chart: &Chart, plot: &Plot) {
    // `12月` with the air around it takes two ems and a half.
    let mut room = (1..=200)
        .rev()
        .find(|n: &u8| f64::from(*n) * plot.em * 2.5 < plot.right - plot.left)
        .map_or(2, usize::from);
    let mut ticks = chart.across.ticks(room);
    while collide(&ticks, plot) && room > 2 {
        room -= 1;
        ticks = chart.across.ticks(room);
    }
    for tick in ticks {
        let x = plot.x(tick.at);
        rule(out, (x, plot.bottom), (x, plot.bottom + plot.em * 0.35), QUIET, 0.6, "");
        let half = ems(&tick.label) * plot.em / 2.0;
        let inside = x.max(plot.em * 0.6 + half).min(plot.right + plot.em * 0.5 - half);
        let at = (inside, plot.bottom + plot.em * 1.5);
        text(out, at, plot.em, Anchor::Middle, QUIET, false, &tick.label);
    }
}

/// Whether two neighbouring labels would touch.
fn collide(ticks: &[Tick], plot: &Plot) -> bool {
    ticks.windows(2).any(|pair| match pair {
        [a, b] => {
            let need = plot.em * (ems(&a.label).midpoint(ems(&b.label)) + 0.25);
            plot.x(b.at) - plot.x(a.at) < need
        }
        _ => false,
    })
}

fn marks(out: &mut String, chart: &Chart, plot: &Plot) {
    for (index, mark) in chart.marks.iter().enumerate() {
        let Some(position) = chart.across.position(mark.month) else { continue };
        let x = plot.x(position as f64);
        rule(out, (x, plot.top - plot.em * 0.2), (x, plot.bottom), QUIET, 0.6, "2 2");
        let at = (x, plot.top - plot.em * 0.5);
        text(out, at, plot.em, Anchor::Middle, INK, false, &number(index));
    }
}

/// Marks in words and what else must be said, broken into lines.
fn feet(chart: &Chart, width: f64, em: f64) -> Vec<String> {
    let mark = |(index, mark): (usize, &Mark)| {
        format!("{} {}：{}", number(index), mark.month.chinese(), mark.text)
    };
    let notes = chart.notes.iter().map(|note| format!("注：{note}"));
    let feet = chart.marks.iter().enumerate().map(mark).chain(notes);
    feet.flat_map(|foot| broken(&foot, width / (em * 0.95))).collect()
}

/// ① to ⑳, then plain numbers.
fn number(index: usize) -> String {
    let circled = u32::try_from(index).ok().filter(|n| *n < 20);
    let circled = circled.and_then(|n| char::from_u32(0x2460 + n));
    circled.map_or_else(|| format!("({})", index + 1), String::from)
}

/// Width in ems: Chinese characters one, others a little over half.
pub(super) fn ems(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum()
}

/// Breaks between characters, but not inside a number or a word; no line begins with a closing
/// mark.
fn broken(text: &str, width_ems: f64) -> Vec<String> {
    let mut rows = vec![String::new()];
    for token in tokens(text) {
        let Some(row) = rows.last_mut() else { break };
        let may_break =
            !token.starts_with(['，', '。', '、', '；', '：', '）', '”', '%', '月', '年']);
        if may_break && !row.is_empty() && ems(row) + ems(&token) > width_ems {
            rows.push(token);
        } else {
            row.push_str(&token);
        }
    }
    rows
}

/// Numbers and Latin words whole, everything else character by character.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for c in text.chars() {
        let joins = |last: &&mut String| {
            c.is_ascii_alphanumeric() && last.ends_with(|l: char| l.is_ascii_alphanumeric())
        };
        match tokens.last_mut().filter(joins) {
            Some(last) => last.push(c),
            None => tokens.push(c.to_string()),
        }
    }
    tokens
}

/// The range of months goes to a line of its own before anything is broken.
fn title_rows(title: &str, width_ems: f64) -> Vec<String> {
    let parts = title.rfind('（').and_then(|at| title.split_at_checked(at));
    match parts {
        Some((name, range)) if ems(title) > width_ems => {
            [name, range].into_iter().flat_map(|part| broken(part, width_ems)).collect()
        }
        _ => broken(title, width_ems),
    }
}

#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

fn text(
    out: &mut String,
    (x, y): (f64, f64),
    size: f64,
    anchor: Anchor,
    colour: &str,
    bold: bool,
    content: &str,
) {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    let content = escape(content);
    push(
        out,
        format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\"{anchor}{weight} fill=\"{colour}\">{content}</text>\n"
        ),
    );
}

pub(super) fn rule(
    out: &mut String,
    (x1, y1): (f64, f64),
    (x2, y2): (f64, f64),
    colour: &str,
    width: f64,
    dash: &str,
) {
    let dash =
        if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
    push(
        out,
        format_args!(
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"{colour}\" stroke-width=\"{width:.1}\"{dash}/>\n"
        ),
    );
}

/// Writing to a text in memory cannot fail.
pub(super) fn push(out: &mut String, what: std::fmt::Arguments<'_>) {
    out.write_fmt(what).unwrap_or_default();
}

/// Escapes text for element content and attributes; drops characters XML cannot hold.
pub(super) fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests;
