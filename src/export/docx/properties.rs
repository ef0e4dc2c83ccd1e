//! The package around the text: content types, relationships, properties without any person's
//! name. Knows only the masthead and how many charts there are.

use crate::document::Meta;

use super::chart;
use super::xml::{HEAD, escaped, push_format};

/// The ids of the footers, as the section refers to them.
pub const FOOTER_ODD: &str = "rId4";
pub const FOOTER_EVEN: &str = "rId5";
pub const FOOTER_NONE: &str = "rId6";

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What the parts named are.
pub fn content_types_part(charts: usize, footers: usize) -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut xml = format!(
        r#"{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/><Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>"#
    );
    for part in ["styles", "settings", "fontTable"] {
        push_format(
            &mut xml,
            format_args!(
                r#"<Override PartName="/word/{part}.xml" ContentType="{word}.{part}+xml"/>"#
            ),
        );
    }
    for footer in 1..=footers {
        push_format(
            &mut xml,
            format_args!(
                r#"<Override PartName="/word/footer{footer}.xml" ContentType="{word}.footer+xml"/>"#
            ),
        );
    }
    for number in 1..=charts {
        push_format(
            &mut xml,
            format_args!(
                r#"<Override PartName="/word/charts/chart{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>"#
            ),
        );
    }
    xml.push_str(r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#);
    xml
}

pub const RELATIONSHIPS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    "</Relationships>",
);

/// Where the main part's ids lead.
pub fn document_relationships(charts: usize, footers: usize) -> String {
    let mut xml = format!("{HEAD}{}", chart::CHART_RELATIONSHIPS_HEAD);
    let fixed = [("rId1", "styles"), ("rId2", "settings"), ("rId3", "fontTable")];
    for (id, part) in fixed {
        push_relationship(&mut xml, id, part, &format!("{part}.xml"));
    }
    for (id, number) in [FOOTER_ODD, FOOTER_EVEN, FOOTER_NONE].into_iter().zip(1..=footers) {
        push_relationship(&mut xml, id, "footer", &format!("footer{number}.xml"));
    }
    for number in 1..=charts {
        let (id, target) = (chart::relationship(number), format!("charts/chart{number}.xml"));
        push_relationship(&mut xml, &id, "chart", &target);
    }
    xml.push_str("</Relationships>");
    xml
}

fn push_relationship(xml: &mut String, id: &str, kind: &str, target: &str) {
    push_format(
        xml,
        format_args!(r#"<Relationship Id="{id}" Type="{RELATION}/{kind}" Target="{target}"/>"#),
    );
}

/// Title, issuing organ and date of issue. The organ stands as creator, never a person.
pub fn core_part(meta: &Meta) -> String {
    let title = escaped(&format!("{}{}", meta.title, meta.number_line));
    let issuer = escaped(&meta.issuer);
    let created = meta.issue_date.map_or_else(String::new, |date| {
        let time = format!("{:04}-{:02}-{:02}T00:00:00Z", date.year(), date.month(), date.day());
        let stamp = |name: &str| {
            format!(r#"<dcterms:{name} xsi:type="dcterms:W3CDTF">{time}</dcterms:{name}>"#)
        };
        format!("{}{}", stamp("created"), stamp("modified"))
    });
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{issuer}</dc:creator><dc:language>zh-CN</dc:language>{created}</cp:coreProperties>"#
    )
}
