//! The pack (台账) of an issue: made, and checked without a book.

use crate::ops::{Again, Book, FileCheck, FileState, OpError, check_pack, is_file_locked};

use super::args::{Pack, VerifyPack};
use super::books::shown;
use super::output::Output;
use super::{FINDINGS, passphrase};

pub fn pack(book: &Book, asked: &Pack, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &asked.of.issue, &asked.of.of)?;
    let by = passphrase::new(&asked.locking, output)?;
    let report = book.pack_issue(&issue, &asked.to, by.as_ref())?;
    output.json(&serde_json::json!({
        "file": shown(&report.path),
        "bytes": report.bytes,
        "sha256": report.sha256,
        "files": report.files,
        "changes": report.changes,
        "locked": by.is_some(),
        "empty_slots": report.empty,
        "remarks": report.remarks,
    }));
    output.say(&format!(
        "台账已存到 {}：{} 个文件，{} 条修改记录",
        report.path.display(),
        report.files,
        report.changes
    ));
    output.say(&format!("SHA-256：{}（请另行记下，日后可与它核对）", report.sha256));
    if !report.empty.is_empty() {
        let places = report.empty.join("、");
        output.note(&format!("注意：还有 {} 处待填，印作〔〕：{places}", report.empty.len()));
    }
    Ok(0)
}

pub fn verify(asked: &VerifyPack, output: &mut Output<'_>) -> Result<u8, OpError> {
    let locked = is_file_locked(&asked.file)?;
    let by = locked.then(|| passphrase::given(&asked.opening, output)).transpose()?;
    let check = check_pack(&asked.file, by.as_ref())?;
    let remarks = check.remarks();
    output.json(&serde_json::json!({
        "sound": check.is_sound(),
        "untouched": check.is_untouched(),
        "program": check.program,
        "month": check.month,
        "number": check.number,
        "sha256": check.sum,
        "published": check.published,
        "files": check.files.iter().map(shape).collect::<Vec<_>>(),
        "remarks": remarks,
    }));
    output.say(&format!(
        "《{}》第{}期（{}）的台账，由 {} 打包；SHA-256：{}",
        check.title,
        check.number,
        check.month.chinese(),
        check.program,
        check.sum
    ));
    if !check.published.is_empty() {
        output.say(&check.published);
    }
    for remark in &remarks {
        output.note(remark);
    }
    if check.is_sound() {
        let again = check.files.iter().filter(|file| file.again == Again::Same).count();
        output.say(&format!(
            "完好：{} 个文件一个字节不差，其中 {again} 个由原文重新排印，结果相同。",
            check.files.len()
        ));
        return Ok(0);
    }
    if check.is_untouched() {
        output.say("打包以后没有动过；上面几处在本机重新排印的结果不同。");
    }
    Ok(FINDINGS)
}

fn shape(file: &FileCheck) -> serde_json::Value {
    serde_json::json!({
        "name": file.name,
        "state": match file.state {
            FileState::Same => "same",
            FileState::Altered => "altered",
            FileState::Missing => "missing",
            FileState::Unlisted => "unlisted",
        },
        "rendered_again": match &file.again {
            Again::Not => serde_json::Value::Null,
            Again::Same => "same".into(),
            Again::Other { .. } => "other".into(),
        },
    })
}
