//! What is handed on works on another machine: no path of this one, no address of a mirror.

use super::tree::files;
use super::{Breach, hold};

/// Written in two halves, so that this file does not break its own rule.
const MARKS: [(&str, &str); 12] = [
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/Us", "ers/"),
    ("/wo", "rk/"),
    ("/tm", "p/"),
    ("C:\\Us", "ers"),
    ("index.cra", "tes.io"),
    ("static.cra", "tes.io"),
    ("files.python", "hosted.org"),
    ("pypi", ".org"),
    ("registry.np", "mjs.org"),
    ("deb.deb", "ian.org"),
];

fn machine_marks(path: &str, text: &str) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for (head, tail) in MARKS {
            let mark = format!("{head}{tail}");
            let found = line.match_indices(&mark).any(|(start, _)| {
                // Inside a longer path the same word names a folder of the project.
                !line[..start].ends_with(|it: char| it.is_ascii_alphanumeric() || it == '.')
                    || !mark.starts_with('/')
            });
            if found {
                breaches.push(Breach::new(path, at + 1, format!("holds `{mark}`")));
            }
        }
    }
    breaches
}

#[test]
fn no_file_knows_this_machine() {
    let breaches: Vec<Breach> =
        files(|_| true).iter().flat_map(|file| machine_marks(&file.path, &file.text)).collect();
    hold("Files name no folder of one machine and no package mirror.", &breaches);
}

#[test]
fn a_machine_path_is_named() {
    for (head, tail) in MARKS {
        assert_eq!(machine_marks("README.md", &format!("see {head}{tail}x")).len(), 1, "{head}");
    }
    let own = format!("src{}{}x, ../shared/x", "/ho", "me/");
    assert_eq!(machine_marks("README.md", &own), []);
}
