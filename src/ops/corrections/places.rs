//! Where two prints of one issue differ, sentence by sentence. Knows no book.

use crate::document::{Anchor, Block, ChartBlock, Document, Role, Run, Table, text_of};
use crate::model::PrintedPlace;

/// The places in which `now` reads otherwise than `before`; each with its words in `printed`, which
/// is what stands on paper.
pub fn places(now: &Document, before: &Document, printed: &Document) -> Vec<PrintedPlace> {
    let mut walk = Walk::default();
    for (at, block) in now.blocks.iter().enumerate() {
        walk.enter(block);
        let Some(old) = same_place(before, at, block) else { continue };
        // On paper the paragraph may be cut into other sentences; then the words before the change
        // are as near as can be.
        let paper = same_place(printed, at, block).unwrap_or(old);
        let (new, old, paper) = (lines(block), lines(old), lines(paper));
        if new.len() != old.len() {
            walk.add(&old.join(" "), &new.join(" "));
            continue;
        }
        let old_count = old.len();
        for (at, (new, old)) in new.iter().zip(&old).enumerate() {
            if new != old {
                let was = paper.get(at).filter(|_| paper.len() == old_count).unwrap_or(old);
                walk.add(was, new);
            }
        }
    }
    walk.found
}

#[derive(Default)]
struct Walk {
    section: String,
    item: String,
    anchor: Option<Anchor>,
    found: Vec<PrintedPlace>,
}

impl Walk {
    fn enter(&mut self, block: &Block) {
        match block {
            Block::Heading { runs, .. } => {
                self.section = text_of(runs);
                self.item.clear();
            }
            Block::Paragraph { runs, anchor } => {
                let is_of = |one: Anchor| (one.section, one.item) == (anchor.section, anchor.item);
                let label = runs.first().filter(|run| run.role == Role::Label);
                match label {
                    Some(label) => self.item.clone_from(&label.text),
                    None if self.anchor.is_some_and(is_of) => {}
                    None => self.item.clear(),
                }
                self.anchor = Some(*anchor);
            }
            Block::Masthead | Block::Table(_) | Block::Chart(_) | Block::Distribution { .. } => {}
        }
    }

    fn add(&mut self, was: &str, now: &str) {
        self.found.push(PrintedPlace {
            section: self.section.clone(),
            item: self.item.clone(),
            was: was.to_owned(),
            now: now.to_owned(),
        });
    }
}

/// The block of another print that stands in the same place.
fn same_place<'d>(document: &'d Document, at: usize, block: &Block) -> Option<&'d Block> {
    let wanted = anchor(block);
    let same = |other: &&Block| {
        anchor(other) == wanted && std::mem::discriminant(*other) == std::mem::discriminant(block)
    };
    let by_number = document.blocks.get(at).filter(same);
    by_number.or_else(|| document.blocks.iter().find(same))
}

fn anchor(block: &Block) -> Option<Anchor> {
    match block {
        Block::Heading { anchor, .. } | Block::Paragraph { anchor, .. } => Some(*anchor),
        Block::Table(table) => Some(table.anchor),
        Block::Chart(chart) => Some(chart.anchor),
        Block::Masthead | Block::Distribution { .. } => None,
    }
}

/// A block as what is compared one by one: sentences, rows, points of a chart.
fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { runs, .. } => vec![text_of(runs)],
        Block::Paragraph { runs, .. } => sentences(&unlabelled(runs)),
        Block::Table(table) => rows(table, "表格"),
        Block::Chart(chart) => of_chart(chart),
        Block::Masthead | Block::Distribution { .. } => Vec::new(),
    }
}

fn unlabelled(runs: &[Run]) -> String {
    runs.iter().filter(|run| run.role != Role::Label).map(|run| run.text.as_str()).collect()
}

fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut sentence = String::new();
    for c in text.chars() {
        sentence.push(c);
        if matches!(c, '。' | '！' | '？' | '；') {
            found.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.trim().is_empty() {
        found.push(sentence);
    }
    found
}

/// 表格“各窗口受理量”：公安 6.1
fn rows(table: &Table, what: &str) -> Vec<String> {
    let caption = text_of(&table.caption);
    let name = if caption.is_empty() { what.to_owned() } else { format!("{what}“{caption}”") };
    let row = |cells: &Vec<Run>| {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
        format!("{name}：{}", cells.join(" "))
    };
    table.body().iter().map(row).collect()
}

fn of_chart(chart: &ChartBlock) -> Vec<String> {
    let mut lines = vec![text_of(&chart.caption)];
    lines.extend(rows(&chart.table(), "图"));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Meta;

    fn print(paragraphs: &[&str]) -> Document {
        let anchor = |paragraph| Anchor { section: 0, item: Some(0), paragraph };
        let mut blocks = vec![Block::Heading {
            level: 1,
            runs: vec![Run::new(Role::Label, "一、"), Run::plain("总体")],
            anchor: Anchor { section: 0, item: None, paragraph: 0 },
        }];
        blocks.extend(paragraphs.iter().enumerate().map(|(at, text)| Block::Paragraph {
            runs: vec![Run::new(Role::Label, "（一）"), Run::plain(text)],
            anchor: anchor(at),
        }));
        let meta = Meta {
            title: String::new(),
            number_line: String::new(),
            issuer: String::new(),
            issue_date: None,
            month: "2025-04".parse().unwrap(),
            number: 4,
            total_number: None,
        };
        Document { meta, blocks, empty: Vec::new() }
    }

    #[test]
    fn only_the_sentence_that_differs_is_named_with_its_place() {
        let before = print(&["受理6.1万件，办结6万件。好评率99%。", "咨询8件。"]);
        let now = print(&["受理5.9万件，办结6万件。好评率99%。", "咨询8件。"]);
        let found = places(&now, &before, &before);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].section.as_str(), found[0].item.as_str()), ("一、总体", "（一）"));
        assert_eq!(found[0].was, "受理6.1万件，办结6万件。");
        assert_eq!(found[0].now, "受理5.9万件，办结6万件。");
        assert_eq!(places(&before, &before, &before), []);
    }

    #[test]
    fn what_stands_on_paper_is_quoted_also_when_more_changed_since() {
        let paper = print(&["受理6.1万件，办结6万件。"]);
        let before = print(&["受理6.1万件，办结7万件。"]);
        let now = print(&["受理5.9万件，办结7万件。"]);
        assert_eq!(places(&now, &before, &paper)[0].was, "受理6.1万件，办结6万件。");
    }
}
