//! The front matter of a Markdown file (`---`, lines of `key: value`, `---`): what the file says of
//! itself. Knows no part of an issue beyond the masthead.

use jiff::civil::Date;

use super::masthead::Masthead;
use crate::model::{DistributionLevel, Month};

/// Lines that are looked through; front matter is short.
const LINES: usize = 60;

/// Facts of masthead and foot; what is not said is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    pub title: Option<String>,
    pub number: Option<u32>,
    pub total_number: Option<u32>,
    pub issuer: Option<String>,
    pub issue_date: Option<Date>,
    pub month: Option<Month>,
    /// Names of the distribution list, level by level.
    pub lists: Vec<(DistributionLevel, Vec<String>)>,
    /// 印数.
    pub copies: Option<u16>,
}

/// Reads the front matter of a file; empty where there is none.
pub fn read(text: &str) -> Front {
    let mut front = Front::default();
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    if lines.next() != Some("---") {
        return front;
    }
    let facts: Vec<&str> = lines.by_ref().take(LINES).take_while(|line| *line != "---").collect();
    for (key, value) in facts.iter().filter_map(|line| line.split_once(':')) {
        let (key, value) = (key.trim(), value.trim());
        if let Some(level) = DistributionLevel::ALL.into_iter().find(|level| level.label() == key) {
            front.lists.extend(listed(value).map(|names| (level, names)));
            continue;
        }
        let value = unquoted(value);
        match key {
            "title" | "刊名" => front.title = Some(value).filter(|title| !title.is_empty()),
            "期号" => front.number = value.parse().ok(),
            "总期号" => front.total_number = value.parse().ok(),
            "编印单位" => front.issuer = Some(value).filter(|issuer| !issuer.is_empty()),
            "日期" | "印发日期" => front.issue_date = value.parse().ok(),
            "month" | "月份" => front.month = value.parse().ok(),
            "印数" => front.copies = value.parse().ok(),
            _ => {}
        }
    }
    front
}

impl Front {
    /// What the lines of the masthead left open.
    pub fn complete(&self, masthead: &mut Masthead) {
        if let Some(title) = self.title.as_ref().filter(|_| masthead.title.is_empty()) {
            masthead.title.clone_from(title);
        }
        if let Some(issuer) = self.issuer.as_ref().filter(|_| masthead.issuer.is_empty()) {
            masthead.issuer.clone_from(issuer);
        }
        masthead.number = masthead.number.or(self.number);
        masthead.total_number = masthead.total_number.or(self.total_number);
        masthead.issue_date = masthead.issue_date.or(self.issue_date);
    }
}

/// The double-quoted entries of `["…", "…"]`; `None` for anything else.
fn listed(value: &str) -> Option<Vec<String>> {
    let mut rest = value.strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut names = Vec::new();
    while !rest.is_empty() {
        let mut escaped = false;
        let closes = |c: char| {
            let closes = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        };
        let end = rest.strip_prefix('"')?.find(closes)? + 2;
        names.push(unquoted(rest.get(..end)?));
        rest = rest.get(end..)?.trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    Some(names)
}

/// A value as it stands, or a double-quoted one without its quotes.
fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) else {
        return value.to_owned();
    };
    let mut text = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        text.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_the_file_says_of_itself() {
        let text = "---\ntitle: \"政务\\\"月报\\\"\"\n期号: 4\n总期号: 58\n编印单位: 某中心\n日期: \"2025-05-16\"\nmonth: \"2025-04\"\n报: [\"甲\", \"乙、丙（\\\"丁\\\"）\"]\n送: 戊\n印数: 60\n---\n\n# 月报\n";
        let front = read(text);
        assert_eq!(front.title.as_deref(), Some("政务\"月报\""));
        assert_eq!((front.number, front.total_number), (Some(4), Some(58)));
        assert_eq!(front.month, "2025-04".parse().ok());
        assert_eq!(front.issue_date, "2025-05-16".parse().ok());
        let names = ["甲", "乙、丙（\"丁\"）"].map(str::to_owned).to_vec();
        assert_eq!(front.lists, [(DistributionLevel::Report, names)]);
        assert_eq!(front.copies, Some(60));
        assert_eq!(read("# 月报\n期号: 4\n"), Front::default());
        assert_eq!(read("---\n期号: 四\n---").number, None);
    }
}
