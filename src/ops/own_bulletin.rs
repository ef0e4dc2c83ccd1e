//! The definition of a series nobody has defined: made of one of its issues.

use crate::import::{IssueProposal, SectionProposal};
use crate::model::{
    Bulletin, BulletinCode, DistributionDefinition, DistributionLevel, HouseStyle, Indicator,
    Numbering, SectionDefinition,
};

/// An issue that has so many of a definition's indicators, one in this many, is of its make.
const ONE_IN: usize = 3;

/// A definition with the issue's own name, sections and lists, and those of the indicators of
/// `usual` that it prints; `None` when it is of the make of `usual` itself. Its own indicators are
/// learned afterwards.
pub(super) fn of_issue(proposal: &IssueProposal, usual: &Bulletin) -> Option<Bulletin> {
    let head = &proposal.masthead;
    let printed =
        |one: &&Indicator| proposal.figures.iter().any(|figure| figure.indicator == one.code);
    let indicators: Vec<Indicator> = usual.indicators.iter().filter(printed).cloned().collect();
    if indicators.len() * ONE_IN >= usual.indicators.len() || head.title.is_empty() {
        return None;
    }
    let known = |code| indicators.iter().any(|one| one.code == code);
    let relations = usual.relations.iter();
    let relations =
        relations.filter(|one| one.indicators().into_iter().all(|code| known(code.clone())));
    Some(Bulletin {
        code: BulletinCode::new("own"),
        name: head.title.clone(),
        title: head.title.clone(),
        issuer: head.issuer.clone(),
        numbering: Numbering {
            total: head.total_number.is_some(),
            issue_day: head.issue_date.and_then(|date| u8::try_from(date.day()).ok()).unwrap_or(0),
        },
        rules_off: Vec::new(),
        targets: Vec::new(),
        sections: proposal.sections.iter().map(section).collect(),
        relations: relations.cloned().collect(),
        indicators,
        departments: Vec::new(),
        distribution: distribution(proposal),
        house_style: HouseStyle::default(),
    })
}

fn section(read: &SectionProposal) -> SectionDefinition {
    SectionDefinition {
        key: read.key.clone(),
        kind: read.kind,
        title: read.title.clone(),
        aliases: Vec::new(),
        unnumbered: read.unnumbered,
        numbering: read.numbering,
        standing: Vec::new(),
        table: None,
    }
}

fn distribution(proposal: &IssueProposal) -> Vec<DistributionDefinition> {
    let of_level = |level: DistributionLevel| {
        let names = proposal.recipients.iter().filter(|one| one.level == level);
        let names: Vec<String> = names.map(|one| one.name.clone()).collect();
        (!names.is_empty()).then_some(DistributionDefinition { level, names })
    };
    DistributionLevel::ALL.into_iter().filter_map(of_level).collect()
}
