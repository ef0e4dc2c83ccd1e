//! Pages in the window: the issue as it prints, led back to its forms; fonts by role.

use egui_kittest::kittest::Queryable as _;
use yuebao::document::{Block, text_of};
use yuebao::ui::action::Action;
use yuebao::ui::change::Change;
use yuebao::ui::route::Route;
use yuebao::ui::screens::settings::Tab;

use super::ui_support::Window;

fn pages() -> Window {
    let mut window = Window::sample();
    window.ask(Action::Go(Route::Preview));
    window
}

/// Paragraphs of the newest issue as printed.
fn paragraphs(window: &Window) -> Vec<String> {
    let book = window.harness.state().book().unwrap();
    let newest = book.issues().unwrap().remove(0);
    let issue = book.issue(&newest.id).unwrap();
    let blocks = book.document(&issue).unwrap().blocks;
    let text = |block: Block| match block {
        Block::Paragraph { runs, .. } => Some(text_of(&runs)),
        _ => None,
    };
    blocks.into_iter().filter_map(text).collect()
}

#[test]
fn the_pages_can_be_read_turned_and_clicked() {
    let mut window = pages();
    assert!(window.shows("第 1 页，共") && window.shows("政务窗口月报"));
    let first = paragraphs(&window).remove(0);
    assert!(window.shows(&first), "the page is readable for those who do not see it");
    window.click("下一页");
    assert!(window.shows("第 2 页") || window.shows("第 3 页"));
    window.click("上一页");
    window.click(&first);
    assert!(window.shows("第4期的编排"), "a click leads to the form");
}

#[test]
fn what_is_typed_is_on_the_page_at_once() {
    let mut window = pages();
    let book = window.harness.state().book().unwrap();
    let newest = book.issues().unwrap().remove(0);
    let mut item = book.issue(&newest.id).unwrap().items().next().unwrap().clone();
    item.paragraphs = vec!["新写的一句话。".to_owned()];
    let change = yuebao::ui::change::ItemChange::Edit(item);
    window.ask(Action::Change(Box::new(Change::Item(change))));
    assert!(window.shows("新写的一句话。"));
}

/// Draws until the fonts, which are looked for beside the window, are there; whether a file is said
/// to be unusable as expected.
fn fonts_found(window: &mut Window, unusable: bool) -> bool {
    let says = |window: &Window| window.shows("读不了或不是字体") == unusable;
    for _ in 0..1_000 {
        if says(window) && window.shows("楷体（段首标题）") {
            return true;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run();
    }
    false
}

#[test]
fn every_role_says_what_will_print_it() {
    let mut window = Window::sample();
    window.ask(Action::Settings(Tab::Fonts));
    for role in ["仿宋（正文）", "楷体（段首标题）", "黑体（栏目标题、表头）", "小标宋（刊名）"]
    {
        assert!(window.shows(role), "{role}");
    }
    let file = window.path("不是字体.ttf");
    std::fs::write(&file, "文字").unwrap();
    window.ask(Action::Font(yuebao::layout::FontRole::Kai, Some(file)));
    assert!(fonts_found(&mut window, true));
    window.press("恢复楷体");
    assert!(fonts_found(&mut window, false));
}

#[test]
fn a_wide_window_shows_the_pages_beside_the_form() {
    let mut window = Window::sample();
    window.ask(Action::Go(Route::Compile));
    let last = paragraphs(&window).pop().unwrap();
    assert!(!window.shows("— 1 —") && !window.shows(&last));
    window.harness.set_size(egui::vec2(1900.0, 1000.0));
    window.run();
    let first = paragraphs(&window).remove(0);
    assert!(window.shows(&first));
}

#[test]
fn the_page_follows_the_keys_before_anything_is_stored() {
    let mut window = Window::sample();
    window.harness.set_size(egui::vec2(1900.0, 1000.0));
    let book = window.harness.state().book().unwrap();
    let newest = book.issues().unwrap().remove(0);
    let issue = book.issue(&newest.id).unwrap();
    let item = issue.items().last().unwrap().id.clone();
    let target = yuebao::ops::Target::Item {
        bulletin: issue.bulletin.clone(),
        month: issue.month,
        item,
        placed: true,
    };
    window.ask(Action::Goto(Box::new(target)));
    let text = egui::accesskit::Role::MultilineTextInput;
    assert!(window.harness.get_by_role_and_label(text, "正文").is_focused());
    window.harness.event(egui::Event::Text("刚刚写下的一句".to_owned()));
    window.harness.step();
    let on_a_page = |window: &Window| {
        let holds = |label: String| label.contains("刚刚写下的一句");
        let mut parts = window.harness.query_all_by(|node| {
            node.role() == egui::accesskit::Role::Link && node.label().is_some_and(holds)
        });
        parts.next().is_some()
    };
    assert!(on_a_page(&window), "the page shows it in the frame of the keystroke");
    let stored =
        |window: &Window| paragraphs(window).iter().any(|it| it.contains("刚刚写下的一句"));
    assert!(!stored(&window), "and nothing has been stored for it");
    window.pause();
    assert!(stored(&window) && on_a_page(&window));
    window.ask(Action::Undo);
    assert!(!on_a_page(&window), "undo is followed as well");
}
