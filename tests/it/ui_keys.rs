//! Keys of the command table in the window: a letter beside Alt is a command, never a letter.

use egui::{Event, Key, Modifiers};
use yuebao::ui::commands::{FORM, TABLE};

use crate::ui_support::Window;

/// What a window system sends for a key with Alt: the key, and the letter it types.
fn press(window: &mut Window, key: Key, letter: &str) {
    let event = |pressed| Event::Key {
        key,
        physical_key: Some(key),
        pressed,
        repeat: false,
        modifiers: Modifiers::ALT,
    };
    // Key and letter come in one frame.
    let events = [event(true), Event::Text(letter.to_owned()), event(false)];
    window.harness.input_mut().events.extend(events);
    window.run();
}

#[test]
fn a_letter_beside_alt_is_typed_into_no_field() {
    let entries = TABLE.iter().chain(&FORM);
    let with_alt: Vec<Key> = entries
        .filter_map(|entry| entry.key)
        .filter(|key| key.modifiers.alt && key.logical_key.name().len() == 1)
        .map(|key| key.logical_key)
        .collect();
    assert!(with_alt.contains(&Key::T) && with_alt.contains(&Key::Z));
    for key in with_alt.into_iter().chain([Key::Num1, Key::Q]) {
        let mut window = Window::sample();
        window.go(Key::Num8);
        window.field("筛选指标").focus();
        window.run();
        press(&mut window, key, &key.name().to_lowercase());
        window.harness.key_press(Key::Escape);
        window.run();
        window.go(Key::Num8);
        assert_eq!(window.field("筛选指标").value().as_deref(), Some(""), "Alt+{}", key.name());
    }
}

#[test]
fn letters_without_alt_are_typed() {
    let mut window = Window::sample();
    window.go(Key::Num8);
    window.field("筛选指标").focus();
    window.run();
    window.harness.event(Event::Text("z".to_owned()));
    window.run();
    assert_eq!(window.field("筛选指标").value().as_deref(), Some("z"));
}
