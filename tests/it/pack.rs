//! The pack (台账) of an issue and backups under a passphrase: made by the console program, carried
//! elsewhere, checked and opened there.

use std::path::Path;
use std::process::Command;

use crate::support::Console;

const GOOD: &str = "青溪大厅 2025 台账口令";

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn sample() -> Console {
    let console = Console::new();
    console.done(&["demo"]);
    console
}

fn packed(console: &Console, name: &str) -> Vec<u8> {
    let path = console.path(name);
    console.done(&["pack", "--issue", "2025-04", "--to", text(&path)]);
    std::fs::read(path).unwrap()
}

#[test]
fn the_same_issue_gives_the_same_pack_and_it_verifies_elsewhere() {
    let console = sample();
    let first = packed(&console, "a.zip");
    assert_eq!(packed(&console, "b.zip"), first);
    // Another folder, another time zone, another language, no home, no book.
    let away = tempfile::tempdir().unwrap();
    std::fs::write(away.path().join("x.zip"), &first).unwrap();
    let answer = Command::new(env!("CARGO_BIN_EXE_yuebao-cli"))
        .args(["verify-pack", "x.zip", "--json"])
        .current_dir(away.path())
        .env("TZ", "Pacific/Auckland")
        .env("LC_ALL", "C")
        .env("LANG", "de_DE.UTF-8")
        .env("HOME", "/nowhere")
        .output()
        .unwrap();
    let told = String::from_utf8(answer.stdout).unwrap();
    assert_eq!(answer.status.code(), Some(0), "{told}");
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["sound"], true);
    let again = |state: &str| {
        let files = told["files"].as_array().unwrap().iter();
        files.filter(|file| file["rendered_again"] == state).count()
    };
    assert!(again("same") >= 4 && again("other") == 0, "{told}");
    let left: Vec<_> = std::fs::read_dir(away.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is unpacked anywhere");
}

#[test]
fn a_pack_holds_what_the_issue_is_and_who_changed_what() {
    let console = sample();
    console.done(&["--actor", "张三", "set", "全程网办受理", "2025-04", "7.77万"]);
    packed(&console, "a.zip");
    let file = std::fs::File::open(console.path("a.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
        bytes
    };
    let changes = String::from_utf8(read("changes.csv")).unwrap();
    let row = changes.lines().find(|line| line.contains("7.77万")).unwrap();
    assert!(row.contains("张三") && row.contains("数值"), "{row}");
    let manifest: serde_json::Value = serde_json::from_slice(&read("manifest.json")).unwrap();
    assert_eq!(manifest["month"], "2025-04");
    assert!(!manifest["fonts"].as_array().unwrap().is_empty());
    for (name, kind) in [("issue.docx", "docx"), ("issue.pdf", "pdf"), ("issue.md", "md")] {
        let path = console.path(&format!("x.{kind}"));
        console.done(&["export", "--issue", "2025-04", "--to", text(&path)]);
        assert!(read(name) == std::fs::read(path).unwrap(), "{name} is what export writes");
    }
}

#[test]
fn a_changed_file_is_named_and_a_replaced_one_is_told_from_its_source() {
    let console = sample();
    let pack = packed(&console, "a.zip");
    let place = pack.windows(13).position(|part| part == "月份,指标".as_bytes()).unwrap();
    let mut changed = pack.clone();
    changed[place] ^= 1;
    console.write("b.zip", &changed);
    let answer = console.run(&["verify-pack", text(&console.path("b.zip"))]);
    assert_eq!(answer.code, 3, "{}{}", answer.out, answer.err);
    assert!(answer.err.contains("已损坏"), "{}", answer.err);
    let answer = console.run(&["verify-pack", text(&console.path("b.yuebao"))]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("不是台账"), "{}", answer.err);
}

#[test]
fn a_locked_pack_opens_with_its_passphrase_alone() {
    let console = sample();
    console.write("口令.txt", format!("{GOOD}\r\n"));
    console.write("错.txt", "青溪大厅 2025 台帐口令\n");
    let (pack, good) = (console.path("a.zip"), console.path("口令.txt"));
    let wrong = console.path("错.txt");
    let lock = ["--lock", "--passphrase-file", text(&good)];
    let asked = ["pack", "--issue", "2025-04", "--to", text(&pack)];
    let answer = console.run(&[&asked[..], &lock].concat());
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.err.contains("谁也打不开"), "said beforehand: {}", answer.err);
    let bytes = std::fs::read(&pack).unwrap();
    assert!(!bytes.windows(10).any(|part| part == b"issue.docx"));
    console.done(&["verify-pack", text(&pack), "--passphrase-file", text(&good)]);
    let answer = console.run(&["verify-pack", text(&pack), "--passphrase-file", text(&wrong)]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("口令不对"), "{}", answer.err);
    assert!(!answer.err.contains(GOOD) && !answer.err.contains("台帐口令"), "{}", answer.err);
    console.write("短.txt", "12345678");
    let short = console.path("短.txt");
    let lock = ["--lock", "--passphrase-file", text(&short)];
    let answer = console.run(&[&asked[..], &lock].concat());
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("太短"), "{}", answer.err);
}

#[test]
fn a_locked_backup_restores_with_its_passphrase_and_leaves_nothing_open() {
    let console = sample();
    console.write("口令.txt", GOOD);
    let (stick, good) = (tempfile::tempdir().unwrap(), console.path("口令.txt"));
    let lock = ["--lock", "--passphrase-file", text(&good)];
    console.done(&[&["backup", "--to", text(stick.path())], &lock[..]].concat());
    let files: Vec<_> =
        std::fs::read_dir(stick.path()).unwrap().map(|f| f.unwrap().path()).collect();
    let [backup] = files.as_slice() else { panic!("{files:?}") };
    assert!(text(backup).ends_with(".yuebao.zip"));
    let typed = |console: &Console| console.done(&["figures", "--month", "2025-04", "--json"]);
    let before = typed(&console);
    console.done(&["set", "全程网办受理", "2025-04", "1"]);
    let open = ["--passphrase-file", text(&good)];
    let preview = console.run(&[&["restore", text(backup)], &open[..]].concat());
    assert_eq!(preview.code, 1, "{}", preview.err);
    console.done(&[&["restore", text(backup), "--yes"], &open[..]].concat());
    assert_eq!(typed(&console), before);
    let folder = console.path("b-备份");
    let hidden = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name());
    let hidden: Vec<_> = hidden.filter(|name| name.to_string_lossy().starts_with('.')).collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}

#[test]
fn a_published_issue_takes_its_record_along() {
    let console = sample();
    console.done(&["--actor", "张三", "sign", "--issue", "2025-04", "--signer", "张三"]);
    let exception = ["--exception", "数字已电话核对", "--signer", "张三"];
    let publish = ["--actor", "张三", "publish", "--issue", "2025-04"];
    console.done(&[&publish[..], &exception].concat());
    packed(&console, "a.zip");
    let told = console.json(&["verify-pack", text(&console.path("a.zip"))]);
    assert!(told["published"].as_str().unwrap().contains("由张三发布第1版"), "{told}");
    assert_eq!(told["sound"], true, "{told}");
    // A figure that changes afterwards changes nothing of what was published.
    assert_eq!(console.run(&["set", "全程网办受理", "2025-03", "9万"]).code, 1);
    packed(&console, "b.zip");
    let again = console.json(&["verify-pack", text(&console.path("b.zip"))]);
    assert_eq!(again["published"], told["published"]);
}

/// A machine without the fonts of this one: the program's own print, and it says what is missing.
#[test]
fn a_font_that_is_not_there_is_named_and_what_was_packed_still_counts() {
    let console = sample();
    packed(&console, "a.zip");
    let none = yuebao::ops::FontSources::default();
    let check = yuebao::ops::check_pack_with(&console.path("a.zip"), None, &none).unwrap();
    assert!(check.is_untouched());
    let bare = check.files.iter().find(|file| file.name == "issue.pdf").unwrap();
    match &bare.again {
        yuebao::ops::Again::Other { why: yuebao::ops::Why::Fonts(fonts), .. } => {
            assert!(!fonts.is_empty() && !check.is_sound());
            assert!(check.remarks().iter().any(|remark| remark.contains(&fonts[0])));
        }
        again => assert_eq!(*again, yuebao::ops::Again::Same, "this machine has no fonts either"),
    }
    let others = check.files.iter().filter(|file| file.name != "issue.pdf");
    assert!(others.into_iter().all(|file| !matches!(file.again, yuebao::ops::Again::Other { .. })));
}
