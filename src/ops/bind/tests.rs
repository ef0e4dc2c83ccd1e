//! Binding as a clerk meets it: what is offered for a number, and what one step does.

use super::*;
use crate::model::{IndicatorCode, Item, Month};
use crate::ops::{Env, NewItem, built_in};

const DEFINITION: &str = r#"
code = "test"
name = "测试月报"
title = "窗口月报"
issuer = "某中心"

[[section]]
key = "events"
kind = "events"
title = "工作动态"

[[indicator]]
code = "accepted"
name = "受理"
aliases = ["受理量"]
unit = "件"
style = { power = 4, decimals = 2, trim = true }

[[indicator]]
code = "done"
name = "办结"
unit = "件"
style = { power = 4, decimals = 2, trim = true }

[[indicator]]
code = "content"
name = "满意率"
unit = "%"
kind = "ratio"
decimals = 2
"#;

const MONTH: &str = "2025-04";

/// A book with figures (code, month, typed) and one event.
struct Desk {
    book: Book,
    item: Item,
}

impl Desk {
    fn new(figures: &[(&str, &str, &str)], text: &str) -> Self {
        let bulletin = built_in::parse(DEFINITION).unwrap();
        let mut book = Book::in_memory(&bulletin, Env::system("测试")).unwrap();
        for (code, month, typed) in figures {
            let key = FigureKey::of_hall(&IndicatorCode::new(*code), month.parse().unwrap());
            book.set_figure(&key, typed, FigureSource::Typed).unwrap();
        }
        let event = NewItem { paragraphs: vec![text.to_owned()], ..NewItem::default() };
        let item = book.add_event(&bulletin.code, month(), &event).unwrap();
        Self { book, item }
    }

    fn offers(&self, number: &str) -> Vec<Offer> {
        let source = &self.item.paragraphs[0];
        let at = source.find(number).unwrap();
        self.book.binding_offers(&self.item.id, source, &(at..at + number.len())).unwrap()
    }

    fn bound(&mut self, offer: &Offer) -> String {
        self.book.bind_number(&self.item.id, 0, offer).unwrap();
        self.book.item(&self.item.id).unwrap().paragraphs[0].clone()
    }

    fn figure(&self, code: &str) -> Option<String> {
        let key = FigureKey::of_hall(&IndicatorCode::new(code), month());
        self.book.figure(&key).unwrap().map(|figure| figure.typed)
    }
}

fn month() -> Month {
    MONTH.parse().unwrap()
}

#[test]
fn a_number_the_book_has_is_bound_as_it_stands() {
    let mut desk = Desk::new(&[("accepted", MONTH, "58700")], "本月受理5.87万件。");
    let offers = desk.offers("5.87");
    assert_eq!(offers[0].slot.label(), "受理");
    assert_eq!(offers[0].fit, Fit::Same);
    assert_eq!(desk.bound(&offers[0]), "本月受理{受理}万件。");
    assert_eq!(desk.book.undo_label(), Some("绑定 受理"));
    desk.book.undo().unwrap();
    assert_eq!(desk.book.item(&desk.item.id).unwrap(), desk.item);
}

#[test]
fn an_equal_number_is_offered_whatever_the_words_but_after_the_named_one() {
    let figures = [("accepted", MONTH, "58700"), ("done", MONTH, "58700")];
    let desk = Desk::new(&figures, "窗口共办结5.87万件。");
    let labels: Vec<String> = desk.offers("5.87").iter().map(|o| o.slot.label()).collect();
    assert_eq!(labels, ["办结", "受理"]);
}

#[test]
fn a_blank_cell_takes_the_number_in_the_same_step() {
    let mut desk = Desk::new(&[], "本月受理61,023件，满意率99.6%。");
    let offers = desk.offers("61,023");
    assert_eq!(offers[0].fit, Fit::Fills("61,023".into()));
    assert_eq!(desk.bound(&offers[0]), "本月受理{受理}件，满意率99.6%。");
    assert_eq!(desk.figure("accepted").as_deref(), Some("61,023"));
    desk.item = desk.book.item(&desk.item.id).unwrap();
    let offers = desk.offers("99.6");
    assert_eq!(offers[0].fit, Fit::Fills("99.6%".into()));
    assert_eq!(desk.bound(&offers[0]), "本月受理{受理}件，满意率{满意率}%。");
    desk.book.undo().unwrap();
    assert_eq!(desk.figure("content"), None);
    assert_eq!(desk.figure("accepted").as_deref(), Some("61,023"));
}

#[test]
fn another_figure_of_the_book_is_shown_and_never_overwritten() {
    let mut desk = Desk::new(&[("accepted", MONTH, "58701")], "本月受理6.2万件。");
    let offers = desk.offers("6.2");
    assert_eq!(offers[0].fit, Fit::Differs("5.87".into()));
    desk.bound(&offers[0]);
    assert_eq!(desk.figure("accepted").as_deref(), Some("58701"));

    let desk = Desk::new(&[("accepted", MONTH, "未报")], "本月受理5.9万件。");
    assert_eq!(desk.offers("5.9")[0].fit, Fit::NoNumber("未报".into()));
}

#[test]
fn a_number_written_otherwise_is_the_same_amount() {
    let mut desk = Desk::new(&[("accepted", MONTH, "58700")], "本月受理5.87 万件。");
    let offers = desk.offers("5.87");
    assert_eq!(offers[0].fit, Fit::SameAmount("5.87".into()));
    assert_eq!(desk.bound(&offers[0]), "本月受理{受理}万件。");

    let desk = Desk::new(&[("accepted", MONTH, "58701")], "本月受理5.9万件。");
    assert_eq!(desk.offers("5.9")[0].fit, Fit::SameAmount("5.87".into()), "rounded");
}

#[test]
fn stated_changes_bind_with_their_direction_word() {
    let figures = [("accepted", "2025-03", "1000"), ("accepted", MONTH, "1032")];
    for (text, number, bound, fit) in [
        ("受理{受理}件，环比增长3.2%。", "3.2", "受理{受理}件，环比{受理·环比}。", Fit::Same),
        (
            "受理{受理}件，环比上升了3.2%。",
            "3.2",
            "受理{受理}件，环比{受理·环比}。",
            Fit::SameAmount("增长3.2%".into()),
        ),
        ("上月受理1000件。", "1000", "上月受理{受理·上月}件。", Fit::Same),
    ] {
        let mut desk = Desk::new(&figures, text);
        let offers = desk.offers(number);
        assert_eq!(offers[0].fit, fit, "{text}");
        assert_eq!(desk.bound(&offers[0]), bound);
    }
    let desk = Desk::new(&figures, "受理{受理}件，环比下降3.2%。");
    assert!(desk.offers("3.2").is_empty(), "the direction is wrong");
}

#[test]
fn dates_slots_and_numbers_of_other_units_bind_to_nothing() {
    let figures = [("accepted", MONTH, "25")];
    let desk = Desk::new(&figures, "4月25日，受理{受理}件，出动25台车。");
    assert!(desk.offers("25日").is_empty());
    assert!(desk.offers("受理}").is_empty());
    assert!(desk.offers("25台").is_empty());
}

#[test]
fn a_text_or_figure_that_changed_meanwhile_is_left_alone() {
    let mut desk = Desk::new(&[], "本月受理5.87万件。");
    let offers = desk.offers("5.87");
    let key = FigureKey::of_hall(&IndicatorCode::new("accepted"), month());
    desk.book.set_figure(&key, "6万", FigureSource::Typed).unwrap();
    let refused = desk.book.bind_number(&desk.item.id, 0, &offers[0]);
    assert!(matches!(refused, Err(OpError::StaleBinding { .. })), "the figure is another's now");
    desk.book.undo().unwrap();
    let text = vec!["受理5.87万件。".to_owned()];
    desk.book.update_item(&Item { paragraphs: text, ..desk.item.clone() }).unwrap();
    let refused = desk.book.bind_number(&desk.item.id, 0, &offers[0]);
    assert!(matches!(refused, Err(OpError::StaleBinding { .. })));
}

#[test]
fn the_sample_offers_its_own_numbers() {
    let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
    let book = crate::ops::demo_book::in_memory(&bulletin, month(), Env::system("测试")).unwrap();
    let issue = book.issue_in(&bulletin.code, month()).unwrap().unwrap();
    let item = issue.items().find(|item| item.paragraphs.iter().any(|p| p.contains('{'))).unwrap();
    let figure = book.figures(&[month()], Some(&DepartmentCode::hall())).unwrap();
    let of_bulletin =
        figure.iter().find(|figure| bulletin.indicator(&figure.key.indicator).is_some()).unwrap();
    let indicator = bulletin.indicator(&of_bulletin.key.indicator).unwrap();
    let number = words(
        derive(&figure, indicator, None, &DepartmentCode::hall(), month(), Measure::Value).unwrap(),
        Measure::Value,
        indicator,
        0,
    );
    let source = format!("{}{number}{}。", indicator.name, indicator.unit);
    let at = indicator.name.len();
    let offers = book.binding_offers(&item.id, &source, &(at..at + 1)).unwrap();
    assert_eq!(offers[0].slot.name, indicator.name);
}
