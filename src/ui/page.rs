//! What every screen shares: the chosen bulletin and month with its issue, the list of months,
//! the departments. Loaded once per change of the book.

use crate::document::Document;
use crate::model::{
    Bulletin, BulletinCode, Department, DepartmentCode, Issue, IssueStatus, Item, Month,
    ParseMonthError, Person, SectionKind, Visit,
};
use crate::ops::{
    Book, ChangedFigure, IssueSummary, OpError, PublicationHead, UserMessage, in_log, message,
};

/// Which bulletin and month are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub bulletin: BulletinCode,
    pub month: Month,
}

pub struct Page {
    /// Code and name of every bulletin of the book.
    pub bulletins: Vec<(BulletinCode, String)>,
    pub bulletin: Bulletin,
    pub month: Month,
    pub issue: Option<Issue>,
    /// Issues of this bulletin, newest first.
    pub issues: Vec<IssueSummary>,
    /// Months to choose from, newest first; the shown one is always among them.
    pub months: Vec<Month>,
    /// By rank, the hall first.
    pub departments: Vec<Department>,
    /// The issue as it will be printed.
    pub document: Option<Document>,
    /// Why what was published cannot be read; the document is then of the book as it stands.
    pub unreadable: Option<UserMessage>,
    /// Events of the month that stand in no section.
    pub pool: Vec<Item>,
    pub visits: Vec<Visit>,
    /// The register of persons, by department.
    pub persons: Vec<Person>,
    /// What was published of the issue, the first version first.
    pub publications: Vec<PublicationHead>,
    /// The issue stays as it was printed.
    pub frozen: bool,
    /// Figures of the book that changed after they were printed.
    pub corrections: Vec<ChangedFigure>,
    pub undo: Option<String>,
    pub redo: Option<String>,
}

impl Place {
    /// Where work goes on: the newest issue, or the month before today.
    pub fn latest(book: &Book) -> Result<Self, OpError> {
        let bulletin = book.main_bulletin()?.code;
        let newest = book.issues()?.into_iter().find(|issue| issue.bulletin == bulletin);
        let today = book.today();
        let month = newest
            .map(|issue| issue.month)
            .or(book.months()?.first().copied())
            .or_else(|| Month::of(today).map(Month::previous))
            .ok_or_else(|| ParseMonthError(today.to_string()))?;
        Ok(Self { bulletin, month })
    }
}

impl Page {
    pub fn load(book: &Book, place: &Place) -> Result<Self, OpError> {
        let bulletin = book.bulletin(&place.bulletin)?;
        let mut issues = book.issues()?;
        issues.retain(|issue| issue.bulletin == place.bulletin);
        let head = issues.iter().find(|issue| issue.month == place.month);
        let issue = head.map(|head| book.issue(&head.id)).transpose()?;
        let (document, unreadable) = match &issue {
            Some(issue) => {
                let (document, unreadable) = document(book, issue)?;
                (Some(document), unreadable)
            }
            None => (None, None),
        };
        let publications = match &issue {
            Some(issue) => book.publications_of(&issue.id)?,
            None => Vec::new(),
        };
        let is_published = |issue: &Issue| issue.status == IssueStatus::Published;
        let frozen = issue.as_ref().is_some_and(is_published) && !publications.is_empty();
        Ok(Self {
            publications,
            frozen,
            corrections: book.open_corrections()?,
            document,
            unreadable,
            bulletins: book.bulletin_names(),
            month: place.month,
            issue,
            months: months(book.months()?, place.month),
            issues,
            departments: book.departments()?,
            pool: book.pool(&place.bulletin, place.month)?,
            visits: book.visits(&place.bulletin, place.month)?,
            persons: book.persons()?,
            undo: book.undo_label().map(str::to_owned),
            redo: book.redo_label().map(str::to_owned),
            bulletin,
        })
    }

    /// The number of a month's issue, if it has one.
    pub fn summary(&self, month: Month) -> Option<&IssueSummary> {
        self.issues.iter().find(|issue| issue.month == month)
    }

    /// The first month after the newest issue: the next to be made.
    pub fn next_month(&self) -> Month {
        self.issues.first().map_or(self.month, |issue| issue.month.next())
    }

    /// Departments that report in the month; the hall, which is no window, is left out.
    pub fn windows(&self) -> impl Iterator<Item = &Department> {
        self.departments.iter().filter(|d| !d.is_hall() && d.is_active(self.month))
    }

    /// Whether this series prints leaders at the hall (进大厅).
    pub fn has_visits(&self) -> bool {
        let printed = self.issue.iter().flat_map(|issue| &issue.sections).map(|s| s.kind);
        let defined = self.bulletin.sections.iter().map(|section| section.kind);
        !self.visits.is_empty() || printed.chain(defined).any(|kind| kind == SectionKind::Visits)
    }

    pub fn department_name(&self, code: &DepartmentCode) -> &str {
        self.departments.iter().find(|d| d.code == *code).map_or("全厅", |d| d.name.as_str())
    }
}

/// The issue as printed. One damaged record must not keep a whole book shut: the living issue is
/// shown in its place, and the reason.
fn document(book: &Book, issue: &Issue) -> Result<(Document, Option<UserMessage>), OpError> {
    match book.document(issue) {
        Ok(document) => Ok((document, None)),
        Err(err) if issue.status == IssueStatus::Published => {
            log::error!("a publication is not read: {}", in_log(&err));
            let said = message(&err);
            let text = format!(
                "第{}期发布时的冻结记录读不懂，下面是工作簿里现在的内容，不能导出。{}",
                issue.number, said.text
            );
            Ok((book.living_document(issue)?, Some(UserMessage { text, ..said })))
        }
        Err(err) => Err(err),
    }
}

fn months(mut months: Vec<Month>, shown: Month) -> Vec<Month> {
    months.push(shown);
    months.sort_unstable_by(|a, b| b.cmp(a));
    months.dedup();
    months
}
