//! Issue and figures → document. Knows no file and no page.

use crate::model::{
    Bulletin, Department, DistributionLevel, Figures, Issue, Item, ItemState, Measure, Section,
    SectionKind,
};
use crate::text::exhibit::{self as exhibits, ChartSource};
use crate::text::prose::{Part, PieceKind, Printed, Prose, Slot};

use super::values::IssueValues;
use super::{
    Anchor, Block, ChartBlock, DistributionLine, Document, EmptyReason, EmptySlot, Meta, Role, Run,
    Table, exhibit, numbering, opening, table, text_of,
};

/// Printed by a section of visits that has no sentence of its own yet.
const VISITS_SENTENCE: &str = "{进大厅}。";

/// Composes what is printed: labels generated, slots filled, items that were left out dropped.
/// What has no value yet stands as 〔…〕 and is listed in [`Document::empty`].
pub fn compose(
    issue: &Issue,
    bulletin: &Bulletin,
    figures: &Figures,
    departments: &[Department],
) -> Document {
    let mut composer = Composer {
        values: IssueValues { issue, bulletin, figures },
        departments,
        blocks: vec![Block::Masthead],
        empty: Vec::new(),
        place: Place::default(),
        table_drawn: false,
    };
    let meta = meta(issue, bulletin);
    composer.masthead(&meta);
    for (index, section) in issue.sections.iter().enumerate() {
        composer.section(index, section);
    }
    composer.distribution();
    Document { meta, blocks: composer.blocks, empty: composer.empty }
}

fn meta(issue: &Issue, bulletin: &Bulletin) -> Meta {
    let year = Some(issue.month.year()).filter(|_| bulletin.house_style.number_year);
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    Meta {
        title: issue.title.clone(),
        number_line: format!("{year}{}", issue.number_line()),
        issuer: issue.issuer.clone(),
        issue_date: issue.issue_date,
        month: issue.month,
        number: issue.number,
        total_number: issue.total_number,
    }
}

struct Composer<'a> {
    values: IssueValues<'a>,
    departments: &'a [Department],
    blocks: Vec<Block>,
    empty: Vec<EmptySlot>,
    place: Place,
    /// Whether an item has given the section's table its place.
    table_drawn: bool,
}

/// Where the composer stands, for the report of empty slots.
#[derive(Default)]
struct Place {
    section: String,
    item: String,
    anchor: Option<Anchor>,
}

impl Composer<'_> {
    fn masthead(&mut self, meta: &Meta) {
        for run in meta.lines().iter().filter(|run| run.role == Role::Empty) {
            self.report(run.text.trim_matches(['〔', '〕']), EmptyReason::NoText);
        }
    }

    fn section(&mut self, index: usize, section: &Section) {
        let issue = self.values.issue;
        let label = numbering::label_of_section(issue, index);
        let anchor = Anchor { section: index, item: None, paragraph: 0 };
        let name =
            if label.is_empty() { numbering::section_name(issue, index) } else { label.clone() };
        self.place = Place { section: name, item: String::new(), anchor: Some(anchor) };
        let title = self.prose(&section.title);
        if !title.is_empty() || !section.unnumbered {
            let label = Some(Run::new(Role::Label, &label)).filter(|run| !run.text.is_empty());
            let title = if title.is_empty() { vec![self.missing("栏目标题")] } else { title };
            let level = u8::from(!numbering::is_headline(issue, index));
            let runs = label.into_iter().chain(title).collect();
            self.blocks.push(Block::Heading { level, runs, anchor });
        }
        let before = self.blocks.len();
        self.table_drawn = false;
        self.items(index, section);
        if !self.table_drawn {
            self.table(anchor, section);
        }
        let is_title_alone = numbering::is_headline(issue, index) && !section.title.is_empty();
        if self.blocks.len() == before && !is_title_alone {
            let runs = vec![self.missing("本栏目暂无内容")];
            self.blocks.push(Block::Paragraph { runs, anchor });
        }
    }

    fn items(&mut self, index: usize, section: &Section) {
        let printed =
            section.items.iter().enumerate().filter(|(_, i)| i.state == ItemState::Active);
        let mut number = 0;
        for (at, item) in printed {
            number += 1;
            self.place.item = numbering::item_label(section.numbering, number);
            self.item(Anchor { section: index, item: Some(at), paragraph: 0 }, item);
        }
        self.place.item.clear();
        if number == 0 && section.kind == SectionKind::Visits {
            let anchor = Anchor { section: index, item: None, paragraph: 0 };
            let runs = self.prose(VISITS_SENTENCE);
            self.blocks.push(Block::Paragraph { runs, anchor });
        }
    }

    fn item(&mut self, first: Anchor, item: &Item) {
        let mut opened = false;
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (paragraph, source) in item.paragraphs.iter().enumerate() {
            let anchor = Anchor { paragraph, ..first };
            self.place.anchor = Some(anchor);
            if exhibits::is_exhibit(source) && !opened {
                self.opening_alone(item, anchor);
                opened = true;
            }
            if let Some(cells) = exhibits::cells(source).filter(|_| exhibits::is_row(source)) {
                rows.push(cells);
                let next = item.paragraphs.get(paragraph + 1);
                if !next.is_some_and(|next| exhibits::is_row(next)) {
                    self.rows(&std::mem::take(&mut rows), anchor);
                }
                continue;
            }
            if let Some(chart) = exhibits::chart(source) {
                self.chart(&chart, anchor);
                continue;
            }
            if exhibits::is_table_place(source) {
                self.table_here(anchor);
                continue;
            }
            let text = self.prose(source);
            if text.is_empty() {
                continue;
            }
            let text = if self.is_address(anchor, &text) { opening::address(text) } else { text };
            let mut runs = if opened { Vec::new() } else { self.opening(item, &text) };
            opened = true;
            runs.extend(text);
            self.blocks.push(Block::Paragraph { runs, anchor });
        }
        if !opened {
            self.place.anchor = Some(first);
            let mut runs = self.opening(item, &[]);
            runs.push(self.missing("内容"));
            self.blocks.push(Block::Paragraph { runs, anchor: first });
        }
    }

    /// Whether a paragraph opens the issue with those it is sent to.
    fn is_address(&self, anchor: Anchor, text: &[Run]) -> bool {
        let opens = self.values.issue.sections.first().is_some_and(|section| section.unnumbered);
        let first = Anchor { section: 0, item: Some(0), paragraph: 0 };
        opens && anchor == first && opening::is_address(&text_of(text))
    }

    /// Label and lead of an item that begins with a table or a chart.
    fn opening_alone(&mut self, item: &Item, anchor: Anchor) {
        let runs = self.opening(item, &[]);
        if !runs.is_empty() {
            self.blocks.push(Block::Paragraph { runs, anchor });
        }
    }

    /// Rows of a table written into an item.
    fn rows(&mut self, rows: &[Vec<String>], anchor: Anchor) {
        let table = exhibit::table(rows, anchor, |cell| self.cell(cell));
        self.blocks.extend(table.map(Block::Table));
    }

    /// A cell. A change alone in it is a number with its sign; words are for sentences.
    fn cell(&mut self, source: &str) -> Vec<Run> {
        const CHANGES: [Measure; 4] = [
            Measure::MonthOnMonth,
            Measure::YearOnYear,
            Measure::YearToDateOnYear,
            Measure::Difference,
        ];
        let prose = Prose::parse(source.trim());
        let change = match prose.parts.as_slice() {
            [Part::Slot(slot)] if CHANGES.contains(&slot.measure) => {
                table::change(&self.values, slot)
            }
            _ => None,
        };
        change.map_or_else(|| self.prose(source), |run| vec![run])
    }

    fn chart(&mut self, source: &ChartSource, anchor: Anchor) {
        let (built, unknown) = exhibit::chart(source, &self.values);
        for name in &unknown {
            self.report(name, EmptyReason::UnknownName);
        }
        match built {
            Ok(chart) => {
                let printed = self.prose(&source.caption);
                let caption = exhibit::caption(source, &chart, printed);
                let chart = Box::new(chart);
                self.blocks.push(Block::Chart(ChartBlock { caption, chart, anchor }));
            }
            Err(why) => {
                let sentence = why.sentence();
                let runs = vec![self.missing(&format!("图：{}", sentence.trim_end_matches('。')))];
                self.blocks.push(Block::Paragraph { runs, anchor });
            }
        }
    }

    fn opening(&self, item: &Item, text: &[Run]) -> Vec<Run> {
        opening::opening(&self.place.item, item, text, self.departments)
    }

    /// The section's table at its place in an item.
    fn table_here(&mut self, anchor: Anchor) {
        let issue = self.values.issue;
        let section = issue.sections.get(anchor.section).filter(|section| section.table.is_some());
        if let Some(section) = section.filter(|_| !self.table_drawn) {
            self.table_drawn = true;
            self.table(Anchor { item: None, paragraph: 0, ..anchor }, section);
        } else {
            let label = if section.is_some() {
                "数据表只印一次"
            } else {
                "本栏目没有数据表"
            };
            let runs = vec![self.missing(label)];
            self.blocks.push(Block::Paragraph { runs, anchor });
        }
    }

    /// The section's table, anchored to the section wherever it stands.
    fn table(&mut self, anchor: Anchor, section: &Section) {
        let Some(spec) = &section.table else { return };
        self.place.anchor = Some(anchor);
        let caption = self.prose(&spec.caption);
        let body = table::body(spec, &self.values, self.departments);
        for (label, reason) in &body.faults {
            self.report(label, *reason);
        }
        if body.rows.is_empty() {
            let runs = caption.into_iter().chain([self.missing("表中暂无数据")]).collect();
            self.blocks.push(Block::Paragraph { runs, anchor });
            return;
        }
        let table::Body { head, align, rows, more_heads, spans, .. } = body;
        let table = Table { caption, head, align, rows, more_heads, spans, anchor };
        self.blocks.push(Block::Table(table));
    }

    fn distribution(&mut self) {
        let issue = self.values.issue;
        let house = &self.values.bulletin.house_style;
        let line = |level| distribution_line(issue, level);
        let printed =
            DistributionLevel::ALL.into_iter().filter(|level| house.levels.contains(level));
        let lines: Vec<_> = printed.filter_map(line).collect();
        let copies = (house.copies > 0).then(|| format!("（共印{}份）", house.copies));
        let editors = Run::plain(house.editors.trim()).text;
        let editors = Some(editors).filter(|editors| !editors.is_empty());
        if !lines.is_empty() || editors.is_some() || copies.is_some() {
            self.blocks.push(Block::Distribution { lines, editors, copies });
        }
    }

    /// Prints a prose source; empty when nothing but white space is in it.
    fn prose(&mut self, source: &str) -> Vec<Run> {
        let printed = Prose::parse(source.trim()).print(&self.values);
        for piece in &printed.pieces {
            match &piece.kind {
                PieceKind::Empty(slot) => self.report(&slot.label(), empty_reason(slot)),
                PieceKind::Unknown(slot) => self.report(&slot.label(), EmptyReason::UnknownName),
                PieceKind::Literal | PieceKind::Filled(_) => {}
            }
        }
        let runs = runs(&printed);
        if text_of(&runs).trim().is_empty() { Vec::new() } else { runs }
    }

    fn missing(&mut self, label: &str) -> Run {
        self.report(label, EmptyReason::NoText);
        Run::empty(label)
    }

    fn report(&mut self, label: &str, reason: EmptyReason) {
        self.empty.push(EmptySlot {
            label: label.to_owned(),
            reason,
            section: self.place.section.clone(),
            item: self.place.item.clone(),
            anchor: self.place.anchor,
        });
    }
}

fn empty_reason(slot: &Slot) -> EmptyReason {
    if slot.issue_slot().is_some() { EmptyReason::NoVisits } else { EmptyReason::NoFigure }
}

fn runs(printed: &Printed) -> Vec<Run> {
    let run = |piece: &crate::text::prose::Piece| {
        let (role, slot) = match &piece.kind {
            PieceKind::Literal => (Role::Plain, None),
            PieceKind::Filled(slot) if slot.issue_slot().is_some() => (Role::Plain, Some(slot)),
            PieceKind::Filled(slot) if slot.measure == Measure::Value => (Role::Figure, Some(slot)),
            PieceKind::Filled(slot) => (Role::Derived, Some(slot)),
            PieceKind::Empty(slot) | PieceKind::Unknown(slot) => (Role::Empty, Some(slot)),
        };
        Run { slot: slot.cloned(), ..Run::new(role, printed.text_of(piece)) }
    };
    printed.pieces.iter().map(run).filter(|run| !run.text.is_empty()).collect()
}

/// The entries of one level with the marks between them; `None` where there are none.
fn distribution_line(issue: &Issue, level: DistributionLevel) -> Option<DistributionLine> {
    let (mut text, mut names) = (String::new(), Vec::new());
    let mut joint = None;
    for recipient in issue.recipients(level).filter(|r| !r.name.trim().is_empty()) {
        let name = Run::plain(recipient.name.trim()).text;
        text.extend(joint);
        text.push_str(&name);
        names.push(name);
        joint = Some(recipient.joint);
    }
    text.push('。');
    joint.map(|_| DistributionLine { level, text, names })
}
