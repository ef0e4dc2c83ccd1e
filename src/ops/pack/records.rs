//! The records of publication in a pack: each known by its sum, and the newest held against what the
//! pack prints.

use crate::document::{Document, plain_text};
use crate::model::Publication;

/// What was published in a sentence, and what speaks against the records.
pub(super) fn judged(records: &[Publication]) -> (String, Vec<String>) {
    let mut faults = Vec::new();
    for one in records {
        if one.sum() != one.hash {
            faults.push(format!("第 {} 号发布记录与它的校验和不符，被改动过", one.seq));
        }
    }
    let said = records.last().map(|last| {
        let day = last.at.split('T').next().unwrap_or_default();
        let (version, seq, sum) = (last.version, last.seq, last.hash.short());
        format!("{day} 由{}发布第{version}版，发布记录第 {seq} 号，校验和 {sum}…", last.actor)
    });
    (said.unwrap_or_default(), faults)
}

/// How what the pack prints stands to the newest publication; empty when it is the same.
pub(super) fn beside(records: &[Publication], document: &Document) -> &'static str {
    match records.last() {
        Some(last) if last.frozen.text != plain_text(document) => {
            "；台账里是发布以后又修改的稿，与发布的文字不同"
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture::fixture;
    use crate::model::{Frozen, IssueId, Sum};

    #[test]
    fn an_altered_record_is_told_and_a_later_draft_is_said_to_be_one() {
        let document = fixture().document();
        let frozen = Frozen { text: plain_text(&document), ..Frozen::default() };
        let mut record = Publication {
            seq: 7,
            issue: IssueId::new("i"),
            version: 2,
            at: "2025-05-16T09:00:00Z".into(),
            actor: "张三".into(),
            why: String::new(),
            frozen,
            previous: None,
            hash: Sum::of(b""),
        };
        record.hash = record.sum();
        let (said, faults) = judged(std::slice::from_ref(&record));
        assert!(said.contains("2025-05-16 由张三发布第2版") && faults.is_empty(), "{said}");
        assert_eq!(beside(std::slice::from_ref(&record), &document), "");
        record.frozen.text.push('1');
        let (_, faults) = judged(std::slice::from_ref(&record));
        assert_eq!(faults, ["第 7 号发布记录与它的校验和不符，被改动过"]);
        assert!(!beside(&[record], &document).is_empty());
        assert_eq!(judged(&[]), (String::new(), Vec::new()));
    }
}
