//! Invented issues: sections as the bulletin defines them, filled from the script. Knows no
//! figures but those a paragraph needs.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use crate::model::{
    Bulletin, Department, DistributionDefinition, Figures, Issue, IssueId, IssueStatus, Item,
    ItemId, ItemState, Month, Recipient, RecipientId, Section, SectionDefinition, SectionId,
    SectionKind, Visit, VisitId,
};

use super::clauses::filled;
use super::random::Random;
use super::script::{Family, Script, Written, WrittenIssue};
use super::texts::{Leader, fill, leaders};

pub(super) struct Writer<'a> {
    bulletin: &'a Bulletin,
    script: &'a Script,
    departments: &'a [Department],
    figures: &'a Figures,
    last: Month,
    leaders: Vec<Leader>,
    /// Number of the next id within the month.
    next: Cell<u32>,
    /// Invented sentences so far: none comes twice.
    told: RefCell<BTreeSet<String>>,
}

/// What dated items are made from.
#[derive(Clone, Copy)]
enum Dated {
    Events,
    News,
}

impl<'a> Writer<'a> {
    pub fn new(
        bulletin: &'a Bulletin,
        script: &'a Script,
        departments: &'a [Department],
        figures: &'a Figures,
        last: Month,
    ) -> Self {
        let leaders = leaders(script, departments);
        let (next, told) = (Cell::new(0), RefCell::default());
        Self { bulletin, script, departments, figures, last, leaders, next, told }
    }

    /// Invents one issue; call it month by month, oldest first.
    pub fn issue(&self, month: Month) -> Issue {
        self.next.set(0);
        let position = month.months_since(self.last.plus(1 - super::MONTHS)).unsigned_abs();
        let total = self.script.total_before + position + 1;
        let sections = self.bulletin.sections.iter().map(|s| self.section(month, s)).collect();
        Issue {
            id: IssueId::new(format!("demo-{month}")),
            bulletin: self.bulletin.code.clone(),
            month,
            number: month.month(),
            total_number: self.bulletin.numbering.total.then_some(total),
            title: self.bulletin.title.clone(),
            issuer: self.script.issuer.clone(),
            issue_date: working_day(month.next(), self.script.issue_day),
            status: if month == self.last { IssueStatus::Draft } else { IssueStatus::Published },
            sections,
            visits: self.visits(month),
            distribution: self.distribution(month),
        }
    }

    /// The newest month's events outside its issue.
    pub fn pool(&self) -> Vec<Item> {
        self.next.set(900);
        let Some(written) = self.written(self.last) else { return Vec::new() };
        let waiting = written.pool.iter().map(|event| self.written_item(self.last, event));
        let left_out = written.left_out.iter().map(|event| Item {
            state: ItemState::LeftOut,
            reason: event.reason.clone(),
            ..self.written_item(self.last, event)
        });
        waiting.chain(left_out).collect()
    }

    fn id(&self, month: Month) -> String {
        self.next.set(self.next.get() + 1);
        format!("demo-{month}-{:03}", self.next.get())
    }

    fn written(&self, month: Month) -> Option<&WrittenIssue> {
        let back = self.last.months_since(month);
        self.script.issue.iter().find(|issue| issue.months_back == back)
    }

    fn section(&self, month: Month, definition: &SectionDefinition) -> Section {
        let id = SectionId::new(self.id(month));
        let items = match definition.kind {
            SectionKind::Events => self.dated(month, Dated::Events),
            SectionKind::News => self.dated(month, Dated::News),
            SectionKind::Work => self.work(month, definition),
            SectionKind::Visits => self.paragraphs(month, definition, &self.script.visits),
            SectionKind::Prose => self.paragraphs(month, definition, &self.script.overview),
            SectionKind::Table => self.paragraphs(month, definition, ""),
        };
        Section {
            id,
            key: definition.key.clone(),
            kind: definition.kind,
            title: definition.title.clone(),
            unnumbered: definition.unnumbered,
            numbering: definition.numbering,
            items,
            table: definition.table.clone(),
        }
    }

    fn item(&self, month: Month, paragraphs: Vec<String>) -> Item {
        Item {
            id: ItemId::new(self.id(month)),
            month,
            date: None,
            department: None,
            lead: None,
            paragraphs,
            state: ItemState::Active,
            reason: String::new(),
        }
    }

    fn filled(&self, source: &str, month: Month) -> Option<String> {
        filled(source, self.bulletin, self.figures, month)
    }

    /// The script's sentence, or else the bulletin's standing paragraphs.
    fn paragraphs(
        &self,
        month: Month,
        definition: &SectionDefinition,
        preferred: &str,
    ) -> Vec<Item> {
        let is_known = self.filled(preferred, month).is_some_and(|kept| kept == preferred);
        let is_visits = definition.kind == SectionKind::Visits;
        if !preferred.is_empty() && (is_visits || is_known || definition.standing.is_empty()) {
            let paragraphs = self.filled(preferred, month).into_iter().collect();
            return vec![self.item(month, paragraphs)];
        }
        self.standing(month, definition)
    }

    fn standing(&self, month: Month, definition: &SectionDefinition) -> Vec<Item> {
        let mut items = Vec::new();
        for standing in &definition.standing {
            let paragraphs: Vec<String> =
                standing.paragraphs.iter().filter_map(|p| self.filled(p, month)).collect();
            if !paragraphs.is_empty() {
                let lead = standing.lead.clone();
                items.push(Item { lead, ..self.item(month, paragraphs) });
            }
        }
        items
    }

    fn work(&self, month: Month, definition: &SectionDefinition) -> Vec<Item> {
        let mut random = Random::of("work", month.index());
        let mut items = Vec::new();
        for topic in &self.script.work {
            let fill = |text: &String| {
                let text = fill(text, None, self.departments, self.script, &mut random);
                self.filled(&text, month)
            };
            let paragraphs: Vec<String> = topic.paragraphs.iter().filter_map(fill).collect();
            if !paragraphs.is_empty() {
                let lead = Some(topic.lead.clone());
                items.push(Item { lead, ..self.item(month, paragraphs) });
            }
        }
        if items.is_empty() { self.standing(month, definition) } else { items }
    }

    fn dated(&self, month: Month, kind: Dated) -> Vec<Item> {
        let written = self.written(month).map(|issue| match kind {
            Dated::Events => &issue.event,
            Dated::News => &issue.news,
        });
        let mut items: Vec<Item> = match written {
            Some(written) => written.iter().map(|item| self.written_item(month, item)).collect(),
            None => self.invented(month, kind),
        };
        items.sort_by_key(|item| item.date);
        items
    }

    fn written_item(&self, month: Month, written: &Written) -> Item {
        let text = written.text.replace('{', "{{").replace('}', "}}");
        Item {
            date: working_day(month, written.day),
            department: written.department.clone(),
            ..self.item(month, vec![text])
        }
    }

    /// Walks through a fixed order of families and departments, so that neighbouring months never
    /// share a family and departments take turns.
    fn invented(&self, month: Month, kind: Dated) -> Vec<Item> {
        let (name, families, least, most) = match kind {
            Dated::Events => ("event", &self.script.event, 3, 4),
            Dated::News => ("news", &self.script.news, 6, 7),
        };
        let mut random = Random::of(name, month.index());
        let count = random.between(least, most).min(i64::try_from(families.len()).unwrap_or(0));
        let order = shuffled(families, name);
        let departments = shuffled(self.departments, name);
        let start = i64::from(month.index()) * most;
        let mut items = Vec::new();
        for n in 0..count {
            let family = nth(&order, start + n);
            let department = nth(&departments, start + n);
            let Some(Family { text }) = family else { continue };
            let about = department.filter(|_| text.starts_with("<部门>"));
            let text = self.untold(text, department, &mut random);
            let day = 2 + n * 26 / count + random.between(0, 2);
            items.push(Item {
                date: working_day(month, i8::try_from(day).unwrap_or(1)),
                department: about.map(|department| department.name.clone()),
                ..self.item(month, vec![text])
            });
        }
        items
    }

    /// The family's sentence with words and numbers it never had before, as far as it has them.
    fn untold(&self, text: &str, about: Option<&Department>, random: &mut Random) -> String {
        let mut sentence = String::new();
        for _ in 0..20 {
            sentence = fill(text, about, self.departments, self.script, random);
            if self.told.borrow_mut().insert(sentence.clone()) {
                break;
            }
        }
        sentence
    }

    fn visits(&self, month: Month) -> Vec<Visit> {
        let has_section = self.bulletin.sections.iter().any(|s| s.kind == SectionKind::Visits);
        if !has_section {
            return Vec::new();
        }
        let mut random = Random::of("visits", month.index());
        let written = self.written(month).map(|issue| issue.visits);
        let count = written.or_else(|| usize::try_from(random.between(8, 10)).ok()).unwrap_or(8);
        let mut on_duty = self.leaders.clone();
        random.shuffle(&mut on_duty);
        on_duty.truncate(count);
        on_duty.sort_by_key(|leader| leader.rank);
        let visit = |leader: Leader| Visit {
            id: VisitId::new(self.id(month)),
            department: leader.department,
            posts: leader.posts,
            person: leader.person,
        };
        on_duty.into_iter().map(visit).collect()
    }

    fn distribution(&self, month: Month) -> Vec<Recipient> {
        let own: &[DistributionDefinition] = &self.bulletin.distribution;
        let lists = if own.is_empty() { &self.script.distribution } else { own };
        let mut recipients = Vec::new();
        for list in lists {
            recipients.extend(list.names.iter().map(|name| Recipient {
                id: RecipientId::new(self.id(month)),
                level: list.level,
                name: name.clone(),
                joint: '、',
            }));
        }
        recipients
    }
}

fn shuffled<'b, T>(items: &'b [T], purpose: &str) -> Vec<&'b T> {
    let mut order: Vec<&T> = items.iter().collect();
    Random::of(purpose, 1).shuffle(&mut order);
    order
}

/// Counts round and round.
fn nth<'b, T>(items: &[&'b T], at: i64) -> Option<&'b T> {
    let count = i64::try_from(items.len()).ok().filter(|count| *count > 0)?;
    items.get(usize::try_from(at.rem_euclid(count)).ok()?).copied()
}

/// First day after the public holidays at the beginning of some months.
fn first_working_day(month: Month) -> i8 {
    match month.month() {
        1 => 2,
        5 => 6,
        10 => 8,
        _ => 1,
    }
}

/// The day, or the nearest Friday or Monday inside the month where it falls on a weekend.
fn working_day(month: Month, day: i8) -> Option<Date> {
    let day = day.max(first_working_day(month));
    let date = (0..4).find_map(|less| month.day(day.clamp(1, 31) - less))?;
    let moved = match date.weekday() {
        Weekday::Saturday if date.day() > first_working_day(month) => date.checked_sub(1.day()),
        Weekday::Saturday => date.checked_add(2.days()),
        Weekday::Sunday => date.checked_add(1.day()),
        _ => return Some(date),
    };
    let inside = moved.ok().filter(|moved| moved.month() == date.month());
    inside.or_else(|| date.checked_sub(2.days()).ok())
}
