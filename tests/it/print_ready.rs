//! What goes out of the program: charts and tables within the issue in every format, Markdown that
//! is read back without a loss, the sum of what was written.

use std::path::Path;

use yuebao::document::{Block, plain_text};
use yuebao::model::{Month, SectionKind, Sum};
use yuebao::ops::{Book, Env, NewItem, built_in, demo_book};

use crate::support::Console;

fn month() -> Month {
    "2025-04".parse().unwrap()
}

fn demo(folder: &Path, bulletin: &str) -> Book {
    let definition = built_in::bulletin(bulletin).unwrap();
    let path = folder.join(format!("{bulletin}.yuebao"));
    demo_book::create(&path, &definition, month(), Env::system("测试".to_owned())).unwrap()
}

/// Exports the newest sample issue as Markdown, reads it into an empty book, exports it again.
fn again(bulletin: &str) {
    let console = Console::new();
    let read = |book: &str, args: &[&str]| {
        let file = console.path(book);
        let all = ["yuebao-cli", "--book", file.to_str().unwrap()];
        let args = all.iter().chain(args).map(std::ffi::OsString::from);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = yuebao::cli::run(args, &mut out, &mut err);
        assert_eq!(code, 0, "{}", String::from_utf8(err).unwrap());
        String::from_utf8(out).unwrap()
    };
    let (first, second) = (console.path("first.md"), console.path("second.md"));
    let (first, second) = (first.to_str().unwrap(), second.to_str().unwrap());
    read("a.yuebao", &["demo", "--bulletin", bulletin]);
    read("a.yuebao", &["export", "--issue", "2025-04", "--to", first]);
    read("b.yuebao", &["new", "--bulletin", bulletin]);
    read("b.yuebao", &["import-issue", first]);
    read("b.yuebao", &["export", "--issue", "2025-04", "--to", second]);
    let (one, two) = (std::fs::read_to_string(first).unwrap(), std::fs::read_to_string(second));
    assert_eq!(one, two.unwrap(), "{bulletin}");
    let json = |book: &str| -> serde_json::Value {
        let file = console.path("issue.json");
        read(book, &["export", "--issue", "2025-04", "--to", file.to_str().unwrap()]);
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
    };
    let (one, two) = (json("a.yuebao"), json("b.yuebao"));
    for part in ["visits", "masthead"] {
        assert_eq!(one[part], two[part], "{bulletin} {part}");
    }
    // A list printed with 、 alone may be cut finer than it was typed; its words are the same.
    for level in ["报", "送", "发"] {
        let words = |issue: &serde_json::Value| -> String {
            let names = issue["distribution"][level].as_array().cloned().unwrap_or_default();
            let names: Vec<&str> = names.iter().filter_map(serde_json::Value::as_str).collect();
            names.join("、")
        };
        assert_eq!(words(&one), words(&two), "{bulletin} {level}");
    }
    // What the issue prints of the hall comes back with the values it printed.
    let values = |issue: &serde_json::Value| -> Vec<(String, String)> {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let figures = issue["figures"].as_array().unwrap().iter();
        let hall = figures.filter(|figure| figure["department"].is_null());
        hall.map(|figure| (text(&figure["indicator"]), text(&figure["value"]))).collect()
    };
    let known = values(&one);
    for figure in values(&two).iter().filter(|(_, value)| !value.is_empty()) {
        assert!(known.contains(figure), "{bulletin} {figure:?}");
    }
}

#[test]
fn markdown_comes_back_as_it_was() {
    again("zhengwu");
}

#[test]
fn markdown_of_another_make_comes_back_with_its_table() {
    again("pingyi");
}

#[test]
fn an_item_holds_a_table_and_a_chart_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path(), "zhengwu");
    let issue = newest(&book);
    let section = issue.sections.iter().find(|s| s.kind == SectionKind::Prose).unwrap().id.clone();
    let lines = [
        "| {年月}主要数据 |",
        "| 指标 | 本月 | 环比 |",
        "| --- | ---: | ---: |",
        "| 办件 | {全程网办受理}万件 | {全程网办受理·环比} |",
        "{图：全程网办受理、窗口出件量，24个月，图1 办件走势}",
    ];
    let item = NewItem { paragraphs: lines.map(str::to_owned).to_vec(), ..NewItem::default() };
    book.add_item(&section, &item).unwrap();
    let issue = newest(&book);
    let document = book.document(&issue).unwrap();
    let table = document.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = table.unwrap();
    assert_eq!(table.caption[0].text, "2025年4月");
    assert_eq!(table.head.len(), 3);
    assert!(table.rows[0][1].text.ends_with("万件"));
    let chart = document.blocks.iter().find_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    let chart = chart.unwrap();
    assert_eq!(chart.chart.lines.len(), 2);
    assert_eq!(chart.chart.across.count(), 24);
    assert!(plain_text(&document).contains("图1 办件走势"));
    for format in ["docx", "pdf", "md", "txt", "json"] {
        let path = folder.path().join(format!("issue.{format}"));
        let report = book.export_issue(&issue, &path).unwrap();
        let written = std::fs::read(&path).unwrap();
        assert_eq!(report.sha256, Sum::of(&written), "{format}");
    }
    let markdown = std::fs::read_to_string(folder.path().join("issue.md")).unwrap();
    assert!(markdown.contains("| 办件 | "));
    let link = "政务窗口月报2025-04-图1.svg";
    assert!(markdown.contains(&format!("](<{link}>)")));
    assert!(folder.path().join(link).exists());
    book.undo().unwrap();
    let without = book.document(&newest(&book)).unwrap();
    assert!(!without.blocks.iter().any(|block| matches!(block, Block::Chart(_))));
}

#[test]
fn an_export_is_remembered_with_its_sum() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path(), "zhengwu");
    let issue = newest(&book);
    let report = book.export_issue(&issue, &folder.path().join("月报.docx")).unwrap();
    book.record_export(&issue.id, &report).unwrap();
    let records = book.exports(&issue.id).unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!((records[0].file.as_str(), &records[0].sha256), ("月报.docx", &report.sha256));
    // It is no step of the work: undo passes over it.
    book.undo().unwrap();
    assert_eq!(book.exports(&issue.id).unwrap(), records);
}

#[test]
fn a_section_is_copied_with_its_looks() {
    let folder = tempfile::tempdir().unwrap();
    let book = demo(folder.path(), "zhengwu");
    let issue = newest(&book);
    let whole = book.copied(&issue, None).unwrap();
    let part = book.copied(&issue, Some(&issue.sections[1].id)).unwrap();
    assert!(whole.text.contains(part.text.trim_end()));
    assert!(part.text.len() < whole.text.len());
    assert!(part.html.contains("<h2 ") && !part.html.contains("<h1 "));
}

/// The sample's newest issue.
fn newest(book: &Book) -> yuebao::model::Issue {
    let found = book.issues().unwrap().into_iter().find(|issue| issue.month == month()).unwrap();
    book.issue(&found.id).unwrap()
}
