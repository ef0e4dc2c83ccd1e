//! The issue as PDF from the console, over both built-in series and a real issue: the same bytes
//! twice, subsets of fonts inside, and nothing substituted in silence.

use crate::support::{Console, shared};

fn pdf(console: &Console, name: &str) -> Vec<u8> {
    let to = console.path(name);
    let done = console.json(&["export", "--issue", "2025-04", "--to", to.to_str().unwrap()]);
    assert!(done["remarks"].is_array(), "{done}");
    std::fs::read(&to).unwrap()
}

fn holds(bytes: &[u8], word: &str) -> usize {
    bytes.windows(word.len()).filter(|at| *at == word.as_bytes()).count()
}

fn assert_is_whole(bytes: &[u8], pages: std::ops::RangeInclusive<usize>) {
    assert!(bytes.starts_with(b"%PDF-1.") && bytes.ends_with(b"%%EOF"));
    let count = holds(bytes, "/Type/Page/");
    assert!(pages.contains(&count), "{count} pages");
    assert!(holds(bytes, "/ToUnicode") >= 4 && holds(bytes, "/Outlines") > 0);
    assert_eq!(holds(bytes, "/Author") + holds(bytes, "/CreationDate"), 0);
}

#[test]
fn both_series_print_and_print_alike_twice() {
    for bulletin in ["zhengwu", "pingyi"] {
        let console = Console::new();
        console.done(&["demo", "--bulletin", bulletin]);
        let first = pdf(&console, "a.pdf");
        assert_is_whole(&first, 3..=12);
        assert_eq!(first, pdf(&console, "b.pdf"), "{bulletin}");
    }
}

#[test]
fn a_real_issue_prints_on_seven_pages() {
    let Some(issue) = shared("issue-2025-04.txt") else { return };
    let console = Console::new();
    console.done(&["import-issue", issue.to_str().unwrap()]);
    assert_is_whole(&pdf(&console, "issue.pdf"), 7..=8);
}

#[test]
fn a_slot_without_its_figure_is_told_and_still_printed() {
    let console = Console::new();
    console.done(&["demo"]);
    console.done(&["new-issue", "--month", "2025-05"]);
    let to = console.path("leer.pdf");
    let answer = console.run(&["export", "--issue", "2025-05", "--to", to.to_str().unwrap()]);
    assert_eq!(answer.code, 0);
    assert!(answer.err.contains("待填"), "{}", answer.err);
    assert_is_whole(&std::fs::read(&to).unwrap(), 1..=5);
}
