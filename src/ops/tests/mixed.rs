//! More than a hundred steps over every kind of thing, across restarts.

use super::*;
use crate::model::{Department, FigureSource, ItemId, Person};
use crate::ops::{IssueHead, NewDepartment, NewPerson, SectionHead, Subject};

const AT: &str = "2025-04";

/// One round of named steps, each with what it works on made by the round itself.
fn round(book: &mut Book, clock: &TestClock, n: i32) {
    let at = month(AT);
    let cells = vec![
        (cell("accepted", &at.plus(-n).to_string()), format!("{n}万")),
        (cell("done", &at.plus(-n).to_string()), "未报".to_owned()),
    ];
    book.set_figures(&cells, FigureSource::Pasted).unwrap();
    book.set_figure(&cell("done", AT), &format!("{n}"), FigureSource::Typed).unwrap();
    book.set_figure_note(&cell("done", AT), &format!("第{n}次核对")).unwrap();
    let first = book.add_event(&bulletin(), at, &event(&format!("第{n}件事。"))).unwrap();
    let issue = book.issue_of(at).unwrap();
    let section = issue.sections[1].id.clone();
    book.place_item(&first.id, &section, 0).unwrap();
    clock.pass(60);
    let mut edited = book.item(&first.id).unwrap();
    edited.lead = Some(format!("标题{n}"));
    book.update_item(&edited).unwrap();
    people(book, n);
    book.restore(&book.bin(1).unwrap()[0]).unwrap();
    let past = book.history(Subject::Item(&first.id)).unwrap();
    let last = past.iter().rfind(|e| e.field == "段首标题").unwrap();
    book.restore_value(Subject::Item(&first.id), last, None).unwrap();
    lists(book, &first.id, n);
}

fn people(book: &mut Book, n: i32) {
    let at = month(AT);
    let list = [NewDepartment { name: format!("第{n}局"), ..NewDepartment::default() }];
    book.add_departments(&list).unwrap();
    let bureau = book.find_department(&format!("第{n}局")).unwrap();
    book.move_department(&bureau.code, 0).unwrap();
    book.set_department(&Department { short_name: format!("{n}局"), ..bureau.clone() }).unwrap();
    book.end_department(&bureau.code, at).unwrap();
    let new = NewPerson {
        name: format!("张䶮{n}"),
        department: Some(bureau.code.clone()),
        posts: "局长".into(),
    };
    let person = book.add_person(&new).unwrap();
    book.update_person(&Person { posts: "副局长".into(), ..person.clone() }).unwrap();
    book.delete_person(&person.id).unwrap();
}

fn lists(book: &mut Book, item: &ItemId, n: i32) {
    let at = month(AT);
    let department = format!("第{n}局");
    let new = NewVisit { department, posts: "局长".into(), person: format!("𬬻{n}") };
    let visit = book.add_visit(&bulletin(), at, &new).unwrap();
    book.move_visit(&visit.id, 0).unwrap();
    book.collect_persons().unwrap();
    let issue = book.issue_of(at).unwrap();
    let recipient =
        NewRecipient { level: DistributionLevel::Issue, name: format!("第{n}处"), joint: '、' };
    book.add_recipient(&issue.id, &recipient).unwrap();
    let section = &issue.sections[0];
    book.update_section(&SectionHead {
        unnumbered: false,
        id: section.id.clone(),
        kind: section.kind,
        title: format!("总体情况{n}"),
        numbering: section.numbering,
        table: None,
    })
    .unwrap();
    book.update_issue_head(&IssueHead {
        id: issue.id.clone(),
        number: 4,
        total_number: Some(58),
        title: format!("窗口月报{n}"),
        issuer: issue.issuer.clone(),
        issue_date: issue.issue_date,
        status: issue.status,
    })
    .unwrap();
    book.leave_out(item, "重复").unwrap();
    book.take_in(item).unwrap();
}

#[test]
fn steps_over_everything_survive_closing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yuebao");
    let clock = TestClock::default();
    let mut book = Book::create(&path, &definition(), env(&clock)).unwrap();
    book.import_issue(&april()).unwrap();
    let begun = book.steps(1000).unwrap().len();
    let start = book.store().dump();
    for n in 1..=6 {
        round(&mut book, &clock, n);
    }
    let end = book.store().dump();
    let steps = book.steps(1000).unwrap();
    let labels: Vec<String> = steps.iter().map(|step| step.label.clone()).collect();
    let made = labels.len() - begun;
    assert!(made >= 120, "{made}");
    drop(book);

    let mut book = Book::open(&path, env(&clock)).unwrap();
    assert_eq!(book.steps(1000).unwrap(), steps, "who, when and what is remembered");
    for label in &labels[..made] {
        assert!(label.chars().any(|c| c > '一'), "named in Chinese: {label}");
        assert_eq!(book.undo().unwrap().as_ref(), Some(label));
    }
    assert_eq!(book.store().dump(), start);
    drop(book);

    let mut book = Book::open(&path, env(&clock)).unwrap();
    for label in labels[..made].iter().rev() {
        assert_eq!(book.redo().unwrap().as_ref(), Some(label));
    }
    assert_eq!(book.store().dump(), end);

    let back = book.undo_to(steps[made - 1].batch).unwrap();
    assert_eq!((back, book.store().dump()), (made, start), "back in one go");
    assert_eq!(book.undo_to(-1).unwrap(), 0, "no such step");
    for _ in 0..made {
        book.redo().unwrap();
    }
    assert_eq!(book.store().dump(), end);
}
