//! Rows of publishing: sign-offs, publications, exported files, corrections.

use super::error::StoreError;
use super::reader::Reader;
use super::registry::to_json;
use super::table::{Cells, Value, row_from_text, row_text};
use super::tables::{CORRECTION, EXPORTED, PUBLICATION, SIGNOFF};
use super::words::Word as _;
use super::writer::Writer;
use crate::model::{
    Correction, CorrectionId, CorrectionKind, DepartmentCode, ExportRecord, FigureKey, Frozen,
    IndicatorCode, IssueId, ItemId, Month, Publication, SectionId, SignOff, Sum,
};

/// A publication without what it froze: one line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationHead {
    pub seq: i64,
    pub issue: IssueId,
    pub version: u32,
    /// UTC, ISO 8601.
    pub at: String,
    pub actor: String,
    pub why: String,
    pub hash: Sum,
}

const HEAD: &str = "SELECT seq, issue, version, at, actor, why, hash FROM publication";

impl Reader<'_> {
    /// Who signed which part of an issue, also where it changed since.
    pub fn sign_offs(&self, issue: &IssueId) -> Result<Vec<SignOff>, StoreError> {
        let tail = "WHERE issue = ?1 ORDER BY section";
        self.select(&SIGNOFF, tail, &[issue.as_str().into()], sign_off_from_row)
    }

    /// All publications in their order.
    pub fn publications(&self) -> Result<Vec<PublicationHead>, StoreError> {
        let rows = self.rows(&format!("{HEAD} ORDER BY seq"), &[])?;
        rows.into_iter().map(head_from_row).collect()
    }

    /// The newest publication of each issue of `from` or a later month, in the order of months.
    pub fn publications_from(&self, from: Month) -> Result<Vec<PublicationHead>, StoreError> {
        let sql = format!(
            "{HEAD} p WHERE seq IN (SELECT max(q.seq) FROM publication q
               JOIN issue i ON i.id = q.issue WHERE i.month >= ?1 GROUP BY q.issue)
             ORDER BY (SELECT month FROM issue WHERE id = p.issue), seq"
        );
        self.rows(&sql, &[from.to_string().into()])?.into_iter().map(head_from_row).collect()
    }

    /// The publications of one issue, the first version first.
    pub fn publications_of(&self, issue: &IssueId) -> Result<Vec<PublicationHead>, StoreError> {
        let rows = self
            .rows(&format!("{HEAD} WHERE issue = ?1 ORDER BY version"), &[issue.as_str().into()])?;
        rows.into_iter().map(head_from_row).collect()
    }

    /// A publication with all that it froze.
    pub fn publication(&self, seq: i64) -> Result<Option<Publication>, StoreError> {
        self.by_key(&PUBLICATION, &[Value::Int(seq)])?.map(publication_from_row).transpose()
    }

    /// The figures a publication was printed from, as stored.
    pub fn publication_figures(&self, seq: i64) -> Result<String, StoreError> {
        let sql = "SELECT figures FROM publication WHERE seq = ?1";
        match self.first(sql, &[Value::Int(seq)])?.as_deref() {
            Some([Value::Text(figures)]) => Ok(figures.clone()),
            _ => Ok(String::from("[]")),
        }
    }

    /// A publication as the history says it was written.
    pub fn publication_as_written(&self, seq: i64) -> Result<Option<Publication>, StoreError> {
        let sql = "SELECT new FROM change
             WHERE tbl = 'publication' AND row = ?1 AND kind = 'insert' ORDER BY batch LIMIT 1";
        let row = self.first(sql, &[row_text(&[Value::Int(seq)]).into()])?;
        match row.as_deref() {
            Some([Value::Text(row)]) => publication_from_row(row_from_text(row)?).map(Some),
            _ => Ok(None),
        }
    }

    /// How many publications were ever recorded, by the history of changes.
    pub fn publications_recorded(&self) -> Result<i64, StoreError> {
        let sql = "SELECT count(*) FROM change WHERE tbl = 'publication' AND kind = 'insert'";
        self.number(sql, &[])
    }

    /// The files written of an issue, the oldest first.
    pub fn exported(&self, issue: &IssueId) -> Result<Vec<ExportRecord>, StoreError> {
        let tail = "WHERE issue = ?1 ORDER BY seq";
        self.select(&EXPORTED, tail, &[issue.as_str().into()], exported_from_row)
    }

    /// Corrections nobody decided yet, the oldest first.
    pub fn open_corrections(&self) -> Result<Vec<Correction>, StoreError> {
        let tail = "WHERE kind = 'open' ORDER BY at, publication, id";
        self.select(&CORRECTION, tail, &[], correction_from_row)
    }

    /// What became of one figure after it was printed, the oldest first.
    pub fn corrections_of_figure(&self, key: &FigureKey) -> Result<Vec<Correction>, StoreError> {
        let tail =
            "WHERE indicator = ?1 AND department = ?2 AND month = ?3 ORDER BY at, publication, id";
        let params = [
            key.indicator.as_str().into(),
            key.department.as_str().into(),
            key.month.to_string().into(),
        ];
        self.select(&CORRECTION, tail, &params, correction_from_row)
    }

    /// Corrections of what an issue printed in any of its versions, the oldest first.
    pub fn corrections_of_issue(&self, issue: &IssueId) -> Result<Vec<Correction>, StoreError> {
        let tail = "WHERE publication IN (SELECT seq FROM publication WHERE issue = ?1)
             ORDER BY at, publication, id";
        self.select(&CORRECTION, tail, &[issue.as_str().into()], correction_from_row)
    }

    /// Errata whose paragraph stands in no issue.
    pub fn errata_to_print(&self) -> Result<Vec<Correction>, StoreError> {
        let tail = "WHERE kind = 'erratum' AND (item IS NULL OR item NOT IN
             (SELECT id FROM item WHERE section IS NOT NULL))
             ORDER BY at, publication, id";
        self.select(&CORRECTION, tail, &[], correction_from_row)
    }
}

impl Writer<'_> {
    pub fn put_sign_off(&mut self, sign_off: &SignOff) -> Result<bool, StoreError> {
        let [issue, section] = sign_off_key(&sign_off.issue, sign_off.section.as_ref());
        let (signer, at, hash) = (&sign_off.signer, &sign_off.at, &sign_off.hash);
        let row =
            [issue, section, signer.as_str().into(), at.as_str().into(), hash.as_str().into()];
        self.put(&SIGNOFF, &row)
    }

    pub fn delete_sign_off(
        &mut self,
        issue: &IssueId,
        section: Option<&SectionId>,
    ) -> Result<bool, StoreError> {
        self.delete(&SIGNOFF, &sign_off_key(issue, section))
    }

    /// Adds a publication; there is no way to change one.
    pub fn add_publication(&mut self, publication: &Publication) -> Result<(), StoreError> {
        let frozen = &publication.frozen;
        let row = [
            publication.seq.into(),
            publication.issue.as_str().into(),
            i64::from(publication.version).into(),
            publication.at.as_str().into(),
            publication.actor.as_str().into(),
            publication.why.as_str().into(),
            frozen.head.as_str().into(),
            frozen.text.as_str().into(),
            frozen.figures.as_str().into(),
            frozen.document.as_str().into(),
            frozen.house.as_str().into(),
            frozen.exceptions.as_str().into(),
            frozen.sign_offs.as_str().into(),
            frozen.files.as_str().into(),
            publication.previous.as_ref().map_or("", Sum::as_str).into(),
            publication.hash.as_str().into(),
        ];
        self.insert(&PUBLICATION, &row)
    }

    /// Adds a file to those written of an issue.
    pub fn add_exported(
        &mut self,
        issue: &IssueId,
        record: &ExportRecord,
    ) -> Result<(), StoreError> {
        let sql = "SELECT max(seq) FROM exported WHERE issue = ?1";
        let last = self.read().number(sql, &[issue.as_str().into()])?;
        let row = [
            issue.as_str().into(),
            Value::Int(last + 1),
            record.at.as_str().into(),
            record.actor.as_str().into(),
            record.file.as_str().into(),
            Value::Int(record.bytes),
            record.sha256.as_str().into(),
            record.publication.map_or(Value::Null, Value::Int),
        ];
        self.insert(&EXPORTED, &row)
    }

    pub fn put_correction(&mut self, correction: &Correction) -> Result<bool, StoreError> {
        let key = &correction.figure;
        let row = [
            correction.id.as_str().into(),
            correction.publication.into(),
            key.indicator.as_str().into(),
            key.department.as_str().into(),
            key.month.to_string().into(),
            correction.printed.as_str().into(),
            correction.value.as_str().into(),
            to_json("correction", &correction.places)?,
            correction.kind.word().into(),
            correction.actor.as_str().into(),
            correction.why.as_str().into(),
            correction.at.as_str().into(),
            Value::opt(correction.item.as_ref().map(ItemId::as_str)),
        ];
        self.put(&CORRECTION, &row)
    }

    pub fn delete_correction(&mut self, id: &CorrectionId) -> Result<bool, StoreError> {
        self.delete(&CORRECTION, &[id.as_str().into()])
    }
}

fn sign_off_key(issue: &IssueId, section: Option<&SectionId>) -> [Value; 2] {
    [issue.as_str().into(), section.map_or("", SectionId::as_str).into()]
}

fn sign_off_from_row(row: Vec<Value>) -> Result<SignOff, StoreError> {
    let mut cells = Cells::new(&SIGNOFF, row);
    let issue = IssueId::new(cells.text()?);
    let section = cells.text()?;
    let section = (!section.is_empty()).then(|| SectionId::new(section));
    Ok(SignOff { issue, section, signer: cells.text()?, at: cells.text()?, hash: sum(&mut cells)? })
}

fn sum(cells: &mut Cells) -> Result<Sum, StoreError> {
    cells.parsed(Sum::read)
}

fn version(cells: &mut Cells) -> Result<u32, StoreError> {
    let number = cells.int()?;
    u32::try_from(number).map_err(|_| cells.fault(format!("version {number}")))
}

fn head_from_row(row: Vec<Value>) -> Result<PublicationHead, StoreError> {
    let mut cells = Cells::new(&PUBLICATION, row);
    Ok(PublicationHead {
        seq: cells.int()?,
        issue: IssueId::new(cells.text()?),
        version: version(&mut cells)?,
        at: cells.text()?,
        actor: cells.text()?,
        why: cells.text()?,
        hash: sum(&mut cells)?,
    })
}

fn publication_from_row(row: Vec<Value>) -> Result<Publication, StoreError> {
    let mut cells = Cells::new(&PUBLICATION, row);
    Ok(Publication {
        seq: cells.int()?,
        issue: IssueId::new(cells.text()?),
        version: version(&mut cells)?,
        at: cells.text()?,
        actor: cells.text()?,
        why: cells.text()?,
        frozen: Frozen {
            head: cells.text()?,
            text: cells.text()?,
            figures: cells.text()?,
            document: cells.text()?,
            house: cells.text()?,
            exceptions: cells.text()?,
            sign_offs: cells.text()?,
            files: cells.text()?,
        },
        previous: Some(cells.text()?).filter(|text| !text.is_empty()).and_then(|t| Sum::read(&t)),
        hash: sum(&mut cells)?,
    })
}

fn exported_from_row(row: Vec<Value>) -> Result<ExportRecord, StoreError> {
    let mut cells = Cells::new(&EXPORTED, row);
    cells.text()?;
    cells.int()?;
    Ok(ExportRecord {
        at: cells.text()?,
        actor: cells.text()?,
        file: cells.text()?,
        bytes: cells.int()?,
        sha256: sum(&mut cells)?,
        publication: cells.opt_int()?,
    })
}

fn correction_from_row(row: Vec<Value>) -> Result<Correction, StoreError> {
    let mut cells = Cells::new(&CORRECTION, row);
    let id = CorrectionId::new(cells.text()?);
    let publication = cells.int()?;
    let indicator = IndicatorCode::new(cells.text()?);
    let department = DepartmentCode::new(cells.text()?);
    let month = cells.parsed(|text| text.parse().ok())?;
    Ok(Correction {
        id,
        publication,
        figure: FigureKey { indicator, month, department },
        printed: cells.text()?,
        value: cells.text()?,
        places: cells.json()?,
        kind: cells.parsed(CorrectionKind::from_word)?,
        actor: cells.text()?,
        why: cells.text()?,
        at: cells.text()?,
        item: cells.opt_text()?.map(ItemId::new),
    })
}
