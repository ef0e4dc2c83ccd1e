//! Invented issues of other halls, read from their files: every numeral has its class, nothing is
//! said of what is right, and a slip is seen by the rule that is for it.

use std::collections::{BTreeMap, VecDeque};

use yuebao::check::{Class, Finding, Level, Numeral, Part};
use yuebao::model::{Issue, Item};
use yuebao::ops::{Book, Env, built_in};

use crate::annotated::{self, Annotated, Slip};

fn book(issue: &Annotated) -> (Book, Issue) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("{}.txt", issue.name));
    std::fs::write(&file, &issue.text).unwrap();
    let bulletin = built_in::bulletin("zhengwu").unwrap();
    let mut book = Book::in_memory(&bulletin, Env::system("测试")).unwrap();
    book.import_issue_files(&[file], None).unwrap();
    let head = book.issues().unwrap().into_iter().next().unwrap();
    let issue = book.issue(&head.id).unwrap();
    (book, issue)
}

fn fits(class: Class, wanted: char) -> bool {
    match wanted {
        'u' => matches!(class, Class::Bound | Class::Unproven),
        'd' => class == Class::Date,
        'o' => class == Class::Ordinal,
        'q' => class == Class::Quoted,
        _ => class == Class::Derived,
    }
}

fn shown(numeral: &Numeral) -> String {
    let Numeral { text, class, unit, sentence, .. } = numeral;
    format!("{text} {} is {class:?} in {sentence}", unit.as_deref().unwrap_or_default())
}

#[test]
fn every_numeral_has_its_class() {
    let mut wrong = Vec::new();
    for annotated in annotated::all() {
        let (book, issue) = book(&annotated);
        let found = book.proof(&issue).unwrap();
        let body = |n: &&Numeral| !matches!(n.part, Part::Masthead | Part::Distribution);
        let mut found: VecDeque<&Numeral> = found.iter().filter(body).collect();
        for (text, class) in &annotated.numerals {
            let same = |n: &&&Numeral| text.ends_with(n.text.as_str());
            // Without an annotation stands what is plainly a date or a name, but no amount.
            let ahead = found.iter().take(24).position(|n| same(&n));
            let Some(extra) = ahead else {
                wrong.push(format!("{}: {text}@{class} is no numeral", annotated.name));
                continue;
            };
            for numeral in found.drain(..extra).filter(|n| fits(n.class, 'u')) {
                wrong.push(format!("{}: {}", annotated.name, shown(numeral)));
            }
            let Some(numeral) = found.pop_front() else { continue };
            if !fits(numeral.class, *class) {
                wrong.push(format!("{}: not {class}: {}", annotated.name, shown(numeral)));
            }
        }
        let left = found.iter().filter(|n| fits(n.class, 'u'));
        wrong.extend(left.map(|n| format!("{}: {}", annotated.name, shown(n))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Questions that no rule can help asking of figures no book holds.
const ASKED: [&str; 1] = ["numeral-unproven"];

#[test]
fn nothing_is_said_of_what_is_right() {
    let mut said = Vec::new();
    for annotated in annotated::all() {
        let (book, issue) = book(&annotated);
        let findings = book.check(&issue).unwrap();
        let loud = |f: &&Finding| f.level != Level::Hint && !ASKED.contains(&f.rule);
        said.extend(findings.iter().filter(loud).map(|finding| {
            let Finding { rule, level, text, message, .. } = finding;
            format!("{} {rule} {} {text}: {message}", annotated.name, level.chinese())
        }));
    }
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn slips_are_seen() {
    let mut missed = Vec::new();
    for annotated in annotated::all() {
        let (mut book, issue) = book(&annotated);
        let before = counted(&book.check(&issue).unwrap());
        for slip in &annotated.slips {
            let item = slipped(&issue, slip);
            let item = item.unwrap_or_else(|| panic!("{} is not there", slip.old));
            book.update_item(&item).unwrap();
            let now = book.issue(&issue.id).unwrap();
            let after = book.check(&now).unwrap();
            book.undo().unwrap();
            let level = |f: &Finding| match f.level {
                Level::Must => "must",
                Level::Doubt => "doubt",
                Level::Hint => "hint",
            };
            let new = |f: &&Finding| {
                before.get(&(f.rule, f.text.clone()))
                    < counted(&after).get(&(f.rule, f.text.clone()))
            };
            let seen: Vec<String> =
                after.iter().filter(new).map(|f| format!("{}/{}", f.rule, level(f))).collect();
            if !seen.contains(&format!("{}/{}", slip.rule, slip.level)) {
                missed.push(format!(
                    "{} {} => {} : {}/{} saw {}",
                    annotated.name,
                    slip.old,
                    slip.new,
                    slip.rule,
                    slip.level,
                    seen.join(" ")
                ));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

fn counted(findings: &[Finding]) -> BTreeMap<(&'static str, String), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.rule, finding.text.clone())).or_insert(0) += 1;
    }
    counts
}

/// The item that holds a slip's place, with the slip.
fn slipped(issue: &Issue, slip: &Slip) -> Option<Item> {
    issue.items().find_map(|item| {
        let mut item = item.clone();
        let text = item.paragraphs.iter_mut().find(|text| text.contains(&slip.old))?;
        *text = text.replacen(&slip.old, &slip.new, 1);
        Some(item)
    })
}
