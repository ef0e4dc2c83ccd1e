//! Rows of a table as a file sets them apart (tabs of a Word table, wide blanks, bars) → paragraphs
//! that print as a table. Knows no figures.

use super::issue::Paragraph;
use crate::text::exhibit;
use crate::text::house_style::normalise;
use crate::text::joins::{Join, mark_head};

/// The texts of a section's paragraphs, with every run of rows below one another as rows of a
/// table. A line that stands alone, or fits no head above it, stays as it is.
pub fn as_rows(paragraphs: &[&Paragraph]) -> Vec<String> {
    let mut texts = Vec::with_capacity(paragraphs.len());
    let mut rest = paragraphs;
    while !rest.is_empty() {
        let run: Vec<Vec<String>> = rest.iter().map_while(|paragraph| cells(paragraph)).collect();
        let (lines, more) = rest.split_at_checked(run.len().max(1)).unwrap_or((rest, &[]));
        let tabs = lines.iter().all(|paragraph| paragraph.text.contains('\t'));
        let head = (0..HEADS).find(|at| run.get(*at..).is_some_and(|rows| is_table(rows, tabs)));
        let plain = lines.iter().take(head.unwrap_or(lines.len()));
        texts.extend(plain.map(|paragraph| paragraph.text.clone()));
        texts.extend(run.iter().skip(head.unwrap_or(run.len())).map(|cells| row(cells)));
        rest = more;
    }
    mark_heads(&mut texts);
    texts
}

/// Tells which cells of a head of two rows are merged, where a file gives them as gaps.
fn mark_heads(texts: &mut [String]) {
    let mut above_is_row = false;
    for at in 0..texts.len() {
        let is_row = |at: usize| texts.get(at).and_then(|text| exhibit::cells(text));
        let is_rule = |at: usize| is_row(at).is_some_and(|cells| exhibit::rule(&cells).is_some());
        let begins = !above_is_row;
        above_is_row = is_row(at).is_some();
        let below = if is_rule(at + 1) { at + 2 } else { at + 1 };
        let (Some(mut first), Some(mut second)) = (is_row(at), is_row(below)) else { continue };
        if !begins {
            continue;
        }
        let width = first.len().max(second.len());
        first.resize(width, String::new());
        second.resize(width, String::new());
        mark_head(&mut first, &mut second);
        if second.iter().any(|cell| Join::of_mark(cell).is_some()) {
            for (at, cells) in [(at, first), (below, second)] {
                if let Some(text) = texts.get_mut(at) {
                    *text = row(&cells);
                }
            }
        }
    }
}

/// Lines set apart by columns that may stand above the head of a table.
const HEADS: usize = 4;

/// The cells of a line that columns set apart; rows with bars are rows already.
fn cells(paragraph: &Paragraph) -> Option<Vec<String>> {
    let text = paragraph.text.as_str();
    if !paragraph.columns || exhibit::is_row(text) {
        return None;
    }
    let apart: Vec<&str> = if text.contains('\t') {
        text.split('\t').collect()
    } else {
        text.split("  ").filter(|part| !part.trim().is_empty()).collect()
    };
    let mut cells: Vec<String> = apart.iter().map(|cell| normalise(cell.trim())).collect();
    for (at, join) in &paragraph.merged {
        if cells.len() <= *at {
            cells.resize(at + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(*at).filter(|cell| cell.is_empty()) {
            join.mark().clone_into(cell);
        }
    }
    (cells.len() > 1).then_some(cells)
}

/// Whether the first row can be the head of the others. Blanks alone set other things apart, too
/// (names and telephones): rows without `tabs` have to tell numbers.
fn is_table(rows: &[Vec<String>], tabs: bool) -> bool {
    let width = rows.first().map_or(0, |first| width(first, rows.get(1)));
    let fits = |row: &Vec<String>| {
        let sentence = row.iter().any(|cell| cell.contains('。'));
        row.len() <= width && !sentence && !row.first().is_some_and(|first| is_label(first))
    };
    rows.len() > 1 && rows.iter().all(fits) && (tabs || rows.iter().skip(1).all(|row| counts(row)))
}

/// How many columns a head has. Where the row below begins with a gap, it goes on below a cell over
/// several columns, of which a text keeps no gap at the end.
fn width(head: &[String], below: Option<&Vec<String>>) -> usize {
    let goes_on = below.filter(|below| below.first().is_some_and(String::is_empty));
    goes_on.map_or(head.len(), |below| below.len().max(head.len()))
}

/// Whether a row tells a number.
fn counts(row: &[String]) -> bool {
    let is_number = |cell: &String| {
        let bare = cell.trim_end_matches('%').trim_start_matches(['+', '-']);
        let number = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        number && bare.starts_with(|c: char| c.is_ascii_digit())
    };
    row.iter().any(is_number)
}

/// 1. or （一） set apart from its item by a tab.
fn is_label(cell: &str) -> bool {
    let bracketed = cell.starts_with('（') && cell.ends_with('）');
    cell.chars().count() <= 4 && (bracketed || cell.ends_with(['.', '、', '．']))
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(lines: &[&str]) -> Vec<String> {
        let paragraphs: Vec<Paragraph> = lines
            .iter()
            .map(|line| Paragraph {
                text: (*line).to_owned(),
                line: 1,
                columns: line.contains('\t') || line.contains("  ") || line.starts_with('|'),
                joined: Vec::new(),
                merged: Vec::new(),
            })
            .collect();
        as_rows(&paragraphs.iter().collect::<Vec<_>>())
    }

    #[test]
    fn rows_below_one_another_are_a_table() {
        let lines = ["受理9件。", "窗口\t受理(件)", "公安\t5,212", "合计\t", "以上。"];
        let expected =
            ["受理9件。", "| 窗口 | 受理（件） |", "| 公安 | 5,212 |", "| 合计 |  |", "以上。"];
        assert_eq!(read(&lines), expected);
        let blanks = ["窗口  受理  办结", "公安  9812   9790"];
        assert_eq!(read(&blanks), ["| 窗口 | 受理 | 办结 |", "| 公安 | 9812 | 9790 |"]);
        assert_eq!(read(&["甲|乙\t1", "丙\t2"])[0], "| 甲\\|乙 | 1 |");
        let above = ["单位\t件", "窗口\t受理\t办结", "公安\t9\t8"];
        assert_eq!(read(&above), ["单位\t件", "| 窗口 | 受理 | 办结 |", "| 公安 | 9 | 8 |"]);
    }

    #[test]
    fn merged_cells_are_written_as_such() {
        let row = |text: &str, merged: &[(usize, Join)]| Paragraph {
            text: text.to_owned(),
            line: 1,
            columns: true,
            joined: Vec::new(),
            merged: merged.to_vec(),
        };
        let rows = [
            row("窗口\t受理", &[(2, Join::Left)]),
            row("\t本月\t累计", &[(0, Join::Up)]),
            row("公安\t1\t2", &[]),
        ];
        let expected = ["| 窗口 | 受理 | < |", "| ^ | 本月 | 累计 |", "| 公安 | 1 | 2 |"];
        assert_eq!(as_rows(&rows.iter().collect::<Vec<_>>()), expected);
    }

    #[test]
    fn what_is_no_table_stays() {
        for lines in [
            ["窗口\t受理", "受理9件。"],
            ["甲\t乙", "丙\t丁\t戊"],
            ["| 窗口 | 受理 |", "| 公安 | 9 |"],
            ["甲\t一句话。", "乙\t又一句。"],
            ["1.\t推进综窗改革", "2.\t推进一件事"],
            ["联系人：张三  电话  邮箱", "联系人：李四  电话  邮箱"],
        ] {
            assert_eq!(read(&lines), lines);
        }
    }

    proptest! {
        #[test]
        fn every_line_is_kept(lines in proptest::collection::vec("[甲9\t |。]{1,12}", 0..8)) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            prop_assert_eq!(read(&lines).len(), lines.len());
        }
    }
}
