//! Ids of new rows: text that sorts by time of making and never meets another's (UUID version 7).

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

static KEYS: LazyLock<(RandomState, RandomState)> =
    LazyLock::new(|| (RandomState::new(), RandomState::new()));
static COUNT: AtomicU64 = AtomicU64::new(0);

/// A new id. Milliseconds come first, then a counter, so ids made in one go keep their order.
pub(super) fn mint(now: Timestamp) -> String {
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let hash = |state: &RandomState| {
        let mut hasher = state.build_hasher();
        hasher.write_u64(count);
        hasher.finish()
    };
    let millis = now.as_millisecond().unsigned_abs() & 0xffff_ffff_ffff;
    let (high, low) = (millis >> 16, millis & 0xffff);
    let step = count & 0xfff;
    let variant = 0x8000 | (hash(&KEYS.0) & 0x3fff);
    let random = hash(&KEYS.1) & 0xffff_ffff_ffff;
    format!("{high:08x}-{low:04x}-7{step:03x}-{variant:04x}-{random:012x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_and_have_the_shape_of_version_7() {
        let ids: std::collections::BTreeSet<String> =
            (0..1000).map(|_| mint(Timestamp::UNIX_EPOCH)).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| id.len() == 36 && id.as_bytes()[14] == b'7'));
    }
}
