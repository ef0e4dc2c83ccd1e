//! The file as far as its structure tells; `.ci/pages` looks at the rendered page.

use super::pdf;
use crate::document::{Block, Role, Run};
use crate::export::fonts::{FontSet, FontSources};
use crate::layout::fixture::{document, heading, paragraph};
use crate::layout::paginate;
use crate::model::HouseStyle;

fn made(blocks: Vec<Block>) -> Vec<u8> {
    let fonts = FontSet::load(&FontSources::default());
    let document = document(blocks);
    let pages = paginate(&document, &HouseStyle::default(), &fonts);
    pdf(&pages, &document.meta, &fonts).unwrap()
}

fn count(bytes: &[u8], word: &str) -> usize {
    bytes.windows(word.len()).filter(|at| *at == word.as_bytes()).count()
}

fn sample() -> Vec<Block> {
    let lead =
        vec![Run::new(Role::Label, "（一）"), Run::new(Role::Lead, "快办。"), Run::plain("喆。")];
    let led = Block::Paragraph { runs: lead, anchor: crate::layout::fixture::anchor(0) };
    vec![Block::Masthead, heading("总体情况"), led, paragraph(&"政务服务，".repeat(200))]
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    assert_eq!(made(sample()), made(sample()));
}

#[test]
fn fonts_are_embedded_with_their_text_and_nobody_is_named() {
    let bytes = made(sample());
    assert!(bytes.starts_with(b"%PDF-"));
    assert!(count(&bytes, "/FontFile2") >= 4 && count(&bytes, "/ToUnicode") >= 4);
    assert_eq!(count(&bytes, "/Type/Page/"), 3);
    assert!(count(&bytes, "/Outlines") > 0);
    for personal in ["/Author", "/Creator", "/CreationDate", "/ModDate"] {
        assert_eq!(count(&bytes, personal), 0, "{personal}");
    }
    assert!(bytes.len() < 400_000, "{} bytes: subsets, not fonts", bytes.len());
}

#[test]
fn an_issue_of_strange_characters_is_still_a_file() {
    let bytes = made(vec![paragraph("😀\u{200b}e\u{301}𫖯\u{fe0f} ẞ ∑ ﷽ \u{e000}"), paragraph("")]);
    assert!(bytes.starts_with(b"%PDF-"));
}
