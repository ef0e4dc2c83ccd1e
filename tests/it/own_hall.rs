//! A hall whose series nobody has defined: its first issue is read, its numbers become indicators
//! of its own, and the next month only asks for figures.

use serde_json::Value;

use super::support::Console;

const ISSUE: &[u8] = include_bytes!("../fixtures/own_hall.txt");

fn taught() -> Console {
    let console = Console::new();
    let file = console.write("first.txt", ISSUE);
    console.done(&["import-issue", file.to_str().unwrap()]);
    console
}

fn names(offers: &Value) -> Vec<&str> {
    offers.as_array().unwrap().iter().filter_map(|offer| offer["name"].as_str()).collect()
}

#[test]
fn the_first_issue_of_an_unknown_series_brings_its_own_definition() {
    let console = taught();
    let figures = console.json(&["figures", "--month", "2025-06"]);
    assert_eq!(figures.as_array().unwrap().len(), 0, "no other hall's indicators are asked for");
    let issues = console.json(&["issues"]);
    assert_eq!(issues[0]["title"], "云州市政务服务工作简报");
    assert_eq!(issues[0]["total_number"], 132);
}

#[test]
fn its_numbers_become_indicators_and_its_text_stays() {
    let console = taught();
    console.done(&[
        "export",
        "--issue",
        "2025-06",
        "--to",
        console.path("a.txt").to_str().unwrap(),
    ]);
    let before = console.read("a.txt");
    let offers = console.json(&["learn", "--issue", "2025-06", "--dry-run"]);
    let expected = [
        "受理各类政务服务事项",
        "办结",
        "即办件",
        "即办件占比",
        "日均受理量",
        "累计受理",
        "收到群众评价",
        "五星评价",
        "差评",
        "好评率",
        "受理群众诉求",
        "办结率",
    ];
    assert_eq!(names(&offers), expected);
    console.done(&["learn", "--issue", "2025-06"]);
    console.done(&[
        "export",
        "--issue",
        "2025-06",
        "--to",
        console.path("b.txt").to_str().unwrap(),
    ]);
    assert_eq!(console.read("b.txt"), before, "the same print, from figures now");
    let table = &offers.as_array().unwrap().last().unwrap()["table"];
    assert_eq!(table["new_indicators"].to_string(), r#"["受理","窗口办结","窗口办结率"]"#);
    assert_eq!(table["new_departments"].to_string(), r#"["市公安局","市人社局"]"#);
    let figures = console.json(&["figures", "--month", "2025-06"]);
    let value = |name: &str| {
        let found = figures.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
        (found["value"].as_str().unwrap().to_owned(), found["unit"].as_str().unwrap().to_owned())
    };
    assert_eq!(value("累计受理"), ("21.36".to_owned(), "万件".to_owned()));
    assert_eq!(value("好评率"), ("99.99".to_owned(), "%".to_owned()));
    let again = console.json(&["learn", "--issue", "2025-06"]);
    assert_eq!(names(&again).len(), 0);
    console.done(&["undo"]);
    let figures = console.json(&["figures", "--month", "2025-06"]);
    assert_eq!(figures.as_array().unwrap().len(), 0);
}

#[test]
fn next_month_repeats_no_number_of_this_one() {
    let console = taught();
    console.done(&["learn", "--issue", "2025-06"]);
    let made = console.done(&["new-issue", "--month", "2025-07"]);
    assert!(made.contains("表格（2 个部门：受理、窗口办结、窗口办结率）"), "{made}");
    console.done(&["set", "受理各类政务服务事项", "2025-07", "40,000"]);
    console.done(&["set", "办结", "2025-07", "39000"]);
    let file = console.path("c.txt");
    console.done(&["export", "--issue", "2025-07", "--to", file.to_str().unwrap()]);
    let text = console.read("c.txt");
    assert!(text.contains("市公安局\t〔市公安局受理〕"), "{text}");
    assert!(text.contains("表1 7月份各窗口办件情况（单位：件）"), "{text}");
    let first = "7月份，市政务服务大厅共受理各类政务服务事项40,000件，办结39,000件，\
                 环比分别增长4.1%、2.9%；";
    assert!(text.contains(first), "{text}");
    assert!(text.contains("今年1—7月累计受理〔累计受理〕万件，同比〔累计受理·同比〕。"), "{text}");
    for old in ["38,426", "9812", "5.2%", "11.4%", "0.02"] {
        assert!(!text.contains(old), "{old} is last month's: {text}");
    }
}

#[test]
fn a_table_learned_once_is_read_as_one_in_other_issues() {
    let console = taught();
    console.done(&["learn", "--issue", "2025-06"]);
    let text = String::from_utf8(ISSUE.to_vec()).unwrap();
    let text = text.replace("6月", "7月").replace("第6期", "第7期").replace("9812", "9900");
    let file = console.write("second.txt", text);
    let said = console.done(&["import-issue", file.to_str().unwrap()]);
    assert!(said.contains("读作数据表（2 个部门）"), "{said}");
    assert!(!said.contains("的表格（"), "{said}");
    let figures = console.done(&["figures", "--month", "2025-07", "--department", "市公安局"]);
    assert!(figures.contains("9900件") && figures.contains("窗口办结"), "{figures}");
}
