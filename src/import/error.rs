//! Why an outside file gives no proposal, as data; the words are made in `ops`.

use super::definition::DefinitionFault;
use super::docx::DocxError;

/// What a file that is no text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Docx,
    Xlsx,
    Pptx,
    Ofd,
    Zip,
    Pdf,
    /// .doc, .xls or .wps of before 2007 (OLE2).
    OldOffice,
    /// An office file that opens with a password.
    Encrypted,
    Rtf,
    Html,
    Image,
    /// A book of this program, or another SQLite file.
    Database,
    Archive,
    Program,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("the file holds no text")]
    Empty,
    /// Sizes in bytes.
    #[error("{size} bytes where at most {limit} are read")]
    TooLarge { size: usize, limit: usize },
    /// More characters than any issue has; `line` (from 1) is that of a single line too long.
    #[error("{count} characters where at most {limit} are read, line {line:?}")]
    TooLong { line: Option<usize>, count: usize, limit: usize },
    /// More titles of sections than any issue has.
    #[error("{count} sections where at most {limit} are read")]
    TooManySections { count: usize, limit: usize },
    #[error("a file of another kind: {0:?}")]
    OtherKind(FileKind),
    /// Text in no encoding that is read (UTF-8, GB18030, UTF-16), or no text at all.
    #[error("no encoding fits")]
    Encoding,
    /// Text without a single section: no issue.
    #[error("no section was found")]
    NoSections,
    /// Neither titles nor text nor issue date tell the month covered.
    #[error("the month covered is not named")]
    NoMonth,
    #[error(transparent)]
    Docx(#[from] DocxError),
    #[error(transparent)]
    Definition(#[from] DefinitionFault),
}
