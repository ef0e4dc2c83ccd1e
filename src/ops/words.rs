//! The office's own words for the proofreader (本单位词表): kept in the book, carried from one to
//! another as text.

use std::path::Path;

use super::book::Book;
use super::error::{OpError, Thing};
use super::op::Op;
use crate::export::write_whole;
use crate::model::{Level, OfficeWord, invisible};

/// More than any office has; what is longer is no list of words.
const MOST_LINES: usize = 20_000;
/// The longest wrong or right form, in characters.
const LONGEST: usize = 60;
/// The largest file that is read, in bytes.
const LARGEST: u64 = 4 << 20;

/// What reading a list did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordsReport {
    pub added: usize,
    pub changed: usize,
    pub same: usize,
}

impl Book {
    /// The office's words, in order.
    pub fn words(&self) -> Result<Vec<OfficeWord>, OpError> {
        Ok(self.read().words()?)
    }

    /// Adds a word, or changes the one that was `old`.
    pub fn set_word(&mut self, old: Option<&str>, word: &OfficeWord) -> Result<(), OpError> {
        let word = tidied(word);
        if word.wrong.is_empty() {
            return Err(OpError::Empty { what: Thing::Word });
        }
        let label = format!("词表 {}→{}", word.wrong, word.right);
        self.transact(Op::SetWord, &label, |writer| {
            if let Some(old) = old.filter(|old| *old != word.wrong) {
                writer.delete_word(old)?;
            }
            writer.put_word(&word)?;
            Ok(())
        })
    }

    /// Takes a word out of the list.
    pub fn delete_word(&mut self, wrong: &str) -> Result<(), OpError> {
        let label = format!("词表删去 {wrong}");
        self.transact(Op::DeleteWord, &label, |writer| {
            writer.delete_word(wrong)?;
            Ok(())
        })
    }

    /// Takes over a list written as text, as one step: words that are known get its wording, others
    /// of the book stay. All of it or nothing.
    pub fn import_words(&mut self, text: &str) -> Result<WordsReport, OpError> {
        let listed = read_words(text)?;
        let known = self.words()?;
        let mut report = WordsReport::default();
        for word in &listed {
            match known.iter().find(|one| one.wrong == word.wrong) {
                None => report.added += 1,
                Some(one) if one == word => report.same += 1,
                Some(_) => report.changed += 1,
            }
        }
        let label = format!("导入词表 {} 条", listed.len());
        self.transact(Op::ImportWords, &label, |writer| {
            listed.iter().try_for_each(|word| writer.put_word(word).map(drop))?;
            Ok(())
        })?;
        Ok(report)
    }

    /// As [`Self::import_words`], from a file.
    pub fn import_words_file(&mut self, path: &Path) -> Result<WordsReport, OpError> {
        let failed = |source| OpError::ReadFile { path: path.to_owned(), source };
        let size = std::fs::metadata(path).map_err(failed)?.len();
        if size > LARGEST {
            let why = format!("文件有 {} MB，不像词表", size >> 20);
            return Err(OpError::WordList { line: 1, why });
        }
        let bytes = std::fs::read(path).map_err(failed)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| OpError::WordList {
                line: 1, why: "不是 UTF-8 编码的文字".to_owned()
            })?;
        self.import_words(&text)
    }

    /// Writes the list as text that [`Self::import_words_file`] reads.
    pub fn export_words_file(&self, path: &Path) -> Result<usize, OpError> {
        let words = self.words()?;
        let mut text = String::from("# 错\t正\t级别\t说明\n");
        for word in &words {
            let cells = [&word.wrong, &word.right, word.level.chinese(), &word.note];
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
        write_whole(path, text.as_bytes())?;
        Ok(words.len())
    }
}

/// One word a line: wrong, right, level, note, by tabs or commas. Level and note may be left out;
/// lines that begin with # are remarks.
fn read_words(text: &str) -> Result<Vec<OfficeWord>, OpError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut words: Vec<OfficeWord> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let fault = |why: &str| OpError::WordList { line: at + 1, why: why.to_owned() };
        if words.len() == MOST_LINES {
            return Err(fault("行数太多"));
        }
        let word = read_word(line).map_err(fault)?;
        words.retain(|one| one.wrong != word.wrong);
        words.push(word);
    }
    if words.is_empty() {
        return Err(OpError::WordList { line: 1, why: "没有一条词".to_owned() });
    }
    Ok(words)
}

fn read_word(line: &str) -> Result<OfficeWord, &'static str> {
    let joint = if line.contains('\t') { '\t' } else { ',' };
    let mut cells = line.split([joint, if joint == ',' { '，' } else { joint }]).map(str::trim);
    let wrong = cells.next().unwrap_or_default();
    let right = cells.next().ok_or("少了“正”这一列")?;
    let level = match cells.next().unwrap_or_default() {
        "" => Level::Doubt,
        word => Level::from_chinese(word).ok_or("级别只能是 必改、存疑、提示")?,
    };
    let note = cells.collect::<Vec<_>>().join("，");
    if wrong.is_empty() {
        return Err("“错”这一列是空的");
    }
    if [wrong, right].iter().any(|text| text.chars().count() > LONGEST) {
        return Err("词太长");
    }
    if invisible::hides(right) {
        return Err("“正”这一列里有看不见的字符，请重新打一遍");
    }
    if wrong == right {
        return Err("“错”和“正”一样");
    }
    let (wrong, right) = (wrong.to_owned(), right.to_owned());
    Ok(OfficeWord { wrong, right, level, note })
}

fn tidied(word: &OfficeWord) -> OfficeWord {
    let cut = |text: &str| text.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let note = word.note.trim().chars().filter(|c| !c.is_control()).collect();
    OfficeWord { wrong: cut(&word.wrong), right: cut(&word.right), level: word.level, note }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_by_tabs_or_commas_with_or_without_level_and_note() {
        let text =
            "\u{feff}# 错\t正\n政务大厅\t政务服务大厅\t必改\t2025年更名\r\n\n一号窗，1号窗口\n";
        let words = read_words(text).unwrap();
        let shown: Vec<_> =
            words.iter().map(|w| (w.wrong.as_str(), w.right.as_str(), w.level)).collect();
        assert_eq!(
            shown,
            [("政务大厅", "政务服务大厅", Level::Must), ("一号窗", "1号窗口", Level::Doubt)]
        );
        assert_eq!(words[0].note, "2025年更名");
    }

    #[test]
    fn a_list_that_is_none_is_refused_by_its_line() {
        for (text, line) in
            [("", 1), ("只有一列", 1), ("甲\t乙\n\t丙", 2), ("甲\t乙\t严重", 1), ("甲\t甲", 1)]
        {
            assert!(
                matches!(read_words(text), Err(OpError::WordList { line: at, .. }) if at == line),
                "{text}"
            );
        }
        let long = "长".repeat(61);
        assert!(read_words(&format!("{long}\t短")).is_err());
    }
}
