//! Changes of the book as values: what a screen asks for, and the one operation that does it.

use crate::model::{
    BulletinCode, Department, DepartmentCode, FigureKey, FigureSource, HouseStyle, Indicator,
    IndicatorCode, IssueId, Item, ItemId, ItemNumbering, Month, Person, PersonId, Recipient,
    RecipientId, Relation, SectionId, SectionKind, Target, Visit, VisitId,
};
use crate::ops::{
    BinEntry, Book, Difference, HistoryEntry, IssueHead, NewDepartment, NewIndicator, NewItem,
    NewPerson, NewRecipient, NewVisit, Offer, OpError, SectionHead, SheetChange, SheetPreview,
    SubjectOwned,
};

pub use super::proof_change::ProofChange;

/// One change; each is one undoable step.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// What was typed into a figure's field.
    Figure {
        key: FigureKey,
        typed: String,
    },
    /// The explanation beside a figure.
    FigureNote {
        key: FigureKey,
        note: String,
    },
    /// Why a figure deviates from a rule.
    Explain {
        key: FigureKey,
        rule: String,
        reason: String,
    },
    /// Takes that back.
    WithdrawExplanation {
        key: FigureKey,
        rule: String,
    },
    /// What the bulletin counts.
    Indicator(BulletinCode, IndicatorChange),
    /// A rule about figures.
    Target(BulletinCode, Target),
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
    LearnIndicators(IssueId, Vec<NewIndicator>),
    /// Departments, persons, what was deleted.
    Register(RegisterChange),
    /// Numerals answered for, findings mended or passed over, rules and words of the proofreader.
    Proof(Box<ProofChange>),
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
    /// Title, kind and numbering.
    Head(SectionHead),
    Move {
        section: SectionId,
        position: usize,
    },
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

impl Change {
    /// Whether it brings in so much from outside that a backup comes first.
    pub fn takes_in_much(&self) -> bool {
        matches!(self, Self::Sheet(..) | Self::TakeOver(_))
    }

    /// Does it, in one operation.
    pub fn apply(self, book: &mut Book) -> Result<Made, OpError> {
        match self {
            Self::Figure { key, typed } => {
                book.set_figure(&key, &typed, FigureSource::Typed).map(drop)
            }
            Self::FigureNote { key, note } => book.set_figure_note(&key, &note).map(drop),
            Self::Sheet(preview, changes) => book.import_sheet(&preview, &changes).map(drop),
            Self::Explain { key, rule, reason } => book.explain(&key, &rule, &reason),
            Self::WithdrawExplanation { key, rule } => book.withdraw_explanation(&key, &rule),
            Self::Target(bulletin, target) => book.set_target(&bulletin, &target),
            Self::Indicator(bulletin, change) => return change.apply(book, &bulletin),
            Self::Relation(bulletin, change) => change.apply(book, &bulletin),
            Self::House(bulletin, house) => book.set_house_style(&bulletin, &house),
            Self::Paste(cells) => book.set_figures(&cells, FigureSource::Pasted).map(drop),
            Self::FillFromLastMonth(keys) => book.fill_from_last_month(&keys).map(drop),
            Self::Head(head) => book.update_issue_head(&head),
            Self::DeleteIssue(issue) => book.delete_issue(&issue),
            Self::TakeOver(chosen) => book.take_over(&chosen),
            Self::Section(change) => return change.apply(book),
            Self::Item(change) => return change.apply(book),
            Self::List(change) => return change.apply(book),
            Self::LearnIndicators(issue, chosen) => {
                book.learn_indicators(&issue, &chosen).map(drop)
            }
            Self::Register(change) => change.apply(book),
            Self::Proof(change) => change.apply(book),
        }
        .map(|()| Made::Nothing)
    }
}

impl RegisterChange {
    fn apply(self, book: &mut Book) -> Result<(), OpError> {
        match self {
            Self::AddDepartments(list) => book.add_departments(&list).map(drop),
            Self::Department(department) => book.set_department(&department),
            Self::MoveDepartment { code, position } => book.move_department(&code, position),
            Self::EndDepartment { code, last } => book.end_department(&code, last),
            Self::DeleteDepartment(code) => book.delete_department(&code),
            Self::AddPerson(new) => book.add_person(&new).map(drop),
            Self::Person(person) => book.update_person(&person),
            Self::MovePerson { id, position } => book.move_person(&id, position),
            Self::DeletePerson(id) => book.delete_person(&id),
            Self::Collect => book.collect_persons().map(drop),
            Self::Restore(entry) => book.restore(&entry),
            Self::RestoreValue { subject, entry, value } => {
                book.restore_value(subject.subject(), &entry, value.as_deref())
            }
        }
    }
}

impl IndicatorChange {
    fn apply(self, book: &mut Book, bulletin: &BulletinCode) -> Result<Made, OpError> {
        match self {
            Self::Add(indicator) => book.add_indicator(bulletin, &indicator).map(drop),
            Self::Edit(indicator) => {
                let slots = book.set_indicator(bulletin, &indicator)?;
                return Ok(if slots > 0 { Made::Rewritten(slots) } else { Made::Nothing });
            }
            Self::Move { code, position } => book.move_indicator(bulletin, &code, position),
            Self::Delete(code) => book.delete_indicator(bulletin, &code),
        }
        .map(|()| Made::Nothing)
    }
}

impl RelationChange {
    fn apply(self, book: &mut Book, bulletin: &BulletinCode) -> Result<(), OpError> {
        match self {
            Self::Add(rule) => book.add_relation(bulletin, &rule),
            Self::Edit { key, rule } => book.set_relation(bulletin, &key, &rule),
            Self::Delete(key) => book.delete_relation(bulletin, &key),
            Self::Switch { key, on } => book.switch_relation(bulletin, &key, on),
        }
    }
}

impl SectionChange {
    fn apply(self, book: &mut Book) -> Result<Made, OpError> {
        match self {
            Self::Add { issue, kind, title } => {
                let numbering = default_numbering(kind);
                return book.add_section(&issue, kind, &title, numbering).map(Made::Section);
            }
            Self::Head(head) => book.update_section(&head),
            Self::Move { section, position } => book.move_section(&section, position),
            Self::Delete(section) => book.delete_section(&section),
        }
        .map(|()| Made::Nothing)
    }
}

fn add_events(
    book: &mut Book,
    bulletin: &BulletinCode,
    month: Month,
    events: &[NewItem],
    of_line: bool,
) -> Result<Made, OpError> {
    let made = book.add_events(bulletin, month, events)?;
    if of_line {
        book.set_setting(CAPTURE_DRAFT, "")?;
    }
    let last = made.last().map(|item| Made::Event(item.id.clone()));
    Ok(last.unwrap_or(Made::Nothing))
}

impl ItemChange {
    fn apply(self, book: &mut Book) -> Result<Made, OpError> {
        match self {
            Self::AddEvent { bulletin, month, event } => {
                return book.add_event(&bulletin, month, &event).map(|item| Made::Begun(item.id));
            }
            Self::Capture { bulletin, month, text } => {
                let events = book.capture(month, &text);
                return add_events(book, &bulletin, month, &events, true);
            }
            Self::AddEvents { bulletin, month, events, of_line } => {
                return add_events(book, &bulletin, month, &events, of_line);
            }
            Self::Discard(item) => book.discard_empty_event(&item),
            Self::Draft(text) => book.set_setting(CAPTURE_DRAFT, &text),
            Self::Add { section, item } => {
                return book.add_item(&section, &item).map(|item| Made::Item(item.id));
            }
            Self::Edit(item) => book.update_item(&item),
            Self::Bind { item, paragraph, offer } => book.bind_number(&item, paragraph, &offer),
            Self::Place { item, section, position } => book.place_item(&item, &section, position),
            Self::Unplace(item) => book.unplace_item(&item),
            Self::Move { item, position } => book.move_item(&item, position),
            Self::LeaveOut { item, reason } => book.leave_out(&item, &reason),
            Self::TakeIn(item) => book.take_in(&item),
            Self::Delete(item) => book.delete_item(&item),
        }
        .map(|()| Made::Nothing)
    }
}

impl ListChange {
    fn apply(self, book: &mut Book) -> Result<Made, OpError> {
        match self {
            Self::AddVisit { bulletin, month, visit } => {
                return book.add_visit(&bulletin, month, &visit).map(|v| Made::Visit(v.id));
            }
            Self::AddRecipient { issue, recipient } => {
                return book.add_recipient(&issue, &recipient).map(|r| Made::Recipient(r.id));
            }
            Self::Visit(visit) => book.update_visit(&visit),
            Self::SortVisits { bulletin, month } => book.sort_visits(&bulletin, month),
            Self::MoveVisit { visit, position } => book.move_visit(&visit, position),
            Self::DeleteVisit(visit) => book.delete_visit(&visit),
            Self::Recipient(recipient) => book.update_recipient(&recipient),
            Self::MoveRecipient { recipient, position } => {
                book.move_recipient(&recipient, position)
            }
            Self::DeleteRecipient(recipient) => book.delete_recipient(&recipient),
        }
        .map(|()| Made::Nothing)
    }
}

fn default_numbering(kind: SectionKind) -> ItemNumbering {
    match kind {
        SectionKind::Events | SectionKind::Work | SectionKind::News => ItemNumbering::Chinese,
        SectionKind::Prose | SectionKind::Visits | SectionKind::Table => ItemNumbering::None,
    }
}
