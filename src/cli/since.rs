//! An issue beside the one before it.

use crate::check::verify::{NumberSince, SentenceSince, Since};
use crate::ops::{Book, OpError};

use super::args::Diff;
use super::output::Output;

pub fn since(book: &Book, of: &Diff, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &of.of.issue, &of.of.of)?;
    let from = of.from.as_deref().map(super::month).transpose()?;
    let before = book.issue_before(&issue, from)?;
    let sentences = book.since(&issue, &before)?;
    output.json(&sentences);
    output.say(&format!(
        "{} 第{}期与{} 第{}期对照，{} 句",
        issue.month.chinese(),
        issue.number,
        before.month.chinese(),
        before.number,
        sentences.len()
    ));
    let mut section = "";
    for sentence in sentences.iter().filter(|sentence| is_told(sentence)) {
        if sentence.section != section && !sentence.section.is_empty() {
            section = &sentence.section;
            output.say(section);
        }
        tell(sentence, output);
    }
    let same = sentences.iter().filter(|sentence| !is_told(sentence)).count();
    output.say(&format!("另有 {same} 句没有变化"));
    Ok(0)
}

/// What stands as it did is told only where it should perhaps not stand so.
fn is_told(sentence: &SentenceSince) -> bool {
    sentence.state != Since::Unchanged || sentence.standing || !sentence.numbers.is_empty()
}

fn tell(sentence: &SentenceSince, output: &mut Output<'_>) {
    let item = sentence.item.as_deref().unwrap_or_default();
    let state = if sentence.standing { "照旧" } else { sentence.state.chinese() };
    output.say(&format!("  {state}  {item}{}", sentence.sentence));
    for words in &sentence.words {
        output.say(&format!("      字：{}", changed(&words.before, &words.now)));
    }
    for number in &sentence.numbers {
        output.say(&format!("      数：{}", of_number(number)));
    }
}

fn changed(before: &str, now: &str) -> String {
    match (before, now) {
        ("", now) => format!("加“{now}”"),
        (before, "") => format!("去“{before}”"),
        (before, now) => format!("“{before}” → “{now}”"),
    }
}

/// 全程网办受理 5.9万件 → 6.1万件，环比增长3.4%
fn of_number(number: &NumberSince) -> String {
    let name = number.indicator.as_deref().map(|name| format!("{name} ")).unwrap_or_default();
    let moved = match &number.before {
        Some(before) if number.now.is_empty() => format!("去掉 {before}"),
        Some(before) => format!("{before} → {}", number.now),
        None => number.now.clone(),
    };
    let change = number.change.as_ref().map(|change| format!("，环比{change}"));
    let unusual = number.unusual.as_ref().map(|unusual| format!("；{unusual}"));
    format!("{name}{moved}{}{}", change.unwrap_or_default(), unusual.unwrap_or_default())
}
