//! Any bytes can lie where a book is expected, a damaged book above all: opening answers in Chinese or
//! gives a book that can be read through and changed; nothing panics or hangs.
//!
//! An input that begins with a zero is a list of places and bytes to change in a sound book, any other
//! is the file itself.
#![no_main]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yuebao::ops::{Book, Env, OpError, built_in, diagnose, message};

/// A folder of its own for each run, and a sound book's bytes.
static SOUND: LazyLock<(PathBuf, Vec<u8>)> = LazyLock::new(|| {
    // In memory where the system has such a folder: a book waits for the disk at each commit.
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let folder = place.join(format!("yuebao-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the books");
    let path = folder.join("sound.yuebao");
    let bulletin = built_in::bulletin(built_in::DEFAULT).expect("a built-in bulletin");
    let mut book = Book::create(&path, &bulletin, Env::system("fuzz")).expect("a new book");
    let month = "2025-04".parse().expect("a month");
    book.new_issue(&bulletin.code, month, Some(4)).expect("a new issue");
    book.add_department("水利厅").expect("a new department");
    drop(book);
    let bytes = std::fs::read(&path).expect("the book just made");
    (folder, bytes)
});

fn in_chinese(err: &OpError) {
    let text = message(err).text;
    assert!(text.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{text}");
}

fn read_through(mut book: Book) -> Result<(), OpError> {
    drop(book.diagnose()?);
    for summary in book.issues()? {
        let issue = book.issue(&summary.id)?;
        drop(book.document(&issue)?);
    }
    drop(book.add_department("测试窗口")?);
    drop(book.undo()?);
    Ok(())
}

fn look_at(path: &Path, bytes: &[u8]) {
    for ending in ["", "-wal", "-shm", "-journal", ".lock", ".v0.bak", ".v0.bak.sha256"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        drop(std::fs::remove_file(name));
    }
    std::fs::write(path, bytes).expect("the input as a file");
    match Book::open(path, Env::system("fuzz")) {
        Ok(book) => drop(read_through(book).map_err(|err| in_chinese(&err))),
        Err(err) => {
            in_chinese(&err);
            drop(diagnose(path, Env::system("fuzz")).map_err(|err| in_chinese(&err)));
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let (folder, sound) = &*SOUND;
    let path = folder.join("b.yuebao");
    let Some((0, changes)) = bytes.split_first() else { return look_at(&path, bytes) };
    let mut changed = sound.clone();
    for change in changes.chunks_exact(4) {
        let [high, middle, low, new] = change else { continue };
        let at = u32::from_be_bytes([0, *high, *middle, *low]);
        let at = usize::try_from(at).unwrap_or(0) % changed.len();
        if let Some(byte) = changed.get_mut(at) {
            *byte = *new;
        }
    }
    look_at(&path, &changed);
});
