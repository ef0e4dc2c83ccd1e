//! The register of persons (人员): who may be named, with posts and order.

use super::book::{Book, Writer};
use super::error::{OpError, Thing};
use super::ids;
use super::op::Op;
use crate::model::{DepartmentCode, Month, Person, PersonId};
use crate::store::VisitRow;

/// A person to be registered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPerson {
    pub name: String,
    pub department: Option<DepartmentCode>,
    /// Posts as printed, joined by 、
    pub posts: String,
}

/// What collecting from past visits found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    pub added: usize,
    /// Departments of visits that no department goes by; persons of them were not registered.
    pub unknown: Vec<String>,
}

impl Book {
    /// Everybody, by department rank and then by their own.
    pub fn persons(&self) -> Result<Vec<Person>, OpError> {
        Ok(self.read().persons()?)
    }

    /// Registers a person at the end of the department.
    pub fn add_person(&mut self, new: &NewPerson) -> Result<Person, OpError> {
        let name = checked_name(&new.name)?;
        let rank = next_rank(&self.persons()?, new.department.as_ref());
        let person = Person {
            id: PersonId::new(ids::mint(self.now())),
            name,
            department: new.department.clone(),
            posts: new.posts.trim().to_owned(),
            rank,
            valid_from: None,
            valid_to: None,
        };
        let label = format!("登记人员 {}", person.name);
        self.transact(Op::AddPerson, &label, |writer| {
            writer.put_person(&person)?;
            Ok(())
        })?;
        Ok(person)
    }

    /// Stores an edited person. Edits of one field in quick succession become one step.
    pub fn update_person(&mut self, person: &Person) -> Result<(), OpError> {
        let name = checked_name(&person.name)?;
        let stored = self.person(&person.id)?;
        let label = format!("修改人员 {name}");
        let part = changed_part(&stored, person);
        let mut person = Person { name, ..person.clone() };
        if stored.department != person.department {
            person.rank = next_rank(&self.persons()?, person.department.as_ref());
        }
        let field = format!("person {} {part}", person.id);
        self.transact_field(Op::UpdatePerson, &label, field, |writer| {
            writer.put_person(&person)?;
            Ok(())
        })
    }

    /// Moves a person to `position` (from 0) within the department; ranks are counted anew.
    pub fn move_person(&mut self, id: &PersonId, position: usize) -> Result<(), OpError> {
        let person = self.person(id)?;
        let mut peers = self.persons()?;
        peers.retain(|other| other.department == person.department && other.id != *id);
        let label = format!("移动人员 {}", person.name);
        peers.insert(position.min(peers.len()), person);
        self.transact(Op::MovePerson, &label, |writer| {
            for (rank, person) in (1..).zip(peers) {
                writer.put_person(&Person { rank, ..person })?;
            }
            Ok(())
        })
    }

    /// Deletes a person from the register; visits keep the name.
    pub fn delete_person(&mut self, id: &PersonId) -> Result<(), OpError> {
        let label = format!("删除人员 {}", self.person(id)?.name);
        self.transact(Op::DeletePerson, &label, |writer| {
            writer.delete_person(id)?;
            Ok(())
        })
    }

    /// Registers everybody of all past visits with department and posts, as one step. Of several
    /// posts over time the newest hold, the earlier ones end in the month they were last seen.
    pub fn collect_persons(&mut self) -> Result<Collected, OpError> {
        let (seen, unknown) = self.seen_persons(self.read().all_visits()?);
        let known = self.persons()?;
        let same = |a: &Person, b: &Person| a.name == b.name && a.department == b.department;
        let mut made: Vec<Person> = Vec::new();
        for (at, (person, last)) in seen.iter().enumerate() {
            if known.iter().any(|k| same(k, person) && k.posts == person.posts) {
                continue;
            }
            let later = seen.iter().skip(at + 1).any(|(other, _)| same(other, person));
            let changed = later || known.iter().any(|k| same(k, person) && k.valid_to.is_none());
            let rank = next_rank(known.iter().chain(&made), person.department.as_ref());
            let id = PersonId::new(ids::mint(self.now()));
            let valid_to = changed.then_some(*last);
            made.push(Person { id, rank, valid_to, ..person.clone() });
        }
        let label = format!("从进大厅名单收集 {} 人", made.len());
        self.transact(Op::CollectPersons, &label, |writer| store(writer, &made))?;
        Ok(Collected { added: made.len(), unknown })
    }

    /// Persons with posts as visits name them, each with the month last seen, the longest unseen
    /// first; and the departments nobody knows.
    fn seen_persons(&self, visits: Vec<VisitRow>) -> (Vec<(Person, Month)>, Vec<String>) {
        let mut seen: Vec<(Person, Month)> = Vec::new();
        let mut unknown: Vec<String> = Vec::new();
        for VisitRow { visit, month, .. } in visits {
            if visit.person.trim().is_empty() {
                continue;
            }
            let mut known = self.departments.iter();
            let Some(department) = known.find(|d| d.names().any(|n| n == visit.department)) else {
                if !unknown.contains(&visit.department) {
                    unknown.push(visit.department);
                }
                continue;
            };
            let person = Person {
                id: PersonId::new(""),
                name: visit.person.trim().to_owned(),
                department: Some(department.code.clone()),
                posts: visit.posts,
                rank: 0,
                valid_from: None,
                valid_to: None,
            };
            seen.retain(|(other, _)| *other != person);
            seen.push((person, month));
        }
        (seen, unknown)
    }

    fn person(&self, id: &PersonId) -> Result<Person, OpError> {
        let gone = || OpError::Gone { what: Thing::Person, id: id.to_string() };
        self.read().person(id)?.ok_or_else(gone)
    }
}

fn store(writer: &mut Writer<'_>, persons: &[Person]) -> Result<(), OpError> {
    for person in persons {
        writer.put_person(person)?;
    }
    Ok(())
}

fn checked_name(name: &str) -> Result<String, OpError> {
    let name = name.trim();
    if name.is_empty() { Err(OpError::Empty { what: Thing::Name }) } else { Ok(name.to_owned()) }
}

fn next_rank<'a>(
    persons: impl IntoIterator<Item = &'a Person>,
    department: Option<&DepartmentCode>,
) -> i64 {
    let peers = persons.into_iter().filter(|person| person.department.as_ref() == department);
    peers.map(|person| person.rank).max().unwrap_or(0).saturating_add(1)
}

/// Which field an edit is about, so that typing in another one begins another step.
fn changed_part(old: &Person, new: &Person) -> &'static str {
    if old.name != new.name {
        "name"
    } else if old.posts != new.posts {
        "posts"
    } else if old.department != new.department {
        "department"
    } else if old.valid_from != new.valid_from {
        "valid_from"
    } else {
        "valid_to"
    }
}
