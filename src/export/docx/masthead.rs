//! The masthead (报头): red name fitted to its line, number, issuer and date over the red rule.
//! Knows only the four lines.

use crate::document::{Meta, Role, Run};
use crate::layout::geometry::{
    CELL, Face, ISSUER_NARROWEST, NAME_NARROWEST, NAME_SHARE, NAME_SMALLEST, TEXT_WIDTH,
    half_cells, millimetres,
};
use crate::model::HouseStyle;

use super::runs::{Look, push_runs};
use super::styles;
use super::xml::open_paragraph;

/// Appends the masthead and the blank line after its rule.
pub fn push_masthead(xml: &mut String, meta: &Meta, house: &HouseStyle) {
    let [name, number, issuer, date] = meta.lines();
    push_name(xml, &name, house);
    push_blank(xml);
    push_line(xml, styles::NUMBER, "", &number, look(&number, house));
    push_blank(xml);
    push_issuer_and_date(xml, &issuer, &date, house);
    push_blank(xml);
}

fn look(run: &Run, house: &HouseStyle) -> Look {
    Look { marked: run.role == Role::Empty, ..Look::new(Face::Fang, house.latin_digits) }
}

fn push_blank(xml: &mut String) {
    open_paragraph(xml, styles::BLANK, "");
    xml.push_str("</w:p>");
}

fn push_line(xml: &mut String, style: &str, properties: &str, run: &Run, look: Look) {
    open_paragraph(xml, style, properties);
    push_runs(xml, &run.text, look);
    xml.push_str("</w:p>");
}

fn push_name(xml: &mut String, name: &Run, house: &HouseStyle) {
    let (size, scale) = fit_name(&name.text, house.title_points);
    let before = millimetres(house.title_top_mm);
    // 5 % more than the size: the line cuts nothing and adds no gap.
    let line = size * 10 * 105 / 100;
    let spacing = format!(
        r#"<w:spacing w:before="{before}" w:after="0" w:line="{line}" w:lineRule="exact"/>"#
    );
    let marked = name.role == Role::Empty;
    let look = Look { size, scale, marked, ..Look::new(Face::Title, false) };
    push_line(xml, styles::NAME, &spacing, name, look);
}

/// Size in half points and width in percent at which the name stays on one line.
fn fit_name(name: &str, largest_points: u8) -> (u32, u32) {
    let cells = half_cells(name).max(1);
    let room = TEXT_WIDTH * NAME_SHARE / 100;
    // A half cell is half the size wide: size (half points) × 10 twips ÷ 2.
    let fitting = room / (cells * 5);
    let largest = u32::from(largest_points).max(NAME_SMALLEST / 2) * 2;
    if fitting >= NAME_SMALLEST {
        return (fitting.min(largest), 100);
    }
    let scale = room * 100 / (cells * 5 * NAME_SMALLEST);
    (NAME_SMALLEST, if scale >= NAME_NARROWEST { scale } else { 100 })
}

fn push_issuer_and_date(xml: &mut String, issuer: &Run, date: &Run, house: &HouseStyle) {
    let issuer_look = look(issuer, house);
    if let Some(scale) = fit_issuer(&issuer.text, &date.text) {
        open_paragraph(xml, styles::ISSUER, "");
        push_runs(xml, &issuer.text, Look { scale, ..issuer_look });
    } else {
        let room = TEXT_WIDTH - 2 * 320;
        let needed = (half_cells(&issuer.text) * CELL / 2).max(1);
        let scale = (room * 100 / needed).clamp(ISSUER_NARROWEST, 100);
        let inset = r#"<w:ind w:firstLine="320"/>"#;
        push_line(xml, styles::BLANK, inset, issuer, Look { scale, ..issuer_look });
        open_paragraph(xml, styles::ISSUE_DATE, "");
    }
    xml.push_str("<w:r><w:tab/></w:r>");
    push_runs(xml, &date.text, look(date, house));
    xml.push_str("</w:p>");
}

/// Width of the issuer's letters in percent, in steps of five, at which the date fits beside it.
fn fit_issuer(issuer: &str, date: &str) -> Option<u32> {
    let width = |text: &str| half_cells(text) * CELL / 2;
    // One character in at both ends and one between.
    let room = TEXT_WIDTH.checked_sub(3 * 320 + width(date))?;
    let scale = (room * 100 / width(issuer).max(1)).min(100) / 5 * 5;
    (scale >= ISSUER_NARROWEST).then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_its_line() {
        assert_eq!(fit_name("政务窗口月报", 60), (120, 100));
        assert_eq!(fit_name("政务服务和公共资源交易月报", 60), (72, 90));
    }

    #[test]
    fn a_long_issuer_is_narrowed_then_set_alone() {
        let date = "2025年5月16日";
        assert_eq!(fit_issuer("青溪市政务服务中心", date), Some(100));
        assert_eq!(fit_issuer(&"心".repeat(20), date), Some(90));
        assert_eq!(fit_issuer(&"心".repeat(26), date), None);
    }
}
