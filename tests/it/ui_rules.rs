//! Rules in the window: remarks listed under the form, walked to, answered by keyboard; rules
//! edited in the settings change what is asked.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, Queryable as _};
use yuebao::check::CellFinding;
use yuebao::model::{DepartmentCode, FigureKey};
use yuebao::ui::action::Action;

use super::ui_support::Window;

/// The sample's newest month with figures that break a sum and a part, and one ten times too
/// large.
fn faulty() -> Window {
    let mut window = Window::sample();
    window.go(Key::Num2);
    for (name, typed) in [("减免", "9.99亿"), ("重大项目办结", "999"), ("窗口出件量", "58万")]
    {
        enter(&mut window, name);
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.harness.event(Event::Text(typed.into()));
        window.pause();
    }
    window
}

/// Goes to the cell of an indicator; the form draws only the rows in view.
fn enter(window: &mut Window, name: &str) {
    let book = window.harness.state().book().unwrap();
    let month = book.issues().unwrap().first().unwrap().month;
    let bulletin = book.main_bulletin().unwrap();
    let key = FigureKey::of_hall(&bulletin.indicator_named(name).unwrap().code, month);
    window.ask(Action::Figure(key));
    window.run();
}

fn findings(window: &Window) -> Vec<CellFinding> {
    let book = window.harness.state().book().unwrap();
    let month = book.issues().unwrap().first().unwrap().month;
    let bulletin = book.main_bulletin().unwrap();
    book.entry_findings(&bulletin, month, &DepartmentCode::hall()).unwrap()
}

fn of_rule(window: &Window, rule: &str) -> Option<CellFinding> {
    findings(window).into_iter().find(|finding| finding.rule == rule)
}

#[test]
fn all_remarks_stand_together_and_lead_to_their_cells() {
    let mut window = faulty();
    assert!(window.shows("校对意见"));
    for finding in findings(&window) {
        assert!(window.shows(&finding.message), "{}", finding.message);
    }
    window.click("必改　惠企资金一季度兑现 ");
    assert!(window.field("惠企资金一季度兑现").is_focused());
    window.click("存疑　重大项目办结 999件 大于");
    assert!(window.field("重大项目办结").is_focused());
}

#[test]
fn f8_walks_from_remark_to_remark() {
    let mut window = faulty();
    let cells: Vec<String> = {
        let book = window.harness.state().book().unwrap();
        let bulletin = book.main_bulletin().unwrap();
        let name = |f: &CellFinding| bulletin.indicator(&f.cells[0]).unwrap().name.clone();
        findings(&window).iter().map(name).collect()
    };
    assert!(cells.len() >= 3, "{cells:?}");
    enter(&mut window, "办理政务服务事项");
    for cell in cells.iter().chain(&cells[..1]) {
        window.harness.key_press(Key::F8);
        window.run();
        assert!(window.field(cell).is_focused(), "{cell}");
    }
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::F8);
    window.run();
    assert!(window.field(cells.last().unwrap()).is_focused());
}

#[test]
fn a_reason_typed_by_keyboard_is_kept_and_shown() {
    let mut window = faulty();
    let rule = "part:project_accepted>project_closed";
    enter(&mut window, "重大项目办结");
    window.harness.key_press_modifiers(Modifiers::ALT, Key::Enter);
    window.run();
    assert!(window.field("偏差说明").is_focused());
    window.harness.event(Event::Text("集中办结去年受理的项目".into()));
    window.run();
    window.harness.key_press(Key::Enter);
    window.run();
    // The cell is far from usual, too: the first remark of the row was the one answered.
    let answered = findings(&window).into_iter().find(|f| f.explained.is_some()).unwrap();
    assert_eq!(answered.explained.as_deref(), Some("集中办结去年受理的项目"));
    assert!([rule, "expected:project_closed"].contains(&answered.rule.as_str()));
    assert!(window.field("重大项目办结").is_focused(), "work goes on where it was");
    assert!(window.shows("已说明：集中办结去年受理的项目"));
    window.press("撤回");
    assert!(findings(&window).iter().all(|f| f.explained.is_none()));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(findings(&window).iter().any(|f| f.explained.is_some()));
}

#[test]
fn a_changed_figure_is_asked_about_again() {
    let mut window = faulty();
    let book = window.harness.state().book().unwrap();
    let bulletin = book.main_bulletin().unwrap();
    let month = book.issues().unwrap()[0].month;
    let key = FigureKey::of_hall(&bulletin.indicator_named("窗口出件量").unwrap().code, month);
    let rule = "expected:counter_issued".to_owned();
    let change =
        yuebao::ui::change::Change::Explain {
            key, rule: rule.clone(), reason: "集中发证".into()
        };
    window.ask(Action::Change(Box::new(change)));
    assert_eq!(of_rule(&window, &rule).unwrap().explained.as_deref(), Some("集中发证"));
    enter(&mut window, "窗口出件量");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text("59万".into()));
    window.pause();
    assert_eq!(of_rule(&window, &rule).unwrap().lapsed.as_deref(), Some("集中发证"));
    assert!(window.shows("数改过，原说明：集中发证"));
}

fn write(window: &mut Window, field: &str, text: &str) {
    window.field(field).focus();
    window.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text(text.into()));
    window.run();
    // The list of proposals stands over what follows.
    window.harness.key_press(Key::Escape);
    window.run();
}

#[test]
fn a_rule_edited_in_the_settings_changes_what_is_asked() {
    let mut window = Window::sample();
    let range = |window: &Window| of_rule(window, "range:approval_speedup");
    assert_eq!(range(&window), None);
    window.go(Key::Num9);
    window.press("数据规则");
    assert!(window.shows("惠企资金一季度兑现 = 减免 + 奖补"));
    window.press("修改 审批提速率 在 0% 至 100% 之间");
    write(&mut window, "上限", "很高");
    window.press("确定");
    assert!(window.shows("“很高”不是“审批提速率”的数值"));
    write(&mut window, "上限", "1%");
    window.press("确定");
    assert!(range(&window).is_some());
    assert!(window.shows("审批提速率 在 0% 至 1% 之间"));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(range(&window), None);
    assert!(window.shows("审批提速率 在 0% 至 100% 之间"));
}

#[test]
fn a_rule_is_added_switched_off_and_deleted() {
    let mut window = Window::sample();
    window.go(Key::Num9);
    window.press("数据规则");
    window.press("新增规则…");
    write(&mut window, "合计", "减免");
    write(&mut window, "分项", "奖补、惠企资金年度预算");
    window.press("确定");
    let words = "减免 = 奖补 + 惠企资金年度预算";
    assert!(window.shows(words));
    let rule = "sum:fund_relief=fund_awards+fund_budget";
    assert!(of_rule(&window, rule).is_some());
    window.click(words);
    assert!(window.shows(&format!("{words}（已停用）")));
    assert!(of_rule(&window, rule).is_none());
    window.press(&format!("删除 {words}"));
    assert!(!window.shows(words));
}

/// Top and bottom, in points, of what is named like this or begins like this.
fn extent(window: &Window, name: &str) -> (f32, f32) {
    let named = |node: &AccessKitNode<'_>| node.label().is_some_and(|l| l.starts_with(name));
    let place = window.harness.get_by(named).rect();
    (place.top(), place.bottom())
}

#[test]
fn remarks_are_listed_together_not_two_at_a_time() {
    let window = faulty();
    let all = findings(&window);
    assert!(all.len() >= 4, "{all:?}");
    let (_, bottom) = extent(&window, "▼ 校对意见");
    let (top, _) = extent(&window, &format!("{}　{}", all[3].level.chinese(), all[3].in_words()));
    assert!(top - bottom < 220.0 && top > bottom, "the fourth is {top}, the heading ends {bottom}");
}

/// 1366 × 768 at 200 %.
#[test]
fn in_a_low_window_remarks_give_way_to_rows_and_nothing_lies_over_another() {
    let mut window = faulty();
    window.harness.set_size(egui::vec2(683.0, 384.0));
    window.run();
    enter(&mut window, "重大项目办结");
    assert!(window.shows("▶ 校对意见"), "folded, where only rows have room");
    let row = window.field("重大项目办结").rect();
    let strip = window.field("重大项目办结说明").rect();
    let (remarks, _) = extent(&window, "▶ 校对意见");
    assert!(row.height() > 20.0 && row.bottom() <= strip.top() && strip.bottom() <= remarks);
    window.harness.key_press_modifiers(Modifiers::ALT, Key::Enter);
    window.run();
    assert!(window.field("偏差说明").is_focused());
    window.harness.event(Event::Text("集中办结去年受理的项目".into()));
    window.run();
    window.harness.key_press(Key::Enter);
    window.run();
    assert!(findings(&window).iter().any(|f| f.explained.is_some()));
    window.click("▶ 校对意见");
    assert!(window.shows("已说明：集中办结去年受理的项目"));
}
