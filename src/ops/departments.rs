//! Departments (部门) and the names they go by.

use super::book::Book;
use super::error::{OpError, Thing};
use super::op::Op;
use super::suggest::nearest;
use crate::model::{Department, DepartmentCode, Month};

/// A department to be registered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDepartment {
    pub name: String,
    pub short_name: String,
    pub aliases: Vec<String>,
}

/// What became of a list of departments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    pub added: usize,
    /// Names that were known already, as they stood in the list.
    pub known: Vec<String>,
}

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

    /// Registers a list of departments as one step. Those known by their name are passed over, and
    /// so are short names and aliases that another department goes by.
    pub fn add_departments(&mut self, list: &[NewDepartment]) -> Result<Listed, OpError> {
        let mut listed = Listed::default();
        let mut made: Vec<Department> = Vec::new();
        for new in list {
            let name = new.name.trim();
            if name.is_empty() {
                continue;
            }
            let free = |wanted: &str, made: &[Department]| {
                let known = self.departments.iter().chain(made);
                !wanted.is_empty() && !known.flat_map(Department::names).any(|n| n == wanted)
            };
            if !free(name, &made) {
                listed.known.push(name.to_owned());
                continue;
            }
            let mut department = self.next_department(name, made.len());
            let short = new.short_name.trim();
            if free(short, &made) && short != name {
                short.clone_into(&mut department.short_name);
            }
            for alias in new.aliases.iter().map(|alias| alias.trim()) {
                if free(alias, &made) && department.names().all(|known| known != alias) {
                    department.aliases.push(alias.to_owned());
                }
            }
            made.push(department);
        }
        listed.added = made.len();
        let label = match made.as_slice() {
            [only] => format!("新增部门 {}", only.name),
            several => format!("新增 {} 个部门", several.len()),
        };
        self.transact(Op::AddDepartments, &label, |writer| {
            for department in &made {
                writer.put_department(department)?;
            }
            Ok(())
        })?;
        Ok(listed)
    }

    /// Stores an edited department. Edits of one of its fields in quick succession are one step.
    pub fn set_department(&mut self, department: &Department) -> Result<(), OpError> {
        self.check_names(department)?;
        self.check_successor(department)?;
        let stored = self.department(&department.code)?;
        let part = changed_part(stored, department);
        let label = format!("修改部门 {}", department.name);
        let field = format!("department {} {part}", department.code);
        self.transact_field(Op::SetDepartment, &label, field, |writer| {
            writer.put_department(department)?;
            Ok(())
        })
    }

    /// Whether the department could be stored: named, and no name another one goes by.
    pub fn check_names(&self, department: &Department) -> Result<(), OpError> {
        if department.name.trim().is_empty() {
            return Err(OpError::Empty { what: Thing::Name });
        }
        self.department(&department.code)?;
        let others = self.departments.iter().filter(|other| other.code != department.code);
        for other in others {
            if let Some(name) = other.names().find(|name| department.names().any(|n| n == *name)) {
                let (name, of) = (name.to_owned(), other.name.clone());
                return Err(OpError::NameTaken { name, of });
            }
        }
        Ok(())
    }

    /// Ends a department (停用): `last` is the last month it reports in.
    pub fn end_department(&mut self, code: &DepartmentCode, last: Month) -> Result<(), OpError> {
        let stored = self.department(code)?.clone();
        let label = format!("停用部门 {}", stored.name);
        let ended = Department { valid_to: Some(last), ..stored };
        self.transact(Op::EndDepartment, &label, |writer| {
            writer.put_department(&ended)?;
            Ok(())
        })
    }

    /// Moves a department to `position` (from 0) among all but the hall; ranks are counted anew.
    pub fn move_department(
        &mut self,
        code: &DepartmentCode,
        position: usize,
    ) -> Result<(), OpError> {
        let moved = self.department(code)?.clone();
        let others = self.departments.iter().filter(|d| !d.is_hall() && d.code != *code);
        let mut ordered: Vec<Department> = others.cloned().collect();
        let label = format!("移动部门 {}", moved.name);
        ordered.insert(position.min(ordered.len()), moved);
        self.transact(Op::MoveDepartment, &label, |writer| {
            for (rank, department) in (1..).zip(ordered) {
                writer.put_department(&Department { rank, ..department })?;
            }
            Ok(())
        })
    }

    /// Deletes a department nothing refers to; else says what does.
    pub fn delete_department(&mut self, code: &DepartmentCode) -> Result<(), OpError> {
        let department = self.department(code)?.clone();
        let mut uses = self.read().department_uses(&department)?;
        if self.departments.iter().any(|other| other.successor.as_ref() == Some(code)) {
            uses.push("并入它的部门");
        }
        if department.is_hall() {
            uses.push("全厅数据");
        }
        if !uses.is_empty() {
            return Err(OpError::DepartmentInUse { name: department.name, uses });
        }
        let label = format!("删除部门 {}", department.name);
        self.transact(Op::DeleteDepartment, &label, |writer| {
            writer.delete_department(code)?;
            Ok(())
        })
    }

    /// A department after all known ones; `skip` more were just made.
    pub(super) fn next_department(&self, name: &str, skip: usize) -> Department {
        // Nor the code of a deleted one: what is recorded of that would be taken for this one's.
        let taken = |code: &str| {
            self.departments.iter().any(|d| d.code.as_str() == code)
                || self.read().was_recorded("department", &[code]).unwrap_or(false)
        };
        let codes = (1..).map(|n: usize| format!("d{n:03}")).filter(|code| !taken(code));
        let code = codes.into_iter().nth(skip).unwrap_or_default();
        let last = self.departments.iter().map(|d| d.rank).max().unwrap_or(0);
        let rank = last.saturating_add(1 + i64::try_from(skip).unwrap_or(0));
        Department::new(DepartmentCode::new(code), name, rank)
    }
}

/// Which field an edit is about, so that typing in another one begins another step.
fn changed_part(old: &Department, new: &Department) -> &'static str {
    if old.name != new.name {
        "name"
    } else if old.short_name != new.short_name {
        "short_name"
    } else if old.aliases != new.aliases {
        "aliases"
    } else if old.valid_from != new.valid_from {
        "valid_from"
    } else if old.valid_to != new.valid_to {
        "valid_to"
    } else {
        "successor"
    }
}
