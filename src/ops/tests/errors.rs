//! What is refused: the right kind, in Chinese, nothing changed.

use super::*;
use crate::model::FigureSource;
use crate::ops::{MessageKind, message};
use crate::store::StoreError;

#[test]
fn refusals_change_nothing_and_say_what_is_near() {
    let mut book = book();
    book.import_issue(&april()).unwrap();
    let before = book.store().dump();
    let refused = |result: Result<(), OpError>, kind, part: &str| {
        let said = message(&result.unwrap_err());
        assert_eq!(said.kind, kind, "{said:?}");
        assert!(format!("{} {}", said.text, said.hint).contains(part), "{said:?}");
    };
    use MessageKind::{NotFound, You};
    refused(book.find_indicator("受里").map(drop), NotFound, "受理");
    refused(book.find_department("水力厅").map(drop), NotFound, "水利厅");
    refused(book.issue_of(month("2025-06")).map(drop), NotFound, "2025年4月");
    refused("2025-13".parse::<Month>().map(drop).map_err(OpError::from), You, "2025-13");
    let unknown = cell("unknown", "2025-04");
    refused(book.set_figure(&unknown, "1", FigureSource::Typed).map(drop), NotFound, "unknown");
    let indicator = IndicatorCode::new("accepted");
    refused(book.check_figure(&indicator, "6.1.2万").map(drop), You, "6.1.2万");
    refused(book.import_issue(&april()).map(drop), You, "第4期");
    let item = crate::model::ItemId::new("none");
    refused(book.delete_item(&item), NotFound, "条目");
    refused(book.add_department("水利厅").map(drop), You, "登记");
    refused(book.add_department(" ").map(drop), You, "名称");
    assert_eq!(book.store().dump(), before);
}

#[test]
fn a_full_disk_keeps_what_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yuebao");
    let mut book = Book::create(&path, &definition(), env(&TestClock::default())).unwrap();
    let before = book.store().dump();
    book.store().limit_pages(1);
    let big = "很长的一段话。".repeat(20_000);
    let err = book.add_event(&bulletin(), month("2025-04"), &event(&big)).unwrap_err();
    assert!(matches!(err, OpError::Store(StoreError::Full { .. })), "{err:?}");
    let said = message(&err);
    assert_eq!((said.kind, said.kind.exit_code()), (MessageKind::Disk, 3));
    assert!(said.text.contains("b.yuebao"), "{said:?}");
    assert_eq!(book.store().dump(), before);
    book.store().limit_pages(100_000);
    book.add_event(&bulletin(), month("2025-04"), &event(&big)).unwrap();
    assert!(book.examine().unwrap().is_empty());
}

#[test]
fn a_book_in_use_is_locked_and_freed_on_closing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yuebao");
    let clock = TestClock::default();
    let first = Book::create(&path, &definition(), env(&clock)).unwrap();
    let second = Book::open(&path, env(&clock)).err().unwrap();
    assert!(matches!(second, OpError::Store(StoreError::Locked { .. })));
    assert_eq!(message(&second).kind.exit_code(), 3);
    drop(first);
    Book::open(&path, env(&clock)).unwrap();
    let again = Book::create(&path, &definition(), env(&clock)).err().unwrap();
    assert!(matches!(again, OpError::BookExists { .. }));
}

#[test]
fn a_waiting_program_gets_its_turn() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yuebao");
    let clock = TestClock::default();
    let first = Book::create(&path, &definition(), env(&clock)).unwrap();
    let waiting = std::thread::spawn({
        let (path, clock) = (path.clone(), clock.clone());
        move || Book::open(&path, env(&clock).with_patience(Duration::from_secs(5))).map(drop)
    });
    std::thread::sleep(Duration::from_millis(100));
    drop(first);
    waiting.join().unwrap().unwrap();
}
