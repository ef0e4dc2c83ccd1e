//! Who changed what, when, from what to what.

use super::book::Book;
use super::error::OpError;
use crate::model::{DepartmentCode, FigureKey, IssueId, ItemId, SectionId, VisitId};
use crate::store::Trace;

/// Whose history is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    Figure(&'a FigureKey),
    Item(&'a ItemId),
    Visit(&'a VisitId),
    Issue(&'a IssueId),
    Section(&'a SectionId),
    Department(&'a DepartmentCode),
}

/// One change of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// UTC, ISO 8601.
    pub at: String,
    pub actor: String,
    /// The step it was part of, e.g. 填写 全程网办受理（2025年4月）.
    pub label: String,
    /// In Chinese: 数值, 说明, 正文…
    pub field: &'static str,
    /// `None` where the thing did not exist or the field was empty.
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Book {
    /// All recorded changes of one thing, oldest first; undone and redone ones too.
    pub fn history(&self, subject: Subject<'_>) -> Result<Vec<HistoryEntry>, OpError> {
        let month;
        let (table, key) = match subject {
            Subject::Figure(cell) => {
                month = cell.month.to_string();
                let key = [cell.indicator.as_str(), cell.department.as_str(), month.as_str()];
                let traces = self.read().traces_with("figure", "explanation", &key)?;
                return Ok(traces.into_iter().filter_map(entry).collect());
            }
            Subject::Item(id) => ("item", vec![id.as_str()]),
            Subject::Visit(id) => ("visit", vec![id.as_str()]),
            Subject::Issue(id) => ("issue", vec![id.as_str()]),
            Subject::Section(id) => ("section", vec![id.as_str()]),
            Subject::Department(code) => ("department", vec![code.as_str()]),
        };
        let traces = self.read().traces(table, &key)?;
        Ok(traces.into_iter().filter_map(entry).collect())
    }
}

/// A trace in words; `None` for what people never see or for a column that stayed the same.
fn entry(trace: Trace) -> Option<HistoryEntry> {
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (old, new) = (filled(trace.old), filled(trace.new));
    let field = field_name(trace.table, trace.column).filter(|_| old != new)?;
    Some(HistoryEntry { at: trace.at, actor: trace.actor, label: trace.label, field, old, new })
}

fn field_name(table: &str, column: &str) -> Option<&'static str> {
    if table == "explanation" {
        return (column == "reason").then_some("偏差说明");
    }
    Some(match column {
        "typed" => "数值",
        "note" => "说明",
        "date" => "日期",
        "department" => "部门",
        "lead" => "段首标题",
        "body" => "正文",
        "reason" => "不采用的理由",
        "posts" => "职务",
        "person" => "姓名",
        "number" => "期号",
        "total_number" => "总期号",
        "title" => "标题",
        "issuer" => "编印单位",
        "issue_date" => "印发日期",
        "name" => "名称",
        "short_name" => "简称",
        "aliases" => "别名",
        "valid_from" => "启用月份",
        "valid_to" => "停用月份",
        _ => return None,
    })
}
