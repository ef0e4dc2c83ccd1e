//! The issue as it will read.

use crate::document::{Document, compose, plain_text};
use crate::model::Issue;
use crate::ops::{Book, OpError};
use crate::ui::page::Page;

pub struct PreviewData {
    pub document: Document,
    /// Without line breaks.
    pub characters: usize,
}

impl PreviewData {
    pub fn load(book: &Book, page: &Page, issue: &Issue) -> Result<Self, OpError> {
        let figures = book.figures_for_issue(issue)?;
        let document = compose(issue, &page.bulletin, &figures, &page.departments);
        let characters = plain_text(&document).chars().filter(|c| !c.is_whitespace()).count();
        Ok(Self { document, characters })
    }
}
