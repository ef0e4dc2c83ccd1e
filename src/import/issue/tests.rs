//! Reading whole issues: the real one against its truth, and invented ones of other halls.

use std::sync::LazyLock;

use super::*;
use crate::import::{IssueProposal, SectionProposal, bulletin_from_toml};
use crate::model::{
    DistributionLevel, Figure, FigureKey, FigureSource, Figures, IndicatorCode, Measure,
};
use crate::text::prose::{IssueSlot, Prose, Slot, SlotText, SlotValues};
use crate::trend::measure;

mod invented;
mod real;

fn zhengwu() -> Bulletin {
    static BULLETIN: LazyLock<Bulletin> = LazyLock::new(|| {
        bulletin_from_toml(include_str!("../../../assets/bulletin/zhengwu.toml")).unwrap()
    });
    BULLETIN.clone()
}

fn read(text: &str) -> IssueProposal {
    read_issue(text, &zhengwu(), &Known::default()).unwrap()
}

/// The figures by name, as typed.
fn figures<'a>(proposal: &'a IssueProposal, bulletin: &Bulletin) -> Vec<(String, &'a str)> {
    let name = |code: &IndicatorCode| bulletin.indicator(code).unwrap().name.clone();
    proposal.figures.iter().map(|f| (name(&f.indicator), f.typed.as_str())).collect()
}

fn section<'a>(proposal: &'a IssueProposal, key: &str) -> &'a SectionProposal {
    proposal.sections.iter().find(|s| s.key == key).unwrap()
}

/// Prints a proposal as the book would, one line a paragraph.
fn print(proposal: &IssueProposal, bulletin: &Bulletin) -> Vec<String> {
    let values = Values { proposal, bulletin, figures: stored(proposal, bulletin) };
    let prose = |source: &str| Prose::parse(source).print(&values).text;
    let masthead = &proposal.masthead;
    let total = masthead.total_number.map(|n| format!("（总第{n}期）")).unwrap_or_default();
    let mut lines = vec![
        masthead.title.clone(),
        format!("第{}期{total}", masthead.number.unwrap()),
        masthead.issuer.clone(),
        masthead.issue_date.map(|d| format!("{}年{}月{}日", d.year(), d.month(), d.day())).unwrap(),
    ];
    for (at, section) in proposal.sections.iter().enumerate() {
        lines.push(format!("{}、{}", chinese(at + 1), prose(&section.title)));
        for (at, item) in section.items.iter().enumerate() {
            let label = match section.numbering {
                crate::model::ItemNumbering::None => String::new(),
                crate::model::ItemNumbering::Chinese => format!("（{}）", chinese(at + 1)),
                crate::model::ItemNumbering::Arabic => format!("{}.", at + 1),
            };
            let lead = item.lead.as_ref().map(|l| format!("{l}。")).unwrap_or_default();
            let mut paragraphs = item.paragraphs.iter().map(|source| prose(source));
            let first = paragraphs.next().unwrap();
            let date = item.date.filter(|_| dates::number(&first).is_none());
            let date = date.map(|d| format!("{}月{}日，", d.month(), d.day())).unwrap_or_default();
            lines.push(format!("{label}{lead}{date}{first}"));
            lines.extend(paragraphs);
        }
    }
    for level in DistributionLevel::ALL {
        let mut text = String::new();
        let mut joint = None;
        for recipient in proposal.recipients.iter().filter(|r| r.level == level) {
            text.extend(joint);
            text.push_str(&recipient.name);
            joint = Some(recipient.joint);
        }
        if !text.is_empty() {
            lines.push(format!("{}：{text}。", level.label()));
        }
    }
    lines
}

fn chinese(number: usize) -> &'static str {
    ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"][number]
}

fn stored(proposal: &IssueProposal, bulletin: &Bulletin) -> Figures {
    let figure = |f: &crate::import::FigureProposal| {
        let (state, quantity) = bulletin.indicator(&f.indicator).unwrap().read(&f.typed).unwrap();
        let key = FigureKey::of_hall(&f.indicator, proposal.masthead.month);
        let source = FigureSource::Document;
        Figure { key, typed: f.typed.clone(), quantity, state, source, note: String::new() }
    };
    proposal.figures.iter().map(figure).collect()
}

struct Values<'a> {
    proposal: &'a IssueProposal,
    bulletin: &'a Bulletin,
    figures: Figures,
}

impl SlotValues for Values<'_> {
    fn slot_text(&self, slot: &Slot, power: u8) -> SlotText {
        let month = self.proposal.masthead.month;
        if let Some(fact) = slot.issue_slot() {
            return SlotText::Filled(match fact {
                IssueSlot::Number => self.proposal.masthead.number.unwrap().to_string(),
                IssueSlot::Visits => {
                    let visit = |v: &crate::import::VisitProposal| {
                        format!("{}{}{}", v.department, v.posts, v.person)
                    };
                    self.proposal.visits.iter().map(visit).collect::<Vec<_>>().join("，")
                }
                _ => fact.of_month(month).unwrap(),
            });
        }
        assert_eq!(slot.measure, Measure::Value);
        let Some(indicator) = self.bulletin.indicator_named(&slot.name) else {
            return SlotText::Unknown;
        };
        let key = FigureKey::of_hall(&indicator.code, month);
        match self.figures.get(&key).and_then(|f| f.quantity) {
            Some(quantity) => SlotText::Filled(measure::own_number(quantity, indicator, power)),
            None => SlotText::Empty,
        }
    }
}

#[test]
fn no_issue_is_an_error() {
    let bulletin = zhengwu();
    let known = Known::default();
    assert_eq!(read_issue(" \n", &bulletin, &known), Err(ImportError::Empty));
    assert_eq!(read_issue("随便写的一段话。", &bulletin, &known), Err(ImportError::NoSections));
    assert_eq!(read_issue("一、情况\n平稳。", &bulletin, &known), Err(ImportError::NoMonth));
    let known = Known { month: Some("2025-04".parse().unwrap()), ..Known::default() };
    assert!(read_issue("一、情况\n平稳。", &bulletin, &known).is_ok());
}
