//! Tables by department in an office's own issue → tables drawn from figures: the cells become
//! figures of the departments, and next month's table is drawn from what these report.
//!
//! A table is offered only when drawing it from its own figures says in every cell what stood there;
//! numbers that will have other zeros or commas are told.

use std::ops::Range;

use super::NewIndicator;
use super::grid::{Grid, first_rows, grid, literals};
use super::lines;
use super::reading::Reading;
use crate::import::with_title_slots;
use crate::model::{
    Bulletin, Department, Figure, Indicator, Issue, Item, ItemId, Month, Section, SectionId,
    SectionKind, TableSpec,
};
use crate::ops::book::Book;
use crate::ops::error::OpError;
use crate::ops::items::{item_row, section_row};
use crate::store::{ItemRow, SectionRow};
use crate::text::exhibit;
use crate::text::prose::title_of_month;

/// A table that can be drawn from figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTable {
    pub section: SectionId,
    /// Title of the section, without its slots.
    pub title: String,
    /// The same as it is written.
    pub(super) title_source: String,
    pub item: ItemId,
    /// The paragraphs that are its rows, and their text.
    pub rows: Range<usize>,
    pub sources: Vec<String>,
    /// Whether nothing of the section stands below it.
    pub(super) at_end: bool,
    /// The rows with slots, of a table whose rows are indicators; empty for one of departments.
    pub(super) after: Vec<String>,
    pub spec: TableSpec,
    /// What its columns count: new indicators, and known ones as they are to be.
    pub indicators: Vec<Indicator>,
    /// Names of those that are new.
    pub new_names: Vec<String>,
    /// Departments the book does not know.
    pub departments: Vec<Department>,
    pub figures: Vec<Figure>,
    /// Numbers that will be written with other zeros or commas, in Chinese.
    pub altered: Vec<String>,
}

impl NewTable {
    /// A table of a section, of which nothing is read yet.
    pub(super) fn new(section: &Section, item: &Item, rows: &Range<usize>) -> Self {
        Self {
            section: section.id.clone(),
            title: super::plain_title(section),
            title_source: section.title.clone(),
            item: item.id.clone(),
            rows: rows.clone(),
            sources: item.paragraphs.get(rows.clone()).unwrap_or_default().to_vec(),
            at_end: true,
            after: Vec::new(),
            spec: TableSpec::default(),
            indicators: Vec::new(),
            new_names: Vec::new(),
            departments: Vec::new(),
            figures: Vec::new(),
            altered: Vec::new(),
        }
    }

    /// Whether its rows are indicators of the hall instead of departments.
    pub fn is_of_indicators(&self) -> bool {
        !self.after.is_empty()
    }

    /// Title of the section in an issue of that month.
    pub fn printed_title(&self, month: Month) -> String {
        title_of_month(&self.title_source, month)
    }

    /// How many departments have a row.
    pub fn row_count(&self) -> usize {
        self.spec.departments.len().max(self.spec.limit)
    }

    /// What taking it would do, in Chinese.
    pub fn summary(&self) -> String {
        let known = self.indicators.iter().map(|one| one.name.as_str());
        let known: Vec<&str> =
            known.filter(|name| !self.new_names.iter().any(|new| new == name)).collect();
        let rows = self.row_count();
        let mut parts = vec![if self.is_of_indicators() {
            format!("表格“{}”里的数改为填数位", self.title)
        } else {
            format!("表格“{}”改为数据表：{rows} 个部门", self.title)
        }];
        if !known.is_empty() {
            parts.push(format!("指标 {}", known.join("、")));
        }
        if !self.new_names.is_empty() {
            parts.push(format!("新指标 {}", self.new_names.join("、")));
        }
        if !self.departments.is_empty() {
            let new: Vec<&str> = self.departments.iter().map(|one| one.name.as_str()).collect();
            let some = new.get(..6).unwrap_or(&new).join("、");
            let more = if new.len() > 6 { format!("等 {} 个", new.len()) } else { String::new() };
            parts.push(format!("新部门 {some}{more}"));
        }
        if let Some(first) = self.altered.first() {
            let more = self.altered.len() - 1;
            let more = if more > 0 { format!("等 {} 处", more + 1) } else { String::new() };
            parts.push(format!("{first}{more}"));
        }
        parts.join("；")
    }
}

/// The tables of an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOffers {
    pub tables: Vec<NewTable>,
    /// Tables that stay as they were printed, each with the reason, in Chinese.
    pub kept: Vec<String>,
}

impl Book {
    /// The tables in the issue's undated items that can be drawn from figures, beside the numbers
    /// that are to become indicators.
    pub fn new_tables(
        &self,
        issue: &Issue,
        numbers: &[NewIndicator],
    ) -> Result<TableOffers, OpError> {
        let mut bulletin = self.bulletin(&issue.bulletin)?;
        for number in numbers {
            put_indicators(&mut bulletin, std::slice::from_ref(&number.indicator));
        }
        let mut departments = self.departments()?;
        let mut offers = TableOffers::default();
        for (place, section) in issue.sections.iter().enumerate() {
            let Some(read) = table_of(section) else { continue };
            let offer = match read {
                Err(why) => Err(why),
                Ok(Found { item, rows, grid: None, .. }) => {
                    let (book, bulletin, section) = (self, &bulletin, place);
                    let departments = departments.as_slice();
                    lines::Lines { book, issue, section, numbers, bulletin, departments }
                        .read(item, &rows)?
                }
                Ok(Found { item, rows, at_end, grid: Some(grid) }) => {
                    let (book, bulletin, section) = (self, &bulletin, place);
                    let departments = departments.as_slice();
                    let read =
                        Reading { book, issue, section, numbers, bulletin, departments, grid }
                            .read(item, &rows)?;
                    read.map(|table| NewTable { at_end, ..table })
                }
            };
            match offer {
                Ok(table) => {
                    put_indicators(&mut bulletin, &table.indicators);
                    let new = table.departments.iter().filter(|one| !departments.contains(one));
                    departments.extend(new.cloned().collect::<Vec<_>>());
                    offers.tables.push(table);
                }
                Err(why) => {
                    let title = super::plain_title(section);
                    offers.kept.push(format!("栏目“{title}”的表格保持原样：{why}"));
                }
            }
        }
        Ok(offers)
    }
}

impl Book {
    /// Draws those tables of an issue about to be stored whose columns and rows the book knows:
    /// learned once, a table is read as one in every other issue. Returns them with their figures.
    pub(in crate::ops) fn draw_known_tables(
        &self,
        issue: &mut Issue,
    ) -> Result<Vec<NewTable>, OpError> {
        let bulletin = self.bulletin_ref(&issue.bulletin)?;
        let as_known = |one: &Indicator| bulletin.indicator(&one.code) == Some(one);
        let mut tables = self.new_tables(issue, &[])?.tables;
        tables
            .retain(|table| table.departments.is_empty() && table.indicators.iter().all(as_known));
        for table in &tables {
            let section = issue.sections.iter_mut().find(|section| section.id == table.section);
            let Some(section) = section else { continue };
            if !table.is_of_indicators() {
                section.table = Some(table.spec.clone());
            }
            if let Some(item) = section.items.iter_mut().find(|item| item.id == table.item) {
                take_rows(item, table);
            }
            section.items.retain(|item| item.id != table.item || !is_spent(item));
        }
        Ok(tables)
    }
}

/// Takes the rows of a table off an item, and lets the caption above them (表1 6月份办件情况) go with
/// the month; where the section goes on below, their place is kept. The rows are there.
fn take_rows(item: &mut Item, table: &NewTable) {
    const CAPTION: usize = 40;
    if table.is_of_indicators() {
        item.paragraphs.splice(table.rows.clone(), table.after.clone());
        return;
    }
    let place = (!table.at_end).then(exhibit::table_place);
    item.paragraphs.splice(table.rows.clone(), place);
    let above = table.rows.start.checked_sub(1).and_then(|at| item.paragraphs.get_mut(at));
    if let Some(caption) =
        above.filter(|text| text.chars().count() <= CAPTION && !text.contains(['。', '，', '；']))
    {
        *caption = with_title_slots(caption, item.month);
    }
}

/// Whether an item has nothing left to print.
fn is_spent(item: &Item) -> bool {
    item.paragraphs.is_empty() && item.lead.is_none()
}

/// Two tables, or a table and a number, must not make indicators of the same name.
pub(super) fn refuse_taken_names(bulletin: &Bulletin, table: &NewTable) -> Result<(), OpError> {
    let taken = |made: &&Indicator| {
        let known = bulletin.indicator_named(&made.name);
        known.is_some_and(|known| known.code != made.code)
    };
    match table.indicators.iter().find(taken) {
        Some(made) => Err(OpError::IndicatorNameTaken { name: made.name.clone() }),
        None => Ok(()),
    }
}

impl Book {
    /// The items without the rows of the tables; those with nothing left are to go. Refused when
    /// the rows have changed since.
    pub(super) fn without_tables(
        &self,
        mut items: Vec<ItemRow>,
        tables: &[NewTable],
    ) -> Result<(Vec<ItemRow>, Vec<ItemId>), OpError> {
        let mut gone = Vec::new();
        for table in tables {
            if !items.iter().any(|row| row.item.id == table.item) {
                items.push(item_row(&self.read(), &table.item)?);
            }
            let Some(row) = items.iter_mut().find(|row| row.item.id == table.item) else {
                continue;
            };
            if row.item.paragraphs.get(table.rows.clone()) != Some(table.sources.as_slice()) {
                let text = table.sources.first().cloned().unwrap_or_default();
                return Err(OpError::StaleBinding { text });
            }
            take_rows(&mut row.item, table);
            if is_spent(&row.item) {
                gone.push(table.item.clone());
            }
        }
        items.retain(|row| !gone.contains(&row.item.id));
        Ok((items, gone))
    }

    /// The sections with their tables.
    pub(super) fn sections_with(&self, tables: &[NewTable]) -> Result<Vec<SectionRow>, OpError> {
        let with = |table: &NewTable| {
            let row = section_row(&self.read(), &table.section)?;
            Ok(SectionRow { table: Some(table.spec.clone()), ..row })
        };
        tables.iter().filter(|table| !table.is_of_indicators()).map(with).collect()
    }
}

/// Adds indicators to a definition; of those it has only who is asked can have changed.
pub(super) fn put_indicators(bulletin: &mut Bulletin, indicators: &[Indicator]) {
    for indicator in indicators {
        match bulletin.indicators.iter_mut().find(|known| known.code == indicator.code) {
            Some(known) => {
                known.by_department = indicator.by_department;
                known.departments.clone_from(&indicator.departments);
            }
            None => bulletin.indicators.push(indicator.clone()),
        }
    }
}

/// A table of a section as it stands in its item.
struct Found<'a> {
    item: &'a Item,
    rows: Range<usize>,
    at_end: bool,
    /// `None` where the rows are indicators.
    grid: Option<Grid>,
}

/// The table of a section, read; `None` where there is none to be learned.
fn table_of(section: &Section) -> Option<Result<Found<'_>, String>> {
    if section.kind.is_dated() || section.kind == SectionKind::Visits || section.table.is_some() {
        return None;
    }
    let with_rows = |item: &&Item| !item.is_of_one_month() && first_rows(item).is_some();
    let mut items = section.items.iter().filter(with_rows);
    let item = items.next()?;
    let rows = first_rows(item)?;
    let below = item.paragraphs.get(rows.end..).unwrap_or_default();
    if items.next().is_some() || below.iter().any(|text| exhibit::is_row(text)) {
        return Some(Err("一个栏目只能有一张数据表".to_owned()));
    }
    let last = section.items.last().is_some_and(|last| last.id == item.id);
    let at_end = last && below.is_empty();
    let sources = item.paragraphs.get(rows.clone())?;
    if lines::are_indicators(sources) {
        let open = sources.iter().all(|source| literals(source).is_some());
        return open.then_some(Ok(Found { item, rows, at_end, grid: None }));
    }
    match grid(sources) {
        Ok(None) => None,
        Ok(Some(grid)) => Some(Ok(Found { item, rows, at_end, grid: Some(grid) })),
        Err(why) => Some(Err(why)),
    }
}
