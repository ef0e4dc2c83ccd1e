//! A returned file in the window: dropped or chosen, its differences walked through, words taken.

use std::path::PathBuf;

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use yuebao::ui::action::{Action, Purpose};

use crate::ui_support::Window;

/// The sample's newest issue as text, rewritten.
fn returned(window: &Window, rewrite: impl Fn(String) -> String) -> PathBuf {
    let book = window.harness.state().book().unwrap();
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    let path = window.path("退回.txt");
    book.export_issue(&issue, &path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, rewrite(text)).unwrap();
    path
}

#[test]
fn the_same_file_is_said_to_be_the_same() {
    let mut window = Window::sample();
    let path = returned(&window, |text| text);
    window.ask(Action::Picked(Purpose::Verify, path));
    window.harness.get_by_label("完全一致");
    window.harness.key_press(Key::Escape);
    window.run();
    assert!(window.harness.query_by_label("完全一致").is_none());
}

#[test]
fn words_are_taken_numbers_are_not_and_both_lead_to_their_place() {
    let mut window = Window::sample();
    let path = returned(&window, |text| {
        let (head, rest) = text.split_once("万件").unwrap();
        let cut = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let head = &head[..cut];
        format!("{head}9.99万件{rest}").replacen("总体运行", "总体办理", 1)
    });
    window.ask(Action::Verify(path.clone()));
    window.harness.get_by_label_contains("处不同");
    for _ in 0..8 {
        window.run();
    }
    // The dialog keeps its size and its foot stays in the window.
    assert!(window.harness.get_by_label("关闭").rect().bottom() <= 800.0);
    // The heading's words come first and are taken; then only the number is left.
    window.click("采用文件的文字");
    let book = window.harness.state().book().unwrap();
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    assert_eq!(issue.sections[0].title, "{年月}总体办理情况");
    assert!(window.harness.query_by_label("采用文件的文字").is_none());
    window.click("撤销采用");
    window.click("采用文件的文字");
    window.click("去录入");
    assert!(window.harness.query_by_label_contains("核对成品：").is_none());
    assert!(window.harness.state().focused_figure().is_some());
}

#[test]
fn a_sentence_that_was_added_is_taken_in_as_one_step() {
    let mut window = Window::sample();
    let text = |window: &Window| {
        let book = window.harness.state().book().unwrap();
        let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
        issue.sections[0].items[0].paragraphs.join("")
    };
    let before = text(&window);
    let path = returned(&window, |text| {
        let (head, rest) = text.split_once('。').unwrap();
        format!("{head}。各项业务平稳有序。{rest}")
    });
    window.ask(Action::Verify(path));
    window.harness.get_by_label_contains("本期没有这一句");
    window.click("把这一句加进本期");
    assert!(text(&window).contains("。各项业务平稳有序。"), "{}", text(&window));
    window.harness.get_by_label("完全一致");
    window.harness.key_press(Key::Escape);
    window.run();
    window.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(text(&window), before);
}

#[test]
fn a_file_of_another_kind_is_refused_in_words() {
    let mut window = Window::sample();
    let path = window.path("旧.doc");
    std::fs::write(&path, [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 99]].concat()).unwrap();
    window.ask(Action::Verify(path));
    window.harness.get_by_label_contains("请在 WPS/Word 中另存为 .docx 后再打开");
}

#[test]
fn the_issue_stands_beside_the_one_before() {
    let mut window = Window::sample();
    window.harness.key_press_modifiers(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::L);
    window.run();
    window.harness.get_by_label_contains("与上期（2025年3月）对照");
    window.click("文字");
    window.click("照旧未改");
    window.click("知道了");
}
