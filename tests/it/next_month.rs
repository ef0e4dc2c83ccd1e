//! From one month to the next on the console: numbers counted, words kept, comparisons worked out,
//! several bulletins in one book, everything undone again.

use crate::support::Console;

/// 2024-12 and 2025-01 of the second series, from an empty book.
const MONTHS: [(&str, [(&str, &str); 6]); 2] = [
    (
        "2024-12",
        [
            ("办件受理量", "12345"),
            ("办件办结量", "11000"),
            ("网上受理量", "8000"),
            ("即办件量", "5000"),
            ("满意率", "99.0%"),
            ("平均等候时间", "7.5"),
        ],
    ),
    (
        "2025-01",
        [
            ("办件受理量", "13000"),
            ("办件办结量", "10000"),
            ("网上受理量", "8000"),
            ("即办件量", "5000"),
            ("满意率", "98.5%"),
            ("平均等候时间", "8.1"),
        ],
    ),
];

fn two_months() -> Console {
    let console = Console::new();
    console.done(&["new", "--bulletin", "pingyi"]);
    for (month, figures) in MONTHS {
        console.done(&["new-issue", "--month", month]);
        for (indicator, value) in figures {
            console.done(&["set", indicator, month, value]);
        }
    }
    for (department, before, now) in [("公安窗口", "5000", "5500"), ("市监局", "6000", "4500")]
    {
        let set = |month, value| {
            console.done(&["set", "办件办结量", month, value, "--department", department]);
        };
        set("2024-12", before);
        set("2025-01", now);
    }
    console
}

fn printed(console: &Console, args: &[&str]) -> String {
    let to = console.path("x.txt");
    let all = ["export", "--to", to.to_str().unwrap()];
    console.done(&all.iter().chain(args).copied().collect::<Vec<_>>());
    console.read("x.txt")
}

#[test]
fn comparisons_shares_and_the_table_are_worked_out() {
    let console = two_months();
    let text = printed(&console, &["--issue", "2025-01"]);
    for said in [
        "第1期（总第2期）",
        "2025年2月8日",
        "受理各类政务服务事项13000件，环比增长5.3%，",
        "办结10000件，环比下降9.1%，",
        "累计受理13000件",
        "网上受理8000件，占受理总量的61.5%",
        "即办件5000件，占38.5%，环比持平",
        "等候时间8.1分钟，上月为7.5分钟",
        "满意率98.5%，环比降低0.5个百分点",
        "〔办件受理量·同比〕",
        "1\t市公安局\t5500\t10.0%\t—\t5500",
        "2\t市市场监管局\t4500\t-25.0%\t—\t4500",
        "1.各窗口于次月3日前核对",
    ] {
        assert!(text.contains(said), "no “{said}” in:\n{text}");
    }
}

#[test]
fn numbers_are_counted_and_doubtful_ones_pointed_out() {
    let console = two_months();
    let issues = console.json(&["issues"]);
    assert_eq!((&issues[0]["number"], &issues[0]["total_number"]), (&1.into(), &2.into()));
    let skipped = console.done(&["new-issue", "--month", "2025-03"]);
    assert!(skipped.contains("中间缺1个月"), "{skipped}");
    let twice = console.done(&["new-issue", "--month", "2025-02"]);
    assert!(twice.contains("2025年3月已经是第2期"), "{twice}");
    let named = console.done(&["new-issue", "--month", "2025-04", "--number", "4"]);
    assert!(named.contains("2025年4月 第4期"), "{named}");
}

#[test]
fn printed_comparisons_do_not_stand_again_next_month() {
    let console = Console::new();
    console.done(&["demo", "--bulletin", "pingyi"]);
    let past = printed(&console, &["--issue", "2025-03"]);
    let office = Console::new();
    let file = office.write("三月.txt", &past);
    office.done(&["import-issue", file.to_str().unwrap()]);
    assert_eq!(office.json(&["issues"])[0]["bulletin"], "pingyi");
    office.done(&["new-issue", "--month", "2025-04"]);
    let next = printed(&office, &["--issue", "2025-04"]);
    let stale = ["环比增长", "环比下降", "同比增长", "同比下降", "环比提高", "环比降低"];
    for word in stale {
        assert!(!next.contains(word), "{word} is last month's:\n{next}");
    }
    assert!(next.contains("环比〔办件受理量·环比〕"), "{next}");
}

#[test]
fn one_book_holds_several_bulletins() {
    let console = Console::new();
    console.done(&["demo"]);
    console.done(&["add-bulletin", "pingyi"]);
    console.done(&["new-issue", "--month", "2025-04", "--bulletin", "pingyi"]);
    let unclear = console.run(&["check", "--issue", "2025-04"]);
    assert_eq!(unclear.code, 2);
    assert!(unclear.err.contains("--bulletin"), "{}", unclear.err);
    let one = printed(&console, &["--issue", "2025-04", "--bulletin", "pingyi"]);
    assert!(one.starts_with("云岭市政务大厅运行与评议通报"), "{one}");
    let unknown = console.run(&["figures", "--month", "2025-04", "--bulletin", "没有"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("pingyi"), "{}", unknown.err);
    for _ in 0..2 {
        console.done(&["undo"]);
    }
    assert_eq!(console.run(&["issues", "--bulletin", "pingyi"]).code, 2);
    assert_eq!(console.run(&["undo"]).code, 2, "the sample itself cannot be undone");
}

#[test]
fn several_files_are_taken_in_together_or_not_at_all() {
    let sample = Console::new();
    sample.done(&["demo"]);
    let write = |month: &str| {
        let to = sample.path(&format!("{month}.txt"));
        sample.done(&["export", "--issue", month, "--to", to.to_str().unwrap()]);
        to.to_str().unwrap().to_owned()
    };
    let (march, april) = (write("2025-03"), write("2025-04"));
    let missing = sample.path("没有.txt").to_str().unwrap().to_owned();
    let office = Console::new();
    for (files, named) in [([&march, &missing], "没有.txt"), ([&march, &march], "2025年3月")] {
        let answer = office.run(&["import-issue", files[0], files[1]]);
        assert_eq!(answer.code, 2, "{}", answer.err);
        assert!(answer.err.contains(named), "{}", answer.err);
        assert!(!office.path("b.yuebao").exists());
    }
    office.done(&["import-issue", &march, &april]);
    assert_eq!(office.json(&["issues"]).as_array().unwrap().len(), 2);
}
