//! Pages as a specification: what stands where, and what never happens whatever the text.

use proptest::prelude::*;

use super::chars::{never_begins, never_ends};
use super::fixture::{PlainFonts, anchor, document, heading, paragraph};
use super::*;
use crate::document::{Align, Block, DistributionLine, Role, Run, Table, plain_text};
use crate::model::{DistributionLevel, PageNumber};

fn set(blocks: Vec<Block>) -> Pages {
    paginate(&document(blocks), &HouseStyle::default(), &PlainFonts)
}

fn body(page: &Page) -> Vec<&Line> {
    page.lines.iter().filter(|line| line.source != Source::PageNumber).collect()
}

fn texts(page: &Page) -> Vec<String> {
    body(page).into_iter().map(Line::text).collect()
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Everything printed except page numbers and the heads repeated overleaf.
fn printed(pages: &Pages) -> String {
    let mut heads = std::collections::BTreeSet::new();
    let lines = pages.pages.iter().flat_map(|page| body(page));
    let once = lines.filter(|line| match line.source {
        Source::Cell { row: 0, column, .. } => {
            heads.insert((column, line.text(), line.glyphs.first().map(|glyph| glyph.at)))
        }
        _ => true,
    });
    without_blanks(&once.map(Line::text).collect::<String>())
}

fn list(levels: &[(DistributionLevel, &str)]) -> Block {
    let line = |(level, text): &(DistributionLevel, &str)| DistributionLine {
        level: *level,
        names: Vec::new(),
        text: (*text).into(),
    };
    Block::Distribution { lines: levels.iter().map(line).collect(), editors: None, copies: None }
}

fn table(columns: usize, rows: usize, cell: &str) -> Block {
    let run = |text: &str| Run::plain(text);
    Block::Table(Table {
        caption: vec![run("表1 各窗口办件量")],
        head: (0..columns).map(|at| run(&format!("栏目{at}"))).collect(),
        align: (0..columns).map(|at| if at == 0 { Align::Left } else { Align::Right }).collect(),
        rows: (0..rows).map(|_| (0..columns).map(|_| run(cell)).collect()).collect(),
        more_heads: 0,
        spans: Vec::new(),
        anchor: anchor(2),
    })
}

#[test]
fn a_page_has_22_lines_of_28_characters() {
    let pages = set(vec![paragraph(&"政".repeat(28 * 50))]);
    let [first, second, ..] = pages.pages.as_slice() else { panic!("{}", pages.pages.len()) };
    assert_eq!((body(first).len(), body(second).len()), (22, 22));
    let lines = texts(first);
    assert_eq!(lines[0].chars().count(), 26, "two characters in");
    assert!(lines[1..].iter().all(|line| line.chars().count() == 28));
    let last = body(first)[21];
    assert!(
        (last.baseline / MM - (37.0 + 4.85 + 21.0 * 10.39)).abs() < 0.05,
        "{}",
        last.baseline / MM
    );
    let glyph = &last.glyphs[0];
    assert!((glyph.x - 28.0 * MM).abs() < 0.3, "{}", glyph.x);
}

#[test]
fn marks_keep_to_their_side_of_the_line() {
    // The 29th character of a line is a mark: squeezed in where others give way.
    let with_marks = format!("{}，{}。甲", "政".repeat(10), "务".repeat(15));
    assert!(texts(&set(vec![paragraph(&with_marks)]).pages[0])[0].ends_with('。'));
    // No other mark gives way: the character before goes along to the next line.
    let without = format!("{}。{}", "政".repeat(26), "务".repeat(5));
    let lines = texts(&set(vec![paragraph(&without)]).pages[0]);
    assert!(lines[1].starts_with("政。") || lines[0].ends_with('。'), "{lines:?}");
    let opening = format!("{}“一件事”", "政".repeat(25));
    assert!(texts(&set(vec![paragraph(&opening)]).pages[0])[1].starts_with('“'));
}

#[test]
fn numbers_stay_with_their_units_and_dashes_with_their_twins() {
    for (text, whole) in [
        (format!("{}达5.87万件，增长", "政".repeat(22)), "5.87万件，"),
        (format!("{}2025年4月25日", "政".repeat(24)), "2025年"),
        (format!("{}占59.49%的", "政".repeat(23)), "59.49%"),
        (format!("{}——即日起", "政".repeat(25)), "——"),
        (format!("{}……等", "政".repeat(25)), "……"),
        (format!("{}Windows版", "政".repeat(23)), "Windows"),
    ] {
        let lines = texts(&set(vec![paragraph(&text)]).pages[0]);
        assert!(lines.iter().any(|line| line.contains(whole)), "{lines:?}");
    }
}

#[test]
fn a_title_never_stands_at_the_foot_of_a_page() {
    for rows in 18..24 {
        let filler: Vec<Block> = (0..rows).map(|_| paragraph("一行。")).collect();
        let blocks =
            filler.into_iter().chain([heading("动态"), heading("资讯"), paragraph("甲。")]);
        for page in &set(blocks.collect()).pages {
            let last = body(page).into_iter().next_back();
            assert!(!matches!(last.unwrap().source, Source::Heading(_)), "{rows}");
        }
    }
}

#[test]
fn the_masthead_fits_its_line_and_the_rule_lies_4_mm_below() {
    let pages = set(vec![Block::Masthead, paragraph("正文。")]);
    let page = &pages.pages[0];
    let name = &page.lines[0];
    assert_eq!((name.text().as_str(), name.glyphs[0].tint), ("政务窗口月报", Tint::Red));
    assert!((name.glyphs[0].size - 60.0).abs() < 0.01);
    assert!((name.baseline - 0.85 * 60.0 - 57.0 * MM).abs() < 0.1, "ink begins at 37 + 20 mm");
    let rule = page.rules[0];
    assert_eq!(rule.tint, Tint::Red);
    let date = page.lines.iter().find(|line| line.text() == "2025年5月16日").unwrap();
    assert!((rule.rect.top - (date.baseline + 0.14 * 16.0) - 4.0 * MM).abs() < 0.1);
    assert!(pages.misfits.is_empty(), "{:?}", pages.misfits);
}

#[test]
fn a_name_of_40_characters_and_a_long_issuer_are_said_to_need_lines() {
    let mut long = document(vec![Block::Masthead, paragraph("正文。")]);
    long.meta.title = "月".repeat(40);
    long.meta.issuer = "中心".repeat(25);
    let pages = paginate(&long, &HouseStyle::default(), &PlainFonts);
    assert!(
        matches!(pages.misfits[0], Misfit::Name { characters: 40, lines: 4 }),
        "{:?}",
        pages.misfits
    );
    assert!(matches!(pages.misfits[1], Misfit::Issuer { characters: 50 }));
    assert_eq!(printed(&pages), without_blanks(&plain_text(&long)));
}

#[test]
fn page_numbers_stand_at_269_mm_odd_right_even_left() {
    let pages = set(vec![paragraph(&"政".repeat(28 * 30))]);
    let number = |page: &Page| page.lines.iter().find(|l| l.source == Source::PageNumber).cloned();
    let (one, two) = (number(&pages.pages[0]).unwrap(), number(&pages.pages[1]).unwrap());
    assert_eq!((one.text().as_str(), two.text().as_str()), ("— 1 —", "— 2 —"));
    let centre = one.baseline - (0.85 - 0.1) / 2.0 * 14.0;
    assert!((centre - 269.0 * MM).abs() < 0.1, "{}", centre / MM);
    assert!((one.room.right - (184.0 * MM - 14.0)).abs() < 0.1);
    assert!((two.room.left - (28.0 * MM + 14.0)).abs() < 0.1);
    for (place, shown) in [(PageNumber::None, false), (PageNumber::Centre, true)] {
        let house = HouseStyle { page_number: place, ..HouseStyle::default() };
        let pages = paginate(&document(vec![paragraph("甲。")]), &house, &PlainFonts);
        let line = number(&pages.pages[0]);
        assert_eq!(line.is_some(), shown);
        let middle = line.map(|line| f32::midpoint(line.room.left, line.room.right));
        assert!(middle.is_none_or(|middle| (middle - 106.0 * MM).abs() < 0.1));
    }
}

#[test]
fn the_distribution_block_ends_at_262_mm_of_the_last_page() {
    use DistributionLevel::{Issue, Report};
    for rows in 1..60 {
        let filler = (0..rows).map(|_| paragraph("一行。"));
        let block = list(&[(Report, "省领导。"), (Issue, "各窗口，各处室。")]);
        let pages = set(filler.chain([block]).collect());
        let last = pages.pages.last().unwrap();
        let foot = last.rules.last().unwrap().rect.bottom;
        assert!((foot - 262.0 * MM).abs() < 0.01, "{}", foot / MM);
        let top = last.rules[0].rect.top;
        let text = last.lines.iter().filter(|line| matches!(line.source, Source::Paragraph(_)));
        assert!(text.map(|line| line.room.bottom).all(|bottom| bottom <= top), "{rows}");
    }
}

#[test]
fn the_block_on_an_even_page_leaves_it_and_the_blank_before_it_unnumbered() {
    let house = HouseStyle { even_page: true, ..HouseStyle::default() };
    for (rows, pages, numbers) in [(5, 2, 1), (30, 4, 2), (44, 4, 2)] {
        let filler = (0..rows).map(|_| paragraph("一行。"));
        let blocks = filler.chain([list(&[(DistributionLevel::Report, "省领导。")])]).collect();
        let set = paginate(&document(blocks), &house, &PlainFonts);
        let numbered = set
            .pages
            .iter()
            .filter(|page| page.lines.iter().any(|line| line.source == Source::PageNumber));
        assert_eq!((set.pages.len(), numbered.count()), (pages, numbers), "{rows}");
    }
}

#[test]
fn a_table_over_pages_repeats_its_head() {
    let pages = set(vec![paragraph("甲。"), table(5, 70, "12345")]);
    assert!(pages.pages.len() >= 3);
    for page in &pages.pages {
        let heads = page.lines.iter().filter(|l| matches!(l.source, Source::Cell { row: 0, .. }));
        assert_eq!(heads.count(), 5);
    }
    assert!(pages.misfits.is_empty(), "{:?}", pages.misfits);
}

#[test]
fn a_wide_table_gets_smaller_type_then_wraps_then_says_so() {
    let size = |pages: &Pages| {
        let cell = pages.pages[0].lines.iter().find(|l| matches!(l.source, Source::Cell { .. }));
        cell.unwrap().glyphs[0].size
    };
    let small = set(vec![table(4, 2, "12345")]);
    let wide = set(vec![table(12, 2, "12345")]);
    let too_wide = set(vec![table(30, 2, "1234567890")]);
    assert!(size(&small) > size(&wide));
    assert!(small.misfits.is_empty() && wide.misfits.is_empty());
    assert!(matches!(too_wide.misfits[0], Misfit::Table { columns: 30, .. }));
    let name = set(vec![table(3, 2, &"指标名".repeat(27))]);
    assert!(name.misfits.is_empty(), "a name of 80 characters wraps: {:?}", name.misfits);
    let tall = set(vec![table(2, 1, &"字".repeat(4000))]);
    assert!(tall.misfits.iter().any(|misfit| matches!(misfit, Misfit::Row { .. })));
}

#[test]
fn a_chart_stands_whole_on_one_page_with_its_words() {
    let chart = fixture::chart_of(&[Some(3), None, Some(5), Some(8)]);
    for rows in 0..24 {
        let filler = (0..rows).map(|_| paragraph("一行。"));
        let pages = set(filler.chain([Block::Chart(chart.clone()), paragraph("后文。")]).collect());
        let with_shapes: Vec<&Page> =
            pages.pages.iter().filter(|page| !page.shapes.is_empty()).collect();
        assert_eq!(with_shapes.len(), 1, "{rows}");
        let words: Vec<String> = texts(with_shapes[0]);
        for word in ["图1 受理量走势", "单位：件", "2025年1月", "8"] {
            assert!(words.iter().any(|text| text == word), "{word}: {words:?}");
        }
        let inside = |(x, y): &(f32, f32)| {
            (28.0 * MM - 1.0..184.0 * MM + 1.0).contains(x) && (37.0 * MM..262.0 * MM).contains(y)
        };
        assert!(with_shapes[0].shapes.iter().all(|shape| shape.corners.iter().all(inside)));
    }
}

#[test]
fn what_no_font_has_is_marked_and_told() {
    let pages = set(vec![paragraph("张喆办理😀两件")]);
    assert_eq!(pages.stand_ins.len(), 1);
    assert_eq!(pages.stand_ins[0].chars, "喆");
    let first = Some((Anchor { section: 0, item: None, paragraph: 0 }, 4));
    assert_eq!(pages.misfits, [Misfit::NoFont { chars: "😀".into(), first }]);
    assert!(pages.misfits[0].sentence().contains("😀"));
    assert!(pages.pages[0].lines[0].text().contains('😀'), "it is still copied out");
}

#[test]
fn every_line_leads_back_to_its_characters() {
    let text = "窗口".repeat(40);
    let pages = set(vec![paragraph(&text)]);
    let chars: Vec<char> = text.chars().collect();
    let page = &pages.pages[0];
    for line in body(page) {
        assert!(line.glyphs.iter().all(|glyph| chars[glyph.at] == glyph.c));
        let middle = (line.room.left + 30.0, f32::midpoint(line.room.top, line.room.bottom));
        assert_eq!(page.line_at(middle.0, middle.1).unwrap().source, line.source);
    }
    assert_eq!(pages.page_of(anchor(0)), Some(0));
}

#[test]
fn sixty_pages_and_a_paragraph_of_20000_characters_are_set() {
    let pages = set(vec![
        Block::Masthead,
        paragraph(&"政务服务，".repeat(4000)),
        paragraph(&"窗口。".repeat(6000)),
    ]);
    assert!(pages.pages.len() > 55, "{}", pages.pages.len());
    assert!(pages.pages.iter().all(|page| body(page).len() <= 22));
}

fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        8 => "[政务窗口办理受理件数]{1,6}",
        3 => "[，。、；：？！]",
        2 => "[“”《》（）〔〕]",
        2 => "[0-9]{1,5}(\\.[0-9]{1,2})?(万件|%|年|个|)",
        1 => "[A-Za-z]{1,12}",
        1 => "(——|……|—|·|～|/)",
        1 => "[喆龑𫖯😀é ]",
        1 => "\u{200b}|\u{fe0f}",
    ];
    prop::collection::vec(pieces, 0..120).prop_map(|pieces| pieces.concat())
}

/// A line that could be broken nowhere is the only one that may break a rule.
fn assert_breaks_well(lines: &[&Line]) {
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let (end, begin) = (line.glyphs.last().unwrap(), next.glyphs.first().unwrap());
        if begin.at == 0 {
            continue;
        }
        let legal = |pair: &[Glyph]| !never_ends(pair[0].c) && !never_begins(pair[1].c);
        let choice = line.glyphs.windows(2).any(|pair| legal(pair) && pair[0].at > 0);
        let bad = never_ends(end.c) || never_begins(begin.c);
        assert!(!bad || !choice, "{}|{}", line.text(), next.text());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_lost_or_printed_twice(texts in prop::collection::vec(any_text(), 1..12), rows in 0usize..40) {
        let mut blocks = vec![Block::Masthead];
        blocks.extend(texts.iter().map(|text| paragraph(text)));
        blocks.push(heading("表"));
        blocks.push(table(4, rows, "12.5%"));
        blocks.push(list(&[(DistributionLevel::Report, texts[0].as_str())]));
        let document = document(blocks);
        let pages = paginate(&document, &HouseStyle::default(), &PlainFonts);
        prop_assert_eq!(printed(&pages), without_blanks(&plain_text(&document)));
        for page in &pages.pages {
            let running: Vec<&Line> = body(page)
                .into_iter()
                .filter(|line| matches!(line.source, Source::Paragraph(_) | Source::Heading(_)))
                .collect();
            prop_assert!(running.len() <= 22);
            assert_breaks_well(&running);
            for line in running {
                let end = line.glyphs.iter().filter(|glyph| glyph.glyph.is_some() && !glyph.c.is_whitespace()).map(|glyph| glyph.x);
                prop_assert!(end.fold(0.0, f32::max) <= 184.0 * MM, "{}", line.text());
                prop_assert!(line.room.bottom <= 265.6 * MM);
            }
        }
    }
}

#[test]
fn what_waits_to_be_filled_is_shaded() {
    let runs = vec![Run::plain("受理"), Run::empty("受理量"), Run::new(Role::Figure, "5件。")];
    let pages = set(vec![Block::Paragraph { runs, anchor: anchor(0) }]);
    assert_eq!(pages.pages[0].shades.len(), "〔受理量〕".chars().count());
}

#[test]
fn a_document_written_down_is_the_same_when_read_again() {
    let mut document = crate::document::fixture::fixture().document();
    let chart = fixture::chart_of(&[Some(3), None, Some(7)]);
    document.blocks.push(Block::Chart(chart));
    let written = serde_json::to_string(&document).unwrap();
    let mut read: Document = serde_json::from_str(&written).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
    let pages = |document: &Document| paginate(document, &HouseStyle::default(), &PlainFonts);
    assert_eq!(pages(&read), pages(&document));
    // What a chart was drawn from is no part of the print.
    assert!(matches!(read.blocks.pop(), Some(Block::Chart(_))));
    document.blocks.pop();
    assert_eq!(read, document);
}
