//! Any text can be offered as an issue in markdown, with front matter, headings, tables, escapes:
//! it is read or refused, and what was taken in can be printed as markdown and read again, its
//! numbers and tables learned and printed once more.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yuebao::export::markdown;
use yuebao::import::{Known, read_issue, read_outside};
use yuebao::model::Bulletin;
use yuebao::ops::{Book, Env, built_in};

static BULLETIN: LazyLock<Bulletin> = LazyLock::new(|| {
    built_in::bulletin(built_in::DEFAULT).expect("the built-in definition is read by its own tests")
});

/// The start of an issue, so that short inputs reach what comes after it.
const HEAD: &[u8] =
    "---\nmonth: 2025-04\n---\n\n# 政务窗口月报\n\n## 一、2025年4月总体运行情况\n\n".as_bytes();

fuzz_target!(|bytes: &[u8]| {
    for text in [bytes.to_vec(), [HEAD, bytes].concat()] {
        let Ok(outside) = read_outside(&text) else { continue };
        let read = read_issue(&outside.text, &BULLETIN, &Known::default());
        // A book takes a thousand times as long as the reading; one input in sixteen sees it.
        if read.is_ok() && bytes.len().is_multiple_of(16) {
            there_and_back(&text);
        }
    }
});

fn there_and_back(text: &[u8]) {
    let memory = std::path::PathBuf::from("/dev/shm");
    let place = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let file = place.join(format!("yuebao-fuzz-{}.md", std::process::id()));
    std::fs::write(&file, text).expect("the input as a file");
    let mut book = Book::in_memory(&BULLETIN, Env::system("fuzz")).expect("a book in memory");
    let Ok(report) = book.import_issue_file(&file, None) else { return };
    let issue = book.issue(&report.issue).expect("the issue just taken in");
    let document = book.document(&issue).expect("what was taken in can be printed");
    drop(read_issue(&markdown(&document), &BULLETIN, &Known::default()));
    let numbers = book.new_indicators(&issue).expect("numbers of an issue in the book");
    let tables = book.new_tables(&issue, &numbers).expect("tables of an issue in the book").tables;
    if book.learn_indicators(&issue.id, &numbers, &tables).is_ok() {
        let learned = book.issue(&issue.id).expect("the issue is still there");
        drop(book.document(&learned).expect("what was learned can be printed"));
    }
}
