//! What a person decides about an issue's proof: a numeral excepted from needing a figure, or bound
//! to one; a finding passed over. Each is one step that can be taken back.

use std::ops::Range;

use super::bind::Offer;
use super::book::Book;
use super::error::{OpError, Thing};
use super::op::Op;
use crate::check::key::item_at;
use crate::check::wording::{Target, in_source};
use crate::check::{Class, Finding, Numeral};
use crate::document::{Anchor, Document};
use crate::model::{Exception, ExceptionKind, Ignored, Issue, IssueId, ItemId};

/// The field a place of the print was typed in, and the characters meant there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    pub target: Target,
    pub range: Range<usize>,
}

/// Where a numeral of the print can be bound, and to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    pub item: ItemId,
    /// Among the item's paragraphs.
    pub paragraph: usize,
    /// The likeliest first.
    pub offers: Vec<Offer>,
}

impl Book {
    /// Records what an unproven numeral is, and who says so. A signed exception needs a reason and
    /// a name; a date, a name or a quotation needs none.
    pub fn except_numeral(
        &mut self,
        issue: &IssueId,
        numeral: &Numeral,
        kind: ExceptionKind,
        (reason, signer): (&str, &str),
    ) -> Result<(), OpError> {
        let (reason, signer) = (reason.trim(), signer.trim());
        if kind == ExceptionKind::Signed && reason.is_empty() {
            return Err(OpError::Empty { what: Thing::Reason });
        }
        let signer = if signer.is_empty() { self.actor() } else { signer }.to_owned();
        if kind == ExceptionKind::Signed && signer.is_empty() {
            return Err(OpError::Empty { what: Thing::Signer });
        }
        let stored = self.issue(issue)?;
        let printed = printed(numeral);
        let open = |one: &Numeral| one.key == numeral.key && is_open(one);
        if !self.proof(&stored)?.iter().any(open) {
            return Err(OpError::StaleNumeral { text: printed });
        }
        let label = format!("“{printed}”认定为{}", kind.chinese());
        let exception = Exception {
            issue: issue.clone(),
            key: numeral.key.clone(),
            kind,
            printed,
            sentence: numeral.sentence.clone(),
            reason: reason.to_owned(),
            signer,
            at: self.now().to_string(),
        };
        self.transact(Op::SignException, &label, |writer| {
            writer.put_exception(&exception)?;
            Ok(())
        })
    }

    /// Takes back what was declared of a numeral.
    pub fn withdraw_exception(
        &mut self,
        issue: &IssueId,
        numeral: &Numeral,
    ) -> Result<(), OpError> {
        let label = format!("撤回“{}”的认定", printed(numeral));
        self.transact(Op::WithdrawException, &label, |writer| {
            writer.delete_exception(issue, &numeral.key)?;
            Ok(())
        })
    }

    /// What was declared of an issue's numerals; also what counts no longer.
    pub fn exceptions(&self, issue: &IssueId) -> Result<Vec<Exception>, OpError> {
        Ok(self.read().exceptions(issue)?)
    }

    /// Where a place of the print was typed; `None` for what is generated, for tables and for the
    /// masthead.
    pub fn source_place(
        &self,
        issue: &Issue,
        document: &Document,
        (anchor, chars): (Anchor, Range<usize>),
    ) -> Option<SourcePlace> {
        let (target, range) = in_source(issue, document, anchor, chars)?;
        Some(SourcePlace { target, range })
    }

    /// The slots that may take a numeral's place; `None` where it stands in no paragraph.
    pub fn numeral_offers(
        &self,
        issue: &Issue,
        document: &Document,
        numeral: &Numeral,
    ) -> Result<Option<Binding>, OpError> {
        let Some(anchor) = numeral.anchor else { return Ok(None) };
        let place = in_source(issue, document, anchor, numeral.start..numeral.end);
        let Some((Target::Paragraph(item, paragraph), chars)) = place else { return Ok(None) };
        let source = item_at(issue, anchor).and_then(|item| item.paragraphs.get(paragraph));
        let Some(source) = source else { return Ok(None) };
        let byte = |at: usize| source.char_indices().nth(at).map_or(source.len(), |(at, _)| at);
        let range = byte(chars.start)..byte(chars.end);
        let offers = self.binding_offers(&item, source, &range)?;
        Ok(Some(Binding { item, paragraph, offers }))
    }

    /// Passes a finding over from now on, also when the text elsewhere changes.
    pub fn ignore_finding(&mut self, issue: &Issue, finding: &Finding) -> Result<(), OpError> {
        let key = self.review_sources(issue)?.key(finding);
        let label = format!("忽略意见 {}", finding.message);
        let ignored = Ignored {
            issue: issue.id.clone(),
            key,
            rule: finding.rule.to_owned(),
            text: finding.text.clone(),
            message: finding.message.clone(),
            actor: self.actor().to_owned(),
            at: self.now().to_string(),
        };
        self.transact(Op::IgnoreFinding, &label, |writer| {
            writer.put_ignored(&ignored)?;
            Ok(())
        })
    }

    /// The findings of an issue that are passed over.
    pub fn ignored_findings(&self, issue: &IssueId) -> Result<Vec<Ignored>, OpError> {
        Ok(self.read().ignored(issue)?)
    }

    /// Lets a finding be heard again.
    pub fn heed_finding(&mut self, ignored: &Ignored) -> Result<(), OpError> {
        let label = format!("不再忽略 {}", ignored.message);
        self.transact(Op::HeedFinding, &label, |writer| {
            writer.delete_ignored(&ignored.issue, &ignored.key)?;
            Ok(())
        })
    }
}

/// Whether somebody may still say what the numeral is, or said so before.
fn is_open(numeral: &Numeral) -> bool {
    numeral.class == Class::Unproven || numeral.declared.is_some()
}

/// The numeral with its unit.
pub(super) fn printed(numeral: &Numeral) -> String {
    format!("{}{}", numeral.text, numeral.unit.as_deref().unwrap_or_default())
}
