//! Aims of a year, set and taken back.

use super::book::Book;
use super::error::OpError;
use super::op::Op;
use crate::model::{BulletinCode, Measure, Month, Target};
use crate::trend::chart::Aim;

impl Book {
    /// Sets the aim of a year; an empty value takes it back.
    pub fn set_target(&mut self, bulletin: &BulletinCode, target: &Target) -> Result<(), OpError> {
        let mut definition = self.bulletin(bulletin)?;
        let indicator = self.indicator(&target.indicator)?;
        let value = target.value.trim().to_owned();
        if !value.is_empty() {
            self.check_figure(&target.indicator, &value)?;
        }
        let which = if target.total { "全年" } else { "每月" };
        let word = if value.is_empty() { "取消" } else { "设定" };
        let label = format!("{word}{}年{which}目标 {}", target.year, indicator.name);
        definition.targets.retain(|other| !other.is_about(target));
        if !value.is_empty() {
            definition.targets.push(Target { value, ..target.clone() });
        }
        self.rewrite(Op::SetTarget, &label, &definition)
    }

    /// The aims of a bulletin as charts draw them; a value that is no amount is none.
    pub(super) fn aims(&self, bulletin: &BulletinCode) -> Result<Vec<Aim>, OpError> {
        let definition = self.bulletin_ref(bulletin)?;
        let aim = |target: &Target| {
            let indicator = definition.indicator(&target.indicator)?;
            let from = Month::new(target.year, 1)?;
            Some(Aim {
                indicator: target.indicator.clone(),
                measure: if target.total { Measure::YearToDate } else { Measure::Value },
                from,
                until: from.plus(11),
                value: indicator.bound(&target.value)?,
            })
        };
        Ok(definition.targets.iter().filter_map(aim).collect())
    }
}
