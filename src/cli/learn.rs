//! Indicators made of the numbers of an issue.

use serde::Serialize;

use crate::ops::{Book, NewIndicator, NewTable, OpError};

use super::args::Learn;
use super::output::Output;

/// One entry of the list: a number, or a table with what it makes.
#[derive(Serialize)]
#[serde(untagged)]
enum Shape<'a> {
    Number(LearnShape<'a>),
    Table {
        table: TableShape<'a>,
    },
    /// A table that stays as it is.
    Kept {
        kept: &'a str,
    },
}

#[derive(Serialize)]
struct TableShape<'a> {
    section: &'a str,
    rows: usize,
    indicators: Vec<&'a str>,
    new_indicators: &'a [String],
    new_departments: Vec<&'a str>,
}

#[derive(Serialize)]
struct LearnShape<'a> {
    name: &'a str,
    unit: String,
    typed: &'a str,
    section: &'a str,
    sentence: &'a str,
}

pub fn learn(book: &mut Book, learn: &Learn, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &learn.of.issue, &learn.of.of)?;
    let mut offers = book.new_indicators(&issue)?;
    offers.retain(|offer| !learn.without.contains(&offer.indicator.name));
    let mut tables = book.new_tables(&issue, &offers)?;
    tables.tables.retain(|table| !learn.without.contains(&table.title));
    let numbers = offers.iter().map(|offer| Shape::Number(shape(offer)));
    let drawn = tables.tables.iter().map(|table| Shape::Table { table: table_shape(table) });
    let kept = tables.kept.iter().map(|kept| Shape::Kept { kept });
    output.json(&numbers.chain(drawn).chain(kept).collect::<Vec<_>>());
    for offer in &offers {
        let NewIndicator { indicator, printed, sentence, .. } = offer;
        output.say(&format!("  {}  {printed}  {sentence}", indicator.name));
    }
    for table in &tables.tables {
        output.say(&format!("  {}", table.summary()));
    }
    for kept in &tables.kept {
        output.say(&format!("  {kept}"));
    }
    let count = tables.tables.len();
    let and_tables = if count > 0 { format!("、{count} 张表格") } else { String::new() };
    if offers.is_empty() && count == 0 {
        output.say("固定段落里没有可建为指标的数字。");
    } else if learn.dry_run {
        output.say(&format!("可建指标，共 {} 处数字{and_tables}。", offers.len()));
    } else {
        let made = book.learn_indicators(&issue.id, &offers, &tables.tables)?;
        let places = offers.len();
        output.say(&format!("已建 {made} 项指标，改了 {places} 处数字{and_tables}（可撤销）。"));
    }
    Ok(0)
}

fn table_shape(table: &NewTable) -> TableShape<'_> {
    TableShape {
        section: &table.title,
        rows: table.row_count(),
        indicators: table.indicators.iter().map(|one| one.name.as_str()).collect(),
        new_indicators: &table.new_names,
        new_departments: table.departments.iter().map(|one| one.name.as_str()).collect(),
    }
}

fn shape(offer: &NewIndicator) -> LearnShape<'_> {
    LearnShape {
        name: &offer.indicator.name,
        unit: offer.indicator.display_unit(),
        typed: &offer.typed,
        section: &offer.section,
        sentence: &offer.sentence,
    }
}
