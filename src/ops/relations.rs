//! The rules of a bulletin, changed one at a time; each change is one step of undo. Told in words
//! for lists and labels.

use super::book::Book;
use super::error::OpError;
use super::op::Op;
use crate::model::{Bulletin, BulletinCode, IndicatorCode, Relation};

impl Book {
    /// Adds a rule to a bulletin.
    pub fn add_relation(
        &mut self,
        bulletin: &BulletinCode,
        rule: &Relation,
    ) -> Result<(), OpError> {
        let mut definition = self.bulletin(bulletin)?;
        sound(&definition, rule)?;
        unique(&definition, rule, None)?;
        definition.relations.push(rule.clone());
        let label = format!("新增规则 {}", relation_in_words(&definition, rule));
        self.rewrite(Op::AddRelation, &label, &definition)
    }

    /// Puts `rule` in the place of the one called `key`.
    pub fn set_relation(
        &mut self,
        bulletin: &BulletinCode,
        key: &str,
        rule: &Relation,
    ) -> Result<(), OpError> {
        let mut definition = self.bulletin(bulletin)?;
        let place = place(&definition, key)?;
        sound(&definition, rule)?;
        unique(&definition, rule, Some(place))?;
        let Some(stored) = definition.relations.get_mut(place) else { return Ok(()) };
        *stored = rule.clone();
        // A rule that rests goes on resting under its new key.
        for off in definition.rules_off.iter_mut().filter(|off| *off == key) {
            *off = rule.key();
        }
        let label = format!("修改规则 {}", relation_in_words(&definition, rule));
        self.rewrite(Op::SetRelation, &label, &definition)
    }

    /// Removes the rule called `key`.
    pub fn delete_relation(&mut self, bulletin: &BulletinCode, key: &str) -> Result<(), OpError> {
        let mut definition = self.bulletin(bulletin)?;
        let place = place(&definition, key)?;
        let rule = definition.relations.remove(place);
        definition.rules_off.retain(|off| off != key);
        let label = format!("删除规则 {}", relation_in_words(&definition, &rule));
        self.rewrite(Op::DeleteRelation, &label, &definition)
    }

    /// Asks a rule or lets it rest: a declared one, or one asked of every figure by its key.
    pub fn switch_relation(
        &mut self,
        bulletin: &BulletinCode,
        key: &str,
        on: bool,
    ) -> Result<(), OpError> {
        let mut definition = self.bulletin(bulletin)?;
        if definition.asks(key) == on {
            return Ok(());
        }
        definition.rules_off.retain(|off| off != key);
        if !on {
            definition.rules_off.push(key.to_owned());
        }
        let declared = definition.relations.iter().find(|rule| rule.key() == key);
        let words = declared.map_or_else(
            || key_in_words(&definition, key),
            |rule| relation_in_words(&definition, rule),
        );
        let label = format!("{}规则 {words}", if on { "启用" } else { "停用" });
        self.rewrite(Op::SwitchRelation, &label, &definition)
    }
}

/// A rule as the list shows it: 惠企资金一季度兑现 = 减免 + 奖补.
pub fn relation_in_words(bulletin: &Bulletin, rule: &Relation) -> String {
    let name = |code: &IndicatorCode| name(bulletin, code);
    match rule {
        Relation::Sum { whole, parts } => {
            let parts: Vec<String> = parts.iter().map(name).collect();
            format!("{} = {}", name(whole), parts.join(" + "))
        }
        Relation::Part { whole, part } => format!("{} 不大于 {}", name(part), name(whole)),
        Relation::Rate { rate, numerator, denominator } => {
            format!("{} = {} ÷ {}", name(rate), name(numerator), name(denominator))
        }
        Relation::Range { indicator, low, high } => {
            let name = name(indicator);
            match (low, high) {
                (Some(low), Some(high)) => format!("{name} 在 {low} 至 {high} 之间"),
                (Some(low), None) => format!("{name} 不低于 {low}"),
                (None, Some(high)) => format!("{name} 不高于 {high}"),
                (None, None) => name,
            }
        }
        Relation::Cumulative { total, monthly } => {
            let (total, monthly) = (name(total), name(monthly));
            format!("{total} = 上月{total} + 本月{monthly}")
        }
        Relation::Expected { indicator, within } => {
            format!("{} 偏离预计 {within}% 以上才问", name(indicator))
        }
    }
}

/// An undeclared rule: 全程网办受理 与往年同期相比.
fn key_in_words(bulletin: &Bulletin, key: &str) -> String {
    let (kind, code) = key.split_once(':').unwrap_or((key, ""));
    let what = match kind {
        "expected" => "与往年同期相比",
        "odd" => "数值异常",
        _ => "不是数",
    };
    format!("{} {what}", name(bulletin, &IndicatorCode::new(code)))
}

fn name(bulletin: &Bulletin, code: &IndicatorCode) -> String {
    bulletin.indicator(code).map_or_else(|| code.to_string(), |indicator| indicator.name.clone())
}

fn sound(bulletin: &Bulletin, rule: &Relation) -> Result<(), OpError> {
    rule.fault(bulletin).map_or(Ok(()), |fault| Err(OpError::Relation { fault }))
}

fn unique(bulletin: &Bulletin, rule: &Relation, but: Option<usize>) -> Result<(), OpError> {
    let key = rule.key();
    let mut others = bulletin.relations.iter().enumerate().filter(|(at, _)| Some(*at) != but);
    match others.find(|(_, other)| other.key() == key) {
        Some((_, other)) => {
            Err(OpError::RelationExists { key: relation_in_words(bulletin, other) })
        }
        None => Ok(()),
    }
}

fn place(bulletin: &Bulletin, key: &str) -> Result<usize, OpError> {
    let found = bulletin.relations.iter().position(|rule| rule.key() == key);
    found.ok_or_else(|| OpError::NoSuchRelation { key: key.to_owned() })
}
