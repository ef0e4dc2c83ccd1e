//! Cells over several columns and rows on paper.

use proptest::prelude::*;

use crate::document::{Align, Block, Run, Table, text_of};
use crate::layout::fixture::{PlainFonts, anchor, document, paragraph};
use crate::layout::flow::{LEFT, WIDTH};
use crate::layout::{Line, Page, Pages, Source, paginate};
use crate::model::HouseStyle;
use crate::text::joins;

/// A table as its rows say it, the first two of them head.
fn table(rows: &[&str]) -> Table {
    let cells = |row: &&str| row.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let run =
        |cell: &String| Run::plain(if matches!(cell.as_str(), "<" | "^") { "" } else { cell });
    let mut runs = rows.iter().map(|row| row.iter().map(run).collect());
    let width = rows[0].len();
    Table {
        caption: Vec::new(),
        head: runs.next().unwrap(),
        align: (0..width).map(|at| if at == 0 { Align::Left } else { Align::Right }).collect(),
        rows: runs.collect(),
        more_heads: 1,
        spans: joins::spans(&rows, 2),
        anchor: anchor(0),
    }
}

fn set(before: usize, table: &Table) -> Pages {
    let text = (0..before).map(|_| paragraph("一行。"));
    let blocks = text.chain([Block::Table(table.clone())]).collect();
    paginate(&document(blocks), &HouseStyle::default(), &PlainFonts)
}

fn cell<'a>(page: &'a Page, text: &str) -> &'a Line {
    let cells = page.lines.iter().filter(|line| matches!(line.source, Source::Cell { .. }));
    cells.into_iter().find(|line| line.text() == text).unwrap()
}

fn sorted(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = text.chars().collect();
    chars.sort_unstable();
    chars
}

const HEAD: [&str; 2] = ["窗口 受理 < 满意率", "^ 本月 累计 ^"];

#[test]
fn a_cell_over_others_stands_in_the_middle_of_them_and_no_rule_cuts_it() {
    let table = table(&[HEAD[0], HEAD[1], "公安 1 2 3", "人社 4 5 6"]);
    let pages = set(0, &table);
    let page = &pages.pages[0];
    let (window, share, month, total) =
        (cell(page, "窗口"), cell(page, "受理"), cell(page, "本月"), cell(page, "累计"));
    assert!(share.baseline < window.baseline && window.baseline < month.baseline);
    let middle = |line: &Line| f32::midpoint(line.room.left, line.room.right);
    let over = f32::midpoint(month.room.left, total.room.right);
    assert!((middle(share) - over).abs() < 0.1, "{} {over}", middle(share));

    let level: Vec<_> = page
        .rules
        .iter()
        .filter(|r| r.rect.right - r.rect.left > 5.0 && r.rect.left >= LEFT)
        .collect();
    let between =
        |r: &&&crate::layout::Rule| (share.baseline..month.baseline).contains(&r.rect.top);
    let [rule] = level.iter().filter(between).collect::<Vec<_>>()[..] else { panic!("one rule") };
    assert!(rule.rect.left > LEFT + 10.0 && rule.rect.right < LEFT + WIDTH - 10.0);

    let between = f32::midpoint(month.room.right, total.room.left);
    let upright: Vec<_> = page
        .rules
        .iter()
        .filter(|r| r.rect.bottom - r.rect.top > 5.0 && (r.rect.left - between).abs() < 6.0)
        .collect();
    assert_eq!(upright.len(), 1);
    assert!(upright[0].rect.top > share.baseline, "it begins below the head they share");
}

#[test]
fn rows_a_cell_ties_stay_on_one_page_as_long_as_they_fit_one() {
    let mut rows = vec![HEAD[0].to_owned(), HEAD[1].to_owned()];
    for group in 0..12 {
        rows.push(format!("组{group} 1 2 3"));
        rows.extend((0..4).map(|_| "^ 4 5 6".to_owned()));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let table = table(&rows);
    for before in 0..22 {
        let pages = set(before, &table);
        assert!(pages.pages.len() > 1 && pages.misfits.is_empty());
        let of_group = |page: &Page, group: usize| {
            let first = 2 + group * 5;
            let own = page.lines.iter().filter(|line| match line.source {
                Source::Cell { row, column: 1, .. } => (first..first + 5).contains(&row),
                _ => false,
            });
            own.count()
        };
        for group in 0..12 {
            let counts: Vec<_> = pages.pages.iter().map(|page| of_group(page, group)).collect();
            assert_eq!(counts.iter().filter(|count| **count > 0).collect::<Vec<_>>(), [&5]);
        }
        for page in pages.pages.iter().filter(|page| of_group(page, 0) == 0) {
            let heads =
                page.lines.iter().filter(|l| matches!(l.source, Source::Cell { row: 0 | 1, .. }));
            assert!(matches!(heads.count(), 0 | 5), "both rows of the head are repeated");
        }
    }
}

#[test]
fn nothing_is_lost_where_a_cell_ties_more_than_a_page() {
    let long = "很长的类别名称".repeat(30);
    let mut rows = vec![HEAD[0].to_owned(), HEAD[1].to_owned(), format!("{long} 1 2 3")];
    rows.extend((0..80).map(|n| format!("^ {n} 5 6")));
    let table = table(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let pages = set(3, &table);
    let printed: String = pages
        .pages
        .iter()
        .flat_map(|page| &page.lines)
        .filter(|line| matches!(line.source, Source::Cell { row: 2.., .. }))
        .map(Line::text)
        .collect();
    let whole: String = table.body().iter().map(|cells| text_of(cells)).collect();
    assert_eq!(sorted(&printed), sorted(&whole));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is merged, every character is printed once, below a head that may come again.
    #[test]
    fn nothing_is_lost_however_cells_are_merged(
        cells in prop::collection::vec(prop::collection::vec(0usize..6, 4), 2..70),
        before in 0usize..25,
    ) {
        let mark = |(row, cells): (usize, &Vec<usize>)| {
            let cell = |(at, kind): (usize, &usize)| match kind {
                0 => "<".to_owned(),
                1 => "^".to_owned(),
                2 => "很长的名称".repeat(9),
                _ => format!("{row}{at}"),
            };
            cells.iter().enumerate().map(cell).collect::<Vec<_>>().join(" ")
        };
        let rows: Vec<String> = cells.iter().enumerate().map(mark).collect();
        let table = table(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let pages = set(before, &table);
        let of_body = |line: &&Line| matches!(line.source, Source::Cell { row: 2.., .. });
        let printed: String = pages
            .pages
            .iter()
            .flat_map(|page| page.lines.iter().filter(of_body))
            .map(Line::text)
            .collect();
        let whole: String = table.body().iter().map(|cells| text_of(cells)).collect();
        prop_assert_eq!(sorted(&printed), sorted(&whole));
    }
}
