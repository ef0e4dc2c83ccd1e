//! An end to reading a damaged file. Where keys or pages of it lead back to themselves SQLite gives
//! rows for ever; it notices only where it happens to look.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

use super::error::StoreError;

/// Instructions between two looks at what is left.
const STEP: u32 = 10_000;
/// Steps any statement may take, and for each megabyte of the file. Looking through a whole book
/// for defects, the longest work there is, takes a tenth of it.
const STEPS: u64 = 3_000;
const STEPS_PER_MB: u64 = 400;

/// What is left to the statement that runs.
pub struct Patience {
    left: Arc<AtomicU64>,
    whole: AtomicU64,
}

impl Patience {
    /// From now on a statement of this connection to the file at `path` is interrupted when it
    /// takes out of all proportion to the file. One in memory counts as empty.
    pub fn of(connection: &mut Connection, path: &Path) -> Result<Self, StoreError> {
        let whole = steps(path);
        let left = Arc::new(AtomicU64::new(whole));
        let counted = Arc::clone(&left);
        let spent = move || {
            let before = counted.load(Ordering::Relaxed);
            counted.store(before.saturating_sub(1), Ordering::Relaxed);
            before == 0
        };
        let step = i32::try_from(STEP).unwrap_or(i32::MAX);
        connection
            .progress_handler(step, Some(spent))
            .map_err(|err| StoreError::sort(path, &err))?;
        Ok(Self { left, whole: AtomicU64::new(whole) })
    }

    /// The file may have grown.
    pub fn measure(&self, path: &Path) {
        self.whole.store(steps(path), Ordering::Relaxed);
    }

    /// Another statement begins.
    pub fn begin(&self) {
        self.left.store(self.whole.load(Ordering::Relaxed), Ordering::Relaxed);
    }
}

fn steps(path: &Path) -> u64 {
    let megabytes = std::fs::metadata(path).map_or(0, |data| data.len() >> 20);
    STEPS.saturating_add(STEPS_PER_MB.saturating_mul(megabytes))
}

#[cfg(test)]
mod tests {
    use crate::store::{Store, StoreError};

    #[test]
    fn what_has_no_end_is_ended_and_the_next_statement_has_its_own_patience() {
        let store = Store::in_memory().unwrap();
        let endless =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
        let counted = format!("SELECT count(*) FROM ({endless})");
        for sql in [endless, &counted] {
            let answer = store.read().rows(sql, &[]);
            assert!(matches!(answer, Err(StoreError::Endless { .. })), "{answer:?}");
            let long = format!("SELECT count(*) FROM ({endless} LIMIT 100000)");
            assert_eq!(store.read().number(&long, &[]).unwrap(), 100_000);
        }
    }
}
