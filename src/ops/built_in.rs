//! The bulletin definitions that ship with the program.

use super::error::OpError;
use crate::model::Bulletin;

/// Name on the console, and the definition as TOML.
const DEFINITIONS: [(&str, &str); 2] = [
    ("zhengwu", include_str!("../../assets/bulletin/zhengwu.toml")),
    ("pingyi", include_str!("../../assets/bulletin/pingyi.toml")),
];

/// The definition a new book begins with unless another is named.
pub const DEFAULT: &str = "zhengwu";

/// Names of the built-in definitions.
pub fn names() -> impl Iterator<Item = &'static str> {
    DEFINITIONS.iter().map(|(name, _)| *name)
}

/// The built-in definition called `name`, by code or by the name of the series.
pub fn bulletin(name: &str) -> Result<Bulletin, OpError> {
    let found = DEFINITIONS.iter().find(|(code, _)| *code == name);
    let (_, text) = found.ok_or_else(|| OpError::NoSuchBuiltIn {
        name: name.to_owned(),
        known: names().map(str::to_owned).collect(),
    })?;
    parse(text)
}

/// Reads a definition written as TOML.
pub fn parse(text: &str) -> Result<Bulletin, OpError> {
    toml::from_str(text).map_err(|err| OpError::Definition { detail: err.to_string() })
}
