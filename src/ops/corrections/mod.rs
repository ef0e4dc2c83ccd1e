//! Figures that changed after a publication printed them (更正、修订). Every change of a figure, by
//! whatever operation, is held against what was published; what reads otherwise now is recorded in
//! the same step and stays open until somebody decides what it means.

mod decide;
mod noting;
mod paragraph;
mod places;

use crate::check::{Finding, Level};
use crate::model::{
    BulletinCode, Correction, CorrectionKind, FigureKey, Issue, IssueId, IssueStatus, Month,
    PrintedPlace,
};

use super::book::Book;
use super::error::OpError;

pub use decide::Decided;
pub(super) use decide::{ERRATA, add_errata};
pub(super) use noting::{Noting, note};

/// One figure that changed, with every publication that printed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFigure {
    pub figure: FigureKey,
    /// 全程网办受理（2025年4月）
    pub name: String,
    /// With its unit, as it was printed and as it is: 6.1万件.
    pub printed: String,
    pub value: String,
    /// The first publication that printed it first.
    pub printings: Vec<Printing>,
}

/// The sentences of one publication that printed a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printing {
    pub issue: IssueId,
    /// 第4期（2025年4月）
    pub name: String,
    pub month: Month,
    pub places: Vec<PrintedPlace>,
}

impl Book {
    /// Corrections nobody decided yet, figure by figure.
    pub fn open_corrections(&self) -> Result<Vec<ChangedFigure>, OpError> {
        self.changed_figures(self.read().open_corrections()?)
    }

    /// What is open about one figure.
    pub fn open_correction(&self, key: &FigureKey) -> Result<Option<ChangedFigure>, OpError> {
        let mut all = self.read().corrections_of_figure(key)?;
        all.retain(|one| one.kind == CorrectionKind::Open);
        Ok(self.changed_figures(all)?.pop())
    }

    /// Everything that ever became of what an issue printed, the oldest first.
    pub fn corrections_of(&self, issue: &IssueId) -> Result<Vec<Correction>, OpError> {
        Ok(self.read().corrections_of_issue(issue)?)
    }

    /// Open corrections of what a series printed.
    pub(super) fn open_corrections_of(
        &self,
        bulletin: &BulletinCode,
    ) -> Result<Vec<Correction>, OpError> {
        let mut open = self.read().open_corrections()?;
        if open.is_empty() {
            return Ok(open);
        }
        let heads = self.publications()?;
        let issues = self.issues()?;
        open.retain(|one| {
            let head = heads.iter().find(|head| head.seq == one.publication);
            let issue = head.and_then(|head| issues.iter().find(|issue| issue.id == head.issue));
            issue.is_some_and(|issue| issue.bulletin == *bulletin)
        });
        Ok(open)
    }

    /// What is open about what this issue printed or, while it is a draft, about what any issue of
    /// its series did.
    pub(super) fn correction_findings(&self, issue: &Issue) -> Result<Vec<Finding>, OpError> {
        let mut open = self.open_corrections_of(&issue.bulletin)?;
        if issue.status == IssueStatus::Published {
            let own = self.publications_of(&issue.id)?;
            open.retain(|one| own.iter().any(|head| head.seq == one.publication));
        }
        let finding = |one: &Correction| {
            let place = one.places.first();
            let message = self.correction_in_words(one);
            Finding {
                rule: "correction-open",
                level: Level::Doubt,
                section: place.map(|place| place.section.clone()).unwrap_or_default(),
                item: None,
                paragraph: None,
                start: 0,
                end: 0,
                text: place.map(|place| place.was.clone()).unwrap_or_default(),
                message: format!("{message}，请定为修订或更正"),
                fix: None,
                anchor: None,
                indicator: None,
            }
        };
        Ok(open.iter().map(finding).collect())
    }

    /// A remark for who begins the next issue.
    pub(super) fn undecided_note(
        &self,
        bulletin: &BulletinCode,
    ) -> Result<Option<String>, OpError> {
        let open = self.open_corrections_of(bulletin)?;
        let mut figures: Vec<&FigureKey> = open.iter().map(|one| &one.figure).collect();
        figures.dedup();
        let first = open.first().map(|one| self.cell_name(&one.figure));
        Ok(first.map(|first| {
            let more = if figures.len() > 1 { "等" } else { "" };
            format!("{first}{more} {} 项数据刊出后改过，还没有定是修订还是更正", figures.len())
        }))
    }

    /// 全程网办受理（2025年4月）6.1万 → 5.9万
    pub fn correction_line(&self, one: &Correction) -> String {
        let (was, now) = self.both_values(one);
        format!("{} {was} → {now}", self.cell_name(&one.figure))
    }

    /// The figure as it was printed and as it is, with its unit; as typed where that alone differs.
    fn both_values(&self, one: &Correction) -> (String, String) {
        let typed = |text: &str| if text.is_empty() { "（空）" } else { text }.to_owned();
        let words = |text: &str| {
            let indicator = self.indicator(&one.figure.indicator).ok()?;
            let (_, quantity) = indicator.read(text).ok()?;
            Some(format!("{}{}", indicator.print(quantity?), indicator.display_unit()))
        };
        let pair = [&one.printed, &one.value];
        match pair.map(|text| words(text).unwrap_or_else(|| typed(text))) {
            [was, now] if was != now => (was, now),
            _ => (typed(&one.printed), typed(&one.value)),
        }
    }

    /// The same with 第4期（2025年4月）刊出过.
    pub(super) fn correction_in_words(&self, one: &Correction) -> String {
        let issue = self.printing_name(one.publication).unwrap_or_default();
        format!("{}，{issue}刊出过", self.correction_line(one))
    }

    /// The issue of a publication in words.
    fn printing_name(&self, seq: i64) -> Result<String, OpError> {
        let publication = self.publication(seq)?;
        Ok(publication.map(|one| self.publication_name(&one)).unwrap_or_default())
    }

    fn changed(&self, one: &Correction) -> ChangedFigure {
        let (printed, value) = self.both_values(one);
        let (figure, name) = (one.figure.clone(), self.cell_name(&one.figure));
        ChangedFigure { figure, name, printed, value, printings: Vec::new() }
    }

    fn changed_figures(&self, corrections: Vec<Correction>) -> Result<Vec<ChangedFigure>, OpError> {
        let mut found: Vec<ChangedFigure> = Vec::new();
        let heads = self.publications()?;
        for one in corrections {
            let Some(head) = heads.iter().find(|head| head.seq == one.publication) else {
                continue;
            };
            let printing = Printing {
                issue: head.issue.clone(),
                name: self.printing_name(one.publication)?,
                month: self.issue_head(&head.issue)?.month,
                places: one.places.clone(),
            };
            match found.iter_mut().find(|known| known.figure == one.figure) {
                Some(known) => known.printings.push(printing),
                None => {
                    found.push(ChangedFigure { printings: vec![printing], ..self.changed(&one) });
                }
            }
        }
        for figure in &mut found {
            figure.printings.sort_by_key(|printing| printing.month);
        }
        Ok(found)
    }
}

impl ChangedFigure {
    /// How many sentences printed it.
    pub fn sentences(&self) -> usize {
        self.printings.iter().map(|printing| printing.places.len()).sum()
    }

    /// `全程网办受理（2025年4月）由 6.1万 改为 5.9万，第4期等 3 期的 5 句刊出过`
    pub fn headline(&self) -> String {
        let (was, now) = (&self.printed, &self.value);
        let first = self.printings.first().map_or("", |printing| printing.name.as_str());
        let issues = match self.printings.len() {
            0 | 1 => first.to_owned(),
            more => format!("{first}等 {more} 期"),
        };
        format!("{}由 {was} 改为 {now}，{issues}刊出过，涉及 {} 处", self.name, self.sentences())
    }
}
