//! What `verify` makes of a change, when the changed issue comes back as a file: as text, and as a
//! Word file read by the product's own reader.

use yuebao::check::verify::{Printed, ReturnedLine, Verification, verify};
use yuebao::document::{Document, plain_text};
use yuebao::export::docx;
use yuebao::import::{read_outside, source_lines};

use crate::books::Finished;
use crate::retype::Mutant;
use crate::tally::Verdict;

pub fn text(finished: &Finished, mutants: &[Mutant]) -> Vec<Verdict> {
    judge(finished, mutants, plain_text)
}

pub fn word(finished: &Finished, mutants: &[Mutant]) -> Vec<Verdict> {
    judge(finished, mutants, |document| {
        let bytes = docx(document, &finished.bulletin.house_style).unwrap_or_default();
        read_outside(&bytes).map(|outside| outside.text).unwrap_or_default()
    })
}

/// *reported*: a difference is told; *listed*: only that something is written in another look.
fn judge(
    finished: &Finished,
    mutants: &[Mutant],
    returned: impl Fn(&Document) -> String,
) -> Vec<Verdict> {
    let names = finished.names();
    let held = |document: &Document| of_file(finished, &names, &returned(document));
    let unchanged = held(&finished.document);
    if !unchanged.is_same() || !unchanged.style.is_empty() {
        println!("an unchanged issue is not the same as its own file: {:?}", unchanged.differences);
    }
    let verdict = |mutant: &Mutant| {
        let found = held(&mutant.document);
        match (found.is_same(), found.style.is_empty()) {
            (false, _) => Verdict::Reported,
            (true, false) => Verdict::Listed,
            (true, true) => Verdict::Missed,
        }
    };
    mutants.iter().map(verdict).collect()
}

fn of_file(finished: &Finished, names: &[String], text: &str) -> Verification {
    let line = |line: yuebao::import::SourceLine| ReturnedLine {
        number: line.number,
        text: line.raw,
        columns: line.columns,
    };
    let lines: Vec<ReturnedLine> = source_lines(text).into_iter().map(line).collect();
    let Finished { issue, bulletin, figures, document, .. } = finished;
    verify(&Printed { issue, bulletin, figures, document, names }, &lines)
}
