//! Backups on the console: made, thinned, kept in two places, gone back to; and a damaged book,
//! which is set aside whole and told out of what it still holds.

use std::path::{Path, PathBuf};

use super::support::Console;

fn sample() -> Console {
    let console = Console::new();
    console.done(&["demo"]);
    console
}

fn set(console: &Console, value: &str) {
    console.done(&["set", "全程网办受理", "2025-04", value]);
}

fn figure(console: &Console) -> String {
    let figures = console.json(&["figures", "--month", "2025-04"]);
    let mut of_month = figures.as_array().unwrap().iter();
    let found = of_month.find(|figure| figure["name"] == "全程网办受理").unwrap();
    found["typed"].as_str().unwrap().to_owned()
}

fn names(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    let mut names: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    names.retain(|path| path.to_string_lossy().ends_with(ending));
    names.sort();
    names
}

fn aside(console: &Console, word: &str) -> PathBuf {
    let found = std::fs::read_dir(console.folder.path()).unwrap().flatten();
    let mut found = found.map(|entry| entry.path());
    found.find(|path| path.to_string_lossy().contains(word)).unwrap()
}

/// Zeroes every page that holds a text of the sample's items, as a dying disk does, and gives the
/// file its old time back when the program is not to notice at once.
fn break_pages(path: &Path, text: &str, unnoticed: bool) {
    let mut bytes = std::fs::read(path).unwrap();
    let time = std::fs::metadata(path).unwrap().modified().unwrap();
    let mut broken = 0;
    for page in bytes.chunks_mut(4096).skip(1) {
        if page.windows(text.len()).any(|window| window == text.as_bytes()) && broken < 3 {
            page.fill(0);
            broken += 1;
        }
    }
    assert!(broken > 0);
    std::fs::write(path, bytes).unwrap();
    if unnoticed {
        std::fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    }
}

#[test]
fn a_backup_is_checked_has_its_sum_and_brings_the_book_back() {
    let console = sample();
    let before = figure(&console);
    let made = console.json(&["backup"]);
    let backup = PathBuf::from(made["backup"].as_str().unwrap());
    assert!(backup.exists() && backup.with_extension("yuebao.sha256").exists());
    set(&console, "7.7万");

    let preview = console.run(&["restore"]);
    assert_eq!(preview.code, 1, "{}{}", preview.out, preview.err);
    let line = format!("数据 全程网办受理 2025年4月：7.7万 → {before}");
    assert!(preview.out.contains(&line), "{}", preview.out);
    assert_eq!(figure(&console), "7.7万", "a preview changes nothing");

    console.done(&["restore", "--yes"]);
    assert_eq!(figure(&console), before);
    let old = aside(&console, "换下").join("b.yuebao");
    let answer = console.run(&["--book", old.to_str().unwrap(), "figures", "--month", "2025-04"]);
    assert!(answer.code == 2 || answer.out.contains("7.7万"), "{}{}", answer.out, answer.err);
    assert!(console.run(&["doctor"]).code == 0);
}

#[test]
fn the_book_that_was_replaced_lies_aside_whole() {
    let console = sample();
    console.done(&["backup"]);
    set(&console, "7.7万");
    console.done(&["restore", "--yes"]);
    std::fs::copy(aside(&console, "换下").join("b.yuebao"), console.path("b.yuebao")).unwrap();
    assert_eq!(figure(&console), "7.7万");
}

#[test]
fn an_altered_backup_is_refused_and_named() {
    let console = sample();
    let made = console.json(&["backup"]);
    let backup = made["backup"].as_str().unwrap();
    break_pages(Path::new(backup), "政务", false);
    let refused = console.run(&["restore", backup, "--yes"]);
    assert_eq!(refused.code, 3, "{}", refused.err);
    let doctor = console.run(&["doctor"]);
    assert_eq!(doctor.code, 1);
    assert!(doctor.err.contains("与它的校验和不符"), "{}", doctor.err);
    let none = console.run(&["restore"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("完好备份"), "{}", none.err);
}

#[test]
fn a_second_folder_gets_each_backup_and_may_be_away() {
    let console = sample();
    let stick = console.path("stick");
    let named = console.run(&["backup", "--second", stick.to_str().unwrap()]);
    assert_eq!(named.code, 2, "it must be there when it is named");
    std::fs::create_dir(&stick).unwrap();
    console.done(&["backup", "--second", stick.to_str().unwrap()]);
    console.done(&["backup"]);
    assert_eq!(names(&stick, ".yuebao").len(), 1);
    std::fs::rename(&stick, console.path("away")).unwrap();
    set(&console, "7.1万");
    let away = console.run(&["backup"]);
    assert_eq!(away.code, 0, "the first copy is made all the same");
    assert!(away.err.contains("连不上"), "{}", away.err);
    std::fs::rename(console.path("away"), &stick).unwrap();
    set(&console, "7.2万");
    console.done(&["backup"]);
    let own = names(&console.path("b-备份"), "");
    let file = |path: &PathBuf| path.file_name().unwrap().to_owned();
    let there: Vec<_> = names(&stick, "").iter().map(file).collect();
    assert_eq!(there, own.iter().map(file).collect::<Vec<_>>(), "both hold the newest again");
    let beside = console.folder.path().to_str().unwrap();
    assert_eq!(console.run(&["backup", "--second", beside]).code, 2);
}

#[test]
fn a_book_that_fails_its_check_stops_the_backups() {
    let console = sample();
    console.done(&["backup"]);
    let folder = console.path("b-备份");
    let before = names(&folder, "");
    break_pages(&console.path("b.yuebao"), "取水许可", true);
    let stopped = console.run(&["backup"]);
    assert_eq!(stopped.code, 3, "{}{}", stopped.out, stopped.err);
    assert!(stopped.err.contains("已停止备份"), "{}", stopped.err);
    assert_eq!(names(&folder, ""), before, "good ones are left alone");
}

#[test]
fn a_damaged_book_is_told_set_aside_and_read_out() {
    let console = sample();
    console.done(&["backup"]);
    set(&console, "7.7万");
    let path = console.path("b.yuebao");
    break_pages(&path, "取水许可", false);
    let damaged = std::fs::read(&path).unwrap();

    let refused = console.run(&["issues"]);
    assert_eq!(refused.code, 3);
    let doctor = console.run(&["doctor"]);
    assert_eq!(doctor.code, 3);
    assert!(doctor.err.contains("读不出来") && doctor.err.contains("restore"), "{}", doctor.err);
    let asked = console.run(&["restore"]);
    assert_eq!(asked.code, 1, "it asks first");
    assert_eq!(std::fs::read(&path).unwrap(), damaged);

    let done = console.done(&["restore", "--yes", "--salvage"]);
    assert!(done.contains("7.7万"), "{done}");
    assert_eq!(figure(&console), "7.7万", "what was typed after the backup came out of the damage");
    let lies = aside(&console, "损坏").join("b.yuebao");
    assert_eq!(std::fs::read(lies).unwrap(), damaged, "the damaged file is as it was");
    assert_eq!(console.run(&["doctor"]).code, 0);
    console.done(&["undo"]);
    assert_ne!(figure(&console), "7.7万", "taking it back is one step");
}

#[test]
fn a_backup_to_a_named_place_replaces_nothing() {
    let console = sample();
    let target = console.path("copy.yuebao");
    console.done(&["backup", "--to", target.to_str().unwrap()]);
    let again = console.run(&["backup", "--to", target.to_str().unwrap()]);
    assert_eq!(again.code, 2);
    let list = console.json(&["backup", "--list"]);
    assert_eq!(list.as_array().unwrap().len(), 0, "it is none of the rotation's");
}
