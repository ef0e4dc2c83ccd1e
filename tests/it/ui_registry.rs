//! The registers in the window: departments and persons, what is deleted and comes back, who
//! changed what.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use yuebao::model::{FigureKey, IndicatorCode};
use yuebao::ops::Listing;
use yuebao::ui::action::{Action, Purpose};
use yuebao::ui::change::Change;
use yuebao::ui::route::Route;
use yuebao::ui::screens::settings::Tab;

use super::ui_support::Window;

fn settings(tab: Tab) -> Window {
    let mut window = Window::sample();
    window.ask(Action::Settings(tab));
    window
}

fn type_into(window: &mut Window, field: &str, text: &str) {
    window.field(field).focus();
    window.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text(text.into()));
    window.pause();
    window.harness.key_press(Key::Enter);
    window.run();
}

#[test]
fn a_department_is_added_and_ended() {
    let mut window = settings(Tab::Departments);
    type_into(&mut window, "新部门的全称，可用、隔开几个，也可粘贴一列", "星象局");
    type_into(&mut window, "星象局 停用", "2024年12月");
    let book = window.harness.state().book().unwrap();
    let known = book.find_department("星象局").unwrap();
    assert_eq!(known.valid_to.unwrap().to_string(), "2024-12");
    assert!(window.shows("已停用"));
    type_into(&mut window, "星象局 简称", "水利厅");
    let book = window.harness.state().book().unwrap();
    assert_eq!(book.find_department("星象局").unwrap().short_name, "", "the name is another's");
}

#[test]
fn a_department_is_merged_into_another_once_it_has_ended() {
    let mut window = settings(Tab::Departments);
    let successor = |window: &Window| {
        let book = window.harness.state().book().unwrap();
        book.successor_name(&book.find_department("水利厅").unwrap())
    };
    type_into(&mut window, "水利厅 并入", "公安厅");
    assert_eq!(successor(&window), "", "nobody knows from when");
    type_into(&mut window, "水利厅 停用", "2024年12月");
    type_into(&mut window, "水利厅 并入", "公安厅");
    assert_eq!(successor(&window), "公安厅");
    type_into(&mut window, "水利厅 并入", "没有的厅");
    assert_eq!(successor(&window), "公安厅");
}

#[test]
fn a_month_that_cannot_be_read_is_said_and_changes_nothing() {
    let mut window = settings(Tab::Departments);
    window.field("水利厅 停用").focus();
    window.run();
    window.harness.event(Event::Text("去年底".into()));
    window.pause();
    assert!(window.shows("没有采用：月份可写"));
    let book = window.harness.state().book().unwrap();
    assert_eq!(book.find_department("水利厅").unwrap().valid_to, None);
}

#[test]
fn persons_are_collected_and_complete_a_visit() {
    let mut window = settings(Tab::Persons);
    window.press("从历次进大厅名单中收集");
    let book = window.harness.state().book().unwrap();
    let persons = book.persons().unwrap();
    assert!(persons.len() > 3);
    let person = persons[0].clone();
    window.go(Key::Num5);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    window.harness.event(Event::Text(person.name.clone()));
    window.pause();
    let book = window.harness.state().book().unwrap();
    let code = book.main_bulletin().unwrap().code;
    let visits = book.visits(&code, "2025-04".parse().unwrap()).unwrap();
    let last = visits.last().unwrap();
    assert_eq!((&last.person, &last.posts), (&person.name, &person.posts));
    assert!(!last.department.is_empty());
}

#[test]
fn rare_characters_are_typed_shown_and_printed() {
    let mut window = Window::sample();
    let name = "䶮𬬻喆赟堃㛃𫖯龑";
    window.go(Key::Num5);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    for part in ["水利厅", "厅长"] {
        window.harness.event(Event::Text(part.into()));
        window.run();
        window.harness.key_press(Key::Enter);
        window.run();
    }
    window.harness.event(Event::Text(name.into()));
    window.pause();
    let book = window.harness.state().book().unwrap();
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    for extension in ["txt", "md"] {
        let path = window.path(&format!("x.{extension}"));
        book.export_issue(&issue, &path).unwrap();
        assert!(std::fs::read_to_string(path).unwrap().contains(name), "{extension}");
    }
    let path = window.path("x.docx");
    book.export_issue(&issue, &path).unwrap();
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    let mut part = zip.by_name("word/document.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut text).unwrap();
    assert!(name.chars().all(|c| text.contains(c)));
}

#[test]
fn what_is_deleted_comes_back_from_the_bin() {
    let mut window = Window::sample();
    window.go(Key::Num3);
    window.harness.event(Event::Text("25日，独此一条动态。".into()));
    window.run();
    window.harness.key_press(Key::Enter);
    window.run();
    window.press("删除");
    window.ask(Action::Settings(Tab::Bin));
    window.press("恢复动态独此一条动态。");
    let book = window.harness.state().book().unwrap();
    assert_eq!(book.undo_label(), Some("恢复动态 独此一条动态。"));
    assert_eq!(book.search("独此一条", 9).unwrap().hits.len(), 1);
    assert!(window.shows("回收站是空的"));
}

#[test]
fn a_cell_tells_who_changed_it_and_takes_a_value_back() {
    let mut window = Window::sample();
    window.go(Key::Num2);
    let name = {
        let book = window.harness.state().book().unwrap();
        book.main_bulletin().unwrap().indicators[0].name.clone()
    };
    let before = window.field(&name).value().unwrap();
    window.harness.event(Event::Text("9.9万".into()));
    window.pause();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    window.run();
    assert!(window.shows("的历史") && window.shows(&format!("原来 {before}，改为 9.9万")));
    let buttons = window.harness.get_all_by_role_and_label(Role::Button, "恢复成原来的");
    buttons.into_iter().next().unwrap().click();
    window.run();
    window.pause();
    assert_eq!(window.field(&name).value(), Some(before));
}

#[test]
fn a_column_of_departments_is_pasted_and_one_nobody_uses_deleted() {
    let mut window = settings(Tab::Departments);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    window.harness.event(Event::Paste("星象局\r\n漕运司\r\n\r\n".into()));
    window.run();
    let book = window.harness.state().book().unwrap();
    assert!(book.find_department("星象局").is_ok() && book.find_department("漕运司").is_ok());
    window.click("删除 漕运司");
    let book = window.harness.state().book().unwrap();
    assert!(book.find_department("漕运司").is_err());
    window.click("删除 水利厅");
    assert!(window.shows("水利厅"), "one that is referred to stays");
    assert!(window.harness.state().book().unwrap().find_department("水利厅").is_ok());
}

#[test]
fn what_was_refused_is_still_said_after_leaving_the_field() {
    let mut window = settings(Tab::Departments);
    type_into(&mut window, "水利厅 停用", "去年底");
    window.field("水利厅 简称").focus();
    window.run();
    assert!(window.shows("“去年底”没有采用：月份可写"));
    type_into(&mut window, "水利厅 停用", "2031-12");
    assert!(!window.shows("没有采用"));
}

#[test]
fn recipients_of_earlier_lists_complete() {
    let mut window = Window::sample();
    window.go(Key::Num5);
    let book = window.harness.state().book().unwrap();
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    let gone = issue.distribution.last().unwrap().clone();
    window.ask(Action::Change(Box::new(Change::List(
        yuebao::ui::change::ListChange::DeleteRecipient(gone.id.clone()),
    ))));
    window.click(&format!("＋ 添到“{}”", gone.level.label()));
    let start: String = gone.name.chars().take(3).collect();
    window.harness.event(Event::Text(start));
    window.run();
    window.harness.key_press(Key::Enter);
    window.pause();
    let book = window.harness.state().book().unwrap();
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    assert_eq!(issue.distribution.last().unwrap().name, gone.name);
}

#[test]
fn several_steps_are_taken_back_at_once() {
    let mut window = settings(Tab::Departments);
    for name in ["甲司", "乙司", "丙司"] {
        type_into(&mut window, "新部门的全称，可用、隔开几个，也可粘贴一列", name);
    }
    window.harness.key_press_modifiers(Modifiers::ALT, Key::Z);
    window.run();
    assert!(window.shows("撤销到哪一步"));
    window.click("新增部门 乙司");
    let book = window.harness.state().book().unwrap();
    assert!(book.find_department("甲司").is_ok());
    assert!(book.find_department("乙司").is_err() && book.find_department("丙司").is_err());
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run();
    assert!(window.harness.state().book().unwrap().find_department("乙司").is_ok());
}

#[test]
fn numbers_of_the_issue_become_indicators_in_the_window() {
    let text = include_bytes!("../fixtures/own_hall.txt");
    let mut window = Window::first_start();
    let file = window.path("first.txt");
    std::fs::write(&file, text).unwrap();
    window.ask(Action::Picked(Purpose::Import, file));
    window.press("由数字建指标…");
    assert!(window.shows("建 12 项、1 张表"));
    window.click("建 差评 3条");
    window.press("建 11 项、1 张表");
    let book = window.harness.state().book().unwrap();
    let bulletin = book.main_bulletin().unwrap();
    assert_eq!(bulletin.indicators.len(), 14);
    assert!(bulletin.indicator_named("差评").is_none());
    assert_eq!(book.undo_label(), Some("由数字建指标（14 项）"));

    window.ask(Action::Go(Route::Compile));
    window.click("一、6月份窗口办件情况");
    window.press("市人社局 不再有一行");
    let book = window.harness.state().book().unwrap();
    let issue = book.issue_of("2025-06".parse().unwrap()).unwrap();
    let table = issue.sections[0].table.as_ref().unwrap();
    assert_eq!(table.departments.len(), 1);
    assert!(window.shows("1 条、表"));
}

#[test]
fn an_indicator_is_renamed_with_its_slots_and_a_new_one_is_added() {
    let mut window = Window::sample();
    window.ask(Action::Settings(Tab::Indicators));
    window.press("修改 全程网办受理");
    type_into(&mut window, "指标名称", "网上受理量");
    assert!(window.shows("印作"));
    window.press("确定");
    assert!(window.shows("处填数位一起改了名"));
    let book = window.harness.state().book().unwrap();
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    let texts: String = issue.items().flat_map(|item| item.paragraphs.clone()).collect();
    assert!(texts.contains("{网上受理量}") && !texts.contains("{全程网办受理}"));
    window.press("新增指标…");
    type_into(&mut window, "指标名称", "网上受理量");
    type_into(&mut window, "单位", "件");
    window.press("确定");
    assert!(window.shows("已经是指标“网上受理量”的名称或别名"));
    type_into(&mut window, "指标名称", "夜间办件");
    window.press("确定");
    let book = window.harness.state().book().unwrap();
    assert_eq!(book.find_indicator("夜间办件").unwrap().unit, "件");
    window.press("删除 夜间办件");
    assert!(window.harness.state().book().unwrap().find_indicator("夜间办件").is_err());
    window.press("删除 网上受理量");
    assert!(window.shows("没有删除"), "it has figures");
}

#[test]
fn names_used_before_are_offered_to_who_works() {
    let mut window = Window::sample();
    for name in ["李四", "王五"] {
        window.ask(Action::Actor(name.into()));
        let key =
            FigureKey::of_hall(&IndicatorCode::new("online_accepted"), "2025-04".parse().unwrap());
        let change = Change::FigureNote { key, note: name.into() };
        window.ask(Action::Change(Box::new(change)));
    }
    window.ask(Action::AskWho);
    window.press("用李四");
    assert_eq!(window.harness.state().book().unwrap().actor(), "李四");
}

#[test]
fn a_register_goes_out_as_a_table() {
    let mut window = Window::sample();
    window.go(Key::Num9);
    assert!(window.shows("导出这张表…"));
    let path = window.path("部门.csv");
    window.ask(Action::Picked(Purpose::ExportList(Listing::Departments), path.clone()));
    assert!(std::fs::read_to_string(path).unwrap().contains("水利厅"));
}
