//! The columns of the form: which there is room for, and where each cell lies.

use egui::{Align, Color32, Layout, Rect, Response, Sense, Ui, UiBuilder, vec2};

use crate::ui::theme;

const GAP: f32 = 8.0;
/// The column of sums; the line after it begins flush left and needs more air.
const SUM: usize = 7;
const NOTE: usize = 9;
/// Heading, width in points (0 shares what is left), flush right.
const ALL: [(&str, f32, bool); 10] = [
    ("指标", 0.0, false),
    ("单位", 64.0, false),
    ("本月", 118.0, true),
    ("上月", 84.0, true),
    ("去年同月", 84.0, true),
    ("环比", 72.0, true),
    ("同比", 72.0, true),
    ("累计", 80.0, true),
    ("近12月", 104.0, false),
    ("说明", 0.0, false),
];

pub struct Columns {
    /// Left edge and width of each column; a width of zero leaves the column out.
    spans: Vec<(f32, f32)>,
    width: f32,
}

/// One row's place on the screen.
pub struct Cells<'a> {
    columns: &'a Columns,
    rect: Rect,
}

impl Columns {
    /// Lays the columns out; where it gets narrow the sparkline goes first, then the sum, then the
    /// explanation.
    pub fn fit(width: f32) -> Self {
        let (left_out, shrink): (&[usize], f32) = match width {
            w if w < 700.0 => (&[7, 8, 9], 0.84),
            w if w < 790.0 => (&[7, 8], 1.0),
            w if w < 900.0 => (&[8], 1.0),
            _ => (&[], 1.0),
        };
        let kept = |nth: usize| !left_out.contains(&nth);
        let columns = ALL.iter().enumerate().filter(|(nth, _)| kept(*nth));
        let fixed: f32 = columns.map(|(_, (_, width, _))| width * shrink + GAP).sum();
        let rest = (width - fixed - GAP).max(130.0);
        let name = if kept(NOTE) { rest * 0.62 } else { rest };
        let mut left = 0.0;
        let mut place = |nth: usize, fixed: f32| {
            let width = match nth {
                _ if !kept(nth) => return (left, 0.0),
                0 => name,
                NOTE => rest - name,
                _ => fixed * shrink,
            };
            let last_number = nth == SUM || (nth + 1 == SUM && !kept(SUM));
            let span = (left, width);
            left += width + if last_number { GAP * 2.0 } else { GAP };
            span
        };
        let spans = ALL.iter().enumerate().map(|(nth, (_, fixed, _))| place(nth, *fixed)).collect();
        Self { spans, width }
    }

    pub fn head_ui(&self, ui: &mut Ui) {
        let tokens = theme::of(ui);
        let cells = self.row_of(ui, 28.0);
        for (nth, (name, _, right)) in ALL.iter().enumerate() {
            if *right {
                cells.number(ui, nth, name, tokens.quiet);
            } else {
                cells.text(ui, nth, name, tokens.quiet);
            }
        }
        let line = cells.rect.bottom();
        let stroke = egui::Stroke::new(1.0, tokens.line);
        ui.painter().hline(cells.rect.x_range(), line, stroke);
    }

    pub fn row(&self, ui: &mut Ui) -> Cells<'_> {
        self.row_of(ui, theme::ROW + 2.0)
    }

    fn row_of(&self, ui: &mut Ui, height: f32) -> Cells<'_> {
        let (rect, _) = ui.allocate_exact_size(vec2(self.width, height), Sense::hover());
        Cells { columns: self, rect }
    }

    /// A line of its own under a row, beginning where its field begins.
    pub fn below_ui(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
        let left = self.spans.get(2).map_or(0.0, |(left, _)| *left);
        ui.horizontal(|ui| {
            ui.add_space(left);
            add(ui);
        });
        ui.add_space(4.0);
    }
}

impl Cells<'_> {
    fn rect(&self, nth: usize) -> Option<Rect> {
        let (left, width) = self.columns.spans.get(nth).copied()?;
        let corner = self.rect.left_top() + vec2(left, 0.0);
        (width > 0.0).then(|| Rect::from_min_size(corner, vec2(width, self.rect.height())))
    }

    /// Text flush left, cut with … where it does not fit.
    pub fn text(&self, ui: &mut Ui, nth: usize, text: &str, colour: Color32) -> Option<Response> {
        self.label(ui, nth, text, colour, Layout::left_to_right(Align::Center))
    }

    /// Digits flush right.
    pub fn number(&self, ui: &mut Ui, nth: usize, text: &str, colour: Color32) {
        self.label(ui, nth, text, colour, Layout::right_to_left(Align::Center));
    }

    fn label(
        &self,
        ui: &mut Ui,
        nth: usize,
        text: &str,
        colour: Color32,
        layout: Layout,
    ) -> Option<Response> {
        let rect = self.rect(nth)?;
        let builder = UiBuilder::new().max_rect(rect).layout(layout).id_salt(("text", nth));
        let text = egui::RichText::new(text).font(theme::table_font()).color(colour);
        let label = egui::Label::new(text).truncate();
        Some(ui.scope_builder(builder, |ui| ui.add(label)).inner)
    }

    /// Any widget; nothing where the column is left out.
    pub fn place(&self, ui: &mut Ui, nth: usize, add: impl FnOnce(&mut Ui)) {
        let Some(rect) = self.rect(nth) else { return };
        let builder = UiBuilder::new()
            .max_rect(rect.shrink2(vec2(0.0, 2.0)))
            .layout(Layout::left_to_right(Align::Center))
            .id_salt(("cell", nth));
        ui.scope_builder(builder, add);
    }
}
