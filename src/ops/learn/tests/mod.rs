//! An office's first issue, and the indicators it teaches.

mod lines;
mod numbers;
mod tables;

use super::*;
use crate::ops::{Env, NewItem, built_in};

const DEFINITION: &str = r#"
code = "own"
name = "政务简报"
title = "政务简报"
issuer = "某市审批局"

[[section]]
key = "windows"
kind = "prose"
title = "窗口办件情况"

[[section]]
key = "events"
kind = "events"
title = "工作动态"
"#;

const TEXT: &str = "6月，市政务大厅共受理各类政务服务事项38,426件，办结37,915件，办结率98.67%，\
     环比增长5.2%；12345热线受理群众诉求12,307件，办结率97.2%。";

/// A book whose only issue has one standing paragraph.
fn desk(text: &str) -> (Book, IssueId) {
    let bulletin = built_in::parse(DEFINITION).unwrap();
    let mut book = Book::in_memory(&bulletin, Env::system("测试")).unwrap();
    let made = book.new_issue(&bulletin.code, "2025-06".parse().unwrap(), None).unwrap();
    let item = NewItem { paragraphs: vec![text.to_owned()], ..NewItem::default() };
    book.add_item(&made.issue.sections[0].id, &item).unwrap();
    (book, made.issue.id)
}
