//! Import of a past issue, and next month's issue from it.

use super::*;
use crate::model::{Exception, ExceptionKind, FigureSource, Ignored, IssueId, Level, OfficeWord};
use crate::ops::Op;

#[test]
fn an_import_places_everything_once() {
    let mut book = book();
    let before = book.store().dump();
    let preview = book.preview_issue(&april()).unwrap();
    assert_eq!(book.store().dump(), before);
    let report = book.import_issue(&april()).unwrap();
    assert_eq!((report.figures, report.items, report.visits, report.recipients), (2, 4, 1, 1));
    assert_eq!(report.departments, ["公安厅"]);
    assert_eq!((preview.figures, preview.items), (report.figures, report.items));
    let issue = book.issue_of(month("2025-04")).unwrap();
    assert_eq!(issue.id, report.issue);
    assert_eq!(issue.number_line(), "第4期（总第58期）");
    assert_eq!(issue.sections[1].items[0].department.as_deref(), Some("水利厅"));
    assert_eq!(issue.visits[0].person, "甲");
    assert_eq!(book.figures_for_issue(&issue).unwrap().len(), 2);

    let before = book.store().dump();
    let again = book.import_issue(&april());
    assert!(matches!(again, Err(OpError::IssueExists { number: 4, .. })));
    assert_eq!(book.store().dump(), before);
}

#[test]
fn an_import_overwrites_no_figure() {
    let mut book = book();
    book.set_figure(&cell("accepted", "2025-04"), "61023", FigureSource::Typed).unwrap();
    book.set_figure(&cell("done", "2025-04"), "5.75万件", FigureSource::Typed).unwrap();
    let report = book.import_issue(&april()).unwrap();
    assert_eq!(report.figures, 0);
    let conflicts: Vec<_> =
        report.conflicts.iter().map(|c| (c.stored.as_str(), c.found.as_str())).collect();
    assert_eq!(conflicts, [("61023", "6.1万")], "5.75万件 and 5.75万 say the same");
    assert_eq!(book.figure(&cell("accepted", "2025-04")).unwrap().unwrap().typed, "61023");
}

#[test]
fn the_next_issue_keeps_what_stands() {
    let mut book = book();
    book.import_issue(&april()).unwrap();
    let report = book.new_issue(&bulletin(), month("2025-05"), None).unwrap();
    let issue = &report.issue;
    assert_eq!(issue.number_line(), "第5期（总第59期）");
    assert_eq!(issue.issue_date, Some(Date::constant(2025, 6, 15)));
    let items: Vec<usize> = issue.sections.iter().map(|s| s.items.len()).collect();
    assert_eq!(items, [1, 0, 0, 1]);
    assert!(issue.visits.is_empty());
    assert_eq!(issue.distribution.len(), 1);
    assert_eq!(report.carried, 2);
    assert_eq!(report.dropped, ["推进改革，成效明显。"]);
    let slots: Vec<&str> = report.empty_slots.iter().map(|e| e.slot.as_str()).collect();
    assert_eq!(slots, ["受理", "办结", "受理·环比"]);
    assert_eq!(report.empty_slots[0].section, "2025年5月总体运行情况");
    assert!(report.notes.is_empty());
    assert!(matches!(
        book.new_issue(&bulletin(), month("2025-05"), None),
        Err(OpError::IssueExists { .. })
    ));
}

#[test]
fn numbers_restart_with_the_year_and_gaps_are_named() {
    let mut book = book();
    book.import_issue(&april()).unwrap();
    let report = book.new_issue(&bulletin(), month("2026-01"), None).unwrap();
    assert_eq!(report.issue.number_line(), "第1期（总第59期）");
    assert_eq!(report.notes.len(), 2, "{:?}", report.notes);
    let report = book.new_issue(&bulletin(), month("2026-02"), Some(7)).unwrap();
    assert_eq!(report.issue.number, 7);
}

#[test]
fn the_first_issue_comes_from_the_definition() {
    let mut book = book();
    let report = book.new_issue(&bulletin(), month("2025-01"), None).unwrap();
    assert_eq!(report.issue.number_line(), "第1期（总第1期）");
    assert_eq!(report.issue.issuer, "某中心");
    assert_eq!(report.issue.sections.len(), 3);
    assert_eq!(report.carried, 2);
    assert_eq!(report.issue.distribution.len(), 2);
    let month = report.issue.month;
    let slots: Vec<String> = report.empty_slots.into_iter().map(|empty| empty.slot).collect();
    assert_eq!(slots, ["受理", "办结"]);
    assert_eq!(book.months().unwrap(), [month]);
}

#[test]
fn bases_of_an_issue_are_loaded() {
    let mut book = book();
    for at in ["2024-01", "2024-04", "2024-12", "2025-01", "2025-03", "2025-04", "2023-04"] {
        book.set_figure(&cell("accepted", at), "1万", FigureSource::Typed).unwrap();
    }
    book.import_issue(&NewIssue { figures: Vec::new(), ..april() }).unwrap();
    let issue = book.issue_of(month("2025-04")).unwrap();
    let months: Vec<String> =
        book.figures_for_issue(&issue).unwrap().iter().map(|f| f.key.month.to_string()).collect();
    assert_eq!(months, ["2024-01", "2024-04", "2025-01", "2025-03", "2025-04"]);
    let codes = [IndicatorCode::new("accepted")];
    let series =
        book.series(&codes, &DepartmentCode::hall(), month("2024-04"), month("2025-01")).unwrap();
    assert_eq!(series.len(), 3);
}

/// Writes `tests/fixtures/schema/vN.sql` anew: run once when a schema is released, never after.
#[test]
#[ignore = "freezes the schema"]
fn freeze_the_schema() {
    let (mut book, issue) = publishing::published();
    decide(&mut book, &issue);
    let folder = tempfile::tempdir().unwrap();
    let export = book.export_issue(&book.issue(&issue).unwrap(), &folder.path().join("月报.docx"));
    book.record_export(&issue, &export.unwrap()).unwrap();
    publishing::set(&mut book, "accepted", "2025-04", "5.9万");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/schema/v7.sql");
    std::fs::write(path, crate::store::tests::as_sql(book.store())).unwrap();
}

/// A numeral excepted, a finding passed over, a word of the office.
fn decide(book: &mut Book, issue: &IssueId) {
    let (issue, key, at) = (issue.clone(), "k".to_owned(), "2025-05-16T00:00:00Z".to_owned());
    let exception = Exception {
        issue: issue.clone(),
        key: key.clone(),
        kind: ExceptionKind::Signed,
        printed: "9件".into(),
        sentence: "来信9件。".into(),
        reason: "信访件不进数据表".into(),
        signer: "甲".into(),
        at: at.clone(),
    };
    let (text, message) = ("我局".into(), "称谓".into());
    let ignored =
        Ignored { issue, key, rule: "W12".into(), text, message, actor: "甲".into(), at };
    let (wrong, right, note) = ("窗口期".into(), "窗口".into(), "易误解".into());
    let word = OfficeWord { wrong, right, level: Level::Doubt, note };
    book.transact(Op::SignException, "例外", |writer| {
        writer.put_exception(&exception)?;
        writer.put_ignored(&ignored)?;
        writer.put_word(&word)?;
        Ok(())
    })
    .unwrap();
}

#[test]
fn what_was_decided_of_an_issue_goes_and_comes_back_with_it() {
    let mut book = book();
    let issue = book.import_issue(&april()).unwrap().issue;
    decide(&mut book, &issue);
    there_and_back(&mut book, |book| book.delete_issue(&issue));
    assert!(book.read().exceptions(&issue).unwrap().is_empty());
    let bin = book.bin(10).unwrap();
    assert_eq!(bin.len(), 1, "they are no entries of their own");
    book.restore(&bin[0]).unwrap();
    assert_eq!(book.read().exceptions(&issue).unwrap().len(), 1);
    assert_eq!(book.read().ignored(&issue).unwrap().len(), 1);
}
