//! Past issues from files: read, previewed, taken in.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::book::Book;
use super::built_in;
use super::clock::Env;
use super::error::OpError;
use super::file_facts;
use super::import::{ImportReport, NewFigure, NewIssue, NewSection};
use super::own_bulletin;
use super::types::{NewItem, NewRecipient, NewVisit, Unplaced};
use crate::import::{
    self, IssueProposal, Known, Outside, SectionProposal, StandingProse, bulletin_from_toml,
};
use crate::model::{Bulletin, BulletinCode, DepartmentCode, Figures, Issue, Month};
use crate::text::exhibit::{is_exhibit, is_row};
use crate::text::prose::Prose;

/// How many of the latest issues lend their standing paragraphs to the reader.
const TEACHERS: usize = 3;

impl Book {
    /// Reads a past issue and takes it in as one step. `month` overrides what the text says.
    pub fn import_issue_file(
        &mut self,
        path: &Path,
        month: Option<Month>,
    ) -> Result<ImportReport, OpError> {
        let new = self.read_issue_file(path, month)?;
        self.import_issue(&new)
    }

    /// Takes several in, one step each. All are read first: if one of them is no issue, or two are
    /// of the same month, nothing is taken in. Returns the reports in the files' order.
    pub fn import_issue_files(
        &mut self,
        paths: &[PathBuf],
        month: Option<Month>,
    ) -> Result<Vec<ImportReport>, OpError> {
        self.preview_issue_files(paths, month)?;
        paths.iter().map(|path| self.import_issue_file(path, month)).collect()
    }

    /// What [`Self::import_issue_files`] would do, as far as one file does not depend on what
    /// another teaches; changes nothing.
    pub fn preview_issue_files(
        &self,
        paths: &[PathBuf],
        month: Option<Month>,
    ) -> Result<Vec<ImportReport>, OpError> {
        let mut seen = Vec::new();
        let mut reports = Vec::new();
        for path in paths {
            let new = self.read_issue_file(path, month)?;
            let place = (new.bulletin.clone(), new.month);
            if seen.contains(&place) {
                let bulletin = self.bulletin_name(&new.bulletin);
                let (month, number) = (new.month, new.number);
                return Err(OpError::IssueExists { bulletin, month, number });
            }
            seen.push(place);
            reports.push(self.preview_issue(&new)?);
        }
        Ok(reports)
    }

    /// Makes a book of the files at `path`. A file that cannot be read, or a disk that fills up,
    /// leaves no book behind.
    pub fn create_from_files(
        path: &Path,
        bulletin: &Bulletin,
        env: impl Fn() -> Env,
        files: &[PathBuf],
        month: Option<Month>,
    ) -> Result<(Self, Vec<ImportReport>), OpError> {
        Self::in_memory(bulletin, env())?.preview_issue_files(files, month)?;
        let mut book = Self::create(path, bulletin, env())?;
        let reports: Result<_, _> =
            files.iter().map(|path| book.import_issue_file(path, month)).collect();
        match reports {
            Ok(reports) => Ok((book, reports)),
            Err(err) => {
                book.discard()?;
                Err(err)
            }
        }
    }

    /// What [`Self::import_issue_file`] would do; changes nothing.
    pub fn preview_issue_file(
        &self,
        path: &Path,
        month: Option<Month>,
    ) -> Result<ImportReport, OpError> {
        let new = self.read_issue_file(path, month)?;
        self.preview_issue(&new)
    }

    fn read_issue_file(&self, path: &Path, month: Option<Month>) -> Result<NewIssue, OpError> {
        let wrong = |err| OpError::Import { path: path.to_owned(), source: Box::new(err) };
        let Outside { text, style, facts } =
            import::read_outside(&read_limited(path)?).map_err(wrong)?;
        let bulletin = self.bulletin_of_text(&text)?;
        let strange = self.strange_title(&text, &bulletin)?;
        let known = self.known(&bulletin.code, month)?;
        let read = |known: &Known| import::read_styled(&text, &style, &bulletin, known);
        let first = read(&known).map_err(wrong)?;
        let figures = self.bases(&bulletin, first.masthead.month)?;
        // Only the text says which month it is of; with the figures of the months before, a
        // printed 同比 can be told from any other number.
        let proposal = if figures.is_empty() {
            first
        } else {
            read(&Known { figures, ..known }).map_err(wrong)?
        };
        let mut new = new_issue(&bulletin, proposal);
        new.notes.extend(strange);
        new.notes.extend(file_facts::hidden_characters(&text));
        new.notes.extend(facts.iter().flat_map(file_facts::remarks));
        Ok(new)
    }

    /// A remark when the text is of a series that ships with the program and the book has not.
    fn strange_title(&self, text: &str, taken: &Bulletin) -> Result<Option<String>, OpError> {
        let head = head(text);
        if head.contains(&taken.title) {
            return Ok(None);
        }
        for name in built_in::names() {
            let other = built_in::bulletin(name)?;
            if head.contains(&other.title) && self.bulletin_ref(&other.code).is_err() {
                return Ok(Some(format!(
                    "文中是《{}》，工作簿里没有这种刊物，按《{}》收录；要分开，请撤销后先用 add-bulletin {name} 加入",
                    other.name, taken.name
                )));
            }
        }
        Ok(None)
    }

    /// The bulletin whose name stands at the head of the text, else the first.
    fn bulletin_of_text(&self, text: &str) -> Result<Bulletin, OpError> {
        let head = head(text);
        let named = self.bulletins()?.into_iter().find(|b| head.contains(b.title.as_str()));
        named.map_or_else(|| self.main_bulletin(), Ok)
    }

    /// The hall's figures that a month's derived values are computed from.
    fn bases(&self, bulletin: &Bulletin, month: Month) -> Result<Figures, OpError> {
        let codes: Vec<_> = bulletin.indicators.iter().map(|i| i.code.clone()).collect();
        let from = month.year_ago().january();
        self.series(&codes, &DepartmentCode::hall(), from, month.previous())
    }

    /// What earlier issues teach the reader.
    fn known(&self, bulletin: &BulletinCode, month: Option<Month>) -> Result<Known, OpError> {
        let mut known = Known { departments: self.departments()?, month, ..Known::default() };
        let issues = self.issues()?;
        for summary in issues.iter().filter(|i| i.bulletin == *bulletin).take(TEACHERS) {
            known.standing.extend(standing(&self.issue(&summary.id)?));
        }
        Ok(known)
    }
}

/// What a book begins with that is made of this past issue: the built-in bulletin whose title
/// stands at its head, else the built-in one whose sections and indicators most of it is, else a
/// definition of the issue's own.
pub fn bulletin_of_file(path: &Path) -> Result<Bulletin, OpError> {
    let wrong = |err| OpError::Import { path: path.to_owned(), source: Box::new(err) };
    let Outside { text, style, .. } = import::read_outside(&read_limited(path)?).map_err(wrong)?;
    let head = head(&text);
    let mut named = None;
    for name in built_in::names() {
        let bulletin = built_in::bulletin(name)?;
        if named.is_none() && head.contains(&bulletin.title) {
            named = Some(bulletin);
        }
    }
    let is_named = named.is_some();
    let usual = named.map_or_else(|| built_in::bulletin(built_in::DEFAULT), Ok)?;
    // What cannot be read is refused when it is imported, with its reason.
    let known = Known::default();
    let Ok(proposal) = import::read_styled(&text, &style, &usual, &known) else {
        return Ok(usual);
    };
    let own = if is_named { None } else { own_bulletin::of_issue(&proposal, &usual) };
    let mut bulletin = own.unwrap_or(usual);
    let house = &mut bulletin.house_style;
    house.copies = proposal.copies.unwrap_or(house.copies);
    house.number_year |= proposal.masthead.number_year;
    if !proposal.editors.is_empty() {
        house.editors = proposal.editors;
    }
    Ok(bulletin)
}

/// The beginning of a text, where its title stands.
fn head(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).take(400).collect()
}

/// Reads a bulletin definition written as TOML.
pub fn read_definition(path: &Path) -> Result<Bulletin, OpError> {
    let wrong = |err| OpError::Import { path: path.to_owned(), source: Box::new(err) };
    let text = import::decode(&read_limited(path)?).map_err(wrong)?;
    bulletin_from_toml(&text).map_err(wrong)
}

/// Never more than the reader accepts, whatever the file claims to be.
pub(super) fn read_limited(path: &Path) -> Result<Vec<u8>, OpError> {
    let failed = |source| OpError::ReadFile { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    // A Word file is large by its pictures; what it may hold of text is counted by its reader.
    let most = import::docx::Limits::default().size;
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    if size > limit {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let source = import::ImportError::TooLarge { size, limit: most };
        return Err(OpError::Import { path: path.to_owned(), source: Box::new(source) });
    }
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn standing(issue: &Issue) -> Vec<StandingProse> {
    let mut prose = Vec::new();
    for section in &issue.sections {
        let paragraphs = section.items.iter().flat_map(|item| &item.paragraphs);
        let returning =
            paragraphs.filter(|source| !is_exhibit(source) && Prose::parse(source).has_figures());
        prose.extend(
            returning.map(|source| StandingProse {
                section: section.key.clone(),
                source: source.clone(),
            }),
        );
    }
    prose
}

fn new_issue(bulletin: &Bulletin, proposal: IssueProposal) -> NewIssue {
    let mut notes = proposal.notes;
    let own = bulletin.house_style.copies;
    if let Some(printed) = proposal.copies.filter(|copies| *copies != own) {
        let set = if own == 0 { "不印印数".to_owned() } else { format!("印{own}份") };
        notes
            .push(format!("文中共印{printed}份，本刊版式设的是{set}；要一致，请在 设置·版式 里改"));
    }
    let head = proposal.masthead;
    if head.number.is_none() {
        notes.push("文中没有期号，暂按所报月份编为期号，请核对".to_owned());
    }
    NewIssue {
        bulletin: bulletin.code.clone(),
        month: head.month,
        number: head.number.unwrap_or_else(|| head.month.month()),
        total_number: head.total_number,
        title: head.title,
        issuer: head.issuer,
        issue_date: head.issue_date,
        sections: proposal.sections.into_iter().map(|s| new_section(bulletin, s)).collect(),
        visits: proposal
            .visits
            .into_iter()
            .map(|v| NewVisit { department: v.department, posts: v.posts, person: v.person })
            .collect(),
        recipients: proposal
            .recipients
            .into_iter()
            .map(|r| NewRecipient { level: r.level, name: r.name, joint: r.joint })
            .collect(),
        figures: proposal
            .figures
            .into_iter()
            .map(|f| NewFigure {
                indicator: f.indicator,
                department: DepartmentCode::hall(),
                typed: f.typed,
            })
            .collect(),
        departments: proposal.departments,
        unplaced: proposal
            .unplaced
            .into_iter()
            .map(|u| Unplaced { line: u.line, text: u.text })
            .collect(),
        joined: proposal.joined,
        notes,
    }
}

fn new_section(bulletin: &Bulletin, section: SectionProposal) -> NewSection {
    // A table read as it was printed stands in its item; next month's is drawn from the figures.
    let printed = section.items.iter().flat_map(|item| &item.paragraphs).any(|text| is_row(text));
    let known = bulletin.section(&section.key).filter(|_| !printed);
    let table = known.and_then(|known| known.table.clone());
    NewSection {
        key: section.key,
        kind: section.kind,
        title: section.title,
        unnumbered: section.unnumbered,
        numbering: section.numbering,
        items: section
            .items
            .into_iter()
            .map(|item| NewItem {
                date: item.date,
                department: item.department,
                lead: item.lead,
                paragraphs: item.paragraphs,
            })
            .collect(),
        table,
    }
}
