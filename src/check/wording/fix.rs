//! From a hit in print to a change of the source, and that change carried out.

use crate::model::{ItemId, SectionId};
use crate::text::prose::Prose;

use super::line::{Edit, Field, Hit, Line};
use super::page::Page;

/// Which text of the issue is mended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    Title(SectionId),
    Lead(ItemId),
    /// A paragraph by its place in the item.
    Paragraph(ItemId, usize),
    /// A paragraph that takes in the next one.
    Join(ItemId, usize),
}

/// One replacement in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEdit {
    /// Characters of the source.
    pub start: usize,
    pub end: usize,
    /// What must stand there.
    pub old: String,
    pub new: String,
}

/// A safe change of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub target: Target,
    /// In order and apart.
    pub edits: Vec<SourceEdit>,
}

/// The change a hit asks for; `None` where it would touch what a slot prints or what is generated.
pub(super) fn of(page: &Page<'_>, index: usize, hit: &Hit) -> Option<Fix> {
    let line = page.lines.get(index)?;
    let anchor = page.anchor(index);
    let item = page.item_of(index);
    if hit.joins {
        let target = Target::Join(item?.id.clone(), anchor.paragraph);
        return Some(Fix { target, edits: Vec::new() });
    }
    let first = hit.edits.first()?;
    let field =
        line.origin(first.start).or_else(|| line.origin(first.start.checked_sub(1)?))?.field;
    let (target, source) = (target(page, index, field)?, source(page, index, field)?);
    let letters: Vec<char> = source.chars().collect();
    let edits = hit.edits.iter().map(|edit| in_source(line, edit, field, &letters));
    Some(Fix { target, edits: edits.collect::<Option<_>>()? })
}

/// Which text a line's characters of a field were typed in.
pub(super) fn target(page: &Page<'_>, index: usize, field: Field) -> Option<Target> {
    let (anchor, item) = (page.anchor(index), page.item_of(index));
    Some(match field {
        Field::Title => Target::Title(page.issue.sections.get(anchor.section)?.id.clone()),
        Field::Lead => Target::Lead(item?.id.clone()),
        Field::Paragraph => Target::Paragraph(item?.id.clone(), anchor.paragraph),
    })
}

/// That text.
pub(super) fn source<'a>(page: &Page<'a>, index: usize, field: Field) -> Option<&'a str> {
    let (anchor, item) = (page.anchor(index), page.item_of(index));
    match field {
        Field::Title => Some(page.issue.sections.get(anchor.section)?.title.as_str()),
        Field::Lead => item?.lead.as_deref(),
        Field::Paragraph => Some(item?.paragraphs.get(anchor.paragraph)?.as_str()),
    }
}

fn in_source(line: &Line, edit: &Edit, field: Field, source: &[char]) -> Option<SourceEdit> {
    let origins: Vec<_> = (edit.start..edit.end)
        .map(|at| line.origin(at).filter(|origin| origin.field == field))
        .collect::<Option<_>>()?;
    let start = origins.first()?.start;
    let end = origins.last()?.end;
    let old: String = source.get(start..end)?.iter().collect();
    let has_slot = field != Field::Lead && Prose::parse(&old).slots().next().is_some();
    (!has_slot).then(|| SourceEdit { start, end, old, new: edit.new.clone() })
}

/// What will stand in the place of the hit's printed text.
pub(super) fn shown(page: &Page<'_>, index: usize, hit: &Hit) -> String {
    let Some(line) = page.lines.get(index) else { return String::new() };
    if hit.joins {
        let next = page.lines.get(index + 1);
        let next = next.map(|next| next.slice(next.body, next.body + 6)).unwrap_or_default();
        return format!("{}{next}", line.slice(hit.start, hit.end));
    }
    let mut text = String::new();
    let mut at = hit.start;
    for edit in &hit.edits {
        text.push_str(&line.slice(at, edit.start));
        text.push_str(&edit.new);
        at = edit.end;
    }
    text + &line.slice(at, hit.end)
}

/// A source with the edits carried out; `None` when it is no longer the text they were made for.
pub fn apply(source: &str, edits: &[SourceEdit]) -> Option<String> {
    let letters: Vec<char> = source.chars().collect();
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for edit in edits {
        text.extend(letters.get(at..edit.start)?);
        let old: String = letters.get(edit.start..edit.end)?.iter().collect();
        (old == edit.old).then_some(())?;
        text.push_str(&edit.new);
        at = edit.end;
    }
    text.extend(letters.get(at..)?);
    Some(text)
}
