//! Files → one pack, and bytes → a file that opens with a passphrase. Knows no issue.
//!
//! A pack is a zip without compression, time or owner: the same files give the same bytes whatever
//! library packs them, and every byte of it can be checked. What is in it is compressed already.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, DateTime, System, ZipWriter};

use super::error::ExportError;

/// The files as a pack, in their order.
pub fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ExportError> {
    let size = files.iter().map(|(_, bytes)| bytes.len() + 1024).sum();
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
    for (name, bytes) in files {
        archive.start_file(name.as_str(), plain())?;
        archive.write_all(bytes).map_err(ExportError::PackWrite)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Content under a passphrase, as a zip that other programs open too (AES-256). The name inside is
/// seen without the passphrase.
pub fn locked(name: &str, bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, ExportError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + 1024)));
    let options = plain().with_aes_encryption(AesMode::Aes256, passphrase);
    archive.start_file(name, options)?;
    archive.write_all(bytes).map_err(ExportError::PackWrite)?;
    Ok(archive.finish()?.into_inner())
}

fn plain() -> SimpleFileOptions {
    SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644)
}
