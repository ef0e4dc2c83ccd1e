//! Departments that were merged, followed as one: before the merger the successor stands for itself
//! and those it took over, so that its line does not jump where only the names changed.

use crate::model::{
    Department, DepartmentCode, Figure, FigureKey, FigureSource, FigureState, Figures, Indicator,
    Month, Quantity,
};

/// A merger within what is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merger {
    pub department: DepartmentCode,
    pub into: DepartmentCode,
    /// The first month after it.
    pub from: Month,
}

/// Who was merged into `into`, also by way of others, in some month of the range or before it.
pub fn mergers(departments: &[Department], into: &DepartmentCode) -> Vec<Merger> {
    let mut found: Vec<Merger> = Vec::new();
    let mut heirs = vec![into.clone()];
    while let Some(heir) = heirs.pop() {
        for department in departments {
            let known = department.code == *into
                || found.iter().any(|merger| merger.department == department.code);
            let (Some(successor), Some(last)) = (&department.successor, department.valid_to) else {
                continue;
            };
            if known || *successor != heir {
                continue;
            }
            heirs.push(department.code.clone());
            let (department, into) = (department.code.clone(), into.clone());
            found.push(Merger { department, into, from: last.next() });
        }
    }
    found
}

/// Puts into `figures` what the department and those it took over counted together in the months
/// before each merger. A month in which one of them has no figure becomes a gap: half a sum would
/// pass for a fall. Returns whether anything was added up.
pub fn join(
    figures: &mut Figures,
    indicator: &Indicator,
    department: &Department,
    departments: &[Department],
    (from, to): (Month, Month),
) -> bool {
    let mergers = mergers(departments, &department.code);
    if indicator.is_ratio() || mergers.is_empty() {
        return false;
    }
    let mut changed = false;
    for month in from.through(to) {
        let before: Vec<&Department> = mergers
            .iter()
            .filter(|merger| month < merger.from)
            .filter_map(|merger| departments.iter().find(|d| d.code == merger.department))
            .collect();
        let parts = before.iter().copied().chain([department]).filter(|d| d.is_active(month));
        let parts: Vec<&Department> = parts.collect();
        if before.is_empty() || parts.is_empty() {
            continue;
        }
        let figure = together(figures, indicator, department, &parts, month);
        changed |= figure.quantity.is_some();
        figures.insert(figure);
    }
    changed
}

fn together(
    figures: &Figures,
    indicator: &Indicator,
    department: &Department,
    parts: &[&Department],
    month: Month,
) -> Figure {
    let cell = |of: &Department| figures.get(&FigureKey::new(&indicator.code, month, &of.code));
    let quantity = |of: &&Department| cell(of).and_then(|figure| figure.quantity);
    let mut values = parts.iter().map(quantity);
    let first = values.next().flatten();
    let sum = values.try_fold(first, |sum: Option<Quantity>, value| Some(Some(sum?.plus(value?)?)));
    let sum = sum.flatten();
    let declared = parts.iter().filter_map(|of| cell(of)).map(|figure| figure.state);
    let state = match sum {
        Some(sum) if sum.is_zero() => FigureState::Zero,
        Some(_) => FigureState::Entered,
        None if declared.clone().any(|state| state == FigureState::NotReported) => {
            FigureState::NotReported
        }
        None => FigureState::Blank,
    };
    let notes = parts.iter().filter_map(|of| cell(of)).map(|figure| figure.note.as_str());
    let notes: Vec<&str> = notes.filter(|note| !note.is_empty()).collect();
    Figure {
        key: FigureKey::new(&indicator.code, month, &department.code),
        typed: sum.map(|sum| indicator.print(sum)).unwrap_or_default(),
        quantity: sum,
        state,
        source: FigureSource::Typed,
        note: notes.join("；"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IndicatorKind, Measure};
    use crate::trend::fixture::{figures, indicator, month};
    use crate::trend::series::{SeriesRequest, series};

    fn departments() -> Vec<Department> {
        let department =
            |code: &str, name: &str| Department::new(DepartmentCode::new(code), name, 1);
        let mut all = vec![
            department("water", "水利厅"),
            department("land", "国土厅"),
            department("res", "自然资源厅"),
        ];
        all[0].valid_to = Some(month("2025-02"));
        all[0].successor = Some(DepartmentCode::new("land"));
        all[1].valid_to = Some(month("2025-03"));
        all[1].successor = Some(DepartmentCode::new("res"));
        all[2].valid_from = Some(month("2025-04"));
        all
    }

    fn followed(kind: IndicatorKind, typed: &[(&str, &str, &str)]) -> Vec<String> {
        let indicators = [indicator("x", "办件量", "件", kind)];
        let typed: Vec<_> = typed.iter().map(|(at, of, text)| ("x", *at, *of, *text)).collect();
        let mut figures = figures(&indicators, &typed);
        let departments = departments();
        let (from, to) = (month("2025-01"), month("2025-04"));
        join(&mut figures, &indicators[0], &departments[2], &departments, (from, to));
        let request = SeriesRequest {
            figures: &figures,
            indicator: &indicators[0],
            whole: None,
            department: &departments[2],
            measure: Measure::Value,
        };
        series(&request, from, to).points.into_iter().map(|point| point.text).collect()
    }

    const ALL: [(&str, &str, &str); 6] = [
        ("2025-01", "water", "1万"),
        ("2025-01", "land", "2.0万"),
        ("2025-02", "water", "1.5万"),
        ("2025-02", "land", "2.0万"),
        ("2025-03", "land", "3万"),
        ("2025-04", "res", "4万"),
    ];

    #[test]
    fn the_successor_stands_for_all_it_took_over_one_after_the_other() {
        let found = followed(IndicatorKind::Flow, &ALL);
        assert_eq!(found, ["3万件", "3.5万件", "3万件", "4万件"]);
    }

    #[test]
    fn half_a_sum_is_a_gap() {
        let found = followed(IndicatorKind::Flow, &ALL[1..]);
        assert_eq!(found, ["", "3.5万件", "3万件", "4万件"]);
    }

    #[test]
    fn rates_do_not_add_up() {
        let found = followed(IndicatorKind::Ratio, &ALL);
        assert_eq!(found, ["", "", "", "4万件"]);
    }

    #[test]
    fn a_circle_of_mergers_ends() {
        let mut all = departments();
        all[2].valid_to = Some(month("2025-06"));
        all[2].successor = Some(DepartmentCode::new("water"));
        assert_eq!(mergers(&all, &all[2].code).len(), 2);
    }
}
