//! Signing, publishing and correcting in the window.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use yuebao::model::{CorrectionKind, FigureKey, FigureSource, Issue, IssueStatus, SectionKind};
use yuebao::ops::{Book, Env, Waiver, built_in, demo_book};
use yuebao::ui::action::Action;
use yuebao::ui::app::AppWindow;
use yuebao::ui::change::{Change, ItemChange, PublishingChange};
use yuebao::ui::publishing::PublishingAction;

use super::support::Console;
use super::ui_support::Window;

fn sample() -> Book {
    let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
    demo_book::in_memory(&bulletin, "2025-04".parse().unwrap(), Env::system("王主任")).unwrap()
}

fn book(window: &Window) -> &Book {
    window.harness.state().book().unwrap()
}

fn issue(book: &Book) -> Issue {
    book.issue_of("2025-04".parse().unwrap()).unwrap()
}

/// The sample's newest issue signed and published, in the window.
fn published() -> Window {
    let mut book = sample();
    let issue = issue(&book);
    book.sign(&issue.id, None, "王主任").unwrap();
    let waiver = Waiver { reason: "数字由部门提供", signer: "王主任" };
    book.publish(&issue.id, "", Some(waiver)).unwrap();
    Window::with(AppWindow::with_book(book))
}

fn fill(window: &mut Window, field: &str, text: &str) {
    window.field(field).click();
    window.run();
    window.field(field).type_text(text);
    window.run();
}

fn first_figure(book: &Book) -> FigureKey {
    let code = &book.main_bulletin().unwrap().indicators[0].code;
    FigureKey::of_hall(code, "2025-04".parse().unwrap())
}

fn set_first(window: &mut Window, typed: &str) {
    let key = first_figure(book(window));
    let change = Change::Figure { key, typed: typed.to_owned() };
    window.ask(Action::Change(Box::new(change)));
}

#[test]
fn each_part_is_signed_on_the_proof_and_a_change_says_that_it_lapsed() {
    let mut window = Window::with(AppWindow::with_book(sample()));
    window.go(Key::Num6);
    assert!(window.shows("签字 0/"));
    window.press("全部签字");
    let standing = book(&window).standing(&issue(book(&window))).unwrap();
    assert!(standing.parts.iter().all(yuebao::ops::IssuePart::is_signed));
    assert!(window.shows("● 报头、报尾 王主任"));

    let item = issue(book(&window)).sections.into_iter().find(|s| s.kind == SectionKind::Work);
    let mut item = item.unwrap().items.into_iter().next().unwrap();
    item.paragraphs[0].push_str("再补一句。");
    window.ask(Action::Change(Box::new(Change::Item(ItemChange::Edit(item)))));
    window.pause();
    assert!(window.shows("签后改过"));
    assert!(window.shows("王主任的签字已失效，请重新签"));
    window.ask(Action::Undo);
    window.pause();
    assert!(!window.shows("签后改过"));
}

#[test]
fn what_is_in_the_way_is_listed_and_an_exception_needs_a_reason() {
    let mut window = Window::with(AppWindow::with_book(sample()));
    let id = issue(book(&window)).id;
    window.ask(PublishingAction::Ask(id.clone()).action());
    assert!(window.shows("· 未签 报头、报尾"));
    let button = || window.harness.query_by_role_and_label(Role::Button, "发布");
    assert!(button().is_none(), "unsigned parts cannot be let stand");
    window.ask(Action::Close);

    let sign = PublishingChange::Sign { issue: id.clone(), sections: Vec::new() };
    window.ask(Action::Change(Box::new(Change::Publishing(sign))));
    window.ask(PublishingAction::Ask(id).action());
    let disabled = |window: &Window| {
        let button = window.harness.get_by_role_and_label(Role::Button, "发布");
        button.accesskit_node().is_disabled()
    };
    assert!(disabled(&window), "no reason yet");
    fill(&mut window, "例外的理由（必填）", "数字由部门提供");
    assert!(!disabled(&window));
    window.press("发布");
    assert_eq!(issue(book(&window)).status, IssueStatus::Published);
    assert!(window.shows("已发布第"));
    assert!(window.shows("已发布，按发布时的样子保留，不能再改。"));
}

#[test]
fn a_published_issue_is_read_only_until_it_is_revised() {
    let mut window = published();
    window.go(Key::Num4);
    let editable = |window: &Window| {
        let title = window.harness.get_by_role_and_label(Role::TextInput, "刊名");
        !title.accesskit_node().is_disabled()
    };
    assert!(!editable(&window));
    window.ask(Action::Undo);
    assert!(window.shows("不能撤销"));
    window.press("修订本期…");
    assert!(window.shows("原来发布的那份照样保留。"));
    window.press("修订");
    assert!(editable(&window));
    assert!(window.shows("修订中"));
    assert!(!window.shows("按发布时的样子保留"));
}

#[test]
fn a_figure_changed_after_printing_is_told_and_decided_in_place() {
    let mut window = published();
    window.go(Key::Num2);
    set_first(&mut window, "1.2万");
    assert!(window.shows("（2025年4月）刊出过，涉及"));
    set_first(&mut window, "1.23万");
    let open = book(&window).open_corrections().unwrap();
    assert_eq!((open.len(), open[0].value.as_str()), (1, "1.23万件"), "nothing typed is lost");
    window.press("定为修订或更正…");
    assert!(window.shows("刊出：") && window.shows("现为："));
    fill(&mut window, "为什么（必填）", "录入时看错一位");
    window.press("更正");
    assert!(book(&window).open_corrections().unwrap().is_empty());
    assert!(window.shows("建下一期时会写进去"));
    let all = book(&window).corrections_of(&issue(book(&window)).id).unwrap();
    assert_eq!(all[0].kind, CorrectionKind::Erratum);
    assert!(!window.shows("定为修订或更正…"), "the notice is gone");
}

#[test]
fn the_overview_leads_from_signing_to_publishing_and_keeps_the_trail() {
    let window = published();
    assert!(window.shows("已发布"));
    assert!(window.shows("导出这一期…"));
    assert!(window.shows("发布，校验和"));
    let key = first_figure(book(&window));
    assert!(book(&window).open_correction(&key).unwrap().is_none());
    let trail = book(&window).trail(&issue(book(&window)).id).unwrap();
    assert!(trail.iter().any(|entry| entry.text.starts_with("签字 一、")), "{trail:?}");
    let mut book = sample();
    let id = issue(&book).id;
    book.set_figure(&first_figure(&book), "1.2万", FigureSource::Typed).unwrap();
    book.sign(&id, None, "王主任").unwrap();
    assert_eq!(book.publications().unwrap(), []);
}

#[test]
fn a_damaged_record_keeps_neither_the_book_shut_nor_a_figure_out() {
    let console = Console::new();
    console.done(&["demo"]);
    console.done(&["sign", "--issue", "2025-04", "--signer", "王主任"]);
    let reason = ["--exception", "数字由部门提供", "--signer", "王主任"];
    console.done(&[&["publish", "--issue", "2025-04"], &reason[..]].concat());
    let raw = rusqlite::Connection::open(console.path("b.yuebao")).unwrap();
    let damage = "UPDATE publication SET document = '{}', figures = '{}' WHERE seq = 1;";
    raw.execute_batch(&format!("DROP TRIGGER publication_keep_update; {damage}")).unwrap();
    drop(raw);

    let book = Book::open(&console.path("b.yuebao"), Env::system("王主任")).unwrap();
    let mut window = Window::with(AppWindow::with_book(book));
    assert!(window.shows("第4期发布时的冻结记录读不懂"));
    set_first(&mut window, "6.5万");
    let stored = book_figure(&window);
    assert_eq!(stored.typed, "6.5万");
}

fn book_figure(window: &Window) -> yuebao::model::Figure {
    let key = first_figure(book(window));
    book(window).figure(&key).unwrap().unwrap()
}
