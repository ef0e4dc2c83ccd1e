//! Right and wrong examples of the rules that look at more than one line.

use jiff::civil::date;

use super::*;
use crate::document::fixture::{fixture, item, section};
use crate::model::{Item, SectionKind};

/// The findings of a rule on an issue whose one section has these paragraphs in one item.
fn on(id: &str, paragraphs: &[&str]) -> Vec<(String, Level, bool)> {
    let mut fixture = fixture();
    fixture.issue.sections = vec![section("a", SectionKind::Prose, "情况", vec![item(paragraphs)])];
    of(&fixture.issue, &fixture.document(), id)
}

fn of(issue: &Issue, document: &Document, id: &str) -> Vec<(String, Level, bool)> {
    let remarks = proofread(issue, document).into_iter().filter(|r| r.finding.rule == id);
    remarks.map(|r| (r.finding.text, r.finding.level, r.fix.is_some())).collect()
}

/// Rule, paragraphs, what is found.
const FOUND: &[(&str, &[&str], &str, Level)] = &[
    ("P18", &["1.甲事项；", "2.乙事项。", "3.丙事项。"], "。", Level::Doubt),
    ("S02", &["1.甲事项。", "3.丙事项。"], "3.", Level::Must),
    ("S02", &["1.甲事项。", "1.乙事项。", "3.丙事项。"], "3.", Level::Must),
    ("S02", &["（一）甲事项。", "2.乙事项。"], "2.", Level::Must),
    ("S02", &["2.乙事项。", "3.丙事项。"], "2.", Level::Doubt),
    ("S04", &["1.甲事项。", "完成情况良好。"], "1.", Level::Hint),
    (
        "S08",
        &[
            "中心组织窗口人员开展业务培训并进行集中考试。",
            "中心组织窗口人员开展业务培训并进行集中考试。",
        ],
        "中心组织窗口人员开展业务培训并进行集中考试。",
        Level::Doubt,
    ),
    (
        "S10",
        &["围绕“服务提质”主题，邀请省内外专家", "进行授课，系统解读。"],
        "省内外专家",
        Level::Must,
    ),
    ("N21", &["举办第3期培训。", "第三期培训结束。"], "第三期", Level::Hint),
    ("W04", &["王\u{3000}强、王强参会。"], "王\u{3000}强", Level::Doubt),
    ("W06", &["各市（州）参加。", "12个市州完成。"], "市州", Level::Doubt),
];

/// Rule and paragraphs of which it must say nothing.
const SILENT: &[(&str, &[&str])] = &[
    ("P18", &["1.甲事项；", "2.乙事项；", "3.丙事项。"]),
    ("P18", &["1.甲事项。", "2.乙事项。"]),
    ("S02", &["1.甲事项。", "2.乙事项。", "（1）丙。", "（2）丁。", "3.戊事项。"]),
    ("S02", &["1.甲事项。", "1.另一组。", "2.乙事项。"]),
    ("S04", &["1.甲事项。", "2.乙事项。"]),
    (
        "S08",
        &[
            "中心组织窗口人员开展业务培训并进行集中考试。",
            "中心组织窗口人员开展业务培训并进行现场观摩。",
        ],
    ),
    ("S08", &["工作有序。", "工作有序。"]),
    ("S10", &["邀请省内外专家授课。", "进行系统解读。"]),
    ("N21", &["举办第3期培训。", "第四期培训结束。"]),
    ("N21", &["第三季度完成。", "第3名选手。"]),
    ("W04", &["王\u{3000}强、李\u{3000}明参会。"]),
    ("W06", &["12个市州完成。"]),
    ("W06", &["各市（州）参加，《市州工作办法》印发。"]),
];

#[test]
fn faults_over_several_lines_are_found() {
    for (id, paragraphs, text, level) in FOUND {
        let found = on(id, paragraphs);
        let said = found.iter().any(|(at, of, _)| at.contains(text) && of == level);
        assert!(said, "{id} {paragraphs:?}: {found:?}");
    }
}

#[test]
fn nothing_is_said_of_lines_that_are_right() {
    for (id, paragraphs) in SILENT {
        assert_eq!(on(id, paragraphs), [], "{id} {paragraphs:?}");
    }
}

#[test]
fn the_end_of_a_list_and_the_name_of_a_level_are_mended() {
    for id in ["P18", "W06", "S10"] {
        let (_, paragraphs, ..) = FOUND.iter().find(|(own, ..)| *own == id).unwrap();
        assert!(on(id, paragraphs).iter().any(|(.., mends)| *mends), "{id}");
    }
}

#[test]
fn dated_items_stand_in_order_and_open_with_their_day() {
    let issue_of = |days: [(i8, &str); 2]| {
        let mut fixture = fixture();
        let items =
            days.map(|(day, text)| Item { date: Some(date(2026, 3, day)), ..item(&[text]) });
        fixture.issue.sections = vec![section("a", SectionKind::News, "动态", items.to_vec())];
        fixture
    };
    let found = |fixture: &crate::document::fixture::Fixture, id| {
        of(&fixture.issue, &fixture.document(), id).len()
    };
    let right = issue_of([(4, "3月4日，中心召开会议。"), (12, "中心组织培训。")]);
    assert_eq!((found(&right, "N05"), found(&right, "N03")), (0, 0));
    let late = issue_of([(12, "中心组织培训。"), (4, "中心召开会议。")]);
    assert_eq!((found(&late, "N05"), found(&late, "N03")), (1, 0));
    let other = issue_of([(4, "3月5日，中心召开会议。"), (12, "中心组织培训。")]);
    assert_eq!((found(&other, "N05"), found(&other, "N03")), (0, 1));
}

#[test]
fn a_recipient_named_twice_is_asked_about() {
    let mut fixture = fixture();
    assert_eq!(of(&fixture.issue, &fixture.document(), "S12"), []);
    let again = fixture.issue.distribution[0].clone();
    fixture.issue.distribution.push(again);
    assert_eq!(of(&fixture.issue, &fixture.document(), "S12").len(), 1);
}
