//! The masthead (报头): red name fitted to its line, number, issuer and date over the red rule.
//! Knows only the four lines and the house.

use crate::document::{Meta, Role, Run};
use crate::layout::geometry::{
    CELL, Face, ISSUER_NARROWEST, MASTHEAD_INSET, NAME_NARROWEST, NAME_PITCH, NAME_SHARE,
    NAME_SMALLEST, Page, RED_RULE_BELOW, TEXT_WIDTH, half_cells, millimetres, name_lines,
};
use crate::model::{DateLine, HouseStyle};

use super::runs::{Look, push_runs};
use super::styles;
use super::xml::open_paragraph;

/// Appends the masthead with the blank lines the house wants in it and after it. The name's box and
/// the rule are no whole lines high; blank lines make up for that, so that the text begins on a
/// line of the page.
pub fn push_masthead(xml: &mut String, meta: &Meta, house: &HouseStyle) {
    let [name, number, issuer, date] = meta.lines();
    let over = push_name(xml, &name, house);
    let over = push_blanks(xml, house.gap_after_title, (house, over));
    push_line(xml, styles::NUMBER, "", &number, look(&number, house));
    let over = push_blanks(xml, house.gap_after_number, (house, over));
    push_issuer_and_date(xml, &issuer, &date, house);
    let rule = i64::from(RED_RULE_BELOW) * 20 + i64::from(house.rule_eighths) * 5 / 2;
    push_blanks(xml, house.gap_after_rule, (house, over + rule));
}

fn look(run: &Run, house: &HouseStyle) -> Look {
    Look { marked: run.role == Role::Empty, ..Look::new(Face::Fang, house.latin_digits) }
}

/// Blank lines are paragraphs of their own: renderers disagree on white before a paragraph. The
/// first is lower by the twips that what stands above it is too high; what it cannot give is
/// returned.
fn push_blanks(xml: &mut String, lines: u8, (house, over): (&HouseStyle, i64)) -> i64 {
    let line = i64::from(Page::of(house).line);
    let first = (line - over).clamp(line / 3, line * 2);
    for nth in 0..lines {
        let properties = if nth == 0 && first != line {
            format!(r#"<w:spacing w:before="0" w:after="0" w:line="{first}" w:lineRule="exact"/>"#)
        } else {
            String::new()
        };
        open_paragraph(xml, styles::BLANK, &properties);
        xml.push_str("</w:p>");
    }
    if lines == 0 { over } else { over - (line - first) }
}

fn push_line(xml: &mut String, style: &str, properties: &str, run: &Run, look: Look) {
    open_paragraph(xml, style, properties);
    push_runs(xml, &run.text, look);
    xml.push_str("</w:p>");
}

/// Appends the name; returns the twips by which its box is higher than the lines it takes.
fn push_name(xml: &mut String, name: &Run, house: &HouseStyle) -> i64 {
    let Fit { size, scale, inset, lines } = fit_name(&name.text, house);
    let page = Page::of(house);
    let before = millimetres(house.title_top_mm) + page.above_name;
    // A little more than the size: the line cuts nothing and adds no gap.
    let line = size * 10 * if lines > 1 { NAME_PITCH } else { 105 } / 100;
    let properties = format!(
        r#"<w:spacing w:before="{before}" w:after="0" w:line="{line}" w:lineRule="exact"/><w:ind w:left="{inset}" w:right="{inset}"/>"#
    );
    let marked = name.role == Role::Empty;
    let look = Look { size, scale, marked, ..Look::new(Face::Title, false) };
    push_line(xml, styles::NAME, &properties, name, look);
    let taken = name_lines(house, size, lines) * page.line;
    i64::from(before + lines * line) - i64::from(taken)
}

/// How the name is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fit {
    /// Half points.
    size: u32,
    /// Percent.
    scale: u32,
    /// White at both sides, in twips: what makes several lines equally long.
    inset: u32,
    lines: u32,
}

/// The name at its largest on one line; if that takes too small letters, narrowed; if that is not
/// enough, over as few lines as it takes, of equal length.
fn fit_name(name: &str, house: &HouseStyle) -> Fit {
    let cells = half_cells(name).max(1);
    let wanted = u32::from(house.title_width);
    let room = TEXT_WIDTH * NAME_SHARE / 100;
    let largest = u32::from(house.title_points) * 2;
    let smallest = NAME_SMALLEST.min(largest);
    // A half cell is half the size wide: size (half points) × 10 twips ÷ 2.
    let width = |cells: u32, size: u32, scale: u32| cells * 5 * size * scale / 100;
    let fitting = room * 100 / (cells * 5 * wanted.max(1));
    if fitting >= smallest {
        return Fit { size: fitting.min(largest), scale: wanted, inset: 0, lines: 1 };
    }
    let scale = room * 100 / width(cells, smallest, 100).max(1);
    if scale >= NAME_NARROWEST.min(wanted) {
        return Fit { size: smallest, scale: scale.min(wanted), inset: 0, lines: 1 };
    }
    let lines = width(cells, smallest, wanted).div_ceil(room);
    // Whole characters, and one half cell of slack against rounding.
    let longest = cells.div_ceil(lines).next_multiple_of(2);
    let taken = width(longest, smallest, wanted) + smallest * 3;
    let inset = TEXT_WIDTH.saturating_sub(taken) / 2;
    Fit { size: smallest, scale: wanted, inset, lines }
}

fn push_issuer_and_date(xml: &mut String, issuer: &Run, date: &Run, house: &HouseStyle) {
    let issuer_look = look(issuer, house);
    let beside = match house.date_line {
        DateLine::Fitted => fit_issuer(&issuer.text, &date.text),
        DateLine::Own => None,
    };
    if let Some(scale) = beside {
        open_paragraph(xml, styles::ISSUER, "");
        push_runs(xml, &issuer.text, Look { scale, ..issuer_look });
    } else {
        let room = TEXT_WIDTH - 2 * MASTHEAD_INSET;
        let needed = (half_cells(&issuer.text) * CELL / 2).max(1);
        let scale = (room * 100 / needed).clamp(ISSUER_NARROWEST, 100);
        let inset = format!(r#"<w:ind w:left="{MASTHEAD_INSET}" w:right="{MASTHEAD_INSET}"/>"#);
        push_line(xml, styles::BLANK, &inset, issuer, Look { scale, ..issuer_look });
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
    let room = TEXT_WIDTH.checked_sub(3 * MASTHEAD_INSET + width(date))?;
    let scale = (room * 100 / width(issuer).max(1)).min(100) / 5 * 5;
    (scale >= ISSUER_NARROWEST).then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_its_line() {
        let house = HouseStyle::default();
        let one = |size, scale| Fit { size, scale, inset: 0, lines: 1 };
        assert_eq!(fit_name("政务窗口月报", &house), one(120, 100));
        assert_eq!(fit_name("政务服务和公共资源交易月报", &house), one(72, 90));
        let narrow = HouseStyle { title_width: 70, title_points: 72, ..house.clone() };
        assert_eq!(fit_name("政务窗口月报", &narrow), one(144, 70));
        let small = HouseStyle { title_points: 30, ..house };
        assert_eq!(fit_name("政务窗口月报", &small), one(60, 100));
    }

    #[test]
    fn a_very_long_name_is_set_over_lines_of_equal_length() {
        let fit = fit_name(&"报".repeat(40), &HouseStyle::default());
        let room = TEXT_WIDTH - 2 * fit.inset;
        assert_eq!((fit.size, fit.scale), (72, 100));
        assert_eq!(room / (72 * 10), 10, "four lines of ten");
    }

    #[test]
    fn a_long_issuer_is_narrowed_then_set_alone() {
        let date = "2025年5月16日";
        assert_eq!(fit_issuer("青溪市政务服务中心", date), Some(100));
        assert_eq!(fit_issuer(&"心".repeat(20), date), Some(90));
        assert_eq!(fit_issuer(&"心".repeat(26), date), None);
    }
}
