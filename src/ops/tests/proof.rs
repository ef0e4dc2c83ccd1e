//! What a person decides about numerals and findings: kept through edits elsewhere, gone when the
//! place itself changes, each one step.

use super::*;
use crate::check::{Class, Finding, Numeral};
use crate::model::{ExceptionKind, FigureSource, Issue, Level, OfficeWord};

/// April with a second paragraph of figures that no indicator holds.
fn with(text: &str) -> (Book, Issue) {
    let mut book = book();
    let id = book.import_issue(&april()).unwrap().issue;
    let mut item = book.issue(&id).unwrap().sections[2].items[0].clone();
    item.paragraphs = vec![text.to_owned()];
    book.update_item(&item).unwrap();
    let issue = book.issue(&id).unwrap();
    (book, issue)
}

fn retype(book: &mut Book, issue: &Issue, text: &str) -> Issue {
    let mut item = issue.sections[2].items[0].clone();
    item.paragraphs = text.lines().map(str::to_owned).collect();
    book.update_item(&item).unwrap();
    book.issue(&issue.id).unwrap()
}

fn numeral(book: &Book, issue: &Issue, text: &str) -> Numeral {
    let found = book.proof(issue).unwrap().into_iter().find(|numeral| numeral.text == text);
    found.unwrap_or_else(|| panic!("no {text}"))
}

fn sign(book: &mut Book, issue: &Issue, text: &str) {
    let numeral = numeral(book, issue, text);
    let signed = ("来自活动通报", "王核");
    book.except_numeral(&issue.id, &numeral, ExceptionKind::Signed, signed).unwrap();
}

fn unproven(book: &Book, issue: &Issue) -> Vec<Finding> {
    let found = book.check(issue).unwrap().into_iter();
    found.filter(|finding| finding.rule == "numeral-unproven").collect()
}

#[test]
fn a_signed_exception_answers_for_its_numeral_alone() {
    let (mut book, issue) = with("开展培训，参训120人，另有志愿者35人。");
    assert_eq!(unproven(&book, &issue).len(), 2);
    let before = numeral(&book, &issue, "120");
    assert_eq!(before.class, Class::Unproven);
    there_and_back(&mut book, |book| {
        book.except_numeral(&issue.id, &before, ExceptionKind::Signed, ("通报", "王核"))
    });
    let after = numeral(&book, &issue, "120");
    assert_eq!(after.class, Class::Exception);
    let declared = after.declared.clone().unwrap();
    assert_eq!((declared.reason.as_str(), declared.signer.as_str()), ("通报", "王核"));
    assert_eq!(numeral(&book, &issue, "35").class, Class::Unproven);
    assert_eq!(unproven(&book, &issue).len(), 1);
    there_and_back(&mut book, |book| book.withdraw_exception(&issue.id, &after));
    assert_eq!(numeral(&book, &issue, "120").class, Class::Unproven);
}

#[test]
fn an_exception_survives_edits_elsewhere_and_lapses_with_its_own_number_or_clause() {
    let (mut book, issue) = with("开展培训，参训120人，受理{受理}万件。");
    sign(&mut book, &issue, "120");
    let class = |book: &Book, issue: &Issue, text: &str| numeral(book, issue, text).class;
    for (text, kept) in [
        ("本月做了几件事。开展培训，参训120人，受理{受理}万件。", true),
        ("另起一段。\n组织培训, 参训120人；受理{受理}万件。", true),
        ("开展培训，参训130人，受理{受理}万件。", false),
        ("开展培训，志愿者120人，受理{受理}万件。", false),
    ] {
        let now = retype(&mut book, &issue, text);
        let digits = if text.contains("130") { "130" } else { "120" };
        let expected = if kept { Class::Exception } else { Class::Unproven };
        assert_eq!(class(&book, &now, digits), expected, "{text}");
    }
    let now = retype(&mut book, &issue, "开展培训，参训120人，受理{受理}万件。");
    book.set_figure(&cell("accepted", "2025-04"), "6.2万", FigureSource::Typed).unwrap();
    assert_eq!(class(&book, &now, "120"), Class::Exception, "another number of the sentence");
}

#[test]
fn a_date_a_name_a_quotation_need_no_reason_an_exception_needs_both() {
    let (mut book, issue) = with("走访12家单位，编号88件，共120人。");
    for (text, kind, class) in [
        ("12", ExceptionKind::Date, Class::Date),
        ("88", ExceptionKind::Ordinal, Class::Ordinal),
        ("120", ExceptionKind::Quoted, Class::Quoted),
    ] {
        let numeral = numeral(&book, &issue, text);
        book.except_numeral(&issue.id, &numeral, kind, ("", "")).unwrap();
        let now = self::numeral(&book, &issue, text);
        assert_eq!((now.class, now.declared.unwrap().signer.as_str()), (class, "测试员"));
    }
    assert!(unproven(&book, &issue).is_empty());
    let issue = retype(&mut book, &issue, "走访13家单位。");
    let open = numeral(&book, &issue, "13");
    let none = book.except_numeral(&issue.id, &open, ExceptionKind::Signed, (" ", "王核"));
    assert!(matches!(none, Err(OpError::Empty { .. })));
    let stale = Numeral { key: "gone".into(), ..open };
    let gone = book.except_numeral(&issue.id, &stale, ExceptionKind::Date, ("", ""));
    assert!(matches!(gone, Err(OpError::StaleNumeral { .. })));
}

#[test]
fn a_number_of_the_print_finds_its_field_and_its_indicators() {
    let (mut book, issue) = with("据统计，受理6.1万件，另有{办结}万件。");
    let document = book.document(&issue).unwrap();
    let open = numeral(&book, &issue, "6.1");
    let binding = book.numeral_offers(&issue, &document, &open).unwrap();
    let spoken = book.proof(&issue).unwrap().into_iter().filter(|n| n.text == "6.1");
    assert_eq!(spoken.count(), 2, "once by its slot, once typed");
    let mut typed = book.proof(&issue).unwrap().into_iter();
    let typed = typed.rfind(|n| n.text == "6.1" && n.class == Class::Unproven).unwrap();
    let found = book.numeral_offers(&issue, &document, &typed).unwrap().unwrap();
    assert_eq!(found.offers[0].slot.label(), "受理");
    book.bind_number(&found.item, found.paragraph, &found.offers[0]).unwrap();
    let now = book.issue(&issue.id).unwrap();
    assert_eq!(now.sections[2].items[0].paragraphs[0], "据统计，受理{受理}万件，另有{办结}万件。");
    assert!(binding.is_none_or(|binding| binding.offers.is_empty()), "a slot is bound already");
}

#[test]
fn the_offices_words_are_found_fixed_and_taken_back() {
    let (mut book, issue) = with("到政务大厅办事，政务服务大厅很近。");
    let word = OfficeWord {
        wrong: "政务大厅".into(),
        right: "政务服务大厅".into(),
        level: Level::Must,
        note: "更名".into(),
    };
    there_and_back(&mut book, |book| book.set_word(None, &word));
    let said = |book: &Book| -> Vec<Finding> {
        let found = book.check(&book.issue(&issue.id).unwrap()).unwrap().into_iter();
        found.filter(|finding| finding.rule == "W18").collect()
    };
    assert_eq!(said(&book).len(), 1);
    assert_eq!(said(&book)[0].message, "“政务大厅”应为“政务服务大厅”（本单位词表：更名）");
    book.fix_all(&issue.id).unwrap();
    let now = book.issue(&issue.id).unwrap();
    let text = &now.sections[2].items[0].paragraphs[0];
    assert_eq!(text, "到政务服务大厅办事，政务服务大厅很近。");
    let other = OfficeWord { wrong: "办事".into(), ..word };
    there_and_back(&mut book, |book| book.set_word(Some("政务大厅"), &other));
    assert_eq!(book.words().unwrap().len(), 1);
    there_and_back(&mut book, |book| book.delete_word("办事"));
    assert!(said(&book).is_empty());
}

#[test]
fn an_item_is_reviewed_alone_as_in_its_issue() {
    let (book, issue) = with("到大厅办理,受理6.1万件，惯彻落实。");
    let sources = book.review_sources(&issue).unwrap();
    let item = &issue.sections[2].items[0];
    let (alone, places) = sources.review_item(&item.id, &item.paragraphs).unwrap();
    let mut whole = book.check(&issue).unwrap();
    whole.retain(|finding| {
        finding.anchor.is_some_and(|anchor| (anchor.section, anchor.item) == (2, Some(0)))
    });
    assert_eq!(alone, whole);
    assert!(alone.len() >= 2, "{alone:?}");
    let text: Vec<char> = item.paragraphs[0].chars().collect();
    for (finding, place) in alone.iter().zip(places) {
        let (paragraph, range) = place.unwrap();
        let typed: String = text[range].iter().collect();
        assert_eq!((paragraph, typed.as_str()), (0, finding.text.as_str()));
    }
}
