//! The parts of an issue that are signed one by one. A signature is of what is printed: it lapses
//! when the words or numbers of its part change, and with nothing else.

use crate::document::numbering::{label_of_section, section_name};
use crate::document::{Block, ChartBlock, Document, Role, Run, Table, text_of};
use crate::model::{Issue, IssueId, SectionId, SignOff, Sum, Summing};
use crate::ops::book::Book;
use crate::ops::clock::CONSOLE;
use crate::ops::error::{OpError, Thing};
use crate::ops::op::Op;

/// Masthead and distribution list, which belong to no section.
const FRAME: &str = "报头、报尾";

/// One part of an issue, and who answers for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuePart {
    /// `None` for masthead and distribution list.
    pub section: Option<SectionId>,
    /// As printed: 一、2025年4月总体运行情况
    pub title: String,
    /// Of what is printed now.
    pub hash: Sum,
    pub signing: Signing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signing {
    Unsigned,
    Signed {
        signer: String,
        /// UTC, ISO 8601.
        at: String,
    },
    /// Signed, and changed since.
    Lapsed {
        signer: String,
        at: String,
    },
}

impl IssuePart {
    pub fn is_signed(&self) -> bool {
        matches!(self.signing, Signing::Signed { .. })
    }
}

impl Book {
    /// The parts of an issue as printed.
    pub(super) fn parts(
        &self,
        issue: &Issue,
        document: &Document,
    ) -> Result<Vec<IssuePart>, OpError> {
        let sign_offs = self.read().sign_offs(&issue.id)?;
        let part = |section: Option<SectionId>, title: String, hash: Sum| {
            let known = sign_offs.iter().find(|one| one.section == section);
            let signing = known.map_or(Signing::Unsigned, |one| {
                let (signer, at) = (one.signer.clone(), one.at.clone());
                if one.hash == hash {
                    Signing::Signed { signer, at }
                } else {
                    Signing::Lapsed { signer, at }
                }
            });
            IssuePart { section, title, hash, signing }
        };
        let mut parts = vec![part(None, FRAME.to_owned(), sum_of(&frame(document)))];
        for (at, section) in issue.sections.iter().enumerate() {
            let lines = section_lines(document, at);
            let title = match title(document, at) {
                title if title.is_empty() => section_name(issue, at),
                title => format!("{}{title}", label_of_section(issue, at)),
            };
            parts.push(part(Some(section.id.clone()), title, sum_of(&lines)));
        }
        Ok(parts)
    }

    /// Signs parts of an issue as they are printed now, as one step; all that are not signed when
    /// `sections` is `None`. Says how many.
    pub fn sign(
        &mut self,
        issue: &IssueId,
        sections: Option<&[Option<SectionId>]>,
        signer: &str,
    ) -> Result<usize, OpError> {
        let signer = signer.trim();
        let signer = if signer.is_empty() { self.actor() } else { signer }.to_owned();
        if signer.is_empty() || signer == CONSOLE {
            return Err(OpError::Empty { what: Thing::Signer });
        }
        let issue = self.issue(issue)?;
        self.refuse_frozen(&issue)?;
        let parts = self.parts(&issue, &self.document(&issue)?)?;
        let chosen: Vec<&IssuePart> = match sections {
            None => parts.iter().filter(|part| !part.is_signed()).collect(),
            Some(chosen) => parts.iter().filter(|part| chosen.contains(&part.section)).collect(),
        };
        let label = match chosen.as_slice() {
            [one] => format!("签字 {}", one.title),
            more => format!("签字 {} 个部分", more.len()),
        };
        let at = self.now().to_string();
        let sign_offs: Vec<SignOff> = chosen
            .iter()
            .map(|part| SignOff {
                issue: issue.id.clone(),
                section: part.section.clone(),
                signer: signer.clone(),
                at: at.clone(),
                hash: part.hash.clone(),
            })
            .collect();
        self.transact(Op::SignSection, &label, |writer| {
            for sign_off in &sign_offs {
                writer.put_sign_off(sign_off)?;
            }
            Ok(sign_offs.len())
        })
    }

    /// Takes a signature back.
    pub fn withdraw_sign_off(
        &mut self,
        issue: &IssueId,
        section: Option<&SectionId>,
    ) -> Result<(), OpError> {
        let issue = self.issue(issue)?;
        self.refuse_frozen(&issue)?;
        let parts = self.parts(&issue, &self.document(&issue)?)?;
        let part = parts.iter().find(|part| part.section.as_ref() == section);
        let title = part.map_or("", |part| part.title.as_str());
        self.transact(Op::WithdrawSignOff, &format!("撤回签字 {title}"), |writer| {
            writer.delete_sign_off(&issue.id, section)?;
            Ok(())
        })
    }
}

/// The section's title as printed, without its label.
fn title(document: &Document, at: usize) -> String {
    let heading = document.blocks.iter().find_map(|block| match block {
        Block::Heading { runs, anchor, .. } if anchor.section == at => Some(unlabelled(runs)),
        _ => None,
    });
    heading.unwrap_or_default()
}

/// A heading without its label, which changes when a section is put before it.
fn unlabelled(runs: &[Run]) -> String {
    let rest = runs.iter().filter(|run| run.role != Role::Label);
    rest.map(|run| run.text.as_str()).collect()
}

/// What stands outside all sections, line by line.
fn frame(document: &Document) -> Vec<String> {
    let mut lines: Vec<String> = document.meta.lines().iter().map(|run| run.text.clone()).collect();
    for block in &document.blocks {
        if let Block::Distribution { lines: list, editors, copies } = block {
            lines.extend(list.iter().map(crate::document::DistributionLine::print));
            lines.extend(editors.iter().chain(copies).cloned());
        }
    }
    lines
}

/// What a section prints, line by line, each with what it is.
fn section_lines(document: &Document, at: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading { runs, anchor, .. } if anchor.section == at => {
                lines.push(format!("heading {}", unlabelled(runs)));
            }
            Block::Paragraph { runs, anchor } if anchor.section == at => {
                lines.push(format!("paragraph {}", text_of(runs)));
            }
            Block::Table(table) if table.anchor.section == at => table_lines(table, &mut lines),
            Block::Chart(chart) if chart.anchor.section == at => chart_lines(chart, &mut lines),
            _ => {}
        }
    }
    lines
}

fn table_lines(table: &Table, lines: &mut Vec<String>) {
    lines.push(format!("table {}", text_of(&table.caption)));
    for row in table.all_rows() {
        let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
        lines.push(format!("row {}", cells.join("\t")));
    }
}

fn chart_lines(block: &ChartBlock, lines: &mut Vec<String>) {
    lines.push(format!("chart {} {}", block.chart.kind.chinese(), block.chart.title));
    table_lines(&block.table(), lines);
    lines.extend(block.chart.notes.iter().map(|note| format!("note {note}")));
}

fn sum_of(lines: &[String]) -> Sum {
    let mut summing = Summing::default();
    for line in lines {
        summing.add(line.as_bytes());
        summing.add(b"\n");
    }
    summing.finish()
}
