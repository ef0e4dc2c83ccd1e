//! The main part: blocks in order, roles to faces, the section's geometry. Knows no package.

use crate::document::{Block, Document, Role, Run, is_addressed, text_of};
use crate::layout::geometry::{FOOTER, Face, MARGIN_LEFT, MARGIN_RIGHT, PAPER, Page};
use crate::model::{HouseStyle, LabelFace, PageNumber};

use super::properties::{FOOTER_EVEN, FOOTER_NONE, FOOTER_ODD};
use super::runs::{Look, push_runs};
use super::xml::{HEAD, open_paragraph, push_format};
use super::{chart, imprint, masthead, styles, table};

const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml" "#,
    r#"xmlns:w10="urn:schemas-microsoft-com:office:word""#,
);

pub fn document_part(document: &Document, house: &HouseStyle) -> String {
    let mut xml = String::with_capacity(64 * 1024);
    xml.push_str(HEAD);
    xml.push_str("<w:document ");
    xml.push_str(NAMESPACES);
    xml.push_str("><w:body>");
    let mut charts = 0;
    for block in &document.blocks {
        charts += usize::from(matches!(block, Block::Chart(_)));
        push_block(&mut xml, block, document, house, charts);
    }
    let apart = house.even_page && has_imprint(document);
    push_section(&mut xml, house, if apart { Kind::Imprint } else { Kind::Whole });
    xml.push_str("</w:body></w:document>");
    xml
}

fn has_imprint(document: &Document) -> bool {
    document.blocks.iter().any(|block| matches!(block, Block::Distribution { .. }))
}

fn push_block(
    xml: &mut String,
    block: &Block,
    document: &Document,
    house: &HouseStyle,
    charts: usize,
) {
    match block {
        Block::Masthead => masthead::push_masthead(xml, &document.meta, house),
        Block::Heading { level: 0, runs, .. } => {
            open_paragraph(xml, styles::HEADLINE, "");
            push_marked(xml, runs, Look::new(Face::Title, false));
            xml.push_str("</w:p>");
            open_paragraph(xml, styles::BLANK, "");
            xml.push_str("</w:p>");
        }
        Block::Heading { level: 1, runs, .. } => {
            push_plain(xml, styles::HEADING_1, runs, Face::Hei, house);
        }
        Block::Heading { runs, .. } => {
            push_plain(xml, styles::HEADING_2, runs, Face::Kai, house);
        }
        Block::Paragraph { runs, .. } => push_paragraph(xml, runs, house),
        Block::Table(table) => table::push_table(xml, table, house),
        Block::Chart(block) => chart::push_chart(xml, block, charts, house),
        Block::Distribution { lines, editors, copies } => {
            if house.even_page {
                xml.push_str("<w:p><w:pPr>");
                push_format(xml, format_args!(r#"<w:pStyle w:val="{}"/>"#, styles::HAIRLINE));
                push_section(xml, house, Kind::Text);
                xml.push_str("</w:pPr></w:p>");
            }
            let foot =
                imprint::Foot { lines, editors: editors.as_deref(), copies: copies.as_deref() };
            imprint::push_imprint(xml, &foot, house);
        }
    }
}

/// Appends a paragraph of one face; what is still empty is marked.
pub fn push_plain(xml: &mut String, style: &str, runs: &[Run], face: Face, house: &HouseStyle) {
    open_paragraph(xml, style, "");
    push_marked(xml, runs, Look::new(face, house.latin_digits));
    xml.push_str("</w:p>");
}

fn push_marked(xml: &mut String, runs: &[Run], look: Look) {
    let is_empty = |run: &Run| run.role == Role::Empty;
    for group in runs.chunk_by(|one, next| is_empty(one) == is_empty(next)) {
        let marked = group.first().is_some_and(is_empty);
        push_runs(xml, &text_of(group), Look { marked, ..look });
    }
}

/// How the opening of a paragraph is set.
struct Opening {
    paragraph: &'static str,
    look: Look,
}

/// A label goes with the lead after it. （一） leads are level two, 1. leads level three; a label
/// alone is no heading.
fn opening(runs: &[Run], rest: &[Run], house: &HouseStyle) -> Opening {
    let latin = house.latin_digits;
    let led = runs.iter().any(|run| run.role == Role::Lead);
    let arabic = text_of(runs).starts_with(|c: char| c.is_ascii_digit());
    let (paragraph, style, face, bold) = match (led, arabic) {
        (true, true) if rest.is_empty() => (styles::HEADING_3, None, Face::Fang, false),
        (true, false) if rest.is_empty() => (styles::HEADING_2, None, Face::Kai, false),
        (true, true) => (styles::LED_3, Some(styles::LEAD_3), Face::Fang, house.bold_third_level),
        (true, false) => (styles::LED_2, Some(styles::LEAD_2), Face::Kai, false),
        (false, _) if house.label_face == LabelFace::Lead && !arabic => {
            (styles::BODY, None, Face::Kai, false)
        }
        (false, _) => (styles::BODY, None, Face::Fang, false),
    };
    Opening { paragraph, look: Look { bold, style, ..Look::new(face, latin) } }
}

const NO_INDENT: &str = r#"<w:ind w:firstLineChars="0" w:firstLine="0"/>"#;

fn push_paragraph(xml: &mut String, runs: &[Run], house: &HouseStyle) {
    let opens = |run: &Run| matches!(run.role, Role::Label | Role::Lead);
    let count = runs.iter().take_while(|run| opens(run)).count();
    let (start, rest) = runs.split_at_checked(count).unwrap_or((&[], runs));
    let Opening { paragraph, look } = opening(start, rest, house);
    let flush = if is_addressed(runs) { NO_INDENT } else { "" };
    open_paragraph(xml, paragraph, flush);
    let plain = Look::new(Face::Fang, house.latin_digits);
    if look.face == plain.face && look.style.is_none() {
        // One stretch, so that a digit of the label is set with the text it opens.
        push_marked(xml, runs, plain);
    } else {
        push_marked(xml, start, look);
        push_marked(xml, rest, plain);
    }
    xml.push_str("</w:p>");
}

/// What a section of the file holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Everything.
    Whole,
    /// Everything before the distribution block.
    Text,
    /// The distribution block on its own even page, without number.
    Imprint,
}

fn push_section(xml: &mut String, house: &HouseStyle, kind: Kind) {
    let Page { top, bottom, line, lines, .. } = Page::of(house);
    let (width, height) = PAPER;
    xml.push_str("<w:sectPr>");
    let (odd, even) = match kind {
        Kind::Imprint => (FOOTER_NONE, FOOTER_NONE),
        Kind::Whole | Kind::Text => (FOOTER_ODD, FOOTER_EVEN),
    };
    if house.page_number != PageNumber::None {
        push_format(
            xml,
            format_args!(
                r#"<w:footerReference w:type="default" r:id="{odd}"/><w:footerReference w:type="even" r:id="{even}"/>"#
            ),
        );
    }
    let first = if kind == Kind::Imprint {
        xml.push_str(r#"<w:type w:val="evenPage"/>"#);
        ""
    } else {
        r#"<w:pgNumType w:start="1"/>"#
    };
    push_format(
        xml,
        format_args!(
            r#"<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{top}" w:right="{MARGIN_RIGHT}" w:bottom="{bottom}" w:left="{MARGIN_LEFT}" w:header="851" w:footer="{FOOTER}" w:gutter="0"/>{first}"#
        ),
    );
    // For those who look into the page setup. A grid of other pitch than the lines would move the
    // text up or down in some programs.
    if lines == 22 {
        let pitch = if house.line_twips == 0 { line } else { (PAPER.1 - top - bottom) / 22 };
        push_format(xml, format_args!(r#"<w:docGrid w:type="lines" w:linePitch="{pitch}"/>"#));
    }
    xml.push_str("</w:sectPr>");
}
