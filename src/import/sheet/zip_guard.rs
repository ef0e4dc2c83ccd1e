//! Looks at a zip file before anybody unpacks it: how much comes out is counted, not believed.

use std::io::{Cursor, Read as _};

use super::{Limits, Much, SheetError};

/// Unpacks every part into nothing, up to the limit.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), SheetError> {
    let damaged = |err: &dyn std::fmt::Display| SheetError::Damaged { detail: err.to_string() };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|err| damaged(&err))?;
    if archive.len() > limits.parts {
        let limit = u64::try_from(limits.parts).unwrap_or(u64::MAX);
        return Err(SheetError::TooMuch { what: Much::Parts, limit });
    }
    let mut left = limits.unpacked;
    let mut buffer = vec![0; 64 * 1024];
    for nth in 0..archive.len() {
        let mut part = match archive.by_index(nth) {
            Ok(part) => part,
            Err(zip::result::ZipError::UnsupportedArchive(_)) => return Err(SheetError::Encrypted),
            Err(err) => return Err(damaged(&err)),
        };
        loop {
            let read = part.read(&mut buffer).map_err(|err| damaged(&err))?;
            if read == 0 {
                break;
            }
            left = left
                .checked_sub(u64::try_from(read).unwrap_or(u64::MAX))
                .ok_or(SheetError::TooMuch { what: Much::Unpacked, limit: limits.unpacked })?;
        }
    }
    Ok(())
}
