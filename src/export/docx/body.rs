//! The main part: blocks in order, roles to faces, the section's geometry. Knows no package.

use crate::document::{Block, Document, Role, Run, text_of};
use crate::layout::geometry::{FOOTER, Face, MARGIN_LEFT, MARGIN_RIGHT, PAPER, Page};
use crate::model::HouseStyle;

use super::properties::{FOOTER_EVEN, FOOTER_ODD};
use super::runs::{Look, push_runs};
use super::xml::{HEAD, open_paragraph, push_format};
use super::{imprint, masthead, styles, table};

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
    for block in &document.blocks {
        push_block(&mut xml, block, document, house);
    }
    push_section(&mut xml, &Page::of(house));
    xml.push_str("</w:body></w:document>");
    xml
}

fn push_block(xml: &mut String, block: &Block, document: &Document, house: &HouseStyle) {
    match block {
        Block::Masthead => masthead::push_masthead(xml, &document.meta, house),
        Block::Heading { level: 1, runs, .. } => {
            push_paragraph(xml, styles::HEADING_1, runs, Face::Hei, house);
        }
        Block::Heading { runs, .. } => {
            push_paragraph(xml, styles::HEADING_2, runs, Face::Kai, house);
        }
        Block::Paragraph { runs, .. } => {
            push_paragraph(xml, styles::BODY, runs, Face::Fang, house);
        }
        Block::Table(table) => table::push_table(xml, table, house),
        Block::Chart(chart) => table::push_values(xml, chart, house),
        Block::Distribution { lines, copies } => {
            imprint::push_imprint(xml, lines, copies.as_deref(), house);
        }
    }
}

/// Appends a paragraph. A label goes with the lead after it; a label alone is no heading.
pub fn push_paragraph(xml: &mut String, style: &str, runs: &[Run], face: Face, house: &HouseStyle) {
    open_paragraph(xml, style, "");
    let led = runs.iter().any(|run| run.role == Role::Lead);
    let plain = Look::new(face, house.latin_digits);
    let lead = Look { style: Some(styles::LEAD), ..Look::new(Face::Kai, house.latin_digits) };
    let kind = |run: &Run| {
        let in_lead = run.role == Role::Lead || (led && run.role == Role::Label);
        (in_lead, run.role == Role::Empty)
    };
    for group in runs.chunk_by(|one, next| kind(one) == kind(next)) {
        let (in_lead, marked) = group.first().map(kind).unwrap_or_default();
        let look = if in_lead { lead } else { plain };
        push_runs(xml, &text_of(group), Look { marked, ..look });
    }
    xml.push_str("</w:p>");
}

fn push_section(xml: &mut String, page: &Page) {
    let Page { top, bottom, line, .. } = page;
    let (width, height) = PAPER;
    push_format(
        xml,
        format_args!(
            r#"<w:sectPr><w:footerReference w:type="default" r:id="{FOOTER_ODD}"/><w:footerReference w:type="even" r:id="{FOOTER_EVEN}"/><w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{top}" w:right="{MARGIN_RIGHT}" w:bottom="{bottom}" w:left="{MARGIN_LEFT}" w:header="851" w:footer="{FOOTER}" w:gutter="0"/><w:pgNumType w:start="1"/><w:docGrid w:type="lines" w:linePitch="{line}"/></w:sectPr>"#
        ),
    );
}
