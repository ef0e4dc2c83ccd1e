//! Bringing a file to this program's schema: the numbered files of `migrations/`, all pending ones
//! in one transaction, after a verified copy. An applied file that was edited since, or is
//! unknown, stops everything.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::copy::{compact, stand};
use super::error::StoreError;
use super::lock::beside;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The newest schema this program knows: the number of the last file in `migrations/`. Stated, not
/// asked of the migration crate, whose reading of the names costs a fifth of a console command.
pub(super) const NEWEST: i64 = 7;

/// The files that make triggers, for the same reason.
const WITH_TRIGGERS: [&str; 2] = [
    include_str!("../../migrations/V1__book.sql"),
    include_str!("../../migrations/V5__publishing.sql"),
];

/// Applies what is pending; `file` is the version found in the file.
pub(super) fn run(connection: &mut Connection, path: &Path, file: i64) -> Result<(), StoreError> {
    check_history(connection, path)?;
    let runner = embedded::migrations::runner()
        .set_grouped(true)
        .set_abort_divergent(true)
        .set_abort_missing(true);
    runner.run(connection).map_err(|err| StoreError::Upgrade {
        path: path.to_owned(),
        detail: std::error::Error::source(&err)
            .map_or_else(|| err.to_string(), |source| format!("{err}: {source}")),
    })?;
    if file != NEWEST {
        connection
            .pragma_update(None, "user_version", NEWEST)
            .map_err(|err| StoreError::sort(path, &err))?;
    }
    Ok(())
}

/// Refuses what the program never put into a book: a view or trigger of another hand would be run by
/// an innocent SELECT, and may never end.
pub(super) fn check_schema(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let sort = |err: rusqlite::Error| StoreError::sort(path, &err);
    let sql = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema
         WHERE type IN ('view', 'trigger') OR sql LIKE 'CREATE VIRTUAL%'";
    let mut statement = connection.prepare(sql).map_err(sort)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    for row in rows.map_err(sort)? {
        let (kind, name, text): (String, String, String) = row.map_err(sort)?;
        let is_ours = WITH_TRIGGERS.iter().any(|file| file.contains(text.as_str()));
        if kind != "trigger" || text.is_empty() || !is_ours {
            let detail = format!("{kind} {name}");
            return Err(StoreError::Damaged { path: path.to_owned(), detail });
        }
    }
    Ok(())
}

/// The migration crate trusts what stands in its table; a damaged row must not bring it down.
fn check_history(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let sort = |err: rusqlite::Error| StoreError::sort(path, &err);
    let known = "SELECT count(*) FROM sqlite_master WHERE name = 'refinery_schema_history'";
    let count: i64 = connection.query_row(known, [], |row| row.get(0)).map_err(sort)?;
    if count == 0 {
        return Ok(());
    }
    let sql = "SELECT version, name, applied_on, checksum FROM refinery_schema_history";
    let mut statement = connection.prepare(sql).map_err(sort)?;
    let rows = statement
        .query_map([], |row| {
            let version: i32 = row.get(0)?;
            let name: String = row.get(1)?;
            let (applied_on, checksum): (String, String) = (row.get(2)?, row.get(3)?);
            let sound = applied_on.parse::<jiff::Timestamp>().is_ok()
                && checksum.parse::<u64>().is_ok()
                && !name.is_empty();
            Ok((version, sound))
        })
        .map_err(sort)?;
    for row in rows {
        let (version, sound) = row.map_err(sort)?;
        if !sound {
            let detail = format!("record of migration {version}");
            return Err(StoreError::Damaged { path: path.to_owned(), detail });
        }
    }
    Ok(())
}

/// Copies the book beside itself and checks the copy, before anything in it is changed.
pub(super) fn copy_aside(
    connection: &Connection,
    path: &Path,
    version: i64,
) -> Result<PathBuf, StoreError> {
    let copy = beside(path, &format!(".v{version}.bak"));
    let part = beside(path, &format!(".v{version}.bak.part"));
    if part.exists() {
        std::fs::remove_file(&part).map_err(|err| StoreError::of_io(&part, err))?;
    }
    compact(connection, &part)?;
    stand(&part, &copy)?;
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stated_schema_is_the_last_file() {
        let runner = embedded::migrations::runner();
        let last = runner.get_migrations().iter().map(|m| i64::from(m.version())).max();
        assert_eq!(last, Some(NEWEST));
    }

    #[test]
    fn every_file_that_makes_a_trigger_is_known() {
        let runner = embedded::migrations::runner();
        let files = runner.get_migrations().iter().filter_map(|one| one.sql());
        let making: Vec<&str> = files.filter(|file| file.contains("CREATE TRIGGER")).collect();
        assert_eq!(making, WITH_TRIGGERS);
    }
}
