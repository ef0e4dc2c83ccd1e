//! Where a passphrase comes from: a file's first line or a line of standard input. Never an argument,
//! never a log.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal as _};
use std::path::Path;

use crate::ops::{NO_WAY_BACK, OpError, Passphrase};

use super::args::{Locking, Opening};
use super::output::Output;

/// Longer lines are no passphrases.
const LONGEST: u64 = 4096;

/// For a file to be made; `None` when it is not to be locked.
pub fn new(asked: &Locking, output: &mut Output<'_>) -> Result<Option<Passphrase>, OpError> {
    if !asked.lock {
        return Ok(None);
    }
    output.note(NO_WAY_BACK);
    if asked.opening.passphrase_file.is_some() || !std::io::stdin().is_terminal() {
        return Passphrase::new(&line(&asked.opening)?).map(Some);
    }
    output.note("口令（至少 12 个字符；直接回车由程序给一个）：");
    let first = line(&asked.opening)?;
    if first.is_empty() {
        let offered = Passphrase::random()?;
        output.note(&format!("请记下这个口令：{}", offered.text()));
        return Ok(Some(offered));
    }
    output.note("再输一遍：");
    if line(&asked.opening)? == first {
        return Passphrase::new(&first).map(Some);
    }
    Err(OpError::WeakPassphrase { why: "两遍不一样" })
}

/// For a file that exists.
pub fn given(asked: &Opening, output: &mut Output<'_>) -> Result<Passphrase, OpError> {
    if asked.passphrase_file.is_none() && std::io::stdin().is_terminal() {
        output.note("口令：");
    }
    let text = line(asked)?;
    if text.is_empty() { Err(OpError::NoPassphrase) } else { Ok(Passphrase::given(&text)) }
}

fn line(asked: &Opening) -> Result<String, OpError> {
    match &asked.passphrase_file {
        Some(path) => {
            let failed = |source| OpError::ReadFile { path: path.clone(), source };
            first_line(BufReader::new(File::open(path).map_err(failed)?), path)
        }
        None => first_line(std::io::stdin().lock(), Path::new("-")),
    }
}

fn first_line(from: impl BufRead, path: &Path) -> Result<String, OpError> {
    let failed = |source| OpError::ReadFile { path: path.to_owned(), source };
    let mut text = String::new();
    from.take(LONGEST).read_line(&mut text).map_err(failed)?;
    let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
    Ok(text.to_owned())
}
