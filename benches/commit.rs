//! What one changed field costs: a commit of the book against a bare write of the same disk.
//!
//! Both happen in the same folder, by turns, so that a busy disk slows both. The bare write is
//! 4 KiB over existing bytes and fdatasync: the least any program can do that says "saved".
//! Where a sync costs next to nothing (a disk that answers from its cache, p50 below 1 ms), the
//! ratio shows SQLite's own work instead; read it together with the milliseconds.
#![allow(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use yuebao::model::{FigureKey, FigureSource};
use yuebao::ops::{Book, Env};

const ROUNDS: usize = 400;
/// Caches and the file's first growth are not what a clerk waits for.
const WARM_UP: usize = 40;
/// The ratio of the medians that the product promises.
const PROMISED: f64 = 1.15;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let path = folder.path().join("book.yuebao");
    make_demo_book(&path)?;
    let mut book = Book::open(&path, Env::system("bench"))?;
    let key = newest_cell(&book)?;
    let mut bare = four_kib_file(&folder.path().join("bare"))?;

    let (mut commits, mut writes) = (Vec::new(), Vec::new());
    for round in 0..WARM_UP + ROUNDS {
        let typed = format!("{}", 60_000 + round);
        let commit =
            timed(|| book.set_figure(&key, &typed, FigureSource::Typed).map_err(Box::new))?;
        let write = timed(|| overwrite(&mut bare, round))?;
        if round >= WARM_UP {
            commits.push(commit);
            writes.push(write);
        }
    }
    report(&mut commits, &mut writes);
    Ok(())
}

fn make_demo_book(path: &Path) -> Result<(), Box<dyn Error>> {
    let output = Command::new(env!("CARGO_BIN_EXE_yuebao-cli"))
        .arg("--book")
        .arg(path)
        .arg("demo")
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned().into())
}

/// The first indicator of the newest month, reported by the hall.
fn newest_cell(book: &Book) -> Result<FigureKey, Box<dyn Error>> {
    let bulletins = book.bulletins()?;
    let indicator = bulletins
        .iter()
        .flat_map(|bulletin| &bulletin.indicators)
        .next()
        .ok_or("the demo book has no indicator")?;
    let month = *book.months()?.first().ok_or("the demo book has no month")?;
    Ok(FigureKey::of_hall(&indicator.code, month))
}

fn four_kib_file(path: &Path) -> std::io::Result<File> {
    let mut file = OpenOptions::new().create_new(true).write(true).open(path)?;
    file.write_all(&[0; 4096])?;
    file.sync_all()?;
    Ok(file)
}

fn overwrite(file: &mut File, round: usize) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&[round.to_le_bytes()[0]; 4096])?;
    file.sync_data()
}

fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<Duration, E> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn report(commits: &mut [Duration], writes: &mut [Duration]) {
    println!("{ROUNDS} times by turns       p50 ms   p95 ms");
    for (name, times) in [("one-field commit", &mut *commits), ("bare 4 KiB + sync", &mut *writes)]
    {
        times.sort_unstable();
        println!("{name:22} {:8.3} {:8.3}", share(times, 50), share(times, 95));
    }
    let ratio = share(commits, 50) / share(writes, 50);
    println!("ratio p50 {ratio:.2} (promised: at most {PROMISED})");
    println!("ratio p95 {:.2}", share(commits, 95) / share(writes, 95));
}

/// The time below which `percent` of the sorted times lie, in milliseconds.
fn share(sorted: &[Duration], percent: usize) -> f64 {
    sorted.get(sorted.len() * percent / 100).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}
