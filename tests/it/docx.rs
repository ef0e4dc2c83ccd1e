//! Word files as they come from outside: read like the same issue as text, and refused in words
//! when they cannot be read.

use std::io::{Cursor, Read as _, Write as _};

use yuebao::import::docx::{Limits, read_docx};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{Console, shared};

/// The demo issue in two formats.
fn exported() -> (Console, Vec<u8>) {
    let console = Console::new();
    console.done(&["demo"]);
    for name in ["a.docx", "a.txt"] {
        let to = console.path(name);
        console.done(&["export", "--issue", "2025-04", "--to", to.to_str().unwrap()]);
    }
    let bytes = std::fs::read(console.path("a.docx")).unwrap();
    (console, bytes)
}

/// A Word file with its main part rewritten.
fn rewritten(bytes: &[u8], rewrite: impl Fn(String) -> String) -> Vec<u8> {
    let mut given = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..given.len() {
        let mut part = given.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let text = if name == "word/document.xml" { rewrite(text) } else { text };
        made.start_file(name, SimpleFileOptions::DEFAULT).unwrap();
        made.write_all(text.as_bytes()).unwrap();
    }
    made.finish().unwrap().into_inner()
}

fn imported(bytes: &[u8], name: &str) -> (Console, serde_json::Value) {
    let console = Console::new();
    let file = console.write(name, bytes);
    let report = console.json(&["import-issue", file.to_str().unwrap()]);
    (console, report)
}

#[test]
fn a_word_file_is_read_like_the_same_issue_as_text() {
    let (from, docx) = exported();
    let text = std::fs::read(from.path("a.txt")).unwrap();
    let ((docx, of_docx), (txt, of_text)) = (imported(&docx, "a.docx"), imported(&text, "a.txt"));
    assert_eq!(of_docx["placed"], of_text["placed"]);
    assert_eq!(of_docx["unplaced"], of_text["unplaced"]);
    let args = ["figures", "--month", "2025-04"];
    assert_eq!(docx.json(&args), txt.json(&args));
}

#[test]
fn the_real_issue_comes_back_from_a_word_file() {
    let Some(path) = shared("issue-2025-04.txt") else { return };
    let console = Console::new();
    let first = console.json(&["import-issue", path.to_str().unwrap()]);
    let to = console.path("a.docx");
    console.done(&["export", "--issue", "2025-04", "--to", to.to_str().unwrap()]);
    let (again, report) = imported(&std::fs::read(to).unwrap(), "a.docx");
    assert_eq!(report["placed"], first["placed"]);
    let args = ["figures", "--month", "2025-04"];
    assert_eq!(again.json(&args), console.json(&args));
}

#[test]
fn comments_and_tracked_changes_are_told_on_import() {
    let (_, bytes) = exported();
    let inserted = "<w:ins w:author=\"张三\"><w:r><w:t>改动</w:t></w:r></w:ins></w:p>";
    let changed = rewritten(&bytes, |xml| xml.replacen("</w:p>", inserted, 1));
    let console = Console::new();
    let file = console.write("a.docx", changed);
    let told = console.done(&["import-issue", file.to_str().unwrap()]);
    assert!(told.contains("1处插入（张三）"), "{told}");
}

#[test]
fn what_cannot_be_read_is_refused_with_advice() {
    let (_, bytes) = exported();
    let old = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [&old[..], &locked].concat();
    for (file, says) in [
        (&old[..], "请在 WPS/Word 中另存为 .docx 后再打开"),
        (&locked, "去掉打开密码"),
        (&bytes[..bytes.len() / 2], "已损坏"),
        (&rewritten(&bytes, |xml| xml[..xml.len() / 2].to_owned()), "已损坏"),
        (&rewritten(&bytes, |_| "<!DOCTYPE x><x/>".to_owned()), "DOCTYPE"),
        (&rewritten(&bytes, |_| "<x>".repeat(1_000)), "套了超过"),
    ] {
        let console = Console::new();
        let path = console.write("来稿.docx", file);
        let answer = console.run(&["import-issue", path.to_str().unwrap()]);
        assert_eq!(answer.code, 2, "{says}: {}", answer.err);
        assert!(answer.err.contains(says) && answer.err.contains("来稿.docx"), "{}", answer.err);
        assert!(!console.path("b.yuebao").exists());
    }
}

/// Numbers that look random and are the same in every run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

#[test]
fn mutated_files_are_read_or_refused() {
    let (_, bytes) = exported();
    let mut random = Seeded(20_250_416);
    let limits = Limits { unpacked: 4 << 20, ..Limits::default() };
    let mut read = 0;
    for round in 0..300 {
        let mutant = if round % 2 == 0 {
            let mut mutant = bytes.clone();
            for _ in 0..=random.below(8) {
                let at = random.below(mutant.len());
                mutant[at] = u8::try_from(random.below(256)).unwrap();
            }
            mutant
        } else {
            // Pieces of the text's own tags, moved, doubled and lost.
            let (cut, length, to) = (random.below(90_000), random.below(400), random.below(90_000));
            rewritten(&bytes, |xml| {
                let chars: Vec<char> = xml.chars().collect();
                let (cut, to) = (cut % chars.len(), to % chars.len());
                let piece: String = chars.iter().skip(cut).take(length).collect();
                let head: String = chars[..to].iter().collect();
                let tail: String = chars[to..].iter().collect();
                format!("{head}{piece}{tail}")
            })
        };
        if let Ok(docx) = read_docx(&mutant, &limits) {
            read += usize::from(!docx.text().is_empty());
        }
    }
    assert!(read > 0, "some mutants are still read");
}
