//! What a publication keeps of an issue, written as text and read back. What is hashed is what is
//! stored; a later program reads it as it stands and never writes it again.

use serde::{Deserialize, Serialize};

use super::obstacles::Obstacle;
use super::parts::{IssuePart, Signing};
use super::publish::Waiver;
use crate::document::{Document, plain_text};
use crate::export;
use crate::layout::Pages;
use crate::model::{
    Bulletin, DepartmentCode, Exception, Figure, FigureKey, FigureSource, FigureState, Figures,
    Frozen, HouseStyle, Ignored, IndicatorCode, Issue, Month, Publication, Quantity, Sum,
};
use crate::ops::error::OpError;
use crate::ops::print;
use crate::ops::read_back;
use crate::store::StoreError;

/// What a publication is made of.
pub struct Content<'a> {
    pub issue: &'a Issue,
    pub bulletin: &'a Bulletin,
    pub document: &'a Document,
    pub figures: &'a Figures,
    pub parts: &'a [IssuePart],
    pub exceptions: &'a [Exception],
    pub ignored: &'a [Ignored],
    /// What somebody answers for with this publication.
    pub waived: (&'a [Obstacle], Option<Waiver<'a>>),
    pub fonts: &'a std::sync::Arc<export::fonts::FontSet>,
}

/// A publication as the writers need it.
pub struct Thawed {
    pub document: Document,
    pub house: HouseStyle,
    pub figures: Figures,
}

#[derive(Serialize)]
struct Head<'a> {
    bulletin: &'a str,
    name: &'a str,
    month: Month,
    number: u32,
    total_number: Option<u32>,
    title: &'a str,
    issuer: &'a str,
    issue_date: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct FrozenFigure {
    month: Month,
    indicator: IndicatorCode,
    department: DepartmentCode,
    typed: String,
    state: FigureState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    digits: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exponent: Option<i8>,
}

/// What was let stand, by whom and why.
#[derive(Serialize)]
struct Allowed<'a> {
    kind: &'a str,
    text: String,
    reason: &'a str,
    signer: &'a str,
    at: &'a str,
}

#[derive(Serialize)]
struct Signed<'a> {
    section: &'a str,
    title: &'a str,
    signer: &'a str,
    at: &'a str,
    hash: &'a Sum,
}

/// A file made of the document, by its format.
#[derive(Serialize)]
struct Made {
    format: &'static str,
    bytes: usize,
    sha256: Sum,
}

/// The content of a publication made at `at`.
pub fn freeze(content: &Content<'_>, at: &str) -> Result<Frozen, OpError> {
    let Content { issue, bulletin, document, figures, .. } = content;
    let head = Head {
        bulletin: issue.bulletin.as_str(),
        name: &bulletin.name,
        month: issue.month,
        number: issue.number,
        total_number: issue.total_number,
        title: &issue.title,
        issuer: &issue.issuer,
        issue_date: issue.issue_date.map(|date| date.to_string()),
    };
    Ok(Frozen {
        head: json(&head)?,
        text: plain_text(document),
        figures: json(&figures.iter().map(frozen).collect::<Vec<_>>())?,
        document: json(document)?,
        house: json(&bulletin.house_style)?,
        exceptions: json(&allowed(content, at))?,
        sign_offs: json(&signed(content.parts))?,
        files: json(&files(content)?)?,
    })
}

fn json<T: Serialize>(value: &T) -> Result<String, OpError> {
    let fault =
        |err: serde_json::Error| StoreError::Row { table: "publication", detail: err.to_string() };
    Ok(serde_json::to_string(value).map_err(fault)?)
}

fn frozen(figure: &Figure) -> FrozenFigure {
    FrozenFigure {
        month: figure.key.month,
        indicator: figure.key.indicator.clone(),
        department: figure.key.department.clone(),
        typed: figure.typed.clone(),
        state: figure.state,
        digits: figure.quantity.map(Quantity::digits),
        exponent: figure.quantity.map(Quantity::exponent),
    }
}

fn allowed<'a>(content: &'a Content<'_>, at: &'a str) -> Vec<Allowed<'a>> {
    let exceptions = content.exceptions.iter().map(|one| Allowed {
        kind: one.kind.chinese(),
        text: format!("{}：{}", one.printed, one.sentence),
        reason: &one.reason,
        signer: &one.signer,
        at: &one.at,
    });
    let ignored = content.ignored.iter().map(|one| Allowed {
        kind: "忽略",
        text: one.message.clone(),
        reason: "",
        signer: &one.actor,
        at: &one.at,
    });
    let (waived, waiver) = content.waived;
    let waived = waiver.into_iter().flat_map(move |waiver| {
        waived.iter().map(move |one| Allowed {
            kind: "例外发布",
            text: one.sentence(),
            reason: waiver.reason,
            signer: waiver.signer,
            at,
        })
    });
    exceptions.chain(ignored).chain(waived).collect()
}

fn signed(parts: &[IssuePart]) -> Vec<Signed<'_>> {
    let signed = parts.iter().filter_map(|part| match &part.signing {
        Signing::Signed { signer, at } => Some(Signed {
            section: part.section.as_ref().map_or("", |id| id.as_str()),
            title: &part.title,
            signer,
            at,
            hash: &part.hash,
        }),
        Signing::Unsigned | Signing::Lapsed { .. } => None,
    });
    signed.collect()
}

/// The sums of the files the document makes.
fn files(content: &Content<'_>) -> Result<Vec<Made>, OpError> {
    let house = &content.bulletin.house_style;
    let print = print::printed(content.document, house, content.fonts);
    let mut made = Vec::new();
    for format in ["docx", "pdf", "md", "txt"] {
        let bytes = rendered(content.document, house, format, Some((&print.pages, &print.fonts)))?;
        let Some(bytes) = bytes else { continue };
        if format == "docx" {
            read_back::check_docx(&bytes, content.document).map_err(|fault| OpError::ReadBack {
                path: format!("第{}期.docx", content.issue.number).into(),
                fault,
            })?;
        }
        made.push(Made { format, bytes: bytes.len(), sha256: Sum::of(&bytes) });
    }
    Ok(made)
}

/// The document in a format that needs nothing else; `None` for another format.
pub fn rendered(
    document: &Document,
    house: &HouseStyle,
    format: &str,
    print: Option<(&Pages, &export::fonts::FontSet)>,
) -> Result<Option<Vec<u8>>, OpError> {
    Ok(match (format, print) {
        ("docx", _) => Some(export::docx(document, house)?),
        ("pdf", Some((pages, fonts))) => Some(export::pdf(pages, &document.meta, fonts)?),
        ("md", _) => Some(export::markdown(document).into_bytes()),
        ("txt", _) => Some(plain_text(document).into_bytes()),
        _ => None,
    })
}

/// Reads a publication as the writers need it.
pub fn thaw(publication: &Publication) -> Result<Thawed, OpError> {
    let fault = |err: serde_json::Error| {
        let detail = format!("{}: {err}", publication.seq);
        OpError::Store(StoreError::Row { table: "publication", detail })
    };
    let frozen = &publication.frozen;
    Ok(Thawed {
        document: serde_json::from_str(&frozen.document).map_err(fault)?,
        house: serde_json::from_str(&frozen.house).map_err(fault)?,
        figures: read_figures(&frozen.figures).map_err(fault)?,
    })
}

/// The figures a publication was printed from.
pub fn read_figures(text: &str) -> Result<Figures, serde_json::Error> {
    let rows: Vec<FrozenFigure> = serde_json::from_str(text)?;
    Ok(rows.into_iter().map(thawed).collect())
}

fn thawed(row: FrozenFigure) -> Figure {
    let quantity = row.digits.zip(row.exponent).and_then(|(d, e)| Quantity::new(d, e));
    Figure {
        key: FigureKey::new(&row.indicator, row.month, &row.department),
        typed: row.typed,
        quantity,
        state: row.state,
        source: FigureSource::Document,
        note: String::new(),
    }
}
