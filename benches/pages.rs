//! From a keystroke to its page. First what it takes apart: load, compose, set, draw. Then whole
//! frames of the window with the pages beside the form, a character typed in each: from the key to
//! the meshes and the picture that are handed to the graphics driver. Both with the sample and with
//! an issue of 60 pages. Usage: `cargo bench --bench pages`.
#![allow(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Event, RawInput, Rect, pos2};
use yuebao::model::{Issue, ItemNumbering, SectionKind};
use yuebao::ops::{
    Book, Env, FontSet, FontSources, NewIssue, NewItem, NewSection, Painter, Target, built_in,
    demo_book, fonts, printed,
};
use yuebao::ui::action::Action;
use yuebao::ui::app::AppWindow;

const ROUNDS: usize = 60;
const FRAMES: usize = 240;
/// Milliseconds from an edit to its page.
const PROMISED: u32 = 16;
/// A page at the width it has beside a form on a usual screen, and on a large one.
const WIDTHS: [f32; 2] = [700.0, 1240.0];
const PAPER: f32 = 595.276;
/// Pictures lower than this are letters of the window, not pages.
const PAGE_AT_LEAST: usize = 600;

#[derive(Default)]
struct Times {
    compose: Vec<Duration>,
    set: Vec<Duration>,
    draw: Vec<Duration>,
    all: Vec<Duration>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let fonts = fonts(&FontSources::system());
    println!("fonts looked for in {:.1} ms", milliseconds(started.elapsed()));
    for (name, make) in [("sample", sample as fn() -> _), ("60 pages", long as fn() -> _)] {
        let mut book = make()?;
        for width in WIDTHS {
            let mut painter = Painter::default();
            let mut times = Times::default();
            for round in 0..ROUNDS {
                edit(&mut book, round)?;
                follow(&book, &fonts, &mut painter, (width / PAPER, &mut times))?;
            }
            println!(
                "{name}, page {width} px wide: load and compose {:.2}, set {:.2}, draw {:.2}; all {:.2} ms (p95 {:.2})",
                share(&times.compose, 50),
                share(&times.set, 50),
                share(&times.draw, 50),
                share(&times.all, 50),
                share(&times.all, 95)
            );
        }
        typing(name, book)?;
    }
    println!("promised: {PROMISED} ms in the median, key and page in one frame");
    Ok(())
}

fn sample() -> Result<Book, Box<dyn Error>> {
    let bulletin = built_in::bulletin(built_in::DEFAULT)?;
    Ok(demo_book::in_memory(&bulletin, "2025-04".parse()?, Env::system(""))?)
}

/// Ten sections of twelve items.
fn long() -> Result<Book, Box<dyn Error>> {
    let bulletin = built_in::bulletin(built_in::DEFAULT)?;
    let item = |nth: usize| NewItem {
        paragraphs: vec![format!(
            "4月{}日，{}",
            nth + 1,
            "窗口优化流程，推进“一件事”办理。".repeat(18)
        )],
        ..NewItem::default()
    };
    let section = |nth: usize| NewSection {
        unnumbered: false,
        key: format!("section {nth}"),
        kind: SectionKind::News,
        title: format!("第{nth}个栏目"),
        numbering: ItemNumbering::Chinese,
        items: (0..12).map(item).collect(),
        table: None,
    };
    let mut book = Book::in_memory(&bulletin, Env::system(""))?;
    book.import_issue(&NewIssue {
        bulletin: bulletin.code.clone(),
        month: "2025-04".parse()?,
        number: 4,
        total_number: None,
        title: bulletin.title.clone(),
        issuer: bulletin.issuer.clone(),
        issue_date: None,
        sections: (0..10).map(section).collect(),
        visits: Vec::new(),
        recipients: Vec::new(),
        figures: Vec::new(),
        departments: Vec::new(),
        unplaced: Vec::new(),
        joined: Vec::new(),
        notes: Vec::new(),
    })?;
    Ok(book)
}

fn newest(book: &Book) -> Result<Issue, Box<dyn Error>> {
    let newest = book.issues()?.into_iter().next().ok_or("no issue")?;
    Ok(book.issue(&newest.id)?)
}

/// Writes another paragraph into the first page.
fn edit(book: &mut Book, round: usize) -> Result<(), Box<dyn Error>> {
    let mut item = newest(book)?.items().nth(1).ok_or("no item")?.clone();
    item.paragraphs = vec![format!("第{round}次改写的一段话，窗口受理{round}件。")];
    Ok(book.update_item(&item)?)
}

fn follow(
    book: &Book,
    fonts: &Arc<FontSet>,
    painter: &mut Painter,
    (scale, times): (f32, &mut Times),
) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let issue = newest(book)?;
    let document = book.document(&issue)?;
    let house = book.bulletin(&issue.bulletin)?.house_style;
    let composed = Instant::now();
    let print = printed(&document, &house, fonts);
    let set = Instant::now();
    let page = print.pages.pages.first().ok_or("no page")?;
    let picture = painter.page(page, fonts, scale);
    let drawn = Instant::now();
    assert!(picture.width > 0);
    times.compose.push(composed - started);
    times.set.push(set - composed);
    times.draw.push(drawn - set);
    times.all.push(drawn - started);
    Ok(())
}

/// The window without a screen.
struct Screen {
    ctx: Context,
    window: AppWindow,
    clock: f64,
}

impl Screen {
    /// Draws a frame; returns its time and whether a page was drawn anew.
    fn frame(&mut self, events: Vec<Event>) -> (Duration, bool) {
        self.clock += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), [1920.0, 1080.0].into())),
            time: Some(self.clock),
            max_texture_side: Some(8192),
            focused: true,
            events,
            ..RawInput::default()
        };
        let started = Instant::now();
        let output = self.ctx.run_ui(input, |ui| self.window.draw(ui));
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let time = started.elapsed();
        drop(meshes);
        let is_page = |image: &egui::epaint::ImageDelta| {
            image.pos.is_none() && image.image.height() > PAGE_AT_LEAST
        };
        (time, output.textures_delta.set.values().flatten().any(is_page))
    }
}

/// Types into an item beside its pages.
fn typing(name: &str, book: Book) -> Result<(), Box<dyn Error>> {
    let issue = newest(&book)?;
    let item = issue.items().nth(2).ok_or("no item")?.id.clone();
    let ctx = Context::default();
    yuebao::ui::install(&ctx, false);
    let mut screen = Screen { ctx, window: AppWindow::with_book(book), clock: 0.0 };
    let (bulletin, month) = (issue.bulletin, issue.month);
    let target = Target::Item { bulletin, month, item, placed: true };
    screen.window.ask(Action::Goto(Box::new(target)));
    for _ in 0..120 {
        screen.frame(Vec::new());
    }
    let mut times = Vec::with_capacity(FRAMES);
    let mut followed = 0;
    for _ in 0..FRAMES {
        let (time, page) = screen.frame(vec![Event::Text("字".to_owned())]);
        times.push(time);
        followed += usize::from(page);
    }
    if followed * 10 < FRAMES * 9 {
        return Err(format!("{name}: the page followed {followed} of {FRAMES} keys only").into());
    }
    println!(
        "{name}, typing beside the pages: {:.2} ms a frame (p95 {:.2}), a page drawn in {followed} of {FRAMES}",
        share(&times, 50),
        share(&times, 95)
    );
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn share(times: &[Duration], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().map_or(0.0, milliseconds)
}
