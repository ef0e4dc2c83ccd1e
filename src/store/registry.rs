//! Rows of bulletins, departments and settings.

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Cells, Value};
use super::tables::{BULLETIN, DEPARTMENT, SETTING};
use super::writer::Writer;
use crate::model::{Bulletin, Department, DepartmentCode, IndicatorCode, invisible};

impl Reader<'_> {
    /// All bulletins in their order.
    pub fn bulletins(&self) -> Result<Vec<Bulletin>, StoreError> {
        self.select(&BULLETIN, "ORDER BY ord, code", &[], |row| {
            let mut cells = Cells::new(&BULLETIN, row);
            cells.text()?;
            cells.text()?;
            cells.json()
        })
    }

    /// All departments by rank.
    pub fn departments(&self) -> Result<Vec<Department>, StoreError> {
        self.select(&DEPARTMENT, "ORDER BY rank, code", &[], department_from_row)
    }

    /// What refers to a department, by code or by any of its names: in Chinese, one a kind.
    pub fn department_uses(
        &self,
        department: &Department,
    ) -> Result<Vec<&'static str>, StoreError> {
        let code: Value = department.code.as_str().into();
        let names = to_json("department", &department.names().collect::<Vec<_>>())?;
        let named = "IN (SELECT value FROM json_each(?1))";
        let uses = [
            ("数据", "figure WHERE department = ?1".to_owned(), &code),
            ("数据说明", "explanation WHERE department = ?1".to_owned(), &code),
            ("人员", "person WHERE department = ?1".to_owned(), &code),
            ("动态和条目", format!("item WHERE department {named}"), &names),
            ("进大厅名单", format!("visit WHERE department {named}"), &names),
        ];
        let mut found = Vec::new();
        for (what, rows, value) in uses {
            let sql = format!("SELECT EXISTS(SELECT 1 FROM {rows})");
            if self.number(&sql, std::slice::from_ref(value))? > 0 {
                found.push(what);
            }
        }
        Ok(found)
    }

    /// What of the months' content refers to an indicator, in Chinese, one a kind.
    pub fn indicator_uses(&self, code: &IndicatorCode) -> Result<Vec<&'static str>, StoreError> {
        let uses = [
            ("数据", "figure WHERE indicator = ?1 AND (typed <> '' OR note <> '')"),
            ("数据说明", "explanation WHERE indicator = ?1"),
        ];
        let mut found = Vec::new();
        for (what, rows) in uses {
            let sql = format!("SELECT EXISTS(SELECT 1 FROM {rows})");
            if self.number(&sql, &[code.as_str().into()])? > 0 {
                found.push(what);
            }
        }
        Ok(found)
    }

    /// Whether a cell of this indicator was ever recorded.
    pub fn was_figured(&self, code: &IndicatorCode) -> Result<bool, StoreError> {
        // Keys are JSON arrays that begin with the indicator: ["i001", …
        let first = to_json("figure", &[code.as_str()])?.to_history().unwrap_or_default();
        let first = first.trim_end_matches(']');
        let params = [format!("{first},").into(), format!("{first}-").into()];
        let sql = "SELECT EXISTS(
             SELECT 1 FROM change WHERE tbl = 'figure' AND row >= ?1 AND row < ?2)";
        Ok(self.number(sql, &params)? > 0)
    }

    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let row = self.by_key(&SETTING, &[key.into()])?;
        row.map(|row| {
            let mut cells = Cells::new(&SETTING, row);
            cells.text()?;
            cells.text()
        })
        .transpose()
    }
}

impl Writer<'_> {
    /// Stores a definition; `ord` is its place among the bulletins.
    pub fn put_bulletin(&mut self, bulletin: &Bulletin, ord: i64) -> Result<bool, StoreError> {
        self.refuse_hidden_names(bulletin)?;
        let definition = to_json("bulletin", bulletin)?;
        self.put(
            &BULLETIN,
            &[
                bulletin.code.as_str().into(),
                bulletin.name.as_str().into(),
                definition,
                Value::Int(ord),
            ],
        )
    }

    /// Names within a definition; those that stand in the stored one are let be.
    fn refuse_hidden_names(&self, bulletin: &Bulletin) -> Result<(), StoreError> {
        let mut hidden = bulletin.names().filter(|(_, name)| invisible::hides(name)).peekable();
        if hidden.peek().is_none() {
            return Ok(());
        }
        let stored = self.read().bulletins()?;
        let stands = |name: &str| {
            let mut same = stored.iter().filter(|one| one.code == bulletin.code);
            same.any(|one| one.names().any(|(_, known)| known == name))
        };
        match hidden.find(|(_, name)| !stands(name)) {
            Some((what, name)) => Err(StoreError::HiddenInName { what, name: name.to_owned() }),
            None => Ok(()),
        }
    }

    pub fn put_department(&mut self, department: &Department) -> Result<bool, StoreError> {
        self.put(
            &DEPARTMENT,
            &[
                department.code.as_str().into(),
                department.name.as_str().into(),
                department.short_name.as_str().into(),
                to_json("department", &department.aliases)?,
                Value::Int(department.rank),
                Value::opt(department.valid_from.map(|month| month.to_string())),
                Value::opt(department.valid_to.map(|month| month.to_string())),
                Value::opt(department.successor.as_ref().map(DepartmentCode::as_str)),
            ],
        )
    }

    pub fn delete_department(&mut self, code: &DepartmentCode) -> Result<bool, StoreError> {
        self.delete(&DEPARTMENT, &[code.as_str().into()])
    }

    pub fn put_setting(&mut self, key: &str, value: &str) -> Result<bool, StoreError> {
        self.put(&SETTING, &[key.into(), value.into()])
    }
}

pub(super) fn department_from_row(row: Vec<Value>) -> Result<Department, StoreError> {
    let mut cells = Cells::new(&DEPARTMENT, row);
    Ok(Department {
        code: DepartmentCode::new(cells.text()?),
        name: cells.text()?,
        short_name: cells.text()?,
        aliases: cells.json()?,
        rank: cells.int()?,
        valid_from: cells.opt_parsed(|text| text.parse().ok())?,
        valid_to: cells.opt_parsed(|text| text.parse().ok())?,
        successor: cells.opt_text()?.map(DepartmentCode::new),
    })
}

pub(super) fn to_json<T: serde::Serialize>(
    table: &'static str,
    value: &T,
) -> Result<Value, StoreError> {
    let text = serde_json::to_string(value)
        .map_err(|err| StoreError::Row { table, detail: err.to_string() })?;
    Ok(Value::Text(text))
}
