//! A table as it was printed, read as departments by columns. Pure: rows in, cells out.

use std::ops::Range;

use super::shape::Shape;
use crate::model::{DisplayStyle, Item, Measure, Signs};
use crate::text::exhibit;
use crate::text::joins::Join;
use crate::text::numerals::unit_of;
use crate::text::prose::{Part, Prose};

/// Heads of a column that numbers the rows.
pub(super) const SERIALS: [&str; 3] = ["序号", "编号", "序"];
/// Heads of a column that tells places.
const PLACES: [&str; 5] = ["排名", "名次", "位次", "排序", "本月排名"];
/// Heads of a column that tells the places of the month before.
const PLACES_BEFORE: [&str; 5] = ["上月排名", "上月名次", "上月位次", "上期排名", "上次排名"];
/// Names of a row that is no department either.
const NO_ROW: [&str; 3] = ["小计", "平均", "平均值"];
/// What stands where there is nothing to report.
const NOTHING: [&str; 6] = ["", "—", "——", "-", "－", "/"];
/// Heads that say no more than the one above them.
const MONTHLY: [&str; 6] = ["本月", "当月", "本期", "数量", "件数", "总量"];
const ROWS: usize = 200;
const COLUMNS: usize = 20;

/// A table of departments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grid {
    pub caption: String,
    /// Head of a column of running numbers; empty for none.
    pub serial: String,
    /// Head of a column before the names that tells places, and its cells; empty for none.
    pub ranked: String,
    pub places: Vec<String>,
    pub row_head: String,
    pub columns: Vec<Column>,
    /// Names of the rows and their cells.
    pub rows: Vec<(String, Vec<String>)>,
    pub total: Option<(String, Vec<String>)>,
    /// Whether the total stands above the other rows.
    pub total_first: bool,
}

/// A column as its head and its cells tell it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    pub head: String,
    /// The head above it, shared with others.
    pub over: String,
    pub name: String,
    pub unit: String,
    pub measure: Measure,
    /// The change that a column of figures states.
    pub states: Option<Measure>,
    /// Whether it tells places: by a column before it, or of the month before.
    pub place: bool,
    pub style: DisplayStyle,
    pub signs: Signs,
    /// Written with thousands commas.
    pub grouped: bool,
}

/// Whether two cells say the same: one mark for nothing is as good as another.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || is_nothing(a) && is_nothing(b)
}

/// Whether two cells are the same number, written with other zeros or commas.
pub(super) fn same_number(a: &str, b: &str) -> bool {
    let bare = |text: &str| {
        let percent = text.ends_with('%');
        let text = text.trim_start_matches('+');
        let digits = text.trim_end_matches('%').replace(',', "");
        let digits = if digits.contains('.') {
            digits.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            digits
        };
        digits.starts_with(|c: char| c.is_ascii_digit() || c == '-').then_some((percent, digits))
    };
    bare(a).is_some() && bare(a) == bare(b)
}

pub(super) fn is_nothing(cell: &str) -> bool {
    NOTHING.contains(&cell)
}

/// The paragraphs of an item that are rows of its first table; `None` when there is none.
pub(super) fn first_rows(item: &Item) -> Option<Range<usize>> {
    let mut paragraphs = item.paragraphs.iter();
    let first = paragraphs.position(|text| exhibit::is_row(text))?;
    let more = paragraphs.take_while(|text| exhibit::is_row(text)).count();
    Some(first..first + 1 + more)
}

/// Reads rows as a table of departments; the error says, in Chinese, why it is none. A table with
/// slots in it (`None`) is one of the month already.
pub(super) fn grid(sources: &[String]) -> Result<Option<Grid>, String> {
    let Some(rows) = sources.iter().map(|source| literals(source)).collect::<Option<Vec<_>>>()
    else {
        return Ok(None);
    };
    let mut rows = rows.as_slice();
    let mut grid = Grid::default();
    if let [first, rest @ ..] = rows
        && let [only] = first.as_slice()
    {
        grid.caption.clone_from(only);
        rows = rest;
    }
    let Shape { heads, body } = Shape::of(rows)?;
    if body.len() > ROWS || heads.len() > COLUMNS {
        return Err(format!("太大：至多 {ROWS} 行 {COLUMNS} 列"));
    }
    let own: Vec<String> = heads.iter().map(|(_, own)| own.clone()).collect();
    let head = own.as_slice();
    let name_at = grid.leading(head, &body);
    grid.row_head = head.get(name_at).cloned().unwrap_or_default();
    let total_at = [body.len().saturating_sub(1), 0]
        .into_iter()
        .find_map(|at| Some((at, total_name(body.get(at)?, name_at)?)));
    grid.total_first = body.len() > 1 && total_at.as_ref().is_some_and(|(at, _)| *at == 0);
    let joined = |cell: &String| Join::of_mark(cell).is_some();
    if body.iter().flatten().any(joined) {
        return Err("表里有合并的单元格".to_owned());
    }
    for (nth, row) in body.iter().enumerate() {
        let cells: Vec<String> = row.get(name_at + 1..).unwrap_or_default().to_vec();
        match total_at.clone().filter(|(at, _)| *at == nth) {
            Some((_, total)) => grid.total = Some((total, cells)),
            None => {
                grid.rows.push((row.get(name_at).cloned().unwrap_or_default(), cells));
            }
        }
    }
    if grid.rows.is_empty() {
        return Err("没有部门的行".to_owned());
    }
    if let Some((nth, _)) = grid.rows.iter().enumerate().find(|(_, (name, _))| !is_name(name)) {
        return Err(format!("第 {} 行没有部门名称", nth + 1));
    }
    let sums = |name: &String| exhibit::is_total(name) || NO_ROW.contains(&name.as_str());
    if let Some((name, _)) = grid.rows.iter().find(|(name, _)| sums(name)) {
        return Err(format!("“{name}”一行不是部门，也不在最前最后"));
    }
    for (nth, (over, head)) in heads.iter().enumerate().skip(name_at + 1) {
        let cells: Vec<&str> = grid.cells(nth - name_at - 1).collect();
        grid.columns.push(column(over, head, &cells)?);
    }
    if grid.columns.is_empty() { Err("没有数据列".to_owned()) } else { Ok(Some(grid)) }
}

impl Grid {
    /// Takes in the columns before the names; returns which column holds these.
    fn leading(&mut self, head: &[String], body: &[Vec<String>]) -> usize {
        let mut at = 0;
        if let Some(serial) = head.first().filter(|head| SERIALS.contains(&head.as_str())) {
            self.serial.clone_from(serial);
            at += 1;
        }
        if let Some(places) = head.get(at).filter(|head| PLACES.contains(&head.as_str())) {
            self.ranked.clone_from(places);
            self.places = body.iter().filter_map(|row| row.get(at)).cloned().collect();
            at += 1;
        }
        at
    }

    /// Whether a column tells changes of the one before it.
    pub fn is_change(&self, at: usize) -> bool {
        self.columns.get(at).is_some_and(|column| column.measure != Measure::Value)
    }

    /// Takes a column of changes for one of figures: what they are measured against is not known.
    pub fn make_own(&mut self, at: usize) -> Result<(), String> {
        let cells: Vec<String> = self.cells(at).map(str::to_owned).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let of = self.columns.get(..at).unwrap_or_default().iter().rev();
        let counts = |before: &&Column| before.measure == Measure::Value && before.states.is_none();
        let of = of.clone().find(counts);
        let of = of.map_or(String::new(), |before| before.name.clone());
        if let Some(column) = self.columns.get_mut(at) {
            let word = match column.measure {
                Measure::Difference => name_and_unit(&column.head).0,
                measure => measure.word().to_owned(),
            };
            let name = format!("{of}{word}");
            let (name, unit) = match column.signs.bare {
                _ if column.place => (column.name.clone(), "名"),
                true => (name, "%"),
                false => (name, ""),
            };
            let own = Column {
                head: column.head.clone(),
                over: column.over.clone(),
                name,
                states: Some(column.measure),
                signs: column.signs,
                place: column.place,
                ..Column::default()
            };
            *column = written(own, unit, &cells)?;
        }
        Ok(())
    }

    /// All rows as they stand, the total's among them.
    pub fn ordered(&self) -> impl Iterator<Item = &(String, Vec<String>)> {
        let (above, below) =
            if self.total_first { (&self.total, &None) } else { (&None, &self.total) };
        above.iter().chain(&self.rows).chain(below)
    }

    /// The cells of a column of figures, the total's last.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.rows.iter().chain(&self.total);
        rows.filter_map(move |(_, cells)| cells.get(column)).map(String::as_str)
    }
}

/// The cells of a row as plain text; `None` when one of them has a slot.
pub(super) fn literals(source: &str) -> Option<Vec<String>> {
    let literal = |cell: String| -> Option<String> {
        let parts = Prose::parse(&cell).parts.into_iter();
        let texts = parts.map(|part| match part {
            Part::Text(text) => Some(text),
            Part::Slot(_) => None,
        });
        texts.collect()
    };
    exhibit::cells(source)?.into_iter().map(literal).collect()
}

/// 合计, in the name's column or one before it.
fn total_name(row: &[String], name_at: usize) -> Option<String> {
    let leading = row.get(..=name_at)?;
    let mut filled = leading.iter().filter(|cell| !cell.is_empty());
    let name =
        filled.next().filter(|name| exhibit::is_total(name) && !NO_ROW.contains(&name.as_str()))?;
    filled.next().is_none().then(|| name.clone())
}

fn is_name(text: &str) -> bool {
    let digits = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'));
    !text.trim().is_empty() && !digits && text.chars().count() <= 40
}

fn column(over: &str, head: &str, cells: &[&str]) -> Result<Column, String> {
    let ((of, of_unit), (own, unit)) = (name_and_unit(over), name_and_unit(head));
    let stated = if unit.is_empty() { of_unit } else { unit };
    let name =
        if of.is_empty() || !MONTHLY.contains(&own.as_str()) { format!("{of}{own}") } else { of };
    let (head, over) = (head.to_owned(), over.to_owned());
    let mut column = Column { head: head.clone(), over, name, ..Column::default() };
    column.measure = measure(&own);
    if cells.iter().all(|cell| is_nothing(cell)) {
        return Err(format!("“{head}”一列没有数"));
    }
    column.signs.plus = cells.iter().any(|cell| cell.starts_with('+'));
    let changes = [Measure::MonthOnMonth, Measure::YearOnYear].contains(&column.measure);
    let signed = cells.iter().any(|cell| cell.ends_with('%') || cell.ends_with("百分点"));
    column.signs.bare = changes && !signed && matches!(stated, "%" | "％" | "百分点" | "个百分点");
    if column.measure == Measure::MonthOnMonth && !signed && !column.signs.bare {
        column.measure = Measure::Difference;
    }
    column.place = PLACES.contains(&own.as_str());
    if PLACES_BEFORE.contains(&own.as_str()) {
        (column.place, column.measure) = (true, Measure::LastMonth);
    }
    if column.place || column.measure != Measure::Value {
        return Ok(column);
    }
    written(column, stated, cells)
}

/// How a column of figures writes its numbers.
fn written(mut column: Column, stated: &str, cells: &[&str]) -> Result<Column, String> {
    let head = column.head.clone();
    let written: Vec<&&str> = cells.iter().filter(|cell| !is_nothing(cell)).collect();
    column.signs.percent = written.iter().all(|cell| cell.ends_with('%'));
    column.grouped = written.iter().any(|cell| cell.contains(','));
    let numbers: Vec<&str> = written.iter().map(|cell| cell.trim_end_matches('%')).collect();
    let is_number = |text: &&str| {
        let digits = text.trim_start_matches(['-', '+']);
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    if let Some(odd) = numbers.iter().find(|text| !is_number(text)) {
        return Err(format!("“{head}”一列里的“{odd}”不是数"));
    }
    let places = |text: &&str| text.split_once('.').map_or(0, |(_, after)| after.len());
    let most = numbers.iter().map(places).max().unwrap_or(0);
    let (power, unit) = power_of(stated);
    column.unit = match unit {
        _ if column.signs.percent => "%".to_owned(),
        "" => "件".to_owned(),
        unit => unit.to_owned(),
    };
    column.style = DisplayStyle {
        power,
        decimals: u8::try_from(most).unwrap_or(0).min(6),
        // Of both ways the one that writes more of the numbers as they stand.
        trim: {
            let padded = numbers.iter().filter(|text| text.contains('.') && text.ends_with('0'));
            let shorter = numbers.iter().filter(|text| places(text) != most).count();
            shorter > 0 && padded.count() <= shorter
        },
    };
    Ok(column)
}

/// 受理量（件）: what is counted, and in what.
pub(super) fn name_and_unit(head: &str) -> (String, &str) {
    let head = head.trim();
    let closed = head.strip_suffix(['）', ')']);
    match closed.and_then(|head| head.rsplit_once(['（', '('])) {
        Some((name, unit)) if !name.trim().is_empty() && is_unit(unit) => {
            (name.trim().to_owned(), unit.trim())
        }
        _ => (head.to_owned(), ""),
    }
}

fn is_unit(text: &str) -> bool {
    let (_, unit) = power_of(text.trim());
    matches!(unit, "%" | "％" | "‰") || unit_of(unit) == unit && !unit.is_empty()
}

/// 万件: 4 and 件.
fn power_of(unit: &str) -> (u8, &str) {
    match unit.strip_prefix('万').or_else(|| unit.strip_prefix('亿')) {
        Some(rest) if unit.starts_with('万') => (4, rest),
        Some(rest) => (8, rest),
        None if unit == "％" => (0, "%"),
        None => (0, unit),
    }
}

/// A column that tells a change of the one before it.
fn measure(name: &str) -> Measure {
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    if begins(&["环比", "较上月", "比上月"]) {
        Measure::MonthOnMonth
    } else if begins(&["同比", "较去年同期", "较上年同期", "比上年同期"]) {
        Measure::YearOnYear
    } else {
        Measure::Value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &[&str]) -> Result<Option<Grid>, String> {
        grid(&rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn heads_numbers_and_the_last_row_are_understood() {
        let rows = [
            "| 序号 | 窗口 | 受理（件） | 办结(万件) | 满意率 | 环比 |",
            "| --- | --- | ---: | ---: | --- | --- |",
            "| 1 | 公安 | 5,212 | 0.52 | 100% | 3.1% |",
            "| 2 | 人社 | — | 0.3 | 99.9% | -1.2% |",
            "| 合计 | | 5,212 | 0.82 | 99.9% | 1% |",
        ];
        let grid = read(&rows).unwrap().unwrap();
        assert_eq!((grid.serial.as_str(), grid.row_head.as_str()), ("序号", "窗口"));
        let names: Vec<_> = grid.rows.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["公安", "人社"]);
        assert_eq!(grid.total.as_ref().map(|(name, _)| name.as_str()), Some("合计"));
        let columns: Vec<_> = grid
            .columns
            .iter()
            .map(|c| (c.name.as_str(), c.unit.as_str(), c.style.power, c.style.decimals))
            .collect();
        let expected = [("受理", "件", 0, 0), ("办结", "件", 4, 2), ("满意率", "%", 0, 1)];
        assert_eq!(columns[..3], expected);
        assert!(grid.columns[0].grouped && grid.columns[2].signs.percent);
        assert!(grid.columns[1].style.trim && grid.columns[2].style.trim);
        assert_eq!(grid.columns[3].measure, Measure::MonthOnMonth);
    }

    #[test]
    fn a_caption_of_one_cell_stands_above() {
        let grid = read(&["| 窗口办件 |", "| 窗口 | 受理 |", "| 公安 | 9 |"]).unwrap().unwrap();
        assert_eq!((grid.caption.as_str(), grid.rows.len()), ("窗口办件", 1));
    }

    #[test]
    fn what_is_no_table_of_departments_is_told_why() {
        for (rows, why) in [
            (&["| 窗口 | 受理 |", "| 公安 | 很多 |"][..], "“受理”一列里的“很多”不是数"),
            (&["| 窗口 | 受理 |", "| 公安 | — |"][..], "“受理”一列没有数"),
            (&["| 窗口 | 受理 |", "| 12 | 9 |"][..], "第 1 行没有部门名称"),
            (&["| 窗口 | 受理 |", "| 合计 | 9 |"][..], "没有部门的行"),
            (&["| 窗口 |", "| 公安 |"][..], "没有部门的行"),
            (
                &["| 窗口 | 受理 |", "| 公安 | 9 |", "| 合计 | 9 |", "| 人社 | 9 |"][..],
                "“合计”一行不是部门，也不在最前最后",
            ),
        ] {
            assert_eq!(read(rows), Err(why.to_owned()), "{rows:?}");
        }
        assert_eq!(read(&["| 窗口 | 受理 |", "| 公安 | {受理} |"]), Ok(None));
    }
}
