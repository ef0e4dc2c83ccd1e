//! A small world of indicators and figures that the tests of this room share.

use crate::model::{
    Department, DepartmentCode, DisplayStyle, Figure, FigureKey, FigureSource, FigureState,
    Figures, Indicator, IndicatorCode, IndicatorKind, Month,
};

pub fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// Amounts of 件 are shown in 万.
pub fn indicator(code: &str, name: &str, unit: &str, kind: IndicatorKind) -> Indicator {
    Indicator {
        code: IndicatorCode::new(code),
        name: name.into(),
        aliases: Vec::new(),
        unit: unit.into(),
        kind,
        decimals: 0,
        style: DisplayStyle { power: if unit == "件" { 4 } else { 0 }, decimals: 2, trim: true },
        section: String::new(),
        definition: String::new(),
        redefined: Vec::new(),
        valid_to: None,
        share_of: None,
        by_department: true,
        departments: Vec::new(),
        grouped: false,
    }
}

pub fn hall() -> Department {
    Department::new(DepartmentCode::hall(), "全厅", 0)
}

/// Figures as typed: indicator, month, department (empty for the hall), text.
pub fn figures(indicators: &[Indicator], typed: &[(&str, &str, &str, &str)]) -> Figures {
    let figure = |(code, at, department, typed): &(&str, &str, &str, &str)| {
        let indicator = indicators.iter().find(|i| i.code.as_str() == *code).unwrap();
        let (state, quantity) = indicator.read(typed).unwrap_or((FigureState::Draft, None));
        let department = match *department {
            "" => DepartmentCode::hall(),
            code => DepartmentCode::new(code),
        };
        let key = FigureKey::new(&indicator.code, month(at), &department);
        let source = FigureSource::Typed;
        Figure { key, typed: (*typed).into(), quantity, state, source, note: String::new() }
    };
    typed.iter().map(figure).collect()
}
