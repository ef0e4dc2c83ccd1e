//! From the sample's newest issue to a published one and its corrections, by the console alone.

use serde_json::Value;

use super::support::Console;

const ISSUE: &str = "2025-04";

fn sample() -> Console {
    let console = Console::new();
    console.done(&["demo"]);
    console
}

/// The sample with its newest issue signed and published.
fn published() -> Console {
    let console = sample();
    sign_and_publish(&console, ISSUE);
    console
}

fn sign_and_publish(console: &Console, issue: &str) {
    console.done(&["sign", "--issue", issue, "--signer", "王主任"]);
    let reason = "动态里的数字由各部门提供";
    console.done(&["publish", "--issue", issue, "--exception", reason, "--signer", "王主任"]);
}

fn indicator(console: &Console) -> String {
    let figures = console.json(&["figures", "--month", ISSUE]);
    figures[0]["name"].as_str().unwrap().to_owned()
}

fn status(console: &Console, month: &str) -> String {
    let issues = console.json(&["issues"]);
    let issue = issues.as_array().unwrap().iter().find(|issue| issue["month"] == month).unwrap();
    issue["status"].as_str().unwrap().to_owned()
}

#[test]
fn an_issue_is_signed_part_by_part_and_published_once() {
    let console = sample();
    let list = console.run(&["sign", "--issue", ISSUE, "--list"]);
    assert_eq!(list.code, 1);
    assert!(list.out.contains("报头、报尾　未签"), "{}", list.out);
    let refused = console.run(&["publish", "--issue", ISSUE]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("还不能发布") && refused.err.contains("未签"), "{}", refused.err);

    console.run(&["sign", "--issue", ISSUE, "--section", "1", "--signer", "王主任"]);
    let one = console.run(&["sign", "--issue", ISSUE, "--list"]);
    assert!(one.out.contains("总体运行情况　已签　王主任"), "{}", one.out);
    let nobody = console.run(&["sign", "--issue", ISSUE]);
    assert_eq!(nobody.code, 2, "the console is nobody: {}", nobody.err);
    let unknown = console.run(&["sign", "--issue", ISSUE, "--section", "没有", "--signer", "王"]);
    assert!(unknown.err.contains("没有栏目“没有”"), "{}", unknown.err);

    sign_and_publish(&console, ISSUE);
    assert_eq!(status(&console, ISSUE), "published");
    let again = console.run(&["publish", "--issue", ISSUE]);
    assert_eq!((again.code, again.err.contains("已发布")), (2, true), "{}", again.err);
    let undone = console.run(&["undo"]);
    assert_eq!(undone.code, 2);
    assert!(undone.err.contains("不能撤销") && undone.err.contains("修订本期"), "{}", undone.err);
    let list = console.json(&["publications"]);
    assert_eq!(list["publications"][0]["version"], 1);
    assert_eq!(list["faults"], Value::Array(Vec::new()));
    let backups = console.done(&["backup", "--list"]);
    assert!(backups.contains("发布时"), "{backups}");
}

#[test]
fn a_figure_set_after_publishing_asks_what_the_change_means() {
    let console = published();
    let name = indicator(&console);
    let set = console.run(&["set", &name, ISSUE, "1.23万"]);
    assert_eq!(set.code, 1);
    assert!(set.err.contains("刊出：") && set.err.contains("现为："), "{}", set.err);
    assert!(set.err.contains("第28期") || set.err.contains("期（2025年4月）"), "{}", set.err);
    let check = console.run(&["check", "--issue", ISSUE]);
    assert!(check.out.contains("请定为修订或更正"), "{}", check.out);

    let next = console.done(&["new-issue", "--month", "2025-05"]);
    assert!(next.contains("还没有定是修订还是更正"), "{next}");
    let waiting = console.run(&["publish", "--issue", "2025-05", "--dry-run"]);
    assert!(waiting.out.contains("更正待处理"), "{}", waiting.out);

    let why = ["--decide", "更正", "--why", "录入时看错一位"];
    let decided = console.done(&[&["corrections", &name, ISSUE][..], &why[..]].concat());
    assert!(decided.contains("特此更正。"), "{decided}");
    let to = console.path("may.txt");
    console.run(&["export", "--issue", "2025-05", "--to", to.to_str().unwrap()]);
    let text = console.read("may.txt");
    assert!(text.contains("更正\n《政务窗口月报》"), "{text}");
    assert!(console.done(&["corrections"]).contains("没有待处理"));
    let of_issue = console.done(&["publications", "--issue", ISSUE]);
    assert!(of_issue.contains("更正 ") && of_issue.contains("录入时看错一位"), "{of_issue}");
}

#[test]
fn a_figure_is_set_and_decided_in_one_line() {
    let console = published();
    let name = indicator(&console);
    let set = ["set", &name, ISSUE, "1.23万", "--correction", "修订", "--why", "年报核定"];
    let done = console.done(&set);
    assert!(done.contains("两个数") || done.contains("都留着"), "{done}");
    assert!(console.done(&["corrections"]).contains("没有待处理"));
}

#[test]
fn imported_figures_are_held_against_what_was_published() {
    let console = published();
    let name = indicator(&console);
    let table = console.write("late.csv", format!("指标,2025年4月\n{name},1.23万\n"));
    let import = console.run(&["import-figures", table.to_str().unwrap()]);
    assert!(import.err.contains("刊出过") && import.err.contains("corrections"), "{}", import.err);
}

#[test]
fn exports_of_a_published_issue_never_change_and_are_recorded() {
    let console = published();
    let to = |name: &str| console.path(name).to_str().unwrap().to_owned();
    console.done(&["export", "--issue", ISSUE, "--to", &to("a.docx")]);
    let name = indicator(&console);
    console.run(&["set", &name, ISSUE, "1.23万"]);
    console.done(&["export", "--issue", ISSUE, "--to", &to("b.docx")]);
    let read = |name: &str| std::fs::read(console.path(name)).unwrap();
    assert_eq!(read("a.docx"), read("b.docx"));
    let verified = console.run(&["verify", "--issue", ISSUE, &to("b.docx")]);
    assert_eq!(verified.code, 0, "{}", verified.out);
    let of_issue = console.done(&["publications", "--issue", ISSUE]);
    assert!(of_issue.contains("b.docx") && of_issue.contains("第 1 份发布"), "{of_issue}");
}

#[test]
fn a_revision_is_published_as_a_second_version() {
    let console = published();
    let name = indicator(&console);
    console.run(&["set", &name, ISSUE, "1.23万"]);
    console.done(&["revise", "--issue", ISSUE]);
    assert_eq!(console.run(&["revise", "--issue", ISSUE]).code, 2, "it is open already");
    console.run(&["sign", "--issue", ISSUE, "--signer", "王主任"]);
    let silent = ["publish", "--issue", ISSUE, "--exception", "同前", "--signer", "王主任"];
    let refused = console.run(&silent);
    assert!(refused.err.contains("理由"), "{}", refused.err);
    let done = console.done(&[&silent[..], &["--why", "数据有误"][..]].concat());
    assert!(done.contains("第2版"), "{done}");
    let list = console.json(&["publications"]);
    assert_eq!(list["publications"][1]["previous"], list["publications"][0]["hash"]);
    assert!(console.done(&["corrections"]).contains("没有待处理"), "the second version says it");
}

#[test]
fn one_byte_changed_in_the_file_is_named() {
    let console = published();
    let raw = rusqlite::Connection::open(console.path("b.yuebao")).unwrap();
    raw.execute_batch(
        "DROP TRIGGER publication_keep_update;
         UPDATE publication SET text = replace(text, '月', '日') WHERE seq = 1;",
    )
    .unwrap();
    drop(raw);
    let list = console.run(&["publications"]);
    assert_eq!(list.code, 1);
    assert!(list.err.contains("被改动过") && list.err.contains("正文"), "{}", list.err);
    let doctor = console.run(&["doctor"]);
    assert_eq!(doctor.code, 3);
    assert!(doctor.err.contains("被改动过"), "{}", doctor.err);
}
