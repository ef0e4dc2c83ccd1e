//! Trends of a book: charts with what the book knows of their months, files, headlines, and
//! sentences that the proof of numbers accepts.

use super::*;
use crate::check::Class;
use crate::model::{
    Department, DepartmentCode, FigureKey, FigureSource, Indicator, IndicatorCode, Month, Target,
};
use crate::ops::{Judged, NewItem, TrendRequest, built_in, demo_book, message};
use crate::trend::chart::{Chart, ChartKind, MarkKind, PointState};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn sample(bulletin: &str) -> Book {
    let bulletin = built_in::bulletin(bulletin).unwrap();
    demo_book::in_memory(&bulletin, month("2025-04"), Env::system("测试")).unwrap()
}

fn request(book: &Book, name: &str, kind: ChartKind) -> TrendRequest {
    let indicator = book.find_indicator(name).unwrap().code;
    let bulletin = book.bulletin_of(&indicator).unwrap().code.clone();
    let months = (month("2023-05"), month("2025-04"));
    TrendRequest { kind, ..TrendRequest::new(bulletin, vec![indicator], months) }
}

#[test]
fn every_kind_of_chart_is_written_in_every_format() {
    let book = sample("pingyi");
    let folder = tempfile::tempdir().unwrap();
    for kind in ChartKind::ALL {
        let request = request(&book, "办件受理量", kind);
        for extension in ["svg", "csv", "xlsx"] {
            let path = folder.path().join(format!("图.{extension}"));
            book.export_chart(&request, &path).unwrap();
            assert!(std::fs::metadata(&path).unwrap().len() > 100, "{kind:?} {extension}");
        }
    }
    let path = folder.path().join("图.png");
    book.export_chart(&request(&book, "办件受理量", ChartKind::Line), &path).unwrap();
    assert!(std::fs::read(&path).unwrap().starts_with(b"\x89PNG"));
    let wrong = book.export_chart(
        &request(&book, "办件受理量", ChartKind::Line),
        &folder.path().join("图.gif"),
    );
    assert!(matches!(wrong, Err(OpError::UnknownFormat { .. })));
}

#[test]
fn what_is_drawn_can_be_put_into_the_issue() {
    let mut book = sample("pingyi");
    let bulletin = book.main_bulletin().unwrap();
    let years = request(&book, "办件受理量", ChartKind::Years).exhibit(&bulletin).unwrap();
    assert_eq!(years, "{图：办件受理量，24个月，逐年}");
    let line = request(&book, "办件受理量", ChartKind::Line).exhibit(&bulletin).unwrap();
    let issue = book.issue_of(month("2025-04")).unwrap();
    let item = NewItem { paragraphs: vec![line], ..NewItem::default() };
    book.add_item(&issue.sections[0].id, &item).unwrap();
    let document = book.document(&book.issue(&issue.id).unwrap()).unwrap();
    let charts = |block: &&crate::document::Block| matches!(block, crate::document::Block::Chart(chart) if chart.chart.lines.len() == 1);
    assert_eq!(document.blocks.iter().filter(charts).count(), 1);
    assert_eq!(request(&book, "办件受理量", ChartKind::Heat).exhibit(&bulletin), None);
}

#[test]
fn departments_and_declared_parts_are_found_by_themselves() {
    let book = sample("pingyi");
    let chart = book.chart(&request(&book, "办件受理量", ChartKind::Share)).unwrap().unwrap();
    let names: Vec<&str> = chart.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["网上受理量", "窗口受理量", "自助终端受理量"]);
    let chart = book.chart(&request(&book, "办件受理量", ChartKind::Heat)).unwrap().unwrap();
    assert!(chart.lines.len() > 5 && chart.lines.iter().all(|line| line.points.len() == 24));
}

#[test]
fn a_month_that_some_departments_owe_says_so() {
    let mut book = sample("pingyi");
    let code = book.find_indicator("办件受理量").unwrap().code;
    let windows = book.departments().unwrap();
    let window = windows.iter().find(|department| !department.is_hall()).unwrap();
    let key = FigureKey::new(&code, month("2025-03"), &window.code);
    book.set_figure(&key, "未报", FigureSource::Typed).unwrap();
    let chart = book.chart(&request(&book, "办件受理量", ChartKind::Line)).unwrap().unwrap();
    let partly: Vec<Month> = chart.lines[0]
        .points
        .iter()
        .filter(|point| point.partial.is_some())
        .map(|point| point.month)
        .collect();
    assert_eq!(partly, [month("2025-03")]);
    let chart = book.chart(&request(&book, "办件受理量", ChartKind::Heat)).unwrap().unwrap();
    let line = &chart.lines[0];
    assert_eq!(line.points[22].state, PointState::NotReported);
}

#[test]
fn a_target_is_drawn_undone_and_refused_when_it_is_no_amount() {
    let mut book = sample("zhengwu");
    let request = request(&book, "办理政务服务事项", ChartKind::Line);
    let target = |value: &str| Target {
        indicator: request.indicators[0].clone(),
        year: 2025,
        total: false,
        value: value.into(),
    };
    let targets = |book: &Book| book.chart(&request).unwrap().unwrap().targets.len();
    book.set_target(&request.bulletin, &target("6.5万")).unwrap();
    assert_eq!(targets(&book), 1);
    assert!(book.set_target(&request.bulletin, &target("很多")).is_err());
    book.set_target(&request.bulletin, &target("")).unwrap();
    assert_eq!(targets(&book), 0);
    assert_eq!(book.undo().unwrap().as_deref(), Some("取消2025年每月目标 办理政务服务事项"));
    assert_eq!(targets(&book), 1);
}

#[test]
fn a_department_that_went_is_followed_to_its_successor() {
    let mut book = sample("pingyi");
    let windows = book.departments().unwrap();
    let [_, first, second, ..] = windows.as_slice() else { panic!() };
    let mut gone = first.clone();
    gone.valid_to = Some(month("2024-06"));
    book.set_department(&gone).unwrap();
    let mut heir = second.clone();
    heir.aliases.push(format!("原{}", first.name));
    book.set_department(&heir).unwrap();
    let chart = book.chart(&request(&book, "办件受理量", ChartKind::Multiples)).unwrap().unwrap();
    let note = chart.notes.iter().find(|note| note.contains("并入"));
    assert!(note.is_some_and(|note| note.contains("自2024年7月起")), "{:?}", chart.notes);
}

#[test]
fn a_merged_department_is_drawn_apart_or_together_with_its_successor() {
    let mut book = sample("pingyi");
    let windows = book.departments().unwrap();
    let [_, first, second, ..] = windows.as_slice() else { panic!() };
    book.merge_department(&first.code, &second.code, month("2024-06")).unwrap();
    let apart = request(&book, "办件受理量", ChartKind::Multiples);
    let chart = book.chart(&apart).unwrap().unwrap();
    let names = |chart: &Chart| -> Vec<String> {
        chart.lines.iter().map(|line| line.name.clone()).collect()
    };
    let short = crate::trend::series::short_or_full(first).to_owned();
    assert!(names(&chart).contains(&short));
    let note = format!("{short}自2024年7月起并入");
    assert!(chart.notes.iter().any(|other| other.contains(&note)), "{:?}", chart.notes);
    let joined = TrendRequest { joined: true, ..apart };
    let chart = book.chart(&joined).unwrap().unwrap();
    assert!(!names(&chart).contains(&short));
    assert!(chart.notes.iter().any(|note| note.contains(&format!("2024年7月前含{short}"))));
    let heir =
        TrendRequest { kind: ChartKind::Line, department: second.code.clone(), ..joined.clone() };
    let together = book.chart(&heir).unwrap().unwrap();
    let alone = book.chart(&TrendRequest { joined: false, ..heir }).unwrap().unwrap();
    let value = |chart: &Chart, at: &str| {
        let point = chart.lines[0].points.iter().find(|point| point.month == month(at)).unwrap();
        (point.exact.unwrap().to_f64(), point.joined)
    };
    assert!(value(&together, "2024-06").0 > value(&alone, "2024-06").0);
    assert!(value(&together, "2024-06").1 && !value(&together, "2024-07").1);
    assert!(together.marks.iter().any(|mark| mark.kind == MarkKind::Merger));
}

#[test]
fn a_department_is_merged_only_where_that_makes_sense() {
    let mut book = sample("pingyi");
    let windows = book.departments().unwrap();
    let [hall, first, second, ..] = windows.as_slice() else { panic!() };
    let june = month("2024-06");
    for (from, into) in [(first, first), (first, hall), (hall, first)] {
        let refused = book.merge_department(&from.code, &into.code, june);
        assert!(matches!(refused, Err(OpError::Successor { .. })), "{refused:?}");
    }
    let endless = Department { successor: Some(second.code.clone()), ..first.clone() };
    assert!(matches!(book.set_department(&endless), Err(OpError::Successor { .. })));
    book.merge_department(&first.code, &second.code, june).unwrap();
    let circle = book.merge_department(&second.code, &first.code, june);
    assert!(message(&circle.unwrap_err()).text.contains("不能互相并入"));
    let refused = book.delete_department(&second.code);
    assert!(
        matches!(refused, Err(OpError::DepartmentInUse { uses, .. }) if uses.contains(&"并入它的部门"))
    );
    let label = format!("{}并入{}", first.name, second.name);
    assert_eq!(book.undo().unwrap().as_deref(), Some(label.as_str()));
    assert_eq!(book.department(&first.code).unwrap().successor, None);
}

#[test]
fn events_that_name_the_indicator_are_marks() {
    let mut book = sample("zhengwu");
    let bulletin = book.main_bulletin().unwrap().code;
    let new = NewItem {
        date: month("2025-02").day(7),
        paragraphs: vec!["省厅通报全程网办受理情况。".into()],
        ..NewItem::default()
    };
    book.add_event(&bulletin, month("2025-02"), &new).unwrap();
    let chart = book.chart(&request(&book, "全程网办受理", ChartKind::Line)).unwrap().unwrap();
    let mark = chart
        .marks
        .iter()
        .find(|mark| mark.kind == MarkKind::Event && mark.month == month("2025-02"));
    assert_eq!(mark.map(|mark| mark.text.as_str()), Some("7日省厅通报全程网办受理情况。"));
}

#[test]
fn headlines_tell_what_is_unusual_and_where_it_was_printed() {
    let mut book = sample("zhengwu");
    let (bulletin, code) =
        (book.main_bulletin().unwrap().code, book.find_indicator("全程网办受理").unwrap().code);
    let judged = |book: &Book| {
        let all = book.headlines(&bulletin, &DepartmentCode::hall(), month("2025-04")).unwrap();
        all.into_iter().find(|one| one.indicator == code).unwrap()
    };
    assert_eq!(judged(&book).judged, Some(Judged::Usual));
    book.set_figure(&FigureKey::of_hall(&code, month("2025-04")), "61万", FigureSource::Typed)
        .unwrap();
    let one = judged(&book);
    assert!(matches!(one.judged, Some(Judged::High(_))));
    assert_eq!((one.text.as_str(), one.recent.len()), ("61", 12));
    let printed = book.printed(&code, month("2025-04")).unwrap();
    assert!(printed.iter().any(|one| one.sentence.contains("61万件")), "{printed:?}");
    let earlier = book.printed(&code, month("2025-03")).unwrap();
    assert!(earlier.iter().all(|one| one.month <= month("2025-04")));
}

#[test]
fn what_is_no_longer_asked_has_no_card() {
    let mut book = sample("zhengwu");
    let bulletin = book.main_bulletin().unwrap();
    let next = month("2025-05");
    let code = book.find_indicator("全程网办受理").unwrap().code;
    let has_card = |book: &Book| {
        let all = book.headlines(&bulletin.code, &DepartmentCode::hall(), next).unwrap();
        all.iter().any(|one| one.indicator == code)
    };
    assert!(has_card(&book), "waiting for its figure");
    let indicator = bulletin.indicator(&code).unwrap().clone();
    let ended = Indicator { valid_to: Some(month("2025-04")), ..indicator };
    book.set_indicator(&bulletin.code, &ended).unwrap();
    assert!(!has_card(&book));
}

/// The sentence is pasted into the issue: the proof finds every number bound or derived, and
/// nothing to say.
#[test]
fn sentences_about_a_change_pass_the_proof() {
    let mut book = sample("zhengwu");
    let now = month("2025-04");
    let issue = book.issue_of(now).unwrap();
    let before = book.check(&issue).unwrap();
    let mut sections = issue.sections.iter();
    let section = sections.find(|section| section.kind == SectionKind::Work).unwrap();
    for (name, base) in [
        ("办理政务服务事项", month("2025-03")),
        ("全程网办受理", month("2024-04")),
        ("电话咨询", month("2025-03")),
        ("审批提速率", month("2024-04")),
    ] {
        let code = book.find_indicator(name).unwrap().code;
        let change = book.what_moved(&code, now, base).unwrap().unwrap();
        let source = change.with_slots.unwrap();
        let new = NewItem { paragraphs: vec![source], ..NewItem::default() };
        let item = book.add_item(&section.id, &new).unwrap();
        let issue = book.issue_of(now).unwrap();
        assert!(issue.items().any(|other| other.id == item.id));
        let numerals = book.proof(&issue).unwrap();
        let opening = format!("2025年4月，{name}");
        let own: Vec<_> = numerals.iter().filter(|one| one.sentence.contains(&opening)).collect();
        assert!(own.len() >= 4, "{name}: {numerals:?}");
        for numeral in own {
            assert_ne!(numeral.class, Class::Unproven, "{name}: {numeral:?}");
        }
        let findings = book.check(&issue).unwrap();
        let fresh: Vec<_> = findings
            .iter()
            .filter(|one| {
                before.iter().all(|old| (old.rule, &old.message) != (one.rule, &one.message))
            })
            .collect();
        assert!(fresh.is_empty(), "{name}: {fresh:?}");
        book.undo().unwrap();
    }
}

#[test]
fn a_change_is_explained_by_the_departments_that_moved_it() {
    let book = sample("pingyi");
    let code = book.find_indicator("办件受理量").unwrap().code;
    let change = book.what_moved(&code, month("2025-04"), month("2025-03")).unwrap().unwrap();
    assert!(change.departments.len() > 5 && !change.parts.is_empty());
    let amounts: Vec<_> = change.departments.iter().map(|row| row.amount.abs()).collect();
    assert!(amounts.windows(2).all(|pair| pair[0].cmp_amount(pair[1]).is_ge()));
    assert!(change.plain.contains("环比") && change.plain.contains("较多的有"));
    assert_eq!(
        book.what_moved(&IndicatorCode::new("none"), month("2025-04"), month("2025-03")).ok(),
        None
    );
    assert_eq!(book.what_moved(&code, month("2025-04"), month("2015-03")).unwrap(), None);
}

/// 口径 that the office changed in the settings.
#[test]
fn a_changed_definition_is_marked_and_not_compared_across() {
    let mut book = sample("zhengwu");
    let request = request(&book, "办理政务服务事项", ChartKind::Changes);
    let code = request.indicators[0].clone();
    let mut indicator = book.indicator(&code).unwrap().clone();
    let text = "只计省本级窗口".to_owned();
    indicator.redefined = vec![crate::model::Redefinition { from: month("2025-01"), text }];
    book.set_indicator(&request.bulletin, &indicator).unwrap();
    let chart = book.chart(&request).unwrap().unwrap();
    assert!(chart.marks.iter().any(|mark| mark.kind == MarkKind::Break));
    let year = &chart.lines[1].points;
    assert!(year[20..].iter().all(|point| point.across_break || point.value.is_none()));
    assert!(chart.notes.iter().any(|note| note.contains("2025年1月起口径有变（只计省本级窗口）")));
    let change = book.what_moved(&code, month("2025-04"), month("2024-04")).unwrap().unwrap();
    assert_eq!(change.with_slots, None);
    assert!(change.plain.contains("两者不宜直接比较"), "{}", change.plain);
    let all = book.headlines(&request.bulletin, &DepartmentCode::hall(), month("2025-04")).unwrap();
    assert!(all[0].across_break);
}
