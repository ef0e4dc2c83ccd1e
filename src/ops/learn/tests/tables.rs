//! Tables of departments that become tables drawn from figures.

use proptest::collection;
use proptest::prelude::*;

use super::*;
use crate::model::Department;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is offered prints as it stood, but for the zeros and commas that are told.
    #[test]
    fn any_table_that_is_offered_prints_its_cells(
        rows in collection::vec((0u32..2_000_000, 0u32..1000, any::<bool>()), 1..6),
    ) {
        let row = |(at, (whole, tenths, comma)): (usize, &(u32, u32, bool))| {
            let number = if *comma { crate::trend::measure::grouped(&whole.to_string()) } else { whole.to_string() };
            format!("| 部门{at} | {number} | {}.{}% |", tenths / 10, tenths % 10)
        };
        let head = "| 窗口 | 受理（件） | 满意率 |".to_owned();
        let sources: Vec<String> = [head].into_iter().chain(rows.iter().enumerate().map(row)).collect();
        let (mut book, issue) = desk_with(&sources.iter().map(String::as_str).collect::<Vec<_>>());
        let before = drawn(&book, &book.issue(&issue).unwrap());
        let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
        let altered: usize = tables.iter().map(|table| table.altered.len()).sum();
        book.learn_indicators(&issue, &[], &tables).unwrap();
        let after = drawn(&book, &book.issue(&issue).unwrap());
        let differ = before.iter().flatten().zip(after.iter().flatten()).filter(|(a, b)| a != b);
        prop_assert_eq!(tables.len(), 1);
        prop_assert_eq!(before.len(), after.len());
        prop_assert_eq!(differ.count(), altered);
    }
}

const ROWS: [&str; 5] = [
    "| 序号 | 窗口 | 受理（件） | 满意率 |",
    "| --- | --- | ---: | ---: |",
    "| 1 | 公安 | 5,212 | 100% |",
    "| 2 | 人社 | 870 | 99.9% |",
    "| 合计 | < | 6,082 | 99.9% |",
];

/// A book whose only issue has a sentence and a table below it.
pub(super) fn desk_with(rows: &[&str]) -> (Book, IssueId) {
    let (mut book, issue) = desk("各窗口情况见下表。");
    let mut item = book.issue(&issue).unwrap().sections[0].items[0].clone();
    item.paragraphs.extend(rows.iter().map(|row| (*row).to_owned()));
    book.update_item(&item).unwrap();
    (book, issue)
}

/// The cells of the issue's table.
fn drawn(book: &Book, issue: &Issue) -> Vec<Vec<String>> {
    let document = book.document(issue).unwrap();
    let table = document.blocks.iter().find_map(|block| match block {
        crate::document::Block::Table(table) => Some(table),
        _ => None,
    });
    let row = |row: &Vec<crate::document::Run>| row.iter().map(|cell| cell.text.clone()).collect();
    table.map(|table| table.rows.iter().map(row).collect()).unwrap_or_default()
}

#[test]
fn a_table_of_departments_becomes_one_drawn_from_figures_and_prints_the_same() {
    let (mut book, issue) = desk_with(&ROWS);
    let before = drawn(&book, &book.issue(&issue).unwrap());
    let offers = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap();
    assert_eq!(offers.kept, Vec::<String>::new());
    let [table] = offers.tables.as_slice() else { panic!("one table") };
    assert_eq!(table.new_names, ["受理", "满意率"]);
    assert_eq!(book.learn_indicators(&issue, &[], &offers.tables).unwrap(), 2);

    let learned = book.issue(&issue).unwrap();
    assert_eq!(drawn(&book, &learned), before);
    assert_eq!(learned.sections[0].items[0].paragraphs, ["各窗口情况见下表。"]);
    assert_eq!(book.new_tables(&learned, &[]).unwrap(), TableOffers::default(), "learned once");

    let next = "2025-07".parse().unwrap();
    let made = book.new_issue(&learned.bulletin, next, None).unwrap();
    let empty: Vec<_> = made.empty_slots.iter().map(|slot| slot.slot.as_str()).collect();
    assert_eq!(empty, ["表格（2 个部门：受理、满意率）"]);
    assert_eq!(made.issue.sections[0].items[0].paragraphs, ["各窗口情况见下表。"]);
    let department = book.departments().unwrap().into_iter().find(|d| d.name == "公安").unwrap();
    let received = book.bulletin(&learned.bulletin).unwrap();
    let received = received.indicator_named("受理").unwrap().code.clone();
    let key = FigureKey::new(&received, next, &department.code);
    book.set_figure(&key, "5300", FigureSource::Typed).unwrap();
    let rows = drawn(&book, &made.issue);
    assert_eq!(rows[0], ["1", "公安", "5,300", "〔公安满意率〕"]);

    let tax = book.add_department("税务").unwrap().code;
    let section = made.issue.sections[0].clone();
    let rows: Vec<_> = section.table.unwrap().departments.into_iter().rev().chain([tax]).collect();
    book.set_table_rows(&section.id, &rows).unwrap();
    let rows = drawn(&book, &book.issue(&made.issue.id).unwrap());
    let names: Vec<_> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(names, ["人社", "公安", "税务", ""]);
    assert_eq!(rows[3][0], "合计", "over the numbers of the rows");
    assert_eq!(rows[2][2], "〔税务受理〕", "a new row asks its department");

    for _ in 0..5 {
        book.undo().unwrap();
    }
    let undone = book.issue(&issue).unwrap();
    assert_eq!(undone.sections[0].items[0].paragraphs.len(), 6);
    assert!(book.departments().unwrap().iter().all(|department| department.name != "公安"));
}

#[test]
fn a_table_that_would_print_otherwise_stays_and_says_why() {
    for (rows, why) in [
        (["| 窗口 | 受理 |", "| 公安 | 1,234 |", "| 人社 | 0950 |"], "0950"),
        (["| 窗口 | 受理 |", "| 公安 | 9 |", "| 公安 | 8 |"], "有两行"),
        (["| 窗口 | 受理 | 环比 |", "| 公安 | 9 | 持平 |", "| 人社 | 8 | 1% |"], "持平"),
    ] {
        let (book, issue) = desk_with(&rows);
        let offers = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap();
        assert_eq!(offers.tables, [], "{rows:?}");
        assert!(offers.kept[0].contains(why), "{:?}", offers.kept);
    }
}

#[test]
fn a_figure_the_book_has_otherwise_is_never_overwritten() {
    let (mut book, issue) = desk_with(&ROWS);
    let issue = book.issue(&issue).unwrap();
    let offers = book.new_tables(&issue, &[]).unwrap();
    book.learn_indicators(&issue.id, &[], &offers.tables).unwrap();
    let mut changed = ROWS;
    changed[2] = "| 1 | 公安 | 5,213 | 100% |";
    changed[4] = "|  | 合计 | 6,083 | 99.9% |";
    book.remove_table(&issue.sections[0].id).unwrap();
    let mut item = book.issue(&issue.id).unwrap().sections[0].items[0].clone();
    item.paragraphs.extend(changed.map(str::to_owned));
    book.update_item(&item).unwrap();
    let offers = book.new_tables(&book.issue(&issue.id).unwrap(), &[]).unwrap();
    let names: Vec<_> = offers.tables.iter().flat_map(|table| &table.new_names).collect();
    assert_eq!(names, ["窗口受理"], "another indicator: its sum is another");
}

#[test]
fn a_column_that_comes_to_a_sentences_number_is_the_same_indicator() {
    let rows = ["| 窗口 | 受理 | 办结 |", "| 公安 | 20 | 9 |", "| 人社 | 10 | 8 |"];
    let (mut book, issue) = desk_with(&rows);
    let mut item = book.issue(&issue).unwrap().sections[0].items[0].clone();
    item.paragraphs[0] = "6月受理30件，办结20件。".to_owned();
    book.update_item(&item).unwrap();
    let issue = book.issue(&issue).unwrap();
    let numbers = book.new_indicators(&issue).unwrap();
    let tables = book.new_tables(&issue, &numbers).unwrap().tables;
    assert_eq!(tables[0].new_names, ["窗口办结"], "受理 is the sentence's, 17 are not its 20");
    assert_eq!(book.learn_indicators(&issue.id, &numbers, &tables).unwrap(), 3);
    let received = book.bulletin(&issue.bulletin).unwrap();
    let received = received.indicator_named("受理").unwrap().clone();
    assert!(received.by_department);
    let hall = book.figure(&FigureKey::of_hall(&received.code, issue.month)).unwrap().unwrap();
    assert_eq!(hall.typed, "30");
}

#[test]
fn changes_without_a_base_are_figures_and_other_zeros_are_told() {
    let rows = [
        "| 乡镇 | 办件量 | 同比 | 排名 |",
        "| 甲镇 | 64 | -2.0% | 2 |",
        "| 乙镇 | 81.50 | 3.1% | 1 |",
    ];
    let (mut book, issue) = desk_with(&rows);
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    assert_eq!(tables[0].new_names, ["办件量", "办件量同比"]);
    assert_eq!(tables[0].altered, ["乙镇“办件量”的 81.50 印作 81.5"]);
    book.learn_indicators(&issue, &[], &tables).unwrap();
    let drawn = drawn(&book, &book.issue(&issue).unwrap());
    assert_eq!(drawn, [["甲镇", "64", "-2.0%", "2"], ["乙镇", "81.5", "3.1%", "1"]]);

    let section = book.issue(&issue).unwrap().sections[0].clone();
    let town = book.add_department("丙镇").unwrap().code;
    let rows = section.table.unwrap().departments.into_iter().chain([town.clone()]);
    book.set_table_rows(&section.id, &rows.collect::<Vec<_>>()).unwrap();
    let own = book.main_bulletin().unwrap();
    let stated = own.indicator_named("办件量同比").unwrap();
    assert!(stated.is_asked_of(&town), "no base for the new row either");
}

#[test]
fn a_table_can_be_taken_without_the_one_before_it() {
    let (mut book, issue) = desk_with(&["| 窗口 | 受理 |", "| 公安 | 20 |", "| 人社 | 10 |"]);
    let second = book
        .add_section(&issue, SectionKind::Prose, "评价", crate::model::ItemNumbering::default())
        .unwrap();
    let rows = ["| 窗口 | 好评 |", "| 人社 | 7 |", "| 税务 | 8 |"];
    let item = NewItem { paragraphs: rows.map(str::to_owned).to_vec(), ..NewItem::default() };
    book.add_item(&second, &item).unwrap();
    let issue = book.issue(&issue).unwrap();
    let tables = book.new_tables(&issue, &[]).unwrap().tables;
    assert_eq!(tables.len(), 2);
    book.learn_indicators(&issue.id, &[], &tables[1..]).unwrap();
    let learned = book.issue(&issue.id).unwrap();
    let drawn = learned.sections.last().unwrap();
    assert!(drawn.items.is_empty() && drawn.table.is_some());
    let text = crate::export::plain_text(&book.document(&learned).unwrap());
    assert!(text.contains("人社\t7\n税务\t8"), "{text}");
    let own = book.bulletin(&issue.bulletin).unwrap();
    let asked = own.indicator_named("好评").unwrap().departments.len();
    assert_eq!(asked, 2, "nobody else is asked");
}

#[test]
fn more_or_less_than_last_month_has_its_sign() {
    let rows = ["| 乡镇 | 办件量 | 较上月增减 |", "| 甲镇 | 64 | +5 |", "| 乙镇 | 81 | -3 |"];
    let (mut book, issue) = desk_with(&rows);
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    assert_eq!(
        tables[0].new_names,
        ["办件量", "办件量较上月增减"],
        "no month before to count from"
    );
    book.learn_indicators(&issue, &[], &tables).unwrap();
    let issue = book.issue(&issue).unwrap();
    assert_eq!(drawn(&book, &issue), [["甲镇", "64", "+5"], ["乙镇", "81", "-3"]]);

    let next = "2025-07".parse().unwrap();
    let made = book.new_issue(&issue.bulletin, next, None).unwrap();
    let bulletin = book.bulletin(&issue.bulletin).unwrap();
    let code = bulletin.indicator_named("办件量").unwrap().code.clone();
    for (name, typed) in [("甲镇", "70"), ("乙镇", "80")] {
        let town = book.departments().unwrap().into_iter().find(|d| d.name == name).unwrap();
        let key = FigureKey::new(&code, next, &town.code);
        book.set_figure(&key, typed, FigureSource::Typed).unwrap();
    }
    let computed = [["甲镇", "70", "+6"], ["乙镇", "80", "-1"]];
    assert_eq!(drawn(&book, &made.issue), computed, "typed once, computed from then on");
    let stated = bulletin.indicator_named("办件量较上月增减").unwrap();
    assert!(!stated.is_asked_in(next));
}

#[test]
fn a_ranking_is_of_whoever_comes_first() {
    let rows = ["| 名次 | 窗口 | 办件量 |", "| 1 | 公安 | 81 |", "| 2 | 人社 | 64 |"];
    let (mut book, issue) = desk_with(&rows);
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    let spec = &tables[0].spec;
    assert_eq!((spec.rank_by, spec.limit, spec.departments.len()), (Some(0), 2, 0));
    book.learn_indicators(&issue, &[], &tables).unwrap();
    let learned = book.issue(&issue).unwrap();
    assert_eq!(drawn(&book, &learned), [["1", "公安", "81"], ["2", "人社", "64"]]);
}

/// The issue as text, from its first heading on.
pub(super) fn printed(book: &Book, issue: &IssueId) -> String {
    let issue = book.issue(issue).unwrap();
    let text = crate::document::plain_text(&book.document(&issue).unwrap());
    text.split_once("一、").unwrap().1.to_owned()
}

#[test]
fn what_stands_below_a_table_stays_below_it_month_after_month() {
    let (mut book, issue) = desk_with(&ROWS);
    let mut item = book.issue(&issue).unwrap().sections[0].items[0].clone();
    item.paragraphs.push("注：以上数据由各窗口报送，人社含社保分中心。".to_owned());
    book.update_item(&item).unwrap();
    let before = printed(&book, &issue);
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    book.learn_indicators(&issue, &[], &tables).unwrap();
    assert_eq!(printed(&book, &issue), before);
    let learned = book.issue(&issue).unwrap();
    assert_eq!(learned.sections[0].items[0].paragraphs[1], "{数据表}");

    let next = book.new_issue(&learned.bulletin, "2025-07".parse().unwrap(), None).unwrap();
    let names: Vec<_> = next.empty_slots.iter().map(|slot| slot.slot.as_str()).collect();
    assert_eq!(names, ["表格（2 个部门：受理、满意率）"], "its place is no figure to be filled");
    let text = printed(&book, &next.issue.id);
    let places =
        ["各窗口情况见下表。", "〔公安受理〕", "注：以上数据"].map(|part| text.find(part).unwrap());
    assert!(places.is_sorted(), "{text}");

    book.remove_table(&next.issue.sections[0].id).unwrap();
    let without = book.issue(&next.issue.id).unwrap();
    assert_eq!(without.sections[0].table, None);
    assert_eq!(without.sections[0].items[0].paragraphs.len(), 2, "its place goes with it");
    assert_eq!(book.undo().unwrap().as_deref(), Some("删去数据表 窗口办件情况"));
    assert_eq!(printed(&book, &next.issue.id), text);
}

#[test]
fn items_below_a_table_stay_below_it() {
    let (mut book, issue) = desk_with(&ROWS);
    let section = book.issue(&issue).unwrap().sections[0].id.clone();
    let below = NewItem {
        paragraphs: vec!["各窗口要按时报数。".to_owned()], ..NewItem::default()
    };
    book.add_item(&section, &below).unwrap();
    let before = printed(&book, &issue);
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    book.learn_indicators(&issue, &[], &tables).unwrap();
    assert_eq!(printed(&book, &issue), before);
}

#[test]
fn departments_keep_the_names_a_table_has_for_them() {
    let (mut book, issue) = desk_with(&ROWS);
    let police = book.add_department("市公安局").unwrap();
    let aliases = vec!["公安".to_owned()];
    book.set_department(&Department { aliases, ..police.clone() }).unwrap();
    let before = drawn(&book, &book.issue(&issue).unwrap());
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    let made: Vec<_> = tables[0].departments.iter().map(|made| made.name.as_str()).collect();
    assert_eq!(made, ["人社"], "no second 公安");
    book.learn_indicators(&issue, &[], &tables).unwrap();
    let learned = book.issue(&issue).unwrap();
    assert_eq!(drawn(&book, &learned), before);
    let key = FigureKey::new(&tables[0].indicators[0].code, learned.month, &police.code);
    assert_eq!(book.figure(&key).unwrap().unwrap().typed, "5,212");

    let next = book.new_issue(&learned.bulletin, "2025-07".parse().unwrap(), None).unwrap();
    assert_eq!(drawn(&book, &next.issue)[0][1..3], ["公安", "〔公安受理〕"]);
}

#[test]
fn a_head_of_two_rows_is_drawn_again_as_one() {
    let rows = [
        "| 序号 | 窗口 | 受理（件） | < | 办结（件） | < | 满意率 |",
        "| ^ | ^ | 本月 | 较上月增减 | 本月 | 累计 | ^ |",
        "| 1 | 公安 | 52 | +5 | 50 | 410 | 100% |",
        "| 2 | 人社 | 17 | -3 | 16 | 150 | 99.9% |",
        "| 合计 | < | 69 | +2 | 66 | 560 | 99.9% |",
    ];
    let (mut book, issue) = desk_with(&rows);
    let before = printed(&book, &issue);
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    let names = ["受理", "受理较上月增减", "办结", "办结累计", "满意率"];
    assert_eq!(tables[0].new_names, names);
    let units: Vec<_> = tables[0].indicators.iter().map(|one| one.unit.as_str()).collect();
    assert_eq!(units[..4], ["件"; 4]);
    book.learn_indicators(&issue, &[], &tables).unwrap();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words(&printed(&book, &issue)), words(&before));

    let learned = book.issue(&issue).unwrap();
    let next = book.new_issue(&learned.bulletin, "2025-07".parse().unwrap(), None).unwrap();
    let document = book.document(&next.issue).unwrap();
    let heads = document.blocks.iter().find_map(|block| match block {
        crate::document::Block::Table(table) => Some(table.column_heads()),
        _ => None,
    });
    assert_eq!(heads.unwrap()[2..4], ["受理（件） 本月", "受理（件） 较上月增减"]);
}

#[test]
fn merged_rows_keep_a_table_as_it_is() {
    let rows = ["| 类别 | 窗口 | 受理 |", "| 民生 | 公安 | 9 |", "| ^ | 人社 | 8 |"];
    let (book, issue) = desk_with(&rows);
    let offers = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap();
    assert!(offers.tables.is_empty() && offers.kept[0].contains("合并"), "{:?}", offers.kept);
}

#[test]
fn places_of_the_month_before_are_computed_from_then_on() {
    let rows = [
        "| 排名 | 镇街 | 得分 | 办件量（件） | 上月排名 |",
        "| 1 | 大桥街道 | 98.6 | 204 | 2 |",
        "| 2 | 沿江街道 | 97.9 | 980 | 1 |",
        "| 3 | 永宁镇 | 95.0 | 902 | 3 |",
    ];
    let (mut book, issue) = desk_with(&rows);
    let before = drawn(&book, &book.issue(&issue).unwrap());
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    assert_eq!(tables[0].new_names, ["得分", "办件量", "上月排名"]);
    book.learn_indicators(&issue, &[], &tables).unwrap();
    let learned = book.issue(&issue).unwrap();
    assert_eq!(drawn(&book, &learned), before);

    let next = "2025-07".parse().unwrap();
    let made = book.new_issue(&learned.bulletin, next, None).unwrap();
    let waiting: Vec<_> = made.empty_slots.iter().map(|slot| slot.slot.as_str()).collect();
    assert_eq!(waiting, ["表格（得分、办件量）"], "whoever reports is in it");
    let bulletin = book.bulletin(&learned.bulletin).unwrap();
    let code = |name: &str| bulletin.indicator_named(name).unwrap().code.clone();
    for (name, score, count) in
        [("大桥街道", "90.5", "1"), ("沿江街道", "99.1", "2"), ("永宁镇", "95.2", "3")]
    {
        let street = book.departments().unwrap().into_iter().find(|d| d.name == name).unwrap();
        for (indicator, typed) in [("得分", score), ("办件量", count)] {
            let key = FigureKey::new(&code(indicator), next, &street.code);
            book.set_figure(&key, typed, FigureSource::Typed).unwrap();
        }
    }
    let document = drawn(&book, &made.issue);
    let expected = [
        ["1", "沿江街道", "99.1", "2", "2"],
        ["2", "永宁镇", "95.2", "3", "3"],
        ["3", "大桥街道", "90.5", "1", "1"],
    ];
    assert_eq!(document, expected, "nobody typed who was where last month");
    let text = printed(&book, &made.issue.id);
    assert!(text.contains("排名\t镇街\t得分"), "{text}");
}

#[test]
fn places_that_figures_do_not_give_keep_a_table_as_it_is() {
    let rows = ["| 排名 | 镇街 | 得分 |", "| 1 | 甲镇 | 9 |", "| 1 | 乙镇 | 8 |"];
    let (book, issue) = desk_with(&rows);
    let offers = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap();
    assert!(offers.tables.is_empty() && offers.kept[0].contains("原来排第 1"), "{:?}", offers.kept);
}

#[test]
fn a_total_above_the_rows_stays_above_them() {
    let rows = [
        "| 序号 | 县区 | 受理（件） | < |",
        "| ^ | ^ | 本月 | 本年累计 |",
        "| 全市 | < | 30 | 300 |",
        "| 1 | 东区 | 20 | 210 |",
        "| 2 | 西区 | 10 | 90 |",
    ];
    let (mut book, issue) = desk_with(&rows);
    let before = printed(&book, &issue);
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    book.learn_indicators(&issue, &[], &tables).unwrap();
    assert_eq!(printed(&book, &issue), before);
}

#[test]
fn a_percent_said_by_the_head_is_not_said_again() {
    let rows = [
        "| 县区 | 受理（件） | 环比（%） | 同比（%） |",
        "| 东区 | 220 | 10.0 | -1.5 |",
        "| 西区 | 90 | -10.0 | 3.0 |",
    ];
    let (mut book, issue) = desk_with(&rows);
    let tables = book.new_tables(&book.issue(&issue).unwrap(), &[]).unwrap().tables;
    assert_eq!(tables[0].new_names, ["受理", "受理环比", "受理同比"]);
    book.learn_indicators(&issue, &[], &tables).unwrap();
    let learned = book.issue(&issue).unwrap();
    let stood = [["东区", "220", "10.0", "-1.5"], ["西区", "90", "-10.0", "3.0"]];
    assert_eq!(drawn(&book, &learned), stood);
    let next = "2025-07".parse().unwrap();
    let made = book.new_issue(&learned.bulletin, next, None).unwrap();
    let code = tables[0].indicators[0].code.clone();
    for (name, typed) in [("东区", "231"), ("西区", "99")] {
        let district = book.departments().unwrap().into_iter().find(|d| d.name == name).unwrap();
        let key = FigureKey::new(&code, next, &district.code);
        book.set_figure(&key, typed, FigureSource::Typed).unwrap();
    }
    let rows = drawn(&book, &made.issue);
    assert_eq!((rows[0][2].as_str(), rows[1][2].as_str()), ("5.0", "10.0"));
}
