//! Each rule with figures that keep and break it.

use super::*;
use crate::model::FigureSource;
use crate::trend::expected::{Past, expected};

const DEFINITION: &str = r#"
    code = "x"
    name = "刊"
    title = "刊"
    [[indicator]]
    code = "all"
    name = "办件总量"
    unit = "件"
    style = { power = 4, decimals = 2, trim = true }
    [[indicator]]
    code = "net"
    name = "网办"
    unit = "件"
    style = { power = 4, decimals = 2, trim = true }
    [[indicator]]
    code = "desk"
    name = "窗口"
    unit = "件"
    style = { power = 4, decimals = 2, trim = true }
    [[indicator]]
    code = "rate"
    name = "网办率"
    unit = "%"
    kind = "ratio"
    style = { decimals = 2, trim = true }
    [[relation]]
    kind = "sum"
    whole = "all"
    parts = ["net", "desk"]
    [[relation]]
    kind = "part"
    whole = "all"
    part = "net"
    [[relation]]
    kind = "rate"
    rate = "rate"
    numerator = "net"
    denominator = "all"
"#;

const APRIL: &str = "2025-04";

fn bulletin() -> Bulletin {
    toml::from_str(DEFINITION).unwrap()
}

fn figure(bulletin: &Bulletin, code: &str, at: &str, typed: &str) -> Figure {
    let indicator = bulletin.indicator(&IndicatorCode::new(code)).unwrap();
    let (state, quantity) = indicator.read(typed).unwrap_or((FigureState::Draft, None));
    let key = FigureKey::of_hall(&indicator.code, at.parse().unwrap());
    let (typed, source) = (typed.to_owned(), FigureSource::Typed);
    Figure { key, typed, quantity, state, source, note: String::new() }
}

/// What is asked about the hall's form of a month; `others` are figures of other months.
fn ask(
    bulletin: &Bulletin,
    at: &str,
    values: &[(&str, &str)],
    others: &[(&str, &str, &str)],
    explanations: &[Explanation],
) -> Vec<CellFinding> {
    let own = values.iter().map(|(code, typed)| figure(bulletin, code, at, typed));
    let others = others.iter().map(|(code, at, typed)| figure(bulletin, code, at, typed));
    let figures = own.chain(others).collect();
    let (month, department) = (at.parse().unwrap(), DepartmentCode::hall());
    entry_findings(&Form {
        bulletin,
        figures: &figures,
        month,
        department: &department,
        expected: &BTreeMap::new(),
        explanations,
    })
}

fn check(values: &[(&str, &str)]) -> Vec<(&'static str, Level)> {
    let findings = ask(&bulletin(), APRIL, values, &[], &[]);
    findings.into_iter().map(|f| (f.kind, f.level)).collect()
}

fn with(relation: &str) -> Bulletin {
    let mut bulletin = bulletin();
    bulletin.relations = vec![toml::from_str(relation).unwrap()];
    bulletin
}

#[test]
fn rounded_parts_that_agree_say_nothing() {
    assert_eq!(check(&[("all", "6.1万"), ("net", "5.87万"), ("desk", "0.21万")]), []);
    assert_eq!(check(&[("all", "6.1万"), ("net", "5.87万")]), []);
}

#[test]
fn a_wrong_sum_is_found_and_a_cut_digit_is_only_noted() {
    let wrong = check(&[("all", "7.1万"), ("net", "5.87万"), ("desk", "0.21万")]);
    assert_eq!(wrong, [("relation-sum", Level::Must)]);
    let cut = check(&[("all", "6.0万"), ("net", "5.87万"), ("desk", "0.21万")]);
    assert_eq!(cut, [("relation-sum", Level::Hint)]);
}

#[test]
fn a_part_above_its_whole_is_a_question() {
    assert_eq!(check(&[("all", "100"), ("net", "101")]), [("relation-part", Level::Doubt)]);
}

#[test]
fn a_rate_is_recomputed_from_its_base() {
    assert_eq!(check(&[("all", "200"), ("net", "150"), ("rate", "75%")]), []);
    let off = check(&[("all", "200"), ("net", "150"), ("rate", "80%")]);
    assert_eq!(off, [("relation-rate", Level::Must)]);
}

#[test]
fn odd_amounts_are_questions() {
    assert_eq!(check(&[("all", "-5")]), [("figure-negative", Level::Doubt)]);
    assert_eq!(check(&[("all", "5")]), [("figure-hidden", Level::Doubt)]);
    assert_eq!(check(&[("rate", "100.1%")]), [("figure-above-100", Level::Doubt)]);
    assert_eq!(check(&[("all", "0"), ("rate", "100%")]), []);
}

#[test]
fn a_text_that_is_no_number_is_reported() {
    assert_eq!(check(&[("all", "6.1.2万")]), [("figure-draft", Level::Must)]);
}

#[test]
fn a_range_is_asked_beyond_its_bounds_and_not_at_them() {
    let range = with("kind = \"range\"\nindicator = \"all\"\nlow = \"1万\"\nhigh = \"2万\"");
    let asked = |typed: &str| {
        let findings = ask(&range, APRIL, &[("all", typed)], &[], &[]);
        findings.into_iter().next().map(|f| f.message)
    };
    for fine in ["1万", "2万", "10000", "20000", "2.0万", "1.5万"] {
        assert_eq!(asked(fine), None, "{fine}");
    }
    assert_eq!(
        asked("2.5万").as_deref(),
        Some("办件总量 2.5万件 高于上限 2万件，多0.5万件，请核对")
    );
    assert_eq!(
        asked("9000").as_deref(),
        Some("办件总量 0.9万件 低于下限 1万件，少0.1万件，请核对")
    );
    assert!(asked("20001").is_some());
    assert!(asked("9999").is_some());
}

#[test]
fn a_declared_bound_speaks_in_place_of_the_general_one() {
    let range = with("kind = \"range\"\nindicator = \"rate\"\nhigh = \"100%\"");
    let kinds = |typed: &str| -> Vec<&str> {
        ask(&range, APRIL, &[("rate", typed)], &[], &[]).iter().map(|f| f.kind).collect()
    };
    assert_eq!(kinds("100.1%"), ["relation-range"]);
    assert_eq!(kinds("100%"), [""; 0]);
}

#[test]
fn the_total_of_the_year_continues_last_months() {
    let year = with("kind = \"cumulative\"\ntotal = \"all\"\nmonthly = \"net\"");
    let asked = |at: &str, total: &str, monthly: &str, before: &str| {
        let last = ("all", "2025-03", before);
        let findings = ask(&year, at, &[("all", total), ("net", monthly)], &[last], &[]);
        findings.into_iter().next().map(|f| (f.level, f.message))
    };
    assert_eq!(asked(APRIL, "40000", "10000", "30000"), None);
    assert_eq!(asked(APRIL, "18.1万", "6.02万", "12.1万"), None, "rounded reports agree");
    assert_eq!(asked(APRIL, "4.02万", "1.00万", "2.99万").unwrap().0, Level::Hint);
    let (level, message) = asked(APRIL, "41000", "10000", "30000").unwrap();
    assert_eq!(level, Level::Must);
    assert_eq!(
        message,
        "办件总量 4.1万件 应等于 3月累计 3万件 加 本月网办 1万件，实际多0.1万件，请核对各数"
    );
    assert_eq!(asked("2025-01", "10000", "10000", "30000"), None, "January begins anew");
    assert!(asked("2025-01", "40000", "10000", "30000").is_some());
    let unknown = ask(&year, APRIL, &[("all", "4万"), ("net", "1万")], &[], &[]);
    assert_eq!(unknown, [], "nothing is known of March");
}

#[test]
fn findings_name_their_cells_and_say_by_how_much() {
    let wrong = [("all", "7.1万"), ("net", "5.87万"), ("desk", "0.21万")];
    let findings = ask(&bulletin(), APRIL, &wrong, &[], &[]);
    let cells: Vec<&str> = findings[0].cells.iter().map(IndicatorCode::as_str).collect();
    assert_eq!(
        (findings[0].rule.as_str(), cells),
        ("sum:all=net+desk", vec!["all", "net", "desk"])
    );
    assert!(findings[0].message.ends_with("实际多1万件，请核对各数"), "{}", findings[0].message);
}

#[test]
fn all_failures_stand_together_in_the_order_of_the_form() {
    let values = [("all", "100"), ("net", "101"), ("desk", "很多"), ("rate", "180%")];
    let findings = ask(&bulletin(), APRIL, &values, &[], &[]);
    let rules: Vec<&str> = findings.iter().map(|f| f.rule.as_str()).collect();
    assert_eq!(rules, ["part:all>net", "draft:desk", "rate:rate", "odd:rate"]);
    let mut less = bulletin();
    less.rules_off = vec!["rate:rate".into(), "odd:rate".into()];
    assert_eq!(ask(&less, APRIL, &values, &[], &[]).len(), 2);
}

#[test]
fn an_answer_counts_for_the_values_it_was_given_for() {
    let answer = |typed: &str| Explanation {
        figure: FigureKey::of_hall(&IndicatorCode::new("net"), APRIL.parse().unwrap()),
        rule: "part:all>net".into(),
        typed: typed.into(),
        reason: "有上月结转".into(),
    };
    let values = [("all", "20000"), ("net", "20001")];
    let asked = |typed: &str| ask(&bulletin(), APRIL, &values, &[], &[answer(typed)]).remove(0);
    let explained = asked("20001\n20000");
    assert_eq!(explained.explained.as_deref(), Some("有上月结转"));
    assert_eq!((explained.level, explained.weight()), (Level::Doubt, Level::Hint));
    assert!(explained.to_finding().message.ends_with("（已说明：有上月结转）"));
    let lapsed = asked("20001\n20002");
    assert_eq!((lapsed.explained.as_ref(), lapsed.weight()), (None, Level::Doubt));
    assert_eq!(lapsed.lapsed.as_deref(), Some("有上月结转"));
}

#[test]
fn an_unusual_value_is_asked_about_with_its_reason() {
    let bulletin = with("kind = \"expected\"\nindicator = \"net\"\nwithin = 30");
    let indicator = bulletin.indicator(&IndicatorCode::new("net")).unwrap();
    let april: Month = APRIL.parse().unwrap();
    let past: Past = april
        .plus(-24)
        .through(april.previous())
        .map(|month| (month, Quantity::whole(50_000 + i64::from(month.month()) * 100).unwrap()))
        .collect();
    let expectation = expected(indicator, &past, april, None).unwrap();
    let known = BTreeMap::from([(indicator.code.clone(), expectation)]);
    let asked = |typed: &str| {
        let figures = [figure(&bulletin, "net", APRIL, typed)].into_iter().collect();
        let form = Form {
            bulletin: &bulletin,
            figures: &figures,
            month: april,
            department: &DepartmentCode::hall(),
            expected: &known,
            explanations: &[],
        };
        entry_findings(&form).into_iter().next().map(|f| f.message)
    };
    assert_eq!(asked("5.1万"), None);
    let message = asked("51万").unwrap();
    assert!(message.contains("近2年4月为5.04万件"), "{message}");
    assert!(message.contains("约为常值的10倍，数量级可能有误"), "{message}");
    assert!(asked("5100").unwrap().contains("分之一，数量级可能有误"));
    assert!(!asked("7.5万").unwrap().contains("数量级"));
}
