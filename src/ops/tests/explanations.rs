//! Remarks on forms and their answers: an answer is a step of undo, shows in the history and on
//! charts, and lapses with the value it was given for. The sample's own months are hardly asked
//! about, its slips always.

use super::*;
use crate::check::{CellFinding, Level};
use crate::model::{FigureSource, Relation};
use crate::ops::{Subject, TrendRequest, demo_book, relation_in_words};

fn asked(book: &Book, at: &str) -> Vec<CellFinding> {
    let bulletin = book.main_bulletin().unwrap();
    book.entry_findings(&bulletin, month(at), &DepartmentCode::hall()).unwrap()
}

/// A book whose rule says that what is closed is part of what was accepted, and breaks it.
fn doubtful() -> Book {
    let mut book = book();
    let rule =
        Relation::Part { whole: IndicatorCode::new("accepted"), part: IndicatorCode::new("done") };
    book.add_relation(&bulletin(), &rule).unwrap();
    book.set_figure(&cell("accepted", "2025-05"), "5.00万", FigureSource::Typed).unwrap();
    book.set_figure(&cell("done", "2025-05"), "6.00万", FigureSource::Typed).unwrap();
    book
}

const PART: &str = "part:accepted>done";

#[test]
fn an_explanation_is_kept_undone_and_redone() {
    let mut book = doubtful();
    let done = cell("done", "2025-05");
    assert_eq!(asked(&book, "2025-05").len(), 1);
    there_and_back(&mut book, |b| b.explain(&done, PART, " 上月结转多 "));
    assert_eq!(asked(&book, "2025-05")[0].explained.as_deref(), Some("上月结转多"));
    book.undo().unwrap();
    assert_eq!(asked(&book, "2025-05")[0].explained, None);
    let label = book.redo().unwrap().unwrap();
    assert_eq!(label, "说明 办结（2025年5月）：上月结转多");
    assert_eq!(asked(&book, "2025-05")[0].explained.as_deref(), Some("上月结转多"));
    there_and_back(&mut book, |b| b.withdraw_explanation(&done, PART));
    assert_eq!(asked(&book, "2025-05")[0].explained, None);
}

#[test]
fn an_explanation_lapses_with_any_figure_it_was_given_for() {
    let mut book = doubtful();
    let done = cell("done", "2025-05");
    book.explain(&done, PART, "上月结转多").unwrap();
    book.set_figure(&cell("accepted", "2025-05"), "4.00万", FigureSource::Typed).unwrap();
    let finding = asked(&book, "2025-05").remove(0);
    assert_eq!((finding.explained.as_deref(), finding.weight()), (None, Level::Doubt));
    assert_eq!(finding.lapsed.as_deref(), Some("上月结转多"));
    book.undo().unwrap();
    assert_eq!(asked(&book, "2025-05")[0].weight(), Level::Hint, "the old value was explained");
    book.redo().unwrap();
    assert_eq!(asked(&book, "2025-05")[0].weight(), Level::Doubt);
}

#[test]
fn only_what_is_asked_can_be_explained_and_only_with_a_reason() {
    let mut book = doubtful();
    let done = cell("done", "2025-05");
    let err = book.explain(&done, "sum:done", "没有这条").unwrap_err();
    assert!(matches!(err, OpError::NoSuchFinding { .. }));
    assert!(matches!(book.explain(&done, PART, "  ").unwrap_err(), OpError::Empty { .. }));
    assert_eq!(asked(&book, "2025-05")[0].explained, None);
}

#[test]
fn the_history_of_a_figure_tells_its_explanations() {
    let mut book = doubtful();
    let done = cell("done", "2025-05");
    book.set_actor("王敏");
    book.explain(&done, PART, "上月结转多").unwrap();
    book.set_actor("李伟");
    book.explain(&done, PART, "上月结转 9000 件").unwrap();
    book.withdraw_explanation(&done, PART).unwrap();
    let told: Vec<_> = book
        .history(Subject::Figure(&done))
        .unwrap()
        .into_iter()
        .map(|entry| (entry.field, entry.actor, entry.old, entry.new))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(told[0].0, "数值");
    let expected = [
        ("偏差说明", "王敏".to_owned(), None, text("上月结转多")),
        ("偏差说明", "李伟".to_owned(), text("上月结转多"), text("上月结转 9000 件")),
        ("偏差说明", "李伟".to_owned(), text("上月结转 9000 件"), None),
    ];
    assert_eq!(told[1..], expected);
    let other = book.history(Subject::Figure(&cell("accepted", "2025-05"))).unwrap();
    assert!(other.iter().all(|entry| entry.field == "数值"));
}

#[test]
fn charts_show_the_reason_as_long_as_it_counts() {
    let mut book = doubtful();
    let done = cell("done", "2025-05");
    book.set_figure(&cell("done", "2025-04"), "5.5万", FigureSource::Typed).unwrap();
    book.explain(&done, PART, "上月结转多").unwrap();
    let months = (month("2025-04"), month("2025-05"));
    let request = TrendRequest::new(bulletin(), vec![IndicatorCode::new("done")], months);
    let chart = book.chart(&request).unwrap().unwrap();
    assert_eq!(chart.lines[0].points[1].note, "上月结转多");
    assert_eq!(chart.marks[0].text, "上月结转多");
    book.set_figure(&done, "6.1万", FigureSource::Typed).unwrap();
    let chart = book.chart(&request).unwrap().unwrap();
    assert_eq!(chart.lines[0].points[1].note, "");
}

#[test]
fn rules_are_added_changed_switched_and_deleted_as_steps() {
    let mut book = doubtful();
    let code = bulletin();
    let range = |high: &str| Relation::Range {
        indicator: IndicatorCode::new("accepted"),
        low: None,
        high: Some(high.into()),
    };
    there_and_back(&mut book, |b| b.add_relation(&code, &range("4万")));
    assert_eq!(asked(&book, "2025-05").len(), 2);
    there_and_back(&mut book, |b| b.set_relation(&code, "range:accepted", &range("5万")));
    assert_eq!(asked(&book, "2025-05").len(), 1);
    there_and_back(&mut book, |b| b.switch_relation(&code, PART, false));
    assert_eq!(asked(&book, "2025-05").len(), 0);
    there_and_back(&mut book, |b| b.switch_relation(&code, PART, true));
    assert_eq!(asked(&book, "2025-05").len(), 1);
    there_and_back(&mut book, |b| b.delete_relation(&code, PART));
    assert_eq!(asked(&book, "2025-05").len(), 0);
    assert_eq!(book.undo().unwrap().as_deref(), Some("删除规则 办结 不大于 受理"));
    let twice = book.add_relation(&code, &range("9万")).unwrap_err();
    assert!(matches!(twice, OpError::RelationExists { .. }));
    assert!(matches!(
        book.add_relation(&code, &range("很多")).unwrap_err(),
        OpError::Relation { .. }
    ));
}

#[test]
fn a_book_of_before_the_rules_still_opens_them() {
    let old: Bulletin = toml::from_str(DEFINITION).unwrap();
    assert!(old.relations.is_empty() && old.rules_off.is_empty());
    let words: Vec<String> = built_in::bulletin("zhengwu")
        .map(|b| b.relations.iter().map(|rule| relation_in_words(&b, rule)).collect())
        .unwrap();
    assert!(words.contains(&"惠企资金一季度兑现 = 减免 + 奖补".to_owned()));
    assert!(words.contains(&"审批提速率 在 0% 至 100% 之间".to_owned()));
}

/// The sample's months with enough past, of the hall and one department.
fn sample(name: &str) -> (Book, Bulletin, Vec<(Month, DepartmentCode)>) {
    let bulletin = built_in::bulletin(name).unwrap();
    let env = Env::system("甲");
    let book = demo_book::in_memory(&bulletin, month("2025-04"), env).unwrap();
    let bulletin = book.main_bulletin().unwrap();
    let months = month("2023-12").through(month("2025-04"));
    let window = book.departments().unwrap()[1].code.clone();
    let forms = months.flat_map(|m| [(m, DepartmentCode::hall()), (m, window.clone())]).collect();
    (book, bulletin, forms)
}

#[test]
fn the_samples_own_months_are_hardly_asked_about() {
    for name in ["zhengwu", "pingyi"] {
        let (book, bulletin, forms) = sample(name);
        let (mut cells, mut unusual) = (0, Vec::new());
        for (month, department) in forms {
            let figures = book.figures(&[month], Some(&department)).unwrap();
            cells += figures.iter().filter(|figure| figure.quantity.is_some()).count();
            let findings = book.entry_findings(&bulletin, month, &department).unwrap();
            let odd = findings.into_iter().filter(|f| f.kind == "figure-unusual");
            unusual.extend(odd.map(|f| f.message));
        }
        assert!(unusual.len() * 20 <= cells, "{} of {cells}: {unusual:#?}", unusual.len());
    }
}

#[test]
fn a_slip_of_a_power_of_ten_is_always_asked_about_where_there_is_a_past() {
    for name in ["zhengwu", "pingyi"] {
        let (mut book, bulletin, _) = sample(name);
        let (at, hall) = (month("2025-04"), DepartmentCode::hall());
        let known = book.entry_findings(&bulletin, at, &hall).unwrap();
        for indicator in &bulletin.indicators {
            let key = FigureKey::new(&indicator.code, at, &hall);
            let quantity = book.figure(&key).unwrap().unwrap().quantity.unwrap();
            let of_past = book.series(
                std::slice::from_ref(&indicator.code),
                &hall,
                at.plus(-12),
                at.previous(),
            );
            let of_past = of_past
                .unwrap()
                .iter()
                .filter(|f| f.state == crate::model::FigureState::Entered)
                .count();
            // A tenth finer than the unit has is no figure at all.
            let finest = -i8::try_from(indicator.decimals).unwrap();
            let tenth = quantity.exponent() > finest || quantity.digits() % 10 == 0;
            if indicator.is_ratio() || of_past < 6 {
                continue;
            }
            let wrong = [(1, true), (-1, tenth)].into_iter().filter(|(_, fits)| *fits);
            for (power, _) in wrong {
                let slip =
                    crate::model::Quantity::new(quantity.digits(), quantity.exponent() + power)
                        .unwrap();
                let style = crate::model::DisplayStyle { power: 0, decimals: 2, trim: true };
                book.set_figure(&key, &slip.print(style), FigureSource::Typed).unwrap();
                let findings = book.entry_findings(&bulletin, at, &hall).unwrap();
                let asked = findings.iter().any(|f| {
                    f.rule == format!("expected:{}", indicator.code) && f.message.contains("数量级")
                });
                assert!(asked, "{} {} {findings:#?}", indicator.name, slip.print(style));
                book.undo().unwrap();
            }
        }
        assert_eq!(book.entry_findings(&bulletin, at, &hall).unwrap(), known);
    }
}
