//! A pack (台账) or a file under a passphrase → what is in it. Trusts nothing: counts what comes out,
//! knows every name, and refuses what no pack of ours has.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

/// How much is read of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file, and of all that is in it.
    pub size: usize,
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { size: 256 << 20, files: 200 }
    }
}

/// Why a pack could not be read; the words are made in `ops`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    #[error("more than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("more than {limit} files")]
    TooMany { limit: usize },
    #[error("not a pack")]
    NotAPack,
    #[error("damaged: {detail}")]
    Damaged { detail: String },
    /// It opens with a passphrase, and none was given.
    #[error("locked")]
    Locked,
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// A name that would lie outside, or that no pack has.
    #[error("a strange name: {name}")]
    StrangeName { name: String },
    #[error("a name twice")]
    Twice,
    #[error("no manifest, or one that cannot be read: {detail}")]
    Manifest { detail: String },
    #[error("format {format}, {known} is known")]
    Newer { format: u32, known: u32 },
}

/// Whether the bytes are a zip of which a file is encrypted.
pub fn is_locked(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    (0..archive.len()).any(|at| archive.by_index_raw(at).is_ok_and(|entry| entry.encrypted()))
}

/// Opens a file under a passphrase: the one content it holds.
pub fn unlock(bytes: &[u8], passphrase: &str, limit: usize) -> Result<Vec<u8>, PackError> {
    let mut archive = open(bytes)?;
    if archive.len() != 1 {
        return Err(PackError::NotAPack);
    }
    let entry = match archive.by_index_decrypt(0, passphrase.as_bytes()) {
        Ok(entry) => entry,
        Err(ZipError::InvalidPassword) => return Err(PackError::WrongPassphrase),
        Err(err) => return Err(damaged(&err)),
    };
    taken(entry, limit).map_err(|err| match err {
        // The check of a wrong passphrase lets one in 65,536 through; the sum at the end does not.
        PackError::Damaged { .. } => PackError::WrongPassphrase,
        other => other,
    })
}

/// The files of a pack, in their order.
pub fn read_pack(bytes: &[u8], limits: &Limits) -> Result<Vec<(String, Vec<u8>)>, PackError> {
    if bytes.len() > limits.size {
        return Err(PackError::TooLarge { limit: limits.size });
    }
    let mut archive = open(bytes)?;
    if archive.len() > limits.files {
        return Err(PackError::TooMany { limit: limits.files });
    }
    if stated_count(bytes) != Some(archive.len()) {
        // The library keeps the last of several files with one name.
        return Err(PackError::Twice);
    }
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    let mut left = limits.size;
    for at in 0..archive.len() {
        let entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(PackError::Locked);
            }
            Err(err) => return Err(damaged(&err)),
        };
        let name = entry.name().map_err(|err| damaged(&err))?.into_owned();
        if !is_plain(&name) || !entry.is_file() {
            return Err(PackError::StrangeName { name });
        }
        if !seen.insert(name.to_lowercase()) {
            return Err(PackError::Twice);
        }
        let bytes = taken(entry, left)?;
        left -= bytes.len();
        files.push((name, bytes));
    }
    Ok(files)
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, PackError> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(PackError::NotAPack);
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|err| damaged(&err))
}

/// Never more than the limit, whatever the entry claims.
fn taken(entry: impl std::io::Read, limit: usize) -> Result<Vec<u8>, PackError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    entry.take(most).read_to_end(&mut bytes).map_err(|err| damaged(&err))?;
    if bytes.len() > limit { Err(PackError::TooLarge { limit }) } else { Ok(bytes) }
}

/// How many files the end of the zip speaks of; nothing may come after it.
fn stated_count(bytes: &[u8]) -> Option<usize> {
    const END: usize = 22;
    let end = bytes.get(bytes.len().checked_sub(END)?..)?;
    let count = end.get(10..12).and_then(|count| <[u8; 2]>::try_from(count).ok())?;
    end.starts_with(b"PK\x05\x06").then(|| usize::from(u16::from_le_bytes(count)))
}

/// Letters, digits, marks of a file name, one folder deep: no way out of the pack.
fn is_plain(name: &str) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    let plain = |part: &&str| {
        let letters = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        !part.is_empty() && part.len() <= 200 && !part.starts_with('.') && part.chars().all(letters)
    };
    parts.len() <= 2 && parts.iter().all(plain)
}

fn damaged(err: &dyn std::fmt::Display) -> PackError {
    PackError::Damaged { detail: err.to_string() }
}
