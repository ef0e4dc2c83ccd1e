//! Lists going out as tables: events, visits, recipients, the registers, rules, what a search found.

use std::path::Path;

use super::book::Book;
use super::error::OpError;
use super::relations::relation_in_words;
use super::search::Hit;
use super::tables::write_grid;
use crate::export::{Grid, GridCell};
use crate::model::{Bulletin, Department, Indicator, IndicatorKind, Item, ItemState, Month};

/// A search goes out with at most so many hits.
const HITS: usize = 2000;

/// What a table lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// The month's events, placed or not.
    Events,
    /// Visits and the distribution list of the month.
    Lists,
    Departments,
    Persons,
    Indicators,
    Rules,
    /// What a search for this text finds.
    Hits(String),
}

impl Listing {
    /// What it is called, for the name of the file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Events => "动态",
            Self::Lists => "名单",
            Self::Departments => "部门",
            Self::Persons => "人员",
            Self::Indicators => "指标",
            Self::Rules => "数据规则",
            Self::Hits(_) => "搜索结果",
        }
    }

    fn headings(&self) -> &'static [&'static str] {
        match self {
            Self::Events => &["日期", "部门", "段首标题", "正文", "栏目", "状态", "不登的原因"],
            Self::Lists => &["名单", "部门", "职务", "姓名或单位"],
            Self::Departments => &["全称", "简称", "别名", "启用", "停用", "并入"],
            Self::Persons => &["姓名", "部门", "职务", "启用", "停用"],
            Self::Indicators => {
                &["指标", "单位", "别名", "怎样累计", "口径", "栏目", "由谁填报", "停用"]
            }
            Self::Rules => &["规则", "状态"],
            Self::Hits(_) => &["类别", "月份", "名称", "内容"],
        }
    }
}

impl Book {
    /// Writes a list as xlsx or csv, whole or not at all.
    pub fn export_listing(
        &self,
        listing: &Listing,
        bulletin: &Bulletin,
        month: Month,
        path: &Path,
    ) -> Result<(), OpError> {
        let rows = match listing {
            Listing::Events => self.event_rows(bulletin, month)?,
            Listing::Lists => self.list_rows(bulletin, month)?,
            Listing::Departments => {
                let row = |department: &Department| {
                    department_row(department, self.successor_name(department))
                };
                self.departments.iter().map(row).collect()
            }
            Listing::Persons => self.person_rows()?,
            Listing::Indicators => {
                bulletin.indicators.iter().map(|i| self.indicator_row(bulletin, i)).collect()
            }
            Listing::Rules => bulletin
                .relations
                .iter()
                .map(|rule| {
                    let state = if bulletin.asks(&rule.key()) { "启用" } else { "停用" };
                    vec![relation_in_words(bulletin, rule), state.to_owned()]
                })
                .collect(),
            Listing::Hits(text) => self.search(text, HITS)?.hits.into_iter().map(hit_row).collect(),
        };
        let rows = rows.into_iter().map(|row| row.into_iter().map(GridCell::Text).collect());
        let headings = listing.headings().iter().map(|heading| (*heading).to_owned());
        let (headings, rows) = (headings.collect(), rows.collect());
        write_grid(&Grid { name: listing.name().to_owned(), headings, rows }, path)
    }

    fn event_rows(&self, bulletin: &Bulletin, month: Month) -> Result<Vec<Vec<String>>, OpError> {
        let pool = self.pool(&bulletin.code, month)?;
        let mut rows: Vec<_> = pool.iter().map(|item| event_row(item, "")).collect();
        if let Some(issue) = self.issue_in(&bulletin.code, month)? {
            let dated = issue.sections.iter().filter(|section| section.kind.is_dated());
            for section in dated {
                rows.extend(section.items.iter().map(|item| event_row(item, &section.title)));
            }
        }
        Ok(rows)
    }

    fn list_rows(&self, bulletin: &Bulletin, month: Month) -> Result<Vec<Vec<String>>, OpError> {
        let visits = self.visits(&bulletin.code, month)?;
        let visit =
            |v: crate::model::Visit| vec!["进大厅".to_owned(), v.department, v.posts, v.person];
        let mut rows: Vec<_> = visits.into_iter().map(visit).collect();
        let issue = self.issue_in(&bulletin.code, month)?;
        for recipient in issue.into_iter().flat_map(|issue| issue.distribution) {
            let level = recipient.level.label().to_owned();
            rows.push(vec![level, String::new(), String::new(), recipient.name]);
        }
        Ok(rows)
    }

    fn person_rows(&self) -> Result<Vec<Vec<String>>, OpError> {
        let row = |person: crate::model::Person| {
            let department = person.department.as_ref().and_then(|code| self.department(code).ok());
            let department = department.map(|d| d.name.clone()).unwrap_or_default();
            let [from, to] = [person.valid_from, person.valid_to].map(month_text);
            vec![person.name, department, person.posts, from, to]
        };
        Ok(self.persons()?.into_iter().map(row).collect())
    }

    fn indicator_row(&self, bulletin: &Bulletin, indicator: &Indicator) -> Vec<String> {
        let kind = match indicator.kind {
            IndicatorKind::Flow => "当月发生数",
            IndicatorKind::Stock => "月末数",
            IndicatorKind::Ratio => "比率",
        };
        let later =
            indicator.redefined.iter().map(|c| format!("{}起：{}", c.from.chinese(), c.text));
        let definition = Some(indicator.definition.clone()).filter(|text| !text.is_empty());
        let definitions: Vec<String> = definition.into_iter().chain(later).collect();
        let section = bulletin.section(&indicator.section).map(|section| section.title.clone());
        let named = indicator.departments.iter().map(|code| {
            self.department(code).map_or_else(|_| code.to_string(), |d| d.name.clone())
        });
        let asked = match (indicator.by_department, indicator.departments.is_empty()) {
            (false, _) => "全厅".to_owned(),
            (true, true) => "全厅和每个部门".to_owned(),
            (true, false) => named.collect::<Vec<_>>().join("、"),
        };
        vec![
            indicator.name.clone(),
            indicator.display_unit(),
            indicator.aliases.join("、"),
            kind.to_owned(),
            definitions.join("；"),
            section.unwrap_or_default(),
            asked,
            month_text(indicator.valid_to),
        ]
    }
}

fn month_text(month: Option<Month>) -> String {
    month.map(|month| month.to_string()).unwrap_or_default()
}

fn event_row(item: &Item, section: &str) -> Vec<String> {
    let state = match item.state {
        ItemState::LeftOut => "不登",
        ItemState::Active if section.is_empty() => "未放",
        ItemState::Active => "已放",
    };
    vec![
        item.date.map(|date| date.to_string()).unwrap_or_default(),
        item.department.clone().unwrap_or_default(),
        item.lead.clone().unwrap_or_default(),
        item.paragraphs.join("\n"),
        section.to_owned(),
        state.to_owned(),
        item.reason.clone(),
    ]
}

fn department_row(department: &Department, successor: String) -> Vec<String> {
    vec![
        department.name.clone(),
        department.short_name.clone(),
        department.aliases.join("、"),
        month_text(department.valid_from),
        month_text(department.valid_to),
        successor,
    ]
}

fn hit_row(hit: Hit) -> Vec<String> {
    let month = hit.month.map(Month::chinese).unwrap_or_default();
    vec![hit.kind.to_owned(), month, hit.title, hit.excerpt.text]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::{Env, NewItem, built_in, demo_book};

    #[test]
    fn every_list_goes_out_with_its_rows_and_inert_texts() {
        let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
        let month: Month = "2025-04".parse().unwrap();
        let mut book = demo_book::in_memory(&bulletin, month, Env::system("测试")).unwrap();
        book.collect_persons().unwrap();
        let event = NewItem { paragraphs: vec!["=1+1，试行。".into()], ..NewItem::default() };
        book.add_event(&bulletin.code, month, &event).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let csv = |listing: Listing| {
            let path = folder.path().join("a.csv");
            book.export_listing(&listing, &bulletin, month, &path).unwrap();
            std::fs::read_to_string(path).unwrap()
        };
        let events = csv(Listing::Events);
        assert!(events.contains("\"'=1+1，试行。\"") || events.contains("'=1+1，试行。"));
        let visits = book.visits(&bulletin.code, month).unwrap();
        let lists = csv(Listing::Lists);
        assert!(visits.iter().all(|visit| lists.contains(&visit.person)));
        assert!(lists.contains("\r\n报,") || lists.contains("\r\n发,"), "{lists}");
        assert!(csv(Listing::Departments).contains("水利厅"));
        assert!(csv(Listing::Persons).contains(&visits[0].person));
        assert!(csv(Listing::Indicators).contains("全程网办受理,万件"));
        assert_eq!(csv(Listing::Rules).lines().count(), bulletin.relations.len() + 1);
        assert!(csv(Listing::Hits("试行".into())).contains("动态,2025年4月"));
        let path = folder.path().join("a.pdf");
        let refused = book.export_listing(&Listing::Rules, &bulletin, month, &path);
        assert!(matches!(refused, Err(OpError::UnknownFormat { .. })) && !path.exists());
    }
}
