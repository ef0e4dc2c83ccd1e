//! Any file that may hold an issue → its text: Word, markdown or plain text.

use super::decode::decode;
use super::docx::{DocxError, Facts, Limits, read_docx};
use super::error::{FileKind, ImportError};

/// An outside file as text, one line a paragraph where the file knows paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    pub text: String,
    /// Lines of the text (from 1) that the file sets as headings, with their level, 1 being the
    /// highest.
    pub headings: Vec<(usize, u8)>,
    /// What a Word file carries besides.
    pub facts: Option<Facts>,
}

/// Reads a file of any kind that holds an issue.
pub fn read_outside(bytes: &[u8]) -> Result<Outside, ImportError> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(Outside { text: decode(bytes)?, ..Outside::default() });
    }
    match read_docx(bytes, &Limits::default()) {
        Ok(docx) if docx.pieces.is_empty() => Err(ImportError::Empty),
        Ok(docx) => {
            let (text, headings) = docx.text_and_headings();
            Ok(Outside { text, headings, facts: Some(docx.facts) })
        }
        // A package of another make is named by what it is.
        Err(DocxError::NotWord) => Err(decode(bytes).err().unwrap_or(DocxError::NotWord.into())),
        Err(DocxError::Encrypted) => Err(ImportError::OtherKind(FileKind::Encrypted)),
        Err(err) => Err(err.into()),
    }
}
