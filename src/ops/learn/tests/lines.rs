//! Tables of indicators that become rows with slots.

use super::tables::{desk_with, printed};
use super::*;

const ROWS: [&str; 4] = [
    "| 指标 | 单位 | 9月 | 上月 | 环比 | 本年累计 |",
    "| 受理量 | 件 | 5,212 | 5,000 | 4.2% | 44,120 |",
    "| 平均用时 | 天 | 1.5 | 1.8 | — | — |",
    "| 好评率 | % | 99.9 | 99.8 | 0.1个百分点 | — |",
];

fn september(rows: &[&str]) -> (Book, IssueId) {
    let rows: Vec<String> = rows.iter().map(|row| row.replace("9月", "6月")).collect();
    desk_with(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn rows_of_indicators_get_slots_and_print_the_same() {
    let (mut book, issue) = september(&ROWS);
    let before = printed(&book, &issue);
    let offers = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap();
    assert_eq!(offers.kept, Vec::<String>::new());
    let [table] = offers.tables.as_slice() else { panic!("one table") };
    assert_eq!(table.new_names, ["受理量", "受理量本年累计", "平均用时", "好评率"]);
    assert!(table.departments.is_empty(), "indicators are no departments");
    book.learn_indicators(&issue, &[], &offers.tables).unwrap();
    assert_eq!(printed(&book, &issue), before);
    let learned = book.issue(&issue).unwrap();
    assert_eq!(learned.sections[0].table, None);
    let rows = &learned.sections[0].items[0].paragraphs;
    assert_eq!(rows[1], "| 指标 | 单位 | {月} | 上月 | 环比 | 本年累计 |");
    assert_eq!(
        rows[2],
        "| 受理量 | 件 | {受理量} | {受理量·上月} | {受理量·环比} | {受理量本年累计} |"
    );
    assert_eq!(rows[4], "| 好评率 | % | {好评率} | {好评率·上月} | {好评率·环比} | — |");
    let bulletin = book.bulletin(&learned.bulletin).unwrap();
    let code = |name: &str| bulletin.indicator_named(name).unwrap().code.clone();
    let may = FigureKey::of_hall(&code("受理量"), "2025-05".parse().unwrap());
    assert_eq!(book.figure(&may).unwrap().unwrap().typed, "5,000", "last month's is kept, too");

    let next = "2025-07".parse().unwrap();
    let made = book.new_issue(&learned.bulletin, next, None).unwrap();
    for (name, typed) in [("受理量", "5,733"), ("平均用时", "1.4"), ("好评率", "99.7")] {
        let key = FigureKey::of_hall(&code(name), next);
        book.set_figure(&key, typed, FigureSource::Typed).unwrap();
    }
    let text = printed(&book, &made.issue.id);
    for row in [
        "指标\t单位\t7月\t上月",
        "受理量\t件\t5,733\t5,212\t10.0%",
        "好评率\t%\t99.7\t99.9\t-0.2个百分点",
    ] {
        assert!(text.contains(row), "{row}\n{text}");
    }
}

#[test]
fn a_change_the_book_cannot_compute_keeps_the_table_as_it_is() {
    let rows = ["| 指标 | 6月 | 环比 |", "| 受理量（件） | 52 | 4.0% |"];
    let (book, issue) = september(&rows);
    let offers = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap();
    assert!(offers.tables.is_empty() && offers.kept[0].contains("〔"), "{:?}", offers.kept);
    for (rows, why) in [
        (["| 指标 | 本月 | 备注 |", "| 受理量 | 52 | 无 |"], "看不懂“备注”"),
        (["| 指标 | 上月 | 环比 |", "| 受理量 | 52 | 4.0% |"], "没有本月数"),
        (["| 指标 | 本月 | 上月 |", "| 合计 | 52 | 50 |"], "“合计”一行不是指标"),
        (["| 序号 | 指标 | 本月 |", "| 1 | 受理 | 很多 |"], "读不出来"),
        (["| 项目 | 单位 | 本月 |", "| 受理量 | 万件 | 5.2 |"], "万件"),
    ] {
        let (book, issue) = september(&rows);
        let offers = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap();
        assert!(offers.tables.is_empty() && offers.kept[0].contains(why), "{:?}", offers.kept);
    }
}

#[test]
fn a_figure_the_book_has_otherwise_stays() {
    let (mut book, issue) = september(&ROWS);
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    let may = FigureKey::of_hall(&tables[0].indicators[0].code, "2025-05".parse().unwrap());
    book.learn_indicators(&issue, &[], &tables).unwrap();
    book.undo().unwrap();
    book.redo().unwrap();
    book.set_figure(&may, "4,999", FigureSource::Typed).unwrap();
    let mut item = book.issue(&issue).unwrap().sections[0].items[0].clone();
    item.paragraphs.truncate(1);
    item.paragraphs.extend(ROWS.map(|row| row.replace("9月", "6月")));
    book.update_item(&item).unwrap();
    let kept = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().kept;
    assert!(kept[0].contains("2025年5月已有别的数，表里是 5,000"), "{kept:?}");
}
