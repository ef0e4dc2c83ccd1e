//! Sections on their way to a proposal: paragraphs still literal, then prose. Knows no numerals.

use super::binding::Field;
use super::items::RawItem;
use super::paragraph::{title_slots, with_month_slots, with_slots};
use super::proposal::{ItemProposal, SectionProposal};
use crate::model::{ItemNumbering, Month, SectionKind};
use crate::text::exhibit::is_row;
use crate::text::prose::Prose;

/// A section whose paragraphs are still literal.
pub struct Draft {
    pub key: String,
    pub kind: SectionKind,
    pub title: String,
    pub unnumbered: bool,
    /// Whether it opens the issue: its months are the issue's own, next month again.
    pub opens: bool,
    pub numbering: ItemNumbering,
    pub items: Vec<RawItem>,
    /// Prose that is finished already (item, paragraph): the sentence of visits.
    pub ready: Option<(usize, usize, Prose)>,
}

/// Where a field's text stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub section: usize,
    pub item: usize,
    pub paragraph: usize,
}

/// Paragraphs whose numerals may be figures: all but dated news, the visits and tables as printed.
pub fn fields(drafts: &[Draft]) -> Vec<Place> {
    let mut places = Vec::new();
    for (section, draft) in drafts.iter().enumerate() {
        for (item, raw) in draft.items.iter().enumerate() {
            if draft.kind == SectionKind::Visits || raw.date.is_some() {
                continue;
            }
            let sentences = raw.paragraphs.iter().enumerate().filter(|(_, text)| !is_row(text));
            places.extend(sentences.map(|(paragraph, _)| Place { section, item, paragraph }));
        }
    }
    places
}

pub fn field(drafts: &[Draft], place: Place) -> Option<Field<'_>> {
    let draft = drafts.get(place.section)?;
    let item = draft.items.get(place.item)?;
    Some(Field {
        text: item.paragraphs.get(place.paragraph)?,
        section: &draft.key,
        kind: draft.kind,
        lead: item.lead.as_deref().unwrap_or(""),
    })
}

/// The sections with the sources of their fields in place.
pub fn propose(
    drafts: &[Draft],
    places: &[Place],
    sources: &[String],
    month: Month,
) -> Vec<SectionProposal> {
    let paragraph = |place: Place, draft: &Draft, literal: &str| {
        if let Some((item, paragraph, prose)) = &draft.ready
            && (*item, *paragraph) == (place.item, place.paragraph)
        {
            return prose.source();
        }
        let at = places.binary_search(&place).ok();
        let found = at.and_then(|at| sources.get(at)).cloned();
        let source = found.unwrap_or_else(|| Prose::literal(literal).source());
        if draft.opens { with_month_slots(&source, month) } else { source }
    };
    let item = |section: usize, draft: &Draft, (index, raw): (usize, &RawItem)| ItemProposal {
        date: raw.date,
        department: raw.department.clone(),
        lead: raw.lead.clone(),
        paragraphs: raw
            .paragraphs
            .iter()
            .enumerate()
            .map(|(at, text)| paragraph(Place { section, item: index, paragraph: at }, draft, text))
            .collect(),
    };
    let section = |(index, draft): (usize, &Draft)| SectionProposal {
        unnumbered: draft.unnumbered,
        key: draft.key.clone(),
        kind: draft.kind,
        title: with_slots(&draft.title, title_slots(&draft.title, month)).source(),
        numbering: draft.numbering,
        items: draft.items.iter().enumerate().map(|raw| item(index, draft, raw)).collect(),
    };
    drafts.iter().enumerate().map(section).collect()
}
