//! Next month's issue from the last one: what stands is carried over, what happened once is not.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::book::Book;
use super::carry::{as_defined, copied_numbers, copied_times, without_rows};
use super::corrections::{ERRATA, add_errata};
use super::error::OpError;
use super::items::excerpt;
use super::op::Op;
use super::types::{NewItem, NewRecipient};
use super::{ids, issues};
use crate::import::with_spans;
use crate::model::{
    Bulletin, BulletinCode, DepartmentCode, FigureKey, Figures, Indicator, Issue, IssueId,
    IssueStatus, Item, ItemId, Month, Recipient, Section, SectionDefinition, SectionId,
    SectionKind, TableSpec,
};
use crate::store::IssueSummary;
use crate::text::comparisons::with_comparison_slots;
use crate::text::exhibit::{chart, is_row, is_table_place};
use crate::text::prose::{Prose, Slot, title_of_month};
use crate::trend::measure::derive;

/// A place in the new issue that waits for a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmptySlot {
    /// What stands between 〔〕 in print.
    pub slot: String,
    /// Title of the section, printed.
    pub section: String,
}

/// What became of the earlier issue's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIssueReport {
    pub issue: Issue,
    /// Number of items carried over.
    pub carried: usize,
    /// Beginnings of undated items left behind, so that nothing goes unnoticed.
    pub dropped: Vec<String>,
    pub empty_slots: Vec<EmptySlot>,
    /// Things to know: months skipped, numbers restarted.
    pub notes: Vec<String>,
}

impl Book {
    /// Makes the issue of `month` from the latest earlier one, or from the definition's standing
    /// paragraphs when there is none. `number` overrides the counted one.
    pub fn new_issue(
        &mut self,
        bulletin: &BulletinCode,
        month: Month,
        number: Option<u32>,
    ) -> Result<NewIssueReport, OpError> {
        self.refuse_second(bulletin, month)?;
        let definition = self.bulletin(bulletin)?;
        let earlier = self.issues()?.into_iter().find(|head| {
            // The list begins with the newest.
            head.bulletin == *bulletin && head.month < month
        });
        let mut draft = match earlier {
            Some(head) => {
                let last = self.issue(&head.id)?;
                self.after(&last, &definition, month)
            }
            None => self.first(&definition, month),
        };
        if let Some(number) = number {
            draft.issue.number = number;
            draft.account.notes.retain(|note| !note.contains("起算"));
        }
        draft.account.notes.extend(self.clash(&draft.issue)?);
        let issue = draft.issue;
        let label = format!("新建第{}期（{}）", issue.number, month.chinese());
        let (errata, now) = (self.waiting_errata(bulletin)?, self.now());
        self.transact(Op::NewIssue, &label, |writer| {
            issues::store(writer, &issue)?;
            add_errata(writer, &issue, &errata, now)
        })?;
        let issue = self.issue(&issue.id)?;
        let empty_slots = empty_slots(&issue, &definition, &self.figures_for_issue(&issue)?);
        let Account { carried, copied, times, dropped, mut notes } = draft.account;
        if !copied.is_empty() {
            notes.push(format!("沿用的段落里有照抄上期的数字，请核对：{}", copied.join("、")));
        }
        if !times.is_empty() {
            let times = times.into_iter().collect::<Vec<_>>().join("、");
            notes.push(format!("沿用的段落里有写定的月份、日期或时段，请核对：{times}"));
        }
        if !errata.is_empty() {
            notes.push(format!("有 {} 段更正已放进“更正”栏目", errata.len()));
        }
        notes.extend(self.undecided_note(bulletin)?);
        Ok(NewIssueReport { issue, carried, dropped, empty_slots, notes })
    }

    /// A remark when another issue of the year has the number already.
    fn clash(&self, issue: &Issue) -> Result<Option<String>, OpError> {
        let same = |other: &&IssueSummary| {
            other.bulletin == issue.bulletin
                && other.month.year() == issue.month.year()
                && other.number == issue.number
        };
        let all = self.issues()?;
        Ok(all.iter().find(same).map(|other| {
            format!("{}已经是第{}期，请核对期号", other.month.chinese(), other.number)
        }))
    }

    /// The issue that follows `last`.
    fn after(&self, last: &Issue, definition: &Bulletin, month: Month) -> Draft {
        let mut account = Account::default();
        let skipped = month.months_since(last.month) - 1;
        if skipped > 0 {
            let from = last.month.chinese();
            account.notes.push(format!("上一期是{from}，中间缺{skipped}个月"));
        }
        let same_year = last.month.year() == month.year();
        if !same_year {
            account.notes.push(format!("{}年的期号从第1期重新起算", month.year()));
        }
        let standing = last.sections.iter().filter(|section| section.key != ERRATA);
        let sections = standing.map(|s| self.carry(s, definition, month, &mut account)).collect();
        let distribution = last.distribution.iter().map(|r| self.again(r)).collect();
        let issue = Issue {
            id: IssueId::new(ids::mint(self.now())),
            bulletin: last.bulletin.clone(),
            month,
            number: if same_year { last.number.saturating_add(1) } else { 1 },
            total_number: last.total_number.map(|total| total.saturating_add(1)),
            title: last.title.clone(),
            issuer: last.issuer.clone(),
            issue_date: issue_date(month, definition.numbering.issue_day),
            status: IssueStatus::Draft,
            sections,
            visits: Vec::new(),
            distribution,
        };
        Draft { issue, account }
    }

    /// The first issue of a series, from the definition alone.
    fn first(&self, definition: &Bulletin, month: Month) -> Draft {
        let mut account = Account::default();
        account.notes.push("这是工作簿里的第一期，期号从1起算，请核对".to_owned());
        let sections: Vec<Section> =
            definition.sections.iter().map(|section| self.stand(section, month)).collect();
        account.carried = sections.iter().map(|section| section.items.len()).sum();
        let lists = definition.distribution.iter();
        let entries = lists.flat_map(|list| list.names.iter().map(move |name| (list.level, name)));
        let distribution = entries
            .map(|(level, name)| NewRecipient { level, name: name.clone(), joint: '、' })
            .map(|recipient| self.new_recipient(&recipient))
            .collect();
        let issue = Issue {
            id: IssueId::new(ids::mint(self.now())),
            bulletin: definition.code.clone(),
            month,
            number: 1,
            total_number: definition.numbering.total.then_some(1),
            title: definition.title.clone(),
            issuer: definition.issuer.clone(),
            issue_date: issue_date(month, definition.numbering.issue_day),
            status: IssueStatus::Draft,
            sections,
            visits: Vec::new(),
            distribution,
        };
        Draft { issue, account }
    }

    /// A section with what stands in it month after month.
    fn carry(
        &self,
        section: &Section,
        bulletin: &Bulletin,
        month: Month,
        account: &mut Account,
    ) -> Section {
        let definition = bulletin.section(&section.key);
        let mut items = Vec::new();
        for item in &section.items {
            let defined = as_defined(definition, item).filter(|item| !item.is_of_one_month());
            let returns = returns(section.kind, item) || introduces(section, item);
            let again = defined.or_else(|| returns.then(|| item.clone()));
            if let Some(mut item) = again {
                account.carried += 1;
                account.dropped.extend(without_rows(&mut item));
                for paragraph in &mut item.paragraphs {
                    let compared = with_comparison_slots(paragraph, bulletin, item.month);
                    *paragraph = with_spans(&compared, item.month);
                }
                account.copied.extend(item.paragraphs.iter().flat_map(|p| copied_numbers(p)));
                account.times.extend(item.paragraphs.iter().flat_map(|p| copied_times(p)));
                let id = ItemId::new(ids::mint(self.now()));
                items.push(Item { id, month, ..item });
            } else if !item.is_of_one_month() {
                account.dropped.push(excerpt(item));
            }
        }
        let printed = section.items.iter().flat_map(|item| &item.paragraphs).any(|p| is_row(p));
        let drawn = definition.filter(|_| printed).and_then(|known| known.table.clone());
        let table = section.table.clone().or(drawn);
        Section { id: SectionId::new(ids::mint(self.now())), items, table, ..section.clone() }
    }

    fn stand(&self, section: &SectionDefinition, month: Month) -> Section {
        let standing = section.standing.iter().map(|standing| NewItem {
            lead: standing.lead.clone(),
            paragraphs: standing.paragraphs.clone(),
            ..NewItem::default()
        });
        Section {
            id: SectionId::new(ids::mint(self.now())),
            key: section.key.clone(),
            kind: section.kind,
            title: section.title.clone(),
            unnumbered: section.unnumbered,
            numbering: section.numbering,
            items: standing.map(|item| self.new_item(month, &item)).collect(),
            table: section.table.clone(),
        }
    }

    fn again(&self, recipient: &Recipient) -> Recipient {
        let Recipient { level, name, joint, .. } = recipient.clone();
        self.new_recipient(&NewRecipient { level, name, joint })
    }
}

/// A new issue, with what was and was not taken over.
struct Draft {
    issue: Issue,
    account: Account,
}

#[derive(Default)]
struct Account {
    carried: usize,
    /// Numbers that stand in carried paragraphs as plain text.
    copied: Vec<String>,
    /// Months, days and spans that stand there in so many words.
    times: BTreeSet<String>,
    dropped: Vec<String>,
    notes: Vec<String>,
}

/// Whether an item comes again next month: it is undated and has places to fill, or it is the
/// sentence of the visits.
fn returns(kind: SectionKind, item: &Item) -> bool {
    let mut paragraphs = item.paragraphs.iter().map(|source| Prose::parse(source));
    let standing = match kind {
        SectionKind::Prose | SectionKind::Visits | SectionKind::Table => {
            paragraphs.any(|prose| prose.slots().next().is_some())
        }
        SectionKind::Events | SectionKind::Work | SectionKind::News => {
            paragraphs.any(|prose| prose.has_figures())
        }
    };
    !item.is_of_one_month() && standing
}

/// Whether an item only introduces the section's table or opens the issue, and tells no number of its
/// month.
fn introduces(section: &Section, item: &Item) -> bool {
    let opens = section.unnumbered && section.kind == SectionKind::Prose;
    (section.table.is_some() || opens)
        && !item.is_of_one_month()
        && item.paragraphs.iter().all(|source| copied_numbers(source).is_empty())
}

/// The declared day of the following month; its last day where the month is shorter.
fn issue_date(month: Month, day: u8) -> Option<Date> {
    let day = i8::try_from(day).ok().filter(|day| *day > 0)?;
    (28..=day.max(28)).rev().chain([day]).filter(|d| *d <= day).find_map(|d| month.next().day(d))
}

/// Slots for which there is no value yet, in the order of print.
fn empty_slots(issue: &Issue, definition: &Bulletin, figures: &Figures) -> Vec<EmptySlot> {
    let mut found = Vec::new();
    for section in &issue.sections {
        let title = title_of_month(&section.title, issue.month);
        let paragraphs = section.items.iter().flat_map(|item| &item.paragraphs);
        for source in paragraphs.filter(|s| chart(s).is_none() && !is_table_place(s)) {
            let prose = Prose::parse(source);
            let slots = prose.slots().filter(|slot| slot.issue_slot().is_none());
            let empty = slots.filter(|slot| !is_filled(slot, issue.month, definition, figures));
            found
                .extend(empty.map(|slot| EmptySlot { slot: slot.label(), section: title.clone() }));
        }
        let table = section.table.as_ref();
        let table = table.and_then(|table| empty_table(table, issue.month, definition, figures));
        found.extend(table.map(|slot| EmptySlot { slot, section: title }));
    }
    found
}

/// What a table whose departments have not all reported says of itself.
fn empty_table(
    table: &TableSpec,
    month: Month,
    definition: &Bulletin,
    figures: &Figures,
) -> Option<String> {
    let indicators = table.columns.iter().filter_map(|column| column.asks(definition, month));
    let missing = |indicator: &&Indicator, department: &DepartmentCode| {
        let key = FigureKey::new(&indicator.code, month, department);
        indicator.is_asked_of(department) && figures.get(&key).is_none()
    };
    let waiting: Vec<&DepartmentCode> = table
        .departments
        .iter()
        .filter(|code| indicators.clone().any(|indicator| missing(&indicator, code)))
        .collect();
    let names: Vec<&str> = indicators.clone().map(|indicator| indicator.name.as_str()).collect();
    let names = names.join("、");
    let hall = DepartmentCode::hall();
    let reported = |indicator: &Indicator| {
        let of_month = |key: &FigureKey| key.indicator == indicator.code && key.month == month;
        figures.iter().any(|figure| of_month(&figure.key) && figure.key.department != hall)
    };
    match waiting.len() {
        // Whoever reports is in it.
        0 if table.departments.is_empty() && !indicators.clone().any(reported) => {
            Some(format!("表格（{names}）"))
        }
        0 => None,
        count => Some(format!("表格（{count} 个部门：{names}）")),
    }
}

fn is_filled(slot: &Slot, month: Month, definition: &Bulletin, figures: &Figures) -> bool {
    let Some(indicator) = definition.indicator_named(&slot.name) else { return false };
    let whole = indicator.share_of.as_ref().and_then(|code| definition.indicator(code));
    let hall = DepartmentCode::hall();
    derive(figures, indicator, whole, &hall, month, slot.measure).is_some()
}
