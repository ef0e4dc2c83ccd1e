//! Backups, going back to one, and the health of the book.

use std::path::Path;

use crate::ops::{
    Backup, BackupReason, BackupReport, BackupState, Book, Difference, OpError, RestorePreview,
    SecondCopy, best_backup, diagnose, is_file_locked, message, recover, unlock_backup,
};

use super::args;
use super::books::shown;
use super::output::Output;
use super::{FINDINGS, Place, passphrase};

/// Exit code for a book that cannot be trusted.
const DAMAGED: u8 = 3;

/// So many differences are listed; the rest is counted.
const LISTED: usize = 40;

pub fn doctor(place: &Place, output: &mut Output<'_>) -> Result<u8, OpError> {
    let diagnosis = diagnose(&place.path, place.env())?;
    output.json(&serde_json::json!({
        "book": shown(&place.path),
        "defects": diagnosis.damage,
        "remarks": diagnosis.remarks,
        "advice": diagnosis.advice,
        "backups": diagnosis.backups,
    }));
    if diagnosis.is_well() {
        output.say(&format!("工作簿完好：{}", place.path.display()));
        output.say(&format!("看过 {} 份备份，都完好。", diagnosis.backups));
        return Ok(0);
    }
    for defect in diagnosis.damage.iter().chain(&diagnosis.remarks) {
        output.note(defect);
    }
    if diagnosis.damage.is_empty() {
        output.say("工作簿本身完好，上面几处请看一看。");
        return Ok(FINDINGS);
    }
    output.note(&diagnosis.advice);
    Ok(DAMAGED)
}

pub fn backup(
    book: &mut Book,
    asked: &args::Backup,
    output: &mut Output<'_>,
) -> Result<u8, OpError> {
    if asked.list {
        return Ok(list(&book.backups(), output));
    }
    if let Some(folder) = &asked.second {
        let folder = Some(Path::new(folder)).filter(|path| !path.as_os_str().is_empty());
        book.set_second_folder(folder)?;
        output.json(&serde_json::json!({ "second": folder.map(shown) }));
        output.say(match folder {
            Some(_) => "已定下第二备份文件夹，以后每份备份也存到那里。",
            None => "已取消第二备份文件夹。",
        });
        return Ok(0);
    }
    if let Some(target) = &asked.to {
        let path = match passphrase::new(&asked.locking, output)? {
            Some(by) => book.back_up_locked(target, &by)?,
            None => book.back_up_to(target)?,
        };
        output.json(&serde_json::json!({ "backup": shown(&path) }));
        output.say(&format!("已备份并检查过：{}", path.display()));
        return Ok(0);
    }
    if let Some(report) = book.back_up(BackupReason::Manual)? {
        told(&report, output);
    }
    Ok(0)
}

fn told(report: &BackupReport, output: &mut Output<'_>) {
    output.json(&serde_json::json!({
        "backup": shown(&report.path),
        "bytes": report.bytes,
        "thinned": report.thinned,
        "second": matches!(report.second, SecondCopy::Done),
    }));
    output.say(&format!("已备份并检查过：{}", report.path.display()));
    match &report.second {
        SecondCopy::None => {}
        SecondCopy::Done => output.say("第二备份文件夹里也有一份。"),
        SecondCopy::Away(folder) => output.note(&format!(
            "第二备份文件夹 {} 连不上，这一份没有存到那里；连上后下次备份时补上",
            folder.display()
        )),
        SecondCopy::Failed(why) => output.note(&why.text),
    }
}

fn list(backups: &[Backup], output: &mut Output<'_>) -> u8 {
    let rows: Vec<_> = backups
        .iter()
        .map(|backup| {
            serde_json::json!({
                "backup": shown(&backup.path),
                "at": backup.at.to_string(),
                "reason": backup.reason.chinese(),
                "bytes": backup.bytes,
                "sound": backup.state() == BackupState::Sound,
            })
        })
        .collect();
    output.json(&rows);
    output.say(&format!("{} 份备份：", backups.len()));
    for backup in backups {
        let state = if backup.state() == BackupState::Sound { "完好" } else { "不可用" };
        let (reason, path) = (backup.reason.chinese(), backup.path.display());
        output.say(&format!("  {} {reason} {state} {path}", backup.at));
    }
    0
}

pub fn restore(
    place: &Place,
    asked: &args::Restore,
    output: &mut Output<'_>,
) -> Result<u8, OpError> {
    let none = || OpError::NoBackup { path: place.path.clone() };
    let newest = || best_backup(&place.path, place.env().clock.now()).map(|backup| backup.path);
    let chosen = asked.backup.clone().or_else(newest).ok_or_else(none)?;
    let unlocked = if is_file_locked(&chosen)? {
        let by = passphrase::given(&asked.opening, output)?;
        Some(unlock_backup(&chosen, &place.path, &by)?)
    } else {
        None
    };
    let backup = unlocked.as_ref().map_or(chosen, |open| open.path().to_owned());
    let book = match place.open() {
        Ok(book) => book,
        Err(err) if message(&err).is_of_damage() => {
            if asked.yes {
                return recovered(place, &backup, asked.salvage, output);
            }
            output.note(&message(&err).text);
            output.say(&format!("可以用这份备份恢复：{}", backup.display()));
            output.say("加上 --yes 就恢复；再加 --salvage 把损坏文件里还读得出的内容也取回来。");
            return Ok(FINDINGS);
        }
        Err(err) => return Err(err),
    };
    let preview = book.preview_restore(&backup)?;
    if !asked.yes {
        previewed(&preview, output);
        return Ok(if preview.differences.is_empty() { 0 } else { FINDINGS });
    }
    let (mut book, restored) = book.restore_backup(&backup, place.env())?;
    book.back_up(BackupReason::Restore)?;
    output.json(&serde_json::json!({
        "backup": shown(&restored.from),
        "set_aside": shown(&restored.set_aside),
    }));
    output.say(&format!("已恢复到备份 {}", restored.from.display()));
    output.say(&format!("换下的工作簿整个放在 {}", restored.set_aside.display()));
    Ok(0)
}

fn previewed(preview: &RestorePreview, output: &mut Output<'_>) {
    let sentences: Vec<String> = preview.differences.iter().map(Difference::sentence).collect();
    output.json(&serde_json::json!({
        "backup": shown(&preview.backup),
        "has_sum": preview.has_sum,
        "differences": sentences,
    }));
    output.say(&format!("备份 {} 与现在有 {} 处不同：", preview.backup.display(), sentences.len()));
    say_some(&sentences, output);
    if !preview.has_sum {
        output.note("这份备份旁边没有校验和，只检查了它的结构。");
    }
    output.say("加上 --yes 就恢复；现在的工作簿会整个移到一边，不会删除。");
}

fn recovered(
    place: &Place,
    backup: &Path,
    salvage: bool,
    output: &mut Output<'_>,
) -> Result<u8, OpError> {
    let (mut book, recovery) = recover(&place.path, backup, place.env())?;
    book.back_up(BackupReason::Restore)?;
    let found = &recovery.salvage;
    let sentences: Vec<String> = found.differences.iter().map(Difference::sentence).collect();
    if salvage {
        book.take_over(&found.differences)?;
    }
    output.json(&serde_json::json!({
        "backup": shown(backup),
        "set_aside": shown(&recovery.restored.set_aside),
        "salvaged": sentences,
        "taken": salvage,
        "unreadable": found.broken,
    }));
    output.say(&format!("已用备份恢复：{}", backup.display()));
    output.say(&format!("损坏的工作簿整个放在 {}", recovery.restored.set_aside.display()));
    if let Some(why) = &found.hopeless {
        output.note(&format!("损坏的文件里读不出内容：{why}"));
    }
    if !found.broken.is_empty() {
        output.note(&format!("损坏的文件里有一部分读不出来：{}", found.broken.join("、")));
    }
    let done = if salvage { "取回了" } else { "还读得出、现在没有或不同的有" };
    output.say(&format!("{done} {} 处：", sentences.len()));
    say_some(&sentences, output);
    Ok(0)
}

fn say_some(sentences: &[String], output: &mut Output<'_>) {
    for sentence in sentences.iter().take(LISTED) {
        output.say(&format!("  {sentence}"));
    }
    if sentences.len() > LISTED {
        output.say(&format!("  …还有 {} 处", sentences.len() - LISTED));
    }
}
