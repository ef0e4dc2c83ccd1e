//! Why there is no chart, as a sentence in its place.

use crate::model::Month;

/// Why there is no chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// Nothing was chosen.
    NoIndicator,
    /// The first month lies after the last.
    NoMonths,
    /// More months than anybody can read.
    TooManyMonths { most: i32 },
    /// No figure in the range (from, to), or none that the measure can be computed from.
    NoFigures { names: String, from: Month, to: Month },
    /// Changes from nothing to something have no rate.
    ZeroBases { names: String, from: Month, to: Month },
    /// No month has another to be compared with.
    NoChanges { names: String, from: Month, to: Month },
    /// One value is a number, not a trend.
    OneValue { name: String, month: Month, text: String },
    /// A rate has no sum.
    NoSum { name: String },
    /// Neither departments nor declared parts.
    NoParts { name: String },
    /// A negative part is no share of anything.
    NegativePart { name: String, month: Month },
    /// No department reports it.
    NoDepartments { name: String },
}

impl Nothing {
    /// The sentence shown in place of the chart.
    pub fn sentence(&self) -> String {
        match self {
            Self::NoIndicator => "还没有选指标：请在左边选要看的指标。".to_owned(),
            Self::NoMonths => "起始月份晚于截止月份，请重新选择。".to_owned(),
            Self::TooManyMonths { most } => format!("一张图最多看{most}个月，请缩短时间段。"),
            Self::NoFigures { names, from, to } => format!(
                "{}至{}没有“{names}”可画的数据：请先录入数据，或换一个时间段。",
                from.chinese(),
                to.chinese()
            ),
            Self::ZeroBases { names, from, to } => format!(
                "{}至{}“{names}”的基数都是0，算不出变化：请看折线或柱形。",
                from.chinese(),
                to.chinese()
            ),
            Self::NoChanges { names, from, to } => format!(
                "{}至{}“{names}”没有可比的两个月：有了上月或上年同月的数才比得出变化。",
                from.chinese(),
                to.chinese()
            ),
            Self::OneValue { name, month, text } => format!(
                "“{name}”只有{}一个月有数据（{text}），至少要两个月才看得出走势。",
                month.chinese()
            ),
            Self::NoSum { name } => {
                format!(
                    "“{name}”是比率，各月、各部分不能相加，没有累计和构成：请看折线或按年对比。"
                )
            }
            Self::NoParts { name } => format!(
                "“{name}”没有分部门填报，也没有“总数等于各部分之和”的数据规则，看不出由什么构成。"
            ),
            Self::NegativePart { name, month } => format!(
                "“{name}”{}是负数，负数不能作为整体的一部分：请看折线或柱形。",
                month.chinese()
            ),
            Self::NoDepartments { name } => {
                format!("“{name}”没有分部门填报，只有全厅的数：请看折线或柱形。")
            }
        }
    }
}
