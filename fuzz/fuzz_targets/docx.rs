//! Any bytes are a Word file, or are refused: packed as they are, and as the parts of a package, set
//! apart by zeros. Bytes changed within a packed part would fail its checksum and reach no reader. What
//! the file says of its lines goes with them into the reading of an issue.
#![no_main]

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yuebao::import::docx::{Limits, read_docx};
use yuebao::import::{Known, read_styled};
use yuebao::model::Bulletin;
use yuebao::ops::built_in;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

static BULLETIN: LazyLock<Bulletin> = LazyLock::new(|| {
    built_in::bulletin(built_in::DEFAULT).expect("the built-in definition is read by its own tests")
});

/// The parts that are read, the text first.
const PARTS: [&str; 9] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/comments.xml",
    "word/footnotes.xml",
    "word/_rels/document.xml.rels",
    "docProps/core.xml",
    "docProps/app.xml",
    "_rels/.rels",
];

fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in PARTS.iter().zip(bytes.split(|byte| *byte == 0)) {
        archive.start_file(*name, options).ok()?;
        archive.write_all(part).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { unpacked: 1 << 20, text: 1 << 20, ..Limits::default() };
    for file in [Some(bytes.to_vec()), packed(bytes)].into_iter().flatten() {
        if let Ok(docx) = read_docx(&file, &limits) {
            let (text, style) = docx.text_and_style();
            drop(read_styled(&text, &style, &BULLETIN, &Known::default()));
        }
    }
});
