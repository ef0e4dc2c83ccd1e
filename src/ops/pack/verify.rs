//! A pack checked: every byte against its manifest, then printed once more from its own source and
//! compared. Needs no book. What cannot be compared is said with its reason.

use std::io::Read as _;
use std::path::Path;

use serde::Deserialize;

use super::render::{DOCX, MARKDOWN, PDF, Rendered, Source, TEXT, render};
use super::{PUBLISHED, SOURCE, manifest_text, program, records};
use crate::document::{Document, plain_text};
use crate::export::{self, fonts::FontSources};
use crate::import::docx::{self, read_docx};
use crate::import::pack::{Limits, PackError, is_locked, read_pack, unlock};
use crate::model::{Manifest, Month, PackedFont, Publication, Sum};
use crate::ops::book::Book;
use crate::ops::error::OpError;
use crate::ops::locked::Passphrase;
use crate::ops::{print, read_back};

/// A larger source is no bulletin's.
const LARGEST_SOURCE: usize = 32 << 20;

/// What a pack was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackCheck {
    pub title: String,
    pub month: Month,
    pub number: u32,
    /// Program and version that made it.
    pub program: String,
    /// Of the file itself, to be held against a sum noted elsewhere.
    pub sum: Sum,
    /// Whether the file around the files is byte for byte as it was made.
    pub is_whole: bool,
    pub files: Vec<FileCheck>,
    /// What was published, in a sentence; empty for a draft.
    pub published: String,
    /// What speaks against the records of publication.
    pub faults: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCheck {
    pub name: String,
    /// In Chinese: what it is.
    pub what: String,
    pub state: FileState,
    pub again: Again,
}

/// A file against the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    Same,
    Altered,
    Missing,
    /// The manifest knows nothing of it.
    Unlisted,
}

/// A file against what its source prints today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// It is not printed from the source.
    Not,
    Same,
    /// Other bytes. `same_text` where the text could be compared.
    Other {
        why: Why,
        same_text: Option<bool>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Another version made it.
    Program,
    /// Fonts it was printed with that are not here, by name.
    Fonts(Vec<String>),
    /// Same version, same fonts: the file is not what the source prints.
    Nothing,
}

impl Book {
    /// As [`check_pack`], with the fonts this book points at.
    pub fn check_pack(
        &self,
        path: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<PackCheck, OpError> {
        check_pack_with(path, passphrase, &self.font_sources()?)
    }
}

/// Checks a pack with the fonts of this machine.
pub fn check_pack(path: &Path, passphrase: Option<&Passphrase>) -> Result<PackCheck, OpError> {
    check_pack_with(path, passphrase, &FontSources::system())
}

/// Checks a pack with the fonts of these sources.
pub fn check_pack_with(
    path: &Path,
    passphrase: Option<&Passphrase>,
    fonts: &FontSources,
) -> Result<PackCheck, OpError> {
    let bytes = read(path)?;
    check(&bytes, passphrase, fonts).map_err(|err| match err {
        Trouble::Pack(source) => OpError::Pack { path: path.to_owned(), source },
        Trouble::Other(err) => *err,
    })
}

enum Trouble {
    Pack(PackError),
    Other(Box<OpError>),
}

impl From<PackError> for Trouble {
    fn from(err: PackError) -> Self {
        Self::Pack(err)
    }
}

impl From<export::ExportError> for Trouble {
    fn from(err: export::ExportError) -> Self {
        Self::Other(Box::new(err.into()))
    }
}

fn read(path: &Path) -> Result<Vec<u8>, OpError> {
    let limit = Limits::default().size;
    let failed = |source| OpError::ReadFile { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn check(
    outer: &[u8],
    passphrase: Option<&Passphrase>,
    fonts: &FontSources,
) -> Result<PackCheck, Trouble> {
    let Opened { files, manifest, mut found } = look(outer, passphrase)?;
    let records = read_records(&files)?;
    (found.published, found.faults) = records::judged(&records);
    if let Some(source) = source(&files)? {
        found.published.push_str(records::beside(&records, &source.document));
        let rendered = render(&source, &print::fonts(fonts))?;
        let again = Comparison { manifest: &manifest, document: &source.document, rendered };
        again.fill(&files, &mut found.files);
    }
    Ok(found)
}

/// A pack opened: its files and manifest, and what both say of each other.
struct Opened {
    files: Vec<(String, Vec<u8>)>,
    manifest: Manifest,
    found: PackCheck,
}

/// The pack held against its manifest, nothing printed yet.
fn look(outer: &[u8], passphrase: Option<&Passphrase>) -> Result<Opened, Trouble> {
    let limits = Limits::default();
    if outer.len() > limits.size {
        return Err(PackError::TooLarge { limit: limits.size }.into());
    }
    let opened = if is_locked(outer) {
        let by = passphrase.ok_or(PackError::Locked)?;
        Some(unlock(outer, by.text(), limits.size)?)
    } else {
        None
    };
    let bytes = opened.as_deref().unwrap_or(outer);
    let files = read_pack(bytes, &limits)?;
    let manifest = manifest(&files)?;
    let checks = against_manifest(&manifest, &files)?;
    let in_order =
        files.iter().map(|(name, _)| name.as_str()).eq(std::iter::once(Manifest::NAME)
            .chain(manifest.files.iter().map(|file| file.name.as_str())));
    let found = PackCheck {
        title: manifest.title.clone(),
        month: manifest.month,
        number: manifest.number,
        program: manifest.program.clone(),
        sum: Sum::of(outer),
        is_whole: in_order && export::pack(&files)? == bytes,
        files: checks,
        published: String::new(),
        faults: Vec::new(),
    };
    Ok(Opened { files, manifest, found })
}

type Files = [(String, Vec<u8>)];

fn content<'f>(files: &'f Files, name: &str) -> Option<&'f [u8]> {
    files.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.as_slice())
}

fn manifest(files: &Files) -> Result<Manifest, PackError> {
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let text = content(files, Manifest::NAME).ok_or(PackError::NotAPack)?;
    let unreadable = |err: serde_json::Error| PackError::Manifest { detail: err.to_string() };
    let Format { format } = serde_json::from_slice(text).map_err(unreadable)?;
    if format > Manifest::FORMAT {
        return Err(PackError::Newer { format, known: Manifest::FORMAT });
    }
    serde_json::from_slice(text).map_err(unreadable)
}

/// The frozen source; `None` where it is missing, which the manifest tells.
fn source(files: &Files) -> Result<Option<Source>, PackError> {
    let Some(text) = content(files, SOURCE) else { return Ok(None) };
    if text.len() > LARGEST_SOURCE {
        return Err(PackError::TooLarge { limit: LARGEST_SOURCE });
    }
    let read = serde_json::from_slice(text);
    read.map(Some).map_err(|err| PackError::Damaged { detail: format!("{SOURCE}: {err}") })
}

/// The records of publication; none for a draft.
fn read_records(files: &Files) -> Result<Vec<Publication>, PackError> {
    let Some(text) = content(files, PUBLISHED) else { return Ok(Vec::new()) };
    serde_json::from_slice(text)
        .map_err(|err| PackError::Damaged { detail: format!("{PUBLISHED}: {err}") })
}

fn against_manifest(manifest: &Manifest, files: &Files) -> Result<Vec<FileCheck>, Trouble> {
    let check = |name: &str, what: &str, state| FileCheck {
        name: name.to_owned(),
        what: what.to_owned(),
        state,
        again: Again::Not,
    };
    let own = manifest_text(manifest).map_err(|err| Trouble::Other(Box::new(err)))?;
    let as_written = content(files, Manifest::NAME) == Some(own.as_slice());
    let state = if as_written { FileState::Same } else { FileState::Altered };
    let mut checks = vec![check(Manifest::NAME, "清单", state)];
    for file in &manifest.files {
        let state = match content(files, &file.name) {
            None => FileState::Missing,
            Some(bytes) if Sum::of(bytes) == file.sha256 => FileState::Same,
            Some(_) => FileState::Altered,
        };
        checks.push(check(&file.name, &file.what, state));
    }
    for (name, _) in files {
        if checks.iter().all(|known| known.name != *name) {
            checks.push(check(name, "", FileState::Unlisted));
        }
    }
    Ok(checks)
}

/// What the source prints today, beside what lies in the pack.
struct Comparison<'a> {
    manifest: &'a Manifest,
    document: &'a Document,
    rendered: Rendered,
}

impl Comparison<'_> {
    fn fill(&self, files: &Files, checks: &mut [FileCheck]) {
        for (name, _, now) in &self.rendered.files {
            let Some(then) = content(files, name) else { continue };
            let Some(check) = checks.iter_mut().find(|check| check.name == *name) else { continue };
            check.again = if then == now {
                Again::Same
            } else {
                Again::Other { why: self.why(name), same_text: self.same_text(name, then, now) }
            };
        }
    }

    fn why(&self, name: &str) -> Why {
        let here = |font: &&PackedFont| {
            let same = |one: &PackedFont| one.sha256 == font.sha256 && one.face == font.face;
            !self.rendered.fonts.iter().any(same)
        };
        let missing: Vec<String> =
            self.manifest.fonts.iter().filter(here).map(|font| font.name.clone()).collect();
        if name == PDF && !missing.is_empty() {
            Why::Fonts(missing)
        } else if self.manifest.program == program() {
            Why::Nothing
        } else {
            Why::Program
        }
    }

    /// Whether a file says the same, where its text can be read.
    fn same_text(&self, name: &str, then: &[u8], now: &[u8]) -> Option<bool> {
        match name {
            DOCX => {
                let read = read_docx(then, &docx::Limits::default());
                let wanted = plain_text(self.document);
                Some(read.is_ok_and(|read| read_back::same_text(&wanted, &read.text()).is_ok()))
            }
            MARKDOWN | TEXT => Some(letters(then) == letters(now)),
            _ => None,
        }
    }
}

/// What is read, without marks of form.
fn letters(text: &[u8]) -> String {
    String::from_utf8_lossy(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl PackCheck {
    /// Every byte as it was packed, and printed the same today.
    pub fn is_sound(&self) -> bool {
        self.is_whole && self.faults.is_empty() && self.files.iter().all(FileCheck::is_sound)
    }

    /// Whether what was packed is untouched, whatever prints differently today.
    pub fn is_untouched(&self) -> bool {
        let same = |file: &FileCheck| file.state == FileState::Same;
        self.is_whole && self.faults.is_empty() && self.files.iter().all(same)
    }

    /// Everything that is not as it should be, in Chinese.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks: Vec<String> = self.files.iter().filter_map(FileCheck::altered).collect();
        if !self.is_whole && remarks.is_empty() {
            remarks.push(
                "里面的文件都没有动过，但压缩包不是原样：可能重新压缩过，或夹带了别的内容"
                    .to_owned(),
            );
        }
        remarks.extend(self.faults.iter().cloned());
        remarks.extend(self.files.iter().filter_map(|file| file.reprinted(&self.program)));
        remarks
    }
}

impl FileCheck {
    fn is_sound(&self) -> bool {
        self.state == FileState::Same && matches!(self.again, Again::Not | Again::Same)
    }

    fn altered(&self) -> Option<String> {
        let Self { name, what, .. } = self;
        match self.state {
            FileState::Same => None,
            FileState::Altered => {
                Some(format!("{name}（{what}）打包以后被改过，与清单的校验和不符"))
            }
            FileState::Missing => Some(format!("清单里有 {name}（{what}），台账里没有")),
            FileState::Unlisted => Some(format!("{name} 不在清单里，是后来放进去的")),
        }
    }

    fn reprinted(&self, made_by: &str) -> Option<String> {
        let Again::Other { why, same_text } = &self.again else { return None };
        let name = &self.name;
        let text = match same_text {
            Some(true) => "文字一致",
            Some(false) => "文字也不同",
            None if self.state == FileState::Same => "文件本身与打包时一致，它的文字没有另外比对",
            None => "它的文字没法比对",
        };
        Some(match why {
            Why::Fonts(fonts) => format!(
                "{name} 排印用的字体本机没有（{}），没法逐字节重现；{text}",
                fonts.join("、")
            ),
            Why::Program => format!(
                "{name} 由 {made_by} 排印，本程序是 {}，重新排印的字节不同；{text}",
                program()
            ),
            Why::Nothing => format!("{name} 不是由台账里的定稿原文排印出来的；{text}"),
        })
    }
}

#[cfg(test)]
mod tests;
