//! Reads the project's own files for the rules.

use std::fs;
use std::path::Path;

/// A file of the project: its path from the top, with `/`, and its text.
pub struct File {
    pub path: String,
    pub text: String,
}

/// The Rust sources of the library and the two programs, tests among them.
pub fn sources() -> Vec<File> {
    files(|path| path.starts_with("src/") && has_ending(path, "rs"))
}

/// The sources without the files that are built for tests alone.
pub fn shipped_sources() -> Vec<File> {
    let all = sources();
    let tests: Vec<String> =
        all.iter().flat_map(|file| test_modules(&file.path, &file.text)).collect();
    let for_tests = |path: &str| {
        let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
        tests.iter().any(|test| {
            module.strip_prefix(test).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    all.into_iter().filter(|file| !for_tests(&file.path)).collect()
}

/// Modules in files of their own that a file declares for tests alone, as paths without ending.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let inside = path
        .strip_suffix("/mod.rs")
        .or_else(|| path.strip_suffix("/lib.rs"))
        .or_else(|| path.strip_suffix(".rs"))
        .unwrap_or(path);
    let mut lines = text.lines().map(str::trim);
    let mut modules = Vec::new();
    while let Some(line) = lines.next() {
        let declared = if line == "#[cfg(test)]" { lines.next() } else { None };
        let name = declared
            .and_then(|line| line.strip_suffix(';'))
            .and_then(|line| line.rsplit_once("mod ").map(|(_, name)| name));
        modules.extend(name.map(|name| format!("{inside}/{name}")));
    }
    modules
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

/// The lines before the file's own tests, which are its last module.
pub fn before_tests(text: &str) -> Vec<&str> {
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
    assert_eq!(before_tests(text), ["//! x", "fn a() {}"]);
    assert_eq!(code_of("let a = 1; // crate::store"), "let a = 1; ");
    assert_eq!(code_of(r#"let a = "a//b"; // c"#), r#"let a = "a//b"; "#);
}

#[test]
fn files_for_tests_alone_are_known() {
    let text = "mod a;\n#[cfg(test)]\npub(crate) mod fixture;\n#[cfg(test)]\nmod tests {\n}\n";
    assert_eq!(test_modules("src/x/mod.rs", text), ["src/x/fixture"]);
    assert_eq!(test_modules("src/x.rs", "#[cfg(test)]\nmod tests;\n"), ["src/x/tests"]);
    let shipped = shipped_sources();
    assert!(shipped.iter().any(|file| file.path == "src/lib.rs"));
    assert!(!shipped.iter().any(|file| file.path.ends_with("/tests.rs")));
}
