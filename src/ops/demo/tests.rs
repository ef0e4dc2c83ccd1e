//! Tests of the sample data: it is repeatable, complete, adds up and reads like real issues.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::*;
use crate::model::{Agreement, Interval, Measure, Relation};
use crate::text::prose::Prose;
use crate::trend::measure::derive;

fn bulletins() -> Vec<Bulletin> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/bulletin");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()).collect()
}

fn last() -> Month {
    "2025-04".parse().unwrap()
}

fn known(bulletin: &Bulletin, book: &DemoBook) -> Figures {
    book.figures.iter().map(|figure| understood(bulletin, figure).unwrap()).collect()
}

#[test]
fn the_same_in_every_run() {
    for bulletin in bulletins() {
        assert_eq!(demo(&bulletin, last()), demo(&bulletin, last()));
    }
}

#[test]
fn every_figure_is_understood_and_the_newest_month_is_complete() {
    for bulletin in bulletins() {
        let book = demo(&bulletin, last());
        let figures = known(&bulletin, &book);
        for figure in figures.iter() {
            assert!(
                figure.quantity.is_some() || figure.state == FigureState::NotReported,
                "{}: {} {}",
                bulletin.code,
                figure.key.indicator,
                figure.typed
            );
        }
        for indicator in &bulletin.indicators {
            let key = FigureKey::of_hall(&indicator.code, last());
            let figure = figures.get(&key).unwrap_or_else(|| panic!("{}", indicator.name));
            assert!(figure.quantity.is_some(), "{}", indicator.name);
        }
        let not_reported = figures.iter().filter(|f| f.state == FigureState::NotReported);
        assert_eq!(not_reported.count(), 1);
        assert!(book.figures.iter().any(|figure| figure.note.contains('，')));
    }
}

#[test]
fn wholes_agree_with_their_parts() {
    for bulletin in bulletins() {
        let book = demo(&bulletin, last());
        let figures = known(&bulletin, &book);
        let hall = crate::model::DepartmentCode::hall();
        for relation in &bulletin.relations {
            let Relation::Sum { whole, parts } = relation else { continue };
            let exact = bulletin.indicator(whole).unwrap().exact_from();
            for month in last().plus(1 - MONTHS).through(last()) {
                let at = |code| figures.quantity(code, month, &hall);
                let Some(total) = at(whole) else { continue };
                let sum = parts
                    .iter()
                    .map(|part| at(part).unwrap().interval(exact))
                    .reduce(Interval::plus)
                    .unwrap();
                let agreement = total.interval(exact).compare(sum);
                assert_eq!(agreement, Agreement::Consistent, "{whole} {month}");
            }
        }
    }
}

#[test]
fn departments_add_up_to_the_hall() {
    for bulletin in bulletins() {
        let book = demo(&bulletin, last());
        let figures = known(&bulletin, &book);
        let hall = crate::model::DepartmentCode::hall();
        for indicator in bulletin.indicators.iter().filter(|i| i.exact_from().is_some()) {
            let parts = book
                .departments
                .iter()
                .map(|department| figures.quantity(&indicator.code, last(), &department.code));
            let parts: Vec<_> = parts.flatten().collect();
            let exact = indicator.exact_from();
            let sum = parts.iter().map(|part| part.interval(exact)).reduce(Interval::plus);
            let Some(sum) = sum else { continue };
            let whole = figures.quantity(&indicator.code, last(), &hall).unwrap();
            assert_eq!(whole.interval(exact).compare(sum), Agreement::Consistent);
        }
    }
}

#[test]
fn no_paragraph_has_an_empty_slot_or_a_leftover_mark() {
    for bulletin in bulletins() {
        let book = demo(&bulletin, last());
        let figures = known(&bulletin, &book);
        for issue in &book.issues {
            for paragraph in issue.items().flat_map(|item| &item.paragraphs) {
                assert!(!paragraph.contains(['<', '>']), "{paragraph}");
                assert!(!paragraph.contains("，。") && !paragraph.contains("；。"), "{paragraph}");
                for slot in Prose::parse(paragraph).slots().filter(|s| s.issue_slot().is_none()) {
                    let indicator = bulletin.indicator_named(&slot.name).unwrap();
                    let whole =
                        indicator.share_of.as_ref().and_then(|code| bulletin.indicator(code));
                    let hall = crate::model::DepartmentCode::hall();
                    let value =
                        derive(&figures, indicator, whole, &hall, issue.month, slot.measure);
                    assert!(value.is_some(), "{}: {}", issue.month, slot.label());
                }
            }
        }
    }
}

#[test]
fn two_years_of_issues_that_differ() {
    for bulletin in bulletins() {
        let book = demo(&bulletin, last());
        assert_eq!(book.issues.len(), 24);
        let newest = book.issues.last().unwrap();
        assert_eq!((newest.month, newest.number), (last(), 4));
        assert!(newest.issue_date.is_some() && !newest.distribution.is_empty());
        let ids: BTreeSet<_> = book.issues.iter().flat_map(Issue::items).map(|i| &i.id).collect();
        assert_eq!(ids.len(), book.issues.iter().flat_map(Issue::items).count());
        let dated = || book.issues.iter().flat_map(Issue::items).filter(|i| i.date.is_some());
        let mut texts = BTreeSet::new();
        for item in dated() {
            assert!(texts.insert(&item.paragraphs), "twice: {:?}", item.paragraphs);
            assert_eq!(item.date.and_then(Month::of), Some(item.month));
        }
    }
}

#[test]
fn the_newest_issue_looks_like_a_real_one() {
    let all = bulletins();
    let Some(bulletin) = all.iter().find(|b| b.code.as_str() == "zhengwu") else { return };
    let book = demo(bulletin, last());
    let newest = book.issues.last().unwrap();
    let count = |key: &str| newest.sections.iter().find(|s| s.key == key).unwrap().items.len();
    assert_eq!((count("events"), count("work"), count("news")), (4, 4, 7));
    assert_eq!(newest.visits.len(), 9);
    assert_eq!(book.pool.len(), 3);
}

#[test]
fn every_end_of_the_series_is_complete() {
    for bulletin in bulletins() {
        for month in 1..=12 {
            let last = Month::new(2026, month).unwrap();
            let book = demo(&bulletin, last);
            let figures = known(&bulletin, &book);
            let hall = crate::model::DepartmentCode::hall();
            let first = bulletin.indicators.first().unwrap();
            for measure in [Measure::Value, Measure::MonthOnMonth, Measure::YearOnYear] {
                let value = derive(&figures, first, None, &hall, last, measure);
                assert!(value.is_some(), "{last} {measure:?}");
            }
        }
    }
}

#[test]
fn a_large_book_adds_up_and_ends_where_it_should() {
    let scale = scale(7, 3, 4, 5, last());
    let figures: Vec<DemoFigure> = scale.figures().collect();
    assert_eq!(figures.len(), 3 * (4 + 1) * 5);
    assert_eq!(figures.last().unwrap().key.month, last());
    let amounts: Vec<i64> = figures.iter().take(5).map(|f| f.typed.parse().unwrap()).collect();
    assert_eq!(amounts[0], amounts[1..].iter().sum::<i64>());
}
