//! Ctrl+K: finding and going there by keyboard.

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};

use egui_kittest::kittest::Queryable as _;

use yuebao::ops::{Env, NewItem, built_in, demo_book};
use yuebao::ui::app::AppWindow;

use super::ui_support::Window;

fn search(window: &mut Window, text: &str) {
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
    window.harness.event(Event::Text(text.into()));
    window.run();
}

/// The sample with one event in an old month.
fn sample() -> Window {
    let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
    let env = Env::system("测试");
    let mut book = demo_book::in_memory(&bulletin, "2025-04".parse().unwrap(), env).unwrap();
    let paragraphs = vec!["云渡口码头设便民窗口。".to_owned()];
    let event = NewItem { paragraphs, ..NewItem::default() };
    book.add_event(&bulletin.code, "2023-09".parse().unwrap(), &event).unwrap();
    Window::with(AppWindow::with_book(book))
}

#[test]
fn enter_goes_to_what_was_found() {
    let mut window = sample();
    search(&mut window, "码头 便民");
    assert!(window.shows("2023年9月"), "the hit tells its month");
    window.harness.key_press(Key::Enter);
    window.run();
    assert!(window.shows("9月动态"));
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "正文");
    assert_eq!(field.value().as_deref(), Some("云渡口码头设便民窗口。"));
}

#[test]
fn commands_are_found_by_their_first_letters() {
    let mut window = Window::sample();
    search(&mut window, "qs");
    window.harness.key_press(Key::Enter);
    window.run();
    assert!(window.shows("筛选指标"), "趋势 is open");
}

#[test]
fn escape_closes_and_nothing_found_is_said() {
    let mut window = Window::sample();
    search(&mut window, "绝无此词此事");
    assert!(window.shows("没有找到“绝无此词此事”"));
    window.harness.key_press(Key::Escape);
    window.run();
    assert!(!window.shows("没有找到"));
}

#[test]
fn a_composition_is_neither_searched_nor_ended() {
    let mut window = Window::sample();
    search(&mut window, "");
    let preedit =
        |text: &str| Event::Ime(ImeEvent::Preedit { text: text.into(), active_range_chars: None });
    window.harness.event(preedit("shui"));
    window.run();
    window.harness.key_press(Key::Enter);
    window.run();
    assert!(window.field("搜索").is_focused(), "Enter belongs to the composition");
    window.harness.event(Event::Ime(ImeEvent::Commit("水利厅".into())));
    window.run();
    assert!(window.shows("部门　水利厅"));
}
