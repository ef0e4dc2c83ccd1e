//! The window from first start to a finished issue, by what is written on it.

use egui::{Event, Key, Modifiers};
use yuebao::ops::TrendRequest;
use yuebao::ui::action::{Action, Purpose};
use yuebao::ui::dialogs::{Dialog, PathDialog};

use super::ui_support::Window;

#[test]
fn first_start_offers_three_beginnings() {
    let mut window = Window::first_start();
    for choice in ["看示例", "导入往期", "新建"] {
        assert!(window.shows(choice), "{choice}");
    }
    window.click("看示例：");
    assert!(window.shows("返回自己的工作簿"));
    assert!(window.shows("第4期"));
    assert!(window.path("月报-示例.yuebao").exists());
    assert!(!window.path("月报.yuebao").exists());
}

#[test]
fn an_empty_book_begins_with_the_form() {
    let mut window = Window::first_start();
    window.click("新建：");
    assert!(window.shows("先用哪一种刊"));
    window.press("新建");
    assert!(window.path("月报.yuebao").exists());
    assert!(window.shows("还差"));
}

#[test]
fn the_overview_names_what_is_open_and_leads_there() {
    let mut window = Window::sample();
    for line in ["数据：", "动态：", "编排：", "进大厅：", "全文："] {
        assert!(window.shows(line), "{line}");
    }
    window.click("动态：");
    assert!(window.shows("4月动态"));
}

#[test]
fn every_screen_draws_and_every_field_has_a_name() {
    let mut window = Window::sample();
    let keys = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
        Key::F1,
    ];
    for key in keys {
        let modifiers = if key == Key::F1 { Modifiers::NONE } else { Modifiers::COMMAND };
        window.harness.key_press_modifiers(modifiers, key);
        window.run();
        window.harness.check_accessibility();
    }
    assert!(window.shows("Ctrl+PageUp"));
}

#[test]
fn an_issue_is_exported_to_a_typed_path() {
    let mut window = Window::sample();
    let book = window.harness.state().book().unwrap();
    let issue = book.issues().unwrap().first().unwrap().id.clone();
    let folder = window.path("");
    let ask = |window: &mut Window| {
        let dialog = PathDialog::new(
            Purpose::Export(issue.clone()),
            folder.clone(),
            Some("四月.docx".into()),
        );
        window.ask(Action::Open(Box::new(Dialog::Path(Box::new(dialog)))));
    };
    ask(&mut window);
    window.harness.key_press(Key::Enter);
    window.run();
    assert!(window.path("四月.docx").exists());
    assert!(window.shows("已导出："));
    ask(&mut window);
    window.harness.key_press(Key::Enter);
    window.run();
    assert!(window.shows("再按一次就覆盖它"));
    window.click("Markdown");
    window.press("导出");
    assert!(window.path("四月.md").exists());
}

#[test]
fn a_chart_is_stored_as_a_picture() {
    let mut window = Window::sample();
    let book = window.harness.state().book().unwrap();
    let bulletin = book.main_bulletin().unwrap();
    let indicators = vec![bulletin.indicators[0].code.clone()];
    let months = ("2024-05".parse().unwrap(), "2025-04".parse().unwrap());
    let request = TrendRequest::new(bulletin.code, indicators, months);
    let path = window.path("走势.svg");
    window.ask(Action::Picked(Purpose::Chart(request), path.clone()));
    assert!(std::fs::read_to_string(path).unwrap().contains("办理政务服务事项"));
}

#[test]
fn a_paragraph_of_the_preview_leads_to_its_form() {
    let mut window = Window::sample();
    window.go(Key::Num7);
    window.click("4月，省");
    assert!(window.shows("印出来是"));
    window.click("办理政务服务事项　");
    assert!(window.field("办理政务服务事项").is_focused());
}

#[test]
fn a_visit_is_added_and_moved_by_keyboard() {
    let mut window = Window::sample();
    window.go(Key::Num5);
    let before = persons(&window);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    let last = format!("第{}人", before.len() + 1);
    for (part, text) in [("部门", "水利厅"), ("职务", "副厅长"), ("姓名", "张龑")] {
        assert!(window.field(&format!("{last}{part}")).is_focused(), "{part}");
        window.harness.event(Event::Text(text.into()));
        window.run();
        window.harness.key_press(Key::Enter);
        window.pause();
    }
    assert_eq!(persons(&window).last().map(String::as_str), Some("张龑"));
    window.field(&format!("{last}姓名")).focus();
    window.run();
    window.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    window.pause();
    assert_eq!(persons(&window)[before.len() - 1], "张龑");
}

fn persons(window: &Window) -> Vec<String> {
    let book = window.harness.state().book().unwrap();
    let bulletin = book.main_bulletin().unwrap();
    let visits = book.visits(&bulletin.code, "2025-04".parse().unwrap()).unwrap();
    visits.into_iter().map(|visit| visit.person).collect()
}

#[test]
fn an_event_is_written_and_placed() {
    let mut window = Window::sample();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    window.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    assert!(window.field("日期").is_focused());
    window.harness.event(Event::Text("25".into()));
    window.pause();
    window.field("部门").focus();
    window.run();
    window.harness.event(Event::Text("水利厅".into()));
    window.pause();
    assert!(window.shows("4月25日　水利厅"));
    window.click("放进“窗口资讯”");
    assert!(window.shows("在“窗口资讯”第"));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(window.shows("还没有放进栏目"));
}

#[test]
fn next_month_is_made_from_the_last() {
    let mut window = Window::sample();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.run();
    assert!(window.shows("新建2025年5月的一期"));
    window.harness.key_press(Key::Enter);
    window.run();
    assert!(window.shows("已新建2025年5月第5期"));
    window.click("知道了");
    assert!(window.shows("下一步：填本月数据"));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num7);
    window.run();
    assert!(window.shows("处待填"));
}

#[test]
fn a_book_that_cannot_be_opened_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("坏.yuebao");
    std::fs::write(&path, "这不是工作簿").unwrap();
    let mut harness = egui_kittest::Harness::builder()
        .with_context_setup(|ctx| yuebao::ui::install(ctx, false))
        .build_ui_state(
            |ui, window: &mut yuebao::ui::app::AppWindow| window.draw(ui),
            yuebao::ui::app::AppWindow::open(path),
        );
    harness.run_ok();
    use egui_kittest::kittest::Queryable as _;
    harness.get_by_label("工作簿没有打开");
    harness.get_by_label("再试一次");
}

#[test]
fn an_opening_is_added_above_the_numbered_sections() {
    let mut window = Window::sample();
    window.go(Key::Num4);
    window.press("＋ 栏目");
    window.press("标题、开头");
    assert!(window.shows("开头"));
    window.field("栏目标题").focus();
    window.run();
    window.field("栏目标题").type_text("关于{月}份情况的通报");
    window.run();
    assert!(window.shows("关于4月份情况的通报"));
    assert!(window.shows("一、2025年4月总体运行情况"), "the first section keeps its number");
}

#[test]
fn a_table_of_departments_is_made_and_changed_in_the_window() {
    let mut window = Window::sample();
    window.go(Key::Num4);
    window.click("一、2025年4月总体运行情况");
    window.press("＋ 数据表");
    window.press("办理政务服务事项");
    window.click("改表头和列");
    assert!(window.shows("第1项的指标：办理政务服务事项"));
    window.click("＋ 列");
    window.press("全程网办受理");
    window.field("第2项的上级表头").focus();
    window.run();
    window.field("第2项的上级表头").type_text("其中");
    window.run();
    window.click("第2项移到←");
    let book = window.harness.state().book().unwrap();
    let issue = book.issue(&book.issues().unwrap()[0].id).unwrap();
    let table = issue.sections[0].table.clone().unwrap();
    let columns: Vec<_> =
        table.columns.iter().map(|column| (column.over.as_str(), column.head.as_str())).collect();
    assert_eq!(columns, [("其中", "全程网办受理（万件）"), ("", "办理政务服务事项（万件）")]);
    let asked = book.bulletin(&issue.bulletin).unwrap();
    assert!(asked.indicator_named("全程网办受理").unwrap().by_department);
    window.click("删去第1项");
    window.harness.check_accessibility();
    let book = window.harness.state().book().unwrap();
    let issue = book.issue(&book.issues().unwrap()[0].id).unwrap();
    let left = issue.sections[0].table.clone().unwrap().columns;
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(!window.shows("第2项的指标"));
}
