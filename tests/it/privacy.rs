//! What the office types stays in its book: no line of the log holds a figure, a text or a name,
//! whatever is done and whatever goes wrong; nor does the file a passphrase comes from leave a trace.

use std::sync::{Mutex, Once};

use log::{LevelFilter, Log, Metadata, Record};

use crate::support::Console;

/// Everything that was logged since the first test of this kind began, whoever logged it.
static LOGGED: Mutex<Vec<String>> = Mutex::new(Vec::new());
static LISTENING: Once = Once::new();

struct Listener;

impl Log for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let line = format!("{} {}: {}", record.level(), record.target(), record.args());
        LOGGED.lock().unwrap().push(line);
    }

    fn flush(&self) {}
}

fn listen() {
    LISTENING.call_once(|| {
        log::set_boxed_logger(Box::new(Listener)).unwrap();
        log::set_max_level(LevelFilter::Trace);
    });
}

/// Words nobody else writes: in a figure, a text, a name, a reason, a passphrase.
const MARKS: [&str; 6] = ["数7391", "文7392", "名7393", "由7394", "词7395", "口令7396记住这一句"];

fn nothing_was_logged() {
    let logged = LOGGED.lock().unwrap();
    for mark in MARKS {
        let told: Vec<&String> = logged.iter().filter(|line| line.contains(mark)).collect();
        assert!(told.is_empty(), "{told:?}");
    }
}

/// Commands that succeed, and commands that fail on what was typed.
#[test]
fn the_console_logs_no_content() {
    listen();
    let console = Console::new();
    console.write(
        "a.txt",
        "名7393月报\n第4期\n\n一、2025年4月总体运行情况\n办理321件，文7392。\n二、动态\n（一）4月2日，名7393局开会。\n",
    );
    console.write("p.txt", MARKS[5]);
    let path = |name: &str| console.path(name).to_str().unwrap().to_owned();
    let (file, passphrase, pack) = (path("a.txt"), path("p.txt"), path("x.zip"));
    let commands: Vec<Vec<&str>> = vec![
        vec!["import-issue", &file],
        vec!["learn", "--issue", "2025-04"],
        vec!["--actor", "名7393", "set", "办理", "2025-04", "数7391"],
        vec!["set", "名7393指标", "2025-04", "1"],
        vec!["set", "办理", "数7391", "1"],
        vec!["explain", "办理", "2025-04", "词7395", "由7394"],
        vec!["search", "文7392"],
        vec!["check", "--issue", "2025-04"],
        vec!["proof", "--issue", "2025-04", "--except", "数7391", "--reason", "由7394"],
        vec!["verify", "--issue", "2025-04", &file],
        vec![
            "pack",
            "--issue",
            "2025-04",
            "--to",
            &pack,
            "--lock",
            "--passphrase-file",
            &passphrase,
        ],
        vec!["verify-pack", &pack, "--passphrase-file", &passphrase],
        vec!["verify-pack", &pack, "--passphrase-file", &file],
        vec!["import-figures", &file],
        vec!["add-bulletin", "名7393"],
        vec!["add-bulletin", &file],
        vec!["undo"],
        vec!["doctor"],
    ];
    let codes: Vec<u8> = commands.iter().map(|command| console.run(command).code).collect();
    assert!(codes.contains(&0) && codes.contains(&2), "some succeed and some fail: {codes:?}");
    let damaged = std::fs::read(console.path("b.yuebao")).unwrap();
    std::fs::write(console.path("b.yuebao"), &damaged[..damaged.len() / 2]).unwrap();
    assert_eq!(console.run(&["issues"]).code, 3);
    assert!(!LOGGED.lock().unwrap().is_empty(), "failures are logged");
    nothing_was_logged();
}

#[cfg(feature = "window")]
#[test]
fn the_window_logs_no_content() {
    use egui::Key;
    use yuebao::ui::action::{Action, Purpose};

    use crate::ui_support::Window;

    listen();
    let mut window = Window::sample();
    window.go(Key::Num2);
    let figure = window.harness.state().focused_figure();
    for text in ["数7391", "文7392"] {
        window.harness.event(egui::Event::Text(text.to_owned()));
        window.harness.key_press(Key::Enter);
        window.pause();
    }
    assert!(figure.is_some() || window.harness.state().focused_figure().is_some());
    window.go(Key::Num3);
    window.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    window.run();
    window.harness.event(egui::Event::Text("文7392".to_owned()));
    window.pause();
    window.ask(Action::Actor("名7393".to_owned()));
    let bad = window.path("词7395.txt");
    std::fs::write(&bad, "文7392").unwrap();
    for purpose in [Purpose::Import, Purpose::Verify, Purpose::VerifyPack, Purpose::Backup] {
        window.ask(Action::Picked(purpose, bad.clone()));
    }
    let away = window.path("没有/词7395.docx");
    let issue = window.harness.state().book().unwrap();
    let issue = issue.issue_of("2025-04".parse().unwrap()).unwrap().id;
    window.ask(Action::Picked(Purpose::Export(issue), away));
    assert!(!LOGGED.lock().unwrap().is_empty(), "failures are logged");
    nothing_was_logged();
}
