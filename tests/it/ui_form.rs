//! The month's form as a spreadsheet: walking, replacing, folding, departments and their sums,
//! what is understood while it is typed.

use egui::{Event, Key, Modifiers};
use yuebao::model::{Bulletin, DepartmentCode, FigureKey, FigureSource, IndicatorCode, Month};
use yuebao::ops::{Book, Env};
use yuebao::ui::action::Action;
use yuebao::ui::app::AppWindow;

use super::ui_support::Window;

const MONTH: &str = "2025-04";

/// Two sections, the first with three indicators; two departments.
const DEFINITION: &str = r#"
    code = "x"
    name = "刊"
    title = "刊"
    [[section]]
    key = "cases"
    kind = "prose"
    title = "办件情况"
    [[section]]
    key = "calls"
    kind = "prose"
    title = "热线情况"
    [[indicator]]
    code = "all"
    name = "办件量"
    unit = "件"
    section = "cases"
    style = { power = 4, decimals = 2, trim = true }
    by_department = true
    [[indicator]]
    code = "net"
    name = "网办量"
    unit = "件"
    section = "cases"
    by_department = true
    departments = ["water"]
    [[indicator]]
    code = "rate"
    name = "满意率"
    unit = "%"
    kind = "ratio"
    section = "cases"
    style = { decimals = 2 }
    [[indicator]]
    code = "calls"
    name = "来电量"
    unit = "个"
    section = "calls"
    [[department]]
    code = "water"
    name = "水利厅"
    [[department]]
    code = "weather"
    name = "气象局"
"#;

fn month() -> Month {
    MONTH.parse().unwrap()
}

fn key(indicator: &str, month: Month, department: &str) -> FigureKey {
    FigureKey::new(&IndicatorCode::new(indicator), month, &DepartmentCode::new(department))
}

fn set(book: &mut Book, indicator: &str, month: Month, department: &str, typed: &str) {
    book.set_figure(&key(indicator, month, department), typed, FigureSource::Typed).unwrap();
}

/// The form of a month in which nothing is filled yet but what `fill` fills.
fn form(fill: impl FnOnce(&mut Book)) -> Window {
    let bulletin: Bulletin = toml::from_str(DEFINITION).unwrap();
    form_of(&bulletin, fill)
}

fn form_of(bulletin: &Bulletin, fill: impl FnOnce(&mut Book)) -> Window {
    let mut book = Book::in_memory(bulletin, Env::system("测试")).unwrap();
    book.new_issue(&bulletin.code, month(), None).unwrap();
    fill(&mut book);
    let mut window = Window::with(AppWindow::with_book(book));
    window.go(Key::Num2);
    window
}

fn press(window: &mut Window, key: Key) {
    press_with(window, Modifiers::NONE, key);
}

fn press_with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.run();
}

fn text(window: &mut Window, text: &str) {
    window.harness.event(Event::Text(text.into()));
    window.run();
}

fn stored(window: &Window, indicator: &str) -> String {
    of_department(window, indicator, "hall")
}

fn of_department(window: &Window, indicator: &str, department: &str) -> String {
    let book = window.harness.state().book().unwrap();
    let figure = book.figure(&key(indicator, month(), department)).unwrap();
    figure.map(|figure| figure.typed).unwrap_or_default()
}

#[test]
fn typing_replaces_and_enter_goes_down() {
    let mut window = form(|_| {});
    assert!(window.field("办件量").is_focused(), "the first blank is entered");
    for typed in ["6.1万", "61,023", "59.49%", "未报"] {
        text(&mut window, typed);
        press(&mut window, Key::Enter);
    }
    assert!(window.field("来电量").is_focused() && window.shows("已到末尾"));
    assert_eq!(
        ["all", "net", "rate", "calls"].map(|code| stored(&window, code)),
        ["6.1万", "61,023", "59.49%", "未报"]
    );
    press_with(&mut window, Modifiers::SHIFT, Key::Enter);
    assert!(window.field("满意率").is_focused() && !window.shows("已到末尾"));
    text(&mut window, "98%");
    window.pause();
    assert_eq!(stored(&window, "rate"), "98%", "what stood there is replaced");
}

#[test]
fn a_burst_of_keys_in_one_frame_reaches_its_cells() {
    let mut window = form(|_| {});
    for typed in ["61023", "5000"] {
        window.harness.event(Event::Text(typed.into()));
        window.harness.key_press(Key::Enter);
    }
    window.harness.event(Event::Text("98".into()));
    window.harness.key_press(Key::Tab);
    window.harness.event(Event::Text("抽样".into()));
    window.pause();
    assert_eq!(["all", "net", "rate"].map(|code| stored(&window, code)), ["61023", "5000", "98"]);
    assert_eq!(window.field("满意率说明").value().as_deref(), Some("抽样"));
}

#[test]
fn side_arrows_walk_until_something_is_typed() {
    let mut window = form(|book| set(book, "all", month(), "hall", "61023"));
    window.field("办件量").focus();
    window.run();
    press(&mut window, Key::ArrowRight);
    assert!(window.field("办件量说明").is_focused());
    press(&mut window, Key::ArrowDown);
    assert!(window.field("网办量说明").is_focused(), "the column is kept");
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::ArrowLeft);
    assert!(window.field("办件量").is_focused());
    press(&mut window, Key::F2);
    press(&mut window, Key::ArrowLeft);
    text(&mut window, "9");
    assert!(window.field("办件量").is_focused());
    window.pause();
    assert_eq!(stored(&window, "all"), "610293", "F2 edits what stands there");
    press(&mut window, Key::Escape);
    window.pause();
    assert_eq!(stored(&window, "all"), "61023");
    assert!(window.field("办件量").is_focused(), "Escape stays in the cell");
    text(&mut window, "7");
    window.pause();
    assert_eq!(stored(&window, "all"), "7", "and selects it anew");
    press(&mut window, Key::Escape);
    press(&mut window, Key::Delete);
    window.pause();
    assert_eq!(stored(&window, "all"), "");
}

#[test]
fn tab_goes_across_and_leaves_at_the_end() {
    let mut window = form(|_| {});
    for name in ["办件量说明", "网办量", "网办量说明"] {
        press(&mut window, Key::Tab);
        assert!(window.field(name).is_focused(), "{name}");
    }
    press_with(&mut window, Modifiers::SHIFT, Key::Tab);
    assert!(window.field("网办量").is_focused());
    press_with(&mut window, Modifiers::COMMAND, Key::End);
    assert!(window.field("来电量").is_focused());
    press(&mut window, Key::Tab);
    press(&mut window, Key::Tab);
    assert!(!window.field("来电量说明").is_focused(), "Tab is no trap");
    window.field("来电量").focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::Home);
    assert!(window.field("办件量").is_focused());
}

#[test]
fn blanks_are_found_and_filled_from_last_month() {
    let mut window = form(|book| {
        for (code, typed) in [("all", "6.1万"), ("net", "5000"), ("rate", "98%")] {
            set(book, code, month().previous(), "hall", typed);
        }
        set(book, "net", month(), "hall", "5100");
    });
    press_with(&mut window, Modifiers::COMMAND, Key::ArrowDown);
    assert!(window.field("满意率").is_focused(), "网办量 is filled");
    press_with(&mut window, Modifiers::COMMAND, Key::ArrowUp);
    assert!(window.field("办件量").is_focused());
    press_with(&mut window, Modifiers::COMMAND, Key::D);
    window.pause();
    assert_eq!(stored(&window, "all"), "6.1万");
    press_with(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    window.pause();
    assert_eq!(["net", "rate", "calls"].map(|code| stored(&window, code)), ["5100", "98%", ""]);
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(stored(&window, "rate"), "");
    assert_eq!(stored(&window, "all"), "6.1万");
}

#[test]
fn a_folded_group_tells_its_count_and_is_skipped() {
    let mut window = form(|book| set(book, "all", month(), "hall", "5"));
    window.field("网办量").focus();
    window.run();
    press_with(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert!(window.shows("办件情况，已填 1/3，已收起"));
    assert!(!window.shows("满意率"));
    assert!(window.field("来电量").is_focused());
    press(&mut window, Key::ArrowUp);
    assert!(window.field("来电量").is_focused() && window.shows("已到开头"));
    press_with(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert!(window.shows("满意率"));
    window.click("热线情况");
    assert!(window.shows("热线情况，已填 0/1，已收起") && !window.shows("来电量"));
}

#[test]
fn what_is_typed_is_understood_at_once() {
    let mut window = form(|book| {
        set(book, "all", month().previous(), "hall", "50000");
        set(book, "all", month().year_ago(), "hall", "0");
    });
    window.harness.event(Event::Text("6.1万".into()));
    window.harness.step();
    window.harness.step();
    assert_eq!(stored(&window, "all"), "", "not stored yet");
    assert!(window.shows("= 61,000件") && window.shows("+22%"));
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    text(&mut window, "六万一千");
    assert!(window.shows("▲ 不是数") && window.shows("没有阿拉伯数字"));
    window.pause();
    assert_eq!(stored(&window, "all"), "六万一千", "kept as typed");
}

#[test]
fn blank_zero_and_not_reported_look_different() {
    let mut window = form(|book| {
        for (code, typed) in [("all", "0"), ("net", "未报")] {
            set(book, code, month(), "hall", typed);
            set(book, code, month().previous(), "hall", typed);
        }
        set(book, "calls", month(), "hall", "7");
    });
    window.run();
    let marks = ["● 零", "◇ 未报", "○ 未填", "● 已填"];
    assert!(marks.into_iter().all(|mark| window.shows(mark)));
    let said = |text: &str| window.labels().iter().filter(|label| *label == text).count();
    assert_eq!((said("0"), said("未报")), (1, 1), "and so does last month");
}

#[test]
fn departments_are_stepped_through_and_see_their_own_rows() {
    let mut window = form(|_| {});
    press_with(&mut window, Modifiers::ALT, Key::PageDown);
    assert!(window.shows("部门：水利厅") && window.shows("网办量"));
    assert!(!window.shows("满意率") && window.field("办件量").is_focused());
    text(&mut window, "300");
    press_with(&mut window, Modifiers::ALT, Key::PageDown);
    assert!(window.shows("部门：气象局") && window.shows("办件量"));
    assert!(!window.shows("网办量"), "asked of 水利厅 only");
    assert_eq!(of_department(&window, "all", "water"), "300");
    window.click("部门：气象局");
    assert!(window.shows("水利厅　已填 1/2") && window.shows("气象局　已填 0/1"));
    press(&mut window, Key::Escape);
    press_with(&mut window, Modifiers::ALT, Key::PageDown);
    assert!(window.shows("部门：全厅"));
}

#[test]
fn the_sum_of_departments_is_told_and_taken() {
    let mut window = form(|book| {
        set(book, "all", month(), "water", "5.87万");
        set(book, "all", month(), "weather", "2100");
        set(book, "all", month(), "hall", "6.1万");
    });
    window.run();
    assert!(!window.shows("与合计不符"), "5.87万 and 0.21万 are 6.1万");
    window.field("办件量").focus();
    window.run();
    text(&mut window, "7.1万");
    window.pause();
    assert!(window.shows("各部门合计 6.08万件（2/2 个部门已报），与所填 7.1万件 相差 1.0万件"));
    press(&mut window, Key::ArrowDown);
    assert!(window.shows("▲ 与合计不符"));
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::Delete);
    window.pause();
    assert!(window.shows("各部门合计 6.08万件（2/2 个部门已报）"));
    press_with(&mut window, Modifiers::COMMAND, Key::M);
    window.pause();
    assert_eq!(stored(&window, "all"), "6.08万");
    assert!(!window.shows("各部门合计 6.08万件（2/2 个部门已报），与"));
}

#[test]
fn the_button_takes_the_sum_too() {
    let mut window = form(|book| set(book, "all", month(), "water", "58700"));
    window.run();
    assert!(window.shows("各部门合计 58,700件（1/2 个部门已报）"));
    window.click("办件量采用合计");
    window.pause();
    assert_eq!(stored(&window, "all"), "58,700");
}

#[test]
fn two_hundred_rows_scroll_with_the_focus_and_keep_it() {
    let mut bulletin: Bulletin = toml::from_str(DEFINITION).unwrap();
    let last = bulletin.indicators.pop().unwrap();
    for n in 0..200 {
        let mut one = last.clone();
        one.code = IndicatorCode::new(format!("n{n}"));
        one.name = format!("第{n}项");
        bulletin.indicators.push(one);
    }
    let mut window = form_of(&bulletin, |_| {});
    assert!(!window.shows("第150项"), "only what is seen is laid out");
    press_with(&mut window, Modifiers::COMMAND, Key::End);
    assert!(window.field("第199项").is_focused());
    assert!(!window.shows("办件量说明"));
    let bottom = window.field("第199项").rect().bottom();
    assert!(bottom < 800.0, "{bottom}");
    press(&mut window, Key::PageUp);
    assert!(!window.field_is_shown("第199项") || !window.field("第199项").is_focused());
    press_with(&mut window, Modifiers::COMMAND, Key::End);
    let wheel = Event::MouseWheel {
        unit: egui::MouseWheelUnit::Page,
        delta: egui::vec2(0.0, 50.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    window.harness.event(Event::PointerMoved(egui::pos2(700.0, 400.0)));
    window.harness.event(wheel);
    window.pause();
    assert!(window.shows("办件量说明"), "scrolled to the top");
    assert!(window.field("第199项").is_focused(), "the focus stays where it was");
    text(&mut window, "5");
    window.pause();
    assert_eq!(stored(&window, "n199"), "5");
    assert!(!window.shows("办件量说明"), "typing scrolls back");
}

#[test]
fn a_figure_asked_for_unfolds_its_group_and_the_month_keeps_the_row() {
    let mut window = form(|_| {});
    press_with(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert!(!window.shows("满意率"));
    window.ask(Action::Figure(key("rate", month(), "hall")));
    assert!(window.field("满意率").is_focused());
    press_with(&mut window, Modifiers::COMMAND, Key::PageUp);
    assert!(window.field("满意率").is_focused(), "the same row of another month");
    let focused = window.harness.state().focused_figure();
    assert_eq!(focused, Some(key("rate", month().previous(), "hall")));
}

#[test]
fn a_pasted_block_still_fills_rows_after_enter_in_the_same_frame() {
    let mut window = form(|_| {});
    window.harness.event(Event::Text("5".into()));
    window.harness.key_press(Key::Enter);
    window.harness.event(Event::Paste("7\n98%\n".into()));
    window.pause();
    assert_eq!(["all", "net", "rate"].map(|code| stored(&window, code)), ["5", "7", "98%"]);
}

#[test]
fn a_narrow_window_keeps_a_place_for_explanations() {
    let mut window = form(|_| {});
    window.harness.set_size(egui::vec2(860.0, 560.0));
    window.run();
    assert!(window.field("办件量").is_focused() && window.shows("○ 未填"));
    press(&mut window, Key::ArrowRight);
    assert!(window.field("办件量说明").is_focused());
    text(&mut window, "系统维护");
    press(&mut window, Key::Enter);
    assert!(window.field("网办量说明").is_focused());
    press(&mut window, Key::ArrowLeft);
    assert!(window.field("网办量").is_focused());
    let book = window.harness.state().book().unwrap();
    assert_eq!(book.figure(&key("all", month(), "hall")).unwrap().unwrap().note, "系统维护");
}
