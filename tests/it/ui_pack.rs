//! The pack (台账) in the window: made with or without a passphrase, checked, opened.

use egui_kittest::kittest::Queryable as _;
use yuebao::ops::Passphrase;
use yuebao::ui::action::{Action, Purpose};
use yuebao::ui::dialogs::{Dialog, Leaving};

use crate::ui_support::Window;

const GOOD: &str = "青溪大厅 2025 台账口令";

fn issue(window: &Window) -> yuebao::model::IssueId {
    window.harness.state().book().unwrap().issue_of("2025-04".parse().unwrap()).unwrap().id
}

#[test]
fn a_pack_is_made_checked_and_a_changed_one_is_told() {
    let mut window = Window::sample();
    let (issue, path) = (issue(&window), window.path("a.zip"));
    window.ask(Action::Picked(Purpose::Pack(issue, None), path.clone()));
    assert!(window.shows("台账已存到"));
    window.ask(Action::Picked(Purpose::VerifyPack, path.clone()));
    assert!(window.shows("● 完好"));
    assert!(window.shows("重新排印相同"));
    window.click("知道了");
    // Dropped on the window, or chosen where a returned file is asked for.
    window.ask(Action::Verify(path.clone()));
    assert!(window.shows("● 完好"));
    window.click("知道了");
    let mut bytes = std::fs::read(&path).unwrap();
    let end = bytes.len() - 30;
    bytes[end] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    window.ask(Action::Picked(Purpose::VerifyPack, path));
    assert!(!window.shows("● 完好"));
}

#[test]
fn a_passphrase_is_asked_twice_warned_of_and_needed_to_open() {
    let mut window = Window::sample();
    let issue = issue(&window);
    window.ask(Action::Open(Box::new(Dialog::lock(Leaving::Pack(issue.clone())))));
    assert!(!window.shows("谁也打不开"));
    window.click("加口令");
    assert!(window.shows("谁也打不开"), "said before anything is locked");
    window.click("给一个");
    assert!(window.shows("选择存到哪里…"));
    let path = window.path("a.zip");
    let by = Passphrase::new(GOOD).unwrap();
    window.ask(Action::Picked(Purpose::Pack(issue, Some(by.clone())), path.clone()));
    window.ask(Action::Picked(Purpose::VerifyPack, path.clone()));
    assert!(window.shows("这个文件加了口令"));
    let wrong = Passphrase::given("别的口令");
    window.ask(Action::Unlock(path.clone(), Purpose::VerifyPack, wrong));
    assert!(window.shows("口令不对"));
    window.ask(Action::Unlock(path, Purpose::VerifyPack, by));
    assert!(window.shows("● 完好"));
    assert!(window.harness.query_by_label_contains(GOOD).is_none());
}
