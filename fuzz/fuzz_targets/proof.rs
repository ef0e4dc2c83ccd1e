//! Any text is proofread and its numerals are accounted for: places lie within the print, in order.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yuebao::check::{print_findings, proof, wording};
use yuebao::document::compose;
use yuebao::model::{Bulletin, Figures, Issue, Month};
use yuebao::ops::{Book, Env, built_in};

/// An empty issue of the built-in bulletin, made once.
static EMPTY: LazyLock<(Bulletin, Issue)> = LazyLock::new(|| {
    let bulletin = built_in::bulletin("zhengwu").expect("the bulletin is built in");
    let mut book = Book::in_memory(&bulletin, Env::system("fuzz")).expect("a book in memory");
    let month: Month = "2025-04".parse().expect("a month");
    book.new_issue(&bulletin.code, month, Some(4)).expect("a new issue");
    (bulletin, book.issue_of(month).expect("the issue just made"))
});

fuzz_target!(|text: &str| {
    let (bulletin, empty) = &*EMPTY;
    let mut issue = empty.clone();
    let Some(item) = issue.sections.iter_mut().flat_map(|section| &mut section.items).next() else {
        return;
    };
    item.paragraphs = text.split('\n').map(str::to_owned).collect();
    let figures = Figures::default();
    let document = compose(&issue, bulletin, &figures, &[]);
    for numeral in proof(&issue, bulletin, &figures, &document) {
        assert!(numeral.start < numeral.end, "{text:?}: {numeral:?}");
    }
    for remark in wording::proofread(&issue, &document) {
        assert!(remark.finding.start <= remark.finding.end, "{text:?}: {remark:?}");
    }
    drop(print_findings(&issue, bulletin, &document));
});
