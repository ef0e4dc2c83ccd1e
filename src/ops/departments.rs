//! Departments (部门) and the names they go by.

use super::book::Book;
use super::error::{OpError, Thing};
use super::op::Op;
use super::suggest::nearest;
use crate::model::{Department, DepartmentCode};

impl Book {
    /// All departments by rank, the hall first.
    pub fn departments(&self) -> Result<Vec<Department>, OpError> {
        Ok(self.departments.clone())
    }

    /// Finds a department by any of its names or its code; else suggests.
    pub fn find_department(&self, text: &str) -> Result<Department, OpError> {
        let text = text.trim();
        let named = self.departments.iter().find(|d| d.names().any(|name| name == text));
        let coded = || self.departments.iter().find(|d| d.code.as_str() == text);
        named.or_else(coded).cloned().ok_or_else(|| {
            let names = self.departments.iter().flat_map(Department::names);
            OpError::NoSuchDepartment { text: text.to_owned(), suggestions: nearest(text, names) }
        })
    }

    /// Registers a department by name; the code is made.
    pub fn add_department(&mut self, name: &str) -> Result<Department, OpError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(OpError::Empty { what: Thing::Name });
        }
        if let Some(known) = self.departments.iter().find(|d| d.names().any(|n| n == name)) {
            return Err(OpError::DepartmentExists { code: known.code.clone() });
        }
        let department = self.next_department(name, 0);
        let label = format!("新增部门 {name}");
        self.transact(Op::AddDepartment, &label, |writer| {
            writer.put_department(&department)?;
            Ok(())
        })?;
        Ok(department)
    }

    /// Stores an edited department.
    pub fn set_department(&mut self, department: &Department) -> Result<(), OpError> {
        if department.name.trim().is_empty() {
            return Err(OpError::Empty { what: Thing::Name });
        }
        self.department(&department.code)?;
        let mut others = self.departments.iter().filter(|other| other.code != department.code);
        if let Some(other) = others.find(|other| other.name == department.name) {
            return Err(OpError::DepartmentExists { code: other.code.clone() });
        }
        let label = format!("修改部门 {}", department.name);
        self.transact(Op::SetDepartment, &label, |writer| {
            writer.put_department(department)?;
            Ok(())
        })
    }

    /// A department after all known ones; `skip` more were just made.
    pub(super) fn next_department(&self, name: &str, skip: usize) -> Department {
        let taken = |code: &str| self.departments.iter().any(|d| d.code.as_str() == code);
        let codes = (1..).map(|n: usize| format!("d{n:03}")).filter(|code| !taken(code));
        let code = codes.into_iter().nth(skip).unwrap_or_default();
        let last = self.departments.iter().map(|d| d.rank).max().unwrap_or(0);
        let rank = last.saturating_add(1 + i64::try_from(skip).unwrap_or(0));
        Department::new(DepartmentCode::new(code), name, rank)
    }
}
