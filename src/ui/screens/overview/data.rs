//! The month as a checklist, and its headline figures.

use crate::check::{Class, Level};
use crate::model::{DepartmentCode, Indicator, IssueStatus, ItemState, Measure, Month};
use crate::ops::{Book, OpError, Standing, TrailEntry};
use crate::trend::measure::derive;
use crate::ui::page::Page;
use crate::ui::reviewing::Reviewing;
use crate::ui::route::Route;
use crate::ui::screens::entry::EntryData;
use crate::ui::wording;

pub struct OverviewData {
    pub lines: Vec<Line>,
    pub next: Next,
    pub cards: Vec<Card>,
    /// What was signed, published, written and corrected of the issue, the newest first.
    pub trail: Vec<TrailEntry>,
}

/// One line of the checklist.
pub struct Line {
    pub name: &'static str,
    pub state: String,
    pub done: bool,
    pub route: Route,
}

/// The one thing to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    NewIssue(Month),
    Go(Route, &'static str),
    Publish,
    Export,
}

/// A headline figure.
pub struct Card {
    pub name: String,
    pub value: String,
    pub unit: String,
    pub month_on_month: String,
    pub year_on_year: String,
    pub recent: Vec<Option<f64>>,
}

const CARDS: usize = 6;

const SIGNING: &str = "签字";

impl OverviewData {
    pub fn load(book: &Book, page: &Page) -> Result<Self, OpError> {
        let hall = DepartmentCode::hall();
        let entry = EntryData::load(book, &page.bulletin, page.month, &hall)?;
        let lines = lines(page, &entry);
        let mut trail = match &page.issue {
            Some(issue) => book.trail(&issue.id)?,
            None => Vec::new(),
        };
        trail.reverse();
        Ok(Self { next: next(page, &lines), lines, cards: cards(book, page)?, trail })
    }
}

fn lines(page: &Page, entry: &EntryData) -> Vec<Line> {
    let missing: Vec<&str> =
        entry.rows().filter(|row| !row.is_filled()).map(|row| row.name.as_str()).collect();
    let figures = match missing.as_slice() {
        [] => format!("{} 项已全部填好", entry.total),
        some => format!("{}/{} 已填，还差 {}", entry.filled, entry.total, few(some)),
    };
    let waiting = page.pool.iter().filter(|item| item.state == ItemState::Active).count();
    let placed = page.issue.as_ref().map_or(0, dated_items);
    let events = match (placed, waiting) {
        (0, 0) => "还没有记".to_owned(),
        (placed, 0) => format!("{placed} 条，都已放进栏目"),
        (placed, waiting) => format!("{placed} 条已放进栏目，{waiting} 条还没有放"),
    };
    let visits = page.visits.len();
    let mut lines = vec![
        line("数据", figures, missing.is_empty(), Route::Entry),
        line("动态", events, placed > 0 && waiting == 0, Route::Events),
    ];
    if page.has_visits() {
        lines.push(line("进大厅", count(visits, "人次"), visits > 0, Route::Lists));
    }
    if let (Some(issue), Some(document)) = (&page.issue, &page.document) {
        let sections = issue.sections.len();
        let items = issue.items().count();
        let compiled = format!("{sections} 个栏目，{items} 条");
        lines.push(line("编排", compiled, items > 0, Route::Compile));
        let recipients = count(issue.distribution.len(), "个单位");
        let listed = !issue.distribution.is_empty();
        lines.push(line("报送发名单", recipients, listed, Route::Lists));
        let empty: Vec<&str> = document.empty.iter().map(|slot| slot.label.as_str()).collect();
        let state = match empty.as_slice() {
            [] => "全文没有待填处".to_owned(),
            some => format!("{} 处待填：{}", some.len(), few(some)),
        };
        lines.push(line("全文", state, empty.is_empty(), Route::Preview));
    }
    lines
}

/// What the proof and the proofreader have to say.
pub fn checked(reviewing: &Reviewing) -> Vec<Line> {
    if reviewing.sources().is_none() {
        return Vec::new();
    }
    let numerals = reviewing.numerals();
    let open = numerals.iter().filter(|numeral| numeral.class == Class::Unproven).count();
    let account = match open {
        0 => format!("{} 个数字都有来历", numerals.len()),
        open => format!("{} 个数字，{open} 个待证", numerals.len()),
    };
    let found = reviewing.findings();
    let count = |level| found.iter().filter(|finding| finding.level == level).count();
    let (must, doubt) = (count(Level::Must), count(Level::Doubt));
    let findings = format!("必改 {must} 条，存疑 {doubt} 条");
    let mut lines = vec![
        line("数字校样", account, open == 0, Route::Proof),
        line("校对意见", findings, must == 0, Route::Compile),
    ];
    let unsaid = |standing: &&Standing| {
        standing.status == IssueStatus::Published && standing.publications.is_empty()
    };
    lines.extend(reviewing.standing().filter(|one| !unsaid(one)).map(signed));
    lines
}

/// Who still has to sign.
fn signed(standing: &Standing) -> Line {
    let open: Vec<&str> = standing
        .parts
        .iter()
        .filter(|part| !part.is_signed())
        .map(|part| part.title.as_str())
        .collect();
    let count = standing.parts.len();
    let state = match open.as_slice() {
        [] => format!("{count} 个部分都签了"),
        [first, ..] => {
            let signed = count - open.len();
            format!("{signed}/{count} 已签，还差“{first}”等 {} 个部分", open.len())
        }
    };
    line(SIGNING, state, open.is_empty(), Route::Proof)
}

/// The next step once the rest is done.
pub fn after(next: Next, checked: &[Line]) -> Next {
    let open = checked.iter().find(|line| !line.done).filter(|_| next == Next::Publish);
    match open.map(|line| line.route) {
        Some(Route::Proof) if open.is_some_and(|line| line.name == SIGNING) => {
            Next::Go(Route::Proof, "各部分签字")
        }
        Some(Route::Proof) => Next::Go(Route::Proof, "核对数字"),
        Some(route) => Next::Go(route, "改校对意见"),
        None => next,
    }
}

fn line(name: &'static str, state: String, done: bool, route: Route) -> Line {
    Line { name, state, done, route }
}

fn count(number: usize, unit: &str) -> String {
    if number == 0 { "还没有填".to_owned() } else { format!("{number} {unit}") }
}

/// The first three names, and 等 for the rest.
fn few(names: &[&str]) -> String {
    let first: Vec<&str> = names.iter().take(3).copied().collect();
    let more = if names.len() > 3 { format!("等 {} 项", names.len()) } else { String::new() };
    format!("{}{more}", first.join("、"))
}

fn dated_items(issue: &crate::model::Issue) -> usize {
    let dated = issue.sections.iter().filter(|section| section.kind.is_dated());
    dated.map(|section| section.items.len()).sum()
}

fn next(page: &Page, lines: &[Line]) -> Next {
    let Some(issue) = &page.issue else { return Next::NewIssue(page.month) };
    // Also one of a time before publishing was recorded.
    let is_out = issue.status == IssueStatus::Published;
    if is_out {
        return Next::Export;
    }
    let open = lines.iter().find(|line| !line.done);
    match open.map(|line| line.route) {
        Some(Route::Entry) => Next::Go(Route::Entry, "填本月数据"),
        Some(Route::Events) => Next::Go(Route::Events, "整理本月动态"),
        Some(Route::Lists) => Next::Go(Route::Lists, "填写名单"),
        Some(Route::Compile) => Next::Go(Route::Compile, "编排栏目"),
        Some(Route::Preview) => Next::Go(Route::Preview, "看待填处"),
        Some(Route::Proof) => Next::Go(Route::Proof, "核对数字"),
        Some(Route::Overview | Route::Trends | Route::Settings) | None => Next::Publish,
    }
}

/// The bulletin's first indicators that have a figure this month or the month before.
fn cards(book: &Book, page: &Page) -> Result<Vec<Card>, OpError> {
    let hall = DepartmentCode::hall();
    let codes: Vec<_> = page.bulletin.indicators.iter().map(|i| i.code.clone()).collect();
    let figures = book.series(&codes, &hall, page.month.year_ago(), page.month)?;
    let quantity = |i: &Indicator, month| figures.quantity(&i.code, month, &hall);
    let known = |i: &&Indicator| {
        quantity(i, page.month).or_else(|| quantity(i, page.month.previous())).is_some()
    };
    let card = |indicator: &Indicator| {
        let measure = |measure| derive(&figures, indicator, None, &hall, page.month, measure);
        Card {
            name: indicator.name.clone(),
            value: wording::figure(quantity(indicator, page.month), indicator),
            unit: indicator.display_unit(),
            month_on_month: wording::change(measure(Measure::MonthOnMonth)),
            year_on_year: wording::change(measure(Measure::YearOnYear)),
            recent: page
                .month
                .plus(-11)
                .through(page.month)
                .map(|month| quantity(indicator, month).map(crate::model::Quantity::to_f64))
                .collect(),
        }
    };
    Ok(page.bulletin.indicators.iter().filter(known).take(CARDS).map(card).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::{Env, built_in, demo_book};
    use crate::ui::page::Place;

    fn sample(bulletin: &str) -> Book {
        let bulletin = built_in::bulletin(bulletin).unwrap();
        demo_book::in_memory(&bulletin, "2025-04".parse().unwrap(), Env::system("测试")).unwrap()
    }

    fn load(book: &Book, place: &Place) -> OverviewData {
        OverviewData::load(book, &Page::load(book, place).unwrap()).unwrap()
    }

    #[test]
    fn the_next_step_is_the_first_open_line() {
        let book = sample("zhengwu");
        let place = Place::latest(&book).unwrap();
        let data = load(&book, &place);
        let open = data.lines.iter().find(|line| !line.done).unwrap();
        assert_eq!(data.next, Next::Go(open.route, "整理本月动态"));
        assert_eq!(data.cards.len(), CARDS);
    }

    #[test]
    fn a_month_without_an_issue_asks_for_one() {
        let book = sample("zhengwu");
        let month = "2025-05".parse().unwrap();
        let place = Place { month, ..Place::latest(&book).unwrap() };
        assert_eq!(load(&book, &place).next, Next::NewIssue(month));
    }

    #[test]
    fn a_series_without_visits_is_not_asked_for_them() {
        let book = sample("pingyi");
        let data = load(&book, &Place::latest(&book).unwrap());
        assert!(data.lines.iter().all(|line| line.name != "进大厅"));
    }
}
