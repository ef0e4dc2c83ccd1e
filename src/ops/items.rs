//! Events (动态) of the month's pool and items (条目) of sections.

use super::book::{Book, Writer};
use super::error::{OpError, Thing};
use super::ids;
use super::op::Op;
use super::types::NewItem;
use crate::model::{BulletinCode, Item, ItemId, ItemState, Month, SectionId, invisible};
use crate::store::{ItemRow, Reader, SectionRow};

/// So many characters of an item's text name it in labels.
const EXCERPT: usize = 12;

impl Book {
    /// Events of the month that stand in no section, left-out ones included.
    pub fn pool(&self, bulletin: &BulletinCode, month: Month) -> Result<Vec<Item>, OpError> {
        let rows = self.read().pool(bulletin, month)?;
        Ok(rows.into_iter().map(|row| row.item).collect())
    }

    /// One item or event.
    pub fn item(&self, item: &ItemId) -> Result<Item, OpError> {
        Ok(item_row(&self.read(), item)?.item)
    }

    /// Adds an event (动态) to the month's pool.
    pub fn add_event(
        &mut self,
        bulletin: &BulletinCode,
        month: Month,
        event: &NewItem,
    ) -> Result<Item, OpError> {
        self.bulletin_ref(bulletin)?;
        let item = self.new_item(month, event);
        let label = format!("新增动态 {}", excerpt(&item));
        self.transact(Op::AddEvent, &label, |writer| {
            let ord = next(writer.read().pool(bulletin, month)?.last().map(|row| row.ord));
            let (item, bulletin) = (item.clone(), bulletin.clone());
            writer.put_item(&ItemRow { item, bulletin, section: None, ord })?;
            Ok(())
        })?;
        Ok(item)
    }

    /// Takes an event away again that nothing was written into. Where its making is the newest step,
    /// that step is taken back; else it is deleted as any other.
    pub fn discard_empty_event(&mut self, item: &ItemId) -> Result<(), OpError> {
        let Some(row) = self.read().item(item)? else { return Ok(()) };
        let Item { date, department, lead, paragraphs, state, .. } = &row.item;
        let written = date.is_some() || department.is_some() || lead.is_some();
        if written || !paragraphs.is_empty() || row.section.is_some() || *state != ItemState::Active
        {
            return Ok(());
        }
        if self.newest_step_made("item", item.as_str())? {
            return self.undo().map(drop);
        }
        self.delete_item(item)
    }

    /// Adds an item at the end of a section.
    pub fn add_item(&mut self, section: &SectionId, item: &NewItem) -> Result<Item, OpError> {
        let row = section_row(&self.read(), section)?;
        let (bulletin, month) = self.place_of(&row)?;
        let item = self.new_item(month, item);
        let label = format!("新增条目 {}", excerpt(&item));
        self.transact(Op::AddItem, &label, |writer| {
            let ord = next(writer.read().items_of_section(section)?.last().map(|row| row.ord));
            let row = ItemRow { item: item.clone(), bulletin, section: Some(section.clone()), ord };
            writer.put_item(&row)?;
            Ok(())
        })?;
        Ok(item)
    }

    /// Stores date, department, lead and text. Edits in quick succession become one step.
    pub fn update_item(&mut self, item: &Item) -> Result<(), OpError> {
        let row = item_row(&self.read(), &item.id)?;
        let item = clean(item.clone());
        let label = format!("修改 {}", excerpt(&item));
        let field = format!("item {}", item.id);
        self.transact_field(Op::UpdateItem, &label, field, |writer| {
            writer.put_item(&ItemRow { item, ..row })?;
            Ok(())
        })
    }

    /// Puts an event or item into a section at `position` (from 0; past the end is the end).
    pub fn place_item(
        &mut self,
        item: &ItemId,
        section: &SectionId,
        position: usize,
    ) -> Result<(), OpError> {
        let mut row = item_row(&self.read(), item)?;
        let target = section_row(&self.read(), section)?;
        let (bulletin, month) = self.place_of(&target)?;
        let label = format!("编入栏目 {}", excerpt(&row.item));
        row.section = Some(section.clone());
        row.item.state = ItemState::Active;
        row.item.reason.clear();
        row.item.month = month;
        row.bulletin = bulletin;
        self.transact(Op::PlaceItem, &label, |writer| {
            let mut rows = writer.read().items_of_section(section)?;
            rows.retain(|other| other.item.id != *item);
            rows.insert(position.min(rows.len()), row);
            arrange(writer, rows)
        })
    }

    /// Takes an item out of its section, back into the month's pool.
    pub fn unplace_item(&mut self, item: &ItemId) -> Result<(), OpError> {
        let row = item_row(&self.read(), item)?;
        let label = format!("移出栏目 {}", excerpt(&row.item));
        self.transact(Op::UnplaceItem, &label, |writer| to_pool(writer, row))
    }

    /// Moves an item within its section or pool to `position` (from 0).
    pub fn move_item(&mut self, item: &ItemId, position: usize) -> Result<(), OpError> {
        let row = item_row(&self.read(), item)?;
        let label = format!("移动 {}", excerpt(&row.item));
        self.transact(Op::MoveItem, &label, |writer| {
            let mut rows = match &row.section {
                Some(section) => writer.read().items_of_section(section)?,
                None => writer.read().pool(&row.bulletin, row.item.month)?,
            };
            rows.retain(|other| other.item.id != *item);
            rows.insert(position.min(rows.len()), row);
            arrange(writer, rows)
        })
    }

    /// Keeps an item from print; it stays in the pool with the reason.
    pub fn leave_out(&mut self, item: &ItemId, reason: &str) -> Result<(), OpError> {
        let mut row = item_row(&self.read(), item)?;
        let label = format!("不采用 {}", excerpt(&row.item));
        row.item.state = ItemState::LeftOut;
        reason.clone_into(&mut row.item.reason);
        self.transact(Op::LeaveOut, &label, |writer| to_pool(writer, row))
    }

    /// Takes a left-out item in again (into the pool).
    pub fn take_in(&mut self, item: &ItemId) -> Result<(), OpError> {
        let mut row = item_row(&self.read(), item)?;
        let label = format!("恢复采用 {}", excerpt(&row.item));
        row.item.state = ItemState::Active;
        row.item.reason.clear();
        self.transact(Op::TakeIn, &label, |writer| {
            writer.put_item(&row)?;
            Ok(())
        })
    }

    /// Deletes an item; undo brings it back.
    pub fn delete_item(&mut self, item: &ItemId) -> Result<(), OpError> {
        let row = item_row(&self.read(), item)?;
        let label = format!("删除 {}", excerpt(&row.item));
        self.transact(Op::DeleteItem, &label, |writer| {
            writer.delete_item(item)?;
            Ok(())
        })
    }

    pub(super) fn new_item(&self, month: Month, new: &NewItem) -> Item {
        clean(Item {
            id: ItemId::new(ids::mint(self.now())),
            month,
            date: new.date,
            department: new.department.clone(),
            lead: new.lead.clone(),
            paragraphs: new.paragraphs.clone(),
            state: ItemState::Active,
            reason: String::new(),
        })
    }

    /// The bulletin and month a section belongs to.
    fn place_of(&self, section: &SectionRow) -> Result<(BulletinCode, Month), OpError> {
        let head = self.issue_head(&section.issue)?;
        Ok((head.bulletin, head.month))
    }
}

/// Stores rows in the order given.
fn arrange(writer: &mut Writer<'_>, rows: Vec<ItemRow>) -> Result<(), OpError> {
    for (ord, row) in (0..).zip(rows) {
        writer.put_item(&ItemRow { ord, ..row })?;
    }
    Ok(())
}

/// Puts a row at the end of its month's pool.
pub(super) fn to_pool(writer: &mut Writer<'_>, row: ItemRow) -> Result<(), OpError> {
    if row.section.is_none() {
        writer.put_item(&row)?;
        return Ok(());
    }
    let pool = writer.read().pool(&row.bulletin, row.item.month)?;
    let ord = next(pool.last().map(|row| row.ord));
    writer.put_item(&ItemRow { section: None, ord, ..row })?;
    Ok(())
}

/// The place after the last one.
pub(super) fn next(last: Option<i64>) -> i64 {
    last.map_or(0, |ord| ord + 1)
}

/// The beginning of an item's text, for labels and reports.
pub(super) fn excerpt(item: &Item) -> String {
    let first = item.paragraphs.first().map_or("", String::as_str);
    let text = item.lead.as_deref().filter(|lead| !lead.is_empty()).unwrap_or(first);
    let mut short: String = text.chars().take(EXCERPT).collect();
    if text.chars().nth(EXCERPT).is_some() {
        short.push('…');
    }
    if short.is_empty() { "（空）".to_owned() } else { short }
}

/// A line break inside a paragraph makes two paragraphs; empty fields are none.
fn clean(item: Item) -> Item {
    let lines = item.paragraphs.iter().flat_map(|text| text.split('\n'));
    let paragraphs: Vec<String> =
        lines.map(|line| line.trim_end_matches('\r').to_owned()).collect();
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    // A name that looks like a known one is that one.
    let department = item.department.map(|name| invisible::without(&name));
    let empty = paragraphs.iter().all(String::is_empty);
    Item {
        paragraphs: if empty { Vec::new() } else { paragraphs },
        department: filled(department),
        lead: filled(item.lead),
        ..item
    }
}

pub(super) fn item_row(reader: &Reader<'_>, id: &ItemId) -> Result<ItemRow, OpError> {
    let gone = || OpError::Gone { what: Thing::Item, id: id.to_string() };
    reader.item(id)?.ok_or_else(gone)
}

pub(super) fn section_row(reader: &Reader<'_>, id: &SectionId) -> Result<SectionRow, OpError> {
    let gone = || OpError::Gone { what: Thing::Section, id: id.to_string() };
    reader.section(id)?.ok_or_else(gone)
}
