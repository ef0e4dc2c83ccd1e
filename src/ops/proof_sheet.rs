//! The proof sheet (校样表): the account of an issue's numerals as something to print, tick off and
//! sign, or to sort in a spreadsheet.

use std::path::Path;

use super::book::Book;
use super::error::OpError;
use super::exceptions::printed;
use super::export::extension;
use crate::check::{Class, Numeral};
use crate::document::{Align, Anchor, Block, Document, Meta, Run, Table, plain_text};
use crate::export::{self, Grid, GridCell, grid_csv, grid_xlsx, write_whole};
use crate::model::Issue;

/// The extensions a proof sheet can be written with.
pub const PROOF_FORMATS: [&str; 5] = ["docx", "xlsx", "csv", "md", "txt"];

/// On paper; a spreadsheet has room for the whole sentence.
const HEADINGS: [&str; 8] = ["序", "数字", "类别", "指标", "签字、理由", "位置", "前后文", "核对"];
const SENTENCE: &str = "所在句子";

impl Book {
    /// Writes the account of every numeral, whole or not at all; says how many there are.
    pub fn export_proof(&self, issue: &Issue, path: &Path) -> Result<usize, OpError> {
        let kind = extension(path);
        if !PROOF_FORMATS.contains(&kind.as_str()) {
            let known = &PROOF_FORMATS;
            return Err(OpError::UnknownFormat { path: path.to_owned(), known });
        }
        let numerals = self.proof(issue)?;
        let bytes = match kind.as_str() {
            "xlsx" => grid_xlsx(&grid(issue, &numerals))?,
            "csv" => grid_csv(&grid(issue, &numerals)),
            "md" => export::markdown(&sheet(issue, &numerals)).into_bytes(),
            "txt" => plain_text(&sheet(issue, &numerals)).into_bytes(),
            _ => {
                let house = self.bulletin(&issue.bulletin)?.house_style;
                export::docx(&sheet(issue, &numerals), &house)?
            }
        };
        write_whole(path, &bytes)?;
        Ok(numerals.len())
    }
}

/// 69 个数字：已绑定 24，日期 35，待证 0
fn counts(numerals: &[Numeral]) -> String {
    let count = |class| numerals.iter().filter(|numeral| numeral.class == class).count();
    let counted = Class::ALL.into_iter().map(|class| (class, count(class)));
    let named: Vec<String> = counted
        .filter(|(class, count)| *count > 0 || *class == Class::Unproven)
        .map(|(class, count)| format!("{} {count}", class.chinese()))
        .collect();
    format!("{} 个数字：{}。", numerals.len(), named.join("，"))
}

fn title(issue: &Issue) -> String {
    format!("{}第{}期（{}）数字校样", issue.title, issue.number, issue.month.chinese())
}

/// As a document: a heading, the counts, the table, and a line to sign.
pub(super) fn sheet(issue: &Issue, numerals: &[Numeral]) -> Document {
    let anchor = Anchor { section: 0, item: None, paragraph: 0 };
    let paragraph = |text: &str| Block::Paragraph { runs: vec![Run::plain(text)], anchor };
    let cells = |cells: [String; 8]| cells.iter().map(|cell| Run::plain(cell)).collect();
    let weighty = rows(numerals).zip(numerals).filter(|(_, numeral)| is_weighty(numeral));
    let left = |at| if matches!(at, 0 | 2 | 7) { Align::Centre } else { Align::Left };
    let table = Table {
        caption: Vec::new(),
        head: HEADINGS.iter().map(|head| Run::plain(head)).collect(),
        align: (0..HEADINGS.len()).map(left).collect(),
        rows: weighty.map(|(row, _)| cells(row)).collect(),
        more_heads: 0,
        spans: Vec::new(),
        anchor,
    };
    let heading = Block::Heading { level: 1, runs: vec![Run::plain(&title(issue))], anchor };
    let mut blocks = vec![
        heading,
        paragraph(&counts(numerals)),
        paragraph("逐个核对后在最后一栏打勾。待证的数字要绑定数据，或由人签字作为例外。"),
        Block::Table(table),
    ];
    blocks.extend(others(numerals).iter().map(|text| paragraph(text)));
    blocks.push(paragraph("核对人：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿＿＿"));
    let meta = Meta {
        title: title(issue),
        number_line: issue.number_line(),
        issuer: issue.issuer.clone(),
        issue_date: issue.issue_date,
        month: issue.month,
        number: issue.number,
        total_number: issue.total_number,
    };
    Document { meta, blocks, empty: Vec::new() }
}

/// Amounts, and whatever somebody answered for: a row each on paper.
fn is_weighty(numeral: &Numeral) -> bool {
    let amount =
        matches!(numeral.class, Class::Bound | Class::Derived | Class::Exception | Class::Unproven);
    amount || numeral.declared.is_some()
}

/// Dates, names and quotations, read over in the text: a line a section.
fn others(numerals: &[Numeral]) -> Vec<String> {
    let quiet: Vec<&Numeral> = numerals.iter().filter(|numeral| !is_weighty(numeral)).collect();
    let mut lines = Vec::new();
    if !quiet.is_empty() {
        lines.push(format!("其余 {} 个是日期、序次、名称、引用，随文核对：", quiet.len()));
    }
    for section in quiet.chunk_by(|one, other| one.section == other.section) {
        let name = section.first().map_or("", |numeral| numeral.section.as_str());
        let places: Vec<&str> = section.iter().map(|numeral| numeral.around.as_str()).collect();
        lines.push(format!("{name}：{}。", places.join("；")));
    }
    lines
}

fn grid(issue: &Issue, numerals: &[Numeral]) -> Grid {
    let row = |(cells, numeral): ([String; 8], &Numeral)| {
        let sentence = GridCell::text(numeral.sentence.as_str());
        cells.map(GridCell::text).into_iter().chain([sentence]).collect()
    };
    Grid {
        name: format!("{}数字校样", issue.month.chinese()),
        headings: HEADINGS.into_iter().chain([SENTENCE]).map(str::to_owned).collect(),
        rows: rows(numerals).zip(numerals).map(row).collect(),
    }
}

fn rows(numerals: &[Numeral]) -> impl Iterator<Item = [String; 8]> {
    let row = |(at, numeral): (usize, &Numeral)| {
        let label = numeral.section.split_once('、').map_or(numeral.section.as_str(), |(n, _)| n);
        [
            (at + 1).to_string(),
            printed(numeral),
            numeral.class.chinese().to_owned(),
            numeral.name.clone().unwrap_or_default(),
            signed(numeral),
            format!("{label}{}", numeral.item.as_deref().unwrap_or_default()),
            numeral.around.clone(),
            String::new(),
        ]
    };
    numerals.iter().enumerate().map(row)
}

/// Who declared it to be what, and why.
fn signed(numeral: &Numeral) -> String {
    match &numeral.declared {
        Some(declared) if declared.reason.is_empty() => format!("{}认定", declared.signer),
        Some(declared) => format!("{}：{}", declared.signer, declared.reason),
        None => String::new(),
    }
}
