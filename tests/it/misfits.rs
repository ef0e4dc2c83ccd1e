//! What does not fit the page is named, with its place; the page shows all of the text in any case.

use yuebao::check::{Finding, Level};
use yuebao::model::{Bulletin, DistributionLevel};
use yuebao::ops::{Book, NewIssue, NewRecipient, built_in};

use crate::markdown::{env, issue};

fn bulletin() -> Bulletin {
    built_in::bulletin(built_in::DEFAULT).unwrap()
}

fn recipient(name: &str) -> NewRecipient {
    NewRecipient { level: DistributionLevel::Report, name: name.to_owned(), joint: '、' }
}

/// What the check says of the page of an issue with this text in its only item.
fn said(bulletin: &Bulletin, text: &str, change: impl Fn(&mut NewIssue)) -> Vec<Finding> {
    let items = [("优化服务".to_owned(), vec![text.to_owned()])];
    let mut new = issue(bulletin, &items, vec![recipient("市委")]);
    change(&mut new);
    let mut book = Book::in_memory(bulletin, env()).unwrap();
    book.import_issue(&new).unwrap();
    let newest = book.issues().unwrap().remove(0);
    let found = book.check(&book.issue(&newest.id).unwrap()).unwrap();
    let of_page =
        |finding: &Finding| finding.rule.starts_with('L') || finding.rule == "distribution-empty";
    found.into_iter().filter(of_page).collect()
}

/// Rule, level and section of each.
fn places(found: &[Finding]) -> Vec<(&str, Level, &str)> {
    found.iter().map(|one| (one.rule, one.level, one.section.as_str())).collect()
}

#[test]
fn a_page_that_fits_says_nothing() {
    assert_eq!(said(&bulletin(), "窗口持续优化办事流程。", |_| {}), []);
    let long = "窗口持续优化办事流程，".repeat(1_800);
    assert_eq!(said(&bulletin(), &format!("{long}全年如此办理。"), |_| {}), []);
}

#[test]
fn a_masthead_that_does_not_fit_is_named() {
    let found = said(&bulletin(), "优化流程。", |new| new.title = "政务服务月报".repeat(7));
    assert_eq!(places(&found), [("L01", Level::Doubt, "报头")]);
    assert!(found[0].message.contains("刊名有 42 字"), "{}", found[0].message);
    let found = said(&bulletin(), "优化流程。", |new| new.issuer = "政务服务中心".repeat(8));
    assert_eq!(places(&found), [("L01", Level::Doubt, "报头")]);
}

#[test]
fn a_table_wider_than_the_page_is_named_where_it_stands() {
    let cells = |of: &dyn Fn(usize) -> String| {
        let cells: Vec<String> = (0..18).map(of).collect();
        format!("| {} |", cells.join(" | "))
    };
    let table = [cells(&|at| format!("指标{at}")), cells(&|at| (1_234_567 * (at + 1)).to_string())];
    let found = said(&bulletin(), "情况如下。", |new| {
        new.sections[0].items[0].paragraphs.extend(table.clone());
    });
    assert_eq!(places(&found), [("L02", Level::Doubt, "一、重点工作推进情况")]);
    assert_eq!((found[0].item.as_deref(), found[0].paragraph), (Some("（一）"), Some(2)));
}

#[test]
fn a_list_longer_than_a_page_and_one_that_is_missing_are_named() {
    let names: Vec<NewRecipient> =
        (0..160).map(|at| recipient(&format!("某某市第{at}号综合协调办公室"))).collect();
    let found = said(&bulletin(), "优化流程。", |new| new.recipients.clone_from(&names));
    assert_eq!(places(&found), [("L03", Level::Doubt, "报尾")]);
    let found = said(&bulletin(), "优化流程。", |new| new.recipients.clear());
    let listed = !bulletin().distribution.is_empty();
    let expected = [("distribution-empty", Level::Doubt, "报尾")];
    assert_eq!(places(&found), expected.get(usize::from(!listed)..).unwrap());
}

#[test]
fn what_no_font_prints_is_named_where_it_stands() {
    let found = said(&bulletin(), "开展活动\u{10ffff}一次。", |_| {});
    assert_eq!(places(&found), [("L04", Level::Must, "一、重点工作推进情况")]);
    // （一）优化服务。开展活动
    assert_eq!((found[0].start, found[0].end), (12, 13));
}

#[test]
fn a_single_character_on_the_last_line_is_a_hint() {
    let before = "一二三四五六七八九十一二三四五六七八";
    let found = said(&bulletin(), &format!("{before}末。"), |_| {});
    assert_eq!(places(&found), [("L06", Level::Hint, "一、重点工作推进情况")]);
    assert_eq!(found[0].text, "末。");
}

#[test]
fn another_pitch_than_the_standards_is_a_hint() {
    let mut bulletin = bulletin();
    bulletin.house_style.line_twips = 600;
    let found = said(&bulletin, "优化流程。", |_| {});
    assert_eq!(places(&found), [("L05", Level::Hint, "全文")]);
}
