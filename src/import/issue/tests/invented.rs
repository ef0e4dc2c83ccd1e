//! Issues of other halls and months, invented.

use super::*;
use crate::import::{StandingProse, decode};
use crate::model::{ItemNumbering, SectionKind};
use crate::text::house_style::normalise;

/// The built-in series a month later: other wording, exact numbers, another order, a new section.
const MAY: &str = "\
政务窗口月报

第5期

云岭省政府政务服务和公共资源交易服务中心

2025年6月13日

一、2025年5月份总体运行情况

5月，省本级共办理政务服务事项61023件，环比增长2.1%。各进驻部门（单位）窗口共受理全程网办政务服务事项**5.82**万件，办结全程网办事项**5.91**万件;综合窗口共受理政务服务事项**2214**件，窗口出件**0.26**万件;大厅现场邮寄**1873**件;为办事企业群众提供现场咨询服务**7020**人次、电话咨询**1002**人次。

二、政务服务工作动态

（一）5月8日上午，省中心召开干部职工大会，传达学习有关精神,安排部署近期工作，要求各窗口进一步优化服务,提升办事体验。

(二)5月12日至14日，省中心赴青川市开展调研，共走访窗口35个、企业12家。

三、重点工作推进情况

（一）重大项目。2025年5月，通过省本级重大项目服务专区绿色通道受理政务服务事项21件、办结15件，涉及省级重点项目9个，审批提速率达61.2%。

（二）惠企政策“直达快享”。通过云岭政务服务网推送惠企政策事项，共计推送1980条，涉及企业1.2万家；截至5月底，2025年惠企资金预算42.24亿元，一季度兑现92.84亿元（其中：奖补6.77亿元、减免86.07亿元）。

（三）帮办代办。今年以来，建立帮办队伍，共有帮办人员126名，服务企业340家。

四、窗口资讯

(一) 5月6日,省公安厅印发《窗口服务办法》,明确了流程。

(二) 5月20日, 国家税务总局云岭省税务局举办培训班(第一期), 320名纳税人参加。

五、公共资源交易情况

5月，全省公共资源交易平台完成交易项目1200个，交易额350.5亿元。

六、厅（局）长进大厅

5月，省委编办副主任王小明，商务厅党组成员、副厅长李雷，国家税务总局云岭省税务局党委委员、副局长韩梅梅到省政务服务大厅窗口调研值守，现场协调问题3个。

报：省政务管理办公室、省级相关部门（单位）、省中心领导。

送：各市（州）政务服务管理局。

发：省级相关部门（单位）窗口，省直部门办事大厅，省中心各处（室）、直属单位。

（共印50份）
";

/// Another hall's bulletin in January: one-line masthead, 总第N期, Chinese ordinals, page numbers.
const YEAR_END: &str = "\
江州政务简报\u{3000}第十二期（总第58期）\u{3000}江州市政务服务管理局\u{3000}2025年1月6日
【本期导读】全年收官。
一、12月运行情况
12月，全市各级大厅接待群众12.3万人次，受理事项84512件，办结84010件，好差评满意率99.98%。
二、工作动态
1.12月3日，市政务服务管理局召开
第 1 页 共 3 页
年终总结会。
2.12月30日，举办迎新活动
3.2025年1月2日，召开新年部署会。
三、效能监督
（1）明察暗访。检查窗口，
未发现违规行为。
（2）电话回访。回访办事群众。
四、领导进大厅
12月，市住建局党组书记、局长周海，市人社局副局长吴芳芳，市公安局交警支队支队长郑强分别到市民服务中心坐班接访。
抄报：市委、市政府。
抄送：各县（市、区）政务服务管理局、各进驻单位。
发：局机关各科室
";

/// A county's sheet: no ordinals, one list of news, visits that do not fit the pattern.
const COUNTY: &str = "\
清溪县政务服务简讯
2025年第6期
清溪县行政审批局
二〇二五年七月三日
【基本情况】
6月份，县大厅办件量9086件，其中网办6120件{注}。
【部门动态】
6月5日，县水利局优化取水许可流程。
6月18日，县市场监管局推行
“一照多址”。
【局长进大厅】
6月，县住建局局长高明同志、副局长等到大厅值班。
";

fn text_of(proposal: &IssueProposal, bulletin: &Bulletin) -> String {
    print(proposal, bulletin).concat()
}

#[test]
fn the_next_month_of_the_series_is_read_in_spite_of_its_changes() {
    let bulletin = zhengwu();
    let proposal = read(MAY);
    assert_eq!(proposal.masthead.month.to_string(), "2025-05");
    let expected = [
        ("办理政务服务事项", "61023"),
        ("全程网办受理", "5.82万"),
        ("全程网办办结", "5.91万"),
        ("综合窗口受理", "2214"),
        ("窗口出件量", "0.26万"),
        ("现场邮寄量", "1873"),
        ("现场咨询", "7020"),
        ("电话咨询", "1002"),
        ("重大项目受理", "21"),
        ("重大项目办结", "15"),
        ("涉及省级重点项目", "9"),
        ("审批提速率", "61.2%"),
        ("惠企政策推送", "1980"),
        ("惠企政策涉及企业", "1.2万"),
        ("惠企资金年度预算", "42.24亿"),
        ("惠企资金一季度兑现", "92.84亿"),
        ("奖补", "6.77亿"),
        ("减免", "86.07亿"),
    ];
    assert_eq!(figures(&proposal, &bulletin), expected.map(|(n, v)| (n.to_owned(), v)));
    let keys: Vec<_> = proposal.sections.iter().map(|s| s.key.as_str()).collect();
    assert_eq!(keys, ["overview", "events", "work", "news", "公共资源交易情况", "visits"]);
    assert_eq!(proposal.sections[4].kind, SectionKind::Prose);
    let departments: Vec<_> = proposal.visits.iter().map(|v| v.department.as_str()).collect();
    assert_eq!(departments, ["省委编办", "商务厅", "国家税务总局云岭省税务局"]);
    let levels = DistributionLevel::ALL
        .map(|level| proposal.recipients.iter().filter(|r| r.level == level).count());
    assert_eq!(levels, [3, 1, 3]);
    assert_eq!((proposal.unplaced.as_slice(), proposal.copies), (&[][..], Some(50)));
    let open = proposal.notes.iter().filter(|note| note.contains("未绑定")).count();
    assert_eq!(open, 3, "{:?}", proposal.notes);
    let source: String = MAY.lines().filter(|l| !l.contains("共印")).map(normalise).collect();
    assert_eq!(text_of(&proposal, &bulletin), source);
}

#[test]
fn a_page_turn_anywhere_in_a_sentence_is_undone() {
    let bulletin = zhengwu();
    let whole = read(MAY);
    let text = text_of(&whole, &bulletin);
    for (index, line) in MAY.lines().enumerate() {
        if line.chars().count() < 60 {
            continue;
        }
        for (at, next) in line.char_indices().skip(25).step_by(2) {
            let (start, end) = line.split_at(at);
            let before = start.chars().last().unwrap();
            let inside_token = |c: char| c.is_ascii_digit() || matches!(c, '.' | '*');
            if matches!(before, '。' | '：') || (inside_token(before) && inside_token(next)) {
                continue;
            }
            let turned = format!("{start}\n\n— 7 —\n\n{end}");
            let lines: Vec<&str> = MAY
                .lines()
                .enumerate()
                .map(|(i, l)| if i == index { &turned } else { l })
                .collect();
            let proposal = read(&lines.join("\n"));
            assert_eq!(text_of(&proposal, &bulletin), text, "{turned}");
            assert_eq!(proposal.figures, whole.figures, "{turned}");
            assert_eq!(proposal.visits, whole.visits, "{turned}");
            assert_eq!(proposal.joined.len(), 1, "{turned}");
        }
    }
}

#[test]
fn another_halls_bulletin_keeps_its_own_shape() {
    let bulletin = zhengwu();
    let proposal = read(YEAR_END);
    let masthead = &proposal.masthead;
    assert_eq!(masthead.title, "江州政务简报");
    assert_eq!((masthead.number, masthead.total_number), (Some(12), Some(58)));
    assert_eq!(masthead.issuer, "江州市政务服务管理局");
    assert_eq!(masthead.month.to_string(), "2024-12");
    let events = section(&proposal, "events");
    assert_eq!(events.numbering, ItemNumbering::Arabic);
    let dates: Vec<_> = events.items.iter().map(|i| i.date.unwrap().to_string()).collect();
    assert_eq!(dates, ["2024-12-03", "2024-12-30", "2025-01-02"]);
    assert_eq!(events.items[0].paragraphs, ["市政务服务管理局召开年终总结会。"]);
    let checks = section(&proposal, "效能监督");
    assert_eq!(checks.kind, SectionKind::Work);
    assert_eq!(checks.items[0].lead.as_deref(), Some("明察暗访"));
    assert_eq!(checks.items[0].paragraphs, ["检查窗口，未发现违规行为。"]);
    assert_eq!(proposal.visits.len(), 3);
    let levels: Vec<_> = proposal.recipients.iter().map(|r| r.level.label()).collect();
    assert_eq!(levels, ["报", "报", "送", "送", "发"]);
    assert_eq!(proposal.unplaced.len(), 1);
    assert!(proposal.unplaced[0].text.contains("本期导读"));
    assert!(text_of(&proposal, &bulletin).contains("好差评满意率99.98%。二、工作动态1.12月3日，"));
}

#[test]
fn the_encoding_of_the_file_makes_no_difference() {
    let (bytes, ..) = encoding_rs::GB18030.encode(YEAR_END);
    assert_eq!(read(&decode(&bytes).unwrap()), read(YEAR_END));
    let utf16: Vec<u8> = YEAR_END.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&decode(&utf16).unwrap()), read(YEAR_END));
    let windows = format!("\u{feff}{}", YEAR_END.replace('\n', "\r\n"));
    assert_eq!(read(&decode(windows.as_bytes()).unwrap()), read(YEAR_END));
}

#[test]
fn a_sheet_without_ordinals_is_read_by_its_frames() {
    let proposal = read(COUNTY);
    let masthead = &proposal.masthead;
    assert_eq!((masthead.title.as_str(), masthead.number), ("清溪县政务服务简讯", Some(6)));
    assert_eq!(masthead.month.to_string(), "2025-06");
    let titles: Vec<_> = proposal.sections.iter().map(|s| s.title.as_str()).collect();
    assert_eq!(titles, ["基本情况", "部门动态", "局长进大厅"]);
    let news = section(&proposal, "news");
    assert_eq!(news.items.len(), 2);
    assert_eq!(news.items[1].department.as_deref(), Some("县市场监管局"));
    assert_eq!(news.items[1].paragraphs, ["县市场监管局推行“一照多址”。"]);
    let basics = &proposal.sections[0].items[0].paragraphs[0];
    assert!(basics.contains("{{注}}"), "{basics}");
    assert!(proposal.visits.is_empty());
    assert_eq!(proposal.unplaced.len(), 1, "{:?}", proposal.unplaced);
    assert_eq!(section(&proposal, "visits").items[0].paragraphs.len(), 1);
}

#[test]
fn learned_paragraphs_carry_wording_the_definition_does_not_know() {
    let bulletin = zhengwu();
    let source = "{月}，大厅现场接待来访者{现场咨询}人次，线上答疑{电话咨询}人次。".to_owned();
    let standing = vec![StandingProse { section: "overview".to_owned(), source }];
    let text = "第6期\n2025年7月9日\n一、2025年6月总体运行情况\n6月，大厅现场共接待来访者7001人次，线上答疑1204人次。\n";
    let known = Known { standing, ..Known::default() };
    let proposal = read_issue(text, &bulletin, &known).unwrap();
    let expected = [("现场咨询".to_owned(), "7001"), ("电话咨询".to_owned(), "1204")];
    assert_eq!(figures(&proposal, &bulletin), expected);
}

#[test]
fn totals_of_the_year_and_approximations_are_no_figures_of_the_month() {
    let bulletin = zhengwu();
    let text = "一、2025年6月总体运行情况\n今年以来，累计办理政务服务事项35.2万件；6月，办理政务服务事项6.4万件，窗口出件量2000余件，去年同期现场邮寄量1500件。\n";
    let proposal = read(text);
    assert_eq!(figures(&proposal, &bulletin), [("办理政务服务事项".to_owned(), "6.4万")]);
}

#[test]
fn numbers_of_other_times_plans_and_comparisons_stay_text() {
    let bulletin = zhengwu();
    for (text, expected) in [
        ("办理政务服务事项6.6万件，比去年同期的6.1万件增长8%。", vec!["6.6万"]),
        ("上半年，办理政务服务事项37万件，电话咨询5980人次。", vec![]),
        ("1—6月，办理政务服务事项37万件；6月，办理政务服务事项6.2万件。", vec!["6.2万"]),
        ("2025年，累计办理政务服务事项37万件，其中现场邮寄1万件。", vec![]),
        ("窗口出件量计划完成0.3万件，实际0.28万件。", vec![]),
        ("5月，办理政务服务事项6万件；办理政务服务事项目标7万件。", vec![]),
        ("上月，办理政务服务事项6万件，现场邮寄2千件。", vec![]),
        ("电话咨询1 012人次，现场咨询7,455人次。", vec!["1012", "7,455"]),
        ("办理政务服务事项6万件（上月5万件），同比减少1万件。", vec!["6万"]),
        ("今年以来办理各类事项9万件。其中，综合窗口受理1万件。", vec![]),
        ("电话咨询由上月的956人次上升至1130人次。", vec!["1130"]),
        ("综合窗口受理1万件，出件0.27万件。", vec!["1万", "0.27万"]),
    ] {
        let issue = format!("第6期\n2025年7月9日\n一、2025年6月总体运行情况\n{text}\n");
        let proposal = read(&issue);
        let typed: Vec<_> = proposal.figures.iter().map(|f| f.typed.as_str()).collect();
        assert_eq!(typed, expected, "{text}");
        assert!(
            text_of(&proposal, &bulletin)
                .contains(&text.replace("1 012", "1012").replace("7,455", "7455")),
            "{text}"
        );
    }
    let work = |text: &str| {
        let issue = format!("第6期\n2025年7月9日\n三、重点工作\n（一）惠企政策。{text}\n");
        let proposal = read(&issue);
        let values: Vec<_> = figures(&proposal, &bulletin);
        values.into_iter().map(|(name, typed)| format!("{name}{typed}")).collect::<Vec<_>>()
    };
    assert_eq!(
        work("2025年，累计推送28450条，涉及企业9800家；6月共计推送1987条，涉及企业903家。"),
        ["惠企政策推送1987", "惠企政策涉及企业903"]
    );
    assert_eq!(work("全年兑现惠企资金39亿元，走访企业6家。"), Vec::<String>::new());
    assert_eq!(work("1—6月，惠企资金预算40.20亿元，兑现20亿元。"), ["惠企资金年度预算40.20亿"]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_a_proposal_or_an_error(text in proptest::prelude::any::<String>()) {
        let known = Known { month: Some("2025-04".parse().unwrap()), ..Known::default() };
        if let Ok(proposal) = read_issue(&text, &zhengwu(), &known) {
            proptest::prop_assert!(!proposal.sections.is_empty());
        }
    }

    /// Lines shuffled, cut and doubled: never a panic, and no Chinese character is lost.
    #[test]
    fn no_character_is_lost(order in proptest::collection::vec((0usize..45, 0usize..60), 1..40)) {
        let lines: Vec<&str> = MAY.lines().collect();
        let mut text = "一、情况\n".to_owned();
        for (line, cut) in order {
            text.extend(lines[line].chars().skip(cut));
            text.push('\n');
        }
        let known = Known { month: Some("2025-05".parse().unwrap()), ..Known::default() };
        let proposal = read_issue(&text, &zhengwu(), &known).unwrap();
        let mut all = format!("{proposal:?}");
        all.extend(print_loosely(&proposal));
        // Labels are generated anew; an ordinal out of place is named in a note.
        let is_label = |piece: &&str| piece.chars().all(|c| "一二三四五六七八九十".contains(c));
        for piece in text.lines().flat_map(|l| l.split(|c: char| !crate::text::chars::is_han(c))).filter(|p| !is_label(p)) {
            proptest::prop_assert!(all.contains(piece), "{} of {}", piece, text);
        }
    }
}

/// Prints what may lack number and date.
fn print_loosely(proposal: &IssueProposal) -> Vec<String> {
    let mut proposal = proposal.clone();
    proposal.masthead.number.get_or_insert(1);
    proposal.masthead.issue_date.get_or_insert(jiff::civil::date(2025, 6, 1));
    print(&proposal, &zhengwu())
}

#[test]
fn derived_values_become_slots_only_when_known_figures_prove_them() {
    let bulletin = zhengwu();
    let source =
        "办理{办理政务服务事项}件，环比{办理政务服务事项·环比}；窗口当月共办{办理政务服务事项}件。";
    let standing =
        vec![StandingProse { section: "overview".to_owned(), source: source.to_owned() }];
    let text = "一、2025年6月总体运行情况\n办理1030件，环比增长3%；窗口当月共办1030件。\n";
    let mut known = Known { standing, ..Known::default() };
    let paragraph = |known: &Known| {
        let proposal = read_issue(text, &bulletin, known).unwrap();
        assert_eq!(proposal.figures.len(), 1);
        (proposal.sections[0].items[0].paragraphs[0].clone(), proposal.notes.concat())
    };
    let (literal, notes) = paragraph(&known);
    assert_eq!(literal, source.replace("{办理政务服务事项·环比}", "增长3%"));
    assert!(notes.contains("办理政务服务事项·环比“增长3%”"), "{notes}");
    assert!(!notes.contains("未绑定"), "{notes}");
    let indicator = bulletin.indicator_named("办理政务服务事项").unwrap();
    let (state, quantity) = indicator.read("1000").unwrap();
    known.figures.insert(Figure {
        key: FigureKey::of_hall(&indicator.code, "2025-05".parse().unwrap()),
        typed: "1000".to_owned(),
        quantity,
        state,
        source: FigureSource::Typed,
        note: String::new(),
    });
    assert_eq!(paragraph(&known).0, source);
}

#[test]
fn headings_set_by_style_open_sections_where_none_is_numbered() {
    let text = "清河区政务服务\n2025年第11期\n清河区政务办 2025年12月3日\n本区月报\n运行分析\n11月办理9件。\n典型做法\n11月18日，推行延时服务。\n";
    let with = |headings: &[(usize, u8)]| LineStyle {
        headings: headings.to_vec(),
        ..LineStyle::default()
    };
    let headings = with(&[(4, 1), (5, 2), (7, 2)]);
    let known = Known::default();
    let proposal = read_styled(text, &headings, &zhengwu(), &known).unwrap();
    let titles: Vec<_> = proposal.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["运行分析", "典型做法"], "the level that several have");
    let numbered = text.replace("运行分析", "一、运行分析").replace("典型", "二、典型");
    assert!(proposal.sections.iter().all(|section| section.unnumbered), "printed as they stood");
    let again = read_styled(&numbered, &with(&[(4, 1), (6, 1)]), &zhengwu(), &known).unwrap();
    assert_eq!(again.sections.len(), 2, "numbers speak for themselves");
}

#[test]
fn a_quarters_issue_is_of_its_last_month_and_whom_it_addresses_made_it_not() {
    let text = "关于2025年第三季度运行情况的通报\n各进驻单位：\n一、基本情况\n受理9件。\n二、考勤\n7月、8月迟到3人次。\n东山市政务服务中心\n2025年10月11日\n";
    let proposal = read_issue(text, &zhengwu(), &Known::default()).unwrap();
    assert_eq!(proposal.masthead.month.to_string(), "2025-09");
    assert_eq!(proposal.masthead.issuer, "东山市政务服务中心");
}

#[test]
fn a_row_that_begins_with_an_empty_cell_keeps_its_columns() {
    let text =
        "政务窗口月报\n一、办件情况\n2025年4月办理9件。\n序号\t窗口\t受理\n1\t公安\t9\n\t合计\t9\n";
    let proposal = read(text);
    let rows = &proposal.sections[0].items[0].paragraphs[1..];
    assert_eq!(rows, ["| 序号 | 窗口 | 受理 |", "| 1 | 公安 | 9 |", "|  | 合计 | 9 |"]);
}

#[test]
fn a_title_and_words_before_the_first_section_open_the_issue() {
    let text = "青溪县政务服务通报\n第9期\n青溪县审批局　　2025年10月11日\n\
        关于9月份政务服务情况的通报\n各进驻单位：\n\
        9月份，窗口运行平稳。现将有关情况通报如下：\n一、办件情况\n9月受理9件。\n";
    let known = Known::default();
    let proposal = read_issue(text, &zhengwu(), &known).unwrap();
    assert_eq!(proposal.unplaced, []);
    assert_eq!(proposal.masthead.title, "青溪县政务服务通报");
    let [opening, first, ..] = proposal.sections.as_slice() else { panic!("{proposal:?}") };
    assert_eq!(
        (opening.title.as_str(), opening.unnumbered),
        ("关于{月}份政务服务情况的通报", true)
    );
    assert!(!first.unnumbered);
    let texts: Vec<_> = opening.items.iter().flat_map(|item| &item.paragraphs).collect();
    assert_eq!(texts, ["各进驻单位：", "{月}份，窗口运行平稳。现将有关情况通报如下："]);
}

#[test]
fn thousands_of_sections_are_no_issue() {
    let text = "月报\n第9期\n".to_owned() + &"一、办件\n9件。\n".repeat(1_001);
    let refused = read_issue(&text, &zhengwu(), &Known::default());
    assert_eq!(refused, Err(ImportError::TooManySections { count: 1_001, limit: 1_000 }));
}
