//! Tables in the text: full width, repeated head, numbers flush right. Knows no figures, only
//! cells.

use crate::document::{Align, Reach, Role, Run, Table};
use crate::layout::geometry::{Face, SIZE_4, SIZE_SMALL_4, TEXT_WIDTH, half_cells};
use crate::model::HouseStyle;

use super::runs::{Look, push_runs};
use super::xml::{open_paragraph, push_format};
use super::{body, styles};

/// Sizes that are tried, in half points; a table of many columns begins with the second.
const SIZES: [u32; 4] = [SIZE_4, SIZE_SMALL_4, 21, 18];
/// With more columns than this the type gets smaller.
const COLUMNS_AT_FULL_SIZE: usize = 7;

pub fn push_table(xml: &mut String, table: &Table, house: &HouseStyle) {
    if !table.caption.is_empty() {
        body::push_plain(xml, styles::CAPTION, &table.caption, Face::Hei, house);
    }
    let reach = table.reach();
    let (size, widths) = fit(table, &reach);
    let grid = Grid { table, reach, house, size, widths };
    push_format(
        xml,
        format_args!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#,
            borders()
        ),
    );
    for width in &grid.widths {
        push_format(xml, format_args!(r#"<w:gridCol w:w="{width}"/>"#));
    }
    xml.push_str("</w:tblGrid>");
    for (row, cells) in table.all_rows().enumerate() {
        push_row(xml, &grid, row, cells);
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

/// Size and widths of the columns, filling the line. Names stay on one line and heads on two where
/// a smaller size makes that possible; else both are narrowed. A number keeps the room it needs for
/// as long as the paper allows.
fn fit(table: &Table, reach: &Reach) -> (u32, Vec<u32>) {
    let wide = table.head.len() > COLUMNS_AT_FULL_SIZE;
    let sizes = SIZES.get(usize::from(wide)..).unwrap_or_default();
    let smallest = SIZES.last().copied().unwrap_or(SIZE_SMALL_4);
    let fits = |size: u32, needs: &[u32]| needs.iter().sum::<u32>() * size * 5 <= TEXT_WIDTH;
    let usual = needs((table, reach), None);
    // Names of a usual width first; the smallest type only where narrow names do not help.
    let found = sizes.iter().take(2).find(|size| fits(**size, &usual)).map(|size| (*size, usual));
    let (size, weights) = found.unwrap_or_else(|| {
        let small = sizes.iter().filter(|size| **size <= SIZE_SMALL_4);
        let mut narrowed = small.flat_map(|size| {
            CAPS.iter().map(move |cap| (*size, needs((table, reach), Some(*cap))))
        });
        let found = narrowed.find(|(size, needs)| fits(*size, needs));
        found.unwrap_or_else(|| (smallest, needs((table, reach), CAPS.last().copied())))
    });
    let total = weights.iter().sum::<u32>().max(1);
    let mut widths: Vec<u32> = weights.iter().map(|weight| TEXT_WIDTH * weight / total).collect();
    let given: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += TEXT_WIDTH - given;
    }
    (size, widths)
}

/// Narrowest heads and names that are tried, in half cells, before a table is squeezed.
const CAPS: [u32; 5] = [16, 12, 8, 6, 4];

/// Longest name or number that is given a line of its own.
const LONGEST: u32 = 24;

/// Room each column asks for, in half cells, with its margins.
fn needs((table, reach): (&Table, &Reach), cap: Option<u32>) -> Vec<u32> {
    // A cell over several columns takes the room these have.
    let of_column = |at: usize, rows: std::ops::Range<usize>| {
        let rows = table.all_rows().enumerate().skip(rows.start).take(rows.len());
        let own = rows.filter(move |(row, _)| columns_of(reach, *row, at) == 1);
        own.filter_map(move |(_, cells)| cells.get(at)).map(|cell| half_cells(&cell.text))
    };
    let (heads, rows) = (table.head_rows(), table.rows.len() + 1);
    let column = |(at, align): (usize, &Align)| {
        let longest = of_column(at, heads..rows).max().unwrap_or(0).min(LONGEST);
        let breaks = *align == Align::Left;
        let body = cap.filter(|_| breaks).map_or(longest, |cap| longest.min(cap));
        let two_lines = |head: u32| if head > 6 { head.div_ceil(4) * 2 } else { head };
        let head = of_column(at, 0..heads).map(two_lines).max().unwrap_or(0);
        body.max(cap.map_or(head, |cap| head.min(cap))) + 2
    };
    table.align.iter().enumerate().map(column).collect()
}

/// How many columns a cell reaches over.
fn columns_of(reach: &Reach, row: usize, column: usize) -> usize {
    reach.over(row, column).map_or(1, |span| span.columns)
}

/// What all rows of a table share.
struct Grid<'a> {
    table: &'a Table,
    reach: Reach,
    house: &'a HouseStyle,
    size: u32,
    widths: Vec<u32>,
}

fn push_row(xml: &mut String, grid: &Grid<'_>, row: usize, cells: &[Run]) {
    let head = row < grid.table.head_rows();
    let repeat = if head { "<w:tblHeader/>" } else { "" };
    push_format(xml, format_args!("<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>"));
    let size = if grid.size == SIZE_4 { 0 } else { grid.size };
    let mut rest = cells.iter().enumerate();
    while let Some((at, cell)) = rest.next() {
        let columns = columns_of(&grid.reach, row, at);
        // The cells it reaches over are one with it.
        for _ in 1..columns {
            rest.next();
        }
        let (style, face) = if head {
            (styles::TABLE_HEAD, Face::Hei)
        } else if columns > 1 {
            (styles::TABLE_CENTRE, Face::Fang)
        } else {
            (cell_style(grid.table.align.get(at).copied()), Face::Fang)
        };
        let width: u32 = grid.widths.iter().skip(at).take(columns).sum();
        let over = merged(&grid.reach, row, at);
        push_format(
            xml,
            format_args!(
                r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}<w:vAlign w:val="center"/></w:tcPr>"#
            ),
        );
        open_paragraph(xml, style, "");
        let marked = cell.role == Role::Empty;
        let look = Look { size, marked, ..Look::new(face, grid.house.latin_digits) };
        push_runs(xml, &cell.text, look);
        xml.push_str("</w:p></w:tc>");
    }
    xml.push_str("</w:tr>");
}

/// What makes a cell one with others (ECMA-376 17.4.17 gridSpan, 17.4.84 vMerge).
fn merged(reach: &Reach, row: usize, column: usize) -> String {
    let Some(span) = reach.over(row, column) else { return String::new() };
    let across = match span.columns {
        1 => String::new(),
        columns => format!(r#"<w:gridSpan w:val="{columns}"/>"#),
    };
    let down = match span.rows {
        1 => "",
        _ if span.row == row => r#"<w:vMerge w:val="restart"/>"#,
        _ => "<w:vMerge/>",
    };
    across + down
}

fn cell_style(align: Option<Align>) -> &'static str {
    match align {
        Some(Align::Right) => styles::TABLE_NUMBER,
        Some(Align::Centre) => styles::TABLE_CENTRE,
        Some(Align::Left) | None => styles::TABLE_TEXT,
    }
}
