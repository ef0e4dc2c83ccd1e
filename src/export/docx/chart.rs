//! A trend chart as a chart of Word's own with its values in an embedded workbook: it stays sharp,
//! and the office can restyle it. Knows the chart description, no figures.

use crate::document::ChartBlock;
use crate::layout::geometry::{Face, TEXT_WIDTH};
use crate::model::HouseStyle;
use crate::trend::chart::{Chart, Line, Marker};

use super::xml::{HEAD, escaped, open_paragraph, push_all, push_format, push_text};
use super::{body, styles};
use crate::export::error::ExportError;
use crate::export::grid::{Grid, GridCell, grid_xlsx};

/// 156 by 80 mm in EMU.
const SIZE: (u32, u32) = (TEXT_WIDTH * 635, 2_880_000);
/// Labels that fit side by side under the axis.
const LABELS: usize = 7;
/// EMU of a line's width: 1.5 pt.
const WEIGHT: u32 = 19_050;

/// The relationship id of the `number`th chart.
pub fn relationship(number: usize) -> String {
    format!("rIdChart{number}")
}

/// Appends the chart and the caption below it.
pub fn push_chart(xml: &mut String, block: &ChartBlock, number: usize, house: &HouseStyle) {
    let (width, height) = SIZE;
    open_paragraph(xml, styles::CHART, "");
    push_format(
        xml,
        format_args!(
            r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{}" name="图{number}" descr="{}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#,
            number + 1,
            escaped(&block.chart.title),
            relationship(number)
        ),
    );
    body::push_plain(xml, styles::CHART_CAPTION, &block.caption, Face::Hei, house);
}

/// The part that describes the chart, with the values it shows until it is opened for editing.
pub fn chart_part(chart: &Chart) -> String {
    let mut xml = String::from(HEAD);
    xml.push_str(r#"<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>"#);
    for (at, line) in chart.lines.iter().enumerate() {
        push_line(&mut xml, chart, at, line);
    }
    xml.push_str(r#"<c:marker val="1"/><c:axId val="1001"/><c:axId val="1002"/></c:lineChart>"#);
    push_axes(&mut xml, chart);
    xml.push_str("</c:plotArea>");
    if chart.lines.len() > 1 {
        xml.push_str(r#"<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>"#);
    }
    xml.push_str(r#"<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"#);
    let family = Face::Fang.family();
    push_format(
        &mut xml,
        format_args!(
            r#"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1050"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="{family}"/><a:ea typeface="{family}"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>"#
        ),
    );
    xml
}

pub const CHART_RELATIONSHIPS_HEAD: &str =
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;

/// The part that leads from a chart to its workbook.
pub fn chart_relationships(number: usize) -> String {
    format!(
        r#"{HEAD}{CHART_RELATIONSHIPS_HEAD}<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="../embeddings/chart{number}.xlsx"/></Relationships>"#
    )
}

/// The values as the workbook behind the chart.
pub fn workbook(chart: &Chart) -> Result<Vec<u8>, ExportError> {
    let names = chart.lines.iter().map(|line| line.name.clone());
    let value = |line: &Line, at: usize| match line.points.get(at).and_then(|p| p.value) {
        Some(value) => GridCell::Number(value.to_string()),
        None => GridCell::text(""),
    };
    let row = |at: usize| {
        let values = chart.lines.iter().map(|line| value(line, at));
        [GridCell::text(chart.across.name(at))].into_iter().chain(values).collect()
    };
    grid_xlsx(&Grid {
        name: SHEET.to_owned(),
        headings: ["月份".to_owned()].into_iter().chain(names).collect(),
        rows: (0..chart.across.count()).map(row).collect(),
    })
}

const SHEET: &str = "Sheet1";

/// A, B, … Z, AA …
fn column(at: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), letter(at)) }
}

fn push_line(xml: &mut String, chart: &Chart, at: usize, line: &Line) {
    let count = chart.across.count();
    let last = count + 1;
    let letter = column(at + 1);
    let [red, green, blue] = line.look.colour;
    let colour =
        format!(r#"<a:solidFill><a:srgbClr val="{red:02X}{green:02X}{blue:02X}"/></a:solidFill>"#);
    let dash = if line.look.dash.is_empty() { "solid" } else { "dash" };
    let marker = match line.look.marker {
        Marker::Circle => "circle",
        Marker::Square => "square",
        Marker::Triangle => "triangle",
        Marker::Diamond => "diamond",
    };
    push_format(
        xml,
        format_args!(
            r#"<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>{SHEET}!${letter}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr><a:ln w="{WEIGHT}">{colour}<a:prstDash val="{dash}"/></a:ln></c:spPr><c:marker><c:symbol val="{marker}"/><c:size val="5"/><c:spPr>{colour}</c:spPr></c:marker><c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache><c:ptCount val="{count}"/>"#,
            escaped(&line.name)
        ),
    );
    for position in 0..count {
        push_point(xml, position, &chart.across.name(position));
    }
    push_format(
        xml,
        format_args!(
            r#"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>"#
        ),
    );
    for (position, point) in line.points.iter().enumerate() {
        if let Some(value) = point.value {
            push_point(xml, position, &value.to_string());
        }
    }
    xml.push_str(r#"</c:numCache></c:numRef></c:val><c:smooth val="0"/></c:ser>"#);
}

fn push_point(xml: &mut String, at: usize, text: &str) {
    push_format(xml, format_args!(r#"<c:pt idx="{at}"><c:v>"#));
    push_text(xml, text);
    xml.push_str("</c:v></c:pt>");
}

fn push_axes(xml: &mut String, chart: &Chart) {
    let rule = |colour: &str| {
        format!(
            r#"<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr>"#
        )
    };
    let (black, grey) = (rule("000000"), rule("BFBFBF"));
    let skip = chart.across.count().div_ceil(LABELS).max(1);
    let step = match chart.y.ticks.as_slice() {
        [first, second, ..] => second.at - first.at,
        _ => 0.0,
    };
    push_format(
        xml,
        format_args!(
            r#"<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{black}<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="{skip}"/><c:noMultiLvlLbl val="1"/></c:catAx>"#
        ),
    );
    let title = format!(
        r#"<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1050" b="0"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1050" b="0"/><a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>"#,
        escaped(&format!("单位：{}", chart.y.unit))
    );
    let unit = if step > 0.0 { format!(r#"<c:majorUnit val="{step}"/>"#) } else { String::new() };
    push_all(xml, &[r#"<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>"#]);
    push_format(
        xml,
        format_args!(
            r#"<c:max val="{}"/><c:min val="{}"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>{grey}</c:majorGridlines>{title}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{black}<c:crossAx val="1001"/><c:crosses val="min"/><c:crossBetween val="between"/>{unit}</c:valAx>"#,
            chart.y.high, chart.y.low
        ),
    );
}
