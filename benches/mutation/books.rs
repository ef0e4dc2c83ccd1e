//! The issues that are changed, with all they are checked against.

use std::error::Error;
use std::path::{Path, PathBuf};

use yuebao::check::{Finding, Numeral, proof};
use yuebao::document::{Block, Document, compose};
use yuebao::model::{Bulletin, Department, Figures, Issue, Month, Person};
use yuebao::ops::{Book, Env, Sources, built_in, demo_book};

use crate::annotated;

/// Issues of a demo book that are changed, the newest first.
const ISSUES: usize = 3;
/// The last month of the demo books the rules were made with, and of others: every month is
/// invented from a seed of its own.
const KNOWN: &str = "2025-04";
const HELD_OUT: [&str; 2] = ["2023-09", "2026-12"];

/// A book and the months whose issues are changed.
pub type Chosen = (Book, Vec<Month>);

/// A set of books with its name.
pub type Set = (&'static str, Vec<Chosen>);

/// The books of each set.
pub fn sets(folder: &Path) -> Result<Vec<Set>, Box<dyn Error>> {
    let mut known: Vec<Chosen> = real(folder)?.into_iter().collect();
    known.extend(demos(folder, KNOWN)?);
    let mut others = Vec::new();
    for last in HELD_OUT {
        others.extend(demos(folder, last)?);
    }
    let halls = corpus(folder)?;
    Ok(vec![
        ("issues the rules were made with", known),
        ("held-out issues", others),
        ("invented issues of other halls, whose figures no book holds", halls),
    ])
}

/// The real issue where it lies beside the project.
fn real(folder: &Path) -> Result<Option<Chosen>, Box<dyn Error>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/issue-2025-04.txt");
    if !file.exists() {
        println!("the real issue is not here: demo issues only");
        return Ok(None);
    }
    let bulletin = built_in::bulletin("zhengwu")?;
    let path = folder.join("real.yuebao");
    let files: [PathBuf; 1] = [file];
    let (book, _) =
        Book::create_from_files(&path, &bulletin, || Env::system("bench"), &files, None)?;
    let months = book.issues()?.iter().map(|issue| issue.month).collect();
    Ok(Some((book, months)))
}

/// The newest issues of both built-in series.
fn demos(folder: &Path, last: &str) -> Result<Vec<Chosen>, Box<dyn Error>> {
    let mut books = Vec::new();
    for name in ["zhengwu", "pingyi"] {
        let path = folder.join(format!("{name}-{last}.yuebao"));
        let bulletin = built_in::bulletin(name)?;
        let book = demo_book::create(&path, &bulletin, last.parse()?, Env::system("bench"))?;
        let months = book.issues()?.iter().map(|issue| issue.month).take(ISSUES).collect();
        books.push((book, months));
    }
    Ok(books)
}

/// The issues of `tests/corpus/`, read as a hall would read its own past issues.
fn corpus(folder: &Path) -> Result<Vec<Chosen>, Box<dyn Error>> {
    let mut books = Vec::new();
    for issue in annotated::all() {
        let file = folder.join(format!("{}.txt", issue.name));
        std::fs::write(&file, &issue.text)?;
        let mut book = Book::in_memory(&built_in::bulletin("zhengwu")?, Env::system("bench"))?;
        book.import_issue_files(&[file], None)?;
        let months = book.issues()?.iter().map(|issue| issue.month).collect();
        books.push((book, months));
    }
    Ok(books)
}

/// An issue as printed.
pub struct Finished {
    pub issue: Issue,
    pub bulletin: Bulletin,
    pub figures: Figures,
    pub document: Document,
    pub departments: Vec<Department>,
    persons: Vec<Person>,
    sources: Sources,
}

impl Finished {
    pub fn of(book: &Book, month: Month) -> Result<Self, Box<dyn Error>> {
        let issue = book.issue_of(month)?;
        let bulletins = book.bulletins()?;
        let own = bulletins.iter().find(|bulletin| bulletin.code == issue.bulletin);
        let bulletin = own.cloned().ok_or("the issue has no bulletin")?;
        let figures = book.figures_for_issue(&issue)?;
        let document = book.document(&issue)?;
        let (departments, persons) = (book.departments()?, book.persons()?);
        let sources = book.review_sources(&issue)?;
        Ok(Self { issue, bulletin, figures, document, departments, persons, sources })
    }

    pub fn findings(&self) -> Vec<Finding> {
        self.findings_of(&self.issue, &self.document)
    }

    /// What is said of the issue in another wording.
    pub fn findings_of(&self, issue: &Issue, document: &Document) -> Vec<Finding> {
        self.sources.reworded(issue.clone(), document.clone()).review().findings
    }

    /// What a slip in a name is known by.
    pub fn names(&self) -> Vec<String> {
        let departments = self.departments.iter().flat_map(Department::names).map(str::to_owned);
        departments.chain(self.persons.iter().map(|person| person.name.clone())).collect()
    }

    /// The numerals of one block.
    pub fn numerals(&self, block: &Block) -> Vec<Numeral> {
        let blocks = vec![block.clone()];
        let document = Document { blocks, ..self.document.clone() };
        proof(&self.issue, &self.bulletin, &self.figures, &document)
    }

    pub fn compose(&self, issue: &Issue) -> Document {
        compose(issue, &self.bulletin, &self.figures, &self.departments)
    }
}
