//! Why a rule cannot be checked, or an indicator not be stored, in Chinese.

use super::{MessageKind, UserMessage, new, short};
use crate::model::RelationFault;
use crate::ops::IndicatorFault;

pub(super) fn of_indicator(fault: &IndicatorFault) -> UserMessage {
    use IndicatorFault as F;
    let (text, hint) = match fault {
        F::NoName => ("指标还没有名称".to_owned(), "写上名称，如“全程网办受理”".to_owned()),
        F::NoUnit => ("指标还没有单位".to_owned(), "写上单位，如 件、人次、%".to_owned()),
        F::NoSlotName { name } => (
            format!("“{}”不能作指标名：填数位里写不下它", short(name)),
            "名称里不用 { } · 、，也不用 年月、月、年、期、进大厅".to_owned(),
        ),
        F::Taken { name, of } => (
            format!("“{}”已经是指标“{}”的名称或别名", short(name), short(of)),
            "换一个写法，或先改那个指标".to_owned(),
        ),
        F::ShareOfItself { name } => {
            (format!("“{}”不能是自己的占比", short(name)), "占比的基数选另一个指标".to_owned())
        }
        F::InUse { name, uses } => (
            format!("指标“{}”还用在{}里，没有删除", short(name), uses.join("、")),
            "可以填“停用”：以后的月份不再列出，往期照旧".to_owned(),
        ),
        F::Printed { alias, month } => (
            format!("{}已发布的一期用“{}”印数，这个别名不能去掉", month.chinese(), short(alias)),
            "请把它留在别名里".to_owned(),
        ),
    };
    new(MessageKind::You, text, hint)
}

pub(super) fn fault(fault: &RelationFault) -> String {
    use RelationFault as F;
    match fault {
        F::Unknown { code } => format!("没有指标“{code}”"),
        F::Itself { name } => format!("“{name}”不能和自己比"),
        F::Twice { name } => format!("“{name}”写了两次"),
        F::NoParts { name } => format!("“{name}”的分项还是空的"),
        F::NoBound { name } => format!("“{name}”的下限和上限至少要填一个"),
        F::Bound { name, text } => format!("“{text}”不是“{name}”的数值"),
        F::Crossed { name, low, high } => format!("“{name}”的下限 {low} 高于上限 {high}"),
        F::IsRatio { name } => format!("“{name}”是比率，不能相加，也不能作分子、分母"),
        F::NotRatio { name } => format!("“{name}”不是比率（%）"),
        F::Units { unit, other } => format!("单位不同（{unit}、{other}），不能相加、比较"),
        F::TooNarrow { percent } => {
            format!("偏离 {percent}% 就问会问得太多，请填 5 以上")
        }
    }
}
