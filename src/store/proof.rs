//! Rows of the proof: numerals excepted, findings passed over, the office's words.

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Cells, Value};
use super::tables::{EXCEPTION, IGNORED, WORD};
use super::words::Word;
use super::writer::Writer;
use crate::model::{Exception, Ignored, IssueId, OfficeWord};

impl Reader<'_> {
    /// The numerals of an issue that somebody excepted.
    pub fn exceptions(&self, issue: &IssueId) -> Result<Vec<Exception>, StoreError> {
        let tail = "WHERE issue = ?1 ORDER BY at, key";
        self.select(&EXCEPTION, tail, &[issue.as_str().into()], exception_from_row)
    }

    /// The findings of an issue that are passed over.
    pub fn ignored(&self, issue: &IssueId) -> Result<Vec<Ignored>, StoreError> {
        let tail = "WHERE issue = ?1 ORDER BY at, key";
        self.select(&IGNORED, tail, &[issue.as_str().into()], ignored_from_row)
    }

    /// The office's own words, in order.
    pub fn words(&self) -> Result<Vec<OfficeWord>, StoreError> {
        self.select(&WORD, "ORDER BY wrong", &[], word_from_row)
    }
}

impl Writer<'_> {
    pub fn put_exception(&mut self, exception: &Exception) -> Result<bool, StoreError> {
        let row = [
            exception.issue.as_str().into(),
            exception.key.as_str().into(),
            exception.kind.word().into(),
            exception.printed.as_str().into(),
            exception.sentence.as_str().into(),
            exception.reason.as_str().into(),
            exception.signer.as_str().into(),
            exception.at.as_str().into(),
        ];
        self.put(&EXCEPTION, &row)
    }

    pub fn delete_exception(&mut self, issue: &IssueId, key: &str) -> Result<bool, StoreError> {
        self.delete(&EXCEPTION, &[issue.as_str().into(), key.into()])
    }

    pub fn put_ignored(&mut self, ignored: &Ignored) -> Result<bool, StoreError> {
        let row = [
            ignored.issue.as_str().into(),
            ignored.key.as_str().into(),
            ignored.rule.as_str().into(),
            ignored.text.as_str().into(),
            ignored.message.as_str().into(),
            ignored.actor.as_str().into(),
            ignored.at.as_str().into(),
        ];
        self.put(&IGNORED, &row)
    }

    pub fn delete_ignored(&mut self, issue: &IssueId, key: &str) -> Result<bool, StoreError> {
        self.delete(&IGNORED, &[issue.as_str().into(), key.into()])
    }

    pub fn put_word(&mut self, word: &OfficeWord) -> Result<bool, StoreError> {
        let row: [Value; 4] = [
            word.wrong.as_str().into(),
            word.right.as_str().into(),
            word.level.word().into(),
            word.note.as_str().into(),
        ];
        self.put(&WORD, &row)
    }

    pub fn delete_word(&mut self, wrong: &str) -> Result<bool, StoreError> {
        self.delete(&WORD, &[wrong.into()])
    }
}

pub(super) fn exception_from_row(row: Vec<Value>) -> Result<Exception, StoreError> {
    let mut cells = Cells::new(&EXCEPTION, row);
    Ok(Exception {
        issue: IssueId::new(cells.text()?),
        key: cells.text()?,
        kind: cells.parsed(Word::from_word)?,
        printed: cells.text()?,
        sentence: cells.text()?,
        reason: cells.text()?,
        signer: cells.text()?,
        at: cells.text()?,
    })
}

pub(super) fn ignored_from_row(row: Vec<Value>) -> Result<Ignored, StoreError> {
    let mut cells = Cells::new(&IGNORED, row);
    Ok(Ignored {
        issue: IssueId::new(cells.text()?),
        key: cells.text()?,
        rule: cells.text()?,
        text: cells.text()?,
        message: cells.text()?,
        actor: cells.text()?,
        at: cells.text()?,
    })
}

fn word_from_row(row: Vec<Value>) -> Result<OfficeWord, StoreError> {
    let mut cells = Cells::new(&WORD, row);
    Ok(OfficeWord {
        wrong: cells.text()?,
        right: cells.text()?,
        level: cells.parsed(Word::from_word)?,
        note: cells.text()?,
    })
}
