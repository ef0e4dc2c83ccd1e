//! The outline of an issue: one line for the masthead, each section and each item, numbered as in
//! print.

use crate::document::numbering;
use crate::model::{Issue, Item, Section, SectionId};
use crate::ops::{Signing, Standing};
use crate::ui::{dates, wording};

use super::Chosen;

pub struct Outline {
    pub chosen: Chosen,
    pub text: String,
    pub mark: String,
    /// The section itself, or the one an item stands in.
    pub section: Option<SectionId>,
    /// Position among its like.
    pub at: usize,
    pub count: usize,
}

/// How many items, and whether somebody answers for them.
fn mark(section: &Section, standing: Option<&Standing>) -> String {
    let mut parts = standing.iter().flat_map(|standing| &standing.parts);
    let part = parts.find(|part| part.section.as_ref() == Some(&section.id));
    let signed = match part.map(|part| &part.signing) {
        Some(Signing::Signed { .. }) => "已签 · ",
        Some(Signing::Lapsed { .. }) => "签后改过 · ",
        Some(Signing::Unsigned) | None => "",
    };
    let table = if section.table.is_some() { "、表" } else { "" };
    format!("{signed}{} 条{table}", section.items.len())
}

pub fn outline(issue: &Issue, standing: Option<&Standing>) -> Vec<Outline> {
    let mut lines = vec![Outline {
        chosen: Chosen::Head,
        text: format!("报头　{}", issue.title),
        mark: String::new(),
        section: None,
        at: 0,
        count: 1,
    }];
    for (at, section) in issue.sections.iter().enumerate() {
        let title = wording::section_title(&section.title, issue.month, issue.number);
        let label = numbering::label_of_section(issue, at);
        let unnamed = label.is_empty() && title.is_empty();
        lines.push(Outline {
            chosen: Chosen::Section(section.id.clone()),
            text: if unnamed {
                numbering::section_name(issue, at)
            } else {
                format!("{label}{title}")
            },
            mark: mark(section, standing),
            section: Some(section.id.clone()),
            at,
            count: issue.sections.len(),
        });
        for (nth, item) in section.items.iter().enumerate() {
            lines.push(Outline {
                chosen: Chosen::Item(item.id.clone()),
                text: format!(
                    "{}{}",
                    numbering::item_label(section.numbering, nth + 1),
                    item_text(item, issue.number)
                ),
                mark: item.date.map(|d| dates::short(d, issue.month.year())).unwrap_or_default(),
                section: Some(section.id.clone()),
                at: nth,
                count: section.items.len(),
            });
        }
    }
    lines
}

/// The lead, or how the text begins.
fn item_text(item: &Item, number: u32) -> String {
    let text = item.lead.clone().or_else(|| item.paragraphs.first().cloned());
    match text.filter(|text| !text.is_empty()) {
        Some(text) => wording::beginning(&wording::section_title(&text, item.month, number), 40),
        None => "（还没有写）".to_owned(),
    }
}
