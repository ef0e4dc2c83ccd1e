//! From a changed paragraph to its page as pixels: load, compose, set, draw. What remains until it is
//! on the screen is handing the picture to the graphics driver. Usage: `cargo bench --bench pages`.
#![allow(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

use std::error::Error;
use std::time::{Duration, Instant};

use yuebao::ops::{Book, Env, FontSet, FontSources, Painter, built_in, demo_book, fonts, printed};

const ROUNDS: usize = 60;
/// Milliseconds from an edit to its page.
const PROMISED: u32 = 16;
/// A page at the width it has beside a form on a usual screen, and on a large one.
const WIDTHS: [f32; 2] = [700.0, 1240.0];
const PAPER: f32 = 595.276;

#[derive(Default)]
struct Times {
    compose: Vec<Duration>,
    set: Vec<Duration>,
    draw: Vec<Duration>,
    all: Vec<Duration>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let bulletin = built_in::bulletin(built_in::DEFAULT)?;
    let mut book = demo_book::in_memory(&bulletin, "2025-04".parse()?, Env::system(""))?;
    let started = Instant::now();
    let fonts = fonts(&FontSources::system());
    println!("fonts looked for in {:.1} ms", milliseconds(started.elapsed()));
    for width in WIDTHS {
        let mut painter = Painter::default();
        let mut times = Times::default();
        for round in 0..ROUNDS {
            edit(&mut book, round)?;
            follow(&book, &fonts, &mut painter, (width / PAPER, &mut times))?;
        }
        println!(
            "page {width} px wide: load and compose {:.2}, set {:.2}, draw {:.2}; all {:.2} ms (p95 {:.2}); promised {PROMISED}",
            share(&times.compose, 50),
            share(&times.set, 50),
            share(&times.draw, 50),
            share(&times.all, 50),
            share(&times.all, 95)
        );
    }
    Ok(())
}

/// Writes another paragraph into the first page.
fn edit(book: &mut Book, round: usize) -> Result<(), Box<dyn Error>> {
    let newest = book.issues()?.into_iter().next().ok_or("no issue")?;
    let issue = book.issue(&newest.id)?;
    let mut item = issue.items().nth(1).ok_or("no item")?.clone();
    item.paragraphs = vec![format!("第{round}次改写的一段话，窗口受理{round}件。")];
    Ok(book.update_item(&item)?)
}

fn follow(
    book: &Book,
    fonts: &std::sync::Arc<FontSet>,
    painter: &mut Painter,
    (scale, times): (f32, &mut Times),
) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let newest = book.issues()?.into_iter().next().ok_or("no issue")?;
    let issue = book.issue(&newest.id)?;
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

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn share(times: &[Duration], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().map_or(0.0, milliseconds)
}
