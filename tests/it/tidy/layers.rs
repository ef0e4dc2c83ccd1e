//! Arrows point one way: which module may name which, and which outside crate lives where.

use super::tree::{before_tests, code_of, shipped_sources};
use super::{Breach, hold};

/// The modules of the house, each with those it may name. A module may always name itself.
const LAYERS: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("text", &["model"]),
    ("trend", &["model"]),
    ("document", &["model", "text", "trend"]),
    ("check", &["model", "text", "trend", "document"]),
    ("layout", &["model", "trend", "document"]),
    ("store", &["model"]),
    ("import", &["model", "text", "trend"]),
    ("export", &["model", "text", "trend", "document", "layout"]),
    (
        "ops",
        &["model", "text", "trend", "check", "document", "layout", "store", "import", "export"],
    ),
    ("ui", &["model", "text", "trend", "check", "document", "layout", "ops"]),
    ("cli", &["model", "text", "trend", "check", "document", "layout", "ops"]),
];

/// Plain values and pure text: the same arguments give the same answer, everywhere and always.
const PURE: [&str; 6] = ["model", "text", "trend", "check", "document", "layout"];

/// What reaches outside: disk, clock, screen, environment, network, threads.
const OUTSIDE: [&str; 10] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant",
    "Zoned::now",
    "Timestamp::now",
];

/// Outside crates and the only modules that may name them.
const CRATES: [(&str, &[&str]); 23] = [
    ("ab_glyph_rasterizer", &["export"]),
    ("aho_corasick", &["check"]),
    ("arboard", &["ui"]),
    ("calamine", &["import"]),
    ("clap", &["cli"]),
    ("csv", &["import", "export"]),
    ("eframe", &["ui"]),
    ("egui", &["ui"]),
    ("encoding_rs", &["import", "export"]),
    ("getrandom", &["ops"]),
    ("krilla", &["export"]),
    ("memchr", &["text"]),
    ("pinyin", &["text"]),
    ("png", &["export"]),
    ("quick_xml", &["import", "export"]),
    ("refinery", &["store"]),
    ("rfd", &["ui"]),
    ("rusqlite", &["store"]),
    ("rust_xlsxwriter", &["export"]),
    ("sha2", &["model"]),
    ("skrifa", &["export"]),
    ("vello_cpu", &["export"]),
    ("zip", &["import", "export"]),
];

/// The module path of a source file: `src/ui/app.rs` is `ui, app`, `src/ui/mod.rs` is `ui`.
fn module_path(path: &str) -> Vec<&str> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    inner.split('/').collect()
}

/// The top-level modules that a file's code names, each with its 1-based line.
fn named_modules(path: &str, lines: &[&str]) -> Vec<(usize, String)> {
    let depth = module_path(path).len();
    let mut named = Vec::new();
    let mut grouped = false;
    for (at, line) in lines.iter().enumerate() {
        let mut code = code_of(line).to_owned();
        if depth > 0 {
            code = code.replace(&"super::".repeat(depth), "crate::");
        }
        let mut names = Vec::new();
        if grouped {
            names.extend(code.split(',').map(str::trim).filter_map(first_name));
            grouped = !code.contains("};");
        }
        for rest in code.split("crate::").skip(1) {
            if let Some(group) = rest.strip_prefix('{') {
                grouped = !group.contains("};");
                names.extend(group.split(',').map(str::trim).filter_map(first_name));
            } else {
                names.extend(first_name(rest));
            }
        }
        named.extend(names.into_iter().map(|name| (at + 1, name)));
    }
    named
}

fn first_name(text: &str) -> Option<String> {
    let end = text.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

/// A module names only what its row of [`LAYERS`] lists.
fn points_down(path: &str, text: &str) -> Vec<Breach> {
    let here = module_path(path)[0];
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == here) else {
        return Vec::new();
    };
    named_modules(path, &before_tests(text))
        .into_iter()
        .filter(|(_, name)| {
            let known = LAYERS.iter().any(|(layer, _)| layer == name);
            known && name != here && !allowed.contains(&name.as_str())
        })
        .map(|(line, name)| Breach::new(path, line, format!("`{here}` names `{name}`")))
        .collect()
}

/// The programs hand over to their face and know nothing below `ops`.
fn programs_are_thin(path: &str, text: &str) -> Vec<Breach> {
    if path != "src/main.rs" && !path.starts_with("src/bin/") {
        return Vec::new();
    }
    let hidden = ["yuebao::store", "yuebao::import", "yuebao::export"];
    find_words(path, text, &hidden)
}

fn stays_pure(path: &str, text: &str) -> Vec<Breach> {
    if PURE.contains(&module_path(path)[0]) { find_words(path, text, &OUTSIDE) } else { Vec::new() }
}

fn crates_stay_home(path: &str, text: &str) -> Vec<Breach> {
    let here = module_path(path)[0];
    if path == "src/lib.rs" {
        return Vec::new();
    }
    let foreign: Vec<String> = CRATES
        .iter()
        .filter(|(_, homes)| !homes.contains(&here))
        .map(|(name, _)| format!("{name}::"))
        .collect();
    find_words(path, text, &foreign)
}

/// Every code line that holds one of the words, not as the tail of a longer name or path.
fn find_words(path: &str, text: &str, words: &[impl AsRef<str>]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (at, line) in before_tests(text).iter().enumerate() {
        let code = code_of(line);
        for word in words.iter().map(AsRef::as_ref) {
            let whole = code.match_indices(word).any(|(start, _)| {
                let joined = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | ':' | '.');
                let after = code[start + word.len()..].chars().next();
                !code[..start].ends_with(joined)
                    && (word.ends_with(':') || !after.is_some_and(char::is_alphanumeric))
            });
            if whole {
                breaches.push(Breach::new(path, at + 1, format!("names `{word}`")));
            }
        }
    }
    breaches
}

fn check(rule: &str, of_file: impl Fn(&str, &str) -> Vec<Breach>) {
    let breaches: Vec<Breach> =
        shipped_sources().iter().flat_map(|file| of_file(&file.path, &file.text)).collect();
    hold(rule, &breaches);
}

#[test]
fn layers_point_one_way() {
    check("A module names only what the table of layers in this file allows.", points_down);
}

#[test]
fn an_arrow_that_points_up_is_named() {
    for (path, bad) in [
        ("src/ui/app.rs", "use crate::store::Store;"),
        ("src/cli/mod.rs", "    let text = crate::export::markdown(&document);"),
        ("src/model/month.rs", "use crate::text::prose::Prose;"),
        ("src/store/mod.rs", "use crate::{model::Month, ops::Book};"),
        ("src/store/mod.rs", "use crate::{\n    model::Month,\n    ops::Book,\n};"),
        ("src/ui/screens/entry/mod.rs", "use super::super::super::import;"),
    ] {
        assert_eq!(points_down(path, bad).len(), 1, "{bad}");
    }
}

#[test]
fn an_arrow_that_points_down_is_not_named() {
    for (path, good) in [
        ("src/ui/app.rs", "use crate::ops::Book;"),
        ("src/ui/app.rs", "use super::import::Import;"),
        ("src/model/month.rs", "//! See [`crate::store`]."),
        ("src/store/mod.rs", "use crate::{model::Month, store::Row};\nuse crate::store::ops;"),
        ("src/text/a.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n    use crate::import::read;\n}"),
    ] {
        assert_eq!(points_down(path, good), [], "{good}");
    }
}

#[test]
fn programs_only_hand_over() {
    check("main.rs and bin/ name nothing below `ops`.", programs_are_thin);
    assert_eq!(programs_are_thin("src/main.rs", "use yuebao::store::open;").len(), 1);
    assert_eq!(programs_are_thin("src/main.rs", "fn main() { yuebao::ui::run() }"), []);
}

#[test]
fn plain_values_and_pure_text_touch_nothing_outside() {
    check("L0 and L1 take disk, clock, environment and threads from nobody.", stays_pure);
}

#[test]
fn a_reach_outside_is_named() {
    for bad in ["use std::fs;", "let now = Instant::now();", "std::env::var(\"A\")"] {
        assert_eq!(stays_pure("src/text/a.rs", bad).len(), 1, "{bad}");
    }
    assert_eq!(stays_pure("src/ops/a.rs", "use std::fs;"), []);
    assert_eq!(stays_pure("src/text/a.rs", "struct InstantReply;"), []);
}

#[test]
fn outside_crates_stay_at_home() {
    check("Each outside crate has its rooms, see the table in this file.", crates_stay_home);
}

#[test]
fn a_crate_out_of_its_room_is_named() {
    assert_eq!(crates_stay_home("src/ops/book.rs", "use rusqlite::Connection;").len(), 1);
    assert_eq!(crates_stay_home("src/trend/chart.rs", "    egui::Color32::RED").len(), 1);
    assert_eq!(crates_stay_home("src/store/open.rs", "use rusqlite::Connection;"), []);
    assert_eq!(crates_stay_home("src/trend/chart.rs", "let it = a.zip(b);"), []);
}
