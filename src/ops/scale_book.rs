//! A large book for measuring: the sample, and beside it a second bulletin with ten years of a great
//! hall. The sample's bulletin stands in it unchanged, so that the same form is measured in a small
//! book and in a large one.
//!
//! All of it is written as any change is, through the writer that records: a large book has a large
//! history too. A month is one transaction, which bounds the memory.

use std::ops::Range;
use std::path::Path;

use super::book::{Book, Writer};
use super::clock::Env;
use super::demo::{self, Scale};
use super::demo_book;
use super::error::OpError;
use super::issues;
use super::op::Op;
use crate::model::{
    Bulletin, BulletinCode, Issue, IssueId, IssueStatus, Item, ItemNumbering, Month, Section,
    SectionId, SectionKind,
};
use crate::store::{BatchKind, ItemRow};

/// How much of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub indicators: u32,
    /// Besides the hall and the sample's own.
    pub departments: u32,
    pub months: u32,
    pub events: u32,
}

/// 1.44 million figures and 20,000 events.
pub const FULL: Size = Size { indicators: 200, departments: 59, months: 120, events: 20_000 };

const SEED: u64 = 7;
/// So many months, the newest, have an issue; so many of their events stand in it.
const ISSUES: i32 = 24;
const PRINTED: usize = 15;

/// The bulletin that makes the book large.
pub fn bulletin_code() -> BulletinCode {
    BulletinCode::new("scale")
}

/// Makes the book at `path`, its months ending with `last`. An existing file is never replaced; a
/// book that could not be finished is taken away again.
pub fn create(
    path: &Path,
    sample: &Bulletin,
    last: Month,
    size: Size,
    env: Env,
) -> Result<Book, OpError> {
    let scale = demo::scale(SEED, size.indicators, size.departments, size.months, last);
    let bulletin = bulletin(scale);
    let mut book = demo_book::create(path, sample, last, env)?;
    match fill(&mut book, scale, &bulletin, size.events) {
        Ok(()) => Ok(book),
        Err(err) => {
            book.discard()?;
            Err(err)
        }
    }
}

fn fill(book: &mut Book, scale: Scale, bulletin: &Bulletin, events: u32) -> Result<(), OpError> {
    let rank = i64::try_from(book.departments()?.len()).unwrap_or(i64::MAX);
    record(book, |writer| {
        writer.put_bulletin(bulletin, 1)?;
        for mut department in scale.departments() {
            department.rank += rank;
            writer.put_department(&department)?;
        }
        Ok(())
    })?;
    let names: Vec<String> = scale.departments().map(|department| department.name).collect();
    let months: Vec<Month> = scale.months().collect();
    for (nth, month) in (0..).zip(&months) {
        let numbers = share(nth, scale.months, events);
        let events: Vec<Item> = demo::events(SEED, *month, &names, numbers).collect();
        let has_issue = months.last().is_some_and(|last| last.months_since(*month) < ISSUES);
        record(book, |writer| {
            for figure in scale.figures_of(*month) {
                demo_book::store_figure(writer, bulletin, &figure)?;
            }
            store_events(writer, bulletin, *month, events, has_issue)
        })?;
    }
    Ok(())
}

/// Recorded, but no step of undo: there is nothing before the sample to undo back to.
fn record(
    book: &mut Book,
    work: impl FnOnce(&mut Writer<'_>) -> Result<(), OpError>,
) -> Result<(), OpError> {
    book.transact_as(Op::Create, "建立示例", BatchKind::Setting, work)
}

/// The numbers of the events that fall into the nth of `months`.
fn share(nth: u32, months: u32, events: u32) -> Range<u32> {
    let before = |n: u32| {
        let part = u64::from(events) * u64::from(n) / u64::from(months.max(1));
        u32::try_from(part).unwrap_or(events)
    };
    before(nth)..before(nth + 1)
}

fn bulletin(scale: Scale) -> Bulletin {
    Bulletin {
        rules_off: Vec::new(),
        targets: Vec::new(),
        code: bulletin_code(),
        name: "大厅业务月报".to_owned(),
        title: "大厅业务月报".to_owned(),
        issuer: "示例政务服务中心".to_owned(),
        numbering: crate::model::Numbering::default(),
        sections: Vec::new(),
        indicators: scale.indicators().collect(),
        relations: Vec::new(),
        departments: Vec::new(),
        distribution: Vec::new(),
        house_style: crate::model::HouseStyle::default(),
    }
}

fn store_events(
    writer: &mut Writer<'_>,
    bulletin: &Bulletin,
    month: Month,
    mut events: Vec<Item>,
    has_issue: bool,
) -> Result<(), OpError> {
    if has_issue {
        let pool = events.split_off(PRINTED.min(events.len()));
        issues::store(writer, &issue(bulletin, month, events))?;
        events = pool;
    }
    for (ord, item) in (0..).zip(events) {
        writer.put_item(&ItemRow { item, bulletin: bulletin.code.clone(), section: None, ord })?;
    }
    Ok(())
}

fn issue(bulletin: &Bulletin, month: Month, items: Vec<Item>) -> Issue {
    Issue {
        id: IssueId::new(format!("scale-{month}")),
        bulletin: bulletin.code.clone(),
        month,
        number: month.month(),
        total_number: None,
        title: bulletin.title.clone(),
        issuer: bulletin.issuer.clone(),
        issue_date: None,
        status: IssueStatus::Published,
        sections: vec![Section {
            id: SectionId::new(format!("scale-{month}-events")),
            key: "events".to_owned(),
            kind: SectionKind::Events,
            title: "窗口工作动态".to_owned(),
            unnumbered: false,
            numbering: ItemNumbering::Chinese,
            items,
            table: None,
        }],
        visits: Vec::new(),
        distribution: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DepartmentCode;
    use crate::ops::built_in;

    #[test]
    fn a_small_large_book_holds_what_was_asked_for_beside_the_sample() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.yuebao");
        let sample = built_in::bulletin(built_in::DEFAULT).unwrap();
        let last: Month = "2025-04".parse().unwrap();
        let size = Size { indicators: 3, departments: 4, months: 5, events: 101 };
        let book = create(&path, &sample, last, size, Env::system("测试")).unwrap();
        let months: Vec<Month> = last.plus(-4).through(last).collect();
        let figures = book.figures(&months, None).unwrap();
        let large = figures.iter().filter(|f| f.key.indicator.as_str().starts_with("scale"));
        assert_eq!(large.count(), 3 * (4 + 1) * 5);
        let code = bulletin_code();
        let events: usize = months
            .iter()
            .map(|month| {
                let printed = book.issue_in(&code, *month).unwrap().unwrap();
                printed.items().count() + book.pool(&code, *month).unwrap().len()
            })
            .sum();
        assert_eq!(events, 101);
        assert_eq!(book.main_bulletin().unwrap().code, sample.code);
        assert!(book.departments().unwrap().iter().any(|d| d.code == DepartmentCode::hall()));
        assert_eq!(book.undo_label(), None);
        assert!(create(&path, &sample, last, size, Env::system("测试")).is_err());
    }
}
