//! What `check` and the account of numerals make of a change.

use std::collections::BTreeMap;

use yuebao::check::{Class, Finding, Numeral};

use crate::books::Finished;
use crate::changes::Change;
use crate::retype::Mutant;
use crate::tally::Verdict;

pub fn judge(finished: &Finished, mutants: &[Mutant]) -> Vec<Verdict> {
    let before = counted(&finished.findings());
    mutants.iter().map(|mutant| verdict(finished, &before, mutant)).collect()
}

fn verdict(finished: &Finished, before: &Counts, mutant: &Mutant) -> Verdict {
    let after = counted(&finished.findings_of(&mutant.issue, &mutant.document));
    if after.iter().any(|(key, count)| before.get(key) < Some(count)) {
        return Verdict::Reported;
    }
    let open = |n: &Numeral| {
        matches!(n.class, Class::Unproven | Class::Date) && touches(n, &mutant.change)
    };
    let block = mutant.document.blocks.get(mutant.block);
    let listed = block.is_some_and(|block| finished.numerals(block).iter().any(open));
    if listed { Verdict::Listed } else { Verdict::Missed }
}

fn touches(numeral: &Numeral, change: &Change) -> bool {
    let end = change.start + change.instead.chars().count().max(1);
    // A changed unit stands right after its number.
    numeral.start <= end && change.start <= numeral.end
}

type Counts = BTreeMap<(&'static str, String, Option<usize>), usize>;

/// Findings by rule and paragraph: places within a paragraph shift, messages quote the change.
fn counted(findings: &[Finding]) -> Counts {
    let mut counts = BTreeMap::new();
    for finding in findings {
        let item = finding.item.as_deref().unwrap_or_default();
        let place = format!("{}{item}", finding.section);
        *counts.entry((finding.rule, place, finding.paragraph)).or_insert(0) += 1;
    }
    counts
}
