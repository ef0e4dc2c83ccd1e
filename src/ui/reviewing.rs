//! What there is to say about the issue that is shown, kept up to date beside the work: the whole
//! of it when nobody is typing, the item being typed in at every keystroke.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use crate::check::key::item_at;
use crate::check::{Finding, Level, Numeral, wording};
use crate::model::{Issue, IssueId, ItemId};
use crate::ops::{
    Book, IssuePart, OpError, Review, Signing, Sources, Standing, UserMessage, in_log, message,
};

/// Seconds without a keystroke after which the whole issue is read again.
const PAUSE: f64 = 0.4;

/// The review of the issue shown.
#[derive(Default)]
pub struct Reviewing {
    at: Option<(u64, IssueId)>,
    kept: Option<Kept>,
    failure: Option<UserMessage>,
    /// See [`Self::take_lapsed`].
    lapsed: Option<String>,
    live: RefCell<Option<Rc<Live>>>,
}

struct Kept {
    sources: Sources,
    review: Review,
    standing: Standing,
}

/// The findings of an item as it is being typed.
pub struct Live {
    item: ItemId,
    text: String,
    /// It reads otherwise than when the whole was read.
    differs: bool,
    findings: Vec<Finding>,
    /// Characters of the text field, each stretch with the gravest level found there.
    pub marks: Vec<(Range<usize>, Level)>,
}

impl Reviewing {
    /// Reads the issue again when it changed and the keys rest; says in how many seconds to look
    /// again.
    pub fn follow(&mut self, book: &Book, issue: Option<&Issue>, idle: f64) -> Option<f64> {
        let Some(issue) = issue else {
            *self = Self::default();
            return None;
        };
        let now = (book.revision(), issue.id.clone());
        if self.at.as_ref() == Some(&now) {
            return None;
        }
        let same_issue = self.at.as_ref().is_some_and(|(_, id)| *id == issue.id);
        if same_issue && idle < PAUSE {
            return Some(PAUSE - idle);
        }
        self.at = Some(now);
        self.live = RefCell::default();
        self.read(book, issue);
        None
    }

    fn read(&mut self, book: &Book, issue: &Issue) {
        let kept = || -> Result<Kept, OpError> {
            let sources = book.review_sources(issue)?;
            let review = sources.review();
            let standing = book.standing_of(&sources, &review)?;
            Ok(Kept { sources, review, standing })
        };
        let before = self.kept.take();
        (self.kept, self.failure) = match kept() {
            Ok(kept) => (Some(kept), None),
            Err(err) => {
                log::error!("checking: {}", in_log(&err));
                (None, Some(message(&err)))
            }
        };
        let same = before.filter(|before| before.sources.issue.id == issue.id);
        if let (Some(before), Some(now)) = (&same, &self.kept) {
            self.lapsed = lapsed(&before.standing, &now.standing);
        }
    }

    /// What is to be said of signatures that lapsed with the last change, once.
    pub fn take_lapsed(&mut self) -> Option<String> {
        self.lapsed.take()
    }

    /// How far the issue is.
    pub fn standing(&self) -> Option<&Standing> {
        self.kept.as_ref().map(|kept| &kept.standing)
    }

    /// Why nothing can be said.
    pub fn failure(&self) -> Option<&UserMessage> {
        self.failure.as_ref()
    }

    /// The issue and its print as they were read last.
    pub fn sources(&self) -> Option<&Sources> {
        self.kept.as_ref().map(|kept| &kept.sources)
    }

    /// Every numeral of the print, in order.
    pub fn numerals(&self) -> &[Numeral] {
        self.kept.as_ref().map_or(&[], |kept| &kept.review.numerals)
    }

    /// What changes when the review does.
    pub fn version(&self) -> Option<&(u64, IssueId)> {
        self.at.as_ref()
    }

    /// All findings, those of the item that is being typed in as of the last keystroke.
    pub fn findings(&self) -> Vec<Finding> {
        let Some(kept) = &self.kept else { return Vec::new() };
        let all = &kept.review.findings;
        let live = self.live.borrow();
        let Some(live) = live.as_ref().filter(|live| live.differs) else { return all.clone() };
        let own = |finding: &Finding| {
            let item = finding.anchor.and_then(|anchor| item_at(&kept.sources.issue, anchor));
            item.is_some_and(|item| item.id == live.item) && is_local(finding.rule)
        };
        let first = all.iter().position(&own).unwrap_or(all.len());
        let mut found: Vec<Finding> = all.iter().filter(|one| !own(one)).cloned().collect();
        let first = first.min(found.len());
        found.splice(first..first, live.findings.iter().cloned());
        found
    }

    /// What is to be said of an item whose text field shows `text`; read anew when it changed.
    pub fn typed(&self, item: &ItemId, text: &str) -> Option<Rc<Live>> {
        let known = self.live.borrow().clone();
        if let Some(live) = known.filter(|live| live.item == *item && live.text == text) {
            return Some(live);
        }
        let sources = &self.kept.as_ref()?.sources;
        let lines: Vec<&str> = text.split('\n').collect();
        let paragraphs: Vec<String> = lines
            .iter()
            .map(|line| line.trim_end())
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let (findings, places) = sources.review_item(item, &paragraphs)?;
        let stored = sources.issue.items().find(|one| one.id == *item);
        let differs = stored.is_none_or(|stored| stored.paragraphs != paragraphs);
        let starts = starts(&lines);
        let mark = |(finding, place): (&Finding, &Option<(usize, Range<usize>)>)| {
            let (paragraph, range) = place.as_ref()?;
            let start = starts.get(*paragraph)?;
            Some((start + range.start..start + range.end, finding.level))
        };
        let marks = findings.iter().zip(&places).filter_map(mark).collect();
        let live = Live { item: item.clone(), text: text.to_owned(), differs, findings, marks };
        let live = Rc::new(live);
        *self.live.borrow_mut() = Some(Rc::clone(&live));
        Some(live)
    }
}

/// “二、政务工作动态”改过了，乙的签字失效
fn lapsed(before: &Standing, now: &Standing) -> Option<String> {
    let newly = |part: &&IssuePart| {
        let was = before.parts.iter().find(|old| old.section == part.section);
        was.is_some_and(IssuePart::is_signed) && matches!(part.signing, Signing::Lapsed { .. })
    };
    let parts: Vec<&IssuePart> = now.parts.iter().filter(newly).collect();
    let first = parts.first()?;
    let Signing::Lapsed { signer, .. } = &first.signing else { return None };
    let more =
        if parts.len() > 1 { format!("等 {} 个部分", parts.len()) } else { String::new() };
    Some(format!("“{}”{more}改过了，{signer}的签字已失效，请重新签", first.title))
}

/// The first character of each line that is a paragraph.
fn starts(lines: &[&str]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in lines {
        if !line.trim_end().is_empty() {
            found.push(at);
        }
        at += line.chars().count() + 1;
    }
    found
}

/// Whether the review of an item alone finds it too.
fn is_local(rule: &str) -> bool {
    let of_names = ["name-department", "name-person", "visit-twice", "visit-incomplete"];
    wording::is_local(rule) || (wording::rule(rule).is_none() && !of_names.contains(&rule))
}

/// The character of an item's text field at which a paragraph begins.
pub fn paragraph_start(paragraphs: &[String], at: usize) -> usize {
    paragraphs.iter().take(at).map(|text| text.chars().count() + 1).sum()
}
