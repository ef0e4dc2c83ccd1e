//! Any file that may hold an issue → its text: Word, markdown or plain text.

use super::decode::decode;
use super::docx::{DocxError, Facts, Limits, read_docx};
use super::error::{FileKind, ImportError};
use super::lines::LineStyle;

/// An outside file as text, one line a paragraph where the file knows paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    pub text: String,
    /// What a Word file says of its lines beside their text.
    pub style: LineStyle,
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
            let (text, style) = docx.text_and_style();
            Ok(Outside { text, style, facts: Some(docx.facts) })
        }
        // A package of another make is named by what it is.
        Err(DocxError::NotWord) => Err(decode(bytes).err().unwrap_or(DocxError::NotWord.into())),
        Err(DocxError::Encrypted) => Err(ImportError::OtherKind(FileKind::Encrypted)),
        Err(err) => Err(err.into()),
    }
}
