//! Tables in the text: full width, repeated head, numbers flush right. Knows no figures, only
//! cells.

use crate::document::{Align, Role, Run, Table};
use crate::model::HouseStyle;

use super::geometry::{Face, SIZE_SMALL_4, TEXT_WIDTH, half_cells};
use super::runs::{Look, push_runs};
use super::xml::{open_paragraph, push_format};
use super::{body, styles};

/// With more columns than this the type gets smaller.
const COLUMNS_AT_FULL_SIZE: usize = 7;

pub fn push_table(xml: &mut String, table: &Table, house: &HouseStyle) {
    if !table.caption.is_empty() {
        body::push_paragraph(xml, styles::CAPTION, &table.caption, Face::Hei, house);
    }
    let widths = widths(table);
    push_format(
        xml,
        format_args!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#,
            borders()
        ),
    );
    for width in &widths {
        push_format(xml, format_args!(r#"<w:gridCol w:w="{width}"/>"#));
    }
    xml.push_str("</w:tblGrid>");
    push_row(xml, table, &table.head, &widths, house, true);
    for row in &table.rows {
        push_row(xml, table, row, &widths, house, false);
    }
    xml.push_str("</w:tbl>");
    // Keeps the next line off the rule, and two tables from growing into one.
    open_paragraph(xml, styles::TABLE_END, "");
    xml.push_str("</w:p>");
}

fn borders() -> String {
    ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(|side| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#))
        .concat()
}

/// Columns share the line by their longest cell, within reason.
fn widths(table: &Table) -> Vec<u32> {
    let longest = |column: usize| {
        let cells = std::iter::once(&table.head).chain(&table.rows);
        let width = cells.filter_map(|row| row.get(column)).map(|cell| half_cells(&cell.text));
        width.max().unwrap_or(0).clamp(4, 24) + 4
    };
    let weights: Vec<u32> = (0..table.head.len()).map(longest).collect();
    let total = weights.iter().sum::<u32>().max(1);
    let mut widths: Vec<u32> = weights.iter().map(|weight| TEXT_WIDTH * weight / total).collect();
    let given: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += TEXT_WIDTH - given;
    }
    widths
}

fn push_row(
    xml: &mut String,
    table: &Table,
    cells: &[Run],
    widths: &[u32],
    house: &HouseStyle,
    head: bool,
) {
    let repeat = if head { "<w:tblHeader/>" } else { "" };
    push_format(xml, format_args!("<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>"));
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let (style, face) = if head {
            (styles::TABLE_HEAD, Face::Hei)
        } else {
            (cell_style(table.align.get(at).copied()), Face::Fang)
        };
        push_format(
            xml,
            format_args!(
                r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>"#
            ),
        );
        open_paragraph(xml, style, "");
        let size = if table.head.len() > COLUMNS_AT_FULL_SIZE { SIZE_SMALL_4 } else { 0 };
        let marked = cell.role == Role::Empty;
        push_runs(xml, &cell.text, Look { size, marked, ..Look::new(face, house.latin_digits) });
        xml.push_str("</w:p></w:tc>");
    }
    xml.push_str("</w:tr>");
}

fn cell_style(align: Option<Align>) -> &'static str {
    match align {
        Some(Align::Right) => styles::TABLE_NUMBER,
        Some(Align::Centre) => styles::TABLE_CENTRE,
        Some(Align::Left) | None => styles::TABLE_TEXT,
    }
}
