//! Reads our own docx back, for tests only: parts, and the text of the body line by line.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

fn archive(bytes: &[u8]) -> ZipArchive<Cursor<&[u8]>> {
    ZipArchive::new(Cursor::new(bytes)).unwrap()
}

pub fn names(bytes: &[u8]) -> Vec<String> {
    let mut archive = archive(bytes);
    (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().to_string()).collect()
}

pub fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    archive(bytes).by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

pub fn assert_well_formed(xml: &str, part: &str) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return,
            Ok(_) => {}
            Err(error) => panic!("{part}: {error} at {}", reader.buffer_position()),
        }
    }
}

/// One line a paragraph, a tab between cells; the tab of the masthead is a new line. Without the
/// fallback for old readers, and without empty paragraphs.
pub fn text(bytes: &[u8]) -> String {
    let xml = part(bytes, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    let (mut lines, mut line) = (Vec::new(), String::new());
    let (mut in_text, mut in_row, mut skipped) = (false, false, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) => match tag.name().as_ref() {
                "mc:Fallback" => skipped = true,
                "w:t" => in_text = true,
                "w:tr" => in_row = true,
                "w:tc" if !line.is_empty() => line.push('\t'),
                _ => {}
            },
            Event::Empty(tag)
                if tag.name().as_ref() == "w:tab" && !tag.attributes().any(|_| true) =>
            {
                lines.push(std::mem::take(&mut line));
            }
            Event::End(tag) => match tag.name().as_ref() {
                "mc:Fallback" => skipped = false,
                "w:t" => in_text = false,
                "w:tr" => {
                    in_row = false;
                    lines.push(std::mem::take(&mut line));
                }
                "w:p" if !in_row => lines.push(std::mem::take(&mut line)),
                _ => {}
            },
            Event::Text(text) if in_text && !skipped => line.push_str(&text),
            Event::GeneralRef(name) if in_text && !skipped => line.push(entity(&name)),
            _ => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n") + "\n"
}

fn entity(name: &str) -> char {
    match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        other => panic!("unknown entity {other}"),
    }
}
