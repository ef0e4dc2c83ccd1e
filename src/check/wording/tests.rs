//! Right and wrong examples of every rule, on lines and on issues.

use proptest::prelude::*;

use super::line::Edit;
use super::*;
use crate::document::fixture::{Fixture, fixture};
use crate::model::Month;

/// April 2025, published on 16 May.
fn april() -> Fixture {
    let mut fixture = fixture();
    fixture.issue.month = "2025-04".parse::<Month>().unwrap();
    fixture.issue.issue_date = Some("2025-05-16".parse().unwrap());
    fixture
}

fn on(id: &str, text: &str) -> Vec<Hit> {
    let line = Line::typed(text);
    let found = of_line(&line, &april().issue);
    found.into_iter().filter(|(rule, _)| rule.id == id).map(|(_, hit)| hit).collect()
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for edit in edits.iter().rev() {
        chars.splice(edit.start..edit.end, edit.new.chars());
    }
    chars.into_iter().collect()
}

/// A text with everything mended that a rule can mend.
fn mended(id: &str, text: &str) -> String {
    let mut edits: Vec<Edit> = on(id, text).into_iter().flat_map(|hit| hit.edits).collect();
    edits.sort_by_key(|edit| edit.start);
    edited(text, &edits)
}

/// Rule, wrong, right.
const MENDED: &[(&str, &str, &str)] = &[
    ("P01", "4月1日,水利厅印发", "4月1日，水利厅印发"),
    ("P01", "4月15日, 交通厅印发《措施》, 围绕", "4月15日，交通厅印发《措施》，围绕"),
    ("P01", "资源,", "资源，"),
    ("P01", "分三步:第一;第二!好?", "分三步：第一；第二！好？"),
    ("P02", "各县(市、区)和市(州)", "各县（市、区）和市（州）"),
    ("P02", "《办法(暂行)(征求意见稿)》", "《办法（暂行）（征求意见稿）》"),
    ("P02", "增长(3.2%)", "增长（3.2%）"),
    ("P03", "共两家（高新区)参加", "共两家（高新区）参加"),
    ("P05", "惠企\"直达快享\"政策", "惠企“直达快享”政策"),
    ("P05", "推进”一件事“改革", "推进“一件事”改革"),
    ("P06", "任务完成.", "任务完成。"),
    ("P06", "任务完成。。下一步", "任务完成。下一步"),
    ("P06", "甲，，乙", "甲，乙"),
    ("P07", "等等...后续", "等等……后续"),
    ("P07", "好。。。", "好……"),
    ("P07", "目标--一件事", "目标——一件事"),
    ("P08", "共 22 个窗口", "共22个窗口"),
    ("P08", "通过 APP 推送", "通过APP推送"),
    ("P08", "甲， 乙", "甲，乙"),
    ("P08", "5.6 %左右", "5.6%左右"),
    ("P09", "窗 口服务", "窗口服务"),
    ("P10", "５６件、５．６％", "56件、5.6%"),
    ("P10", "\u{3000}\u{3000}4月", "4月"),
    ("P10", "窗\u{200b}口", "窗口"),
    ("P10", "办结\u{202e}21\u{202c}件", "办结21件"),
    ("P10", "甲\u{2067}乙\u{2069}丙", "甲乙丙"),
    ("P11", "“甲”、“乙”和《丙》、《丁》", "“甲”“乙”和《丙》《丁》"),
    ("P12", "大厅、等", "大厅等"),
    ("P13", "《关于印发《办法》的通知》", "《关于印发〈办法〉的通知》"),
    ("P13", "他说“这是“一件事”改革”", "他说“这是‘一件事’改革”"),
    ("P14", "川办发[2025]4号、川办函（2024）12号", "川办发〔2025〕4号、川办函〔2024〕12号"),
    ("P15", "12-15家", "12～15家"),
    ("P15", "2024-2025年", "2024—2025年"),
    ("P15", "4月1日-10日", "4月1日—10日"),
    ("P16", "“3.15”活动", "“3·15”活动"),
    ("S01", "(一)4月1日", "（一）4月1日"),
    ("S01", "(二) 4月1日", "（二）4月1日"),
    ("S01", "（一）、总体", "（一）总体"),
    ("S01", "1、培训", "1.培训"),
    ("S01", "一.总体", "一、总体"),
    ("S01", "（1）.培训", "（1）培训"),
    ("S01", "①、培训", "①培训"),
    ("S09", "对窗口进行进行调研", "对窗口进行调研"),
    ("S09", "企业的的诉求", "企业的诉求"),
    ("N07", "二零二五年四月", "二〇二五年四月"),
    ("N07", "二○二五年", "二〇二五年"),
    ("N07", "25年4月", "2025年4月"),
    ("N07", "2025年四月", "2025年4月"),
    ("N08", "4月05号", "4月5日"),
    ("N08", "04月15日", "4月15日"),
    ("N09", "15～30%", "15%～30%"),
    ("N09", "9～16亿元", "9亿～16亿元"),
    ("N10", "有3、5家企业", "有三五家企业"),
    ("N19", "增长.24万件", "增长0.24万件"),
    ("N19", "受理1..5万件", "受理1.5万件"),
    ("W01", "四川省税务局、四川气象局", "四川省税务局、四川省气象局"),
    ("W03", "《办法》（下称《办法》）", "《办法》（以下简称《办法》）"),
    ("W07", "截止4月底", "截至4月底"),
    ("W08", "涉及到企业", "涉及企业"),
    ("W11", "认真的研究", "认真地研究"),
    ("W17", "布署工作，惯彻落实", "部署工作，贯彻落实"),
];

/// Rule and a text it finds fault with, but cannot mend.
const FOUND: &[(&str, &str)] = &[
    ("P03", "〔高新区】"),
    ("P04", "【高新区）"),
    ("P04", "围绕“一件事推进。"),
    ("P04", "（甲“乙）丙”"),
    ("P05", "推进\"一件事改革"),
    ("P12", "甲、乙……等"),
    ("P17", "窗口服务进一步"),
    ("S06", "一是抓培训；二是抓管理；四是抓考核。"),
    ("S07", "办件XX件"),
    ("S07", "办件××件"),
    ("S07", "负责人（待补）"),
    ("S07", "共？？件"),
    ("N01", "4月31日召开"),
    ("N01", "2025年2月29日召开"),
    ("N02", "4月25日（星期四）召开"),
    ("N02", "2025年4月25日周六召开"),
    ("N04", "6月3日，中心召开会议。"),
    ("N06", "近日，中心召开会议"),
    ("N10", "近20余名职工"),
    ("N10", "约50家左右"),
    ("N10", "超过100家以上"),
    ("N13", "时限缩短2倍"),
    ("N13", "差评下降了1.5倍"),
    ("N20", "全县二十二个窗口受理156件"),
    ("W02", "省经信厅、交通运输厅、省公安厅、水利厅、商务厅参加"),
    ("W07", "行政权利"),
    ("W09", "通过开展培训，使窗口人员素质提高。"),
    ("W10", "中心举办广播体操比赛火热开赛。"),
    ("W10", "原因是材料不全造成的。"),
    ("W12", "领导莅临窗口"),
    ("W13", "联系电话13800138000"),
    ("W13", "身份证510104199001011234"),
    ("W15", "领导高度重视"),
];

/// Rule and a text of which it must say nothing.
const SILENT: &[(&str, &str)] = &[
    ("P01", "上午9:30开始，共1,000件，比分3:1"),
    ("P01", "见https://a.cn/b,c?d=1:2处"),
    ("P01", "ISO 9001:2015标准"),
    ("P02", "函数f(x)"),
    ("P02", "见http://a.cn/(一)处"),
    ("P03", "（甲〔乙〕丙）"),
    ("P04", "1）甲；2）乙（丙）"),
    ("P05", "“甲”‘乙’"),
    ("P06", "增长3.2倍。附件1.docx"),
    ("P06", "一.总体"),
    ("P07", "德阳—乐山、4月—5月……"),
    ("P07", "——甲——"),
    ("P08", "Open Data Day大会"),
    ("P09", "《办公室 中央纪委》"),
    ("P09", "科员王\u{3000}强参会"),
    ("P10", "56件"),
    ("P11", "“甲”（一期）、“乙”"),
    ("P12", "一、等级评定；二、等候时间"),
    ("P13", "《甲〈乙〉丙》“丁‘戊’己”"),
    ("P14", "（2025）年、公告（2025年）4号、川办发〔2025〕4号"),
    ("P15", "电话028-8644、2025-04-25、G5-12号、COVID-19疫情"),
    ("P16", "“3·15”、“5.6万”"),
    ("P17", "窗口服务：（一）甲。"),
    ("S01", "（一）甲"),
    ("S01", "十.五规划、11、12月、3.5万件"),
    ("S01", "1.甲"),
    ("S06", "一是甲；二是乙；三是丙。"),
    ("S06", "这一是非问题"),
    ("S07", "XXL码、待补充材料、●重点"),
    ("S09", "为了了解情况，以发展为目的的活动，常常、层层、研究研究、一步一步，中心中心组"),
    ("N01", "4月30日、2024年2月29日"),
    ("N02", "4月25日（星期五）、2025年4月26日周六"),
    ("N04", "将于6月3日召开会议。5月1日召开。"),
    ("N07", "二〇二五年、2025年4月、第25年、一二三四年"),
    ("N08", "4月5日、10月20日、10号线"),
    ("N09", "15%～30%、12～15家"),
    ("N10", "3、5、7家；第3、5条；近20名；约50家"),
    ("N10", "1、2月"),
    ("N13", "增长2倍，下降50%，减少2件，压缩为1/2"),
    ("N19", "0.24万件、附件1.2、版本.NET、第一.2节"),
    ("N20", "二十二个窗口。第二十三条规定，共22个窗口、三十多项。"),
    ("N20", "几十个窗口受理156件"),
    ("W02", "省经信厅、省公安厅、省水利厅、省商务厅、省民政厅"),
    ("W02", "公安局、税务局、市民政局"),
    ("W01", "四川气象局召开会议"),
    ("W01", "四川省人民政府、四川日报"),
    ("W07", "报名截止4月30日、截止日期"),
    ("W09", "通过开展培训，窗口人员素质提高。通过培训，使用系统"),
    ("W10", "中心举办广播体操比赛。比赛火热开赛。"),
    ("W13", "受理13800138件、编号1234567890123"),
    ("W17", "部署、《布署》"),
    ("W17", "自己经办、公布署名文章、双重覆盖、一座落成、走近一步、不仅管理、竟相差"),
    ("W07", "移交待办事项、取消毁约"),
];

#[test]
fn wrong_becomes_right_and_stays_so() {
    let mut failures = Vec::new();
    for (id, wrong, right) in MENDED {
        let got = mended(id, wrong);
        let left = on(id, right).into_iter().any(|hit| !hit.edits.is_empty());
        if got != *right || left {
            failures.push(format!("{id} {wrong}: {got}, again: {left}"));
        }
    }
    assert_eq!(failures, Vec::<String>::new());
}

#[test]
fn what_only_a_person_can_mend_is_found() {
    let missed: Vec<_> = FOUND.iter().filter(|(id, text)| on(id, text).is_empty()).collect();
    assert_eq!(missed, Vec::<&(&str, &str)>::new());
}

#[test]
fn nothing_is_said_of_what_is_right() {
    let said: Vec<_> = SILENT.iter().filter(|(id, text)| !on(id, text).is_empty()).collect();
    assert_eq!(said, Vec::<&(&str, &str)>::new());
}

#[test]
fn every_rule_has_an_example_and_a_counterexample() {
    let named: Vec<&str> = MENDED.iter().map(|e| e.0).chain(FOUND.iter().map(|e| e.0)).collect();
    for rule in rules().iter().filter(|rule| matches!(rule.look, Look::Line(_) | Look::Dated(_))) {
        let has = named.contains(&rule.id) || rule.id == "W16";
        assert!(has, "{} has no wrong example", rule.id);
        let quiet = SILENT.iter().any(|e| e.0 == rule.id) || ["W16"].contains(&rule.id);
        assert!(quiet, "{} has no right example", rule.id);
    }
    let ids: Vec<&str> = rules().iter().map(|rule| rule.id).collect();
    let mut once = ids.clone();
    once.dedup();
    assert_eq!(ids, once);
}

#[test]
fn every_entry_of_the_lists_is_found_and_mended() {
    let mut failures = Vec::new();
    for entry in words::entries() {
        let text = words::example(entry);
        let hits = on(entry.rule, &text);
        let here = |hit: &&Hit| Line::typed(&text).slice(hit.start, hit.end) == entry.wrong;
        let Some(hit) = hits.iter().find(here) else {
            failures.push(format!("{} {} is not found in {text}", entry.rule, entry.wrong));
            continue;
        };
        let fixed = edited(&text, &hit.edits);
        let again = on(entry.rule, &fixed);
        let still =
            again.iter().any(|hit| Line::typed(&fixed).slice(hit.start, hit.end) == entry.wrong);
        if still && !hit.edits.is_empty() {
            failures.push(format!("{} is not mended: {fixed}", entry.wrong));
        }
    }
    assert_eq!(failures, Vec::<String>::new());
}

#[test]
fn the_lists_are_read_whole() {
    let lines: usize = words::texts()
        .iter()
        .flat_map(|text| text.lines())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .count();
    assert_eq!(words::entries().len(), lines, "a line of assets/words/ is not understood");
}

#[test]
fn a_hit_of_a_slot_or_of_what_is_generated_is_never_mended() {
    let mut fixture = april();
    let item = fixture.issue.sections.iter_mut().flat_map(|s| &mut s.items).next().unwrap();
    item.paragraphs = vec!["办件 {办件量} 万件,好 。".to_owned()];
    let document = fixture.document();
    let remarks = proofread(&fixture.issue, &document);
    let fixes: Vec<&Fix> = remarks.iter().filter_map(|remark| remark.fix.as_ref()).collect();
    assert!(fixes.len() >= 3, "{remarks:?}");
    let touched = fixes.iter().flat_map(|fix| &fix.edits).any(|edit| edit.old.contains(['{', '}']));
    assert!(!touched);
}

#[test]
fn every_place_is_a_place_of_the_printed_text() {
    let mut fixture = april();
    let item = fixture.issue.sections.iter_mut().flat_map(|s| &mut s.items).next().unwrap();
    item.paragraphs = vec!["办件 {办件量} 万件,好 。".to_owned()];
    let document = fixture.document();
    for remark in proofread(&fixture.issue, &document) {
        let finding = remark.finding;
        let block = document.blocks.iter().any(|block| match block {
            crate::document::Block::Paragraph { runs, .. }
            | crate::document::Block::Heading { runs, .. } => {
                let text: Vec<char> = crate::document::text_of(runs).chars().collect();
                text.get(finding.start..finding.end)
                    .is_some_and(|place| place.iter().collect::<String>() == finding.text)
            }
            _ => false,
        });
        assert!(block || finding.rule == "S12", "{finding:?}");
    }
}

/// A text with everything certain mended, as often as there is anything.
fn settled(text: &str) -> Option<String> {
    let mut text = text.to_owned();
    for _ in 0..8 {
        let found = of_line(&Line::typed(&text), &april().issue);
        let mut edits: Vec<Edit> = Vec::new();
        for (rule, hit) in found {
            let certain = hit.level.unwrap_or(rule.level) == Level::Must;
            let apart =
                |edit: &Edit| edits.iter().all(|e| e.end <= edit.start || edit.end <= e.start);
            if certain && hit.edits.iter().all(apart) {
                edits.extend(hit.edits);
            }
        }
        if edits.is_empty() {
            return Some(text);
        }
        edits.sort_by_key(|edit| edit.start);
        text = edited(&text, &edits);
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_read_and_its_places_are_in_it(text in "\\PC{0,60}") {
        let line = Line::typed(&text);
        for (_, hit) in of_line(&line, &april().issue) {
            prop_assert!(hit.start <= hit.end && hit.end <= line.chars.len());
            for pair in hit.edits.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            prop_assert!(hit.edits.iter().all(|e| e.start <= e.end && e.end <= line.chars.len()));
        }
    }

    #[test]
    fn mending_comes_to_an_end_and_keeps_the_figures(
        text in "([政务窗口等年月日号一二的]|[0-9]|[，。、；：（）《》“”〔〕]|[,.;:()\\[\\]%\"]|[ \u{3000}～-]|布署|截止4月){0,24}"
    ) {
        let Some(end) = settled(&text) else { panic!("never settles: {text}") };
        prop_assert_eq!(settled(&end), Some(end.clone()));
        let digits = |text: &str| text.chars().filter(|c| matches!(c, '1'..='9')).collect::<String>();
        prop_assert_eq!(digits(&end), digits(&text), "{} {}", text, end);
    }
}
