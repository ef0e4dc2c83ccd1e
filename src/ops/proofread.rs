//! What a person does about findings (校对意见): fixed one by one or all the certain ones, rules
//! switched.

use std::collections::BTreeSet;

use super::book::{Book, Writer};
use super::error::OpError;
use super::items::{item_row, section_row};
use super::op::Op;
use crate::check::wording::{self, Fix, Remark, Rule, Target, proofread_with};
use crate::check::{Finding, Level};
use crate::model::{Issue, IssueId, Item, ItemId, Section, SectionId};
use crate::store::{ItemRow, SectionRow};

/// The setting under which switches are kept, one a line.
const SWITCHES: &str = "wording.rules";

/// A fix can make the next one due; more rounds than this never follow.
const ROUNDS: usize = 8;

/// A rule and whether it speaks in this book.
#[derive(Clone, Copy)]
pub struct RuleSwitch {
    pub rule: &'static Rule,
    pub on: bool,
}

impl Book {
    /// All proofreading rules with their switches.
    pub fn rule_switches(&self) -> Result<Vec<RuleSwitch>, OpError> {
        let stored = self.setting(SWITCHES)?.unwrap_or_default();
        let switched = |id: &str| {
            let line = stored.lines().find_map(|line| line.strip_prefix(id)?.strip_prefix('='))?;
            Some(line == "on")
        };
        let switch =
            |rule: &'static Rule| RuleSwitch { rule, on: switched(rule.id).unwrap_or(rule.on) };
        Ok(wording::rules().iter().map(switch).collect())
    }

    /// Lets a rule speak, or not.
    pub fn switch_rule(&mut self, id: &str, on: bool) -> Result<(), OpError> {
        let wanted = id.trim().to_uppercase();
        let rule = wording::rule(&wanted);
        let rule = rule.ok_or_else(|| OpError::NoSuchRule { text: id.to_owned() })?;
        let mut switches = self.rule_switches()?;
        switches.iter_mut().filter(|one| one.rule.id == rule.id).for_each(|one| one.on = on);
        let differing = switches.iter().filter(|one| one.on != one.rule.on);
        let lines: Vec<String> = differing
            .map(|one| format!("{}={}", one.rule.id, if one.on { "on" } else { "off" }))
            .collect();
        self.set_setting(SWITCHES, &lines.join("\n"))
    }

    pub(super) fn switched_off(&self) -> Result<BTreeSet<&'static str>, OpError> {
        let switches = self.rule_switches()?.into_iter();
        Ok(switches.filter(|one| !one.on).map(|one| one.rule.id).collect())
    }

    /// Mends the place of one finding, as one step. Refused when the text has changed since.
    pub fn fix(&mut self, issue: &IssueId, finding: &Finding) -> Result<(), OpError> {
        let mut issue = self.issue(issue)?;
        let (document, ..) = self.composed(&issue)?;
        let stale = || OpError::StaleFix { rule: finding.rule, text: finding.text.clone() };
        let remarks = proofread_with(&issue, &document, &self.words()?);
        let remark = remarks.iter().find(|remark| remark.finding == *finding);
        let fix = remark.and_then(|remark| remark.fix.as_ref()).ok_or_else(stale)?;
        let mut changed = Changed::default();
        if !mend(&mut issue, &fix.target, std::slice::from_ref(fix), &mut changed) {
            return Err(stale());
        }
        let name = wording::rule(finding.rule).map_or(finding.rule, |rule| rule.name);
        let label = format!("改正 {name}");
        self.transact(Op::FixWording, &label, |writer| changed.write(writer, &issue))
    }

    /// Mends everything that is certainly wrong and safe to mend, as one step, and returns what it
    /// was, in the order in which it was mended.
    pub fn fix_all(&mut self, issue: &IssueId) -> Result<Vec<Finding>, OpError> {
        let mut issue = self.issue(issue)?;
        let sources = self.review_sources(&issue)?;
        let mut document = sources.document.clone();
        let mut changed = Changed::default();
        let mut mended = Vec::new();
        for _ in 0..ROUNDS {
            let remarks = proofread_with(&issue, &document, &sources.words);
            let certain = |remark: &&Remark| {
                remark.finding.level == Level::Must
                    && remark.fix.is_some()
                    && sources.is_heard(remark)
            };
            let done = round(&mut issue, remarks.iter().filter(certain), &mut changed);
            if done.is_empty() {
                break;
            }
            mended.extend(done);
            document = sources.composed(&issue);
        }
        if !mended.is_empty() {
            let label = format!("改正 {} 处", mended.len());
            self.transact(Op::FixWording, &label, |writer| changed.write(writer, &issue))?;
        }
        Ok(mended)
    }
}

/// What is to be stored.
#[derive(Default)]
pub(super) struct Changed {
    items: Vec<ItemId>,
    sections: Vec<SectionId>,
}

impl Changed {
    pub(super) fn write(&self, writer: &mut Writer<'_>, issue: &Issue) -> Result<(), OpError> {
        for item in issue.items().filter(|item| self.items.contains(&item.id)) {
            let row = item_row(&writer.read(), &item.id)?;
            writer.put_item(&ItemRow { item: item.clone(), ..row })?;
        }
        for section in issue.sections.iter().filter(|one| self.sections.contains(&one.id)) {
            let row = section_row(&writer.read(), &section.id)?;
            writer.put_section(&SectionRow { title: section.title.clone(), ..row })?;
        }
        Ok(())
    }

    fn item(&mut self, item: &Item) {
        if !self.items.contains(&item.id) {
            self.items.push(item.id.clone());
        }
    }

    fn section(&mut self, section: &Section) {
        if !self.sections.contains(&section.id) {
            self.sections.push(section.id.clone());
        }
    }
}

/// Mends what can be mended at once: nothing that overlaps, and no joint in an item of which a
/// paragraph is mended too.
fn round<'a>(
    issue: &mut Issue,
    remarks: impl Iterator<Item = &'a Remark>,
    changed: &mut Changed,
) -> Vec<Finding> {
    let mut taken: Vec<(&Target, Vec<&Remark>)> = Vec::new();
    for remark in remarks {
        let Some(fix) = &remark.fix else { continue };
        if taken.iter().any(|(target, _)| **target != fix.target && shifts(target, &fix.target)) {
            continue;
        }
        match taken.iter_mut().find(|(target, _)| **target == fix.target) {
            Some((_, others)) if others.iter().any(|other| overlap(other, fix)) => {}
            Some((_, others)) => others.push(remark),
            None => taken.push((&fix.target, vec![remark])),
        }
    }
    let mut mended = Vec::new();
    for (target, remarks) in taken {
        let fixes: Vec<Fix> = remarks.iter().filter_map(|remark| remark.fix.clone()).collect();
        if mend(issue, target, &fixes, changed) {
            mended.extend(remarks.into_iter().map(|remark| remark.finding.clone()));
        }
    }
    mended
}

fn overlap(remark: &Remark, fix: &Fix) -> bool {
    let edits = remark.fix.iter().flat_map(|other| &other.edits);
    let mut pairs = edits.flat_map(|a| fix.edits.iter().map(move |b| (a, b)));
    let joins = fix.edits.is_empty();
    joins || pairs.any(|(a, b)| a.start < b.end && b.start < a.end)
}

/// Whether one of two changes moves the paragraphs the other speaks of.
fn shifts(one: &Target, other: &Target) -> bool {
    let item = |target: &Target| match target {
        Target::Paragraph(item, _) | Target::Join(item, _) => Some(item.clone()),
        Target::Title(_) | Target::Lead(_) => None,
    };
    let joins = |target: &Target| matches!(target, Target::Join(..));
    (joins(one) || joins(other)) && item(one).is_some() && item(one) == item(other)
}

/// Carries fixes of one target out; `false` when the text is no longer the one they speak of.
pub(super) fn mend(
    issue: &mut Issue,
    target: &Target,
    fixes: &[Fix],
    changed: &mut Changed,
) -> bool {
    let mut edits: Vec<_> = fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
    edits.sort_by_key(|edit| edit.start);
    let mended = match target {
        Target::Title(id) => issue.sections.iter_mut().find(|one| one.id == *id).and_then(|one| {
            one.title = wording::apply(&one.title, &edits)?;
            changed.section(one);
            Some(())
        }),
        Target::Lead(id) => item_of(issue, id).and_then(|item| {
            item.lead = Some(wording::apply(item.lead.as_deref()?, &edits)?);
            changed.item(item);
            Some(())
        }),
        Target::Paragraph(id, at) => item_of(issue, id).and_then(|item| {
            let text = item.paragraphs.get_mut(*at)?;
            *text = wording::apply(text, &edits)?;
            changed.item(item);
            Some(())
        }),
        Target::Join(id, at) => item_of(issue, id).and_then(|item| {
            let next = item.paragraphs.get(at + 1)?.trim_start().to_owned();
            let first = item.paragraphs.get_mut(*at)?;
            *first = joined(first.trim_end(), &next);
            item.paragraphs.remove(at + 1);
            changed.item(item);
            Some(())
        }),
    };
    mended.is_some()
}

fn joined(first: &str, next: &str) -> String {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let blank = latin(first.chars().last()) && latin(next.chars().next());
    format!("{first}{}{next}", if blank { " " } else { "" })
}

fn item_of<'a>(issue: &'a mut Issue, id: &ItemId) -> Option<&'a mut Item> {
    issue.sections.iter_mut().flat_map(|section| &mut section.items).find(|item| item.id == *id)
}
