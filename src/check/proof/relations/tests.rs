//! Each rule with texts it must name and near ones it must leave alone.

use crate::check::{Finding, Level, account};
use crate::document::fixture::{Fixture, figure, fixture, item, section};
use crate::document::{Block, Document};
use crate::model::{Item, SectionKind};
use jiff::civil::date;
use proptest::prelude::*;

const QUIET: [&str; 1] = ["numeral-unproven"];

/// Findings about one paragraph of the section of figures, as rule and level.
fn rules(source: &str) -> Vec<(&'static str, Level)> {
    of_paragraph(source).into_iter().map(|finding| (finding.rule, finding.level)).collect()
}

fn of_paragraph(source: &str) -> Vec<Finding> {
    let title = "{年月}总体运行情况";
    let found = of_section(SectionKind::Prose, title, vec![item(&[source])]);
    found.into_iter().filter(|finding| !QUIET.contains(&finding.rule)).collect()
}

fn of_section(kind: SectionKind, title: &str, items: Vec<Item>) -> Vec<Finding> {
    let mut fixture = fixture();
    fixture.issue.sections = vec![section("zongti", kind, title, items)];
    for (code, month, typed) in [("dh", "2026-02", "1034"), ("my", "2025-03", "80%")] {
        fixture.figures.insert(figure(&fixture.bulletin, code, month, "hall", typed));
    }
    findings_of(&fixture, &fixture.document())
}

fn findings_of(fixture: &Fixture, document: &Document) -> Vec<Finding> {
    account(&fixture.issue, &fixture.bulletin, &fixture.figures, document).findings
}

fn names(texts: &[&str], expected: (&'static str, Level)) {
    for text in texts {
        assert_eq!(rules(text), [expected], "{text}");
    }
}

fn leaves_alone(texts: &[&str]) {
    for text in texts {
        assert_eq!(rules(text), [], "{text}");
    }
}

#[test]
fn sums_in_brackets_add_up() {
    leaves_alone(&[
        "兑现92.84亿元（其中：减免86.07亿元、奖补6.77亿元）。",
        "兑现 92.84 亿元（其中：减免 86.07 亿元、奖补 6.77 亿元）。",
        "共6.1万件（其中网办5.87万件、窗口0.21万件）。",
        "共8件（其中网办5件）。",
        "走访8家企业（其中：规上3家）、12个部门。",
    ]);
    names(
        &[
            "兑现92.48亿元（其中：减免86.07亿元、奖补6.77亿元）。",
            "兑现92.84亿元（其中：减免86.07亿元、奖补9.77亿元）。",
            "共提出意见31条，其中19条当场答复，其余13条限期办理。",
            "网办5件、窗口3件，合计9件。",
        ],
        ("sum-text", Level::Must),
    );
    names(&["兑现92.86亿元（其中：减免86.07亿元、奖补6.77亿元）。"], ("sum-text", Level::Hint));
    names(&["共8件，其中网办5件、窗口4件。"], ("sum-text", Level::Doubt));
    names(&["共8件，其中网办5件、窗口2件。"], ("sum-text", Level::Hint));
    leaves_alone(&["网办5件、窗口3件，合计8件。", "共31条，其中19条当场答复，其余12条限期办理。"]);
}

#[test]
fn totals_and_rests_fit_the_list_before_them() {
    names(
        &[
            "走访规上企业68家、外资企业13家，共82家。",
            "行政许可类64件、公共服务类18件、确认类30件，合计121件。",
            "融资类（31%）、用工类（24%）为主，两类合计占65%。",
            "甲局31件、乙局24件，2个部门共65件。",
            "收集问题41个，当场解决29个，其余13个限期解决。",
        ],
        ("sum-text", Level::Must),
    );
    names(
        &["走访部门27个，收集问题41个，当场解决29个，其余15个限期解决。"],
        ("sum-text", Level::Doubt),
    );
    names(&["发现问题37个：①制度9个；②台账26个；③人员12个。"], ("sum-text", Level::Doubt));
    leaves_alone(&[
        "走访规上企业68家、外资企业13家，共81家。",
        "走访规上企业68家、外资企业13家，今年累计共213家。",
        "走访规上企业68家、外资企业13家，全县共有213家。",
        "省级2家、市级5家，共约8家。",
        "行政许可类64件、公共服务类18件，合计约80件。",
        "发现问题37个：①制度9个；②台账16个；③人员12个。",
        "走访部门27个，收集问题41个，当场解决29个，其余12个限期解决。",
        "融资类（31%）、用工类（24%）为主，两类合计占55%。",
    ]);
}

#[test]
fn shares_fit_part_and_whole() {
    let doubt = ("share-text", Level::Doubt);
    names(
        &[
            "共26458件，其中代办9120件，占43.5%。",
            "共受理98462件，日均3176件。其中电话81240件，占85.2%；网络17222件，占17.5%。",
            "许可类64件、服务类36件，合计100件，分别占64%、63%。",
        ],
        doubt,
    );
    names(&["共26458件，其中代办9120件，占34.6%。"], ("share-text", Level::Hint));
    leaves_alone(&[
        "共26458件，其中代办9120件，占34.5%。",
        "共26458件，其中代办9120件，占代办总量的90.5%。",
        "共受理98462件，日均3176件。其中电话81240件，占82.5%；网络17222件，占17.5%。",
        "许可类64件、服务类36件，合计100件，分别占64%、36%。",
    ]);
}

#[test]
fn changes_fit_the_sides_the_text_gives() {
    names(
        &[
            "占比由55.3%提高到61.8%，提高5.6个百分点。",
            "占比由61.8%提高到55.3%。",
            "时限由8.2个工作日压缩至5.1个工作日，压缩1.3个工作日。",
            "累计412.5万件，较去年同期的358.9万件增加56.3万件。",
            "累计412.5万件，较去年同期的358.9万件增加53.6万件，增长19.4%。",
            "受理12.08万件，同比减少0.86万件，下降7.6%。",
            "受理12.08万件，同比减少0.86万件，增长6.6%。",
            "较2月的26105件增加2211件，环比增长5.8%。",
            "平均时限从20天减为5天，压缩率57%。",
        ],
        ("change-text", Level::Must),
    );
    names(&["受理12.08万件，同比减少0.86万件，下降6.8%。"], ("change-text", Level::Hint));
    names(&["占比由55.3%提高到61.8%，提高6.5%。"], ("change-unit", Level::Doubt));
    leaves_alone(&[
        "占比由55.3%提高到61.8%，提高6.5个百分点。",
        "占比由55.3%提高到61.8%，提高11.8%。",
        "占比由55.3%提高到61.8%，全市提高2.1个百分点。",
        "累计412.5万件，较去年同期的358.9万件增加53.6万件，增长14.9%。",
        "受理12.08万件，同比减少0.86万件，下降6.6%。",
        "受理12.08万件，同比减少0.86万件，办结率提高6.6%。",
        "较2月的26105件增加2211件，同比增长5.8%。",
        "较2月的26105件增加2211件，环比增长8.5%。",
        "由5次减至1次，提高效率30%。",
        "材料由23份减至6份，次数由5次减至1次。",
        "办结11件，按期办结率99.1%，同比提高3个百分点。",
        "时限由约20天减为5天，压缩一半，节约10天。",
        "受理12件、13件，同比分别增长5%、下降6%。",
    ]);
}

#[test]
fn a_monthly_average_fits_the_year_it_is_of() {
    names(&["全年累计受理51.6万件，月均3.4万件。"], ("rate-text", Level::Doubt));
    leaves_alone(&["全年累计受理51.6万件，月均4.3万件。", "累计受理51.6万件，月均3.4万件。"]);
}

#[test]
fn a_change_of_another_base_is_called_by_its_name() {
    let found = of_paragraph("办理{办件量}万件，同比增长27.1%。");
    let rules: Vec<_> = found.iter().map(|f| (f.rule, f.level)).collect();
    assert_eq!(rules, [("change-base", Level::Must)]);
    assert!(found[0].message.contains("环比相同"), "{}", found[0].message);
}

#[test]
fn no_part_is_larger_than_its_whole() {
    names(&["共8件（其中网办9件）。"], ("sum-part", Level::Must));
    names(&["共8件，其中网办9件，窗口2件。", "受理8件。其中网办9件。"], ("sum-part", Level::Doubt));
    leaves_alone(&["受理8件，其中网办8件。", "共8件，其中企业9家。", "受理8件，办结9件。"]);
}

#[test]
fn units_of_one_sum_are_the_same() {
    let mixed = rules("共1.2万件（其中：网办1万件、窗口2000件）。");
    assert_eq!(mixed, [("sum-unit-mixed", Level::Hint)]);
}

#[test]
fn lists_are_counted() {
    let doubt = ("count-list", Level::Doubt);
    names(
        &[
            "甲局、乙局、丙局、丁局等5个窗口参加。",
            "甲局、乙局、丙局等2个窗口参加。",
            "从受理、审查、送达四个环节查找原因。",
            "甲县、乙县3个县参加。",
        ],
        doubt,
    );
    names(&["甲局、乙局、丙局等4个窗口参加。"], ("count-list", Level::Hint));
    leaves_alone(&[
        "甲局、乙局、丙局、丁局等4个窗口参加。",
        "甲局、乙局等12个窗口参加。",
        "从受理、审查、送达三个环节查找原因。",
        "文化和旅游局、甲局、乙局、丙局等4个窗口参加。",
        "赴甲县、乙县开展3项活动。",
        "受理17件、办结8件。",
        "走访医院、卫生院、诊所共9家。",
        "围绕底座（平台、场景）、智能等2个方面。",
    ]);
}

#[test]
fn stated_changes_are_held_against_the_series() {
    leaves_alone(&[
        "办理{办件量}万件，环比增长27.1%，同比下降2.7%。",
        "办理{办件量}万件，较上月增加1.33万件。",
        "满意率{满意率}%，比上月提高0.37个百分点。",
        "办件量环比增长27.1%。",
        "办理{办件量}万件，环比{办件量·环比}，同比{办件量·同比}。",
        "邮寄3件，环比增长5%。",
        "办理{办件量}万件，其中网办环比增长5%。",
        "今年以来办理{办件量·累计}万件，同比增长5%。",
    ]);
    names(
        &[
            "办理{办件量}万件，环比增长21.7%。",
            "办理{办件量}万件，环比{办件量·环比}，同比下降27.1%。",
            "满意率{满意率}%，比上月提高0.73个百分点。",
            "办理{办件量}万件，较上月增加3.33万件。",
            "办件量环比增长37.1%。",
        ],
        ("change-value", Level::Must),
    );
    names(&["办理{办件量}万件，环比增长28.7%。"], ("change-value", Level::Hint));
}

#[test]
fn words_of_direction_fit_the_signs() {
    names(
        &[
            "办理{办件量}万件，环比下降27.1%。",
            "办理{办件量}万件，同比有所增长。",
            "办理{办件量}万件，环比持平。",
            "满意率{满意率}%，较上月回落。",
        ],
        ("change-direction", Level::Must),
    );
    names(&["办理{办件量}万件，环比下降{办件量·环比}。"], ("change-doubled", Level::Must));
    names(&["办理{办件量}万件，同比{办件量·环比}。"], ("change-base", Level::Must));
}

#[test]
fn points_are_told_from_percent() {
    names(
        &[
            "满意率{满意率}%，同比提高19.87%。",
            "满意率{满意率}%，同比提高19.87件。",
            "办理{办件量}万件，环比增长27.1个百分点。",
        ],
        ("change-unit", Level::Doubt),
    );
    leaves_alone(&[
        "满意率{满意率}%，同比提高19.87个百分点。",
        "满意率{满意率}%，同比提高24.84%。",
    ]);
}

#[test]
fn months_of_the_print_are_those_of_the_issue() {
    names(
        &["2月，办理{办件量}万件。", "2025年3月，办理{办件量}万件。"],
        ("month-text", Level::Doubt),
    );
    names(&["办理{办件量}万件。2月接待企业3家。"], ("month-text", Level::Doubt));
    leaves_alone(&[
        "3月，办理{办件量}万件。",
        "4月将开展培训。",
        "1—3月，办理{办件量}万件。",
        "{月}，办理{办件量}万件。",
        "2月底前完成。",
        "3月4日，召开会议。",
    ]);
    let titled = of_section(SectionKind::Prose, "2026年2月总体运行情况", vec![item(&["正文。"])]);
    assert_eq!(titled.iter().map(|f| f.rule).collect::<Vec<_>>(), ["month-title"]);
    let planned = of_section(SectionKind::Prose, "2026年4月工作计划", vec![item(&["正文。"])]);
    assert_eq!(planned, []);
    let dated = |text: &str| {
        let event = Item { date: Some(date(2026, 3, 4)), ..item(&[text]) };
        of_section(SectionKind::Events, "动态", vec![event])
            .into_iter()
            .map(|f| f.rule)
            .collect::<Vec<_>>()
    };
    assert_eq!(dated("3月5日，召开会议。"), ["date-item"]);
    assert_eq!(dated("3月35日，召开会议。"), ["date-item"]);
    assert_eq!(dated("3月4日，召开2062年第2次会议。"), ["year-far"]);
    assert_eq!(dated("3月4日至6日，召开会议。"), Vec::<&str>::new());
    assert_eq!(dated("召开会议。"), Vec::<&str>::new());
}

#[test]
fn a_literal_number_is_held_against_the_figure_its_words_name() {
    names(&["提供电话咨询1043人次。", "全程网办受理41032件。"], ("numeral-differs", Level::Doubt));
    leaves_alone(&[
        "提供电话咨询1034人次。",
        "全程网办受理4.1万件。",
        "今年以来提供电话咨询5043人次。",
        "去年同期提供电话咨询943人次。",
        "接待企业43家。",
    ]);
    let fixture = fixture();
    let mut issue = fixture.issue.clone();
    let paragraph = item(&["提供电话咨询1034人次，接待企业43家。"]);
    issue.sections = vec![section("zongti", SectionKind::Prose, "总体", vec![paragraph])];
    let document = crate::document::compose(&issue, &fixture.bulletin, &fixture.figures, &[]);
    let numerals = crate::check::proof(&issue, &fixture.bulletin, &fixture.figures, &document);
    let sources: Vec<_> = numerals
        .iter()
        .filter(|n| n.class == crate::check::Class::Unproven)
        .map(|n| n.proposal.as_ref().map(|proposal| proposal.source.as_str()))
        .collect();
    assert_eq!(sources, [Some("{电话咨询}"), None]);
}

#[test]
fn the_power_printed_after_a_slot_fits_its_figure() {
    let mut fixture = fixture();
    let paragraph = item(&["办理{办件量}万件。"]);
    fixture.issue.sections = vec![section("zongti", SectionKind::Prose, "总体", vec![paragraph])];
    let mut document = fixture.document();
    for (power, expected) in [("万件。", vec![]), ("件。", vec!["figure-printed"])] {
        let Some(Block::Paragraph { runs, .. }) = document.blocks.get_mut(2) else { panic!() };
        runs.last_mut().unwrap().text = power.to_owned();
        let found = findings_of(&fixture, &document);
        assert_eq!(found.iter().map(|f| f.rule).collect::<Vec<_>>(), expected, "{power}");
    }
}

#[test]
fn a_text_that_is_no_paragraph_is_said_not_to_be_checked() {
    let long = "甲局、乙局等5件，环比增长3.2%。".repeat(600);
    assert_eq!(rules(&long), [("proof-too-long", Level::Doubt)]);
}

#[test]
fn many_months_are_looked_at_where_they_are_known() {
    names(&["提供电话咨询{电话咨询}人次。"], ("figure-repeated", Level::Hint));
    names(&["办理{办件量}万件，连续2个月增长。"], ("series-streak", Level::Must));
    names(&["办理{办件量}万件，创历史新高。"], ("series-record", Level::Must));
    leaves_alone(&["办理{办件量}万件，创今年以来新高。", "办理{办件量}万件，连续1个月增长。"]);
}

#[test]
fn unproven_amounts_are_questions_where_figures_belong() {
    let of = |kind| {
        let found = of_section(kind, "栏目", vec![item(&["接待企业43家，第2次会议，一是认真。"])]);
        found.into_iter().map(|f| (f.rule, f.level, f.text)).collect::<Vec<_>>()
    };
    let finding = |level| [("numeral-unproven", level, "43".to_owned())];
    assert_eq!(of(SectionKind::Prose), finding(Level::Doubt));
    assert_eq!(of(SectionKind::News), finding(Level::Hint));
}

#[test]
fn a_change_the_series_gives_is_derived() {
    let fixture = fixture();
    let mut issue = fixture.issue.clone();
    let paragraph = item(&["办理{办件量}万件，环比增长27.1%，同比下降12.7%。"]);
    issue.sections = vec![section("zongti", SectionKind::Prose, "总体", vec![paragraph])];
    let document = crate::document::compose(&issue, &fixture.bulletin, &fixture.figures, &[]);
    let numerals = crate::check::proof(&issue, &fixture.bulletin, &fixture.figures, &document);
    let classes: Vec<_> = numerals.iter().skip(1).map(|n| (n.text.as_str(), n.class)).collect();
    use crate::check::Class::{Bound, Derived, Unproven};
    let tail = &classes[classes.len() - 3..];
    assert_eq!(tail, [("6.23", Bound), ("27.1", Derived), ("12.7", Unproven)]);
}

/// Text of the words and marks that relations look for.
fn related_text() -> impl Strategy<Value = String> {
    let pieces = "1 2.5 10 99.9 0 100000000 万 亿 % 个百分点 件 个 元 倍 月均 全年 ， 。 ； 、 ： （ ） 由 从 \
                  提高到 减至 增加 下降 增长 其中 合计 共 共计 其余 占 占比 分别占 等 较 比 同比 环比 上月的 \
                  去年同期的 约 以上 连续 个月 创 新高 甲局 乙局 2月 ① “ ”";
    let pieces: Vec<String> = pieces.split_whitespace().map(str::to_owned).collect();
    prop::collection::vec(prop::sample::select(pieces), 0..48).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_held_against_itself(text in prop_oneof![any::<String>(), related_text()]) {
        let printed = crate::document::Run::plain(text.trim()).text.chars().count();
        for finding in of_paragraph(&text.replace(['{', '}'], "")) {
            prop_assert!(finding.start <= finding.end, "{finding:?}");
            prop_assert!(finding.end <= printed + 64, "{finding:?}");
        }
    }
}
