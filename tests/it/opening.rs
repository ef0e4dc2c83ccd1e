//! An issue that opens with a title of its own and words to its readers, has tables with merged cells
//! and says in its foot who made it: read, printed the same in every format, carried to the next month.

use super::support::Console;

const ISSUE: &str = "云岭市政务服务通报
2025年第9期（总第41期）
云岭市行政审批局编　　2025年10月11日
关于9月份政务服务工作情况的通报
各进驻单位，各乡镇便民服务中心：
9月份，窗口运行总体平稳。现将有关情况通报如下：
一、办件情况
9月份，受理事项18,204件。
| 窗口 | 受理 | < |
| ^ | 本月 | 累计 |
| 公安 | 120 | 1,340 |
| 人社 | 80 | 760 |
| 合计 | 200 | 2,100 |
注：数据由各窗口报送。
二、下一步
进一步压缩时限。
报：市委办。
编辑：王某　　审核：李某　　电话：0555-1234567
共印80份
";

/// The same as it is printed.
fn printed() -> String {
    let plain = ISSUE.replace(['<', '^'], "").replace("共印80份", "（共印80份）");
    let masthead = plain.replace("　　2025年10月11日", "\n2025年10月11日");
    let cells = |line: &str| {
        line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>().join("\t")
    };
    let line = |line: &str| if line.starts_with('|') { cells(line) } else { line.to_owned() };
    masthead.lines().map(|text| line(text) + "\n").collect()
}

fn read() -> Console {
    let console = Console::new();
    let file = console.write("first.txt", ISSUE.as_bytes());
    let said = console.done(&["import-issue", file.to_str().unwrap()]);
    assert!(!said.contains("未能归位"), "{said}");
    console
}

fn export(console: &Console, month: &str, name: &str) -> std::path::PathBuf {
    let path = console.path(name);
    console.done(&["export", "--issue", month, "--to", path.to_str().unwrap()]);
    path
}

#[test]
fn it_is_printed_as_it_was_read() {
    let console = read();
    export(&console, "2025-09", "a.txt");
    assert_eq!(console.read("a.txt"), printed());
    for name in ["a.docx", "a.md", "a.txt"] {
        let file = export(&console, "2025-09", name);
        console.done(&["verify", "--issue", "2025-09", file.to_str().unwrap()]);
        let again = Console::new();
        again.done(&["import-issue", file.to_str().unwrap()]);
        export(&again, "2025-09", "b.txt");
        assert_eq!(again.read("b.txt"), printed(), "{name}");
    }
    let original = console.path("first.txt");
    console.done(&["verify", "--issue", "2025-09", original.to_str().unwrap()]);
}

#[test]
fn its_opening_stands_again_with_the_next_month() {
    let console = read();
    console.done(&["learn", "--issue", "2025-09"]);
    export(&console, "2025-09", "a.txt");
    assert_eq!(console.read("a.txt"), printed(), "drawn from figures, and the note below it");
    console.done(&["new-issue", "--month", "2025-10"]);
    export(&console, "2025-10", "b.txt");
    let next = console.read("b.txt");
    for line in [
        "关于10月份政务服务工作情况的通报",
        "各进驻单位，各乡镇便民服务中心：",
        "10月份，窗口运行总体平稳。现将有关情况通报如下：",
        "一、办件情况",
        "窗口\t受理\t",
        "\t本月\t累计",
        "公安\t〔公安受理〕\t〔公安受理累计〕",
        "注：数据由各窗口报送。",
        "二、下一步",
    ] {
        assert!(next.lines().any(|printed| printed == line), "{line}\n{next}");
    }
}
