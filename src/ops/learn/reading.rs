//! One printed table → what would draw it: departments, indicators, figures. See [`super::tables`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::NewIndicator;
use super::drawn::{Refusal, differences};
use super::grid::{Column, Grid, is_nothing};
use super::tables::{NewTable, put_indicators};
use crate::document::{Block, compose};
use crate::import::with_title_slots;
use crate::model::{
    Bulletin, Department, DepartmentCode, DisplayStyle, Figure, FigureKey, FigureSource, Indicator,
    IndicatorCode, Issue, Item, Measure, Quantity, Section, TableColumn, TableSpec,
};
use crate::ops::book::Book;
use crate::ops::error::OpError;
use crate::ops::ids;
use crate::text::naming;
use crate::text::prose::Prose;

/// Names an indicator of a column may get.
const TRIES: usize = 100;

/// The place of a table and what is known where it is read.
pub(super) struct Reading<'a> {
    pub book: &'a Book,
    pub issue: &'a Issue,
    pub section: usize,
    /// Numbers of the issue's sentences that are to become indicators.
    pub numbers: &'a [NewIndicator],
    /// With the indicators of these numbers.
    pub bulletin: &'a Bulletin,
    pub departments: &'a [Department],
    pub grid: Grid,
}

impl Reading<'_> {
    /// The table drawn from figures, or why it stays as it is, in Chinese. Changes against months
    /// the book does not have are taken for figures of their own.
    pub fn read(
        mut self,
        item: &Item,
        rows: &Range<usize>,
    ) -> Result<Result<NewTable, String>, OpError> {
        loop {
            let Refusal { why, column } = match self.offer(item, rows)? {
                Ok(table) => return Ok(Ok(table)),
                Err(refusal) => refusal,
            };
            let Some(at) = column.filter(|at| self.grid.is_change(*at)) else {
                return Ok(Err(why));
            };
            if let Err(why) = self.grid.make_own(at) {
                return Ok(Err(why));
            }
        }
    }

    fn offer(
        &self,
        item: &Item,
        rows: &Range<usize>,
    ) -> Result<Result<NewTable, Refusal>, OpError> {
        let Some(section) = self.issue.sections.get(self.section) else {
            return Ok(Err("栏目已不在".to_owned().into()));
        };
        let mut table = NewTable::new(section, item, rows);
        table.spec = TableSpec {
            caption: with_title_slots(
                &Prose::literal(&self.grid.caption).source(),
                self.issue.month,
            ),
            row_head: self.grid.row_head.clone(),
            serial: self.grid.serial.clone(),
            total_first: self.grid.total_first,
            total: self.grid.total.as_ref().map(|(name, _)| name.clone()).unwrap_or_default(),
            ..TableSpec::default()
        };
        let read = self
            .name_departments(&mut table)
            .and_then(|()| self.columns(&mut table, section))
            .and_then(|()| self.rank(&mut table));
        if let Err(why) = read {
            return Ok(Err(why.into()));
        }
        Ok(self.check(&table)?.map(|altered| NewTable { altered, ..table }))
    }

    /// The department of each row. One that an earlier table makes comes with this one, too: that
    /// table may be left out.
    fn name_departments(&self, table: &mut NewTable) -> Result<(), String> {
        for (name, _) in &self.grid.rows {
            let department = self.department(name, &table.departments)?;
            let code = department.code.clone();
            if table.spec.departments.contains(&code) {
                return Err(format!("“{name}”有两行"));
            }
            if department.name != *name {
                table.spec.names.insert(code.clone(), name.clone());
            }
            if !self.is_stored(&code) && table.departments.iter().all(|made| made.code != code) {
                table.departments.push(department);
            }
            table.spec.departments.push(code);
        }
        Ok(())
    }

    /// The department that goes by a name, or a new one; `made` are the table's own so far.
    fn department(&self, name: &str, made: &[Department]) -> Result<Department, String> {
        let known = self.departments.iter().chain(made);
        match known.clone().find(|known| known.names().any(|own| own == name)) {
            Some(known) if known.is_hall() => Err(format!("“{name}”是全厅")),
            Some(known) => Ok(known.clone()),
            None => {
                let new = known.map(|one| &one.code).filter(|code| !self.is_stored(code));
                let new: BTreeSet<&DepartmentCode> = new.collect();
                Ok(self.book.next_department(name, new.len()))
            }
        }
    }

    fn is_stored(&self, code: &DepartmentCode) -> bool {
        self.book.departments.iter().any(|known| known.code == *code)
    }

    fn columns(&self, table: &mut NewTable, section: &Section) -> Result<(), String> {
        for (at, column) in self.grid.columns.iter().enumerate() {
            let told_before = column.place && column.measure == Measure::LastMonth;
            let code =
                if column.place && column.measure == Measure::Value && column.states.is_none() {
                    self.ranked_by(table, at)?
                } else if told_before {
                    self.ranking(table, at)?
                } else if column.measure == Measure::Value {
                    let mut indicator = self.indicator(column, at, table, section)?;
                    self.ask(&mut indicator, at, &table.spec.departments);
                    // From next month on the month before is known, and the change is computed.
                    let monthly = [Measure::MonthOnMonth, Measure::Difference, Measure::LastMonth];
                    if column.states.is_some_and(|change| monthly.contains(&change)) {
                        indicator.valid_to = indicator.valid_to.max(Some(self.issue.month));
                    }
                    self.figures(&indicator, column, at, table)?;
                    let code = indicator.code.clone();
                    table.indicators.push(indicator);
                    code
                } else {
                    let before = of_before(table);
                    before.ok_or_else(|| format!("“{}”前面没有它所比的一列", column.head))?
                };
            let own = column.measure == Measure::Value && !column.place;
            let base = if column.place { self.ranking(table, at).ok() } else { of_before(table) };
            let change = column.states.zip(base);
            table.spec.columns.push(TableColumn {
                head: column.head.clone(),
                over: column.over.clone(),
                stated: change.as_ref().map(|_| code.clone()),
                measure: change.as_ref().map_or(column.measure, |(measure, _)| *measure),
                indicator: change.map_or(code, |(_, before)| before),
                place: column.place,
                style: own.then_some(column.style),
                untotalled: own && self.has_no_total(at),
                signs: column.signs,
            });
        }
        Ok(())
    }

    fn has_no_total(&self, at: usize) -> bool {
        let total = self.grid.total.as_ref().and_then(|(_, cells)| cells.get(at));
        total.is_some_and(|cell| is_nothing(cell))
    }

    /// Asks the indicator of the departments that have a number in the column, too; others of the
    /// book have nothing to do with it.
    fn ask(&self, indicator: &mut Indicator, at: usize, departments: &[DepartmentCode]) {
        let of_every_one = indicator.by_department && indicator.departments.is_empty();
        indicator.by_department = true;
        // Anybody may come first in a ranking.
        if of_every_one || (!self.grid.ranked.is_empty() && indicator.departments.is_empty()) {
            return;
        }
        let pairs = departments.iter().zip(self.grid.cells(at));
        for (department, _) in pairs.filter(|(_, cell)| !is_nothing(cell)) {
            if !indicator.departments.contains(department) {
                indicator.departments.push(department.clone());
            }
        }
    }

    /// The indicator a column counts: one of that name and unit that the figures do not
    /// contradict, or a new one.
    fn indicator(
        &self,
        column: &Column,
        at: usize,
        table: &NewTable,
        section: &Section,
    ) -> Result<Indicator, String> {
        let title = super::plain_title(section);
        let with_number = (2..TRIES).map(|number| format!("{}{number}", column.name));
        let head = &self.grid.row_head;
        let names = [column.name.clone(), format!("{head}{}", column.name)];
        let names = names.into_iter().chain([format!("{title}{}", column.name)]).chain(with_number);
        for name in names.filter(|name| super::is_a_name(name)) {
            if table.indicators.iter().any(|made| made.name == name) {
                continue;
            }
            match self.bulletin.indicator_named(&name) {
                None => return Ok(self.new_indicator(column, &name, section)),
                Some(known) if self.is_counted_by(known, column, at) => return Ok(known.clone()),
                Some(_) => {}
            }
        }
        Err(format!("“{}”起不出指标名称", column.head))
    }

    fn new_indicator(&self, column: &Column, name: &str, section: &Section) -> Indicator {
        let kind = naming::kind(name, name, &column.unit);
        let code = IndicatorCode::new(ids::mint(self.book.now()));
        let mut indicator = super::counting(code, name, &column.unit, kind);
        let decimals = column.style.decimals;
        indicator.decimals = if column.style.power == 0 { decimals } else { 0 };
        indicator.style = DisplayStyle { trim: true, ..column.style };
        indicator.section.clone_from(&section.key);
        indicator.grouped = column.grouped;
        indicator
    }

    /// Whether a known indicator is what a column counts: it is asked of departments already, or
    /// the hall's figure is what the rows come to; and the total is no other than that figure.
    fn is_counted_by(&self, known: &Indicator, column: &Column, at: usize) -> bool {
        let read = |cell: &str| known.read(&typed(cell, column)).ok()?.1;
        let total = self.grid.total.as_ref().and_then(|(_, cells)| read(cells.get(at)?));
        let rows = self.grid.rows.iter().filter_map(|(_, cells)| cells.get(at));
        let mut counted = rows.filter(|cell| !is_nothing(cell)).map(|cell| read(cell));
        let first = counted.next().flatten().filter(|_| !known.is_ratio());
        let sum = first.and_then(|first| counted.try_fold(first, |sum, one| sum.plus(one?)));
        let agrees = match (self.hall_figure(known), total, sum) {
            (Some(hall), Some(total), _) => hall.cmp_amount(total).is_eq(),
            _ if known.by_department => true,
            (Some(hall), None, Some(sum)) => hall.cmp_amount(sum).is_eq(),
            _ => false,
        };
        let commas = self.grid.cells(at).any(|cell| cell.len() > 3) || known.grouped;
        let written = known.grouped == column.grouped || !commas;
        known.unit == column.unit && agrees && written && known.is_asked_in(self.issue.month)
    }

    /// The hall's figure of the month: as stored, or as a sentence of the issue has it.
    fn hall_figure(&self, known: &Indicator) -> Option<Quantity> {
        let key = FigureKey::of_hall(&known.code, self.issue.month);
        let stored = self.book.figure(&key).ok().flatten().and_then(|figure| figure.quantity);
        let number = self.numbers.iter().find(|number| number.indicator.code == known.code);
        stored.or_else(|| known.read(&number?.typed).ok()?.1)
    }

    /// The figures of a column; refused where the book has another one.
    fn figures(
        &self,
        indicator: &Indicator,
        column: &Column,
        at: usize,
        table: &mut NewTable,
    ) -> Result<(), String> {
        let hall = DepartmentCode::hall();
        let rows = self.grid.rows.iter().chain(&self.grid.total).map(|(name, cells)| (name, cells));
        let codes: Vec<DepartmentCode> =
            table.spec.departments.iter().chain([&hall]).cloned().collect();
        for ((name, cells), code) in rows.zip(&codes) {
            let Some(cell) = cells.get(at).filter(|cell| !is_nothing(cell)) else { continue };
            let typed = typed(cell, column);
            let (state, quantity) = indicator
                .read(&typed)
                .map_err(|_| format!("“{name}”的{}“{cell}”读不出来", column.name))?;
            let key = FigureKey::new(&indicator.code, self.issue.month, code);
            let stored = self.book.figure(&key).ok().flatten();
            let other = stored.as_ref().filter(|figure| match (figure.quantity, quantity) {
                (Some(stored), Some(read)) => !stored.cmp_amount(read).is_eq(),
                (stored, _) => stored.is_none() && !figure.typed.is_empty(),
            });
            if let Some(other) = other {
                return Err(format!(
                    "“{name}”的“{}”已填 {}，表里是 {cell}",
                    indicator.name, other.typed
                ));
            }
            if stored.is_none_or(|figure| figure.quantity.is_none()) {
                let (source, note) = (FigureSource::Document, String::new());
                table.figures.push(Figure { key, typed, quantity, state, source, note });
            }
        }
        if self.bulletin.indicator(&indicator.code).is_none() {
            table.new_names.push(indicator.name.clone());
        }
        Ok(())
    }

    /// Draws the table from its own figures; returns the numbers it writes in another way, or the
    /// first place that would say something else.
    fn check(&self, table: &NewTable) -> Result<Result<Vec<String>, Refusal>, OpError> {
        let mut bulletin = self.bulletin.clone();
        put_indicators(&mut bulletin, &table.indicators);
        let mut issue = self.issue.clone();
        if let Some(section) = issue.sections.get_mut(self.section) {
            section.table = Some(table.spec.clone());
            section.items.clear();
        }
        let mut figures = self.book.figures_for_print(&issue)?;
        for figure in &table.figures {
            figures.insert(figure.clone());
        }
        let mut departments = self.departments.to_vec();
        departments.extend(table.departments.iter().cloned());
        let document = compose(&issue, &bulletin, &figures, &departments);
        let drawn = document.blocks.iter().find_map(|block| match block {
            Block::Table(drawn) if drawn.anchor.section == self.section => Some(drawn),
            _ => None,
        });
        Ok(match drawn {
            Some(drawn) => differences(&self.grid, drawn, &table.spec),
            None => Err("按数据画不出来".to_owned().into()),
        })
    }
}

/// The indicator of the last column of figures, which a column of changes behind it measures.
fn of_before(table: &NewTable) -> Option<IndicatorCode> {
    let own = |column: &&TableColumn| column.measure == Measure::Value && !column.place;
    table.spec.columns.iter().rev().find(own).map(|column| column.indicator.clone())
}

/// A cell as it would be typed into the form.
fn typed(cell: &str, column: &Column) -> String {
    let number = cell.trim_end_matches('%').trim_start_matches('+');
    let power = match column.style.power {
        4 => "万",
        8 => "亿",
        _ => "",
    };
    let percent = if column.unit == "%" { "%" } else { "" };
    format!("{number}{power}{percent}")
}
