//! A bulletin definition from TOML, checked as a whole. Knows no file.

use std::collections::BTreeSet;

use super::error::ImportError;
use crate::model::{
    Bulletin, Indicator, IndicatorCode, Relation, RelationFault, SectionDefinition, invisible,
};
use crate::text::exhibit;
use crate::text::prose::{Prose, ProseFaultKind, is_reserved};

/// What is wrong with a definition, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DefinitionFault {
    /// No TOML, or not of the shape of a bulletin. `line` counts from 1; 0 when unknown.
    #[error("line {line}: {message}")]
    Syntax { line: usize, message: String },
    /// An empty code, name, title or unit.
    #[error("{what} is empty")]
    Blank { what: String },
    #[error("{code} is used twice")]
    DuplicateCode { code: String },
    #[error("{name} is used twice")]
    DuplicateName { name: String },
    /// A name that cannot stand in a slot: an issue slot's, or one with a brace.
    #[error("{name} cannot name an indicator")]
    BadName { name: String },
    /// `place` names the indicator, relation or table that refers to it.
    #[error("{place} refers to the unknown indicator {code}")]
    UnknownIndicator { code: String, place: String },
    #[error("{place} refers to the unknown section {key}")]
    UnknownSection { key: String, place: String },
    /// A name with characters that are not seen.
    #[error("a name of {what} hides something: {}", invisible::shown(name))]
    HiddenInName { what: &'static str, name: String },
    /// More than any office has; nothing of it is read.
    #[error("{what}: at most {limit}")]
    TooMuch { what: &'static str, limit: usize },
    #[error("faulty prose ({kind:?}): {source_text}")]
    Prose { source_text: String, kind: ProseFaultKind },
    /// A slot that names neither an indicator nor a fact of the issue.
    #[error("unknown slot {slot} in {source_text}")]
    UnknownSlot { slot: String, source_text: String },
    #[error(transparent)]
    Relation(RelationFault),
}

/// Bytes of a definition.
const LONGEST: usize = 1 << 20;

/// Indicators, relations, departments or recipients of one definition.
const MOST: usize = 3000;

/// Reads and checks a definition; the first fault found is the error.
pub fn bulletin_from_toml(source: &str) -> Result<Bulletin, ImportError> {
    at_most("字节", source.len(), LONGEST)?;
    let bulletin: Bulletin = toml::from_str(source).map_err(|error| {
        let line = error
            .span()
            .map_or(0, |span| source.get(..span.start).unwrap_or("").matches('\n').count() + 1);
        DefinitionFault::Syntax { line, message: error.message().to_owned() }
    })?;
    check(&bulletin)?;
    Ok(bulletin)
}

fn check(bulletin: &Bulletin) -> Result<(), DefinitionFault> {
    at_most("指标", bulletin.indicators.len(), MOST)?;
    at_most("数据规则", bulletin.relations.len(), MOST)?;
    at_most("部门", bulletin.departments.len(), MOST)?;
    if let Some((what, name)) = bulletin.names().find(|(_, name)| invisible::hides(name)) {
        return Err(DefinitionFault::HiddenInName { what, name: name.to_owned() });
    }
    filled("code", bulletin.code.as_str())?;
    filled("name", &bulletin.name)?;
    filled("title", &bulletin.title)?;
    check_uniqueness(bulletin)?;
    bulletin.indicators.iter().try_for_each(|indicator| check_indicator(bulletin, indicator))?;
    bulletin.relations.iter().try_for_each(|relation| check_relation(bulletin, relation))?;
    bulletin.sections.iter().try_for_each(|section| check_section(bulletin, section))
}

fn at_most(what: &'static str, count: usize, limit: usize) -> Result<(), DefinitionFault> {
    if count > limit { Err(DefinitionFault::TooMuch { what, limit }) } else { Ok(()) }
}

fn filled(what: &str, text: &str) -> Result<(), DefinitionFault> {
    if text.trim().is_empty() {
        return Err(DefinitionFault::Blank { what: what.to_owned() });
    }
    Ok(())
}

fn check_uniqueness(bulletin: &Bulletin) -> Result<(), DefinitionFault> {
    let codes = bulletin.indicators.iter().map(|i| i.code.as_str());
    let keys = bulletin.sections.iter().map(|s| s.key.as_str());
    let departments = bulletin.departments.iter().map(|d| d.code.as_str());
    let repeated = first_repeated(codes)
        .or_else(|| first_repeated(keys))
        .or_else(|| first_repeated(departments));
    if let Some(code) = repeated {
        return Err(DefinitionFault::DuplicateCode { code });
    }
    match first_repeated(bulletin.indicators.iter().map(|i| i.name.as_str())) {
        Some(name) => Err(DefinitionFault::DuplicateName { name }),
        None => Ok(()),
    }
}

fn first_repeated<'a>(mut texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut seen = BTreeSet::new();
    texts.find(|text| !seen.insert(*text)).map(str::to_owned)
}

fn check_indicator(bulletin: &Bulletin, indicator: &Indicator) -> Result<(), DefinitionFault> {
    let place = indicator.name.clone();
    filled("indicator.code", indicator.code.as_str())?;
    filled("indicator.name", &indicator.name)?;
    filled("indicator.unit", &indicator.unit)?;
    let reads_back = Prose::parse(&format!("{{{place}}}"))
        .slots()
        .next()
        .is_some_and(|slot| slot.label() == place && slot.name == place);
    if !reads_back || is_reserved(&place) {
        return Err(DefinitionFault::BadName { name: place });
    }
    if !indicator.section.is_empty() && bulletin.section(&indicator.section).is_none() {
        return Err(DefinitionFault::UnknownSection { key: indicator.section.clone(), place });
    }
    indicator.share_of.iter().try_for_each(|code| known(bulletin, code, &place))
}

fn known(bulletin: &Bulletin, code: &IndicatorCode, place: &str) -> Result<(), DefinitionFault> {
    match bulletin.indicator(code) {
        Some(_) => Ok(()),
        None => Err(DefinitionFault::UnknownIndicator {
            code: code.as_str().to_owned(),
            place: place.to_owned(),
        }),
    }
}

fn check_relation(bulletin: &Bulletin, relation: &Relation) -> Result<(), DefinitionFault> {
    match relation.fault(bulletin) {
        None => Ok(()),
        Some(RelationFault::Unknown { code }) => known(bulletin, &code, "relation"),
        Some(fault) => Err(DefinitionFault::Relation(fault)),
    }
}

fn check_section(bulletin: &Bulletin, section: &SectionDefinition) -> Result<(), DefinitionFault> {
    filled("section.key", &section.key)?;
    filled("section.title", &section.title)?;
    check_prose(bulletin, &section.title)?;
    section.aliases.iter().try_for_each(|alias| check_prose(bulletin, alias))?;
    let standing = section.standing.iter().flat_map(|item| &item.paragraphs);
    let mut standing = standing.filter(|paragraph| !exhibit::is_table_place(paragraph));
    standing.try_for_each(|paragraph| check_prose(bulletin, paragraph))?;
    let Some(table) = &section.table else { return Ok(()) };
    check_prose(bulletin, &table.caption)?;
    let columns = table.columns.iter();
    columns.into_iter().try_for_each(|column| known(bulletin, &column.indicator, &section.key))
}

fn check_prose(bulletin: &Bulletin, source: &str) -> Result<(), DefinitionFault> {
    if let Some(chart) = exhibit::chart(source) {
        let unknown = chart.names.iter().find(|name| bulletin.indicator_named(name).is_none());
        let source_text = source.to_owned();
        let fault =
            |slot: &String| DefinitionFault::UnknownSlot { slot: slot.clone(), source_text };
        return unknown.map(fault).map_or(Ok(()), Err);
    }
    let (prose, faults) = Prose::parse_with_faults(source);
    if let Some(fault) = faults.first() {
        let source_text = source.to_owned();
        return Err(DefinitionFault::Prose { source_text, kind: fault.kind });
    }
    let unknown = |slot: &&crate::text::prose::Slot| {
        slot.issue_slot().is_none() && bulletin.indicator_named(&slot.name).is_none()
    };
    match prose.slots().find(unknown) {
        Some(slot) => {
            Err(DefinitionFault::UnknownSlot { slot: slot.label(), source_text: source.to_owned() })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZHENGWU: &str = include_str!("../../assets/bulletin/zhengwu.toml");

    #[test]
    fn the_built_in_series_is_sound() {
        let bulletin = bulletin_from_toml(ZHENGWU).unwrap();
        assert_eq!(bulletin.sections.len(), 5);
        assert_eq!(bulletin.indicators.len(), 24);
        assert_eq!(bulletin.relations.len(), 5);
        let named = |name: &str| bulletin.indicator_named(name).unwrap().display_unit();
        assert_eq!(named("办理政务服务事项"), "万件");
        assert_eq!(named("惠企资金年度预算"), "亿元");
        assert_eq!(named("电话咨询"), "人（次）");
        let slots = bulletin.sections.iter().flat_map(|s| &s.standing).flat_map(|i| &i.paragraphs);
        let figures =
            slots.map(|p| Prose::parse(p).slots().filter(|s| s.issue_slot().is_none()).count());
        assert_eq!(figures.sum::<usize>(), 24);
    }

    fn fault(change: (&str, &str)) -> DefinitionFault {
        const SMALL: &str = r#"
code = "c"
name = "刊"
title = "刊"
[[section]]
key = "a"
kind = "prose"
title = "{年月}情况"
[[section.standing]]
paragraphs = ["办理{办件量}件"]
[[indicator]]
code = "x"
name = "办件量"
unit = "件"
section = "a"
[[indicator]]
code = "y"
name = "办结量"
unit = "件"
[[relation]]
kind = "part"
whole = "x"
part = "y"
"#;
        assert!(bulletin_from_toml(SMALL).is_ok());
        match bulletin_from_toml(&SMALL.replacen(change.0, change.1, 1)) {
            Err(ImportError::Definition(fault)) => fault,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn faults_name_their_place() {
        use DefinitionFault as F;
        assert!(matches!(
            fault(("kind = \"prose\"", "kind = \"novel\"")),
            F::Syntax { line: 7, .. }
        ));
        assert!(matches!(fault(("code = \"y\"", "code = \"x\"")), F::DuplicateCode { .. }));
        assert!(matches!(fault(("办结量", "办件量")), F::DuplicateName { .. }));
        assert!(matches!(fault(("part = \"y\"", "part = \"z\"")), F::UnknownIndicator { .. }));
        assert!(matches!(fault(("part = \"y\"", "part = \"x\"")), F::Relation(_)));
        assert!(matches!(fault(("section = \"a\"", "section = \"b\"")), F::UnknownSection { .. }));
        assert!(matches!(fault(("{办件量}", "{办件量")), F::Prose { .. }));
        assert!(matches!(fault(("{办件量}", "{出件量}")), F::UnknownSlot { .. }));
        let chart = |name: &str| {
            let standing = format!("paragraphs = [\"{{图：{name}，12个月}}\", ");
            bulletin_from_toml(&ZHENGWU.replacen("paragraphs = [", &standing, 1)).map(drop)
        };
        assert_eq!(chart("窗口出件量"), Ok(()));
        assert!(matches!(chart("无此指标"), Err(ImportError::Definition(F::UnknownSlot { .. }))));
        assert!(matches!(fault(("name = \"办结量\"", "name = \"年月\"")), F::BadName { .. }));
        assert!(matches!(fault(("name = \"办结量\"", "name = \"量·同比\"")), F::BadName { .. }));
        assert!(matches!(fault(("title = \"刊\"", "title = \" \"")), F::Blank { .. }));
        let hidden = [("办结量", "办\u{200b}结量"), ("title = \"刊\"", "title = \"刊\u{202e}\"")];
        for change in hidden {
            assert!(matches!(fault(change), F::HiddenInName { .. }), "{change:?}");
        }
    }

    #[test]
    fn a_definition_larger_than_any_office_is_refused_at_once() {
        let long = format!("code = \"c\"\n#{}", "x".repeat(LONGEST));
        let many = "[[indicator]]\ncode = \"x\"\nname = \"甲\"\nunit = \"件\"\n".repeat(MOST + 1);
        let many = format!("code = \"c\"\nname = \"刊\"\ntitle = \"刊\"\n{many}");
        for source in [long, many] {
            let refused = bulletin_from_toml(&source);
            let ImportError::Definition(fault) = refused.unwrap_err() else { panic!("other") };
            assert!(matches!(fault, DefinitionFault::TooMuch { .. }), "{fault:?}");
        }
    }
}
