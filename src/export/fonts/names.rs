//! Family names of a font file, from its name table alone: a folder of fonts is read in
//! milliseconds. A file may be anything; nothing in it is believed without limit.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

const FACES_AT_MOST: u32 = 64;
const TABLES_AT_MOST: u16 = 128;
const NAMES_AT_MOST: usize = 256 * 1024;
/// Family, full name, PostScript name, typographic family.
const WANTED: [u16; 4] = [1, 4, 6, 16];
const REGULAR: [&str; 6] = ["regular", "normal", "roman", "book", "常规", "標準"];

/// One face of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceNames {
    /// Place in the collection.
    pub index: u32,
    pub names: BTreeSet<String>,
    /// Whether its style is the plain one: no bold, no italic.
    pub plain: bool,
}

/// The faces of a font file; empty for what is no font.
pub fn of_file(path: &Path) -> Vec<FaceNames> {
    let Ok(mut file) = File::open(path) else { return Vec::new() };
    let Some(offsets) = offsets(&mut file) else { return Vec::new() };
    let face = |(index, offset): (u32, &u32)| {
        let (names, styles) = names(&name_table(&mut file, *offset)?);
        let plain = styles.is_empty()
            || styles.iter().any(|style| REGULAR.contains(&style.to_lowercase().as_str()));
        Some(FaceNames { index, names, plain })
    };
    (0..).zip(&offsets).filter_map(face).collect()
}

fn offsets(file: &mut File) -> Option<Vec<u32>> {
    let head = read(file, 0, 12)?;
    if head.get(..4)? != b"ttcf" {
        return matches!(head.get(..4)?, [0, 1, 0, 0] | b"OTTO" | b"true").then(|| vec![0]);
    }
    let count = u32_at(&head, 8)?.min(FACES_AT_MOST);
    let list = read(file, 12, usize::try_from(count).ok()? * 4)?;
    (0..usize::try_from(count).ok()?).map(|nth| u32_at(&list, nth * 4)).collect()
}

fn name_table(file: &mut File, offset: u32) -> Option<Vec<u8>> {
    let head = read(file, u64::from(offset), 12)?;
    let count = usize::from(u16_at(&head, 4)?.min(TABLES_AT_MOST));
    let directory = read(file, u64::from(offset) + 12, count * 16)?;
    let entry = directory.chunks_exact(16).find(|entry| entry.starts_with(b"name"))?;
    let length = usize::try_from(u32_at(entry, 12)?).ok()?.min(NAMES_AT_MOST);
    read(file, u64::from(u32_at(entry, 8)?), length)
}

/// Family names and styles in all languages.
fn names(table: &[u8]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut names, mut styles) = (BTreeSet::new(), BTreeSet::new());
    let (Some(count), Some(strings)) = (u16_at(table, 2), u16_at(table, 4)) else {
        return (names, styles);
    };
    let records = table.get(6..).unwrap_or_default().chunks_exact(12);
    for record in records.take(usize::from(count)) {
        let field = |at| u16_at(record, at).unwrap_or(0);
        let (platform, id) = (field(0), field(6));
        if !matches!(platform, 0 | 3) {
            continue;
        }
        let start = usize::from(strings) + usize::from(field(10));
        let Some(bytes) = table.get(start..start + usize::from(field(8))) else { continue };
        let text = utf16(bytes);
        if WANTED.contains(&id) && !text.is_empty() {
            names.insert(text);
        } else if matches!(id, 2 | 17) && !text.is_empty() {
            styles.insert(text);
        }
    }
    (names, styles)
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
    let text: String = char::decode_utf16(units).filter_map(Result::ok).take(200).collect();
    text.trim().to_owned()
}

fn read(file: &mut File, at: u64, length: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
