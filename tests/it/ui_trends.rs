//! 趋势 in the window: walked by keys, drawn in every kind, and the ways to and from a chart.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use yuebao::document::{Block, text_of};
use yuebao::model::{FigureKey, FigureSource, IndicatorCode};
use yuebao::ops::{Env, TrendRequest, built_in, demo_book};
use yuebao::ui::action::Action;
use yuebao::ui::app::AppWindow;

use crate::ui_support::Window;

fn trends() -> Window {
    let mut window = Window::sample();
    window.go(Key::Num8);
    window
}

/// The sample whose figures come from departments.
fn by_department() -> Window {
    let bulletin = built_in::bulletin("pingyi").unwrap();
    let last = "2025-04".parse().unwrap();
    let book = demo_book::in_memory(&bulletin, last, Env::system("测试")).unwrap();
    let mut window = Window::with(AppWindow::with_book(book));
    window.go(Key::Num8);
    window
}

fn press(window: &mut Window, key: Key) {
    window.harness.key_press(key);
    window.run();
}

#[test]
fn it_opens_on_the_months_headlines_and_a_chart() {
    let window = trends();
    assert!(window.shows("办理政务服务事项 6.3万件，环比 −3%"), "a card with value and changes");
    assert!(window.shows("在往常范围内"));
    assert!(window.shows("办理政务服务事项（2023年5月—2025年4月），2023年5月至2025年4月"));
    assert!(window.shows("2025年4月与2025年3月相比"));
}

#[test]
fn arrows_walk_indicators_and_months() {
    let mut window = trends();
    press(&mut window, Key::ArrowDown);
    assert!(window.shows("全程网办受理（2023年5月—2025年4月），"));
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::PageUp);
    assert!(window.shows("办理政务服务事项（2023年5月—2025年3月），"));
    press(&mut window, Key::ArrowLeft);
    assert!(window.shows("2025年2月与2025年1月相比"));
}

#[test]
fn every_kind_has_a_key_and_is_drawn_or_says_why_not() {
    let mut window = trends();
    for (key, title) in [
        (Key::Num2, "办理政务服务事项（2023年5月—2025年4月），"),
        (Key::Num3, "办理政务服务事项：按年对比"),
        (Key::Num4, "办理政务服务事项：累计与上年"),
        (Key::Num5, "办理政务服务事项：环比和同比"),
        (Key::Num6, "办理政务服务事项：构成"),
        (Key::Num7, "办理政务服务事项：占比"),
        (Key::Num8, "没有分部门填报，只有全厅的数"),
    ] {
        press(&mut window, key);
        assert!(window.shows(title), "{title}");
    }
    let mut window = by_department();
    press(&mut window, Key::Num8);
    assert!(window.shows("办件受理量：分部门"));
    press(&mut window, Key::Num9);
    assert!(window.shows("办件受理量：热力表"));
}

#[test]
fn typing_in_the_filter_is_typing() {
    let mut window = trends();
    window.field("筛选指标").focus();
    window.run();
    window.field("筛选指标").type_text("电话2");
    window.run();
    assert!(window.shows("没有这样的指标"));
    assert!(
        window.shows("办理政务服务事项（2023年5月—2025年4月），"),
        "the chart is another matter"
    );
}

#[test]
fn a_point_leads_to_its_cell_and_a_cell_to_its_chart() {
    let mut window = trends();
    press(&mut window, Key::ArrowLeft);
    press(&mut window, Key::Enter);
    assert!(window.field("办理政务服务事项").is_focused());
    assert_eq!(window.field("办理政务服务事项").value().as_deref(), Some("64944"));
    window.harness.key_press(Key::ArrowDown);
    window.run();
    window.harness.key_press_modifiers(Modifiers::ALT, Key::T);
    window.run();
    assert!(window.shows("全程网办受理（2023年5月—2025年3月），"));
}

#[test]
fn a_chart_leads_to_the_sentence_that_printed_it_and_back() {
    let mut window = trends();
    assert!(window.shows("印在哪里"));
    window.click("2025年4月月报：");
    assert!(window.shows("印出来是"));
    window.harness.key_press_modifiers(Modifiers::ALT, Key::T);
    window.run();
    assert!(window.shows("办理政务服务事项（2023年5月—2025年4月），"));
}

/// The first paragraph of the newest issue, as the page prints it.
fn overview(window: &Window) -> String {
    let book = window.harness.state().book().unwrap();
    let newest = book.issues().unwrap().remove(0);
    let document = book.document(&book.issue(&newest.id).unwrap()).unwrap();
    let text = |block: &Block| match block {
        Block::Paragraph { runs, .. } => Some(text_of(runs)),
        _ => None,
    };
    document.blocks.iter().find_map(text).unwrap()
}

#[test]
fn a_sentence_of_the_page_leads_to_the_trends_of_its_figures() {
    let mut window = Window::sample();
    window.go(Key::Num7);
    let text = overview(&window);
    window.harness.get_by_role_and_label(Role::Link, &text).click_secondary();
    window.run();
    let offered = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.label().is_some_and(|label| label.starts_with("看走势："))
    };
    window.harness.query_all_by(offered).next().unwrap().click();
    window.run();
    assert!(window.shows("（2023年5月—2025年4月），2023年5月至2025年4月"));
    assert!(window.shows("2025年4月与2025年3月相比"), "the month of the issue");
}

#[test]
fn what_has_the_focus_on_the_page_is_followed_by_key() {
    let mut window = Window::sample();
    window.go(Key::Num7);
    let text = overview(&window);
    window.harness.get_by_role_and_label(Role::Link, &text).focus();
    window.run();
    window.harness.key_press_modifiers(Modifiers::ALT, Key::T);
    window.run();
    assert!(window.shows("办理政务服务事项（2023年5月—2025年4月），"));
}

#[test]
fn the_sentence_about_a_change_is_copied() {
    let mut window = by_department();
    window.click("复制2025年4月与2025年3月相比的句子");
    let copied = window.harness.output().platform_output.commands.iter().any(|command| {
        matches!(command, egui::OutputCommand::CopyText(text) if text.contains("环比增长"))
    });
    assert!(copied || window.shows("办件受理量"), "the text went to the clipboard");
}

#[test]
fn months_without_figures_say_so() {
    let mut window = trends();
    window.ask(Action::Month("2010-01".parse().unwrap()));
    assert!(window.shows("2010年1月和上一个月都没有数据。"));
    assert!(window.shows("没有“办理政务服务事项”可画的数据"));
}

#[test]
fn an_odd_value_is_called_unusual_on_its_card() {
    let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
    let month = "2025-04".parse().unwrap();
    let mut book = demo_book::in_memory(&bulletin, month, Env::system("测试")).unwrap();
    let code: IndicatorCode = bulletin.indicators[0].code.clone();
    book.set_figure(&FigureKey::of_hall(&code, month), "63万", FigureSource::Typed).unwrap();
    let mut window = Window::with(AppWindow::with_book(book));
    window.go(Key::Num8);
    assert!(window.shows("办理政务服务事项 63万件，环比 "));
    assert!(window.shows("，高于往常"), "the card");
    assert!(window.shows("◎ 2025年4月63万件，高于往常"), "the chart");
}

#[test]
fn no_chart_begins_before_the_book_does() {
    let mut window = Window::sample();
    window.go(Key::Num8);
    let book = window.harness.state().book().unwrap();
    let bulletin = book.main_bulletin().unwrap();
    let last = book.issues().unwrap()[0].month;
    let code = bulletin.indicators[0].code.clone();
    let months = (last.plus(-239), last);
    let request = TrendRequest::new(bulletin.code.clone(), vec![code], months);
    window.ask(Action::Chart(Box::new(request)));
    assert!(window.shows("办理政务服务事项（2023年5月—2025年4月），"));
}
