//! Any bytes are a table of figures, or are refused: as a workbook, as the parts of a workbook set
//! apart by zeros, as csv, as what they mean. Bytes changed within a packed part would fail its
//! checksum and reach no reader.
#![no_main]

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yuebao::import::is_contained;
use yuebao::import::sheet::{Context, Limits, read_delimited, read_workbook, understand};
use yuebao::model::{Bulletin, DepartmentCode, Month};
use yuebao::ops::built_in;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

static BULLETIN: LazyLock<Bulletin> = LazyLock::new(|| {
    built_in::bulletin(built_in::DEFAULT).expect("the built-in definition is read by its own tests")
});

/// What every workbook needs beside what is changed.
const FIXED: [(&str, &str); 3] = [
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="4月" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
];

/// The parts that are changed, the cells first.
const PARTS: [&str; 3] = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"];

fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let fixed = FIXED.iter().map(|(name, part)| (*name, part.as_bytes()));
    let changed = PARTS.iter().copied().zip(bytes.split(|byte| *byte == 0));
    for (name, part) in fixed.chain(changed) {
        archive.start_file(name, options).ok()?;
        archive.write_all(part).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

/// The fuzzer ends at any panic; one of calamine's that the reader contains is none of ours.
fn let_contained_pass() {
    let ends = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_contained() {
            ends(panic);
        }
    }));
}

fuzz_target!(init: let_contained_pass(), |bytes: &[u8]| {
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let mut sheets = Vec::new();
    for file in [Some(bytes.to_vec()), packed(bytes)].into_iter().flatten() {
        sheets.extend(read_workbook(&file, &limits, &mut |_| true).unwrap_or_default());
    }
    if let Ok((sheet, _)) = read_delimited(bytes, &limits, &mut |_| true) {
        sheets.push(sheet);
    }
    let department = DepartmentCode::hall();
    let context = Context {
        bulletin: &BULLETIN,
        departments: &BULLETIN.departments,
        month: Month::new(2025, 4),
        department: &department,
    };
    drop(understand(&sheets, &context));
});
