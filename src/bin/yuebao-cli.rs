//! The console program.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;

/// Exit code for a bug of ours.
const BUG: u8 = 70;

fn main() -> ExitCode {
    set_hook(Box::new(|panic| {
        if yuebao::ops::is_contained() {
            return;
        }
        let text = format!("程序出错，请把这句话告诉开发者：{panic}。已保存的内容不受影响");
        writeln!(std::io::stderr(), "{}", text.replace('\n', " ")).ok();
    }));
    let code = catch_unwind(AssertUnwindSafe(|| {
        // Not locked: the hook must be able to write while this runs.
        yuebao::cli::run(std::env::args_os(), &mut std::io::stdout(), &mut std::io::stderr())
    }));
    ExitCode::from(code.unwrap_or(BUG))
}
