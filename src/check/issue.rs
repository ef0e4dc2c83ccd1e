//! Checks on one issue as it will be printed: places left empty, faulty slots, units that do not
//! fit their figure, dates outside the month covered.

use crate::document::numbering::{item_label, section_name};
use crate::document::{Anchor, Block, Document, EmptyReason, Role, Run, text_of};
use crate::model::{Bulletin, Issue, Item, ItemState, Measure, Section};
use crate::text::prose::{Prose, ProseFaultKind};

use super::{Finding, Level, tables};

/// Words in the title of a section that speaks of what is to come.
const AHEAD: [&str; 8] = ["计划", "安排", "提示", "预告", "打算", "下一步", "下步", "下月"];

/// Whether a title, or a text, speaks of what is to come.
pub fn is_ahead(title: &str) -> bool {
    AHEAD.iter().any(|word| title.contains(word))
}

/// What print itself shows: places left empty, faulty slots, units that do not fit, dates outside
/// the month.
pub fn print_findings(issue: &Issue, bulletin: &Bulletin, document: &Document) -> Vec<Finding> {
    let places = Places { issue, bulletin };
    let mut findings = masthead(document);
    for block in &document.blocks {
        match block {
            Block::Heading { runs, anchor, .. } | Block::Paragraph { runs, anchor } => {
                findings.extend(places.runs(runs, *anchor));
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flatten().chain(&table.caption);
                // What a drawn table still lacks is told by its rows.
                let drawn = table.anchor.item.is_none();
                let empty =
                    |cell: &&Run| cell.role == Role::Empty && (!drawn || cell.slot.is_some());
                let empty = cells.filter(empty);
                findings.extend(empty.map(|cell| places.empty(cell, 0, table.anchor)));
                findings.extend(tables::findings(issue, table));
            }
            Block::Chart(chart) => findings.extend(places.runs(&chart.caption, chart.anchor)),
            Block::Masthead | Block::Distribution { .. } => {}
        }
    }
    findings.extend(places.sources());
    findings.extend(places.dates());
    findings.extend(no_list(bulletin, document));
    findings
}

/// A bulletin that has a distribution list, and an issue of it that prints none.
fn no_list(bulletin: &Bulletin, document: &Document) -> Option<Finding> {
    let names = |block: &Block| match block {
        Block::Distribution { lines, .. } => !lines.is_empty(),
        _ => false,
    };
    let printed = document.blocks.iter().any(names);
    if printed || bulletin.distribution.is_empty() || bulletin.house_style.levels.is_empty() {
        return None;
    }
    Some(Finding {
        rule: "distribution-empty",
        level: Level::Doubt,
        section: "报尾".to_owned(),
        item: None,
        paragraph: None,
        start: 0,
        end: 0,
        text: String::new(),
        message: "本期没有报送名单，末页不印报尾；请在“名单”里补上".to_owned(),
        fix: None,
        anchor: None,
        indicator: None,
    })
}

struct Places<'a> {
    issue: &'a Issue,
    bulletin: &'a Bulletin,
}

impl Places<'_> {
    fn runs(&self, runs: &[Run], anchor: Anchor) -> Vec<Finding> {
        let mut at = 0;
        let mut findings = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            if run.role == Role::Empty {
                findings.push(self.empty(run, at, anchor));
            } else if let Some(finding) = self.unit(runs, index, at, anchor) {
                findings.push(finding);
            }
            at += run.text.chars().count();
        }
        findings
    }

    fn empty(&self, run: &Run, start: usize, anchor: Anchor) -> Finding {
        let label = run.text.trim_matches(['〔', '〕']);
        let (rule, message) = match self.reason(run) {
            EmptyReason::NoFigure => (
                "slot-empty",
                format!("“{label}”还没有数据（或缺上月、去年同月等基数），请在“录入”里补上"),
            ),
            EmptyReason::UnknownName => {
                ("slot-unknown", format!("没有叫“{label}”的指标，请改填数位的名称或增加指标"))
            }
            EmptyReason::NoVisits => {
                ("visits-empty", "本月还没有登记进大厅的领导，请在“名单”里补上".to_owned())
            }
            EmptyReason::NoText => ("text-empty", format!("此处还没有内容：{label}")),
        };
        let named = run.slot.as_ref().and_then(|slot| self.bulletin.indicator_named(&slot.name));
        let indicator = named.map(|indicator| indicator.code.clone());
        let finding = self.finding(rule, Level::Must, anchor, start, &run.text, message);
        Finding { indicator, ..finding }
    }

    fn reason(&self, run: &Run) -> EmptyReason {
        match &run.slot {
            None => EmptyReason::NoText,
            Some(slot) if slot.issue_slot().is_some() => EmptyReason::NoVisits,
            Some(slot) if self.bulletin.indicator_named(&slot.name).is_none() => {
                EmptyReason::UnknownName
            }
            Some(_) => EmptyReason::NoFigure,
        }
    }

    /// A figure must be followed by its unit, in print as in the definition.
    fn unit(&self, runs: &[Run], index: usize, at: usize, anchor: Anchor) -> Option<Finding> {
        let run = runs.get(index)?;
        let slot = run.slot.as_ref().filter(|_| run.role == Role::Figure)?;
        let counted = matches!(slot.measure, Measure::Value);
        let indicator = self.bulletin.indicator_named(&slot.name).filter(|_| counted)?;
        let following = text_of(runs.get(index + 1..)?);
        let stated = following.trim_start_matches(['万', '亿']);
        if plain(stated).starts_with(&plain(&indicator.unit)) {
            return None;
        }
        let near: String = stated.chars().take(4).collect();
        let message =
            format!("“{}”的单位是“{}”，这里写的是“{near}”，请核对", indicator.name, indicator.unit);
        Some(self.finding("slot-unit", Level::Doubt, anchor, at, &run.text, message))
    }

    fn sources(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (place, source, _) in self.paragraphs() {
            for fault in Prose::parse_with_faults(source).1 {
                let what = match fault.kind {
                    ProseFaultKind::Unclosed => "填数位缺右花括号“}”",
                    ProseFaultKind::Unopened => "多了一个右花括号“}”；要印花括号请连写两个",
                    ProseFaultKind::EmptyName => "填数位没有名称",
                };
                let text = source.get(fault.range.clone()).unwrap_or("");
                let start = source.get(..fault.range.start).map_or(0, |s| s.chars().count());
                let message = format!("{what}，现按原文印出");
                findings.push(self.finding(
                    "prose-fault",
                    Level::Must,
                    place,
                    start,
                    text,
                    message,
                ));
            }
        }
        findings
    }

    fn dates(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let ahead = |section: &Section| is_ahead(&section.title);
        for (section, item, anchor) in self.items().filter(|(section, ..)| !ahead(section)) {
            let Some(date) = item.date.filter(|_| section.kind.is_dated()) else { continue };
            if crate::model::Month::of(date) != Some(self.issue.month) {
                let text = format!("{}年{}月{}日", date.year(), date.month(), date.day());
                let message = format!("{text}不在所报的{}内，请核对", self.issue.month.chinese());
                findings.push(self.finding(
                    "date-outside",
                    Level::Doubt,
                    anchor,
                    0,
                    &text,
                    message,
                ));
            }
        }
        findings
    }

    fn items(&self) -> impl Iterator<Item = (&Section, &Item, Anchor)> {
        self.issue.sections.iter().enumerate().flat_map(|(s, section)| {
            section.items.iter().enumerate().map(move |(i, item)| {
                (section, item, Anchor { section: s, item: Some(i), paragraph: 0 })
            })
        })
    }

    fn paragraphs(&self) -> impl Iterator<Item = (Anchor, &str, &Item)> {
        self.items().flat_map(|(_, item, anchor)| {
            item.paragraphs
                .iter()
                .enumerate()
                .map(move |(paragraph, source)| (Anchor { paragraph, ..anchor }, &**source, item))
        })
    }

    fn finding(
        &self,
        rule: &'static str,
        level: Level,
        anchor: Anchor,
        start: usize,
        text: &str,
        message: String,
    ) -> Finding {
        let words = (start, text);
        Finding { rule, level, message, ..at_place(self.issue, Some(anchor), words) }
    }
}

/// A finding at a place of the issue, without rule and message: where its words stand in the
/// paragraph as printed. A place outside the sections has a name for a section.
pub fn at_place(issue: &Issue, anchor: Option<Anchor>, (start, text): (usize, &str)) -> Finding {
    let section = anchor.and_then(|anchor| issue.sections.get(anchor.section));
    let name = anchor.map(|anchor| section_name(issue, anchor.section));
    let printed = |index: usize| {
        let before = section?.items.get(..=index)?;
        let number = before.iter().filter(|item| item.state == ItemState::Active).count();
        Some(item_label(section?.numbering, number))
    };
    Finding {
        rule: "",
        level: Level::Hint,
        section: name.unwrap_or_default(),
        item: anchor.and_then(|at| at.item).and_then(printed).filter(|label| !label.is_empty()),
        paragraph: anchor.map(|anchor| anchor.paragraph),
        start,
        end: start + text.chars().count(),
        text: text.to_owned(),
        message: String::new(),
        fix: None,
        anchor,
        indicator: None,
    }
}

fn masthead(document: &Document) -> Vec<Finding> {
    let missing = document.empty.iter().filter(|slot| slot.anchor.is_none());
    missing
        .map(|slot| Finding {
            rule: "masthead-empty",
            level: Level::Must,
            section: "报头".to_owned(),
            item: None,
            paragraph: None,
            start: 0,
            end: 0,
            text: format!("〔{}〕", slot.label),
            message: format!("报头还没有填{}，请在“编排”里补上", slot.label),
            fix: None,
            anchor: None,
            indicator: None,
        })
        .collect()
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '（' | '）' | '(' | ')' | ' ')).collect()
}
