//! A laid out chart as SVG: text stays text, the fonts are named. Knows shapes and no chart.

use std::fmt::Write as _;

use crate::trend::chart::{Chart, Marker};
use crate::trend::picture::{Anchor, Fill, Ink, Shape};

use super::{POINTS_PER_MM, Size, on_paper};

const FONTS: &str = "'Source Han Sans SC','Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei',\
                     '微软雅黑','SimHei','黑体',sans-serif";

/// Draws the chart. Same chart and size, same bytes.
pub fn svg(chart: &Chart, size: Size) -> String {
    let picture = on_paper(chart, size);
    let mut body = String::new();
    for shape in &picture.shapes {
        draw(&mut body, shape);
    }
    let (width, height) = (picture.width, picture.height);
    let (width_mm, height_mm) = (width / POINTS_PER_MM, height / POINTS_PER_MM);
    let title = escape(&chart.title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width_mm:.1}mm\" \
         height=\"{height_mm:.1}mm\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"{FONTS}\">\n<title>{title}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n{body}</svg>\n"
    )
}

fn draw(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Line { points, ink, width, dash } => line(out, points, (*ink, *width), dash),
        Shape::Band { upper, lower, ink } => {
            let points: Vec<(f64, f64)> = upper.iter().chain(lower.iter().rev()).copied().collect();
            let (points, fill) = (pairs(&points), colour(*ink));
            push(out, format_args!("<polygon points=\"{points}\" fill=\"{fill}\"/>\n"));
        }
        Shape::Rect { left, top, width, height, ink } => {
            let fill = colour(*ink);
            push(
                out,
                format_args!(
                    "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{fill}\"/>\n"
                ),
            );
        }
        Shape::Marker { at, radius, marker: kind, ink, fill, label } => {
            marker(out, (*at, *radius), *kind, (*ink, *fill), label);
        }
        Shape::Text { at, size, anchor, bold, ink, text } => {
            words(out, *at, (*size, *anchor, *bold), *ink, text);
        }
    }
}

fn line(out: &mut String, points: &[(f64, f64)], (ink, width): (Ink, f64), dash: &[f64]) {
    let dash: Vec<String> = dash.iter().map(|part| format!("{part:.1}")).collect();
    let dash = if dash.is_empty() {
        String::new()
    } else {
        format!(" stroke-dasharray=\"{}\"", dash.join(" "))
    };
    let (points, stroke) = (pairs(points), colour(ink));
    push(
        out,
        format_args!(
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width:.2}\" stroke-linejoin=\"round\"{dash}/>\n"
        ),
    );
}

fn marker(
    out: &mut String,
    ((x, y), r): ((f64, f64), f64),
    marker: Marker,
    (ink, fill): (Ink, Fill),
    label: &str,
) {
    let (name, body) = match marker {
        Marker::Circle => ("circle", format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"")),
        other => ("polygon", format!("<polygon points=\"{}\"", pairs(&corners(other, (x, y), r)))),
    };
    let colour = colour(ink);
    let look = match fill {
        Fill::Full => format!("fill=\"{colour}\" stroke=\"#FFFFFF\" stroke-width=\"0.4\""),
        Fill::Hollow => format!("fill=\"#FFFFFF\" stroke=\"{colour}\" stroke-width=\"0.9\""),
        Fill::Half => format!(
            "fill=\"{colour}\" fill-opacity=\"0.35\" stroke=\"{colour}\" stroke-width=\"0.9\""
        ),
    };
    let close = if label.is_empty() {
        "/>".to_owned()
    } else {
        format!("><title>{}</title></{name}>", escape(label))
    };
    push(out, format_args!("{body} {look}{close}\n"));
}

/// The corners of a marker that is no circle.
pub(super) fn corners(marker: Marker, (x, y): (f64, f64), r: f64) -> Vec<(f64, f64)> {
    match marker {
        Marker::Circle | Marker::Square => {
            vec![(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]
        }
        Marker::Triangle => {
            vec![(x, y - r * 1.3), (x + r * 1.2, y + r * 0.9), (x - r * 1.2, y + r * 0.9)]
        }
        Marker::Diamond => {
            let d = r * 1.35;
            vec![(x, y - d), (x + d, y), (x, y + d), (x - d, y)]
        }
    }
}

fn words(
    out: &mut String,
    (x, y): (f64, f64),
    (size, anchor, bold): (f64, Anchor, bool),
    ink: Ink,
    text: &str,
) {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    let (text, fill) = (escape(text), colour(ink));
    push(
        out,
        format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\"{anchor}{weight} fill=\"{fill}\">{text}</text>\n"
        ),
    );
}

fn pairs(points: &[(f64, f64)]) -> String {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    points.join(" ")
}

fn colour(ink: Ink) -> String {
    let [red, green, blue] = ink.on_paper();
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// Writing to a text in memory cannot fail.
fn push(out: &mut String, what: std::fmt::Arguments<'_>) {
    out.write_fmt(what).unwrap_or_default();
}

/// Escapes text for element content and attributes; drops characters XML cannot hold.
fn escape(text: &str) -> String {
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
