//! The month's form by keyboard: typing, walking, last month's value, drafts, undo, compositions.

use egui::{Event, ImeEvent, Key, Modifiers};
use yuebao::model::{FigureKey, FigureState, IndicatorCode};

use super::ui_support::Window;

fn entry() -> Window {
    let mut window = Window::sample();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    window.run();
    window
}

/// What the book holds for one indicator, by name.
fn stored(window: &Window, name: &str) -> Option<(String, FigureState)> {
    let book = window.harness.state().book().unwrap();
    let bulletin = book.main_bulletin().unwrap();
    let code: IndicatorCode = bulletin.indicator_named(name).unwrap().code.clone();
    let month = book.issues().unwrap().first().unwrap().month;
    let figure = book.figure(&FigureKey::of_hall(&code, month)).unwrap();
    figure.map(|figure| (figure.typed, figure.state))
}

fn names(window: &Window) -> Vec<String> {
    let book = window.harness.state().book().unwrap();
    book.main_bulletin().unwrap().indicators.iter().map(|i| i.name.clone()).collect()
}

#[test]
fn a_month_is_typed_by_keyboard_alone() {
    let mut window = entry();
    let names = names(&window);
    window.field(&names[0]).focus();
    window.run();
    for typed in ["7.1万", "6.9万", "61,023"] {
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.harness.event(Event::Text(typed.into()));
        window.run();
        window.harness.key_press(Key::Enter);
        window.run();
    }
    assert_eq!(stored(&window, &names[0]).unwrap(), ("7.1万".into(), FigureState::Entered));
    assert_eq!(stored(&window, &names[1]).unwrap(), ("6.9万".into(), FigureState::Entered));
    assert_eq!(stored(&window, &names[2]).unwrap(), ("61,023".into(), FigureState::Entered));
    assert!(window.field(&names[3]).is_focused());
    assert!(window.shows("已保存 "));
}

#[test]
fn arrows_walk_and_escape_restores() {
    let mut window = entry();
    let names = names(&window);
    let before = stored(&window, &names[1]);
    window.field(&names[0]).focus();
    window.run();
    window.harness.key_press(Key::ArrowDown);
    window.run();
    assert!(window.field(&names[1]).is_focused());
    window.harness.event(Event::Text("9".into()));
    window.pause();
    assert_ne!(stored(&window, &names[1]), before);
    window.harness.key_press(Key::Escape);
    window.pause();
    assert_eq!(stored(&window, &names[1]), before);
}

#[test]
fn an_equals_sign_takes_last_month() {
    let mut window = entry();
    let names = names(&window);
    window.field(&names[0]).focus();
    window.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text("=".into()));
    window.run();
    window.harness.key_press(Key::Enter);
    window.run();
    let book = window.harness.state().book().unwrap();
    let code = book.main_bulletin().unwrap().indicators[0].code.clone();
    let month = book.issues().unwrap().first().unwrap().month.previous();
    let last = book.figure(&FigureKey::of_hall(&code, month)).unwrap().unwrap();
    assert_eq!(stored(&window, &names[0]).unwrap().0, last.typed);
}

#[test]
fn what_is_no_number_is_kept_and_marked() {
    let mut window = entry();
    let names = names(&window);
    window.field(&names[0]).focus();
    window.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text("6.1.2万".into()));
    window.pause();
    assert_eq!(stored(&window, &names[0]).unwrap(), ("6.1.2万".into(), FigureState::Draft));
    assert!(window.shows("▲"));
    assert!(window.shows("还差 1 项"));
}

#[test]
fn undo_goes_back_also_inside_the_field() {
    let mut window = entry();
    let names = names(&window);
    let before = stored(&window, &names[0]);
    window.field(&names[0]).focus();
    window.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text("8.8万".into()));
    window.pause();
    assert_eq!(stored(&window, &names[0]).unwrap().0, "8.8万");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.pause();
    assert_eq!(stored(&window, &names[0]), before);
    assert_eq!(window.field(&names[0]).value(), before.map(|(typed, _)| typed));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.pause();
    assert_eq!(stored(&window, &names[0]).unwrap().0, "8.8万");
}

#[test]
fn half_composed_text_is_never_stored() {
    let mut window = entry();
    let names = names(&window);
    let note = format!("{}说明", names[0]);
    window.field(&note).focus();
    window.run();
    let preedit =
        |text: &str| Event::Ime(ImeEvent::Preedit { text: text.into(), active_range_chars: None });
    for text in ["w", "wei", "wei xiu"] {
        window.harness.event(preedit(text));
        window.pause();
    }
    let revision = |window: &Window| window.harness.state().book().unwrap().revision();
    let before = revision(&window);
    window.harness.key_press(Key::Enter);
    window.pause();
    assert!(window.field(&note).is_focused(), "Enter belongs to the composition");
    assert_eq!(revision(&window), before, "nothing is stored while composing");
    window.harness.event(Event::Ime(ImeEvent::Commit("维修".into())));
    window.pause();
    assert_eq!(revision(&window), before + 1);
    assert_eq!(window.field(&note).value().as_deref(), Some("维修"));
}

#[test]
fn leaving_a_field_drops_a_half_composed_text() {
    let mut window = entry();
    let names = names(&window);
    let (note, other) = (format!("{}说明", names[0]), format!("{}说明", names[1]));
    window.field(&note).focus();
    window.run();
    window.harness.event(Event::Text("维修".into()));
    window.run();
    let text = "hao".into();
    window.harness.event(Event::Ime(ImeEvent::Preedit { text, active_range_chars: None }));
    window.run();
    window.field(&other).click();
    window.pause();
    assert_eq!(window.field(&note).value().as_deref(), Some("维修"));
}

#[test]
fn a_pasted_block_fills_the_rows_below() {
    let mut window = entry();
    let names = names(&window);
    window.field(&names[0]).focus();
    window.run();
    window.harness.event(Event::Paste("1.5万\n1.4万\n1.3万\n".into()));
    window.pause();
    window.press("采用 3 项");
    for (name, typed) in names.iter().zip(["1.5万", "1.4万", "1.3万"]) {
        assert_eq!(stored(&window, name).unwrap().0, typed);
    }
}
