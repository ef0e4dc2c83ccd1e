//! An office's own indicators, learned from its own issue: every number of a standing paragraph
//! that nothing speaks for may become an indicator with a name from the words before it, a slot
//! in the number's place and the month's first figure.

mod drawn;
mod grid;
mod lines;
mod ranks;
mod reading;
mod shape;
mod tables;

use std::collections::BTreeSet;
use std::ops::Range;

use super::book::Book;
use super::error::OpError;
use super::figures::store;
use super::ids;
use super::items::item_row;
use super::op::Op;
use crate::check::{Class, Numeral, Part, is_ahead};
use crate::document::numbering::item_label;
use crate::import::with_month_slots;
use crate::model::{
    Bulletin, DisplayStyle, Figure, FigureKey, FigureSource, Indicator, IndicatorCode,
    IndicatorKind, Issue, IssueId, Item, ItemId, Measure, Month, Section, SectionKind, invisible,
};
use crate::store::ItemRow;
use crate::text::candidates::{typed, without_slots};
use crate::text::dates::opens_with_whole_month;
use crate::text::naming::{self, Suggestion, suggestion};
use crate::text::numerals::{self, numerals};
use crate::text::prose::{Prose, Slot, is_reserved};
use crate::text::rejoin::sentence_around;

pub use tables::{NewTable, TableOffers};

/// A number of an issue, and the indicator it would make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIndicator {
    pub item: ItemId,
    /// Paragraph within the item, from 0.
    pub paragraph: usize,
    /// Bytes of the paragraph's source that the slot takes the place of.
    pub range: Range<usize>,
    /// The number as printed, with 万 and unit.
    pub printed: String,
    /// The sentence it stands in, slots as they are written.
    pub sentence: String,
    /// Title of the section.
    pub section: String,
    /// Its name is to be looked at; everything else follows from the print.
    pub indicator: Indicator,
    /// The month's figure, as typed.
    pub typed: String,
}

/// Titles of sections whose numbers are of one occasion, whatever their kind.
const NEWS: [&str; 8] = ["动态", "资讯", "信息", "简讯", "要闻", "快讯", "经验", "交流"];

/// Goes through an issue; each name is given once.
struct Learner<'a> {
    book: &'a Book,
    bulletin: &'a Bulletin,
    given: BTreeSet<String>,
    found: Vec<NewIndicator>,
}

impl Book {
    /// The numbers of the issue's standing paragraphs (undated, in sections that are no news) that
    /// could become indicators, in order of print. Numbers that agree with a known indicator are
    /// left to be bound to it.
    pub fn new_indicators(&self, issue: &Issue) -> Result<Vec<NewIndicator>, OpError> {
        let bulletin = self.bulletin_ref(&issue.bulletin)?;
        let account = self.proof(issue)?;
        let mut learner =
            Learner { book: self, bulletin, given: BTreeSet::new(), found: Vec::new() };
        for (place, section) in issue.sections.iter().enumerate() {
            if section.kind.is_dated()
                || section.kind == SectionKind::Visits
                || NEWS.iter().any(|word| section.title.contains(word))
                || is_ahead(&section.title)
            {
                continue;
            }
            let here = |numeral: &Numeral| numeral.anchor.is_some_and(|at| at.section == place);
            let of_section = |numeral: &&Numeral| here(numeral) && is_open(numeral);
            learner.section(section, account.iter().filter(of_section).collect());
        }
        Ok(learner.found)
    }

    /// Makes the chosen indicators, stores their figures of the month and puts slots in place of
    /// the numbers and tables drawn from figures in place of the printed ones, as one step. Numbers
    /// that share a name, a unit and an amount share an indicator. Returns how many indicators were
    /// made.
    pub fn learn_indicators(
        &mut self,
        issue: &IssueId,
        chosen: &[NewIndicator],
        tables: &[NewTable],
    ) -> Result<usize, OpError> {
        let issue = self.issue(issue)?;
        let mut bulletin = self.bulletin(&issue.bulletin)?;
        let known = bulletin.indicators.len();
        let mut figures = first_figures(&mut bulletin, issue.month, chosen)?;
        for table in tables {
            tables::refuse_taken_names(&bulletin, table)?;
            tables::put_indicators(&mut bulletin, &table.indicators);
            figures.extend(table.figures.iter().cloned());
        }
        let made = bulletin.indicators.len() - known;
        let (rows, gone) = self.without_tables(self.with_new_slots(chosen)?, tables)?;
        let sections = self.sections_with(tables)?;
        let ord = self.bulletin_place(&bulletin.code)?;
        let label = format!("由数字建指标（{made} 项）");
        self.transact(Op::LearnIndicators, &label, |writer| {
            writer.put_bulletin(&bulletin, ord)?;
            for department in tables.iter().flat_map(|table| &table.departments) {
                writer.put_department(department)?;
            }
            for row in &rows {
                writer.put_item(row)?;
            }
            for item in &gone {
                writer.delete_item(item)?;
            }
            for section in &sections {
                writer.put_section(section)?;
            }
            for figure in figures {
                store(writer, figure)?;
            }
            Ok(())
        })?;
        Ok(made)
    }

    /// The items with slots in place of the chosen numbers. Refused when a text has changed since.
    fn with_new_slots(&self, chosen: &[NewIndicator]) -> Result<Vec<ItemRow>, OpError> {
        let mut rows: Vec<ItemRow> = Vec::new();
        // From the end, so that earlier places stay where they are.
        let mut places: Vec<&NewIndicator> = chosen.iter().collect();
        places.sort_by_key(|new| std::cmp::Reverse((new.paragraph, new.range.start)));
        for new in places {
            if !rows.iter().any(|row| row.item.id == new.item) {
                rows.push(item_row(&self.read(), &new.item)?);
            }
            let stale = || OpError::StaleBinding { text: new.printed.clone() };
            let row = rows.iter_mut().find(|row| row.item.id == new.item).ok_or_else(stale)?;
            let paragraph = row.item.paragraphs.get_mut(new.paragraph).ok_or_else(stale)?;
            let stands = paragraph.get(new.range.start..);
            if !stands.is_some_and(|text| text.starts_with(&new.printed)) {
                return Err(stale());
            }
            let slot = Slot::new(new.indicator.name.trim(), Measure::Value);
            paragraph.replace_range(new.range.clone(), &format!("{{{}}}", slot.label()));
        }
        for Item { id, month, paragraphs, .. } in rows.iter_mut().map(|row| &mut row.item) {
            for (at, paragraph) in paragraphs.iter_mut().enumerate() {
                if chosen.iter().any(|new| new.item == *id && new.paragraph == at) {
                    *paragraph = with_month_slots(paragraph, *month);
                }
            }
        }
        Ok(rows)
    }
}

impl Learner<'_> {
    /// `open`: what of the section's print nothing speaks for, in order.
    fn section(&mut self, section: &Section, mut open: Vec<&Numeral>) {
        for (place, item) in section.items.iter().enumerate() {
            if item.is_of_one_month() {
                continue;
            }
            let label = item_label(section.numbering, place + 1);
            for (paragraph, source) in item.paragraphs.iter().enumerate() {
                let plain = without_slots(source);
                if tells_a_day(&plain) {
                    continue;
                }
                for numeral in numerals(&plain) {
                    let same = |one: &&Numeral| {
                        one.item.as_deref().unwrap_or("") == label
                            && (one.part, one.paragraph) == (Part::Paragraph, paragraph)
                            && is_print_of(one, &numeral, &plain)
                    };
                    let Some(at) = open.iter().position(same) else { continue };
                    open.remove(at);
                    self.number(section, (item, paragraph), &numeral, &plain);
                }
            }
        }
    }

    fn number(
        &mut self,
        section: &Section,
        (item, paragraph): (&Item, usize),
        numeral: &numerals::Numeral,
        plain: &str,
    ) {
        let Some(words) = suggestion(numeral, plain) else { return };
        let code = IndicatorCode::new(ids::mint(self.book.now()));
        let mut indicator = indicator(&words, code, &section.key);
        let Some(typed) = typed(numeral, plain, &indicator) else { return };
        let same = |one: &&NewIndicator| {
            let named = one.indicator.name == words.name || one.indicator.name == words.full_name;
            named && one.typed == typed && one.indicator.unit == indicator.unit
        };
        match self.found.iter().find(same) {
            Some(first) => indicator = first.indicator.clone(),
            None => indicator.name = self.name(&words, item.lead.as_deref(), section),
        }
        let source = item.paragraphs.get(paragraph).map_or("", String::as_str);
        let printed = numeral.range.start..end_of(numeral, plain, &indicator);
        self.found.push(NewIndicator {
            item: item.id.clone(),
            paragraph,
            range: numeral.range.clone(),
            printed: source.get(printed).unwrap_or("").to_owned(),
            sentence: sentence_around(source, numeral.range.start).unwrap_or(source).to_owned(),
            section: section.title.clone(),
            indicator,
            typed,
        });
    }

    /// A name nothing else has: the words themselves, with their subject, with the item's lead or
    /// the section's title, at last with a number. An act alone (办理) says too little where there
    /// is a lead.
    fn name(&mut self, words: &Suggestion, lead: Option<&str>, section: &Section) -> String {
        let with_lead = lead.map(|lead| format!("{lead}{}", words.name));
        let with_title = format!("{}{}", plain_title(section), words.name);
        let free = |name: &String| {
            is_a_name(name)
                && !self.given.contains(name)
                && self.bulletin.indicator_named(name).is_none()
        };
        let seen = |name: String| invisible::without(&name);
        let first = with_lead.clone().filter(|_| naming::is_bare_act(&words.name));
        let own = [words.name.clone(), words.full_name.clone()];
        let tried = first.into_iter().chain(own).chain(with_lead).chain([with_title]);
        let counted = (2..1000).map(|number| format!("{}{number}", words.name));
        let name = tried.chain(counted).map(seen).find(free).unwrap_or_default();
        self.given.insert(name.clone());
        name
    }
}

/// Whether a paragraph tells of a day, and so is news; 截至6月30日 is none.
fn tells_a_day(text: &str) -> bool {
    let day = |numeral: &numerals::Numeral| {
        let before = text.get(..numeral.range.start).unwrap_or("");
        let head =
            before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月'));
        let whole_month = text.get(head.len()..).is_some_and(opens_with_whole_month);
        numeral.after(text).starts_with('日')
            && before.ends_with('月')
            && !whole_month
            && !head.ends_with(['至', '到', '止', '由', '自', '—', '-'])
    };
    numerals(text).iter().any(day)
}

/// Whether a numeral of the source is this one of the print.
fn is_print_of(print: &Numeral, numeral: &numerals::Numeral, plain: &str) -> bool {
    let unit = print.unit.as_deref().unwrap_or("");
    print.text == numeral.text(plain) && unit.ends_with(numeral.unit(plain))
}

/// Adds the indicators to the definition; the figure of each.
fn first_figures(
    bulletin: &mut Bulletin,
    month: Month,
    chosen: &[NewIndicator],
) -> Result<Vec<Figure>, OpError> {
    let mut figures: Vec<Figure> = Vec::new();
    let known = bulletin.indicators.len();
    for new in chosen {
        let name = new.indicator.name.trim();
        let made = bulletin.indicators.get(known..).unwrap_or_default();
        let shared = made.iter().zip(&figures).any(|(one, figure)| {
            one.name == name && one.unit == new.indicator.unit && figure.typed == new.typed
        });
        if shared {
            continue;
        }
        if !is_a_name(name) {
            return Err(OpError::NoIndicatorName { text: new.indicator.name.clone() });
        }
        if bulletin.indicator_named(name).is_some() {
            return Err(OpError::IndicatorNameTaken { name: name.to_owned() });
        }
        let indicator = Indicator { name: name.to_owned(), ..new.indicator.clone() };
        let wrong = |why| OpError::NotAFigure {
            indicator: indicator.name.clone(),
            unit: indicator.unit.clone(),
            typed: new.typed.clone(),
            why,
        };
        let (state, quantity) = indicator.read(&new.typed).map_err(wrong)?;
        let key = FigureKey::of_hall(&indicator.code, month);
        let (typed, source) = (new.typed.clone(), FigureSource::Document);
        figures.push(Figure { key, typed, quantity, state, source, note: String::new() });
        bulletin.indicators.push(indicator);
    }
    Ok(figures)
}

fn is_open(numeral: &Numeral) -> bool {
    numeral.class == Class::Unproven && numeral.proposal.is_none()
}

/// Whether a slot can go by this name.
fn is_a_name(name: &str) -> bool {
    let plain = !name.contains(['{', '}', '·', '\n']);
    plain && !name.is_empty() && !is_reserved(name)
}

fn indicator(words: &Suggestion, code: IndicatorCode, section: &str) -> Indicator {
    Indicator {
        decimals: words.decimals,
        style: words.style,
        section: section.to_owned(),
        grouped: words.grouped,
        ..counting(code, &words.name, &words.unit, words.kind)
    }
}

/// An indicator of which no more is known.
fn counting(code: IndicatorCode, name: &str, unit: &str, kind: IndicatorKind) -> Indicator {
    Indicator {
        code,
        name: name.to_owned(),
        aliases: Vec::new(),
        unit: unit.to_owned(),
        kind,
        decimals: 0,
        style: DisplayStyle::default(),
        section: String::new(),
        definition: String::new(),
        redefined: Vec::new(),
        valid_to: None,
        share_of: None,
        by_department: false,
        departments: Vec::new(),
        grouped: false,
    }
}

/// A section's title without its slots.
fn plain_title(section: &Section) -> String {
    let title: String = Prose::parse(&section.title).literals().collect();
    // 6月份窗口办件情况 without its month.
    title.trim().trim_start_matches('份').to_owned()
}

/// Where the number's power and unit end.
fn end_of(numeral: &numerals::Numeral, plain: &str, indicator: &Indicator) -> usize {
    let rest = plain.get(numeral.unit_at..).unwrap_or("");
    let blank = rest.len() - rest.trim_start().len();
    let unit = rest.trim_start().starts_with(indicator.unit.as_str());
    numeral.unit_at + if unit { blank + indicator.unit.len() } else { 0 }
}

#[cfg(test)]
mod tests;
