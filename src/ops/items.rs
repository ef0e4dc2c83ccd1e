//! Events of the pool and items of sections.

use super::book::Book;
use super::error::OpError;
use super::types::*;
use crate::model::*;

impl Book {
    /// Events of the month that stand in no section, left-out ones included.
    pub fn pool(&self, bulletin: &BulletinCode, month: Month) -> Result<Vec<Item>, OpError> {
        todo!()
    }

    /// One item or event.
    pub fn item(&self, item: &ItemId) -> Result<Item, OpError> {
        todo!()
    }

    /// Adds an event (动态) to the month's pool.
    pub fn add_event(
        &mut self,
        bulletin: &BulletinCode,
        month: Month,
        event: &NewItem,
    ) -> Result<Item, OpError> {
        todo!()
    }

    /// Adds an item at the end of a section.
    pub fn add_item(&mut self, section: &SectionId, item: &NewItem) -> Result<Item, OpError> {
        todo!()
    }

    /// Stores date, department, lead and text. Edits in quick succession become one step.
    pub fn update_item(&mut self, item: &Item) -> Result<(), OpError> {
        todo!()
    }

    /// Puts an event or item into a section at `position` (from 0; past the end is the end).
    pub fn place_item(
        &mut self,
        item: &ItemId,
        section: &SectionId,
        position: usize,
    ) -> Result<(), OpError> {
        todo!()
    }

    /// Takes an item out of its section, back into the month's pool.
    pub fn unplace_item(&mut self, item: &ItemId) -> Result<(), OpError> {
        todo!()
    }

    /// Moves an item within its section or pool to `position` (from 0).
    pub fn move_item(&mut self, item: &ItemId, position: usize) -> Result<(), OpError> {
        todo!()
    }

    /// Keeps an item from print; it stays in the pool with the reason.
    pub fn leave_out(&mut self, item: &ItemId, reason: &str) -> Result<(), OpError> {
        todo!()
    }

    /// Takes a left-out item in again (into the pool).
    pub fn take_in(&mut self, item: &ItemId) -> Result<(), OpError> {
        todo!()
    }

    /// Deletes an item; undo brings it back.
    pub fn delete_item(&mut self, item: &ItemId) -> Result<(), OpError> {
        todo!()
    }
}
