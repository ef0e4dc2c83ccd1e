//! What compose prints: openings, derived values, tables, empty places, the whole text.

use jiff::civil::date;

use super::fixture::{Fixture, figure, fixture, item, section};
use super::*;
use crate::model::Figures;
use crate::model::{DepartmentCode, Item, ItemState, Section, SectionKind, TableSpec};

fn lines(document: &Document) -> Vec<String> {
    plain_text(document).lines().map(str::to_owned).collect()
}

fn only(items: Vec<Item>, kind: SectionKind) -> Document {
    let mut fixture = fixture();
    fixture.issue.sections = vec![section("s", kind, "栏目", items)];
    fixture.document()
}

fn body(items: Vec<Item>, kind: SectionKind) -> Vec<String> {
    let all = lines(&only(items, kind));
    let end = all.iter().position(|line| line.starts_with("报：")).unwrap();
    all[5..end].to_vec()
}

fn table_of(fixture: &Fixture) -> Table {
    let document = fixture.document();
    let table = document.blocks.into_iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    table.unwrap()
}

fn spec(fixture: &mut Fixture) -> &mut TableSpec {
    fixture.issue.sections.iter_mut().find_map(|s| s.table.as_mut()).unwrap()
}

#[test]
fn masthead_is_four_lines_and_the_list_comes_last() {
    let lines = lines(&fixture().document());
    assert_eq!(
        lines[..5],
        [
            "青溪政务月报",
            "第3期（总第27期）",
            "青溪市政务服务管理和公共资源交易服务中心",
            "2026年4月10日",
            "一、2026年3月总体运行情况",
        ]
    );
    assert_eq!(
        lines[lines.len() - 3..],
        [
            "报：市政务服务管理办公室、市级有关部门（单位），中心领导。",
            "送：各县（区）政务服务中心。",
            "发：各窗口，中心各科室。",
        ]
    );
}

#[test]
fn slots_print_figures_and_derived_values_with_their_roles() {
    let document = fixture().document();
    let runs = document.blocks.iter().find_map(|block| match block {
        Block::Paragraph { runs, .. } => Some(runs),
        _ => None,
    });
    let printed: Vec<_> = runs
        .unwrap()
        .iter()
        .filter(|run| !matches!(run.role, Role::Plain))
        .map(|run| (run.role, run.text.as_str()))
        .collect();
    assert_eq!(
        printed,
        [
            (Role::Figure, "6.23"),
            (Role::Derived, "增长27.1%"),
            (Role::Derived, "下降2.7%"),
            (Role::Derived, "16.6"),
            (Role::Figure, "4.1"),
            (Role::Derived, "65.8%"),
            (Role::Figure, "1034"),
            (Role::Figure, "99.87"),
            (Role::Derived, "提高0.4个百分点"),
            (Role::Empty, "〔邮寄量〕"),
            (Role::Empty, "〔邮寄量·同比〕"),
            (Role::Empty, "〔帮办代办〕"),
        ]
    );
}

#[test]
fn every_empty_place_is_printed_and_reported() {
    let document = fixture().document();
    let reported: Vec<_> = empty_slots(&document)
        .iter()
        .map(|slot| (slot.label.as_str(), slot.reason, slot.section.as_str(), slot.item.as_str()))
        .collect();
    assert_eq!(
        reported,
        [
            ("邮寄量", EmptyReason::NoFigure, "一、", ""),
            ("邮寄量·同比", EmptyReason::NoFigure, "一、", ""),
            ("帮办代办", EmptyReason::UnknownName, "一、", ""),
            ("内容", EmptyReason::NoText, "三、", "（四）"),
            ("本栏目暂无内容", EmptyReason::NoText, "五、", ""),
        ]
    );
    let text = plain_text(&document);
    assert!(empty_slots(&document).iter().all(|s| text.contains(&format!("〔{}〕", s.label))));
    assert_eq!(text.matches('〔').count(), document.empty.len());
}

#[test]
fn a_bare_masthead_is_visible_too() {
    let mut fixture = fixture();
    fixture.issue.title.clear();
    fixture.issue.issuer = " ".into();
    fixture.issue.issue_date = None;
    let document = fixture.document();
    assert_eq!(
        lines(&document)[..4],
        ["〔刊名〕", "第3期（总第27期）", "〔编印单位〕", "〔印发日期〕"]
    );
    assert_eq!(document.empty.iter().filter(|slot| slot.anchor.is_none()).count(), 3);
}

#[test]
fn a_date_is_printed_unless_the_text_has_one() {
    let on = |text: &str| Item { date: Some(date(2026, 3, 5)), ..item(&[text]) };
    let printed = body(
        vec![
            on("召开会议。"),
            on("3月5日至7日，举办培训。"),
            on("2026年3月5日，发布公告。"),
            on("{月}5日，{月}例会召开。"),
            Item { lead: Some("增值化改革".into()), ..on("中心赴企业调研。") },
        ],
        SectionKind::Events,
    );
    assert_eq!(
        printed,
        [
            "（一）3月5日，召开会议。",
            "（二）3月5日至7日，举办培训。",
            "（三）2026年3月5日，发布公告。",
            "（四）3月5日，3月例会召开。",
            "（五）增值化改革。3月5日，中心赴企业调研。",
        ]
    );
}

#[test]
fn a_department_is_named_once() {
    let by = |name: &str, text: &str| Item {
        department: Some(name.into()),
        date: Some(date(2026, 3, 5)),
        ..item(&[text])
    };
    let printed = body(
        vec![
            by("水务局", "印发办法。"),
            by("税务局", "由税务局牵头，印发办法。"),
            by("税务局", "印发办法。税务局负责解释。"),
        ],
        SectionKind::News,
    );
    assert_eq!(
        printed,
        [
            "（一）3月5日，水务局印发办法。",
            "（二）3月5日，由税务局牵头，印发办法。",
            "（三）3月5日，税务局印发办法。税务局负责解释。",
        ]
    );
}

#[test]
fn items_left_out_do_not_take_a_number() {
    let out = Item { state: ItemState::LeftOut, ..item(&["不要。"]) };
    let document =
        only(vec![item(&["甲。"]), out, item(&["乙。", " ", "丙。"])], SectionKind::Work);
    let printed: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { runs, anchor } => {
                Some((text_of(runs), anchor.item, anchor.paragraph))
            }
            _ => None,
        })
        .collect();
    let expected = [("（一）甲。", 0, 0), ("（二）乙。", 2, 0), ("丙。", 2, 2)];
    assert_eq!(printed, expected.map(|(text, item, at)| (text.to_owned(), Some(item), at)));
}

#[test]
fn a_visits_section_never_loses_its_visits() {
    assert_eq!(
        body(Vec::new(), SectionKind::Visits),
        ["税务局党委委员、副局长柳青禾，公安局政治部主任白一舟。"]
    );
    let mut fixture = fixture();
    fixture.issue.visits.clear();
    let document = fixture.document();
    assert!(plain_text(&document).contains("3月，〔进大厅〕到市政务服务大厅"));
    assert!(document.empty.iter().any(|slot| slot.reason == EmptyReason::NoVisits));
}

#[test]
fn ties_share_a_place_and_columns_align() {
    let table = table_of(&fixture());
    let rows: Vec<String> = table.rows.iter().map(|row| text_of(row)).collect();
    let cell = |row: usize, column: usize| table.rows[row][column].text.as_str();
    assert_eq!(table.align, [Align::Centre, Align::Left, Align::Right, Align::Right]);
    assert_eq!(rows.len(), 4, "民政局 reported nothing: {rows:?}");
    assert_eq!([cell(0, 0), cell(1, 0), cell(2, 0), cell(3, 0)], ["1", "2", "2", "4"]);
    assert_eq!([cell(1, 1), cell(2, 1)], ["住房和城乡建设局", "医疗保障局"]);
    assert_eq!([cell(0, 3), cell(1, 3), cell(2, 3), cell(3, 3)], ["-4.0%", "20.0%", "—", "0.0%"]);
}

#[test]
fn a_table_keeps_its_limit_and_its_order() {
    let mut fixture = fixture();
    spec(&mut fixture).limit = 2;
    assert_eq!(table_of(&fixture).rows.len(), 2);
    let spec = spec(&mut fixture);
    (spec.limit, spec.rank_by) = (0, None);
    let table = table_of(&fixture);
    let names: Vec<_> = table.rows.iter().map(|row| row[0].text.as_str()).collect();
    assert_eq!(names, ["住房和城乡建设局", "税务局", "医疗保障局", "公安局"]);
}

#[test]
fn figures_of_an_unlisted_department_are_shown_under_its_code() {
    let mut fixture = fixture();
    fixture.figures.insert(figure(&fixture.bulletin, "ck", "2026-03", "d9", "5000"));
    assert_eq!(table_of(&fixture).rows[0][1].text, DepartmentCode::new("d9").as_str());
}

#[test]
fn a_table_without_rows_says_so() {
    let mut fixture = fixture();
    fixture.figures = Figures::default();
    let document = fixture.document();
    assert!(plain_text(&document).contains("2026年3月窗口办件量排名〔表中暂无数据〕"));
    assert!(document.empty.iter().any(|slot| slot.label == "表中暂无数据"));
}

#[test]
fn runs_hold_one_line_of_printable_text() {
    for (text, expected) in [
        ("甲\n乙", "甲乙"),
        ("New\r\nYork", "New York"),
        ("New\nYork", "New York"),
        ("a\u{0}\u{feff}b\u{1b}", "ab"),
        ("王　强", "王　强"),
    ] {
        assert_eq!(Run::plain(text).text, expected);
    }
}

const MERGED: [&str; 5] = [
    "| 窗口 | 受理（件） | < | 满意率 |",
    "| ^ | 本月 | 累计 | ^ |",
    "| 公安 | 12 | 340 | 99% |",
    "| 人社 | 8 | 160 | 98% |",
    "| 合计 | 20 | 500 | < |",
];

#[test]
fn merged_cells_reach_over_others_and_are_said_once() {
    let mut fixture = fixture();
    fixture.issue.sections = vec![section("s", SectionKind::Prose, "栏目", vec![item(&MERGED)])];
    let (document, table) = (fixture.document(), table_of(&fixture));
    assert_eq!((table.head_rows(), table.body().len()), (2, 3));
    let span = |row, column, rows, columns| Span { row, column, rows, columns };
    assert_eq!(
        table.spans,
        [span(0, 0, 2, 1), span(0, 1, 1, 2), span(0, 3, 2, 1), span(4, 2, 1, 2)]
    );
    assert_eq!(table.column_heads(), ["窗口", "受理（件） 本月", "受理（件） 累计", "满意率"]);
    assert_eq!(table.align[1..], [Align::Right, Align::Right, Align::Right]);
    assert!(!plain_text(&document).contains(['<', '^']));
}

#[test]
fn heads_of_columns_may_share_one_above_them() {
    let mut fixture = fixture();
    let of_before = table_of(&fixture);
    for column in &mut spec(&mut fixture).columns {
        column.over = "办件".to_owned();
    }
    let table = table_of(&fixture);
    let over: Vec<&str> = table.head.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(over, ["名次", "窗口", "办件", ""]);
    assert_eq!(table.column_heads()[2..], ["办件 办件量（件）", "办件 环比"]);
    assert_eq!(table.body(), of_before.rows);
    let columns: Vec<_> = table.spans.iter().map(|s| (s.column, s.rows, s.columns)).collect();
    assert_eq!(columns, [(0, 2, 1), (1, 2, 1), (2, 1, 2)]);
}

#[test]
fn what_opens_an_issue_takes_no_number() {
    let mut fixture = fixture();
    let opening = |title: &str| Section {
        unnumbered: true,
        ..section("o", SectionKind::Prose, title, vec![item(&["现将{月}情况通报如下："])])
    };
    let first = section("a", SectionKind::Prose, "总体情况", vec![item(&["平稳。"])]);
    let last =
        Section { unnumbered: true, ..section("b", SectionKind::News, "编后", Vec::new()) };
    fixture.issue.sections = vec![opening("关于{月}份情况的通报"), first, last];
    let printed = lines(&fixture.document());
    let expected =
        ["关于3月份情况的通报", "现将3月情况通报如下：", "一、总体情况", "平稳。", "编后"];
    assert_eq!(printed[4..9], expected);
    let levels = |fixture: &Fixture| -> Vec<u8> {
        let levels = fixture.document().blocks.into_iter().filter_map(|block| match block {
            Block::Heading { level, .. } => Some(level),
            _ => None,
        });
        levels.collect()
    };
    assert_eq!(levels(&fixture), [0, 1, 1], "the first is the issue's own title");
    let names = (0..3).map(|at| numbering::section_name(&fixture.issue, at));
    assert_eq!(names.collect::<Vec<_>>(), ["关于3月份情况的通报", "一、总体情况", "编后"]);

    fixture.issue.sections[0].title = "编者按".into();
    assert_eq!(levels(&fixture), [1, 1, 1], "a foreword has a title like any other");
    fixture.issue.sections[0].title = "关于{月}份情况的通报".into();
    fixture.issue.sections[0].items.insert(0, item(&["各进驻单位："]));
    let flush = |fixture: &Fixture| {
        let blocks = fixture.document().blocks;
        let flush = blocks.iter().filter(|block| match block {
            Block::Paragraph { runs, .. } => is_addressed(runs),
            _ => false,
        });
        flush.count()
    };
    assert_eq!(flush(&fixture), 1, "the first words alone, not 如下：");
    fixture.issue.sections[0].items.remove(0);
    assert_eq!(flush(&fixture), 0);

    fixture.issue.sections[0].title.clear();
    assert_eq!(lines(&fixture.document())[4..6], ["现将3月情况通报如下：", "一、总体情况"]);
    assert_eq!(numbering::section_name(&fixture.issue, 0), "开头");
    fixture.issue.sections[1].unnumbered = true;
    assert_eq!(levels(&fixture), [1, 1], "without any number all titles are alike");
}
