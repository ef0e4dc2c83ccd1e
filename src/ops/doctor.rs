//! The health of a book and its backups: every defect in words, and what to do.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::backup::{Backup, BackupState, backup_folder, in_folder};
use super::book::Book;
use super::clock::Env;
use super::damage::{best_backup, table_name};
use super::error::OpError;
use super::message::message;
use crate::model::{FigureState, Figures, invisible};
use crate::store::{Copying, Flaw, Reader, Scratch, StoreError};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// The book itself cannot be trusted.
    pub damage: Vec<String>,
    /// Worth a look; nothing is lost.
    pub remarks: Vec<String>,
    /// What to do; empty when all is well.
    pub advice: String,
    /// Backups looked at.
    pub backups: usize,
}

/// An examination begun on an open book, to be carried out in any thread.
pub struct Examination {
    copying: Copying,
    book: PathBuf,
    second: Option<PathBuf>,
    env: Env,
}

impl Examination {
    /// Examines a copy of the file, page for page as it lies there.
    pub fn run(self) -> Result<Diagnosis, OpError> {
        let Self { copying, book, second, env } = self;
        let now = env.clock.now();
        let copy = copying.as_it_lies(&book)?;
        let mut diagnosis = match Book::open(copy.path(), env) {
            Ok(copied) => copied.diagnose_content(),
            Err(OpError::Store(err)) => Diagnosis::of_closed(copy.path(), &err)?,
            Err(err) => return Err(err),
        };
        diagnosis.look_at_backups(&book, second.as_deref());
        diagnosis.advise(&book, now);
        Ok(diagnosis)
    }
}

/// Examines the book at `path`, also one that cannot be opened, and its backups.
pub fn diagnose(path: &Path, env: Env) -> Result<Diagnosis, OpError> {
    let now = env.clock.now();
    match Book::open(path, env) {
        Ok(book) => book.diagnose(),
        Err(OpError::Store(err @ (StoreError::Damaged { .. } | StoreError::NotABook { .. }))) => {
            let mut diagnosis = Diagnosis::of_closed(path, &err)?;
            diagnosis.look_at_backups(path, None);
            diagnosis.advise(path, now);
            Ok(diagnosis)
        }
        Err(err) => Err(err),
    }
}

impl Book {
    /// Examines the open book and its backups.
    pub fn diagnose(&self) -> Result<Diagnosis, OpError> {
        let mut diagnosis = self.diagnose_content();
        diagnosis.look_at_backups(self.path(), self.second_folder()?.as_deref());
        diagnosis.advise(self.path(), self.now());
        Ok(diagnosis)
    }

    /// Begins an examination that another thread carries out; `None` for a book in memory.
    pub fn begin_examination(&mut self) -> Result<Option<Examination>, OpError> {
        let (book, second) = (self.path().to_owned(), self.second_folder()?);
        let env = Env::system(self.actor());
        let copying = self.begin_copy()?;
        Ok(copying.map(|copying| Examination { copying, book, second, env }))
    }

    fn diagnose_content(&self) -> Diagnosis {
        let mut diagnosis = Diagnosis { damage: flaws(&self.read()), ..Diagnosis::default() };
        match self.check_chain() {
            Ok(faults) => diagnosis.damage.extend(faults.into_iter().map(|one| one.sentence)),
            Err(err) => diagnosis.damage.push(format!("发布记录读不出来（{err}）")),
        }
        for remarks in [self.odd_figures(), self.odd_names()] {
            match remarks {
                Ok(remarks) => diagnosis.remarks.extend(remarks),
                Err(err) => diagnosis.damage.push(message(&err).text),
            }
        }
        diagnosis
    }

    /// Figures whose stored amount is not what their text says.
    fn odd_figures(&self) -> Result<Vec<String>, OpError> {
        let mut remarks = Vec::new();
        for month in self.months()? {
            let figures: Figures = self.figures(&[month], None)?;
            for figure in figures.iter() {
                let Ok(bulletin) = self.bulletin_of(&figure.key.indicator) else {
                    let code = &figure.key.indicator;
                    remarks.push(format!("{}有一项数据属于未知的指标“{code}”", month.chinese()));
                    continue;
                };
                let Some(indicator) = bulletin.indicator(&figure.key.indicator) else { continue };
                let read = indicator.read(&figure.typed);
                let (state, quantity) = read.unwrap_or((FigureState::Draft, None));
                if quantity != figure.quantity && figure.state == state {
                    let (name, typed) = (&indicator.name, &figure.typed);
                    remarks
                        .push(format!("{} {name}写的是“{typed}”，存的数却不同", month.chinese()));
                }
            }
        }
        Ok(remarks)
    }

    /// Names with characters that cannot be seen or that turn the line around.
    fn odd_names(&self) -> Result<Vec<String>, OpError> {
        let mut names: Vec<(&str, String)> = Vec::new();
        for department in self.departments()? {
            names.extend(department.names().map(|name| ("部门", name.to_owned())));
        }
        names.extend(self.persons()?.into_iter().map(|person| ("人员", person.name)));
        for bulletin in self.bulletins()? {
            names.extend(bulletin.names().map(|(what, name)| (what, name.to_owned())));
        }
        let recipients = self.known_recipients()?.into_iter();
        names.extend(recipients.map(|recipient| ("报送单位", recipient.name)));
        for issue in self.issues()? {
            names.extend([("报头", issue.title), ("编印单位", issue.issuer)]);
        }
        names.extend(self.read().all_visits()?.into_iter().map(|row| ("人员", row.visit.person)));
        names.sort();
        names.dedup();
        let odd = names.into_iter().filter(|(_, name)| invisible::hides(name));
        Ok(odd
            .map(|(what, name)| {
                format!("{what}“{}”的名称里有看不见的字符", invisible::shown(&name))
            })
            .collect())
    }
}

impl Diagnosis {
    pub fn is_well(&self) -> bool {
        self.damage.is_empty() && self.remarks.is_empty()
    }

    /// What is wrong with a book that could not be opened for `err`.
    fn of_closed(path: &Path, err: &StoreError) -> Result<Self, OpError> {
        let mut diagnosis = Self::default();
        match Scratch::of(path, path, false) {
            Ok(scratch) => diagnosis.damage.extend(flaws(&scratch.read()?)),
            Err(why) => diagnosis.damage.push(message(&OpError::Store(why)).text),
        }
        if diagnosis.damage.is_empty() {
            diagnosis.damage.push(format!("工作簿打不开，没有找到具体的损坏处（{err}）"));
        }
        Ok(diagnosis)
    }

    fn look_at_backups(&mut self, book: &Path, second: Option<&Path>) {
        self.look_at(&in_folder(&backup_folder(book), book));
        let Some(second) = second else { return };
        if second.is_dir() {
            self.look_at(&in_folder(second, book));
        } else {
            self.remarks.push(format!("第二备份文件夹 {} 现在连不上", second.display()));
        }
    }

    fn look_at(&mut self, backups: &[Backup]) {
        self.backups += backups.len();
        for backup in backups {
            let why = match backup.state() {
                BackupState::Sound => continue,
                BackupState::NoSum => "没有校验和，不知道是否完好",
                BackupState::Altered => "与它的校验和不符，不能用来恢复",
                BackupState::Unreadable => "读不出来",
            };
            self.remarks.push(format!("备份 {} {why}", name(&backup.path).display()));
        }
    }

    fn advise(&mut self, path: &Path, now: Timestamp) {
        if self.damage.is_empty() {
            return;
        }
        self.advice = match best_backup(path, now) {
            Some(backup) => format!(
                "完好的最近一份备份是 {}。用 restore 恢复它，损坏的工作簿会整个移到一边，不会删除",
                name(&backup.path).display()
            ),
            None => "没有找到完好的备份。请不要再改动这个文件，先把它整个拷到别处".to_owned(),
        };
    }
}

fn name(path: &Path) -> PathBuf {
    path.file_name().map_or_else(|| path.to_owned(), PathBuf::from)
}

fn flaws(reader: &Reader<'_>) -> Vec<String> {
    let words = |flaw: Flaw| match flaw {
        Flaw::Structure(detail) => format!("文件结构有错：{detail}"),
        Flaw::Orphans { table, parent, count } => {
            format!("“{}”里有 {count} 行指向不存在的“{}”", table_name(&table), table_name(&parent))
        }
        Flaw::Broken { table } => format!("“{}”有一部分读不出来", table_name(table)),
        Flaw::Odd { table, detail } => {
            format!("“{}”里有一行看不懂：{detail}", table_name(table))
        }
    };
    reader.flaws().into_iter().map(words).collect()
}
