//! What the month's form asks of a book besides its own cells: the departments' sum, who has
//! filled what, last month's values for every blank.

use std::collections::BTreeSet;

use super::book::Book;
use super::error::OpError;
use super::figures::store;
use super::op::Op;
use crate::model::{
    DepartmentCode, FigureKey, FigureSource, FigureState, IndicatorCode, Interval, Month, Quantity,
};

/// What the departments report of one indicator in one month, added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DepartmentSum {
    /// Known to the coarsest last digit of its parts; `None` when nobody reported.
    pub quantity: Option<Quantity>,
    /// What the exact sum can be.
    pub interval: Interval,
    /// Departments with a figure or zero.
    pub reported: usize,
    /// Departments that are asked in this month.
    pub asked: usize,
}

impl DepartmentSum {
    pub fn is_complete(&self) -> bool {
        self.reported == self.asked
    }
}

impl Book {
    /// Adds up what the departments asked in `month` report of `indicator`.
    pub fn department_sum(
        &self,
        indicator: &IndicatorCode,
        month: Month,
    ) -> Result<DepartmentSum, OpError> {
        let indicator = self.indicator(indicator)?;
        let departments = self.departments.iter();
        let asked: BTreeSet<&DepartmentCode> = departments
            .filter(|d| !d.is_hall() && d.is_active(month) && indicator.is_asked_of(&d.code))
            .filter(|_| indicator.is_asked_in(month))
            .map(|department| &department.code)
            .collect();
        let figures = self.read().figures_of_indicator(&indicator.code, month)?;
        let parts = figures
            .iter()
            .filter(|figure| asked.contains(&figure.key.department))
            .filter_map(|figure| figure.quantity);
        let mut sum = DepartmentSum {
            quantity: None,
            interval: Interval { low: 0, high: 0 },
            reported: 0,
            asked: asked.len(),
        };
        for part in parts {
            sum.quantity = match sum.quantity {
                None if sum.reported == 0 => Some(part),
                None => None,
                Some(so_far) => so_far.plus(part),
            };
            sum.interval = sum.interval.plus(part.interval(indicator.exact_from()));
            sum.reported += 1;
        }
        Ok(sum)
    }

    /// The cells of one month that hold a figure, zero or a declared gap.
    pub fn filled_cells(
        &self,
        month: Month,
    ) -> Result<Vec<(DepartmentCode, IndicatorCode)>, OpError> {
        Ok(self.read().filled_cells(month)?)
    }

    /// Gives every blank cell among `keys` the figure that stood there a month before, as one
    /// step; returns how many got one. Gaps and texts that are no numbers are not carried on.
    pub fn fill_from_last_month(&mut self, keys: &[FigureKey]) -> Result<usize, OpError> {
        let mut found = Vec::new();
        for key in keys {
            let blank = self.figure(key)?.is_none_or(|figure| figure.typed.trim().is_empty());
            let last = FigureKey { month: key.month.previous(), ..key.clone() };
            let known = |state| matches!(state, FigureState::Entered | FigureState::Zero);
            let last = self.figure(&last)?.filter(|figure| blank && known(figure.state));
            if let Some(last) = last {
                found.push(self.read_figure(key, &last.typed, FigureSource::Typed)?);
            }
        }
        let count = found.len();
        if count == 0 {
            return Ok(0);
        }
        let label = format!("空项照填上月（{count} 项）");
        self.transact(Op::SetFigures, &label, |writer| {
            found.into_iter().try_for_each(|figure| store(writer, figure).map(drop))
        })?;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Bulletin, Department};
    use crate::ops::Env;

    const DEFINITION: &str = r#"
        code = "x"
        name = "刊"
        title = "刊"
        [[indicator]]
        code = "all"
        name = "办件量"
        unit = "件"
        style = { power = 4, decimals = 2, trim = true }
        by_department = true
        [[indicator]]
        code = "net"
        name = "网办"
        unit = "件"
        by_department = true
        departments = ["b"]
        [[department]]
        code = "a"
        name = "水利厅"
        [[department]]
        code = "b"
        name = "气象局"
        [[department]]
        code = "c"
        name = "旧局"
        valid_to = "2024-12"
    "#;

    fn book() -> Book {
        let bulletin: Bulletin = toml::from_str(DEFINITION).unwrap();
        assert_eq!(bulletin.departments.iter().map(Department::is_hall).filter(|h| *h).count(), 0);
        Book::in_memory(&bulletin, Env::system("测试")).unwrap()
    }

    fn key(indicator: &str, department: &str, month: &str) -> FigureKey {
        let month = month.parse().unwrap();
        FigureKey::new(&IndicatorCode::new(indicator), month, &DepartmentCode::new(department))
    }

    fn set(book: &mut Book, department: &str, typed: &str) {
        book.set_figure(&key("all", department, "2025-04"), typed, FigureSource::Typed).unwrap();
    }

    fn sum(book: &Book, indicator: &str) -> DepartmentSum {
        book.department_sum(&IndicatorCode::new(indicator), "2025-04".parse().unwrap()).unwrap()
    }

    #[test]
    fn departments_add_up_without_the_hall_and_without_the_gone() {
        let mut book = book();
        assert_eq!((sum(&book, "all").quantity, sum(&book, "all").asked), (None, 2));
        set(&mut book, "hall", "9万");
        set(&mut book, "a", "5.87万");
        set(&mut book, "c", "1万");
        assert_eq!(sum(&book, "all").quantity, Quantity::new(587, 2));
        assert!(!sum(&book, "all").is_complete());
        set(&mut book, "b", "2100");
        let all = sum(&book, "all");
        assert_eq!(all.quantity, Quantity::new(608, 2));
        assert!(all.is_complete());
        assert_eq!(all.interval.high - all.interval.low, 100 * 10_000_000);
        set(&mut book, "b", "未报");
        assert_eq!(sum(&book, "all").reported, 1);
        assert_eq!(sum(&book, "net").asked, 1);
    }

    #[test]
    fn blanks_take_last_month_in_one_step() {
        let mut book = book();
        let keys = ["hall", "a", "b"].map(|department| key("all", department, "2025-05"));
        set(&mut book, "hall", "6.1万");
        set(&mut book, "a", "未报");
        set(&mut book, "b", "0");
        book.set_figure(&keys[2], "7", FigureSource::Typed).unwrap();
        assert_eq!(book.fill_from_last_month(&keys).unwrap(), 1);
        let typed = |book: &Book, at: usize| book.figure(&keys[at]).unwrap().map(|f| f.typed);
        assert_eq!(typed(&book, 0).as_deref(), Some("6.1万"));
        assert_eq!((typed(&book, 1), typed(&book, 2).as_deref()), (None, Some("7")));
        assert_eq!(book.filled_cells("2025-05".parse().unwrap()).unwrap().len(), 2);
        assert_eq!(book.undo().unwrap().as_deref(), Some("空项照填上月（1 项）"));
        assert_eq!(typed(&book, 0), None);
        assert_eq!(book.fill_from_last_month(&keys[2..]).unwrap(), 0);
    }
}
