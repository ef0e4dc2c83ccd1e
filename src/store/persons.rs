//! Rows of the register of persons.

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Cells, Value};
use super::tables::PERSON;
use super::writer::Writer;
use crate::model::{DepartmentCode, Person, PersonId};

impl Reader<'_> {
    /// Everybody, by department rank and then by their own.
    pub fn persons(&self) -> Result<Vec<Person>, StoreError> {
        let tail = "ORDER BY (SELECT rank FROM department d WHERE d.code = person.department),
             rank, name, id";
        self.select(&PERSON, tail, &[], person_from_row)
    }

    pub fn person(&self, id: &PersonId) -> Result<Option<Person>, StoreError> {
        self.by_key(&PERSON, &[id.as_str().into()])?.map(person_from_row).transpose()
    }
}

impl Writer<'_> {
    pub fn put_person(&mut self, person: &Person) -> Result<bool, StoreError> {
        self.put(
            &PERSON,
            &[
                person.id.as_str().into(),
                person.name.as_str().into(),
                Value::opt(person.department.as_ref().map(DepartmentCode::as_str)),
                person.posts.as_str().into(),
                Value::Int(person.rank),
                Value::opt(person.valid_from.map(|month| month.to_string())),
                Value::opt(person.valid_to.map(|month| month.to_string())),
            ],
        )
    }

    pub fn delete_person(&mut self, id: &PersonId) -> Result<bool, StoreError> {
        self.delete(&PERSON, &[id.as_str().into()])
    }
}

pub(super) fn person_from_row(row: Vec<Value>) -> Result<Person, StoreError> {
    let mut cells = Cells::new(&PERSON, row);
    Ok(Person {
        id: PersonId::new(cells.text()?),
        name: cells.text()?,
        department: cells.opt_text()?.map(DepartmentCode::new),
        posts: cells.text()?,
        rank: cells.int()?,
        valid_from: cells.opt_parsed(|text| text.parse().ok())?,
        valid_to: cells.opt_parsed(|text| text.parse().ok())?,
    })
}
