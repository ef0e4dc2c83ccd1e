//! Signing, publishing, revising, and what a figure changed afterwards means.

use super::*;
use crate::model::{CorrectionKind, FigureSource, Indicator, Issue, IssueId, IssueStatus, Item};
use crate::ops::{Obstacle, OpError, Signing, Waiver};
use crate::store::StoreError;

const WAIVER: Waiver<'static> = Waiver { reason: "经主任同意", signer: "丙" };

pub(super) fn set(book: &mut Book, indicator: &str, at: &str, typed: &str) {
    book.set_figure(&cell(indicator, at), typed, FigureSource::Typed).unwrap();
}

/// A book with April's issue, all figures there.
pub(super) fn with_april(book: &mut Book) -> IssueId {
    set(book, "accepted", "2025-03", "5.87万");
    book.import_issue(&april()).unwrap().issue
}

pub(super) fn publish(book: &mut Book, issue: &IssueId) {
    book.sign(issue, None, "乙").unwrap();
    book.publish(issue, "", Some(WAIVER)).unwrap();
}

/// April published, and May's issue begun from it.
pub(super) fn published() -> (Book, IssueId) {
    let mut book = book();
    let issue = with_april(&mut book);
    publish(&mut book, &issue);
    (book, issue)
}

pub(super) fn issue(book: &Book, id: &IssueId) -> Issue {
    book.issue(id).unwrap()
}

fn lapsed(book: &Book, id: &IssueId) -> Vec<String> {
    let parts = book.standing(&issue(book, id)).unwrap().parts.into_iter();
    let lapsed = parts.filter(|part| matches!(part.signing, Signing::Lapsed { .. }));
    lapsed.map(|part| part.title).collect()
}

pub(super) fn retype(
    book: &mut Book,
    id: &IssueId,
    section: usize,
    text: &str,
) -> Result<(), OpError> {
    let item = issue(book, id).sections[section].items[0].clone();
    book.update_item(&Item { paragraphs: vec![text.to_owned()], ..item })
}

#[test]
fn a_signature_lapses_with_its_part_and_with_nothing_else() {
    let mut book = book();
    let id = with_april(&mut book);
    there_and_back(&mut book, |book| book.sign(&id, None, "乙").map(drop));
    assert!(lapsed(&book, &id).is_empty());

    retype(&mut book, &id, 1, "召开大会。").unwrap();
    assert_eq!(lapsed(&book, &id), ["二、工作动态"]);
    retype(&mut book, &id, 1, "召开会议。").unwrap();
    assert!(lapsed(&book, &id).is_empty(), "what was signed stands again");

    set(&mut book, "done", "2025-04", "5.8万");
    assert_eq!(lapsed(&book, &id), ["一、2025年4月总体运行情况"]);
    set(&mut book, "done", "2025-04", "5.75万");
    set(&mut book, "accepted", "2025-03", "5.9万");
    assert_eq!(lapsed(&book, &id), ["一、2025年4月总体运行情况"], "环比 prints otherwise");
    set(&mut book, "accepted", "2025-03", "5.87万");
    set(&mut book, "done", "2025-03", "5万");
    assert!(lapsed(&book, &id).is_empty(), "no sentence prints it");

    let moved = issue(&book, &id).sections[0].id.clone();
    book.move_section(&moved, 2).unwrap();
    assert!(lapsed(&book, &id).is_empty(), "another number, the same words");
}

#[test]
fn a_signature_is_a_persons_and_can_be_withdrawn() {
    let mut book = book();
    let id = with_april(&mut book);
    book.set_actor(crate::ops::CONSOLE);
    assert!(matches!(book.sign(&id, None, " "), Err(OpError::Empty { .. })));
    book.sign(&id, Some(&[None]), "乙").unwrap();
    let standing = book.standing(&issue(&book, &id)).unwrap();
    assert_eq!(standing.parts.iter().filter(|part| part.is_signed()).count(), 1);
    there_and_back(&mut book, |book| book.withdraw_sign_off(&id, None));
    let standing = book.standing(&issue(&book, &id)).unwrap();
    assert!(standing.parts.iter().all(|part| !part.is_signed()));
}

#[test]
fn the_status_follows_the_work() {
    let mut book = book();
    let id = book.import_issue(&april()).unwrap().issue;
    let status = |book: &Book| book.issue_status(&issue(book, &id)).unwrap();
    assert_eq!(status(&book), IssueStatus::Draft, "the figure of March is missing");
    set(&mut book, "accepted", "2025-03", "5.87万");
    let standing = book.standing(&issue(&book, &id)).unwrap();
    let open = |one: &&Obstacle| !matches!(one, Obstacle::Unsigned { .. });
    let rest: Vec<String> =
        standing.obstacles.iter().filter(open).map(Obstacle::sentence).collect();
    assert_eq!(rest, Vec::<String>::new());
    assert_eq!(status(&book), IssueStatus::Checked);
    book.sign(&id, None, "乙").unwrap();
    assert_eq!(status(&book), IssueStatus::Signed);
    book.publish(&id, "", None).unwrap();
    assert_eq!(status(&book), IssueStatus::Published);
}

#[test]
fn what_is_in_the_way_is_listed_and_nothing_is_published() {
    let mut book = book();
    let id = book.import_issue(&april()).unwrap().issue;
    retype(&mut book, &id, 2, "压减26个环节，成效明显。").unwrap();
    let before = book.store().dump();
    let Err(OpError::NotReady { obstacles, can_be_waived, .. }) =
        book.publish(&id, "", Some(WAIVER))
    else {
        panic!("published")
    };
    assert!(!can_be_waived);
    assert!(obstacles.contains(&"待填 一、（一） 受理·环比".to_owned()), "{obstacles:?}");
    assert!(obstacles.contains(&"未签 三、重点工作".to_owned()), "{obstacles:?}");
    assert_eq!(book.store().dump(), before);

    set(&mut book, "accepted", "2025-03", "5.87万");
    book.sign(&id, None, "乙").unwrap();
    let Err(OpError::NotReady { obstacles, can_be_waived, .. }) = book.publish(&id, "", None)
    else {
        panic!("published")
    };
    assert!(can_be_waived, "{obstacles:?}");
    assert_eq!(obstacles.len(), 1, "{obstacles:?}");
    let nameless = Waiver { signer: " ", ..WAIVER };
    assert!(matches!(book.publish(&id, "", Some(nameless)), Err(OpError::Empty { .. })));
    let published = book.publish(&id, "", Some(WAIVER)).unwrap();
    assert_eq!(published.waived.len(), 1);
    let exceptions = &published.publication.frozen.exceptions;
    assert!(exceptions.contains("经主任同意") && exceptions.contains("26个"), "{exceptions}");
}

#[test]
fn what_is_published_stays_whatever_is_tried() {
    let (mut book, id) = published();
    let frozen = |err: Result<(), OpError>| {
        matches!(err, Err(OpError::Store(StoreError::Frozen { .. }) | OpError::Published { .. }))
    };
    let before = book.store().dump();
    assert!(frozen(retype(&mut book, &id, 1, "改写。")));
    let section = issue(&book, &id).sections[0].id.clone();
    assert!(frozen(book.delete_section(&section)));
    assert!(frozen(book.delete_issue(&id)));
    assert!(frozen(book.sign(&id, None, "丁").map(drop)));
    let visit = issue(&book, &id).visits[0].id.clone();
    assert!(frozen(book.delete_visit(&visit)));
    let late =
        NewVisit { department: "公安厅".into(), posts: "厅长".into(), person: "戊".into() };
    assert!(frozen(book.add_visit(&bulletin(), month("2025-04"), &late).map(drop)));
    let recipient = issue(&book, &id).distribution[0].id.clone();
    assert!(frozen(book.delete_recipient(&recipient)));
    assert!(matches!(book.undo(), Err(OpError::PublicationStands { .. })));
    assert_eq!(book.store().dump(), before);
    assert!(matches!(book.publish(&id, "", None), Err(OpError::Published { .. })));
}

#[test]
fn a_published_issue_prints_as_it_was_after_figures_changed() {
    let (mut book, id) = published();
    let text =
        |book: &Book| crate::document::plain_text(&book.document(&issue(book, &id)).unwrap());
    let before = text(&book);
    assert!(before.contains("共受理6.1万件"), "{before}");
    set(&mut book, "accepted", "2025-04", "5.9万");
    assert_eq!(text(&book), before);
    let folder = tempfile::tempdir().unwrap();
    for format in ["docx", "txt", "md", "json", "csv"] {
        let path = folder.path().join("issue").with_extension(format);
        let report = book.export_issue(&issue(&book, &id), &path).unwrap();
        assert_eq!(report.publication, Some(1));
    }
    let csv = std::fs::read_to_string(folder.path().join("issue.csv")).unwrap();
    assert!(csv.contains("6.1") && !csv.contains("5.9"), "{csv}");
    let docx = std::fs::read(folder.path().join("issue.docx")).unwrap();
    let files = book.publication(1).unwrap().unwrap().frozen.files;
    assert!(files.contains(crate::model::Sum::of(&docx).as_str()), "to the byte");
    let verified = book.verify_file(&issue(&book, &id), &folder.path().join("issue.docx")).unwrap();
    assert!(verified.verification.differences.is_empty());
}

#[test]
fn a_revision_is_a_second_version_and_the_first_is_kept() {
    let (mut book, id) = published();
    set(&mut book, "accepted", "2025-04", "5.9万");
    there_and_back(&mut book, |book| book.revise(&id));
    let standing = book.standing(&issue(&book, &id)).unwrap();
    assert!(standing.is_revised());
    retype(&mut book, &id, 1, "召开大会。").unwrap();
    book.sign(&id, None, "乙").unwrap();
    assert!(matches!(book.publish(&id, "", None), Err(OpError::Empty { .. })), "why?");
    let published = book.publish(&id, "数据有误", None).unwrap();
    assert_eq!((published.publication.seq, published.publication.version), (2, 2));
    let first = book.publication(1).unwrap().unwrap();
    assert_eq!(published.publication.previous, Some(first.hash.clone()));
    assert!(first.frozen.text.contains("6.1万件") && first.frozen.text.contains("召开会议。"));
    assert!(published.publication.frozen.text.contains("5.9万件"));
    assert!(book.open_corrections().unwrap().is_empty(), "the second version says it");
    assert_eq!(book.corrections_of(&id).unwrap()[0].kind, CorrectionKind::Revision);
    assert_eq!(book.check_chain().unwrap(), []);
}

/// One byte of a record changed behind the program's back.
fn tamper(book: &Book, sql: &str) {
    let raw = book.store().connection();
    raw.execute_batch("DROP TRIGGER publication_keep_update; DROP TRIGGER publication_keep_delete")
        .unwrap();
    raw.execute_batch(sql).unwrap();
}

#[test]
fn an_altered_record_is_named() {
    for (column, word) in [("text", "正文"), ("figures", "数据"), ("document", "版面内容")]
    {
        let (book, _) = published();
        assert_eq!(book.check_chain().unwrap(), []);
        let sql = format!("UPDATE publication SET {column} = replace({column}, '6.1', '6.2')");
        tamper(&book, &sql);
        let faults = book.check_chain().unwrap();
        assert_eq!(faults.len(), 1, "{column}");
        assert!(faults[0].sentence.contains("第4期（2025年4月）"), "{}", faults[0].sentence);
        assert!(faults[0].sentence.contains(word), "{}", faults[0].sentence);
        let diagnosis = book.diagnose().unwrap();
        assert!(diagnosis.damage.iter().any(|line| line.contains(word)), "{diagnosis:?}");
    }
}

#[test]
fn a_record_altered_with_its_sum_and_a_lost_one_are_named() {
    let (mut book, id) = published();
    book.revise(&id).unwrap();
    book.publish(&id, "补签", Some(WAIVER)).unwrap();
    let mut forged = book.publication(1).unwrap().unwrap();
    forged.frozen.text = forged.frozen.text.replace("6.1", "6.2");
    let (text, hash) = (&forged.frozen.text, forged.sum());
    tamper(
        &book,
        &format!("UPDATE publication SET text = '{text}', hash = '{hash}' WHERE seq = 1"),
    );
    let faults = book.check_chain().unwrap();
    assert_eq!(faults.iter().map(|fault| fault.seq).collect::<Vec<_>>(), [1, 2], "{faults:?}");
    let raw = book.store().connection();
    raw.execute_batch("DELETE FROM publication WHERE seq = 2").unwrap();
    let faults = book.check_chain().unwrap();
    assert!(faults.iter().any(|fault| fault.sentence.contains("第 2 份")), "{faults:?}");
}

#[test]
fn a_clock_set_back_breaks_no_chain() {
    let clock = TestClock::default();
    let mut book = Book::in_memory(&definition(), env(&clock)).unwrap();
    let id = with_april(&mut book);
    publish(&mut book, &id);
    clock.pass(-3600 * 24 * 400);
    book.revise(&id).unwrap();
    retype(&mut book, &id, 1, "召开大会。").unwrap();
    book.sign(&id, None, "乙").unwrap();
    book.publish(&id, "补正", Some(WAIVER)).unwrap();
    let all = book.publications().unwrap();
    assert_eq!(all.iter().map(|one| one.version).collect::<Vec<_>>(), [1, 2]);
    assert!(all[1].at < all[0].at);
    assert_eq!(book.check_chain().unwrap(), []);
    let now = book.document(&issue(&book, &id)).unwrap();
    assert!(crate::document::plain_text(&now).contains("召开大会。"), "the last, not the latest");
}

#[test]
fn two_series_share_one_chain_and_keep_their_corrections_apart() {
    let (mut book, first) = published();
    let toml = DEFINITION
        .replace("code = \"test\"", "code = \"other\"")
        .replace("code = \"accepted\"\nname = \"受理\"", "code = \"letters\"\nname = \"来信\"");
    let toml = toml
        .replace("aliases = [\"受理量\"]\n", "")
        .replace("code = \"done\"\nname = \"办结\"", "code = \"closed\"\nname = \"结案\"")
        .replace("受理{受理}", "来信{来信}")
        .replace("办结{办结}", "结案{结案}")
        .replace("{月}，{进大厅}值守。", "{月}，{进大厅}到场。");
    book.add_bulletin(&built_in::parse(&toml).unwrap()).unwrap();
    let other = BulletinCode::new("other");
    let id = book.new_issue(&other, month("2025-04"), None).unwrap().issue.id;
    set(&mut book, "letters", "2025-04", "1万");
    set(&mut book, "closed", "2025-04", "1万");
    retype(&mut book, &id, 0, "共来信{来信}万件。").unwrap();
    let visit =
        NewVisit { department: "水利厅".into(), posts: "厅长".into(), person: "己".into() };
    book.add_visit(&other, month("2025-04"), &visit).unwrap();
    let events = issue(&book, &id).sections[1].id.clone();
    book.add_item(&events, &event("召开例会。")).unwrap();
    publish(&mut book, &id);
    assert_eq!(book.publications().unwrap().len(), 2);
    assert_eq!(book.check_chain().unwrap(), []);
    set(&mut book, "letters", "2025-04", "2万");
    let open = book.open_corrections().unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].printings[0].issue, id);
    let standing = book.standing(&issue(&book, &first)).unwrap();
    assert!(standing.corrections.is_empty(), "of the other series");
}

/// What was frozen by the first program that could is read by every later one.
#[test]
fn a_record_frozen_long_ago_prints_as_it_did() {
    let (_folder, path) = crate::store::tests::released(5);
    let mut book = Book::open(&path, env(&TestClock::default())).unwrap();
    assert_eq!(book.check_chain().unwrap(), []);
    let id = book.publications().unwrap()[0].issue.clone();
    let april = issue(&book, &id);
    let text = crate::document::plain_text(&book.document(&april).unwrap());
    assert!(text.contains("共受理6.1万件，办结5.75万件，环比增长3.9%。"), "{text}");
    assert_eq!(book.exports(&id).unwrap()[0].publication, Some(1));
    assert_eq!(book.open_corrections().unwrap()[0].value, "5.9万件");
    set(&mut book, "accepted", "2025-04", "6.1万");
    assert!(book.open_corrections().unwrap().is_empty());
}

#[test]
fn a_record_this_program_cannot_read_is_named_and_stops_no_other_issue() {
    let (mut book, _) = published();
    let may = book.new_issue(&bulletin(), month("2025-05"), None).unwrap().issue;
    let mut strange = book.publication(1).unwrap().unwrap();
    strange.frozen.document = strange.frozen.document.replace("\"blocks\"", "\"stones\"");
    let (document, hash) = (strange.frozen.document.replace('\'', "''"), strange.sum());
    tamper(&book, &format!("UPDATE publication SET document = '{document}', hash = '{hash}'"));
    assert!(!book.check_chain().unwrap().is_empty());
    assert!(book.check(&may).is_ok());
}

#[test]
fn an_indicator_that_is_renamed_changes_nothing_of_what_was_published() {
    let (mut book, id) = published();
    let april = issue(&book, &id);
    let text = |book: &Book| crate::document::plain_text(&book.document(&april).unwrap());
    let sources = |book: &Book| {
        let numerals = book.proof(&issue(book, &id)).unwrap();
        numerals.iter().map(|one| (one.text.clone(), one.class)).collect::<Vec<_>>()
    };
    let (printed, proved) = (text(&book), sources(&book));
    let code = IndicatorCode::new("accepted");
    let old = book.indicator(&code).unwrap().clone();
    let renamed = Indicator { name: "接件".into(), aliases: Vec::new(), ..old };
    book.set_indicator(&bulletin(), &renamed).unwrap();
    assert_eq!((text(&book), sources(&book)), (printed, proved));
    assert_eq!(book.check_chain().unwrap(), []);
    assert!(book.open_corrections().unwrap().is_empty());
    // A figure changed under its new name is still found in what was printed under the old one.
    set(&mut book, "accepted", "2025-04", "5.9万");
    let open = book.open_corrections().unwrap();
    assert_eq!(open[0].printings[0].places[0].was, "共受理6.1万件，办结5.75万件，环比增长3.9%。");
}
