//! The console program over the sample: what it does, and what it says to bad input.

use crate::support::Console;

fn sample() -> Console {
    let console = Console::new();
    console.done(&["demo"]);
    console
}

#[test]
fn the_sample_has_two_years_and_exports_itself() {
    let console = Console::new();
    let folder = console.path("out");
    console.done(&["demo", "--export", folder.to_str().unwrap()]);
    assert_eq!(console.json(&["issues"]).as_array().unwrap().len(), 24);
    let mut kinds: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().extension().unwrap().to_str().unwrap().to_owned())
        .collect();
    kinds.sort();
    assert_eq!(kinds, ["docx", "md", "svg", "txt"]);
    let check = console.run(&["check", "--issue", "2025-04"]);
    assert!(
        !check.out.contains("必改"),
        "the newest sample issue is ready for print: {}",
        check.out
    );
}

#[test]
fn the_second_series_needs_data_alone() {
    let console = Console::new();
    console.done(&["demo", "--bulletin", "pingyi"]);
    let to = console.path("x.txt");
    console.done(&["export", "--issue", "2025-04", "--to", to.to_str().unwrap()]);
    let text = console.read("x.txt");
    assert!(text.contains("（总第") && text.contains("同比") && text.contains("环比"), "{text}");
    assert!(!text.contains('〔'), "{text}");
}

#[test]
fn bad_input_is_answered_in_words_and_changes_nothing() {
    let console = sample();
    let before = console.done(&["figures", "--month", "2025-04"]);
    let empty = console.write("empty.txt", "");
    let garbage = console.write("garbage.txt", [0u8, 159, 146, 150, 255, 254, 0, 1].repeat(64));
    let zip = console.write("old.docx", b"PK\x03\x04 nothing here");
    let huge = console.write("huge.txt", "政务".repeat(9_000_000));
    let missing = console.path("missing.txt");
    let folder = console.path("no/such/folder/x.docx");
    let strange = console.path("x.wps");
    let text = |path: &std::path::Path| path.to_str().unwrap().to_owned();
    let cases: &[(&[&str], u8, &str)] = &[
        (&["export", "--issue", "2031-01", "--to", &text(&console.path("x.md"))], 2, "2031年1月"),
        (&["export", "--issue", "2025-13", "--to", &text(&console.path("x.md"))], 2, "2025-13"),
        (&["export", "--issue", "2025-04", "--to", &text(&folder)], 3, "folder"),
        (&["export", "--issue", "2025-04", "--to", &text(&strange)], 2, "wps"),
        (&["set", "没有这个指标", "2025-04", "1"], 2, "没有这个指标"),
        (&["set", "全程网办受理", "2025-04", "6.1.2万"], 2, "6.1.2万"),
        (&["set", "全程网办受理", "2025-04", "6.1万元"], 2, "元"),
        (&["import-issue", &text(&empty)], 2, "empty.txt"),
        (&["import-issue", &text(&garbage)], 2, "garbage.txt"),
        (&["import-issue", &text(&zip)], 2, "old.docx"),
        (&["import-issue", &text(&huge)], 2, "huge.txt"),
        (&["import-issue", &text(&missing)], 2, "missing.txt"),
        (&["new-issue", "--month", "2025-04"], 2, "2025年4月"),
        (&["trend", "没有", "--to", &text(&console.path("t.svg"))], 2, "没有"),
        (&["fly"], 2, "fly"),
        (&["export", "--issue", "2025-04"], 2, "--to"),
        (&["demo"], 2, "b.yuebao"),
    ];
    for (args, code, named) in cases {
        let answer = console.run(args);
        assert_eq!(answer.code, *code, "{args:?}: {}", answer.err);
        assert!(answer.err.contains(named), "{args:?} does not name {named}: {}", answer.err);
        assert!(answer.err.chars().any(|c| ('一'..='龥').contains(&c)), "{args:?}: {}", answer.err);
        assert_eq!(answer.out, "", "{args:?}");
    }
    assert_eq!(console.done(&["figures", "--month", "2025-04"]), before);
}

#[test]
fn a_file_that_is_no_book_is_left_alone() {
    let console = Console::new();
    let path = console.write("b.yuebao", "这不是工作簿".repeat(200));
    let answer = console.run(&["issues"]);
    assert_eq!(answer.code, 3, "{}", answer.err);
    assert!(answer.err.contains("b.yuebao"), "{}", answer.err);
    assert_eq!(std::fs::read_to_string(path).unwrap(), "这不是工作簿".repeat(200));
}

#[test]
fn undo_reaches_over_runs() {
    let console = sample();
    let row = |console: &Console| {
        let rows = console.json(&["figures", "--month", "2025-04"]);
        let rows = rows.as_array().unwrap().clone();
        rows.into_iter().find(|row| row["name"] == "电话咨询").unwrap()["typed"].clone()
    };
    let before = row(&console);
    console.done(&["set", "电话咨询", "2025-04", "1234"]);
    assert_eq!(row(&console), "1234");
    assert!(console.done(&["undo"]).contains("电话咨询"));
    assert_eq!(row(&console), before);
    assert!(console.done(&["redo"]).contains("电话咨询"));
    assert_eq!(row(&console), "1234");
}

#[test]
fn a_cell_tells_its_history() {
    let console = sample();
    console.done(&["--actor", "周琳", "set", "全程网办受理", "2025-05", "5.9万"]);
    console.done(&["--actor", "韩啸", "set", "全程网办受理", "2025-05", "未报"]);
    let trace = console.json(&["history", "全程网办受理", "2025-05"]);
    let told: Vec<_> = trace.as_array().unwrap().iter().map(|t| (&t["actor"], &t["new"])).collect();
    assert_eq!(told.len(), 2, "{trace}");
    assert!(told[0].0 == "周琳" && told[0].1 == "5.9万");
    assert!(told[1].0 == "韩啸" && told[1].1 == "未报");
    assert_eq!(trace[1]["old"], "5.9万");
    assert!(console.done(&["history", "全程网办受理", "2031-05"]).contains("还没有改动"));
}

#[test]
fn words_are_found_in_every_year() {
    let console = sample();
    console.done(&["set", "全程网办受理", "2025-05", "8.88万"]);
    let found = console.json(&["search", "88800"]);
    assert!(found[0]["kind"] == "数据" && found[0]["month"] == "2025-05", "{found}");
    let found = console.json(&["search", "水利厅", "--limit", "3"]);
    assert!(found.as_array().unwrap().len() == 3 && found[1]["marks"][0].is_array(), "{found}");
    let nothing = console.run(&["search", "100%_绝无"]);
    assert!(nothing.code == 1 && nothing.err.contains("没有找到"), "{}", nothing.err);
}

#[test]
fn a_months_figures_are_checked_and_a_deviation_explained() {
    let console = sample();
    console.done(&["set", "全程网办办结", "2025-05", "58723"]);
    console.done(&["set", "全程网办受理", "2025-05", "5.8万"]);
    console.done(&["set", "窗口出件量", "2025-05", "21万"]);
    let rule = "part:online_accepted>online_closed";
    let check = ["check", "--month", "2025-05"];
    let told = console.run(&check);
    assert_eq!(told.code, 1, "{}", told.out);
    assert!(told.out.contains("上月结转") && told.out.contains(rule), "{}", told.out);
    assert!(told.out.contains("数量级可能有误"), "{}", told.out);
    console.done(&["explain", "全程网办办结", "2025-05", rule, "含4月受理的"]);
    let finding = |console: &Console| {
        let answer = console.run(&["check", "--month", "2025-05", "--json"]);
        let all: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        let of_rule = all.as_array().unwrap().iter().find(|f| f["rule"] == rule).cloned();
        of_rule.unwrap()
    };
    assert_eq!(finding(&console)["explained"], "含4月受理的");
    assert_eq!(finding(&console)["cells"][0], "online_closed");
    console.done(&["set", "全程网办办结", "2025-05", "58800"]);
    assert_eq!(finding(&console)["lapsed"], "含4月受理的");
    let refused = console.run(&["explain", "全程网办办结", "2025-05", "sum:handled", "没有"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("没有这条意见"), "{}", refused.err);
    assert_eq!(console.run(&["check"]).code, 2, "an issue or a month must be named");
}

#[test]
fn trends_are_written_explained_and_aimed_at() {
    let console = sample();
    let file = |name: &str| console.path(name).to_str().unwrap().to_owned();
    console.done(&["aim", "办理政务服务事项", "2025", "6.8万"]);
    for kind in ["line", "bar", "years", "cumulative", "changes", "stack", "share"] {
        let to = file(&format!("{kind}.svg"));
        let season = if kind == "years" { "festival" } else { "calendar" };
        let trend = ["trend", "办理政务服务事项", "--kind", kind, "--season", season, "--to"];
        console.done(&[&trend[..], &[to.as_str()]].concat());
        assert!(console.read(&format!("{kind}.svg")).contains("办理政务服务事项"));
    }
    assert!(console.read("line.svg").contains("目标6.8万件"));
    assert!(console.read("years.svg").contains("春节"));
    let to = file("图.png");
    console.done(&["trend", "办理政务服务事项", "--log", "--to", to.as_str()]);
    assert!(std::fs::read(&to).unwrap().starts_with(b"\x89PNG"));
    let heat =
        console.run(&["trend", "办理政务服务事项", "--kind", "heat", "--to", &file("x.svg")]);
    assert_eq!(heat.code, 2);
    assert!(heat.err.contains("没有分部门填报"), "{}", heat.err);
    let told = console.done(&["trend", "办理政务服务事项", "--until", "2025-04", "--explain"]);
    assert!(told.contains("2025年4月与2025年3月相比") && told.contains("带填数位"), "{told}");
    let json = console.json(&["trend", "办理政务服务事项", "--until", "2025-04", "--explain"]);
    assert_eq!(json["changes"].as_array().unwrap().len(), 2);
    assert!(json["changes"][0]["source"].as_str().unwrap().contains("{办理政务服务事项·环比}"));
    let pie = console.run(&["trend", "办理政务服务事项", "--kind", "pie", "--to", &file("x.svg")]);
    assert_eq!(pie.code, 2);
}
