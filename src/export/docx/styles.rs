//! The named styles of an issue: body, headings and leads, masthead, tables, charts, distribution
//! block, page number. Knows sizes and faces, no text.

use crate::layout::geometry::{
    DISTRIBUTION_LINE, Face, MASTHEAD_INSET, Page, RED_RGB, RED_RULE_BELOW, SIZE_2, SIZE_3, SIZE_4,
    SMALL_INSET, SPACING, TABLE_LINE, TEXT_WIDTH,
};
use crate::model::HouseStyle;

use super::runs::{LANGUAGE, Script, push_fonts};
use super::xml::HEAD;

pub const BODY: &str = "YbBody";
pub const HEADING_1: &str = "Heading1";
pub const HEADING_2: &str = "Heading2";
pub const HEADING_3: &str = "Heading3";
/// A paragraph that opens with a lead. It has no outline level: the navigation pane and a table of
/// contents would show the whole of it.
pub const LED_2: &str = "YbLed2";
pub const LED_3: &str = "YbLed3";
/// The lead within it. Linked to the headings, so that a table of contents takes the lead alone.
pub const LEAD_2: &str = "Heading2Char";
pub const LEAD_3: &str = "Heading3Char";
pub const NAME: &str = "YbName";
pub const NUMBER: &str = "YbNumber";
pub const ISSUER: &str = "YbIssuer";
pub const ISSUE_DATE: &str = "YbIssueDate";
pub const HEADLINE: &str = "YbHeadline";
pub const BLANK: &str = "YbBlank";
pub const CAPTION: &str = "YbCaption";
pub const TABLE_HEAD: &str = "YbTableHead";
pub const TABLE_TEXT: &str = "YbTableText";
pub const TABLE_CENTRE: &str = "YbTableCentre";
pub const TABLE_NUMBER: &str = "YbTableNumber";
pub const TABLE_END: &str = "YbTableEnd";
pub const CHART: &str = "YbChart";
pub const CHART_CAPTION: &str = "YbChartCaption";
pub const DISTRIBUTION: &str = "YbDistribution";
pub const COPIES: &str = "YbCopies";
pub const HAIRLINE: &str = "YbHairline";
pub const FOOTER_ODD: &str = "FooterOdd";
pub const FOOTER_EVEN: &str = "FooterEven";
pub const FOOTER_CENTRE: &str = "FooterCentre";

/// The first line two characters in.
const INDENT: &str = r#"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#;

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
    push_fonts(&mut xml, face, if latin { Script::Latin } else { Script::Chinese });
    // Text typed later follows the same rule as ours: digits in the Latin family.
    xml.replace(r#" w:hint="eastAsia""#, "")
}

/// One paragraph style. `paragraph` and `run` hold the children of `pPr` and `rPr`.
fn style(id: &str, name: &str, paragraph: &str, run: &str) -> String {
    format!(
        r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
    )
}

/// A heading, and the same look for a lead within a paragraph. Headings are built in, not custom,
/// or Word lists them twice.
fn heading(level: u8, face: Face, house: &HouseStyle) -> String {
    let bold = if level == 3 && house.bold_third_level { "<w:b/>" } else { "" };
    let fonts = fonts(face, house.latin_digits);
    let outline = level - 1;
    format!(
        r#"<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/><w:next w:val="{BODY}"/><w:link w:val="Heading{level}Char"/><w:qFormat/><w:pPr><w:keepNext/>{INDENT}<w:outlineLvl w:val="{outline}"/></w:pPr><w:rPr>{fonts}{bold}</w:rPr></w:style><w:style w:type="character" w:customStyle="1" w:styleId="Heading{level}Char"><w:name w:val="标题 {level} 字符"/><w:link w:val="Heading{level}"/><w:rPr>{fonts}{bold}</w:rPr></w:style>"#
    )
}

/// The whole part, with the style of the issue's own title where it has one: what was printed before
/// prints the same. The bulletin's name is sized in the masthead, since it depends on its length.
pub fn styles_part(house: &HouseStyle, headline: bool) -> String {
    let latin = house.latin_digits;
    let mut xml = String::from(HEAD);
    xml.push_str(
        r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    );
    xml.push_str(&defaults(house));
    for (level, face) in [(1, Face::Hei), (2, Face::Kai), (3, Face::Fang)] {
        xml.push_str(&heading(level, face, house));
    }
    xml.push_str(&style(BODY, "月报正文", INDENT, ""));
    for (id, name) in [(LED_2, "带二级标题的正文"), (LED_3, "带三级标题的正文")] {
        xml.push_str(&style(id, name, INDENT, "").replace("\"Normal\"", "\"YbBody\""));
    }
    masthead(&mut xml, house);
    if headline {
        xml.push_str(&style(HEADLINE, "标题", HEADLINE_LINES, &headline_face()));
    }
    tables(&mut xml, latin);
    distribution(&mut xml, latin);
    footers(&mut xml);
    xml.push_str("</w:styles>");
    xml
}

fn defaults(house: &HouseStyle) -> String {
    let fonts = fonts(Face::Fang, house.latin_digits);
    let (size, exact) = (size(SIZE_3), exact(Page::of(house).line));
    let space = u8::from(house.digit_space);
    format!(
        r#"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size}{LANGUAGE}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="{space}"/><w:autoSpaceDN w:val="{space}"/><w:adjustRightInd w:val="0"/>{exact}<w:jc w:val="both"/></w:pPr><w:rPr>{fonts}<w:spacing w:val="{SPACING}"/>{size}{LANGUAGE}</w:rPr></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#
    )
}

fn masthead(xml: &mut String, house: &HouseStyle) {
    let red_rule = format!(
        r#"<w:pBdr><w:bottom w:val="single" w:sz="{}" w:space="{RED_RULE_BELOW}" w:color="{RED_RGB}"/></w:pBdr>"#,
        house.rule_eighths
    );
    let right = TEXT_WIDTH - MASTHEAD_INSET;
    let name = format!(
        r#"{}<w:color w:val="{RED_RGB}"/><w:spacing w:val="0"/>"#,
        fonts(Face::Title, false)
    );
    xml.push_str(&style(NAME, "刊名", r#"<w:jc w:val="center"/>"#, &name));
    xml.push_str(&style(NUMBER, "期号", r#"<w:jc w:val="center"/>"#, ""));
    let tabs = format!(r#"<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>"#);
    // An inset on both sides would shorten the rule.
    let line =
        format!(r#"{red_rule}{tabs}<w:ind w:firstLine="{MASTHEAD_INSET}"/><w:jc w:val="left"/>"#);
    xml.push_str(&style(ISSUER, "编印行", &line, ""));
    let line = format!(r#"{red_rule}{tabs}<w:jc w:val="left"/>"#);
    xml.push_str(&style(ISSUE_DATE, "印发日期", &line, ""));
    xml.push_str(&style(BLANK, "空行", "", &fonts(Face::Fang, house.latin_digits)));
}

const HEADLINE_LINES: &str = r#"<w:keepNext/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>"#;

fn headline_face() -> String {
    format!(r#"{}<w:spacing w:val="0"/>{}"#, fonts(Face::Title, false), size(SIZE_2))
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
    // An exact line would cut the picture.
    let line = r#"<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#;
    xml.push_str(&style(CHART, "图", line, ""));
    let below = lines.replace(r#"w:after="0""#, r#"w:after="120""#);
    let caption = format!(r#"{below}<w:jc w:val="center"/>"#);
    xml.push_str(&style(CHART_CAPTION, "图题", &caption, &small(Face::Hei)));
}

fn distribution(xml: &mut String, latin: bool) {
    let lines = exact(DISTRIBUTION_LINE);
    // One character in from both sides; what runs over stands under the text after the colon.
    let hang = format!(r#"{lines}<w:ind w:left="840" w:right="{SMALL_INSET}" w:hanging="560"/>"#);
    let run = format!(r#"{}<w:spacing w:val="0"/>{}"#, fonts(Face::Fang, latin), size(SIZE_4));
    xml.push_str(&style(DISTRIBUTION, "报送", &hang, &run));
    let right = format!(r#"{lines}<w:ind w:right="{SMALL_INSET}"/><w:jc w:val="right"/>"#);
    xml.push_str(&style(COPIES, "印数", &right, &run));
    xml.push_str(&style(HAIRLINE, "细行", &exact(20), &size(2)));
}

fn footers(xml: &mut String) {
    let run = format!(r#"{}<w:spacing w:val="0"/>{}"#, fonts(Face::Song, false), size(SIZE_4));
    let lines = exact(280);
    for (id, name, side) in [(FOOTER_ODD, "页码单页", "right"), (FOOTER_EVEN, "页码双页", "left")]
    {
        let place = format!(r#"{lines}<w:ind w:{side}="{SMALL_INSET}"/><w:jc w:val="{side}"/>"#);
        xml.push_str(&style(id, name, &place, &run));
    }
    let place = format!(r#"{lines}<w:jc w:val="center"/>"#);
    xml.push_str(&style(FOOTER_CENTRE, "页码居中", &place, &run));
}
