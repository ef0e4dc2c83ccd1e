//! A finished or returned file held against its issue.

use serde::Serialize;

use crate::check::verify::Difference;
use crate::ops::{Book, OpError, Verified};

use super::FINDINGS;
use super::args::Verify;
use super::output::Output;

/// The shape of `--json`.
#[derive(Serialize)]
struct Shape<'a> {
    same: bool,
    differences: &'a [Difference],
    /// Differences of look alone.
    style: &'a [Difference],
    /// Differences beyond those listed.
    more: usize,
    /// Percent of the text found word for word.
    coverage: usize,
    /// Comments, tracked changes and the like.
    notes: &'a [String],
}

pub fn file(book: &Book, of: &Verify, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &of.of.issue, &of.of.of)?;
    let Verified { verification, remarks } = book.verify_file(&issue, &of.file)?;
    output.json(&Shape {
        same: verification.is_same(),
        differences: &verification.differences,
        style: &verification.style,
        more: verification.more,
        coverage: verification.coverage,
        notes: &remarks,
    });
    for remark in &remarks {
        output.say(remark);
    }
    let name = format!("{} 第{}期", issue.month.chinese(), issue.number);
    if !verification.style.is_empty() {
        output.say(&format!("另有 {} 句只是符号宽窄等写法不同", verification.style.len()));
    }
    if verification.is_same() {
        output.say(&format!("与{name}完全一致。"));
        return Ok(0);
    }
    let count = verification.differences.len() + verification.more;
    output.say(&format!("与{name}有 {count} 处不同："));
    for difference in &verification.differences {
        line(difference, output);
    }
    if verification.more > 0 {
        output.say(&format!("还有 {} 处没有列出", verification.more));
    }
    Ok(FINDINGS)
}

/// `  数字  一、总体（一）：文件是“6.1万件”，本期是“6.2万件”` and the sentence below it.
fn line(difference: &Difference, output: &mut Output<'_>) {
    let item = difference.item.as_deref().unwrap_or_default();
    let place = format!("{}{item}", difference.section);
    output.say(&format!("  {}  {place}：{}", difference.kind.chinese(), difference.message));
    output.say(&format!("      {}", difference.sentence));
}
