//! Taking a past issue into the book, all of it or nothing, as one step that can be undone.

use jiff::civil::Date;

use super::book::{Book, Writer};
use super::error::OpError;
use super::op::Op;
use super::types::{NewItem, NewRecipient, NewVisit, Unplaced};
use super::{figures, ids, issues};
use crate::model::{
    BulletinCode, Department, DepartmentCode, Figure, FigureKey, FigureSource, FigureState,
    IndicatorCode, Issue, IssueId, IssueStatus, ItemNumbering, Month, Section, SectionId,
    SectionKind, TableSpec,
};
use crate::store::Reader;

/// A whole issue as read from elsewhere, without ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIssue {
    pub bulletin: BulletinCode,
    pub month: Month,
    pub number: u32,
    pub total_number: Option<u32>,
    pub title: String,
    pub issuer: String,
    pub issue_date: Option<Date>,
    pub sections: Vec<NewSection>,
    pub visits: Vec<NewVisit>,
    pub recipients: Vec<NewRecipient>,
    pub figures: Vec<NewFigure>,
    /// Names of departments met; unknown ones are registered.
    pub departments: Vec<String>,
    pub unplaced: Vec<Unplaced>,
    /// Sentences that were put together again.
    pub joined: Vec<String>,
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSection {
    pub key: String,
    pub kind: SectionKind,
    /// Prose source.
    pub title: String,
    pub unnumbered: bool,
    pub numbering: ItemNumbering,
    pub items: Vec<NewItem>,
    pub table: Option<TableSpec>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFigure {
    pub indicator: IndicatorCode,
    pub department: DepartmentCode,
    pub typed: String,
}

/// A figure that stands in the book already, with another amount; the book's was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub key: FigureKey,
    pub indicator: String,
    pub stored: String,
    pub found: String,
}

/// What an import placed, and what it could not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    pub issue: IssueId,
    pub month: Month,
    pub number: u32,
    pub figures: usize,
    pub items: usize,
    pub visits: usize,
    pub recipients: usize,
    /// Names newly registered.
    pub departments: Vec<String>,
    pub unplaced: Vec<Unplaced>,
    pub joined: Vec<String>,
    pub notes: Vec<String>,
    pub conflicts: Vec<Conflict>,
}

impl Book {
    /// Takes a whole issue in as one step. Replaces nothing: a month that has an issue of the
    /// bulletin is refused ([`OpError::IssueExists`]), and a figure that is stored otherwise is
    /// reported as a conflict and kept.
    pub fn import_issue(&mut self, new: &NewIssue) -> Result<ImportReport, OpError> {
        let label = format!("导入第{}期（{}）", new.number, new.month.chinese());
        let reports =
            self.import_issues(&label, std::slice::from_ref(new), FigureSource::Document)?;
        let none = || OpError::NoIssue { month: new.month, nearest: None };
        reports.into_iter().next().ok_or_else(none)
    }

    /// What [`Self::import_issue`] would do; changes nothing.
    pub fn preview_issue(&self, new: &NewIssue) -> Result<ImportReport, OpError> {
        self.bulletin_ref(&new.bulletin)?;
        self.refuse_second(&new.bulletin, new.month)?;
        let departments = self.unknown_departments(std::slice::from_ref(new));
        let Prepared { figures, mut report, .. } =
            self.prepare(new, FigureSource::Document, &departments)?;
        for (indicator, figure) in figures {
            judge(&self.read(), indicator, &figure, &mut report)?;
        }
        Ok(report)
    }

    /// Takes many issues in as one step named `label`: all of them or none.
    pub fn import_issues(
        &mut self,
        label: &str,
        issues: &[NewIssue],
        source: FigureSource,
    ) -> Result<Vec<ImportReport>, OpError> {
        let departments = self.unknown_departments(issues);
        let mut prepared = Vec::new();
        for (at, new) in issues.iter().enumerate() {
            self.bulletin_ref(&new.bulletin)?;
            self.refuse_second(&new.bulletin, new.month)?;
            let mut earlier = issues.iter().take(at);
            if earlier.any(|e| e.month == new.month && e.bulletin == new.bulletin) {
                let bulletin = self.bulletin_name(&new.bulletin);
                return Err(OpError::IssueExists {
                    bulletin,
                    month: new.month,
                    number: new.number,
                });
            }
            prepared.push(self.prepare(new, source, &departments)?);
        }
        self.transact(Op::ImportIssue, label, |writer| {
            for department in &departments {
                writer.put_department(department)?;
            }
            let mut reports = Vec::new();
            for mut prepared in prepared {
                take_in(writer, &mut prepared)?;
                reports.push(prepared.report);
            }
            Ok(reports)
        })
    }

    /// Departments named by the issues that no one knows yet, with new codes.
    fn unknown_departments(&self, issues: &[NewIssue]) -> Vec<Department> {
        let mut new: Vec<Department> = Vec::new();
        let names = issues.iter().flat_map(|issue| &issue.departments).map(|name| name.trim());
        for name in names.filter(|name| !name.is_empty()) {
            let known = |d: &Department| d.names().any(|other| other == name);
            if !self.departments.iter().any(known) && !new.iter().any(known) {
                new.push(self.next_department(name, new.len()));
            }
        }
        new
    }

    /// Gives ids and understands the figures; touches nothing.
    fn prepare(
        &self,
        new: &NewIssue,
        source: FigureSource,
        departments: &[Department],
    ) -> Result<Prepared, OpError> {
        let mut issue = self.issue_of_new(new);
        let mut figures = Vec::new();
        let mut notes = new.notes.clone();
        for table in self.draw_known_tables(&mut issue)? {
            let as_printed = format!("栏目“{}”的表格（", table.printed_title(new.month));
            notes.retain(|note| !note.starts_with(&as_printed));
            let read = if table.is_of_indicators() {
                format!("按指标读（{} 项数据）", table.figures.len())
            } else {
                format!("读作数据表（{} 个部门）", table.row_count())
            };
            notes.push(format!("栏目“{}”的表格{read}。", table.title));
            for figure in table.figures {
                let name = self.indicator(&figure.key.indicator)?.name.clone();
                figures.push((name, Figure { source, ..figure }));
            }
        }
        for figure in &new.figures {
            let key = FigureKey::new(&figure.indicator, new.month, &figure.department);
            let name = self.indicator(&key.indicator)?.name.clone();
            let figure = self.read_figure(&key, &figure.typed, source)?;
            if figure.state == FigureState::Draft {
                notes.push(format!("“{}”不是{name}的数值，按原文存为待定", figure.typed));
            }
            figures.push((name, figure));
        }
        let mentioned = |d: &&Department| new.departments.iter().any(|name| name.trim() == d.name);
        let report = ImportReport {
            issue: issue.id.clone(),
            month: new.month,
            number: new.number,
            figures: 0,
            items: issue.items().count(),
            visits: issue.visits.len(),
            recipients: issue.distribution.len(),
            departments: departments.iter().filter(mentioned).map(|d| d.name.clone()).collect(),
            unplaced: new.unplaced.clone(),
            joined: new.joined.clone(),
            notes,
            conflicts: Vec::new(),
        };
        Ok(Prepared { issue, figures, report })
    }

    fn issue_of_new(&self, new: &NewIssue) -> Issue {
        let section = |section: &NewSection| Section {
            id: SectionId::new(ids::mint(self.now())),
            key: section.key.clone(),
            kind: section.kind,
            title: section.title.clone(),
            unnumbered: section.unnumbered,
            numbering: section.numbering,
            items: section.items.iter().map(|item| self.new_item(new.month, item)).collect(),
            table: section.table.clone(),
        };
        Issue {
            id: IssueId::new(ids::mint(self.now())),
            bulletin: new.bulletin.clone(),
            month: new.month,
            number: new.number,
            total_number: new.total_number,
            title: new.title.clone(),
            issuer: new.issuer.clone(),
            issue_date: new.issue_date,
            status: IssueStatus::Draft,
            sections: new.sections.iter().map(section).collect(),
            visits: new.visits.iter().map(|visit| self.new_visit(visit)).collect(),
            distribution: new.recipients.iter().map(|r| self.new_recipient(r)).collect(),
        }
    }
}

/// An issue ready to be stored.
struct Prepared {
    issue: Issue,
    /// With the indicator's name.
    figures: Vec<(String, Figure)>,
    report: ImportReport,
}

fn take_in(writer: &mut Writer<'_>, prepared: &mut Prepared) -> Result<(), OpError> {
    let Prepared { issue, figures, report } = prepared;
    issues::store(writer, issue)?;
    for (indicator, figure) in figures.drain(..) {
        if judge(&writer.read(), indicator, &figure, report)? {
            figures::store(writer, figure)?;
        }
    }
    Ok(())
}

/// Whether a figure is to be stored: not when the cell says the same, nor when it says otherwise,
/// which is a conflict.
fn judge(
    reader: &Reader<'_>,
    indicator: String,
    figure: &Figure,
    report: &mut ImportReport,
) -> Result<bool, OpError> {
    match reader.figure(&figure.key)? {
        Some(stored) if is_same(&stored, figure) => Ok(false),
        Some(stored) if !stored.typed.is_empty() => {
            let (key, found) = (figure.key.clone(), figure.typed.clone());
            report.conflicts.push(Conflict { key, indicator, stored: stored.typed, found });
            Ok(false)
        }
        _ => {
            report.figures += 1;
            Ok(true)
        }
    }
}

/// Whether two texts say the same of a cell.
fn is_same(stored: &Figure, found: &Figure) -> bool {
    let typed = stored.typed.trim() == found.typed.trim();
    stored.state == found.state
        && stored.quantity == found.quantity
        && (stored.quantity.is_some() || typed)
}
