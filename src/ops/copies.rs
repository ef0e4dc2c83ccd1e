//! An issue, or one section of it, for the clipboard.

use super::book::Book;
use super::error::{OpError, Thing};
use crate::document::plain_text;
use crate::export;
use crate::model::{Issue, SectionId};

/// What is put on the clipboard: with its looks, and as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    pub html: String,
    pub text: String,
}

impl Book {
    /// The issue, or one section of it, for pasting into Word, WPS or an office system.
    pub fn copied(&self, issue: &Issue, section: Option<&SectionId>) -> Result<Copied, OpError> {
        let document = self.document(issue)?;
        let house = &self.bulletin_ref(&issue.bulletin)?.house_style;
        let place = |id: &SectionId| {
            let found = issue.sections.iter().position(|section| section.id == *id);
            found.ok_or_else(|| OpError::Gone { what: Thing::Section, id: id.to_string() })
        };
        let section = section.map(place).transpose()?;
        let text = section.map_or_else(
            || plain_text(&document),
            |section| export::text_of_section(&document, section),
        );
        Ok(Copied { html: export::html(&document, house, section), text })
    }
}
