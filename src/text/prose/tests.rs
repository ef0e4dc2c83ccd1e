//! The grammar of prose: parsing, printing and giving the source back.

use proptest::prelude::*;

use super::*;

struct Fixed;

impl SlotValues for Fixed {
    fn slot_text(&self, slot: &Slot, power: u8) -> SlotText {
        match (slot.name.as_str(), power) {
            ("全程网办受理", 4) => SlotText::Filled("5.87".into()),
            ("全程网办受理", _) => SlotText::Filled("58700".into()),
            ("没有的", _) => SlotText::Unknown,
            _ => SlotText::Empty,
        }
    }
}

#[test]
fn prints_numbers_in_the_power_the_next_word_announces() {
    let print = |source: &str| Prose::parse(source).print(&Fixed).text;
    assert_eq!(print("受理{全程网办受理}万件。"), "受理5.87万件。");
    assert_eq!(print("受理{全程网办受理}件。"), "受理58700件。");
}

#[test]
fn empty_and_unknown_slots_stay_visible() {
    let printed = Prose::parse("寄出{现场邮寄量}件，{没有的·同比}。").print(&Fixed);
    assert_eq!(printed.text, "寄出〔现场邮寄量〕件，〔没有的·同比〕。");
    let kinds: Vec<_> = printed.pieces.iter().map(|p| printed.text_of(p)).collect();
    assert_eq!(kinds, ["寄出", "〔现场邮寄量〕", "件，", "〔没有的·同比〕", "。"]);
}

#[test]
fn a_measure_is_the_known_word_after_the_last_dot() {
    let slot = |source: &str| Prose::parse(source).slots().next().cloned();
    assert_eq!(slot("{办件量·同比}"), Some(Slot::new("办件量", Measure::YearOnYear)));
    assert_eq!(slot("{“3·15”投诉}"), Some(Slot::new("“3·15”投诉", Measure::Value)));
    assert_eq!(slot("{·同比}"), Some(Slot::new("·同比", Measure::Value)));
}

#[test]
fn faults_are_kept_as_text_and_reported() {
    for (source, text, kind) in [
        ("共{受理", "共{受理", ProseFaultKind::Unclosed),
        ("共受理}", "共受理}", ProseFaultKind::Unopened),
        ("共{ }件", "共{ }件", ProseFaultKind::EmptyName),
        ("共{受理{办结}", "共{受理〔办结〕", ProseFaultKind::Unclosed),
    ] {
        let (prose, faults) = Prose::parse_with_faults(source);
        assert_eq!(prose.print(&Fixed).text, text);
        assert_eq!(faults.iter().map(|f| f.kind).collect::<Vec<_>>(), [kind], "{source}");
    }
    assert_eq!(Prose::parse("{{原样}}"), Prose::literal("{原样}"));
}

/// Changes by name; 丙 is still missing.
struct Changes;

impl SlotValues for Changes {
    fn slot_text(&self, slot: &Slot, _: u8) -> SlotText {
        match slot.name.as_str() {
            "甲" => SlotText::Filled("增长4.1%".into()),
            "乙" => SlotText::Filled("增长2.9%".into()),
            "丁" => SlotText::Filled("下降5%".into()),
            "戊" => SlotText::Filled("持平".into()),
            "率" => SlotText::Filled("提高1个百分点".into()),
            _ => SlotText::Empty,
        }
    }
}

#[test]
fn a_list_that_goes_one_way_says_so_once() {
    for (source, text) in [
        ("环比分别{甲·环比}、{乙·环比}。", "环比分别增长4.1%、2.9%。"),
        ("环比分别{甲·环比}和{乙·环比}、{甲·环比}。", "环比分别增长4.1%和2.9%、4.1%。"),
        ("环比分别{甲·环比}、{乙·环比}、{丁·环比}。", "环比分别增长4.1%、增长2.9%、下降5%。"),
        ("环比分别{甲·环比}、{戊·环比}。", "环比分别增长4.1%、持平。"),
        ("环比分别{甲·环比}、{丙·环比}。", "环比分别增长4.1%、〔丙·环比〕。"),
        ("环比分别{甲·环比}、{率·环比}。", "环比分别增长4.1%、提高1个百分点。"),
        ("环比分别{甲·环比}，同比{乙·同比}。", "环比分别增长4.1%，同比增长2.9%。"),
        ("环比{甲·环比}、{乙·环比}。", "环比增长4.1%、增长2.9%。"),
    ] {
        let prose = Prose::parse(source);
        let printed = prose.print(&Changes);
        assert_eq!(printed.text, text);
        let read = read(&prose, &printed.text);
        assert_eq!((read.similarity, read.missing.len()), (100, 0), "{text}");
    }
}

fn any_prose() -> impl Strategy<Value = Prose> {
    let text = "[^{}\n]{1,12}|[{}]{1,3}".prop_map(Part::Text);
    let slot = ("[办件量受理0-9“”·]{1,6}", 0usize..Measure::ALL.len()).prop_filter_map(
        "a name that ends in a measure's word is read as the measure",
        |(name, measure)| {
            let slot = Slot::new(name, *Measure::ALL.get(measure)?);
            (!slot.name.ends_with('·') && !slot.name.starts_with('·')).then_some(Part::Slot(slot))
        },
    );
    prop::collection::vec(prop_oneof![text, slot], 0..8).prop_map(|parts| {
        let mut prose = Prose::default();
        for part in parts {
            match part {
                Part::Text(text) => prose.push_text(&text),
                Part::Slot(slot) => prose.push_slot(slot),
            }
        }
        prose
    })
}

proptest! {
    #[test]
    fn parsing_the_source_gives_the_prose_back(prose in any_prose()) {
        let source = prose.source();
        let (parsed, faults) = Prose::parse_with_faults(&source);
        prop_assert_eq!(&parsed, &prose);
        prop_assert_eq!(faults, Vec::new());
        prop_assert_eq!(parsed.source(), source);
    }

    #[test]
    fn any_source_parses_without_loss(source in any::<String>()) {
        let prose = Prose::parse(&source);
        prop_assert_eq!(Prose::parse(&prose.source()), prose);
    }

    #[test]
    fn pieces_cover_the_printed_text(source in "[办件量{}·万件，。a-z]{0,40}") {
        let printed = Prose::parse(&source).print(&Fixed);
        let mut at = 0;
        for piece in &printed.pieces {
            prop_assert_eq!(piece.range.start, at);
            at = piece.range.end;
        }
        prop_assert_eq!(at, printed.text.len());
    }
}
