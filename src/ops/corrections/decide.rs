//! Deciding what a changed figure means: 修订 keeps both values, 更正 says in the next issue what was
//! printed wrong.

use super::paragraph::paragraph;
use crate::model::{
    BulletinCode, Correction, CorrectionKind, FigureKey, Issue, IssueId, IssueStatus, Item, ItemId,
    ItemNumbering, ItemState, Month, PrintedPlace, SectionId, SectionKind,
};
use crate::ops::book::{Book, Writer};
use crate::ops::error::{OpError, Thing};
use crate::ops::ids;
use crate::ops::op::Op;
use crate::store::{ItemRow, SectionRow};

/// Key of the section that errata stand in. It is never carried to the next issue.
pub const ERRATA: &str = "errata";

const TITLE: &str = "更正";

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub kind: CorrectionKind,
    /// The paragraphs of an erratum, each with the issue it was drafted into; `None` where it waits
    /// for the next issue.
    pub drafted: Vec<(String, Option<IssueId>)>,
}

/// A paragraph to be put into an issue of a series.
pub struct Erratum {
    pub bulletin: BulletinCode,
    pub text: String,
    pub corrections: Vec<Correction>,
}

impl Book {
    /// Decides about a changed figure in all publications that printed it, as one step. Refused
    /// without a reason.
    pub fn decide_correction(
        &mut self,
        figure: &FigureKey,
        kind: CorrectionKind,
        why: &str,
    ) -> Result<Decided, OpError> {
        let why = why.trim();
        if why.is_empty() {
            return Err(OpError::Empty { what: Thing::Reason });
        }
        let name = self.cell_name(figure);
        let mut open = self.read().corrections_of_figure(figure)?;
        open.retain(|one| one.kind == CorrectionKind::Open);
        if open.is_empty() || kind == CorrectionKind::Open {
            return Err(OpError::NoCorrection { cell: name });
        }
        let (at, actor) = (self.now().to_string(), self.actor().to_owned());
        for one in &mut open {
            one.kind = kind;
            why.clone_into(&mut one.why);
            one.at.clone_from(&at);
            one.actor.clone_from(&actor);
        }
        let errata = match kind {
            CorrectionKind::Erratum => self.errata_of(open.clone())?,
            CorrectionKind::Open | CorrectionKind::Revision => Vec::new(),
        };
        let mut drafts = Vec::new();
        for erratum in errata {
            drafts.push((self.draft_of(&erratum.bulletin)?, erratum));
        }
        let label = format!("{} {name}", kind.chinese());
        let now = self.now();
        self.transact(Op::DecideCorrection, &label, |writer| {
            for one in &open {
                writer.put_correction(one)?;
            }
            let mut drafted = Vec::new();
            for (draft, erratum) in &drafts {
                if let Some(issue) = draft {
                    add_erratum(writer, issue, erratum, now)?;
                }
                let issue = draft.as_ref().map(|issue| issue.id.clone());
                drafted.push((erratum.text.clone(), issue));
            }
            Ok(Decided { kind, drafted })
        })
    }

    /// The newest issue of a series that can still be edited.
    fn draft_of(&self, bulletin: &BulletinCode) -> Result<Option<Issue>, OpError> {
        let own = self.issues()?.into_iter().find(|head| head.bulletin == *bulletin);
        let open = own.filter(|head| head.status != IssueStatus::Published);
        let Some(head) = open else { return Ok(None) };
        // One under revision says the right number itself.
        let is_new = self.publications_of(&head.id)?.is_empty();
        is_new.then(|| self.issue(&head.id)).transpose()
    }

    /// Errata of a series that stand in no issue yet.
    pub(in crate::ops) fn waiting_errata(
        &self,
        bulletin: &BulletinCode,
    ) -> Result<Vec<Erratum>, OpError> {
        let waiting = self.read().errata_to_print()?;
        let mut errata = Vec::new();
        let mut rest = waiting;
        while let Some(first) = rest.first() {
            let key = (first.figure.clone(), first.at.clone());
            let (own, others) =
                rest.into_iter().partition(|one| (&one.figure, &one.at) == (&key.0, &key.1));
            errata.extend(self.errata_of(own)?);
            rest = others;
        }
        errata.retain(|erratum| erratum.bulletin == *bulletin);
        Ok(errata)
    }

    /// The paragraphs of corrections decided together, one a series.
    fn errata_of(&self, corrections: Vec<Correction>) -> Result<Vec<Erratum>, OpError> {
        type Found = (String, Vec<(Month, String, Vec<PrintedPlace>)>, Vec<Correction>);
        let mut found: Vec<(BulletinCode, Found)> = Vec::new();
        for one in corrections {
            let Some(publication) = self.publication(one.publication)? else { continue };
            let head = self.issue_head(&publication.issue)?;
            let name = self.publication_name(&publication);
            let printing = (head.month, name, one.places.clone());
            match found.iter_mut().find(|(code, _)| *code == head.bulletin) {
                Some((_, (_, printings, own))) => {
                    printings.push(printing);
                    own.push(one);
                }
                None => {
                    found.push((head.bulletin, (head.title, vec![printing], vec![one])));
                }
            }
        }
        let erratum = |(bulletin, (title, mut printings, corrections)): (BulletinCode, Found)| {
            printings.sort_by_key(|(month, ..)| *month);
            let printings: Vec<(String, Vec<PrintedPlace>)> =
                printings.into_iter().map(|(_, name, places)| (name, places)).collect();
            Erratum { bulletin, text: paragraph(&title, &printings), corrections }
        };
        Ok(found.into_iter().map(erratum).collect())
    }
}

/// Puts the paragraphs into an issue.
pub fn add_errata(
    writer: &mut Writer<'_>,
    issue: &Issue,
    errata: &[Erratum],
    now: jiff::Timestamp,
) -> Result<(), OpError> {
    errata.iter().try_for_each(|erratum| add_erratum(writer, issue, erratum, now))
}

fn add_erratum(
    writer: &mut Writer<'_>,
    issue: &Issue,
    erratum: &Erratum,
    now: jiff::Timestamp,
) -> Result<(), OpError> {
    let section = errata_section(writer, issue, now)?;
    let rows = writer.read().items_of_section(&section)?;
    let ord = crate::ops::items::next(rows.last().map(|row| row.ord));
    let item = Item {
        id: ItemId::new(ids::mint(now)),
        month: issue.month,
        date: None,
        department: None,
        lead: None,
        paragraphs: vec![erratum.text.clone()],
        state: ItemState::Active,
        reason: String::new(),
    };
    for one in &erratum.corrections {
        writer.put_correction(&Correction { item: Some(item.id.clone()), ..one.clone() })?;
    }
    let (bulletin, section) = (issue.bulletin.clone(), Some(section));
    writer.put_item(&ItemRow { item, bulletin, section, ord })?;
    Ok(())
}

/// The section of errata, made at the end of the issue when it has none.
fn errata_section(
    writer: &mut Writer<'_>,
    issue: &Issue,
    now: jiff::Timestamp,
) -> Result<SectionId, OpError> {
    let sections = writer.read().sections(&issue.id)?;
    if let Some(section) = sections.iter().find(|section| section.key == ERRATA) {
        return Ok(section.id.clone());
    }
    let id = SectionId::new(ids::mint(now));
    let ord = crate::ops::items::next(sections.last().map(|section| section.ord));
    writer.put_section(&SectionRow {
        id: id.clone(),
        issue: issue.id.clone(),
        key: ERRATA.to_owned(),
        kind: SectionKind::Prose,
        title: TITLE.to_owned(),
        numbering: ItemNumbering::None,
        ord,
        table: None,
        unnumbered: false,
    })?;
    Ok(id)
}
