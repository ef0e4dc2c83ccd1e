//! What every docx must be: well-formed parts, no theme, no names, geometry as specified.

use super::reader;
use crate::document::fixture::fixture;
use crate::model::HouseStyle;

const PARTS: [&str; 10] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footer2.xml",
    "docProps/core.xml",
];

fn bytes() -> Vec<u8> {
    super::docx(&fixture().document(), &HouseStyle::default()).unwrap()
}

#[test]
fn every_part_is_there_and_well_formed() {
    let bytes = bytes();
    assert_eq!(reader::names(&bytes), PARTS);
    for part in PARTS {
        reader::assert_well_formed(&reader::part(&bytes, part), part);
    }
}

#[test]
fn nothing_is_taken_from_a_theme_and_nobody_is_named() {
    let bytes = bytes();
    for part in PARTS {
        let xml = reader::part(&bytes, part);
        for absent in [
            "Theme=",
            "<w:b/>",
            "lastModifiedBy",
            "updateFields",
            "w:rsid",
            "<w:ins ",
            "http://localhost",
        ] {
            assert!(!xml.contains(absent), "{absent} in {part}");
        }
    }
    let core = reader::part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:creator>青溪市政务服务管理和公共资源交易服务中心</dc:creator>"));
    assert!(core.contains(">2026-04-10T00:00:00Z<"));
}

#[test]
fn every_run_names_its_four_fonts_and_its_language() {
    let xml = reader::part(&bytes(), "word/document.xml");
    let runs = xml.matches("<w:r><w:rPr>").count();
    assert!(runs > 40);
    assert_eq!(xml.matches("w:eastAsia=\"zh-CN\"").count(), runs);
    for attribute in ["w:ascii=", "w:hAnsi=", "w:cs="] {
        assert_eq!(xml.matches(attribute).count(), runs, "{attribute}");
    }
}

#[test]
fn what_is_missing_is_marked_yellow() {
    let document = fixture().document();
    let xml = reader::part(&bytes(), "word/document.xml");
    assert_eq!(xml.matches("w:highlight").count(), document.empty.len());
}

#[test]
fn digits_follow_the_house() {
    let document = fixture().document();
    let style = HouseStyle { latin_digits: false, ..HouseStyle::default() };
    let bytes = super::docx(&document, &style).unwrap();
    assert!(!reader::part(&bytes, "word/document.xml").contains("Times New Roman"));
    assert!(!reader::part(&bytes, "word/styles.xml").contains("Times New Roman"));
}

#[test]
fn a_masthead_of_any_length_stays_within_bounds() {
    for length in [0, 1, 6, 12, 19, 40] {
        let mut fixture = fixture();
        fixture.issue.title = "月".repeat(length);
        fixture.issue.issuer = "心".repeat(length * 2);
        let bytes = super::docx(&fixture.document(), &HouseStyle::default()).unwrap();
        reader::assert_well_formed(&reader::part(&bytes, "word/document.xml"), "document");
    }
}

#[test]
fn a_list_too_long_to_float_is_set_in_line() {
    let mut fixture = fixture();
    if let Some(recipient) = fixture.issue.distribution.first_mut() {
        recipient.name = "市级有关部门".repeat(120);
    }
    let document = fixture.document();
    let bytes = super::docx(&document, &HouseStyle::default()).unwrap();
    assert!(!reader::part(&bytes, "word/document.xml").contains("wps:txbx"));
    assert_eq!(reader::text(&bytes), crate::document::plain_text(&document));
}
