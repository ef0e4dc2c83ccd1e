//! Finished and returned files held against the issue, and an issue against the one before it, as
//! the console does it.

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{Answer, Console, shared};

fn demo() -> Console {
    let console = Console::new();
    console.done(&["demo"]);
    console
}

fn export(console: &Console, month: &str, name: &str) -> PathBuf {
    let to = console.path(name);
    console.done(&["export", "--issue", month, "--to", to.to_str().unwrap()]);
    to
}

fn verify(console: &Console, month: &str, file: &Path) -> Answer {
    console.run(&["verify", "--issue", month, file.to_str().unwrap(), "--json"])
}

fn differences(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.code, 1, "{}{}", answer.out, answer.err);
    let shape: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(shape["same"], false);
    shape["differences"].as_array().unwrap().clone()
}

fn assert_same(console: &Console, month: &str) {
    for name in ["a.docx", "a.md", "a.txt"] {
        let file = export(console, month, name);
        let answer = verify(console, month, &file);
        assert_eq!(answer.code, 0, "{month} {name}: {}{}", answer.out, answer.err);
        let shape: Value = serde_json::from_str(&answer.out).unwrap();
        assert_eq!(shape["same"], true);
        assert_eq!(shape["style"], Value::Array(Vec::new()), "{month} {name}");
    }
}

#[test]
fn unchanged_exports_of_every_format_are_the_same() {
    for bulletin in ["zhengwu", "pingyi"] {
        let console = Console::new();
        console.done(&["demo", "--bulletin", bulletin]);
        for month in ["2025-04", "2025-03", "2024-01"] {
            assert_same(&console, month);
        }
    }
}

#[test]
fn the_real_issue_is_the_same_as_its_exports_and_as_its_own_text() {
    let Some(source) = shared("issue-2025-04.txt") else { return };
    let console = Console::new();
    console.done(&["import-issue", source.to_str().unwrap()]);
    assert_same(&console, "2025-04");
    // The text it was read from has broken lines, page numbers and other brackets.
    let answer = verify(&console, "2025-04", &source);
    assert_eq!(answer.code, 0, "{}", answer.out);
}

/// The Word file with some of its text rewritten.
fn rewritten(file: &Path, rewrite: impl Fn(String) -> String) {
    let bytes = std::fs::read(file).unwrap();
    let mut given = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..given.len() {
        let mut part = given.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let text = if name == "word/document.xml" { rewrite(text) } else { text };
        made.start_file(name, SimpleFileOptions::DEFAULT).unwrap();
        made.write_all(text.as_bytes()).unwrap();
    }
    std::fs::write(file, made.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn a_changed_figure_is_named_with_what_the_book_has() {
    let console = demo();
    let file = export(&console, "2025-04", "a.txt");
    console.done(&["set", "电话咨询", "2025-04", "1234"]);
    let told = differences(&verify(&console, "2025-04", &file));
    assert_eq!(told.len(), 1, "{told:?}");
    let one = &told[0];
    assert_eq!((&one["kind"], &one["indicator"]), (&"number".into(), &"电话咨询".into()));
    assert_eq!((&one["value"], &one["stored"]), (&"1234".into(), &"1234人（次）".into()));
    assert!(one["printed"].as_str().unwrap().ends_with("人（次）"));
    assert!(one["sentence"].as_str().unwrap().contains("1234"));
    let words = console.run(&["verify", "--issue", "2025-04", file.to_str().unwrap()]);
    assert!(words.out.contains("本期是“1234人（次）”（电话咨询，录入为 1234）"), "{}", words.out);
    // Nothing was taken over.
    assert_eq!(
        console
            .json(&["figures", "--month", "2025-04"])
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["name"] == "电话咨询")
            .unwrap()["value"],
        "1234"
    );
}

#[test]
fn tracked_changes_are_named_and_read_as_accepted() {
    let console = demo();
    let file = export(&console, "2025-04", "a.docx");
    let inserted =
        "<w:ins w:author=\"审核人\"><w:r><w:t>（已阅）</w:t></w:r></w:ins></w:p></w:body>";
    rewritten(&file, |xml| {
        let at = xml.rfind("<w:sectPr>").unwrap();
        let run = inserted.trim_end_matches("</w:body>");
        format!("{}<w:p>{run}{}", &xml[..at], &xml[at..])
    });
    let answer = verify(&console, "2025-04", &file);
    let told = differences(&answer);
    assert_eq!((&told[0]["kind"], &told[0]["printed"]), (&"added".into(), &"（已阅）".into()));
    let shape: Value = serde_json::from_str(&answer.out).unwrap();
    assert!(shape["notes"][0].as_str().unwrap().contains("1处插入（审核人）"), "{shape}");
}

#[test]
fn another_issue_and_other_files_are_refused_in_one_sentence() {
    let console = demo();
    let march = export(&console, "2025-03", "三月.docx");
    let other = Console::new();
    other.done(&["demo", "--bulletin", "pingyi"]);
    let other = export(&other, "2025-04", "评议.txt");
    let notice = console.write("通知.txt", "关于放假的通知\n各处室：\n五月一日至五日放假。\n");
    let old =
        console.write("旧.doc", [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 99]].concat());
    let long = console.write("长.txt", "大厅受理事项一万件。\n".repeat(350_000));
    for (file, says) in [
        (march, "（2025年3月），不是"),
        (other, "不是《"),
        (notice, "不像"),
        (old, "另存为 .docx"),
        (long, "远比这一期长"),
    ] {
        let answer = verify(&console, "2025-04", &file);
        assert_eq!(answer.code, 2, "{says}: {}{}", answer.out, answer.err);
        assert!(
            answer.err.contains(says) || says == "不像" && answer.err.contains("几乎没有相同"),
            "{}",
            answer.err
        );
        assert!(answer.err.lines().count() <= 2, "{}", answer.err);
    }
}

#[test]
fn an_issue_beside_the_one_before() {
    let console = demo();
    let sentences = console.json(&["diff", "--issue", "2025-04"]);
    let sentences = sentences.as_array().unwrap();
    let numbers: Vec<&Value> =
        sentences.iter().flat_map(|one| one["numbers"].as_array().unwrap()).collect();
    let moved = numbers.iter().find(|n| n["indicator"] == "全程网办受理").unwrap();
    assert!(moved["before"].is_string() && moved["change"].is_string(), "{moved}");
    assert!(sentences.iter().any(|one| one["state"] == "gone"));
    console.done(&["set", "全程网办受理", "2025-04", "61万"]);
    let told = console.done(&["diff", "--issue", "2025-04"]);
    assert!(told.contains("比预计偏高"), "{told}");
    let none = console.run(&["diff", "--issue", "2025-04", "--from", "2019-01"]);
    assert_eq!(none.code, 2, "{}", none.err);
    assert!(none.err.contains("2019年1月没有月报"), "{}", none.err);
}
