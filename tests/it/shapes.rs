//! The JSON of the console program: the documented fields are there, in the documented form.

use serde_json::Value;

use crate::support::Console;

fn sample() -> Console {
    let console = Console::new();
    console.done(&["demo"]);
    console
}

fn has(value: &Value, fields: &[&str]) {
    for field in fields {
        assert!(value.get(field).is_some(), "no {field} in {value}");
    }
}

fn is_month(value: &Value) -> bool {
    let text = value.as_str().unwrap();
    text.len() == 7 && text.as_bytes()[4] == b'-'
}

#[test]
fn issues_and_figures() {
    let console = sample();
    let issues = console.json(&["issues"]);
    let first = &issues[0];
    has(first, &["month", "year", "number", "title", "issuer", "issue_date", "status"]);
    assert!(is_month(&first["month"]) && first["year"].is_i64() && first["number"].is_u64());
    assert_eq!(first["issue_date"].as_str().unwrap().len(), 10);
    assert_eq!(issues[1]["status"], "published");

    let set = |typed: &str| console.json(&["set", "全程网办受理", "2025-04", typed]);
    let cases = [
        ("6.1万", "6.1", "entered"),
        (" ６.１万件 ", "6.1", "entered"),
        ("0", "0", "zero"),
        ("未报", "", "not_reported"),
        ("", "", "blank"),
    ];
    for (typed, value, state) in cases {
        let row = set(typed);
        has(&row, &["month", "indicator", "name", "unit", "department", "typed", "value", "state"]);
        assert_eq!(row["state"], state, "{typed}");
        assert_eq!(row["value"].as_str().unwrap_or_default(), value, "{typed}");
        assert_eq!((&row["unit"], &row["department"]), (&"万件".into(), &"全厅".into()));
    }
    let rows = console.json(&["figures", "--month", "2025-04"]);
    assert!(rows.as_array().unwrap().iter().all(|row| is_month(&row["month"])));
}

#[test]
fn findings() {
    let console = sample();
    console.done(&["set", "电话咨询", "2025-04", ""]);
    let answer = console.run(&["check", "--issue", "2025-04", "--json"]);
    assert_eq!(answer.code, 1);
    let findings: Value = serde_json::from_str(&answer.out).unwrap();
    let empty = findings.as_array().unwrap().iter().find(|f| f["rule"] == "slot-empty").unwrap();
    has(empty, &["level", "section", "paragraph", "start", "end", "text", "message"]);
    assert_eq!(empty["level"], "must");
    let (start, end) = (empty["start"].as_u64().unwrap(), empty["end"].as_u64().unwrap());
    let length = empty["text"].as_str().unwrap().chars().count();
    assert_eq!(usize::try_from(end - start).unwrap(), length, "characters of the paragraph");
}

#[test]
fn an_exported_issue() {
    let console = sample();
    let to = console.path("x.json");
    console.done(&["export", "--issue", "2025-04", "--to", to.to_str().unwrap()]);
    let issue: Value = serde_json::from_str(&console.read("x.json")).unwrap();
    has(&issue, &["masthead", "sections", "figures", "visits", "distribution", "text"]);
    has(&issue["masthead"], &["title", "number", "issuer", "issue_date", "month"]);
    has(&issue["sections"][0], &["label", "title", "kind", "items"]);
    has(&issue["visits"][0], &["department", "posts", "person"]);
    has(&issue["distribution"], &["报", "送", "发"]);
    let dated = issue["sections"].as_array().unwrap().iter().filter_map(|s| s["items"].as_array());
    let dated = dated.flatten().find_map(|item| item.get("date")).unwrap();
    assert_eq!(dated.as_str().unwrap().len(), 10, "ISO: {dated}");
    let to = console.path("x.txt");
    console.done(&["export", "--issue", "2025-04", "--to", to.to_str().unwrap()]);
    let (text, plain) = (issue["text"].as_str().unwrap(), console.read("x.txt"));
    assert_eq!(text.trim_end(), plain.trim_end());
}

#[test]
fn an_import_and_a_new_issue() {
    let console = sample();
    let to = console.path("x.txt");
    console.done(&["export", "--issue", "2025-04", "--to", to.to_str().unwrap()]);
    let other = Console::new();
    let report = other.json(&["import-issue", to.to_str().unwrap()]);
    has(&report, &["month", "placed", "unplaced", "joined", "notes"]);
    has(&report["placed"], &["figures", "items", "visits"]);
    assert!(is_month(&report["month"]));
    let new = other.json(&["new-issue", "--month", "2025-05"]);
    has(&new, &["month", "number", "empty_slots", "notes"]);
    assert_eq!((&new["month"], &new["number"]), (&"2025-05".into(), &5.into()));
    assert_eq!(other.json(&["undo"])["step"], "新建第5期（2025年5月）");
}
