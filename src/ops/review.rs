//! Everything the program has to say about an issue (校对): all findings and the account of its
//! numerals, from one composing. What is read from the book is kept apart from what is computed of
//! it, so that a window can compute beside its frames, or of one paragraph while it is typed.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::book::Book;
use super::error::OpError;
use super::print::fonts;
use crate::check::key::{anchor_of, digest, place_at};
use crate::check::wording::{Remark, Target, in_source, proofread_item, proofread_with};
use crate::check::{
    Account, CellFinding, Finding, Numeral, account, account_item, against_last, at_place, except,
    is_answered, name_findings, near_name_findings, print_findings,
};
use crate::document::{Anchor, Document, compose};
use crate::export::fonts::FontSet;
use crate::layout::{Misfit, paginate};
use crate::model::{
    Bulletin, Department, DepartmentCode, Exception, Figures, Issue, Item, ItemId, OfficeWord,
    Person, Section,
};

/// An issue with everything it is checked against. Knows no book any more.
#[derive(Clone)]
pub struct Sources {
    pub issue: Issue,
    bulletin: Bulletin,
    figures: Figures,
    departments: Vec<Department>,
    persons: Vec<Person>,
    pub document: Document,
    entry: Vec<CellFinding>,
    /// The issue of the month before, as printed.
    last: Option<Arc<(Issue, Document)>>,
    /// What is open about what was printed.
    corrections: Vec<Finding>,
    exceptions: Vec<Exception>,
    /// Keys of the findings that are passed over.
    pub(super) ignored: BTreeSet<String>,
    pub(super) off: BTreeSet<&'static str>,
    pub(super) words: Vec<OfficeWord>,
    /// What the pages are set with.
    fonts: Arc<FontSet>,
}

/// What there is to say about an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    pub findings: Vec<Finding>,
    /// Every numeral of the print, in order.
    pub numerals: Vec<Numeral>,
}

/// Findings of one item, each with its paragraph and the characters of that paragraph's source.
pub type ItemReview = (Vec<Finding>, Vec<Option<(usize, Range<usize>)>>);

impl Book {
    /// The issue with everything it is checked against, read once.
    pub fn review_sources(&self, issue: &Issue) -> Result<Sources, OpError> {
        let (document, bulletin, figures) = self.composed(issue)?;
        let entry = self.entry_findings(&bulletin, issue.month, &DepartmentCode::hall())?;
        Ok(Sources {
            document,
            last: self.last_issue(issue)?.map(Arc::new),
            corrections: self.correction_findings(issue)?,
            bulletin,
            figures,
            entry,
            departments: self.departments.clone(),
            persons: self.persons()?,
            exceptions: self.read().exceptions(&issue.id)?,
            ignored: self.read().ignored(&issue.id)?.into_iter().map(|one| one.key).collect(),
            off: self.switched_off()?,
            words: self.read().words()?,
            fonts: fonts(&self.font_sources()?),
            issue: issue.clone(),
        })
    }

    /// Everything there is to say about an issue before it goes to print, without the rules that
    /// are switched off and the findings to be ignored.
    pub fn check(&self, issue: &Issue) -> Result<Vec<Finding>, OpError> {
        Ok(self.review_sources(issue)?.review().findings)
    }

    /// The account of every numeral of an issue as printed, with what was declared of them.
    pub fn proof(&self, issue: &Issue) -> Result<Vec<Numeral>, OpError> {
        let (document, bulletin, figures) = self.composed(issue)?;
        let mut numerals = crate::check::proof(issue, &bulletin, &figures, &document);
        except(&mut numerals, &self.read().exceptions(&issue.id)?);
        Ok(numerals)
    }
}

impl Sources {
    /// All findings and the account of all numerals.
    pub fn review(&self) -> Review {
        let (issue, document) = (&self.issue, &self.document);
        let Account { mut numerals, findings } =
            account(issue, &self.bulletin, &self.figures, document);
        except(&mut numerals, &self.exceptions);
        let mut found = print_findings(issue, &self.bulletin, document);
        found.extend(findings.into_iter().filter(|finding| !is_answered(finding, &numerals)));
        found.extend(self.entry.iter().map(CellFinding::to_finding));
        found.retain(|finding| self.is_heeded(finding, &key_of(issue, finding)));
        found.extend(self.heard(proofread_with(issue, document, &self.words)));
        let mut others = name_findings(issue, &self.departments, &self.persons);
        others.extend(near_name_findings(issue, document, &self.departments));
        if let Some((last, printed)) = self.last.as_deref() {
            others.extend(against_last(issue, document, last, printed));
        }
        others.extend(self.corrections.iter().cloned());
        others.extend(self.on_paper());
        found.extend(
            others.into_iter().filter(|finding| self.is_heeded(finding, &key_of(issue, finding))),
        );
        Review { findings: found, numerals }
    }

    /// The same sources for another wording of the issue.
    #[must_use]
    pub fn reworded(&self, issue: Issue, document: Document) -> Self {
        Self { issue, document, ..self.clone() }
    }

    /// What does not fit the pages as it should.
    fn on_paper(&self) -> Vec<Finding> {
        let pages = paginate(&self.document, &self.bulletin.house_style, self.fonts.as_ref());
        let finding = |misfit: &Misfit| {
            let place = at_place(&self.issue, misfit.anchor(), misfit.words());
            let part = if misfit.anchor().is_none() { misfit.part() } else { "" };
            Finding {
                rule: misfit.rule(),
                level: misfit.level(),
                section: format!("{part}{}", place.section),
                message: misfit.sentence(),
                ..place
            }
        };
        pages.misfits.iter().map(finding).collect()
    }

    /// What can be said of one item with the paragraphs as they are being typed, without the rest
    /// of the issue: nothing about repetitions and numbering. `None` for an item of another issue.
    pub fn review_item(&self, item: &ItemId, paragraphs: &[String]) -> Option<ItemReview> {
        let anchor = anchor_of(&self.issue, item)?;
        let issue = alone(&self.issue, anchor, paragraphs);
        let document = compose(&issue, &self.bulletin, &self.figures, &self.departments);
        let mut account = account_item(&issue, &self.bulletin, &self.figures, &document, anchor);
        except(&mut account.numerals, &self.exceptions);
        let mut found = print_findings(&issue, &self.bulletin, &document);
        found.retain(|finding| finding.anchor.is_some_and(|one| is_of(one, anchor)));
        let of_numbers = account.findings.into_iter();
        found.extend(of_numbers.filter(|finding| !is_answered(finding, &account.numerals)));
        found.retain(|finding| self.is_heeded(finding, &key_of(&issue, finding)));
        found.extend(self.heard(proofread_item(&issue, &document, anchor, &self.words)));
        let place = |finding: &Finding| {
            let chars = finding.start..finding.end;
            match in_source(&issue, &document, finding.anchor?, chars)? {
                (Target::Paragraph(_, at), range) => Some((at, range)),
                _ => None,
            }
        };
        let places = found.iter().map(place).collect();
        Some((found, places))
    }

    /// The issue as it would be printed after some change of its text.
    pub(super) fn composed(&self, issue: &Issue) -> Document {
        compose(issue, &self.bulletin, &self.figures, &self.departments)
    }

    /// What is to be ignored under when this finding is.
    pub(super) fn key(&self, finding: &Finding) -> String {
        let remarks = proofread_with(&self.issue, &self.document, &self.words);
        let remark = remarks.iter().find(|remark| remark.finding == *finding);
        remark.map_or_else(|| key_of(&self.issue, finding), key)
    }

    fn heard(&self, remarks: Vec<Remark>) -> impl Iterator<Item = Finding> {
        let remarks = remarks.into_iter();
        remarks.filter(|remark| self.is_heard(remark)).map(|remark| remark.finding)
    }

    /// Whether a remark's rule is on and nobody passed it over.
    pub(super) fn is_heard(&self, remark: &Remark) -> bool {
        self.is_heeded(&remark.finding, &key(remark))
    }

    fn is_heeded(&self, finding: &Finding, key: &str) -> bool {
        !self.off.contains(finding.rule) && !self.ignored.contains(key)
    }
}

fn is_of(one: Anchor, item: Anchor) -> bool {
    (one.section, one.item) == (item.section, item.item)
}

/// The issue with one item's text alone; the others keep their places, so that its label stays.
fn alone(issue: &Issue, anchor: Anchor, paragraphs: &[String]) -> Issue {
    let item = |(at, item): (usize, &Item), section: usize| {
        let own = (section, Some(at)) == (anchor.section, anchor.item);
        Item {
            id: item.id.clone(),
            month: item.month,
            date: item.date,
            department: item.department.clone(),
            lead: item.lead.clone().filter(|_| own),
            paragraphs: if own { paragraphs.to_vec() } else { Vec::new() },
            state: item.state,
            reason: String::new(),
        }
    };
    let section = |(at, section): (usize, &Section)| Section {
        items: section.items.iter().enumerate().map(|one| item(one, at)).collect(),
        table: None,
        ..heading(section)
    };
    Issue {
        sections: issue.sections.iter().enumerate().map(section).collect(),
        visits: issue.visits.clone(),
        distribution: Vec::new(),
        ..head(issue)
    }
}

fn heading(section: &Section) -> Section {
    Section {
        id: section.id.clone(),
        key: section.key.clone(),
        kind: section.kind,
        title: section.title.clone(),
        unnumbered: section.unnumbered,
        numbering: section.numbering,
        items: Vec::new(),
        table: None,
    }
}

fn head(issue: &Issue) -> Issue {
    Issue {
        id: issue.id.clone(),
        bulletin: issue.bulletin.clone(),
        month: issue.month,
        number: issue.number,
        total_number: issue.total_number,
        title: issue.title.clone(),
        issuer: issue.issuer.clone(),
        issue_date: issue.issue_date,
        status: issue.status,
        sections: Vec::new(),
        visits: Vec::new(),
        distribution: Vec::new(),
    }
}

/// By what a remark is known again: its rule, its item and the text around, not its place.
pub(super) fn key(remark: &Remark) -> String {
    let place = remark.item.as_ref().map_or(remark.finding.section.as_str(), ItemId::as_str);
    digest(&[remark.finding.rule, place, &remark.around])
}

/// By what another finding is known again: also by what it says, which names the numbers compared.
fn key_of(issue: &Issue, finding: &Finding) -> String {
    let place = place_at(issue, finding.anchor);
    let indicator = finding.indicator.as_ref().map_or("", |code| code.as_str());
    digest(&[finding.rule, place, indicator, &finding.text, &finding.message])
}
