//! The account of every numeral, as the console gives it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Console, shared};

fn account(console: &Console, month: &str, code: u8) -> Vec<Value> {
    let answer = console.run(&["proof", "--issue", month, "--json"]);
    assert_eq!(answer.code, code, "{}", answer.err);
    serde_json::from_str(&answer.out).unwrap()
}

fn real_issue() -> Option<(Vec<Value>, Value)> {
    let source = shared("issue-2025-04.txt")?;
    let truth = std::fs::read_to_string(shared("issue-2025-04.truth.json")?).unwrap();
    let console = Console::new();
    console.done(&["import-issue", source.to_str().unwrap()]);
    Some((account(&console, "2025-04", 1), serde_json::from_str(&truth).unwrap()))
}

fn is_arabic(numeral: &Value) -> bool {
    numeral["text"].as_str().unwrap().starts_with(|c: char| c.is_ascii_digit())
}

fn printed(numeral: &Value) -> String {
    format!("{}{}", numeral["text"].as_str().unwrap(), numeral["unit"].as_str().unwrap_or(""))
}

#[test]
fn the_real_issue_has_its_69_arabic_numerals_and_every_one_has_its_class() {
    let Some((numerals, _)) = real_issue() else { return };
    let mut counts = BTreeMap::new();
    for numeral in numerals.iter().filter(|numeral| is_arabic(numeral)) {
        *counts.entry(numeral["class"].as_str().unwrap()).or_insert(0) += 1;
    }
    assert_eq!(counts.values().sum::<i32>(), 69);
    let expected = [("bound", 24), ("date", 35), ("derived", 1), ("ordinal", 3), ("quoted", 2)];
    assert_eq!(counts, expected.into_iter().chain([("unproven", 4)]).collect());
}

#[test]
fn the_figures_of_the_real_issue_are_bound_as_the_truth_says() {
    let Some((numerals, truth)) = real_issue() else { return };
    for list in ["overview_figures", "work_figures"] {
        for want in truth[list].as_array().unwrap() {
            let found = numerals.iter().find(|numeral| numeral["name"] == want["name"]);
            let found = found.unwrap_or_else(|| panic!("{} is not bound", want["name"]));
            assert_eq!(found["class"], "bound");
            assert_eq!(found["value"], want["value"], "{}", want["name"]);
            assert_eq!(found["unit"], want["unit"], "{}", want["name"]);
        }
    }
}

#[test]
fn only_facts_that_no_figure_holds_are_unproven_in_the_real_issue() {
    let Some((numerals, _)) = real_issue() else { return };
    let of = |class: &str| -> Vec<String> {
        numerals.iter().filter(|n| n["class"] == class).map(printed).collect()
    };
    assert_eq!(of("unproven"), ["6支", "120名", "11条", "80家"]);
    assert_eq!(of("derived"), ["22个", "三大"]);
    assert_eq!(of("quoted"), ["2024年", "3起", "十六条"]);
}

#[test]
fn a_place_leads_back_to_the_printed_text() {
    let console = Console::new();
    console.done(&["demo", "--bulletin", "pingyi"]);
    let numerals = account(&console, "2025-04", 1);
    let text = console.path("x.txt");
    console.done(&["export", "--issue", "2025-04", "--to", text.to_str().unwrap()]);
    let text = console.read("x.txt");
    assert!(numerals.len() > 100);
    for numeral in &numerals {
        let at = |field: &str| usize::try_from(numeral[field].as_u64().unwrap()).unwrap();
        let own = numeral["text"].as_str().unwrap();
        let stands = text.lines().flat_map(|line| line.split('\t')).any(|line| {
            line.chars().skip(at("start")).take(at("end") - at("start")).eq(own.chars())
        });
        assert!(stands, "{numeral}");
        if numeral["part"] == "paragraph" {
            assert!(text.contains(numeral["sentence"].as_str().unwrap()), "{numeral}");
        }
    }
}

#[test]
fn the_table_ends_with_what_is_unproven() {
    let console = Console::new();
    console.done(&["demo"]);
    let answer = console.run(&["proof", "--issue", "2025-04"]);
    assert_eq!(answer.code, 1);
    let (counts, list) = answer.out.split_once("待证：\n").unwrap();
    assert!(counts.contains("已绑定 24"), "{counts}");
    let last = counts.lines().last().unwrap().trim().strip_prefix("待证 ").unwrap();
    assert_eq!(list.lines().count(), last.parse::<usize>().unwrap());
    let empty = console.run(&["proof", "--issue", "2030-01"]);
    assert_eq!(empty.code, 2);
}
