//! Search (搜索) over all years: events, prose, visits, lists, notes, figures and the registers.
//! What was deleted is not found; the text of prose is searched as it was written, with the names
//! of its slots.

use super::book::Book;
use super::error::OpError;
use crate::model::{
    BulletinCode, DepartmentCode, FigureKey, Indicator, IndicatorCode, ItemId, Month, Quantity,
    SectionId, VisitId, same_unit,
};
use crate::store::{TextKind, TextRow};
use crate::text::query::{Excerpt, Query};

/// How much of a text a hit shows, in characters.
const ROOM: usize = 48;
/// Of one amount so many figures are looked through for those in the unit asked for.
const OF_AN_AMOUNT: usize = 2000;

/// What was found, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// 动态, 进大厅, 数据…
    pub kind: &'static str,
    /// `None` for what belongs to no month.
    pub month: Option<Month>,
    /// What it is called.
    pub title: String,
    /// The text around the first place found.
    pub excerpt: Excerpt,
    pub target: Target,
}

/// A place in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An event of the pool, or an item of a section (`placed`).
    Item {
        bulletin: BulletinCode,
        month: Month,
        item: ItemId,
        placed: bool,
    },
    Section {
        bulletin: BulletinCode,
        month: Month,
        section: SectionId,
    },
    Visit {
        bulletin: BulletinCode,
        month: Month,
        visit: VisitId,
    },
    /// The distribution list of an issue.
    List {
        bulletin: BulletinCode,
        month: Month,
    },
    Issue {
        bulletin: BulletinCode,
        month: Month,
    },
    Figure(FigureKey),
    Indicator(IndicatorCode),
    Department(DepartmentCode),
    Person,
}

/// The newest hits, and whether there are more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResult {
    pub hits: Vec<Hit>,
    pub more: bool,
}

impl Book {
    /// Looks for all words of `text`, separated by spaces; up to `limit` hits, the newest first,
    /// what belongs to no month before the rest. Nothing is found for an empty text.
    pub fn search(&self, text: &str, limit: usize) -> Result<SearchResult, OpError> {
        let Some(query) = Query::parse(text) else { return Ok(SearchResult::default()) };
        let mut hits = self.named(&query)?;
        for kind in TextKind::ALL {
            let rows = self.read().texts(kind, limit + 1, &|fields| query.fits(fields))?;
            hits.extend(rows.into_iter().filter_map(|row| self.text_hit(&query, row)));
        }
        hits.extend(self.figures_of_value(&query, limit + 1)?);
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.month.map_or((1, None), |m| (0, Some(m)))));
        let more = hits.len() > limit;
        hits.truncate(limit);
        Ok(SearchResult { hits, more })
    }

    /// Indicators, departments, persons and issues by their names.
    fn named(&self, query: &Query) -> Result<Vec<Hit>, OpError> {
        let mut hits = Vec::new();
        for indicator in self.bulletins.iter().flat_map(|bulletin| &bulletin.indicators) {
            let names: Vec<&str> = indicator.names().collect();
            if query.fits(&names) {
                let target = Target::Indicator(indicator.code.clone());
                let about = indicator.definition.as_str();
                hits.push(hit(query, "指标", None, &indicator.name, about, target));
            }
        }
        for department in &self.departments {
            let names: Vec<&str> = department.names().collect();
            if query.fits(&names) {
                let target = Target::Department(department.code.clone());
                hits.push(hit(query, "部门", None, &department.name, &names.join("、"), target));
            }
        }
        for person in self.read().persons()? {
            let department = person.department.as_ref().and_then(|d| self.department(d).ok());
            let department = department.map_or("", |d| d.name.as_str());
            if query.fits(&[&person.name, &person.posts, department]) {
                let about = format!("{department}{}", person.posts);
                hits.push(hit(query, "人员", None, &person.name, &about, Target::Person));
            }
        }
        for issue in self.read().issues()? {
            let month = issue.month.chinese();
            let number = format!("第{}期", issue.number);
            if query.fits(&[&month, &number, &issue.title, &issue.month.to_string()]) {
                let target = Target::Issue { bulletin: issue.bulletin, month: issue.month };
                let title = format!("{month} {number}");
                hits.push(hit(query, "期", Some(issue.month), &title, &issue.title, target));
            }
        }
        Ok(hits)
    }

    fn text_hit(&self, query: &Query, row: TextRow) -> Option<Hit> {
        let first = row.texts.iter().map(String::as_str).find(|text| query.fits(&[text]));
        let some = row.texts.iter().map(String::as_str).find(|t| !query.marks(t).is_empty());
        let shown = first.or(some)?.to_owned();
        let (month, bulletin) = (row.month, BulletinCode::new(row.of.clone()));
        let name = |at: usize| row.texts.get(at).cloned().unwrap_or_default();
        let (kind, title, target) = match row.kind {
            TextKind::Item => {
                let item = ItemId::new(row.id);
                let kind = if row.placed { "条目" } else { "动态" };
                let lead = Some(name(1)).filter(|lead| !lead.is_empty());
                let title = lead.unwrap_or_else(|| name(2));
                (kind, title, Target::Item { bulletin, month, item, placed: row.placed })
            }
            TextKind::Visit => {
                let visit = VisitId::new(row.id);
                ("进大厅", name(0), Target::Visit { bulletin, month, visit })
            }
            TextKind::Section => {
                let section = SectionId::new(row.id);
                ("栏目", String::new(), Target::Section { bulletin, month, section })
            }
            TextKind::Recipient => ("名单", String::new(), Target::List { bulletin, month }),
            TextKind::Note | TextKind::Reason => {
                let department = DepartmentCode::new(row.of);
                let key = FigureKey::new(&IndicatorCode::new(row.id), month, &department);
                let kind = if row.kind == TextKind::Note { "说明" } else { "偏差说明" };
                (kind, self.cell(&key), Target::Figure(key))
            }
        };
        Some(hit(query, kind, Some(month), &title, &shown, target))
    }

    /// Cells whose amount is the number that was asked for, in whatever notation.
    fn figures_of_value(&self, query: &Query, limit: usize) -> Result<Vec<Hit>, OpError> {
        let wanted = query.single().filter(|word| word.chars().count() > 1);
        let Some(wanted) = wanted.filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        else {
            return Ok(Vec::new());
        };
        let Ok((amount, unit)) = Quantity::parse_prefix(&wanted) else { return Ok(Vec::new()) };
        let of_unit = |key: &FigureKey| {
            let indicator = self.indicator(&key.indicator);
            unit.is_empty() || indicator.is_ok_and(|indicator| same_unit(unit, &indicator.unit))
        };
        let mut amounts = notations(amount);
        // Tables in 万 show 6.3 where 63,000 is meant.
        let in_ten_thousands = || Quantity::new(amount.digits(), amount.exponent() + 4);
        if wanted.contains('.') && unit.is_empty() && !wanted.contains(['万', '亿']) {
            amounts.extend(in_ten_thousands().into_iter().flat_map(notations));
        }
        let mut hits = Vec::new();
        for amount in amounts {
            let figures = self.read().figures_of_amount(amount, limit.max(OF_AN_AMOUNT))?;
            for figure in figures.into_iter().filter(|figure| of_unit(&figure.key)).take(limit) {
                let (title, month) = (self.cell(&figure.key), figure.key.month);
                let target = Target::Figure(figure.key);
                hits.push(hit(query, "数据", Some(month), &title, &figure.typed, target));
            }
        }
        Ok(hits)
    }

    /// 全程网办受理, with the department where it is not the hall.
    fn cell(&self, key: &FigureKey) -> String {
        let indicator = self.indicator(&key.indicator).map_or("", |i: &Indicator| i.name.as_str());
        match self.department(&key.department) {
            Ok(department) if !department.is_hall() => {
                format!("{indicator}（{}）", department.name)
            }
            _ => indicator.to_owned(),
        }
    }
}

/// One amount with every last digit that it may have been reported to: 61 x 10^3, 610 x 10^2…
fn notations(amount: Quantity) -> Vec<(i64, i8)> {
    let (mut digits, mut exponent) = (amount.digits(), amount.exponent());
    while digits != 0 && digits % 10 == 0 && exponent < 12 {
        digits /= 10;
        exponent += 1;
    }
    let mut found = vec![(digits, exponent)];
    while let Some(finer) = digits.checked_mul(10).filter(|_| exponent > -6 && digits != 0) {
        digits = finer;
        exponent -= 1;
        found.push((digits, exponent));
    }
    found
}

fn hit(
    query: &Query,
    kind: &'static str,
    month: Option<Month>,
    title: &str,
    text: &str,
    target: Target,
) -> Hit {
    let title: String = title.chars().take(ROOM).collect();
    Hit { kind, month, title, excerpt: query.excerpt(text, ROOM), target }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FigureSource;
    use crate::ops::{Env, built_in, demo_book};

    fn sample() -> Book {
        let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
        let last = "2025-04".parse().unwrap();
        demo_book::in_memory(&bulletin, last, Env::system("测试")).unwrap()
    }

    fn kinds(book: &Book, text: &str) -> Vec<&'static str> {
        let mut kinds: Vec<_> =
            book.search(text, 50).unwrap().hits.iter().map(|hit| hit.kind).collect();
        kinds.dedup();
        kinds
    }

    #[test]
    fn everything_is_found_and_the_newest_comes_first() {
        let mut book = sample();
        let bulletin = book.main_bulletin().unwrap().code;
        let month: Month = "2025-04".parse().unwrap();
        for (month, text) in
            [(month, "试行䶮字证照核验。"), (month.previous(), "筹备䶮字证照核验。")]
        {
            let event = crate::ops::NewItem { paragraphs: vec![text.into()], ..Default::default() };
            book.add_event(&bulletin, month, &event).unwrap();
        }
        let found = book.search("䶮 核验", 10).unwrap();
        let months: Vec<_> = found.hits.iter().map(|hit| hit.month).collect();
        assert_eq!(months, [Some(month), Some(month.previous())]);
        assert_eq!(found.hits[0].excerpt.marks.len(), 2);
        assert!(matches!(&found.hits[0].target, Target::Item { placed: false, .. }));
        assert!(book.search("䶮 核验", 1).unwrap().more);
        assert_eq!(kinds(&book, "全程网办受理").first(), Some(&"指标"));
        assert!(kinds(&book, "第4期").contains(&"期"));
        assert!(kinds(&book, "水利厅").contains(&"部门"));
        assert!(book.search("  ", 10).unwrap().hits.is_empty());
        assert!(book.search("绝无此词", 10).unwrap().hits.is_empty());
    }

    #[test]
    fn a_number_finds_its_cells_in_any_notation_and_a_note_its_cell() {
        let mut book = sample();
        let code = book.main_bulletin().unwrap().indicators[0].code.clone();
        let key = FigureKey::of_hall(&code, "2025-05".parse().unwrap());
        book.set_figure(&key, "8.88万", FigureSource::Typed).unwrap();
        book.set_figure_note(&key, "系统切换停办半天").unwrap();
        for text in ["8.88万", "8.88", "88800", "８８，８００"] {
            let found = book.search(text, 10).unwrap();
            assert!(
                found.hits.iter().any(|hit| hit.target == Target::Figure(key.clone())),
                "{text}"
            );
        }
        let found = book.search("停办", 10).unwrap();
        assert_eq!(found.hits[0].target, Target::Figure(key));
        assert_eq!(found.hits[0].kind, "说明");
    }

    #[test]
    fn a_departments_old_figure_and_a_given_reason_are_found() {
        let mut book = sample();
        let bulletin = book.main_bulletin().unwrap();
        let asked = bulletin.indicators.iter().find(|i| i.adds_up()).unwrap().code.clone();
        let department = book.find_department("水利厅").unwrap().code;
        let old = FigureKey::new(&asked, "2023-08".parse().unwrap(), &department);
        book.set_figure(&old, "73519", FigureSource::Typed).unwrap();
        let found = book.search("73,519", 10).unwrap();
        let targets: Vec<_> = found.hits.iter().map(|hit| &hit.target).collect();
        assert_eq!(targets, [&Target::Figure(old)]);
        assert!(found.hits[0].title.ends_with("（水利厅）"));
        let hall = DepartmentCode::hall();
        let month: Month = "2025-04".parse().unwrap();
        let key = FigureKey::of_hall(&asked, month);
        book.set_figure(&key, "9.87亿", FigureSource::Typed).unwrap();
        let findings = book.entry_findings(&bulletin, month, &hall).unwrap();
        let finding = findings.iter().find(|f| f.cells.first() == Some(&asked)).unwrap();
        book.explain(&key, &finding.rule, "集中补录䶮号段").unwrap();
        let found = book.search("补录䶮", 10).unwrap();
        assert_eq!((found.hits[0].kind, &found.hits[0].target), ("偏差说明", &Target::Figure(key)));
    }

    #[test]
    fn what_was_deleted_is_not_found() {
        let mut book = sample();
        let bulletin = book.main_bulletin().unwrap().code;
        let event = crate::ops::NewItem {
            paragraphs: vec!["独此一条。".into()],
            ..Default::default()
        };
        let item = book.add_event(&bulletin, "2025-04".parse().unwrap(), &event).unwrap();
        assert_eq!(book.search("独此一条", 9).unwrap().hits.len(), 1);
        book.delete_item(&item.id).unwrap();
        assert!(book.search("独此一条", 9).unwrap().hits.is_empty());
    }
}
