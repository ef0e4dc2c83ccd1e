//! Fonts by role: what the person pointed at, what the machine has, what the program carries.
//! Knows roles and files, no page. Nothing is substituted in silence: [`FontSet::report`] says what
//! prints each role, and the pages list every character a stand-in printed.

mod bundled;
mod families;
mod file;
mod installed;
mod names;
mod set;

pub use bundled::window_fonts;
pub use file::{FontFile, Origin};
pub use set::{FontReport, FontSet, FontSources, RoleReport};

#[cfg(test)]
mod tests;
