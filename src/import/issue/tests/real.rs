//! The real issue of April 2025 beside what a correct reading of it yields.

use super::*;
use std::path::PathBuf;

use crate::import::{StandingProse, decode};
use crate::text::house_style::normalise;

/// Text and truth, or `None` where the shared data is not at hand (never in CI).
fn sample() -> Option<(String, serde_json::Value)> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"));
    let folder = std::env::var_os("YUEBAO_SHARED").map_or(beside, PathBuf::from).join("data");
    let bytes = std::fs::read(folder.join("issue-2025-04.txt"));
    let truth = std::fs::read_to_string(folder.join("issue-2025-04.truth.json"));
    let (Ok(bytes), Ok(truth)) = (bytes, truth) else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "no data in {}", folder.display());
        println!("skipped: no data in {}", folder.display());
        return None;
    };
    Some((decode(&bytes).unwrap(), serde_json::from_str(&truth).unwrap()))
}

fn strings(value: &serde_json::Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_masthead_is_as_in_the_truth() {
    let Some((text, truth)) = sample() else { return };
    let proposal = read(&text);
    let masthead = &proposal.masthead;
    let expected = &truth["masthead"];
    assert_eq!(masthead.title, expected["title"]);
    assert_eq!(masthead.number.map(u64::from), expected["number"].as_u64());
    assert_eq!(masthead.total_number, None);
    assert_eq!(masthead.issuer, expected["issuer"]);
    assert_eq!(masthead.issue_date.unwrap().to_string(), expected["issue_date"]);
    assert_eq!(masthead.month.to_string(), expected["period"]);
    assert_eq!(proposal.unplaced, Vec::new());
}

#[test]
fn sections_and_items_are_as_in_the_truth() {
    let Some((text, truth)) = sample() else { return };
    let proposal = read(&text);
    let keys: Vec<_> = proposal.sections.iter().map(|s| s.key.as_str()).collect();
    assert_eq!(keys, ["overview", "events", "work", "news", "visits"]);
    let sections = truth["sections"].as_array().unwrap();
    assert_eq!(proposal.sections.len(), sections.len());
    for (found, expected) in proposal.sections.iter().zip(sections) {
        let title = found.title.replace("{年月}", "2025年4月");
        assert_eq!(title, expected["title"]);
        if let Some(items) = expected["items"].as_u64() {
            assert_eq!(found.items.len() as u64, items, "{title}");
        }
        if let Some(dates) = expected.get("dates") {
            let found: Vec<_> = found.items.iter().map(|i| i.date.unwrap().to_string()).collect();
            assert_eq!(found, strings(dates));
        }
        if let Some(leads) = expected.get("leads") {
            let found: Vec<_> = found.items.iter().map(|i| i.lead.as_deref()).collect();
            let leads: Vec<_> = leads.as_array().unwrap().iter().map(|l| l.as_str()).collect();
            assert_eq!(found, leads);
        }
        if let Some(counts) = expected.get("paragraphs_per_item") {
            let found: Vec<_> = found.items.iter().map(|i| i.paragraphs.len() as u64).collect();
            let counts = counts.as_array().unwrap().iter().filter_map(serde_json::Value::as_u64);
            assert_eq!(found, counts.collect::<Vec<_>>());
        }
    }
}

#[test]
fn every_figure_of_the_truth_is_bound_and_no_other() {
    let Some((text, truth)) = sample() else { return };
    let bulletin = zhengwu();
    let proposal = read(&text);
    let groups = ["overview_figures", "work_figures"];
    let expected: Vec<_> = groups.iter().flat_map(|g| truth[*g].as_array().unwrap()).collect();
    let mut found = figures(&proposal, &bulletin);
    for figure in &expected {
        let name = figure["name"].as_str().unwrap();
        let unit = figure["unit"].as_str().unwrap();
        let power = unit.chars().next().filter(|c| matches!(c, '万' | '亿' | '%'));
        let typed = figure["value"].as_str().unwrap().chars().chain(power).collect::<String>();
        let at = found.iter().position(|(n, _)| n == name);
        let (_, value) = found.remove(at.unwrap_or_else(|| panic!("{name} is not bound")));
        assert_eq!(value, typed, "{name}");
        assert_eq!(bulletin.indicator_named(name).unwrap().display_unit(), unit);
    }
    assert_eq!(found, Vec::new());
}

#[test]
fn visits_lists_and_joined_sentences_are_as_in_the_truth() {
    let Some((text, truth)) = sample() else { return };
    let proposal = read(&text);
    let visits: Vec<_> = proposal
        .visits
        .iter()
        .map(|v| vec![v.department.clone(), v.posts.clone(), v.person.clone()])
        .collect();
    let expected: Vec<_> = truth["visits"].as_array().unwrap().iter().map(strings).collect();
    assert_eq!(visits, expected);
    for level in DistributionLevel::ALL {
        let found: Vec<_> =
            proposal.recipients.iter().filter(|r| r.level == level).map(|r| &r.name).collect();
        let expected = truth["distribution"].get(level.label()).map(strings).unwrap_or_default();
        assert_eq!(found, expected.iter().collect::<Vec<_>>());
    }
    let joined = strings(&truth["broken_sentences_joined"]);
    assert_eq!(proposal.joined.len(), joined.len());
    for (found, expected) in proposal.joined.iter().zip(joined) {
        assert!(found.contains(&expected), "{expected} in {found}");
    }
}

#[test]
fn reading_then_printing_gives_the_text_back() {
    let Some((text, _)) = sample() else { return };
    let bulletin = zhengwu();
    let printed = print(&read(&text), &bulletin).concat();
    let source = normalise(&text.lines().map(normalise).collect::<String>());
    let difference = printed.chars().zip(source.chars()).position(|(a, b)| a != b);
    let around = |text: &str, at: usize| {
        text.chars().skip(at.saturating_sub(20)).take(40).collect::<String>()
    };
    if let Some(at) = difference {
        panic!("printed {} / source {}", around(&printed, at), around(&source, at));
    }
    assert_eq!(printed.chars().count(), source.chars().count());
}

#[test]
fn the_next_reading_leans_on_what_the_first_one_taught() {
    let Some((text, _)) = sample() else { return };
    let bulletin = zhengwu();
    let first = read(&text);
    let mut standing = Vec::new();
    for section in &first.sections {
        for source in section.items.iter().flat_map(|item| &item.paragraphs) {
            let (section, source) = (section.key.clone(), source.clone());
            standing.push(StandingProse { section, source });
        }
    }
    let known = Known { standing, ..Known::default() };
    let again = read_issue(&text, &bulletin, &known).unwrap();
    assert_eq!(again.figures, first.figures);
    assert_eq!(again.sections, first.sections);
}
