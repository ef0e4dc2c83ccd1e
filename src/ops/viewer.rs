//! Handing a finished file to the system: a viewer first, the print queue where there is none.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// A program that fails does so sooner than this.
const PATIENCE: Duration = Duration::from_millis(300);
const STEP: Duration = Duration::from_millis(20);

/// Opens a PDF with what this system has for it; whether something took it.
pub fn show(path: &Path) -> bool {
    let ways: &[(&str, &[&str])] = if cfg!(windows) {
        &[("cmd", &["/C", "start", ""]), ("explorer", &[])]
    } else if cfg!(target_os = "macos") {
        &[("open", &[])]
    } else {
        &[("xdg-open", &[]), ("gio", &["open"]), ("lp", &[])]
    };
    ways.iter().any(|(program, arguments)| taken(program, arguments, path.as_os_str()))
}

fn taken(program: &str, arguments: &[&str], path: &OsStr) -> bool {
    let started = Command::new(program)
        .args(arguments)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    started.is_ok_and(|mut child| keeps_running(&mut child))
}

/// Whether the program is content: it ended well, or still shows the file.
fn keeps_running(child: &mut Child) -> bool {
    let mut waited = Duration::ZERO;
    while waited < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => sleep(STEP),
            Err(_) => return false,
        }
        waited += STEP;
    }
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_missing_or_fails_takes_nothing() {
        let path = OsStr::new("/tmp");
        assert!(!taken("no-such-program-anywhere", &[], path));
        assert!(!taken("false", &[], path));
        assert!(taken("true", &[], path));
    }
}
