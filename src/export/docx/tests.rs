//! What every docx must be: well-formed parts, no theme, no names, geometry as specified.

use super::reader;
use crate::document::fixture::{fixture, item, section};
use crate::document::{Block, Role};
use crate::layout::fixture::chart_of;
use crate::model::{
    DateLine, HouseStyle, Item, ItemNumbering, LabelFace, PageNumber, Preset, Section, SectionKind,
};

const PARTS: [&str; 11] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footer2.xml",
    "word/footer3.xml",
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

fn part_of(document: &crate::document::Document, house: &HouseStyle, part: &str) -> String {
    reader::part(&super::docx(document, house).unwrap(), part)
}

#[test]
fn the_page_follows_the_preset_and_the_pitch() {
    let document = fixture().document();
    let b = HouseStyle { preset: Preset::Electronic, ..HouseStyle::default() };
    let xml = part_of(&document, &b, "word/document.xml");
    assert!(xml.contains(r#"w:top="1960" w:right="1474" w:bottom="1847" w:left="1588""#));
    assert!(xml.contains(r#"w:linePitch="589""#));
    assert!(part_of(&document, &b, "word/styles.xml").contains(r#"w:line="589""#));
    // 30 pt give 21 lines: no grid of 22 is claimed.
    let wide = HouseStyle { line_twips: 600, ..HouseStyle::default() };
    assert!(!part_of(&document, &wide, "word/document.xml").contains("docGrid"));
    assert!(part_of(&document, &wide, "word/styles.xml").contains(r#"w:line="600""#));
}

#[test]
fn the_page_number_stands_where_the_house_wants_it() {
    let document = fixture().document();
    let set = |page_number| HouseStyle { page_number, ..HouseStyle::default() };
    let centred = part_of(&document, &set(PageNumber::Centre), "word/footer2.xml");
    assert!(centred.contains("FooterCentre") && centred.contains(" PAGE "));
    let none = super::docx(&document, &set(PageNumber::None)).unwrap();
    assert!(!reader::names(&none).iter().any(|name| name.contains("footer")));
    assert!(!reader::part(&none, "word/document.xml").contains("footerReference"));
}

#[test]
fn the_masthead_follows_the_house() {
    let document = fixture().document();
    let house = HouseStyle {
        gap_after_title: 0,
        gap_after_number: 0,
        gap_after_rule: 3,
        rule_eighths: 24,
        date_line: DateLine::Own,
        ..HouseStyle::default()
    };
    let xml = part_of(&document, &house, "word/document.xml");
    // Three blank lines, and the issuer's own line above the date.
    assert_eq!(xml.matches(r#"w:val="YbBlank""#).count(), 4);
    assert!(xml.contains("YbIssueDate"));
    let styles = part_of(&document, &house, "word/styles.xml");
    assert!(styles.contains(r#"w:sz="24" w:space="7" w:color="FF0000""#));
}

#[test]
fn titles_have_outline_levels_and_leads_the_look_of_titles() {
    let document = fixture().document();
    let xml = part_of(&document, &HouseStyle::default(), "word/document.xml");
    let headings = document.blocks.iter().filter(|b| matches!(b, Block::Heading { .. })).count();
    assert_eq!(xml.matches(r#"w:val="Heading1""#).count(), headings);
    let led = |block: &&Block| match block {
        Block::Paragraph { runs, .. } => runs.iter().any(|run| run.role == Role::Lead),
        _ => false,
    };
    let leads = document.blocks.iter().filter(led).count();
    assert!(leads > 0);
    assert_eq!(xml.matches(r#"w:pStyle w:val="YbLed"#).count(), leads);
    assert_eq!(xml.matches(r#"w:rStyle w:val="Heading"#).count(), leads);
    let styles = part_of(&document, &HouseStyle::default(), "word/styles.xml");
    for level in 0..3 {
        let outline = format!(r#"<w:outlineLvl w:val="{level}"/>"#);
        assert_eq!(styles.matches(&outline).count(), 1, "a heading's alone");
    }
}

#[test]
fn the_third_level_is_bold_and_the_label_a_lead_where_the_house_says_so() {
    let mut fixture = fixture();
    let numbered = |numbering, lead: Option<&str>| {
        let lead = lead.map(str::to_owned);
        let items = vec![Item { lead, ..item(&["全文。"]) }];
        Section { numbering, ..section("s", SectionKind::Work, "栏目", items) }
    };
    fixture.issue.sections = vec![
        numbered(ItemNumbering::Arabic, Some("总体评价")),
        numbered(ItemNumbering::Chinese, None),
    ];
    let document = fixture.document();
    let plain = part_of(&document, &HouseStyle::default(), "word/document.xml");
    assert!(!plain.contains("<w:b/>") && !plain.contains("楷体_GB2312"));
    let house =
        HouseStyle { bold_third_level: true, label_face: LabelFace::Lead, ..HouseStyle::default() };
    let xml = part_of(&document, &house, "word/document.xml");
    assert!(xml.contains("<w:b/>"));
    assert!(xml.contains("楷体_GB2312"));
}

#[test]
fn copies_stand_within_the_rules_and_the_block_may_have_an_even_page() {
    let mut fixture = fixture();
    fixture.bulletin.house_style.copies = 60;
    fixture.bulletin.house_style.even_page = true;
    let document = fixture.document();
    let bytes = super::docx(&document, &fixture.bulletin.house_style).unwrap();
    let xml = reader::part(&bytes, "word/document.xml");
    let (_, below) = xml.split_once("（共印").unwrap();
    assert!(below.contains(r#"w:sz="8""#), "a rule closes the block below");
    assert_eq!(xml.matches("<w:sectPr>").count(), 2);
    assert!(xml.contains(r#"<w:type w:val="evenPage"/>"#));
    assert_eq!(reader::text(&bytes), crate::document::plain_text(&document));
}

#[test]
fn a_rare_character_of_a_name_gets_a_face_that_has_it() {
    let mut fixture = fixture();
    fixture.issue.visits[0].person = "柳喆😀".into();
    let document = fixture.document();
    let bytes = super::docx(&document, &HouseStyle::default()).unwrap();
    let xml = reader::part(&bytes, "word/document.xml");
    assert!(xml.contains(r#"w:eastAsia="仿宋""#) && xml.contains("Segoe UI Emoji"));
    assert_eq!(reader::text(&bytes), crate::document::plain_text(&document));
}

#[test]
fn a_chart_is_words_own_with_its_values_in_a_workbook() {
    let mut document = fixture().document();
    document.blocks.insert(2, Block::Chart(chart_of(&[Some(6), None, Some(4)])));
    let bytes = super::docx(&document, &HouseStyle::default()).unwrap();
    let names = reader::names(&bytes);
    for name in ["word/charts/chart1.xml", "word/charts/_rels/chart1.xml.rels"] {
        reader::assert_well_formed(&reader::part(&bytes, name), name);
    }
    assert!(names.iter().any(|name| name == "word/embeddings/chart1.xlsx"));
    assert_eq!(bytes, super::docx(&document, &HouseStyle::default()).unwrap());
    assert_eq!(reader::text(&bytes), crate::document::plain_text(&document));
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

proptest::proptest! {
    /// Word repairs a file whose rows are not as wide as the grid.
    #[test]
    fn every_row_fills_the_grid_however_cells_are_merged(
        cells in proptest::collection::vec(proptest::collection::vec(0usize..5, 4), 2..12),
    ) {
        let cell = |kind: &usize| ["<", "^", "甲", "12", "乙"][*kind];
        let row = |cells: &Vec<usize>| {
            format!("| {} |", cells.iter().map(cell).collect::<Vec<_>>().join(" | "))
        };
        let rows: Vec<String> = cells.iter().map(row).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut fixture = fixture();
        fixture.issue.sections = vec![section("s", SectionKind::Prose, "栏目", vec![item(&rows)])];
        let xml = part_of(&fixture.document(), &HouseStyle::default(), "word/document.xml");
        for row in xml.split("<w:tr>").skip(1) {
            let row = row.split("</w:tr>").next().unwrap();
            let columns = row.split("<w:tc>").skip(1).map(|cell| {
                let span = cell.split_once(r#"<w:gridSpan w:val=""#);
                span.map_or(1, |(_, rest)| rest.split('"').next().unwrap().parse::<usize>().unwrap())
            });
            proptest::prop_assert_eq!(columns.sum::<usize>(), 4);
        }
    }
}

#[test]
fn merged_cells_are_merged_in_word() {
    let rows = ["| 窗口 | 受理 | < |", "| ^ | 本月 | 累计 |", "| 公安 | 12 | 340 |"];
    let mut fixture = fixture();
    fixture.issue.sections = vec![section("s", SectionKind::Prose, "栏目", vec![item(&rows)])];
    let xml = part_of(&fixture.document(), &HouseStyle::default(), "word/document.xml");
    let cells = |row: &str| row.matches("<w:tc>").count();
    let rows: Vec<&str> = xml.split("<w:tr>").skip(1).collect();
    assert_eq!(rows.iter().map(|row| cells(row)).collect::<Vec<_>>(), [2, 3, 3]);
    assert!(rows[0].contains(r#"<w:vMerge w:val="restart"/>"#) && rows[1].contains("<w:vMerge/>"));
    assert!(rows[0].contains(r#"<w:gridSpan w:val="2"/>"#) && !rows[2].contains("Merge"));
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 2, "both rows of the head are repeated");
}
