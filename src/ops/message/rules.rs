//! Why a rule cannot be checked, in Chinese.

use crate::model::RelationFault;

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
