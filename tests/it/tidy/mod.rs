//! The house rules as tests. Each rule is a pure function over one file's text; beside the test that
//! holds the tree to it stands a test that it bites.

mod dependencies;
mod layers;
mod migrations;
mod source;
mod tracked;
mod tree;

use std::fmt::Write as _;

/// One place where a rule is broken.
#[derive(Debug, PartialEq, Eq)]
struct Breach {
    /// Path from the project's folder, with `/` on every system.
    path: String,
    /// 1-based; 0 when the whole file is meant.
    line: usize,
    what: String,
}

impl Breach {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

/// Fails with all breaches at once and the way out.
fn hold(rule: &str, breaches: &[Breach]) {
    let mut list = String::new();
    for Breach { path, line, what } in breaches {
        writeln!(list, "  {path}:{line}: {what}").unwrap();
    }
    assert!(breaches.is_empty(), "{rule}\n{list}");
}
