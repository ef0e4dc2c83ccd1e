//! What two books hold differently, row by row, and taking a row over from one to the other. Reads
//! both in the order of their keys, a piece at a time, and goes around what cannot be read.

use std::collections::VecDeque;

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Table, Value};
use super::tables;
use super::writer::Writer;

/// Rows read at a time.
const PIECE: i64 = 1000;

/// A row of one of the recorded tables, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowImage(Vec<Value>);

/// One row that two books hold differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowDifference {
    table: &'static Table,
    /// As in the book that is compared.
    pub ours: Option<RowImage>,
    /// As in the other.
    pub theirs: Option<RowImage>,
}

impl RowDifference {
    pub fn table(&self) -> &'static str {
        self.table.name
    }

    /// A column on both sides.
    pub fn column(&self, name: &str) -> (Option<String>, Option<String>) {
        let at = self.table.position(name).map(|(at, _)| at);
        let of = |row: &Option<RowImage>| row.as_ref()?.0.get(at?)?.to_history();
        (of(&self.ours), of(&self.theirs))
    }

    /// A column as either side has it, the other book's first.
    pub fn either(&self, name: &str) -> String {
        let (ours, theirs) = self.column(name);
        theirs.or(ours).unwrap_or_default()
    }

    /// Names of the columns that differ.
    pub fn columns(&self) -> Vec<&'static str> {
        let names = self.table.columns.iter().map(|(name, _)| *name);
        names
            .filter(|name| {
                let (ours, theirs) = self.column(name);
                ours != theirs
            })
            .collect()
    }
}

/// What could be read of a damaged book.
#[derive(Debug, Default)]
pub struct Salvaged {
    pub differences: Vec<RowDifference>,
    /// Rows read.
    pub read: usize,
    /// Tables of which some pages could not be read.
    pub broken: Vec<&'static str>,
}

/// Every row in which `theirs` differs from `ours`; settings aside, which belong to the machine.
pub fn differences(
    ours: &Reader<'_>,
    theirs: &Reader<'_>,
) -> Result<Vec<RowDifference>, StoreError> {
    let mut found = Vec::new();
    for table in contents() {
        let (mut ours, mut theirs) = (Walk::new(*ours, table), Walk::new(*theirs, table));
        let (mut left, mut right) = (ours.next()?, theirs.next()?);
        while left.is_some() || right.is_some() {
            let order = match (&left, &right) {
                (Some(a), Some(b)) => key(table, a).cmp(&key(table, b)),
                (Some(_), None) => std::cmp::Ordering::Less,
                _ => std::cmp::Ordering::Greater,
            };
            let (mut one, mut other) = (None, None);
            if order.is_le() {
                one = std::mem::replace(&mut left, ours.next()?);
            }
            if order.is_ge() {
                other = std::mem::replace(&mut right, theirs.next()?);
            }
            if one != other {
                let (ours, theirs) = (one.map(RowImage), other.map(RowImage));
                found.push(RowDifference { table, ours, theirs });
            }
        }
    }
    Ok(found)
}

/// Every row that can still be read of `theirs` and that `ours` lacks or holds otherwise. A table
/// is read from both ends up to what is broken; in between, the rows known to `ours` are asked for
/// one by one.
pub fn salvage(ours: &Reader<'_>, theirs: &Reader<'_>) -> Result<Salvaged, StoreError> {
    let mut salvaged = Salvaged::default();
    for table in contents() {
        let (rows, broken) = readable(ours, theirs, table)?;
        if broken {
            salvaged.broken.push(table.name);
        }
        salvaged.read += rows.len();
        for row in rows {
            let known = ours.by_key(table, table.key_of(&row))?;
            if known.as_ref() != Some(&row) {
                let (ours, theirs) = (known.map(RowImage), Some(RowImage(row)));
                salvaged.differences.push(RowDifference { table, ours, theirs });
            }
        }
    }
    Ok(salvaged)
}

type Rows = Vec<Vec<Value>>;

fn readable(
    ours: &Reader<'_>,
    theirs: &Reader<'_>,
    table: &'static Table,
) -> Result<(Rows, bool), StoreError> {
    let (mut rows, broken) = Walk::new(*theirs, table).read_up_to_damage();
    if !broken {
        return Ok((rows, false));
    }
    let (mut back, _) = Walk { back: true, ..Walk::new(*theirs, table) }.read_up_to_damage();
    let last = rows.last().map(|row| key(table, row));
    back.retain(|row| Some(key(table, row)) > last);
    let first = back.last().map(|row| key(table, row));
    let mut walk = Walk::new(*ours, table);
    while let Some(known) = walk.next()? {
        let at = Some(key(table, &known));
        let between = at > last && (first.is_none() || at < first);
        if between && let Ok(Some(row)) = theirs.by_key(table, table.key_of(&known)) {
            rows.push(row);
        }
    }
    rows.extend(back.into_iter().rev());
    Ok((rows, true))
}

/// Whether some row of a table cannot be read from the disk.
pub(super) fn unreadable(reader: Reader<'_>, table: &'static Table) -> bool {
    Walk::new(reader, table).meets_damage()
}

/// The tables of content, those first to which others refer.
fn contents() -> impl Iterator<Item = &'static Table> {
    tables::ALL.into_iter().filter(|table| table.name != tables::SETTING.name)
}

fn key(table: &Table, row: &[Value]) -> Vec<Value> {
    table.key_of(row).to_vec()
}

/// A table row by row.
struct Walk<'c> {
    reader: Reader<'c>,
    table: &'static Table,
    back: bool,
    piece: VecDeque<Vec<Value>>,
    last: Option<Vec<Value>>,
    done: bool,
}

impl<'c> Walk<'c> {
    fn new(reader: Reader<'c>, table: &'static Table) -> Self {
        Self { reader, table, back: false, piece: VecDeque::new(), last: None, done: false }
    }

    fn next(&mut self) -> Result<Option<Vec<Value>>, StoreError> {
        if self.piece.is_empty() && !self.done {
            self.read(PIECE)?;
        }
        Ok(self.piece.pop_front())
    }

    /// Reads until the end or until a row cannot be read; says whether that was so.
    fn read_up_to_damage(mut self) -> (Rows, bool) {
        let mut rows = Vec::new();
        let mut limit = PIECE;
        while !self.done {
            match self.read(limit) {
                Ok(()) => rows.extend(self.piece.drain(..)),
                Err(_) if limit > 1 => limit /= 2,
                Err(_) => return (rows, true),
            }
        }
        (rows, false)
    }

    fn meets_damage(mut self) -> bool {
        while !self.done {
            if self.read(PIECE).is_err() {
                return true;
            }
        }
        false
    }

    fn read(&mut self, limit: i64) -> Result<(), StoreError> {
        let table = self.table;
        let names: Vec<&str> =
            table.columns.iter().take(table.key).map(|(name, _)| *name).collect();
        let (sign, order) = if self.back { ("<", " DESC") } else { (">", "") };
        let by: Vec<String> = names.iter().map(|name| format!("{name}{order}")).collect();
        let mut params = self.last.clone().unwrap_or_default();
        let condition = if params.is_empty() {
            String::new()
        } else {
            let marks: Vec<String> = (1..=params.len()).map(|n| format!("?{n}")).collect();
            format!("WHERE ({}) {sign} ({})", names.join(", "), marks.join(", "))
        };
        params.push(Value::Int(limit));
        let place = params.len();
        let sql =
            format!("{} {condition} ORDER BY {} LIMIT ?{place}", table.select(), by.join(", "));
        let rows = self.reader.rows(&sql, &params)?;
        self.done = i64::try_from(rows.len()).is_ok_and(|count| count < limit);
        if let Some(last) = rows.last() {
            let last = table.key_of(last).to_vec();
            let goes_on =
                |before: &Vec<Value>| if self.back { last < *before } else { last > *before };
            if !self.last.as_ref().is_none_or(goes_on) {
                return Err(StoreError::Endless { path: self.reader.path.to_owned() });
            }
            self.last = Some(last);
        }
        self.piece = rows.into();
        Ok(())
    }
}

impl Writer<'_> {
    /// Gives rows the other book's content; what it lacks is deleted.
    pub fn take_over(&mut self, differences: &[RowDifference]) -> Result<(), StoreError> {
        let place = |one: &RowDifference| contents().position(|table| table.name == one.table.name);
        let mut ordered: Vec<&RowDifference> = differences.iter().collect();
        ordered.sort_by_key(|one| place(one));
        for one in ordered.iter().rev() {
            if let (None, Some(ours)) = (&one.theirs, &one.ours) {
                self.delete(one.table, one.table.key_of(&ours.0))?;
            }
        }
        for one in ordered {
            if let Some(theirs) = &one.theirs {
                self.put(one.table, &theirs.0)?;
            }
        }
        Ok(())
    }
}
