//! What the console program does when disk, book or arguments are against it: it names the place,
//! answers in Chinese, changes nothing, and works again afterwards.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use crate::support::Console;

const COMMANDS: [&str; 18] = [
    "new",
    "demo",
    "add-bulletin",
    "import-issue",
    "issues",
    "figures",
    "set",
    "new-issue",
    "export",
    "check",
    "trend",
    "undo",
    "redo",
    "doctor",
    "backup",
    "restore",
    "pack",
    "verify-pack",
];

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Runs with another writer in the place of standard output.
fn run_into(console: &Console, args: &[&str], out: &mut dyn Write) -> (u8, String) {
    let book = console.path("b.yuebao");
    let all = ["yuebao-cli", "--book", text(&book)];
    let args = all.iter().chain(args).map(OsString::from);
    let mut err = Vec::new();
    let code = yuebao::cli::run(args, out, &mut err);
    (code, String::from_utf8(err).unwrap())
}

#[test]
fn help_has_no_english_left() {
    let console = Console::new();
    for command in COMMANDS {
        let help = console.done(&[command, "--help"]);
        for word in ["Usage", "Options", "OPTIONS", "Arguments", "COMMAND", "default", "possible"] {
            assert!(!help.contains(word), "{command} --help says {word}: {help}");
        }
    }
    let all = console.done(&["--help"]);
    for command in COMMANDS {
        assert!(all.contains(command), "{all}");
    }
}

struct Failing(io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::from(self.0))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn results_that_cannot_be_written_are_a_failure_unless_the_reader_left() {
    let console = Console::new();
    console.done(&["demo"]);
    for args in [&["issues"][..], &["issues", "--json"], &["--help"]] {
        let (code, err) = run_into(&console, args, &mut Failing(io::ErrorKind::StorageFull));
        assert_eq!(code, 3, "{args:?}");
        assert!(err.contains("磁盘已满"), "{err}");
        let (code, err) = run_into(&console, args, &mut Failing(io::ErrorKind::BrokenPipe));
        assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn what_is_no_book_is_named_and_left_alone() {
    let sound = Console::new();
    sound.done(&["new"]);
    let book = std::fs::read(sound.path("b.yuebao")).unwrap();
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = book.clone();
        change(&mut bytes);
        bytes
    };
    let cases: [(Vec<u8>, &str); 6] = [
        (Vec::new(), "空文件"),
        (changed(&|b| b[0] = b'X'), "不是月报文件"),
        (changed(&|b| b[60..64].copy_from_slice(&99_i32.to_be_bytes())), "更新的版本"),
        (changed(&|b| b[68..72].copy_from_slice(&7_i32.to_be_bytes())), "别的程序"),
        (changed(&|b| b.truncate(50)), "已损坏"),
        (changed(&|b| b[4096..12288].fill(0)), "已损坏"),
    ];
    for (bytes, says) in cases {
        let console = Console::new();
        let path = console.write("b.yuebao", &bytes);
        for args in [&["issues"][..], &["set", "全程网办受理", "2025-04", "1万"], &["undo"]]
        {
            let answer = console.run(args);
            assert_eq!(answer.code, 3, "{says} {args:?}: {}", answer.err);
            assert!(answer.err.contains(says), "{says}: {}", answer.err);
            assert!(answer.err.contains(text(&path)), "{}", answer.err);
            assert!(answer.err.lines().count() <= 2, "{}", answer.err);
        }
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{says}");
    }
}

#[test]
fn a_new_book_needs_its_folder_and_a_place_of_its_own() {
    let console = Console::new();
    let nowhere = console.path("没有/这里/b.yuebao");
    for args in [&["new"][..], &["demo"]] {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let all = ["yuebao-cli", "--book", text(&nowhere)];
        let args = all.iter().chain(args).map(OsString::from);
        assert_eq!(yuebao::cli::run(args, &mut out, &mut err), 3);
        let err = String::from_utf8(err).unwrap();
        assert!(err.contains("文件夹不存在") && err.contains(text(&nowhere)), "{err}");
    }
    console.write("b.yuebao", "");
    console.done(&["new"]);
    let again = console.run(&["new"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("已经存在"), "{}", again.err);
}

#[test]
fn a_sample_that_cannot_be_exported_is_not_left_behind() {
    let console = Console::new();
    let file = console.write("file", "x");
    let answer = console.run(&["demo", "--export", text(&file.join("out"))]);
    assert_eq!(answer.code, 3, "{}", answer.err);
    assert!(answer.err.contains("file/out"), "{}", answer.err);
    assert!(!console.path("b.yuebao").exists());
    console.done(&["demo", "--export", text(&console.path("out"))]);
}

#[test]
fn a_file_with_hidden_characters_is_read_without_them_and_says_where() {
    const ISSUE: &str = "窗口月报\n第4期\n\n一、2025年4月总体运行情况\n办理321件。\n二、动态\n（一）4月2日，水利厅开会。\n";
    let plain = Console::new();
    plain.write("a.txt", ISSUE);
    plain.done(&["import-issue", text(&plain.path("a.txt"))]);
    for (from, to, says) in [
        ("321件", "\u{202e}321\u{202c}件", "第5行有颠倒文字次序的控制字符"),
        ("水利厅", "水\u{200b}利\u{2060}厅", "第7行有看不见的字符"),
        ("窗口月报", "窗口\u{2066}月报", "第1行有颠倒文字次序的控制字符"),
    ] {
        let console = Console::new();
        console.write("a.txt", ISSUE.replacen(from, to, 1));
        let answer = console.run(&["import-issue", text(&console.path("a.txt"))]);
        assert!(format!("{}{}", answer.out, answer.err).contains(says), "{says}: {}", answer.err);
        let export = |console: &Console| {
            console.done(&["export", "--issue", "2025-04", "--to", text(&console.path("x.txt"))]);
            console.read("x.txt")
        };
        assert_eq!(export(&console), export(&plain), "{says}");
    }
}

#[test]
fn a_text_longer_than_any_issue_is_refused_with_its_line() {
    const HEAD: &str = "窗口月报\n第4期\n\n一、2025年4月总体运行情况\n";
    let console = Console::new();
    for (text, says) in [
        (format!("{HEAD}{}\n", "1".repeat(3_000_000)), "第5行有 3000000 个字"),
        (format!("{HEAD}{}", "办理6.23万件，占65.8%。\n".repeat(60_000)), "文中有"),
    ] {
        let path = console.write("a.txt", text);
        let answer = console.run(&["import-issue", path.to_str().unwrap()]);
        assert_eq!(answer.code, 2, "{}", answer.err);
        assert!(answer.err.contains(says), "{}", answer.err);
    }
}

#[test]
fn a_definition_with_a_hidden_name_is_refused_by_it() {
    let console = Console::new();
    console.done(&["new"]);
    let toml = "code = \"x\"\nname = \"刊\"\ntitle = \"刊\"\n[[indicator]]\ncode = \"i\"\nunit = \"件\"\nname = \"办\u{202e}件\"\n";
    console.write("x.toml", toml);
    let answer = console.run(&["add-bulletin", text(&console.path("x.toml"))]);
    assert_eq!(answer.code, 2, "{}", answer.err);
    assert!(answer.err.contains("指标“办〔U+202E〕件”"), "{}", answer.err);
}

#[test]
fn an_open_book_needs_no_third_file() {
    // With a shared-memory file beside it, a book on a full disk could not even be read.
    let console = Console::new();
    console.done(&["demo"]);
    let env = || yuebao::ops::Env::system("测试");
    let mut book = yuebao::ops::Book::open(&console.path("b.yuebao"), env()).unwrap();
    book.add_department("测试窗口").unwrap();
    let mut names: Vec<_> = std::fs::read_dir(console.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["b.yuebao", "b.yuebao-wal", "b.yuebao.lock"]);
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::ffi::OsStringExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_path_need_not_be_text() {
        let folder = tempfile::tempdir().unwrap();
        let mut name = folder.path().as_os_str().to_owned();
        name.push(OsString::from_vec(b"/\xff.yuebao".to_vec()));
        for command in [&["new"][..], &["doctor"], &["set", "全程网办受理", "2025-04", "1万"]]
        {
            let mut args: Vec<OsString> = vec!["yuebao-cli".into(), "--json".into()];
            args.extend(["--book".into(), name.clone()]);
            args.extend(command.iter().map(OsString::from));
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let code = yuebao::cli::run(args, &mut out, &mut err);
            assert_eq!(code, 0, "{command:?}: {}", String::from_utf8_lossy(&err));
            serde_json::from_slice::<serde_json::Value>(&out).unwrap();
        }
        let args = ["yuebao-cli".into(), "set".into(), OsString::from_vec(b"\xff\xfe".to_vec())];
        let mut err = Vec::new();
        assert_eq!(yuebao::cli::run(args, &mut Vec::new(), &mut err), 2);
        assert!(String::from_utf8(err).unwrap().contains("参数不是正常文字"));
    }

    #[test]
    fn an_export_keeps_links_and_rights() {
        let console = Console::new();
        console.done(&["demo"]);
        let target = console.write("真.md", "old");
        std::fs::set_permissions(&target, std::fs::Permissions::from_mode(0o600)).unwrap();
        let link = console.path("链.md");
        symlink("真.md", &link).unwrap();
        console.done(&["export", "--issue", "2025-04", "--to", text(&link)]);
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(console.read("真.md").contains("2025年4月"));
        let mode = std::fs::metadata(&target).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
