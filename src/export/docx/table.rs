//! Tables in the text: full width, repeated head, numbers flush right. Knows no figures, only
//! cells.

use crate::document::{Align, ChartBlock, Role, Run, Table};
use crate::layout::geometry::{Face, SIZE_4, SIZE_SMALL_4, TEXT_WIDTH, half_cells};
use crate::model::HouseStyle;

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

/// The values of a chart as a table.
pub fn push_values(xml: &mut String, block: &ChartBlock, house: &HouseStyle) {
    push_table(xml, &block.table(), house);
}

fn borders() -> String {
    ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(|side| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#))
        .concat()
}

/// Narrowest heads and names that are tried, in half cells, before a table is squeezed.
const CAPS: [u32; 6] = [24, 16, 12, 8, 6, 4];

/// Widths of the columns, filling the line. Heads and names may break over lines, so they are
/// narrowed first; a number keeps the room it needs for as long as the paper allows.
fn widths(table: &Table) -> Vec<u32> {
    let half_cell = if is_wide(table) { SIZE_SMALL_4 * 5 } else { SIZE_4 * 5 };
    let needs = |cap: &u32| needs(table, *cap);
    let fits = |needs: &Vec<u32>| needs.iter().sum::<u32>() * half_cell <= TEXT_WIDTH;
    let weights = CAPS.iter().map(needs).find(fits).unwrap_or_else(|| needs(&4));
    let total = weights.iter().sum::<u32>().max(1);
    let mut widths: Vec<u32> = weights.iter().map(|weight| TEXT_WIDTH * weight / total).collect();
    let given: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += TEXT_WIDTH - given;
    }
    widths
}

/// Room each column asks for, in half cells, with its margins.
fn needs(table: &Table, cap: u32) -> Vec<u32> {
    let column = |(at, (head, align)): (usize, (&Run, &Align))| {
        let cells = table.rows.iter().filter_map(|row| row.get(at));
        let longest = cells.map(|cell| half_cells(&cell.text)).max().unwrap_or(0);
        let breaks = *align == Align::Left;
        let body = if breaks { longest.min(cap) } else { longest.min(24) };
        body.max(half_cells(&head.text).min(cap)) + 2
    };
    table.head.iter().zip(&table.align).enumerate().map(column).collect()
}

fn is_wide(table: &Table) -> bool {
    table.head.len() > COLUMNS_AT_FULL_SIZE
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
        let size = if is_wide(table) { SIZE_SMALL_4 } else { 0 };
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
