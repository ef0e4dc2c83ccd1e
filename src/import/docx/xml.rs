//! A part of the package as a stream of tags and text, with namespaces resolved and depth counted.
//! Knows no meaning.

use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::{DocxError, Limits, Much};

/// Which vocabulary a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Word,
    /// Markup compatibility: one content in several dialects.
    Compatibility,
    Math,
    Other,
}

/// An opening tag.
pub(super) struct Tag<'a> {
    pub space: Space,
    start: &'a BytesStart<'a>,
}

impl Tag<'_> {
    pub fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute, by its name without prefix.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let named = |attribute: &Attribute<'_>| attribute.key.local_name().into_inner() == name;
        let found = attributes.with_checks(false).flatten().find(named);
        found.map(|attribute| match unescape(&attribute.value) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.to_string(),
        })
    }

    /// Whether a switch (`<w:vanish/>`, `w:val="0"`) is on.
    pub fn is_on(&self) -> bool {
        !matches!(self.value("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Told of every tag and text, in order. An empty tag is opened and closed.
pub(super) trait Visitor {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), DocxError>;
    fn close(&mut self, space: Space, name: &str) -> Result<(), DocxError>;
    fn text(&mut self, text: &str) -> Result<(), DocxError>;
}

/// Walks through a part. A tree that ends early is an error, as is a document type.
pub(super) fn walk(
    xml: &str,
    limits: &Limits,
    visitor: &mut impl Visitor,
) -> Result<(), DocxError> {
    let mut reader = NsReader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut depth = 0_usize;
    loop {
        let (resolved, event) = reader.read_resolved_event().map_err(|err| damaged(&err))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > limits.depth {
                    return Err(DocxError::TooMuch { what: Much::Depth, limit: limits.depth });
                }
                visitor.open(&Tag { space: space(&resolved), start: &start })?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visitor.close(space(&resolved), end.local_name().into_inner())?;
            }
            Event::Text(text) => visitor.text(&text)?,
            Event::CData(text) => visitor.text(&text)?,
            Event::GeneralRef(name) => {
                let c = name.resolve_char_ref().ok().flatten().or_else(|| entity(&name));
                if let Some(c) = c {
                    visitor.text(c.encode_utf8(&mut [0; 4]))?;
                }
            }
            Event::DocType(_) => return Err(DocxError::Doctype),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(damaged(&"the part ends early")),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

pub(super) fn damaged(err: &dyn std::fmt::Display) -> DocxError {
    DocxError::Damaged { detail: err.to_string() }
}

fn space(resolved: &ResolveResult<'_>) -> Space {
    const WORD: [&str; 2] = [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ];
    const MATH: [&str; 2] = [
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    ];
    const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    match resolved {
        ResolveResult::Bound(Namespace(uri)) if WORD.contains(uri) => Space::Word,
        ResolveResult::Bound(Namespace(uri)) if MATH.contains(uri) => Space::Math,
        ResolveResult::Bound(Namespace(uri)) if *uri == COMPATIBILITY => Space::Compatibility,
        // Some converters forget to declare the prefix.
        ResolveResult::Unknown(prefix) if prefix == "w" => Space::Word,
        _ => Space::Other,
    }
}
