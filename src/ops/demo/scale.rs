//! Large books for measuring speed: any number of indicators, departments and months, made one
//! figure at a time.

use crate::model::{
    Department, DepartmentCode, DisplayStyle, FigureKey, Indicator, IndicatorCode, IndicatorKind,
    Month,
};

use super::DemoFigure;
use super::random::Random;

/// One figure in so many has a note.
const NOTED: u64 = 200;
const NOTES: [&str; 6] = [
    "系统切换停办半天，次月补录",
    "含上月结转",
    "按新口径统计，与上年不可比",
    "集中受理补贴申请",
    "节假日少三个工作日",
    "上门服务并入本项",
];

/// The size of a large book and the seed of its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    pub seed: u64,
    pub indicators: u32,
    /// Besides the hall.
    pub departments: u32,
    /// The newest month is the last of these.
    pub first: Month,
    pub months: u32,
}

/// A large book that ends with `last`; `months` is at least one.
pub fn scale(seed: u64, indicators: u32, departments: u32, months: u32, last: Month) -> Scale {
    let back = i32::try_from(months.saturating_sub(1)).unwrap_or(i32::MAX);
    Scale { seed, indicators, departments, first: last.plus(-back), months: months.max(1) }
}

impl Scale {
    pub fn indicators(self) -> impl Iterator<Item = Indicator> {
        (1..=self.indicators).map(|n| Indicator {
            code: indicator_code(n),
            name: format!("第{n}项业务办件量"),
            aliases: Vec::new(),
            unit: "件".to_owned(),
            kind: IndicatorKind::Flow,
            decimals: 0,
            style: DisplayStyle::default(),
            section: String::new(),
            definition: String::new(),
            redefined: Vec::new(),
            valid_to: None,
            share_of: None,
            by_department: true,
            departments: Vec::new(),
            grouped: false,
        })
    }

    pub fn departments(self) -> impl Iterator<Item = Department> {
        (1..=self.departments)
            .map(|n| Department::new(department_code(n), format!("第{n}进驻部门"), i64::from(n)))
    }

    /// Oldest month first, the hall before the departments; the hall holds their sum.
    pub fn figures(self) -> impl Iterator<Item = DemoFigure> {
        self.months().flat_map(move |month| self.figures_of(month))
    }

    /// Oldest first.
    pub fn months(self) -> impl Iterator<Item = Month> {
        (0..self.months).map(move |month| self.first.plus(i32::try_from(month).unwrap_or(i32::MAX)))
    }

    /// The figures of one month.
    pub fn figures_of(self, month: Month) -> impl Iterator<Item = DemoFigure> {
        (1..=self.indicators).flat_map(move |indicator| self.cells(indicator, month))
    }

    fn cells(self, indicator: u32, month: Month) -> impl Iterator<Item = DemoFigure> {
        let figure = move |department: &DepartmentCode, amount: i64| {
            let key = FigureKey::new(&indicator_code(indicator), month, department);
            let note = note(self.seed, &key);
            DemoFigure { key, typed: amount.to_string(), note }
        };
        let amount = move |department: u32| self.amount(indicator, department, month);
        let of_hall = if self.departments == 0 {
            amount(0)
        } else {
            (1..=self.departments).map(amount).sum()
        };
        let departments = (1..=self.departments)
            .map(move |department| figure(&department_code(department), amount(department)));
        std::iter::once(figure(&DepartmentCode::hall(), of_hall)).chain(departments)
    }

    fn amount(self, indicator: u32, department: u32, month: Month) -> i64 {
        let cell = (u64::from(indicator) << 40) ^ (u64::from(department) << 20);
        let cell = cell ^ u64::from(month.index().unsigned_abs());
        Random::seeded(self.seed ^ cell.wrapping_mul(0x9E37_79B9_7F4A_7C15)).between(0, 9_999)
    }
}

fn note(seed: u64, key: &FigureKey) -> String {
    let purpose = format!("note {seed} {} {}", key.indicator, key.department);
    let drawn = Random::of(&purpose, key.month.index()).next();
    let chosen = usize::try_from(drawn / NOTED % 6).unwrap_or(0);
    let note = NOTES.get(chosen).filter(|_| drawn.is_multiple_of(NOTED));
    note.map(|note| (*note).to_owned()).unwrap_or_default()
}

fn indicator_code(n: u32) -> IndicatorCode {
    IndicatorCode::new(format!("scale{n:04}"))
}

fn department_code(n: u32) -> DepartmentCode {
    DepartmentCode::new(format!("unit{n:04}"))
}
