//! Small parts that several screens share; they know no book.

mod field;
mod list;
mod parts;
pub mod sparkline;

pub use field::{Field, caret_at, caret_to_end, field_id, select_all, select_range};
pub use list::{Move, Row, list_row, move_asked};
pub use parts::{
    accent_button, amber_note, caption, choice, icon_button, link_line, message_box, named, quiet,
    sheet, title,
};
