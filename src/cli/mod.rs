//! L4: the console program: arguments in, operations called, results as text or JSON, exit codes.
//! Holds no rules and names no file format.
//!
//! Exit codes: 0 done; 1 findings or differences; 2 what was asked cannot be done; 3 trouble with
//! the book file or the disk; 70 a bug of ours.

mod args;
mod books;
mod export;
mod figures;
mod issues;
mod learn;
mod output;
mod packs;
mod passphrase;
mod proof;
mod proofread;
mod publishing;
mod safety;
mod search;
mod shapes;
mod sheets;
mod since;
mod trends;
mod usage;
mod verify;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Parser as _;

use crate::model::{Bulletin, Issue, Month};
use crate::ops::{Book, CONSOLE, Env, OpError, in_log, message, places};

use args::{Arguments, Command, OfBulletin};
use output::Output;

/// Exit code for findings or differences.
const FINDINGS: u8 = 1;
/// Exit code for what cannot be done.
const REFUSED: u8 = 2;

/// How long to wait for the window that has the same book open.
const PATIENCE: Duration = Duration::from_secs(5);

/// Runs the console program and returns its exit code.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let mut output = Output::new(out, err);
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        Err(complaint) if complaint.use_stderr() && !usage::is_help(&complaint) => {
            output.note(&usage::complaint(&complaint));
            return REFUSED;
        }
        Err(help) => {
            output.say(&usage::help(&help));
            return output.close(if help.use_stderr() { REFUSED } else { 0 });
        }
    };
    let mut output = output.with_json(arguments.json);
    match carry_out(&arguments, &mut output) {
        Ok(code) => output.close(code),
        Err(failure) => {
            let message = message(&failure);
            log::warn!("{}", in_log(&failure));
            output.note(&message.text);
            if !message.hint.is_empty() {
                output.note(&message.hint);
            }
            message.kind.exit_code()
        }
    }
}

fn carry_out(arguments: &Arguments, output: &mut Output<'_>) -> Result<u8, OpError> {
    let place = Place::of(arguments);
    match &arguments.command {
        Command::New(new) => books::new(&place, new, output),
        Command::Demo(demo) => books::demo(&place, demo, output),
        Command::AddBulletin(add) => books::add(&mut place.open()?, add, output),
        Command::Undo => books::undo(&mut place.open()?, output),
        Command::Redo => books::redo(&mut place.open()?, output),
        Command::Doctor => safety::doctor(&place, output),
        Command::Backup(backup) => safety::backup(&mut place.open()?, backup, output),
        Command::Restore(restore) => safety::restore(&place, restore, output),
        Command::Pack(pack) => packs::pack(&place.open()?, pack, output),
        Command::VerifyPack(of) => packs::verify(of, output),
        Command::ImportIssue(import) => issues::import(&place, import, output),
        Command::ImportFigures(import) => sheets::import(&mut place.open()?, import, output),
        Command::Issues(of) => issues::list(&place.open()?, of, output),
        Command::NewIssue(of) => issues::next(&mut place.open()?, of, output),
        Command::Proof(of) => proof::account(&mut place.open()?, of, output),
        Command::Words(words) => proofread::words(&mut place.open()?, words, output),
        Command::Check(check) => proofread::check(&mut place.open()?, check, output),
        Command::Learn(of) => learn::learn(&mut place.open()?, of, output),
        Command::Verify(of) => verify::file(&place.open()?, of, output),
        Command::Sign(asked) => publishing::sign(&mut place.open()?, asked, output),
        Command::Publish(asked) => publishing::publish(&mut place.open()?, asked, output),
        Command::Revise(of) => publishing::revise(&mut place.open()?, of, output),
        Command::Publications(of) => publishing::publications(&place.open()?, of, output),
        Command::Corrections(of) => publishing::corrections(&mut place.open()?, of, output),
        Command::Diff(of) => since::since(&place.open()?, of, output),
        Command::Rules(rules) => proofread::rules(&mut place.open()?, rules, output),
        Command::Explain(given) => figures::explain(&mut place.open()?, given, output),
        Command::Figures(of) => figures::list(&place.open()?, of, output),
        Command::Set(set) => figures::set(&mut place.open()?, set, output),
        Command::History(of) => figures::history(&place.open()?, of, output),
        Command::Search(of) => search::search(&place.open()?, of, output),
        Command::Export(of) => export::issue(&mut place.open()?, of, output),
        Command::Trend(trend) => trends::trend(&place.open()?, trend, output),
        Command::Aim(aim) => trends::aim(&mut place.open()?, aim, output),
        Command::MergeDepartment(of) => trends::merge(&mut place.open()?, of, output),
    }
}

/// Which book, and who works with it.
struct Place {
    path: PathBuf,
    actor: String,
}

impl Place {
    fn of(arguments: &Arguments) -> Self {
        Self {
            path: arguments.book.clone().unwrap_or_else(places::default_book),
            actor: arguments.actor.clone().unwrap_or_else(|| CONSOLE.to_owned()),
        }
    }

    fn env(&self) -> Env {
        Env::system(self.actor.clone()).with_patience(PATIENCE)
    }

    /// Makes a book there, and the folder when it is the default book's.
    fn create<T>(&self, make: impl FnOnce(&Path) -> Result<T, OpError>) -> Result<T, OpError> {
        places::prepare(&self.path);
        make(&self.path)
    }

    /// Whether something stands there already; an empty file is as good as none.
    fn is_taken(&self) -> bool {
        std::fs::metadata(&self.path).is_ok_and(|data| !data.is_file() || data.len() > 0)
    }

    fn open(&self) -> Result<Book, OpError> {
        Book::open(&self.path, self.env())
    }
}

/// The bulletin named, or the book's first.
fn bulletin(book: &Book, of: &OfBulletin) -> Result<Bulletin, OpError> {
    match &of.bulletin {
        Some(name) => book.find_bulletin(name),
        None => book.main_bulletin(),
    }
}

/// The issue of a month; of the bulletin named where the month has several.
fn issue(book: &Book, issue: &str, of: &OfBulletin) -> Result<Issue, OpError> {
    let month = month(issue)?;
    let Some(name) = &of.bulletin else { return book.issue_of(month) };
    let bulletin = book.find_bulletin(name)?;
    let found = book.issue_in(&bulletin.code, month)?;
    found.ok_or(OpError::NoIssue { month, nearest: None })
}

fn month(text: &str) -> Result<Month, OpError> {
    Ok(text.parse()?)
}
