//! The definition of a bulletin (刊): everything that makes one hall's series differ from
//! another's, as data. Written as TOML in `assets/bulletin/` and kept in the book as TOML.

use serde::{Deserialize, Serialize};

use super::department::Department;
use super::house::HouseStyle;
use super::ids::{BulletinCode, IndicatorCode};
use super::indicator::Indicator;
use super::issue::{DistributionLevel, ItemNumbering, SectionKind};
use super::relation::Relation;
use super::table::TableSpec;
use super::target::Target;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bulletin {
    pub code: BulletinCode,
    /// Name of the series in lists, e.g. 政务窗口月报.
    pub name: String,
    /// Name printed in the masthead.
    pub title: String,
    #[serde(default)]
    pub issuer: String,
    #[serde(default)]
    pub numbering: Numbering,
    /// Keys of rules that are not asked, see [`Relation::key`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules_off: Vec<String>,
    #[serde(default, rename = "section")]
    pub sections: Vec<SectionDefinition>,
    #[serde(default, rename = "indicator")]
    pub indicators: Vec<Indicator>,
    #[serde(default, rename = "relation")]
    pub relations: Vec<Relation>,
    /// Aims of a year.
    #[serde(default, rename = "target", skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    #[serde(default, rename = "department")]
    pub departments: Vec<Department>,
    #[serde(default)]
    pub distribution: Vec<DistributionDefinition>,
    #[serde(default)]
    pub house_style: HouseStyle,
}

/// How issues are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// Prints 总第N期 beside 第N期.
    #[serde(default)]
    pub total: bool,
    /// Day of the following month on which an issue is dated; 0 leaves the date empty.
    #[serde(default)]
    pub issue_day: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionDefinition {
    pub key: String,
    pub kind: SectionKind,
    /// Prose source, e.g. `{年月}总体运行情况`.
    pub title: String,
    /// Other titles under which past issues printed it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whether no 一、 stands before its title.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unnumbered: bool,
    #[serde(default)]
    pub numbering: ItemNumbering,
    /// Standing paragraphs for offices that start empty, prose sources.
    #[serde(default)]
    pub standing: Vec<StandingItem>,
    #[serde(default)]
    pub table: Option<TableSpec>,
}

/// A paragraph (or topic) that returns every month with new figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingItem {
    #[serde(default)]
    pub lead: Option<String>,
    pub paragraphs: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistributionDefinition {
    pub level: DistributionLevel,
    pub names: Vec<String>,
}

impl Bulletin {
    /// Every name in the definition, with the word for what it names.
    pub fn names(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let own = [("刊物", &self.name), ("报头", &self.title), ("编印单位", &self.issuer)];
        let sections = self.sections.iter().flat_map(|section| {
            std::iter::once(&section.title).chain(&section.aliases).map(|name| ("栏目", name))
        });
        let indicators = self.indicators.iter().flat_map(|indicator| {
            let names = [("指标", &indicator.name), ("单位", &indicator.unit)];
            names.into_iter().chain(indicator.aliases.iter().map(|name| ("指标", name)))
        });
        let recipients = self.distribution.iter().flat_map(|list| &list.names);
        let departments = self.departments.iter().flat_map(Department::names);
        own.into_iter()
            .chain(sections)
            .chain(indicators)
            .chain(recipients.map(|name| ("报送单位", name)))
            .map(|(what, name)| (what, name.as_str()))
            .chain(departments.map(|name| ("部门", name)))
    }

    pub fn section(&self, key: &str) -> Option<&SectionDefinition> {
        self.sections.iter().find(|section| section.key == key)
    }

    pub fn indicator(&self, code: &IndicatorCode) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == *code)
    }

    /// Whether the rule with this key is asked.
    pub fn asks(&self, rule: &str) -> bool {
        !self.rules_off.iter().any(|off| off == rule)
    }

    /// Finds an indicator by its name, or else by an alias.
    pub fn indicator_named(&self, name: &str) -> Option<&Indicator> {
        self.indicators
            .iter()
            .find(|indicator| indicator.name == name)
            .or_else(|| self.indicators.iter().find(|i| i.aliases.iter().any(|a| a == name)))
    }
}
