//! A change carried out: in the text as a person would have typed it, so that every rule sees what
//! it would see, and in print where the place is generated.

use yuebao::document::{Anchor, Block, Document, Role, Run};
use yuebao::model::Issue;
use yuebao::text::prose::{Prose, Slot};

use crate::books::Finished;
use crate::changes::Change;

/// An issue with one change.
pub struct Mutant {
    pub change: Change,
    /// Index of the changed block.
    pub block: usize,
    pub issue: Issue,
    pub document: Document,
}

impl Mutant {
    /// `None` where the block is no text.
    pub fn of(finished: &Finished, block: usize, change: Change) -> Option<Self> {
        let printed = finished.document.blocks.get(block)?;
        let (Block::Paragraph { runs, anchor } | Block::Heading { runs, anchor, .. }) = printed
        else {
            return None;
        };
        let changed = retyped(runs, &change);
        let mut issue = finished.issue.clone();
        let typed = source_of(&mut issue, *anchor).and_then(|source| {
            let opening = (0..runs.len()).find(|at| in_source(runs.get(*at..)) == *source)?;
            let opened: usize = runs.iter().take(opening).map(|run| run.text.chars().count()).sum();
            *source = in_source(changed.get(opening..));
            (change.start >= opened).then_some(())
        });
        if typed.is_some() {
            let document = finished.compose(&issue);
            return Some(Self { change, block, issue, document });
        }
        let mut document = finished.document.clone();
        let place = document.blocks.get_mut(block)?;
        if let Block::Paragraph { runs, .. } | Block::Heading { runs, .. } = place {
            *runs = changed;
        }
        Some(Self { change, block, issue: finished.issue.clone(), document })
    }
}

/// The text a block was printed from.
fn source_of(issue: &mut Issue, anchor: Anchor) -> Option<&mut String> {
    let section = issue.sections.get_mut(anchor.section)?;
    match anchor.item {
        None => Some(&mut section.title),
        Some(item) => section.items.get_mut(item)?.paragraphs.get_mut(anchor.paragraph),
    }
}

fn in_source(runs: Option<&[Run]>) -> String {
    let mut prose = Prose::default();
    for run in runs.unwrap_or_default() {
        match &run.slot {
            Some(slot) => prose.push_slot(Slot::clone(slot)),
            None => prose.push_text(&run.text),
        }
    }
    prose.source()
}

/// The runs with the change; a run it touches is plain text from then on.
fn retyped(runs: &[Run], change: &Change) -> Vec<Run> {
    let mut runs = runs.to_vec();
    let mut at = 0;
    for run in &mut runs {
        let chars: Vec<char> = run.text.chars().collect();
        let (from, to) = (at, at + chars.len());
        at = to;
        // What is put in between two runs belongs to the second one.
        if change.start >= to || change.end.max(change.start + 1) <= from {
            continue;
        }
        let inside = |at: usize| at.clamp(from, to) - from;
        let head = chars.iter().take(inside(change.start));
        let tail = chars.iter().skip(inside(change.end));
        let instead = if change.start >= from { change.instead.as_str() } else { "" };
        run.text = head.copied().chain(instead.chars()).chain(tail.copied()).collect();
        run.slot = None;
        if matches!(run.role, Role::Figure | Role::Derived) {
            run.role = Role::Plain;
        }
    }
    runs
}
