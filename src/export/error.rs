//! What can go wrong when a file is made. Knows no wording for people.

use std::io;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The workbook could not be made; a fault of the program, not of the disk.
    #[error("workbook failed: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The parts could not be packed; a fault of the program, not of the disk.
    #[error("packing failed: {0}")]
    Pack(#[from] zip::result::ZipError),
    #[error("packing failed: {0}")]
    PackWrite(#[source] io::Error),
    /// The pixels could not be packed; a fault of the program, not of the disk.
    #[error("picture failed: {0}")]
    Picture(#[from] png::EncodingError),
    #[error("no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A font could not be embedded; the message names it.
    #[error("no PDF: {0}")]
    Pdf(String),
    /// The file was not written; what stood there before is untouched.
    #[error("cannot write {path}: {trouble:?}: {source}")]
    Write { path: PathBuf, trouble: WriteTrouble, source: io::Error },
}

/// Why a file could not be written, as far as the clerk can act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteTrouble {
    /// The path names a folder, or no file at all.
    NotAFile,
    /// The folder to write into does not exist.
    NoFolder,
    /// Folder, file or disk is read-only for this user.
    Permission,
    DiskFull,
    /// Another program holds the file open.
    Busy,
    Other,
}
