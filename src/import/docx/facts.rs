//! What a Word file carries besides its text, and what a finished file must not carry: comments,
//! tracked changes, names of authors, links out of the file, hidden words.

use super::package::{Package, beside, relationships};
use super::xml::{Space, Tag, Visitor, walk};
use super::{DocxError, Limits, notes};

/// Most entries of each kind that are kept, and characters of each.
const ENTRIES: usize = 200;
const CHARACTERS: usize = 200;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub comments: Vec<Remark>,
    /// Tracked changes of words. The text has them accepted.
    pub changes: Vec<Change>,
    /// Tracked changes of look alone.
    pub format_changes: usize,
    /// Who commented and changed, each once.
    pub authors: Vec<String>,
    pub properties: Vec<Property>,
    /// Addresses outside the file.
    pub links: Vec<String>,
    /// Words that are there and not printed.
    pub hidden: Vec<String>,
    /// Footnotes and endnotes.
    pub notes: Vec<String>,
    pub pictures: usize,
    /// Other files within the file.
    pub embedded: usize,
    pub macros: bool,
}

/// A comment in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub author: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    pub author: String,
    /// The words that were inserted, deleted or moved.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Inserted,
    Deleted,
    MovedHere,
    MovedAway,
}

/// A name in the file's properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    pub kind: PropertyKind,
    pub value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropertyKind {
    Creator,
    LastModifiedBy,
    Company,
    Manager,
}

impl Facts {
    pub(super) fn author(&mut self, name: Option<String>) -> String {
        let name = short(&name.unwrap_or_default());
        if !name.is_empty() && !self.authors.contains(&name) {
            keep(&mut self.authors, name.clone());
        }
        name
    }

    pub(super) fn change(&mut self, kind: ChangeKind, author: String) {
        keep(&mut self.changes, Change { kind, author, text: String::new() });
    }

    /// Words of the latest change of a kind.
    pub(super) fn changed(&mut self, kinds: [ChangeKind; 2], text: &str) {
        let change = self.changes.iter_mut().rev().find(|change| kinds.contains(&change.kind));
        if let Some(change) = change
            && change.text.chars().count() < CHARACTERS
        {
            change.text.push_str(&short(text));
        }
    }

    pub(super) fn hidden(&mut self, text: &str) {
        if !text.trim().is_empty() {
            keep(&mut self.hidden, short(text));
        }
    }

    pub(super) fn link(&mut self, target: &str) {
        let target = short(target.trim());
        if !target.is_empty() && !self.links.contains(&target) {
            keep(&mut self.links, target);
        }
    }
}

pub(super) fn keep<T>(entries: &mut Vec<T>, entry: T) {
    if entries.len() < ENTRIES {
        entries.push(entry);
    }
}

pub(super) fn short(text: &str) -> String {
    text.chars().take(CHARACTERS).collect()
}

/// Adds what stands in other parts than the text.
pub(super) fn complete(
    facts: &mut Facts,
    package: &mut Package<'_>,
    main: &str,
    limits: &Limits,
) -> Result<(), DocxError> {
    let comments = package.helpful(&beside(main, "comments.xml"))?;
    for (author, text) in notes::read(&comments, "comment", limits) {
        let author = facts.author(author);
        keep(&mut facts.comments, Remark { author, text });
    }
    for (part, name) in [("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")] {
        let xml = package.helpful(&beside(main, part))?;
        for (_, text) in notes::read(&xml, name, limits) {
            keep(&mut facts.notes, text);
        }
    }
    for (part, of_office) in [("docProps/core.xml", false), ("docProps/app.xml", true)] {
        let xml = package.helpful(part)?;
        facts.properties.extend(properties(&xml, of_office, limits));
    }
    links(facts, package, limits)?;
    let names = package.names();
    facts.macros = names.iter().any(|name| name.to_lowercase().ends_with("vbaproject.bin"));
    facts.embedded += names.iter().filter(|name| name.contains("/embeddings/")).count();
    Ok(())
}

fn links(facts: &mut Facts, package: &mut Package<'_>, limits: &Limits) -> Result<(), DocxError> {
    let is_relations = |name: &&String| name.to_lowercase().ends_with(".rels");
    let parts: Vec<String> =
        package.names().iter().filter(is_relations).take(64).cloned().collect();
    for part in parts {
        let xml = package.helpful(&part)?;
        for relation in relationships(&xml, limits)?.iter().filter(|relation| relation.external) {
            facts.link(&relation.target);
        }
    }
    Ok(())
}

fn properties(xml: &str, of_office: bool, limits: &Limits) -> Vec<Property> {
    struct Names {
        of_office: bool,
        kind: Option<PropertyKind>,
        found: Vec<Property>,
    }
    impl Visitor for Names {
        fn open(&mut self, tag: &Tag<'_>) -> Result<(), DocxError> {
            self.kind = match (tag.name(), self.of_office) {
                ("creator", false) => Some(PropertyKind::Creator),
                ("lastModifiedBy", false) => Some(PropertyKind::LastModifiedBy),
                ("Company", true) => Some(PropertyKind::Company),
                ("Manager", true) => Some(PropertyKind::Manager),
                _ => None,
            };
            Ok(())
        }
        fn close(&mut self, _: Space, _: &str) -> Result<(), DocxError> {
            self.kind = None;
            Ok(())
        }
        fn text(&mut self, text: &str) -> Result<(), DocxError> {
            let Some(kind) = self.kind else { return Ok(()) };
            match self.found.last_mut().filter(|property| property.kind == kind) {
                Some(property) => property.value = short(&format!("{}{text}", property.value)),
                None if text.trim().is_empty() => {}
                None => self.found.push(Property { kind, value: short(text) }),
            }
            Ok(())
        }
    }
    let mut found = Names { of_office, kind: None, found: Vec::new() };
    walk(xml, limits, &mut found).ok();
    found.found
}
