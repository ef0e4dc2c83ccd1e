//! What stands above the sheet: how long the text is, and what waits to be filled.

use crate::document::{Document, plain_text};

pub struct PreviewData {
    /// Without line breaks.
    pub characters: usize,
    /// What waits to be filled, in words; empty when nothing does.
    pub waiting: String,
}

impl PreviewData {
    pub fn of(document: &Document) -> Self {
        let characters = plain_text(document).chars().filter(|c| !c.is_whitespace()).count();
        let labels: Vec<&str> =
            document.empty.iter().take(4).map(|slot| slot.label.as_str()).collect();
        let waiting = match document.empty.len() {
            0 => String::new(),
            count @ 1..=4 => format!("{count} 处待填：{}", labels.join("、")),
            count => format!("{count} 处待填：{}等", labels.join("、")),
        };
        Self { characters, waiting }
    }
}
