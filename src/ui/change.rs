//! Changes of the book as values: what a screen asks for, and the one operation that does it.

mod apply;
mod over;

use crate::model::{
    BulletinCode, Department, DepartmentCode, FigureKey, HouseStyle, Indicator, IndicatorCode,
    IssueId, Item, ItemId, Month, Person, PersonId, Recipient, RecipientId, Relation, SectionId,
    SectionKind, TableSpec, Target, Visit, VisitId,
};
use crate::ops::{
    BinEntry, Difference, HistoryEntry, IssueHead, NewDepartment, NewIndicator, NewItem, NewPerson,
    NewRecipient, NewTable, NewVisit, Offer, SectionHead, SheetChange, SheetPreview, SubjectOwned,
};

pub use super::proof_change::ProofChange;
pub use super::publishing::PublishingChange;

/// One change; each is one undoable step.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// What was typed into a figure's field.
    Figure { key: FigureKey, typed: String },
    /// The explanation beside a figure.
    FigureNote { key: FigureKey, note: String },
    /// Why a figure deviates from a rule.
    Explain { key: FigureKey, rule: String, reason: String },
    /// Takes that back.
    WithdrawExplanation { key: FigureKey, rule: String },
    /// What the bulletin counts.
    Indicator(BulletinCode, IndicatorChange),
    /// What a year aims at.
    Target(BulletinCode, Target),
    /// A rule about figures.
    Relation(BulletinCode, RelationChange),
    /// How the pages of a bulletin are set.
    House(BulletinCode, HouseStyle),
    /// Many figures at once, as pasted.
    Paste(Vec<(FigureKey, String)>),
    /// Changes chosen from a table's preview.
    Sheet(Box<SheetPreview>, Vec<SheetChange>),
    /// Last month's figures for those of the cells that are blank.
    FillFromLastMonth(Vec<FigureKey>),
    /// The masthead.
    Head(IssueHead),
    /// An issue with its sections, items, visits and list.
    DeleteIssue(IssueId),
    /// Sections of the issue.
    Section(SectionChange),
    /// Items and events.
    Item(ItemChange),
    /// Visits and the distribution list.
    List(ListChange),
    /// Indicators made of numbers of the issue.
    LearnIndicators(IssueId, Vec<NewIndicator>, Vec<NewTable>),
    /// Departments, persons, what was deleted.
    Register(RegisterChange),
    /// Numerals answered for, findings mended or passed over, rules and words of the proofreader.
    Proof(Box<ProofChange>),
    /// Signing and revising an issue.
    Publishing(PublishingChange),
    /// What a damaged book still told.
    TakeOver(Vec<Difference>),
}

/// The setting that keeps what was typed into the line for new events.
pub const CAPTURE_DRAFT: &str = "capture draft";

#[derive(Clone, Debug, PartialEq)]
pub enum RegisterChange {
    AddDepartments(Vec<NewDepartment>),
    Department(Department),
    MoveDepartment {
        code: DepartmentCode,
        position: usize,
    },
    /// `last` is its last month.
    EndDepartment {
        code: DepartmentCode,
        last: Month,
    },
    DeleteDepartment(DepartmentCode),
    AddPerson(NewPerson),
    Person(Person),
    MovePerson {
        id: PersonId,
        position: usize,
    },
    DeletePerson(PersonId),
    /// Everybody of past visits.
    Collect,
    Restore(Box<BinEntry>),
    /// A value of the history comes back.
    RestoreValue {
        subject: SubjectOwned,
        entry: Box<HistoryEntry>,
        value: Option<String>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum IndicatorChange {
    Add(Box<Indicator>),
    Edit(Box<Indicator>),
    Move { code: IndicatorCode, position: usize },
    Delete(IndicatorCode),
}

#[derive(Clone, Debug, PartialEq)]
pub enum RelationChange {
    Add(Relation),
    /// The rule called `key` becomes another.
    Edit {
        key: String,
        rule: Relation,
    },
    Delete(String),
    /// Asked, or let rest.
    Switch {
        key: String,
        on: bool,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum SectionChange {
    Add {
        issue: IssueId,
        kind: SectionKind,
        title: String,
    },
    /// What opens the issue, before its first section.
    AddOpening(IssueId),
    /// Title, kind and numbering.
    Head(Box<SectionHead>),
    Move {
        section: SectionId,
        position: usize,
    },
    /// The table of figures, new or changed.
    Table(SectionId, Box<TableSpec>),
    /// The departments with a row in its table.
    TableRows(SectionId, Vec<DepartmentCode>),
    RemoveTable(SectionId),
    /// Its items go back to the pool.
    Delete(SectionId),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ItemChange {
    /// A new event in the month's pool.
    AddEvent {
        bulletin: BulletinCode,
        month: Month,
        event: NewItem,
    },
    /// Events as they stand in a typed or pasted text; the draft of the line goes.
    Capture {
        bulletin: BulletinCode,
        month: Month,
        text: String,
    },
    /// Events as they were looked through; with those of the line its draft goes.
    AddEvents {
        bulletin: BulletinCode,
        month: Month,
        events: Vec<NewItem>,
        of_line: bool,
    },
    /// An event that was begun and left again without a word in it.
    Discard(ItemId),
    /// What is being typed into the line for new events.
    Draft(String),
    /// A new item at the end of a section.
    Add {
        section: SectionId,
        item: NewItem,
    },
    /// Date, department, lead and text.
    Edit(Item),
    /// Puts a slot in the place of a number.
    Bind {
        item: ItemId,
        paragraph: usize,
        offer: Offer,
    },
    /// Puts an item into a section.
    Place {
        item: ItemId,
        section: SectionId,
        position: usize,
    },
    /// Takes an item out of its section.
    Unplace(ItemId),
    /// Moves an item within its section or pool.
    Move {
        item: ItemId,
        position: usize,
    },
    /// Keeps an item from print, with the reason.
    LeaveOut {
        item: ItemId,
        reason: String,
    },
    /// Takes a left-out item in again.
    TakeIn(ItemId),
    Delete(ItemId),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ListChange {
    AddVisit {
        bulletin: BulletinCode,
        month: Month,
        visit: NewVisit,
    },
    Visit(Visit),
    /// By rank of their departments.
    SortVisits {
        bulletin: BulletinCode,
        month: Month,
    },
    MoveVisit {
        visit: VisitId,
        position: usize,
    },
    DeleteVisit(VisitId),
    AddRecipient {
        issue: IssueId,
        recipient: NewRecipient,
    },
    Recipient(Recipient),
    MoveRecipient {
        recipient: RecipientId,
        position: usize,
    },
    DeleteRecipient(RecipientId),
}

/// What a change brought into being, so that its form can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    Nothing,
    Section(SectionId),
    Item(ItemId),
    /// An event that has still to be written.
    Begun(ItemId),
    /// An event that needs no more typing.
    Event(ItemId),
    Visit(VisitId),
    Recipient(RecipientId),
    /// So many slots call an indicator by its new name.
    Rewritten(usize),
}
