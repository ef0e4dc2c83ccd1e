//! One open book file: the revision everything shown depends on, and `transact`, the only way to
//! change.

use std::cell::OnceCell;
use std::path::Path;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::clock::Env;
use super::corrections::{Noting, note};
use super::error::OpError;
use super::op::Op;
use super::undo::Steps;
use crate::model::{Bulletin, Department, DepartmentCode, Month, invisible};
use crate::store::{BatchHead, BatchKind, Copying, Guard, Store, StoreError, Written};

pub use crate::store::Writer;

/// Edits of one field that follow each other within this time are one step of undo.
const MERGE_WITHIN: SignedDuration = SignedDuration::from_secs(5);

/// A step that grows longer than this is closed: undo must not take a whole page of typing.
const STEP_AT_MOST: SignedDuration = SignedDuration::from_secs(30);

/// Name of the whole hall.
const HALL: &str = "全厅";

/// An open book.
pub struct Book {
    store: Store,
    env: Env,
    revision: u64,
    pub(super) steps: Steps,
    /// The newest step, while it may still grow.
    open_step: Option<OpenStep>,
    pub(super) bulletins: Vec<Bulletin>,
    pub(super) departments: Vec<Department>,
    /// Months that hold anything, once asked for; gone when a row comes or goes.
    pub(super) months: OnceCell<Vec<Month>>,
}

struct OpenStep {
    field: String,
    batch: i64,
    first: Timestamp,
    last: Timestamp,
}

/// How a transaction is recorded.
struct Record<'a> {
    op: Op,
    label: &'a str,
    kind: BatchKind,
    /// The field being edited, when successive edits of it are one step.
    field: Option<String>,
}

impl Book {
    /// Makes a new book file with the hall, the bulletin and its departments. A file that holds
    /// anything is never replaced.
    pub fn create(path: &Path, bulletin: &Bulletin, env: Env) -> Result<Self, OpError> {
        Self::create_filled(path, bulletin, env, |_| Ok(()))
    }

    /// As [`Self::create`], with more content from the start: the file stands there with all of it
    /// or not at all.
    pub(super) fn create_filled(
        path: &Path,
        bulletin: &Bulletin,
        env: Env,
        fill: impl FnOnce(&mut Writer<'_>) -> Result<(), OpError>,
    ) -> Result<Self, OpError> {
        if std::fs::metadata(path).is_ok_and(|data| data.len() > 0 || !data.is_file()) {
            return Err(OpError::BookExists { path: path.to_owned() });
        }
        let at = env.clock.now().to_string();
        let head = founding(&at, &env.actor);
        let store = Store::create(path, env.patience, head, |writer| {
            found(writer, bulletin)?;
            fill(writer)
        });
        let store = store.map_err(|err| match err {
            // Another program was faster.
            OpError::Store(StoreError::Io { path, source })
                if source.kind() == std::io::ErrorKind::AlreadyExists =>
            {
                OpError::BookExists { path }
            }
            other => other,
        })?;
        Self::of_store(store, env)
    }

    /// Opens a book file.
    pub fn open(path: &Path, env: Env) -> Result<Self, OpError> {
        let store = Store::open(path, env.patience)?;
        Self::of_store(store, env)
    }

    /// Takes a book away again that was made for something that then failed.
    pub fn discard(self) -> Result<(), OpError> {
        Ok(self.store.discard()?)
    }

    /// A book that lives in memory, for tests and previews.
    pub fn in_memory(bulletin: &Bulletin, env: Env) -> Result<Self, OpError> {
        let mut store = Store::in_memory()?;
        let at = env.clock.now().to_string();
        store.write(founding(&at, &env.actor), |writer| found(writer, bulletin))?;
        Self::of_store(store, env)
    }

    fn of_store(store: Store, env: Env) -> Result<Self, OpError> {
        let steps = Steps::load(&store.read())?;
        let bulletins = store.read().bulletins()?;
        let departments = store.read().departments()?;
        Ok(Self {
            store,
            env,
            revision: 1,
            steps,
            open_step: None,
            bulletins,
            departments,
            months: OnceCell::new(),
        })
    }

    /// Where the file lies; empty for a book in memory.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Begins a copy of the file as it stands now; `None` for a book in memory.
    pub(super) fn begin_copy(&mut self) -> Result<Option<Copying>, OpError> {
        Ok(self.store.begin_copy()?)
    }

    /// Looks for damage in the whole file; empty when it is sound.
    pub fn examine(&self) -> Result<Vec<String>, OpError> {
        Ok(self.store.examine()?)
    }

    /// Rises with each committed change: what was loaded at another revision is stale.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Who is recorded with changes.
    pub fn actor(&self) -> &str {
        &self.env.actor
    }

    /// Sets who is recorded with changes from now on.
    pub fn set_actor(&mut self, actor: &str) {
        self.env.actor = invisible::without(actor);
        self.open_step = None;
    }

    /// Today, by the book's clock.
    pub fn today(&self) -> Date {
        self.env.clock.today()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.env.clock.now()
    }

    pub(super) fn read(&self) -> crate::store::Reader<'_> {
        self.store.read()
    }

    /// Changes the book: all of it or nothing, recorded as one step of undo named `label`.
    pub(super) fn transact<T>(
        &mut self,
        op: Op,
        label: &str,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, OpError>,
    ) -> Result<T, OpError> {
        self.commit(&Record { op, label, kind: BatchKind::Do, field: None }, work)
    }

    /// As [`Self::transact`]; edits of the same `field` in quick succession are one step.
    pub(super) fn transact_field<T>(
        &mut self,
        op: Op,
        label: &str,
        field: String,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, OpError>,
    ) -> Result<T, OpError> {
        self.commit(&Record { op, label, kind: BatchKind::Do, field: Some(field) }, work)
    }

    /// As [`Self::transact`], for what is recorded otherwise than as a step.
    pub(super) fn transact_as<T>(
        &mut self,
        op: Op,
        label: &str,
        kind: BatchKind,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, OpError>,
    ) -> Result<T, OpError> {
        self.commit(&Record { op, label, kind, field: None }, work)
    }

    fn commit<T>(
        &mut self,
        record: &Record<'_>,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, OpError>,
    ) -> Result<T, OpError> {
        let now = self.env.clock.now();
        let at = now.to_string();
        let continues = self.continues(record.field.as_deref(), now);
        let head = BatchHead {
            at: &at,
            actor: &self.env.actor,
            op: record.op.word(),
            label: record.label,
            kind: record.kind,
            continues,
            guard: record.op.guard(),
        };
        // Steps taken back bring what was noted of them along.
        let is_done = record.kind == BatchKind::Do;
        let noting = Noting { now, actor: self.env.actor.clone() };
        let written = self.store.write(head, |writer| {
            let value = work(writer)?;
            if is_done {
                note(writer, &noting)?;
            }
            Ok::<T, OpError>(value)
        })?;
        let value = self.settle(record, continues, now, written)?;
        Ok(value)
    }

    /// The step this edit belongs to, if the same field was edited just before.
    fn continues(&self, field: Option<&str>, now: Timestamp) -> Option<i64> {
        let open = self.open_step.as_ref()?;
        let since = |then| Some(now.duration_since(then)).filter(|time| !time.is_negative());
        // Whatever follows a clock that was set back is a step of its own.
        let soon = since(open.last).is_some_and(|time| time <= MERGE_WITHIN);
        let short = since(open.first).is_some_and(|time| time <= STEP_AT_MOST);
        (field == Some(open.field.as_str()) && soon && short).then_some(open.batch)
    }

    /// Brings memory in line with what was committed.
    fn settle<T>(
        &mut self,
        record: &Record<'_>,
        continues: Option<i64>,
        now: Timestamp,
        written: Written<T>,
    ) -> Result<T, OpError> {
        let Some(batch) = written.batch else { return Ok(written.value) };
        self.revision += 1;
        if continues.is_none() {
            self.steps.push(batch, record.label, record.kind);
        }
        let begun = self.open_step.as_ref().filter(|_| continues.is_some());
        let first = begun.map_or(now, |open| open.first);
        let field = record.field.clone();
        self.open_step = field.map(|field| OpenStep { field, batch, first, last: now });
        if written.reshaped {
            self.months.take();
        }
        if written.touched.contains(&"bulletin") {
            self.bulletins = self.read().bulletins()?;
        }
        if written.touched.contains(&"department") {
            self.departments = self.read().departments()?;
        }
        Ok(written.value)
    }

    #[cfg(test)]
    pub(super) fn store(&self) -> &Store {
        &self.store
    }
}

/// How the making of a book is recorded: no step of undo.
fn founding<'a>(at: &'a str, actor: &'a str) -> BatchHead<'a> {
    let label = "新建月报文件";
    BatchHead {
        at,
        actor,
        op: Op::Create.word(),
        label,
        kind: BatchKind::Setting,
        continues: None,
        guard: Guard::Closed,
    }
}

fn found(writer: &mut Writer<'_>, bulletin: &Bulletin) -> Result<(), StoreError> {
    writer.put_department(&Department::new(DepartmentCode::hall(), HALL, 0))?;
    writer.put_bulletin(bulletin, 0)?;
    for department in bulletin.departments.iter().filter(|department| !department.is_hall()) {
        writer.put_department(department)?;
    }
    Ok(())
}
