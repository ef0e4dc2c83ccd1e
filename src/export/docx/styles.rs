//! The named styles of an issue: body, two heading levels, masthead, tables, distribution block,
//! page number. Knows sizes and faces, no text.

use crate::layout::geometry::{
    DISTRIBUTION_LINE, Face, Page, SIZE_3, SIZE_4, SPACING, TABLE_LINE, TEXT_WIDTH,
};
use crate::model::HouseStyle;

use super::runs::{LANGUAGE, push_fonts};
use super::xml::{HEAD, push_format};

pub const BODY: &str = "YbBody";
pub const HEADING_1: &str = "Heading1";
pub const HEADING_2: &str = "Heading2";
pub const LEAD: &str = "YbLead";
pub const NAME: &str = "YbName";
pub const NUMBER: &str = "YbNumber";
pub const ISSUER: &str = "YbIssuer";
pub const ISSUE_DATE: &str = "YbIssueDate";
pub const BLANK: &str = "YbBlank";
pub const CAPTION: &str = "YbCaption";
pub const TABLE_HEAD: &str = "YbTableHead";
pub const TABLE_TEXT: &str = "YbTableText";
pub const TABLE_CENTRE: &str = "YbTableCentre";
pub const TABLE_NUMBER: &str = "YbTableNumber";
pub const TABLE_END: &str = "YbTableEnd";
pub const DISTRIBUTION: &str = "YbDistribution";
pub const COPIES: &str = "YbCopies";
pub const HAIRLINE: &str = "YbHairline";

/// `<w:pPr>` children that say how lines are laid: exact pitch, off the grid.
fn exact(line: u32) -> String {
    format!(
        r#"<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>"#
    )
}

fn size(half_points: u32) -> String {
    format!(r#"<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#)
}

fn fonts(face: Face, latin: bool) -> String {
    let mut xml = String::new();
    push_fonts(&mut xml, face, latin);
    // Text typed later follows the same rule as ours: digits in the Latin family.
    xml.replace(r#" w:hint="eastAsia""#, "")
}

/// One paragraph style. `paragraph` and `run` hold the children of `pPr` and `rPr`.
fn style(id: &str, name: &str, paragraph: &str, run: &str) -> String {
    let next = if id == HEADING_1 || id == HEADING_2 { BODY } else { id };
    format!(
        r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="{next}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
    )
}

/// Built-in headings are no custom styles, or Word lists them twice.
fn heading(id: &str, name: &str, face: Face, level: u8, latin: bool) -> String {
    let paragraph = format!(
        r#"<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="{level}"/>"#
    );
    style(id, name, &paragraph, &fonts(face, latin)).replace(r#" w:customStyle="1""#, "")
}

/// The whole part. The bulletin's name is sized in the masthead, since it depends on its length.
pub fn styles_part(house: &HouseStyle) -> String {
    let latin = house.latin_digits;
    let mut xml = String::from(HEAD);
    xml.push_str(
        r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    );
    xml.push_str(&defaults(house));
    xml.push_str(&heading(HEADING_1, "heading 1", Face::Hei, 0, latin));
    xml.push_str(&heading(HEADING_2, "heading 2", Face::Kai, 1, latin));
    xml.push_str(&style(
        BODY,
        "月报正文",
        r#"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#,
        "",
    ));
    push_format(
        &mut xml,
        format_args!(
            r#"<w:style w:type="character" w:customStyle="1" w:styleId="{LEAD}"><w:name w:val="段首标题"/><w:qFormat/><w:rPr>{}</w:rPr></w:style>"#,
            fonts(Face::Kai, latin)
        ),
    );
    masthead(&mut xml, latin);
    tables(&mut xml, latin);
    distribution(&mut xml, latin);
    footers(&mut xml);
    xml.push_str("</w:styles>");
    xml
}

fn defaults(house: &HouseStyle) -> String {
    let fonts = fonts(Face::Fang, house.latin_digits);
    let (size, exact) = (size(SIZE_3), exact(Page::of(house).line));
    format!(
        r#"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size}{LANGUAGE}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>{exact}<w:jc w:val="both"/></w:pPr><w:rPr>{fonts}<w:spacing w:val="{SPACING}"/>{size}{LANGUAGE}</w:rPr></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#
    )
}

fn masthead(xml: &mut String, latin: bool) {
    let red_rule =
        r#"<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="7" w:color="FF0000"/></w:pBdr>"#;
    let right = TEXT_WIDTH - 320;
    let name =
        format!(r#"{}<w:color w:val="FF0000"/><w:spacing w:val="0"/>"#, fonts(Face::Title, false));
    xml.push_str(&style(NAME, "刊名", r#"<w:jc w:val="center"/>"#, &name));
    xml.push_str(&style(NUMBER, "期号", r#"<w:jc w:val="center"/>"#, ""));
    let tabs = format!(r#"<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>"#);
    let line = format!(r#"{red_rule}{tabs}<w:ind w:firstLine="320"/><w:jc w:val="left"/>"#);
    xml.push_str(&style(ISSUER, "编印行", &line, ""));
    // Used where issuer and date do not fit one line; keeps the rule at full width.
    let line = format!(r#"{red_rule}{tabs}<w:jc w:val="left"/>"#);
    xml.push_str(&style(ISSUE_DATE, "印发日期", &line, ""));
    xml.push_str(&style(BLANK, "空行", "", &fonts(Face::Fang, latin)));
}

fn tables(xml: &mut String, latin: bool) {
    let small = |face| format!(r#"{}<w:spacing w:val="0"/>{}"#, fonts(face, latin), size(SIZE_4));
    let lines = exact(TABLE_LINE);
    let set = |jc: &str| format!(r#"{lines}<w:jc w:val="{jc}"/>"#);
    let above = lines.replace(r#"w:before="0" w:after="0""#, r#"w:before="120" w:after="60""#);
    let caption = format!(r#"<w:keepNext/>{above}<w:jc w:val="center"/>"#);
    xml.push_str(&style(CAPTION, "表题", &caption, &small(Face::Hei)));
    xml.push_str(&style(TABLE_HEAD, "表头", &set("center"), &small(Face::Hei)));
    xml.push_str(&style(TABLE_TEXT, "表内文字", &set("left"), &small(Face::Fang)));
    xml.push_str(&style(TABLE_CENTRE, "表内居中", &set("center"), &small(Face::Fang)));
    xml.push_str(&style(TABLE_NUMBER, "表内数字", &set("right"), &small(Face::Fang)));
    xml.push_str(&style(TABLE_END, "表后", &exact(120), &size(2)));
}

fn distribution(xml: &mut String, latin: bool) {
    let lines = exact(DISTRIBUTION_LINE);
    // One character in from both sides; what runs over stands under the text after the colon.
    let hang = format!(r#"{lines}<w:ind w:left="840" w:right="280" w:hanging="560"/>"#);
    let run = format!(r#"{}<w:spacing w:val="0"/>{}"#, fonts(Face::Fang, latin), size(SIZE_4));
    xml.push_str(&style(DISTRIBUTION, "报送", &hang, &run));
    let right = format!(r#"{lines}<w:ind w:right="280"/><w:jc w:val="right"/>"#);
    xml.push_str(&style(COPIES, "印数", &right, &run));
    xml.push_str(&style(HAIRLINE, "细行", &exact(20), &size(2)));
}

fn footers(xml: &mut String) {
    let inset = 280;
    let run = format!(r#"{}<w:spacing w:val="0"/>{}"#, fonts(Face::Song, false), size(SIZE_4));
    for (id, name, side) in [("FooterOdd", "页码单页", "right"), ("FooterEven", "页码双页", "left")]
    {
        let lines = exact(280);
        let place = format!(r#"{lines}<w:ind w:{side}="{inset}"/><w:jc w:val="{side}"/>"#);
        xml.push_str(&style(id, name, &place, &run));
    }
}
