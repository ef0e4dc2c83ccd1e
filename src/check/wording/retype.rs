//! Words put in the place of printed ones, traced back to where they were typed.

use crate::document::{Anchor, Document};
use crate::model::Issue;

use super::fix::{self, Fix};
use super::line::{Hit, Line};
use super::page::Page;

/// The change of the source that makes the line at `anchor` print the edits (characters of its
/// text, in order and apart); `None` where one would touch what a slot or a list prints.
pub fn retype(
    issue: &Issue,
    document: &Document,
    anchor: Anchor,
    edits: &[(usize, usize, String)],
) -> Option<Fix> {
    let page = Page::new(issue, document);
    let index = (0..page.lines.len()).find(|index| page.anchor(*index) == anchor)?;
    let line = page.lines.get(index)?;
    let placed: Vec<_> = edits.iter().map(|edit| rooted(line, edit)).collect::<Option<_>>()?;
    let (start, end) = (placed.first()?.0, placed.last()?.1);
    fix::of(&page, index, &Hit::new(start, end, "").with(placed))
}

/// An insertion takes a typed neighbour with it, so that it has a place in the source.
fn rooted(line: &Line, edit: &(usize, usize, String)) -> Option<(usize, usize, String)> {
    let (start, end, new) = edit.clone();
    if start < end {
        return Some((start, end, new));
    }
    let before = start.checked_sub(1).filter(|at| line.origin(*at).is_some());
    if let Some(at) = before {
        return Some((at, start, format!("{}{new}", line.get(at)?)));
    }
    line.origin(start)?;
    Some((start, start + 1, format!("{new}{}", line.get(start)?)))
}
