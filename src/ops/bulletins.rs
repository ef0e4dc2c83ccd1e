//! Bulletins (刊): listed, found, added, redefined.

use super::book::Book;
use super::error::OpError;
use super::op::Op;
use crate::model::{Bulletin, BulletinCode, Department, IndicatorCode};

impl Book {
    /// All bulletins of the book in their order.
    pub fn bulletins(&self) -> Result<Vec<Bulletin>, OpError> {
        Ok(self.bulletins.clone())
    }

    /// Code and name of every bulletin, in their order.
    pub fn bulletin_names(&self) -> Vec<(BulletinCode, String)> {
        self.bulletins.iter().map(|b| (b.code.clone(), b.name.clone())).collect()
    }

    /// The definition of one bulletin.
    pub fn bulletin(&self, code: &BulletinCode) -> Result<Bulletin, OpError> {
        self.bulletin_ref(code).cloned()
    }

    /// Finds a bulletin by code, name or title.
    pub fn find_bulletin(&self, text: &str) -> Result<Bulletin, OpError> {
        let text = text.trim();
        let named = |b: &&Bulletin| b.code.as_str() == text || b.name == text || b.title == text;
        let found = self.bulletins.iter().find(named).cloned();
        found.ok_or_else(|| self.no_bulletin(&BulletinCode::new(text)))
    }

    /// The bulletin an indicator belongs to.
    pub fn bulletin_of(&self, indicator: &IndicatorCode) -> Result<&Bulletin, OpError> {
        let owner = self.bulletins.iter().find(|b| b.indicator(indicator).is_some());
        owner.ok_or_else(|| self.no_indicator(indicator.as_str()))
    }

    fn no_bulletin(&self, code: &BulletinCode) -> OpError {
        let known = self.bulletins.iter().map(|b| format!("{}（{}）", b.name, b.code)).collect();
        OpError::NoSuchBulletin { code: code.clone(), known }
    }

    /// The first bulletin: the one meant when none is named.
    pub fn main_bulletin(&self) -> Result<Bulletin, OpError> {
        self.bulletins.first().cloned().ok_or_else(|| self.no_bulletin(&BulletinCode::new("")))
    }

    /// Adds another series to the book, with its departments.
    pub fn add_bulletin(&mut self, bulletin: &Bulletin) -> Result<(), OpError> {
        if self.bulletin_ref(&bulletin.code).is_ok() {
            return Err(OpError::BulletinExists { code: bulletin.code.clone() });
        }
        let ord = i64::try_from(self.bulletins.len()).unwrap_or(i64::MAX);
        let new: Vec<Department> =
            bulletin.departments.iter().filter(|d| self.is_new(d)).cloned().collect();
        let label = format!("新增刊物 {}", bulletin.name);
        self.transact(Op::AddBulletin, &label, |writer| {
            writer.put_bulletin(bulletin, ord)?;
            for department in &new {
                writer.put_department(department)?;
            }
            Ok(())
        })
    }

    /// Stores an edited definition.
    pub fn set_bulletin(&mut self, bulletin: &Bulletin) -> Result<(), OpError> {
        let label = format!("修改刊物 {}", bulletin.name);
        self.rewrite(Op::SetBulletin, &label, bulletin)
    }

    fn is_new(&self, department: &Department) -> bool {
        let same = |known: &Department| {
            known.code == department.code || known.names().any(|name| name == department.name)
        };
        !self.departments.iter().any(same)
    }

    pub(super) fn rewrite(
        &mut self,
        op: Op,
        label: &str,
        bulletin: &Bulletin,
    ) -> Result<(), OpError> {
        let ord = self.bulletin_place(&bulletin.code)?;
        self.transact(op, label, |writer| {
            writer.put_bulletin(bulletin, ord)?;
            Ok(())
        })
    }

    /// Its place among the bulletins, as stored.
    pub(super) fn bulletin_place(&self, code: &BulletinCode) -> Result<i64, OpError> {
        let place = self.bulletins.iter().position(|known| known.code == *code);
        let place = place.ok_or_else(|| self.no_bulletin(code))?;
        Ok(i64::try_from(place).unwrap_or(i64::MAX))
    }

    pub(super) fn bulletin_ref(&self, code: &BulletinCode) -> Result<&Bulletin, OpError> {
        let found = self.bulletins.iter().find(|bulletin| bulletin.code == *code);
        found.ok_or_else(|| self.no_bulletin(code))
    }

    pub(super) fn bulletin_name(&self, code: &BulletinCode) -> String {
        self.bulletin_ref(code).map_or_else(|_| code.to_string(), |b| b.name.clone())
    }
}
