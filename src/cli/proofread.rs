//! Commands about proofreading: an issue checked and mended, rules listed and switched.

use crate::check::{Finding, Level, wording};
use crate::ops::{Book, OpError};

use super::FINDINGS;
use super::args::{Check, Rules, Words};
use super::output::Output;
use super::shapes::{Mended, RuleShape, WordShape};

/// Longer texts are not repeated beside their correction.
const SHOWN: usize = 20;

pub fn check(book: &mut Book, check: &Check, output: &mut Output<'_>) -> Result<u8, OpError> {
    let Some(issue) = &check.issue else { return super::figures::check(book, check, output) };
    let issue = super::issue(book, issue, &check.of)?;
    let fixed = if check.fix { book.fix_all(&issue.id)? } else { Vec::new() };
    let mut findings = book.check(&book.issue(&issue.id)?)?;
    let hidden = |finding: &Finding| {
        finding.level == Level::Hint && wording::rule(finding.rule).is_some() && !check.all_levels
    };
    findings.retain(|finding| !hidden(finding));
    if check.fix {
        output.json(&Mended { fixed: &fixed, findings: &findings });
        for finding in &fixed {
            output.say(&format!("已改 {}", line(finding)));
        }
        output.say(&format!("改正 {} 处。", fixed.len()));
    } else {
        output.json(&findings);
    }
    for finding in &findings {
        output.say(&format!("{} {}", finding.level.chinese(), line(finding)));
    }
    if findings.is_empty() {
        output.say("没有意见。");
        return Ok(0);
    }
    Ok(FINDINGS)
}

fn line(finding: &Finding) -> String {
    let place = format!("{}{}", finding.section, finding.item.as_deref().unwrap_or_default());
    let place = if place.is_empty() { "数据".to_owned() } else { place };
    let short = |text: &String| text.chars().count() <= SHOWN;
    let change = finding.fix.as_ref().filter(|fix| short(fix) && short(&finding.text));
    let change = change.map(|fix| format!("（“{}”→“{fix}”）", finding.text)).unwrap_or_default();
    format!("{place}：{}{change}", finding.message)
}

pub fn rules(book: &mut Book, rules: &Rules, output: &mut Output<'_>) -> Result<u8, OpError> {
    for id in &rules.switch_off {
        book.switch_rule(id, false)?;
    }
    for id in &rules.switch_on {
        book.switch_rule(id, true)?;
    }
    let switches = book.rule_switches()?;
    let shape = |one: &crate::ops::RuleSwitch| RuleShape {
        rule: one.rule.id,
        name: one.rule.name,
        level: one.rule.level,
        on: one.on,
    };
    output.json(&switches.iter().map(shape).collect::<Vec<_>>());
    for one in &switches {
        let state = if one.on { "开" } else { "关" };
        let rule = one.rule;
        output.say(&format!("{}  {}  {state}  {}", rule.id, rule.level.chinese(), rule.name));
    }
    Ok(0)
}

/// The office's words, after reading a list, and written as one.
pub fn words(book: &mut Book, words: &Words, output: &mut Output<'_>) -> Result<u8, OpError> {
    if let Some(path) = &words.import {
        let report = book.import_words_file(path)?;
        let (added, changed) = (report.added, report.changed);
        output.note(&format!("新增 {added} 条，改 {changed} 条，{} 条原样。", report.same));
    }
    if let Some(path) = &words.to {
        let count = book.export_words_file(path)?;
        output.note(&format!("词表 {count} 条已存到 {}", path.display()));
    }
    let listed = book.words()?;
    output.json(&listed.iter().map(WordShape::of).collect::<Vec<_>>());
    for word in &listed {
        let (level, right) = (word.level.chinese(), &word.right);
        output.say(&format!("{level}  {} → {right}  {}", word.wrong, word.note));
    }
    Ok(0)
}
