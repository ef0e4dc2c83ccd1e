//! A printed table whose rows are indicators (主要指标: 本月, 上月, 环比) → the same rows with slots in place
//! of their numbers.

mod told;

use std::ops::Range;

use super::NewIndicator;
use super::grid::{is_nothing, literals, name_and_unit, same, same_number};
use super::shape::Shape;
use super::tables::{NewTable, put_indicators};
use crate::document::{Block, Table, compose};
use crate::import::with_title_slots;
use crate::model::{
    Bulletin, Department, DisplayStyle, Figure, FigureKey, FigureSource, Figures, Indicator,
    IndicatorCode, Issue, Item, Measure, Quantity, Section,
};
use crate::ops::book::Book;
use crate::ops::error::OpError;
use crate::ops::ids;
use crate::text::exhibit;
use crate::text::naming;
use crate::text::prose::{Prose, Slot};
use told::Told;

pub(super) use told::are_indicators;

const ROWS: usize = 100;

/// The place of a table and what is known where it is read.
pub(super) struct Lines<'a> {
    pub book: &'a Book,
    pub issue: &'a Issue,
    pub section: usize,
    pub numbers: &'a [NewIndicator],
    pub bulletin: &'a Bulletin,
    pub departments: &'a [Department],
}

/// One row that counts.
struct Line {
    /// Which of the item's paragraphs it is, from the table's first.
    at: usize,
    cells: Vec<String>,
    indicator: Indicator,
    /// By column, the indicator of what is only stated.
    own: Vec<Option<Indicator>>,
}

impl Lines<'_> {
    /// The rows with slots, or why they stay as they are, in Chinese. What the book cannot accumulate
    /// is a figure of its own.
    pub fn read(
        &self,
        item: &Item,
        rows: &Range<usize>,
    ) -> Result<Result<NewTable, String>, OpError> {
        let sources = item.paragraphs.get(rows.clone()).unwrap_or_default();
        let (head, mut told) = match self.head(sources) {
            Ok(read) => read,
            Err(why) => return Ok(Err(why)),
        };
        loop {
            let table = match self.offer(item, rows, &head, &told) {
                Ok(table) => table,
                Err(why) => return Ok(Err(why)),
            };
            match self.differs(item, &table)? {
                Ok(altered) => return Ok(Ok(NewTable { altered, ..table })),
                Err((column, why)) => match told.get_mut(column) {
                    Some(own @ Told::Measure(Measure::YearToDate)) => {
                        *own = Told::Own(Measure::YearToDate);
                    }
                    _ => return Ok(Err(why)),
                },
            }
        }
    }

    /// The cells of the head and what each column tells.
    fn head(&self, sources: &[String]) -> Result<(Vec<String>, Vec<Told>), String> {
        let rows: Option<Vec<Vec<String>>> =
            sources.iter().map(|source| literals(source)).collect();
        let rows = rows.ok_or("已有填数位")?;
        let caption = usize::from(rows.first().is_some_and(|row| row.len() == 1));
        let Shape { heads, body } = Shape::of(rows.get(caption..).unwrap_or_default())?;
        if heads.iter().any(|(over, _)| !over.is_empty()) {
            return Err("表头有两行".to_owned());
        }
        if body.len() > ROWS {
            return Err(format!("太大：至多 {ROWS} 行"));
        }
        let heads: Vec<String> = heads.into_iter().map(|(_, own)| own).collect();
        let told = heads.iter().map(|head| {
            Told::of(head, self.issue.month).ok_or_else(|| format!("看不懂“{head}”一列是什么"))
        });
        let told = told.collect::<Result<Vec<_>, _>>()?;
        if !told.contains(&Told::Measure(Measure::Value)) {
            return Err("没有本月数一列".to_owned());
        }
        Ok((heads, told))
    }

    fn offer(
        &self,
        item: &Item,
        rows: &Range<usize>,
        head: &[String],
        told: &[Told],
    ) -> Result<NewTable, String> {
        let section = self.issue.sections.get(self.section).ok_or("栏目已不在")?;
        let sources = item.paragraphs.get(rows.clone()).unwrap_or_default();
        let mut table = NewTable::new(section, item, rows);
        table.after =
            sources.iter().map(|source| with_title_slots(source, self.issue.month)).collect();
        let mut lines: Vec<Line> = Vec::new();
        let mut is_head = true;
        for (at, source) in sources.iter().enumerate() {
            let cells = literals(source).unwrap_or_default();
            if cells.len() == 1 || exhibit::rule(&cells).is_some() {
                continue;
            }
            if std::mem::take(&mut is_head) {
                continue;
            }
            let line = self.line((at, cells), head, told, (&lines, section))?;
            for (code, typed, measure) in line.stated(told) {
                let figure = self.figure(&line, code, &typed, measure)?;
                table.figures.extend(figure);
            }
            for one in std::iter::once(&line.indicator).chain(line.own.iter().flatten()) {
                if self.bulletin.indicator(&one.code).is_none() {
                    table.new_names.push(one.name.clone());
                }
                table.indicators.push(one.clone());
            }
            if let Some(row) = table.after.get_mut(line.at) {
                *row = line.source(told);
            }
            lines.push(line);
        }
        if lines.is_empty() { Err("没有指标的行".to_owned()) } else { Ok(table) }
    }

    fn line(
        &self,
        (at, cells): (usize, Vec<String>),
        head: &[String],
        told: &[Told],
        (lines, section): (&[Line], &Section),
    ) -> Result<Line, String> {
        let cell = |wanted: Told| {
            let at = told.iter().position(|told| *told == wanted)?;
            cells.get(at).map(String::as_str)
        };
        let (name, unit) = name_and_unit(cell(Told::Name).unwrap_or_default());
        let value = cell(Told::Measure(Measure::Value)).unwrap_or_default().to_owned();
        let unit = match cell(Told::Unit).filter(|unit| !unit.is_empty()).unwrap_or(unit) {
            "" if value.ends_with('%') => "%",
            "" => "件",
            "％" => "%",
            unit => unit,
        };
        if exhibit::is_total(&name) {
            return Err(format!("“{name}”一行不是指标"));
        }
        if name.is_empty() || !super::is_a_name(&name) {
            return Err(format!("第 {} 行没有指标名称", lines.len() + 1));
        }
        if lines.iter().any(|line| line.indicator.name == name) {
            return Err(format!("“{name}”有两行"));
        }
        if unit.starts_with(['万', '亿']) {
            return Err(format!("“{name}”以{unit}计，表里的数不好改成填数位"));
        }
        let numbers: Vec<&str> = told
            .iter()
            .zip(&cells)
            .filter(|(told, _)| {
                matches!(
                    told,
                    Told::Measure(Measure::Value | Measure::LastMonth | Measure::YearAgo)
                )
            })
            .map(|(_, cell)| cell.as_str())
            .collect();
        let made = |name: &str| self.new_indicator(name, unit, &numbers, &section.key);
        let known =
            self.bulletin.indicator_named(&name).filter(|known| self.agrees(known, unit, &value));
        let free = |name: &String| self.bulletin.indicator_named(name).is_none();
        let other = || {
            let titled = format!("{}{name}", super::plain_title(section));
            [name.clone(), titled].into_iter().find(free)
        };
        let indicator = match known {
            Some(known) => known.clone(),
            None => made(&other().ok_or_else(|| format!("“{name}”起不出指标名称"))?),
        };
        let own = told.iter().zip(head).zip(&cells).map(|((told, head), cell)| {
            let stated = matches!(told, Told::Own(_)) && !is_nothing(cell);
            stated.then(|| {
                let name = format!("{}{}", indicator.name, name_and_unit(head).0);
                self.bulletin.indicator_named(&name).cloned().unwrap_or_else(|| made(&name))
            })
        });
        let own = own.collect();
        Ok(Line { at, cells, indicator, own })
    }

    fn new_indicator(&self, name: &str, unit: &str, numbers: &[&str], section: &str) -> Indicator {
        let code = IndicatorCode::new(ids::mint(self.book.now()));
        let mut indicator = super::counting(code, name, unit, naming::kind(name, name, unit));
        let digits =
            |text: &&str| text.trim_end_matches('%').split_once('.').map_or(0, |(_, d)| d.len());
        let decimals =
            u8::try_from(numbers.iter().map(digits).max().unwrap_or(0)).unwrap_or(0).min(6);
        indicator.decimals = decimals;
        indicator.style = DisplayStyle { power: 0, decimals, trim: true };
        section.clone_into(&mut indicator.section);
        indicator.grouped = numbers.iter().any(|number| number.contains(','));
        indicator
    }

    /// Whether a known indicator can be what a row counts: it has no other figure.
    fn agrees(&self, known: &Indicator, unit: &str, value: &str) -> bool {
        let read = known.read(&typed(value, unit)).ok().and_then(|(_, quantity)| quantity);
        let key = FigureKey::of_hall(&known.code, self.issue.month);
        let stored = self.book.figure(&key).ok().flatten().and_then(|figure| figure.quantity);
        let number = self.numbers.iter().find(|number| number.indicator.code == known.code);
        let said = stored.or_else(|| known.read(&number?.typed).ok()?.1);
        let same = |said: Quantity| read.is_some_and(|read| read.cmp_amount(said).is_eq());
        known.unit == unit && said.is_none_or(same) && known.is_asked_in(self.issue.month)
    }

    /// What a cell tells the book, where it does not know it yet.
    fn figure(
        &self,
        line: &Line,
        code: &IndicatorCode,
        cell: &str,
        measure: Measure,
    ) -> Result<Option<Figure>, String> {
        let month = match measure {
            Measure::LastMonth => self.issue.month.previous(),
            Measure::YearAgo => self.issue.month.year_ago(),
            _ => self.issue.month,
        };
        let indicator = &line.indicator;
        let typed = typed(cell, &indicator.unit);
        let read = indicator.read(&typed);
        let (state, quantity) =
            read.map_err(|_| format!("“{}”的“{cell}”读不出来", indicator.name))?;
        let key = FigureKey::of_hall(code, month);
        let stored = self.book.figure(&key).ok().flatten().and_then(|figure| figure.quantity);
        match (stored, quantity) {
            (Some(stored), Some(read)) if stored.cmp_amount(read).is_eq() => Ok(None),
            (Some(_), _) => {
                let month = month.chinese();
                Err(format!("“{}”{month}已有别的数，表里是 {cell}", indicator.name))
            }
            (None, _) => {
                let (source, note) = (FigureSource::Document, String::new());
                Ok(Some(Figure { key, typed, quantity, state, source, note }))
            }
        }
    }

    /// Prints the rows with their slots; the numbers written in another way, or the column and the
    /// first place that would say something else.
    fn differs(
        &self,
        item: &Item,
        table: &NewTable,
    ) -> Result<Result<Vec<String>, (usize, String)>, OpError> {
        let mut bulletin = self.bulletin.clone();
        put_indicators(&mut bulletin, &table.indicators);
        let mut issue = self.issue.clone();
        let printed = |issue: &Issue, figures: &Figures, bulletin: &Bulletin| {
            let document = compose(issue, bulletin, figures, self.departments);
            document.blocks.into_iter().find_map(|block| match block {
                Block::Table(drawn) if is_of(issue, &drawn, item) => Some(drawn),
                _ => None,
            })
        };
        let mut figures = self.book.figures_for_print(&issue)?;
        let before = printed(&issue, &figures, &bulletin);
        let own = issue.sections.iter_mut().flat_map(|section| &mut section.items);
        if let Some(own) = own.into_iter().find(|own| own.id == item.id) {
            own.paragraphs.splice(table.rows.clone(), table.after.clone());
        }
        for figure in &table.figures {
            figures.insert(figure.clone());
        }
        let after = printed(&issue, &figures, &bulletin);
        let Some((before, after)) = before.zip(after) else {
            return Ok(Err((usize::MAX, "按数据印不出来".to_owned())));
        };
        Ok(differences(&before, &after))
    }
}

/// Whether a table was printed from an item.
fn is_of(issue: &Issue, drawn: &Table, item: &Item) -> bool {
    let section = issue.sections.get(drawn.anchor.section);
    let own = section.zip(drawn.anchor.item).and_then(|(section, at)| section.items.get(at));
    own.is_some_and(|own| own.id == item.id)
}

impl Line {
    /// The figures its cells state, each with the indicator and whose month it is.
    fn stated(&self, told: &[Told]) -> Vec<(&IndicatorCode, String, Measure)> {
        let mut found = Vec::new();
        for ((told, cell), own) in told.iter().zip(&self.cells).zip(&self.own) {
            let (code, measure) = match (told, own) {
                (Told::Own(_), Some(own)) => (&own.code, Measure::Value),
                (Told::Measure(measure), _) => (&self.indicator.code, *measure),
                _ => continue,
            };
            let figures = [Measure::Value, Measure::LastMonth, Measure::YearAgo];
            if figures.contains(&measure) && !is_nothing(cell) {
                found.push((code, cell.clone(), measure));
            }
        }
        found
    }

    /// The row with slots.
    fn source(&self, told: &[Told]) -> String {
        let cell = |((told, cell), own): ((&Told, &String), &Option<Indicator>)| {
            let slot = match (told, own) {
                (Told::Measure(measure), _) => Slot::new(self.indicator.name.clone(), *measure),
                (Told::Own(_), Some(own)) => Slot::new(own.name.clone(), Measure::Value),
                _ => return Prose::literal(cell).source(),
            };
            if is_nothing(cell) {
                return Prose::literal(cell).source();
            }
            let numbers =
                [Measure::Value, Measure::LastMonth, Measure::YearAgo, Measure::YearToDate];
            let percent = cell.ends_with('%') && numbers.contains(&slot.measure);
            format!("{{{}}}{}", slot.label(), if percent { "%" } else { "" })
        };
        let cells: Vec<String> = told
            .iter()
            .zip(&self.cells)
            .zip(&self.own)
            .map(cell)
            .map(|c| c.replace('|', "\\|"))
            .collect();
        format!("| {} |", cells.join(" | "))
    }
}

/// A cell as it would be typed into the form.
fn typed(cell: &str, unit: &str) -> String {
    let number = cell.trim_end_matches('%').trim_start_matches('+');
    if unit == "%" { format!("{number}%") } else { number.to_owned() }
}

fn differences(before: &Table, after: &Table) -> Result<Vec<String>, (usize, String)> {
    let mut altered = Vec::new();
    for (stood, prints) in before.body().iter().zip(after.body()) {
        let name = stood.first().map_or("", |cell| cell.text.as_str());
        for (at, (stood, prints)) in stood.iter().zip(prints).enumerate() {
            let (stood, prints) = (stood.text.as_str(), prints.text.as_str());
            if same_number(stood, prints) && stood != prints {
                altered.push(format!("{name}的 {stood} 印作 {prints}"));
            } else if !same(stood, prints) {
                return Err((at, format!("“{name}”的“{stood}”按数据是“{prints}”")));
            }
        }
    }
    Ok(altered)
}
