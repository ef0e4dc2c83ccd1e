//! The command that looks for words in the whole book.

use serde::Serialize;

use crate::model::Month;
use crate::ops::{Book, Hit, OpError};

use super::args::Search;
use super::output::Output;

/// Exit code when nothing was found.
const NOTHING: u8 = 1;

/// One place found.
#[derive(Serialize)]
struct Found<'a> {
    kind: &'a str,
    month: Option<String>,
    title: &'a str,
    text: &'a str,
    /// Character ranges of the words in `text`: start, end.
    marks: Vec<[usize; 2]>,
}

pub fn search(book: &Book, of: &Search, output: &mut Output<'_>) -> Result<u8, OpError> {
    let words = of.words.join(" ");
    let found = book.search(&words, of.limit)?;
    output.json(&found.hits.iter().map(shape).collect::<Vec<_>>());
    for hit in &found.hits {
        let month = hit.month.map(Month::chinese).unwrap_or_default();
        output.say(&format!("{month}  {}  {}  {}", hit.kind, hit.title, hit.excerpt.text));
    }
    if found.more {
        output.note(&format!("只列出最新的 {} 处", of.limit));
    }
    if found.hits.is_empty() {
        output.note(&format!("没有找到“{words}”"));
        return Ok(NOTHING);
    }
    Ok(0)
}

fn shape(hit: &Hit) -> Found<'_> {
    Found {
        kind: hit.kind,
        month: hit.month.map(|month| month.to_string()),
        title: &hit.title,
        text: &hit.excerpt.text,
        marks: hit.excerpt.marks.iter().map(|mark| [mark.start, mark.end]).collect(),
    }
}
