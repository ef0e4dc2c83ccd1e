//! Markup put together as text, and text made safe for it. Knows no document.

use std::fmt::{self, Write as _};

/// Appends text with XML's own characters escaped and those XML cannot hold left out.
pub fn push_text(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => xml.push(other),
        }
    }
}

pub fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    push_text(&mut xml, text);
    xml
}

pub fn push_all(xml: &mut String, pieces: &[&str]) {
    for piece in pieces {
        xml.push_str(piece);
    }
}

/// Appends markup with values in it.
pub fn push_format(xml: &mut String, markup: fmt::Arguments<'_>) {
    // Writing to a string never fails.
    xml.write_fmt(markup).unwrap_or_default();
}

/// Appends the start of a paragraph of a style. `properties` follow the style in schema order.
pub fn open_paragraph(xml: &mut String, style: &str, properties: &str) {
    let start = r#"<w:p><w:pPr><w:pStyle w:val=""#;
    push_all(xml, &[start, style, r#""/>"#, properties, "</w:pPr>"]);
}

/// First line of every part.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
