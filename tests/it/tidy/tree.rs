//! Reads the project's own files for the rules.

use std::fs;
use std::path::Path;

/// A file of the project: its path from the top, with `/`, and its text.
pub struct File {
    pub path: String,
    pub text: String,
}

/// The Rust sources of the library and the two programs.
pub fn sources() -> Vec<File> {
    files(|path| path.starts_with("src/") && has_ending(path, "rs"))
}

/// Every text file whose path is wanted, in order. Built output and history are left out.
pub fn files(wanted: impl Fn(&str) -> bool) -> Vec<File> {
    let mut found = Vec::new();
    walk(Path::new(env!("CARGO_MANIFEST_DIR")), "", &mut |path, file| {
        if wanted(path)
            && let Ok(text) = String::from_utf8(fs::read(file).unwrap())
        {
            found.push(File { path: path.to_owned(), text });
        }
    });
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

pub fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == ending)
}

/// Built output, history, and the hidden folders of somebody's editor.
fn is_foreign(name: &str) -> bool {
    let built = ["target", "corpus", "artifacts", "coverage"];
    let ours = [".cargo", ".ci", ".clippy.toml", ".gitignore", ".rustfmt.toml"];
    built.contains(&name) || (name.starts_with('.') && !ours.contains(&name))
}

fn walk(folder: &Path, prefix: &str, visit: &mut impl FnMut(&str, &Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if is_foreign(&name) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), &format!("{path}/"), visit);
        } else {
            visit(&path, &entry.path());
        }
    }
}

/// The lines before the file's tests, which are its last module. Test files have none.
pub fn before_tests<'a>(path: &str, text: &'a str) -> Vec<&'a str> {
    if path.ends_with("/tests.rs") || path.contains("/tests/") {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().collect();
    let tests = (0..lines.len()).find(|&at| {
        lines[at].trim() == "#[cfg(test)]"
            && lines.get(at + 1).is_some_and(|next| next.starts_with("mod tests"))
    });
    lines[..tests.unwrap_or(lines.len())].to_vec()
}

/// The line without its comment. A `//` inside a string is kept when a quote is open before it.
pub fn code_of(line: &str) -> &str {
    let mut from = 0;
    while let Some(at) = line[from..].find("//").map(|at| at + from) {
        if line[..at].matches('"').count().is_multiple_of(2) {
            return &line[..at];
        }
        from = at + 2;
    }
    line
}

#[test]
fn tests_and_comments_are_told_from_code() {
    let text = "//! x\nfn a() {}\n#[cfg(test)]\nmod tests {\n    use crate::store;\n}\n";
    assert_eq!(before_tests("src/a.rs", text), ["//! x", "fn a() {}"]);
    assert!(before_tests("src/a/tests.rs", text).is_empty());
    assert_eq!(code_of("let a = 1; // crate::store"), "let a = 1; ");
    assert_eq!(code_of(r#"let a = "a//b"; // c"#), r#"let a = "a//b"; "#);
}
