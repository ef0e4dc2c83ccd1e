//! Departments, persons, the order of visits, the recycle bin and values brought back.

use super::*;
use crate::model::{Department, FigureSource, Person};
use crate::ops::{NewDepartment, NewPerson, Subject};

fn visit(department: &str, posts: &str, person: &str) -> NewVisit {
    NewVisit { department: department.into(), posts: posts.into(), person: person.into() }
}

fn names(book: &Book) -> Vec<String> {
    book.departments().unwrap().into_iter().map(|d| d.name).collect()
}

#[test]
fn departments_are_listed_ended_moved_and_deleted() {
    let mut book = book();
    let list = ["水利厅", "公安厅", "教育厅"].map(|name| NewDepartment {
        name: name.into(),
        short_name: name.replace('厅', ""),
        aliases: vec![format!("省{name}")],
    });
    there_and_back(&mut book, |b| {
        let listed = b.add_departments(&list)?;
        assert_eq!((listed.added, listed.known), (2, vec!["水利厅".to_owned()]));
        Ok(())
    });
    assert_eq!(names(&book), ["全厅", "水利厅", "公安厅", "教育厅"]);
    assert_eq!(book.find_department("省教育厅").unwrap().short_name, "教育");
    let education = book.find_department("教育厅").unwrap();
    there_and_back(&mut book, |b| b.move_department(&education.code, 0));
    assert_eq!(names(&book), ["全厅", "教育厅", "水利厅", "公安厅"]);
    let ranks: Vec<i64> = book.departments().unwrap().iter().map(|d| d.rank).collect();
    assert_eq!(ranks, [0, 1, 2, 3]);
    there_and_back(&mut book, |b| b.end_department(&education.code, month("2025-03")));
    assert!(!book.find_department("教育厅").unwrap().is_active(month("2025-04")));
    there_and_back(&mut book, |b| b.delete_department(&education.code));
    assert!(matches!(
        book.delete_department(&DepartmentCode::hall()),
        Err(OpError::DepartmentInUse { .. })
    ));
}

#[test]
fn no_two_departments_share_a_name() {
    let mut book = book();
    let police = book.add_department("公安厅").unwrap();
    let before = book.store().dump();
    for taken in [
        Department { name: "水利厅".into(), ..police.clone() },
        Department { short_name: "水利厅".into(), ..police.clone() },
        Department { aliases: vec!["水利厅".into()], ..police.clone() },
    ] {
        assert!(matches!(book.set_department(&taken), Err(OpError::NameTaken { .. })));
    }
    assert_eq!(book.store().dump(), before);
}

#[test]
fn a_department_in_use_says_by_what() {
    let mut book = book();
    book.import_issue(&april()).unwrap();
    let water = book.find_department("水利厅").unwrap();
    let uses = |book: &mut Book, code| match book.delete_department(code) {
        Err(OpError::DepartmentInUse { uses, .. }) => uses,
        other => panic!("{other:?}"),
    };
    assert_eq!(uses(&mut book, &water.code), ["动态和条目", "进大厅名单"]);
    let person =
        NewPerson {
            name: "乙".into(), department: Some(water.code.clone()), posts: String::new()
        };
    book.add_person(&person).unwrap();
    let key = FigureKey::new(&IndicatorCode::new("done"), month("2025-04"), &water.code);
    book.set_figure(&key, "5", FigureSource::Typed).unwrap();
    assert_eq!(uses(&mut book, &water.code), ["数据", "人员", "动态和条目", "进大厅名单"]);
}

#[test]
fn fields_of_a_department_are_steps_of_their_own() {
    let mut book = book();
    let mut water = book.find_department("水利厅").unwrap();
    for short in ["水", "水利"] {
        water.short_name = short.into();
        book.set_department(&water).unwrap();
    }
    water.valid_from = Some(month("2023-12"));
    book.set_department(&water).unwrap();
    book.undo().unwrap();
    let stored = book.find_department("水利厅").unwrap();
    assert_eq!((stored.short_name.as_str(), stored.valid_from), ("水利", None));
    book.undo().unwrap();
    assert_eq!(book.find_department("水利厅").unwrap().short_name, "");
}

#[test]
fn persons_can_be_undone_and_redone() {
    let mut book = book();
    let water = book.find_department("水利厅").unwrap().code;
    for name in ["张䶮", "𬬻喆", "赟堃"] {
        there_and_back(&mut book, |b| {
            let department = Some(water.clone());
            b.add_person(&NewPerson { name: name.into(), department, posts: "副厅长".into() })
                .map(drop)
        });
    }
    let persons = book.persons().unwrap();
    there_and_back(&mut book, |b| b.move_person(&persons[2].id, 0));
    let order: Vec<String> = book.persons().unwrap().into_iter().map(|p| p.name).collect();
    assert_eq!(order, ["赟堃", "张䶮", "𬬻喆"]);
    there_and_back(&mut book, |b| {
        b.update_person(&Person { posts: "厅长".into(), ..book_person(b, "𬬻喆") })
    });
    there_and_back(&mut book, |b| b.delete_person(&persons[0].id));
    assert!(matches!(
        book.add_person(&NewPerson::default()),
        Err(OpError::Empty { what: crate::ops::Thing::Name })
    ));
}

fn book_person(book: &Book, name: &str) -> Person {
    book.persons().unwrap().into_iter().find(|p| p.name == name).unwrap()
}

#[test]
fn persons_are_collected_from_past_visits() {
    let mut book = book();
    let test = bulletin();
    for (at, visit) in [
        ("2024-01", visit("水利厅", "处长", "甲")),
        ("2024-06", visit("水利厅", "副厅长", "甲")),
        ("2024-07", visit("水利厅", "副厅长", "甲")),
        ("2024-07", visit("无名厅", "厅长", "丙")),
        ("2024-08", visit("水利厅", "厅长", "乙")),
    ] {
        book.add_visit(&test, month(at), &visit).unwrap();
    }
    there_and_back(&mut book, |b| {
        let collected = b.collect_persons()?;
        assert_eq!((collected.added, collected.unknown), (3, vec!["无名厅".to_owned()]));
        Ok(())
    });
    let found: Vec<_> = book
        .persons()
        .unwrap()
        .into_iter()
        .map(|p| (p.name, p.posts, p.valid_to.map(|m| m.to_string())))
        .collect();
    let row = |name: &str, posts: &str, to: Option<&str>| {
        (name.to_owned(), posts.to_owned(), to.map(str::to_owned))
    };
    assert_eq!(
        found,
        [row("甲", "处长", Some("2024-01")), row("甲", "副厅长", None), row("乙", "厅长", None)]
    );
    assert_eq!(book.collect_persons().unwrap().added, 0, "twice adds nothing");
}

#[test]
fn visits_follow_the_register() {
    let mut book = book();
    let (test, at) = (bulletin(), month("2025-04"));
    book.add_department("公安厅").unwrap();
    let water = Some(book.find_department("水利厅").unwrap().code);
    for name in ["乙", "甲"] {
        let (name, department) = (name.to_owned(), water.clone());
        book.add_person(&NewPerson { name, department, posts: String::new() }).unwrap();
    }
    for (department, person) in
        [("某局", "戊"), ("公安厅", "丁"), ("水利厅", "丙"), ("水利厅", "甲"), ("水利厅", "乙")]
    {
        book.add_visit(&test, at, &visit(department, "", person)).unwrap();
    }
    there_and_back(&mut book, |b| b.sort_visits(&test, at));
    let order: Vec<String> =
        book.visits(&test, at).unwrap().into_iter().map(|v| v.person).collect();
    assert_eq!(order, ["乙", "甲", "丙", "丁", "戊"]);
}

#[test]
fn what_was_deleted_comes_back() {
    let mut book = book();
    let test = bulletin();
    book.import_issue(&april()).unwrap();
    let before = book.store().dump();
    let issue = book.issue_of(month("2025-04")).unwrap();
    book.delete_item(&issue.sections[1].items[0].id).unwrap();
    book.delete_visit(&issue.visits[0].id).unwrap();
    book.delete_recipient(&issue.distribution[0].id).unwrap();
    let bin = book.bin(20).unwrap();
    let shown: Vec<(&str, &str)> = bin.iter().map(|e| (e.what, e.words.as_str())).collect();
    assert_eq!(
        shown,
        [("报送对象", "报：省办"), ("进大厅", "水利厅副厅长甲"), ("条目", "召开会议。")]
    );
    for entry in &bin {
        there_and_back(&mut book, |b| b.restore(entry));
    }
    assert_eq!(book.store().dump(), before);
    assert!(book.bin(20).unwrap().is_empty());

    let blank = book.add_event(&test, month("2025-04"), &NewItem::default()).unwrap();
    book.delete_item(&blank.id).unwrap();
    assert!(book.bin(20).unwrap().is_empty(), "nothing was written there");
    let event = book.add_event(&test, month("2025-04"), &event("一件事。")).unwrap();
    for _ in 0..2 {
        book.delete_item(&event.id).unwrap();
        let bin = book.bin(20).unwrap();
        assert_eq!(bin.len(), 1, "deleted twice, shown once");
        book.restore(&bin[0]).unwrap();
    }
}

#[test]
fn an_issue_comes_back_whole_and_a_section_with_its_items() {
    let mut book = book();
    book.import_issue(&april()).unwrap();
    let before = book.store().dump();
    let issue = book.issue_of(month("2025-04")).unwrap();
    book.delete_issue(&issue.id).unwrap();
    let bin = book.bin(20).unwrap();
    assert_eq!(bin.len(), 1);
    assert_eq!(bin[0].parts, 4 + 4 + 1 + 1, "sections, items, visit, recipient");
    there_and_back(&mut book, |b| b.restore(&bin[0]));
    assert_eq!(book.store().dump(), before);

    book.delete_section(&issue.sections[1].id).unwrap();
    let bin = book.bin(20).unwrap();
    assert_eq!((bin[0].what, bin[0].words.as_str()), ("栏目", "工作动态"));
    there_and_back(&mut book, |b| b.restore(&bin[0]));
    assert_eq!(book.store().dump(), before);

    book.delete_section(&issue.sections[2].id).unwrap();
    let section = book.bin(20).unwrap();
    book.delete_issue(&issue.id).unwrap();
    let refused = book.restore(&section[0]);
    assert!(matches!(refused, Err(OpError::RestoreFirst { .. })), "{refused:?}");
}

#[test]
fn an_item_without_its_section_goes_to_the_pool() {
    let mut book = book();
    book.import_issue(&april()).unwrap();
    let issue = book.issue_of(month("2025-04")).unwrap();
    book.delete_item(&issue.sections[1].items[0].id).unwrap();
    let item = book.bin(20).unwrap();
    book.delete_section(&issue.sections[1].id).unwrap();
    book.restore(&item[0]).unwrap();
    let pool = book.pool(&bulletin(), month("2025-04")).unwrap();
    assert_eq!(pool[0].paragraphs, ["召开会议。"]);
}

#[test]
fn what_was_undone_can_be_found_in_the_bin() {
    let mut book = book();
    book.add_event(&bulletin(), month("2025-04"), &event("一件事。")).unwrap();
    book.undo().unwrap();
    let bin = book.bin(20).unwrap();
    assert!(bin[0].by_undo());
    there_and_back(&mut book, |b| b.restore(&bin[0]));
}

#[test]
fn a_department_whose_name_is_taken_stays_in_the_bin() {
    let mut book = book();
    let police = book.add_department("公安厅").unwrap();
    book.delete_department(&police.code).unwrap();
    let bin = book.bin(20).unwrap();
    there_and_back(&mut book, |b| b.restore(&bin[0]));
    book.delete_department(&police.code).unwrap();
    book.add_department("公安厅").unwrap();
    let bin = book.bin(20).unwrap();
    assert!(matches!(book.restore(&bin[0]), Err(OpError::NameTaken { .. })));
}

#[test]
fn a_value_of_the_past_is_brought_back() {
    let mut book = book();
    book.import_issue(&april()).unwrap();
    let key = cell("accepted", "2025-04");
    book.set_figure(&key, "7万", FigureSource::Typed).unwrap();
    let figure = book.history(Subject::Figure(&key)).unwrap();
    let last = figure.last().unwrap();
    assert_eq!((last.old.as_deref(), last.new.as_deref()), (Some("6.1万"), Some("7万")));
    assert_eq!(last.actor, "测试员");
    there_and_back(&mut book, |b| {
        b.restore_value(Subject::Figure(&key), last, last.old.as_deref())
    });
    let stored = book.figure(&key).unwrap().unwrap();
    assert_eq!(stored.quantity, crate::model::Quantity::new(61, 3));

    let issue = book.issue_of(month("2025-04")).unwrap();
    let mut visit = issue.visits[0].clone();
    visit.person = "𬬻䶮".into();
    book.update_visit(&visit).unwrap();
    let id = &visit.id;
    let past = book.history(Subject::Visit(id)).unwrap();
    let last = past.last().unwrap();
    assert_eq!(last.new.as_deref(), Some("𬬻䶮"));
    there_and_back(&mut book, |b| b.restore_value(Subject::Visit(id), last, last.old.as_deref()));

    let mut item = issue.sections[1].items[0].clone();
    item.department = None;
    book.update_item(&item).unwrap();
    let past = book.history(Subject::Item(&item.id)).unwrap();
    let last = past.last().unwrap();
    assert_eq!((last.field, last.new.as_deref()), ("部门", None));
    there_and_back(&mut book, |b| {
        b.restore_value(Subject::Item(&item.id), last, last.old.as_deref())
    });
    book.restore_value(Subject::Item(&item.id), last, None).unwrap();
    assert_eq!(book.item(&item.id).unwrap().department, None);
}

#[test]
fn names_of_a_department_come_back_unless_taken() {
    let clock = TestClock::default();
    let mut book = Book::in_memory(&definition(), env(&clock)).unwrap();
    let water = book.find_department("水利厅").unwrap();
    let aliases = vec!["水务厅".to_owned(), "省水利厅".to_owned()];
    book.set_department(&Department { aliases: aliases.clone(), ..water.clone() }).unwrap();
    clock.pass(60);
    book.set_department(&water).unwrap();
    let code = &water.code;
    let past = book.history(Subject::Department(code)).unwrap();
    let entry = past.iter().find(|e| e.field == "别名").unwrap();
    assert_eq!(entry.new.as_deref(), Some("水务厅、省水利厅"));
    there_and_back(&mut book, |b| {
        b.restore_value(Subject::Department(code), entry, entry.new.as_deref())
    });
    assert_eq!(book.find_department("水利厅").unwrap().aliases, aliases);
    book.set_department(&water).unwrap();
    book.add_department("水务厅").unwrap();
    let refused = book.restore_value(Subject::Department(code), entry, entry.new.as_deref());
    assert!(matches!(refused, Err(OpError::NameTaken { .. })), "{refused:?}");
}

#[test]
fn earlier_recipients_are_known_once() {
    let mut book = book();
    book.import_issue(&april()).unwrap();
    book.new_issue(&bulletin(), month("2025-05"), None).unwrap();
    let known = book.known_recipients().unwrap();
    let lines: Vec<_> = known.iter().map(|r| (r.level.label(), r.name.as_str())).collect();
    assert_eq!(lines.iter().filter(|line| **line == ("报", "省办")).count(), 1, "{lines:?}");
}
