//! What a pack (台账) says of itself: the manifest by which its files are known again.

use serde::{Deserialize, Serialize};

use super::month::Month;
use super::sum::Sum;

/// The manifest of a pack. `format` grows when older programs can no longer check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub format: u32,
    /// Program and version that made it.
    pub program: String,
    pub title: String,
    pub month: Month,
    pub number: u32,
    /// In the order in which they lie in the pack.
    pub files: Vec<PackedFile>,
    /// The fonts the PDF was set with, in the order in which they are first needed.
    pub fonts: Vec<PackedFont>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackedFile {
    pub name: String,
    /// In Chinese: what it is.
    pub what: String,
    pub bytes: u64,
    pub sha256: Sum,
}

/// A font by its content, not by where it lay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackedFont {
    pub name: String,
    /// Which face of a collection.
    pub face: u32,
    /// Carried by the program.
    pub bundled: bool,
    pub sha256: Sum,
}

impl Manifest {
    /// The format this program writes.
    pub const FORMAT: u32 = 1;
    /// Its name in the pack.
    pub const NAME: &'static str = "manifest.json";
}
