//! Departments (部门) and the names they go by.

use super::book::Book;
use super::error::OpError;
use super::types::*;
use crate::model::*;

impl Book {
    /// All departments by rank, the hall first.
    pub fn departments(&self) -> Result<Vec<Department>, OpError> {
        todo!()
    }

    /// Finds a department by any of its names or its code; else suggests.
    pub fn find_department(&self, text: &str) -> Result<Department, OpError> {
        todo!()
    }

    /// Registers a department by name; the code is made.
    pub fn add_department(&mut self, name: &str) -> Result<Department, OpError> {
        todo!()
    }

    /// Stores an edited department.
    pub fn set_department(&mut self, department: &Department) -> Result<(), OpError> {
        todo!()
    }
}
