//! Paragraphs that print as a table or a chart instead of prose. Knows no figures.
//!
//! A row of a table is `| 窗口 | {受理} |`: cells are prose, with slots where figures of the month
//! belong. A first row of one cell is the caption, a row of dashes (`| --- | ---: |`) says how the
//! columns are set. A chart is `{图：受理、办结·环比，12个月，逐年，图题}`; all but the indicators may
//! be left out. `{数据表}` is the place of the section's table of figures, which else ends it.

use crate::model::Measure;

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Left,
    Centre,
    Right,
}

/// A chart as written in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartSource {
    /// Names of indicators, each a line.
    pub names: Vec<String>,
    pub measure: Measure,
    /// Months up to the month covered.
    pub months: i32,
    /// Each year a line, for the first indicator.
    pub overlay_years: bool,
    /// Empty for the chart's own title.
    pub caption: String,
}

/// Months of a chart that names none, and the most it may show.
pub const USUAL_MONTHS: i32 = 12;
pub const MOST_MONTHS: i32 = 120;

/// A chart's paragraph, taken apart; `None` for any other paragraph.
pub fn chart(source: &str) -> Option<ChartSource> {
    let inner = source.trim().strip_prefix("{图：")?.strip_suffix('}')?;
    if inner.contains(['{', '}']) {
        return None;
    }
    let mut parts = inner.split('，').map(str::trim);
    let list = parts.next()?;
    let (list, measure) = list
        .rsplit_once('·')
        .and_then(|(list, word)| Some((list, Measure::from_word(word.trim())?)))
        .unwrap_or((list, Measure::Value));
    let names = list.split('、').map(str::trim).filter(|name| !name.is_empty());
    let mut chart = ChartSource {
        names: names.map(str::to_owned).collect(),
        measure,
        months: USUAL_MONTHS,
        overlay_years: false,
        caption: String::new(),
    };
    for part in parts {
        let months = part.strip_suffix("个月").and_then(|number| number.trim().parse::<i32>().ok());
        match months {
            Some(months) => chart.months = months.clamp(2, MOST_MONTHS),
            None if part == "逐年" => chart.overlay_years = true,
            None if chart.caption.is_empty() => part.clone_into(&mut chart.caption),
            None => chart.caption = format!("{}，{part}", chart.caption),
        }
    }
    Some(chart)
}

impl ChartSource {
    /// The paragraph that says it.
    pub fn source(&self) -> String {
        let mut text = format!("{{图：{}", self.names.join("、"));
        if self.measure != Measure::Value {
            text.push('·');
            text.push_str(self.measure.word());
        }
        text.push('，');
        text.push_str(&self.months.to_string());
        text.push_str("个月");
        if self.overlay_years {
            text.push_str("，逐年");
        }
        if !self.caption.is_empty() {
            text.push('，');
            text.push_str(&self.caption);
        }
        text.push('}');
        text
    }
}

/// Whether a paragraph prints as a table, a table's row or a chart, so that it is no sentence.
pub fn is_exhibit(source: &str) -> bool {
    is_row(source) || is_table_place(source) || chart(source).is_some()
}

/// The word of the place of a section's table of figures; no indicator goes by it.
pub const TABLE_WORD: &str = "数据表";

/// The paragraph where the section's table of figures is printed.
pub fn table_place() -> String {
    format!("{{{TABLE_WORD}}}")
}

/// Whether a paragraph is the place of the section's table of figures.
pub fn is_table_place(source: &str) -> bool {
    let inner = source.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    inner.is_some_and(|inner| inner.trim() == TABLE_WORD)
}

/// Whether a paragraph is a row of a table.
pub fn is_row(source: &str) -> bool {
    let source = source.trim();
    source.len() > 1 && source.starts_with('|') && source.ends_with('|')
}

/// Names of a row that sums up the others, or some of them.
const TOTALS: [&str; 9] = ["合计", "总计", "共计", "全市", "全县", "全区", "全省", "总数", "小计"];

/// Whether a cell names a row of sums.
pub fn is_total(cell: &str) -> bool {
    TOTALS.contains(&cell.trim())
}

/// The cells of a row, sources of prose; `\|` is a bar within a cell.
pub fn cells(source: &str) -> Option<Vec<String>> {
    let source = source.trim();
    let inner = source.strip_prefix('|')?.strip_suffix('|')?;
    let mut cells = vec![String::new()];
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        let bar = c == '\\' && chars.peek() == Some(&'|');
        match (c, cells.last_mut()) {
            ('\\', Some(cell)) if bar => {
                chars.next();
                cell.push('|');
            }
            ('|', _) => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
    }
    Some(cells.iter().map(|cell| cell.trim().to_owned()).collect())
}

/// How the columns are set, when the row is the rule under a head.
pub fn rule(cells: &[String]) -> Option<Vec<Column>> {
    let column = |cell: &String| {
        let dashes = cell.trim_start_matches(':').trim_end_matches(':');
        let is_rule = !dashes.is_empty() && dashes.chars().all(|c| c == '-');
        is_rule.then(|| match (cell.starts_with(':'), cell.ends_with(':')) {
            (true, true) => Column::Centre,
            (_, true) => Column::Right,
            (_, false) => Column::Left,
        })
    };
    cells.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_written_in_one_line() {
        let full = chart("{图：受理、办结·环比，24个月，逐年，图1 受理与办结}").unwrap();
        assert_eq!(full.names, ["受理", "办结"]);
        assert_eq!((full.measure, full.months), (Measure::MonthOnMonth, 24));
        assert!(full.overlay_years);
        assert_eq!(full.caption, "图1 受理与办结");
        assert_eq!(chart(&full.source()), Some(full));
        let short = chart(" {图：受理} ").unwrap();
        assert_eq!((short.months, short.caption.as_str()), (USUAL_MONTHS, ""));
        assert_eq!(chart("{图：受理，9999个月}").map(|c| c.months), Some(MOST_MONTHS));
        for other in ["{受理}", "受理{图：办结}", "{图：受理", "图：受理", "{图：{受理}}"]
        {
            assert_eq!(chart(other), None, "{other}");
        }
    }

    #[test]
    fn the_place_of_the_tables_figures_stands_alone() {
        assert!(is_table_place(&table_place()) && is_exhibit(" { 数据表 } "));
        for other in ["数据表", "见{数据表}", "{数据表}。", "{数据表", "{数据表·环比}"]
        {
            assert!(!is_table_place(other), "{other}");
        }
    }

    #[test]
    fn a_row_is_cut_at_its_bars() {
        assert_eq!(cells("| 窗口 | {受理}件 |").unwrap(), ["窗口", "{受理}件"]);
        assert_eq!(cells(r"| 甲\|乙 ||").unwrap(), ["甲|乙", ""]);
        assert!(is_row("|甲|") && !is_row("|") && !is_row("甲|乙") && !is_row("|甲"));
    }

    #[test]
    fn a_rule_says_how_columns_are_set() {
        let rule_of = |row: &str| rule(&cells(row).unwrap());
        assert_eq!(
            rule_of("| :---: | --- | ---: |"),
            Some(vec![Column::Centre, Column::Left, Column::Right])
        );
        assert_eq!(rule_of("| — | --- |"), None);
        assert_eq!(rule_of("| : | --- |"), None);
    }
}
