//! Backups in the window: made beside the work, gone back to after a look, and the way out of a
//! damaged book.

use std::path::Path;
use std::time::Duration;

use egui_kittest::kittest::Queryable as _;
use yuebao::model::{FigureKey, FigureSource, Month};
use yuebao::ops::{BackupReason, Book, Env, built_in, demo_book};
use yuebao::ui::action::Action;
use yuebao::ui::app::AppWindow;
use yuebao::ui::screens::settings::Tab;

use super::ui_support::Window;

fn april() -> Month {
    "2025-04".parse().unwrap()
}

fn sample(path: &Path) -> Book {
    let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
    demo_book::create(path, &bulletin, april(), Env::system("测试")).unwrap()
}

fn key(book: &Book) -> FigureKey {
    FigureKey::of_hall(&book.find_indicator("全程网办受理").unwrap().code, april())
}

fn typed(book: &Book) -> String {
    book.figure(&key(book)).unwrap().unwrap().typed
}

/// The worker answers in its own time.
fn wait(window: &mut Window, text: &str) {
    for _ in 0..600 {
        window.run();
        if window.shows(text) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("“{text}” did not come: {:?}", window.labels());
}

#[test]
fn a_backup_is_made_beside_the_work_and_gone_back_to_after_a_look() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("月报.yuebao");
    let book = sample(&path);
    let before = typed(&book);
    drop(book);
    let mut window = Window::with(AppWindow::open(path.clone()));
    window.ask(Action::Settings(Tab::Backups));
    // A changed book without a backup gets its first at once.
    wait(&mut window, "最近一份");
    window.press("立即备份");
    wait(&mut window, "已备份并检查过");
    window.press("检查工作簿");
    wait(&mut window, "工作簿完好");
    let book = window.harness.state().book().unwrap();
    let change = yuebao::ui::change::Change::Figure { key: key(book), typed: "7.7万".into() };
    window.ask(Action::Change(Box::new(change)));
    let newest = window.harness.state().book().unwrap().backups()[0].path.clone();
    window.ask(Action::PreviewRestore(newest));
    assert!(window.shows(&format!("7.7万 → {before}")));
    window.press("恢复");
    wait(&mut window, "换下的工作簿整个放在");
    assert_eq!(typed(window.harness.state().book().unwrap()), before);
}

#[test]
fn a_damaged_book_offers_its_backup_and_what_it_still_tells() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("月报.yuebao");
    let mut book = sample(&path);
    book.back_up(BackupReason::Exit).unwrap();
    let cell = key(&book);
    book.set_figure(&cell, "7.7万", FigureSource::Typed).unwrap();
    drop(book);
    let mut bytes = std::fs::read(&path).unwrap();
    let text = "取水许可".as_bytes();
    let hit = bytes.chunks_mut(4096).skip(1).find(|page| page.windows(12).any(|w| w == text));
    hit.unwrap().fill(0);
    std::fs::write(&path, bytes).unwrap();

    let mut window = Window::with(AppWindow::open(path));
    assert!(window.shows("工作簿没有打开") && window.shows("最近一份完好的备份"));
    window.press("用这份备份恢复");
    assert!(window.shows("处比备份新") && window.shows("7.7万"));
    assert!(window.harness.query_by_label_contains("取回 数据 全程网办受理").is_some());
    let all = |label: String| label.starts_with("取回 ") && label.ends_with('处');
    window.harness.get_by(|node| node.label().is_some_and(all)).click();
    window.run();
    let book = window.harness.state().book().unwrap();
    assert_eq!(typed(book), "7.7万");
    assert!(book.undo_label().unwrap().starts_with("取回"));
}
