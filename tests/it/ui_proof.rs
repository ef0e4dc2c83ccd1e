//! The proof and the proofreader in the window: every number answered for by keyboard; findings
//! walked, mended, passed over, and told while one types.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::Queryable as _;
use yuebao::check::{Class, Finding, Level, Numeral};
use yuebao::model::{Issue, Item, SectionKind};
use yuebao::ops::Book;
use yuebao::ui::action::{Action, Purpose};
use yuebao::ui::change::{Change, ItemChange};

use super::ui_support::Window;

fn book(window: &Window) -> &Book {
    window.harness.state().book().unwrap()
}

fn issue(window: &Window) -> Issue {
    book(window).issue_of("2025-04".parse().unwrap()).unwrap()
}

/// An item without a date, whose numbers are asked about.
fn item(window: &Window) -> Item {
    let issue = issue(window);
    let work = issue.sections.into_iter().find(|section| section.kind == SectionKind::Work);
    work.unwrap().items.into_iter().next().unwrap()
}

/// The sample with one item that reads like this.
fn with(text: &str) -> Window {
    let mut window = Window::sample();
    let item = Item { paragraphs: vec![text.to_owned()], ..item(&window) };
    let change = Change::Item(ItemChange::Edit(item));
    window.ask(Action::Change(Box::new(change)));
    window
}

fn numerals(window: &Window, class: Class) -> Vec<Numeral> {
    let all = book(window).proof(&issue(window)).unwrap().into_iter();
    all.filter(|numeral| numeral.class == class).collect()
}

fn findings(window: &Window, rule: &str) -> Vec<Finding> {
    let all = book(window).check(&issue(window)).unwrap().into_iter();
    all.filter(|finding| finding.rule == rule).collect()
}

/// The field of an item's text.
fn body(window: &Window) -> Node<'_> {
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "正文")
}

fn press(window: &mut Window, key: Key) {
    window.harness.key_press(key);
    window.run();
}

fn press_with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.run();
}

/// Goes on to the next open numeral until this one is chosen.
fn walk_to(window: &mut Window, printed: &str) {
    for _ in 0..60 {
        if window.shows(printed) {
            return;
        }
        press(window, Key::Space);
    }
    panic!("{printed} is never chosen");
}

fn text(window: &mut Window, text: &str) {
    window.harness.event(Event::Text(text.into()));
    window.run();
}

#[test]
fn an_editor_answers_for_every_number_by_keyboard_alone() {
    let mut window = with("走访企业37家，参训119人，来信208封。");
    window.go(Key::Num6);
    let open = numerals(&window, Class::Unproven).len();
    assert!(open >= 3, "{open}");
    assert!(window.shows(&format!("待证 {open}")));
    for _ in 0..open {
        press(&mut window, Key::Num5);
        assert!(window.field("例外的理由").is_focused());
        text(&mut window, "来自活动通报");
        press(&mut window, Key::Enter);
        press(&mut window, Key::Space);
    }
    assert_eq!(numerals(&window, Class::Unproven), []);
    assert!(window.shows("待证 0"));
    let signed = numerals(&window, Class::Exception);
    assert_eq!(signed.len(), open);
    let declared = signed[0].declared.as_ref().unwrap();
    assert_eq!((declared.reason.as_str(), declared.signer.as_str()), ("来自活动通报", "测试"));
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(numerals(&window, Class::Unproven).len(), 1);
}

#[test]
fn one_key_says_what_a_number_is_and_one_takes_it_back() {
    let mut window = with("走访企业37家。");
    window.go(Key::Num6);
    let before = numerals(&window, Class::Unproven);
    walk_to(&mut window, "“37家”");
    for (key, class) in
        [(Key::Num2, Class::Date), (Key::Num3, Class::Ordinal), (Key::Num4, Class::Quoted)]
    {
        press(&mut window, key);
        let now = numerals(&window, class).into_iter().find(|numeral| numeral.text == "37");
        assert!(now.is_some_and(|numeral| numeral.declared.is_some()), "{class:?}");
        press(&mut window, Key::Num0);
        assert_eq!(numerals(&window, Class::Unproven), before);
    }
    press(&mut window, Key::Enter);
    assert!(body(&window).is_focused());
    text(&mut window, "38");
    window.pause();
    assert_eq!(item(&window).paragraphs, ["走访企业38家。"], "the number was selected");
}

#[test]
fn a_typed_number_becomes_a_slot_by_one_key() {
    let mut window = Window::sample();
    let stored = item(&window);
    let source = stored.paragraphs.iter().find(|text| text.contains('{')).unwrap().clone();
    let issue = issue(&window);
    let at = stored.paragraphs.iter().position(|text| *text == source).unwrap();
    let of = |anchor: yuebao::document::Anchor| {
        let section = &issue.sections[anchor.section];
        section.kind == SectionKind::Work && anchor.item == Some(0) && anchor.paragraph == at
    };
    let bound = numerals(&window, Class::Bound);
    let bound = bound.into_iter().find(|numeral| numeral.anchor.is_some_and(of));
    let bound = bound.unwrap();
    let slot = format!("{{{}}}", bound.name.as_deref().unwrap());
    let typed = source.replacen(&slot, &bound.text, 1);
    let mut paragraphs = stored.paragraphs.clone();
    paragraphs[at] = typed;
    let change = Change::Item(ItemChange::Edit(Item { paragraphs, ..stored.clone() }));
    window.ask(Action::Change(Box::new(change)));
    window.go(Key::Num6);
    let printed = format!("“{}{}”", bound.text, bound.unit.as_deref().unwrap_or_default());
    walk_to(&mut window, &printed);
    press(&mut window, Key::Num1);
    assert_eq!(item(&window).paragraphs, stored.paragraphs);
}

#[test]
fn the_text_and_the_table_choose_the_same_number() {
    let mut window = with("走访企业37家。");
    window.go(Key::Num6);
    walk_to(&mut window, "“37家”");
    press(&mut window, Key::ArrowUp);
    assert!(!window.shows("“37家”"));
    window.click("37家，待证");
    assert!(window.shows("“37家”"), "a row of the table");
    press(&mut window, Key::ArrowDown);
    assert!(!window.shows("“37家”"), "the next row is chosen");
    press(&mut window, Key::ArrowUp);
    assert!(window.shows("“37家”"));
}

#[test]
fn findings_are_walked_mended_and_passed_over_by_keyboard() {
    let mut window = with("惯彻落实,窗 口服务到位,再次布署工作。");
    window.go(Key::Num4);
    let paragraph = |window: &Window| item(window).paragraphs[0].clone();
    for _ in 0..40 {
        if paragraph(&window).starts_with("贯彻") {
            break;
        }
        press(&mut window, Key::F8);
        press_with(&mut window, Modifiers::COMMAND, Key::Period);
    }
    assert!(paragraph(&window).starts_with("贯彻落实,"), "{}", paragraph(&window));
    assert!(body(&window).is_focused(), "the place is selected in its field");
    let before = findings(&window, "P09").len();
    assert!(before > 0);
    for _ in 0..40 {
        if findings(&window, "P09").len() < before {
            break;
        }
        press(&mut window, Key::F8);
        press_with(&mut window, Modifiers::COMMAND, Key::I);
    }
    assert_eq!(findings(&window, "P09").len(), before - 1);
    assert!(window.shows("已忽略"));
    window.click("改正确定的");
    let certain = |finding: &Finding| finding.level == Level::Must && finding.fix.is_some();
    let left = |window: &Window| book(window).check(&issue(window)).unwrap().iter().any(certain);
    assert!(!left(&window));
    assert!(paragraph(&window).contains("部署"));
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(left(&window), "one step takes all of it back");
}

#[test]
fn what_is_being_typed_is_told_before_it_is_stored() {
    let mut window = with("窗口服务到位。");
    window.go(Key::Num4);
    let lead = item(&window).lead.unwrap_or_default();
    window.click(&format!("（一）{lead}"));
    body(&window).focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::End);
    window.harness.event(Event::Text("惯彻落实。".into()));
    window.harness.step();
    window.harness.step();
    assert_eq!(findings(&window, "W17"), [], "not stored yet");
    assert!(window.shows("“惯彻”应为“贯彻”"));
    window.pause();
    assert_eq!(findings(&window, "W17").len(), 1);
}

#[test]
fn rules_are_switched_and_words_added_in_the_settings() {
    let mut window = with("到一号窗台办事，窗 口服务。");
    window.go(Key::Num9);
    window.click("校对规则");
    assert!(window.shows("窗 口服务"), "an example of wrong");
    window.click("汉字之间的空格");
    assert_eq!(findings(&window, "P09"), []);
    for (name, typed) in [("错", "一号窗台"), ("正", "一号窗口")] {
        window.field(name).focus();
        window.run();
        text(&mut window, typed);
    }
    press(&mut window, Key::Enter);
    assert_eq!(book(&window).words().unwrap().len(), 1);
    assert_eq!(findings(&window, "W18").len(), 1);
    let path = window.path("词表.txt");
    window.ask(Action::Picked(Purpose::ExportWords, path.clone()));
    assert!(std::fs::read_to_string(&path).unwrap().contains("一号窗台\t一号窗口\t存疑"));
    window.click("删除 一号窗台");
    assert_eq!(book(&window).words().unwrap(), []);
    window.ask(Action::Picked(Purpose::ImportWords, path));
    assert_eq!(book(&window).words().unwrap().len(), 1);
}

#[test]
fn the_proof_sheet_is_written_to_be_signed() {
    let mut window = with("走访企业37家。");
    let id = issue(&window).id;
    for name in ["校样.docx", "校样.xlsx", "校样.csv", "校样.md", "校样.txt"] {
        let path = window.path(name);
        window.ask(Action::Picked(Purpose::ProofSheet(id.clone()), path.clone()));
        assert!(std::fs::metadata(&path).unwrap().len() > 1000, "{name}");
    }
    let text = std::fs::read_to_string(window.path("校样.txt")).unwrap();
    assert!(text.contains("37家\t待证"), "{text}");
    assert!(text.contains("核对人："));
}
