//! What goes out is read again before and after it is written: a docx must say what the document
//! says and carry nothing else, and the disk must hold what was handed to it.

use std::path::Path;

use crate::document::{Document, plain_text};
use crate::import::docx::{DocxError, Facts, Limits, read_docx};
use crate::text::chars::is_zero_width;

/// How a file differs from what it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadBackFault {
    #[error("unreadable: {0}")]
    Unreadable(DocxError),
    /// The first line that differs; empty where a side has no more lines.
    #[error("line {line}: {wanted} became {found}")]
    Text { line: usize, wanted: String, found: String },
    /// Something besides the text: comments, tracked changes, names, links, hidden words.
    #[error("carries {0:?}")]
    Carries(Vec<&'static str>),
    /// The disk gave back other bytes than it was given.
    #[error("the disk holds something else")]
    Disk,
}

/// Whether a docx says what the document says, and nothing else.
pub fn check_docx(bytes: &[u8], document: &Document) -> Result<(), ReadBackFault> {
    let read = read_docx(bytes, &Limits::default()).map_err(ReadBackFault::Unreadable)?;
    same_text(&plain_text(document), &read.text())?;
    let carried = carried(&read.facts);
    if carried.is_empty() { Ok(()) } else { Err(ReadBackFault::Carries(carried)) }
}

/// Whether the disk holds the bytes.
pub fn check_disk(path: &Path, bytes: &[u8]) -> Result<(), ReadBackFault> {
    match std::fs::read(path) {
        Ok(stored) if stored == bytes => Ok(()),
        Ok(_) | Err(_) => Err(ReadBackFault::Disk),
    }
}

/// Compares line by line what a reader sees; blanks and invisible characters aside.
pub(super) fn same_text(wanted: &str, found: &str) -> Result<(), ReadBackFault> {
    let mut wanted = lines(wanted).into_iter();
    let mut found = lines(found).into_iter();
    for line in 1.. {
        match (wanted.next(), found.next()) {
            (None, None) => break,
            (one, other) if one == other => {}
            (one, other) => {
                let start = |line: Option<String>| {
                    line.unwrap_or_default().chars().take(30).collect::<String>()
                };
                let (wanted, found) = (start(one), start(other));
                return Err(ReadBackFault::Text { line, wanted, found });
            }
        }
    }
    Ok(())
}

fn lines(text: &str) -> Vec<String> {
    let visible = |c: &char| !c.is_whitespace() && !is_zero_width(*c) && !c.is_control();
    let lines = text.lines().map(|line| line.chars().filter(visible).collect::<String>());
    lines.filter(|line| !line.is_empty()).collect()
}

fn carried(facts: &Facts) -> Vec<&'static str> {
    let found = [
        (!facts.comments.is_empty(), "批注"),
        (!facts.changes.is_empty() || facts.format_changes > 0, "修订痕迹"),
        (!facts.authors.is_empty(), "作者姓名"),
        (!facts.links.is_empty(), "外部链接"),
        (!facts.hidden.is_empty(), "隐藏文字"),
        (facts.macros, "宏"),
    ];
    found.into_iter().filter_map(|(is_there, name)| is_there.then_some(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture::fixture;
    use crate::document::{Block, Run};
    use crate::export::docx;
    use crate::model::HouseStyle;

    #[test]
    fn what_we_write_reads_back_as_it_was() {
        let document = fixture().document();
        let bytes = docx(&document, &HouseStyle::default()).unwrap();
        assert_eq!(check_docx(&bytes, &document), Ok(()));
        let style = HouseStyle { even_page: true, ..HouseStyle::default() };
        let bytes = docx(&document, &style).unwrap();
        assert_eq!(check_docx(&bytes, &document), Ok(()));
    }

    #[test]
    fn a_line_that_differs_is_named() {
        let document = fixture().document();
        let bytes = docx(&document, &HouseStyle::default()).unwrap();
        let mut other = document.clone();
        for block in &mut other.blocks {
            if let Block::Paragraph { runs, .. } = block {
                runs.push(Run::plain("多一句。"));
                break;
            }
        }
        let fault = check_docx(&bytes, &other).unwrap_err();
        let ReadBackFault::Text { line, .. } = fault else { panic!("{fault:?}") };
        assert_eq!(line, 6);
    }
}
