//! The pack (台账) of an issue: one file with everything that was printed, what it was printed from,
//! how every number was proved and what was changed by whom, each known by its sum. It is checked,
//! and printed once more, without the book.
//!
//! Whoever can rewrite a whole pack can make new sums as well: the sum of the pack itself, noted
//! elsewhere, is what a pack is held against in the end.

mod changes;
mod records;
mod render;
mod verify;

use std::path::{Path, PathBuf};

use super::book::Book;
use super::error::OpError;
use super::locked::{Passphrase, locked};
use super::{print, proof_sheet};
use crate::export::{self, figures_csv, grid_csv, write_whole};
use crate::model::{Issue, Manifest, PackedFile, Publication, Sum};
use render::{Rendered, Source, render};

pub use verify::{Again, FileCheck, FileState, PackCheck, Why, check_pack, check_pack_with};

const SOURCE: &str = "source.json";
const FIGURES: &str = "figures.csv";
const PROOF: &str = "proof.docx";
const CHANGES: &str = "changes.csv";
const PUBLISHED: &str = "published.json";
const ABOUT: &str = "README.txt";

/// The name of the content in a file under a passphrase.
const INSIDE: &str = "pack.zip";

/// What was packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackReport {
    pub path: PathBuf,
    pub bytes: usize,
    /// Of the file as written.
    pub sha256: Sum,
    pub files: usize,
    /// Rows of the record of changes.
    pub changes: usize,
    /// Labels of the places printed as 〔…〕.
    pub empty: Vec<String>,
    /// What the page has to say, see [`print::Print::remarks`].
    pub remarks: Vec<String>,
}

impl Book {
    /// Writes the issue's pack, whole or not at all; under a passphrase where one is given.
    pub fn pack_issue(
        &self,
        issue: &Issue,
        path: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<PackReport, OpError> {
        let (document, bulletin, figures) = self.composed(issue)?;
        let house = bulletin.house_style.clone();
        let empty = document.empty.iter().map(|slot| slot.label.clone()).collect();
        let source = Source { document, house };
        let fonts = print::fonts(&self.font_sources()?);
        let Rendered { mut files, fonts, print } = render(&source, &fonts)?;
        let mut add = |name: &str, what, bytes| files.push((name.to_owned(), what, bytes));
        let rows = self.issue_rows(issue, &bulletin, &figures)?;
        add(FIGURES, "当月数据", figures_csv(&rows));
        let numerals = self.proof(issue)?;
        let sheet = proof_sheet::sheet(issue, &numerals);
        add(PROOF, "数字校样表", export::docx(&sheet, &source.house)?);
        let changes = self.changes_of_issue(issue)?;
        add(CHANGES, "修改记录", grid_csv(&changes));
        let frozen = serde_json::to_vec_pretty(&source).map_err(export::ExportError::Json)?;
        add(SOURCE, "定稿原文（供重新排印）", frozen);
        let published = self.published(issue)?;
        if !published.is_empty() {
            let records =
                serde_json::to_vec_pretty(&published).map_err(export::ExportError::Json)?;
            add(PUBLISHED, "发布记录", records);
        }
        add(ABOUT, "说明", about(issue).into_bytes());
        let manifest = Manifest {
            format: Manifest::FORMAT,
            program: program(),
            title: issue.title.clone(),
            month: issue.month,
            number: issue.number,
            files: files.iter().map(|(name, what, bytes)| packed(name, what, bytes)).collect(),
            fonts,
        };
        let mut whole = vec![(Manifest::NAME.to_owned(), manifest_text(&manifest)?)];
        whole.extend(files.into_iter().map(|(name, _, bytes)| (name, bytes)));
        let mut bytes = export::pack(&whole)?;
        if let Some(passphrase) = passphrase {
            bytes = locked(INSIDE, &bytes, passphrase)?;
        }
        write_whole(path, &bytes)?;
        Ok(PackReport {
            path: path.to_owned(),
            bytes: bytes.len(),
            sha256: Sum::of(&bytes),
            files: whole.len(),
            changes: changes.rows.len(),
            empty,
            remarks: print.remarks(),
        })
    }

    /// Every publication of the issue with all that it froze, oldest first.
    fn published(&self, issue: &Issue) -> Result<Vec<Publication>, OpError> {
        let mut published = Vec::new();
        for head in self.publications_of(&issue.id)? {
            published.extend(self.publication(head.seq)?);
        }
        published.sort_by_key(|one| one.seq);
        Ok(published)
    }
}

fn program() -> String {
    format!("yuebao {}", env!("CARGO_PKG_VERSION"))
}

fn packed(name: &str, what: &str, bytes: &[u8]) -> PackedFile {
    PackedFile {
        name: name.to_owned(),
        what: what.to_owned(),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        sha256: Sum::of(bytes),
    }
}

/// One way to write a manifest, so that a changed byte in it is seen.
fn manifest_text(manifest: &Manifest) -> Result<Vec<u8>, OpError> {
    Ok(serde_json::to_vec_pretty(manifest).map_err(export::ExportError::Json)?)
}

/// For whoever opens the zip, perhaps with the oldest of editors.
fn about(issue: &Issue) -> String {
    let text = format!(
        "《{}》第{}期（{}）台账\n\n\
         issue.docx issue.pdf issue.md issue.txt  成品，内容一致\n\
         {FIGURES}    当月数据\n\
         {PROOF}     数字校样表：每个数字的来历\n\
         {CHANGES}    修改记录：谁、何时、从什么改成什么\n\
         {SOURCE}    定稿原文，可以由它重新排印\n\
         {PUBLISHED} 发布记录：各版的冻结内容、签字和校验和（已发布的才有）\n\
         {}  清单：每个文件的大小和校验和（SHA-256）、排印用的字体\n\n\
         核对：在窗口里选“核对台账”，或 yuebao-cli verify-pack 文件。不需要工作簿。\n\
         不要改动或重新压缩这个文件；改动任何一个字节都会被发现。\n",
        issue.title,
        issue.number,
        issue.month.chinese(),
        Manifest::NAME,
    );
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}
