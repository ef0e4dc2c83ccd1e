//! Looking for every defect of a file: its structure, references that lead nowhere, rows that
//! cannot be read. Changes nothing.

use super::compare::unreadable;
use super::error::StoreError;
use super::reader::Reader;
use super::table::Value;
use super::tables;

/// So many defects of the structure are named.
const NAMED: usize = 50;

/// One defect, as far as the store understands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// SQLite's own words.
    Structure(String),
    /// Rows of `table` that refer to what is not there.
    Orphans { table: String, parent: String, count: usize },
    /// Rows of `table` that cannot be read from the disk.
    Broken { table: &'static str },
    /// Rows that can be read and mean nothing to this program.
    Odd { table: &'static str, detail: String },
}

impl Reader<'_> {
    /// Every defect that can be found. Takes a second for every 200 MB.
    pub fn flaws(&self) -> Vec<Flaw> {
        let mut flaws = self.structure();
        flaws.extend(self.orphans());
        let broken = tables::ALL.into_iter().filter(|table| unreadable(*self, table));
        flaws.extend(broken.map(|table| Flaw::Broken { table: table.name }));
        flaws.extend(self.odd_rows());
        flaws
    }

    fn structure(&self) -> Vec<Flaw> {
        let sql = format!("PRAGMA integrity_check({NAMED})");
        let rows = match self.rows(&sql, &[]) {
            Ok(rows) => rows,
            Err(err) => return vec![Flaw::Structure(err.to_string())],
        };
        let texts = rows.iter().filter_map(|row| row.first().and_then(Value::to_history));
        let lines = texts.flat_map(|text| {
            text.lines()
                .filter(|line| !line.starts_with("***"))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        });
        lines.filter(|line| line != "ok").map(Flaw::Structure).collect()
    }

    fn orphans(&self) -> Vec<Flaw> {
        let sql = "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2";
        let rows = self.rows(sql, &[]).unwrap_or_default();
        let orphans = rows.into_iter().filter_map(|row| match row.as_slice() {
            [Value::Text(table), Value::Text(parent), Value::Int(count)] => Some(Flaw::Orphans {
                table: table.clone(),
                parent: parent.clone(),
                count: usize::try_from(*count).unwrap_or(usize::MAX),
            }),
            _ => None,
        });
        orphans.collect()
    }

    /// Reads everything as the program does.
    fn odd_rows(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let mut note = |result: Result<(), StoreError>| {
            if let Err(StoreError::Row { table, detail }) = result {
                flaws.push(Flaw::Odd { table, detail });
            }
        };
        note(self.bulletins().map(drop));
        note(self.departments().map(drop));
        note(self.persons().map(drop));
        let issues = self.issues();
        for head in issues.iter().flatten() {
            note(self.issue(head.clone()).map(drop));
        }
        note(issues.map(drop));
        note(self.batches(i64::MAX).map(drop));
        flaws
    }
}
