//! Puts the parts of an issue together into the proposal: sections with their items, figures in
//! their slots, visits, lists. Knows no line marks and no encodings.

mod persons;

use std::collections::{BTreeMap, BTreeSet};

use super::binding::{self, Binding, Bound, Field};
use super::draft::{self, Draft, Place};
use super::front::Front;
use super::issue::Paragraph;
use super::items;
use super::masthead::Masthead;
use super::paragraph::{month_slots, with_slots};
use super::proposal::{
    FigureProposal, IssueProposal, Known, MastheadProposal, RecipientProposal, Unplaced,
    VisitProposal,
};
use super::sections::{Heading, bare_title};
use super::slots::{self, Derivations};
use super::{distribution, rows};
use crate::model::{Bulletin, Month, SectionDefinition, SectionKind};
use crate::text::exhibit;
use crate::text::prose::{Prose, Reading};
use crate::text::rejoin::sentence_around;

/// Key of what opens an issue, where the definition has none.
const OPENING: &str = "opening";

pub struct Assembly<'a> {
    bulletin: &'a Bulletin,
    known: &'a Known,
    month: Month,
    masthead: Masthead,
    /// Names of known departments.
    names: Vec<String>,
    drafts: Vec<Draft>,
    /// How often each title of a section no definition has was met.
    keys: BTreeMap<String, usize>,
    visits: Vec<VisitProposal>,
    recipients: Vec<RecipientProposal>,
    copies: Option<u16>,
    editors: String,
    unplaced: Vec<Unplaced>,
    joined: Vec<String>,
    notes: Vec<String>,
}

impl<'a> Assembly<'a> {
    pub fn new(
        bulletin: &'a Bulletin,
        known: &'a Known,
        month: Month,
        mut masthead: Masthead,
        mut notes: Vec<String>,
    ) -> Self {
        let departments = known.departments.iter().chain(&bulletin.departments);
        let names = departments.flat_map(|d| d.names().map(str::to_owned)).collect();
        let unplaced = std::mem::take(&mut masthead.unplaced);
        notes.append(&mut masthead.notes);
        Self {
            bulletin,
            known,
            month,
            masthead,
            names,
            drafts: Vec::new(),
            keys: BTreeMap::new(),
            visits: Vec::new(),
            recipients: Vec::new(),
            copies: None,
            editors: String::new(),
            unplaced,
            joined: Vec::new(),
            notes,
        }
    }

    pub fn leave(&mut self, unplaced: impl Iterator<Item = Unplaced>) {
        self.unplaced.extend(unplaced);
    }

    pub fn section(
        &mut self,
        (heading, unnumbered): (&Heading, bool),
        definition: Option<&SectionDefinition>,
        part: &[Paragraph],
    ) {
        if !unnumbered {
            self.check_ordinal(heading);
        }
        self.joined.extend(part.iter().flat_map(|paragraph| paragraph.joined.iter().cloned()));
        let has_table = definition.is_some_and(|definition| definition.table.is_some());
        let (rows, texts): (Vec<&Paragraph>, Vec<&Paragraph>) =
            part.iter().partition(|p| p.columns && has_table && !exhibit::is_row(&p.text));
        let rows = rows.into_iter();
        self.unplaced.extend(rows.map(|row| Unplaced { line: row.line, text: row.text.clone() }));
        let literal = rows::as_rows(&texts);
        let literal: Vec<&str> = literal.iter().map(String::as_str).collect();
        let mut grouped = items::group(&literal);
        let kind = definition.map_or_else(
            || items::guess_kind(&heading.title, &grouped.items),
            |definition| definition.kind,
        );
        for item in &mut grouped.items {
            let found = items::dress(item, kind, self.month, &self.names);
            self.notes.extend(found);
        }
        let notes = grouped.notes.into_iter();
        self.notes.extend(notes.map(|note| format!("栏目“{}”：{note}", heading.title)));
        if definition.is_none() {
            self.notes.push(format!("栏目“{}”不在刊的定义中，按原样收录。", heading.title));
        }
        let key = match definition {
            Some(definition) => definition.key.clone(),
            None => self.spare_key(&heading.title),
        };
        let mut draft = Draft {
            key,
            kind,
            title: heading.title.clone(),
            unnumbered,
            opens: false,
            numbering: grouped.numbering,
            items: grouped.items,
            ready: None,
        };
        let rows = draft.items.iter().flat_map(|item| &item.paragraphs);
        let rows = rows.filter_map(|text| exhibit::cells(text));
        let rows = rows.filter(|cells| exhibit::rule(cells).is_none()).count();
        if rows > 0 {
            self.notes.push(format!("栏目“{}”的表格（{rows} 行）按原样收录。", heading.title));
        }
        if kind == SectionKind::Visits {
            self.read_visits(&mut draft, &texts);
        }
        self.drafts.push(draft);
    }

    /// What opens the issue before its first section, with a title or without.
    pub fn opening(&mut self, title: &str, part: &[Paragraph]) {
        self.joined.extend(part.iter().flat_map(|paragraph| paragraph.joined.iter().cloned()));
        let definition = self.bulletin.sections.first().filter(|section| section.unnumbered);
        let texts: Vec<&str> = part.iter().map(|paragraph| paragraph.text.as_str()).collect();
        let grouped = items::group(&texts);
        self.drafts.push(Draft {
            key: definition.map_or_else(|| OPENING.to_owned(), |known| known.key.clone()),
            kind: SectionKind::Prose,
            title: title.to_owned(),
            unnumbered: true,
            opens: true,
            numbering: grouped.numbering,
            items: grouped.items,
            ready: None,
        });
        self.notes.push("第一个栏目以前的标题、开头按原样收录，印在报头之后。".to_owned());
    }

    fn check_ordinal(&mut self, heading: &Heading) {
        let printed = self.drafts.iter().filter(|draft| !draft.unnumbered).count() + 1;
        let title = &heading.title;
        let fault = match heading.number.map(usize::try_from) {
            Some(Ok(number)) if number == printed => return,
            Some(_) => "的序号与位置不符",
            None => "原文没有序号",
        };
        self.notes.push(format!("栏目“{title}”{fault}，将印作第{printed}栏。"));
    }

    /// A key for a section no definition has: its title, which stays the same next month.
    fn spare_key(&mut self, title: &str) -> String {
        let plain = bare_title(title);
        let defined = self.bulletin.section(&plain).is_some();
        let used = self.keys.entry(plain.clone()).or_insert(usize::from(defined));
        *used += 1;
        if *used == 1 {
            return plain;
        }
        let mut number = *used;
        let key = loop {
            let key = format!("{plain}-{number}");
            if !self.keys.contains_key(&key) && self.bulletin.section(&key).is_none() {
                break key;
            }
            number += 1;
        };
        self.keys.insert(plain, number);
        self.keys.insert(key.clone(), 1);
        key
    }

    /// The foot of the issue, with what the file says of it elsewhere.
    pub fn imprint(&mut self, paragraphs: &[Paragraph], front: &Front) {
        self.copies = front.copies;
        for paragraph in paragraphs {
            self.joined.extend(paragraph.joined.iter().cloned());
            let line = distribution::read(&paragraph.text);
            let Some(line) = line.map(|line| line.named(&paragraph.text, &front.lists)) else {
                if let Some(copies) = distribution::copies(&paragraph.text) {
                    self.copies = Some(copies);
                    continue;
                }
                if let Some(editors) = distribution::editors(&paragraph.text) {
                    let joint = if self.editors.is_empty() { "" } else { distribution::APART };
                    self.editors = format!("{}{joint}{editors}", self.editors);
                    if self.bulletin.house_style.editors.contains(&editors) {
                        continue;
                    }
                }
                let text = paragraph.text.clone();
                self.unplaced.push(Unplaced { line: paragraph.line, text });
                continue;
            };
            if line.label != line.level.label() {
                let (printed, label) = (&line.label, line.level.label());
                self.notes.push(format!("“{printed}：”归入“{label}：”。"));
            }
            if !line.closed {
                self.notes.push(format!("“{}：”一行末尾补句号。", line.label));
            }
            self.recipients.extend(line.recipients);
        }
    }

    pub fn finish(mut self) -> IssueProposal {
        let fields = draft::fields(&self.drafts);
        let standing = self.standing();
        let views: Vec<Field<'_>> =
            fields.iter().filter_map(|place| draft::field(&self.drafts, *place)).collect();
        let binding = binding::bind(&views, self.bulletin, &standing, self.month);
        let derived = self.derivations(&binding);
        let source = |(index, view)| {
            self.source(index, view, &binding, derived.get(index).and_then(Option::as_ref))
        };
        let sources: Vec<String> = views.iter().enumerate().map(source).collect();
        let figures: Vec<FigureProposal> =
            binding.bound.iter().filter(|b| !b.repeats).map(|b| figure(b, &views)).collect();
        let notes = self.binding_notes(&fields, &views, &binding, &derived);
        self.notes.extend(notes);
        let departments = self.new_departments();
        let sections = draft::propose(&self.drafts, &fields, &sources, self.month);
        let masthead = self.masthead();
        IssueProposal {
            masthead,
            sections,
            figures,
            visits: self.visits,
            recipients: self.recipients,
            copies: self.copies,
            editors: self.editors,
            departments,
            unplaced: self.unplaced,
            joined: self.joined,
            notes: self.notes,
        }
    }

    fn masthead(&mut self) -> MastheadProposal {
        let read = &self.masthead;
        if read.title.is_empty() {
            self.notes.push(format!("报头没有刊名，采用“{}”。", self.bulletin.title));
        }
        if read.number.is_none() {
            self.notes.push("报头没有期号。".to_owned());
        }
        if read.issue_date.is_none() {
            self.notes.push("报头没有印发日期。".to_owned());
        }
        let title =
            if read.title.is_empty() { self.bulletin.title.clone() } else { read.title.clone() };
        MastheadProposal {
            title,
            number: read.number,
            total_number: read.total_number,
            number_year: read.number_year,
            issuer: read.issuer.clone(),
            issue_date: read.issue_date,
            month: self.month,
        }
    }

    fn standing(&self) -> Vec<(String, Prose)> {
        let own = self.known.standing.iter().map(|s| (s.section.clone(), Prose::parse(&s.source)));
        let defined = self.bulletin.sections.iter().flat_map(|section| {
            let paragraphs = section.standing.iter().flat_map(|item| &item.paragraphs);
            paragraphs.map(|source| (section.key.clone(), Prose::parse(source)))
        });
        let is_chart = |prose: &Prose| exhibit::is_exhibit(&prose.source());
        let mut standing: Vec<(String, Prose)> =
            own.chain(defined).filter(|(_, prose)| !is_chart(prose)).collect();
        let mut seen = BTreeSet::new();
        standing.retain(|(section, prose)| seen.insert((section.clone(), prose.source())));
        standing
    }

    /// What the standing paragraphs' derived values became, field by field.
    fn derivations(&self, binding: &Binding<'_>) -> Vec<Option<Derivations>> {
        let figures = slots::figures(&self.known.figures, &binding.bound, self.month);
        let derive = |reading: &Option<Reading>| {
            let reading = reading.as_ref()?;
            Some(slots::derivations(reading, self.bulletin, &figures, self.month))
        };
        binding.readings.iter().map(derive).collect()
    }

    /// The prose source of a field.
    fn source(
        &self,
        index: usize,
        view: &Field<'_>,
        binding: &Binding<'_>,
        derived: Option<&Derivations>,
    ) -> String {
        let bound: Vec<&Bound<'_>> =
            binding.bound.iter().filter(|bound| bound.field == index).collect();
        let mut placed = slots::figure_slots(&bound);
        placed.extend(derived.iter().flat_map(|derived| derived.placed.iter().cloned()));
        if !placed.is_empty() {
            placed.extend(month_slots(view.text, self.month));
        }
        with_slots(view.text, placed).source()
    }

    fn binding_notes(
        &self,
        places: &[Place],
        views: &[Field<'_>],
        binding: &Binding<'_>,
        derived: &[Option<Derivations>],
    ) -> Vec<String> {
        let mut notes = slots::print_notes(&binding.bound, views);
        // Places are in order of the sections.
        let fields = places.iter().zip(views).zip(derived).enumerate();
        let mut fields = fields.peekable();
        for (section, draft) in self.drafts.iter().enumerate() {
            let mut open = Vec::new();
            while let Some((index, ((_, view), derived))) =
                fields.next_if(|(_, ((place, _), _))| place.section == section)
            {
                let derived = derived.as_ref();
                notes.extend(derived.and_then(|derived| slots::literal_note(derived, view.text)));
                open.extend(slots::unbound(index, view, &binding.bound, derived));
            }
            if !open.is_empty() {
                notes.push(format!("栏目“{}”中未绑定的数字：{}。", draft.title, listed(&open)));
            }
        }
        notes
    }

    fn new_departments(&self) -> Vec<String> {
        let news = self.drafts.iter().flat_map(|draft| &draft.items);
        let met = news
            .filter_map(|item| item.department.as_ref())
            .chain(self.visits.iter().map(|visit| &visit.department));
        let mut new: Vec<String> = Vec::new();
        for name in met {
            if !self.names.contains(name) && !new.contains(name) {
                new.push(name.clone());
            }
        }
        new
    }
}

fn figure(bound: &Bound<'_>, views: &[Field<'_>]) -> FigureProposal {
    let text = views.get(bound.field).map_or("", |view| view.text);
    FigureProposal {
        indicator: bound.indicator.code.clone(),
        typed: bound.typed.clone(),
        sentence: sentence_around(text, bound.numeral.range.start).unwrap_or("").to_owned(),
    }
}

/// Joins with 、, naming the count instead where there are too many to read.
fn listed(texts: &[String]) -> String {
    const SHOWN: usize = 60;
    match texts.get(..SHOWN) {
        Some(first) if texts.len() > SHOWN => format!("{}等{}处", first.join("、"), texts.len()),
        _ => texts.join("、"),
    }
}

fn start_of(text: &str) -> String {
    let start: String = text.chars().take(20).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}
