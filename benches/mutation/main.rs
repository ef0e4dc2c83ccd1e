//! How many slips of a hand the checks report: a finished issue is changed in one place at a time
//! (a digit, a unit, a word of direction, a name of a list, a date, a bracket), as if that place had
//! been retyped, and judged again.
//!
//! *reported*: the changed issue has a finding that the unchanged one has not. *listed*: no such
//! finding, but the account of numerals has the changed number as unproven or as a date: a person
//! who goes through the account meets it. *missed*: neither.
//!
//! `verify` judges the changed issue as a file that came back, held against the unchanged one:
//! *reported* is a difference, *listed* a remark that something is only written in another look.
//!
//! The rules were made with the first set of issues in sight; the held-out set tells what they find
//! elsewhere.
#![allow(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

#[allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    reason = "made for the tests, which use all of it and stop loudly"
)]
#[path = "../../tests/corpus/annotated.rs"]
mod annotated;
mod books;
mod changes;
mod check;
mod numbers;
mod retype;
mod tally;
mod verify;
mod words;

use std::error::Error;
use std::time::Instant;

use yuebao::document::{Block, Run, text_of};

use books::Finished;
use retype::Mutant;
use tally::{Tally, Verdict};

/// Who looks at a mutant, each a column group of the table.
const JUDGES: [(&str, Judge); 3] =
    [("check", check::judge), ("verify txt", verify::text), ("verify docx", verify::word)];

/// What one of them makes of all mutants of an issue.
type Judge = fn(&Finished, &[Mutant]) -> Vec<Verdict>;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    for (name, books) in books::sets(folder.path())? {
        let began = Instant::now();
        let mut tally = Tally::default();
        for (book, months) in books {
            for month in months {
                run(&Finished::of(&book, month)?, &mut tally);
            }
        }
        println!("== {name}");
        tally.print();
        println!("{:.1} s", began.elapsed().as_secs_f64());
    }
    Ok(())
}

fn run(finished: &Finished, tally: &mut Tally) {
    tally.unchanged(&finished.findings());
    let blocks = finished.document.blocks.iter().enumerate();
    let mut mutants = Vec::new();
    for (at, block) in blocks {
        let Some(runs) = runs_of(block) else { continue };
        let numerals = finished.numerals(block);
        let changes = changes::changes(&text_of(runs), runs, &numerals, finished);
        mutants.extend(changes.into_iter().filter_map(|change| Mutant::of(finished, at, change)));
    }
    for (judge, (_, look)) in JUDGES.iter().enumerate() {
        for (mutant, verdict) in mutants.iter().zip(look(finished, &mutants)) {
            let text = finished.document.blocks.get(mutant.block).and_then(runs_of).map(text_of);
            tally.add(judge, &mutant.change, verdict, &text.unwrap_or_default());
        }
    }
}

/// What is printed of a paragraph or title.
fn runs_of(block: &Block) -> Option<&[Run]> {
    match block {
        Block::Paragraph { runs, .. } | Block::Heading { runs, .. } => Some(runs),
        Block::Masthead | Block::Table(_) | Block::Chart(_) | Block::Distribution { .. } => None,
    }
}
