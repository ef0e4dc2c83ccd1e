//! The field being typed in: one in the whole window. Holds back what is half composed, and hands
//! on what is typed as an action after a short pause or when the field is left.

use std::borrow::Cow;

use egui::Id;

use super::action::Action;

/// Seconds from the first keystroke that is not stored until the text is stored, whether or not
/// typing goes on: what may be lost at worst.
const HELD_BACK: f64 = 0.7;

#[derive(Default)]
pub struct Editing {
    active: Option<Active>,
    /// When a text last changed under the keys.
    typed_at: Option<f64>,
    /// How often a text changed under the keys.
    strokes: u64,
}

struct Active {
    id: Id,
    /// What the field shows, half-typed pinyin included; lent out while the field is drawn.
    text: String,
    /// The text without an open composition.
    clean: String,
    /// What the field held when it was entered; Escape returns to it.
    base: String,
    /// The stored text last seen; a change that is not ours (undo) is taken over. `None` takes over
    /// whatever is stored.
    seen: Option<String>,
    /// Just entered: all is selected, nothing typed, and the arrows walk between cells.
    fresh: bool,
    /// Our own change will be seen as the next stored text.
    echo: bool,
    /// What stores the text, and since when it has been waiting.
    pending: Option<(Action, f64)>,
}

impl Editing {
    /// The text a field shows: what is being typed there, or what is stored.
    pub fn text(&mut self, id: Id, stored: &str) -> String {
        let text = self.lend(id, stored).into_owned();
        if let Some(active) = self.active.as_mut().filter(|active| active.id == id) {
            active.text.clone_from(&text);
        }
        text
    }

    /// As [`Self::text`], but moved out, so that a long text is not copied in every frame;
    /// [`Self::typed`] takes it back.
    pub fn lend<'a>(&mut self, id: Id, stored: &'a str) -> Cow<'a, str> {
        let Some(active) = self.active.as_mut().filter(|active| active.id == id) else {
            return Cow::Borrowed(stored);
        };
        if active.seen.as_deref() != Some(stored) {
            active.seen = Some(stored.to_owned());
            let ours = std::mem::take(&mut active.echo);
            if !ours && active.pending.is_none() {
                stored.clone_into(&mut active.text);
                stored.clone_into(&mut active.clean);
            }
        }
        Cow::Owned(std::mem::take(&mut active.text))
    }

    pub fn is_active(&self, id: Id) -> bool {
        self.active.as_ref().is_some_and(|active| active.id == id)
    }

    /// What is typed in the field so far, without an open composition; `None` where nobody types.
    pub fn so_far(&self, id: Id) -> Option<&str> {
        self.active.as_ref().filter(|active| active.id == id).map(|active| active.clean.as_str())
    }

    /// Whether the field was just entered and nothing is typed in it yet. An empty field stays so:
    /// there is no text for the arrows to walk in.
    pub fn is_fresh(&self, id: Id) -> bool {
        let fresh = |active: &Active| active.fresh || active.clean.is_empty();
        self.active.as_ref().is_some_and(|active| active.id == id && fresh(active))
    }

    /// Whether all of the field is selected anew, or its text is being edited.
    pub fn set_fresh(&mut self, id: Id, fresh: bool) {
        if let Some(active) = self.active.as_mut().filter(|active| active.id == id) {
            active.fresh = fresh;
        }
    }

    /// Enters a field. What another field held is returned, so that it is stored.
    #[must_use]
    pub fn begin(&mut self, id: Id, stored: &str) -> Option<Action> {
        let left = self.take_pending();
        self.active = Some(Active {
            id,
            text: stored.to_owned(),
            clean: stored.to_owned(),
            base: stored.to_owned(),
            seen: Some(stored.to_owned()),
            fresh: true,
            echo: false,
            pending: None,
        });
        left
    }

    /// Takes over what the field shows now. While composing only the picture changes.
    pub fn typed(
        &mut self,
        id: Id,
        text: Cow<'_, str>,
        composing: bool,
        now: f64,
        make: impl FnOnce(String) -> Action,
    ) {
        let Some(active) = self.active.as_mut().filter(|active| active.id == id) else { return };
        active.text = text.into_owned();
        active.fresh &= !composing && active.text == active.clean;
        if composing || active.text == active.clean {
            return;
        }
        active.clean.clone_from(&active.text);
        self.typed_at = Some(now);
        self.strokes += 1;
        let since = active.pending.as_ref().map_or(now, |(_, since)| *since);
        active.pending = Some((make(active.clean.clone()), since));
    }

    /// Puts a text into the active field as if it were typed.
    pub fn replace(&mut self, id: Id, text: String, now: f64, make: impl FnOnce(String) -> Action) {
        self.typed(id, Cow::Owned(text), false, now, make);
    }

    /// Whether Escape has something to take back: the text, or the caret in it.
    pub fn was_touched(&self, id: Id) -> bool {
        let active = self.active.as_ref().filter(|active| active.id == id);
        active.is_some_and(|active| !active.fresh || active.clean != active.base)
    }

    /// Returns to what the field held when it was entered.
    pub fn restore(&mut self, id: Id, now: f64, make: impl FnOnce(String) -> Action) {
        let Some(active) = self.active.as_ref().filter(|active| active.id == id) else { return };
        let base = active.base.clone();
        self.typed(id, Cow::Owned(base), false, now, make);
    }

    /// The action to run now: when the text has waited long enough, or when the focus is elsewhere.
    pub fn due(&mut self, focused: Option<Id>, now: f64) -> Option<Action> {
        let active = self.active.as_ref()?;
        let left = focused != Some(active.id);
        let ripe = active.pending.as_ref().is_some_and(|(_, since)| now - since >= HELD_BACK);
        if !left && !ripe {
            return None;
        }
        let action = self.take_pending();
        if left {
            self.active = None;
        }
        action
    }

    /// What is typed but not stored yet, at once: before anything else is done.
    pub fn take_pending(&mut self) -> Option<Action> {
        let active = self.active.as_mut()?;
        let (action, _) = active.pending.take()?;
        active.echo = true;
        Some(action)
    }

    /// Something else changed the book after what was typed was stored: the field shows what is
    /// stored now. A composition is not broken off.
    pub fn overtaken(&mut self) {
        let settled =
            |active: &&mut Active| active.text == active.clean && active.pending.is_none();
        if let Some(active) = self.active.as_mut().filter(settled) {
            (active.seen, active.echo) = (None, false);
        }
    }

    /// What will store the text that is typed and not stored yet, with a number that is another one
    /// after each keystroke.
    pub fn unsaved(&self) -> Option<(u64, &Action)> {
        let (action, _) = self.active.as_ref()?.pending.as_ref()?;
        Some((self.strokes, action))
    }

    /// Seconds since somebody typed.
    pub fn idle(&self, now: f64) -> f64 {
        self.typed_at.map_or(f64::INFINITY, |at| now - at)
    }

    /// Seconds until the text wants to be stored; `None` when all is stored.
    pub fn waits(&self, now: f64) -> Option<f64> {
        let (_, since) = self.active.as_ref()?.pending.as_ref()?;
        Some((since + HELD_BACK - now).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::route::Route;

    /// Half-composed text may not come this far.
    #[expect(clippy::needless_pass_by_value, reason = "as the form's own functions take it")]
    fn make(text: String) -> Action {
        assert!(!text.contains("hao"), "half-composed text left the field");
        Action::Go(Route::Entry)
    }

    #[test]
    fn half_composed_text_never_leaves_the_field() {
        let mut editing = Editing::default();
        let id = Id::unique("a");
        assert!(editing.begin(id, "old").is_none());
        editing.typed(id, "old你".into(), false, 0.0, make);
        editing.typed(id, "old你hao".into(), true, 0.1, make);
        assert_eq!(editing.so_far(id), Some("old你"));
        assert_eq!(editing.text(id, "old"), "old你hao");
        assert!(editing.due(None, 0.2).is_some());
        assert_eq!(editing.text(id, "old你"), "old你");
    }

    #[test]
    fn waits_a_moment_and_no_longer_while_typing_goes_on() {
        let mut editing = Editing::default();
        let id = Id::unique("a");
        assert!(editing.begin(id, "").is_none());
        editing.typed(id, "6".into(), false, 1.0, make);
        assert!(editing.due(Some(id), 1.5).is_none());
        assert!(editing.waits(1.5).is_some());
        let before = editing.unsaved().map(|(stroke, _)| stroke);
        editing.typed(id, "61".into(), false, 1.6, make);
        assert_ne!(editing.unsaved().map(|(stroke, _)| stroke), before);
        assert!(editing.due(Some(id), 1.8).is_some());
        assert!(editing.unsaved().is_none());
        assert!(editing.due(Some(id), 9.0).is_none());
        editing.typed(id, "610".into(), false, 9.0, make);
        assert!(editing.due(Some(id), 9.5).is_none());
    }

    #[test]
    fn a_field_is_fresh_until_something_is_typed() {
        let mut editing = Editing::default();
        let id = Id::unique("a");
        assert!(!editing.is_fresh(id));
        assert!(editing.begin(id, "61").is_none());
        editing.typed(id, "61".into(), false, 0.0, make);
        assert!(editing.is_fresh(id) && !editing.is_fresh(Id::unique("b")));
        editing.typed(id, "6".into(), false, 0.0, make);
        assert!(!editing.is_fresh(id));
        editing.typed(id, "".into(), false, 0.0, make);
        assert!(editing.is_fresh(id), "an emptied cell is left by the arrows");
        assert!(editing.begin(id, "61").is_some());
        editing.typed(id, "l".into(), true, 0.0, make);
        assert!(!editing.is_fresh(id), "composing is typing");
    }

    #[test]
    fn takes_over_what_undo_brings_back() {
        let mut editing = Editing::default();
        let id = Id::unique("a");
        assert!(editing.begin(id, "old").is_none());
        editing.typed(id, "new".into(), false, 0.0, make);
        assert!(editing.due(Some(id), 2.0).is_some());
        assert_eq!(editing.text(id, "new"), "new");
        assert_eq!(editing.text(id, "old"), "old");
    }
}
