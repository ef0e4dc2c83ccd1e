//! The table: mutants by kind and what each judge made of them, and the misses by name.

use std::collections::BTreeMap;

use yuebao::check::{Finding, Level};

use crate::JUDGES;
use crate::changes::{Change, KINDS};

const SHOWN_MISSES: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Reported,
    Listed,
    Missed,
}

#[derive(Default)]
pub struct Tally {
    /// By judge and kind: mutants reported, listed and missed.
    kinds: BTreeMap<(usize, &'static str), [usize; 3]>,
    /// By judge and kind.
    misses: BTreeMap<(usize, &'static str), Vec<String>>,
    /// Findings of the unchanged issues: issues, 必改, 存疑, 提示.
    unchanged: [usize; 4],
    /// Those findings, by rule.
    rules: BTreeMap<&'static str, Vec<String>>,
}

impl Tally {
    pub fn unchanged(&mut self, findings: &[Finding]) {
        let [issues, must, doubt, hint] = &mut self.unchanged;
        *issues += 1;
        for finding in findings {
            match finding.level {
                Level::Must => *must += 1,
                Level::Doubt => *doubt += 1,
                Level::Hint => *hint += 1,
            }
            let said = format!("{} {}", finding.level.chinese(), finding.text);
            self.rules.entry(finding.rule).or_default().push(said);
        }
    }

    pub fn add(&mut self, judge: usize, change: &Change, verdict: Verdict, text: &str) {
        let key = (judge, change.kind);
        let [reported, listed, missed] = self.kinds.entry(key).or_default();
        match verdict {
            Verdict::Reported => *reported += 1,
            Verdict::Listed => *listed += 1,
            Verdict::Missed => {
                *missed += 1;
                self.misses.entry(key).or_default().push(described(change, text));
            }
        }
    }

    pub fn print(&self) {
        for (judge, (name, _)) in JUDGES.iter().enumerate() {
            println!(
                "{name:22} {:>8} {:>9} {:>8} {:>8} {:>10}",
                "mutants", "reported", "listed", "missed", "reported %"
            );
            let mut all = [0; 3];
            for kind in KINDS {
                let counts = self.kinds.get(&(judge, kind)).copied().unwrap_or_default();
                line(kind, counts);
                for (sum, count) in all.iter_mut().zip(counts) {
                    *sum += count;
                }
            }
            line("all", all);
        }
        let [issues, must, doubt, hint] = self.unchanged;
        println!("unchanged: {issues} issues, 必改 {must}, 存疑 {doubt}, 提示 {hint}");
        for (rule, said) in &self.rules {
            let shown: Vec<&str> = said.iter().take(4).map(String::as_str).collect();
            println!("  {rule} {}: {}", said.len(), shown.join(" / "));
        }
        println!("misses, {SHOWN_MISSES} of each kind:");
        for ((judge, kind), misses) in &self.misses {
            let judge = JUDGES.get(*judge).map_or("", |(name, _)| name);
            println!(" {judge} {kind}: {}", misses.len());
            // Spread over all of them, so that one paragraph does not speak for the rest.
            let step = misses.len().div_ceil(SHOWN_MISSES).max(1);
            misses.iter().step_by(step).for_each(|miss| println!("  {miss}"));
        }
    }
}

fn line(name: &str, [reported, listed, missed]: [usize; 3]) {
    let mutants = reported + listed + missed;
    let share = if mutants == 0 { 0.0 } else { reported as f64 * 100.0 / mutants as f64 };
    println!("{name:22} {mutants:8} {reported:9} {listed:8} {missed:8} {share:9.1}%");
}

/// `4→5 in …4月25日，省…`
fn described(change: &Change, text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let part = |from: usize, to: usize| -> String {
        chars.iter().skip(from).take(to.saturating_sub(from)).collect()
    };
    let near = part(change.start.saturating_sub(10), change.end + 10);
    let was = part(change.start, change.end);
    format!("{was}→{} in …{near}…", change.instead)
}
