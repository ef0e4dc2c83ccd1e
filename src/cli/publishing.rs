//! Commands about signing, publishing and what changed since.

use serde::Serialize;

use crate::model::{CorrectionKind, Issue, Publication, SectionId};
use crate::ops::{
    Book, ChangedFigure, Decided, IssuePart, Obstacle, OpError, Published, Signing, Standing,
    Waiver,
};

use super::FINDINGS;
use super::args::{Corrections, Decision, OfIssue, Publications, Publish, Sign};
use super::figures::department;
use super::output::Output;

#[derive(Serialize)]
struct PartShape<'a> {
    title: &'a str,
    state: &'static str,
    signer: &'a str,
    at: &'a str,
}

#[derive(Serialize)]
struct PublicationShape {
    seq: i64,
    name: String,
    version: u32,
    at: String,
    actor: String,
    why: String,
    hash: String,
    previous: Option<String>,
}

pub fn sign(book: &mut Book, asked: &Sign, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &asked.of.issue, &asked.of.of)?;
    if !asked.list {
        let parts = book.standing(&issue)?.parts;
        let chosen: Vec<Option<SectionId>> =
            asked.section.iter().map(|text| part_named(&parts, text)).collect::<Result<_, _>>()?;
        if asked.withdraw {
            for section in &chosen {
                book.withdraw_sign_off(&issue.id, section.as_ref())?;
            }
        } else {
            let sections = (!chosen.is_empty()).then_some(chosen.as_slice());
            let count = book.sign(&issue.id, sections, &asked.signer)?;
            output.say(&format!("已签 {count} 个部分"));
        }
    }
    let standing = book.standing(&issue)?;
    output.json(&standing.parts.iter().map(part_shape).collect::<Vec<_>>());
    for part in &standing.parts {
        output.say(&part_line(part));
    }
    let is_done = !asked.list || standing.parts.iter().all(IssuePart::is_signed);
    Ok(if is_done { 0 } else { FINDINGS })
}

fn part_named(parts: &[IssuePart], text: &str) -> Result<Option<SectionId>, OpError> {
    let text = text.trim();
    let by_number = text.parse::<usize>().ok().and_then(|number| parts.get(number));
    let named = |part: &&IssuePart| !text.is_empty() && part.title.contains(text);
    let found = by_number.or_else(|| parts.iter().find(named));
    found.map(|part| part.section.clone()).ok_or_else(|| OpError::NoSuchSection {
        text: text.to_owned(),
        known: parts.iter().map(|part| part.title.clone()).collect(),
    })
}

fn part_shape(part: &IssuePart) -> PartShape<'_> {
    let (state, signer, at) = match &part.signing {
        Signing::Unsigned => ("unsigned", "", ""),
        Signing::Signed { signer, at } => ("signed", signer.as_str(), at.as_str()),
        Signing::Lapsed { signer, at } => ("lapsed", signer.as_str(), at.as_str()),
    };
    PartShape { title: &part.title, state, signer, at }
}

fn part_line(part: &IssuePart) -> String {
    let state = match &part.signing {
        Signing::Unsigned => "未签".to_owned(),
        Signing::Signed { signer, at } => format!("已签　{signer}　{}", minute(at)),
        Signing::Lapsed { signer, at } => {
            format!("已失效　{signer} {} 签字后改过", minute(at))
        }
    };
    format!("  {}　{state}", part.title)
}

/// `2025-05-16 17:02` by the clock on the wall.
fn minute(at: &str) -> String {
    let Ok(time) = at.parse::<jiff::Timestamp>() else { return at.to_owned() };
    let local = jiff::tz::TimeZone::system().to_datetime(time);
    local.strftime("%Y-%m-%d %H:%M").to_string()
}

pub fn publish(book: &mut Book, asked: &Publish, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &asked.of.issue, &asked.of.of)?;
    if asked.dry_run {
        return Ok(missing(&issue, &book.standing(&issue)?, output));
    }
    let waiver = asked.exception.as_deref().zip(asked.signer.as_deref());
    let waiver = waiver.map(|(reason, signer)| Waiver { reason, signer });
    let Published { publication, waived, backup, no_backup } =
        book.publish(&issue.id, &asked.why, waiver)?;
    let name = book.publication_name(&publication);
    output.say(&format!("已发布{name}，是这本工作簿的第 {} 份发布", publication.seq));
    output.say(&format!("冻结记录的校验和：{}", publication.hash));
    for one in &waived {
        output.say(&format!("  例外：{}", one.sentence()));
    }
    if let Some(backup) = backup {
        output.say(&format!("发布前已备份：{}（一直保留）", backup.path.display()));
    }
    if let Some(why) = &no_backup {
        output.note(&format!("没能在发布前备份：{why}"));
    }
    output.json(&shape(book, &publication));
    Ok(0)
}

/// What is in the way, as a list.
fn missing(issue: &Issue, standing: &Standing, output: &mut Output<'_>) -> u8 {
    let sentences: Vec<String> = standing.obstacles.iter().map(Obstacle::sentence).collect();
    output.json(&serde_json::json!({ "status": standing.status, "obstacles": sentences }));
    if sentences.is_empty() {
        output.say(&format!("第{}期{}，可以发布", issue.number, standing.status.chinese()));
        return 0;
    }
    output.say(&format!("第{}期还差 {} 项：", issue.number, sentences.len()));
    for sentence in &sentences {
        output.say(&format!("  {sentence}"));
    }
    FINDINGS
}

pub fn revise(book: &mut Book, of: &OfIssue, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &of.issue, &of.of)?;
    book.revise(&issue.id)?;
    output.say(&format!(
        "第{}期可以改了；改好后用 publish --why 写明为什么修订，再发布一次",
        issue.number
    ));
    output.json(&serde_json::json!({ "month": issue.month, "revising": true }));
    Ok(0)
}

/// All publications, and whether each is as it was.
pub fn publications(
    book: &Book,
    asked: &Publications,
    output: &mut Output<'_>,
) -> Result<u8, OpError> {
    let issue = match &asked.issue {
        Some(month) => Some(super::issue(book, month, &asked.of)?),
        None => None,
    };
    let mut shapes = Vec::new();
    for head in book.publications()? {
        if issue.as_ref().is_some_and(|issue| issue.id != head.issue) {
            continue;
        }
        let Some(publication) = book.publication(head.seq)? else { continue };
        let shape = shape(book, &publication);
        let why = if shape.why.is_empty() { String::new() } else { format!("　{}", shape.why) };
        output.say(&format!(
            "{}  {}  {}  {}  {}…{why}",
            shape.seq,
            shape.name,
            minute(&shape.at),
            shape.actor,
            shape.hash.get(..12).unwrap_or_default()
        ));
        shapes.push(shape);
    }
    if let Some(issue) = &issue {
        details(book, issue, output)?;
    }
    let faults = book.check_chain()?;
    let sentences: Vec<&str> = faults.iter().map(|fault| fault.sentence.as_str()).collect();
    output.json(&serde_json::json!({ "publications": shapes, "faults": sentences }));
    if shapes.is_empty() {
        output.say("还没有发布过。");
    }
    for sentence in &sentences {
        output.note(sentence);
    }
    if faults.is_empty() && !shapes.is_empty() {
        output.say("每份冻结记录都与校验和相符，前后相接。");
    }
    Ok(if faults.is_empty() { 0 } else { FINDINGS })
}

/// What belongs to one issue: files and corrections.
fn details(book: &Book, issue: &Issue, output: &mut Output<'_>) -> Result<(), OpError> {
    for file in book.exports(&issue.id)? {
        let of = file.publication.map_or("草稿".to_owned(), |seq| format!("第 {seq} 份发布"));
        let (at, sum) = (minute(&file.at), file.sha256.short());
        output.say(&format!("  导出 {at}  {}  {of}  {sum}…", file.file));
    }
    for one in book.corrections_of(&issue.id)? {
        let kind = one.kind.chinese();
        output.say(&format!("  {kind} {}　{}", book.correction_line(&one), one.why));
    }
    Ok(())
}

fn shape(book: &Book, publication: &Publication) -> PublicationShape {
    PublicationShape {
        seq: publication.seq,
        name: book.publication_name(publication),
        version: publication.version,
        at: publication.at.clone(),
        actor: publication.actor.clone(),
        why: publication.why.clone(),
        hash: publication.hash.to_string(),
        previous: publication.previous.as_ref().map(ToString::to_string),
    }
}

/// Lists what is open, or decides about one figure.
pub fn corrections(
    book: &mut Book,
    asked: &Corrections,
    output: &mut Output<'_>,
) -> Result<u8, OpError> {
    let (Some(indicator), Some(month)) = (&asked.indicator, &asked.month) else {
        let open = book.open_corrections()?;
        output.json(&open.iter().map(changed_shape).collect::<Vec<_>>());
        if open.is_empty() {
            output.say("没有待处理的更正。");
        }
        for one in &open {
            tell_changed(one, output);
        }
        return Ok(if open.is_empty() { 0 } else { FINDINGS });
    };
    let indicator = book.find_indicator(indicator)?;
    let department = department(book, asked.department.as_deref())?;
    let key = crate::model::FigureKey::new(&indicator.code, super::month(month)?, &department);
    if let Some(decision) = asked.decide {
        let why = asked.why.as_deref().unwrap_or_default();
        let decided = book.decide_correction(&key, kind(decision), why)?;
        tell_decided(&decided, output);
        output.json(&serde_json::json!({
            "kind": decided.kind,
            "drafted": decided.drafted.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(),
        }));
        return Ok(0);
    }
    let open = book.open_correction(&key)?;
    output.json(&open.iter().map(changed_shape).collect::<Vec<_>>());
    match &open {
        Some(one) => tell_changed(one, output),
        None => output.say("没有待处理的更正。"),
    }
    Ok(if open.is_some() { FINDINGS } else { 0 })
}

pub fn kind(decision: Decision) -> CorrectionKind {
    match decision {
        Decision::Erratum => CorrectionKind::Erratum,
        Decision::Revision => CorrectionKind::Revision,
    }
}

pub fn changed_shape(one: &ChangedFigure) -> serde_json::Value {
    let printings: Vec<serde_json::Value> = one
        .printings
        .iter()
        .map(|printing| {
            serde_json::json!({
                "issue": printing.name, "month": printing.month, "places": printing.places,
            })
        })
        .collect();
    serde_json::json!({
        "figure": one.name, "printed": one.printed, "value": one.value, "printings": printings,
    })
}

/// The sentences that printed a changed figure.
pub fn tell_changed(one: &ChangedFigure, output: &mut Output<'_>) {
    output.note(&one.headline());
    for printing in &one.printings {
        for place in &printing.places {
            output.note(&format!("  {} {}{}", printing.name, place.section, place.item));
            output.note(&format!("    刊出：{}", place.was.trim()));
            output.note(&format!("    现为：{}", place.now.trim()));
        }
    }
}

/// Figures changed by the command just done, and what to do about them.
pub fn tell_open(book: &Book, output: &mut Output<'_>) -> Result<bool, OpError> {
    let open = book.open_corrections()?;
    for one in &open {
        output.note(&one.headline());
    }
    if !open.is_empty() {
        output.note("数已存好；用 corrections 看刊出的各句，并定为更正或修订");
    }
    Ok(!open.is_empty())
}

pub fn tell_decided(decided: &Decided, output: &mut Output<'_>) {
    match decided.kind {
        CorrectionKind::Erratum => {}
        _ => output.say("已定为修订：刊出的数和现在的数都留着。"),
    }
    for (text, issue) in &decided.drafted {
        let place = if issue.is_some() {
            "已写进正在编的一期"
        } else {
            "等下一期建好时写进去"
        };
        output.say(&format!("已定为更正，{place}：{text}"));
    }
}
