//! What the head of a table of indicators says of its columns.

use crate::model::{Measure, Month};
use crate::ops::learn::grid::{SERIALS, name_and_unit};
use crate::text::exhibit;

/// Heads of the column that names indicators.
const NAMES: [&str; 8] =
    ["指标", "指标名称", "主要指标", "统计指标", "项目", "数据项", "数据名称", "统计项目"];
const UNITS: [&str; 2] = ["单位", "计量单位"];

/// What a column tells of the row's indicator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// The row's number.
    Serial,
    Name,
    Unit,
    Measure(Measure),
    /// Stated in the file, where the book cannot compute it.
    Own(Measure),
}

/// Whether the rows of a table are indicators.
pub(in crate::ops::learn) fn are_indicators(sources: &[String]) -> bool {
    let rows = sources.iter().filter_map(|source| exhibit::cells(source));
    let mut rows = rows.skip_while(|cells| cells.len() == 1);
    let names = |cell: &String| NAMES.contains(&cell.as_str());
    let Some(head) = rows.next() else { return false };
    let serial = head.first().is_some_and(|first| SERIALS.contains(&first.as_str()));
    head.get(usize::from(serial)).is_some_and(names)
}

impl Told {
    /// As the head of a column says it; `None` where it is not understood.
    pub fn of(head: &str, month: Month) -> Option<Self> {
        let (word, _) = name_and_unit(head);
        let named = |month: Month| format!("{}月", month.month());
        let of_month = word.strip_suffix('份').unwrap_or(&word);
        let measure = match of_month {
            word if NAMES.contains(&word) => return Some(Self::Name),
            word if UNITS.contains(&word) => return Some(Self::Unit),
            word if SERIALS.contains(&word) => return Some(Self::Serial),
            "本月" | "当月" | "本期" | "本月数" | "数值" | "数量" => Measure::Value,
            "上月" | "上期" | "上月数" => Measure::LastMonth,
            "去年同月" | "去年同期" | "上年同月" | "上年同期" => Measure::YearAgo,
            "环比" | "环比增长" | "环比增幅" | "较上月" | "比上月" => {
                Measure::MonthOnMonth
            }
            "同比" | "同比增长" | "同比增幅" | "较去年同期" | "比上年同期" => {
                Measure::YearOnYear
            }
            "累计" | "本年累计" | "今年累计" | "年内累计" | "全年累计" => {
                Measure::YearToDate
            }
            "累计同比" => Measure::YearToDateOnYear,
            "增减" | "较上月增减" | "比上月增减" | "环比增减" => {
                Measure::Difference
            }
            word if *word == named(month) => Measure::Value,
            word if *word == named(month.previous()) => Measure::LastMonth,
            _ => return None,
        };
        Some(Self::Measure(measure))
    }
}
