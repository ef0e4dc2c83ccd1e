//! Undo and redo over everything, across restarts: the stacks are read from the recorded steps,
//! and a step taken back is itself recorded.

use super::book::Book;
use super::error::OpError;
use super::op::Op;
use crate::store::{BatchKind, Reader, StoreError};

/// So many steps are remembered when a book is opened.
const REMEMBERED: i64 = 2000;

/// What can be undone and redone, newest last.
#[derive(Debug, Default)]
pub(super) struct Steps {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// One step of the list of what can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepEntry {
    pub batch: i64,
    pub label: String,
    /// UTC, ISO 8601.
    pub at: String,
    pub actor: String,
}

#[derive(Clone, Debug)]
struct Step {
    batch: i64,
    label: String,
}

impl Steps {
    pub(super) fn load(reader: &Reader<'_>) -> Result<Self, StoreError> {
        let mut steps = Self::default();
        for batch in reader.batches(REMEMBERED)? {
            let kind = match (batch.kind.as_str(), batch.target) {
                ("undo", Some(target)) => BatchKind::Undo(target),
                ("redo", Some(target)) => BatchKind::Redo(target),
                _ => BatchKind::Do,
            };
            steps.push(batch.id, &batch.label, kind);
        }
        Ok(steps)
    }

    /// Takes note of a committed batch. A new step forgets what was undone before it.
    pub(super) fn push(&mut self, batch: i64, label: &str, kind: BatchKind) {
        match kind {
            BatchKind::Do => {
                self.done.push(Step { batch, label: label.to_owned() });
                self.undone.clear();
            }
            BatchKind::Undo(target) => turn(&mut self.done, &mut self.undone, target),
            BatchKind::Redo(target) => turn(&mut self.undone, &mut self.done, target),
            BatchKind::Setting => {}
        }
    }
}

/// Moves the newest step, which is `target`, from one stack to the other.
fn turn(from: &mut Vec<Step>, to: &mut Vec<Step>, target: i64) {
    if from.last().is_some_and(|step| step.batch == target) {
        to.extend(from.pop());
    }
}

impl Book {
    /// Takes the last step back and says what it was; `None` when there is none.
    pub fn undo(&mut self) -> Result<Option<String>, OpError> {
        let Some(step) = self.steps.done.last().cloned() else { return Ok(None) };
        self.replay(Op::Undo, &step, BatchKind::Undo(step.batch))
    }

    /// Does the last undone step again and says what it was; `None` when there is none.
    pub fn redo(&mut self) -> Result<Option<String>, OpError> {
        let Some(step) = self.steps.undone.last().cloned() else { return Ok(None) };
        self.replay(Op::Redo, &step, BatchKind::Redo(step.batch))
    }

    fn replay(&mut self, op: Op, step: &Step, kind: BatchKind) -> Result<Option<String>, OpError> {
        let backwards = op == Op::Undo;
        self.transact_as(op, &step.label, kind, |writer| {
            let changes = writer.read().changes(step.batch)?;
            if changes.iter().any(|change| change.table == "publication") {
                return Err(OpError::PublicationStands { label: step.label.clone() });
            }
            writer.replay(&changes, backwards)?;
            writer.stand().map_err(OpError::from)
        })?;
        Ok(Some(step.label.clone()))
    }

    /// Whether the newest step did nothing but make this row.
    pub(super) fn newest_step_made(&self, table: &str, id: &str) -> Result<bool, OpError> {
        let Some(step) = self.steps.done.last() else { return Ok(false) };
        let changes = self.read().changes(step.batch)?;
        Ok(matches!(changes.as_slice(), [only] if only.makes(table, id)))
    }

    /// The newest steps that undo would take back, newest first.
    pub fn steps(&self, limit: usize) -> Result<Vec<StepEntry>, OpError> {
        let newest = self.steps.done.iter().rev().take(limit);
        newest
            .map(|step| {
                let known = self.read().step(step.batch)?;
                let (at, actor) = known.map(|row| (row.at, row.actor)).unwrap_or_default();
                Ok(StepEntry { batch: step.batch, label: step.label.clone(), at, actor })
            })
            .collect()
    }

    /// Takes steps back until the one named is taken back too; says how many. Each can be redone.
    pub fn undo_to(&mut self, batch: i64) -> Result<usize, OpError> {
        if !self.steps.done.iter().any(|step| step.batch == batch) {
            return Ok(0);
        }
        let mut count = 0;
        while let Some(last) = self.steps.done.last().map(|step| step.batch) {
            self.undo()?;
            count += 1;
            if last == batch {
                break;
            }
        }
        Ok(count)
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.steps.done.last().map(|step| step.label.as_str())
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.steps.undone.last().map(|step| step.label.as_str())
    }
}
