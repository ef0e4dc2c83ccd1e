//! The page number `— 1 —`: odd pages at the right, even pages at the left. Knows no document.

use crate::layout::geometry::{Face, SIZE_4};

use super::runs::{Look, push_properties};
use super::xml::HEAD;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Odd,
    Even,
}

/// The number is a field of five runs: shorter forms print the word PAGE in WPS.
pub fn footer_part(side: Side) -> String {
    let style = match side {
        Side::Odd => "FooterOdd",
        Side::Even => "FooterEven",
    };
    let mut properties = String::new();
    push_properties(&mut properties, Look { size: SIZE_4, ..Look::new(Face::Song, false) }, false);
    let run = |content: &str| format!("<w:r>{properties}{content}</w:r>");
    let field = |kind: &str| run(&format!(r#"<w:fldChar w:fldCharType="{kind}"/>"#));
    let runs = [
        run(r#"<w:t xml:space="preserve">— </w:t>"#),
        field("begin"),
        run(r#"<w:instrText xml:space="preserve"> PAGE </w:instrText>"#),
        field("separate"),
        run("<w:t>1</w:t>"),
        field("end"),
        run(r#"<w:t xml:space="preserve"> —</w:t>"#),
    ];
    format!(
        r#"{HEAD}<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p></w:ftr>"#,
        runs.concat()
    )
}
