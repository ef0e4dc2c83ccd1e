//! The main job on real input: a past issue read, printed in every format, and followed by the
//! next month's.

use std::path::Path;

use serde_json::Value;

use crate::support::{Console, shared};

/// The declared normalisation: what house style may change between the source text, which was
/// extracted from a PDF, and our print. Bold marks go; brackets and marks become full width;
/// spaces and line breaks go, as sentences broken by a page turn are joined.
fn normalised(text: &str) -> String {
    let widen = |c| match c {
        '(' => '（',
        ')' => '）',
        ',' => '，',
        ':' => '：',
        ';' => '；',
        other => other,
    };
    text.replace("**", "").chars().filter(|c| !c.is_whitespace()).map(widen).collect()
}

/// The text of a Markdown export: front matter, heading marks and escapes taken off.
fn of_markdown(text: &str) -> String {
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap().1;
    let lines = body.lines().filter(|line| *line != "---");
    lines.map(|line| line.trim_start_matches('#').trim()).collect::<String>().replace('\\', "")
}

/// The text of a docx's main part, without the second rendering of the text box for old readers.
fn of_docx(path: &Path) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut kept = String::new();
    let mut rest = xml.as_str();
    while let Some((before, after)) = rest.split_once("<mc:Fallback>") {
        kept.push_str(before);
        rest = after.split_once("</mc:Fallback>").unwrap().1;
    }
    kept.push_str(rest);
    let mut text = String::new();
    for piece in kept.split("<w:t").skip(1) {
        let piece = piece.strip_prefix(" xml:space=\"preserve\"").unwrap_or(piece);
        let Some(piece) = piece.strip_prefix('>') else { continue };
        text.push_str(piece.split_once("</w:t>").unwrap().0);
    }
    text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
}

fn imported() -> Option<(Console, String, Value)> {
    let source = shared("issue-2025-04.txt")?;
    let truth = std::fs::read_to_string(shared("issue-2025-04.truth.json")?).unwrap();
    let console = Console::new();
    let report = console.json(&["import-issue", source.to_str().unwrap()]);
    assert_eq!(report["month"], "2025-04");
    assert_eq!(report["unplaced"], Value::Array(Vec::new()));
    let source = std::fs::read_to_string(source).unwrap();
    Some((console, source, serde_json::from_str(&truth).unwrap()))
}

fn export(console: &Console, month: &str, name: &str) {
    let to = console.path(name);
    console.done(&["export", "--issue", month, "--to", to.to_str().unwrap()]);
}

fn exported_with_truth() -> Option<(Value, Value)> {
    let (console, _, truth) = imported()?;
    export(&console, "2025-04", "x.json");
    Some((serde_json::from_str(&console.read("x.json")).unwrap(), truth))
}

fn texts(values: &Value) -> Vec<Option<&str>> {
    values.as_array().unwrap().iter().map(Value::as_str).collect()
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn masthead_and_sections_are_as_the_truth_says() {
    let Some((issue, truth)) = exported_with_truth() else { return };
    let (head, want) = (&issue["masthead"], &truth["masthead"]);
    for field in ["title", "number", "issuer", "issue_date"] {
        assert_eq!(head[field], want[field], "{field}");
    }
    assert_eq!(head["month"], want["period"]);
    let sections = issue["sections"].as_array().unwrap();
    let wanted = truth["sections"].as_array().unwrap();
    assert_eq!(sections.len(), wanted.len());
    for (section, want) in sections.iter().zip(wanted) {
        assert_eq!(section["title"], want["title"]);
        assert_eq!(section["label"], want["label"]);
        section_is(section["items"].as_array().unwrap(), want);
    }
}

fn section_is(items: &[Value], want: &Value) {
    if want["items"].is_u64() {
        assert_eq!(items.len(), count(&want["items"]), "{}", want["title"]);
    }
    let field = |name: &str| items.iter().map(|item| item[name].as_str()).collect::<Vec<_>>();
    if want["dates"].is_array() {
        assert_eq!(field("date"), texts(&want["dates"]));
    }
    if want["leads"].is_array() {
        assert_eq!(field("lead"), texts(&want["leads"]));
    }
    if let Some(counts) = want["paragraphs_per_item"].as_array() {
        let paragraphs = |item: &Value| item["paragraphs"].as_array().unwrap().len();
        let found: Vec<_> = items.iter().map(paragraphs).collect();
        assert_eq!(found, counts.iter().map(count).collect::<Vec<_>>());
    }
}

#[test]
fn all_24_figures_are_as_the_truth_says() {
    let Some((issue, truth)) = exported_with_truth() else { return };
    let figures = issue["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 24);
    for list in ["overview_figures", "work_figures"] {
        for want in truth[list].as_array().unwrap() {
            let found = figures.iter().find(|figure| figure["name"] == want["name"]);
            let found = found.unwrap_or_else(|| panic!("{} was not found", want["name"]));
            assert_eq!(found["value"], want["value"], "{}", want["name"]);
            assert_eq!(found["unit"], want["unit"], "{}", want["name"]);
        }
    }
}

#[test]
fn visits_lists_and_joined_sentences_are_as_the_truth_says() {
    let Some((issue, truth)) = exported_with_truth() else { return };
    let triple = |visit: &Value| {
        let part = |name: &str| visit[name].clone();
        Value::Array(vec![part("department"), part("posts"), part("person")])
    };
    let visits = issue["visits"].as_array().unwrap().iter().map(triple).collect();
    assert_eq!(Value::Array(visits), truth["visits"]);
    for level in ["报", "发"] {
        assert_eq!(issue["distribution"][level], truth["distribution"][level]);
    }
    let text = normalised(issue["text"].as_str().unwrap());
    for sentence in truth["broken_sentences_joined"].as_array().unwrap() {
        let sentence = normalised(sentence.as_str().unwrap());
        assert!(text.contains(&sentence), "{sentence} is not joined");
    }
}

#[test]
fn every_format_gives_the_source_text_back() {
    let Some((console, source, _)) = imported() else { return };
    for name in ["x.txt", "x.md", "x.json", "x.docx", "again.docx"] {
        export(&console, "2025-04", name);
    }
    let want = normalised(&source);
    assert_eq!(normalised(&console.read("x.txt")), want);
    assert_eq!(normalised(&of_markdown(&console.read("x.md"))), want);
    let json: Value = serde_json::from_str(&console.read("x.json")).unwrap();
    assert_eq!(normalised(json["text"].as_str().unwrap()), want);
    assert_eq!(normalised(&of_docx(&console.path("x.docx"))), want);
    let bytes = |name| std::fs::read(console.path(name)).unwrap();
    assert!(bytes("x.docx") == bytes("again.docx"), "same input, other bytes");
}

#[test]
fn the_next_month_keeps_what_stands_and_shows_what_is_missing() {
    let Some((console, _, truth)) = imported() else { return };
    let report = console.json(&["new-issue", "--month", "2025-05"]);
    assert_eq!(report["number"], 5);
    export(&console, "2025-05", "may.txt");
    let may = console.read("may.txt");
    assert!(may.contains("第5期") && may.contains("一、2025年5月总体运行情况"), "{may}");
    for figure in truth["overview_figures"].as_array().unwrap() {
        let slot = format!("〔{}〕", figure["name"].as_str().unwrap());
        assert!(may.contains(&slot), "{slot} is not visible in {may}");
    }
    for gone in ["4月25日", "4月1日", "刘辉", "2025年4月", "2025年5月16日"] {
        assert!(!may.contains(gone), "{gone} was carried over");
    }
    let check = console.run(&["check", "--issue", "2025-05", "--json"]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains("slot-empty"), "{}", check.out);

    console.done(&["set", "全程网办受理", "2025-05", "59312"]);
    console.done(&["set", "全程网办办结", "2025-05", "5.9万"]);
    export(&console, "2025-05", "may.txt");
    let may = console.read("may.txt");
    assert!(may.contains("全程网办5.93万件") && may.contains("全程网办5.9万件"), "{may}");
}

#[test]
fn importing_twice_changes_nothing_and_undo_takes_all_of_it_back() {
    let Some((console, _, _)) = imported() else { return };
    let source = shared("issue-2025-04.txt").unwrap();
    let again = console.run(&["import-issue", source.to_str().unwrap()]);
    assert_eq!(again.code, 2, "{}", again.err);
    assert!(again.err.contains("2025年4月"), "{}", again.err);
    assert_eq!(console.json(&["issues"]).as_array().unwrap().len(), 1);
    console.done(&["undo"]);
    assert_eq!(console.json(&["issues"]).as_array().unwrap().len(), 0);
    console.done(&["redo"]);
    assert_eq!(console.json(&["issues"]).as_array().unwrap().len(), 1);
}
