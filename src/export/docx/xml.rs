//! Text made safe for XML. Knows no Word.

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

/// First line of every part.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
