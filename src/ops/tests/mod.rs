//! Every operation: done, undone, redone, the content compared each time; refused ones leave the
//! content as it was.

mod corrections;
mod errors;
mod explanations;
mod issues;
mod killed;
mod mixed;
mod names;
mod proof;
mod publishing;
mod registry;
mod steps;
mod trends;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use super::import::{NewFigure, NewIssue, NewSection};
use super::{Book, Clock, Env, NewItem, NewRecipient, NewVisit, OpError, built_in};
use crate::model::{
    Bulletin, BulletinCode, DepartmentCode, DistributionLevel, FigureKey, IndicatorCode,
    ItemNumbering, Month, SectionKind,
};

const DEFINITION: &str = r#"
code = "test"
name = "测试月报"
title = "窗口月报"
issuer = "某中心"
numbering = { total = true, issue_day = 15 }

[[section]]
key = "overview"
kind = "prose"
title = "{年月}总体运行情况"
standing = [{ paragraphs = ["全厅共受理{受理}万件，办结{办结}万件。"] }]

[[section]]
key = "events"
kind = "events"
title = "工作动态"
numbering = "chinese"

[[section]]
key = "visits"
kind = "visits"
title = "进大厅"
standing = [{ paragraphs = ["{月}，{进大厅}值守。"] }]

[[indicator]]
code = "accepted"
name = "受理"
aliases = ["受理量"]
unit = "件"
style = { power = 4, decimals = 2, trim = true }

[[indicator]]
code = "done"
name = "办结"
unit = "件"
style = { power = 4, decimals = 2, trim = true }

[[department]]
code = "water"
name = "水利厅"
rank = 1

[[distribution]]
level = "报"
names = ["省办", "中心领导"]
"#;

/// A clock that stands still until told.
#[derive(Clone, Default)]
struct TestClock(Arc<AtomicI64>);

impl TestClock {
    fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + self.0.load(Ordering::Relaxed)).unwrap()
    }

    fn today(&self) -> Date {
        Date::constant(2025, 5, 16)
    }
}

fn env(clock: &TestClock) -> Env {
    Env { clock: Box::new(clock.clone()), actor: "测试员".into(), patience: Duration::ZERO }
}

fn definition() -> Bulletin {
    built_in::parse(DEFINITION).unwrap()
}

pub(super) fn book() -> Book {
    Book::in_memory(&definition(), env(&TestClock::default())).unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn bulletin() -> BulletinCode {
    BulletinCode::new("test")
}

fn cell(indicator: &str, at: &str) -> FigureKey {
    FigureKey::of_hall(&IndicatorCode::new(indicator), month(at))
}

fn event(text: &str) -> NewItem {
    NewItem {
        date: Some(Date::constant(2025, 4, 25)),
        department: Some("水利厅".into()),
        lead: None,
        paragraphs: vec![text.into()],
    }
}

/// April 2025 with a paragraph of figures, an event, a topic without figures, a visit and a list.
fn april() -> NewIssue {
    let section = |key: &str, kind, title: &str, items| NewSection {
        unnumbered: false,
        key: key.into(),
        kind,
        title: title.into(),
        numbering: ItemNumbering::Chinese,
        items,
        table: None,
    };
    let text = |text: &str| NewItem { paragraphs: vec![text.into()], ..NewItem::default() };
    let figure = |code: &str, typed: &str| NewFigure {
        indicator: IndicatorCode::new(code),
        department: DepartmentCode::hall(),
        typed: typed.into(),
    };
    NewIssue {
        bulletin: bulletin(),
        month: month("2025-04"),
        number: 4,
        total_number: Some(58),
        title: "窗口月报".into(),
        issuer: "某中心".into(),
        issue_date: Some(Date::constant(2025, 5, 16)),
        sections: vec![
            section(
                "overview",
                SectionKind::Prose,
                "{年月}总体运行情况",
                vec![text("共受理{受理}万件，办结{办结}万件，环比{受理·环比}。")],
            ),
            section("events", SectionKind::Events, "工作动态", vec![event("召开会议。")]),
            section("work", SectionKind::Work, "重点工作", vec![text("推进改革，成效明显。")]),
            section("visits", SectionKind::Visits, "进大厅", vec![text("{月}，{进大厅}值守。")]),
        ],
        visits: vec![NewVisit {
            department: "水利厅".into(),
            posts: "副厅长".into(),
            person: "甲".into(),
        }],
        recipients: vec![NewRecipient {
            level: DistributionLevel::Report,
            name: "省办".into(),
            joint: '、',
        }],
        figures: vec![figure("accepted", "6.1万"), figure("done", "5.75万")],
        departments: vec!["水利厅".into(), "公安厅".into()],
        unplaced: Vec::new(),
        joined: Vec::new(),
        notes: Vec::new(),
    }
}

/// Does something, takes it back, does it again; the content must follow exactly.
fn there_and_back(book: &mut Book, work: impl FnOnce(&mut Book) -> Result<(), OpError>) {
    let before = book.store().dump();
    let revision = book.revision();
    work(book).unwrap();
    let after = book.store().dump();
    assert_ne!(before, after);
    assert!(book.revision() > revision);
    let label = book.undo_label().unwrap().to_owned();
    assert_eq!(book.undo().unwrap().as_ref(), Some(&label));
    assert_eq!(book.store().dump(), before, "undo of {label}");
    assert_eq!(book.redo().unwrap().as_ref(), Some(&label));
    assert_eq!(book.store().dump(), after, "redo of {label}");
}
