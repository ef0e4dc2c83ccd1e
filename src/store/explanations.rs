//! Rows of explained deviations.

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Cells, Value};
use super::tables::EXPLANATION;
use super::writer::Writer;
use crate::model::{DepartmentCode, Explanation, FigureKey, IndicatorCode, Month};

impl Reader<'_> {
    /// Explanations of the months from `months.0` to `months.1`, of one department.
    pub fn explanations(
        &self,
        department: &DepartmentCode,
        months: (Month, Month),
    ) -> Result<Vec<Explanation>, StoreError> {
        let params =
            [department.as_str().into(), months.0.to_string().into(), months.1.to_string().into()];
        let tail = "WHERE department = ?1 AND month BETWEEN ?2 AND ?3
             ORDER BY month, indicator, rule";
        self.select(&EXPLANATION, tail, &params, from_row)
    }

    /// All explanations of one figure.
    pub fn explanations_of(&self, figure: &FigureKey) -> Result<Vec<Explanation>, StoreError> {
        let tail = "WHERE indicator = ?1 AND department = ?2 AND month = ?3 ORDER BY rule";
        self.select(&EXPLANATION, tail, &figure_values(figure), from_row)
    }
}

impl Writer<'_> {
    pub fn put_explanation(&mut self, explanation: &Explanation) -> Result<bool, StoreError> {
        let [indicator, department, month] = figure_values(&explanation.figure);
        self.put(
            &EXPLANATION,
            &[
                indicator,
                department,
                month,
                explanation.rule.as_str().into(),
                explanation.typed.as_str().into(),
                explanation.reason.as_str().into(),
            ],
        )
    }

    pub fn delete_explanation(
        &mut self,
        figure: &FigureKey,
        rule: &str,
    ) -> Result<bool, StoreError> {
        let [indicator, department, month] = figure_values(figure);
        self.delete(&EXPLANATION, &[indicator, department, month, rule.into()])
    }
}

fn figure_values(key: &FigureKey) -> [Value; 3] {
    [key.indicator.as_str().into(), key.department.as_str().into(), key.month.to_string().into()]
}

fn from_row(row: Vec<Value>) -> Result<Explanation, StoreError> {
    let mut cells = Cells::new(&EXPLANATION, row);
    let indicator = IndicatorCode::new(cells.text()?);
    let department = DepartmentCode::new(cells.text()?);
    let month = cells.parsed(|text| text.parse().ok())?;
    Ok(Explanation {
        figure: FigureKey { indicator, month, department },
        rule: cells.text()?,
        typed: cells.text()?,
        reason: cells.text()?,
    })
}
