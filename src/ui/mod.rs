//! L4: the window. Draws what `ops` gives and asks `ops` to act; names no file format and no SQL.
//!
//! A frame: [`app::AppWindow::draw`] loads the page if the book changed, reads keys
//! ([`commands`]), lets the shown screen draw through a read-only [`cx::Cx`], and then carries out
//! the queued actions (`dispatch`). What is typed goes through `editing`, which stores it
//! after a pause or when the field is left, and never while an input method is composing.

pub mod action;
pub mod app;
mod args;
mod backups;
mod books;
mod brief;
pub mod change;
mod clipboard;
pub mod commands;
mod crash;
pub mod cx;
mod dates;
pub mod dialogs;
mod dispatch;
mod editing;
mod files;
mod findings;
mod fonts;
mod icon;
pub mod ime;
mod launch;
mod loaded;
mod packs;
mod page;
mod paper;
mod pasted;
mod proof_actions;
pub mod proof_change;
pub mod publishing;
mod reviewing;
pub mod route;
pub mod screens;
mod search;
mod shell;
mod start;
mod tables;
pub mod theme;
mod toasts;
mod verified;
mod who;
mod widgets;
mod wording;
mod zoom;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use crate::ops::places;

/// The window program: everything after its name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match args::parse(arguments) {
        Ok(args::Arguments::Help) => {
            crash::say(args::HELP);
            ExitCode::SUCCESS
        }
        Ok(args::Arguments::Open(book)) => run_window(&book.unwrap_or_else(places::default_book)),
        Err(sentence) => {
            crash::say(&sentence);
            ExitCode::from(2)
        }
    }
}

/// Opens the window on a book and stays until it is closed.
pub fn run_window(book: &Path) -> ExitCode {
    crash::install();
    let path = book.to_owned();
    let opened = launch::open(move |cc| {
        install(&cc.egui_ctx, is_x11());
        app::AppWindow::open(path.clone())
    });
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            why.report(book);
            ExitCode::from(2)
        }
    }
}

/// Fonts, looks and the input-method helper; also what a test needs before it draws.
pub fn install(ctx: &egui::Context, x11: bool) {
    fonts::install(ctx);
    theme::install(ctx, egui::Theme::Light);
    ctx.add_plugin(ime::Composition::new(x11));
}

fn is_x11() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "linux") && !set("WAYLAND_DISPLAY") && !set("WAYLAND_SOCKET")
}
