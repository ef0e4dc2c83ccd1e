//! An indicator being edited, as texts: read back into an indicator, or told what is wrong.

use crate::model::{
    DepartmentCode, DisplayStyle, Indicator, IndicatorCode, IndicatorKind, Quantity, Redefinition,
};
use crate::ui::page::Page;

use super::super::register::{month_text, read_month};

/// Who fills it in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    #[default]
    Hall,
    Every,
    Some,
}

impl Asked {
    pub const ALL: [Self; 3] = [Self::Hall, Self::Every, Self::Some];

    pub fn name(self) -> &'static str {
        match self {
            Self::Hall => "只填全厅",
            Self::Every => "全厅和每个部门",
            Self::Some => "全厅和这些部门",
        }
    }
}

pub const KINDS: [(IndicatorKind, &str); 3] = [
    (IndicatorKind::Flow, "当月发生数（逐月相加为累计）"),
    (IndicatorKind::Stock, "月末数（累计取最后一月）"),
    (IndicatorKind::Ratio, "比率（不相加）"),
];

pub const POWERS: [(u8, &str); 3] = [(0, "不缩写"), (4, "以万计"), (8, "以亿计")];

/// As many decimals as are offered.
pub const DECIMALS: [u8; 5] = [0, 1, 2, 3, 4];

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The indicator it changes; `None` for a new one.
    pub code: Option<IndicatorCode>,
    pub name: String,
    pub unit: String,
    pub aliases: String,
    pub kind: IndicatorKind,
    pub decimals: u8,
    pub style: DisplayStyle,
    pub section: String,
    pub definition: String,
    /// First month and text of each later definition.
    pub redefined: Vec<(String, String)>,
    pub asked: Asked,
    pub departments: String,
    /// With thousands commas in print.
    pub grouped: bool,
    /// By name.
    pub share_of: String,
    pub valid_to: String,
    /// Why it could not be stored.
    pub fault: Option<String>,
}

impl Draft {
    /// A new indicator of a section.
    pub fn new(section: &str) -> Self {
        Self { section: section.to_owned(), ..Self::default() }
    }

    pub fn of(page: &Page, indicator: &Indicator) -> Self {
        let asked = match (indicator.by_department, indicator.departments.is_empty()) {
            (false, _) => Asked::Hall,
            (true, true) => Asked::Every,
            (true, false) => Asked::Some,
        };
        let departments = indicator.departments.iter().map(|code| page.department_name(code));
        let share_of = indicator.share_of.as_ref().and_then(|code| page.bulletin.indicator(code));
        Self {
            code: Some(indicator.code.clone()),
            name: indicator.name.clone(),
            unit: indicator.unit.clone(),
            aliases: indicator.aliases.join("；"),
            kind: indicator.kind,
            decimals: indicator.decimals,
            style: indicator.style,
            section: indicator.section.clone(),
            definition: indicator.definition.clone(),
            redefined: indicator
                .redefined
                .iter()
                .map(|change| (change.from.to_string(), change.text.clone()))
                .collect(),
            asked,
            departments: departments.collect::<Vec<_>>().join("、"),
            grouped: indicator.grouped,
            share_of: share_of.map(|base| base.name.clone()).unwrap_or_default(),
            valid_to: month_text(indicator.valid_to),
            fault: None,
        }
    }

    /// How figures would print: 61,023件 印作 6.1万件.
    pub fn example(&self) -> String {
        let digits: i64 = if self.kind == IndicatorKind::Ratio { 59_490 } else { 61_023_000 };
        let exponent = if self.style.power == 8 { 1 } else { -3 };
        let Some(example) = Quantity::new(digits, exponent) else { return String::new() };
        let power = match self.style.power {
            4 => "万",
            8 => "亿",
            _ => "",
        };
        let whole = DisplayStyle { power: 0, decimals: self.decimals, trim: true };
        let unit = self.unit.trim();
        let (from, to) = (example.print(whole), example.print(self.style));
        format!("例：{from}{unit} 印作 {to}{power}{unit}")
    }

    /// The indicator as written, or what is wrong with it, in Chinese. Names and units are judged
    /// by the operation.
    pub fn read(&self, page: &Page) -> Result<Indicator, String> {
        let month = |text: &str| {
            let fault = || format!("“{text}”不是月份；可写 2023-12 或 2023年12月");
            read_month(text).map_err(|()| fault())
        };
        let mut redefined = Vec::new();
        for (from, text) in &self.redefined {
            match (month(from)?, text.trim()) {
                (_, "") => {}
                (Some(from), text) => redefined.push(Redefinition { from, text: text.to_owned() }),
                (None, text) => return Err(format!("口径“{text}”还没有写从哪个月起")),
            }
        }
        let share_of = match self.share_of.trim() {
            "" => None,
            name => {
                let base = page.bulletin.indicator_named(name);
                Some(base.ok_or_else(|| format!("没有指标“{name}”，请从提示里选"))?.code.clone())
            }
        };
        let departments = match self.asked {
            Asked::Some => departments(page, &self.departments)?,
            Asked::Hall | Asked::Every => Vec::new(),
        };
        Ok(Indicator {
            code: self.code.clone().unwrap_or_else(|| IndicatorCode::new("")),
            name: self.name.trim().to_owned(),
            aliases: self.aliases.split(['；', ';']).map(|name| name.trim().to_owned()).collect(),
            unit: self.unit.trim().to_owned(),
            kind: self.kind,
            decimals: self.decimals,
            style: self.style,
            section: self.section.clone(),
            definition: self.definition.trim().to_owned(),
            redefined,
            valid_to: month(&self.valid_to)?,
            share_of,
            by_department: self.asked != Asked::Hall,
            departments,
            grouped: self.grouped,
        })
    }
}

fn departments(page: &Page, names: &str) -> Result<Vec<DepartmentCode>, String> {
    let names = names.split(is_joint).map(str::trim).filter(|name| !name.is_empty());
    let code = |name: &str| {
        let known = page.departments.iter().find(|d| d.names().any(|known| known == name));
        known.map(|d| d.code.clone()).ok_or_else(|| format!("没有部门“{name}”，请从提示里选"))
    };
    let codes: Vec<DepartmentCode> = names.map(code).collect::<Result<_, _>>()?;
    if codes.is_empty() {
        return Err("还没有写由哪些部门填报".to_owned());
    }
    Ok(codes)
}

/// What stands between names.
pub fn is_joint(character: char) -> bool {
    matches!(character, '、' | '，' | ',' | '；' | ';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::{Book, Env, built_in, demo_book};
    use crate::ui::page::Place;

    fn page() -> Page {
        let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
        let last = "2025-04".parse().unwrap();
        let book: Book = demo_book::in_memory(&bulletin, last, Env::system("测试")).unwrap();
        Page::load(&book, &Place::latest(&book).unwrap()).unwrap()
    }

    #[test]
    fn every_indicator_reads_back_as_it_is_shown() {
        let page = page();
        for indicator in &page.bulletin.indicators {
            let read = Draft::of(&page, indicator).read(&page).unwrap();
            assert_eq!(&read, indicator);
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_words() {
        let page = page();
        let of = Draft::of(&page, &page.bulletin.indicators[0]);
        let fault = |draft: Draft| draft.read(&page).unwrap_err();
        assert!(fault(Draft { valid_to: "年底".into(), ..of.clone() }).contains("不是月份"));
        let nobody = Draft { asked: Asked::Some, departments: " ".into(), ..of.clone() };
        assert!(fault(nobody).contains("由哪些部门"));
        let unknown = Draft { asked: Asked::Some, departments: "星象局".into(), ..of.clone() };
        assert!(fault(unknown).contains("没有部门“星象局”"));
        let timeless = vec![(String::new(), "含掌上".to_owned())];
        assert!(fault(Draft { redefined: timeless, ..of.clone() }).contains("从哪个月起"));
        assert!(fault(Draft { share_of: "无".into(), ..of }).contains("没有指标“无”"));
    }

    #[test]
    fn the_example_shows_how_figures_print() {
        let style = DisplayStyle { power: 4, decimals: 1, trim: true };
        let draft = Draft { unit: "件".into(), style, ..Draft::default() };
        assert_eq!(draft.example(), "例：61023件 印作 6.1万件");
        let kind = IndicatorKind::Ratio;
        let style = DisplayStyle { power: 0, decimals: 2, trim: false };
        let rate = Draft { unit: "%".into(), kind, decimals: 2, style, ..Draft::default() };
        assert_eq!(rate.example(), "例：59.49% 印作 59.49%");
    }
}
