//! What grows with the book: the same work in the sample book and in the same book made large (1.44
//! million figures, 20,000 events), by turns, so that a busy machine slows both.
//!
//! The form is the sample's in both, so that what differs is the book alone; the large bulletin's
//! own form (200 rows) is told too, without a promise. The large book is made once (minutes, about
//! 500 MB) and kept in the target folder; delete it there to have it made again.
#![allow(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use egui::{Context, RawInput, Rect, pos2, vec2};
use yuebao::model::{BulletinCode, FigureKey, FigureSource, Month};
use yuebao::ops::{Book, Env, demo, scale_book};
use yuebao::ui;
use yuebao::ui::action::Action;
use yuebao::ui::app::AppWindow;
use yuebao::ui::change::Change;
use yuebao::ui::route::Route;

type Outcome<T> = Result<T, Box<dyn Error>>;

const ROUNDS: usize = 120;
/// Opening takes long enough without repeating it so often.
const OPENINGS: usize = 7;
/// Large over small, of the medians, that the product promises for form and commit.
const PROMISED: f64 = 1.2;
/// Milliseconds that a search may take.
const SEARCH: f64 = 50.0;
/// So many hits are asked for, as the window asks.
const HITS: usize = 60;

/// The times of one kind of work in the small and in the large book.
#[derive(Default)]
struct Pair {
    small: Vec<Duration>,
    large: Vec<Duration>,
}

fn main() -> Outcome<()> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let small = made(&folder.join("scale-small.yuebao"), false)?;
    let large = made(&folder.join("scale-large.yuebao"), true)?;
    println!("large book: {} MB", std::fs::metadata(&large)?.len() / 1_000_000);

    let openings = openings(&small, &large)?;
    report("open the book", openings, None);
    let mut books = [open(&small)?, open(&large)?];
    report("one-field commit", commits(&mut books)?, Some(PROMISED));
    searches(&books[1])?;
    let [small, large] = books;
    windows(small, large)
}

fn windows(small: Book, large: Book) -> Outcome<()> {
    let key = newest_cell(&small)?;
    let mut windows = [Window::on(small), Window::on(large)];
    let (before, month) = (key.month.previous(), key.month);
    let forms = by_turns(&mut windows, |window, round| {
        window.show(if round % 2 == 0 { before } else { month })
    });
    report("form of another month", forms, Some(PROMISED));
    let fields = by_turns(&mut windows, |window, round| window.store(&key, round));
    report("field stored and form redrawn", fields, Some(PROMISED));
    for window in &mut windows {
        window.window.ask(Action::Go(Route::Trends));
        window.frame();
    }
    let trends = by_turns(&mut windows, |window, round| {
        window.show(if round % 2 == 0 { before } else { month })
    });
    report("trends of another month", trends, Some(PROMISED));
    let [_, mut large] = windows;
    large.window.ask(Action::Bulletin(scale_book::bulletin_code()));
    large.frame();
    large.frame();
    let times =
        (0..ROUNDS).map(|round| large.show(if round % 2 == 0 { before } else { month })).collect();
    report("form of 200 rows, month of 167 events", Pair { small: Vec::new(), large: times }, None);
    Ok(())
}

/// A window without a screen.
struct Window {
    window: Box<AppWindow>,
    context: Context,
}

impl Window {
    fn on(book: Book) -> Self {
        let context = Context::default();
        ui::install(&context, false);
        let mut window = Self { window: Box::new(AppWindow::with_book(book)), context };
        window.window.ask(Action::Go(Route::Entry));
        window.frame();
        window.frame();
        window
    }

    fn frame(&mut self) {
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1366.0, 768.0)));
        let input = RawInput { screen_rect, ..RawInput::default() };
        let output = self.context.run_ui(input, |ui| self.window.draw(ui));
        drop(self.context.tessellate(output.shapes, output.pixels_per_point));
    }

    /// From the wish to see a month to its form on the screen.
    fn show(&mut self, month: Month) -> Duration {
        self.window.ask(Action::Month(month));
        timed(|| {
            self.frame();
            self.frame();
        })
    }

    /// From what was typed to the form that shows what follows from it.
    fn store(&mut self, key: &FigureKey, round: usize) -> Duration {
        let change = Change::Figure { key: key.clone(), typed: format!("{}", 70_000 + round) };
        self.window.ask(Action::Change(Box::new(change)));
        timed(|| {
            self.frame();
            self.frame();
        })
    }
}

fn by_turns(
    windows: &mut [Window; 2],
    mut work: impl FnMut(&mut Window, usize) -> Duration,
) -> Pair {
    let mut pair = Pair::default();
    let [small, large] = windows;
    for round in 0..ROUNDS {
        pair.small.push(work(small, round));
        pair.large.push(work(large, round));
    }
    pair
}

fn openings(small: &Path, large: &Path) -> Outcome<Pair> {
    let mut pair = Pair::default();
    for _ in 0..OPENINGS {
        for (path, times) in [(small, &mut pair.small), (large, &mut pair.large)] {
            let start = Instant::now();
            let book = open(path)?;
            times.push(start.elapsed());
            drop(book);
        }
    }
    Ok(pair)
}

fn commits(books: &mut [Book; 2]) -> Outcome<Pair> {
    let mut pair = Pair::default();
    let key = newest_cell(&books[0])?;
    let [small, large] = books;
    for round in 0..ROUNDS {
        let typed = format!("{}", 60_000 + round);
        for (book, times) in [(&mut *small, &mut pair.small), (&mut *large, &mut pair.large)] {
            let start = Instant::now();
            book.set_figure(&key, &typed, FigureSource::Typed)?;
            times.push(start.elapsed());
        }
    }
    Ok(pair)
}

fn searches(book: &Book) -> Outcome<()> {
    println!("search in the large book          p50 ms   p95 ms  hits   (promised: {SEARCH} ms)");
    let both = format!("{} 船民", demo::RARE_WORD);
    for text in
        ["窗口", "上门服务 医保", demo::RARE_WORD, &both, "绝无此词", "APP", "6.1万", "4321"]
    {
        let mut hits = 0;
        let mut times = Vec::new();
        for _ in 0..ROUNDS / 4 {
            let start = Instant::now();
            hits = book.search(text, HITS)?.hits.len();
            times.push(start.elapsed());
        }
        times.sort_unstable();
        println!("  {text:30} {:8.1} {:8.1} {hits:5}", share(&times, 50), share(&times, 95));
    }
    Ok(())
}

fn made(path: &Path, scale: bool) -> Outcome<PathBuf> {
    if path.exists() {
        return Ok(path.to_owned());
    }
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_yuebao-cli"));
    command.arg("--book").arg(path).arg("demo");
    if scale {
        command.arg("--scale");
    }
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    println!("made {} in {:.1} s", path.display(), start.elapsed().as_secs_f64());
    Ok(path.to_owned())
}

fn open(path: &Path) -> Outcome<Book> {
    Ok(Book::open(path, Env::system("bench"))?)
}

/// The first indicator of the first bulletin, in its newest month, of the hall.
fn newest_cell(book: &Book) -> Outcome<FigureKey> {
    let bulletin = book.main_bulletin()?;
    let code: &BulletinCode = &bulletin.code;
    let issues = book.issues()?;
    let newest = issues.iter().find(|issue| issue.bulletin == *code).ok_or("no issue")?;
    let indicator = bulletin.indicators.first().ok_or("no indicator")?;
    Ok(FigureKey::of_hall(&indicator.code, newest.month))
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn report(what: &str, mut pair: Pair, promised: Option<f64>) {
    println!("{what}");
    for (name, times) in [("sample", &mut pair.small), ("large", &mut pair.large)] {
        times.sort_unstable();
        if !times.is_empty() {
            println!("  {name:8} p50 {:8.3} ms  p95 {:8.3} ms", share(times, 50), share(times, 95));
        }
    }
    if !pair.small.is_empty() {
        let promise = promised.map(|most| format!(" (promised: at most {most})"));
        let ratio = share(&pair.large, 50) / share(&pair.small, 50);
        println!("  ratio p50 {ratio:.2}{}", promise.unwrap_or_default());
    }
}

/// The time below which `percent` of the sorted times lie, in milliseconds.
fn share(sorted: &[Duration], percent: usize) -> f64 {
    sorted.get(sorted.len() * percent / 100).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}
