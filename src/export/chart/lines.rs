//! One line of a chart in SVG: strokes with its dash, markers, gaps left open. Knows no axes' text.

use crate::trend::chart::{Line, Look, Marker, Point};

use super::svg::{Plot, escape, push};

/// Up to so many months every point has its marker; beyond, about a dozen a line.
const ALL_MARKED: usize = 36;

pub(super) fn draw(out: &mut String, line: &Line, plot: &Plot) {
    let width = plot.em * 0.17;
    let runs = runs(&line.points, plot);
    for run in runs.iter().filter(|run| run.len() > 1) {
        stroke(out, &line.look, run.iter().map(|dot| dot.at), width);
    }
    let every = if line.points.len() <= ALL_MARKED { 1 } else { line.points.len() / 12 };
    for run in &runs {
        let alone = run.len() == 1;
        for dot in run.iter().filter(|dot| alone || dot.position % every == 0) {
            marker(out, &line.look, dot.at, plot.em * 0.27, &dot.label);
        }
    }
}

/// The piece of line shown in the legend, `width` points long, around the height of `y`.
pub(super) fn sample(out: &mut String, line: &Line, (x, y): (f64, f64), width: f64, em: f64) {
    stroke(out, &line.look, [(x, y), (x + width, y)].into_iter(), em * 0.17);
    marker(out, &line.look, (x + width / 2.0, y), em * 0.27, "");
}

struct Dot {
    position: usize,
    at: (f64, f64),
    label: String,
}

/// Neighbouring points that have values.
fn runs(points: &[Point], plot: &Plot) -> Vec<Vec<Dot>> {
    let mut runs: Vec<Vec<Dot>> = vec![Vec::new()];
    for (position, point) in points.iter().enumerate() {
        match (point.value, runs.last_mut()) {
            (Some(value), Some(run)) => {
                let at = (plot.x(position as f64), plot.y(value));
                let label = format!("{} {}", point.month.chinese(), point.text);
                run.push(Dot { position, at, label });
            }
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs
}

fn stroke(out: &mut String, look: &Look, at: impl Iterator<Item = (f64, f64)>, width: f64) {
    let points: Vec<String> = at.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let points = points.join(" ");
    let dash: Vec<String> =
        look.dash.iter().map(|part| format!("{:.1}", f64::from(*part) * width)).collect();
    let dash = if dash.is_empty() {
        String::new()
    } else {
        format!(" stroke-dasharray=\"{}\"", dash.join(" "))
    };
    let colour = colour(look);
    push(
        out,
        format_args!(
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:.1}\" stroke-linejoin=\"round\"{dash}/>\n"
        ),
    );
}

fn marker(out: &mut String, look: &Look, (x, y): (f64, f64), r: f64, label: &str) {
    let fill = colour(look);
    let body = match look.marker {
        Marker::Circle => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\""),
        Marker::Square => {
            polygon(&[(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)])
        }
        Marker::Triangle => {
            polygon(&[(x, y - r * 1.3), (x + r * 1.2, y + r * 0.9), (x - r * 1.2, y + r * 0.9)])
        }
        Marker::Diamond => {
            let d = r * 1.35;
            polygon(&[(x, y - d), (x + d, y), (x, y + d), (x - d, y)])
        }
    };
    let close = if label.is_empty() {
        "/>".to_owned()
    } else {
        let name = if look.marker == Marker::Circle { "circle" } else { "polygon" };
        format!("><title>{}</title></{name}>", escape(label))
    };
    push(
        out,
        format_args!("{body} fill=\"{fill}\" stroke=\"#FFFFFF\" stroke-width=\"0.4\"{close}\n"),
    );
}

fn polygon(corners: &[(f64, f64)]) -> String {
    let points: Vec<String> = corners.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    format!("<polygon points=\"{}\"", points.join(" "))
}

fn colour(look: &Look) -> String {
    let [red, green, blue] = look.colour;
    format!("#{red:02X}{green:02X}{blue:02X}")
}
