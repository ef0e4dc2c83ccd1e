//! Figures as flat rows, for JSON and for spreadsheets. Knows no document.

use serde::Serialize;

use crate::model::{
    Bulletin, Department, DepartmentCode, Figure, FigureState, Indicator, IndicatorCode, Month,
};

/// One figure as printed in tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureRow {
    pub month: Month,
    pub indicator: IndicatorCode,
    pub name: String,
    /// With its power: 万件, 亿元, %.
    pub unit: String,
    /// Name of the department; 全厅 for the hall.
    pub department: String,
    pub typed: String,
    /// In `unit`, e.g. `6.1`; `None` unless the state is entered or zero.
    pub value: Option<String>,
    pub state: FigureState,
}

/// Rows in a stable order: by month, by the bulletin's order of indicators, the hall first, then
/// departments by rank.
pub fn figure_rows<'a>(
    figures: impl IntoIterator<Item = &'a Figure>,
    bulletin: &Bulletin,
    departments: &[Department],
) -> Vec<FigureRow> {
    let order = |figure: &&Figure| {
        let key = &figure.key;
        let indicator = bulletin.indicators.iter().position(|i| i.code == key.indicator);
        let department = departments.iter().find(|d| d.code == key.department);
        let rank = department.map_or(i64::MAX, |department| department.rank);
        let below_hall = key.department != DepartmentCode::hall();
        (key.month, indicator.unwrap_or(usize::MAX), below_hall, rank, key.clone())
    };
    let mut figures: Vec<&Figure> = figures.into_iter().collect();
    figures.sort_by_cached_key(order);
    figures.into_iter().map(|figure| row(figure, bulletin, departments)).collect()
}

fn row(figure: &Figure, bulletin: &Bulletin, departments: &[Department]) -> FigureRow {
    let key = &figure.key;
    let indicator = bulletin.indicator(&key.indicator);
    let department = departments.iter().find(|d| d.code == key.department);
    let hall = key.department == DepartmentCode::hall();
    FigureRow {
        month: key.month,
        indicator: key.indicator.clone(),
        name: indicator.map_or_else(|| key.indicator.to_string(), |i| i.name.clone()),
        unit: indicator.map(Indicator::display_unit).unwrap_or_default(),
        department: match department {
            Some(department) => department.name.clone(),
            None if hall => "全厅".to_owned(),
            None => key.department.to_string(),
        },
        typed: figure.typed.clone(),
        value: figure.quantity.zip(indicator).map(|(quantity, i)| i.print(quantity)),
        state: figure.state,
    }
}

/// Rows as CSV that Excel and WPS open with their Chinese intact: byte order mark, CRLF. A text
/// that a spreadsheet would run as a formula is made inert by a leading apostrophe.
pub fn figures_csv(rows: &[FigureRow]) -> Vec<u8> {
    let mut csv = String::from("\u{feff}");
    push_line(&mut csv, ["月份", "指标", "单位", "部门", "填报内容", "数值", "状态"]);
    for row in rows {
        let month = row.month.to_string();
        let value = row.value.as_deref().unwrap_or_default();
        let state = state_word(row.state);
        push_line(
            &mut csv,
            [&month, &row.name, &row.unit, &row.department, &row.typed, value, state],
        );
    }
    csv.into_bytes()
}

fn state_word(state: FigureState) -> &'static str {
    match state {
        FigureState::Entered => "已填",
        FigureState::Blank => "空白",
        FigureState::Zero => "零",
        FigureState::NotReported => "未报",
        FigureState::Draft => "待改",
    }
}

fn push_line<const N: usize>(csv: &mut String, cells: [&str; N]) {
    csv.push_str(&csv_line(&cells));
}

/// One line of csv, texts that a spreadsheet would run made inert.
pub(super) fn csv_line(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| field(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

fn field(text: &str) -> String {
    let inert = if would_run(text) { format!("'{text}") } else { text.to_owned() };
    if inert.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", inert.replace('"', "\"\""));
    }
    inert
}

/// A plain signed number is data; anything else that opens like a formula is not.
fn would_run(text: &str) -> bool {
    let opens = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let number = text.trim_start_matches(['+', '-']).trim_end_matches('%');
    let is_number = !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        && text.len() - number.len() <= 2;
    opens && !is_number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture::{figure, fixture};

    #[test]
    fn rows_come_in_the_bulletins_order() {
        let fixture = fixture();
        let rows = figure_rows(fixture.figures.iter(), &fixture.bulletin, &fixture.departments);
        let march: Vec<_> = rows
            .iter()
            .filter(|row| row.month == fixture.issue.month)
            .map(|row| (row.name.as_str(), row.department.as_str(), row.value.as_deref()))
            .collect();
        assert_eq!(march[0], ("办件量", "全厅", Some("6.23")));
        assert_eq!(march[4], ("窗口办件", "住房和城乡建设局", Some("1200")));
        assert_eq!(march[8], ("窗口办件", "民政局", None));
    }

    #[test]
    fn no_cell_is_run_as_a_formula() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-3.5%", "-3.5%"),
            ("+12", "+12"),
            ("-", "'-"),
            ("甲,“乙”", "\"甲,“乙”\""),
            ("他说\"好\"", "\"他说\"\"好\"\"\""),
            ("6.1万", "6.1万"),
        ] {
            assert_eq!(field(text), cell);
        }
    }

    #[test]
    fn the_sheet_opens_with_mark_and_head() {
        let fixture = fixture();
        let figure = figure(&fixture.bulletin, "bj", "2026-03", "hall", "6.23万");
        let rows = figure_rows([&figure], &fixture.bulletin, &fixture.departments);
        let csv = String::from_utf8(figures_csv(&rows)).unwrap();
        assert_eq!(
            csv,
            "\u{feff}月份,指标,单位,部门,填报内容,数值,状态\r\n\
             2026-03,办件量,万件,全厅,6.23万,6.23,已填\r\n"
        );
    }
}
