//! The zip package of a Word file: parts by name, unpacked within limits that count what comes out
//! and believe no declared size.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Space, Tag, Visitor, damaged, walk};
use super::{DocxError, Limits, Much};

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// Bytes that may still be unpacked.
    left: usize,
    limits: &'a Limits,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, DocxError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|err| damaged(&err))?;
        if archive.len() > limits.parts {
            return Err(DocxError::TooMuch { what: Much::Parts, limit: limits.parts });
        }
        let mut names = Vec::with_capacity(archive.len());
        for at in 0..archive.len() {
            let entry = archive.by_index_raw(at).map_err(|err| damaged(&err))?;
            names.push(entry.name().map(|name| name.replace('\\', "/")).unwrap_or_default());
        }
        Ok(Self { archive, names, left: limits.unpacked, limits })
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The text of a part, `None` when there is none of that name.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, DocxError> {
        let same = |known: &String| known.eq_ignore_ascii_case(name);
        let Some(at) = self.names.iter().position(same) else { return Ok(None) };
        let entry = match self.archive.by_index(at) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(DocxError::Encrypted);
            }
            Err(err) => return Err(damaged(&err)),
        };
        let mut bytes = Vec::new();
        let limit = u64::try_from(self.left).unwrap_or(u64::MAX);
        entry.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|err| damaged(&err))?;
        let too_much = DocxError::TooMuch { what: Much::Unpacked, limit: self.limits.unpacked };
        self.left = self.left.checked_sub(bytes.len()).ok_or(too_much)?;
        decoded(bytes).map(Some)
    }

    /// The text of a part that one can do without: empty when it is absent or cannot be unpacked.
    pub fn helpful(&mut self, name: &str) -> Result<String, DocxError> {
        match self.text(name) {
            Ok(text) => Ok(text.unwrap_or_default()),
            Err(err @ DocxError::TooMuch { .. }) => Err(err),
            Err(_) => Ok(String::new()),
        }
    }

    /// Where the text itself stands, as the package says.
    pub fn main_part(&mut self) -> Result<String, DocxError> {
        const USUAL: &str = "word/document.xml";
        let relations = self.helpful("_rels/.rels")?;
        let stated = relationships(&relations, self.limits)?
            .into_iter()
            .find(|relation| relation.kind.ends_with("/officeDocument") && !relation.external)
            .map(|relation| relation.target.trim_start_matches('/').to_owned());
        Ok(stated.filter(|name| self.names.contains(name)).unwrap_or_else(|| USUAL.to_owned()))
    }
}

/// The name of a part in the folder of another one.
pub(super) fn beside(part: &str, name: &str) -> String {
    part.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// UTF-8 or UTF-16, as the standard allows.
fn decoded(bytes: Vec<u8>) -> Result<String, DocxError> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
        let (text, _, faulty) = encoding.decode(&bytes);
        return if faulty { Err(damaged(&"no UTF-8 or UTF-16")) } else { Ok(text.into_owned()) };
    }
    String::from_utf8(bytes).map_err(|err| damaged(&err))
}

/// One entry of a relationships part.
pub(super) struct Relation {
    pub kind: String,
    pub target: String,
    /// It leads out of the file.
    pub external: bool,
}

/// The entries of a relationships part; of a damaged one those before the damage.
pub(super) fn relationships(xml: &str, limits: &Limits) -> Result<Vec<Relation>, DocxError> {
    struct Found(Vec<Relation>);
    impl Visitor for Found {
        fn open(&mut self, tag: &Tag<'_>) -> Result<(), DocxError> {
            if tag.name() == "Relationship" {
                let value = |name| tag.value(name).unwrap_or_default();
                let external = value("TargetMode").eq_ignore_ascii_case("External");
                self.0.push(Relation { kind: value("Type"), target: value("Target"), external });
            }
            Ok(())
        }
        fn close(&mut self, _: Space, _: &str) -> Result<(), DocxError> {
            Ok(())
        }
        fn text(&mut self, _: &str) -> Result<(), DocxError> {
            Ok(())
        }
    }
    let mut found = Found(Vec::new());
    match walk(xml, limits, &mut found) {
        Err(DocxError::Doctype) => Err(DocxError::Doctype),
        _ => Ok(found.0),
    }
}
