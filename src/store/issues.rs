//! Rows of issues, sections and recipients, and the whole issue put together.

use super::error::StoreError;
use super::reader::Reader;
use super::registry::to_json;
use super::table::{Cells, Value};
use super::tables::{ISSUE, RECIPIENT, SECTION};
use super::words::Word as _;
use super::writer::Writer;
use crate::model::{
    BulletinCode, DistributionLevel, Issue, IssueId, IssueStatus, ItemNumbering, Month, Recipient,
    RecipientId, Section, SectionId, SectionKind, TableSpec,
};

/// An issue without what hangs below it: one line of the list of issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueSummary {
    pub id: IssueId,
    pub bulletin: BulletinCode,
    pub month: Month,
    pub number: u32,
    pub total_number: Option<u32>,
    pub title: String,
    pub issuer: String,
    pub issue_date: Option<jiff::civil::Date>,
    pub status: IssueStatus,
}

/// A section without its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRow {
    pub id: SectionId,
    pub issue: IssueId,
    pub key: String,
    pub kind: SectionKind,
    pub title: String,
    pub numbering: ItemNumbering,
    pub ord: i64,
    pub table: Option<TableSpec>,
    pub unnumbered: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientRow {
    pub recipient: Recipient,
    pub issue: IssueId,
    pub ord: i64,
}

impl Reader<'_> {
    /// All issues, newest month first.
    pub fn issues(&self) -> Result<Vec<IssueSummary>, StoreError> {
        self.select(&ISSUE, "ORDER BY month DESC, bulletin", &[], issue_from_row)
    }

    pub fn issue_head(&self, id: &IssueId) -> Result<Option<IssueSummary>, StoreError> {
        self.by_key(&ISSUE, &[id.as_str().into()])?.map(issue_from_row).transpose()
    }

    /// The issue with all that hangs below it.
    pub fn issue(&self, head: IssueSummary) -> Result<Issue, StoreError> {
        let mut sections = Vec::new();
        for row in self.sections(&head.id)? {
            let items = self.items_of_section(&row.id)?;
            sections.push(Section {
                id: row.id,
                key: row.key,
                kind: row.kind,
                title: row.title,
                unnumbered: row.unnumbered,
                numbering: row.numbering,
                items: items.into_iter().map(|row| row.item).collect(),
                table: row.table,
            });
        }
        let visits = self.visits(&head.bulletin, head.month)?;
        let distribution = self.recipients(&head.id)?;
        Ok(Issue {
            id: head.id,
            bulletin: head.bulletin,
            month: head.month,
            number: head.number,
            total_number: head.total_number,
            title: head.title,
            issuer: head.issuer,
            issue_date: head.issue_date,
            status: head.status,
            sections,
            visits: visits.into_iter().map(|row| row.visit).collect(),
            distribution: distribution.into_iter().map(|row| row.recipient).collect(),
        })
    }

    pub fn sections(&self, issue: &IssueId) -> Result<Vec<SectionRow>, StoreError> {
        let params = [issue.as_str().into()];
        self.select(&SECTION, "WHERE issue = ?1 ORDER BY ord, id", &params, section_from_row)
    }

    pub fn section(&self, id: &SectionId) -> Result<Option<SectionRow>, StoreError> {
        self.by_key(&SECTION, &[id.as_str().into()])?.map(section_from_row).transpose()
    }

    pub fn recipients(&self, issue: &IssueId) -> Result<Vec<RecipientRow>, StoreError> {
        let params = [issue.as_str().into()];
        self.select(&RECIPIENT, "WHERE issue = ?1 ORDER BY ord, id", &params, recipient_from_row)
    }

    /// Every level and name that ever stood on a list, in the order of the newest lists.
    pub fn known_recipients(&self) -> Result<Vec<Recipient>, StoreError> {
        let tail = "WHERE name <> '' ORDER BY
             (SELECT month FROM issue WHERE issue.id = recipient.issue) DESC, ord, id";
        let rows = self.select(&RECIPIENT, tail, &[], recipient_from_row)?;
        let mut known: Vec<Recipient> = Vec::new();
        for RecipientRow { recipient, .. } in rows {
            let same = |r: &Recipient| r.level == recipient.level && r.name == recipient.name;
            if !known.iter().any(same) {
                known.push(recipient);
            }
        }
        Ok(known)
    }

    pub fn recipient(&self, id: &RecipientId) -> Result<Option<RecipientRow>, StoreError> {
        self.by_key(&RECIPIENT, &[id.as_str().into()])?.map(recipient_from_row).transpose()
    }
}

impl Writer<'_> {
    pub fn put_issue(&mut self, issue: &IssueSummary) -> Result<bool, StoreError> {
        self.put(
            &ISSUE,
            &[
                issue.id.as_str().into(),
                issue.bulletin.as_str().into(),
                issue.month.to_string().into(),
                Value::Int(i64::from(issue.number)),
                issue.total_number.map_or(Value::Null, |n| Value::Int(i64::from(n))),
                issue.title.as_str().into(),
                issue.issuer.as_str().into(),
                Value::opt(issue.issue_date.map(|date| date.to_string())),
                issue.status.word().into(),
            ],
        )
    }

    pub fn delete_issue(&mut self, id: &IssueId) -> Result<bool, StoreError> {
        self.delete(&ISSUE, &[id.as_str().into()])
    }

    pub fn put_section(&mut self, section: &SectionRow) -> Result<bool, StoreError> {
        let table = section.table.as_ref().map(|table| to_json("section", table)).transpose()?;
        self.put(
            &SECTION,
            &[
                section.id.as_str().into(),
                section.issue.as_str().into(),
                section.key.as_str().into(),
                section.kind.as_str().into(),
                section.title.as_str().into(),
                section.numbering.word().into(),
                Value::Int(section.ord),
                table.unwrap_or(Value::Null),
                if section.unnumbered { Value::Int(1) } else { Value::Null },
            ],
        )
    }

    pub fn delete_section(&mut self, id: &SectionId) -> Result<bool, StoreError> {
        self.delete(&SECTION, &[id.as_str().into()])
    }

    pub fn put_recipient(&mut self, row: &RecipientRow) -> Result<bool, StoreError> {
        self.put(
            &RECIPIENT,
            &[
                row.recipient.id.as_str().into(),
                row.issue.as_str().into(),
                row.recipient.level.label().into(),
                row.recipient.name.as_str().into(),
                row.recipient.joint.to_string().into(),
                Value::Int(row.ord),
            ],
        )
    }

    pub fn delete_recipient(&mut self, id: &RecipientId) -> Result<bool, StoreError> {
        self.delete(&RECIPIENT, &[id.as_str().into()])
    }
}

pub(super) fn issue_from_row(row: Vec<Value>) -> Result<IssueSummary, StoreError> {
    let mut cells = Cells::new(&ISSUE, row);
    let count = |cells: &Cells, number: i64| {
        u32::try_from(number).map_err(|_| cells.fault(format!("number {number}")))
    };
    Ok(IssueSummary {
        id: IssueId::new(cells.text()?),
        bulletin: BulletinCode::new(cells.text()?),
        month: cells.parsed(|text| text.parse().ok())?,
        number: cells.int().and_then(|number| count(&cells, number))?,
        total_number: match cells.opt_int()? {
            Some(number) => Some(count(&cells, number)?),
            None => None,
        },
        title: cells.text()?,
        issuer: cells.text()?,
        issue_date: cells.opt_parsed(|text| text.parse().ok())?,
        status: cells.parsed(IssueStatus::from_word)?,
    })
}

pub(super) fn section_from_row(row: Vec<Value>) -> Result<SectionRow, StoreError> {
    let mut cells = Cells::new(&SECTION, row);
    Ok(SectionRow {
        id: SectionId::new(cells.text()?),
        issue: IssueId::new(cells.text()?),
        key: cells.text()?,
        kind: cells.parsed(|text| SectionKind::ALL.into_iter().find(|k| k.as_str() == text))?,
        title: cells.text()?,
        numbering: cells.parsed(ItemNumbering::from_word)?,
        ord: cells.int()?,
        table: cells.opt_json()?,
        unnumbered: cells.opt_int()? == Some(1),
    })
}

pub(super) fn recipient_from_row(row: Vec<Value>) -> Result<RecipientRow, StoreError> {
    let mut cells = Cells::new(&RECIPIENT, row);
    let id = RecipientId::new(cells.text()?);
    let issue = IssueId::new(cells.text()?);
    let recipient = Recipient {
        id,
        level: cells.parsed(DistributionLevel::from_label)?,
        name: cells.text()?,
        joint: cells.parsed(|text| text.chars().next())?,
    };
    Ok(RecipientRow { recipient, issue, ord: cells.int()? })
}
