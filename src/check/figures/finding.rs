//! One remark on figures of a form, and the answer it may have been given.

use serde::Serialize;

use crate::check::{Finding, Level};
use crate::model::{Explanation, IndicatorCode};

use super::Form;

/// One remark on a form. Its first cell is the one to look at; the rule and that cell are what an
/// explanation is kept under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellFinding {
    /// Key of the rule, e.g. `sum:fund_paid_q1`.
    pub rule: String,
    /// Short stable id of the kind of rule, as [`Finding::rule`].
    pub kind: &'static str,
    /// As the rule judges; what was explained weighs less, see [`Self::weight`].
    pub level: Level,
    /// The cells it compares.
    pub cells: Vec<IndicatorCode>,
    /// What stands in the first cell, as printed.
    pub text: String,
    /// In Chinese: what is wrong, what was expected, by how much.
    pub message: String,
    /// The reason given for the values as they stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained: Option<String>,
    /// The reason given when other values stood there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapsed: Option<String>,
    /// What was typed in all cells it compares, one a line, the first cell's first: the answer
    /// counts while this stays the same.
    #[serde(skip)]
    pub typed: String,
}

impl CellFinding {
    pub(super) fn new(rule: String, kind: &'static str, level: Level, message: String) -> Self {
        let (text, typed, cells) = (String::new(), String::new(), Vec::new());
        let (explained, lapsed) = (None, None);
        Self { rule, kind, level, cells, text, message, explained, lapsed, typed }
    }

    pub(super) fn at(self, cells: &[&IndicatorCode], text: String) -> Self {
        Self { cells: cells.iter().map(|code| (*code).clone()).collect(), text, ..self }
    }

    /// What stands in the first cell as typed.
    pub fn typed_in_cell(typed: &str) -> &str {
        typed.split('\n').next().unwrap_or_default()
    }

    /// How loudly it speaks: an explained deviation is only worth knowing.
    pub fn weight(&self) -> Level {
        if self.explained.is_some() { Level::Hint } else { self.level }
    }

    /// Notes what was typed, and finds the answer given for it.
    pub(super) fn answer(&mut self, form: &Form<'_>) {
        let typed = |code, month| form.figure_of(code, month).map_or("", |f| f.typed.as_str());
        let mut lines: Vec<&str> = self.cells.iter().map(|code| typed(code, form.month)).collect();
        if self.kind == "relation-cumulative" {
            lines.extend(self.cells.first().map(|code| typed(code, form.month.previous())));
        }
        self.typed = lines.join("\n");
        let answers = |explanation: &&Explanation| {
            let figure = &explanation.figure;
            explanation.rule == self.rule
                && Some(&figure.indicator) == self.cells.first()
                && figure.month == form.month
                && figure.department == *form.department
        };
        let Some(answer) = form.explanations.iter().find(answers) else { return };
        let reason = Some(answer.reason.clone());
        if answer.typed == self.typed {
            self.explained = reason;
        } else {
            self.lapsed = reason;
        }
    }

    /// The remark with the answer it was given.
    pub fn in_words(&self) -> String {
        match (&self.explained, &self.lapsed) {
            (Some(reason), _) => format!("{}（已说明：{reason}）", self.message),
            (None, Some(reason)) => format!("{}（数改过，原说明：{reason}）", self.message),
            (None, None) => self.message.clone(),
        }
    }

    /// As a remark on the issue.
    pub fn to_finding(&self) -> Finding {
        Finding {
            rule: self.kind,
            level: self.weight(),
            section: String::new(),
            item: None,
            paragraph: None,
            start: 0,
            end: 0,
            text: self.text.clone(),
            message: self.in_words(),
            fix: None,
            anchor: None,
            indicator: self.cells.first().cloned(),
        }
    }
}
