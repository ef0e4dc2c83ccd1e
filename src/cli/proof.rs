//! The account of every numeral of an issue, as a table.

use crate::check::{Class, Numeral};
use crate::model::{ExceptionKind, Issue};
use crate::ops::{Book, OpError};

use super::FINDINGS;
use super::args::Proof;
use super::output::Output;

pub fn account(book: &mut Book, proof: &Proof, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &proof.of.issue, &proof.of.of)?;
    if let Some(text) = &proof.except {
        except(book, &issue, text, proof)?;
    }
    if let Some(path) = &proof.to {
        let count = book.export_proof(&issue, path)?;
        output.note(&format!("校样表已存好，{count} 个数字：{}", path.display()));
    }
    let numerals = book.proof(&issue)?;
    output.json(&numerals);
    output.say(&format!(
        "{} 第{}期，数字 {} 个",
        issue.month.chinese(),
        issue.number,
        numerals.len()
    ));
    for class in Class::ALL {
        let count = numerals.iter().filter(|numeral| numeral.class == class).count();
        output.say(&format!("  {} {count}", class.chinese()));
    }
    let unproven: Vec<_> = numerals.iter().filter(|n| n.class == Class::Unproven).collect();
    if unproven.is_empty() {
        output.say("每个数字都有来历。");
        return Ok(0);
    }
    output.say("待证：");
    for numeral in unproven {
        output.say(&line(numeral));
    }
    Ok(FINDINGS)
}

/// Declares every unproven numeral of the issue that reads like this.
fn except(book: &mut Book, issue: &Issue, text: &str, proof: &Proof) -> Result<(), OpError> {
    let kind = match proof.kind.trim() {
        "date" | "日期" => ExceptionKind::Date,
        "ordinal" | "名称" | "序次" => ExceptionKind::Ordinal,
        "quoted" | "引用" => ExceptionKind::Quoted,
        "signed" | "例外" => ExceptionKind::Signed,
        other => return Err(OpError::NoSuchKind { text: other.to_owned() }),
    };
    let printed = |n: &Numeral| format!("{}{}", n.text, n.unit.as_deref().unwrap_or_default());
    let wanted = |n: &&Numeral| n.class == Class::Unproven && printed(n) == text.trim();
    let numerals = book.proof(issue)?;
    let mut found = numerals.iter().filter(wanted).peekable();
    if found.peek().is_none() {
        return Err(OpError::StaleNumeral { text: text.to_owned() });
    }
    let mut done: Vec<&str> = Vec::new();
    for numeral in found {
        // Two that read the same in clauses that read the same are declared together.
        if !done.contains(&numeral.key.as_str()) {
            book.except_numeral(&issue.id, numeral, kind, (&proof.reason, &proof.signer))?;
            done.push(&numeral.key);
        }
    }
    Ok(())
}

/// `  120名  二、政务工作动态（二）：…`
fn line(numeral: &Numeral) -> String {
    let unit = numeral.unit.as_deref().unwrap_or_default();
    let place = format!("{}{}", numeral.section, numeral.item.as_deref().unwrap_or_default());
    format!("  {}{unit}  {place}：{}", numeral.text, numeral.sentence)
}
