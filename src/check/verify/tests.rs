//! What a returned file is found to differ in, and what is no difference.

use super::*;
use crate::document::fixture::{Fixture, fixture};
use crate::document::{Block, plain_text};

fn lines(text: &str) -> Vec<ReturnedLine> {
    let line = |(at, line): (usize, &str)| ReturnedLine {
        number: at + 1,
        text: line.to_owned(),
        columns: line.contains('\t'),
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(line).collect()
}

struct Desk {
    fixture: Fixture,
    document: Document,
    names: Vec<String>,
}

impl Desk {
    fn new() -> Self {
        let fixture = fixture();
        let document = fixture.document();
        let names = fixture.departments.iter().map(|d| d.name.clone()).collect();
        Self { fixture, document, names }
    }

    fn text(&self) -> String {
        plain_text(&self.document)
    }

    fn verify(&self, text: &str) -> Verification {
        let Fixture { issue, bulletin, figures, .. } = &self.fixture;
        let document = &self.document;
        let printed = Printed { issue, bulletin, figures, document, names: &self.names };
        verify(&printed, &lines(text))
    }

    /// The differences after one replacement: kind, the issue's words, the file's.
    fn after(&self, from: &str, to: &str) -> Vec<(Kind, String, String)> {
        let text = self.text();
        assert!(text.contains(from), "{from}");
        self.told(&text.replacen(from, to, 1))
    }

    fn told(&self, text: &str) -> Vec<(Kind, String, String)> {
        let tell =
            |d: Difference| (d.kind, d.stored.unwrap_or_default(), d.printed.unwrap_or_default());
        self.verify(text).differences.into_iter().map(tell).collect()
    }
}

fn one(kind: Kind, stored: &str, printed: &str) -> Vec<(Kind, String, String)> {
    vec![(kind, stored.to_owned(), printed.to_owned())]
}

#[test]
fn the_same_text_is_the_same() {
    let desk = Desk::new();
    let verification = desk.verify(&desk.text());
    assert_eq!(verification.differences, []);
    assert_eq!(verification.style, []);
    assert_eq!(verification.coverage, 100);
}

#[test]
fn house_style_broken_lines_pages_and_new_numbers_are_no_difference() {
    let desk = Desk::new();
    let wide: String =
        desk.text().chars().map(|c| if c.is_ascii_digit() { wide_digit(c) } else { c }).collect();
    let broken: String = desk
        .text()
        .chars()
        .enumerate()
        .flat_map(|(at, c)| [Some(c), (at % 97 == 96 && c != '\n').then_some('\n')])
        .flatten()
        .collect();
    let pages = desk
        .text()
        .replace("\n三、", "\n— 2 —\n青溪政务月报\n三、")
        .replace("全市办理", "全市\n— 1 —\n办理");
    let spaced =
        desk.text().replace("6.23万件", "**6.23** 万件").replace("（", "(").replace("）", ")");
    let renumbered = desk.text().replace("\n三、", "\n二、").replace("\n（三）", "\n（四）");
    for text in [wide, broken, pages, spaced, renumbered] {
        assert_eq!(desk.told(&text), [], "{text}");
    }
    let style = desk.verify(&desk.text().replace('（', "(")).style;
    assert!(style.iter().all(|one| one.kind == Kind::Style) && !style.is_empty());
}

fn wide_digit(c: char) -> char {
    char::from_u32(u32::from(c) + 0xfee0).unwrap()
}

#[test]
fn a_changed_number_is_told_with_its_figure() {
    let desk = Desk::new();
    assert_eq!(desk.after("6.23万件", "6.32万件"), one(Kind::Number, "6.23万件", "6.32万件"));
    assert_eq!(desk.after("6.23万件", "6.23件"), one(Kind::Number, "6.23万件", "6.23件"));
    assert_eq!(desk.after("56家", "56个"), one(Kind::Number, "56家", "56个"));
    assert_eq!(desk.after("3456", "3465"), one(Kind::Number, "3456", "3465"));
    assert_eq!(desk.after("-4.0%", "4.0%"), one(Kind::Number, "-4.0%", "4.0%"));
    let told = desk.verify(&desk.text().replace("1034人次", "1043人次")).differences.remove(0);
    assert_eq!(
        (told.indicator.as_deref(), told.value.as_deref()),
        (Some("电话咨询"), Some("1,034"))
    );
    assert_eq!((told.section.as_str(), told.paragraph), ("一、2026年3月总体运行情况", Some(0)));
    let chars: Vec<char> = desk.text().lines().nth(5).unwrap().chars().collect();
    assert_eq!(chars[told.start..told.end].iter().collect::<String>(), "1034人次");
    let derived = desk.verify(&desk.text().replace("增长27.1%", "增长21.7%")).differences.remove(0);
    assert_eq!(derived.indicator.as_deref(), Some("办件量·环比"));
}

#[test]
fn an_equal_number_in_another_shape_is_softer() {
    let desk = Desk::new();
    for shape in ["62,300件", "６２３００件", "六点二三万件", "6万2千3百件"] {
        assert_eq!(desk.after("6.23万件", shape), one(Kind::Notation, "6.23万件", shape));
    }
    // The exact figure where the issue prints it rounded.
    assert_eq!(desk.after("4.1万件", "41023件"), one(Kind::Notation, "4.1万件", "41023件"));
    assert_eq!(desk.after("42.5%", "百分之四十二点五").len(), 1);
    let strange = desk.verify(&desk.text().replace("56家", "૫૬家")).differences;
    assert!(strange.iter().any(|one| one.message.contains("人工核对")), "{strange:?}");
}

#[test]
fn words_names_and_dates_are_told_apart() {
    let desk = Desk::new();
    assert_eq!(desk.after("环比增长", "环比下降"), one(Kind::Changed, "增长", "下降"));
    assert_eq!(desk.after("税务局在大厅", "税物局在大厅"), one(Kind::Name, "税务局", "税物局"));
    assert_eq!(desk.after("3月20日", "3月21日"), one(Kind::Date, "20日", "21日"));
    assert_eq!(desk.after("12日至14日", "12日至15日"), one(Kind::Date, "14日", "15日"));
    assert_eq!(desk.after("第3期", "第8期"), one(Kind::Number, "3期", "8期"));
    assert_eq!(desk.after("2026年4月10日", "2026年4月11日"), one(Kind::Date, "10日", "11日"));
    assert_eq!(desk.after("“高效", "高效"), one(Kind::Changed, "“", ""));
    assert_eq!(desk.after("一件事”", "一件事“"), one(Kind::Changed, "”", "“"));
    assert_eq!(desk.after("（单位）", "单位）"), one(Kind::Changed, "（", ""));
    assert_eq!(desk.after("（二）3月12", "二）3月12"), one(Kind::Changed, "（二）", "二）"));
    assert_eq!(desk.after("（二）3月12", "2.3月12").len(), 0);
    assert_eq!(desk.verify(&desk.text().replace("（二）3月12", "2.3月12")).style.len(), 1);
}

#[test]
fn sentences_come_and_go_and_move() {
    let desk = Desk::new();
    assert_eq!(
        desk.after("活动共接待群众300余人次。", ""),
        one(Kind::Removed, "活动共接待群众300余人次。", "")
    );
    assert_eq!(
        desk.after("宣传。\n", "宣传。\n领导莅临指导并给予高度评价。\n"),
        one(Kind::Added, "", "领导莅临指导并给予高度评价。")
    );
    let text = desk.text();
    let (head, rest) = text.split_once("（二）3月12日").unwrap();
    let (second, third) = rest.split_once("（三）3月20日").unwrap();
    let (third, tail) = third.split_once("三、重点").unwrap();
    let swapped = format!("{head}（二）3月20日{third}（三）3月12日{second}三、重点{tail}");
    let told = desk.told(&swapped);
    assert!(!told.is_empty() && told.iter().all(|(kind, ..)| *kind == Kind::Moved), "{told:?}");
    let (before, section) = text.split_once("四、窗口办件排名").unwrap();
    let after = section.split_once("五、窗口资讯").unwrap().1;
    let missing = desk.verify(&format!("{before}五、窗口资讯{after}")).differences;
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert!(missing[0].message.contains("没有“四、窗口办件排名”这一部分"));
}

#[test]
fn a_sentence_may_be_cut_or_joined_with_its_words_unchanged() {
    let desk = Desk::new();
    assert_eq!(desk.after("42.5%。会议", "42.5%，会议"), one(Kind::Changed, "。", "，"));
    assert_eq!(desk.after("逐项核对，做到", "逐项核对。做到"), one(Kind::Changed, "，", "。"));
}

#[test]
fn a_file_of_something_else_has_little_in_common() {
    let desk = Desk::new();
    let other =
        "关于做好防汛工作的通知\n各单位：\n现将有关事项通知如下。请认真贯彻落实。\n".repeat(20);
    let verification = desk.verify(&other);
    assert!(verification.coverage < 10, "{}", verification.coverage);
    assert!(desk.verify("").coverage == 0);
    assert!(desk.verify(&desk.text().chars().take(300).collect::<String>()).coverage > 60);
}

#[test]
fn words_are_taken_and_numbers_are_not() {
    let desk = Desk::new();
    let take = |from: &str, to: &str| {
        let told = desk.verify(&desk.text().replacen(from, to, 1)).differences.remove(0);
        retyped(&desk.fixture.issue, &desk.document, &told)
    };
    let source = |fix: &crate::check::wording::Fix, at: (usize, usize, usize)| {
        let item = &desk.fixture.issue.sections[at.0].items[at.1];
        crate::check::wording::apply(&item.paragraphs[at.2], &fix.edits).unwrap()
    };
    let fix = take("全市办理政务服务事项", "全市共办理政务服务事项").unwrap();
    assert!(source(&fix, (0, 0, 0)).contains("共办理"));
    let fix = take("其中全程网办受理", "全程网办受理").unwrap();
    assert!(!source(&fix, (0, 0, 0)).contains("其中"));
    assert!(source(&fix, (0, 0, 0)).contains("{全程网办受理}"));
    assert!(matches!(take("6.23万件", "6.24万件"), Err(Refusal::Number { .. })));
    assert!(matches!(take("环比增长", "环比下降"), Err(Refusal::Generated)));
    assert!(matches!(take("青溪政务月报", "青溪政务月刊"), Err(Refusal::Generated)));
}

/// A sentence that came or went within its paragraph; one with a number never.
#[test]
fn single_sentences_are_taken_in_and_out() {
    let mut desk = Desk::new();
    let text = "会同有关部门梳理应用场景。各窗口服务规范有序。形成清单3张。";
    let at = desk.fixture.issue.sections[2].items.len() - 2;
    desk.fixture.issue.sections[2].items[at].paragraphs = vec![text.to_owned()];
    desk.document = desk.fixture.document();
    let take = |from: &str, to: &str| {
        let mut told = desk.verify(&desk.text().replacen(from, to, 1)).differences;
        assert_eq!(told.len(), 1, "{told:?}");
        retyped(&desk.fixture.issue, &desk.document, &told.remove(0)).map(|fix| {
            let item = &desk.fixture.issue.sections[2].items[at];
            crate::check::wording::apply(&item.paragraphs[0], &fix.edits).unwrap()
        })
    };
    let without = "会同有关部门梳理应用场景。形成清单3张。";
    assert_eq!(take("各窗口服务规范有序。", ""), Ok(without.to_owned()));
    let with = text.replace("有序。", "有序。群众普遍好评。");
    assert_eq!(take("有序。", "有序。群众普遍好评。"), Ok(with));
    assert!(matches!(take("形成清单3张。", ""), Err(Refusal::Number { .. })));
    assert!(matches!(take("有序。", "有序。好评9条。"), Err(Refusal::Number { .. })));
    let own = "有序。形成清单3张。";
    assert_eq!(take(own, &format!("{own}\n另起一段的话没有位置。")), Err(Refusal::Paragraph));
}

#[test]
fn the_issue_before_is_aligned_words_and_numbers_apart() {
    let desk = Desk::new();
    let mut before = desk.document.clone();
    let rewrite = |text: &str| {
        text.replace("6.23", "5.98")
            .replace("组织窗口人员", "组织人员")
            .replace("3月20日", "2月18日")
    };
    for block in &mut before.blocks {
        if let Block::Paragraph { runs, .. } = block {
            for run in runs.iter_mut() {
                run.text = rewrite(&run.text);
            }
            runs.retain(|run| !run.text.contains("活动共接待"));
        }
    }
    let Fixture { issue, bulletin, figures, .. } = &desk.fixture;
    let document = &desk.document;
    let printed = Printed { issue, bulletin, figures, document, names: &[] };
    let code = bulletin.indicator_named("办件量").unwrap().code.clone();
    let unusual = [(code, "偏高".to_owned())].into_iter().collect();
    let sentences = since(&printed, &before, &unusual);
    let of = |words: &str| sentences.iter().find(|one| one.sentence.contains(words)).unwrap();
    let figures = of("全市办理");
    assert_eq!((figures.state, figures.words.len()), (Since::Numbers, 0));
    let first = &figures.numbers[0];
    assert_eq!((first.before.as_deref(), first.now.as_str()), (Some("5.98万件"), "6.23万件"));
    assert_eq!(first.change.as_deref(), Some("增长27.1%"));
    assert_eq!(first.unusual.as_deref(), Some("偏高"));
    assert_eq!(of("赴邻市").words, [WordsSince { before: String::new(), now: "窗口".to_owned() }]);
    assert_eq!(of("便民办税").state, Since::Numbers);
    assert_eq!(of("活动共接待").state, Since::New);
    assert!(of("会议要求").standing && !of("电话咨询").standing);
    let same = since(&printed, document, &unusual);
    assert!(same.iter().all(|one| one.state == Since::Unchanged));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
    #[test]
    fn any_file_is_told_in_words(text in "(\\PC{0,30}\n){0,12}") {
        let desk = Desk::new();
        let verification = desk.verify(&text);
        proptest::prop_assert!(verification.differences.iter().all(|one| !one.message.is_empty()));
    }
}

/// Where issuer and date stand on one line they are set apart by blanks, in every office otherwise.
#[test]
fn lines_that_stand_side_by_side_are_the_same_lines() {
    let desk = Desk::new();
    let text = desk.text();
    let mut own = text.lines();
    let (title, number, issuer, date) = (own.next(), own.next(), own.next(), own.next());
    let (issuer, date) = (issuer.unwrap(), date.unwrap());
    for blanks in ["　　　　", "      ", "\t", " 　 "] {
        let beside =
            text.replacen(&format!("{issuer}\n{date}"), &format!("{issuer}{blanks}{date}"), 1);
        assert!(title.is_some() && number.is_some() && beside != text);
        assert_eq!(desk.told(&beside), [], "{blanks:?}");
    }
}

#[test]
fn a_date_too_much_is_told_number_by_number_and_once() {
    let desk = Desk::new();
    let number = desk.text().lines().nth(1).unwrap().to_owned();
    let told = desk.after(&number, &format!("2025年{number}"));
    assert_eq!(told, one(Kind::Date, "", "2025年"));
}

#[test]
fn the_number_of_copies_is_part_of_the_issue() {
    let mut desk = Desk::new();
    for block in &mut desk.document.blocks {
        if let Block::Distribution { copies, .. } = block {
            *copies = Some("（共印60份）".to_owned());
        }
    }
    assert_eq!(desk.told(&desk.text()), []);
    assert_eq!(desk.after("共印60份", "共印600份"), one(Kind::Number, "60份", "600份"));
    assert_eq!(desk.after("（共印60份）", "共印60份"), []);
    assert_eq!(desk.after("（共印60份）", "共印600份"), one(Kind::Number, "60份", "600份"));
    let without = desk.text().replace("（共印60份）", "");
    assert_eq!(desk.told(&without), one(Kind::Removed, "（共印60份）", ""));
}
