//! Indicators renamed, refused, deleted, ended.

use super::*;
use crate::model::{FigureKey, FigureSource, Redefinition};
use crate::ops::{Env, NewItem, built_in, demo_book};

fn sample() -> (Book, BulletinCode, Indicator) {
    let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
    let last = "2025-04".parse().unwrap();
    let book = demo_book::in_memory(&bulletin, last, Env::system("测试")).unwrap();
    let indicator = bulletin.indicator_named("全程网办受理").unwrap().clone();
    (book, bulletin.code, indicator)
}

fn refused(result: Result<usize, OpError>) -> IndicatorFault {
    match result {
        Err(OpError::Indicator { fault }) => fault,
        other => panic!("{other:?}"),
    }
}

/// The document with the old name in its slots.
fn printed(book: &Book, month: &str) -> String {
    let issue = book.issue_of(month.parse().unwrap()).unwrap();
    let document = format!("{:?}", book.document(&issue).unwrap());
    document.replace("网上受理量", "全程网办受理")
}

#[test]
fn a_new_name_reaches_every_slot_in_one_step_and_prints_the_same() {
    let (mut book, bulletin, indicator) = sample();
    let month: Month = "2025-04".parse().unwrap();
    let event = NewItem {
        paragraphs: vec!["网上受理{全程网办受理}件，同比增长{全程网办受理·同比}。".into()],
        ..NewItem::default()
    };
    let event = book.add_event(&bulletin, month, &event).unwrap();
    let before = [printed(&book, "2025-04"), printed(&book, "2025-03")];
    let renamed = Indicator { name: "网上受理量".into(), ..indicator.clone() };
    let count = book.set_indicator(&bulletin, &renamed).unwrap();
    assert!(count >= 3, "{count}");
    let text = book.item(&event.id).unwrap().paragraphs.concat();
    assert_eq!(text, "网上受理{网上受理量}件，同比增长{网上受理量·同比}。");
    let label = format!("指标“全程网办受理”改名“网上受理量”，改写 {count} 处填数位");
    assert_eq!(book.undo_label(), Some(label.as_str()));
    let stored = book.find_indicator("网上受理量").unwrap();
    assert!(stored.aliases.contains(&"全程网办受理".to_owned()), "published issues print by it");
    assert!([printed(&book, "2025-04"), printed(&book, "2025-03")] == before);
    book.undo().unwrap();
    assert_eq!(book.find_indicator("全程网办受理").unwrap(), indicator);
    assert!(book.item(&event.id).unwrap().paragraphs[0].contains("{全程网办受理}"));
}

#[test]
fn a_name_that_cannot_be_used_is_refused_in_words() {
    let (mut book, bulletin, indicator) = sample();
    let mut with = |name: &str| {
        let edited = Indicator { name: name.into(), ..indicator.clone() };
        refused(book.set_indicator(&bulletin, &edited))
    };
    assert_eq!(with(" "), IndicatorFault::NoName);
    for name in ["受理·同比", "{受理}", "年月"] {
        assert!(matches!(with(name), IndicatorFault::NoSlotName { .. }), "{name}");
    }
    assert!(matches!(with("现场邮寄量"), IndicatorFault::Taken { .. }));
    let unit = Indicator { unit: String::new(), ..indicator.clone() };
    assert_eq!(refused(book.set_indicator(&bulletin, &unit)), IndicatorFault::NoUnit);
    assert_eq!(book.undo_label(), None);
}

#[test]
fn a_name_that_published_issues_print_by_stays_an_alias() {
    let (mut book, bulletin, indicator) = sample();
    let renamed = Indicator { name: "网上受理量".into(), ..indicator.clone() };
    book.set_indicator(&bulletin, &renamed).unwrap();
    let bare = Indicator { aliases: Vec::new(), ..renamed };
    let fault = refused(book.set_indicator(&bulletin, &bare));
    assert!(
        matches!(&fault, IndicatorFault::Printed { alias, .. } if alias == "全程网办受理"),
        "{fault:?}"
    );
}

#[test]
fn only_what_nothing_uses_is_deleted() {
    let (mut book, bulletin, indicator) = sample();
    let error = book.delete_indicator(&bulletin, &indicator.code).unwrap_err();
    let OpError::Indicator { fault: IndicatorFault::InUse { uses, .. } } = error else {
        panic!("{error:?}")
    };
    assert!(uses.contains(&"数据".to_owned()), "{uses:?}");
    assert!(uses.iter().any(|used| used.ends_with("处填数位")), "{uses:?}");
    let new = Indicator {
        code: IndicatorCode::new(""),
        name: "夜间办件".into(),
        aliases: Vec::new(),
        ..indicator
    };
    let code = book.add_indicator(&bulletin, &new).unwrap();
    assert_eq!(code.as_str(), "i001");
    book.move_indicator(&bulletin, &code, 0).unwrap();
    assert_eq!(book.bulletin(&bulletin).unwrap().indicators[0].code, code);
    let key = FigureKey::of_hall(&code, "2025-04".parse().unwrap());
    book.set_figure(&key, "5", FigureSource::Typed).unwrap();
    assert!(book.delete_indicator(&bulletin, &code).is_err());
    book.undo().unwrap();
    book.delete_indicator(&bulletin, &code).unwrap();
    assert!(book.find_indicator("夜间办件").is_err());
    let again = book.add_indicator(&bulletin, &new).unwrap();
    assert_eq!(again.as_str(), "i002", "what was recorded of i001 is not this one's");
}

#[test]
fn a_month_knows_its_definition_and_whether_it_is_still_asked() {
    let (mut book, bulletin, indicator) = sample();
    let edited = Indicator {
        definition: "网上提交的件".into(),
        redefined: vec![
            Redefinition { from: "2025-04".parse().unwrap(), text: "含自助终端".into() },
            Redefinition { from: "2025-01".parse().unwrap(), text: "含掌上".into() },
        ],
        valid_to: Some("2025-06".parse().unwrap()),
        ..indicator
    };
    assert_eq!(book.set_indicator(&bulletin, &edited).unwrap(), 0);
    let stored = book.find_indicator("全程网办受理").unwrap();
    let at = |month: &str| month.parse::<Month>().unwrap();
    for (month, text) in
        [("2024-12", "网上提交的件"), ("2025-02", "含掌上"), ("2025-09", "含自助终端")]
    {
        assert_eq!(stored.definition_in(at(month)), text, "{month}");
    }
    assert!(stored.is_asked_in(at("2025-06")) && !stored.is_asked_in(at("2025-07")));
}
