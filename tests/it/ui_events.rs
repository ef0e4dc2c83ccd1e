//! The month's events by keyboard: noted in a line, pasted in a block, warned of, placed by key.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::Queryable as _;
use yuebao::model::{DepartmentCode, FigureKey, Item};

use yuebao::ui::action::Action;
use yuebao::ui::change::{Change, ItemChange};

use super::ui_support::Window;

fn open() -> Window {
    let mut window = Window::sample();
    window.go(Key::Num3);
    window
}

fn note(window: &mut Window, line: &str) {
    window.harness.event(Event::Text(line.into()));
    window.run();
    window.harness.key_press(Key::Enter);
    window.run();
}

/// Waiting events of the newest month, those of the sample left out.
fn noted(window: &Window, count: usize) -> Vec<Item> {
    let book = window.harness.state().book().unwrap();
    let bulletin = book.main_bulletin().unwrap();
    let mut pool = book.pool(&bulletin.code, "2025-04".parse().unwrap()).unwrap();
    pool.split_off(pool.len() - count)
}

#[test]
fn a_line_and_enter_make_an_event() {
    let mut window = open();
    note(&mut window, "25日，水利厅：窗口试行取水许可现场核验。");
    note(&mut window, "28，大厅开展消防演练。");
    let events = noted(&window, 2);
    assert_eq!(events[0].date.unwrap().to_string(), "2025-04-25");
    assert_eq!(events[0].department.as_deref(), Some("水利厅"));
    assert_eq!(events[0].paragraphs, ["窗口试行取水许可现场核验。"]);
    assert_eq!(events[1].paragraphs, ["28，大厅开展消防演练。"], "28 alone is no date");
    assert_eq!(window.field("记一条动态").value().as_deref(), Some(""));
}

#[test]
fn a_half_typed_line_is_kept() {
    let mut window = open();
    window.harness.event(Event::Text("25日，还没写完".into()));
    window.pause();
    window.go(Key::Num1);
    window.go(Key::Num3);
    assert_eq!(window.field("记一条动态").value().as_deref(), Some("25日，还没写完"));
}

#[test]
fn a_pasted_block_becomes_several_events_in_one_step() {
    let mut window = open();
    let block = "4月8日，甲厅来访。\n补充一段。\n4月9日，公安厅窗口启用设备。\n";
    window.harness.event(Event::Paste(block.into()));
    window.run();
    assert!(window.shows("看作 2 条动态"));
    let label = window.harness.state().book().unwrap().undo_label().map(str::to_owned);
    assert!(
        label.is_none_or(|label| !label.contains("动态")),
        "nothing is stored before it was seen"
    );
    window.harness.key_press(Key::Enter);
    window.run();
    let events = noted(&window, 2);
    assert_eq!(events[0].paragraphs, ["甲厅来访。", "补充一段。"]);
    assert_eq!(events[1].department.as_deref(), Some("公安厅"));
    let book = window.harness.state().book().unwrap();
    assert_eq!(book.undo_label(), Some("新增 2 条动态"));
}

#[test]
fn how_a_line_will_be_taken_apart_is_shown_and_can_be_mended_first() {
    let mut window = open();
    window.harness.event(Event::Text("25日，水利厅：启用新系统。".into()));
    window.run();
    assert!(window.shows("回车记作：4月25日｜水利厅｜启用新系统。"));
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    window.run();
    window.field("第 1 条 日期").focus();
    window.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text("31".into()));
    window.run();
    assert!(window.shows("没有这一天"));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text("26".into()));
    window.run();
    window.press("记下 1 条");
    let events = noted(&window, 1);
    assert_eq!(events[0].date.unwrap().to_string(), "2025-04-26");
    assert_eq!(events[0].paragraphs, ["启用新系统。"]);
    assert_eq!(window.field("记一条动态").value().as_deref(), Some(""));
}

#[test]
fn an_event_left_without_a_word_goes_again() {
    let mut window = open();
    let labels = |window: &Window| {
        let book = window.harness.state().book().unwrap();
        let bulletin = book.main_bulletin().unwrap();
        let pool = book.pool(&bulletin.code, "2025-04".parse().unwrap()).unwrap();
        (pool.len(), book.undo_label().map(str::to_owned))
    };
    let before = labels(&window);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    assert_eq!(labels(&window).0, before.0 + 1);
    window.go(Key::Num1);
    window.run();
    assert_eq!(labels(&window), before);
}

#[test]
fn what_is_left_out_is_asked_about_before_it_is_placed() {
    let mut window = open();
    note(&mut window, "25日，水利厅：启用新系统。");
    let item = noted(&window, 1).remove(0).id;
    let change = ItemChange::LeaveOut { item, reason: "与上月重复".into() };
    window.ask(Action::Change(Box::new(Change::Item(change))));
    window.harness.key_press_modifiers(Modifiers::ALT, Key::Num1);
    window.run();
    assert!(window.shows("与上月重复") && window.shows("要重新采用吗"));
    assert_eq!(noted(&window, 1)[0].reason, "与上月重复");
    window.press("取消");
    window.harness.key_press_modifiers(Modifiers::ALT, Key::Num1);
    window.run();
    window.press("采用并放进");
    assert!(window.shows("在“政务工作动态”第"));
}

#[test]
fn a_block_pasted_into_a_begun_line_loses_nothing() {
    let mut window = open();
    window.harness.event(Event::Text("25日，".into()));
    window.run();
    window.harness.event(Event::Paste("甲厅来访。\n4月9日，乙厅来访。".into()));
    window.pause();
    let line = window.field("记一条动态").value().unwrap();
    for part in ["25日，", "甲厅来访。", "4月9日，乙厅来访。"] {
        assert!(line.contains(part), "{line}");
    }
}

#[test]
fn what_was_told_before_is_pointed_out() {
    let mut window = open();
    note(
        &mut window,
        "25日，水利厅：窗口试行取水许可现场核验，当天受理当天办结，群众少跑一趟，首月办理三十余件。",
    );
    note(
        &mut window,
        "26日，水利厅：窗口试行取水许可现场核验，当天受理当天办结，企业少跑一趟，首月办理三十余件。",
    );
    assert!(window.shows("疑似重复：与本月“窗口试行取水许可现场核验…”"));
    assert!(window.shows("有提示 1"));
}

#[test]
fn alt_and_a_number_place_and_take_out() {
    let mut window = open();
    note(&mut window, "25日，水利厅：窗口试行取水许可现场核验。");
    let event = noted(&window, 1).remove(0);
    window.harness.key_press_modifiers(Modifiers::ALT, Key::Num1);
    window.run();
    let placed = |window: &Window| {
        let book = window.harness.state().book().unwrap();
        let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
        issue.items().any(|item| item.id == event.id)
    };
    assert!(placed(&window) && window.shows("在“政务工作动态”第"));
    window.harness.key_press_modifiers(Modifiers::ALT, Key::Num0);
    window.run();
    assert!(!placed(&window));
}

#[test]
fn a_row_is_dragged_onto_another() {
    let mut window = open();
    note(&mut window, "25日，水利厅：窗口试行取水许可现场核验。");
    let event = noted(&window, 1).remove(0);
    let node = |window: &Window, text: &str| {
        use egui_kittest::kittest::Queryable as _;
        window.harness.get_all_by_label_contains(text).next().unwrap().rect().center()
    };
    let from = node(&window, "4月25日　水利厅");
    let to = node(&window, "4月8日");
    window.harness.drag_at(from);
    window.harness.run();
    window.harness.hover_at(to);
    window.harness.run();
    window.harness.drop_at(to);
    window.run();
    let book = window.harness.state().book().unwrap();
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    assert!(issue.items().any(|item| item.id == event.id));
}

fn text_field(window: &Window) -> Node<'_> {
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "正文")
}

/// An event of the sample whose text is typed, its field in focus.
fn event_with(window: &mut Window, text: &str) {
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    text_field(window).focus();
    window.run();
    window.harness.event(Event::Text(text.into()));
    window.run();
}

fn text_of_last(window: &Window) -> String {
    noted(window, 1)[0].paragraphs.join("\n")
}

#[test]
fn ctrl_b_binds_the_number_at_the_caret() {
    let mut window = open();
    let book = window.harness.state().book().unwrap();
    let bulletin = book.main_bulletin().unwrap();
    let month = "2025-04".parse().unwrap();
    let figures = book.figures(&[month], None).unwrap();
    let hall = DepartmentCode::hall();
    let indicator = bulletin
        .indicators
        .iter()
        .find(|i| i.style.power == 0 && figures.quantity(&i.code, month, &hall).is_some())
        .unwrap()
        .clone();
    let key = FigureKey::of_hall(&indicator.code, month);
    let typed = figures.get(&key).unwrap().typed.clone();
    event_with(&mut window, &format!("本月{}{typed}{}", indicator.name, indicator.unit));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
    window.run();
    // The first offer has the focus.
    window.harness.key_press(Key::Enter);
    window.run();
    let bound = format!("本月{0}{{{0}}}{1}", indicator.name, indicator.unit);
    assert_eq!(text_of_last(&window), bound);
    // Typing goes on behind the slot.
    window.harness.event(Event::Text("（含预约）".into()));
    window.pause();
    assert_eq!(text_of_last(&window), bound.replace('}', "}（含预约）"));
}

#[test]
fn undo_takes_back_what_is_not_stored_yet() {
    let mut window = open();
    event_with(&mut window, "甲厅来访。");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(text_of_last(&window), "");
    assert_eq!(text_field(&window).value().as_deref(), Some(""), "the field shows what is stored");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run();
    assert_eq!(text_field(&window).value().as_deref(), Some("甲厅来访。"));
}

#[test]
fn ctrl_enter_goes_on_with_an_event_that_is_still_empty() {
    let mut window = open();
    let count = |window: &Window| {
        let book = window.harness.state().book().unwrap();
        let bulletin = book.main_bulletin().unwrap();
        book.pool(&bulletin.code, "2025-04".parse().unwrap()).unwrap().len()
    };
    let before = count(&window);
    for _ in 0..3 {
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        window.run();
    }
    assert_eq!(count(&window), before + 1);
    assert!(window.shows("还没有写正文"));
}

#[test]
fn the_arrows_walk_only_through_the_rows_that_are_shown() {
    let mut window = open();
    note(&mut window, "25日，水利厅：窗口试行取水许可现场核验。");
    window.click("未放");
    window.field("记一条动态").focus();
    for _ in 0..20 {
        window.harness.key_press(Key::ArrowDown);
        window.run();
    }
    assert!(window.shows("还没有放进栏目"), "the last of the waiting ones");
}
