//! Proofreading (校对) of the words, marks and labels of an issue as it is printed.
//!
//! Each rule is a small pure function over a line or over all lines; [`rules`] is the table of
//! them. A rule never offers to change what a slot prints, addresses, times, standards or the
//! words of a title in 《》.

mod amounts;
mod dates;
mod examples;
mod fix;
mod guard;
mod line;
mod marks;
mod office;
mod page;
mod pairs;
mod phrases;
mod retype;
mod spacing;
mod structure;
mod table;
mod words;

use crate::document::{Anchor, Document, numbering};
use crate::model::{Issue, ItemId, ItemState, OfficeWord};

use super::{Finding, Level};
use line::{Hit, Line};
use office::Office;
use page::Page;
use table::Look;

pub use examples::example;
pub use fix::{Fix, SourceEdit, Target, apply};
pub use retype::retype;
pub use table::{Rule, rule, rules};

/// A finding of the proofreader with what the printed place does not tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub finding: Finding,
    /// The item it stands in; `None` for a title or the distribution list.
    pub item: Option<ItemId>,
    /// The printed characters around the place, by which it is known again after edits elsewhere.
    pub around: String,
    /// How the source is mended, when that is safe.
    pub fix: Option<Fix>,
}

/// So many characters on each side of a place tell it from others.
const AROUND: usize = 8;

/// Everything the proofreader has to say about an issue, in order of print; rules that are off
/// and hints included.
pub fn proofread(issue: &Issue, document: &Document) -> Vec<Remark> {
    proofread_with(issue, document, &[])
}

/// As [`proofread`], with the office's own words.
pub fn proofread_with(issue: &Issue, document: &Document, words: &[OfficeWord]) -> Vec<Remark> {
    let page = Page::new(issue, document);
    let mut found = of_lines(&page, words);
    for rule in rules() {
        if let Look::Page(look) = rule.look {
            found.extend(look(&page).into_iter().map(|(index, hit)| (index, rule, hit)));
        }
    }
    // A cut paragraph lacks its end mark because it is cut.
    let cut: Vec<usize> = found.iter().filter(|f| f.2.joins).map(|f| f.0).collect();
    found.retain(|(index, rule, _)| rule.id != "P17" || !cut.contains(index));
    found.sort_by_key(|(index, _, hit)| (*index, hit.start));
    let remarks =
        found.into_iter().filter_map(|(index, rule, hit)| remark(&page, index, rule, hit));
    remarks.chain(distribution(&page)).collect()
}

/// Whether a rule looks at one line at a time, so that [`proofread_item`] asks it too.
pub fn is_local(id: &str) -> bool {
    let look = rule(id).map(|rule| rule.look);
    matches!(look, Some(Look::Line(_) | Look::Dated(_) | Look::Words))
}

/// What the rules on single lines say about one item, in order of print: quick enough to follow
/// every keystroke. `item` points anywhere into it.
pub fn proofread_item(
    issue: &Issue,
    document: &Document,
    item: Anchor,
    words: &[OfficeWord],
) -> Vec<Remark> {
    let of_item = |one: Anchor| (one.section, one.item) == (item.section, item.item);
    let page = Page::of(issue, document, of_item);
    let mut found = of_lines(&page, words);
    found.sort_by_key(|(index, _, hit)| (*index, hit.start));
    found.into_iter().filter_map(|(index, rule, hit)| remark(&page, index, rule, hit)).collect()
}

/// The text in which some characters of a printed line were typed, and which of its characters
/// those are; of what a slot printed, the slot itself.
pub fn in_source(
    issue: &Issue,
    document: &Document,
    anchor: Anchor,
    chars: std::ops::Range<usize>,
) -> Option<(Target, std::ops::Range<usize>)> {
    let page = Page::of(issue, document, |one| one == anchor);
    let line = page.lines.first()?;
    let within = || (chars.start..chars.end).filter_map(|at| line.origin(at));
    let before = (0..chars.start).rev().find_map(|at| line.origin(at));
    let after = (chars.end..line.chars.len()).find_map(|at| line.origin(at));
    let of = within().next().or(before).or(after)?;
    let same = |origin: &line::Origin| origin.field == of.field;
    let target = fix::target(&page, 0, of.field)?;
    let typed = within().next().zip(within().rfind(same));
    let range = if let Some((first, last)) = typed {
        first.start..last.end
    } else {
        let start = before.filter(same).map_or(0, |origin| origin.end);
        let length = fix::source(&page, 0, of.field)?.chars().count();
        start..after.filter(same).map_or(length, |origin| origin.start)
    };
    Some((target, range))
}

/// What the rules on single lines and the office's words find on a page.
fn of_lines(page: &Page<'_>, words: &[OfficeWord]) -> Vec<(usize, &'static Rule, Hit)> {
    let office = Office::new(words);
    let own = rule(office::RULE);
    let mut found = Vec::new();
    for (index, line) in page.lines.iter().enumerate() {
        let here = of_line(line, page.issue).into_iter();
        found.extend(here.map(|(rule, hit)| (index, rule, hit)));
        let theirs = office.hits(line).into_iter();
        found.extend(theirs.filter_map(|hit| Some((index, own?, hit))));
    }
    found
}

/// What the rules on single lines find.
fn of_line(line: &Line, issue: &Issue) -> Vec<(&'static Rule, Hit)> {
    let mut hits = Vec::new();
    for rule in rules() {
        let found = match rule.look {
            Look::Line(look) => look(line),
            Look::Dated(look) => look(line, issue),
            Look::Words | Look::Page(_) | Look::Distribution | Look::Last | Look::Print => continue,
        };
        hits.extend(found.into_iter().map(|hit| (rule, hit)));
    }
    let of_lists = words::words(line).into_iter();
    hits.extend(of_lists.filter_map(|(id, hit)| Some((rule(id)?, hit))));
    hits
}

fn remark(page: &Page<'_>, index: usize, rule: &'static Rule, hit: Hit) -> Option<Remark> {
    let line = page.lines.get(index)?;
    let anchor = page.anchor(index);
    let fix = fix::of(page, index, &hit);
    let shown = fix.as_ref().map(|_| fix::shown(page, index, &hit));
    let finding = Finding {
        rule: rule.id,
        level: hit.level.unwrap_or(rule.level),
        section: numbering::section_name(page.issue, anchor.section),
        item: item_label(page, anchor),
        paragraph: Some(anchor.paragraph),
        start: hit.start,
        end: hit.end,
        text: line.slice(hit.start, hit.end),
        message: hit.message,
        fix: shown,
        anchor: Some(anchor),
        indicator: None,
    };
    let item = page.item_of(index).map(|item| item.id.clone());
    Some(Remark { finding, item, around: around(line, hit.start, hit.end), fix })
}

/// The characters around a place, within its own sentence and what was written of it.
fn around(line: &Line, start: usize, end: usize) -> String {
    let stop = |at: &usize| matches!(line.get(*at), Some('。' | '！' | '？'));
    let from = start.saturating_sub(AROUND).max(line.body).min(start);
    let from = (from..start).rev().find(stop).map_or(from, |at| at + 1);
    let to = (end + AROUND).min(line.chars.len());
    let to = (end..to).find(stop).unwrap_or(to);
    line.slice(from, to)
}

/// The label of the item as printed, e.g. （二）.
fn item_label(page: &Page<'_>, anchor: Anchor) -> Option<String> {
    let section = page.issue.sections.get(anchor.section)?;
    let index = anchor.item?;
    let before = section.items.get(..=index)?;
    let number = before.iter().filter(|item| item.state == ItemState::Active).count();
    Some(numbering::item_label(section.numbering, number)).filter(|label| !label.is_empty())
}

fn distribution(page: &Page<'_>) -> Vec<Remark> {
    let Some(rule) = rule("S12") else { return Vec::new() };
    let twice = phrases::listed_twice(page).into_iter();
    twice
        .map(|name| Remark {
            finding: Finding {
                rule: rule.id,
                level: rule.level,
                section: "报送范围".to_owned(),
                item: None,
                paragraph: None,
                start: 0,
                end: 0,
                message: format!("“{name}”在报、送、发里出现了两次"),
                text: name.clone(),
                fix: None,
                anchor: None,
                indicator: None,
            },
            item: None,
            around: name,
            fix: None,
        })
        .collect()
}

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;
