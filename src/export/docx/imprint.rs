//! The distribution block (报尾) at the foot of the last page: a text box held by the last
//! paragraph, its lowest rule on the lower edge of the type area. Knows only its lines.

use crate::document::DistributionLine;
use crate::layout::geometry::{
    DISTRIBUTION_LINE, FLOATING_LINES, Face, INNER_RULE, OUTER_RULE, TEXT_WIDTH, half_cells,
};
use crate::model::HouseStyle;

use super::runs::{Look, push_runs};
use super::styles::{COPIES, DISTRIBUTION, HAIRLINE};
use super::xml::{open_paragraph, push_all, push_format};

/// Half cells of 14 pt that surely fit on one line after 报：, with a character moved to the next
/// line by 避头尾.
const CELLS: u32 = 52;
/// Height of a rule's paragraph with its rule, in twips.
const RULE_HEIGHT: u32 = 40;
/// The lower edge of the type area, 262 mm below that of the paper's top, in EMU.
const FOOT: u32 = 9_432_000;
const EMU_PER_TWIP: u32 = 635;

/// What the block says.
pub struct Foot<'a> {
    pub lines: &'a [DistributionLine],
    pub editors: Option<&'a str>,
    pub copies: Option<&'a str>,
}

impl Foot<'_> {
    /// Its rows that rules stand between, each on a line of its own or more.
    fn rows(&self) -> Vec<String> {
        let lines = self.lines.iter().map(DistributionLine::print);
        lines.chain(self.editors.map(str::to_owned)).collect()
    }

    /// Lines it takes at most. The text stands at the bottom of its box, so a line too many shows as
    /// a little more white above, while a line too few would be cut.
    fn line_count(&self) -> u32 {
        let cells = |text: &str| half_cells(text).div_ceil(CELLS).max(1);
        let lines = self.lines.iter().map(|line| cells(&line.text));
        lines.chain(self.editors.map(cells)).sum::<u32>() + u32::from(self.copies.is_some())
    }
}

/// Appends the block with the paragraph that carries it.
pub fn push_imprint(xml: &mut String, foot: &Foot<'_>, house: &HouseStyle) {
    let count = foot.line_count();
    if count > FLOATING_LINES {
        return push_table(xml, foot, house);
    }
    let rows = u32::try_from(foot.rows().len()).unwrap_or(0).max(1);
    let height = count * DISTRIBUTION_LINE + (rows + 1) * RULE_HEIGHT;
    push_box(xml, &content(foot, house), height);
}

fn content(foot: &Foot<'_>, house: &HouseStyle) -> String {
    let mut xml = String::new();
    push_rule(&mut xml, OUTER_RULE);
    for (at, line) in foot.rows().iter().enumerate() {
        if at > 0 {
            push_rule(&mut xml, INNER_RULE);
        }
        push_line(&mut xml, DISTRIBUTION, line, house);
    }
    if let Some(copies) = foot.copies {
        push_line(&mut xml, COPIES, copies, house);
    }
    push_rule(&mut xml, OUTER_RULE);
    xml
}

fn push_line(xml: &mut String, style: &str, text: &str, house: &HouseStyle) {
    open_paragraph(xml, style, "");
    push_runs(xml, text, Look::new(Face::Fang, house.latin_digits));
    xml.push_str("</w:p>");
}

fn push_rule(xml: &mut String, weight: u32) {
    let rule = format!(
        r#"<w:pBdr><w:bottom w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/></w:pBdr>"#
    );
    open_paragraph(xml, HAIRLINE, &rule);
    xml.push_str("</w:p>");
}

/// A block too tall to float: a table of one column in line with the text, broken over pages.
fn push_table(xml: &mut String, foot: &Foot<'_>, house: &HouseStyle) {
    let rule = |side: &str, weight: u32| {
        format!(r#"<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/>"#)
    };
    let rules = [("top", OUTER_RULE), ("bottom", OUTER_RULE), ("insideH", INNER_RULE)];
    let borders = rules.map(|(side, weight)| rule(side, weight)).concat();
    push_format(
        xml,
        format_args!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid>"#
        ),
    );
    let rows = foot.rows();
    for (at, line) in rows.iter().enumerate() {
        push_format(
            xml,
            format_args!(
                r#"<w:tr><w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/></w:tcPr>"#
            ),
        );
        push_line(xml, DISTRIBUTION, line, house);
        if let Some(copies) = foot.copies.filter(|_| at + 1 == rows.len()) {
            push_line(xml, COPIES, copies, house);
        }
        xml.push_str("</w:tc></w:tr>");
    }
    xml.push_str("</w:tbl>");
    // A file may not end with a table.
    open_paragraph(xml, HAIRLINE, "");
    xml.push_str("</w:p>");
}

/// The box as DrawingML for Word and as VML for old WPS; both hold the same paragraphs.
fn push_box(xml: &mut String, content: &str, height: u32) {
    open_paragraph(xml, HAIRLINE, "");
    xml.push_str(r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps">"#);
    push_drawing(xml, content, height);
    xml.push_str("</mc:Choice><mc:Fallback>");
    push_vml(xml, content, height);
    xml.push_str("</mc:Fallback></mc:AlternateContent></w:r></w:p>");
}

/// Where the box stands: across the type area, text above and below only.
const PLACE: &str = concat!(
    r#"<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" "#,
    r#"relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">"#,
    r#"<wp:simplePos x="0" y="0"/>"#,
    r#"<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>"#,
);

/// A box without fill, line or inner margin, its text at the bottom.
const SHAPE: &str = concat!(
    r#"<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>"#,
    r#"<wp:docPr id="1" name="报尾"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData "#,
    r#"uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">"#,
    r#"<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>"#,
);
const SHAPE_END: &str = concat!(
    r#"<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" "#,
    r#"anchor="b" anchorCtr="0"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData>"#,
    "</a:graphic></wp:anchor></w:drawing>",
);

fn push_drawing(xml: &mut String, content: &str, height: u32) {
    let height = height * EMU_PER_TWIP;
    let top = FOOT.saturating_sub(height);
    let position = format!(
        r#"<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>"#
    );
    let extent = format!(r#"cx="{}" cy="{height}"/>"#, TEXT_WIDTH * EMU_PER_TWIP);
    push_all(
        xml,
        &[PLACE, &position, "<wp:extent ", &extent, SHAPE, "<a:ext ", &extent, "</a:xfrm>"],
    );
    xml.push_str(r#"<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>"#);
    xml.push_str("<a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>");
    push_all(xml, &[content, "</w:txbxContent></wps:txbx>", SHAPE_END]);
}

/// Twips as points in decimals.
fn points_of(twips: u32) -> String {
    format!("{}.{:02}", twips / 20, twips % 20 * 5)
}

fn push_vml(xml: &mut String, content: &str, height: u32) {
    let top = points_of((FOOT / EMU_PER_TWIP).saturating_sub(height));
    push_all(
        xml,
        &[
            r#"<w:pict><v:rect id="imprint" style="position:absolute;margin-left:0;"#,
            &format!("margin-top:{top}pt;width:{}pt;", points_of(TEXT_WIDTH)),
            &format!("height:{}pt;z-index:2;", points_of(height)),
            "mso-position-horizontal:center;mso-position-horizontal-relative:margin;",
            "mso-position-vertical:absolute;mso-position-vertical-relative:page;",
            "v-text-anchor:bottom\" ",
            r#"filled="f" stroked="f"><v:textbox inset="0,0,0,0"><w:txbxContent>"#,
            content,
            r#"</w:txbxContent></v:textbox><w10:wrap type="topAndBottom"/></v:rect></w:pict>"#,
        ],
    );
}
