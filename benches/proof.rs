//! How long the proof of a whole issue takes beside its markdown export, and the paragraph that is
//! being typed beside one frame; all in one run, by turns, so that a busy machine slows both.
//!
//! `cargo bench --bench proof` takes the sample's newest issue, `-- FILE` an issue of one's own.
#![allow(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use yuebao::export::markdown;
use yuebao::model::{Issue, Item};
use yuebao::ops::{Book, Env, built_in, demo_book};

type Outcome<T> = Result<T, Box<dyn Error>>;

const ROUNDS: usize = 200;
/// Of proof and proofreading together to the markdown export, at most.
const PROMISED: f64 = 3.0;
/// Milliseconds that the paragraph being typed may take: one frame.
const FRAME: f64 = 16.0;

fn main() -> Outcome<()> {
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let bulletin = built_in::bulletin(built_in::DEFAULT)?;
    let env = Env::system("测量".to_owned());
    let (book, issue) = match file {
        None => {
            let book = demo_book::in_memory(&bulletin, "2025-04".parse()?, env)?;
            let issue = book.issue_of("2025-04".parse()?)?;
            (book, issue)
        }
        Some(file) => {
            let mut book = Book::in_memory(&bulletin, env)?;
            let report = book.import_issue_file(Path::new(&file), None)?;
            let issue = book.issue(&report.issue)?;
            (book, issue)
        }
    };
    println!("{} paragraphs", issue.items().map(|item| item.paragraphs.len()).sum::<usize>());
    whole(&book, &issue)?;
    typed(&book, &issue)
}

/// The whole issue: proof and proofreading beside its export.
fn whole(book: &Book, issue: &Issue) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("issue.md");
    let sources = book.review_sources(issue)?;
    let mut times: [Vec<Duration>; 5] = Default::default();
    for _ in 0..ROUNDS {
        let [text, file, proof, review, all] = &mut times;
        timed(text, || Ok(markdown(&book.document(issue)?)))?;
        timed(file, || Ok(book.export_issue(issue, &path)?))?;
        timed(proof, || Ok(book.proof(issue)?))?;
        timed(review, || Ok(sources.review()))?;
        timed(all, || Ok(book.review_sources(issue)?.review()))?;
    }
    let [text, file, proof, review, all] = times.map(median);
    println!("{:<44} {text:8.3} ms", "markdown, composed and as text");
    println!("{:<44} {file:8.3} ms", "markdown, written to a file");
    println!("{:<44} {proof:8.3} ms  {:5.2} x", "account of the numerals", proof / text);
    println!(
        "{:<44} {review:8.3} ms  {:5.2} x",
        "proof and proofreading, once read",
        review / text
    );
    let kept = if all <= PROMISED * text { "kept" } else { "NOT KEPT" };
    println!(
        "{:<44} {all:8.3} ms  {:5.2} x  (promised {PROMISED}: {kept}; of the file {:.2} x)",
        "proof and proofreading, from the book",
        all / text,
        all / file
    );
    Ok(())
}

/// A keystroke in the longest item.
fn typed(book: &Book, issue: &Issue) -> Outcome<()> {
    let sources = book.review_sources(issue)?;
    let length = |item: &&Item| item.paragraphs.iter().map(String::len).sum::<usize>();
    let item = issue.items().max_by_key(length).ok_or("an issue without items")?;
    let mut paragraphs = item.paragraphs.clone();
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        if let Some(last) = paragraphs.last_mut() {
            last.push('办');
        }
        timed(&mut times, || {
            Ok(sources.review_item(&item.id, &paragraphs).ok_or("of no issue")?)
        })?;
    }
    let characters = paragraphs.iter().map(|text| text.chars().count()).sum::<usize>();
    let time = median(times);
    let kept = if time <= FRAME { "kept" } else { "NOT KEPT" };
    let what = format!("a keystroke in an item of {characters} characters");
    println!("{what:<44} {time:8.3} ms  (promised {FRAME}: {kept})");
    Ok(())
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

fn timed<T>(times: &mut Vec<Duration>, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    let start = Instant::now();
    let made = black_box(work()?);
    times.push(start.elapsed());
    Ok(made)
}
