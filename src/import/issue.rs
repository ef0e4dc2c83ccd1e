//! Reads a past issue into a proposal: the journey from lines to sections, items, figures, visits
//! and lists. Writes nothing.

use std::collections::BTreeSet;

use super::assemble::Assembly;
use super::decode::BROKEN;
use super::distribution;
use super::error::ImportError;
use super::front;
use super::lines::{LineStyle, SourceLine, source_lines};
use super::masthead::{self, Masthead, names_body};
use super::opening;
use super::proposal::{IssueProposal, Known, Unplaced};
use super::sections::{self, Heading};
use crate::model::{Bulletin, Month};
use crate::text::dates;
use crate::text::house_style::normalise;
use crate::text::joins::Join;
use crate::text::labels;
use crate::text::rejoin::{self, Line, is_imprint, is_page_number};

/// Reads the text of an issue (plain or markdown) of the given series.
///
/// Nothing is dropped: what has no place is in `unplaced` with its line, and page numbers and
/// repeated running heads are named in `notes`.
pub fn read_issue(
    text: &str,
    bulletin: &Bulletin,
    known: &Known,
) -> Result<IssueProposal, ImportError> {
    read_styled(text, &LineStyle::default(), bulletin, known)
}

/// The same of a text whose file says more of its lines. Those set as headings open sections where
/// no line is numbered as one.
pub fn read_styled(
    text: &str,
    style: &LineStyle,
    bulletin: &Bulletin,
    known: &Known,
) -> Result<IssueProposal, ImportError> {
    let mut all = source_lines(text);
    if all.is_empty() {
        return Err(ImportError::Empty);
    }
    within_bounds(&all)?;
    mark_headings(&mut all, &style.headings);
    mark_merged(&mut all, &style.merged);
    let mut notes = broken_notes(&all);
    let lines = without_contents(without_page_marks(all, &mut notes), &mut notes);
    let headings = sections::headings(&lines, bulletin);
    let Some(first) = headings.first().map(|heading| heading.line) else {
        return Err(ImportError::NoSections);
    };
    if headings.len() > SECTIONS {
        return Err(ImportError::TooManySections { count: headings.len(), limit: SECTIONS });
    }
    let (head, body) = lines.split_at_checked(first).unwrap_or((&[], &lines));
    let (head, opening) = opening_of(head, bulletin);
    let (top, preface) = above(head);
    let mut masthead = masthead::read(&top, bulletin);
    let front = front::read(text);
    front.complete(&mut masthead);
    let mut parts = split_body(body, &headings, first);
    let signature = take_signature(&mut parts, &mut masthead);
    let month = known
        .month
        .or(front.month)
        .or_else(|| month_covered(known, &masthead, &headings, &parts))
        .ok_or(ImportError::NoMonth)?;
    let mut assembly = Assembly::new(bulletin, known, month, masthead, notes);
    assembly.leave(preface.into_iter().map(unplaced).chain(signature));
    if let Some((first, rest)) = opening.split_first() {
        let (title, words) = if opening::is_title(&first.text) {
            (first.text.as_str(), rest)
        } else {
            ("", opening)
        };
        assembly.opening(title, &paragraphs(words, "", 0));
    }
    let definitions = sections::assign(&headings, bulletin);
    // Titles of which some are not known and none has a number are printed without.
    let bare = headings.iter().all(|heading| heading.number.is_none())
        && definitions.iter().any(Option::is_none);
    for ((heading, definition), part) in headings.iter().zip(definitions).zip(&parts.sections) {
        let unnumbered =
            bare || definition.map_or(heading.number.is_none(), |definition| definition.unnumbered);
        assembly.section((heading, unnumbered), definition, part);
    }
    assembly.imprint(&parts.imprint, &front);
    Ok(assembly.finish())
}

/// The lines above the first section, and those of them that open the issue. Its name is no title of
/// an opening: a masthead needs one.
fn opening_of<'a>(
    head: &'a [SourceLine],
    bulletin: &Bulletin,
) -> (&'a [SourceLine], &'a [SourceLine]) {
    let from = opening::begins(head);
    let named = |lines: &[SourceLine]| !masthead::read(&above(lines).0, bulletin).title.is_empty();
    let (masthead, opening) = head.split_at_checked(from).unwrap_or((head, &[]));
    if named(masthead) || !named(head) { (masthead, opening) } else { (head, &[]) }
}

/// The lines of a masthead, and running text among them.
fn above(head: &[SourceLine]) -> (Vec<&SourceLine>, Vec<&SourceLine>) {
    head.iter().partition(|line| !is_sentence(&line.text))
}

/// Marks the lines that open sections by their style: those of the highest level that several have.
/// Numbered titles (一、) and marks of markdown speak for themselves.
fn mark_headings(lines: &mut [SourceLine], headings: &[(usize, u8)]) {
    if lines.iter().any(|line| line.heading > 0 || sections::is_numbered(line)) {
        return;
    }
    let of_level = |level: u8| {
        let numbers = headings.iter().filter(move |(_, own)| *own == level);
        numbers.map(|(number, _)| *number).collect::<BTreeSet<_>>()
    };
    let Some(opening) = (1..=9).map(of_level).find(|lines| lines.len() > 1) else { return };
    for line in lines.iter_mut().filter(|line| opening.contains(&line.number)) {
        line.heading = 2;
    }
}

/// Tells the rows which of their cells are one with a neighbour.
fn mark_merged(lines: &mut [SourceLine], merged: &[(usize, usize, Join)]) {
    for (line, cell, join) in merged {
        // Lines keep their order, though some are left out.
        let Ok(at) = lines.binary_search_by_key(line, |line| line.number) else { continue };
        if let Some(line) = lines.get_mut(at) {
            line.merged.push((*cell, *join));
        }
    }
}

/// A paragraph put together from its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// In house style.
    pub text: String,
    /// First line, from 1.
    pub line: usize,
    /// A row of a table.
    pub columns: bool,
    /// Its cells, from 0, that are one with a neighbour.
    pub merged: Vec<(usize, Join)>,
    /// Sentences that were cut.
    pub joined: Vec<String>,
}

/// The body: the paragraphs below each heading, and the imprint.
pub struct Body {
    pub sections: Vec<Vec<Paragraph>>,
    pub imprint: Vec<Paragraph>,
}

fn unplaced(line: &SourceLine) -> Unplaced {
    Unplaced { line: line.number, text: line.text.clone() }
}

/// Lines with characters that the file spells wrongly.
fn broken_notes(lines: &[SourceLine]) -> Vec<String> {
    let broken = lines.iter().filter(|line| line.raw.contains(BROKEN));
    let note = |line: &SourceLine| {
        format!("第{}行有读不出的字，现记作“{BROKEN}”，请对照原件改正。", line.number)
    };
    broken.take(20).map(note).collect()
}

/// A line above the first section that is running text and no part of a masthead.
fn is_sentence(text: &str) -> bool {
    text.contains('。') || text.chars().count() > 80
}

/// Drops page numbers and running heads, naming each.
fn without_page_marks(lines: Vec<SourceLine>, notes: &mut Vec<String>) -> Vec<SourceLine> {
    let title: Option<String> = lines.first().map(|line| line.text.clone());
    let mut kept: Vec<SourceLine> = Vec::with_capacity(lines.len());
    for line in lines {
        let repeats = !kept.is_empty()
            && Some(&line.text) == title.as_ref()
            && line.text.chars().count() <= 30
            && line.heading == 0;
        if is_page_number(&line.text) {
            notes.push(format!("第{}行“{}”是页码，未收录。", line.number, line.text));
        } else if repeats {
            notes.push(format!("第{}行“{}”是重复的页眉，未收录。", line.number, line.text));
        } else {
            kept.push(line);
        }
    }
    kept
}

/// Drops a table of contents, naming it; the headings it lists come again.
fn without_contents(lines: Vec<SourceLine>, notes: &mut Vec<String>) -> Vec<SourceLine> {
    let listed = sections::contents(&lines);
    if let Some(first) = listed.first().and_then(|at| lines.get(*at)) {
        notes.push(format!("第{}行起的目录（{}行）未收录。", first.number, listed.len()));
    }
    let kept = lines.into_iter().enumerate().filter(|(at, _)| listed.binary_search(at).is_err());
    kept.map(|(_, line)| line).collect()
}

fn split_body(body: &[SourceLine], headings: &[Heading], first: usize) -> Body {
    let starts: Vec<usize> = headings.iter().map(|heading| heading.line - first).collect();
    let last = starts.last().copied().unwrap_or(0);
    let foot = foot_of(body.get(last..).unwrap_or_default()).map_or(body.len(), |at| last + at);
    let ends = starts.iter().skip(1).copied().chain([foot]);
    let sections = starts
        .iter()
        .zip(ends)
        .zip(headings)
        .map(|((start, end), heading)| {
            let lines = body.get(start + 1..end.max(start + 1)).unwrap_or_default();
            let number = body.get(*start).map_or(0, |line| line.number);
            paragraphs(lines, &heading.rest, number)
        })
        .collect();
    let imprint = body.get(foot..).unwrap_or_default();
    Body { sections, imprint: paragraphs(imprint, "", 0) }
}

/// The first line of the foot: a distribution list, or another line of an imprint after which no
/// item begins.
fn foot_of(lines: &[SourceLine]) -> Option<usize> {
    let from = lines.iter().rposition(|line| labels::split(&line.text).is_some()).unwrap_or(0);
    let is_foot = |(at, line): &(usize, &SourceLine)| {
        is_imprint(&line.text) && (*at >= from || distribution::read(&line.text).is_some())
    };
    lines.iter().enumerate().find(is_foot).map(|(at, _)| at)
}

/// Takes issuer and date off the end of the last section, where some offices sign: into the
/// masthead if that lacks them, else as unplaced.
fn take_signature(body: &mut Body, masthead: &mut Masthead) -> Vec<Unplaced> {
    let mut left = Vec::new();
    let Some(last) = body.sections.last_mut() else { return left };
    let is_date = |paragraph: &Paragraph| {
        dates::full_date(&paragraph.text).is_some_and(|(range, date)| {
            let before = paragraph.text.get(..range.start).unwrap_or("");
            let signs = range.end == paragraph.text.len() && before.chars().count() <= 40;
            signs && !before.contains(['，', '。']) && masthead.issue_date.is_none_or(|d| d == date)
        })
    };
    if !last.last().is_some_and(is_date) {
        return left;
    }
    let Some(signature) = last.pop() else { return left };
    let (range, date) =
        dates::full_date(&signature.text).unwrap_or((0..0, jiff::civil::Date::ZERO));
    let issuer = signature.text.get(..range.start).unwrap_or("").trim().to_owned();
    if masthead.issue_date.is_some() && (issuer.is_empty() || issuer == masthead.issuer) {
        left.push(Unplaced { line: signature.line, text: signature.text });
        return left;
    }
    masthead.issue_date.get_or_insert(date);
    let above = last.last().filter(|p| p.text.chars().count() <= 40 && names_body(&p.text));
    let issuer = match above.map(|paragraph| paragraph.text.clone()) {
        Some(name) if issuer.is_empty() && masthead.issuer.is_empty() => {
            last.pop();
            name
        }
        _ => issuer,
    };
    if masthead.issuer.is_empty() {
        masthead.issuer = issuer;
    } else if !issuer.is_empty() && issuer != masthead.issuer {
        left.push(Unplaced { line: signature.line, text: issuer });
    }
    left
}

/// Joins lines into paragraphs; `opening` stands before the first, on line `number`.
fn paragraphs(lines: &[SourceLine], opening: &str, number: usize) -> Vec<Paragraph> {
    let opening = Some((number, opening, false)).filter(|(_, text, _)| !text.is_empty());
    let sources: Vec<(usize, &str, bool)> = opening
        .into_iter()
        .chain(lines.iter().map(|line| {
            let text = if line.columns { &line.raw } else { &line.text };
            (line.number, text.as_str(), line.columns)
        }))
        .collect();
    let given: Vec<Line<'_>> =
        sources.iter().map(|(_, text, columns)| Line { text, alone: *columns }).collect();
    let joined = rejoin::paragraphs(&given).paragraphs;
    let before = sources.len() - lines.len();
    let merged = |at: usize| {
        let line = at.checked_sub(before).and_then(|at| lines.get(at));
        line.map(|line| line.merged.clone()).unwrap_or_default()
    };
    joined
        .into_iter()
        .map(|paragraph| Paragraph {
            line: sources.get(paragraph.line).map_or(0, |(number, ..)| *number),
            columns: paragraph.alone,
            merged: merged(paragraph.line),
            joined: paragraph.joined_sentences().map(normalise).collect(),
            text: if paragraph.alone { paragraph.text } else { normalise(&paragraph.text) },
        })
        .collect()
}

/// The month covered: as said by the person importing, else as titles, masthead or text name it,
/// else the month before the issue date.
fn month_covered(
    known: &Known,
    masthead: &Masthead,
    headings: &[Heading],
    body: &Body,
) -> Option<Month> {
    let issued = masthead.issue_date.and_then(Month::of);
    let plausible =
        |month: &Month| issued.is_none_or(|issued| (0..=3).contains(&issued.months_since(*month)));
    let named =
        |text: &str| dates::months(text).into_iter().map(|(_, month)| month).find(plausible);
    let without_year = |text: &str| {
        let (month, _) = dates::leading_month(text)?;
        let issued = issued?;
        let year = if month > issued.month() { issued.year() - 1 } else { issued.year() };
        Month::new(year, month).filter(plausible)
    };
    let titles = || headings.iter().map(|heading| heading.title.as_str());
    let texts = || body.sections.iter().flatten().map(|paragraph| paragraph.text.as_str());
    known
        .month
        .or_else(|| titles().find_map(named))
        .or(masthead.month.filter(plausible))
        .or_else(|| named(&masthead.title))
        .or_else(|| last_of_quarter(&masthead.title, issued).filter(plausible))
        .or_else(|| titles().find_map(without_year))
        .or_else(|| texts().take(1).find_map(named))
        .or_else(|| texts().find_map(without_year))
        .or_else(|| issued.map(Month::previous))
        .or_else(|| texts().find_map(named))
}

/// The last month of the quarter a title speaks of: 2025年三季度 ends with September.
fn last_of_quarter(title: &str, issued: Option<Month>) -> Option<Month> {
    let (at, _) = title.match_indices("季度").next()?;
    let before = title.get(..at)?;
    let number = before.chars().next_back()?;
    let quarter = ["一1", "二2", "三3", "四4"].iter().position(|names| names.contains(number))?;
    let head = before.strip_suffix(number)?.trim_end_matches('第').strip_suffix('年');
    let year = head.and_then(|head| head.get(head.len().checked_sub(4)?..)?.parse().ok());
    let last = u32::try_from(quarter * 3 + 3).ok()?;
    let of = |year| Month::new(year, last);
    match year {
        Some(year) => of(year),
        None => issued.and_then(|issued| of(issued.year()).filter(|month| *month <= issued)),
    }
}

/// Characters of one line, and of a whole issue: a hundred times what offices print. What is read is
/// looked at by every rule with each keystroke, and must not bring the window to a stand.
const LONGEST_LINE: usize = 20_000;
const LONGEST: usize = 400_000;

/// Sections of an issue, a hundred times what offices print: each is named by its number among them.
const SECTIONS: usize = 1_000;

fn within_bounds(lines: &[SourceLine]) -> Result<(), ImportError> {
    let mut all = 0;
    for line in lines {
        let count = line.raw.chars().count();
        if count > LONGEST_LINE {
            let (line, limit) = (Some(line.number), LONGEST_LINE);
            return Err(ImportError::TooLong { line, count, limit });
        }
        all += count;
    }
    if all > LONGEST {
        return Err(ImportError::TooLong { line: None, count: all, limit: LONGEST });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
