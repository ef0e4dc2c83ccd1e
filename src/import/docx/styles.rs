//! What paragraph styles say of numbering and level. Knows no look.

use std::collections::BTreeMap;

use super::xml::{Space, Tag, Visitor, walk};
use super::{DocxError, Limits};

/// Styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: BTreeMap<String, Style>,
    open: Option<(String, Style)>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: ListPlace,
    /// From 0.
    level: Option<u8>,
}

/// Which list a paragraph is an item of, and on which of its levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListPlace {
    pub list: Option<String>,
    pub level: Option<usize>,
}

impl Styles {
    /// Of a damaged part the styles before the damage.
    pub fn read(xml: &str, limits: &Limits) -> Self {
        let mut styles = Self::default();
        walk(xml, limits, &mut styles).ok();
        styles
    }

    /// The list a style puts its paragraphs in.
    pub fn list(&self, id: &str) -> ListPlace {
        let mut place = ListPlace::default();
        for style in self.ancestry(id) {
            place.list = place.list.or_else(|| style.list.list.clone());
            place.level = place.level.or(style.list.level);
        }
        place
    }

    /// The outline level, from 0; body text has none.
    pub fn level(&self, id: &str) -> Option<u8> {
        self.ancestry(id).find_map(|style| style.level).filter(|level| *level < 9)
    }

    /// The style and what it is based on; a circle ends.
    fn ancestry<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let based_on = |style: &&'a Style| self.known.get(style.based_on.as_ref()?);
        std::iter::successors(self.known.get(id), based_on).take(16)
    }
}

impl Visitor for Styles {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), DocxError> {
        if tag.space != Space::Word {
            return Ok(());
        }
        let value = || tag.value("val");
        match (tag.name(), &mut self.open) {
            ("style", open) => {
                *open = tag.value("styleId").map(|id| (id, Style::default()));
            }
            ("basedOn", Some((_, style))) => style.based_on = value(),
            ("numId", Some((_, style))) => style.list.list = value(),
            ("ilvl", Some((_, style))) => {
                style.list.level = value().and_then(|v| v.parse().ok());
            }
            ("outlineLvl", Some((_, style))) => {
                style.level = value().and_then(|v| v.parse().ok());
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, space: Space, name: &str) -> Result<(), DocxError> {
        if space == Space::Word
            && name == "style"
            && let Some((id, style)) = self.open.take()
        {
            self.known.insert(id, style);
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), DocxError> {
        Ok(())
    }
}
