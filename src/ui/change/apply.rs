//! The one operation that does a change.

use super::{
    CAPTURE_DRAFT, Change, IndicatorChange, ItemChange, ListChange, Made, RegisterChange,
    RelationChange, SectionChange,
};
use crate::model::{BulletinCode, FigureSource, ItemNumbering, Month, SectionKind};
use crate::ops::{Book, NewItem, OpError};

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
            Self::LearnIndicators(issue, chosen, tables) => {
                book.learn_indicators(&issue, &chosen, &tables).map(drop)
            }
            Self::Register(change) => change.apply(book),
            Self::Proof(change) => change.apply(book),
            Self::Publishing(change) => change.apply(book),
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
            Self::AddOpening(issue) => {
                return book.add_opening(&issue).map(Made::Section);
            }
            Self::Head(head) => book.update_section(&head),
            Self::Move { section, position } => book.move_section(&section, position),
            Self::Table(section, table) => book.set_table(&section, &table),
            Self::TableRows(section, rows) => book.set_table_rows(&section, &rows),
            Self::RemoveTable(section) => book.remove_table(&section),
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
