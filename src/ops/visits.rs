//! Leaders at the hall (进大厅), month by month.

use super::book::Book;
use super::error::OpError;
use super::types::*;
use crate::model::*;

impl Book {
    /// The month's visits in their order.
    pub fn visits(&self, bulletin: &BulletinCode, month: Month) -> Result<Vec<Visit>, OpError> {
        todo!()
    }

    /// Adds a visit at the end of the month's list.
    pub fn add_visit(
        &mut self,
        bulletin: &BulletinCode,
        month: Month,
        visit: &NewVisit,
    ) -> Result<Visit, OpError> {
        todo!()
    }

    /// Stores an edited visit.
    pub fn update_visit(&mut self, visit: &Visit) -> Result<(), OpError> {
        todo!()
    }

    /// Moves a visit to `position` (from 0) of its month's list.
    pub fn move_visit(&mut self, visit: &VisitId, position: usize) -> Result<(), OpError> {
        todo!()
    }

    /// Deletes a visit.
    pub fn delete_visit(&mut self, visit: &VisitId) -> Result<(), OpError> {
        todo!()
    }
}
