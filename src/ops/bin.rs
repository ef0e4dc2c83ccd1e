//! The recycle bin (回收站): everything deleted that is not back, and bringing it back.

use std::collections::BTreeSet;

use super::book::{Book, Writer};
use super::error::{OpError, Thing};
use super::items::excerpt;
use super::op::Op;
use crate::model::{DepartmentCode, IssueId, ItemId, SectionId};
use crate::store::{Deleted, Deletion, Reader};

/// So many deletions are read at a time.
const PAGE: i64 = 500;

/// So many are looked at; who deleted more than this since finds the rest by undo.
const PAGES: usize = 40;

/// One deleted thing with what was deleted together with it and belonged to it.
#[derive(Clone, Debug, PartialEq)]
pub struct BinEntry {
    /// In Chinese: 动态, 栏目…
    pub what: &'static str,
    /// First words, or the name.
    pub words: String,
    /// So many things belonged to it and come back with it.
    pub parts: usize,
    /// UTC, ISO 8601.
    pub at: String,
    pub actor: String,
    /// The step it was deleted by.
    pub label: String,
    deletion: Deletion,
}

impl BinEntry {
    /// What tells this entry from any other.
    pub fn key(&self) -> (i64, i64) {
        (self.deletion.batch, self.deletion.seq)
    }

    /// The step it was deleted by was an undo: something new was taken back.
    pub fn by_undo(&self) -> bool {
        self.deletion.kind == "undo"
    }
}

impl Book {
    /// What was deleted and is not back, newest first, at most `limit` things.
    pub fn bin(&self, limit: usize) -> Result<Vec<BinEntry>, OpError> {
        let mut entries: Vec<BinEntry> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut before = (i64::MAX, i64::MAX);
        for _ in 0..PAGES {
            let (page, next) = self.read().deletions(before, PAGE)?;
            for deletion in page {
                // Deleted again after it had been back: the newest counts.
                if !seen.insert(identity(&deletion.thing)) {
                    continue;
                }
                let whole = entries.iter().position(|entry| is_part(&deletion, &entry.deletion));
                if let Some(entry) = whole.and_then(|at| entries.get_mut(at)) {
                    entry.parts += 1;
                } else if entries.len() == limit {
                    return Ok(entries);
                } else if !is_blank(&deletion.thing) {
                    entries.push(self.entry(deletion));
                }
            }
            match next {
                Some(next) => before = next,
                None => break,
            }
        }
        Ok(entries)
    }

    /// Brings a deleted thing back, with what was deleted with it. An item whose section is gone
    /// goes to its month's pool.
    pub fn restore(&mut self, entry: &BinEntry) -> Result<(), OpError> {
        let deletion = &entry.deletion;
        self.check_room(&deletion.thing)?;
        let mut things: Vec<Deletion> = self.read().deletions_of(deletion.batch)?;
        things.retain(|other| other.seq == deletion.seq || is_part(other, deletion));
        if things.is_empty() {
            return Ok(());
        }
        let taken_out = match &deletion.thing {
            Deleted::Section(row) => taken_out(&self.read(), deletion.batch, &row.id)?,
            _ => Vec::new(),
        };
        let label = format!("恢复{} {}", entry.what, entry.words);
        self.transact(Op::Restore, &label, |writer| {
            // The newest deletion first: a whole was deleted after its parts.
            for other in things {
                writer.put_deleted(&housed(writer, other.thing)?)?;
            }
            put_back(writer, &deletion.thing, &taken_out)
        })
    }

    /// Refuses what would stand twice or nowhere.
    fn check_room(&self, thing: &Deleted) -> Result<(), OpError> {
        match thing {
            Deleted::Issue(head) => self.refuse_second(&head.bulletin, head.month),
            Deleted::Section(row) => self.check_issue_is_there(&row.issue),
            Deleted::Recipient(row) => self.check_issue_is_there(&row.issue),
            Deleted::Department(department) => {
                let mut known = self.departments.iter();
                let taken = known.find_map(|other| {
                    let name = other.names().find(|n| department.names().any(|name| name == *n))?;
                    Some((name.to_owned(), other.name.clone()))
                });
                taken.map_or(Ok(()), |(name, of)| Err(OpError::NameTaken { name, of }))
            }
            Deleted::Exception(row) => self.check_issue_is_there(&row.issue),
            Deleted::Ignored(row) => self.check_issue_is_there(&row.issue),
            Deleted::Item(_) | Deleted::Visit(_) | Deleted::Person(_) => Ok(()),
        }
    }

    fn check_issue_is_there(&self, issue: &IssueId) -> Result<(), OpError> {
        let found = self.read().issue_head(issue)?;
        found.map(drop).ok_or(OpError::RestoreFirst { what: Thing::Issue })
    }

    fn entry(&self, deletion: Deletion) -> BinEntry {
        let (what, words) = match &deletion.thing {
            Deleted::Item(row) if row.section.is_some() => ("条目", excerpt(&row.item)),
            Deleted::Item(row) => ("动态", excerpt(&row.item)),
            Deleted::Visit(row) => {
                let visit = &row.visit;
                ("进大厅", format!("{}{}{}", visit.department, visit.posts, visit.person))
            }
            Deleted::Recipient(row) => {
                let recipient = &row.recipient;
                ("报送对象", format!("{}：{}", recipient.level.label(), recipient.name))
            }
            Deleted::Section(row) => ("栏目", row.title.clone()),
            Deleted::Issue(row) => {
                let name = self.bulletin_name(&row.bulletin);
                ("一期", format!("《{name}》第{}期（{}）", row.number, row.month.chinese()))
            }
            Deleted::Department(department) => ("部门", department.name.clone()),
            Deleted::Person(person) => ("人员", format!("{} {}", person.name, person.posts)),
            Deleted::Exception(row) => ("例外", row.printed.clone()),
            Deleted::Ignored(row) => ("忽略", row.text.clone()),
        };
        let (at, actor) = (deletion.at.clone(), deletion.actor.clone());
        let label = deletion.label.clone();
        BinEntry { what, words, parts: 0, at, actor, label, deletion }
    }
}

/// Table and key.
fn identity(thing: &Deleted) -> (u8, String) {
    match thing {
        Deleted::Item(row) => (0, row.item.id.to_string()),
        Deleted::Visit(row) => (1, row.visit.id.to_string()),
        Deleted::Recipient(row) => (2, row.recipient.id.to_string()),
        Deleted::Section(row) => (3, row.id.to_string()),
        Deleted::Issue(row) => (4, row.id.to_string()),
        Deleted::Department(row) => (5, row.code.to_string()),
        Deleted::Person(row) => (6, row.id.to_string()),
        Deleted::Exception(row) => (7, format!("{} {}", row.issue, row.key)),
        Deleted::Ignored(row) => (8, format!("{} {}", row.issue, row.key)),
    }
}

/// Whether `part` was deleted in the same step as `whole` and belonged to it. Items of a section
/// belong to the issue when that went too: a step that deletes an issue deletes nothing else.
fn is_part(part: &Deletion, whole: &Deletion) -> bool {
    if part.batch != whole.batch || part.seq == whole.seq {
        return false;
    }
    match (&part.thing, &whole.thing) {
        (Deleted::Item(item), Deleted::Section(section)) => {
            item.section.as_ref() == Some(&section.id)
        }
        (Deleted::Item(item), Deleted::Issue(issue)) => {
            item.section.is_some()
                && item.bulletin == issue.bulletin
                && item.item.month == issue.month
        }
        (Deleted::Section(section), Deleted::Issue(issue)) => section.issue == issue.id,
        (Deleted::Recipient(recipient), Deleted::Issue(issue)) => recipient.issue == issue.id,
        (Deleted::Exception(exception), Deleted::Issue(issue)) => exception.issue == issue.id,
        (Deleted::Ignored(ignored), Deleted::Issue(issue)) => ignored.issue == issue.id,
        (Deleted::Visit(visit), Deleted::Issue(issue)) => {
            visit.bulletin == issue.bulletin && visit.month == issue.month
        }
        _ => false,
    }
}

/// A row nobody had written anything into, or that is a decision about another thing and comes back
/// with that alone.
fn is_blank(thing: &Deleted) -> bool {
    match thing {
        Deleted::Item(row) => row.item.paragraphs.is_empty() && row.item.lead.is_none(),
        Deleted::Visit(row) => {
            let visit = &row.visit;
            [&visit.department, &visit.posts, &visit.person].into_iter().all(String::is_empty)
        }
        Deleted::Recipient(row) => row.recipient.name.is_empty(),
        Deleted::Exception(_) | Deleted::Ignored(_) => true,
        _ => false,
    }
}

/// The thing with references to what is gone let go.
fn housed(writer: &Writer<'_>, thing: Deleted) -> Result<Deleted, OpError> {
    Ok(match thing {
        Deleted::Item(mut row) => {
            if let Some(section) = &row.section
                && writer.read().section(section)?.is_none()
            {
                row.section = None;
            }
            Deleted::Item(row)
        }
        Deleted::Person(mut person) => {
            let known = writer.read().departments()?;
            let of = |code: &DepartmentCode| known.iter().any(|d| d.code == *code);
            person.department = person.department.filter(of);
            Deleted::Person(person)
        }
        other => other,
    })
}

/// The items that went back to the pool when their section was deleted, each with its place.
fn taken_out(
    reader: &Reader<'_>,
    batch: i64,
    section: &SectionId,
) -> Result<Vec<(ItemId, i64)>, OpError> {
    let changes = reader.changes(batch)?;
    let of_items = changes.iter().filter(|change| change.table == "item");
    let mut found: Vec<(ItemId, i64)> = Vec::new();
    for change in of_items.clone().filter(|change| change.column == "section") {
        if change.old.as_deref() != Some(section.as_str()) {
            continue;
        }
        let same_row = |other: &&crate::store::Change| other.row == change.row;
        let ord = of_items.clone().filter(same_row).find(|other| other.column == "ord");
        let ord = ord.and_then(|change| change.old.as_ref()?.parse().ok());
        let key = change.key();
        let place = i64::try_from(found.len()).unwrap_or(i64::MAX);
        found.extend(key.into_iter().next().map(|id| (ItemId::new(id), ord.unwrap_or(place))));
    }
    Ok(found)
}

/// Puts items into their section again, unless they stand elsewhere by now.
fn put_back(
    writer: &mut Writer<'_>,
    whole: &Deleted,
    items: &[(ItemId, i64)],
) -> Result<(), OpError> {
    let Deleted::Section(section) = whole else { return Ok(()) };
    for (item, ord) in items {
        let Some(mut row) = writer.read().item(item)?.filter(|row| row.section.is_none()) else {
            continue;
        };
        row.section = Some(section.id.clone());
        row.ord = *ord;
        writer.put_item(&row)?;
    }
    Ok(())
}
