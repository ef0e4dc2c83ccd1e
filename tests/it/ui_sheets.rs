//! Tables of figures in the window: pasted and from files, always shown before they overwrite.

use egui::{Event, Key};
use rust_xlsxwriter::Workbook;
use yuebao::model::FigureKey;
use yuebao::ui::action::{Action, Purpose};

use super::ui_support::Window;

fn typed(window: &Window, name: &str, month: &str) -> String {
    let book = window.harness.state().book().unwrap();
    let bulletin = book.main_bulletin().unwrap();
    let code = &bulletin.indicator_named(name).unwrap().code;
    let key = FigureKey::of_hall(code, month.parse().unwrap());
    book.figure(&key).unwrap().map(|figure| figure.typed).unwrap_or_default()
}

fn paste(window: &mut Window, field: &str, block: &str) {
    window.field(field).focus();
    window.run();
    window.harness.event(Event::Paste(block.into()));
    window.run();
}

#[test]
fn a_pasted_table_is_shown_before_it_overwrites() {
    let mut window = Window::sample();
    window.go(Key::Num2);
    let before = typed(&window, "全程网办受理", "2025-04");
    let block = "指标\t本月\n全程网办受理\t7.77万\n现场咨询\t8001\n没有这项\t5\n";
    paste(&mut window, "办理政务服务事项", block);
    assert!(window.shows("会改动 2 项") && window.shows("没有指标“没有这项”"));
    assert_eq!(typed(&window, "全程网办受理", "2025-04"), before, "nothing before it is accepted");
    window.click("采用现场咨询 8001");
    window.press("采用 1 项");
    assert_eq!(typed(&window, "全程网办受理", "2025-04"), "7.77万");
    assert_ne!(typed(&window, "现场咨询", "2025-04"), "8001", "this row was not chosen");
    window.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(typed(&window, "全程网办受理", "2025-04"), before);
}

#[test]
fn a_column_over_filled_cells_is_shown_first() {
    let mut window = Window::sample();
    window.go(Key::Num2);
    let before = typed(&window, "办理政务服务事项", "2025-04");
    paste(&mut window, "办理政务服务事项", "1.5万\n1.4万\n");
    assert!(window.shows("会改动 2 项（其中 2 项已有数）"));
    window.press("取消");
    assert_eq!(typed(&window, "办理政务服务事项", "2025-04"), before);
}

#[test]
fn prose_pasted_into_the_form_changes_nothing() {
    let mut window = Window::sample();
    window.go(Key::Num2);
    let before = typed(&window, "办理政务服务事项", "2025-04");
    paste(&mut window, "办理政务服务事项", "水利厅印发办法。\n各窗口遵照执行，共办理六万件。\n");
    assert!(window.shows("没有读出任何数据") && window.shows("没有认出任何指标"));
    window.press("知道了");
    assert_eq!(typed(&window, "办理政务服务事项", "2025-04"), before);
}

#[test]
fn a_workbook_of_another_month_asks_which_is_meant() {
    let mut window = Window::sample();
    let path = window.path("三月.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("2025年3月").unwrap();
    sheet.write(0, 0, "指标").unwrap();
    sheet.write(0, 1, "本月").unwrap();
    sheet.write(1, 0, "全程网办受理").unwrap();
    sheet.write(1, 1, 12345).unwrap();
    book.save(&path).unwrap();
    window.ask(Action::Picked(Purpose::ImportTable, path));
    for _ in 0..200 {
        if window.shows("导入 三月.xlsx") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run();
    }
    assert!(window.shows("表里有2025年3月的数"));
    window.click("改看2025年3月的");
    for _ in 0..200 {
        if window.shows("会改动 1 项") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run();
    }
    window.press("采用 1 项");
    assert_eq!(typed(&window, "全程网办受理", "2025-03"), "12345");
}

#[test]
fn the_form_goes_out_as_a_table() {
    let mut window = Window::sample();
    let path = window.path("四月.xlsx");
    window.ask(Action::Picked(Purpose::ExportTable, path.clone()));
    assert!(window.shows("已导出") && path.exists());
}
