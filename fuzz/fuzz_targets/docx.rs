//! Any bytes are a Word file, or are refused: packed as they are, and as the main part of a package.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use yuebao::import::docx::{Limits, read_docx};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn packed(main: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::DEFAULT).ok()?;
    archive.write_all(main).ok()?;
    Some(archive.finish().ok()?.into_inner())
}

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { unpacked: 1 << 20, text: 1 << 20, ..Limits::default() };
    for file in [Some(bytes.to_vec()), packed(bytes)].into_iter().flatten() {
        if let Ok(docx) = read_docx(&file, &limits) {
            drop(docx.text());
        }
    }
});
