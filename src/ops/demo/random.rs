//! A small generator of numbers that look random and are the same in every run (SplitMix64).

pub(super) struct Random(u64);

impl Random {
    /// One stream for each purpose, named by text and number.
    pub fn of(purpose: &str, number: i32) -> Self {
        // FNV-1a: spreads names, protects nothing.
        let hash = purpose.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash ^ u64::from(number.unsigned_abs()).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Evenly from `low` to `high`, both included; `low` when the range is empty.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).unwrap_or(0).saturating_add(1);
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// Brings the items into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            let other = i64::try_from(end).map_or(0, |end| self.between(0, end));
            items.swap(end, usize::try_from(other).unwrap_or(0));
        }
    }
}
