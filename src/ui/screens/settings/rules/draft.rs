//! A rule being written: its kind, its indicators by name, and what is still wrong with it.

use crate::model::{Bulletin, IndicatorCode, Relation};
use crate::ops::{OpError, message};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Sum,
    Part,
    Rate,
    Range,
    Cumulative,
    Expected,
}

/// What one field of a rule holds.
pub struct Slot {
    pub label: &'static str,
    pub hint: &'static str,
    /// Names of indicators are proposed.
    pub names: bool,
}

const fn name(label: &'static str) -> Slot {
    Slot { label, hint: "写几个字或拼音首字母，选指标", names: true }
}

const fn value(label: &'static str, hint: &'static str) -> Slot {
    Slot { label, hint, names: false }
}

impl Kind {
    pub const ALL: [Self; 6] =
        [Self::Sum, Self::Part, Self::Rate, Self::Range, Self::Cumulative, Self::Expected];

    pub fn name(self) -> &'static str {
        match self {
            Self::Sum => "合计等于各分项",
            Self::Part => "部分不大于整体",
            Self::Rate => "比率",
            Self::Range => "上下限",
            Self::Cumulative => "累计衔接",
            Self::Expected => "与往年同期比",
        }
    }

    /// The fields of the rule, in the order of [`Draft::texts`].
    pub fn slots(self) -> &'static [Slot] {
        const PARTS: Slot = Slot { label: "分项", hint: "指标之间用、隔开", names: true };
        match self {
            Self::Sum => const { &[name("合计"), PARTS] },
            Self::Part => const { &[name("部分"), name("整体")] },
            Self::Rate => const { &[name("比率"), name("分子"), name("分母")] },
            Self::Range => {
                const {
                    &[name("指标"), value("下限", "可空，如 0%"), value("上限", "可空，如 10万")]
                }
            }
            Self::Cumulative => const { &[name("累计"), name("本月")] },
            Self::Expected => {
                const { &[name("指标"), value("偏离", "百分之几以上才问，如 30")] }
            }
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The rule it takes the place of.
    pub key: Option<String>,
    pub kind: Kind,
    pub texts: [String; 3],
    /// Why it could not be stored.
    pub fault: Option<String>,
}

impl Draft {
    /// An existing rule to be edited.
    pub fn of(bulletin: &Bulletin, rule: &Relation) -> Self {
        let name = |code: &IndicatorCode| {
            bulletin.indicator(code).map_or_else(|| code.to_string(), |i| i.name.clone())
        };
        let bound = |text: &Option<String>| text.clone().unwrap_or_default();
        let none = String::new;
        let (kind, texts) = match rule {
            Relation::Sum { whole, parts } => {
                let parts: Vec<String> = parts.iter().map(name).collect();
                (Kind::Sum, [name(whole), parts.join("、"), none()])
            }
            Relation::Part { whole, part } => (Kind::Part, [name(part), name(whole), none()]),
            Relation::Rate { rate, numerator, denominator } => {
                (Kind::Rate, [name(rate), name(numerator), name(denominator)])
            }
            Relation::Range { indicator, low, high } => {
                (Kind::Range, [name(indicator), bound(low), bound(high)])
            }
            Relation::Cumulative { total, monthly } => {
                (Kind::Cumulative, [name(total), name(monthly), none()])
            }
            Relation::Expected { indicator, within } => {
                (Kind::Expected, [name(indicator), within.to_string(), none()])
            }
        };
        Self { key: Some(rule.key()), kind, texts, fault: None }
    }

    /// The rule as written, or what is wrong with it, in Chinese.
    pub fn read(&self, bulletin: &Bulletin) -> Result<Relation, String> {
        let [first, second, third] = self.texts.each_ref().map(|text| text.trim());
        let code = |text: &str| match bulletin.indicator_named(text) {
            Some(indicator) => Ok(indicator.code.clone()),
            None if text.is_empty() => Err("还有指标没有填".to_owned()),
            None => Err(format!("没有指标“{text}”，请从提示里选")),
        };
        let bound = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let rule = match self.kind {
            Kind::Sum => {
                let parts = second.split(is_joint).map(str::trim).filter(|part| !part.is_empty());
                Relation::Sum {
                    whole: code(first)?,
                    parts: parts.map(code).collect::<Result<_, _>>()?,
                }
            }
            Kind::Part => Relation::Part { part: code(first)?, whole: code(second)? },
            Kind::Rate => Relation::Rate {
                rate: code(first)?,
                numerator: code(second)?,
                denominator: code(third)?,
            },
            Kind::Range => {
                Relation::Range { indicator: code(first)?, low: bound(second), high: bound(third) }
            }
            Kind::Cumulative => {
                Relation::Cumulative { total: code(first)?, monthly: code(second)? }
            }
            Kind::Expected => {
                let within = second.trim_end_matches(['%', '％']).trim().parse();
                let within = within.map_err(|_| format!("“{second}”不是百分数，如 30"))?;
                Relation::Expected { indicator: code(first)?, within }
            }
        };
        match rule.fault(bulletin) {
            Some(fault) => Err(message(&OpError::Relation { fault }).text),
            None => Ok(rule),
        }
    }
}

/// What stands between the parts of a sum.
pub fn is_joint(character: char) -> bool {
    matches!(character, '、' | '，' | ',' | '+' | '＋' | '；' | ';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::built_in;

    fn draft(kind: Kind, texts: [&str; 3]) -> Draft {
        Draft { kind, texts: texts.map(str::to_owned), ..Draft::default() }
    }

    #[test]
    fn every_rule_reads_back_as_it_is_shown() {
        for name in ["zhengwu", "pingyi"] {
            let bulletin = built_in::bulletin(name).unwrap();
            for rule in &bulletin.relations {
                let draft = Draft::of(&bulletin, rule);
                assert_eq!(draft.read(&bulletin).as_ref(), Ok(rule));
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_words() {
        let bulletin = built_in::bulletin("zhengwu").unwrap();
        let fault = |kind, texts| draft(kind, texts).read(&bulletin).unwrap_err();
        assert!(fault(Kind::Sum, ["减免", "", ""]).contains("分项还是空的"));
        assert!(fault(Kind::Sum, ["减免", "奖补+减免", ""]).contains("不能和自己比"));
        assert!(fault(Kind::Sum, ["减免", "无此项", ""]).contains("没有指标“无此项”"));
        assert!(fault(Kind::Part, ["", "减免", ""]).contains("没有填"));
        assert!(fault(Kind::Range, ["减免", "很多", ""]).contains("“很多”不是“减免”的数值"));
        assert!(fault(Kind::Expected, ["减免", "一半", ""]).contains("不是百分数"));
        assert!(fault(Kind::Rate, ["减免", "奖补", "减免"]).contains("不能和自己比"));
    }
}
