//! Figures: looked up, checked, stored as typed.

use super::book::Book;
use super::error::OpError;
use super::types::*;
use crate::model::*;

impl Book {
    /// One figure, if the cell was ever filled.
    pub fn figure(&self, key: &FigureKey) -> Result<Option<Figure>, OpError> {
        todo!()
    }

    /// All figures of the months, of one department or (`None`) of all.
    pub fn figures(
        &self,
        months: &[Month],
        department: Option<&DepartmentCode>,
    ) -> Result<Figures, OpError> {
        todo!()
    }

    /// What an issue needs: its month of all departments, and the hall's figures of all bases (last
    /// month, both years from January).
    pub fn figures_for_issue(&self, issue: &Issue) -> Result<Figures, OpError> {
        todo!()
    }

    /// The indicators' figures of one department from `from` to `to`, both included.
    pub fn series(
        &self,
        indicators: &[IndicatorCode],
        department: &DepartmentCode,
        from: Month,
        to: Month,
    ) -> Result<Figures, OpError> {
        todo!()
    }

    /// Every month that has a figure, an issue or an event, newest first.
    pub fn months(&self) -> Result<Vec<Month>, OpError> {
        todo!()
    }

    /// Finds an indicator by name, alias or code, of any bulletin; else suggests.
    pub fn find_indicator(&self, text: &str) -> Result<Indicator, OpError> {
        todo!()
    }

    /// Whether `typed` is a figure of the indicator; changes nothing.
    pub fn check_figure(
        &self,
        indicator: &IndicatorCode,
        typed: &str,
    ) -> Result<(FigureState, Option<Quantity>), OpError> {
        todo!()
    }

    /// Stores what was typed. A text that is no figure is kept as a draft: look at the state.
    pub fn set_figure(
        &mut self,
        key: &FigureKey,
        typed: &str,
        source: FigureSource,
    ) -> Result<Figure, OpError> {
        todo!()
    }

    /// Stores many cells as one step (a pasted block).
    pub fn set_figures(
        &mut self,
        cells: &[(FigureKey, String)],
        source: FigureSource,
    ) -> Result<Vec<Figure>, OpError> {
        todo!()
    }

    /// Explains a figure (说明).
    pub fn set_figure_note(&mut self, key: &FigureKey, note: &str) -> Result<Figure, OpError> {
        todo!()
    }
}
