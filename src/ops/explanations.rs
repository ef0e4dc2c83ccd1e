//! What the rules ask about a form, and the answers: a deviation that somebody explained.

use std::collections::BTreeMap;

use super::book::Book;
use super::error::{OpError, Thing};
use super::op::Op;
use crate::check::{CellFinding, Form, entry_findings};
use crate::model::{
    Bulletin, DepartmentCode, Explanation, FigureKey, Figures, IndicatorCode, Month, Relation, rule,
};
use crate::trend::expected::{Expectation, PAST_MONTHS, expected};

impl Book {
    /// Everything to be asked about one department's figures of one month. Reads the month, the
    /// month before, and of every filled cell the 36 months before: as much in a book of ten years
    /// and sixty departments as in a new one.
    pub fn entry_findings(
        &self,
        bulletin: &Bulletin,
        month: Month,
        department: &DepartmentCode,
    ) -> Result<Vec<CellFinding>, OpError> {
        // By series: other bulletins' figures of the months are not even read.
        let codes: Vec<IndicatorCode> =
            bulletin.indicators.iter().map(|indicator| indicator.code.clone()).collect();
        let figures = self.series(&codes, department, month.previous(), month)?;
        let expected = self.expectations(bulletin, month, department, &figures)?;
        let explanations = &self.read().explanations(department, (month, month))?;
        let (figures, expected) = (&figures, &expected);
        Ok(entry_findings(&Form { bulletin, figures, month, department, expected, explanations }))
    }

    /// What the past lets expect of the cells that are filled.
    fn expectations(
        &self,
        bulletin: &Bulletin,
        month: Month,
        department: &DepartmentCode,
        figures: &Figures,
    ) -> Result<BTreeMap<IndicatorCode, Expectation>, OpError> {
        let months = (month.plus(-PAST_MONTHS), month.previous());
        let mut found = BTreeMap::new();
        for indicator in &bulletin.indicators {
            let code = &indicator.code;
            let filled = figures.quantity(code, month, department).is_some();
            if !filled || !bulletin.asks(&rule::expected(code)) {
                continue;
            }
            let within = bulletin.relations.iter().find_map(|relation| match relation {
                Relation::Expected { indicator, within } if indicator == code => Some(*within),
                _ => None,
            });
            let past = self.read().quantities_of_series(code, department, months)?;
            let expectation = expected(indicator, &past, month, within);
            found.extend(expectation.map(|expectation| (code.clone(), expectation)));
        }
        Ok(found)
    }

    /// Answers a rule's remark on a figure. The answer counts until one of the figures the remark
    /// compares is typed anew.
    pub fn explain(&mut self, key: &FigureKey, rule: &str, reason: &str) -> Result<(), OpError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(OpError::Empty { what: Thing::Reason });
        }
        let bulletin = self.bulletin_of(&key.indicator)?;
        let findings = self.entry_findings(bulletin, key.month, &key.department)?;
        let asked = |finding: &&CellFinding| {
            finding.rule == rule && finding.cells.first() == Some(&key.indicator)
        };
        let no_such = || OpError::NoSuchFinding { cell: self.cell_name(key) };
        let finding = findings.iter().find(asked).ok_or_else(no_such)?;
        let explanation = Explanation {
            figure: key.clone(),
            rule: rule.to_owned(),
            typed: finding.typed.clone(),
            reason: reason.to_owned(),
        };
        let label = format!("说明 {}：{reason}", self.cell_name(key));
        self.transact(Op::Explain, &label, |writer| {
            writer.put_explanation(&explanation)?;
            Ok(())
        })
    }

    /// Takes an answer back.
    pub fn withdraw_explanation(&mut self, key: &FigureKey, rule: &str) -> Result<(), OpError> {
        self.indicator(&key.indicator)?;
        let label = format!("撤回说明 {}", self.cell_name(key));
        self.transact(Op::WithdrawExplanation, &label, |writer| {
            writer.delete_explanation(key, rule)?;
            Ok(())
        })
    }

    /// Adds the reasons that still count to the notes beside the figures, so that charts show both.
    pub(super) fn note_explanations(
        &self,
        figures: &mut Figures,
        department: &DepartmentCode,
        months: (Month, Month),
    ) -> Result<(), OpError> {
        for explanation in self.read().explanations(department, months)? {
            let Some(figure) = figures.get(&explanation.figure) else { continue };
            if CellFinding::typed_in_cell(&explanation.typed) != figure.typed {
                continue;
            }
            let mut figure = figure.clone();
            if !figure.note.contains(&explanation.reason) {
                let joint = if figure.note.is_empty() { "" } else { "；" };
                figure.note = format!("{}{joint}{}", figure.note, explanation.reason);
                figures.insert(figure);
            }
        }
        Ok(())
    }
}
