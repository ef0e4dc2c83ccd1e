//! Whether every frozen record is what was published, and none is missing.

use super::freeze::thaw;
use crate::document::plain_text;
use crate::model::{Publication, Sum};
use crate::ops::book::Book;
use crate::ops::error::OpError;
use crate::store::{Reader, StoreError};

/// What is wrong with a frozen record, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainFault {
    /// Its number in the book.
    pub seq: i64,
    pub sentence: String,
}

impl Book {
    /// Reads every frozen record and compares it with its sum, with the one before, and with what
    /// the history says was written.
    pub fn check_chain(&self) -> Result<Vec<ChainFault>, OpError> {
        let reader = self.read();
        let mut faults = Vec::new();
        let mut previous: Option<Sum> = None;
        let mut expected = 1;
        for head in reader.publications()? {
            for seq in expected..head.seq {
                let sentence = format!("第 {seq} 份发布记录不见了");
                faults.push(ChainFault { seq, sentence });
            }
            expected = head.seq + 1;
            let Some(one) = reader.publication(head.seq)? else { continue };
            let name = self.publication_name(&one);
            let fault = |what: String| ChainFault {
                seq: one.seq,
                sentence: format!("{name}的冻结记录{what}"),
            };
            let altered = altered(&reader, &one)?;
            if one.sum() != one.hash || !altered.is_empty() {
                let parts =
                    if altered.is_empty() { "记录".to_owned() } else { altered.join("、") };
                faults.push(fault(format!("被改动过，与它的校验和不符：{parts}")));
            } else if one.previous != previous {
                faults.push(fault("接不上前一份发布记录：前一份被换过".to_owned()));
            } else if let Err(err) = thaw(&one) {
                log::warn!("{err}");
                faults.push(fault("与校验和相符，但这个程序读不懂它的版面内容".to_owned()));
            } else if thaw(&one).is_ok_and(|t| plain_text(&t.document) != one.frozen.text) {
                faults.push(fault("里，文字与版面内容对不上".to_owned()));
            }
            previous = Some(one.hash.clone());
        }
        let recorded = reader.publications_recorded()?;
        for seq in expected..=recorded {
            faults
                .push(ChainFault { seq, sentence: format!("第 {seq} 份发布记录不见了") });
        }
        Ok(faults)
    }

    /// 第4期（2025年4月）第2版
    pub fn publication_name(&self, publication: &Publication) -> String {
        let head: serde_json::Value =
            serde_json::from_str(&publication.frozen.head).unwrap_or_default();
        let number = head.get("number").and_then(serde_json::Value::as_u64);
        let month = head.get("month").and_then(serde_json::Value::as_str);
        let month = month.and_then(|text| text.parse::<crate::model::Month>().ok());
        let version = publication.version;
        let version = if version > 1 { format!("第{version}版") } else { String::new() };
        match number.zip(month) {
            Some((number, month)) => format!("第{number}期（{}）{version}", month.chinese()),
            None => format!("第 {} 份发布{version}", publication.seq),
        }
    }
}

/// The parts of a record that are not what the history says was written.
fn altered(reader: &Reader<'_>, one: &Publication) -> Result<Vec<&'static str>, StoreError> {
    let Some(written) = reader.publication_as_written(one.seq)? else { return Ok(Vec::new()) };
    let (now, then) = (&one.frozen, &written.frozen);
    let parts = [
        ("报头", now.head == then.head),
        ("正文", now.text == then.text),
        ("数据", now.figures == then.figures),
        ("版面内容", now.document == then.document),
        ("版式", now.house == then.house),
        ("例外", now.exceptions == then.exceptions),
        ("签字", now.sign_offs == then.sign_offs),
        ("文件校验和", now.files == then.files),
        ("发布时间", one.at == written.at),
        ("发布人", one.actor == written.actor),
        ("修订理由", one.why == written.why),
        ("所属的一期", (&one.issue, one.version) == (&written.issue, written.version)),
        ("校验和", one.hash == written.hash && one.previous == written.previous),
    ];
    Ok(parts.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect())
}
