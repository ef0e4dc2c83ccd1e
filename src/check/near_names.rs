//! Names in the text that are one character off a registered department's (经济和信自化厅).

use crate::document::numbering::section_name;
use crate::document::{Block, Document, Run};
use crate::model::{Department, Issue};
use crate::text::chars::is_han;

use super::{Finding, Level};

/// Shorter names have neighbours that are names as well (水利局, 水务局).
const SHORTEST: usize = 5;

/// Every place that is one character off a department's name and no name itself.
pub fn near_name_findings(
    issue: &Issue,
    document: &Document,
    departments: &[Department],
) -> Vec<Finding> {
    let mut names: Vec<Vec<char>> = departments
        .iter()
        .flat_map(Department::names)
        .map(|name| name.chars().collect::<Vec<char>>())
        .filter(|name| name.len() >= SHORTEST)
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    let mut found = Vec::new();
    for block in &document.blocks {
        let Block::Paragraph { runs, anchor } = block else { continue };
        let chars: Vec<char> = runs.iter().flat_map(|run: &Run| run.text.chars()).collect();
        for (start, name) in off_by_one(&chars, &names) {
            let end = start + name.len();
            let text: String = chars.get(start..end).unwrap_or_default().iter().collect();
            let right: String = name.iter().collect();
            let label = runs.first().filter(|run| run.role == crate::document::Role::Label);
            found.push(Finding {
                rule: "name-near",
                level: Level::Doubt,
                section: section_name(issue, anchor.section),
                item: label.map(|run| run.text.clone()),
                paragraph: Some(anchor.paragraph),
                start,
                end,
                message: format!("登记的部门是“{right}”，这里写“{text}”，请核对用字"),
                text,
                fix: None,
                anchor: Some(*anchor),
                indicator: None,
            });
        }
    }
    found
}

/// Places one character off a name, with the name; a place within a true name is none.
fn off_by_one<'a>(chars: &[char], names: &'a [Vec<char>]) -> Vec<(usize, &'a [char])> {
    let mut right: Vec<std::ops::Range<usize>> = Vec::new();
    let mut near: Vec<(usize, &[char])> = Vec::new();
    for start in 0..chars.len() {
        let rest = chars.get(start..).unwrap_or_default();
        for name in names.iter().filter(|name| name.len() <= rest.len()) {
            let mut off = name.iter().zip(rest).enumerate().filter(|(_, (a, b))| a != b);
            let (first, second) = (off.next(), off.next());
            match (first, second) {
                (None, _) => right.push(start..start + name.len()),
                // 市 for 省 and 厅 for 局 make another body of it.
                (Some((at, (_, typed))), None)
                    if at > 0 && at + 1 < name.len() && is_han(*typed) =>
                {
                    near.push((start, name));
                }
                _ => {}
            }
        }
    }
    let overlaps = |start: usize, length: usize| {
        right.iter().any(|other| other.start < start + length && start < other.end)
    };
    near.retain(|(start, name)| !overlaps(*start, name.len()));
    near.dedup_by_key(|(start, _)| *start);
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<usize> {
        let names: Vec<Vec<char>> = ["住房和城乡建设局", "市场监督管理局", "自然资源局"]
            .map(|name| name.chars().collect())
            .to_vec();
        let chars: Vec<char> = text.chars().collect();
        off_by_one(&chars, &names).into_iter().map(|(start, _)| start).collect()
    }

    #[test]
    fn one_character_off_is_found_and_another_body_is_not() {
        assert_eq!(found("由住房和城多建设局牵头"), [1]);
        assert_eq!(found("市场监督营理局窗口、自燃资源局"), [0, 10]);
        assert!(found("住房和城乡建设局、自然资源厅、市自然资源局").is_empty());
        assert!(found("住房城乡建设局、市场监管局、自然景观局").is_empty());
    }
}
