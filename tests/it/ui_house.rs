//! The house style in the window: changed, taken back, reset; tables and charts put into an item.

use yuebao::model::{HouseStyle, Item};
use yuebao::ui::action::Action;
use yuebao::ui::route::Route;
use yuebao::ui::screens::settings::Tab;

use super::ui_support::Window;

fn style(window: &Window) -> HouseStyle {
    window.harness.state().book().unwrap().main_bulletin().unwrap().house_style
}

/// The first item of the newest issue.
fn first_item(window: &Window) -> Item {
    let book = window.harness.state().book().unwrap();
    let newest = book.issues().unwrap().remove(0);
    book.issue(&newest.id).unwrap().items().next().unwrap().clone()
}

fn form_of_the_first_item() -> Window {
    let mut window = Window::sample();
    let item = first_item(&window);
    let target = yuebao::ops::Target::Item {
        bulletin: window.harness.state().book().unwrap().main_bulletin().unwrap().code,
        month: item.month,
        item: item.id,
        placed: true,
    };
    window.ask(Action::Goto(Box::new(target)));
    window
}

#[test]
fn a_value_is_changed_undone_and_reset() {
    let mut window = Window::sample();
    let usual = style(&window);
    window.ask(Action::Settings(Tab::House));
    assert!(window.shows("每页22行") && !window.shows("公文一般每页22行"));
    window.click("移到双页");
    assert!(style(&window).even_page);
    window.ask(Action::Undo);
    assert_eq!(style(&window), usual);
    window.click("移到双页");
    window.click("报尾位置恢复默认");
    assert_eq!(style(&window), usual);
    window.ask(Action::Undo);
    assert!(style(&window).even_page, "a reset is a step like any other");
    window.click("“1.”级的段首标题加粗");
    window.click("全部恢复默认");
    assert_eq!(style(&window), HouseStyle::default());
}

#[test]
fn the_pages_follow_the_house_style() {
    let mut window = Window::sample();
    window.ask(Action::Settings(Tab::House));
    window.ask(Action::Go(Route::Preview));
    let pages = |window: &Window| {
        let shown = window.labels().into_iter().find(|label| label.starts_with("第 1 页，共"));
        shown.unwrap()
    };
    let before = pages(&window);
    window.ask(Action::Settings(Tab::House));
    window.click("移到双页");
    window.ask(Action::Go(Route::Preview));
    let count: usize = pages(&window)
        .chars()
        .filter(char::is_ascii_digit)
        .skip(1)
        .collect::<String>()
        .parse()
        .unwrap();
    assert!(count.is_multiple_of(2), "{before} became {}", pages(&window));
}

#[test]
fn a_table_and_a_chart_are_put_into_an_item_and_print() {
    let mut window = form_of_the_first_item();
    let written = first_item(&window).paragraphs;
    window.press("插入数据表");
    window.press("窗口出件量");
    let with_table = first_item(&window).paragraphs;
    assert_eq!(with_table.get(..written.len()), Some(written.as_slice()));
    assert!(with_table.last().unwrap().starts_with("| 窗口出件量 |"));
    window.press("插入数据表");
    window.press("现场邮寄量");
    let rows = first_item(&window).paragraphs;
    assert_eq!(rows.len(), with_table.len() + 1, "a second indicator is a row of the same table");
    window.press("插入趋势图");
    window.press("窗口出件量");
    assert!(first_item(&window).paragraphs.last().unwrap().starts_with("{图：窗口出件量，"));
    window.ask(Action::Go(Route::Preview));
    assert!(window.shows("2025年4月主要数据"));
    window.ask(Action::Undo);
    window.ask(Action::Undo);
    window.ask(Action::Undo);
    assert_eq!(first_item(&window).paragraphs, written);
}
