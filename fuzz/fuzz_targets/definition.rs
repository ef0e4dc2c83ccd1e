//! Any text can be offered as a bulletin definition: it is refused with a reason, or it is sound: a
//! book can be made of it and its next issue printed, and it is the same after a stay in the book.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yuebao::import::{bulletin_from_toml, decode};
use yuebao::model::Month;
use yuebao::ops::{Book, Env};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = decode(bytes) else { return };
    let Ok(bulletin) = bulletin_from_toml(&text) else { return };
    let Ok(mut book) = Book::in_memory(&bulletin, Env::system("fuzz")) else { return };
    assert_eq!(book.bulletin(&bulletin.code).expect("the bulletin just stored"), bulletin);
    let month = Month::new(2025, 4).expect("a month");
    let Ok(report) = book.new_issue(&bulletin.code, month, Some(4)) else { return };
    drop(book.document(&report.issue).expect("an issue just made can be printed"));
});
