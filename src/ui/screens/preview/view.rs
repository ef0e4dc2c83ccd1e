//! Pages on the screen: as they print, one or two beside each other, at any size. A click on a part
//! leads to its form; the pages follow what is worked on. Knows no rule about the issue.

use egui::{Align, Color32, CursorIcon, Id, Pos2, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2};
use egui::{WidgetInfo, pos2, vec2};

use crate::document::Anchor;
use crate::layout::{PAPER, Rect, Source, Told};
use crate::ui::cx::Cx;
use crate::ui::{theme, widgets};

use super::figures;
use super::kept::Kept;
use super::marks::{self, Mark};

/// Points of the screen for a point of paper at 100 %.
const FULL: f32 = 96.0 / 72.0;
const SMALLEST: f32 = 0.25;
const LARGEST: f32 = 4.0;
/// Around and between pages.
const AIR: f32 = 16.0;
/// Two pages stand beside each other where both can still be read.
const TWO_FROM: f32 = 900.0;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Zoom {
    /// As wide as there is room.
    #[default]
    Width,
    /// The whole page.
    Page,
    /// Parts of the size on paper.
    Part(f32),
}

/// Where the pages are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    Screen,
    Beside,
}

#[derive(Default)]
pub struct View {
    pub kept: Kept,
    pub zoom: Zoom,
    /// Two pages beside each other; `None` where the room decides.
    pub two_up: Option<bool>,
    /// The page most in sight, from 0.
    pub shown: usize,
    /// What to bring into sight.
    goto: Option<Goto>,
    /// What was followed last.
    followed: Option<Followed>,
    /// It has still to be looked for on the pages.
    sought: bool,
    /// Parts of the size on paper that are shown now.
    part: f32,
    columns: usize,
    /// The figures under the pointer or in the part with the focus.
    pub pointed: Vec<Told>,
}

/// What is worked on; `None` is the masthead.
pub type Followed = Option<Place>;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub section: usize,
    pub item: Option<usize>,
    /// The paragraph with the caret, and which part of it stands before the caret.
    pub caret: Option<(usize, f32)>,
}

/// A page, and what of it comes into sight.
#[derive(Clone, Copy)]
enum Goto {
    Top(usize),
    Part(usize, Rect),
    /// Moves the pages only as far as it is out of sight.
    Line(usize, Rect),
}

/// How pages lie in the room.
struct Floor {
    /// Screen points of a paper point.
    scale: f32,
    columns: usize,
    page: Vec2,
}

impl View {
    /// Draws the pages; returns what was clicked.
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui, stand: Stand, marks: &[Mark]) -> Option<Source> {
        match self.kept.load(cx, ui.ctx()) {
            Ok(Some(_)) => {}
            Ok(None) => {
                widgets::quiet(ui, "正在找字体…");
                return None;
            }
            Err(err) => {
                widgets::message_box(ui, &crate::ops::message(&err));
                return None;
            }
        }
        self.seek();
        let count = self.kept.parts.len();
        let floor = self.floor(ui, stand);
        self.part = floor.scale / FULL;
        self.columns = floor.columns;
        let mut clicked = None;
        // Paper does not fade at the edge of the window.
        ui.spacing_mut().scroll.fade.strength = 0.0;
        ScrollArea::both().id_salt(("pages", stand == Stand::Beside)).auto_shrink(false).show(
            ui,
            |ui| {
                clicked = self.pages_ui(cx, ui, &floor, (count, marks));
            },
        );
        self.wheel(ui);
        clicked
    }

    pub fn count(&self) -> usize {
        self.kept.parts.len()
    }

    /// Parts of the size on paper that are shown.
    pub fn part(&self) -> f32 {
        self.part
    }

    pub fn turn_to(&mut self, page: usize) {
        self.goto = Some(Goto::Top(page.min(self.count().saturating_sub(1))));
    }

    /// Goes on by as many pages as stand beside each other.
    pub fn turn(&mut self, forward: bool) {
        let step = self.columns.max(1);
        self.turn_to(if forward { self.shown + step } else { self.shown.saturating_sub(step) });
    }

    pub fn magnify(&mut self, times: f32) {
        self.zoom = Zoom::Part((self.part * times).clamp(SMALLEST, LARGEST));
    }

    /// Brings what is worked on into sight when it has become another place.
    pub fn follow(&mut self, place: Followed) {
        if self.followed == Some(place) {
            return;
        }
        let part = |of: Followed| of.map(|place| (place.section, place.item));
        let same_part = self.followed.is_some_and(|last| part(last) == part(place));
        let caret = place.and_then(|place| place.caret);
        // First the part as a whole, then the caret wherever it goes in it.
        let caret = caret.filter(|_| same_part);
        self.sought = !same_part || caret.is_some();
        self.followed = Some(place.map(|place| Place { caret, ..place }));
    }

    /// The next place to follow is brought into sight even if it is the same.
    pub fn unfollow(&mut self) {
        self.followed = None;
    }

    /// Looks for what is followed on the pages as they are now.
    fn seek(&mut self) {
        if !std::mem::take(&mut self.sought) {
            return;
        }
        let found = match self.followed {
            Some(Some(Place { section, item, caret: Some((paragraph, part)) })) => {
                self.line_of(Anchor { section, item, paragraph }, part)
            }
            Some(Some(Place { section, item, caret: None })) => self.part_of(section, item),
            Some(None) => Some(Goto::Top(0)),
            None => None,
        };
        self.goto = found.or(self.goto);
    }

    fn part_of(&self, section: usize, item: Option<usize>) -> Option<Goto> {
        let of = |source: &Source| {
            let anchor = source.anchor();
            anchor.is_some_and(|a| a.section == section && (item.is_none() || a.item == item))
        };
        self.kept.parts.iter().enumerate().find_map(|(page, parts)| {
            parts.iter().find(|part| of(&part.source)).map(|part| Goto::Part(page, part.rect))
        })
    }

    /// The line that stands about so far into a paragraph: slots print more or less than is typed.
    fn line_of(&self, anchor: Anchor, part: f32) -> Option<Goto> {
        let pages = &self.kept.print.as_ref()?.pages.pages;
        let lines = pages.iter().enumerate().flat_map(|(page, on)| {
            let own = on.lines.iter().filter(|line| line.source.anchor() == Some(anchor));
            own.map(move |line| (page, line.room))
        });
        let lines: Vec<(usize, Rect)> = lines.collect();
        let last = lines.len().checked_sub(1)?;
        let (page, room) = lines.get(whole(part * lines.len() as f32 + 0.5).min(last + 1) - 1)?;
        Some(Goto::Line(*page, *room))
    }

    pub fn is_two_up(&self) -> bool {
        self.columns > 1
    }

    fn floor(&self, ui: &Ui, stand: Stand) -> Floor {
        let room = ui.available_size() - vec2(2.0 * AIR, 2.0 * AIR);
        let many = self.count() > 1 && stand == Stand::Screen;
        let two = many && self.two_up.unwrap_or(room.x >= TWO_FROM);
        let columns = if two { 2 } else { 1 };
        let gaps = AIR * (columns - 1) as f32;
        let wide = (room.x - gaps) / (columns as f32 * PAPER.0);
        let scale = match self.zoom {
            Zoom::Width => wide.min(FULL * 1.5),
            Zoom::Page => wide.min(room.y / PAPER.1),
            Zoom::Part(part) => part * FULL,
        };
        let scale = scale.clamp(SMALLEST * FULL, LARGEST * FULL);
        // Whole pixels, so that the picture is shown dot for dot.
        let pixels = ui.ctx().pixels_per_point();
        let width = (PAPER.0 * scale * pixels).round() / pixels;
        let scale = width / PAPER.0;
        Floor { scale, columns, page: vec2(width, PAPER.1 * scale) }
    }

    fn pages_ui(
        &mut self,
        cx: &Cx<'_>,
        ui: &mut Ui,
        floor: &Floor,
        (count, marks): (usize, &[Mark]),
    ) -> Option<Source> {
        let rows = count.div_ceil(floor.columns);
        let step = floor.page + vec2(AIR, AIR);
        let content = vec2(step.x * floor.columns as f32 + AIR, step.y * rows as f32 + AIR);
        let room = vec2(content.x.max(ui.available_width()), content.y);
        let (area, _) = ui.allocate_exact_size(room, Sense::hover());
        let left = area.left() + ((room.x - content.x) / 2.0).max(0.0) + AIR;
        let pixels = ui.ctx().pixels_per_point();
        let snap =
            |at: Pos2| pos2((at.x * pixels).round() / pixels, (at.y * pixels).round() / pixels);
        let place = |at: usize| {
            let (row, column) = (at / floor.columns, at % floor.columns);
            let corner =
                pos2(left + column as f32 * step.x, area.top() + AIR + row as f32 * step.y);
            egui::Rect::from_min_size(snap(corner), floor.page)
        };
        if let Some(goto) = self.goto.take() {
            let part =
                |page: usize, part: Rect| on_screen(part, place(page).min, floor.scale).expand(AIR);
            let (rect, align) = match goto {
                Goto::Top(page) => (place(page).expand(AIR), Some(Align::TOP)),
                Goto::Part(page, rect) => (part(page, rect), Some(Align::Center)),
                Goto::Line(page, rect) => (part(page, rect), None),
            };
            ui.scroll_to_rect(rect, align);
            ui.ctx().request_repaint();
        }
        let seen: Vec<usize> = (0..count).filter(|at| ui.is_rect_visible(place(*at))).collect();
        let middle = ui.clip_rect().top() + ui.clip_rect().height() * 0.4;
        let most = seen.iter().find(|at| place(**at).bottom() > middle).or(seen.last());
        let shown = most.copied().unwrap_or(0);
        if shown != self.shown {
            // The line above the pages was drawn before.
            ui.ctx().request_repaint();
        }
        self.shown = shown;
        let mut clicked = None;
        self.pointed.clear();
        for at in &seen {
            clicked = clicked.or(self.page_ui(cx, ui, (*at, place(*at), floor.scale), marks));
        }
        if let (Some(first), Some(last)) = (seen.first(), seen.last()) {
            self.kept.forget_far(*first, *last);
        }
        clicked
    }

    fn page_ui(
        &mut self,
        cx: &Cx<'_>,
        ui: &mut Ui,
        (at, place, scale): (usize, egui::Rect, f32),
        marks: &[Mark],
    ) -> Option<Source> {
        let tokens = theme::of(ui);
        let side = ui.input(|input| input.max_texture_side) as f32;
        let pixels =
            (place.width() * ui.ctx().pixels_per_point()).min(side * PAPER.0 / PAPER.1 - 1.0);
        let width = whole(pixels);
        if let Some(texture) = self.kept.picture(ui.ctx(), at, width) {
            let uv = egui::Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture.id(), place, uv, Color32::WHITE);
        }
        ui.painter().rect_stroke(place, 0, Stroke::new(1.0, tokens.border), StrokeKind::Outside);
        let (clicked, pointed) = self.parts_ui(cx, ui, (at, place, scale));
        self.pointed.extend(pointed);
        if let Some(print) = &self.kept.print
            && let Some(page) = print.pages.pages.get(at)
        {
            marks::ui(ui, page, place, scale, marks);
        }
        clicked
    }

    /// What can be clicked, with its words for those who do not see the picture.
    fn parts_ui(
        &self,
        cx: &Cx<'_>,
        ui: &mut Ui,
        (at, place, scale): (usize, egui::Rect, f32),
    ) -> (Option<Source>, Vec<Told>) {
        let (mut clicked, mut pointed) = (None, Vec::new());
        let page = self.kept.print.as_ref().and_then(|print| print.pages.pages.get(at));
        let parts = self.kept.parts.get(at).map(Vec::as_slice).unwrap_or_default();
        for (nth, part) in parts.iter().enumerate() {
            let rect = on_screen(part.rect, place.min, scale);
            if !ui.is_rect_visible(rect) {
                continue;
            }
            let id: Id = ui.scope_id().with(("part", at, nth));
            let response = ui.interact(rect, id, Sense::click());
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, &part.text));
            if response.hovered() || response.has_focus() {
                let stroke = Stroke::new(1.0, Color32::from_rgb(0x1B, 0x5F, 0xAA));
                ui.painter().rect_stroke(rect.expand(2.0), 2, stroke, StrokeKind::Outside);
            }
            if let Some(page) = page {
                pointed.extend(figures::ui(cx, ui, &response, (page, part.source, place, scale)));
            }
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                clicked = Some(part.source);
            }
        }
        (clicked, pointed)
    }

    /// Ctrl and the wheel change the size.
    fn wheel(&mut self, ui: &Ui) {
        let over = ui.rect_contains_pointer(ui.min_rect());
        let delta = ui.input(egui::InputState::zoom_delta);
        if over && (delta - 1.0).abs() > 1e-3 {
            self.magnify(delta);
        }
    }
}

/// A rectangle of paper on the screen.
pub fn on_screen(rect: Rect, corner: Pos2, scale: f32) -> egui::Rect {
    egui::Rect::from_min_max(
        corner + vec2(rect.left, rect.top) * scale,
        corner + vec2(rect.right, rect.bottom) * scale,
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a screen's size"
)]
fn whole(pixels: f32) -> usize {
    pixels.round().clamp(1.0, 16_000.0) as usize
}
