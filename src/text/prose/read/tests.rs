//! The reader undoes printing and bears changed words.

use proptest::prelude::*;

use super::super::{SlotText, SlotValues};
use super::*;

const OVERVIEW: &str = "{月}，办理事项{办理量}万件。全程网办{网办量}万件，办结{办结量}件；电话咨询{电话咨询}人（次）、现场咨询服务{现场咨询}人（次），提速{提速率}%。";

fn pairs(reading: &Reading) -> Vec<(&str, &str, u8)> {
    reading.values.iter().map(|v| (v.slot.name.as_str(), v.text.as_str(), v.power)).collect()
}

#[test]
fn reads_the_text_it_would_print() {
    let text = "4月，办理事项6.1万件。全程网办5.87万件，办结57500件；电话咨询956人（次）、现场咨询服务6713人（次），提速59.49%。";
    let reading = read(&Prose::parse(OVERVIEW), text);
    let expected = [
        ("月", "4月", 0),
        ("办理量", "6.1", 4),
        ("网办量", "5.87", 4),
        ("办结量", "57500", 0),
        ("电话咨询", "956", 0),
        ("现场咨询", "6713", 0),
        ("提速率", "59.49", 0),
    ];
    assert_eq!(pairs(&reading), expected);
    assert_eq!(reading.similarity, 100);
    for value in &reading.values {
        assert_eq!(text.get(value.range.clone()), Some(value.text.as_str()));
        assert_eq!(value.agreement, 100);
    }
}

#[test]
fn house_style_makes_no_difference() {
    let text = "4 月,办理事项**6.1** 万件。全程网办５.８７万件,办结5.75万件;电话咨询1,956人(次)、现场咨询服务 6713 人次,提速59.49％。";
    let reading = read(&Prose::parse(OVERVIEW), text);
    let numbers: Vec<_> = reading.values.iter().map(|v| v.text.as_str()).collect();
    assert_eq!(numbers, ["4 月", "6.1", "５.８７", "5.75", "1,956", "6713", "59.49"]);
    assert_eq!(reading.values[3].power, 4);
    assert!(reading.similarity > 90, "{}", reading.similarity);
}

#[test]
fn a_changed_word_costs_that_word_only() {
    let text = "4月，省本级共办理事项6.1万件。其中，全程网办5.87万件，完成57500件；提供电话咨询956人（次）、现场咨询6713人（次），平均提速59.49%。";
    let reading = read(&Prose::parse(OVERVIEW), text);
    assert_eq!(reading.values.len(), 7);
    assert_eq!(reading.values[5].text, "6713");
    assert!(reading.missing.iter().any(|piece| piece == "服务"));
    let extra: Vec<_> = reading.extra.iter().filter_map(|r| text.get(r.clone())).collect();
    assert!(extra.contains(&"省本级共"), "{extra:?}");
    assert!((60..100).contains(&reading.similarity));
}

#[test]
fn a_missing_clause_leaves_its_slots_out() {
    let text = "4月，办理事项6.1万件。电话咨询956人（次）、现场咨询服务6713人（次），提速59.49%。";
    let reading = read(&Prose::parse(OVERVIEW), text);
    let names: Vec<_> = reading.values.iter().map(|v| v.slot.name.as_str()).collect();
    assert_eq!(names, ["月", "办理量", "电话咨询", "现场咨询", "提速率"]);
}

#[test]
fn derived_words_and_empty_slots_are_stepped_over() {
    let prose = Prose::parse(
        "受理{受理}件，同比{受理·同比}，环比{受理·环比}；办结{办结}件，满意率{满意率}%。",
    );
    let text = "受理300件，同比增长3.2%，环比持平；办结〔办结〕件，满意率99%。";
    let reading = read(&prose, text);
    let words: Vec<_> = reading.values.iter().map(|v| (v.slot.label(), v.text.clone())).collect();
    let expected =
        [("受理", "300"), ("受理·同比", "增长3.2%"), ("受理·环比", "持平"), ("满意率", "99")];
    assert_eq!(words, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(reading.similarity, 100);
}

#[test]
fn visits_are_free_text() {
    let prose = Prose::parse("{月}，{进大厅}到大厅值守。");
    let reading = read(&prose, "4月，水利厅副厅长刘辉，商务厅处长张劲到大厅值守。");
    assert_eq!(reading.values[1].text, "水利厅副厅长刘辉，商务厅处长张劲");
}

#[test]
fn another_text_has_little_in_common() {
    let reading = read(&Prose::parse(OVERVIEW), "会议听取了11条建议的汇报，进行了讨论。");
    assert!(reading.similarity < 40, "{}", reading.similarity);
    assert!(reading.values.iter().all(|v| v.agreement < 60));
}

#[test]
fn a_huge_text_is_not_aligned() {
    let reading = read(&Prose::parse(OVERVIEW), &"办".repeat(100_000));
    assert_eq!(reading, Reading::default());
}

struct Fixed(Vec<(String, String)>);

impl SlotValues for Fixed {
    fn slot_text(&self, slot: &Slot, _: u8) -> SlotText {
        let found = self.0.iter().find(|(name, _)| *name == slot.name);
        found.map_or(SlotText::Unknown, |(_, text)| SlotText::Filled(text.clone()))
    }
}

/// Slots with words between them, each slot once: what can be read without doubt.
fn unambiguous() -> impl Strategy<Value = (Prose, Vec<(String, String)>)> {
    let literal = "[办件受理窗口，。（）：“”]{1,8}";
    let number = prop_oneof!["[1-9][0-9]{0,6}", "[1-9]?[0-9]\\.[0-9]{1,2}", "[1-9],[0-9]{3}"];
    let unit = prop_oneof![Just("万件"), Just("亿元"), Just("件"), Just("%"), Just("")];
    let part = (literal, number, unit);
    (prop::collection::vec(part, 0..8), "[办件受理窗口，。]{1,8}").prop_map(|(parts, end)| {
        let mut prose = Prose::default();
        let mut values = Vec::new();
        for (index, (before, number, unit)) in parts.into_iter().enumerate() {
            let name = format!("指标{index}");
            prose.push_text(&before);
            prose.push_slot(Slot::new(&name, Measure::Value));
            prose.push_text(unit);
            values.push((name, number));
        }
        prose.push_text(&end);
        (prose, values)
    })
}

proptest! {
    #[test]
    fn reading_undoes_printing((prose, values) in unambiguous()) {
        let printed = prose.print(&Fixed(values.clone())).text;
        let reading = read(&prose, &printed);
        let read: Vec<_> =
            reading.values.into_iter().map(|v| (v.slot.name, v.text)).collect();
        prop_assert_eq!(read, values);
        prop_assert_eq!(reading.similarity, 100);
        prop_assert_eq!(reading.missing, Vec::<String>::new());
    }

    #[test]
    fn one_lost_character_loses_no_figure(
        (prose, values) in unambiguous(), place in any::<prop::sample::Index>()
    ) {
        let printed = prose.print(&Fixed(values.clone())).text;
        let removable: Vec<usize> = printed
            .char_indices()
            .filter(|(_, c)| !matches!(c, '0'..='9' | '.' | ',' | '万' | '亿' | '%'))
            .map(|(at, _)| at)
            .collect();
        let mut text = printed.clone();
        text.remove(*place.get(&removable));
        let numbers = |text: &str| crate::text::numerals::numerals(text).len();
        prop_assume!(numbers(&text) == numbers(&printed));
        let read: Vec<_> = read(&prose, &text).values.into_iter().map(|v| v.text).collect();
        let values: Vec<_> = values.into_iter().map(|(_, number)| number).collect();
        prop_assert_eq!(read, values);
    }

    #[test]
    fn never_panics(source in "[办件{}·同比年月进大厅，。0-9a]{0,30}", text in any::<String>()) {
        let reading = read(&Prose::parse(&source), &text);
        for value in reading.values {
            prop_assert!(text.get(value.range).is_some());
        }
    }
}
