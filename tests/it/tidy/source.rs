//! Rules on each source file: it says what it is, stays short and leaves nothing unfinished.

use super::tree::{File, before_tests, code_of, files, has_ending, shipped_sources, sources};
use super::{Breach, hold};

const LONGEST: usize = 400;

fn opens_with_doc(path: &str, text: &str) -> Vec<Breach> {
    let first = text.lines().next().unwrap_or_default();
    if first.starts_with("//! ") {
        return Vec::new();
    }
    vec![Breach::new(path, 1, format!("opens with `{first}`"))]
}

fn is_short(path: &str, text: &str) -> Vec<Breach> {
    let lines = before_tests(text).len();
    if lines <= LONGEST {
        return Vec::new();
    }
    vec![Breach::new(path, 0, format!("{lines} lines before its tests"))]
}

/// Macros that panic or print, and notes of work put off.
fn is_finished(path: &str, text: &str) -> Vec<Breach> {
    let in_code = ["todo!", "unimplemented!", "dbg!", "panic!(", "unreachable!("];
    let anywhere = ["TODO", "FIXME", "XXX", "HACK"];
    let mut breaches = Vec::new();
    for (at, line) in before_tests(text).iter().enumerate() {
        let code = code_of(line);
        let found = in_code
            .iter()
            .find(|mark| code.contains(**mark))
            .or_else(|| anywhere.iter().find(|mark| line.contains(**mark)));
        breaches.extend(found.map(|mark| Breach::new(path, at + 1, format!("holds `{mark}`"))));
    }
    breaches
}

/// Files of `tests/it/` that `main.rs` does not list: cargo would leave them out in silence.
fn unlisted<'a>(main: &str, paths: impl Iterator<Item = &'a str>) -> Vec<Breach> {
    paths
        .filter_map(|path| {
            let rest = path.strip_prefix("tests/it/")?;
            let module = rest.split(['/', '.']).next()?;
            let listed = main.lines().any(|line| line.trim() == format!("mod {module};"));
            (module != "main" && module != "snapshots" && !listed)
                .then(|| Breach::new(path, 0, format!("`mod {module};` is missing in main.rs")))
        })
        .collect()
}

fn check(rule: &str, files: &[File], of_file: impl Fn(&str, &str) -> Vec<Breach>) {
    let breaches: Vec<Breach> =
        files.iter().flat_map(|file| of_file(&file.path, &file.text)).collect();
    hold(rule, &breaches);
}

#[test]
fn every_source_file_says_what_it_is() {
    check("The first line of a source file is `//!` and what it is.", &sources(), opens_with_doc);
}

#[test]
fn a_file_without_its_sentence_is_named() {
    assert_eq!(opens_with_doc("src/a.rs", "use b;\n").len(), 1);
    assert_eq!(opens_with_doc("src/a.rs", "//!\n").len(), 1);
    assert_eq!(opens_with_doc("src/a.rs", "//! What it is.\n"), []);
}

#[test]
fn source_files_stay_short() {
    check(
        "A source file has at most 400 lines before its tests; look for a seam.",
        &shipped_sources(),
        is_short,
    );
}

#[test]
fn a_long_file_is_named_and_its_tests_do_not_count() {
    let long = "x\n".repeat(LONGEST + 1);
    assert_eq!(is_short("src/a.rs", &long).len(), 1);
    let tested = format!("{}#[cfg(test)]\nmod tests {{\n{long}}}\n", "x\n".repeat(LONGEST));
    assert_eq!(is_short("src/a.rs", &tested), []);
}

#[test]
fn nothing_is_left_unfinished() {
    check(
        "Code that ships neither panics on purpose nor puts work off.",
        &shipped_sources(),
        is_finished,
    );
}

#[test]
fn unfinished_work_is_named() {
    for bad in
        ["    todo!()", "dbg!(x);", "unimplemented!(\"x\")", "// TODO later", "panic!(\"a\")"]
    {
        assert_eq!(is_finished("src/a.rs", bad).len(), 1, "{bad}");
    }
    assert_eq!(is_finished("src/a.rs", "//! Never a panic!(…).\nfn todo() {}\n"), []);
}

#[test]
fn every_integration_test_file_is_listed() {
    let files = files(|path| path.starts_with("tests/it/") && has_ending(path, "rs"));
    let main = files.iter().find(|file| file.path == "tests/it/main.rs").unwrap();
    hold(
        "Every file of tests/it/ is a `mod` of main.rs.",
        &unlisted(&main.text, files.iter().map(|file| file.path.as_str())),
    );
}

#[test]
fn an_unlisted_test_file_is_named() {
    let main = "//! x\nmod tidy;\n";
    let paths = ["tests/it/main.rs", "tests/it/tidy/mod.rs", "tests/it/lost.rs"];
    let found = unlisted(main, paths.into_iter());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path, "tests/it/lost.rs");
}
