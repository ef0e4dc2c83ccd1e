//! The window program: reads its arguments and opens the window; knows nothing else.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    yuebao::ui::main(std::env::args_os().skip(1))
}
