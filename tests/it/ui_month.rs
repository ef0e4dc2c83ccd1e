//! A clerk's whole month by keyboard alone: thirty figures, five events, three leaders at the
//! hall. Counts what she presses beyond the content itself.

use egui::{Event, Key, Modifiers};
use yuebao::model::{Indicator, IndicatorCode, Month};
use yuebao::ops::{Book, Env, built_in, demo_book};
use yuebao::ui::app::AppWindow;

use super::ui_support::Window;

const INDICATORS: usize = 30;

const EVENTS: [(&str, &str, &str); 5] = [
    ("6", "水利厅", "窗口增设取水许可现场核验岗，当天受理、当天出具意见。"),
    ("9", "公安厅", "出入境窗口启用自助拍照设备。"),
    ("15", "生态环境厅", "环评审批线上核验首日办件顺畅。"),
    ("22", "自然资源厅", "不动产登记窗口试行“带押过户”联办，首笔业务两小时办结。"),
    ("28", "农业农村厅", "大厅开展适老服务演练，老年人专窗全程有人陪办。"),
];

const VISITS: [(&str, &str, &str); 3] = [
    ("水利厅", "副厅长", "赟子䶮"),
    ("公安厅", "副厅长", "堃明"),
    ("教育厅", "二级巡视员", "龑喆"),
];

/// Hands on a keyboard, counting.
struct Typist {
    window: Window,
    /// Keys pressed that are no content.
    keys: usize,
    /// Fields whose content was typed.
    fields: usize,
}

impl Typist {
    fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.keys += 1;
        self.window.harness.key_press_modifiers(modifiers, key);
        self.window.run();
    }

    /// Types the content of one field.
    fn write(&mut self, content: &str) {
        self.fields += 1;
        self.window.harness.event(Event::Text(content.into()));
        self.window.run();
    }
}

/// The sample with thirty indicators and an empty month after its newest issue.
fn book() -> (Book, Month) {
    let mut bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
    while bulletin.indicators.len() < INDICATORS {
        let nth = bulletin.indicators.len() + 1;
        let like = bulletin.indicators[0].clone();
        let (code, name) = (IndicatorCode::new(format!("extra{nth}")), format!("第{nth}项办件量"));
        bulletin.indicators.push(Indicator { code, name, aliases: Vec::new(), ..like });
    }
    let last: Month = "2025-04".parse().unwrap();
    let mut book = demo_book::in_memory(&bulletin, last, Env::system("测试")).unwrap();
    let code = book.main_bulletin().unwrap().code;
    book.new_issue(&code, last.next(), None).unwrap();
    (book, last.next())
}

/// Values as clerks write them: in 万, with separators, with the percent sign.
fn value(nth: usize, indicator: &Indicator) -> String {
    match (indicator.unit.as_str(), nth % 3) {
        ("%", _) => format!("{}.5%", 50 + nth),
        (_, 0) if indicator.style.power == 4 => format!("{}.{}万", 1 + nth, nth % 10),
        (_, 1) => format!("{},{:03}", 1 + nth, nth * 7),
        _ => format!("{}", 60 + nth * 13),
    }
}

#[test]
fn a_whole_month_takes_less_than_one_key_a_field() {
    let (book, month) = book();
    let indicators = book.main_bulletin().unwrap().indicators;
    assert_eq!(indicators.len(), INDICATORS);
    let window = Window::with(AppWindow::with_book(book));
    let mut clerk = Typist { window, keys: 0, fields: 0 };

    clerk.press_with(Modifiers::COMMAND, Key::Num2);
    let shown: Vec<Indicator> = form_order(&indicators);
    for (nth, indicator) in shown.iter().enumerate() {
        clerk.write(&value(nth, indicator));
        clerk.press(Key::Enter);
    }

    clerk.press_with(Modifiers::COMMAND, Key::Num3);
    for (date, department, text) in EVENTS {
        clerk.write(&format!("{date}日，{department}：{text}"));
        // Date, department and text were written in one go.
        clerk.fields += 2;
        clerk.press(Key::Enter);
    }

    clerk.press_with(Modifiers::COMMAND, Key::Num5);
    for (department, posts, person) in VISITS {
        clerk.press_with(Modifiers::COMMAND, Key::Enter);
        for content in [department, posts] {
            clerk.write(content);
            clerk.press(Key::Enter);
        }
        clerk.write(person);
    }
    clerk.window.pause();

    let book = clerk.window.harness.state().book().unwrap();
    let bulletin = book.main_bulletin().unwrap();
    let rows = book.figure_rows(&bulletin, month, &yuebao::model::DepartmentCode::hall()).unwrap();
    let typed: Vec<&str> = shown
        .iter()
        .map(|indicator| rows.iter().find(|row| row.name == indicator.name).unwrap().typed.as_str())
        .collect();
    let wanted: Vec<String> =
        shown.iter().enumerate().map(|(nth, indicator)| value(nth, indicator)).collect();
    assert_eq!(typed, wanted);
    let events = book.pool(&bulletin.code, month).unwrap();
    let events: Vec<_> = events
        .iter()
        .map(|e| (e.date.unwrap().day(), e.department.clone().unwrap(), e.paragraphs.join("\n")))
        .collect();
    let wanted = EVENTS.map(|(d, dep, text)| (d.parse().unwrap(), dep.to_owned(), text.to_owned()));
    assert_eq!(events, wanted);
    let visits = book.visits(&bulletin.code, month).unwrap();
    let visits: Vec<_> = visits
        .iter()
        .map(|v| (v.department.as_str(), v.posts.as_str(), v.person.as_str()))
        .collect();
    assert_eq!(visits, VISITS);

    println!("{} fields, {} keys beyond their content", clerk.fields, clerk.keys);
    assert!(clerk.keys <= clerk.fields, "{} keys for {} fields", clerk.keys, clerk.fields);
}

/// Indicators as the form shows them: by section, in the bulletin's order.
fn form_order(indicators: &[Indicator]) -> Vec<Indicator> {
    let mut sections: Vec<&str> = Vec::new();
    for section in ["overview", "events", "work", "news", "visits"] {
        sections.push(section);
    }
    let mut ordered: Vec<Indicator> = Vec::new();
    for section in sections {
        ordered.extend(indicators.iter().filter(|i| i.section == section).cloned());
    }
    ordered
}
