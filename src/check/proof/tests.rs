//! Each class with examples that belong to it and near ones that do not.

use std::borrow::Cow;

use proptest::prelude::*;

use super::passages::{Part, Passage};
use super::*;
use crate::document::Run;
use crate::document::fixture::{Fixture, fixture};

/// Every numeral of a literal paragraph.
fn of_text(text: &str) -> Vec<Numeral> {
    let Fixture { issue, bulletin, figures, .. } = &fixture();
    let passage = &Passage::new(Part::Paragraph, Cow::Owned(vec![Run::plain(text)]));
    let tokens = &classify::tokens(passage, bulletin);
    of_passage(&Scene::new((issue, bulletin, figures), passage, tokens))
}

fn classes(text: &str) -> Vec<(String, Class)> {
    of_text(text).into_iter().map(|numeral| (numeral.text, numeral.class)).collect()
}

fn all_are(class: Class, texts: &[&str]) {
    for text in texts {
        let found = classes(text);
        assert!(!found.is_empty(), "{text} has no numeral");
        assert!(found.iter().all(|(_, c)| *c == class), "{text}: {found:?}");
    }
}

#[test]
fn amounts_that_nothing_speaks_for_are_unproven() {
    all_are(
        Class::Unproven,
        &[
            "6支代表队",
            "近120名干部",
            "3起典型问题",
            "占59.49%",
            "提高4个百分点",
            "5.87万件",
            "42.24 亿元",
            "９５６人（次）",
            "约三成企业",
            "增长了两倍",
            "下降百分之三十",
            "三分之二的窗口",
            "共三个窗口",
            "二十二个窗口",
            "三万五千件",
            "等候12分钟",
            "12345件办件",
            "压减5个工作日",
            "3千家企业",
            "15～30家",
            "覆盖（142个）板块",
            "12345.6.7",
        ],
    );
}

#[test]
fn days_times_and_spans_are_dates() {
    all_are(
        Class::Date,
        &[
            "4月25日",
            "2025年4月",
            "一季度兑现",
            "前三季度",
            "12月底前",
            "1—4月",
            "3、4月份",
            "15至17日",
            "2024—2025年",
            "2025-04-25",
            "2025.4.25",
            "二〇二五年五月十六日",
            "9:30至12：00",
            "上午9时30分",
            "3个月",
            "近三个月",
            "两天",
            "半年",
            "周五",
            "星期三",
            "每半小时",
            "目录（2026年版）",
            "2024 年度",
            "4月15日均已办结",
        ],
    );
}

#[test]
fn what_orders_or_names_is_ordinal() {
    all_are(
        Class::Ordinal,
        &[
            "第2次代表会",
            "第三期培训",
            "高效办成一件事",
            "12345热线",
            "一窗受理",
            "省、州、县三级",
            "两会期间",
            "“一网通办”",
            "三等奖",
            "十四五规划",
            "二十大精神",
            "5G专网",
            "“1+3+N”",
            "7×24服务",
            "一是压减材料；二是压减环节",
            "3号窗口",
            "95598热线",
            "一个机制",
            "三个工作专班",
            "第三方机构",
            "V2.0",
        ],
    );
}

#[test]
fn words_with_a_digit_in_them_are_no_numerals() {
    for text in [
        "四川省",
        "一定要进一步统一思想",
        "一些、一体化、唯一",
        "十分重要",
        "万一出错",
        "千方百计",
        "统一名称",
        "百货",
        "百姓满意",
        "三门峡",
        "一起推进",
        "个百分点",
    ] {
        assert_eq!(classes(text), [], "{text}");
    }
}

#[test]
fn titles_numbers_of_documents_and_short_quotes_are_quoted() {
    all_are(
        Class::Quoted,
        &[
            "《优化营商环境十六条措施》",
            "《公开通报3起典型问题》",
            "川办发〔2025〕4号",
            "川办发[2025]4号",
            "《关于印发〈2025年5项任务〉的通知》",
            "“助企10条”",
        ],
    );
    all_are(Class::Unproven, &["领导指出：“本月办理3.5万件，比上月多。”", "》3件《"]);
}

#[test]
fn a_number_with_as_many_names_before_it_is_derived() {
    for text in [
        "公安局、税务局、民政局等3个窗口",
        "受理、审查、送达三个环节",
        "围绕底座、平台、场景、人工智能和安全保障等5个方面",
        "文化和旅游局、税务局等2个窗口",
        "省、市（州）、县（市、区）等3个层级",
        "（公安局、税务局2个窗口）",
    ] {
        assert!(classes(text).iter().all(|(_, class)| *class == Class::Derived), "{text}");
    }
    for text in ["公安局、税务局等22个窗口", "公安局、税务局，3个窗口", "公安局等3个窗口"]
    {
        assert!(classes(text).iter().all(|(_, class)| *class == Class::Unproven), "{text}");
    }
}

#[test]
fn values_and_units_are_as_printed() {
    let found = of_text("受理１,234.5万件，二十二个窗口，下降百分之三十，占三分之一，近300余人次");
    let parts: Vec<_> = found
        .iter()
        .map(|n| (n.value.as_deref().unwrap_or("-"), n.unit.as_deref().unwrap_or("-")))
        .collect();
    let expected = [("1234.5", "万件"), ("22", "个"), ("30", "%"), ("-", "-"), ("300", "人次")];
    assert_eq!(parts, expected);
    let place: Vec<_> = found.iter().map(|n| (n.start, n.end)).collect();
    assert_eq!(place[..2], [(2, 9), (12, 15)]);
}

#[test]
fn slots_speak_for_what_they_print() {
    let fixture = fixture();
    let found = proof(&fixture.issue, &fixture.bulletin, &fixture.figures, &fixture.document());
    let of = |class| found.iter().filter(move |n| n.class == class);
    let bound: Vec<_> = of(Class::Bound).map(|n| (n.text.as_str(), n.name.as_deref())).collect();
    let prose =
        [("6.23", "办件量"), ("4.1", "全程网办受理"), ("1034", "电话咨询"), ("99.87", "满意率")];
    assert_eq!(bound[..4], prose.map(|(text, name)| (text, Some(name))));
    let cells = ["3456", "1200", "1200", "87"].map(|text| (text, Some("窗口办件")));
    assert_eq!(bound[4..], cells);
    let derived: Vec<_> = of(Class::Derived).map(|n| n.text.as_str()).collect();
    assert_eq!(derived, ["27.1", "2.7", "16.6", "65.8", "0.4", "4.0", "20.0", "0.0"]);
    let unproven: Vec<_> = of(Class::Unproven).map(|n| n.text.as_str()).collect();
    assert_eq!(unproven, ["17", "42.5", "300", "120", "56", "1"]);
    let cell = found.iter().find(|n| n.text == "3456").unwrap();
    assert_eq!((cell.part, cell.paragraph, cell.column), (Part::Cell, 1, Some(2)));
    assert_eq!(cell.sentence, "2026年3月窗口办件量排名：税务局，办件量（件）");
    assert_eq!(cell.unit.as_deref(), Some("件"));
}

#[test]
fn a_place_is_told_by_section_item_and_characters() {
    let fixture = fixture();
    let found = proof(&fixture.issue, &fixture.bulletin, &fixture.figures, &fixture.document());
    let numeral = found.iter().find(|n| n.text == "300").unwrap();
    assert_eq!(numeral.section, "二、政务工作动态");
    assert_eq!(numeral.item.as_deref(), Some("（三）"));
    assert_eq!((numeral.paragraph, numeral.start, numeral.end), (1, 7, 10));
    assert_eq!(numeral.sentence, "活动共接待群众300余人次。");
    let number = found.first().unwrap();
    assert_eq!((number.text.as_str(), number.section.as_str()), ("3", "报头"));
    assert_eq!((number.part, number.class), (Part::Masthead, Class::Ordinal));
}

/// Text of the characters and marks a numeral may meet.
fn bulletin_text() -> impl Strategy<Value = String> {
    let pieces = "0 5 12 2025 . , ， 。 、 万 亿 % ％ 年 月 日 个 件 等 第 期 《 》 “ ” （ ） 〔 〕 号 : 一 两 十 百 千 半 分之 和 其中 共 - — a 🀄";
    let pieces: Vec<String> = pieces.split(' ').map(str::to_owned).collect();
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn spans_are_in_order_and_lie_within_the_text(text in prop_oneof![any::<String>(), bulletin_text()]) {
        let printed: Vec<char> = Run::plain(&text).text.chars().collect();
        let mut at = 0;
        for numeral in of_text(&text) {
            prop_assert!(numeral.start >= at && numeral.start < numeral.end);
            prop_assert!(numeral.end <= printed.len());
            let own: String = printed[numeral.start..numeral.end].iter().collect();
            prop_assert_eq!(own, numeral.text);
            at = numeral.end;
        }
    }
}
