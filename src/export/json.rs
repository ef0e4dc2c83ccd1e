//! An issue as JSON, in the documented shape. Knows the issue's facts and its document.

use serde::Serialize;

use crate::document::{
    Anchor, Block, ChartBlock, Document, Role, Run, Table, numbering, plain_text, text_of,
};
use crate::model::{DistributionLevel, Issue, Month};

use super::error::ExportError;
use super::figures::FigureRow;

/// The whole issue. Fields may be added, never renamed.
#[derive(Debug, Serialize)]
pub struct IssueJson {
    masthead: MastheadJson,
    sections: Vec<SectionJson>,
    /// Figures of the month covered.
    figures: Vec<FigureRow>,
    visits: Vec<VisitJson>,
    distribution: DistributionJson,
    /// The plain text, as [`plain_text`] gives it.
    text: String,
}

#[derive(Debug, Serialize)]
struct MastheadJson {
    title: String,
    number: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_number: Option<u32>,
    issuer: String,
    /// ISO.
    issue_date: Option<String>,
    month: Month,
}

#[derive(Debug, Serialize)]
struct SectionJson {
    /// 一, without the mark after it.
    label: String,
    title: String,
    kind: &'static str,
    items: Vec<ItemJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<TableJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    charts: Vec<ChartJson>,
}

#[derive(Debug, Serialize)]
struct ItemJson {
    /// （一） or 1., as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<String>,
    /// Without its closing 。
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<String>,
    /// As printed, without label and lead.
    paragraphs: Vec<String>,
}

#[derive(Debug, Serialize)]
struct TableJson {
    caption: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A chart as its values: one column a line, one row a position.
#[derive(Debug, Serialize)]
struct ChartJson {
    caption: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

#[derive(Debug, Serialize)]
struct VisitJson {
    department: String,
    posts: String,
    person: String,
}

#[derive(Debug, Serialize)]
struct DistributionJson {
    #[serde(rename = "报")]
    report: Vec<String>,
    #[serde(rename = "送")]
    send: Vec<String>,
    #[serde(rename = "发")]
    issue: Vec<String>,
}

/// The issue as JSON text, indented, ended by a line break. `figures` are those of the month.
pub fn json(
    document: &Document,
    issue: &Issue,
    figures: Vec<FigureRow>,
) -> Result<String, ExportError> {
    let mut text = serde_json::to_string_pretty(&issue_json(document, issue, figures))?;
    text.push('\n');
    Ok(text)
}

/// The issue as a value, for callers that print more than one.
pub fn issue_json(document: &Document, issue: &Issue, figures: Vec<FigureRow>) -> IssueJson {
    let meta = &document.meta;
    let entries = |level: DistributionLevel| {
        issue.recipients(level).map(|recipient| recipient.name.clone()).collect()
    };
    let visits = issue.visits.iter().map(|visit| VisitJson {
        department: visit.department.clone(),
        posts: visit.posts.clone(),
        person: visit.person.clone(),
    });
    IssueJson {
        masthead: MastheadJson {
            title: meta.title.clone(),
            number: meta.number,
            total_number: meta.total_number,
            issuer: meta.issuer.clone(),
            issue_date: meta.issue_date.map(|date| date.to_string()),
            month: meta.month,
        },
        sections: sections(document, issue),
        figures,
        visits: visits.collect(),
        distribution: DistributionJson {
            report: entries(DistributionLevel::Report),
            send: entries(DistributionLevel::Send),
            issue: entries(DistributionLevel::Issue),
        },
        text: plain_text(document),
    }
}

fn sections(document: &Document, issue: &Issue) -> Vec<SectionJson> {
    let mut sections: Vec<SectionJson> = Vec::new();
    let (mut last_section, mut last_item) = (None, None);
    for block in &document.blocks {
        let Some(at) = section_of(block) else { continue };
        if last_section != Some(at) {
            (last_section, last_item) = (Some(at), None);
            sections.push(section(at, issue));
        }
        let Some(section) = sections.last_mut() else { continue };
        match block {
            Block::Heading { runs, .. } => {
                section.title = text_where(runs, |role| role != Role::Label);
            }
            Block::Paragraph { runs, anchor } => {
                if last_item != Some(anchor.item) {
                    section.items.push(item(runs, *anchor, issue));
                }
                last_item = Some(anchor.item);
                let text = text_where(runs, |role| !matches!(role, Role::Label | Role::Lead));
                if let Some(item) = section.items.last_mut() {
                    item.paragraphs.push(text);
                }
            }
            Block::Table(table) => section.table = Some(table_json(table)),
            Block::Chart(chart) => section.charts.push(chart_json(chart)),
            Block::Masthead | Block::Distribution { .. } => {}
        }
    }
    sections
}

/// The section a block stands in.
fn section_of(block: &Block) -> Option<usize> {
    match block {
        Block::Heading { anchor, .. } | Block::Paragraph { anchor, .. } => Some(anchor.section),
        Block::Table(table) => Some(table.anchor.section),
        Block::Chart(chart) => Some(chart.anchor.section),
        Block::Masthead | Block::Distribution { .. } => None,
    }
}

fn section(at: usize, issue: &Issue) -> SectionJson {
    let kind = issue.sections.get(at).map(|section| section.kind);
    SectionJson {
        label: numbering::label_of_section(issue, at).trim_end_matches('、').to_owned(),
        title: String::new(),
        kind: kind.unwrap_or_default().as_str(),
        items: Vec::new(),
        table: None,
        charts: Vec::new(),
    }
}

fn item(runs: &[Run], anchor: Anchor, issue: &Issue) -> ItemJson {
    let section = issue.sections.get(anchor.section);
    let item = section.zip(anchor.item).and_then(|(section, item)| section.items.get(item));
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let lead = text_where(runs, |role| role == Role::Lead);
    ItemJson {
        label: filled(text_where(runs, |role| role == Role::Label)),
        date: item.and_then(|item| item.date).map(|date| date.to_string()),
        department: item.and_then(|item| item.department.clone()),
        lead: filled(lead.trim_end_matches('。').to_owned()),
        paragraphs: Vec::new(),
    }
}

fn table_json(table: &Table) -> TableJson {
    let cells = |row: &Vec<Run>| row.iter().map(|cell| cell.text.clone()).collect();
    TableJson {
        caption: text_of(&table.caption),
        head: table.column_heads(),
        rows: table.body().iter().map(cells).collect(),
    }
}

fn chart_json(block: &ChartBlock) -> ChartJson {
    let (head, rows) = block.values();
    ChartJson { caption: text_of(&block.caption), head, rows }
}

fn text_where(runs: &[Run], keep: impl Fn(Role) -> bool) -> String {
    runs.iter().filter(|run| keep(run.role)).map(|run| run.text.as_str()).collect()
}
