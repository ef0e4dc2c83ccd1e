//! By what a table is ranked, and by what its columns tell places.

use super::reading::Reading;
use super::tables::NewTable;
use crate::model::{DepartmentCode, Figure, IndicatorCode, Measure, Quantity, TableColumn};

impl Reading<'_> {
    /// The column a table with places is ranked by: the first whose numbers fall.
    pub(super) fn rank(&self, table: &mut NewTable) -> Result<(), String> {
        if self.grid.ranked.is_empty() {
            return Ok(());
        }
        table.spec.rank_by = first_falling(table);
        // 名次 is what a ranking prints of itself.
        table.spec.rank_head.clone_from(&self.grid.ranked);
        if table.spec.rank_by.is_none() {
            return Err("看不出按哪一列排名".to_owned());
        }
        // Next month other departments may be among the first.
        table.spec.limit = table.spec.departments.len();
        table.spec.departments.clear();
        Ok(())
    }

    /// The indicator by whose figures a column tells places: the nearest before it that gives them.
    pub(super) fn ranked_by(&self, table: &NewTable, at: usize) -> Result<IndicatorCode, String> {
        let printed: Vec<&str> = self.grid.cells(at).take(self.grid.rows.len()).collect();
        let gives = |at: &usize| {
            let Some(amounts) = amounts(table, *at) else { return false };
            let place = |own: &Quantity| {
                1 + amounts.iter().filter(|other| other.cmp_amount(*own).is_gt()).count()
            };
            amounts.iter().map(|own| place(own).to_string()).eq(printed.iter().copied())
        };
        let by = (0..table.spec.columns.len()).rev().find(gives);
        let by =
            by.and_then(|at| table.spec.columns.get(at)).map(|column| column.indicator.clone());
        let head = self.grid.columns.get(at).map_or("", |column| column.head.as_str());
        by.ok_or_else(|| format!("看不出“{head}”按哪一列排"))
    }

    /// The indicator by which the table is ranked: a column of places says so, or the first one whose
    /// numbers fall.
    pub(super) fn ranking(&self, table: &NewTable, at: usize) -> Result<IndicatorCode, String> {
        let placed = table.spec.columns.iter().find(|column| column.place);
        let falling = || table.spec.columns.get(first_falling(table)?);
        let by = placed.or_else(falling).map(|column| column.indicator.clone());
        let head = self.grid.columns.get(at).map_or("", |column| column.head.as_str());
        by.ok_or_else(|| format!("看不出“{head}”按哪一列排"))
    }
}

/// The first column of figures whose numbers fall from row to row.
fn first_falling(table: &NewTable) -> Option<usize> {
    let falls = |at: &usize| {
        let Some(amounts) = amounts(table, *at) else { return false };
        amounts.is_sorted_by(|above, below| above.cmp_amount(*below).is_ge())
    };
    (0..table.spec.columns.len()).find(falls)
}

/// The figures of a column, row by row, where every row has one.
fn amounts(table: &NewTable, at: usize) -> Option<Vec<Quantity>> {
    let own = |column: &&TableColumn| column.measure == Measure::Value && !column.place;
    let column = table.spec.columns.get(at).filter(own)?;
    let of = |code: &DepartmentCode| {
        let own = |figure: &&Figure| {
            figure.key.indicator == column.indicator && figure.key.department == *code
        };
        table.figures.iter().find(own)?.quantity
    };
    table.spec.departments.iter().map(of).collect()
}
