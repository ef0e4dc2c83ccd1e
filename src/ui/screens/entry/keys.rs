//! The keys of the grid, taken before any field sees them. One step is done a frame: on a slow
//! machine a frame brings several keystrokes, and what is typed after Enter belongs to the next
//! cell.

use egui::{Event, Key, Modifiers, Ui};

use super::walk::Step;

/// What a key asks for in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Walk(Step),
    /// Edit the text instead of replacing it.
    Edit,
    /// Return to what stood here.
    Restore,
}

/// The next thing asked for, if any. `later` holds what was typed after it until the next frame;
/// `fresh` says that the cell was just entered.
pub fn take(ui: &Ui, later: &mut Vec<Event>, fresh: bool) -> Option<Asked> {
    let asked = ui.input_mut(|input| next(&mut input.events, later, fresh));
    if !later.is_empty() {
        ui.ctx().request_repaint();
    }
    asked
}

/// Gives back what was held over to whoever is focused now.
pub fn give_back(ui: &Ui, later: &mut Vec<Event>) {
    if !later.is_empty() {
        ui.input_mut(|input| drop(input.events.splice(0..0, later.drain(..))));
    }
}

fn next(events: &mut Vec<Event>, later: &mut Vec<Event>, fresh: bool) -> Option<Asked> {
    let (at, asked) =
        events.iter().enumerate().find_map(|(at, event)| Some((at, meaning(event, fresh)?)))?;
    let typed_before = events.iter().take(at).any(is_typed);
    let rest = events.split_off(if typed_before { at } else { at + 1 });
    if !typed_before {
        events.pop();
    }
    let (held, others): (Vec<Event>, Vec<Event>) = rest.into_iter().partition(is_typed);
    later.extend(held);
    events.extend(others);
    (!typed_before).then_some(asked)
}

/// Whether the event goes into a text, or would.
fn is_typed(event: &Event) -> bool {
    let text = matches!(event, Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_));
    text || matches!(event, Event::Key { pressed: true, .. })
}

fn meaning(event: &Event, fresh: bool) -> Option<Asked> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    let exactly = |wanted: Modifiers| modifiers.matches_exact(wanted);
    let step = match key {
        Key::Enter | Key::ArrowDown if exactly(Modifiers::NONE) => Step::Down,
        Key::ArrowUp if exactly(Modifiers::NONE) => Step::Up,
        Key::Enter if exactly(Modifiers::SHIFT) => Step::Up,
        Key::Tab if exactly(Modifiers::NONE) => Step::Next,
        Key::Tab if exactly(Modifiers::SHIFT) => Step::Previous,
        Key::PageUp if exactly(Modifiers::NONE) => Step::PageUp,
        Key::PageDown if exactly(Modifiers::NONE) => Step::PageDown,
        Key::Home if exactly(Modifiers::COMMAND) => Step::First,
        Key::End if exactly(Modifiers::COMMAND) => Step::Last,
        Key::ArrowLeft | Key::Home if fresh && exactly(Modifiers::NONE) => Step::Left,
        Key::ArrowRight | Key::End if fresh && exactly(Modifiers::NONE) => Step::Right,
        Key::F2 if exactly(Modifiers::NONE) => return Some(Asked::Edit),
        Key::Escape if exactly(Modifiers::NONE) => return Some(Asked::Restore),
        _ => return None,
    };
    Some(Asked::Walk(step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key) -> Event {
        let modifiers = Modifiers::NONE;
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.into())
    }

    #[test]
    fn what_is_typed_after_enter_waits_for_the_next_cell() {
        let mut later = Vec::new();
        let mut events = vec![text("6"), key(Key::Enter), text("5"), key(Key::Tab)];
        assert_eq!(next(&mut events, &mut later, true), None);
        assert_eq!(events, [text("6")]);
        let mut events: Vec<Event> = later.drain(..).chain([text("9")]).collect();
        assert_eq!(next(&mut events, &mut later, false), Some(Asked::Walk(Step::Down)));
        assert_eq!(
            (events.len(), later.len()),
            (0, 3),
            "the new cell is drawn before it is typed in"
        );
        let mut events = std::mem::take(&mut later);
        assert_eq!(next(&mut events, &mut later, true), None);
        assert_eq!(events, [text("5")]);
        let mut events = std::mem::take(&mut later);
        assert_eq!(next(&mut events, &mut later, false), Some(Asked::Walk(Step::Next)));
        assert_eq!(later, [text("9")]);
    }

    #[test]
    fn side_arrows_walk_only_before_typing() {
        let mut later = Vec::new();
        let mut events = vec![key(Key::ArrowRight)];
        assert_eq!(next(&mut events, &mut later, false), None);
        assert_eq!(events.len(), 1);
        assert_eq!(next(&mut events, &mut later, true), Some(Asked::Walk(Step::Right)));
        assert!(events.is_empty());
    }

    #[test]
    fn other_events_are_left_alone() {
        let mut later = Vec::new();
        let moved = Event::PointerMoved(egui::Pos2::ZERO);
        let mut events = vec![key(Key::Enter), moved.clone(), text("5")];
        assert!(next(&mut events, &mut later, true).is_some());
        assert_eq!(events, [moved]);
        assert_eq!(later, [text("5")]);
    }
}
