//! Reads our own docx back, for tests only: its parts, and its text through the product's reader.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::import::docx::{Limits, read_docx};

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

/// The text as the program's own reader takes it in.
pub fn text(bytes: &[u8]) -> String {
    read_docx(bytes, &Limits::default()).unwrap().text()
}
