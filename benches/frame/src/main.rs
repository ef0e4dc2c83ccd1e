//! CPU of one frame without a screen: drawing (`run_ui`) and tessellating, in a window of 1366 × 768
//! points. The month's form with 60 indicators and egui's demo windows are drawn by turns, so that
//! a busy machine slows both.
//!
//! The form is measured at rest and while a digit is typed in every frame; a text of 5,000
//! characters while a character is typed in every frame. Every kind of chart is measured while it
//! is panned, against egui_plot's own demo and against as many lines drawn by egui_plot alone.

mod plot_demo;
mod trends;

use std::cell::RefCell;
use std::error::Error;
use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::{Context, Event, Key, Modifiers, RawInput, Rect, Ui, pos2, vec2};
use yuebao::model::{Bulletin, BulletinCode, FigureKey, FigureSource};
use yuebao::ops::{Book, Env, demo::scale};
use yuebao::ui::app::AppWindow;

const WARM_UP: usize = 60;
const FRAMES: usize = 300;
const INDICATORS: u32 = 60;
const CHARACTERS: usize = 5_000;
const LAST: &str = "2025-04";
/// The ratio of the medians that the product promises, at rest.
const PROMISED: f64 = 2.0;

fn main() -> Result<(), Box<dyn Error>> {
    let mut demo = egui_demo_lib::DemoWindows::default();
    let mut subjects = [
        Subject::new("egui's demo windows", |_| {}, move |ui| demo.ui(ui)).timed(),
        form("month's form, at rest", |_| Vec::new())?.timed(),
        form("month's form, typing", digit)?.timed(),
        long_text()?.timed(),
    ];
    let mut charts = plot_demo::subjects()?;
    charts.extend(trends::subjects()?.into_iter().map(Subject::timed));
    for frame in 0..WARM_UP + FRAMES {
        for subject in subjects.iter_mut().chain(&mut charts) {
            let time = (subject.frame)(frame);
            if frame >= WARM_UP {
                subject.times.push(time);
            }
        }
    }
    report(&mut subjects);
    println!("promised: the form at rest at most {PROMISED} of the demo");
    report(&mut charts);
    Ok(())
}

/// What is measured: draws the frame of this number and tells how long it took.
struct Timed {
    name: &'static str,
    frame: Box<dyn FnMut(usize) -> Duration>,
    times: Vec<Duration>,
}

/// Something that is drawn, with what is typed into it in each frame.
struct Subject {
    name: &'static str,
    ctx: Context,
    clock: f64,
    draw: Box<dyn FnMut(&mut Ui)>,
    typed: Box<dyn Fn(usize) -> Vec<Event>>,
}

impl Subject {
    fn new(
        name: &'static str,
        install: impl FnOnce(&Context),
        draw: impl FnMut(&mut Ui) + 'static,
    ) -> Self {
        let ctx = Context::default();
        install(&ctx);
        let (draw, typed) = (Box::new(draw), Box::new(|_| Vec::new()));
        Self { name, ctx, clock: 0.0, draw, typed }
    }

    fn timed(mut self) -> Timed {
        let name = self.name;
        let frame = move |nth| {
            let events = (self.typed)(nth);
            self.run(events)
        };
        Timed { name, frame: Box::new(frame), times: Vec::new() }
    }

    fn run(&mut self, events: Vec<Event>) -> Duration {
        self.clock += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1366.0, 768.0)));
        let time = Some(self.clock);
        let input = RawInput { screen_rect, time, events, focused: true, ..RawInput::default() };
        let start = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| (self.draw)(ui));
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let time = start.elapsed();
        output.textures_delta.clear();
        drop(meshes);
        time
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        let (physical_key, repeat) = (None, false);
        for pressed in [true, false] {
            self.run(vec![Event::Key { key, physical_key, pressed, repeat, modifiers }]);
        }
    }
}

fn form(
    name: &'static str,
    typed: impl Fn(usize) -> Vec<Event> + 'static,
) -> Result<Subject, Box<dyn Error>> {
    let (mut subject, _) = window(name)?;
    subject.key(Modifiers::COMMAND, Key::Num2);
    subject.typed = Box::new(typed);
    Ok(subject)
}

/// The text of a new event, filled and with the caret at its end.
fn long_text() -> Result<Subject, Box<dyn Error>> {
    let (mut subject, window) = window("5,000 characters, typing")?;
    subject.key(Modifiers::COMMAND, Key::Num3);
    subject.key(Modifiers::COMMAND, Key::Enter);
    for _ in 0..3 {
        subject.run(Vec::new());
    }
    for _ in 0..3 {
        subject.key(Modifiers::NONE, Key::Tab);
    }
    subject.run(vec![Event::Paste("窗口办结事项若干。".repeat(CHARACTERS / 9))]);
    for _ in 0..60 {
        subject.run(Vec::new());
    }
    let window = window.borrow();
    let book = window.book().ok_or("the book is closed")?;
    let events = book.pool(&book.main_bulletin()?.code, LAST.parse()?)?;
    let stored = events.iter().flat_map(|event| &event.paragraphs).map(|it| it.chars().count());
    if stored.max().unwrap_or(0) + 9 < CHARACTERS {
        return Err("the text did not reach its field: has the form of an event changed?".into());
    }
    subject.typed = Box::new(|_| vec![Event::Text("字".to_owned())]);
    Ok(subject)
}

type Shared = Rc<RefCell<AppWindow>>;

fn window(name: &'static str) -> Result<(Subject, Shared), Box<dyn Error>> {
    let window = Rc::new(RefCell::new(AppWindow::with_book(book()?)));
    let drawn = Rc::clone(&window);
    let draw = move |ui: &mut Ui| drawn.borrow_mut().draw(ui);
    Ok((Subject::new(name, |ctx| yuebao::ui::install(ctx, false), draw), window))
}

/// One department, so that the hall's sums are told as well.
fn book() -> Result<Book, Box<dyn Error>> {
    let scale = scale(7, INDICATORS, 1, 24, LAST.parse()?);
    let mut bulletin: Bulletin = yuebao::ops::built_in::bulletin(yuebao::ops::built_in::DEFAULT)?;
    bulletin.code = BulletinCode::new("frame");
    bulletin.indicators = scale.indicators().collect();
    bulletin.relations.clear();
    bulletin.departments = scale.departments().collect();
    for (nth, indicator) in bulletin.indicators.iter_mut().enumerate() {
        let sections = &bulletin.sections;
        indicator.section = sections[nth * sections.len() / INDICATORS as usize].key.clone();
    }
    let mut book = Book::in_memory(&bulletin, Env::system("bench"))?;
    let cells: Vec<(FigureKey, String)> =
        scale.figures().map(|figure| (figure.key, figure.typed)).collect();
    book.set_figures(&cells, FigureSource::Typed)?;
    Ok(book)
}

/// Digits into the cell that has the focus; every seventh keystroke empties it, so that the number
/// stays one.
fn digit(frame: usize) -> Vec<Event> {
    if !frame.is_multiple_of(7) {
        return vec![Event::Text((frame % 10).to_string())];
    }
    let key = |key, modifiers| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    };
    vec![key(Key::A, Modifiers::COMMAND), key(Key::Delete, Modifiers::NONE)]
}

fn report(subjects: &mut [Timed]) {
    println!("{FRAMES} frames by turns          p50 ms   p95 ms   to the first");
    let mut demo = None;
    for subject in subjects {
        subject.times.sort_unstable();
        let (p50, p95) = (share(&subject.times, 50), share(&subject.times, 95));
        let demo = *demo.get_or_insert(p50);
        println!("{:26} {p50:8.3} {p95:8.3} {:10.2}", subject.name, p50 / demo);
    }
}

/// The time below which `percent` of the sorted times lie, in milliseconds.
fn share(sorted: &[Duration], percent: usize) -> f64 {
    sorted.get(sorted.len() * percent / 100).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}
