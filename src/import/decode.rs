//! Bytes of an outside file → text. Knows encodings and file marks, nothing of issues.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::error::{FileKind, ImportError};
use crate::text::chars::{is_han, is_wide_mark, is_zero_width};

/// Most bytes of a text that is read.
pub const LIMIT: usize = 16 * 1024 * 1024;

/// What stands for a character that the file spells wrongly.
pub const BROKEN: char = '\u{fffd}';
/// Broken characters that any text may hold, and one in how many of a longer one.
const BROKEN_AT_MOST: usize = 4;
const ONE_IN: usize = 100;

/// Decodes UTF-8, UTF-16 (either order) and GB18030, with a byte order mark or without. A few
/// characters may be broken: they become U+FFFD.
pub fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    if bytes.len() > LIMIT {
        return Err(ImportError::TooLarge { size: bytes.len(), limit: LIMIT });
    }
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if let Some(kind) = kind_of(bytes) {
        return Err(ImportError::OtherKind(kind));
    }
    let mut text = text_of(bytes).ok_or(ImportError::Encoding)?;
    // Files glued together by scripts bring the mark more than once.
    let marks = text.len() - text.trim_start_matches('\u{feff}').len();
    text.drain(..marks);
    if text.chars().all(|c| c.is_whitespace() || is_zero_width(c)) {
        return Err(ImportError::Empty);
    }
    if is_html(&text) {
        return Err(ImportError::OtherKind(FileKind::Html));
    }
    Ok(text)
}

fn text_of(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let bytes = bytes.get(mark..)?;
        let whole = strict(encoding, bytes).filter(|text| is_text(text));
        return whole.or_else(|| mended(encoding, bytes));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if is_text(text) {
            return Some(text.to_owned());
        }
        // A stray control character makes it no other encoding; half of UTF-16 is controls.
        if let Some(text) = mended(UTF_8, bytes) {
            return Some(text);
        }
    }
    // A misread gives rare characters and controls; the right reading gives neither.
    [GB18030, UTF_16LE, UTF_16BE]
        .into_iter()
        .filter_map(|encoding| strict(encoding, bytes))
        .filter(|text| is_text(text))
        .map(|text| (plausibility(&text), text))
        .filter(|(percent, _)| *percent >= 90)
        .max_by_key(|(percent, _)| *percent)
        .map(|(_, text)| text)
        .or_else(|| mended(UTF_8, bytes))
}

/// A text with a few characters broken: half of a surrogate pair, a control character.
fn mended(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let broken = text.chars().filter(|c| *c == BROKEN || is_odd_control(*c)).count();
    let total = text.chars().count();
    let few = broken <= BROKEN_AT_MOST.max(total / ONE_IN);
    (few && !text.contains('\0') && plausibility(&text) >= 90).then(|| text.into_owned())
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    (!faulty).then(|| text.into_owned())
}

fn is_text(text: &str) -> bool {
    !text.chars().any(is_odd_control)
}

fn is_odd_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}')
}

/// Share of characters that Chinese print is made of, in percent; ordinary characters of the
/// first GB set count full, rare ones not.
fn plausibility(text: &str) -> usize {
    let first_set = |c: char| {
        let mut buffer = [0; 4];
        let (bytes, ..) = GB18030.encode(c.encode_utf8(&mut buffer));
        bytes.first().is_some_and(|lead| *lead >= 0xb0)
    };
    let usual = |c: char| {
        (is_han(c) && (c == '〇' || first_set(c)))
            || is_wide_mark(c)
            || c.is_ascii_graphic()
            || c.is_whitespace()
            || is_zero_width(c)
            || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '①'..='⑳' | '㎡' | '℃' | '×')
    };
    let total = text.chars().count().max(1);
    text.chars().filter(|c| usual(*c)).count() * 100 / total
}

/// Recognises files of other kinds by their first bytes.
fn kind_of(bytes: &[u8]) -> Option<FileKind> {
    const MARKS: [(&[u8], FileKind); 18] = [
        (b"%PDF", FileKind::Pdf),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::OldOffice),
        (b"{\\rtf", FileKind::Rtf),
        (b"\x89PNG", FileKind::Image),
        (b"\xff\xd8\xff", FileKind::Image),
        (b"GIF8", FileKind::Image),
        (b"II*\0", FileKind::Image),
        (b"MM\0*", FileKind::Image),
        (b"BM", FileKind::Image),
        (b"SQLite format 3\0", FileKind::Database),
        (b"\x1f\x8b", FileKind::Archive),
        (b"Rar!", FileKind::Archive),
        (b"7z\xbc\xaf", FileKind::Archive),
        (b"BZh", FileKind::Archive),
        (b"\xfd7zXZ", FileKind::Archive),
        (b"\x7fELF", FileKind::Program),
        (b"MZ", FileKind::Program),
        (b"PK\x05\x06", FileKind::Zip),
    ];
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zip_kind(bytes));
    }
    let found = MARKS.into_iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, kind)| kind);
    if found == Some(FileKind::OldOffice) && bytes.windows(ENCRYPTED.len()).any(|p| p == ENCRYPTED)
    {
        return Some(FileKind::Encrypted);
    }
    // Two letters alone can also begin a plain text.
    found.filter(|kind| {
        let short = bytes.starts_with(b"BM") || bytes.starts_with(b"MZ");
        !short
            || std::str::from_utf8(bytes).is_err()
            || bytes.contains(&0)
            || *kind == FileKind::Pdf
    })
}

/// `EncryptedPackage` as the old container spells it, 16 bits a letter.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

fn zip_kind(bytes: &[u8]) -> FileKind {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if holds(b"word/document.xml") {
        FileKind::Docx
    } else if holds(b"xl/workbook.xml") {
        FileKind::Xlsx
    } else if holds(b"ppt/presentation.xml") {
        FileKind::Pptx
    } else if holds(b"OFD.xml") {
        FileKind::Ofd
    } else {
        FileKind::Zip
    }
}

fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(16).collect::<String>().to_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "政务窗口月报\r\n第4期\n一、总体情况\n4月，办理6.1万件（次）。\n";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_usual_encoding_is_read() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for (name, bytes) in [
            ("utf-8", TEXT.as_bytes().to_vec()),
            ("utf-8 with mark", with_mark(b"\xef\xbb\xbf", TEXT.as_bytes().to_vec())),
            ("utf-8 marked twice", "\u{feff}\u{feff}".bytes().chain(TEXT.bytes()).collect()),
            ("gb18030", gb),
            ("utf-16le", utf16(TEXT, false)),
            ("utf-16be", utf16(TEXT, true)),
            ("utf-16le with mark", with_mark(b"\xff\xfe", utf16(TEXT, false))),
            ("utf-16be with mark", with_mark(b"\xfe\xff", utf16(TEXT, true))),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT), "{name}");
        }
    }

    #[test]
    fn a_broken_character_costs_no_more_than_itself() {
        let lone = [0x3d, 0xd8];
        let (before, after) = ("政务窗口月报\n第4期\n", "一、总体情况\n4月，办理6.1万件。\n");
        let units = [utf16(before, false), lone.to_vec(), utf16(after, false)].concat();
        let whole = format!("{before}\u{fffd}{after}");
        assert_eq!(decode(&[b"\xff\xfe".to_vec(), units].concat()), Ok(whole));
        let bytes = [before.as_bytes(), b"\xed\xa0\xbd", after.as_bytes()].concat();
        let text = decode(&bytes).unwrap();
        assert!(text.starts_with(before) && text.ends_with(after) && text.contains(BROKEN));
        let bell = format!("{before}\u{7}{after}");
        assert_eq!(decode(bell.as_bytes()), Ok(bell));
        assert_eq!(decode(&before.replace('4', "\0").into_bytes()), Err(ImportError::Encoding));
    }

    /// As UTF-16 the same bytes are a row of plausible Chinese characters.
    #[test]
    fn a_stray_control_character_makes_no_other_encoding() {
        for text in ["\u{7f}窗口办件量,61023", "\u{7f}\u{fffd}QQQQQQQQQQQQQQQQQQQQQQQQQQQQ"] {
            assert_eq!(decode(text.as_bytes()).unwrap(), text);
        }
    }

    #[test]
    fn other_files_are_named() {
        for (bytes, kind) in [
            (&b"PK\x03\x04....word/document.xml"[..], FileKind::Docx),
            (b"PK\x03\x04....xl/workbook.xml", FileKind::Xlsx),
            (b"PK\x03\x04....", FileKind::Zip),
            (b"%PDF-1.7\n", FileKind::Pdf),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", FileKind::OldOffice),
            (b"\x89PNG\r\n\x1a\n", FileKind::Image),
            (b"SQLite format 3\0", FileKind::Database),
            (b"<!DOCTYPE html><p>", FileKind::Html),
        ] {
            assert_eq!(decode(bytes), Err(ImportError::OtherKind(kind)));
        }
    }

    #[test]
    fn nothing_and_garbage_are_errors() {
        assert_eq!(decode(b""), Err(ImportError::Empty));
        assert_eq!(decode(" \n\u{feff}\n".as_bytes()), Err(ImportError::Empty));
        let garbage: Vec<u8> = (0..4000u32).map(|n| (n * 7919 % 251) as u8).collect();
        assert_eq!(decode(&garbage), Err(ImportError::Encoding));
        let size = LIMIT + 1;
        assert_eq!(decode(&vec![b'a'; size]), Err(ImportError::TooLarge { size, limit: LIMIT }));
    }

    proptest! {
        #[test]
        fn any_bytes_give_text_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(text) = decode(&bytes) {
                prop_assert!(!text.trim().is_empty());
            }
        }
    }
}
