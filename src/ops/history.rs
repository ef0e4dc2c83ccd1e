//! Who changed what, when, from what to what.

use super::book::Book;
use super::clock::CONSOLE;
use super::error::{OpError, Thing};
use super::op::Op;
use crate::model::{
    DepartmentCode, FigureKey, FigureSource, IssueId, ItemId, PersonId, RecipientId, SectionId,
    VisitId,
};
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
    Person(&'a PersonId),
    Recipient(&'a RecipientId),
}

/// As [`Subject`], to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubjectOwned {
    Figure(FigureKey),
    Item(ItemId),
    Visit(VisitId),
    Issue(IssueId),
    Section(SectionId),
    Department(DepartmentCode),
    Person(PersonId),
    Recipient(RecipientId),
}

impl SubjectOwned {
    pub fn subject(&self) -> Subject<'_> {
        match self {
            Self::Figure(key) => Subject::Figure(key),
            Self::Item(id) => Subject::Item(id),
            Self::Visit(id) => Subject::Visit(id),
            Self::Issue(id) => Subject::Issue(id),
            Self::Section(id) => Subject::Section(id),
            Self::Department(code) => Subject::Department(code),
            Self::Person(id) => Subject::Person(id),
            Self::Recipient(id) => Subject::Recipient(id),
        }
    }
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
    /// The field as stored, for bringing a value back.
    pub column: &'static str,
    /// `None` where the thing did not exist or the field was empty.
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Book {
    /// Everybody under whose name the book was changed, the latest first; the console is nobody.
    pub fn actors(&self) -> Result<Vec<String>, OpError> {
        let mut actors = self.read().actors()?;
        actors.retain(|actor| actor != CONSOLE);
        Ok(actors)
    }

    /// All recorded changes of one thing, oldest first; undone and redone ones too.
    pub fn history(&self, subject: Subject<'_>) -> Result<Vec<HistoryEntry>, OpError> {
        let (table, key) = place(subject);
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        let traces = match subject {
            Subject::Figure(_) => self.read().traces_with(table, "explanation", &key)?,
            _ => self.read().traces(table, &key)?,
        };
        let worded = traces.into_iter().map(|trace| {
            let at = (trace.table, trace.column);
            let (old, new) = (self.in_words(at, trace.old), self.in_words(at, trace.new));
            Trace { old, new, ..trace }
        });
        Ok(worded.filter_map(entry).collect())
    }

    /// Gives a field the value it had before or after a recorded change, as a step of its own.
    pub fn restore_value(
        &mut self,
        subject: Subject<'_>,
        entry: &HistoryEntry,
        value: Option<&str>,
    ) -> Result<(), OpError> {
        let label = format!("恢复{}（{}）", entry.field, self.subject_name(subject)?);
        if let (Subject::Figure(key), "typed") = (subject, entry.column) {
            let typed = value.unwrap_or_default();
            let figure = self.read_figure(key, typed, FigureSource::Typed)?;
            return self.transact(Op::RestoreValue, &label, |writer| {
                super::figures::store(writer, figure).map(drop)
            });
        }
        let empty = if is_nullable(subject, entry.column) { None } else { Some("") };
        let value = value.filter(|text| !text.is_empty()).or(empty);
        if let (Subject::Department(code), "name" | "short_name" | "aliases") =
            (subject, entry.column)
        {
            return self.restore_names(code, (entry.column, value.unwrap_or_default()), &label);
        }
        let code = match (subject, entry.column, value) {
            (Subject::Person(_), "department", Some(name))
            | (Subject::Department(_), "successor", Some(name)) => {
                Some(self.find_department(name)?.code.to_string())
            }
            _ => None,
        };
        let value = code.as_deref().or(value);
        let (table, key) = place(subject);
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        self.transact(Op::RestoreValue, &label, |writer| {
            if writer.put_column(table, &key, entry.column, value)? {
                return Ok(());
            }
            Err(OpError::Gone { what: thing(subject), id: key.join(" ") })
        })
    }

    fn restore_names(
        &mut self,
        code: &DepartmentCode,
        (column, value): (&str, &str),
        label: &str,
    ) -> Result<(), OpError> {
        let mut department = self.department(code)?.clone();
        match column {
            "name" => value.clone_into(&mut department.name),
            "short_name" => value.clone_into(&mut department.short_name),
            _ => department.aliases = value.split('、').map(str::to_owned).collect(),
        }
        department.aliases.retain(|alias| !alias.is_empty());
        self.check_names(&department)?;
        self.transact(Op::RestoreValue, label, |writer| {
            writer.put_department(&department)?;
            Ok(())
        })
    }

    /// A recorded value as people know it.
    fn in_words(&self, (table, column): (&str, &str), value: Option<String>) -> Option<String> {
        let value = value?;
        match (table, column) {
            ("person", "department") | ("department", "successor") => {
                let code = DepartmentCode::new(value);
                Some(self.department(&code).map_or_else(|_| code.to_string(), |d| d.name.clone()))
            }
            (_, "aliases") => {
                let names: Vec<String> = serde_json::from_str(&value).unwrap_or_default();
                Some(names.join("、"))
            }
            _ => Some(value),
        }
    }

    /// What the history is of, in a few words.
    pub fn subject_name(&self, subject: Subject<'_>) -> Result<String, OpError> {
        let reader = self.read();
        let gone = || "已删除".to_owned();
        Ok(match subject {
            Subject::Figure(key) => self.cell_name(key),
            Subject::Item(id) => {
                reader.item(id)?.map_or_else(gone, |row| super::items::excerpt(&row.item))
            }
            Subject::Visit(id) => reader.visit(id)?.map_or_else(gone, |row| row.visit.person),
            Subject::Issue(id) => {
                let head = reader.issue_head(id)?;
                head.map_or_else(gone, |head| format!("{}报头", head.month.chinese()))
            }
            Subject::Section(id) => reader.section(id)?.map_or_else(gone, |row| row.title),
            Subject::Department(code) => {
                self.department(code).map_or_else(|_| gone(), |d| d.name.clone())
            }
            Subject::Person(id) => reader.person(id)?.map_or_else(gone, |person| person.name),
            Subject::Recipient(id) => {
                reader.recipient(id)?.map_or_else(gone, |row| row.recipient.name)
            }
        })
    }
}

/// Table and key.
fn place(subject: Subject<'_>) -> (&'static str, Vec<String>) {
    match subject {
        Subject::Figure(cell) => {
            let (indicator, department) = (cell.indicator.to_string(), cell.department.to_string());
            ("figure", vec![indicator, department, cell.month.to_string()])
        }
        Subject::Item(id) => ("item", vec![id.to_string()]),
        Subject::Visit(id) => ("visit", vec![id.to_string()]),
        Subject::Issue(id) => ("issue", vec![id.to_string()]),
        Subject::Section(id) => ("section", vec![id.to_string()]),
        Subject::Department(code) => ("department", vec![code.to_string()]),
        Subject::Person(id) => ("person", vec![id.to_string()]),
        Subject::Recipient(id) => ("recipient", vec![id.to_string()]),
    }
}

fn thing(subject: Subject<'_>) -> Thing {
    match subject {
        Subject::Figure(_) | Subject::Item(_) => Thing::Item,
        Subject::Visit(_) => Thing::Visit,
        Subject::Issue(_) => Thing::Issue,
        Subject::Section(_) => Thing::Section,
        Subject::Department(_) => Thing::Department,
        Subject::Person(_) => Thing::Person,
        Subject::Recipient(_) => Thing::Recipient,
    }
}

/// Columns in which an empty value is none at all.
fn is_nullable(subject: Subject<'_>, column: &str) -> bool {
    match column {
        "department" => matches!(subject, Subject::Item(_) | Subject::Person(_)),
        _ => {
            matches!(
                column,
                "date"
                    | "lead"
                    | "total_number"
                    | "issue_date"
                    | "valid_from"
                    | "valid_to"
                    | "successor"
            )
        }
    }
}

/// A trace in words; `None` for what people never see or for a column that stayed the same.
fn entry(trace: Trace) -> Option<HistoryEntry> {
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (old, new) = (filled(trace.old), filled(trace.new));
    let Trace { at, actor, label, table, column, .. } = trace;
    let field = field_name(table, column).filter(|_| old != new)?;
    Some(HistoryEntry { at, actor, label, field, column, old, new })
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
        "successor" => "并入",
        _ => return None,
    })
}
