//! Everything that was ever changed of an issue, as a table: who, when, where, from, to, in which
//! step.

use crate::export::{Grid, GridCell};
use crate::model::{
    DepartmentCode, FigureKey, IndicatorCode, Issue, ItemId, RecipientId, SectionId, VisitId,
};
use crate::ops::book::Book;
use crate::ops::error::OpError;
use crate::ops::history::{HistoryEntry, SubjectOwned};

const HEADINGS: [&str; 7] = ["时间（UTC）", "谁", "哪一处", "栏", "从", "到", "做了什么"];

impl Book {
    /// The changes of the issue's figures, texts and lists, oldest first, deleted ones included.
    pub(super) fn changes_of_issue(&self, issue: &Issue) -> Result<Grid, OpError> {
        let mut changes = Vec::new();
        for subject in self.subjects_of_issue(issue)? {
            let subject = subject.subject();
            let name = self.subject_name(subject)?;
            let entries = self.history(subject)?.into_iter();
            changes.extend(entries.map(|entry| (name.clone(), entry)));
        }
        changes.extend(self.exceptions(&issue.id)?.into_iter().map(|exception| {
            let given = match exception.reason.as_str() {
                "" => exception.kind.chinese().to_owned(),
                reason => format!("{}：{reason}", exception.kind.chinese()),
            };
            let entry = HistoryEntry {
                at: exception.at,
                actor: exception.signer,
                label: "数字校样".to_owned(),
                field: "认定",
                column: "",
                old: None,
                new: Some(given),
            };
            (exception.printed, entry)
        }));
        changes.sort_by(|(_, one), (_, other)| one.at.cmp(&other.at));
        let headings = HEADINGS.map(str::to_owned).to_vec();
        let rows = changes.into_iter().map(|(name, entry)| row(name, entry)).collect();
        Ok(Grid { name: "修改记录".to_owned(), headings, rows })
    }

    /// What belongs to the issue or once did.
    fn subjects_of_issue(&self, issue: &Issue) -> Result<Vec<SubjectOwned>, OpError> {
        let (id, month) = (issue.id.to_string(), issue.month.to_string());
        let bulletin = self.bulletin(&issue.bulletin)?;
        let made = |table: &str, with: &[&str]| self.read().keys_made_with(table, with);
        let of_issue = [issue.bulletin.as_str(), month.as_str()];
        let mut subjects = vec![SubjectOwned::Issue(issue.id.clone())];
        subjects.extend(ids(made("section", &[&id])?, SectionId::new, SubjectOwned::Section));
        for key in made("figure", &[&month])? {
            let [indicator, department, ..] = key.as_slice() else { continue };
            let indicator = IndicatorCode::new(indicator.as_str());
            if bulletin.indicator(&indicator).is_some() {
                let department = DepartmentCode::new(department.as_str());
                subjects.push(SubjectOwned::Figure(FigureKey::new(
                    &indicator,
                    issue.month,
                    &department,
                )));
            }
        }
        let mut items: Vec<ItemId> = issue.items().map(|item| item.id.clone()).collect();
        items.extend(made("item", &of_issue)?.into_iter().flatten().map(ItemId::new));
        items.sort();
        items.dedup();
        subjects.extend(items.into_iter().map(SubjectOwned::Item));
        subjects.extend(ids(made("visit", &of_issue)?, VisitId::new, SubjectOwned::Visit));
        let recipients = made("recipient", &[&id])?;
        subjects.extend(ids(recipients, RecipientId::new, SubjectOwned::Recipient));
        Ok(subjects)
    }
}

fn ids<T>(
    keys: Vec<Vec<String>>,
    id: impl Fn(String) -> T,
    subject: impl Fn(T) -> SubjectOwned,
) -> impl Iterator<Item = SubjectOwned> {
    keys.into_iter().flatten().map(move |key| subject(id(key)))
}

fn row(name: String, entry: HistoryEntry) -> Vec<GridCell> {
    let HistoryEntry { at, actor, label, field, old, new, .. } = entry;
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    // To the second: 2025-05-16 09:04:11
    let at: String = at.chars().take(19).map(|c| if c == 'T' { ' ' } else { c }).collect();
    [at, actor, name, field.to_owned(), old, new, label].map(GridCell::text).to_vec()
}
