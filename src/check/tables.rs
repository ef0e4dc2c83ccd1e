//! Tables as they will be printed: rows whose figures are not there, and a sum that its rows do not
//! come to.

use crate::document::{Align, Role, Run, Table};
use crate::model::{Issue, Quantity, TableSpec};
use crate::text::exhibit::is_total;

use super::issue::at_place;
use super::{Finding, Level};

/// Words in the head of a column whose rows do not add up.
const APART: [&str; 12] =
    ["率", "比", "均", "排名", "名次", "位次", "得分", "评分", "用时", "时长", "年", "期"];

/// What is to be said of a table.
pub(super) fn findings(issue: &Issue, table: &Table) -> Vec<Finding> {
    let finding = |rule: &'static str, level: Level, text: &str, message: String| Finding {
        rule,
        level,
        message,
        ..at_place(issue, Some(table.anchor), (0, text))
    };
    let spec = issue.sections.get(table.anchor.section).and_then(|section| section.table.as_ref());
    let mut found = Vec::new();
    if let Some(spec) = spec.filter(|_| table.anchor.item.is_none()) {
        for (text, message) in table.body().iter().filter_map(|row| waiting(row, spec)) {
            found.push(finding("slot-empty", Level::Must, text, message));
        }
    }
    let totals = totals(table).into_iter();
    found.extend(totals.map(|(text, message)| finding("table-total", Level::Doubt, text, message)));
    found
}

/// A row of a drawn table with figures still to be reported.
fn waiting<'a>(row: &'a [Run], spec: &TableSpec) -> Option<(&'a str, String)> {
    let empty: Vec<&Run> =
        row.iter().filter(|cell| cell.role == Role::Empty && cell.slot.is_none()).collect();
    let first = empty.first()?;
    let name = row.iter().take(spec.leading()).rfind(|cell| !cell.text.is_empty());
    let name = name.map_or("", |cell| cell.text.as_str());
    let count = empty.len();
    let whose = if is_total(name) { "全厅" } else { "这个部门" };
    let message = format!("表中“{name}”还有 {count} 项没有数据，请在“录入”里选{whose}补上");
    Some((first.text.as_str(), message))
}

/// Sums of a table (合计, above or below the rows) that are not what the rows come to.
fn totals(table: &Table) -> Vec<(&str, String)> {
    let sums = |row: &Vec<Run>| row.iter().take(2).any(|cell| is_total(&cell.text));
    let (Some(first), Some(last)) = (table.body().first(), table.body().last()) else {
        return Vec::new();
    };
    let total = if sums(last) { last } else { first };
    // 小计 between the rows, and 其中 of a row above, would be counted twice.
    let part = |row: &Vec<Run>| row.iter().take(2).any(|cell| cell.text.contains("其中"));
    let sums_of = table.body().iter().filter(|row| sums(row)).count();
    if !sums(total) || sums_of > 1 || table.body().iter().any(part) {
        return Vec::new();
    }
    let rows: Vec<&Vec<Run>> = table.body().iter().filter(|row| !sums(row)).collect();
    let heads = table.column_heads();
    let columns = heads.iter().zip(&table.align).enumerate();
    columns
        .filter(|(_, (head, align))| {
            **align == Align::Right && !APART.iter().any(|word| head.contains(word))
        })
        .filter_map(|(at, (head, _))| of_column(head, at, &rows, total))
        .collect()
}

fn of_column<'a>(
    head: &str,
    at: usize,
    rows: &[&Vec<Run>],
    total: &'a [Run],
) -> Option<(&'a str, String)> {
    let printed = total.get(at)?.text.trim();
    let sum = amount(printed)?;
    let mut parts = Vec::new();
    for row in rows {
        let text = row.get(at)?.text.trim();
        match amount(text) {
            Some(part) => parts.push(part),
            None if matches!(text, "" | "—" | "-" | "/" | "未报") => {}
            None => return None,
        }
    }
    let counted: i128 = parts.iter().map(|part| part.on_grid()).sum();
    // Each rounded number may be off by half of its last place; whole ones are exact.
    let off = |one: &Quantity| match one.exponent() {
        0.. => 0,
        places => 5 * 10_i128.pow(u32::try_from(6 + places).unwrap_or(0)),
    };
    let allowed: i128 = parts.iter().chain([&sum]).map(off).sum();
    if parts.len() < 2 || (counted - sum.on_grid()).abs() <= allowed {
        return None;
    }
    let come_to = written(counted);
    let message = format!("“{head}”一列各行之和是 {come_to}，合计印的是 {printed}，请核对");
    Some((printed, message))
}

/// An amount in ten-millionths as a number.
fn written(amount: i128) -> String {
    const UNIT: u128 = 10_000_000;
    let sign = if amount < 0 { "-" } else { "" };
    let (whole, part) = (amount.unsigned_abs() / UNIT, amount.unsigned_abs() % UNIT);
    let text = format!("{sign}{whole}.{part:07}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A bare number; a rate is none that adds up.
fn amount(text: &str) -> Option<Quantity> {
    let (quantity, rest) = Quantity::parse_prefix(text).ok()?;
    rest.is_empty().then_some(quantity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Anchor;

    fn table(rows: &[[&str; 3]]) -> Table {
        let runs = |cells: &[&str; 3]| cells.iter().map(|cell| Run::plain(cell)).collect();
        let (head, rows) = rows.split_first().unwrap();
        Table {
            caption: Vec::new(),
            head: runs(head),
            align: vec![Align::Left, Align::Right, Align::Right],
            rows: rows.iter().map(runs).collect(),
            more_heads: 0,
            spans: Vec::new(),
            anchor: Anchor { section: 0, item: None, paragraph: 0 },
        }
    }

    fn said(rows: &[[&str; 3]]) -> Vec<String> {
        totals(&table(rows)).into_iter().map(|(_, message)| message).collect()
    }

    const HEAD: [&str; 3] = ["窗口", "受理（件）", "满意率"];

    #[test]
    fn a_sum_its_rows_do_not_come_to_is_told() {
        let rows = [HEAD, ["甲", "1,010", "99%"], ["乙", "20", "98%"], ["合计", "1,031", "97%"]];
        assert_eq!(said(&rows), ["“受理（件）”一列各行之和是 1030，合计印的是 1,031，请核对"]);
        let above = [HEAD, ["合计", "29", ""], ["甲", "10", ""], ["乙", "20", ""]];
        assert_eq!(said(&above).len(), 1);
    }

    #[test]
    fn sums_that_fit_or_cannot_be_checked_are_left_alone() {
        for rows in [
            [HEAD, ["甲", "10", ""], ["乙", "—", ""], ["合计", "10", ""]],
            [HEAD, ["甲", "1.25", ""], ["乙", "1.26", ""], ["合计", "2.5", ""]],
            [HEAD, ["甲", "10", ""], ["小计", "10", ""], ["合计", "20", ""]],
            [HEAD, ["甲", "10", ""], ["其中：网办", "9", ""], ["合计", "10", ""]],
            [HEAD, ["甲", "〔甲受理〕", ""], ["乙", "9", ""], ["合计", "20", ""]],
            [HEAD, ["甲", "10", ""], ["乙", "9", ""], ["丙", "7", ""]],
        ] {
            assert_eq!(said(&rows), Vec::<String>::new(), "{rows:?}");
        }
    }
}
