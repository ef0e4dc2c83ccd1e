//! Comments, footnotes and endnotes: who wrote them and their words.

use super::facts::short;
use super::xml::{Space, Tag, Visitor, walk};
use super::{DocxError, Limits};

/// The entries of a part of notes; of a damaged one those before the damage. The lines that Word
/// draws above footnotes are none.
pub(super) fn read(xml: &str, name: &str, limits: &Limits) -> Vec<(Option<String>, String)> {
    let mut notes = Notes { name, open: None, in_text: false, found: Vec::new() };
    walk(xml, limits, &mut notes).ok();
    notes.found
}

struct Notes<'a> {
    name: &'a str,
    open: Option<(Option<String>, String)>,
    in_text: bool,
    found: Vec<(Option<String>, String)>,
}

impl Visitor for Notes<'_> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), DocxError> {
        if tag.space != Space::Word {
            return Ok(());
        }
        if tag.name() == self.name {
            let drawn = tag.value("type").is_some_and(|kind| kind != "normal");
            self.open = (!drawn).then(|| (tag.value("author"), String::new()));
        }
        self.in_text = tag.name() == "t";
        Ok(())
    }

    fn close(&mut self, space: Space, name: &str) -> Result<(), DocxError> {
        self.in_text = false;
        if space == Space::Word && name == self.name {
            self.found.extend(self.open.take().map(|(author, text)| (author, short(text.trim()))));
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), DocxError> {
        if self.in_text
            && let Some((_, own)) = &mut self.open
            && own.len() < 4096
        {
            own.push_str(text);
        }
        Ok(())
    }
}
