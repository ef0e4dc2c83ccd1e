//! Files that leave the house under a passphrase (口令): backups and packs. What is locked is opened
//! again before it is trusted.
//!
//! The format is the zip with AES-256 that 7-Zip opens as well. Its way from passphrase to key is
//! quick, so the strength lies in the passphrase: short ones are refused, a good one is offered.

use std::fmt;

use super::error::OpError;
use crate::export::{self, ExportError};
use crate::import::pack::unlock;
use crate::model::invisible;

/// Fewer characters are guessed too soon.
const SHORTEST: usize = 12;
/// Longer ones are no passphrases.
const LONGEST: usize = 200;

/// Told wherever a passphrase is set.
pub const NO_WAY_BACK: &str =
    "口令只有您知道：忘了口令，谁也打不开这个文件，本程序也没有别的办法。请另行记在稳妥的地方";

/// A passphrase; never written to a log, a report or an error.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

impl Passphrase {
    /// One for a file to be made: long enough, and nothing in it that cannot be typed again.
    pub fn new(text: &str) -> Result<Self, OpError> {
        let length = text.chars().count();
        if length < SHORTEST {
            return Err(OpError::WeakPassphrase { why: "太短，至少 12 个字符" });
        }
        if length > LONGEST {
            return Err(OpError::WeakPassphrase { why: "太长，最多 200 个字符" });
        }
        if invisible::hides(text) || text.trim() != text {
            return Err(OpError::WeakPassphrase {
                why: "首尾有空格，或里面有看不见的字符"
            });
        }
        let mut different: Vec<char> = text.chars().collect();
        different.sort_unstable();
        different.dedup();
        if different.len() < SHORTEST / 2 {
            return Err(OpError::WeakPassphrase { why: "重复的字符太多，容易猜中" });
        }
        Ok(Self(text.to_owned()))
    }

    /// One for a file that exists: whatever it was.
    pub fn given(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Twenty letters and digits in groups of five, none of them easily taken for another: a
    /// hundred bits of chance.
    pub fn random() -> Result<Self, OpError> {
        const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";
        let mut chance = [0; 20];
        getrandom::fill(&mut chance).map_err(|_| OpError::NoRandom)?;
        let letters: Vec<char> = chance
            .iter()
            .filter_map(|byte| LETTERS.get(usize::from(byte % 32)).copied())
            .map(char::from)
            .collect();
        let groups: Vec<String> = letters.chunks(5).map(|group| group.iter().collect()).collect();
        Ok(Self(groups.join("-")))
    }

    /// To be shown once to the person who must note it.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// The bytes under a passphrase, opened again for proof.
pub(super) fn locked(name: &str, bytes: &[u8], by: &Passphrase) -> Result<Vec<u8>, OpError> {
    let locked = export::locked(name, bytes, by.text())?;
    match unlock(&locked, by.text(), bytes.len()) {
        Ok(again) if again == bytes => Ok(locked),
        _ => Err(ExportError::PackWrite(std::io::Error::other("does not open again")).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::pack::PackError;

    const GOOD: &str = "青溪大厅 2025 月报台账";

    #[test]
    fn what_is_locked_opens_with_its_passphrase_alone() {
        let by = Passphrase::new(GOOD).unwrap();
        let file = locked("a.bin", b"content", &by).unwrap();
        assert!(crate::import::pack::is_locked(&file));
        assert!(!file.windows(7).any(|part| part == b"content"));
        assert_eq!(unlock(&file, GOOD, 100), Ok(b"content".to_vec()));
        for wrong in ["", "x", "青溪大厅 2025 月报台帐"] {
            assert_eq!(unlock(&file, wrong, 100), Err(PackError::WrongPassphrase), "{wrong}");
        }
        assert_eq!(unlock(&file, GOOD, 3), Err(PackError::TooLarge { limit: 3 }));
        let again = locked("a.bin", b"content", &by).unwrap();
        assert_ne!(again, file, "the salt differs each time");
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert_ne!(unlock(&changed, GOOD, 100).as_deref(), Ok(&b"other"[..]), "{at}");
            let content = unlock(&changed, GOOD, 100);
            assert!(content.is_err() || content == Ok(b"content".to_vec()), "{at}");
        }
    }

    #[test]
    fn weak_passphrases_are_refused_and_offered_ones_are_strong() {
        for weak in
            ["", "12345678", "aaaaaaaaaaaaaaaa", " 青溪大厅2025月报台账", "abc\u{200b}defghijklm"]
        {
            assert!(matches!(Passphrase::new(weak), Err(OpError::WeakPassphrase { .. })), "{weak}");
        }
        let (one, other) = (Passphrase::random().unwrap(), Passphrase::random().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.text().len(), 23);
        assert!(Passphrase::new(one.text()).is_ok());
        assert_eq!(format!("{one:?}"), "Passphrase");
    }
}
