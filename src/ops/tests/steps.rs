//! Undo, redo, merging of keystrokes, history.

use super::*;
use crate::model::{
    Department, FigureSource, FigureState, Indicator, IndicatorKind, ItemState, Quantity,
    TableColumn, TableSpec,
};
use crate::ops::{HistoryEntry, IssueHead, SectionHead, Subject};

#[test]
fn every_operation_can_be_undone_and_redone() {
    let mut book = book();
    let test = bulletin();
    let at = month("2025-04");
    there_and_back(&mut book, |b| b.import_issue(&april()).map(drop));
    there_and_back(&mut book, |b| {
        b.set_figure(&cell("accepted", "2025-05"), "6.2万", FigureSource::Typed).map(drop)
    });
    there_and_back(&mut book, |b| {
        let cells =
            [(cell("accepted", "2025-06"), "1万".into()), (cell("done", "2025-06"), "0".into())];
        b.set_figures(&cells, FigureSource::Pasted).map(drop)
    });
    there_and_back(&mut book, |b| b.set_figure_note(&cell("done", "2025-06"), "停电").map(drop));
    there_and_back(&mut book, |b| b.add_event(&test, at, &event("一件事。")).map(drop));
    there_and_back(&mut book, |b| b.add_event(&test, at, &event("又一件事。")).map(drop));

    let pool = book.pool(&test, at).unwrap();
    let issue = book.issue_of(at).unwrap();
    let section = issue.sections[1].id.clone();
    there_and_back(&mut book, |b| b.move_item(&pool[1].id, 0));
    there_and_back(&mut book, |b| b.place_item(&pool[0].id, &section, 0));
    there_and_back(&mut book, |b| b.add_item(&section, &event("再一件事。")).map(drop));
    there_and_back(&mut book, |b| b.move_item(&pool[0].id, 9));
    there_and_back(&mut book, |b| b.unplace_item(&pool[0].id));
    there_and_back(&mut book, |b| b.leave_out(&pool[0].id, "重复"));
    assert_eq!(book.item(&pool[0].id).unwrap().state, ItemState::LeftOut);
    there_and_back(&mut book, |b| b.take_in(&pool[0].id));
    let mut item = book.item(&pool[0].id).unwrap();
    item.paragraphs = vec!["改过的第一段。\n第二段。".into()];
    there_and_back(&mut book, |b| b.update_item(&item));
    assert_eq!(book.item(&item.id).unwrap().paragraphs.len(), 2);
    there_and_back(&mut book, |b| b.delete_item(&item.id));

    there_and_back(&mut book, |b| {
        let visit =
            NewVisit {
                department: "公安厅".into(), posts: "主任".into(), person: "乙".into()
            };
        b.add_visit(&test, at, &visit).map(drop)
    });
    let mut visits = book.visits(&test, at).unwrap();
    there_and_back(&mut book, |b| b.move_visit(&visits[1].id, 0));
    visits[0].posts = "厅长".into();
    there_and_back(&mut book, |b| b.update_visit(&visits[0]));
    there_and_back(&mut book, |b| b.delete_visit(&visits[1].id));
}

#[test]
fn every_operation_on_an_issue_can_be_undone_and_redone() {
    let mut book = book();
    book.import_issue(&april()).unwrap();
    let issue = book.issue_of(month("2025-04")).unwrap();
    let entry = |name: &str| NewRecipient {
        level: DistributionLevel::Issue,
        name: name.into(),
        joint: '，',
    };
    there_and_back(&mut book, |b| b.add_recipient(&issue.id, &entry("各处室")).map(drop));
    let mut list = book.issue(&issue.id).unwrap().distribution;
    there_and_back(&mut book, |b| b.move_recipient(&list[1].id, 0));
    list[0].name = "省政府".into();
    there_and_back(&mut book, |b| b.update_recipient(&list[0]));
    there_and_back(&mut book, |b| b.delete_recipient(&list[0].id));
    there_and_back(&mut book, |b| {
        b.set_recipients(&issue.id, &[entry("甲"), entry("乙")]).map(drop)
    });
    there_and_back(&mut book, |b| {
        b.add_section(&issue.id, SectionKind::Work, "附", ItemNumbering::Arabic).map(drop)
    });
    there_and_back(&mut book, |b| b.add_opening(&issue.id).map(drop));
    let section = issue.sections[1].clone();
    there_and_back(&mut book, |b| b.move_section(&section.id, 0));
    there_and_back(&mut book, |b| {
        b.update_section(&SectionHead {
            unnumbered: true,
            id: section.id.clone(),
            kind: SectionKind::News,
            title: "窗口资讯".into(),
            numbering: ItemNumbering::Arabic,
            table: None,
        })
    });
    let column = TableColumn::of(&book.bulletin(&issue.bulletin).unwrap().indicators[0]);
    let table = TableSpec { columns: vec![column], ..TableSpec::default() };
    there_and_back(&mut book, |b| b.set_table(&section.id, &table));
    there_and_back(&mut book, |b| b.delete_section(&section.id));
    there_and_back(&mut book, |b| {
        b.update_issue_head(&IssueHead {
            id: issue.id.clone(),
            number: 5,
            total_number: None,
            title: "月报".into(),
            issuer: String::new(),
            issue_date: None,
            status: crate::model::IssueStatus::Checked,
        })
    });
    there_and_back(&mut book, |b| b.new_issue(&bulletin(), month("2025-05"), None).map(drop));
    there_and_back(&mut book, |b| b.delete_issue(&issue.id));
}

#[test]
fn registers_can_be_undone_and_redone() {
    let mut book = book();
    there_and_back(&mut book, |b| b.add_department("公安厅").map(drop));
    let police = book.find_department("公安厅").unwrap();
    there_and_back(&mut book, |b| {
        b.set_department(&Department { aliases: vec!["省公安厅".into()], ..police })
    });
    assert_eq!(book.find_department("省公安厅").unwrap().name, "公安厅");
    let indicator =
        Indicator { code: IndicatorCode::new("calls"), name: "电话咨询".into(), ..any() };
    there_and_back(&mut book, |b| b.add_indicator(&bulletin(), &indicator).map(drop));
    assert_eq!(book.find_indicator("电话咨询").unwrap(), indicator);
    book.undo().unwrap();
    assert!(book.find_indicator("电话咨询").is_err(), "what is kept in memory follows undo");
    let other =
        Bulletin { code: BulletinCode::new("other"), name: "评议".into(), ..definition() };
    there_and_back(&mut book, |b| b.add_bulletin(&other));
    there_and_back(&mut book, |b| {
        b.set_bulletin(&Bulletin { issuer: "乙".into(), ..other.clone() })
    });
    book.set_setting("actor", "甲").unwrap();
    assert_eq!(book.setting("actor").unwrap().as_deref(), Some("甲"));
    assert!(book.undo_label().unwrap().starts_with("修改刊物"), "a setting is no step");
}

fn any() -> Indicator {
    let mut indicator = definition().indicators.remove(0);
    indicator.aliases.clear();
    indicator.kind = IndicatorKind::Flow;
    indicator
}

#[test]
fn what_is_typed_is_kept_whatever_it_is() {
    let mut book = book();
    let key = cell("accepted", "2025-04");
    for (typed, state, quantity) in [
        ("6.1万", FigureState::Entered, Quantity::new(61, 3)),
        ("６１，０２３", FigureState::Entered, Quantity::new(61023, 0)),
        ("6.1.2万", FigureState::Draft, None),
        ("未报", FigureState::NotReported, None),
        ("0", FigureState::Zero, Quantity::new(0, 0)),
        ("", FigureState::Blank, None),
    ] {
        book.set_figure(&key, typed, FigureSource::Typed).unwrap();
        let stored = book.figure(&key).unwrap().unwrap();
        assert_eq!(
            (stored.typed.as_str(), stored.state, stored.quantity),
            (typed, state, quantity)
        );
    }
    assert!(matches!(
        book.check_figure(&key.indicator, "6.1.2万"),
        Err(OpError::NotAFigure { .. })
    ));
}

#[test]
fn keystrokes_in_one_field_are_one_step() {
    let clock = TestClock::default();
    let mut book = Book::in_memory(&definition(), env(&clock)).unwrap();
    let key = cell("accepted", "2025-04");
    let before = book.store().dump();
    for typed in ["6", "6.", "6.1", "6.1万"] {
        book.set_figure(&key, typed, FigureSource::Typed).unwrap();
        clock.pass(2);
    }
    let after = book.store().dump();
    assert_eq!(book.undo_label(), Some("填写 受理（2025年4月）"));
    book.undo().unwrap();
    assert_eq!(book.store().dump(), before);
    assert_eq!(book.undo_label(), None);
    book.redo().unwrap();
    assert_eq!(book.store().dump(), after);

    clock.pass(60);
    book.set_figure(&key, "6.2万", FigureSource::Typed).unwrap();
    book.set_figure(&key, "6.3万", FigureSource::Typed).unwrap();
    let typed: Vec<_> = book
        .history(Subject::Figure(&key))
        .unwrap()
        .into_iter()
        .map(|HistoryEntry { field, old, new, .. }| {
            (field, old.unwrap_or_default(), new.unwrap_or_default())
        })
        .collect();
    let entry = |old: &str, new: &str| ("数值", old.to_owned(), new.to_owned());
    assert_eq!(
        typed,
        [entry("", "6.1万"), entry("6.1万", ""), entry("", "6.1万"), entry("6.1万", "6.3万")]
    );
    book.undo().unwrap();
    assert_eq!(book.store().dump(), after);
}

#[test]
fn typing_that_goes_on_and_on_is_several_steps() {
    let clock = TestClock::default();
    let mut book = Book::in_memory(&definition(), env(&clock)).unwrap();
    let text = event("一");
    let mut item = book.add_event(&bulletin(), month("2025-04"), &text).unwrap();
    let mut undone = 0;
    for _ in 0..20 {
        clock.pass(4);
        item.paragraphs[0].push('字');
        book.update_item(&item).unwrap();
    }
    while book.undo_label().is_some_and(|label| label.starts_with("修改")) {
        book.undo().unwrap();
        undone += 1;
    }
    assert_eq!(undone, 3);
    assert_eq!(book.item(&item.id).unwrap().paragraphs, ["一"]);
}

#[test]
fn a_step_without_effect_does_not_block_undo() {
    let mut book = book();
    let key = cell("accepted", "2025-04");
    book.set_figure(&key, "1万", FigureSource::Typed).unwrap();
    book.set_figure(&cell("done", "2025-04"), "1万", FigureSource::Typed).unwrap();
    book.set_figure(&key, "2万", FigureSource::Typed).unwrap();
    book.set_figure(&key, "1万", FigureSource::Typed).unwrap();
    book.undo().unwrap();
    assert_eq!(book.undo().unwrap().as_deref(), Some("填写 办结（2025年4月）"));
    let before = book.revision();
    book.set_figure(&key, "1万", FigureSource::Typed).unwrap();
    assert_eq!(book.revision(), before, "the same again is no change");
    assert!(book.redo_label().is_some());
}

#[test]
fn a_hundred_steps_and_more_survive_closing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yuebao");
    let clock = TestClock::default();
    let mut book = Book::create(&path, &definition(), env(&clock)).unwrap();
    let mut dumps = vec![book.store().dump()];
    for step in 0..120 {
        let at = month("2015-01").plus(step);
        let key = FigureKey::of_hall(&IndicatorCode::new("accepted"), at);
        book.set_figure(&key, &format!("{step}"), FigureSource::Typed).unwrap();
        dumps.push(book.store().dump());
    }
    for step in (60..120).rev() {
        book.undo().unwrap();
        assert_eq!(book.store().dump(), dumps[step]);
    }
    drop(book);
    let mut book = Book::open(&path, env(&clock)).unwrap();
    assert_eq!(book.redo_label(), Some("填写 受理（2020年1月）"));
    for dump in &dumps[61..] {
        book.redo().unwrap();
        assert_eq!(book.store().dump(), *dump);
    }
    assert_eq!(book.redo().unwrap(), None);
    drop(book);
    let mut book = Book::open(&path, env(&clock)).unwrap();
    for dump in dumps.iter().rev().skip(1) {
        book.undo().unwrap();
        assert_eq!(book.store().dump(), *dump);
    }
    assert_eq!(book.undo().unwrap(), None);
    book.set_figure(&cell("done", "2025-04"), "1", FigureSource::Typed).unwrap();
    assert_eq!(book.redo_label(), None, "a new step forgets what was undone");
}
