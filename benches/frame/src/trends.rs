//! Every kind of chart: 10 series of 240 months, panned by a month in every frame; 60 departments.
//! The whole screen is drawn, with cards, lists and explanations; egui_plot draws its lines alone.

use std::error::Error;

use egui::{Event, Key, Modifiers, Pos2, Ui, pos2};
use egui_plot::{Legend, Line, Plot, PlotPoints};
use yuebao::model::{Bulletin, BulletinCode, FigureKey, FigureSource, IndicatorCode};
use yuebao::ops::{Book, Env, TrendRequest, demo::scale};
use yuebao::trend::chart::ChartKind;
use yuebao::ui::action::Action;
use yuebao::ui::app::AppWindow;

use super::{LAST, Shared, Subject};

const SERIES: u32 = 10;
const DEPARTMENTS: u32 = 60;
const MONTHS: u32 = 240;
/// Somewhere inside the chart of a window of 1366 × 768.
const INSIDE: Pos2 = pos2(900.0, 420.0);

pub fn subjects() -> Result<Vec<Subject>, Box<dyn Error>> {
    let mut subjects = vec![
        Subject::new("egui_plot, 10 lines × 240", |_| {}, |ui| plot(ui, false)),
        Subject::new("egui_plot, panned", |_| {}, |ui| plot(ui, true)),
    ];
    for (kind, name) in [
        (ChartKind::Line, "折线 10 × 240"),
        (ChartKind::Bar, "柱形 10 × 240"),
        (ChartKind::Years, "按年对比 20 years"),
        (ChartKind::Cumulative, "累计"),
        (ChartKind::Changes, "环比同比 240"),
        (ChartKind::Stack, "构成 60 parts × 240"),
        (ChartKind::Share, "占比 60 parts × 240"),
        (ChartKind::Multiples, "分部门 60 × 24"),
        (ChartKind::Heat, "热力表 60 × 24"),
    ] {
        subjects.push(chart(kind, name)?);
    }
    Ok(subjects)
}

/// The same number of lines and points, with a legend as its demo has one.
fn plot(ui: &mut Ui, panned: bool) {
    let shift = if panned { ui.input(|input| input.time) * 60.0 } else { 0.0 };
    let plot = Plot::new("lines").legend(Legend::default()).height(420.0);
    plot.include_y(0.0).show(ui, |plot| {
        for nth in 0..SERIES {
            let value = |at: f64| 50.0 + 5.0 * f64::from(nth) + 20.0 * ((at + shift) / 6.0).sin();
            let points: Vec<[f64; 2]> =
                (0..MONTHS).map(|at| [f64::from(at), value(f64::from(at))]).collect();
            plot.line(Line::new(format!("第{nth}项"), PlotPoints::from(points)));
        }
    });
}

fn chart(kind: ChartKind, name: &'static str) -> Result<Subject, Box<dyn Error>> {
    let by_department = kind.is_by_department();
    let book = book(by_department || kind.is_of_parts())?;
    let bulletin = book.main_bulletin()?;
    let count = if kind == ChartKind::Line || kind == ChartKind::Bar { 10 } else { 1 };
    let indicators: Vec<IndicatorCode> =
        bulletin.indicators.iter().take(count).map(|i| i.code.clone()).collect();
    let last = LAST.parse()?;
    let months = if by_department { 24 } else { MONTHS };
    let range = (yuebao::model::Month::plus(last, 1 - i32::try_from(months)?), last);
    let request =
        TrendRequest { kind, ..TrendRequest::new(bulletin.code.clone(), indicators, range) };
    let window: Shared = std::rc::Rc::new(std::cell::RefCell::new(AppWindow::with_book(book)));
    let drawn = std::rc::Rc::clone(&window);
    let draw = move |ui: &mut Ui| drawn.borrow_mut().draw(ui);
    let mut subject = Subject::new(name, |ctx| yuebao::ui::install(ctx, false), draw);
    window.borrow().ask(Action::Chart(Box::new(request)));
    for _ in 0..10 {
        subject.run(Vec::new());
    }
    // Zoomed in by two steps, then dragged to and fro.
    subject.key(Modifiers::NONE, Key::Equals);
    subject.key(Modifiers::NONE, Key::Equals);
    let button = egui::PointerButton::Primary;
    let press =
        Event::PointerButton { pos: INSIDE, button, pressed: true, modifiers: Modifiers::NONE };
    subject.run(vec![Event::PointerMoved(INSIDE), press]);
    subject.typed = Box::new(|frame| {
        let phase = (frame % 80) as f32;
        let away = if phase < 40.0 { phase } else { 80.0 - phase };
        vec![Event::PointerMoved(INSIDE + egui::vec2(away * 7.0, 0.0))]
    });
    Ok(subject)
}

/// Figures of the hall, and of 60 departments where charts need them.
fn book(departments: bool) -> Result<Book, Box<dyn Error>> {
    let (indicators, count) = if departments { (2, DEPARTMENTS) } else { (SERIES, 1) };
    let scale = scale(7, indicators, count, MONTHS, LAST.parse()?);
    let mut bulletin: Bulletin = yuebao::ops::built_in::bulletin(yuebao::ops::built_in::DEFAULT)?;
    bulletin.code = BulletinCode::new("frame");
    bulletin.indicators = scale.indicators().collect();
    bulletin.relations.clear();
    bulletin.departments = scale.departments().collect();
    for indicator in &mut bulletin.indicators {
        indicator.section = bulletin.sections[0].key.clone();
        indicator.by_department |= departments;
    }
    let mut book = Book::in_memory(&bulletin, Env::system("bench"))?;
    let cells: Vec<(FigureKey, String)> =
        scale.figures().map(|figure| (figure.key, figure.typed)).collect();
    book.set_figures(&cells, FigureSource::Typed)?;
    Ok(book)
}
