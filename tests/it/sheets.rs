//! Tables of figures from spreadsheets, through the console program: what is understood, what is
//! not and where, and that nothing changes before it is accepted.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde_json::Value;

use crate::support::Console;

fn sample() -> Console {
    let console = Console::new();
    console.done(&["demo"]);
    console
}

/// Makes a workbook of one sheet.
fn workbook(console: &Console, name: &str, fill: impl FnOnce(&mut Worksheet)) -> PathBuf {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    let path = console.path(name);
    book.save(&path).unwrap();
    path
}

/// Takes a piece out of every part of a workbook, as a program that computes nothing would.
fn without(path: &std::path::Path, piece: &str) {
    replaced(path, piece, "");
}

fn replaced(path: &std::path::Path, piece: &str, by: &str) {
    let bytes = std::fs::read(path).unwrap();
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for nth in 0..old.len() {
        let mut part = old.by_index(nth).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        new.start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        let text = String::from_utf8(text).unwrap().replace(piece, by);
        new.write_all(text.as_bytes()).unwrap();
    }
    new.finish().unwrap();
}

fn import(console: &Console, path: &std::path::Path, more: &[&str]) -> (u8, Value, String) {
    let mut args = vec!["import-figures", path.to_str().unwrap(), "--json"];
    args.extend(more);
    let answer = console.run(&args);
    let json = serde_json::from_str(&answer.out).unwrap_or(Value::Null);
    (answer.code, json[0].clone(), answer.err)
}

fn figure(console: &Console, name: &str, month: &str) -> String {
    let rows = console.json(&["figures", "--month", month]);
    let row = rows.as_array().unwrap().iter().find(|row| row["name"] == name);
    row.map_or(String::new(), |row| row["typed"].as_str().unwrap().to_owned())
}

#[test]
fn a_workbook_is_previewed_taken_in_and_undone() {
    let console = sample();
    let path = workbook(&console, "五月.xlsx", |sheet| {
        sheet.merge_range(0, 0, 0, 3, "2025年5月数据表", &Format::new()).unwrap();
        for (column, heading) in ["指标", "单位", "本月", "上月"].iter().enumerate() {
            sheet.write(1, u16::try_from(column).unwrap(), *heading).unwrap();
        }
        sheet.write(2, 0, "全程网办受理").unwrap();
        sheet.write(2, 1, "件").unwrap();
        sheet.write(2, 2, 61023).unwrap();
        sheet.write(2, 3, 59000).unwrap();
        sheet.write(3, 0, "审批提速率").unwrap();
        let percent = Format::new().set_num_format("0.00%");
        sheet.write_with_format(3, 2, 0.5949, &percent).unwrap();
    });
    let (code, dry, _) = import(&console, &path, &["--dry-run"]);
    assert_eq!(code, 0, "{dry}");
    assert_eq!(figure(&console, "全程网办受理", "2025-05"), "");
    assert_eq!(dry["changes"][0]["new"], "61023");
    assert_eq!(dry["changes"][0]["month"], "2025-05");
    assert_eq!(dry["changes"][0]["place"], "工作表“Sheet1”C3");
    assert_eq!(dry["changes"][1]["new"], "59.49%");

    import(&console, &path, &[]);
    assert_eq!(figure(&console, "全程网办受理", "2025-05"), "61023");
    let (code, again, _) = import(&console, &path, &[]);
    assert_eq!((code, again["changes"].as_array().unwrap().len()), (0, 0), "twice is once");
    assert_eq!(again["unchanged"], 2);
    assert!(console.done(&["undo"]).contains("导入 2 项数据（五月.xlsx）"));
    assert_eq!(figure(&console, "全程网办受理", "2025-05"), "");
}

#[test]
fn what_a_cell_cannot_mean_is_told_with_its_place() {
    let console = sample();
    let path = workbook(&console, "乱.xlsx", |sheet| {
        let names =
            ["指标", "全程网办受理", "全程网办办结", "窗口出件量", "现场邮寄量", "电话资询"];
        for (row, name) in (0..).zip(names) {
            sheet.write(row, 0, name).unwrap();
        }
        sheet.write(0, 1, "2025年5月").unwrap();
        let date = Format::new().set_num_format("yyyy-mm-dd");
        let day = ExcelDateTime::from_ymd(2025, 5, 8).unwrap();
        sheet.write_with_format(1, 1, &day, &date).unwrap();
        sheet.write_formula(2, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_formula(3, 1, Formula::new("=2000+400").set_result("2400")).unwrap();
        sheet.write_formula(4, 1, Formula::new("=B3*2").set_result("77777")).unwrap();
        sheet.write(5, 1, 900).unwrap();
    });
    without(&path, "<v>77777</v>");
    let (code, told, _) = import(&console, &path, &[]);
    assert_eq!(code, 1);
    let changes = told["changes"].as_array().unwrap();
    assert_eq!((changes.len(), &changes[0]["new"]), (1, &Value::from("2400")), "{told}");
    let reasons: Vec<String> = told["unread"]
        .as_array()
        .unwrap()
        .iter()
        .map(|u| format!("{} {}", u["place"].as_str().unwrap(), u["reason"].as_str().unwrap()))
        .collect();
    let all = reasons.join("\n");
    for wanted in [
        "B2 是日期",
        "B3 单元格出错",
        "B5 公式还没有算出结果",
        "A6 没有指标“电话资询”，最接近的是“电话咨询”",
    ] {
        assert!(all.contains(wanted), "{wanted}\n{all}");
    }
}

#[test]
fn a_sheet_of_another_month_is_not_taken_for_this_one() {
    let console = sample();
    let path = workbook(&console, "三月.xlsx", |sheet| {
        sheet.set_name("2025年3月").unwrap();
        sheet.write(0, 0, "指标").unwrap();
        sheet.write(0, 1, "本月").unwrap();
        sheet.write(1, 0, "全程网办受理").unwrap();
        sheet.write(1, 1, "1.23万").unwrap();
    });
    let before = figure(&console, "全程网办受理", "2025-03");
    let (code, told, err) = import(&console, &path, &["--month", "2025-05"]);
    assert_eq!((code, told["changes"].as_array().unwrap().len()), (1, 0));
    assert_eq!(told["other_months"][0], "2025-03");
    assert!(err.contains("2025年3月"), "{err}");
    assert_eq!(figure(&console, "全程网办受理", "2025-03"), before);
    assert_eq!(figure(&console, "全程网办受理", "2025-05"), "");
}

#[test]
fn hostile_and_foreign_files_change_nothing() {
    let console = sample();
    let before = console.done(&["figures", "--month", "2025-04"]);
    let bomb = console.path("bomb.xlsx");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&bomb).unwrap());
    zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..256 {
        zip.write_all(&block).unwrap();
    }
    zip.finish().unwrap();
    let old = console.write("old.xls", [&b"\xd0\xcf\x11\xe0"[..], &[0; 600]].concat());
    let foreign = console.write("x.ods", b"PK\x03\x04");
    let torn = console.write("torn.xlsx", b"PK\x03\x04 torn");
    let backwards = workbook(&console, "倒.xlsx", |sheet| {
        sheet.write(0, 0, "全程网办受理").unwrap();
        sheet.write(1, 1, 9).unwrap();
    });
    replaced(&backwards, "A1:B2", "A21:B2");
    let empty = console.write("empty.csv", "\n\n");
    for (path, words) in [
        (&bomb, "恶意"),
        (&old, "另存为 .xlsx"),
        (&foreign, "另存为 .xlsx"),
        (&torn, "已损坏"),
        (&backwards, "已损坏"),
        (&empty, "没有内容"),
        (&console.path("missing.xlsx"), "missing.xlsx"),
    ] {
        let (code, _, err) = import(&console, path, &[]);
        assert!(code == 2 && err.contains(words), "{}: {code} {err}", path.display());
    }
    assert_eq!(console.done(&["figures", "--month", "2025-04"]), before);
}

#[test]
fn a_million_rows_are_given_up_early() {
    let console = sample();
    let path = workbook(&console, "长.xlsx", |sheet| {
        sheet.write(0, 0, "指标").unwrap();
        sheet.write(999_999, 0, "全程网办受理").unwrap();
    });
    let (code, _, err) = import(&console, &path, &[]);
    assert!(code == 2 && err.contains("超过 20000 行"), "{err}");
}

#[test]
fn csv_is_read_in_the_encodings_offices_use() {
    let console = sample();
    let text = "月份,指标,数值\n2025-05,全程网办受理,\"6,102\"\n2025-05,电话咨询,未报\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let files = [
        console.write("utf8.csv", text),
        console.write("bom.csv", format!("\u{feff}{text}")),
        console.write("gbk.csv", gbk),
    ];
    for (nth, file) in files.iter().enumerate() {
        let (code, told, err) = import(&console, file, &[]);
        let expected = if nth == 0 { 2 } else { 0 };
        assert_eq!((code, told["changes"].as_array().unwrap().len()), (0, expected), "{err}");
    }
    assert_eq!(figure(&console, "全程网办受理", "2025-05"), "6,102");
    let garbage = console.write("bad.csv", [0u8, 159, 146, 150, 255, 254, 0, 1].repeat(64));
    assert_eq!(import(&console, &garbage, &[]).0, 2);
}

#[test]
fn our_own_table_comes_back_unchanged() {
    let console = sample();
    let csv = console.path("四月.csv");
    console.done(&["export", "--issue", "2025-04", "--to", csv.to_str().unwrap()]);
    let (code, told, err) = import(&console, &csv, &[]);
    assert_eq!((code, told["changes"].as_array().unwrap().len()), (0, 0), "{told}{err}");
    assert!(told["unchanged"].as_u64().unwrap() >= 20, "{told}");
}

#[test]
fn the_form_goes_out_as_a_table_and_comes_back_unchanged() {
    let console = sample();
    console.done(&["set", "电话咨询", "2025-04", "未报"]);
    for name in ["四月.xlsx", "四月.csv"] {
        let path = console.path(name);
        console.done(&["figures", "--month", "2025-04", "--to", path.to_str().unwrap()]);
        let (code, told, err) = import(&console, &path, &["--month", "2025-04"]);
        assert_eq!((code, told["changes"].as_array().unwrap().len()), (0, 0), "{told}{err}");
        assert_eq!(told["unchanged"], 24);
    }
    let path = console.path("历月.xlsx");
    let to = path.to_str().unwrap();
    console.done(&["figures", "--month", "2025-04", "--from", "2024-05", "--to", to]);
    let (_, told, err) = import(&console, &path, &[]);
    assert!(told["unchanged"].as_u64().unwrap() > 200, "{told}{err}");
    let wps = console.path("x.wps");
    let refused = console.run(&["figures", "--month", "2025-04", "--to", wps.to_str().unwrap()]);
    assert!(refused.code == 2 && refused.err.contains("xlsx"), "{}", refused.err);
}
