//! Faults at every step of a run, without a clock: the system is told how large a file the program
//! may write, so that a write of its own choosing is the one that kills it (as `kill -9` does) or
//! fails (as a full disk does). Whatever happens, the book is what it was before or after the step.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use yuebao::model::{FigureKey, FigureSource, IndicatorCode};
use yuebao::ops::{BackupReason, Book, Clock, Env, best_backup, built_in};

use crate::support::Console;

/// How often each step is killed or failed.
const TIMES: u64 = 20;

/// Kilobytes of the largest file a run may write, and what happens when it writes more.
#[derive(Clone, Copy)]
enum Fault {
    Killed(u64),
    Full(u64),
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Runs the console program as a process of its own under a fault.
fn run(console: &Console, args: &[&str], fault: Fault) -> Output {
    let (ignore, kilobytes) = match fault {
        Fault::Killed(kilobytes) => ("", kilobytes),
        // Without the signal the write itself fails.
        Fault::Full(kilobytes) => ("trap '' XFSZ;", kilobytes),
    };
    let script = format!("{ignore} ulimit -c 0; ulimit -f {kilobytes}; exec \"$@\"");
    Command::new("bash")
        .args(["-c", &script, "bash", env!("CARGO_BIN_EXE_yuebao-cli"), "--book"])
        .arg(console.path("b.yuebao"))
        .args(args)
        .output()
        .unwrap()
}

/// A small book with an issue, made once.
static SAMPLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let console = Console::new();
    console.done(&["new"]);
    console.done(&["new-issue", "--month", "2025-04"]);
    for (name, typed) in [("全程网办受理", "6.1万"), ("电话咨询", "1034")] {
        console.done(&["set", name, "2025-04", typed]);
    }
    std::fs::read(console.path("b.yuebao")).unwrap()
});

fn sample() -> Console {
    let console = Console::new();
    console.write("b.yuebao", &*SAMPLE);
    console
}

/// A book of the first released schema.
fn first_schema(console: &Console) {
    let raw = rusqlite::Connection::open(console.path("b.yuebao")).unwrap();
    raw.execute_batch(include_str!("../fixtures/schema/v1.sql")).unwrap();
}

/// Sizes from nothing to that of the largest file of a whole run, closer together where they are
/// small: first the log is written, then the files.
fn sizes(largest: u64, times: u64) -> impl Iterator<Item = u64> {
    (0..times).map(move |step| (largest / 1024 + 8) * step * step / (times * times))
}

fn largest_file(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let size = |path: PathBuf| {
        if path.is_dir() { largest_file(&path) } else { std::fs::metadata(path).unwrap().len() }
    };
    entries.map(size).max().unwrap_or(0)
}

/// What the book holds, as far as a person can tell; also proves that it opens and is sound.
fn content(console: &Console) -> String {
    let doctor = console.run(&["doctor"]);
    assert_eq!(doctor.code, 0, "{}{}", doctor.out, doctor.err);
    let figures = console.done(&["figures", "--month", "2025-04", "--json"]);
    figures + &console.done(&["issues", "--json"])
}

/// Puts a step under every fault: `make` gives a fresh book, `args` the command, `after` is asked
/// with the content before and after a whole run.
fn under_faults(
    make: impl Fn() -> Console,
    (args, times): (&[&str], u64),
    whole: impl Fn(&Console),
) {
    let console = make();
    let before = content_or_old(&console);
    console.done(args);
    let largest = largest_file(console.folder.path());
    let after = content(&console);
    whole(&console);
    let (mut killed, mut failed) = (0, 0);
    for kilobytes in sizes(largest, times) {
        for fault in [Fault::Killed(kilobytes), Fault::Full(kilobytes)] {
            let console = make();
            let answer = run(&console, args, fault);
            let said = String::from_utf8_lossy(&answer.stderr).into_owned();
            match answer.status.code() {
                None => killed += 1,
                Some(0) => {}
                Some(3) => {
                    failed += 1;
                    let chinese = said.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                    assert!(chinese, "{said}");
                }
                other => panic!("{kilobytes} KB: {other:?} {said}"),
            }
            let found = content(&console);
            let done = answer.status.code() == Some(0);
            assert!(found == after || (!done && found == before), "{kilobytes} KB, {said}");
            whole(&console);
            // The disk is free again: the same command works.
            if !done && found == before {
                console.done(args);
                assert_eq!(content(&console), after, "{kilobytes} KB");
            }
        }
    }
    let few = times.min(3);
    assert!(killed >= few && failed >= few, "{killed} killed, {failed} failed of {times} each");
}

/// Of a book that opening itself would change.
fn content_or_old(console: &Console) -> String {
    if console.folder.path().join("old").exists() { String::new() } else { content(console) }
}

#[test]
fn an_import_is_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("t.csv");
    let rows: Vec<String> = (1..=12).map(|n| format!("电话咨询,2024-{n:02},{n}\n")).collect();
    std::fs::write(&table, format!("指标,月份,数\n全程网办受理,2025-04,7\n{}", rows.concat()))
        .unwrap();
    under_faults(sample, (&["import-figures", text(&table)], TIMES), |_| {});
}

#[test]
fn a_backup_is_whole_or_not_there() {
    under_faults(sample, (&["backup"], TIMES), |console| {
        let listed = console.json(&["backup", "--list"]);
        assert!(listed.as_array().unwrap().iter().all(|one| one["sound"] == true), "{listed}");
    });
}

#[test]
fn a_locked_backup_and_a_pack_are_whole_or_not_there() {
    let passphrase = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(passphrase.path(), "青溪大厅 2025 台账口令\n").unwrap();
    let away = tempfile::tempdir().unwrap();
    let target = away.path().join("x.zip");
    let file = text(passphrase.path()).to_owned();
    let pack = ["pack", "--issue", "2025-04", "--to", text(&target), "--lock", "--passphrase-file"];
    under_faults(sample, (&[&pack[..], &[&file]].concat(), 3), |console| {
        if target.exists() {
            console.done(&["verify-pack", text(&target), "--passphrase-file", &file]);
            std::fs::remove_file(&target).unwrap();
        }
        let left = std::fs::read_dir(away.path()).unwrap().count();
        assert!(left <= 1, "at most one half-written file, hidden, replaced by the next");
    });
}

#[test]
fn an_upgrade_of_the_first_schema_is_whole_or_not_at_all() {
    let make = || {
        let console = Console::new();
        first_schema(&console);
        console.write("old", "");
        console
    };
    under_faults(make, (&["issues"], TIMES), |_| {});
}

#[test]
fn an_export_leaves_the_old_file_or_the_new_one() {
    let away = tempfile::tempdir().unwrap();
    let target = away.path().join("x.docx");
    std::fs::write(&target, "old").unwrap();
    let whole = std::cell::RefCell::new(Vec::new());
    let args = ["export", "--issue", "2025-04", "--to", text(&target)];
    under_faults(sample, (&args, TIMES), |_| {
        let found = std::fs::read(&target).unwrap();
        if whole.borrow().is_empty() {
            whole.borrow_mut().clone_from(&found);
        }
        assert!(found == b"old" || found == *whole.borrow());
        std::fs::write(&target, "old").unwrap();
    });
}

/// A clock that is set by hand.
#[derive(Clone, Default)]
struct SetClock(std::sync::Arc<AtomicI64>);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
    }

    fn today(&self) -> Date {
        Date::constant(2000, 1, 1)
    }
}

#[test]
fn a_clock_set_back_confuses_neither_undo_nor_history_nor_backups() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yuebao");
    let clock = SetClock::default();
    clock.0.store(1_745_000_000, Ordering::Relaxed);
    let env = || Env {
        clock: Box::new(clock.clone()),
        actor: "测试".to_owned(),
        patience: Duration::ZERO,
    };
    let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
    let mut book = Book::create(&path, &bulletin, env()).unwrap();
    let indicator = bulletin.indicator_named("全程网办受理").unwrap();
    let key = FigureKey::of_hall(
        &IndicatorCode::new(indicator.code.as_str()),
        "2025-04".parse().unwrap(),
    );
    book.set_figure(&key, "1万", FigureSource::Typed).unwrap();
    book.back_up(BackupReason::Manual).unwrap();
    clock.0.store(946_684_800, Ordering::Relaxed);
    book.set_figure(&key, "2万", FigureSource::Typed).unwrap();
    assert!(book.backup_is_due().unwrap(), "a clock set back makes it due");
    book.back_up(BackupReason::Timed).unwrap();
    assert!(!book.backup_is_due().unwrap() && !book.is_unsaved_in_backups().unwrap());
    let best = best_backup(&path, clock.now()).unwrap();
    assert_eq!(Some(best.batch), book.backups().iter().map(|backup| backup.batch).max());
    drop(book);
    let mut book = Book::open(&path, env()).unwrap();
    assert!(book.diagnose().unwrap().is_well());
    assert_eq!(book.figure(&key).unwrap().unwrap().typed, "2万");
    book.undo().unwrap();
    assert_eq!(book.figure(&key).unwrap().unwrap().typed, "1万");
    let history = book.history(yuebao::ops::Subject::Figure(&key)).unwrap();
    let typed: Vec<_> = history.iter().filter_map(|entry| entry.new.as_deref()).collect();
    assert_eq!(typed, ["1万", "2万", "1万"], "in the order in which it was done");
}
