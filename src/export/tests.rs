//! Golden files of one invented issue, and the promise that all formats hold the same text.
//!
//! `YUEBAO_BLESS=1 cargo test` rewrites `tests/golden/` after a wanted change.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;

use super::docx::reader;
use super::*;
use crate::document::fixture::{Fixture, fixture, item, section};
use crate::document::{Document, plain_text};
use crate::model::{HouseStyle, Item, SectionKind};

fn golden(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("YUEBAO_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(actual, expected, "{name} changed; if wanted, run with YUEBAO_BLESS=1");
}

fn json_of(fixture: &Fixture) -> String {
    let month = fixture.issue.month;
    let figures = fixture.figures.iter().filter(|figure| figure.key.month == month);
    let rows = figure_rows(figures, &fixture.bulletin, &fixture.departments);
    json(&fixture.document(), &fixture.issue, rows).unwrap()
}

fn docx_of(document: &Document) -> Vec<u8> {
    docx(document, &HouseStyle::default()).unwrap()
}

#[test]
fn text_as_it_was() {
    golden("issue.txt", &plain_text(&fixture().document()));
}

#[test]
fn markdown_as_it_was() {
    golden("issue.md", &markdown(&fixture().document()));
}

#[test]
fn json_as_it_was() {
    golden("issue.json", &json_of(&fixture()));
}

#[test]
fn docx_as_it_was() {
    let bytes = docx_of(&fixture().document());
    for part in ["document", "styles"] {
        let xml = reader::part(&bytes, &format!("word/{part}.xml"));
        golden(&format!("issue.docx.{part}.xml"), &xml.replace("><w:p>", ">\n<w:p>"));
    }
}

#[test]
fn the_same_issue_gives_the_same_bytes() {
    let document = fixture().document();
    assert_eq!(docx_of(&document), docx_of(&document.clone()));
    assert_eq!(json_of(&fixture()), json_of(&fixture()));
}

#[test]
fn all_formats_hold_the_same_text() {
    let fixture = fixture();
    let document = fixture.document();
    let text = plain_text(&document);
    assert_eq!(text_of_markdown(&markdown(&document)), text);
    assert_eq!(reader::text(&docx_of(&document)), text);
    assert_eq!(text_of_json(&json_of(&fixture)), text);
}

/// Takes the marks off our own Markdown.
fn text_of_markdown(markdown: &str) -> String {
    let body = markdown.splitn(3, "---\n").nth(2).unwrap();
    let rule = |line: &&str| !line.is_empty() && !line.starts_with("---") && !is_table_rule(line);
    body.lines().filter(rule).map(|line| unmarked(line) + "\n").collect()
}

fn is_table_rule(line: &str) -> bool {
    line.starts_with('|') && line.chars().all(|c| "|-: ".contains(c))
}

fn unmarked(line: &str) -> String {
    let line = line.trim_start_matches("# ").trim_start_matches("## ");
    let cells = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |"));
    let line = cells.map_or_else(|| line.to_owned(), |row| row.replace(" | ", "\t"));
    let mut text = String::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let escape = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        text.push(if escape { chars.next().unwrap() } else { c });
    }
    text
}

/// Puts the plain text together from the parts of the JSON, leaving its own `text` aside.
fn text_of_json(json: &str) -> String {
    let json: Value = serde_json::from_str(json).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let head = &json["masthead"];
    let date: jiff::civil::Date = text(&head["issue_date"]).parse().unwrap();
    let total = head["total_number"].as_u64().map(|n| format!("（总第{n}期）"));
    let mut lines = vec![
        text(&head["title"]),
        format!("第{}期{}", head["number"], total.unwrap_or_default()),
        text(&head["issuer"]),
        crate::document::chinese_date(date),
    ];
    for section in list(&json["sections"]) {
        lines.push(format!("{}、{}", text(&section["label"]), text(&section["title"])));
        for item in list(&section["items"]) {
            let lead = item["lead"].as_str().map(|lead| format!("{lead}。")).unwrap_or_default();
            let opening = format!("{}{lead}", text(&item["label"]));
            let paragraphs = list(&item["paragraphs"]);
            let first = paragraphs.first().map(&text).unwrap_or_default();
            lines.push(format!("{opening}{first}"));
            lines.extend(paragraphs.iter().skip(1).map(&text));
        }
        let row = |row: &Value| list(row).iter().map(&text).collect::<Vec<_>>().join("\t");
        if section["table"].is_object() {
            lines.push(text(&section["table"]["caption"]));
            lines.push(row(&section["table"]["head"]));
            lines.extend(list(&section["table"]["rows"]).iter().map(row));
        }
    }
    // The list gives names only; the marks between them are the plain text's.
    let whole = text(&json["text"]);
    lines.extend(whole.lines().filter(|l| l.chars().nth(1) == Some('：')).map(str::to_owned));
    lines.join("\n") + "\n"
}

fn one_item(item: Item) -> Document {
    let mut fixture = fixture();
    fixture.issue.sections = vec![section("s", SectionKind::Work, "栏目", vec![item])];
    fixture.document()
}

#[test]
fn marks_at_the_start_of_a_line_stay_text() {
    for text in ["# 一", "1. 一", "2025. 年", "- 一", "+ 一", "=== ", "12) 二", "一 #", "*甲*_乙_"]
    {
        let mut document = one_item(item(&[text]));
        document.blocks.retain(|block| !matches!(block, crate::document::Block::Heading { .. }));
        assert_eq!(text_of_markdown(&markdown(&document)), plain_text(&document), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_comes_back_from_docx(text in any::<String>(), lead in any::<String>()) {
        let lead = Some(lead);
        let document = one_item(Item { lead, ..item(&[text.replace(['{', '}'], "").as_str()]) });
        prop_assert_eq!(reader::text(&docx_of(&document)), plain_text(&document));
    }
}
