//! The log file and what happens on a panic: it is written down, and a sentence goes to the
//! terminal. Knows no screen and no book.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use log::{LevelFilter, Log, Metadata, Record};

use crate::ops::is_contained;
use crate::ops::places;

/// Above this size the log starts anew; the one before is kept beside it.
const LARGEST_LOG_BYTES: u64 = 1024 * 1024;

struct FileLog {
    file: Mutex<File>,
}

/// What the last panic said, for the message about a window that could not open.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// Starts the log file and the panic hook. A log that cannot be written is no reason not to start.
pub fn install() {
    if let Ok(file) = open_log(&places::log_file()) {
        let log = Box::new(FileLog { file: Mutex::new(file) });
        if log::set_boxed_logger(log).is_ok() {
            log::set_max_level(LevelFilter::Info);
        }
    }
    std::panic::set_hook(Box::new(on_panic));
}

pub fn last_panic() -> String {
    LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Writes one paragraph to the terminal; a closed terminal is nobody's concern.
pub fn say(text: &str) {
    writeln!(std::io::stderr(), "{text}").ok();
}

fn open_log(path: &Path) -> std::io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::metadata(path).is_ok_and(|meta| meta.len() > LARGEST_LOG_BYTES) {
        fs::rename(path, path.with_extension("log.old"))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}

fn on_panic(info: &PanicHookInfo<'_>) {
    if is_contained() {
        return;
    }
    let payload = info.payload();
    let text = payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("");
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    // What was formatted may quote the text that was worked on; a literal cannot.
    let fixed = payload.downcast_ref::<&str>().copied().unwrap_or("");
    log::error!("panic at {place} {fixed}");
    text.clone_into(&mut LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner));
}

impl Log for FileLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Warn || metadata.target().starts_with("yuebao")
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        let time = jiff::Timestamp::from_second(i64::try_from(seconds).unwrap_or(0))
            .map(|time| time.to_string())
            .unwrap_or_default();
        writeln!(file, "{time} {} {}: {}", record.level(), record.target(), record.args()).ok();
    }

    fn flush(&self) {}
}
