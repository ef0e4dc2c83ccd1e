//! A figure that changed after it was printed: what is asked, and what becomes of it.

use super::publishing::{issue, publish, published, retype, set, with_april};
use super::*;
use crate::model::CorrectionKind;
use crate::ops::Obstacle;

/// The months from `from` to `to` published one after the other, each with its figures.
fn year(book: &mut Book, from: &str, to: &str) {
    let first = with_april(book);
    publish(book, &first);
    assert_eq!(from, "2025-05");
    for at in month(from).through(month(to)) {
        let text = at.to_string();
        set(book, "accepted", &text, "6.3万");
        set(book, "done", &text, "6万");
        let id = book.new_issue(&bulletin(), at, None).unwrap().issue.id;
        let words = "共受理{受理}万件，办结{办结}万件，环比{受理·环比}。";
        let words = if at == month(to) {
            format!("{words}同比{{受理·同比}}。")
        } else {
            words.into()
        };
        retype(book, &id, 0, &words).unwrap();
        let visit =
            NewVisit {
                department: "水利厅".into(), posts: "厅长".into(), person: "己".into()
            };
        book.add_visit(&bulletin(), at, &visit).unwrap();
        let news = event("召开例会。");
        let section = issue(book, &id).sections[1].id.clone();
        let news = NewItem { date: at.day(9), ..news };
        book.add_item(&section, &news).unwrap();
        let topic = issue(book, &id).sections[2].id.clone();
        let words = NewItem { paragraphs: vec!["推进改革。".into()], ..NewItem::default() };
        book.add_item(&topic, &words).unwrap();
        publish(book, &id);
    }
}

#[test]
fn a_changed_figure_lists_every_sentence_that_printed_it() {
    let mut book = book();
    year(&mut book, "2025-05", "2026-04");
    set(&mut book, "accepted", "2025-04", "5.9万");
    let open = book.open_corrections().unwrap();
    assert_eq!(open.len(), 1);
    let changed = &open[0];
    assert_eq!((changed.printed.as_str(), changed.value.as_str()), ("6.1万件", "5.9万件"));
    let months: Vec<String> =
        changed.printings.iter().map(|printing| printing.month.to_string()).collect();
    assert_eq!(months, ["2025-04", "2025-05", "2026-04"], "itself, 环比, 同比 a year later");
    let of = |at: usize| &changed.printings[at].places[0];
    assert!(of(0).was.contains("共受理6.1万件") && of(0).now.contains("共受理5.9万件"));
    assert!(
        of(1).was.contains("环比增长3.3%") && of(1).now.contains("环比增长6.8%"),
        "{:?}",
        of(1)
    );
    assert!(of(2).was.starts_with("同比增长3.3%") && of(2).now.starts_with("同比增长6.8%"));
    assert_eq!(of(2).section, "一、2026年4月总体运行情况");
}

#[test]
fn a_change_that_no_print_shows_is_none() {
    let (mut book, _) = published();
    set(&mut book, "accepted", "2025-04", "61003");
    assert!(book.open_corrections().unwrap().is_empty(), "prints as 6.1万");
    set(&mut book, "done", "2025-03", "5万");
    set(&mut book, "accepted", "2025-05", "7万");
    assert!(book.open_corrections().unwrap().is_empty());
}

#[test]
fn typing_undoing_and_typing_back_leave_no_question() {
    let (mut book, _) = published();
    let before = book.store().dump();
    for typed in ["5", "5.", "5.9", "5.9万"] {
        set(&mut book, "accepted", "2025-04", typed);
    }
    let open = book.open_corrections().unwrap();
    assert_eq!(open.len(), 1, "one question for one figure");
    assert_eq!(open[0].value, "5.9万件");
    book.undo().unwrap();
    assert_eq!(book.store().dump(), before);
    book.redo().unwrap();
    assert_eq!(book.open_corrections().unwrap().len(), 1);
    set(&mut book, "accepted", "2025-04", "6.1万");
    assert!(book.open_corrections().unwrap().is_empty());
}

#[test]
fn a_revised_figure_keeps_both_values() {
    let (mut book, id) = published();
    set(&mut book, "accepted", "2025-04", "5.9万");
    let key = cell("accepted", "2025-04");
    let nothing = book.decide_correction(&key, CorrectionKind::Revision, " ");
    assert!(matches!(nothing, Err(OpError::Empty { .. })));
    there_and_back(&mut book, |book| {
        book.decide_correction(&key, CorrectionKind::Revision, "年报核定").map(drop)
    });
    let kept = &book.corrections_of(&id).unwrap()[0];
    assert_eq!((kept.printed.as_str(), kept.value.as_str()), ("6.1万", "5.9万"));
    assert_eq!((kept.why.as_str(), kept.actor.as_str()), ("年报核定", "测试员"));
    let again = book.decide_correction(&key, CorrectionKind::Revision, "再来");
    assert!(matches!(again, Err(OpError::NoCorrection { .. })));
    set(&mut book, "accepted", "2025-04", "59000");
    assert!(book.open_corrections().unwrap().is_empty(), "the same, written otherwise");
    set(&mut book, "accepted", "2025-04", "6万");
    assert_eq!(book.open_corrections().unwrap().len(), 1, "changed once more");
    set(&mut book, "accepted", "2025-04", "6.1万");
    assert_eq!(book.open_corrections().unwrap().len(), 1, "as printed, which was called wrong");
}

#[test]
fn an_erratum_is_drafted_into_the_next_issue_and_stands_in_that_one_alone() {
    let (mut book, _) = published();
    set(&mut book, "accepted", "2025-05", "6.3万");
    set(&mut book, "done", "2025-05", "6万");
    let may = book.new_issue(&bulletin(), month("2025-05"), None).unwrap().issue;
    set(&mut book, "accepted", "2025-04", "5.9万");
    let findings = book.check(&may).unwrap();
    assert!(findings.iter().any(|one| one.rule == "correction-open"), "{findings:?}");
    let key = cell("accepted", "2025-04");
    there_and_back(&mut book, |book| {
        book.decide_correction(&key, CorrectionKind::Erratum, "录入有误").map(drop)
    });
    let may = issue(&book, &may.id);
    let last = may.sections.last().unwrap();
    assert_eq!(last.title, "更正");
    let words = &last.items[0].paragraphs[0];
    assert_eq!(
        *words,
        "《窗口月报》第4期（2025年4月）“一、2025年4月总体运行情况”（一）中“共受理6.1万件”应为\
         “共受理5.9万件”，“环比增长3.9%”应为“环比增长0.5%”。特此更正。"
    );
    let numerals = book.proof(&may).unwrap();
    let own = numerals.iter().filter(|one| one.section.ends_with("更正"));
    let open: Vec<_> = own.filter(|one| one.class == crate::check::Class::Unproven).collect();
    assert!(open.is_empty(), "{open:?}");
    let june = book.new_issue(&bulletin(), month("2025-06"), None).unwrap().issue;
    assert!(june.sections.iter().all(|section| section.title != "更正"));
}

#[test]
fn an_erratum_waits_for_the_next_issue() {
    let (mut book, _) = published();
    set(&mut book, "accepted", "2025-04", "5.9万");
    let key = cell("accepted", "2025-04");
    let decided = book.decide_correction(&key, CorrectionKind::Erratum, "录入有误").unwrap();
    assert_eq!(decided.drafted[0].1, None);
    let report = book.new_issue(&bulletin(), month("2025-05"), None).unwrap();
    let last = report.issue.sections.last().unwrap();
    assert_eq!((last.title.as_str(), last.items.len()), ("更正", 1));
    assert!(report.notes.iter().any(|note| note.contains("更正")), "{:?}", report.notes);
}

#[test]
fn while_a_correction_is_open_the_next_issue_is_not_published() {
    let (mut book, _) = published();
    set(&mut book, "accepted", "2025-04", "5.9万");
    let report = book.new_issue(&bulletin(), month("2025-05"), None).unwrap();
    assert!(report.notes.iter().any(|note| note.contains("还没有定")), "{:?}", report.notes);
    let standing = book.standing(&report.issue).unwrap();
    assert!(standing.obstacles.iter().any(|one| matches!(one, Obstacle::Undecided(_))));
    assert!(standing.is_blocked());
}
