//! A small generator of numbers that look random and are the same in every run (SplitMix64).

pub(super) struct Random(u64);

/// What the state grows by; streams must not begin a multiple of it apart.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Random {
    /// One stream for each purpose, named by text and number.
    pub fn of(purpose: &str, number: i32) -> Self {
        // FNV-1a: spreads names, protects nothing.
        let spread = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let bytes = purpose.bytes().chain(number.to_le_bytes());
        Self::seeded(bytes.fold(0xcbf2_9ce4_8422_2325, spread))
    }

    /// Neighbouring seeds give unrelated streams.
    pub fn seeded(seed: u64) -> Self {
        Self(mixed(seed))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
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

fn mixed(state: u64) -> u64 {
    let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
