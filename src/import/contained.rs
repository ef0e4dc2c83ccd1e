//! A reader of another make on a file nobody vouches for: should it panic, the file is at fault and
//! not the program, which goes on and writes no report.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Whether a panic of this thread is caught where it is expected: a hook then says nothing.
pub fn is_contained() -> bool {
    DEPTH.get() > 0
}

/// What `work` returns; `None` when it panicked. What it had begun to change is to be dropped.
pub(super) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    DEPTH.set(DEPTH.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get().saturating_sub(1));
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_within_is_caught_and_known() {
        assert_eq!(contained(is_contained), Some(true));
        let nothing: [u8; 0] = [];
        let caught =
            contained(|| nothing.get(nothing.len()).copied().map_or_else(|| panic!(), u32::from));
        assert_eq!(caught, None);
        assert!(!is_contained());
    }
}
