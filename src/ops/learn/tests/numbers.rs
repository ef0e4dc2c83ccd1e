//! Numbers of sentences that become indicators.

use super::*;

fn text(book: &Book, issue: &IssueId) -> String {
    book.issue(issue).unwrap().sections[0].items[0].paragraphs[0].clone()
}

#[test]
fn every_open_number_of_a_standing_paragraph_is_offered_with_a_name_of_its_own() {
    let (book, issue) = desk(TEXT);
    let offers = book.new_indicators(&book.issue(&issue).unwrap()).unwrap();
    let names: Vec<_> = offers
        .iter()
        .map(|offer| (offer.indicator.name.as_str(), offer.printed.as_str(), offer.typed.as_str()))
        .collect();
    let expected = [
        ("受理各类政务服务事项", "38,426件", "38,426"),
        ("办结", "37,915件", "37,915"),
        ("办结率", "98.67%", "98.67%"),
        ("受理群众诉求", "12,307件", "12,307"),
        ("12345热线办结率", "97.2%", "97.2%"),
    ];
    assert_eq!(names, expected);
}

#[test]
fn learning_is_one_step_that_prints_the_same_and_can_be_undone() {
    let (mut book, issue) = desk(TEXT);
    let printed = |book: &Book| {
        let issue = book.issue(&issue).unwrap();
        crate::document::plain_text(&book.document(&issue).unwrap())
    };
    let before = printed(&book);
    let offers = book.new_indicators(&book.issue(&issue).unwrap()).unwrap();
    assert_eq!(book.learn_indicators(&issue, &offers, &[]).unwrap(), 5);
    assert_eq!(printed(&book), before);
    assert_eq!(
        text(&book, &issue),
        "{月}，市政务大厅共受理各类政务服务事项{受理各类政务服务事项}件，办结{办结}件，\
         办结率{办结率}%，环比增长5.2%；12345热线受理群众诉求{受理群众诉求}件，办结率{12345热线办结率}%。"
    );
    assert!(book.new_indicators(&book.issue(&issue).unwrap()).unwrap().is_empty());
    assert_eq!(book.undo().unwrap().as_deref(), Some("由数字建指标（5 项）"));
    assert_eq!(text(&book, &issue), TEXT);
    assert!(book.main_bulletin().unwrap().indicators.is_empty());
}

#[test]
fn a_number_printed_twice_is_one_indicator() {
    let (mut book, issue) =
        desk("共受理政务服务事项300件。其中受理政务服务事项300件，满意率99.5%。");
    let offers = book.new_indicators(&book.issue(&issue).unwrap()).unwrap();
    assert_eq!(offers.len(), 3);
    assert_eq!(book.learn_indicators(&issue, &offers, &[]).unwrap(), 2);
}

#[test]
fn names_are_checked_and_changed_texts_refused() {
    let (mut book, issue) = desk(TEXT);
    let offers = book.new_indicators(&book.issue(&issue).unwrap()).unwrap();
    let renamed = |name: &str| {
        let mut offers = offers.clone();
        offers[0].indicator.name = name.to_owned();
        offers
    };
    for name in ["", "  ", "月", "甲·环比", "{甲}"] {
        let refused = book.learn_indicators(&issue, &renamed(name), &[]).unwrap_err();
        assert!(matches!(refused, OpError::NoIndicatorName { .. }), "{name}: {refused}");
    }
    let refused = book.learn_indicators(&issue, &renamed("办结"), &[]).unwrap_err();
    assert!(matches!(refused, OpError::IndicatorNameTaken { .. }), "{refused}");
    let mut item = book.issue(&issue).unwrap().sections[0].items[0].clone();
    item.paragraphs[0].insert_str(0, "本月");
    book.update_item(&item).unwrap();
    let refused = book.learn_indicators(&issue, &offers, &[]).unwrap_err();
    assert!(matches!(refused, OpError::StaleBinding { .. }), "{refused}");
    assert!(book.main_bulletin().unwrap().indicators.is_empty());
}
