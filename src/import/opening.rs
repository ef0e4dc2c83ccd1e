//! What opens an issue between masthead and first section: a title of its own (标题) and words to those
//! it is sent to. Knows no figures.

use super::lines::SourceLine;
use super::masthead::names_body;
use crate::text::dates;

/// Words a title ends with.
const ENDINGS: [&str; 12] = [
    "通报", "报告", "简报", "月报", "公报", "通知", "分析", "情况", "概况", "综述", "小结", "总结",
];

/// From which of the lines above the first section on they open the issue; their number where none
/// does.
pub fn begins(head: &[SourceLine]) -> usize {
    let spoken = head.iter().rev().take_while(|line| is_spoken(&line.text)).count();
    let words = head.len() - spoken;
    let (above, opening) = head.split_at_checked(words).unwrap_or((head, &[]));
    if let [before @ .., title] = above
        && is_title(&title.text)
        && before.iter().any(tells_the_issue)
    {
        return words - 1;
    }
    let says_something = opening.iter().any(|line| !is_address(&line.text));
    if says_something { words } else { head.len() }
}

/// Whether the first line of an opening is its title.
pub fn is_title(text: &str) -> bool {
    let ends = ENDINGS.iter().any(|word| text.ends_with(word)) || text.starts_with("关于");
    let bare = !text.contains(['。', '，', '；', '：', '\t']);
    ends && bare && (6..=40).contains(&text.chars().count()) && !names_body(text)
}

/// Running text, whole or a line of it.
fn is_spoken(text: &str) -> bool {
    let long = text.chars().count() > 12;
    is_address(text) || long && (text.contains(['。', '，']) || text.ends_with('：'))
}

/// 各进驻单位：
fn is_address(text: &str) -> bool {
    let short = text.chars().count() <= 30 && !text.contains(['。']);
    short && text.ends_with('：') && !text.ends_with("如下：")
}

/// A line with the number or the date, as only a masthead has them.
fn tells_the_issue(line: &SourceLine) -> bool {
    let numbered = line.text.split_once('第').is_some_and(|(_, rest)| rest.contains('期'));
    numbered || dates::full_date(&line.text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::source_lines;

    fn opening(text: &str) -> Vec<String> {
        let lines = source_lines(text);
        let from = begins(&lines);
        lines.into_iter().skip(from).map(|line| line.text).collect()
    }

    const MASTHEAD: &str = "政务服务简报\n第9期\n某市政务办　2025年10月12日\n";

    #[test]
    fn a_title_and_the_words_below_it_open_an_issue() {
        for (text, expected) in [
            ("关于9月份窗口运行情况的通报\n", 1),
            ("9月份运行情况通报\n各进驻单位：\n现将9月份运行情况通报如下：\n", 3),
            ("9月份，各窗口办理事项稳步增长。\n", 1),
            ("9月份，全市各级窗口按照年度工作部署，\n抓紧抓实，现将情况通报如下。\n", 2),
        ] {
            assert_eq!(opening(&format!("{MASTHEAD}{text}")).len(), expected, "{text}");
        }
    }

    #[test]
    fn the_lines_of_a_masthead_open_nothing() {
        for text in [
            MASTHEAD,
            "某市政务服务中心\n政务服务运行情况通报\n",
            "简报\n第9期\n各进驻单位：\n",
            "简报\n第9期\n（内部资料，注意保存）\n",
            "简报\n第9期\n某市政务服务和数据管理局\n",
        ] {
            assert_eq!(opening(text), Vec::<String>::new(), "{text}");
        }
    }
}
