//! What is handed on works on another machine: no path of this one, no address of a mirror, and a
//! README whose map is true.

use std::path::Path;

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

/// What a page names as a file or folder of the project: in backticks, or as a picture.
fn named_places(page: &str) -> Vec<(usize, &str)> {
    let rooms = ["src/", "assets/", "migrations/", "tests/", "benches/", "fuzz/", ".ci/"];
    let mut places = Vec::new();
    for (at, line) in page.lines().enumerate() {
        let in_backticks = line.split('`').skip(1).step_by(2);
        let pictures = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let ours = |place: &&str| rooms.iter().any(|room| place.starts_with(room));
        places.extend(in_backticks.chain(pictures).filter(ours).map(|place| (at + 1, place)));
    }
    places
}

#[test]
fn the_map_shows_what_is_there() {
    let page = &files(|path| path == "README.md")[0];
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let breaches: Vec<Breach> = named_places(&page.text)
        .into_iter()
        .filter(|(_, place)| !top.join(place).exists())
        .map(|(line, place)| Breach::new(&page.path, line, format!("`{place}` does not exist")))
        .collect();
    hold("README names only what is there.", &breaches);
}

#[test]
fn places_are_found_in_a_page() {
    let page = "See `src/a.rs`, `cargo test` and `b`.\n![x](assets/c.png) | [y](page.html)\n";
    assert_eq!(named_places(page), [(1, "src/a.rs"), (2, "assets/c.png")]);
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
