//! The sum (校验和) of content: SHA-256, by which a backup, a frozen text or an exported file is
//! known again.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A SHA-256 as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sum(String);

/// A sum in the making, for what is too large to be held.
#[derive(Default)]
pub struct Summing(Sha256);

impl Sum {
    pub fn of(bytes: &[u8]) -> Self {
        let mut summing = Summing::default();
        summing.add(bytes);
        summing.finish()
    }

    /// Reads what stands at the beginning of a sum file, as `sha256sum` writes it.
    pub fn read(text: &str) -> Option<Self> {
        let word = text.split_whitespace().next()?.to_ascii_lowercase();
        let is_sum = word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_sum.then_some(Self(word))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first digits, enough to compare by eye.
    pub fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }
}

impl Summing {
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub fn finish(self) -> Sum {
        use fmt::Write as _;
        let mut text = String::with_capacity(64);
        for byte in self.0.finalize() {
            // Writing into a string cannot fail.
            write!(text, "{byte:02x}").ok();
        }
        Sum(text)
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_example_and_with_sha256sum() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Sum::of(b"abc").as_str(), abc);
        assert_eq!(
            Sum::read(&format!("{}  b.yuebao\n", abc.to_uppercase())),
            Some(Sum::of(b"abc"))
        );
        assert_eq!(Sum::read("abc"), None);
        assert_eq!(Sum::read(""), None);
        let mut parts = Summing::default();
        parts.add(b"a");
        parts.add(b"bc");
        assert_eq!(parts.finish(), Sum::of(b"abc"));
    }
}
