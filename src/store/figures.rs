//! Rows of figures, found by cell, by month and by series.

use std::collections::{BTreeMap, BTreeSet};

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Cells, Value, row_from_text};
use super::tables::FIGURE;
use super::words::Word as _;
use super::writer::Writer;
use crate::model::{
    DepartmentCode, Figure, FigureKey, FigureSource, FigureState, Figures, IndicatorCode, Month,
    Quantity,
};

/// Figures changed in one batch. `+` keeps the query to the batch's own rows: by the index of
/// `tbl` all history is read.
pub(super) const CHANGED: &str = "SELECT row FROM change WHERE batch = ?1 AND +tbl = 'figure'
     AND (kind <> 'update' OR col IN ('typed', 'digits', 'exponent', 'state'))";

impl Reader<'_> {
    pub fn figure(&self, key: &FigureKey) -> Result<Option<Figure>, StoreError> {
        self.by_key(&FIGURE, &key_values(key))?.map(from_row).transpose()
    }

    /// All figures of one month, of one department or of all, added to `found`.
    pub fn figures_of_month(
        &self,
        month: Month,
        department: Option<&DepartmentCode>,
        found: &mut Figures,
    ) -> Result<(), StoreError> {
        let month = Value::Text(month.to_string());
        let figures = match department {
            Some(department) => {
                let params = [month, department.as_str().into()];
                self.select(&FIGURE, "WHERE month = ?1 AND department = ?2", &params, from_row)?
            }
            None => self.select(&FIGURE, "WHERE month = ?1", &[month], from_row)?,
        };
        for figure in figures {
            found.insert(figure);
        }
        Ok(())
    }

    /// Figures that are this amount (digits and exponent), of every month and department, the newest
    /// month first; `limit` at most.
    pub fn figures_of_amount(
        &self,
        (digits, exponent): (i64, i8),
        limit: usize,
    ) -> Result<Vec<Figure>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let params = [Value::Int(digits), Value::Int(i64::from(exponent)), Value::Int(limit)];
        let tail = "WHERE digits = ?1 AND exponent = ?2 ORDER BY month DESC LIMIT ?3";
        self.select(&FIGURE, tail, &params, from_row)
    }

    /// One indicator's figures of one month, of every department and the hall.
    pub fn figures_of_indicator(
        &self,
        indicator: &IndicatorCode,
        month: Month,
    ) -> Result<Vec<Figure>, StoreError> {
        let params = [indicator.as_str().into(), Value::Text(month.to_string())];
        // The departments are named, so that each figure is found by its whole key.
        let tail = "WHERE indicator = ?1 AND month = ?2
             AND department IN (SELECT code FROM department)";
        self.select(&FIGURE, tail, &params, from_row)
    }

    /// The cells of one month that hold a figure, zero or a declared gap.
    pub fn filled_cells(
        &self,
        month: Month,
    ) -> Result<Vec<(DepartmentCode, IndicatorCode)>, StoreError> {
        let sql = "SELECT indicator, department FROM figure
             WHERE month = ?1 AND state IN ('entered', 'zero', 'not_reported')";
        let rows = self.rows(sql, &[Value::Text(month.to_string())])?;
        let cell = |row| {
            let mut cells = Cells::new(&FIGURE, row);
            let indicator = IndicatorCode::new(cells.text()?);
            Ok((DepartmentCode::new(cells.text()?), indicator))
        };
        rows.into_iter().map(cell).collect()
    }

    /// One indicator's figures of one department, both months included, added to `found`.
    pub fn figures_of_series(
        &self,
        indicator: &IndicatorCode,
        department: &DepartmentCode,
        months: (Month, Month),
        found: &mut Figures,
    ) -> Result<(), StoreError> {
        let params = [
            indicator.as_str().into(),
            department.as_str().into(),
            months.0.to_string().into(),
            months.1.to_string().into(),
        ];
        let tail = "WHERE indicator = ?1 AND department = ?2 AND month BETWEEN ?3 AND ?4";
        let figures = self.select(&FIGURE, tail, &params, from_row)?;
        for figure in figures {
            found.insert(figure);
        }
        Ok(())
    }

    /// One indicator's figures of every department and the hall, both months included, added to
    /// `found`.
    pub fn figures_of_departments(
        &self,
        indicator: &IndicatorCode,
        (from, to): (Month, Month),
        found: &mut Figures,
    ) -> Result<(), StoreError> {
        let params = [indicator.as_str().into(), from.to_string().into(), to.to_string().into()];
        // The departments are named, so that months outside the range are not even read.
        let tail = "WHERE indicator = ?1 AND department IN (SELECT code FROM department)
             AND month BETWEEN ?2 AND ?3";
        for figure in self.select(&FIGURE, tail, &params, from_row)? {
            found.insert(figure);
        }
        Ok(())
    }

    /// How many departments, the hall apart, have a figure in each month; months without any are
    /// left out.
    pub fn reports_of(
        &self,
        indicator: &IndicatorCode,
        (from, to): (Month, Month),
    ) -> Result<BTreeMap<Month, usize>, StoreError> {
        let hall = DepartmentCode::hall();
        let params = [
            indicator.as_str().into(),
            hall.as_str().into(),
            from.to_string().into(),
            to.to_string().into(),
        ];
        let sql = "SELECT month, COUNT(*) FROM figure
             WHERE indicator = ?1 AND department IN (SELECT code FROM department)
             AND department <> ?2 AND month BETWEEN ?3 AND ?4 AND digits IS NOT NULL
             GROUP BY month";
        let count = |row| {
            let mut cells = Cells::new(&FIGURE, row);
            let month = cells.parsed(|text| text.parse().ok())?;
            Ok((month, usize::try_from(cells.int()?).unwrap_or(0)))
        };
        self.rows(sql, &params)?.into_iter().map(count).collect()
    }

    /// One indicator's usable amounts of one department, both months included. Reads no texts, for
    /// the long pasts of many indicators.
    pub fn quantities_of_series(
        &self,
        indicator: &IndicatorCode,
        department: &DepartmentCode,
        months: (Month, Month),
    ) -> Result<BTreeMap<Month, Quantity>, StoreError> {
        let params = [
            indicator.as_str().into(),
            department.as_str().into(),
            months.0.to_string().into(),
            months.1.to_string().into(),
        ];
        let sql = "SELECT month, digits, exponent FROM figure
             WHERE indicator = ?1 AND department = ?2 AND month BETWEEN ?3 AND ?4
             AND digits IS NOT NULL";
        self.rows(sql, &params)?.into_iter().map(amount_from_row).collect()
    }

    /// Months that have a figure, an issue, an item or a visit, newest first.
    pub fn months(&self) -> Result<Vec<Month>, StoreError> {
        // Steps from month to month through the indexes instead of reading every row.
        let sql = "WITH RECURSIVE filled(month) AS (
                SELECT max(month) FROM figure UNION
                SELECT (SELECT max(month) FROM figure WHERE month < filled.month)
                FROM filled WHERE filled.month IS NOT NULL)
             , told(month) AS (
                SELECT max(month) FROM item UNION
                SELECT (SELECT max(month) FROM item WHERE month < told.month)
                FROM told WHERE told.month IS NOT NULL)
             SELECT month FROM filled WHERE month IS NOT NULL UNION SELECT month FROM issue
             UNION SELECT month FROM told WHERE month IS NOT NULL
             UNION SELECT month FROM visit ORDER BY month DESC";
        self.rows(sql, &[])?
            .into_iter()
            .map(|row| Cells::new(&FIGURE, row).parsed(|text| text.parse().ok()))
            .collect()
    }
}

impl Writer<'_> {
    /// The figures whose values differ since this step began; notes aside.
    pub fn changed_figures(&self) -> Result<BTreeSet<FigureKey>, StoreError> {
        let mut found = BTreeSet::new();
        let Some(batch) = self.batch().filter(|_| self.has_touched(&FIGURE)) else {
            return Ok(found);
        };
        for row in self.read().rows(CHANGED, &[Value::Int(batch)])? {
            let Some(Value::Text(key)) = row.first() else { continue };
            let mut cells = Cells::new(&FIGURE, row_from_text(key)?);
            let indicator = IndicatorCode::new(cells.text()?);
            let department = DepartmentCode::new(cells.text()?);
            let month = cells.parsed(|text| text.parse().ok())?;
            found.insert(FigureKey { indicator, month, department });
        }
        Ok(found)
    }

    pub fn put_figure(&mut self, figure: &Figure) -> Result<bool, StoreError> {
        let [indicator, department, month] = key_values(&figure.key);
        let quantity = figure.quantity;
        self.put(
            &FIGURE,
            &[
                indicator,
                department,
                month,
                figure.typed.as_str().into(),
                quantity.map_or(Value::Null, |q| Value::Int(q.digits())),
                quantity.map_or(Value::Null, |q| Value::Int(i64::from(q.exponent()))),
                figure.state.word().into(),
                figure.source.word().into(),
                figure.note.as_str().into(),
            ],
        )
    }
}

fn key_values(key: &FigureKey) -> [Value; 3] {
    [key.indicator.as_str().into(), key.department.as_str().into(), key.month.to_string().into()]
}

fn amount_from_row(row: Vec<Value>) -> Result<(Month, Quantity), StoreError> {
    let mut cells = Cells::new(&FIGURE, row);
    let month = cells.parsed(|text| text.parse().ok())?;
    let (digits, exponent) = (cells.opt_int()?, cells.opt_int()?);
    let exponent = exponent.and_then(|exponent| i8::try_from(exponent).ok());
    let quantity =
        digits.zip(exponent).and_then(|(digits, exponent)| Quantity::new(digits, exponent));
    Ok((month, quantity.ok_or_else(|| cells.fault("amount out of range"))?))
}

fn from_row(row: Vec<Value>) -> Result<Figure, StoreError> {
    let mut cells = Cells::new(&FIGURE, row);
    let indicator = IndicatorCode::new(cells.text()?);
    let department = DepartmentCode::new(cells.text()?);
    let month = cells.parsed(|text| text.parse().ok())?;
    let typed = cells.text()?;
    let (digits, exponent) = (cells.opt_int()?, cells.opt_int()?);
    let quantity = match (digits, exponent) {
        (Some(digits), Some(exponent)) => {
            let exponent = i8::try_from(exponent).ok();
            let quantity = exponent.and_then(|exponent| Quantity::new(digits, exponent));
            Some(quantity.ok_or_else(|| cells.fault("amount out of range"))?)
        }
        _ => None,
    };
    Ok(Figure {
        key: FigureKey { indicator, month, department },
        typed,
        quantity,
        state: cells.parsed(FigureState::from_word)?,
        source: cells.parsed(FigureSource::from_word)?,
        note: cells.text()?,
    })
}
