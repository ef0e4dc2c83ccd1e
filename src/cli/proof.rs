//! The account of every numeral of an issue, as a table.

use crate::check::{Class, Numeral};
use crate::ops::{Book, OpError};

use super::FINDINGS;
use super::args::OfIssue;
use super::output::Output;

pub fn account(book: &Book, of: &OfIssue, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &of.issue, &of.of)?;
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

/// `  120名  二、政务工作动态（二）：…`
fn line(numeral: &Numeral) -> String {
    let unit = numeral.unit.as_deref().unwrap_or_default();
    let place = format!("{}{}", numeral.section, numeral.item.as_deref().unwrap_or_default());
    format!("  {}{unit}  {place}：{}", numeral.text, numeral.sentence)
}
