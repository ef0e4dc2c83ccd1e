//! The page number `— 1 —`: odd pages at the right and even pages at the left, centred, or none.
//! Knows no document.

use crate::layout::geometry::{Face, SIZE_4};
use crate::model::PageNumber;

use super::runs::{Look, Script, push_properties};
use super::styles::{FOOTER_CENTRE, FOOTER_EVEN, FOOTER_ODD};
use super::xml::HEAD;

const START: &str =
    r#"<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#;

/// The footers of odd and of even pages; none where the house prints no page number.
pub fn footer_parts(place: PageNumber) -> Option<[String; 2]> {
    let styles = match place {
        PageNumber::Outer => [FOOTER_ODD, FOOTER_EVEN],
        PageNumber::Centre => [FOOTER_CENTRE; 2],
        PageNumber::None => return None,
    };
    Some(styles.map(|style| part(style, &number())))
}

/// A footer with nothing in it, for pages that carry no number.
pub fn empty_part() -> String {
    part(FOOTER_ODD, "")
}

fn part(style: &str, content: &str) -> String {
    format!(
        r#"{HEAD}{START}<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p></w:ftr>"#
    )
}

/// The number is a field of five runs: shorter forms print the word PAGE in WPS.
fn number() -> String {
    let mut properties = String::new();
    let look = Look { size: SIZE_4, ..Look::new(Face::Song, false) };
    push_properties(&mut properties, look, Script::Chinese);
    let run = |content: &str| format!("<w:r>{properties}{content}</w:r>");
    let field = |kind: &str| run(&format!(r#"<w:fldChar w:fldCharType="{kind}"/>"#));
    [
        run(r#"<w:t xml:space="preserve">— </w:t>"#),
        field("begin"),
        run(r#"<w:instrText xml:space="preserve"> PAGE </w:instrText>"#),
        field("separate"),
        run("<w:t>1</w:t>"),
        field("end"),
        run(r#"<w:t xml:space="preserve"> —</w:t>"#),
    ]
    .concat()
}
