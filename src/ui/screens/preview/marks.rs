//! Findings on the page: a line under the words, a sign in the margin. Finds each finding's place
//! by the words the page prints; knows no rule.

use egui::{Align2, Color32, FontId, Sense, Stroke, Ui, pos2, vec2};

use crate::check::{Finding, Level};
use crate::document::{Anchor, Block, Document, Role, text_of};
use crate::layout::{Line, MM, Page, Source};

use super::view::on_screen;

/// Where in the issue a finding stands, and what it says.
pub struct Mark {
    spot: Spot,
    start: usize,
    end: usize,
    level: Level,
    message: String,
}

/// The lines a mark stands at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spot {
    Lines(Source),
    /// A table or chart as a whole.
    Exhibit(Anchor),
    Masthead,
    Distribution,
}

impl Spot {
    fn is_of(self, line: &Line) -> bool {
        match self {
            Self::Lines(source) => line.source == source,
            Self::Exhibit(anchor) => line.source.anchor() == Some(anchor),
            Self::Masthead => line.source == Source::Masthead,
            Self::Distribution => matches!(line.source, Source::Distribution(_)),
        }
    }
}

/// Right of the type area.
const SIGN_AT: f32 = 189.0 * MM;

/// The findings that stand in the text of the issue; the others have no place on a page.
pub fn of(findings: &[Finding], document: &Document) -> Vec<Mark> {
    let places = places(document);
    let mark = |finding: &Finding| {
        let of = |place: &&Place| {
            place.section == finding.section
                && match finding.paragraph {
                    Some(paragraph) => {
                        place.item == finding.item.clone().unwrap_or_default()
                            && place.anchor.paragraph == paragraph
                            && !place.heading
                    }
                    None => place.heading && finding.item.is_none(),
                }
        };
        let spot = match places.iter().find(of) {
            Some(Place { anchor, heading: true, .. }) => Spot::Lines(Source::Heading(*anchor)),
            Some(Place { anchor, .. }) => Spot::Lines(Source::Paragraph(*anchor)),
            None => match finding.section.as_str() {
                "报头" => Spot::Masthead,
                "报尾" => Spot::Distribution,
                _ => Spot::Exhibit(finding.anchor?),
            },
        };
        let (start, end) = (finding.start, finding.end.max(finding.start + 1));
        let message = finding.message.clone();
        Some(Mark { spot, start, end, level: finding.level, message })
    };
    findings.iter().filter_map(mark).collect()
}

struct Place {
    section: String,
    item: String,
    anchor: Anchor,
    heading: bool,
}

fn places(document: &Document) -> Vec<Place> {
    let (mut section, mut item) = (String::new(), String::new());
    let mut of: Option<(usize, Option<usize>)> = None;
    let mut places = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading { runs, anchor, .. } => {
                section = text_of(runs);
                item.clear();
                let section = section.clone();
                places.push(Place { section, item: String::new(), anchor: *anchor, heading: true });
            }
            Block::Paragraph { runs, anchor } => {
                // Later paragraphs of an item stand under its label without repeating it.
                if of != Some((anchor.section, anchor.item)) {
                    of = Some((anchor.section, anchor.item));
                    let label = runs.first().filter(|run| run.role == Role::Label);
                    item = label.map(|run| run.text.clone()).unwrap_or_default();
                }
                let (section, item) = (section.clone(), item.clone());
                places.push(Place { section, item, anchor: *anchor, heading: false });
            }
            _ => {}
        }
    }
    places
}

/// Draws the marks of one page.
pub fn ui(ui: &mut Ui, page: &Page, place: egui::Rect, scale: f32, marks: &[Mark]) {
    for (nth, mark) in marks.iter().enumerate() {
        let (colour, sign) = look(mark.level);
        let mut signed = false;
        let whole = !matches!(mark.spot, Spot::Lines(_));
        for line in page.lines.iter().filter(|line| mark.spot.is_of(line)) {
            if whole && signed {
                break;
            }
            let hit = |at: usize| whole || (mark.start..mark.end).contains(&at);
            let Some((from, to)) = stretch(line, hit) else { continue };
            let y = place.top() + (line.baseline + 3.0) * scale;
            let x = |x: f32| place.left() + x * scale;
            let ends = [pos2(x(from), y), pos2(x(to), y)];
            ui.painter().line_segment(ends, Stroke::new(2.0, colour));
            if signed {
                continue;
            }
            signed = true;
            let middle = on_screen(line.room, place.min, scale).center().y;
            let at = pos2(x(SIGN_AT), middle);
            ui.painter().text(at, Align2::CENTER_CENTER, sign, FontId::proportional(14.0), colour);
            let rect = egui::Rect::from_center_size(at, vec2(22.0, 22.0));
            let id = ui.scope_id().with(("finding", nth));
            let text = format!("{}：{}", mark.level.chinese(), mark.message);
            crate::ui::widgets::named(ui, id, &text);
            ui.interact(rect, id, Sense::hover()).on_hover_text(text);
        }
    }
}

/// From where to where the wanted characters of a line stand.
fn stretch(line: &Line, wanted: impl Fn(usize) -> bool) -> Option<(f32, f32)> {
    let glyphs = &line.glyphs;
    let first = glyphs.iter().position(|glyph| wanted(glyph.at))?;
    let last = glyphs.iter().rposition(|glyph| wanted(glyph.at))?;
    let end = glyphs.get(last)?;
    let next = glyphs.get(last + 1).map_or(end.x + end.size, |next| next.x);
    Some((glyphs.get(first)?.x, next))
}

/// Colour and sign; on white paper in both themes.
fn look(level: Level) -> (Color32, &'static str) {
    match level {
        Level::Must => (Color32::from_rgb(0xC8, 0x10, 0x2E), "■"),
        Level::Doubt => (Color32::from_rgb(0x93, 0x5F, 0x0D), "▲"),
        Level::Hint => (Color32::from_rgb(0x5B, 0x65, 0x76), "○"),
    }
}
