//! From cells to figures: whose, of which month, as a clerk would have typed them.

use std::collections::BTreeMap;

use crate::model::{
    DepartmentCode, FigureKey, FigureState, Indicator, IndicatorCode, IndicatorKind, Month,
};

use super::cells::Row;
use super::labels::{Label, label, unit_mark};
use super::layout::{Column, Layout, MonthLabel, layout};
use super::{Cell, Context, Reading, Sheet, SheetFigure, Unread};

/// So many things not understood are listed; a table of another kind would have thousands.
const LISTED: usize = 500;

/// Finds the figures of every sheet.
pub fn understand(sheets: &[Sheet], context: &Context<'_>) -> Reading {
    let mut reading = Reading::default();

    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        match layout(sheet, context) {
            Ok(layout) => {
                let windows = of_windows(sheet, &layout, context);
                Table { sheet, layout, context, windows }.read(&mut reading);
            }
            Err(reason) => {
                let first = sheet.rows.first();
                let number = first.map_or(1, |row| row.number);
                let text = first.map(row_text).unwrap_or_default();
                push(&mut reading, sheet.place(number, 0), &text, reason);
            }
        }
    }
    settle_twice(&mut reading);
    reading.other_months.sort_unstable();
    reading.other_months.dedup();
    reading
}

struct Table<'a> {
    sheet: &'a Sheet,
    layout: Layout,
    context: &'a Context<'a>,
    /// Whether rows or columns are departments.
    windows: bool,
}

/// Words before the name of an indicator that only departments report: 窗口办结 beside 办结.
const OF_WINDOWS: [&str; 4] = ["窗口", "各窗口", "部门", "单位"];

fn of_windows(sheet: &Sheet, layout: &Layout, context: &Context<'_>) -> bool {
    let below_hall = |code: &DepartmentCode| *code != DepartmentCode::hall();
    let in_row = |row: &Row| {
        let cell = layout.names.department.and_then(|at| row.cells.get(at));
        let label = cell.and_then(|cell| label(cell.text(), context));
        matches!(label, Some(Label::Department(code)) if below_hall(&code))
    };
    layout.columns.iter().filter_map(|column| column.department.as_ref()).any(below_hall)
        || sheet.rows.iter().skip(layout.body).any(in_row)
}

/// What one row is about.
struct Subject {
    indicator: Option<(IndicatorCode, Option<String>)>,
    department: Option<DepartmentCode>,
    month: Option<MonthLabel>,
}

impl Table<'_> {
    fn read(&self, reading: &mut Reading) {
        for (row, column, heading) in &self.layout.unknown {
            let number = self.sheet.rows.get(*row).map_or(0, |row| row.number);
            let place = self.sheet.place(number, *column);
            push(reading, place, heading, "不认识这个表头，这一列没有导入");
        }
        let mut above: Option<DepartmentCode> = None;
        for row in self.sheet.rows.iter().skip(self.layout.body) {
            let mut subject = match self.subject(row) {
                Ok(Some(subject)) => subject,
                Ok(None) => continue,
                Err((column, reason)) => {
                    let place = self.sheet.place(row.number, column);
                    push(reading, place, &row_text(row), &reason);
                    continue;
                }
            };
            // A merged cell names the department of the rows below it too.
            match &subject.department {
                Some(department) => above = Some(department.clone()),
                None if self.layout.names.department.is_some() => {
                    subject.department.clone_from(&above);
                }
                None => {}
            }
            for column in &self.layout.columns {
                self.cell(row, column, &subject, reading);
            }
        }
    }

    fn subject(&self, row: &Row) -> Result<Option<Subject>, (usize, String)> {
        let names = self.layout.names;
        let text = |at: Option<usize>| {
            at.and_then(|at| row.cells.get(at)).map(Cell::text).filter(|text| !text.is_empty())
        };
        let read = |at: Option<usize>| text(at).map(|text| (text, label(text, self.context)));
        let mut subject = Subject { indicator: None, department: None, month: None };
        match read(names.indicator) {
            Some((_, Some(Label::Indicator(code, unit)))) => subject.indicator = Some((code, unit)),
            Some((text, _)) => {
                let at = names.indicator.unwrap_or(0);
                return if self.has_values(row) {
                    Err((at, self.no_indicator(text)))
                } else {
                    Ok(None)
                };
            }
            None if names.indicator.is_some() => {
                let reason = "这一行没有指标名称".to_owned();
                return if self.has_values(row) { Err((0, reason)) } else { Ok(None) };
            }
            None => {}
        }
        match read(names.department) {
            Some((_, Some(Label::Department(code)))) => subject.department = Some(code),
            Some((text, _)) if self.has_values(row) => {
                let reason =
                    format!("没有部门“{text}”，请先在“设置·部门”里登记，或改用登记过的名称");
                return Err((names.department.unwrap_or(0), reason));
            }
            Some(_) => return Ok(None),
            None => {}
        }
        match read(names.month) {
            Some((_, Some(Label::Month(month)))) => subject.month = Some(MonthLabel::Whole(month)),
            Some((_, Some(Label::MonthNumber(n)))) => subject.month = Some(MonthLabel::Number(n)),
            Some((text, _)) => {
                return Err((names.month.unwrap_or(0), format!("“{text}”不是月份")));
            }
            None => {}
        }
        Ok(Some(subject))
    }

    fn has_values(&self, row: &Row) -> bool {
        let filled = |column: &Column| row.cells.get(column.at).is_some_and(|c| !c.is_empty());
        self.layout.columns.iter().any(filled)
    }

    fn no_indicator(&self, text: &str) -> String {
        let shared = |name: &str| name.chars().filter(|c| text.contains(*c)).count();
        let names = self.context.bulletin.indicators.iter().map(|i| i.name.as_str());
        let near = names.max_by_key(|name| shared(name) * 100 / name.chars().count().max(1));
        let near = near.filter(|name| shared(name) * 2 > name.chars().count());
        match near {
            Some(near) => format!("没有指标“{text}”，最接近的是“{near}”"),
            None => format!("没有指标“{text}”"),
        }
    }

    fn cell(&self, row: &Row, column: &Column, subject: &Subject, reading: &mut Reading) {
        let Some(cell) = row.cells.get(column.at).filter(|cell| !cell.is_empty()) else { return };
        let place = self.sheet.place(row.number, column.at);
        let mut refuse = |reason: &str| push(reading, place.clone(), cell.text(), reason);
        let (code, row_unit) = match (&subject.indicator, &column.indicator) {
            (Some((code, unit)), _) => (code.clone(), unit.clone()),
            (None, Some(code)) => (code.clone(), None),
            (None, None) => return refuse("看不出是哪个指标的数"),
        };
        let Some(indicator) = self.context.bulletin.indicator(&code) else { return };
        let indicator = self.meant(indicator);
        let code = indicator.code.clone();
        let stated = self.layout.unit.and_then(|at| row.cells.get(at)).map(Cell::text);
        let stated = stated.filter(|unit| !unit.is_empty()).map(str::to_owned);
        let unit = row_unit.or(column.unit.clone()).or(stated).filter(|_| !column.typed);
        let typed = match typed(cell, indicator, unit.as_deref()) {
            Ok(typed) => typed,
            Err(reason) => return refuse(&reason),
        };
        let month = subject.month.or(column.month);
        let Some(month) = self.month(month) else {
            return refuse("看不出是哪个月的数：请在表头写月份，或指明月份");
        };
        let owner = subject.department.as_ref().or(column.department.as_ref());
        let owner = owner.unwrap_or(self.context.department).clone();
        if let Some(reason) = self.gone(&owner, month) {
            return refuse(&reason);
        }
        if self.context.month.is_some_and(|wanted| wanted != month) {
            reading.other_months.push(month);
            return;
        }
        let key = FigureKey::new(&code, month, &owner);
        reading.figures.push(SheetFigure { key, typed, place });
    }

    /// The indicator a table of departments means: 办结 is 窗口办结 where that is asked of
    /// departments and 办结 is not.
    fn meant<'b>(&'b self, named: &'b Indicator) -> &'b Indicator {
        if !self.windows || named.by_department {
            return named;
        }
        let fits = |other: &&Indicator| {
            let apart = |word: &&str| other.name.strip_prefix(*word) == Some(named.name.as_str());
            other.by_department && other.unit == named.unit && OF_WINDOWS.iter().any(apart)
        };
        self.context.bulletin.indicators.iter().find(fits).unwrap_or(named)
    }

    /// The month of a value: of its own heading, of the table's title, or the one asked for.
    fn month(&self, label: Option<MonthLabel>) -> Option<Month> {
        let told = self.layout.month;
        match label {
            Some(MonthLabel::Whole(month)) => Some(month),
            Some(MonthLabel::Number(number)) => {
                let year = told.map(Month::year).or(self.layout.year);
                let year = year.or_else(|| self.context.month.map(Month::year))?;
                Month::new(year, number)
            }
            None => told.or(self.context.month),
        }
    }

    fn gone(&self, owner: &DepartmentCode, month: Month) -> Option<String> {
        let department = self.context.departments.iter().find(|d| d.code == *owner)?;
        if department.is_active(month) {
            return None;
        }
        let name = &department.name;
        Some(match (department.valid_to, department.valid_from) {
            (Some(to), _) if to < month => {
                format!("{name}到{}为止已停用，{}不再收它的数", to.chinese(), month.chinese())
            }
            _ => format!("{name}在{}还没有启用", month.chinese()),
        })
    }
}

/// The cell as a clerk would type it, or why it is no figure.
fn typed(cell: &Cell, indicator: &Indicator, unit: Option<&str>) -> Result<String, String> {
    let text = match cell {
        // A dash in a cell of its own stands for nothing reported; while typing it may begin a number.
        Cell::Text(text) if matches!(text.as_str(), "-" | "－") => "未报".to_owned(),
        Cell::Text(text) | Cell::Number(text) => text.clone(),
        Cell::Empty => return Ok(String::new()),
        Cell::Date(text) => return Err(format!("是日期（{text}），不是数")),
        Cell::Error(text) => return Err(format!("单元格出错（{text}）")),
        Cell::Formula => {
            return Err("公式还没有算出结果：请在 WPS 或 Excel 里打开、保存后再导入".to_owned());
        }
    };
    let bare = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
    let mut typed = text.clone();
    if let Some(unit) = unit.filter(|_| bare) {
        let Some(mark) = unit_mark(unit, &indicator.unit) else {
            let base = &indicator.unit;
            return Err(format!("表里的单位是“{unit}”，{}的单位是“{base}”", indicator.name));
        };
        typed.push_str(mark);
    }
    let plain_ratio = indicator.kind == IndicatorKind::Ratio && unit.is_none() && bare;
    let small = text.parse::<f64>().is_ok_and(|value| value > 0.0 && value <= 1.0);
    if plain_ratio && small && text.contains('.') {
        return Err(format!("“{text}”可能是 {text}%，也可能该乘以 100：请在表里写上 %"));
    }
    match indicator.read(&typed) {
        Ok((FigureState::Blank, _)) => Ok(String::new()),
        Ok(_) => Ok(typed),
        Err(_) => Err(format!("“{typed}”不是{}的数", indicator.name)),
    }
}

/// A cell that is given twice with different values is not taken at all.
fn settle_twice(reading: &mut Reading) {
    let mut seen: BTreeMap<FigureKey, Vec<SheetFigure>> = BTreeMap::new();
    let mut order = Vec::new();
    for figure in std::mem::take(&mut reading.figures) {
        let group = seen.entry(figure.key.clone()).or_default();
        if group.is_empty() {
            order.push(figure.key.clone());
        }
        group.push(figure);
    }
    for key in order {
        let group = seen.remove(&key).unwrap_or_default();
        let Some(first) = group.first() else { continue };
        if group.iter().all(|other| other.typed == first.typed) {
            reading.figures.push(first.clone());
            continue;
        }
        let places: Vec<&str> = group.iter().map(|figure| figure.place.as_str()).collect();
        let reason =
            format!("同一项数据出现了 {} 次，数不一样（{}）", group.len(), places.join("、"));
        let (place, text) = (first.place.clone(), first.typed.clone());
        push(reading, place, &text, &reason);
    }
}

fn push(reading: &mut Reading, place: String, text: &str, reason: &str) {
    if reading.unread.len() == LISTED {
        reading.notes.push(format!("没读懂的太多，只列出前 {LISTED} 处"));
    }
    if reading.unread.len() < LISTED {
        let text = text.chars().take(60).collect();
        reading.unread.push(Unread { place, text, reason: reason.to_owned() });
    }
}

fn row_text(row: &Row) -> String {
    let cells: Vec<&str> = row.cells.iter().map(Cell::text).filter(|t| !t.is_empty()).collect();
    cells.join(" ")
}
