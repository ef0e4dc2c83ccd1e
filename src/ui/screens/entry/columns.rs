//! The columns of the form: which there is room for, and where each cell lies.

use egui::{
    Align, Color32, FontSelection, Id, Layout, Rect, Response, RichText, Sense, TextWrapMode, Ui,
    UiBuilder, WidgetText, vec2,
};

use crate::ui::theme;

const GAP: f32 = 8.0;
/// Height of a row without the lines beneath it, in points.
pub const ROW: f32 = theme::ROW + 2.0;
/// Room that a line beneath a row wants.
const LINE: f32 = 560.0;
/// Height of a line beneath a row.
pub const BELOW: f32 = 24.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Name,
    Unit,
    Now,
    Last,
    YearAgo,
    MonthOnMonth,
    YearOnYear,
    YearToDate,
    Recent,
    State,
    Note,
}

/// Column, heading, least width in points, whether it holds numbers.
const ALL: [(Column, &str, f32, bool); 11] = [
    (Column::Name, "指标", 128.0, false),
    (Column::Unit, "单位", 60.0, false),
    (Column::Now, "本月", 108.0, true),
    (Column::Last, "上月", 76.0, true),
    (Column::YearAgo, "去年同月", 76.0, true),
    (Column::MonthOnMonth, "环比", 64.0, true),
    (Column::YearOnYear, "同比", 64.0, true),
    (Column::YearToDate, "累计", 76.0, true),
    (Column::Recent, "近12月", 84.0, false),
    (Column::State, "状态", 104.0, false),
    (Column::Note, "说明", 88.0, false),
];

/// What is left out where it gets narrow, the first first. 指标, 本月 and 状态 always stay.
const GOING: [Column; 8] = [
    Column::Recent,
    Column::YearAgo,
    Column::YearToDate,
    Column::Note,
    Column::Unit,
    Column::Last,
    Column::YearOnYear,
    Column::MonthOnMonth,
];

/// The part of the spare room that the names get; the notes get the rest.
const NAME_SHARE: f32 = 0.4;

pub struct Columns {
    /// Left edge and width of each column, in the order of [`ALL`]; `None` leaves it out.
    spans: [Option<(f32, f32)>; ALL.len()],
}

/// One row's place on the screen.
pub struct Cells<'a> {
    columns: &'a Columns,
    rect: Rect,
    id: Id,
}

impl Columns {
    /// Lays the columns out in `width` points.
    pub fn fit(width: f32) -> Self {
        let needed = |left_out: &[Column]| -> f32 {
            let kept = ALL.iter().filter(|(column, ..)| !left_out.contains(column));
            kept.map(|(_, _, width, _)| width + GAP).sum::<f32>() + GAP
        };
        let fits = |count: &usize| GOING.get(..*count).is_some_and(|out| needed(out) <= width);
        let count = (0..=GOING.len()).find(fits).unwrap_or(GOING.len());
        let left_out = GOING.get(..count).unwrap_or(&GOING);
        let spare = (width - needed(left_out)).max(0.0);
        let has_note = !left_out.contains(&Column::Note);
        let mut left = 0.0;
        let mut after_number = false;
        let spans = ALL.map(|(column, _, least, number)| {
            if left_out.contains(&column) {
                return None;
            }
            let more = match column {
                Column::Name if has_note => spare * NAME_SHARE,
                Column::Note => spare * (1.0 - NAME_SHARE),
                Column::Name => spare,
                _ => 0.0,
            };
            // A number ends where the text after it begins: they need more air.
            if after_number && !number {
                left += GAP;
            }
            after_number = number;
            let span = (left, least + more);
            left += least + more + GAP;
            Some(span)
        });
        Self { spans }
    }

    /// Whether explanations can be typed here.
    pub fn has_note(&self) -> bool {
        self.span(Column::Note).is_some()
    }

    pub fn head_ui(&self, ui: &mut Ui) {
        let tokens = theme::of(ui);
        let size = vec2(ui.available_width(), 28.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let cells = self.row(rect, response.id);
        for (column, heading, ..) in ALL {
            cells.label(ui, column, heading, tokens.quiet);
        }
        let stroke = egui::Stroke::new(1.0, tokens.line);
        ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
    }

    /// The cells of the row whose upper part is at `rect`; `id` tells rows apart.
    pub fn row(&self, rect: Rect, id: Id) -> Cells<'_> {
        let rect = Rect::from_min_size(rect.min, vec2(rect.width(), rect.height().min(ROW)));
        Cells { columns: self, rect, id }
    }

    fn span(&self, column: Column) -> Option<(f32, f32)> {
        let at = ALL.iter().position(|(other, ..)| *other == column)?;
        self.spans.get(at).copied().flatten()
    }
}

impl Cells<'_> {
    pub fn rect(&self, column: Column) -> Option<Rect> {
        let (left, width) = self.columns.span(column)?;
        let corner = self.rect.left_top() + vec2(left, 0.0);
        Some(Rect::from_min_size(corner, vec2(width, self.rect.height())))
    }

    /// The `nth` line beneath the row, from 0, beginning where the field begins if there is room.
    pub fn below(&self, nth: usize) -> Rect {
        let under_field = self.rect(Column::Now).map_or(self.rect.left(), |rect| rect.left());
        let narrow = self.rect.right() - under_field < LINE;
        let left = if narrow { self.rect.left() + theme::STEP } else { under_field };
        let top = self.rect.bottom() + BELOW * nth as f32;
        Rect::from_min_max(egui::pos2(left, top), egui::pos2(self.rect.right(), top + BELOW))
    }

    /// A text in its column, numbers flush right; cut with … where it does not fit, and then whole
    /// in the tooltip. Nothing where the column is left out.
    ///
    /// Painted, not a label widget: a form has hundreds of them.
    pub fn label(&self, ui: &Ui, column: Column, text: &str, colour: Color32) -> Option<Response> {
        let rect = self.rect(column)?;
        let is_number = ALL.iter().any(|(other, _, _, number)| *other == column && *number);
        let styled = WidgetText::from(RichText::new(text).font(theme::table_font()));
        let cut = Some(TextWrapMode::Truncate);
        let galley = styled.into_galley(ui, cut, rect.width(), FontSelection::Default);
        let across = if is_number { rect.width() - galley.size().x } else { 0.0 };
        let down = (rect.height() - galley.size().y) / 2.0;
        let elided = galley.elided;
        let at = rect.left_top() + vec2(across, down);
        ui.painter().galley_with_override_text_color(at, galley, colour);
        let response = ui.interact(rect, self.id.with(column), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
        Some(if elided { response.on_hover_text(text) } else { response })
    }

    /// Any widget; nothing where the column is left out.
    pub fn place(&self, ui: &mut Ui, column: Column, add: impl FnOnce(&mut Ui)) {
        let Some(rect) = self.rect(column) else { return };
        let builder = UiBuilder::new()
            .max_rect(rect.shrink2(vec2(0.0, 2.0)))
            .layout(Layout::left_to_right(Align::Center))
            .id_salt(self.id.with(("cell", column)));
        ui.scope_builder(builder, add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: f32) -> Vec<Column> {
        let columns = Columns::fit(width);
        ALL.iter().map(|(column, ..)| *column).filter(|c| columns.span(*c).is_some()).collect()
    }

    #[test]
    fn nothing_overlaps_and_nothing_sticks_out() {
        for width in (460..1600).map(|width| width as f32) {
            let columns = Columns::fit(width);
            let spans: Vec<_> = columns.spans.iter().flatten().collect();
            for pair in spans.windows(2) {
                assert!(pair[0].0 + pair[0].1 < pair[1].0, "{width}: {pair:?}");
            }
            let (left, last) = spans.last().unwrap();
            assert!(left + last <= width, "{width}: {left} + {last}");
        }
    }

    #[test]
    fn what_matters_stays_longest() {
        let all: Vec<Column> = ALL.iter().map(|(column, ..)| *column).collect();
        assert_eq!(shown(1110.0), all, "a window of 1366 points");
        assert_eq!(shown(1024.0), all, "a window of 1280 points");
        let small = shown(772.0);
        assert!(!small.contains(&Column::Recent) && !small.contains(&Column::YearAgo));
        assert!(small.contains(&Column::Note), "a window of 1000 points: {small:?}");
        assert_eq!(shown(100.0), [Column::Name, Column::Now, Column::State]);
        let mut before = all.len();
        for width in (100..1100).rev() {
            let now = shown(width as f32).len();
            assert!(now <= before);
            before = now;
        }
    }
}
