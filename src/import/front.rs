//! The front matter of a Markdown file (`---`, lines of `key: value`, `---`): what the file says of
//! itself. Knows no part of an issue beyond the masthead.

use jiff::civil::Date;

use super::masthead::Masthead;
use crate::model::Month;

/// Lines that are looked through; front matter is short.
const LINES: usize = 60;

/// Facts of the masthead; what is not said is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    pub title: Option<String>,
    pub number: Option<u32>,
    pub total_number: Option<u32>,
    pub issuer: Option<String>,
    pub issue_date: Option<Date>,
    pub month: Option<Month>,
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
        let value = unquoted(value.trim());
        match key.trim() {
            "title" | "刊名" => front.title = Some(value).filter(|title| !title.is_empty()),
            "期号" => front.number = value.parse().ok(),
            "总期号" => front.total_number = value.parse().ok(),
            "编印单位" => front.issuer = Some(value).filter(|issuer| !issuer.is_empty()),
            "日期" | "印发日期" => front.issue_date = value.parse().ok(),
            "month" | "月份" => front.month = value.parse().ok(),
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
        let text = "---\ntitle: \"政务\\\"月报\\\"\"\n期号: 4\n总期号: 58\n编印单位: 某中心\n日期: \"2025-05-16\"\nmonth: \"2025-04\"\n报: \"甲、乙\"\n---\n\n# 月报\n";
        let front = read(text);
        assert_eq!(front.title.as_deref(), Some("政务\"月报\""));
        assert_eq!((front.number, front.total_number), (Some(4), Some(58)));
        assert_eq!(front.month, "2025-04".parse().ok());
        assert_eq!(front.issue_date, "2025-05-16".parse().ok());
        assert_eq!(read("# 月报\n期号: 4\n"), Front::default());
        assert_eq!(read("---\n期号: 四\n---").number, None);
    }
}
