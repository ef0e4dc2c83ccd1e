//! Departments merged into others (并入): who carries their work on, and from when.

use super::book::Book;
use super::error::{OpError, UnfitSuccessor};
use super::op::Op;
use super::trends::TrendRequest;
use crate::model::{Department, DepartmentCode, Figures, Indicator, Month};
use crate::trend::chart::Join;
use crate::trend::joined::{join, mergers};
use crate::trend::series::short_or_full;

impl Book {
    /// Merges a department into another: `last` is the last month it reports in.
    pub fn merge_department(
        &mut self,
        code: &DepartmentCode,
        into: &DepartmentCode,
        last: Month,
    ) -> Result<(), OpError> {
        let stored = self.department(code)?.clone();
        let heir = self.department(into)?.name.clone();
        let label = format!("{}并入{heir}", stored.name);
        let merged = Department { valid_to: Some(last), successor: Some(into.clone()), ..stored };
        self.check_successor(&merged)?;
        self.transact(Op::MergeDepartment, &label, |writer| {
            writer.put_department(&merged)?;
            Ok(())
        })
    }

    /// Whether the department could be stored with its successor, if it has one.
    pub fn check_successor(&self, department: &Department) -> Result<(), OpError> {
        let Some(into) = &department.successor else { return Ok(()) };
        let heir = self.department(into)?;
        let why = if *into == department.code {
            UnfitSuccessor::Itself
        } else if heir.is_hall() || department.is_hall() {
            UnfitSuccessor::Hall
        } else if department.valid_to.is_none() {
            UnfitSuccessor::NoEnd
        } else if mergers(&self.departments, &department.code)
            .iter()
            .any(|merger| merger.department == *into)
        {
            UnfitSuccessor::Circle
        } else {
            return Ok(());
        };
        let (name, heir) = (department.name.clone(), heir.name.clone());
        Err(OpError::Successor { name, heir, why })
    }

    /// The name of a department's successor; empty without one.
    pub fn successor_name(&self, department: &Department) -> String {
        let heir = department.successor.as_ref().and_then(|code| self.department(code).ok());
        heir.map(|heir| heir.name.clone()).unwrap_or_default()
    }

    /// Departments that are drawn; joined ones stand in their successors.
    pub(super) fn windows_drawn(
        &self,
        indicator: &Indicator,
        request: &TrendRequest,
    ) -> Vec<&Department> {
        let mut windows = self.windows_asked(indicator, (request.from, request.to));
        if request.joined && !indicator.is_ratio() {
            let all = windows.clone();
            let heir = |department: &Department| {
                let heirs = all.iter().filter(|heir| heir.code != department.code);
                heirs.copied().any(|heir| {
                    let merged = mergers(&self.departments, &heir.code);
                    merged.iter().any(|merger| merger.department == department.code)
                })
            };
            windows.retain(|department| !heir(department));
        }
        windows
    }

    /// Adds up what was merged, and says for whom.
    pub(super) fn join(
        &self,
        (indicators, departments): (&[&Indicator], &[&Department]),
        figures: &mut Figures,
        (start, request): (Month, &TrendRequest),
    ) -> Vec<Join> {
        let mut joins = Vec::new();
        for department in departments {
            let mut any = false;
            for indicator in indicators {
                let range = (start, request.to);
                any |= join(figures, indicator, department, &self.departments, range);
            }
            let merged = mergers(&self.departments, &department.code);
            let name = |code: &DepartmentCode| {
                self.department(code).map(|d| short_or_full(d).to_owned()).unwrap_or_default()
            };
            let merged = merged.iter().map(|merger| (name(&merger.department), merger.from));
            let merged: Vec<(String, Month)> =
                merged.filter(|(_, from)| request.from < *from && *from <= request.to).collect();
            if any && !merged.is_empty() {
                let name = short_or_full(department).to_owned();
                joins.push(Join { department: department.code.clone(), name, merged });
            }
        }
        joins
    }
}
