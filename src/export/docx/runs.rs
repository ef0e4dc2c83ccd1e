//! Runs of text with faces: Latin letters and digits apart from Chinese. Knows no paragraph.

use crate::layout::geometry::{Face, LATIN_FAMILY};

use super::xml::{push_all, push_text};

/// How a stretch of text is set. Zero or `None` leaves what the paragraph's style says.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub face: Face,
    /// Digits and Latin letters in their own family.
    pub latin: bool,
    /// Half points.
    pub size: u32,
    /// Width of the letters in percent (字符缩放).
    pub scale: u32,
    /// Marked yellow: nobody prints it unseen.
    pub marked: bool,
    /// Character style by id.
    pub style: Option<&'static str>,
}

impl Look {
    pub fn new(face: Face, latin: bool) -> Self {
        Self { face, latin, size: 0, scale: 0, marked: false, style: None }
    }
}

/// The language of every run: Latin as English, the rest as Chinese.
pub const LANGUAGE: &str = r#"<w:lang w:val="en-US" w:eastAsia="zh-CN"/>"#;

/// Appends `text` as one run, or as several where faces change.
pub fn push_runs(xml: &mut String, text: &str, look: Look) {
    if !look.latin {
        return push_run(xml, text, look, false);
    }
    let mut rest = text;
    while !rest.is_empty() {
        let (stretch, latin, tail) = next_stretch(rest);
        push_run(xml, stretch, look, latin);
        rest = tail;
    }
}

/// Splits off the longest start of one kind. ASCII marks go with a letter or digit beside them.
fn next_stretch(text: &str) -> (&str, bool, &str) {
    let latin = text.chars().find(|c| !is_mark(*c)).is_some_and(is_latin)
        && text.chars().next().is_some_and(|c| c.is_ascii() || is_latin(c));
    let end = text
        .char_indices()
        .find(|(_, c)| if latin { !is_latin(*c) && !is_mark(*c) } else { is_latin(*c) })
        .map_or(text.len(), |(at, _)| at);
    let (stretch, tail) = text.split_at_checked(end).unwrap_or((text, ""));
    (stretch, latin, tail)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}') && !matches!(c, '×' | '÷')
}

fn is_mark(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric()
}

fn push_run(xml: &mut String, text: &str, look: Look, latin: bool) {
    if text.is_empty() {
        return;
    }
    xml.push_str("<w:r>");
    push_properties(xml, look, latin);
    xml.push_str(r#"<w:t xml:space="preserve">"#);
    push_text(xml, text);
    xml.push_str("</w:t></w:r>");
}

/// Appends `<w:rPr>` in schema order.
pub fn push_properties(xml: &mut String, look: Look, latin: bool) {
    xml.push_str("<w:rPr>");
    if let Some(style) = look.style {
        push_all(xml, &[r#"<w:rStyle w:val=""#, style, r#""/>"#]);
    }
    push_fonts(xml, look.face, latin);
    if look.scale > 0 && look.scale != 100 {
        push_all(xml, &[r#"<w:w w:val=""#, &look.scale.to_string(), r#""/>"#]);
    }
    if look.size > 0 {
        let size = look.size.to_string();
        push_all(xml, &[r#"<w:sz w:val=""#, &size, r#""/><w:szCs w:val=""#, &size, r#""/>"#]);
    }
    if look.marked {
        xml.push_str(r#"<w:highlight w:val="yellow"/>"#);
    }
    xml.push_str(LANGUAGE);
    xml.push_str("</w:rPr>");
}

/// All four attributes, or quotes and dashes fall into the Latin face.
pub fn push_fonts(xml: &mut String, face: Face, latin: bool) {
    let family = face.family();
    let western = if latin { LATIN_FAMILY } else { family };
    push_all(xml, &[r#"<w:rFonts w:ascii=""#, western, r#"" w:hAnsi=""#, western]);
    push_all(xml, &[r#"" w:eastAsia=""#, family, r#"" w:cs=""#, western, r#"""#]);
    xml.push_str(if latin { "/>" } else { r#" w:hint="eastAsia"/>"# });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_stands_apart_and_quotes_stay_chinese() {
        let split = |text: &str| {
            let (mut rest, mut parts) = (text.to_owned(), Vec::new());
            while !rest.is_empty() {
                let (stretch, latin, tail) = next_stretch(&rest);
                parts.push((stretch.to_owned(), latin));
                rest = tail.to_owned();
            }
            parts
        };
        let parts = |list: &[(&str, bool)]| -> Vec<(String, bool)> {
            list.iter().map(|(text, latin)| ((*text).to_owned(), *latin)).collect()
        };
        for (text, expected) in [
            ("达59.49%。", vec![("达", false), ("59.49%", true), ("。", false)]),
            ("“APP”—", vec![("“", false), ("APP", true), ("”—", false)]),
            ("-4.0%", vec![("-4.0%", true)]),
            ("甲&乙", vec![("甲&乙", false)]),
            ("3×4", vec![("3", true), ("×", false), ("4", true)]),
            ("1,034人", vec![("1,034", true), ("人", false)]),
        ] {
            assert_eq!(split(text), parts(&expected), "{text}");
        }
    }
}
