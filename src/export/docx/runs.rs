//! Runs of text with faces: Latin letters and digits apart from Chinese, rare characters apart
//! from both. Knows no paragraph.

use crate::layout::geometry::{Face, LATIN_FAMILY};

use super::rare;
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
    pub bold: bool,
    /// Marked yellow: nobody prints it unseen.
    pub marked: bool,
    /// Character style by id.
    pub style: Option<&'static str>,
}

impl Look {
    pub fn new(face: Face, latin: bool) -> Self {
        Self { face, latin, size: 0, scale: 0, bold: false, marked: false, style: None }
    }
}

/// What a stretch of text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Chinese,
    /// Set in the Latin family.
    Latin,
    /// Set in this family, since the face lacks the characters.
    Rare(&'static str),
}

/// The language of every run: Latin as English, the rest as Chinese.
pub const LANGUAGE: &str = r#"<w:lang w:val="en-US" w:eastAsia="zh-CN"/>"#;

/// Appends `text` as one run, or as several where faces change.
pub fn push_runs(xml: &mut String, text: &str, look: Look) {
    let mut rest = text;
    while !rest.is_empty() {
        let (stretch, script, tail) = next_stretch(rest, look);
        push_run(xml, stretch, look, script);
        rest = tail;
    }
}

/// Splits off the longest start of one kind. ASCII marks go with a letter or digit beside them.
fn next_stretch(text: &str, look: Look) -> (&str, Script, &str) {
    let rare = |c: char| rare::family_for(c, look.face);
    let script = match text.chars().next().and_then(rare) {
        Some(family) => Script::Rare(family),
        None if look.latin && begins_latin(text) => Script::Latin,
        None => Script::Chinese,
    };
    let ends = |c: char| match script {
        Script::Rare(family) => rare(c) != Some(family),
        Script::Latin => !is_latin(c) && !is_mark(c),
        Script::Chinese => (look.latin && is_latin(c)) || rare(c).is_some(),
    };
    let end = text.char_indices().find(|(_, c)| ends(*c)).map_or(text.len(), |(at, _)| at);
    let (stretch, tail) = text.split_at_checked(end).unwrap_or((text, ""));
    (stretch, script, tail)
}

fn begins_latin(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_ascii() || is_latin(c))
        && text.chars().find(|c| !is_mark(*c)).is_some_and(is_latin)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}') && !matches!(c, '×' | '÷')
}

fn is_mark(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric()
}

fn push_run(xml: &mut String, text: &str, look: Look, script: Script) {
    xml.push_str("<w:r>");
    push_properties(xml, look, script);
    xml.push_str(r#"<w:t xml:space="preserve">"#);
    push_text(xml, text);
    xml.push_str("</w:t></w:r>");
}

/// Appends `<w:rPr>` in schema order.
pub fn push_properties(xml: &mut String, look: Look, script: Script) {
    xml.push_str("<w:rPr>");
    if let Some(style) = look.style {
        push_all(xml, &[r#"<w:rStyle w:val=""#, style, r#""/>"#]);
    }
    push_fonts(xml, look.face, script);
    if look.bold {
        xml.push_str("<w:b/>");
    }
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
pub fn push_fonts(xml: &mut String, face: Face, script: Script) {
    let (eastern, western) = match script {
        Script::Chinese => (face.family(), face.family()),
        Script::Latin => (face.family(), LATIN_FAMILY),
        Script::Rare(family) => (family, family),
    };
    push_all(xml, &[r#"<w:rFonts w:ascii=""#, western, r#"" w:hAnsi=""#, western]);
    push_all(xml, &[r#"" w:eastAsia=""#, eastern, r#"" w:cs=""#, western, r#"""#]);
    xml.push_str(if script == Script::Latin { "/>" } else { r#" w:hint="eastAsia"/>"# });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, latin: bool) -> Vec<(String, Script)> {
        let (mut rest, mut parts) = (text.to_owned(), Vec::new());
        while !rest.is_empty() {
            let (stretch, script, tail) = next_stretch(&rest, Look::new(Face::Fang, latin));
            parts.push((stretch.to_owned(), script));
            rest = tail.to_owned();
        }
        parts
    }

    fn parts(list: &[(&str, Script)]) -> Vec<(String, Script)> {
        list.iter().map(|(text, script)| ((*text).to_owned(), *script)).collect()
    }

    #[test]
    fn latin_stands_apart_and_quotes_stay_chinese() {
        use Script::{Chinese, Latin};
        for (text, expected) in [
            ("达59.49%。", parts(&[("达", Chinese), ("59.49%", Latin), ("。", Chinese)])),
            ("“APP”—", parts(&[("“", Chinese), ("APP", Latin), ("”—", Chinese)])),
            ("-4.0%", parts(&[("-4.0%", Latin)])),
            ("甲&乙", parts(&[("甲&乙", Chinese)])),
            ("3×4", parts(&[("3", Latin), ("×", Chinese), ("4", Latin)])),
            ("1,034人", parts(&[("1,034", Latin), ("人", Chinese)])),
        ] {
            assert_eq!(split(text, true), expected, "{text}");
        }
    }

    #[test]
    fn rare_characters_stand_apart_whatever_the_digits_do() {
        use Script::{Chinese, Rare};
        let expected = [("王", Chinese), ("喆堃", Rare("仿宋")), ("5次", Chinese)];
        assert_eq!(split("王喆堃5次", false), parts(&expected));
    }
}
