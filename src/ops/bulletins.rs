//! Bulletins (刊) and their indicators.

use super::book::Book;
use super::error::OpError;
use super::types::*;
use crate::model::*;

impl Book {
    /// All bulletins of the book in their order; never empty.
    pub fn bulletins(&self) -> Result<Vec<Bulletin>, OpError> {
        todo!()
    }

    /// The definition of one bulletin.
    pub fn bulletin(&self, code: &BulletinCode) -> Result<Bulletin, OpError> {
        todo!()
    }

    /// The first bulletin: the one meant when none is named.
    pub fn main_bulletin(&self) -> Result<Bulletin, OpError> {
        todo!()
    }

    /// Adds another series to the book, with its departments.
    pub fn add_bulletin(&mut self, bulletin: &Bulletin) -> Result<(), OpError> {
        todo!()
    }

    /// Stores an edited definition.
    pub fn set_bulletin(&mut self, bulletin: &Bulletin) -> Result<(), OpError> {
        todo!()
    }

    /// Adds an indicator to a bulletin.
    pub fn add_indicator(
        &mut self,
        bulletin: &BulletinCode,
        indicator: &Indicator,
    ) -> Result<(), OpError> {
        todo!()
    }
}
