//! Rows that two books hold differently, in the words of the office.

use std::collections::BTreeMap;

use crate::model::{Bulletin, DepartmentCode, Month};
use crate::store::{Reader, RowDifference};

/// So many characters of a text are shown on each side.
const ROOM: usize = 60;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// 数据, 条目, 一期…
    pub what: &'static str,
    /// Which one.
    pub name: String,
    /// As it stands in the book; `None` when it is not there.
    pub ours: Option<String>,
    /// As it stands in the other.
    pub theirs: Option<String>,
    pub(super) row: RowDifference,
}

impl Difference {
    /// `数据 受理 2025年4月：6.1万 → 5.9万`
    pub fn sentence(&self) -> String {
        let side = |text: &Option<String>| match text.as_deref() {
            None => "（没有）".to_owned(),
            Some("") => "（空）".to_owned(),
            Some(text) => text.to_owned(),
        };
        format!("{} {}：{} → {}", self.what, self.name, side(&self.ours), side(&self.theirs))
    }
}

/// Words differences; names come from both books, since either may lack what the other has.
pub(super) fn in_words(
    rows: &[RowDifference],
    ours: &Reader<'_>,
    theirs: &Reader<'_>,
) -> Vec<Difference> {
    let mut names = Names::default();
    names.read(theirs);
    names.read(ours);
    rows.iter().map(|row| names.difference(row)).collect()
}

/// What codes are called.
#[derive(Default)]
struct Names {
    indicators: BTreeMap<String, String>,
    departments: BTreeMap<String, String>,
    bulletins: BTreeMap<String, String>,
}

impl Names {
    /// A book of which this cannot be read is still compared, by its codes.
    fn read(&mut self, reader: &Reader<'_>) {
        let bulletins: Vec<Bulletin> = reader.bulletins().unwrap_or_default();
        for bulletin in bulletins {
            let indicators = bulletin.indicators.into_iter();
            self.indicators.extend(indicators.map(|i| (i.code.to_string(), i.name)));
            self.bulletins.insert(bulletin.code.to_string(), bulletin.name);
        }
        let departments = reader.departments().unwrap_or_default();
        self.departments.extend(departments.into_iter().map(|d| (d.code.to_string(), d.name)));
    }

    fn difference(&self, row: &RowDifference) -> Difference {
        let (what, name, shown) = self.thing(row);
        let differing = row.columns();
        let whole = row.ours.is_none() || row.theirs.is_none();
        // Where the usual column is the same on both sides, the one that differs is shown.
        let column = match differing.first() {
            Some(first) if !whole && !differing.contains(&shown) => first,
            _ => shown,
        };
        let (ours, theirs) = row.column(column);
        let side =
            |there: bool, text: Option<String>| there.then(|| short(&text.unwrap_or_default()));
        let (ours, theirs) = (side(row.ours.is_some(), ours), side(row.theirs.is_some(), theirs));
        Difference { what, name, ours, theirs, row: row.clone() }
    }

    /// What the row is, what it is called, and the column that says most.
    fn thing(&self, row: &RowDifference) -> (&'static str, String, &'static str) {
        let text = |column: &str| row.either(column);
        let month = |column: &str| {
            let stored = text(column);
            stored.parse::<Month>().map_or(stored, Month::chinese)
        };
        match row.table() {
            "figure" => ("数据", self.cell(row), "typed"),
            "explanation" => ("说明", self.cell(row), "reason"),
            "issue" => ("一期", format!("第{}期（{}）", text("number"), month("month")), "title"),
            "section" => ("栏目", short(&text("title")), "title"),
            "item" => {
                let what = if text("section").is_empty() { "动态" } else { "条目" };
                (what, format!("（{}）", month("month")), "body")
            }
            "visit" => {
                ("进大厅", format!("（{}）{}", month("month"), text("department")), "person")
            }
            "recipient" => ("报送对象", text("level"), "name"),
            "department" => ("部门", text("name"), "name"),
            "person" => ("人员", text("name"), "posts"),
            "bulletin" => ("刊物", text("name"), "definition"),
            "signoff" => ("签字", text("signer"), "at"),
            "publication" => ("发布记录", format!("第 {} 份", text("seq")), "text"),
            "exported" => ("导出记录", text("file"), "sha256"),
            "correction" => ("更正", self.cell(row), "kind"),
            other => ("记录", other.to_owned(), row.columns().first().copied().unwrap_or_default()),
        }
    }

    /// 受理 2025年4月（水利厅）
    fn cell(&self, row: &RowDifference) -> String {
        let code = row.either("indicator");
        let name = self.indicators.get(&code).cloned().unwrap_or(code);
        let stored = row.either("month");
        let month = stored.parse::<Month>().map_or(stored, Month::chinese);
        let department = row.either("department");
        if department == DepartmentCode::hall().as_str() {
            return format!("{name} {month}");
        }
        let department = self.departments.get(&department).cloned().unwrap_or(department);
        format!("{name} {month}（{department}）")
    }
}

fn short(text: &str) -> String {
    let one_line = text.replace('\n', " ");
    if one_line.chars().count() <= ROOM {
        return one_line;
    }
    one_line.chars().take(ROOM).chain(['…']).collect()
}
