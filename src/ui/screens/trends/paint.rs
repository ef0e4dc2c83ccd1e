//! Draws a laid out chart with egui. Knows shapes, no chart.

use egui::epaint::{Mesh, PathShape};
use egui::{Align2, Color32, Painter, Pos2, Rect, Shape as Drawn, Stroke, Ui, Vec2, pos2, vec2};

use crate::trend::chart::Marker;
use crate::trend::picture::{Anchor, Fill, Ink, Picture, Shape};
use crate::ui::theme;

/// Draws the picture with its corner at `origin`. Lines stay within the plot while it is panned.
pub fn picture(ui: &Ui, picture: &Picture, origin: Pos2, panned: bool) {
    let painter = ui.painter();
    let plot = picture.plot.filter(|_| panned).map(|area| {
        let corner = |x: f64, y: f64| origin + place((x, y));
        Rect::from_min_max(corner(area.left, 0.0), corner(area.right, picture.height))
    });
    let inside = plot.map_or_else(|| painter.clone(), |plot| painter.with_clip_rect(plot));
    // Words after everything else: each change of the clip rectangle is a mesh of its own, and a
    // heat table would have thousands.
    let is_text = |shape: &&Shape| matches!(shape, Shape::Text { .. });
    for shape in picture.shapes.iter().filter(|shape| !is_text(shape)) {
        draw(ui, &inside, shape, origin);
    }
    for shape in picture.shapes.iter().filter(is_text) {
        draw(ui, painter, shape, origin);
    }
}

/// Screen coordinates fit a float of 32 bits.
#[expect(clippy::cast_possible_truncation, reason = "a pixel position, far below the limit")]
pub fn narrow(value: f64) -> f32 {
    value as f32
}

fn place((x, y): (f64, f64)) -> Vec2 {
    vec2(narrow(x), narrow(y))
}

fn draw(ui: &Ui, painter: &Painter, shape: &Shape, origin: Pos2) {
    let at = |point: (f64, f64)| origin + place(point);
    match shape {
        Shape::Line { points, ink, width, dash } => {
            let points: Vec<Pos2> = points.iter().copied().map(at).collect();
            line(painter, points, Stroke::new(narrow(*width), theme::ink(ui, *ink)), dash);
        }
        Shape::Band { upper, lower, ink } => {
            let pairs = upper.iter().zip(lower).map(|(upper, lower)| (at(*upper), at(*lower)));
            painter.add(strip(pairs, theme::ink(ui, *ink)));
        }
        Shape::Rect { left, top, width, height, ink } => {
            let rect = Rect::from_min_size(at((*left, *top)), place((*width, *height)));
            painter.rect_filled(rect, 0, theme::ink(ui, *ink));
        }
        Shape::Marker { at: point, radius, marker: kind, ink, fill, .. } => {
            let ground = theme::ink(ui, Ink::Paper);
            let colour = theme::ink(ui, *ink);
            let (fill, stroke) = match fill {
                Fill::Full => (colour, Stroke::new(0.5, ground)),
                Fill::Hollow => (ground, Stroke::new(1.3, colour)),
                Fill::Half => (colour.lerp_to_gamma(ground, 0.6), Stroke::new(1.3, colour)),
            };
            painter.add(marker(*kind, at(*point), narrow(*radius), fill, stroke));
        }
        Shape::Text { at: point, size, anchor, bold, ink, text } => {
            let font = if *bold {
                theme::bold_font(narrow(*size))
            } else {
                egui::FontId::proportional(narrow(*size))
            };
            let align = match anchor {
                Anchor::Start => Align2::LEFT_CENTER,
                Anchor::Middle => Align2::CENTER_CENTER,
                Anchor::End => Align2::RIGHT_CENTER,
            };
            // A Chinese character's middle lies so far above the base line.
            let (x, y) = *point;
            painter.text(at((x, y - size * 0.36)), align, text, font, theme::ink(ui, *ink));
        }
    }
}

fn line(painter: &Painter, points: Vec<Pos2>, stroke: Stroke, dash: &[f64]) {
    if dash.is_empty() {
        painter.add(PathShape::line(points, stroke));
        return;
    }
    let part = |nth: usize| dash.iter().skip(nth).step_by(2).map(|part| narrow(*part)).collect();
    let (ink, gaps): (Vec<f32>, Vec<f32>) = (part(0), part(1));
    painter.extend(Drawn::dashed_line_with_offset(&points, stroke, &ink, &gaps, 0.0));
}

/// A ribbon between two edges; it need not be convex.
fn strip(pairs: impl Iterator<Item = (Pos2, Pos2)>, colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    let mut corner = 0u32;
    for (upper, lower) in pairs {
        mesh.colored_vertex(upper, colour);
        mesh.colored_vertex(lower, colour);
        if corner > 0 {
            mesh.add_triangle(corner - 2, corner - 1, corner);
            mesh.add_triangle(corner - 1, corner, corner + 1);
        }
        corner += 2;
    }
    mesh
}

fn marker(kind: Marker, at: Pos2, r: f32, fill: Color32, stroke: Stroke) -> Drawn {
    let Pos2 { x, y } = at;
    let corners = match kind {
        Marker::Circle => {
            let circle = egui::epaint::CircleShape { center: at, radius: r, fill, stroke };
            return Drawn::Circle(circle);
        }
        Marker::Square => {
            vec![pos2(x - r, y - r), pos2(x + r, y - r), pos2(x + r, y + r), pos2(x - r, y + r)]
        }
        Marker::Triangle => {
            let (wide, low) = (r * 1.2, r * 0.9);
            vec![pos2(x, y - r * 1.3), pos2(x + wide, y + low), pos2(x - wide, y + low)]
        }
        Marker::Diamond => {
            let d = r * 1.35;
            vec![pos2(x, y - d), pos2(x + d, y), pos2(x, y + d), pos2(x - d, y)]
        }
    };
    Drawn::convex_polygon(corners, fill, stroke)
}
