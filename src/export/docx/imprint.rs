//! The distribution block (报尾) at the foot of the last page: a text box held by the last
//! paragraph, with three weights of rule. Knows only its lines.

use crate::document::DistributionLine;
use crate::layout::geometry::{
    DISTRIBUTION_LINE, FLOATING_LINES, Face, INNER_RULE, OUTER_RULE, TEXT_WIDTH, half_cells,
};
use crate::model::HouseStyle;

use super::runs::{Look, push_runs};
use super::styles::{COPIES, DISTRIBUTION, HAIRLINE};
use super::xml::{open_paragraph, push_all};

/// Half cells of 14 pt that surely fit on one line after 报：, with a character moved to the next
/// line by 避头尾.
const CELLS: u32 = 52;
/// Height of a rule's paragraph with its rule, in twips.
const RULE_HEIGHT: u32 = 40;
const EMU_PER_TWIP: u32 = 635;

/// Appends the block with the paragraph that carries it.
pub fn push_imprint(
    xml: &mut String,
    lines: &[DistributionLine],
    copies: Option<&str>,
    house: &HouseStyle,
) {
    let content = content(lines, copies, house);
    let count = lines.iter().map(line_count).sum::<u32>() + u32::from(copies.is_some());
    if count > FLOATING_LINES {
        xml.push_str(&content);
        return;
    }
    let rules = u32::try_from(lines.len()).unwrap_or(0) + 1;
    let height = count * DISTRIBUTION_LINE + rules * RULE_HEIGHT;
    push_box(xml, &content, height);
}

fn content(lines: &[DistributionLine], copies: Option<&str>, house: &HouseStyle) -> String {
    let mut xml = String::new();
    push_rule(&mut xml, OUTER_RULE);
    for (at, line) in lines.iter().enumerate() {
        open_paragraph(&mut xml, DISTRIBUTION, "");
        push_runs(&mut xml, &line.print(), Look::new(Face::Fang, house.latin_digits));
        xml.push_str("</w:p>");
        push_rule(&mut xml, if at + 1 == lines.len() { OUTER_RULE } else { INNER_RULE });
    }
    if let Some(copies) = copies {
        open_paragraph(&mut xml, COPIES, "");
        push_runs(&mut xml, copies, Look::new(Face::Fang, house.latin_digits));
        xml.push_str("</w:p>");
    }
    xml
}

fn push_rule(xml: &mut String, weight: u32) {
    let rule = format!(
        r#"<w:pBdr><w:bottom w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/></w:pBdr>"#
    );
    open_paragraph(xml, HAIRLINE, &rule);
    xml.push_str("</w:p>");
}

/// Lines one level takes at most. The text stands at the bottom of its box, so a line too many
/// shows as a little more white above, while a line too few would be cut.
fn line_count(line: &DistributionLine) -> u32 {
    half_cells(&line.text).div_ceil(CELLS).max(1)
}

/// The box as DrawingML for Word and as VML for old WPS; both hold the same paragraphs.
fn push_box(xml: &mut String, content: &str, height: u32) {
    open_paragraph(xml, HAIRLINE, "");
    xml.push_str(r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps">"#);
    push_drawing(xml, content, height * EMU_PER_TWIP);
    xml.push_str("</mc:Choice><mc:Fallback>");
    push_vml(xml, content, height);
    xml.push_str("</mc:Fallback></mc:AlternateContent></w:r></w:p>");
}

/// Where the box stands: across the type area, on its lower edge, text above and below only.
const PLACE: &str = concat!(
    r#"<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" "#,
    r#"relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">"#,
    r#"<wp:simplePos x="0" y="0"/>"#,
    r#"<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>"#,
    r#"<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>"#,
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
    let extent = format!(r#"cx="{}" cy="{height}"/>"#, TEXT_WIDTH * EMU_PER_TWIP);
    push_all(xml, &[PLACE, "<wp:extent ", &extent, SHAPE, "<a:ext ", &extent, "</a:xfrm>"]);
    xml.push_str(r#"<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>"#);
    xml.push_str("<a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>");
    push_all(xml, &[content, "</w:txbxContent></wps:txbx>", SHAPE_END]);
}

/// Twips as points in decimals.
fn points_of(twips: u32) -> String {
    format!("{}.{:02}", twips / 20, twips % 20 * 5)
}

fn push_vml(xml: &mut String, content: &str, height: u32) {
    let points = points_of(height);
    push_all(
        xml,
        &[
            r#"<w:pict><v:rect id="imprint" style="position:absolute;margin-left:0;margin-top:0;"#,
            &format!("width:{}pt;height:{points}pt;z-index:2;", points_of(TEXT_WIDTH)),
            "mso-position-horizontal:center;mso-position-horizontal-relative:margin;",
            "mso-position-vertical:bottom;mso-position-vertical-relative:margin;v-text-anchor:bottom\" ",
            r#"filled="f" stroked="f"><v:textbox inset="0,0,0,0"><w:txbxContent>"#,
            content,
            r#"</w:txbxContent></v:textbox><w10:wrap type="topAndBottom"/></v:rect></w:pict>"#,
        ],
    );
}
