//! What a change that is not stored yet makes of the issue on the screen, so that its pages follow
//! the keys. Writes nothing.

use super::{Change, ItemChange, SectionChange};
use crate::model::{Issue, Item};
use crate::ops::{IssueHead, SectionHead};

impl Change {
    /// The issue as it reads once the change is stored; `None` where that changes nothing of it.
    pub fn over(&self, issue: &Issue) -> Option<Issue> {
        match self {
            Self::Head(head) if head.id == issue.id => Some(headed(issue, head)),
            Self::Section(SectionChange::Head(head)) => titled(issue, head),
            Self::Item(ItemChange::Edit(item)) => edited(issue, item),
            _ => None,
        }
    }
}

fn headed(issue: &Issue, head: &IssueHead) -> Issue {
    Issue {
        number: head.number,
        total_number: head.total_number,
        title: head.title.clone(),
        issuer: head.issuer.clone(),
        issue_date: head.issue_date,
        ..issue.clone()
    }
}

fn titled(issue: &Issue, head: &SectionHead) -> Option<Issue> {
    let at = issue.sections.iter().position(|section| section.id == head.id)?;
    let mut issue = issue.clone();
    let section = issue.sections.get_mut(at)?;
    section.title.clone_from(&head.title);
    (section.kind, section.numbering) = (head.kind, head.numbering);
    Some(issue)
}

fn edited(issue: &Issue, item: &Item) -> Option<Issue> {
    issue.items().find(|of| of.id == item.id)?;
    let mut issue = issue.clone();
    let mut items = issue.sections.iter_mut().flat_map(|section| &mut section.items);
    item.clone_into(items.find(|of| of.id == item.id)?);
    Some(issue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture::fixture;

    #[test]
    fn what_is_typed_lies_over_what_is_stored() {
        let issue = fixture().issue;
        let mut item = issue.items().next().unwrap().clone();
        item.paragraphs = vec!["新写的一句。".to_owned()];
        let change = Change::Item(ItemChange::Edit(item.clone()));
        let over = change.over(&issue).unwrap();
        assert_eq!(over.items().next(), Some(&item));
        assert_eq!(
            over.items().skip(1).collect::<Vec<_>>(),
            issue.items().skip(1).collect::<Vec<_>>()
        );
    }

    #[test]
    fn what_stands_elsewhere_leaves_the_issue_alone() {
        let issue = fixture().issue;
        let mut item = issue.items().next().unwrap().clone();
        item.id = crate::model::ItemId::new("elsewhere");
        assert_eq!(Change::Item(ItemChange::Edit(item)).over(&issue), None);
    }
}
