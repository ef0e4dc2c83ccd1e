//! Rows of items (events of the pool among them) and of visits.

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Cells, Value};
use super::tables::{ITEM, VISIT};
use super::words::Word as _;
use super::writer::Writer;
use crate::model::{BulletinCode, Item, ItemId, ItemState, Month, SectionId, Visit, VisitId};

/// An item with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    pub item: Item,
    pub bulletin: BulletinCode,
    /// `None` in the pool.
    pub section: Option<SectionId>,
    pub ord: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRow {
    pub visit: Visit,
    pub bulletin: BulletinCode,
    pub month: Month,
    pub ord: i64,
}

impl Reader<'_> {
    pub fn item(&self, id: &ItemId) -> Result<Option<ItemRow>, StoreError> {
        self.by_key(&ITEM, &[id.as_str().into()])?.map(item_from_row).transpose()
    }

    pub fn items_of_section(&self, section: &SectionId) -> Result<Vec<ItemRow>, StoreError> {
        let params = [section.as_str().into()];
        self.select(&ITEM, "WHERE section = ?1 ORDER BY ord, id", &params, item_from_row)
    }

    /// Items of the month that stand in no section.
    pub fn pool(&self, bulletin: &BulletinCode, month: Month) -> Result<Vec<ItemRow>, StoreError> {
        let params = [month.to_string().into(), bulletin.as_str().into()];
        let tail = "WHERE month = ?1 AND bulletin = ?2 AND section IS NULL ORDER BY ord, id";
        self.select(&ITEM, tail, &params, item_from_row)
    }

    /// Dated items of the months that hold one of the words, the newest `most`.
    pub fn events_naming(
        &self,
        bulletin: &BulletinCode,
        (from, to): (Month, Month),
        words: &[&str],
        most: usize,
    ) -> Result<Vec<Item>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut params: Vec<Value> =
            vec![from.to_string().into(), to.to_string().into(), bulletin.as_str().into()];
        let mut any = Vec::new();
        for word in words {
            let plain = word.replace('!', "!!").replace('%', "!%").replace('_', "!_");
            params.push(Value::Text(format!("%{plain}%")));
            any.push(format!("body LIKE ?{} ESCAPE '!'", params.len()));
        }
        let any = any.join(" OR ");
        let tail = format!(
            "WHERE month BETWEEN ?1 AND ?2 AND bulletin = ?3 AND date IS NOT NULL
             AND state = 'active' AND ({any}) ORDER BY date DESC, id LIMIT {most}"
        );
        let rows = self.select(&ITEM, &tail, &params, item_from_row)?;
        Ok(rows.into_iter().map(|row| row.item).collect())
    }

    /// Items of a bulletin, in print or in the pool, whose lead or text holds a slot.
    pub fn items_with_slots(&self, bulletin: &BulletinCode) -> Result<Vec<ItemRow>, StoreError> {
        let tail = "WHERE bulletin = ?1 AND (instr(body, '{') > 0 OR instr(lead, '{') > 0)
             ORDER BY month, id";
        self.select(&ITEM, tail, &[bulletin.as_str().into()], item_from_row)
    }

    pub fn visit(&self, id: &VisitId) -> Result<Option<VisitRow>, StoreError> {
        self.by_key(&VISIT, &[id.as_str().into()])?.map(visit_from_row).transpose()
    }

    /// Every visit ever recorded, oldest month first.
    pub fn all_visits(&self) -> Result<Vec<VisitRow>, StoreError> {
        self.select(&VISIT, "ORDER BY month, bulletin, ord, id", &[], visit_from_row)
    }

    pub fn visits(
        &self,
        bulletin: &BulletinCode,
        month: Month,
    ) -> Result<Vec<VisitRow>, StoreError> {
        let params = [month.to_string().into(), bulletin.as_str().into()];
        let tail = "WHERE month = ?1 AND bulletin = ?2 ORDER BY ord, id";
        self.select(&VISIT, tail, &params, visit_from_row)
    }
}

impl Writer<'_> {
    pub fn put_item(&mut self, row: &ItemRow) -> Result<bool, StoreError> {
        let item = &row.item;
        self.put(
            &ITEM,
            &[
                item.id.as_str().into(),
                row.bulletin.as_str().into(),
                item.month.to_string().into(),
                Value::opt(row.section.as_ref().map(SectionId::as_str)),
                Value::Int(row.ord),
                Value::opt(item.date.map(|date| date.to_string())),
                Value::opt(item.department.as_deref()),
                Value::opt(item.lead.as_deref()),
                item.paragraphs.join("\n").into(),
                item.state.word().into(),
                item.reason.as_str().into(),
            ],
        )
    }

    pub fn delete_item(&mut self, id: &ItemId) -> Result<bool, StoreError> {
        self.delete(&ITEM, &[id.as_str().into()])
    }

    pub fn put_visit(&mut self, row: &VisitRow) -> Result<bool, StoreError> {
        let visit = &row.visit;
        self.put(
            &VISIT,
            &[
                visit.id.as_str().into(),
                row.bulletin.as_str().into(),
                row.month.to_string().into(),
                visit.department.as_str().into(),
                visit.posts.as_str().into(),
                visit.person.as_str().into(),
                Value::Int(row.ord),
            ],
        )
    }

    pub fn delete_visit(&mut self, id: &VisitId) -> Result<bool, StoreError> {
        self.delete(&VISIT, &[id.as_str().into()])
    }
}

pub(super) fn item_from_row(row: Vec<Value>) -> Result<ItemRow, StoreError> {
    let mut cells = Cells::new(&ITEM, row);
    let id = ItemId::new(cells.text()?);
    let bulletin = BulletinCode::new(cells.text()?);
    let month = cells.parsed(|text| text.parse().ok())?;
    let section = cells.opt_text()?.map(SectionId::new);
    let ord = cells.int()?;
    let item = Item {
        id,
        month,
        date: cells.opt_parsed(|text| text.parse().ok())?,
        department: cells.opt_text()?,
        lead: cells.opt_text()?,
        paragraphs: paragraphs(&cells.text()?),
        state: cells.parsed(ItemState::from_word)?,
        reason: cells.text()?,
    };
    Ok(ItemRow { item, bulletin, section, ord })
}

fn paragraphs(body: &str) -> Vec<String> {
    if body.is_empty() { Vec::new() } else { body.split('\n').map(str::to_owned).collect() }
}

pub(super) fn visit_from_row(row: Vec<Value>) -> Result<VisitRow, StoreError> {
    let mut cells = Cells::new(&VISIT, row);
    let id = VisitId::new(cells.text()?);
    let bulletin = BulletinCode::new(cells.text()?);
    let month = cells.parsed(|text| text.parse().ok())?;
    let visit =
        Visit { id, department: cells.text()?, posts: cells.text()?, person: cells.text()? };
    Ok(VisitRow { visit, bulletin, month, ord: cells.int()? })
}
