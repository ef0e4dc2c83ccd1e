//! Indicators (指标) of a bulletin: added, changed, ordered, deleted. A new name reaches every slot
//! that used the old one, in the same step; published issues keep their texts, and the old name
//! stays as an alias by which they find the indicator.

use std::collections::BTreeMap;

use super::book::{Book, Writer};
use super::error::OpError;
use super::op::Op;
use crate::model::{
    Bulletin, BulletinCode, Indicator, IndicatorCode, IssueStatus, Item, Month, SectionId,
    TableSpec,
};
use crate::store::{IssueSummary, ItemRow, SectionRow};
use crate::text::prose::{Part, Prose, is_reserved};

/// Why an indicator is not stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndicatorFault {
    #[error("no name")]
    NoName,
    #[error("no unit")]
    NoUnit,
    /// A name that no slot can hold.
    #[error("{name} cannot stand in a slot")]
    NoSlotName { name: String },
    #[error("{name} is a name of {of}")]
    Taken { name: String, of: String },
    #[error("{name} is a share of itself")]
    ShareOfItself { name: String },
    /// Still used, in the places named in Chinese.
    #[error("{name} is used")]
    InUse { name: String, uses: Vec<String> },
    /// A name that an issue already published prints by.
    #[error("{alias} is printed in {month}")]
    Printed { alias: String, month: Month },
}

/// Everything of a bulletin that can hold a slot, besides its definition.
struct Texts {
    items: Vec<ItemRow>,
    sections: Vec<SectionRow>,
    /// Published issues by their sections: their texts stand as they are.
    published: BTreeMap<SectionId, Month>,
}

impl Book {
    /// Adds an indicator to a bulletin, at the end of its list. Without a code it gets a new one.
    pub fn add_indicator(
        &mut self,
        bulletin: &BulletinCode,
        indicator: &Indicator,
    ) -> Result<IndicatorCode, OpError> {
        let mut definition = self.bulletin(bulletin)?;
        let mut indicator = cleaned(indicator);
        if indicator.code.as_str().is_empty() {
            indicator.code = self.next_indicator_code()?;
        }
        if self.indicator(&indicator.code).is_ok() {
            return Err(OpError::IndicatorExists { code: indicator.code.clone() });
        }
        check(&definition, &indicator)?;
        let code = indicator.code.clone();
        let label = format!("新增指标 {}", indicator.name);
        definition.indicators.push(indicator);
        self.rewrite(Op::AddIndicator, &label, &definition)?;
        Ok(code)
    }

    /// Whether the indicator could be stored: named, and by a name that no other goes by.
    pub fn check_indicator(
        &self,
        bulletin: &BulletinCode,
        indicator: &Indicator,
    ) -> Result<(), OpError> {
        check(self.bulletin_ref(bulletin)?, &cleaned(indicator))
    }

    /// Stores an edited indicator. Slots that called it by a name it has no longer are rewritten, in
    /// the definition and in every issue that is not published; returns how many.
    pub fn set_indicator(
        &mut self,
        bulletin: &BulletinCode,
        edited: &Indicator,
    ) -> Result<usize, OpError> {
        let mut definition = self.bulletin(bulletin)?;
        let mut edited = cleaned(edited);
        let place = definition.indicators.iter_mut().find(|i| i.code == edited.code);
        let Some(stored) = place else { return Err(self.no_indicator(edited.code.as_str())) };
        let old = stored.clone();
        if edited.name != old.name && !edited.aliases.contains(&old.name) {
            edited.aliases.push(old.name.clone());
        }
        *stored = edited.clone();
        check(&definition, &edited)?;
        let gone: Vec<&str> = old
            .names()
            .filter(|name| {
                (*name == old.name && edited.name != old.name)
                    || edited.names().all(|kept| kept != *name)
            })
            .collect();
        let mut texts = self.texts_with_slots(bulletin)?;
        let mut count = 0;
        if !gone.is_empty() {
            check_printed(&texts, &gone, &edited)?;
            let rename = Rename { gone: &gone, to: &edited.name };
            count = rename.definition(&mut definition);
            count += rename.texts(&mut texts);
        }
        let slots =
            if count > 0 { format!("，改写 {count} 处填数位") } else { String::new() };
        let label = if old.name == edited.name {
            format!("修改指标 {}{slots}", old.name)
        } else {
            format!("指标“{}”改名“{}”{slots}", old.name, edited.name)
        };
        let ord = self.bulletin_place(bulletin)?;
        self.transact(Op::SetIndicator, &label, |writer| {
            writer.put_bulletin(&definition, ord)?;
            if count > 0 { texts.store(writer) } else { Ok(()) }
        })?;
        Ok(count)
    }

    /// Moves an indicator to `position` (from 0) among all of the bulletin.
    pub fn move_indicator(
        &mut self,
        bulletin: &BulletinCode,
        code: &IndicatorCode,
        position: usize,
    ) -> Result<(), OpError> {
        let mut definition = self.bulletin(bulletin)?;
        let from = definition.indicators.iter().position(|i| i.code == *code);
        let Some(from) = from else { return Err(self.no_indicator(code.as_str())) };
        let moved = definition.indicators.remove(from);
        let label = format!("移动指标 {}", moved.name);
        let position = position.min(definition.indicators.len());
        definition.indicators.insert(position, moved);
        self.rewrite(Op::MoveIndicator, &label, &definition)
    }

    /// Deletes an indicator that nothing refers to; else says what does.
    pub fn delete_indicator(
        &mut self,
        bulletin: &BulletinCode,
        code: &IndicatorCode,
    ) -> Result<(), OpError> {
        let mut definition = self.bulletin(bulletin)?;
        let Some(indicator) = definition.indicator(code).cloned() else {
            return Err(self.no_indicator(code.as_str()));
        };
        let uses = self.indicator_uses(&definition, &indicator)?;
        if !uses.is_empty() {
            return Err(fault(IndicatorFault::InUse { name: indicator.name, uses }));
        }
        definition.indicators.retain(|other| other.code != *code);
        let keys = ["draft", "odd", "expected"].map(|kind| format!("{kind}:{code}"));
        definition.rules_off.retain(|off| !keys.contains(off));
        let label = format!("删除指标 {}", indicator.name);
        self.rewrite(Op::DeleteIndicator, &label, &definition)
    }

    /// What refers to an indicator, in Chinese, one a kind.
    fn indicator_uses(
        &self,
        definition: &Bulletin,
        indicator: &Indicator,
    ) -> Result<Vec<String>, OpError> {
        let code = &indicator.code;
        let mut uses: Vec<String> =
            self.read().indicator_uses(code)?.into_iter().map(str::to_owned).collect();
        if definition.relations.iter().any(|rule| rule.indicators().contains(&code)) {
            uses.push("数据规则".to_owned());
        }
        let shares = definition.indicators.iter().filter(|i| i.share_of.as_ref() == Some(code));
        uses.extend(shares.map(|share| format!("“{}”的占比", share.name)));
        let mut texts = self.texts_with_slots(&definition.code)?;
        let tables = definition.sections.iter().filter_map(|section| section.table.as_ref());
        let tables = tables.chain(texts.sections.iter().filter_map(|row| row.table.as_ref()));
        let shows = |table: &TableSpec| {
            let mut columns = table.columns.iter();
            columns.any(|c| c.indicator == *code || c.stated.as_ref() == Some(code))
        };
        if tables.into_iter().any(shows) {
            uses.push("表格".to_owned());
        }
        let names: Vec<&str> = indicator.names().collect();
        let rename = Rename { gone: &names, to: &indicator.name };
        texts.published.clear();
        let slots = rename.definition(&mut definition.clone()) + rename.texts(&mut texts);
        if slots > 0 {
            uses.push(format!("正文的 {slots} 处填数位"));
        }
        Ok(uses)
    }

    fn texts_with_slots(&self, bulletin: &BulletinCode) -> Result<Texts, OpError> {
        let reader = self.read();
        let mut texts = Texts {
            items: reader.items_with_slots(bulletin)?,
            sections: Vec::new(),
            published: BTreeMap::new(),
        };
        let issues = reader.issues()?.into_iter().filter(|issue| issue.bulletin == *bulletin);
        for IssueSummary { id, month, status, .. } in issues {
            let sections = reader.sections(&id)?;
            if status == IssueStatus::Published {
                texts.published.extend(sections.iter().map(|row| (row.id.clone(), month)));
            }
            texts.sections.extend(sections);
        }
        Ok(texts)
    }

    fn next_indicator_code(&self) -> Result<IndicatorCode, OpError> {
        for code in (1..).map(|n: u32| IndicatorCode::new(format!("i{n:03}"))) {
            // Nor the code of a deleted one: its blank cells would be taken for this one's.
            if self.indicator(&code).is_err() && !self.read().was_figured(&code)? {
                return Ok(code);
            }
        }
        Err(OpError::IndicatorExists { code: IndicatorCode::new("i") })
    }
}

fn fault(fault: IndicatorFault) -> OpError {
    OpError::Indicator { fault }
}

/// Names without blanks around them, none empty and none twice.
fn cleaned(indicator: &Indicator) -> Indicator {
    let mut cleaned = indicator.clone();
    indicator.name.trim().clone_into(&mut cleaned.name);
    indicator.unit.trim().clone_into(&mut cleaned.unit);
    cleaned.aliases.clear();
    for alias in indicator.aliases.iter().map(|alias| alias.trim()) {
        if !alias.is_empty() && alias != cleaned.name && cleaned.aliases.iter().all(|a| a != alias)
        {
            cleaned.aliases.push(alias.to_owned());
        }
    }
    cleaned.redefined.retain(|change| !change.text.trim().is_empty());
    cleaned.redefined.sort_by_key(|change| change.from);
    cleaned
}

/// Whether the indicator could stand in the bulletin.
fn check(bulletin: &Bulletin, indicator: &Indicator) -> Result<(), OpError> {
    if indicator.name.is_empty() {
        return Err(fault(IndicatorFault::NoName));
    }
    if indicator.unit.is_empty() {
        return Err(fault(IndicatorFault::NoUnit));
    }
    // An alias may be any wording found in print; only as the name it must fit between braces.
    let name = &indicator.name;
    if name.contains(['{', '}', '·', '\n', '\r', '、']) || is_reserved(name) {
        return Err(fault(IndicatorFault::NoSlotName { name: name.clone() }));
    }
    let others = bulletin.indicators.iter().filter(|other| other.code != indicator.code);
    for other in others {
        // Aliases of two indicators may be alike: the sentence before the number decides then.
        let taken =
            other.names().any(|known| known == name) || indicator.aliases.contains(&other.name);
        if taken {
            let known = other.names().any(|known| known == name);
            let name = if known { name.clone() } else { other.name.clone() };
            return Err(fault(IndicatorFault::Taken { name, of: other.name.clone() }));
        }
    }
    if indicator.share_of.as_ref() == Some(&indicator.code) {
        return Err(fault(IndicatorFault::ShareOfItself { name: name.clone() }));
    }
    Ok(())
}

/// An alias must not go while a published issue prints by it.
fn check_printed(texts: &Texts, gone: &[&str], edited: &Indicator) -> Result<(), OpError> {
    let lost: Vec<&str> =
        gone.iter().copied().filter(|name| edited.names().all(|kept| kept != *name)).collect();
    let used = |source: &str| {
        let prose = Prose::parse(source);
        prose.slots().find_map(|slot| lost.iter().find(|name| **name == slot.name).copied())
    };
    let printed = |section: Option<&SectionId>| section.and_then(|id| texts.published.get(id));
    for row in &texts.items {
        let Some(month) = printed(row.section.as_ref()) else { continue };
        let sources = row.item.lead.iter().chain(&row.item.paragraphs);
        if let Some(alias) = sources.map(String::as_str).find_map(used) {
            return Err(fault(IndicatorFault::Printed { alias: alias.to_owned(), month: *month }));
        }
    }
    Ok(())
}

/// Slots of the names `gone` become slots of `to`.
struct Rename<'a> {
    gone: &'a [&'a str],
    to: &'a str,
}

impl Rename<'_> {
    /// Rewrites one source in place; says how many slots.
    fn source(&self, source: &mut String) -> usize {
        if !source.contains('{') {
            return 0;
        }
        let mut prose = Prose::parse(source);
        let mut count = 0;
        for part in &mut prose.parts {
            if let Part::Slot(slot) = part
                && self.gone.contains(&slot.name.as_str())
            {
                self.to.clone_into(&mut slot.name);
                count += 1;
            }
        }
        if count > 0 {
            *source = prose.source();
        }
        count
    }

    fn definition(&self, bulletin: &mut Bulletin) -> usize {
        let mut count = 0;
        for section in &mut bulletin.sections {
            count += self.source(&mut section.title);
            if let Some(table) = &mut section.table {
                count += self.source(&mut table.caption);
            }
            for item in &mut section.standing {
                let sources = item.lead.iter_mut().chain(&mut item.paragraphs);
                count += sources.map(|source| self.source(source)).sum::<usize>();
            }
        }
        count
    }

    /// Leaves only what changed.
    fn texts(&self, texts: &mut Texts) -> usize {
        let mut count = 0;
        let published = &texts.published;
        let open =
            |section: Option<&SectionId>| section.is_none_or(|id| !published.contains_key(id));
        texts.items.retain_mut(|row| {
            let changed = if open(row.section.as_ref()) { self.item(&mut row.item) } else { 0 };
            count += changed;
            changed > 0
        });
        texts.sections.retain_mut(|row| {
            let mut changed = 0;
            if open(Some(&row.id)) {
                changed += self.source(&mut row.title);
                let caption = row.table.as_mut().map(|table| &mut table.caption);
                changed += caption.map_or(0, |caption| self.source(caption));
            }
            count += changed;
            changed > 0
        });
        count
    }

    fn item(&self, item: &mut Item) -> usize {
        let sources = item.lead.iter_mut().chain(&mut item.paragraphs);
        sources.map(|source| self.source(source)).sum()
    }
}

impl Texts {
    fn store(&self, writer: &mut Writer<'_>) -> Result<(), OpError> {
        for row in &self.items {
            writer.put_item(row)?;
        }
        for row in &self.sections {
            writer.put_section(row)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
