//! A finished or returned file held against an issue (核对成品), and single sentences of it taken
//! over.

use std::path::Path;

use super::book::Book;
use super::error::OpError;
use super::file_facts;
use super::issue_files::read_limited;
use super::op::Op;
use super::proofread::{Changed, mend};
use crate::check::verify::{
    self, Difference, Printed, Refusal, ReturnedLine, Verification, most_characters,
};
use crate::document::Document;
use crate::import::{self, Known, Outside, SourceLine, read_issue, source_lines};
use crate::model::{Bulletin, Issue, IssueId};
use crate::text::exhibit::{cells, rule};

/// Below this share of words in common a file must at least say that it is of this issue.
const DOUBTFUL: usize = 90;
/// Below this share a file that names another month or number is of another issue.
const OTHER: usize = 60;
/// Below this share nothing can be said of single sentences.
const STRANGE: usize = 12;

/// What a file was found to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub verification: Verification,
    /// What the file carries besides its text: comments, tracked changes, hidden words; in Chinese.
    pub remarks: Vec<String>,
}

impl Book {
    /// Holds a docx, md or txt file against the issue as printed. A file of another issue or of no
    /// issue is refused in one sentence.
    pub fn verify_file(&self, issue: &Issue, path: &Path) -> Result<Verified, OpError> {
        let wrong = |err| OpError::Import { path: path.to_owned(), source: Box::new(err) };
        let Outside { text, facts, .. } =
            import::read_outside(&read_limited(path)?).map_err(wrong)?;
        let (document, bulletin, figures) = self.composed(issue)?;
        not_too_long(issue, &document, &text, path)?;
        let lines = returned_lines(&text);
        let names = self.names_of(issue)?;
        let (bulletin_ref, figures) = (&bulletin, &figures);
        let printed =
            Printed { issue, bulletin: bulletin_ref, figures, document: &document, names: &names };
        let verification = verify::verify(&printed, &lines);
        if verification.coverage < DOUBTFUL {
            not_another(issue, &bulletin, &text, verification.coverage, path)?;
        }
        let remarks = facts.iter().flat_map(file_facts::remarks).collect();
        Ok(Verified { verification, remarks })
    }

    /// Takes the words of one changed sentence into the issue, as one step. Refused when a number
    /// differs: numbers are set or bound by a person.
    pub fn take_words(&mut self, issue: &IssueId, difference: &Difference) -> Result<(), OpError> {
        let mut issue = self.issue(issue)?;
        let (document, ..) = self.composed(&issue)?;
        let fix = verify::retyped(&issue, &document, difference).map_err(|why| {
            let sentence = difference.sentence.clone();
            OpError::NotTaken { sentence, why }
        })?;
        let mut changed = Changed::default();
        if !mend(&mut issue, &fix.target, std::slice::from_ref(&fix), &mut changed) {
            let sentence = difference.sentence.clone();
            return Err(OpError::NotTaken { sentence, why: Refusal::Nothing });
        }
        self.transact(Op::FixWording, "采用成品中的文字", |writer| {
            changed.write(writer, &issue)
        })
    }

    /// Names of departments and persons, by which a slip in one is known.
    fn names_of(&self, issue: &Issue) -> Result<Vec<String>, OpError> {
        let departments = self.departments()?;
        let mut names: Vec<String> =
            departments.iter().flat_map(|d| d.names().map(str::to_owned)).collect();
        names.extend(self.persons()?.into_iter().map(|person| person.name));
        names.extend(issue.visits.iter().flat_map(|v| [v.department.clone(), v.person.clone()]));
        names.extend(issue.distribution.iter().map(|recipient| recipient.name.clone()));
        names.push(issue.issuer.clone());
        Ok(names)
    }
}

fn not_too_long(
    issue: &Issue,
    document: &Document,
    text: &str,
    path: &Path,
) -> Result<(), OpError> {
    let (found, limit) = (text.chars().count(), most_characters(document));
    if found <= limit {
        return Ok(());
    }
    let what = format!("有 {} 万字，远比这一期长", found.div_ceil(10_000));
    Err(foreign(issue, path, what))
}

/// Refuses a file that says itself that it is of another issue, or has next to nothing in
/// common with this one.
fn not_another(
    issue: &Issue,
    bulletin: &Bulletin,
    text: &str,
    coverage: usize,
    path: &Path,
) -> Result<(), OpError> {
    let head = read_issue(text, bulletin, &Known::default()).ok().map(|found| found.masthead);
    if let Some(head) = head {
        let title = squeezed(&head.title);
        let other_title = !title.is_empty() && !squeezed(text).contains(&squeezed(&issue.title));
        let other_month = head.month != issue.month;
        let other_number = head.number.is_some_and(|number| number != issue.number);
        let is_other = other_month && other_number
            || (coverage < OTHER && (other_month || other_number || other_title));
        if is_other {
            let number = head.number.map(|number| format!("第{number}期")).unwrap_or_default();
            let title = if title.is_empty() { String::new() } else { format!("《{title}》") };
            let what = format!("写的是{title}{number}（{}）", head.month.chinese());
            return Err(foreign(issue, path, what));
        }
    }
    if coverage < STRANGE {
        return Err(foreign(issue, path, "与这一期几乎没有相同的句子".to_owned()));
    }
    Ok(())
}

fn foreign(issue: &Issue, path: &Path, what: String) -> OpError {
    let wanted = format!("《{}》第{}期（{}）", issue.title, issue.number, issue.month.chinese());
    OpError::ForeignFile { path: path.to_owned(), what, wanted }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A text or markdown as lines without marks.
fn returned_lines(text: &str) -> Vec<ReturnedLine> {
    let line = |line: SourceLine| ReturnedLine {
        number: line.number,
        text: line.raw,
        columns: line.columns,
    };
    // The rule under a table's head is no words.
    let is_rule = |line: &SourceLine| cells(&line.raw).is_some_and(|cells| rule(&cells).is_some());
    source_lines(text).into_iter().filter(|line| !is_rule(line)).map(line).collect()
}
