//! Why an operation could not be done. English for the log; `message.rs` words it for people.

use std::path::PathBuf;

use super::read_back::ReadBackFault;
use crate::check::verify::Refusal;
use crate::export::ExportError;
use crate::import::ImportError;
use crate::import::pack::PackError;
use crate::import::sheet::SheetError;
use crate::model::{
    BulletinCode, DepartmentCode, IndicatorCode, Month, ParseMonthError, ReadFigureError,
    RelationFault,
};
use crate::store::StoreError;

use super::indicators::IndicatorFault;
use crate::trend::chart::Nothing;

#[derive(Debug, thiserror::Error)]
pub enum OpError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Month(#[from] ParseMonthError),
    #[error("a book exists already at {}", path.display())]
    BookExists { path: PathBuf },
    #[error("no built-in bulletin is called {name}")]
    NoSuchBuiltIn { name: String, known: Vec<String> },
    #[error("not a bulletin definition: {detail}")]
    Definition { detail: String },
    #[error("no bulletin {code}")]
    NoSuchBulletin { code: BulletinCode, known: Vec<String> },
    #[error("a bulletin {code} exists already")]
    BulletinExists { code: BulletinCode },
    #[error("no issue of {month}")]
    NoIssue { month: Month, nearest: Option<Month> },
    #[error("{month} has issues of several bulletins")]
    SeveralIssues { month: Month, bulletins: Vec<String> },
    #[error("{month} already has an issue of {bulletin}")]
    IssueExists { bulletin: String, month: Month, number: u32 },
    #[error("no indicator called {text}")]
    NoSuchIndicator { text: String, suggestions: Vec<String> },
    #[error("an indicator {code} exists already")]
    IndicatorExists { code: IndicatorCode },
    #[error("an indicator is called {name} already")]
    IndicatorNameTaken { name: String },
    /// A slot could not go by it.
    #[error("no name of an indicator: {text}")]
    NoIndicatorName { text: String },
    #[error("no department called {text}")]
    NoSuchDepartment { text: String, suggestions: Vec<String> },
    #[error("a department {code} exists already")]
    DepartmentExists { code: DepartmentCode },
    /// No two departments may share a name, short name or alias.
    #[error("{name} is a name of {of} already")]
    NameTaken { name: String, of: String },
    /// A department cannot be merged like that.
    #[error("{name} cannot be merged into {heir}: {why:?}")]
    Successor { name: String, heir: String, why: UnfitSuccessor },
    #[error("the department {name} is referred to by {uses:?}")]
    DepartmentInUse { name: String, uses: Vec<&'static str> },
    /// What it belonged to is gone itself.
    #[error("its {what:?} is deleted too")]
    RestoreFirst { what: Thing },
    /// The thing was deleted meanwhile, or the id was never given.
    #[error("no {what:?} {id}")]
    Gone { what: Thing, id: String },
    #[error("no figure: {typed} for {indicator}")]
    NotAFigure { indicator: String, unit: String, typed: String, why: ReadFigureError },
    /// The text a fix was offered for has changed, or nobody but a person can mend it.
    #[error("no fix of {rule} for {text}")]
    StaleFix { rule: &'static str, text: String },
    /// The text a binding was offered for has changed.
    #[error("no such number any more: {text}")]
    StaleBinding { text: String },
    /// The numeral something was declared of reads otherwise by now.
    #[error("no such unproven numeral any more: {text}")]
    StaleNumeral { text: String },
    #[error("no kind of exception called {text}")]
    NoSuchKind { text: String },
    /// A list of words of which nothing can be read.
    #[error("no list of words: line {line}: {why}")]
    WordList { line: usize, why: String },
    #[error("no rule {text}")]
    NoSuchRule { text: String },
    /// An issue stays as it was printed.
    #[error("issue {number} is published")]
    Published { number: u32 },
    #[error("issue {number} is not published")]
    NotPublished { number: u32 },
    /// What stands in the way of publishing, each in a sentence.
    #[error("issue {number} cannot be published: {obstacles:?}")]
    NotReady { number: u32, obstacles: Vec<String>, can_be_waived: bool },
    /// Publishing is no step that can be taken back.
    #[error("{label} stands")]
    PublicationStands { label: String },
    #[error("nothing to be decided about {cell}")]
    NoCorrection { cell: String },
    #[error("no section called {text}")]
    NoSuchSection { text: String, known: Vec<String> },
    /// A field that must not be empty is.
    #[error("empty {what:?}")]
    Empty { what: Thing },
    #[error("cannot read {}", path.display())]
    ReadFile { path: PathBuf, source: std::io::Error },
    #[error("cannot write {}", path.display())]
    WriteFile { path: PathBuf, source: std::io::Error },
    #[error("cannot import {}: {source}", path.display())]
    Import { path: PathBuf, source: Box<ImportError> },
    /// A returned file that is of something else than the issue it was to be held against.
    #[error("{} is not of {wanted}: {what}", path.display())]
    ForeignFile { path: PathBuf, what: String, wanted: String },
    #[error("the words of {sentence} cannot be taken: {why:?}")]
    NotTaken { sentence: String, why: Refusal },
    #[error("cannot read the table {}: {source}", path.display())]
    Sheet { path: PathBuf, source: SheetError },
    /// Changed between the preview and its acceptance.
    #[error("{cell} was {was}, is {now}")]
    CellChanged { cell: String, was: String, now: String },
    #[error(transparent)]
    Export(#[from] ExportError),
    /// What was written is not what was meant.
    #[error("{} reads back otherwise: {fault}", path.display())]
    ReadBack { path: PathBuf, fault: ReadBackFault },
    /// The extension names no format this can be written in.
    #[error("no known format: {}", path.display())]
    UnknownFormat { path: PathBuf, known: &'static [&'static str] },
    /// Nothing on this machine shows or prints a PDF; the file is there.
    #[error("no viewer for {}", path.display())]
    NoViewer { path: PathBuf },
    #[error("no measure called {text}")]
    NoSuchMeasure { text: String },
    /// An explanation of what no rule remarks on.
    #[error("no such finding about {cell}")]
    NoSuchFinding { cell: String },
    #[error("an indicator that cannot be stored: {fault}")]
    Indicator { fault: IndicatorFault },
    #[error("a relation that cannot be checked: {fault}")]
    Relation { fault: RelationFault },
    #[error("a relation {key} exists already")]
    RelationExists { key: String },
    #[error("no relation {key}")]
    NoSuchRelation { key: String },
    /// The folder for second copies must be there when it is named.
    #[error("no folder {}", path.display())]
    NoSuchFolder { path: PathBuf },
    /// A second copy beside the first is none.
    #[error("the first copies lie in {} already", path.display())]
    SameFolder { path: PathBuf },
    /// The book failed its check while it was copied: older backups are kept as they are.
    #[error("backups stopped: {detail}")]
    BackupStopped { detail: String },
    #[error("no sound backup of {}", path.display())]
    NoBackup { path: PathBuf },
    #[error("cannot use the pack or locked file {}: {source}", path.display())]
    Pack { path: PathBuf, source: PackError },
    #[error("a passphrase that is refused: {why}")]
    WeakPassphrase { why: &'static str },
    /// None was given where one is needed.
    #[error("no passphrase")]
    NoPassphrase,
    #[error("the system gives no random numbers")]
    NoRandom,
    #[error("nothing to draw: {why:?}")]
    NoChart { why: Nothing },
}

/// What an error speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Issue,
    Section,
    Item,
    Visit,
    Recipient,
    Department,
    Person,
    Name,
    Reason,
    Signer,
    Word,
}

/// Why a department cannot be merged into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfitSuccessor {
    Itself,
    Hall,
    /// It never ceased.
    NoEnd,
    /// The other was merged into it.
    Circle,
}

/// An error as the log may hold it: of what kind it is and what the system answered, nothing that
/// was typed, stored or named.
pub fn in_log(err: &OpError) -> String {
    // The names of the variants, up to the first value: `Store(Row`.
    let text = format!("{err:?}");
    let kind: String =
        text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '(').collect();
    let mut answer = String::new();
    let mut source = std::error::Error::source(err);
    while let Some(cause) = source {
        if let Some(io) = cause.downcast_ref::<std::io::Error>() {
            answer = format!(": {:?}", io.kind());
        }
        source = cause.source();
    }
    format!("{}{answer}", kind.trim_end_matches('('))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_line_tells_the_kind_and_no_content() {
        let text = "甲乙丙".to_owned();
        let row = StoreError::Row { table: "item", detail: text.clone() };
        assert_eq!(in_log(&OpError::Store(row)), "Store(Row");
        let suggestions = vec![text.clone()];
        assert_eq!(in_log(&OpError::NoSuchIndicator { text, suggestions }), "NoSuchIndicator");
        let source = std::io::Error::from(std::io::ErrorKind::StorageFull);
        let path = PathBuf::from("/家/张三.yuebao");
        assert_eq!(in_log(&OpError::ReadFile { path, source }), "ReadFile: StorageFull");
        let import = ImportError::Definition(crate::import::DefinitionFault::Blank {
            what: "甲".to_owned(),
        });
        let (path, source) = (PathBuf::from("甲"), Box::new(import));
        assert_eq!(in_log(&OpError::Import { path, source }), "Import");
    }
}
