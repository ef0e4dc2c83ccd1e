//! The picture shows what the page says, where it says it.

use super::{Painter, Picture};
use crate::document::{Block, Run};
use crate::export::fonts::{FontSet, FontSources};
use crate::layout::fixture::{anchor, document, paragraph};
use crate::layout::{MM, paginate};
use crate::model::HouseStyle;

fn drawn(blocks: Vec<Block>, scale: f32) -> Picture {
    let fonts = FontSet::load(&FontSources::default());
    let pages = paginate(&document(blocks), &HouseStyle::default(), &fonts);
    Painter::default().page(&pages.pages[0], &fonts, scale)
}

/// Rows in millimetres that hold a pixel of this kind.
fn rows(picture: &Picture, scale: f32, wanted: impl Fn(&[u8]) -> bool) -> Vec<f32> {
    let rows = picture.rgba.chunks_exact(picture.width * 4).enumerate();
    let hit = rows.filter(|(_, row)| row.chunks_exact(4).any(&wanted));
    hit.map(|(y, _)| y as f32 / scale / MM).collect()
}

#[test]
fn ink_stands_where_the_standard_wants_it() {
    let scale = 4.0;
    let picture = drawn(vec![paragraph(&"政务".repeat(28 * 11))], scale);
    let dark = rows(&picture, scale, |pixel| pixel[0] < 128);
    let (first, last) = (dark[0], *dark.last().unwrap());
    assert!((37.0..38.0).contains(&first), "{first}");
    assert!((268.0..272.0).contains(&last), "the page number is the last: {last}");
}

#[test]
fn the_name_is_red_and_what_is_empty_is_shaded() {
    let empty = Block::Paragraph { runs: vec![Run::empty("受理量")], anchor: anchor(0) };
    let picture = drawn(vec![Block::Masthead, empty], 2.0);
    let red = rows(&picture, 2.0, |pixel| pixel[0] > 200 && pixel[1] < 60 && pixel[2] < 60);
    assert!((red[0] - 57.0).abs() < 0.6, "{}", red[0]);
    assert!(!rows(&picture, 2.0, |pixel| pixel[..3] == [0xFF, 0xF2, 0x99]).is_empty());
}

#[test]
fn a_page_is_drawn_alike_twice_and_at_any_size() {
    let text = || vec![Block::Masthead, paragraph("“一件事”——喆😀")];
    assert_eq!(drawn(text(), 1.3), drawn(text(), 1.3));
    for scale in [0.01, 0.2, 3.7] {
        let picture = drawn(text(), scale);
        assert_eq!(picture.rgba.len(), picture.width * picture.height * 4);
    }
}
